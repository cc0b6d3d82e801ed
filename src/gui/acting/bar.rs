//! The line about the selection: how many machines are marked, and what can be done to them.
//!
//! The groups come from the table of commands. What none of the marked machines can take is greyed and says why; what
//! finds no room goes into the last menu, so that the line never wraps.

use super::wording;
use crate::{
    gui::{
        action::{self, Action, DialogKind},
        app::Parts,
        theme::{GAP, STEP, Tone, strong},
        widgets::{ButtonKind, Icon, button, icon_button, menu_button},
    },
    protocol::{
        CommandKind,
        command::{Cannot, Group},
    },
};
use eframe::egui::{Align, Button, FontSelection, Layout, RichText, TextStyle, Ui, WidgetText, vec2};

/// What a group of the bar opens. Groups that need more than a form open a dialog of their own.
const GROUPS: &[(Group, Action)] = &[
    (Group::Pools, Action::Open(DialogKind::Act(CommandKind::UpdatePools))),
    (Group::Power, Action::Open(DialogKind::Act(CommandKind::AdjustPowerLimit))),
    (Group::Led, Action::Open(DialogKind::Act(CommandKind::SetLed))),
    (Group::Restart, Action::Open(DialogKind::Act(CommandKind::RestartBtminer))),
    (Group::Firmware, Action::Open(DialogKind::Firmware)),
    (Group::Logs, Action::Open(DialogKind::Act(CommandKind::DownloadLogs))),
    (Group::Password, Action::Open(DialogKind::ChangePassword)),
    (Group::Network, Action::Open(DialogKind::NetworkPlan)),
];

/// The commands that a form can send. The others need more than values that all machines share: a file, a secret, or an
/// address for each.
pub(crate) fn has_form(kind: CommandKind) -> bool {
    !matches!(kind, CommandKind::UpdateFirmware | CommandKind::UpdatePassword | CommandKind::NetConfig)
}

/// What is done with the rows themselves.
const ROWS: [(Action, Icon); 4] = [
    (Action::Copy, Icon::Copy),
    (Action::Refresh, Icon::Clock),
    (Action::Open(DialogKind::Export), Icon::Export),
    (Action::SelectNone, Icon::Cross),
];

/// Draws the line.
pub(crate) fn selection_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = STEP;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            rows_ui(ui, parts, actions);
            ui.add_space(GAP);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                count_ui(ui, parts);
                ui.add_space(GAP);
                groups_ui(ui, parts, actions);
            });
        });
    });
}

/// What can be done with the marked rows, at the right end.
fn rows_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    for (action, icon) in ROWS.into_iter().rev() {
        let line = action::entry(&action);
        let name = line.map_or("", |entry| parts.words.text(entry.title_key));
        let is_possible = line.is_none_or(|entry| (entry.is_enabled)(&parts.situation));
        let keys = action::shortcut_text(ui.ctx(), &action);
        ui.add_enabled_ui(is_possible, |ui| {
            if icon_button(ui, parts.theme, icon, name, keys).clicked() {
                actions.push(action);
            }
        });
    }
}

fn count_ui(ui: &mut Ui, parts: &Parts<'_>) {
    let (words, theme) = (parts.words, parts.theme);
    let selected = parts.selection.len();
    let count = words.with("selection-count", &[("selected", selected.into())]);
    let tone = if selected > 0 { Tone::Text } else { Tone::Dim };
    ui.label(strong(count).color(theme.color(tone)));
    let of = words.with("selection-of", &[("shown", parts.view.len().into())]);
    ui.label(RichText::new(of).color(theme.color(Tone::Dim)));
    let hidden = selected.saturating_sub(parts.selected_shown);
    if hidden > 0 {
        let text = words.with("selection-hidden", &[("hidden", hidden.into())]);
        ui.label(RichText::new(text).color(theme.color(Tone::Weak)));
    }
}

