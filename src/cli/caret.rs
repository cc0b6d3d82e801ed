//! Texts of the command line: lists between commas, and the place of a mistake marked under what was typed.

use std::{fmt, ops::Range};

/// A mistake in a text of the command line.
#[derive(Debug, thiserror::Error)]
pub(crate) struct Mistake {
    /// What the text is: "range", "filter", "columns".
    pub(crate) what: &'static str,
    /// The text.
    pub(crate) text: String,
    /// The wrong bytes of it; may be empty, at its end.
    pub(crate) span: Range<usize>,
    /// What is wrong.
    pub(crate) words: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, text, span, words } = self;
        // Only the line with the mistake: files of ranges have thousands.
        let start = text.get(..span.start).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let before = line.get(..span.start.saturating_sub(start)).unwrap_or(line).chars().count();
        let marked =
            text.get(span.clone()).and_then(|wrong| wrong.lines().next()).map_or(0, |wrong| wrong.chars().count());
        let carets = "^".repeat(marked.max(1));
        write!(f, "{what}: {words}\n  {line}\n  {:before$}{carets}", "")
    }
}

/// The words between commas, each with its place; an empty one is at its comma.
pub(crate) fn items(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut next = 0;
    text.split(',').map(move |piece| {
        let start = next + (piece.len() - piece.trim_start().len());
        next += piece.len() + 1;
        let word = piece.trim();
        (word, start..start + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carets_stand_under_the_mistake() {
        let shown = |text: &str, span| {
            Mistake { what: "range", text: text.to_owned(), span, words: "no".to_owned() }.to_string()
        };
        assert_eq!(shown("10.0.0.1 10.0.0.999", 16..19), "range: no\n  10.0.0.1 10.0.0.999\n                  ^^^");
        assert_eq!(shown("10.0.0.1\n10.x", 12..13), "range: no\n  10.x\n     ^");
        assert_eq!(shown("модель:м50 ээ", 18..22), "range: no\n  модель:м50 ээ\n             ^^");
        assert_eq!(shown("th<", 3..3), "range: no\n  th<\n     ^");
    }
}
