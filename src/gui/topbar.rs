//! The bar at the top: where to look, how often, what to show of it, and the ways to everything else.

use super::{
    action::{self, Action, DialogKind},
    app::Parts,
    theme::{CONTROL_HEIGHT, EDGE, GAP, STEP, Tone, strong},
    widgets::{ButtonKind, Field, Icon, button, icon_button, is_entered, menu_button},
};
use crate::{fleet::FilterError, store::Monitor, words::Words};
use eframe::egui::{Align, Button, Direction, Layout, Ui, vec2};

/// What the bar remembers.
#[derive(Debug, Default)]
pub(crate) struct TopBar {
    /// The range field wants the keyboard.
    pub(crate) wants_ranges: bool,
    /// The filter field wants the keyboard.
    pub(crate) wants_filter: bool,
    /// What is wrong with the filter.
    pub(crate) filter_error: Option<FilterError>,
}

/// Below this width buttons show their icons only.
const ROOMY: f32 = 1380.0;
/// Below this width how many machines a filter shows stands in the bar at the bottom only.
const COUNTING: f32 = 1180.0;
/// Below this width some buttons go; the palette has what they do.
const TIGHT: f32 = 960.0;
/// Below this width only what finds machines and the ways to everything else stay.
const NARROW: f32 = 720.0;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    Narrow,
    Tight,
    Usual,
    Counting,
    Roomy,
}

impl Room {
    /// Of a bar as wide as this at the usual type size.
    fn of(width: f32) -> Self {
        match width {
            width if width < NARROW => Self::Narrow,
            width if width < TIGHT => Self::Tight,
            width if width < COUNTING => Self::Usual,
            width if width < ROOMY => Self::Counting,
            _ => Self::Roomy,
        }
    }
}

/// Draws the bar.
pub(crate) fn topbar_ui(ui: &mut Ui, parts: &Parts<'_>, state: &mut TopBar, actions: &mut Vec<Action>) {
    let width = ui.available_width();
    let room = Room::of(width / parts.theme.type_scale);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ranges_menu(ui, parts, actions);
        range_field(ui, parts, state, (width * 0.2).clamp(120.0, 340.0), actions);
        scan_button(ui, parts, actions);
        if room > Room::Narrow {
            monitor_menu(ui, parts, room, actions);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let ways = [(Icon::Gear, Action::Open(DialogKind::Settings)), (Icon::Theme, Action::NextTheme)];
            let shown = if room > Room::Narrow { 2 } else { 1 };
            for (icon, action) in ways.into_iter().take(shown) {
                let keys = action::shortcut_text(ui.ctx(), &action);
                if icon_button(ui, parts.theme, icon, title(parts.words, &action), keys).clicked() {
                    actions.push(action);
                }
            }
            palette_button(ui, parts, actions);
            if room > Room::Tight {
                let export = Action::Open(DialogKind::Export);
                let columns = Action::Open(DialogKind::Columns);
                for (icon, action) in [(Icon::Export, export), (Icon::Columns, columns)] {
                    labelled_button(ui, parts, room, icon, action, actions);
                }
            }
            ui.add_space(GAP);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                filter_field(ui, parts, state, room, actions);
            });
        });
    });
}

/// The name of an action of the table.
fn title<'a>(words: &'a Words, action: &Action) -> &'a str {
    action::entry(action).map_or("", |entry| words.text(entry.title_key))
}

/// The button of an action, with its name where there is room.
fn labelled_button(ui: &mut Ui, parts: &Parts<'_>, room: Room, icon: Icon, action: Action, actions: &mut Vec<Action>) {
    let name = title(parts.words, &action);
    let keys = action::shortcut_text(ui.ctx(), &action);
    let is_enabled = action::entry(&action).is_some_and(|entry| (entry.is_enabled)(&parts.situation));
    let clicked = ui
        .add_enabled_ui(is_enabled, |ui| {
            if room == Room::Roomy {
                let response = button(ui, parts.theme, ButtonKind::Plain, Some(icon), name);
                match keys {
                    Some(keys) => response.on_hover_text(keys),
                    None => response,
                }
            } else {
                icon_button(ui, parts.theme, icon, name, keys)
            }
            .clicked()
        })
        .inner;
    if clicked {
        actions.push(action);
    }
}

