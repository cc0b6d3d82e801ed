//! Why machines failed, above the list of them: how many for which reason, each a button that lists only these.

use super::{
    super::fields,
    Filter,
    digest::{Digest, Reason},
};
use crate::{
    fleet::format,
    gui::{
        acting::panel,
        app::Parts,
        theme::{self, GAP, RADIUS, STEP, Tone},
    },
};
use eframe::egui::{
    self, Align, FontSelection, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// Lines at most: more reasons than these are read in the list.
const MOST: usize = 6;
/// The width of counts, in points at the usual type size.
const COUNTS: f32 = 48.0;

/// Draws the most frequent reasons, as many as there is room for, and how many machines have another.
pub(super) fn reasons_ui(
    ui: &mut Ui,
    parts: &Parts<'_>,
    digest: &Digest,
    is_ended: bool,
    room: f32,
    filter: &mut Filter,
) {
    let (theme, words) = (parts.theme, parts.words);
    let height = (24.0 * theme.type_scale).round();
    // The title and the line for the rest take two.
    let fitting = ((room / height).floor().max(0.0) as usize).saturating_sub(2);
    let mut shown: Vec<u32> = digest.frequent.iter().copied().take(fitting.clamp(1, MOST)).collect();
    if let Filter::Reason(chosen) = *filter
        && !shown.contains(&chosen)
    {
        // What was chosen can be given up again.
        shown.pop();
        shown.push(chosen);
    }
    if !is_ended {
        // Counts grow while it runs; the lines keep their places under the pointer.
        shown.sort_unstable();
    }
    let reasons = || shown.iter().filter_map(|number| Some((*number, digest.reasons.get(*number as usize)?)));
    fields::group_ui(ui, theme, words.text("batch-reasons"));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (number, reason) in reasons() {
            let is_chosen = *filter == Filter::Reason(number);
            if reason_ui(ui, parts, reason, is_chosen, height) {
                *filter = if is_chosen { Filter::All } else { Filter::Reason(number) };
            }
        }
    });
    let all: u32 = digest.reasons.iter().map(|reason| reason.failed).sum();
    let rest = all.saturating_sub(reasons().map(|(_, reason)| reason.failed).sum());
    if rest > 0 {
        fields::hint_ui(ui, theme, &words.with("batch-reasons-more", &[("count", rest.into())]));
    }
    ui.add_space(GAP);
}

/// One reason; true when it was pressed.
fn reason_ui(ui: &mut Ui, parts: &Parts<'_>, reason: &Reason, is_chosen: bool, height: f32) -> bool {
    let (theme, words) = (parts.theme, parts.words);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let name = words.with("batch-reason", &[("count", reason.failed.into()), ("words", (&reason.words).into())]);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_chosen, &name));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let ground = rect.shrink2(vec2(0.0, 1.0));
    if is_chosen {
        ui.painter().rect_filled(ground, RADIUS, theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(ground, RADIUS, theme.hover);
    }
    if is_chosen || response.has_focus() {
        let stroke = Stroke::new(1.0, theme.color(Tone::Accent));
        ui.painter().rect_stroke(ground, RADIUS, stroke, StrokeKind::Inside);
    }
    let font = FontSelection::default().resolve(ui.style());
    let counts = rect.left() + COUNTS * theme.type_scale;
    let count =
        theme::strong(format::number(reason.failed.into(), 0)).color(theme.color(panel::outcome_tone(reason.worst)));
    let count = egui::WidgetText::from(count).into_layout_job(ui.style(), FontSelection::Default, Align::Center);
    let mut said = LayoutJob::simple_singleline(format!("× {}", reason.words), font, theme.color(Tone::Text));
    let width = (rect.right() - GAP - counts - STEP).max(0.0);
    said.wrap = TextWrapping { max_width: width, max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
    let (count, said) = ui.fonts_mut(|fonts| (fonts.layout_job((*count).clone()), fonts.layout_job(said)));
    let is_cut = said.elided;
    let middle = |height: f32| rect.center().y - height / 2.0;
    let at = pos2(counts - count.size().x, middle(count.size().y));
    ui.painter().galley(at, count, theme.color(Tone::Text));
    let at = pos2(counts + STEP, middle(said.size().y));
    ui.painter().galley(at, said, theme.color(Tone::Text));
    let is_pressed = response.clicked();
    if is_cut {
        response.on_hover_text(&name);
    }
    is_pressed
}
