//! The file of the settings: read leniently, written whole.
//!
//! People edit it, disks fill up, versions differ. Whatever is in it, the program starts: what can be understood is
//! used, the rest is the default, and the damaged file stays beside the new one. So does one of a later version, which may
//! say more than this one can write back.

use super::{
    Settings, StoreError,
    file::{free_name, replace, with_ending},
    settings::VERSION,
};
use serde_json::{Map, Value};
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// The settings as read.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedSettings {
    /// What could be understood, completed by the defaults.
    pub settings: Settings,
    /// What could not.
    pub damage: Option<Damage>,
    /// A later version wrote them.
    pub newer: Option<Newer>,
}

/// That a later version of Rackhand wrote the file, and where a copy of it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// The version of its layout.
    pub version: u32,
    /// The copy as that version left it; `None` where that was impossible.
    pub kept: Option<PathBuf>,
}

/// What could not be understood in a file, and where the file was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// What was wrong, with the place in the file.
    pub words: String,
    /// The copy of the damaged file; `None` where even that was impossible.
    pub kept: Option<PathBuf>,
}

impl Settings {
    /// Reads a file of settings. A missing file gives the defaults.
    pub fn load(path: &Path) -> Result<LoadedSettings, StoreError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(LoadedSettings { settings: Self::default(), damage: None, newer: None });
            }
            Err(error) => return Err(StoreError::at(path)(error)),
        };
        let Understood { settings, version, complaints } = understand(&bytes);
        let newer = (version > VERSION).then(|| {
            // That version's own name: it is the latest of what that one knew.
            let kept = copy(path, with_ending(path, &format!(".version-{version}")));
            Newer { version, kept }
        });
        // What a later version writes otherwise is no damage, and its file is kept.
        let is_damaged = !complaints.is_empty() && newer.is_none();
        let damage = is_damaged.then(|| Damage { words: complaints.join("; "), kept: keep_aside(path, &bytes) });
        Ok(LoadedSettings { settings, damage, newer })
    }

    /// Replaces the file of settings.
    pub fn save(&self, path: &Path) -> Result<(), StoreError> {
        let mut text = serde_json::to_vec_pretty(self).map_err(StoreError::at(path))?;
        text.push(b'\n');
        replace(path, |file| file.write_all(&text).map_err(StoreError::at(path)))
    }
}

/// Copies a damaged file beside itself, once: it may be read many times before it is replaced.
fn keep_aside(path: &Path, bytes: &[u8]) -> Option<PathBuf> {
    let latest = with_ending(path, ".broken");
    if fs::read(&latest).is_ok_and(|kept| kept == bytes) {
        return Some(latest);
    }
    copy(path, free_name(path, ".broken"))
}

fn copy(path: &Path, to: PathBuf) -> Option<PathBuf> {
    fs::copy(path, &to).inspect_err(|error| tracing::warn!("the file was not kept aside: {error}")).ok()?;
    Some(to)
}

/// What a file says.
struct Understood {
    settings: Settings,
    /// The version that wrote it; 0 where it does not say.
    version: u32,
    /// What was wrong.
    complaints: Vec<String>,
}

fn understand(bytes: &[u8]) -> Understood {
    let file: Map<String, Value> = match serde_json::from_slice(bytes) {
        Ok(file) => file,
        Err(error) => {
            return Understood { settings: Settings::default(), version: 0, complaints: vec![error.to_string()] };
        }
    };
    let version =
        file.get("version").and_then(Value::as_u64).map_or(0, |version| version.try_into().unwrap_or(u32::MAX));
    let mut complaints = Vec::new();
    let mut settings: Settings = serde_json::from_value(Value::Object(file.clone())).unwrap_or_else(|_| {
        let mut good = serde_json::to_value(Settings::default()).unwrap_or_default();
        take_over(&mut good, "", file, &mut complaints);
        serde_json::from_value(good).unwrap_or_default()
    });
    // A later version's number would make that version believe that it had written this file.
    settings.version = VERSION;
    Understood { settings, version, complaints }
}

/// Puts the file's values into `good` one by one, and takes back each that does not fit.
fn take_over(good: &mut Value, place: &str, file: Map<String, Value>, complaints: &mut Vec<String>) {
    for (key, value) in file {
        let here = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
        match (good.pointer(&here).map(Value::is_object), value) {
            (Some(true), Value::Object(inner)) => take_over(good, &here, inner, complaints),
            (_, value) => {
                let Some(section) = good.pointer_mut(place).and_then(Value::as_object_mut) else { continue };
                let before = section.insert(key.clone(), value);
                if let Err(error) = serde_json::from_value::<Settings>(good.clone()) {
                    complaints.push(format!("{here}: {error}"));
                    let section = good.pointer_mut(place).and_then(Value::as_object_mut);
                    match (section, before) {
                        (Some(section), Some(before)) => drop(section.insert(key, before)),
                        (Some(section), None) => drop(section.remove(&key)),
                        (None, _) => {}
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Theme;

    #[test]
    fn a_wrong_value_costs_itself_only() {
        let text =
            r#"{"look": {"theme": "mauve", "zoom": 1.5, "language": "ru"}, "ranges": 7, "range_text": "10.0.0.1"}"#;
        let Understood { settings, complaints, .. } = understand(text.as_bytes());
        assert_eq!(settings.look.theme, Theme::System);
        assert!(settings.look.zoom > 1.4, "it was 1.5");
        assert_eq!(settings.look.language.as_deref(), Some("ru"));
        assert_eq!(settings.range_text, "10.0.0.1");
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(complaints[0].starts_with("/look/theme: ") && complaints[1].starts_with("/ranges: "), "{complaints:?}");
    }

    #[test]
    fn unknown_fields_are_carried_along() {
        let Understood { settings, version, complaints } = understand(br#"{"hologram": {"on": true}, "version": 99}"#);
        assert!(complaints.is_empty());
        assert_eq!(version, 99);
        let written = serde_json::to_value(&settings).unwrap();
        assert_eq!(written["hologram"]["on"], true);
        assert_eq!(written["version"], VERSION);
    }
}
