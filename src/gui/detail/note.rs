//! The technician's note on a machine.

use super::{
    Subject,
    edit::{Edits, Field},
    parts,
};
use crate::gui::{
    action::Action,
    theme::{STEP, Tone},
};
use eframe::egui::{Key, Label, Modifiers, RichText, TextEdit, Ui, WidgetInfo};

/// Draws the section.
pub(super) fn note_ui(ui: &mut Ui, subject: &Subject<'_>, edits: &mut Edits, actions: &mut Vec<Action>) {
    let (theme, words, id) = (subject.theme, subject.words, subject.machine.id);
    parts::section_ui(ui, theme, words.text("detail-section-note"));
    ui.add_space(STEP);
    let note = subject.machine.note().map_or("", |note| note.as_str());
    let Some((text, is_new)) = edits.draft(id, Field::Note) else {
        if !note.is_empty() {
            ui.add(Label::new(note).wrap().selectable(true));
        }
        if ui.button(words.text("detail-note-edit")).clicked() {
            edits.begin(id, Field::Note, note);
        }
        return;
    };
    let hint = RichText::new(words.text("detail-note-hint")).color(theme.color(Tone::Dim));
    let field = ui.add(TextEdit::multiline(text).hint_text(hint).desired_rows(3).desired_width(f32::INFINITY));
    let value = text.clone();
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &value, &value, "");
        info.label = Some(words.text("detail-note-name").to_owned());
        info
    });
    if is_new {
        field.request_focus();
    }
    let done = field.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    ui.add_space(STEP);
    ui.horizontal(|ui| {
        if ui.button(words.text("detail-save")).clicked() || done {
            actions.extend(edits.end().map(|text| Action::SetNote(id, text)));
        } else if ui.button(words.text("detail-cancel")).clicked() {
            edits.end();
        }
    });
}
