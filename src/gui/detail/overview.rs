//! The first page: what is wrong and what to do about it, the boards, every fact, and the technician's note.

use super::{Subject, boards, edit::Edits, facts, note, parts, trend, trouble};
use crate::gui::action::Action;
use eframe::egui::Ui;

/// Draws the page.
pub(super) fn overview_ui(ui: &mut Ui, subject: &Subject<'_>, edits: &mut Edits, actions: &mut Vec<Action>) {
    trouble::trouble_ui(ui, subject);
    boards::boards_ui(ui, subject, actions);
    trend::rate_ui(ui, subject);
    let source = facts::Source { machine: subject.machine, words: subject.words };
    for group in &facts::GROUPS {
        let mut facts = group.facts.iter().filter_map(|(key, value)| Some((*key, value(&source)?))).peekable();
        if facts.peek().is_none() {
            continue;
        }
        parts::section_ui(ui, subject.theme, subject.words.text(group.title));
        for (key, value) in facts {
            parts::fact_ui(ui, subject, subject.words.text(key), &value, actions);
        }
    }
    note::note_ui(ui, subject, edits, actions);
}