/// The groups that there is room for, and the menu with the rest.
fn groups_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let words = parts.words;
    let name = |group: Group| words.text(group.key());
    let more = button_width(ui, name(Group::More)) + GAP + crate::gui::widgets::ICON_SIZE;
    let mut room = ui.available_width() - more;
    let mut left = Vec::new();
    for (group, action) in GROUPS {
        let width = button_width(ui, name(*group)) + ui.spacing().item_spacing.x;
        room -= width;
        if room < 0.0 || !left.is_empty() {
            left.push((*group, action));
            continue;
        }
        let refusal = refusal(parts, *group);
        ui.add_enabled_ui(refusal.is_none(), |ui| {
            let keys = action::shortcut_text(ui.ctx(), action);
            let response = button(ui, parts.theme, ButtonKind::Plain, None, name(*group));
            let response = response.on_disabled_hover_text(refusal.unwrap_or_default());
            let response = match keys {
                Some(keys) => response.on_hover_text(keys),
                None => response,
            };
            if response.clicked() {
                actions.push(action.clone());
            }
        });
    }
    menu_button(ui, parts.theme, None, name(Group::More), true, |ui| more_ui(ui, parts, &left, actions));
}

/// Why nothing of a group can be done now.
fn refusal(parts: &Parts<'_>, group: Group) -> Option<String> {
    if parts.selection.is_empty() {
        return Some(parts.words.text("act-select-first").to_owned());
    }
    // A machine with the factory password takes nothing but another password.
    let is_serious = |reason: &Cannot| group != Group::Password || *reason != Cannot::FactoryPassword;
    parts.acting.takers.refusal_of(group).filter(is_serious).map(|reason| none_takes(parts, reason))
}

fn none_takes(parts: &Parts<'_>, reason: Cannot) -> String {
    let reason = wording::cannot(parts.words, reason);
    parts.words.with("act-none-takes", &[("reason", (&reason).into())])
}

/// The groups that found no room, and the commands of the last group.
fn more_ui(ui: &mut Ui, parts: &Parts<'_>, left: &[(Group, &Action)], actions: &mut Vec<Action>) {
    for (group, action) in left {
        let keys = action::shortcut_text(ui.ctx(), action);
        entry_ui(ui, parts.words.text(group.key()), keys, refusal(parts, *group), || actions.push((*action).clone()));
    }
    if !left.is_empty() {
        ui.separator();
    }
    for kind in [DialogKind::ApiSetup, DialogKind::Passwords, DialogKind::Journal] {
        let action = Action::Open(kind);
        let name = action::entry(&action).map_or("", |entry| parts.words.text(entry.title_key));
        let keys = action::shortcut_text(ui.ctx(), &action);
        entry_ui(ui, name, keys, None, || actions.push(action.clone()));
    }
    ui.separator();
    for kind in CommandKind::ALL.iter().copied().filter(|kind| kind.spec().group == Group::More) {
        let refusal = if parts.selection.is_empty() {
            Some(parts.words.text("act-select-first").to_owned())
        } else {
            parts.acting.takers.refusal(kind).map(|reason| none_takes(parts, reason))
        };
        let name = wording::command(parts.words, kind);
        entry_ui(ui, name, None, refusal, || actions.push(Action::Open(DialogKind::Act(kind))));
    }
}

/// One line of the menu.
fn entry_ui(ui: &mut Ui, name: &str, keys: Option<String>, refusal: Option<String>, chosen: impl FnOnce()) {
    let mut entry = Button::new(name);
    if let Some(keys) = keys {
        entry = entry.shortcut_text(keys);
    }
    let response = ui.add_enabled(refusal.is_none(), entry);
    if response.on_disabled_hover_text(refusal.unwrap_or_default()).clicked() {
        chosen();
        ui.close();
    }
}

/// How wide a button with this text is.
fn button_width(ui: &Ui, text: &str) -> f32 {
    let galley = WidgetText::from(text).into_galley(
        ui,
        Some(eframe::egui::TextWrapMode::Extend),
        f32::INFINITY,
        FontSelection::from(TextStyle::Button),
    );
    galley.size().x + 2.0 * ui.spacing().button_padding.x + vec2(2.0, 0.0).x
}
