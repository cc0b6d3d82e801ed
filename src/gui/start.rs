//! What stands in place of the grid while it has nothing to show: where to begin, or why nothing is there.

use super::{
    action::Action,
    app::Parts,
    theme::{EDGE, GAP, GROUP, RADIUS, STEP, Tone, heading, strong},
    widgets::{ButtonKind, Icon, button, section_title},
};
use eframe::egui::{Align, Frame, Label, Layout, Margin, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, Vec2};

/// The width of the column in the middle.
const WIDTH: f32 = 520.0;

/// Draws the start screen: this computer's networks, saved ranges, the demo.
pub(crate) fn start_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let (words, theme) = (parts.words, parts.theme);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        centered(ui, WIDTH * theme.type_scale, |ui| {
            ui.add_space((ui.available_height() * 0.12).min(96.0));
            ui.label(heading(words.text("start-title")));
            ui.label(RichText::new(words.text("start-hint")).color(theme.color(Tone::Dim)));
            ui.add_space(GROUP);
            if !parts.networks.is_empty() {
                section_title(ui, theme, words.text("start-networks"), "");
                for (place, network) in parts.networks.iter().enumerate() {
                    let range = network.range_text();
                    let about = format!("{}/{}", network.address, network.prefix);
                    let kind = if place == 0 { ButtonKind::Primary } else { ButtonKind::Plain };
                    let name = words.with("start-scan-what", &[("what", (&range).into())]);
                    if card(ui, parts, (&network.name, &about), (kind, words.text("top-scan"), &name)) {
                        actions.push(Action::ScanRange(range));
                    }
                }
                ui.add_space(GROUP);
            }
            if !parts.settings.ranges.is_empty() {
                section_title(ui, theme, words.text("side-ranges"), "");
                for range in &parts.settings.ranges {
                    let name = words.with("start-scan-what", &[("what", (&range.name).into())]);
                    let scan = (ButtonKind::Plain, words.text("top-scan"), name.as_str());
                    if card(ui, parts, (&range.name, &range.text), scan) {
                        actions.push(Action::ScanRange(range.text.clone()));
                    }
                }
                ui.add_space(GROUP);
            }
            section_title(ui, theme, words.text("start-try"), "");
            let demo = words.text("action-demo");
            let texts = (words.text("start-demo"), words.text("start-demo-about"));
            if card(ui, parts, texts, (ButtonKind::Plain, words.text("start-demo-do"), demo)) {
                actions.push(Action::Demo);
            }
        });
    });
}

/// One offer: a title, a line about it, and a button. True when it was taken.
fn card(
    ui: &mut Ui,
    parts: &Parts<'_>,
    (title, about): (&str, &str),
    (kind, verb, name): (ButtonKind, &str, &str),
) -> bool {
    let theme = parts.theme;
    let frame = Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(EDGE as i8, GAP as i8));
    frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.set_width(ui.available_width() - 110.0 * theme.type_scale);
                    ui.label(strong(title));
                    ui.add(Label::new(RichText::new(about).color(theme.color(Tone::Dim))).truncate());
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let response = button(ui, theme, kind, Some(Icon::Play), verb);
                    ui.accesskit_node_builder(response.id, |node| node.set_label(name));
                    response.clicked()
                })
                .inner
            })
            .inner
        })
        .inner
}

/// A column of a width in the middle.
fn centered(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let area = ui.available_rect_before_wrap();
    let width = width.min(area.width() - 2.0 * GROUP);
    let left = area.center().x - width / 2.0;
    let rect = Rect::from_min_size(eframe::egui::pos2(left, area.top()), Vec2::new(width, area.height()));
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        add(ui);
        ui.add_space(GROUP);
    });
}

/// Draws what stands in the middle of an empty grid.
pub(crate) fn empty_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let words = parts.words;
    let hidden = parts.fleet.len();
    let (title, hint) = if hidden > 0 {
        ("empty-filter-title", words.with("empty-filter-hint", &[("count", hidden.into())]))
    } else if parts.work.scan().is_some() {
        ("empty-scan-title", words.text("empty-scan-hint").to_owned())
    } else {
        ("empty-none-title", words.text("empty-none-hint").to_owned())
    };
    ui.vertical_centered(|ui| {
        ui.add_space(STEP * 24.0);
        ui.label(heading(words.text(title)));
        ui.label(RichText::new(hint).color(parts.theme.color(Tone::Dim)));
        if hidden > 0 {
            ui.add_space(GAP);
            let clear = button(ui, parts.theme, ButtonKind::Primary, None, words.text("action-clear-filter"));
            if clear.clicked() {
                actions.push(Action::ClearFilter);
            }
        }
    });
}
