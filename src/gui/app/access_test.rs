//! Every screen for everybody: each dialog is opened, and what a screen reader, a keyboard and a large type make of it is
//! held against what they need. Inside the crate, because only here all dialogs can be listed.

use super::super::{
    action::{Action, DialogKind},
    dialogs::Dialogs,
};
use crate::{
    protocol::{CommandKind, command::Group},
    store::{Look, Settings, Theme},
    words::Language,
};
use eframe::egui::{self, Key, Modifiers, Rect, Role, Vec2, vec2};
use egui_kittest::{
    Node,
    kittest::{AccessKitNode, NodeT as _, Queryable as _},
};
use std::collections::{BTreeMap, BTreeSet};
use window::{Farm, Window};

mod order;
mod pictures;
#[path = "../../../tests/support/window.rs"]
mod window;

/// What is operated.
const OPERABLE: [Role; 12] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::PasswordInput,
    Role::ComboBox,
    Role::Link,
    Role::Tab,
    Role::Slider,
    Role::SpinButton,
    Role::MenuItem,
];

/// Every dialog that can be opened by itself. One command stands for its group, whose forms are drawn from one table.
fn dialogs() -> Vec<DialogKind> {
    // A new kind does not compile here until it has its place in the list below, or a reason not to.
    let is_listed = |kind: &DialogKind| match kind {
        DialogKind::Ranges
        | DialogKind::Columns
        | DialogKind::Views
        | DialogKind::Settings
        | DialogKind::Export
        | DialogKind::Shortcuts
        | DialogKind::About
        | DialogKind::Passwords
        | DialogKind::ChangePassword
        | DialogKind::ApiSetup
        | DialogKind::Firmware
        | DialogKind::NetworkPlan
        | DialogKind::Journal
        | DialogKind::Act(_)
        | DialogKind::Leaving
        | DialogKind::Fault => true,
        // It belongs to a batch that ran: `tests/gui_acting.rs` opens it.
        DialogKind::Batch(_) => false,
    };
    let mut dialogs = vec![
        DialogKind::Ranges,
        DialogKind::Columns,
        DialogKind::Views,
        DialogKind::Settings,
        DialogKind::Export,
        DialogKind::Shortcuts,
        DialogKind::About,
        DialogKind::Passwords,
        DialogKind::ChangePassword,
        DialogKind::ApiSetup,
        DialogKind::Firmware,
        DialogKind::NetworkPlan,
        DialogKind::Journal,
        DialogKind::Leaving,
        DialogKind::Fault,
    ];
    let mut groups = BTreeMap::new();
    for kind in CommandKind::ALL {
        let own_dialog = [Group::Firmware, Group::Password].contains(&kind.spec().group);
        if !own_dialog && *kind != CommandKind::NetConfig {
            groups.entry(kind.spec().group as u8).or_insert(*kind);
        }
    }
    dialogs.extend(groups.into_values().map(DialogKind::Act));
    dialogs.retain(is_listed);
    dialogs
}

/// A window of this size in pixels on three machines that are all marked.
fn marked(place: u8, language: Language, zoom: f32, size: Vec2) -> (Window, Farm) {
    let farm = window::farm(3, [127, 46, place, 1]);
    let settings = Settings { look: Look { theme: Theme::Dark, zoom, ..Look::default() }, ..Settings::default() };
    let mut window = window::window_with(settings);
    window::scan(&mut window, &farm);
    window.press(Modifiers::COMMAND, Key::A);
    let report = "/home/technician/.local/share/rackhand/crashes/crash-20260926-081500-0000-4711.txt";
    let fault = &mut window.harness.state_mut().fault;
    fault.came("task 12 panicked", Some(report.into()), String::new());
    // It is opened like every other, and not by itself.
    fault.tell();
    let language_code = language.code().to_owned();
    let context = window.harness.ctx.clone();
    window.harness.state_mut().change_settings(&context, |settings| settings.look.language = Some(language_code));
    // As in a real window, larger type leaves fewer points.
    window.harness.set_size(size / zoom);
    window.settle();
    (window, farm)
}

/// Who a node is, from frame to frame.
fn id_of(node: &Node<'_>) -> String {
    format!("{:?}", node.accesskit_node().id())
}