/// The way to the palette: its keys, which is how one learns them.
fn palette_button(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let keys = action::shortcut_text(ui.ctx(), &Action::Palette).unwrap_or_default();
    let response = button(ui, parts.theme, ButtonKind::Plain, None, &keys);
    let name = title(parts.words, &Action::Palette);
    ui.accesskit_node_builder(response.id, |node| node.set_label(name));
    if response.on_hover_text(name).clicked() {
        actions.push(Action::Palette);
    }
}

/// The named ranges, ticked on and off, and the way to more.
fn ranges_menu(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let words = parts.words;
    menu_button(ui, parts.theme, None, words.text("top-ranges"), false, |ui| {
        ui.set_min_width(240.0);
        for (place, range) in parts.settings.ranges.iter().enumerate() {
            let mut on = range.on;
            if ui.checkbox(&mut on, &range.name).on_hover_text(&range.text).changed() {
                actions.push(Action::TickRange(place, on));
            }
        }
        if !parts.settings.ranges.is_empty() {
            ui.separator();
        }
        for network in parts.networks {
            let text = words.with(
                "top-scan-network",
                &[("name", (&network.name).into()), ("range", (&network.range_text()).into())],
            );
            if menu_entry(ui, &text, None) {
                actions.push(Action::ScanRange(network.range_text()));
                ui.close();
            }
        }
        if !parts.networks.is_empty() {
            ui.separator();
        }
        if menu_entry(ui, words.text("action-ranges"), None) {
            actions.push(Action::Open(DialogKind::Ranges));
            ui.close();
        }
    });
}

/// A line of a menu. True when it was chosen.
fn menu_entry(ui: &mut Ui, text: &str, keys: Option<String>) -> bool {
    let mut entry = Button::new(text).frame_when_inactive(false);
    if let Some(keys) = keys {
        entry = entry.shortcut_text(keys);
    }
    ui.add(entry).clicked()
}

/// What to scan, as people type it.
fn range_field(ui: &mut Ui, parts: &Parts<'_>, state: &mut TopBar, width: f32, actions: &mut Vec<Action>) {
    let words = parts.words;
    let mut text = parts.settings.range_text.clone();
    let sentence = parts.ranges.error().map(|error| words.text(error.kind.key()).to_owned());
    let mistake = parts.ranges.error().zip(sentence.as_deref()).map(|(error, sentence)| (&error.span, sentence));
    let field = Field {
        id: "ranges",
        name: words.text("top-range-field"),
        hint: words.text("top-range-hint"),
        width,
        mistake,
        icon: None,
    };
    let response = field.show(ui, parts.theme, &mut text);
    if std::mem::take(&mut state.wants_ranges) {
        response.request_focus();
    }
    if response.changed() {
        actions.push(Action::SetRangeText(text));
    }
    if is_entered(ui, &response) && parts.situation.has_ranges {
        actions.push(Action::Scan);
    }
}

/// Scan while nothing is scanned, Stop while something is: in one place and of one width.
fn scan_button(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let (action, kind, icon, key) = if parts.work.scan().is_some() {
        (Action::Stop, ButtonKind::Plain, Some(Icon::Stop), "top-stop")
    } else {
        (Action::Scan, ButtonKind::Primary, None, "top-scan")
    };
    let keys = action::shortcut_text(ui.ctx(), &action);
    let is_enabled = action == Action::Stop || parts.situation.has_ranges;
    let size = vec2(76.0, CONTROL_HEIGHT) * parts.theme.type_scale;
    let response = ui
        .add_enabled_ui(is_enabled, |ui| {
            // In both states as wide, so that nothing moves.
            let layout = Layout::centered_and_justified(Direction::TopDown);
            ui.allocate_ui_with_layout(size, layout, |ui| button(ui, parts.theme, kind, icon, parts.words.text(key)))
                .inner
        })
        .inner;
    let response = response.on_disabled_hover_text(parts.words.text("top-scan-nothing"));
    let response = match keys {
        Some(keys) => response.on_hover_text(format!("{}  {keys}", title(parts.words, &action))),
        None => response,
    };
    if response.clicked() {
        actions.push(action);
    }
}

