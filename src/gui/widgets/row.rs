//! A line of a side panel: something at the left, a word, a figure at the right; the whole line is operated.

use crate::gui::theme::{GAP, RADIUS, STEP, Theme, Tone, small, strong};
use eframe::egui::{
    Align2, FontSelection, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
};

/// The room for what stands at the left.
const LEAD: f32 = 24.0;

/// One line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// The word.
    pub(crate) text: &'a str,
    /// The figure at the right.
    pub(crate) figure: &'a str,
    /// It is the one in use.
    pub(crate) is_chosen: bool,
    /// It counts nothing, and steps back.
    pub(crate) is_quiet: bool,
    /// Whether there is something at the left, painted by the caller into the rectangle that it gets.
    pub(crate) has_lead: bool,
}

impl Row<'_> {
    /// Draws the line and gives the place at its left.
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme) -> (Response, Rect) {
        let height = 26.0 * theme.type_scale;
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
        response.widget_info(|| {
            let name =
                if self.figure.is_empty() { self.text.to_owned() } else { format!("{} {}", self.text, self.figure) };
            WidgetInfo::selected(Role::Button, true, self.is_chosen, name)
        });
        let ground = match (self.is_chosen, response.hovered()) {
            (true, _) => Some(theme.selected),
            (false, true) => Some(theme.hover),
            (false, false) => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(rect, RADIUS, ground);
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.5, theme.color(Tone::Accent));
            ui.painter().rect_stroke(rect, RADIUS, stroke, StrokeKind::Inside);
        }
        let lead = rect.with_max_x(rect.left() + LEAD * theme.type_scale);
        let inner = rect.shrink2(Vec2::new(GAP, 0.0));
        let font = FontSelection::from(TextStyle::Body).resolve(ui.style());
        let dim = theme.color(Tone::Dim);
        let figure = ui.painter().text(inner.right_center(), Align2::RIGHT_CENTER, self.figure, font.clone(), dim);
        let left = if self.has_lead { lead.right() + STEP } else { inner.left() };
        let color = if self.is_quiet { dim } else { theme.color(Tone::Text) };
        let mut job = LayoutJob::simple_singleline(self.text.to_owned(), font, color);
        let room = (figure.left() - GAP - left).max(0.0);
        job.wrap = TextWrapping { max_width: room, max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let is_cut = galley.elided;
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
        let response = if is_cut { response.on_hover_text(self.text) } else { response };
        (response, lead)
    }
}

/// The title of a group of lines, with a figure.
pub(crate) fn section_title(ui: &mut Ui, theme: &Theme, title: &str, figure: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = STEP;
        let size = TextStyle::Small.resolve(ui.style()).size - 0.5;
        ui.label(strong(title.to_uppercase()).size(size).color(theme.color(Tone::Dim)));
        if !figure.is_empty() {
            ui.label(small(format!("· {figure}")).color(theme.color(Tone::Dim)));
        }
    });
}