fn is_focused(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

fn nodes(window: &Window) -> BTreeSet<String> {
    window.harness.query_all_by(|_| true).map(|node| id_of(&node)).collect()
}

/// One thing of a dialog that is operated.
#[derive(Clone, Debug)]
struct Operable {
    id: String,
    role: Role,
    name: String,
    rect: Rect,
    is_disabled: bool,
}

/// Opens a dialog, gives what can be operated in it to `look`, and closes it.
fn each_dialog(window: &mut Window, mut look: impl FnMut(&mut Window, DialogKind, &[Operable])) {
    for kind in dialogs() {
        let before = nodes(window);
        let context = window.harness.ctx.clone();
        window.harness.state_mut().perform(&context, Action::Open(kind));
        window.settle();
        window.settle();
        let operable: Vec<_> = window
            .harness
            .query_all_by(|node| OPERABLE.contains(&node.role()))
            .filter(|node| !before.contains(&id_of(node)))
            .map(|node| {
                let inner = node.accesskit_node();
                // The text of a field is its value; the name says what it is for.
                let name = inner.label().unwrap_or_default();
                let (id, role, is_disabled) = (id_of(&node), inner.role(), inner.is_disabled());
                Operable { id, role, name, rect: node.rect(), is_disabled }
            })
            .collect();
        assert!(!operable.is_empty(), "{kind:?} opens");
        look(window, kind, &operable);
        let context = window.harness.ctx.clone();
        window.harness.state_mut().dialogs = Dialogs::default();
        context.memory_mut(egui::Memory::stop_text_input);
        window.settle();
    }
}

#[test]
fn everything_that_is_operated_has_a_name_of_its_own() {
    let (mut window, _farm) = marked(1, Language::English, 1.0, vec2(1280.0, 800.0));
    each_dialog(&mut window, |_, kind, operable| {
        let mut names: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for one in operable {
            assert!(!one.name.trim().is_empty(), "{kind:?}: {:?} at {:?} has no name", one.role, one.rect);
            // A choice belongs to the row in which it stands: "as the system" may be said of theme and language.
            if one.role != Role::RadioButton {
                *names.entry((one.name.as_str(), format!("{:?}", one.role))).or_default() += 1;
            }
        }
        let twice: Vec<_> = names.into_iter().filter(|(_, count)| *count > 1).collect();
        assert!(twice.is_empty(), "{kind:?}: the same name on different things: {twice:?}");
    });
    let unnamed: Vec<_> = window
        .harness
        .query_all_by(|node| OPERABLE.contains(&node.role()) && node.label().is_none_or(|name| name.trim().is_empty()))
        .map(|node| node.rect())
        .collect();
    assert!(unnamed.is_empty(), "the main window: {unnamed:?}");
}

#[test]
fn tab_goes_through_a_dialog_and_stays_in_it() {
    let (mut window, _farm) = marked(2, Language::English, 1.0, vec2(1280.0, 800.0));
    each_dialog(&mut window, |window, kind, operable| {
        let mut reached = BTreeSet::new();
        for _ in 0..operable.len() * 2 + 4 {
            window.press(Modifiers::NONE, Key::Tab);
            let focused = window
                .harness
                .query_all_by(|node| node.is_focused() && OPERABLE.contains(&node.role()))
                .map(|node| id_of(&node));
            reached.extend(focused);
        }
        // What came by scrolling or was told by the engine meanwhile is no stranger; the grid behind would be one.
        let behind = window.harness.query_all_by_role(Role::Row).map(|row| id_of(&row));
        let strayed: Vec<_> = behind.filter(|row| reached.contains(row)).collect();
        assert!(strayed.is_empty(), "{kind:?}: the focus left the dialog");
        let unreached: Vec<_> = operable.iter().filter(|one| !one.is_disabled && !reached.contains(&one.id)).collect();
        assert!(unreached.is_empty(), "{kind:?}: the keyboard does not reach {unreached:?}");
    });
}

#[test]
fn tab_goes_round_and_comes_to_each_once() {
    let (mut window, _farm) = marked(4, Language::English, 1.0, vec2(1280.0, 800.0));
    each_dialog(&mut window, |window, kind, operable| {
        let mut way: Vec<String> = Vec::new();
        for _ in 0..operable.len() * 2 + 4 {
            window.press(Modifiers::NONE, Key::Tab);
            let Some(here) = window.harness.query_all_by(is_focused).map(|node| id_of(&node)).next() else {
                continue;
            };
            if let Some(before) = way.iter().position(|one| *one == here) {
                // Where it begins depends on what had the focus when the dialog opened.
                assert!(before <= 1, "{kind:?}: Tab turns back after {} of {} steps", before, way.len());
                break;
            }
            way.push(here);
        }
        assert!(!way.is_empty(), "{kind:?} takes the focus");
    });
}

#[test]
fn escape_closes_every_dialog_and_the_grid_has_the_keys_again() {
    let (mut window, _farm) = marked(5, Language::English, 1.0, vec2(1280.0, 800.0));
    each_dialog(&mut window, |window, kind, _| {
        window.press(Modifiers::NONE, Key::Escape);
        // A field with the focus gives it up first.
        if window.harness.state().dialogs.is_open() {
            window.press(Modifiers::NONE, Key::Escape);
        }
        assert!(!window.harness.state().dialogs.is_open(), "{kind:?} stays open");
        window.press(Modifiers::NONE, Key::End);
        assert_eq!(window.harness.state().selection.len(), 1, "{kind:?}: the keys don't come to the grid");
        window.press(Modifiers::COMMAND, Key::A);
        assert_eq!(window.harness.state().selection.len(), 3);
    });
}

/// What stands in the bars at the top and at the bottom is within the window and not over each other.
fn bars_are_in_order(window: &mut Window, room: Rect, what: &str) {
    // What is scrolled out of the side panel would lie in the bar below it.
    let context = window.harness.ctx.clone();
    window.harness.state_mut().change_settings(&context, |settings| settings.panels.sidebar_open = false);
    window.settle();
    // The middles of the two; `room` is a point larger on each side.
    let middles = [room.top() + 1.0 + 23.0, room.bottom() - 1.0 - 14.0];
    let mut bars: [Vec<(Rect, String)>; 2] = Default::default();
    let is_read = |role: Role| role == Role::Label || OPERABLE.contains(&role);
    for node in window.harness.query_all_by(|node| is_read(node.role())) {
        let (rect, inner) = (node.rect(), node.accesskit_node());
        let name = inner.label().or_else(|| inner.value()).unwrap_or_default();
        // The text within a button is the button.
        let is_within = |other: &Node<'_>| OPERABLE.contains(&other.accesskit_node().role());
        if node.parent().is_some_and(|parent| is_within(&parent)) {
            continue;
        }
        for (bar, middle) in bars.iter_mut().zip(middles) {
            if (rect.center().y - middle).abs() < 4.0 {
                bar.push((rect, name.clone()));
            }
        }
    }
    for mut bar in bars {
        bar.sort_by(|(one, _), (other, _)| one.left().total_cmp(&other.left()));
        assert!(bar.len() > 3, "{what}: the bars are there: {bar:?}");
        for (rect, name) in &bar {
            assert!(room.contains_rect(*rect), "{what}: {name} runs off the window: {rect:?}");
        }
        for pair in bar.windows(2) {
            assert!(pair[0].0.right() <= pair[1].0.left() + 0.5, "{what}: one over the other: {pair:?}");
        }
    }
}

/// At each type size, in a wide and in a small window: nothing runs off its side, and the foot is there.
fn fits(place: u8, language: Language) {
    let (wide, small) = (vec2(1280.0, 800.0), vec2(1000.0, 640.0));
    for (step, (zoom, size)) in [(0.75, small), (1.0, small), (1.5, wide), (2.0, wide)].into_iter().enumerate() {
        let (mut window, _farm) = marked(place + step as u8, language, zoom, size);
        let room = Rect::from_min_size(egui::Pos2::ZERO, size / zoom).expand(1.0);
        bars_are_in_order(&mut window, room, &format!("{zoom}, {language:?}"));
        each_dialog(&mut window, |window, kind, operable| {
            for one in operable {
                let across = one.rect.left() >= room.left() && one.rect.right() <= room.right();
                assert!(across, "{kind:?} at {zoom}, {language:?}: {} runs off the side: {:?}", one.name, one.rect);
            }
            let words = &window.harness.state().words;
            let leave = ["dialog-cancel", "dialog-done"].map(|key| words.text(key).to_owned());
            let foot = operable
                .iter()
                .filter(|one| leave.contains(&one.name))
                .max_by(|a, b| a.rect.top().total_cmp(&b.rect.top()));
            let foot = foot.unwrap_or_else(|| panic!("{kind:?} can be left"));
            assert!(room.contains_rect(foot.rect), "{kind:?} at {zoom}, {language:?}: the foot is at {:?}", foot.rect);
        });
    }
}

#[test]
fn every_type_size_fits_in_english() {
    fits(10, Language::English);
}

#[test]
fn every_type_size_fits_in_russian() {
    fits(20, Language::Russian);
}

#[test]
fn every_type_size_fits_in_chinese() {
    fits(30, Language::Chinese);
}
