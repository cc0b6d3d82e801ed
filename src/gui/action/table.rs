//! The table of actions that need no further choice: key, shortcut, and when they can be done.

use super::{Action, DialogKind};
use crate::protocol::CommandKind;
use eframe::egui::{self, Key, KeyboardShortcut, Modifiers, Popup};

/// What decides whether an action can be done now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Situation {
    /// Machines in the fleet.
    pub(crate) machines: usize,
    /// Rows that the filter lets through.
    pub(crate) shown: usize,
    /// Marked machines.
    pub(crate) selected: usize,
    /// Those of them that the filter lets through.
    pub(crate) selected_shown: usize,
    /// The range field and the ticked ranges name at least one address.
    pub(crate) has_ranges: bool,
    /// A scan or a reading runs.
    pub(crate) is_busy: bool,
    /// A scan runs.
    pub(crate) is_scanning: bool,
    /// There is a filter.
    pub(crate) has_filter: bool,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// What it does.
    pub(crate) action: Action,
    /// The key of its name: `action-<key>` in the locale files.
    pub(crate) title_key: &'static str,
    /// Its keys.
    pub(crate) shortcut: Option<KeyboardShortcut>,
    /// True for keys that mean something else to a text field that has the focus and to an open menu.
    pub(crate) yields: bool,
    /// When it can be done.
    pub(crate) is_enabled: fn(&Situation) -> bool,
    /// The key of the words for why it can't, where that is not plain from the window.
    pub(crate) reason_key: Option<&'static str>,
}

/// Control, or Command on a Mac.
const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

#[expect(clippy::unnecessary_wraps, reason = "a line of the table has keys or none")]
const fn keys(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

const fn line(
    action: Action,
    title_key: &'static str,
    shortcut: Option<KeyboardShortcut>,
    is_enabled: fn(&Situation) -> bool,
) -> Entry {
    Entry { action, title_key, shortcut, yields: false, is_enabled, reason_key: None }
}

/// A line whose keys belong to a text field while one has the focus, and to a menu while one is open.
const fn grid_line(
    action: Action,
    title_key: &'static str,
    shortcut: Option<KeyboardShortcut>,
    is_enabled: fn(&Situation) -> bool,
) -> Entry {
    Entry { action, title_key, shortcut, yields: true, is_enabled, reason_key: None }
}

/// A line that is no key's, and that says why it can't be done.
const fn reasoned_line(
    action: Action,
    title_key: &'static str,
    is_enabled: fn(&Situation) -> bool,
    reason_key: &'static str,
) -> Entry {
    Entry { action, title_key, shortcut: None, yields: false, is_enabled, reason_key: Some(reason_key) }
}

const fn always(_: &Situation) -> bool {
    true
}

/// The form of a command, for the marked machines.
const fn form(kind: CommandKind, title_key: &'static str, key: Key) -> Entry {
    line(Action::Open(DialogKind::Act(kind)), title_key, keys(CTRL.plus(Modifiers::SHIFT), key), |now| now.selected > 0)
}

const fn dialog(kind: DialogKind, title_key: &'static str, shortcut: Option<KeyboardShortcut>) -> Entry {
    line(Action::Open(kind), title_key, shortcut, always)
}

/// Every action without a further choice, in the palette's order.
pub(crate) const TABLE: &[Entry] = &[
    line(Action::Scan, "action-scan", keys(NONE, Key::F5), |now| now.has_ranges && !now.is_scanning),
    grid_line(Action::Stop, "action-stop", keys(NONE, Key::Escape), |now| now.is_busy),
    line(Action::Refresh, "action-refresh", keys(CTRL, Key::R), |now| now.selected > 0),
    line(Action::ToggleMonitor, "action-monitor", keys(CTRL, Key::M), always),
    line(Action::FocusRanges, "action-focus-ranges", keys(CTRL, Key::L), always),
    dialog(DialogKind::Ranges, "action-ranges", None),
    line(Action::FocusFilter, "action-focus-filter", keys(CTRL, Key::F), |now| now.machines > 0),
    line(Action::ClearFilter, "action-clear-filter", keys(CTRL.plus(Modifiers::SHIFT), Key::F), |now| now.has_filter),
    dialog(DialogKind::Views, "action-views", keys(CTRL, Key::D)),
    grid_line(Action::SelectAll, "action-select-all", keys(CTRL, Key::A), |now| now.shown > 0),
    line(Action::SelectInverse, "action-select-inverse", keys(CTRL, Key::I), |now| now.shown > 0),
    line(Action::SelectNone, "action-select-none", keys(CTRL.plus(Modifiers::SHIFT), Key::A), |now| now.selected > 0),
    grid_line(Action::Copy, "action-copy", keys(CTRL, Key::C), |now| now.selected_shown > 0),
    line(Action::CopyAddresses, "action-copy-addresses", keys(CTRL.plus(Modifiers::SHIFT), Key::C), |now| {
        now.selected_shown > 0
    }),
    line(Action::Open(DialogKind::ApiSetup), "action-api-setup", keys(CTRL, Key::T), |now| now.machines > 0),
    dialog(DialogKind::Passwords, "action-passwords", keys(CTRL.plus(Modifiers::SHIFT), Key::K)),
    line(Action::Open(DialogKind::ChangePassword), "action-change-password", None, |now| now.selected > 0),
    line(Action::Open(DialogKind::Firmware), "action-firmware", keys(CTRL.plus(Modifiers::SHIFT), Key::U), |now| {
        now.selected > 0
    }),
    line(
        Action::Open(DialogKind::NetworkPlan),
        "action-network-plan",
        keys(CTRL.plus(Modifiers::SHIFT), Key::N),
        |now| now.machines > 0,
    ),
    dialog(DialogKind::Journal, "action-journal", keys(CTRL, Key::J)),
    form(CommandKind::UpdatePools, "action-pools", Key::P),
    form(CommandKind::AdjustPowerLimit, "action-power", Key::W),
    form(CommandKind::SetLed, "action-led", Key::L),
    form(CommandKind::RestartBtminer, "action-restart", Key::R),
    form(CommandKind::DownloadLogs, "action-logs", Key::G),
    line(Action::Open(DialogKind::Export), "action-export", keys(CTRL, Key::S), |now| now.machines > 0),
    dialog(DialogKind::Columns, "action-columns", None),
    line(Action::Palette, "action-palette", keys(CTRL, Key::K), always),
    dialog(DialogKind::Settings, "action-settings", keys(CTRL, Key::Comma)),
    line(Action::NextTheme, "action-next-theme", None, always),
    line(Action::ZoomIn, "action-zoom-in", keys(CTRL, Key::Plus), always),
    line(Action::ZoomOut, "action-zoom-out", keys(CTRL, Key::Minus), always),
    line(Action::ZoomReset, "action-zoom-reset", keys(CTRL, Key::Num0), always),
    line(Action::ToggleSidebar, "action-sidebar", keys(CTRL, Key::B), always),
    line(Action::ToggleDetail, "action-detail", keys(CTRL, Key::E), always),
    reasoned_line(Action::Demo, "action-demo", |now| now.machines == 0 && !now.is_scanning, "action-demo-reason"),
    dialog(DialogKind::Shortcuts, "action-shortcuts", keys(NONE, Key::F1)),
    dialog(DialogKind::About, "action-about", None),
    line(Action::Quit, "action-quit", keys(CTRL, Key::Q), always),
];

/// The line of an action, if it has one.
pub(crate) fn entry(action: &Action) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| entry.action == *action)
}

