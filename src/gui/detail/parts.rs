//! The small pieces that every page of the detail panel is made of: section titles, notices with a coloured edge, rows
//! of a fact with its copy button.

use super::Subject;
use crate::{
    fleet::HealthState,
    gui::{
        action::Action,
        theme::{self, GAP, RADIUS, STEP, Theme, Tone},
        widgets::{Icon, paint_mark, state_tone},
    },
};
use eframe::egui::{
    Align, Color32, CornerRadius, Frame, Label, Layout, Margin, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// The side of the small square buttons.
const ICON_SIDE: f32 = 18.0;

/// The name of a section: small, in capitals, quiet.
pub(super) fn section_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    ui.add_space(GAP);
    let text = theme::strong(title.to_uppercase()).text_style(TextStyle::Small).extra_letter_spacing(0.6);
    ui.add(Label::new(text.color(theme.color(Tone::Dim))).wrap());
}

/// A sentence that stands where there is nothing to show, and what to do about it.
pub(super) fn empty_ui(ui: &mut Ui, theme: &Theme, title: &str, hint: &str) {
    ui.add_space(2.0 * theme::GROUP);
    ui.vertical_centered(|ui| {
        ui.add(Label::new(theme::strong(title).color(theme.color(Tone::Dim))).wrap());
        ui.add_space(STEP);
        ui.add(Label::new(RichText::new(hint).color(theme.color(Tone::Dim))).wrap());
    });
}

/// A title and sentences beside a coloured edge.
pub(super) fn notice_ui(ui: &mut Ui, theme: &Theme, tone: Tone, title: &str, sentences: &[&str]) {
    let margin = Margin { left: 10, right: 4, top: 4, bottom: 4 };
    let shown = Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add(Label::new(theme::strong(title)).wrap());
        for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
            ui.add(Label::new(RichText::new(*sentence).color(theme.color(Tone::Dim))).wrap());
        }
    });
    let rect = shown.response.rect;
    let edge = Rect::from_min_max(rect.min, pos2(rect.min.x + 3.0, rect.max.y));
    ui.painter().rect_filled(edge, CornerRadius::same(1), theme.color(tone));
}

/// A box with an outline.
pub(super) fn card(theme: &Theme, outline: Color32) -> Frame {
    Frame::NONE
        .fill(theme.background)
        .stroke(Stroke::new(1.0, outline))
        .corner_radius(CornerRadius::same(RADIUS))
        .inner_margin(Margin::symmetric(GAP as i8, 6))
}

/// The name of a fact at the left, its value at the right, and a button that copies the value.
pub(super) fn fact_ui(ui: &mut Ui, subject: &Subject<'_>, name: &str, value: &str, actions: &mut Vec<Action>) {
    let theme = subject.theme;
    let name_width = (ui.available_width() * 0.32).clamp(64.0, 150.0 * theme.type_scale);
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let name_text = RichText::new(name).color(theme.color(Tone::Dim));
        column_ui(ui, name_width, |ui| ui.add(Label::new(name_text).wrap()));
        let value_width = ui.available_width() - ICON_SIDE * theme.type_scale - GAP;
        column_ui(ui, value_width, |ui| ui.add(Label::new(value).wrap().selectable(true)));
        copy_ui(ui, subject, name, value, actions);
    });
    if row.response.contains_pointer() {
        let ground = row.response.rect.expand2(vec2(STEP, 1.0));
        ui.painter().rect_stroke(ground, CornerRadius::same(3), Stroke::new(1.0, theme.line), StrokeKind::Inside);
    }
}

/// A column of a fixed width whose contents wrap.
fn column_ui(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> Response) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        contents(ui)
    });
}

/// A small button that copies `value`; `what` says to a screen reader what would be copied.
pub(super) fn copy_ui(ui: &mut Ui, subject: &Subject<'_>, what: &str, value: &str, actions: &mut Vec<Action>) {
    let theme = subject.theme;
    let name = subject.words.with("detail-copy", &[("what", what.into())]);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(ICON_SIDE * theme.type_scale), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    let is_pointed_at = response.hovered() || response.has_focus();
    if response.has_focus() {
        let ring = Stroke::new(1.0, theme.color(Tone::Accent));
        ui.painter().rect_stroke(rect, CornerRadius::same(3), ring, StrokeKind::Inside);
    }
    // Faint until it is pointed at: twenty of them in a column would shout otherwise.
    let tone = if is_pointed_at { Tone::Accent } else { Tone::Faint };
    Icon::Copy.paint(ui.painter(), rect.shrink(3.0), theme.color(tone));
    if response.on_hover_text(name).clicked() {
        actions.push(Action::CopyText(value.to_owned()));
    }
}

/// A state as its mark and its word.
pub(super) fn state_ui(ui: &mut Ui, subject: &Subject<'_>, state: HealthState) {
    let theme = subject.theme;
    let color = theme.color(state_tone(state));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = STEP;
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(14.0 * theme.type_scale), Sense::hover());
        paint_mark(ui.painter(), rect.center(), state, color, theme.type_scale);
        ui.label(theme::strong(subject.words.text(state.key())).color(color));
    });
}