/// An interval in words.
pub(crate) fn interval(words: &Words, seconds: u32) -> String {
    if seconds.is_multiple_of(60) {
        words.with("interval-minutes", &[("count", (seconds / 60).into())])
    } else {
        words.with("interval-seconds", &[("count", seconds.into())])
    }
}

/// How often the known machines are read again.
fn monitor_menu(ui: &mut Ui, parts: &Parts<'_>, room: Room, actions: &mut Vec<Action>) {
    let (words, monitor) = (parts.words, parts.settings.scan.monitor);
    let every = |seconds: u32| words.with("monitor-every", &[("interval", (&interval(words, seconds)).into())]);
    let text = if monitor.on { every(monitor.every_s) } else { words.text("monitor-off").to_owned() };
    let shown = if room > Room::Tight { text.as_str() } else { "" };
    let response = menu_button(ui, parts.theme, Some(Icon::Clock), shown, true, |ui| {
        ui.set_min_width(160.0);
        if ui.radio(!monitor.on, words.text("monitor-off-choice")).clicked() {
            actions.push(Action::SetMonitor(None));
        }
        for seconds in Monitor::CHOICES {
            if ui.radio(monitor.on && monitor.every_s == seconds, every(seconds)).clicked() {
                actions.push(Action::SetMonitor(Some(seconds)));
            }
        }
    });
    ui.accesskit_node_builder(response.id, |node| node.set_label(text.as_str()));
    response.on_hover_text(words.text("monitor-about"));
}

/// What to show.
fn filter_field(ui: &mut Ui, parts: &Parts<'_>, state: &mut TopBar, room: Room, actions: &mut Vec<Action>) {
    let words = parts.words;
    let count = words.with("filter-count", &[("shown", parts.view.len().into()), ("all", parts.fleet.len().into())]);
    let has_filter = parts.situation.has_filter;
    let clear = GAP + CONTROL_HEIGHT * parts.theme.type_scale;
    // What stands beside a filter has its place from the start, so that nothing moves when it comes.
    let beside = if room < Room::Counting { 0.0 } else { EDGE + 110.0 * parts.theme.type_scale };
    let width = (ui.available_width() - clear - beside).max(60.0);
    let mut text = parts.settings.grid.filter.clone();
    let sentence = state.filter_error.as_ref().map(|error| words.text(error.kind.key()).to_owned());
    let mistake = state.filter_error.as_ref().zip(sentence.as_deref()).map(|(error, sentence)| (&error.span, sentence));
    let field = Field {
        id: "filter",
        name: words.text("filter-name"),
        hint: words.text("filter-hint"),
        width: width.min(420.0),
        mistake,
        icon: Some(Icon::Search),
    };
    let response = field.show(ui, parts.theme, &mut text);
    if std::mem::take(&mut state.wants_filter) {
        response.request_focus();
    }
    if response.changed() {
        actions.push(Action::SetFilter(text));
    }
    // The rows follow while it is typed; Enter only gives the keyboard back to them.
    is_entered(ui, &response);
    ui.add_space(-STEP);
    if has_filter {
        let keys = action::shortcut_text(ui.ctx(), &Action::ClearFilter);
        if icon_button(ui, parts.theme, Icon::Cross, title(words, &Action::ClearFilter), keys).clicked() {
            actions.push(Action::ClearFilter);
        }
        if room >= Room::Counting {
            ui.label(strong(count).color(parts.theme.color(Tone::Text)));
        }
    }
}
