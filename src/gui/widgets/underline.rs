//! A text with its mistake underlined where it is: for every field whose text can be wrong in one place.

use eframe::egui::{
    Color32, FontId, Stroke,
    text::{LayoutJob, TextFormat},
};
use std::ops::Range;

/// A text whose mistake is underlined where it is; a mistake at its end underlines the last letter.
pub(crate) fn underlined(
    text: &str,
    mistake: Option<&Range<usize>>,
    font: FontId,
    ink: Color32,
    error: Color32,
) -> LayoutJob {
    let plain = TextFormat::simple(font, ink);
    let wrong = TextFormat { underline: Stroke::new(2.0, error), color: error, ..plain.clone() };
    let mut job = LayoutJob::default();
    let end = text.len();
    let span = mistake.map_or(end..end, |span| {
        let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
        let start = if span.is_empty() { span.start.min(last) } else { span.start };
        floor(text, start)..floor(text, span.end.max(start + 1).min(end))
    });
    let span = span.start..if mistake.is_some() && span.is_empty() { end } else { span.end };
    for (range, format) in [(0..span.start, &plain), (span.clone(), &wrong), (span.end..end, &plain)] {
        if !range.is_empty() {
            job.append(&text[range], 0.0, format.clone());
        }
    }
    if text.is_empty() {
        job.append("", 0.0, plain);
    }
    job
}

/// The boundary of a letter at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::text::LayoutSection;

    fn pieces(text: &str, span: Range<usize>) -> Vec<(String, bool)> {
        let (ink, error) = (Color32::WHITE, Color32::RED);
        let job = underlined(text, Some(&span), FontId::default(), ink, error);
        let piece = |section: &LayoutSection| {
            let range = section.byte_range.start.0..section.byte_range.end.0;
            (job.text[range].to_owned(), section.format.underline.width > 0.0)
        };
        job.sections.iter().map(piece).collect()
    }

    #[test]
    fn a_mistake_is_underlined_where_it_is() {
        let expected = [("10.1.", false), ("999", true), (".4", false)].map(|(text, is)| (text.to_owned(), is));
        assert_eq!(pieces("10.1.999.4", 5..8), expected);
    }

    #[test]
    fn a_mistake_at_the_end_underlines_the_last_letter_whatever_it_is() {
        assert_eq!(pieces("10.1.ж", 7..7).last(), Some(&("ж".to_owned(), true)));
        assert_eq!(pieces("ж", 9..12).len(), 1);
        assert!(pieces("", 0..0).iter().all(|(text, _)| text.is_empty()));
    }
}
