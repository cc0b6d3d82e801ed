//! A text field whose mistake is underlined where it is, with a sentence below it.

use super::underlined;
use crate::gui::theme::{CONTROL_HEIGHT, EDGE, GAP, RADIUS, STEP, Theme, Tone};
use eframe::egui::{
    self, Atom, AtomExt as _, FontSelection, Frame, Id, Key, Margin, Modifiers, Popup, PopupKind, RectAlign, Response,
    Stroke, TextBuffer, TextEdit, Ui, Vec2,
};
use std::ops::Range;

/// How a field looks, and what is wrong with its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    /// Its identity for the keyboard.
    pub(crate) id: &'static str,
    /// Its name, for those who hear it.
    pub(crate) name: &'a str,
    /// What stands in it while it is empty.
    pub(crate) hint: &'a str,
    /// Its width in points.
    pub(crate) width: f32,
    /// The bytes that are wrong, and a sentence about them.
    pub(crate) mistake: Option<(&'a Range<usize>, &'a str)>,
    /// What stands before the text.
    pub(crate) icon: Option<super::Icon>,
}

impl Field<'_> {
    /// The identity of a field.
    pub(crate) fn id(name: &'static str) -> Id {
        Id::unique(("field", name))
    }

    /// Draws the field.
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme, text: &mut String) -> Response {
        let underline = theme.color(Tone::Bad);
        let span = self.mistake.map(|(span, _)| span.clone());
        let color = theme.color(Tone::Text);
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, _width: f32| {
            let font = FontSelection::Default.resolve(ui.style());
            let mut job = underlined(text.as_str(), span.as_ref(), font, color, underline);
            job.wrap.max_width = f32::INFINITY;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let height = CONTROL_HEIGHT * theme.type_scale;
        let mut edit = TextEdit::singleline(text)
            .id(Self::id(self.id))
            .hint_text(egui::RichText::new(self.hint).color(theme.color(Tone::Dim)))
            .margin(Margin::symmetric(GAP as i8, STEP as i8))
            .min_size(Vec2::new(self.width, height))
            .desired_width(self.width)
            .align(egui::Align2::LEFT_CENTER)
            .layouter(&mut layouter);
        if let Some(icon) = self.icon {
            let atom: Atom<'static> = icon.atom();
            edit = edit.prefix(atom.atom_align(egui::Align2::CENTER_CENTER));
        }
        let response = ui.add(edit);
        ui.accesskit_node_builder(response.id, |node| node.set_label(self.name));
        if let Some((_, sentence)) = self.mistake {
            ui.painter().rect_stroke(response.rect, RADIUS, Stroke::new(1.5, underline), egui::StrokeKind::Inside);
            if response.has_focus() || response.hovered() {
                explain(&response, theme, sentence);
            }
        }
        response
    }
}

/// Whether Enter ended the typing in a field of one line. The key is taken out of the input, because by now the grid has the
/// keyboard again, and it means something there.
pub(crate) fn is_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// A sentence below a field, without moving anything.
fn explain(response: &Response, theme: &Theme, sentence: &str) {
    let frame = Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(1.0, theme.color(Tone::Bad)))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(EDGE as i8, GAP as i8));
    Popup::from_response(response)
        .open(true)
        .kind(PopupKind::Tooltip)
        .align(RectAlign::BOTTOM_START)
        .gap(STEP)
        .frame(frame)
        .show(|ui| {
            ui.colored_label(theme.color(Tone::Bad), sentence);
        });
}
