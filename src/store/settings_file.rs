//! The file of the settings: read leniently, written whole.
//!
//! People edit it, disks fill up, versions differ. Whatever is in it, the program starts: what can be understood is
//! used, the rest is the default, and the damaged file stays beside the new one.

use super::{
    Settings, StoreError,
    file::{replace, with_ending},
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
                return Ok(LoadedSettings { settings: Self::default(), damage: None });
            }
            Err(error) => return Err(StoreError::at(path)(error)),
        };
        let (settings, complaints) = understand(&bytes);
        let damage = (!complaints.is_empty()).then(|| Damage { words: complaints.join("; "), kept: keep_aside(path) });
        Ok(LoadedSettings { settings, damage })
    }

    /// Replaces the file of settings.
    pub fn save(&self, path: &Path) -> Result<(), StoreError> {
        let mut text = serde_json::to_vec_pretty(self).map_err(StoreError::at(path))?;
        text.push(b'\n');
        replace(path, |file| file.write_all(&text).map_err(StoreError::at(path)))
    }
}

/// Copies a damaged file beside itself.
fn keep_aside(path: &Path) -> Option<PathBuf> {
    let aside = with_ending(path, ".broken");
    fs::copy(path, &aside).inspect_err(|error| tracing::warn!("the damaged file was not kept: {error}")).ok()?;
    Some(aside)
}

/// The settings in `bytes`, and what was wrong with them.
fn understand(bytes: &[u8]) -> (Settings, Vec<String>) {
    let file: Map<String, Value> = match serde_json::from_slice(bytes) {
        Ok(file) => file,
        Err(error) => return (Settings::default(), vec![error.to_string()]),
    };
    let mut complaints = Vec::new();
    let mut settings: Settings = serde_json::from_value(Value::Object(file.clone())).unwrap_or_else(|_| {
        let mut good = serde_json::to_value(Settings::default()).unwrap_or_default();
        take_over(&mut good, "", file, &mut complaints);
        serde_json::from_value(good).unwrap_or_default()
    });
    // A later version's number would make that version believe that it had written this file.
    settings.version = VERSION;
    (settings, complaints)
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
        let (settings, complaints) = understand(text.as_bytes());
        assert_eq!(settings.look.theme, Theme::System);
        assert!(settings.look.zoom > 1.4, "it was 1.5");
        assert_eq!(settings.look.language.as_deref(), Some("ru"));
        assert_eq!(settings.range_text, "10.0.0.1");
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(complaints[0].starts_with("/look/theme: ") && complaints[1].starts_with("/ranges: "), "{complaints:?}");
    }

    #[test]
    fn unknown_fields_are_carried_along() {
        let (settings, complaints) = understand(br#"{"hologram": {"on": true}, "version": 99}"#);
        assert!(complaints.is_empty());
        let written = serde_json::to_value(&settings).unwrap();
        assert_eq!(written["hologram"]["on"], true);
        assert_eq!(written["version"], VERSION);
    }
}
