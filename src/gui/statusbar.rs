//! The line at the bottom: how the fleet does as a whole, with what runs just now.

use super::{
    action::{self, Action},
    app::Parts,
    spans,
    theme::{EDGE, GROUP, STEP, Tone, small, strong},
    widgets::{Icon, flat_icon_button, link_button, progress_bar},
    work::{Job, Purpose},
};
use crate::{fleet::format, words::group_thousands};
use eframe::egui::{Align, Label, Layout, TextStyle, Ui};

/// A rate in the unit that suits it.
pub(crate) fn rate_text(ths: f64) -> (String, &'static str) {
    match ths {
        ths if ths >= 1e6 => (format::number(ths / 1e6, 2), "EH/s"),
        ths if ths >= 1e3 => (format::number(ths / 1e3, 1), "PH/s"),
        ths => (format::number(ths, 0), "TH/s"),
    }
}

/// A power in the unit that suits it.
pub(crate) fn power_text(watts: f64) -> (String, &'static str) {
    match watts {
        watts if watts >= 1e6 => (format::number(watts / 1e6, 2), "MW"),
        watts if watts >= 1e3 => (format::number(watts / 1e3, 1), "kW"),
        watts => (format::number(watts, 0), "W"),
    }
}

/// Below this width the computer's own network is not in it.
const WIDE: f32 = 900.0;
/// What a bar of a job and its words need.
const JOB: f32 = 420.0;

/// Draws the status bar.
pub(crate) fn statusbar_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    ui.style_mut().override_text_style = Some(TextStyle::Small);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = STEP;
        panel_button(ui, parts, Icon::Sidebar, Action::ToggleSidebar, actions);
        ui.add_space(STEP);
        let is_wide = ui.available_width() >= WIDE * parts.theme.type_scale;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            panel_button(ui, parts, Icon::Detail, Action::ToggleDetail, actions);
            ui.add_space(STEP);
            if let Some(network) = parts.networks.first().filter(|_| is_wide) {
                let text = format!("{} {}/{}", network.name, network.address, network.prefix);
                ui.label(small(text).color(parts.theme.color(Tone::Dim)));
                ui.add_space(STEP);
            }
            // The rest, and not more: what is too long is cut.
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                totals_ui(ui, parts);
                if let Some(job) = parts.work.foremost() {
                    job_ui(ui, parts, job, actions);
                } else {
                    last_scan_ui(ui, parts);
                }
            });
        });
    });
}

/// The button that shows or hides a panel.
fn panel_button(ui: &mut Ui, parts: &Parts<'_>, icon: Icon, action: Action, actions: &mut Vec<Action>) {
    let name = action::entry(&action).map_or("", |entry| parts.words.text(entry.title_key));
    let keys = action::shortcut_text(ui.ctx(), &action);
    ui.scope(|ui| {
        ui.style_mut().visuals.button_frame = false;
        ui.spacing_mut().button_padding.x = STEP;
        if flat_icon_button(ui, icon, name, keys).clicked() {
            actions.push(action);
        }
    });
}

/// A figure with its unit.
fn figure(ui: &mut Ui, parts: &Parts<'_>, value: &str, unit: &str) {
    ui.label(strong(value).text_style(TextStyle::Small));
    ui.label(small(unit).color(parts.theme.color(Tone::Dim)));
    ui.add_space(EDGE);
}

fn totals_ui(ui: &mut Ui, parts: &Parts<'_>) {
    let words = parts.words;
    let totals = parts.fleet.totals();
    if parts.fleet.is_empty() {
        ui.label(small(words.text("status-empty")).color(parts.theme.color(Tone::Dim)));
        ui.add_space(GROUP);
        return;
    }
    let answering = group_thousands(&totals.answering.to_string());
    figure(ui, parts, &answering, words.text("status-answering"));
    let (rate, unit) = rate_text(totals.rate_ths);
    let (factory, factory_unit) = rate_text(totals.factory_ths);
    let of = if factory_unit == unit { factory } else { format!("{factory} {factory_unit}") };
    let of = words.with("status-of-rated", &[("unit", unit.into()), ("rated", (&of).into())]);
    figure(ui, parts, &rate, &of);
    let (power, unit) = power_text(totals.power_w);
    figure(ui, parts, &power, unit);
    if let Some(efficiency) = totals.efficiency {
        figure(ui, parts, &format::number(efficiency, 1), "J/TH");
    }
}

/// What runs, how far it is, and the way to end it.
fn job_ui(ui: &mut Ui, parts: &Parts<'_>, job: &Job, actions: &mut Vec<Action>) {
    let (words, theme) = (parts.words, parts.theme);
    let key = match job.purpose {
        Purpose::Scan(_) => "job-scan",
        Purpose::Monitor => "job-monitor",
        Purpose::Read(_) => "job-read",
    };
    let name = words.text(key);
    ui.label(strong(name).text_style(TextStyle::Small));
    let share = if job.total == 0 { 0.0 } else { job.done as f32 / job.total as f32 };
    let is_wide = ui.available_width() >= JOB * theme.type_scale;
    progress_bar(ui, share, if is_wide { 160.0 } else { 60.0 }, theme.color(Tone::Accent), theme, name);
    let progress = [("done", job.done.into()), ("total", job.total.into()), ("found", job.found.into())];
    // The way to end it is needed more than the figures.
    if is_wide {
        ui.label(small(words.with("job-progress", &progress)).color(theme.color(Tone::Dim)));
    }
    if link_button(ui, theme, words.text("job-cancel")).clicked() {
        actions.push(Action::Cancel(job.id));
    }
}

/// When the machines were last looked for, and what that took.
fn last_scan_ui(ui: &mut Ui, parts: &Parts<'_>) {
    let words = parts.words;
    let dim = parts.theme.color(Tone::Dim);
    if let Some(scan) = parts.work.last_scan {
        let time = spans::moment(scan.at, parts.now);
        let took = format::number(scan.took.as_secs_f64(), 1);
        let arguments = [("time", (&time).into()), ("count", scan.addresses.into()), ("seconds", (&took).into())];
        let key = if scan.cancelled { "status-scan-stopped" } else { "status-scanned" };
        ui.add(Label::new(small(words.with(key, &arguments)).color(dim)).truncate());
    } else if let Some(heard) = parts.restored_at {
        let age = spans::span(words, parts.now.as_second() - heard.as_second());
        let text = words.with("status-restored", &[("age", (&age).into())]);
        ui.add(Label::new(small(text).color(parts.theme.color(Tone::Weak))).truncate());
    }
}
