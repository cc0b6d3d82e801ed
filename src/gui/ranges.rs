//! The addresses that a scan looks at: the text of the range field, and the named ranges that are ticked.

use crate::{
    net::{RangeError, RangeSet},
    store::NamedRange,
};

/// The range field and the named ranges, read once when they change.
#[derive(Debug, Default)]
pub(crate) struct Ranges {
    text: String,
    typed: Option<Result<RangeSet, RangeError>>,
    named: Vec<(NamedRange, Result<RangeSet, RangeError>)>,
}

impl Ranges {
    /// Takes over the text of the field, and reads it when it differs.
    pub(crate) fn set_text(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.typed = (!text.trim().is_empty()).then(|| RangeSet::parse(text));
        }
    }

    /// Takes over the named ranges, and reads those that differ.
    pub(crate) fn set_named(&mut self, named: &[NamedRange]) {
        if self.named.iter().map(|(range, _)| range).eq(named) {
            return;
        }
        self.named = named.iter().map(|range| (range.clone(), RangeSet::parse(&range.text))).collect();
    }

    /// What is wrong with the text of the field.
    pub(crate) fn error(&self) -> Option<&RangeError> {
        self.typed.as_ref()?.as_ref().err()
    }

    /// The addresses of a named range, by its place; `None` where its text is wrong.
    pub(crate) fn named(&self, place: usize) -> Option<&RangeSet> {
        self.named.get(place)?.1.as_ref().ok()
    }

    /// Everything that is to be scanned; `None` where nothing is, or the text of the field is wrong.
    pub(crate) fn targets(&self) -> Option<RangeSet> {
        if self.error().is_some() {
            return None;
        }
        let typed = self.typed.as_ref().and_then(|typed| typed.as_ref().ok());
        let ticked = self.named.iter().filter(|(range, _)| range.on).filter_map(|(_, set)| set.as_ref().ok());
        let all = typed.into_iter().chain(ticked).cloned().reduce(|all, more| all.union(&more))?;
        (!all.is_empty()).then_some(all)
    }

    /// Whether there is anything to scan.
    pub(crate) fn is_empty(&self) -> bool {
        let has_typed = matches!(&self.typed, Some(Ok(set)) if !set.is_empty());
        let has_ticked =
            || self.named.iter().any(|(range, set)| range.on && set.as_ref().is_ok_and(|set| !set.is_empty()));
        self.error().is_some() || !(has_typed || has_ticked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, text: &str, on: bool) -> NamedRange {
        NamedRange { name: name.to_owned(), text: text.to_owned(), on }
    }

    #[test]
    fn a_scan_covers_the_field_and_the_ticked_ranges() {
        let mut ranges = Ranges::default();
        assert!(ranges.is_empty());
        ranges.set_named(&[named("a", "10.0.0.1-4", true), named("b", "10.0.1.1-9", false)]);
        assert_eq!(ranges.targets().map(|set| set.len()), Some(4));
        ranges.set_text("10.0.0.3-6");
        assert_eq!(ranges.targets().map(|set| set.len()), Some(6), "what both name counts once");
        ranges.set_text("10.0.0.300");
        assert!(ranges.error().is_some() && ranges.is_empty() && ranges.targets().is_none());
    }
}
