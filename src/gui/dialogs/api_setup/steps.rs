//! The steps in `WhatsMinerTool` for what no other program can do: the API switch (API document 1.1, figures 1-1 to 1-4).

use super::{
    super::{Tray, fields, list},
    groups::addresses,
};
use crate::{
    engine::batch::Access,
    fleet::MachineId,
    gui::{
        action::Action,
        app::Parts,
        theme::{self, GAP, STEP, Tone},
        widgets::{self, ButtonKind, Icon},
    },
};
use eframe::egui::{Align, Label, Layout, Ui, vec2};

/// The keys of the steps; where the password was changed already, the first of them is behind.
const STEPS: [&str; 4] = ["api-step-select", "api-step-password", "api-step-switch", "api-step-check"];

/// Draws the steps with numbers, and the button that copies the addresses.
pub(super) fn steps_ui(ui: &mut Ui, parts: &Parts<'_>, state: &Access, machines: &[MachineId], tray: &mut Tray) {
    let (theme, words) = (parts.theme, parts.words);
    ui.add_space(STEP);
    let steps = STEPS.iter().filter(|step| **step != "api-step-password" || *state == Access::FactoryPassword);
    for (place, step) in steps.enumerate() {
        ui.horizontal_top(|ui| {
            let width = 18.0 * theme.type_scale;
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.label(theme::strong(format!("{}.", place + 1)).color(theme.color(Tone::Accent)));
            });
            ui.add(Label::new(words.text(step)).wrap());
        });
    }
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        let text = words.with("api-copy-addresses", &[("count", machines.len().into())]);
        if widgets::button(ui, theme, ButtonKind::Plain, Some(Icon::Copy), &text).clicked() {
            let lines: Vec<String> = addresses(parts, machines).into_iter().map(list::written).collect();
            tray.actions.push(Action::CopyText(lines.join("\n")));
        }
    });
    fields::hint_ui(ui, theme, words.text("api-step-note"));
}