/// The keys of an action as this system writes them.
pub(crate) fn shortcut_text(context: &egui::Context, action: &Action) -> Option<String> {
    Some(context.format_shortcut(&entry(action)?.shortcut?))
}

/// Takes the shortcuts that were pressed out of the input, so that no widget sees them too. `was_in_text` says that a text
/// field had the focus at the end of the last frame: it has lost it by now where the key is Escape.
pub(crate) fn pressed(context: &egui::Context, situation: &Situation, was_in_text: bool) -> Vec<Action> {
    let is_taken = was_in_text || context.text_edit_focused() || Popup::is_any_open(context);
    let mut actions = Vec::new();
    context.input_mut(|input| {
        // Shift is part of some shortcuts, and egui lets Ctrl+Shift+F match Ctrl+F too: the longer ones come first.
        let mut entries: Vec<&Entry> = TABLE.iter().filter(|entry| !(entry.yields && is_taken)).collect();
        entries.sort_by_key(|entry| !entry.shortcut.is_some_and(|shortcut| shortcut.modifiers.shift));
        for entry in entries {
            let Some(shortcut) = entry.shortcut.filter(|_| (entry.is_enabled)(situation)) else { continue };
            // Systems turn Ctrl+C into a copy event of its own.
            let copied = entry.action == Action::Copy && input.events.contains(&egui::Event::Copy);
            if input.consume_shortcut(&shortcut) || copied {
                actions.push(entry.action.clone());
            }
        }
    });
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_key_or_a_name() {
        for (place, entry) in TABLE.iter().enumerate() {
            for other in &TABLE[place + 1..] {
                assert_ne!(entry.title_key, other.title_key);
                assert_ne!(entry.action, other.action);
                assert!(entry.shortcut.is_none() || entry.shortcut != other.shortcut, "{}", entry.title_key);
            }
        }
    }
}
