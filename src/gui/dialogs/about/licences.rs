//! Whose work is in the program: every crate and the fonts, each with its licence and the texts of it.
//!
//! `packaging/licences.py --asset` writes the asset from `Cargo.lock`; `tests/licences.rs` holds them against each other.
//! It is unpacked when the dialog opens, and kept as long as the dialog.

use flate2::read::GzDecoder;
use std::{io::Read as _, sync::Arc};

/// The asset: a line for each crate, then the texts, with a form feed before each.
const PACKED: &[u8] = include_bytes!("../../../../assets/licences.txt.gz");

/// One work of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Work {
    pub(super) name: String,
    /// Empty for the fonts.
    pub(super) version: String,
    /// As SPDX writes it.
    pub(super) licence: String,
    /// Which texts are its own.
    texts: Vec<usize>,
}

impl Work {
    /// Whether a search finds it, by any part of its name or licence.
    pub(super) fn fits(&self, wanted: &str) -> bool {
        [&self.name, &self.licence].into_iter().any(|text| text.to_lowercase().contains(wanted))
    }

    /// Its name and version.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.name, self.version).trim_end().to_owned()
    }
}

/// All of them.
#[derive(Debug)]
pub(super) struct Licences {
    pub(super) works: Vec<Work>,
    texts: Vec<Arc<str>>,
}

impl Licences {
    /// Unpacks the asset. It is part of the program; a damaged one gives an empty list.
    pub(super) fn unpacked() -> Self {
        let mut whole = String::new();
        if let Err(error) = GzDecoder::new(PACKED).read_to_string(&mut whole) {
            tracing::error!(%error, "the licences can't be unpacked");
            whole.clear();
        }
        let (lines, texts) = whole.split_once('\u{c}').unwrap_or_default();
        Self { works: lines.lines().filter_map(work).collect(), texts: texts.split('\u{c}').map(Arc::from).collect() }
    }

    /// The texts of one work, below each other.
    pub(super) fn text(&self, work: &Work) -> String {
        let texts = work.texts.iter().filter_map(|place| self.texts.get(*place));
        texts.map(AsRef::as_ref).collect::<Vec<_>>().join(&format!("\n\n{}\n\n", "—".repeat(24)))
    }
}

/// A line of the asset that says that something is in the program; the others are for the test.
fn work(line: &str) -> Option<Work> {
    let mut parts = line.strip_prefix("in\t")?.split('\t').map(str::to_owned);
    let (name, version, licence, texts) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let texts = texts.split(' ').map_while(|number| number.parse().ok()).collect();
    Some(Work { name, version, licence, texts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_work_has_a_licence_and_its_text() {
        let licences = Licences::unpacked();
        assert!(licences.works.len() > 300, "{}", licences.works.len());
        for work in &licences.works {
            assert!(!work.name.is_empty() && !work.licence.is_empty(), "{work:?}");
            assert!(licences.text(work).len() > 200, "{work:?} has no text");
        }
        assert!(licences.works.iter().any(|work| work.name == "egui" && !work.version.is_empty()));
    }

    #[test]
    fn a_search_finds_names_and_licences() {
        let licences = Licences::unpacked();
        let found = |wanted: &str| licences.works.iter().filter(|work| work.fits(wanted)).count();
        assert!((1..20).contains(&found("rusqlite")));
        assert_eq!(found("ofl-1.1"), licences.works.iter().filter(|work| work.licence.contains("OFL")).count());
        assert_eq!(found("no such work"), 0);
    }
}
