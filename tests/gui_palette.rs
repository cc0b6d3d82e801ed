//! The palette: everything found by a few letters and run by the keyboard alone.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Event, Key, Modifiers, Role, accesskit::Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use window::{Window, farm, scan, window};

#[path = "support/window.rs"]
mod window;

fn type_letters(window: &mut Window, letters: &str) {
    window.harness.event(Event::Text(letters.to_owned()));
    window.settle();
}

/// The lines in sight, from top to bottom.
fn lines(window: &Window) -> Vec<String> {
    let lines = window.harness.query_all_by_role(Role::ListItem);
    lines.filter_map(|line| line.accesskit_node().label()).collect()
}

fn is_open(window: &Window) -> bool {
    // The button that opens it has the same name.
    window.harness.query_by_role_and_label(Role::TextInput, "Command palette").is_some()
}

#[test]
fn a_few_letters_find_an_action_and_enter_runs_it() {
    let mut window = window();
    window.press(Modifiers::COMMAND, Key::K);
    assert!(is_open(&window));
    assert!(lines(&window).len() > 5, "without letters it offers everything: {:?}", lines(&window));
    type_letters(&mut window, "kybrd");
    assert_eq!(lines(&window).first().map(String::as_str), Some("Keyboard shortcuts"));
    window.press(Modifiers::NONE, Key::Enter);
    assert!(!is_open(&window));
    assert!(window.has("Find a shortcut"), "the dialog is open");
}

#[test]
fn shortcuts_stand_beside_what_they_do() {
    let mut window = window();
    window.press(Modifiers::COMMAND, Key::K);
    type_letters(&mut window, "settings");
    assert!(window.has_part("Ctrl+,") || window.has_part("Ctrl+Comma"));
}

#[test]
fn arrows_choose_and_escape_closes() {
    let mut window = window();
    window.press(Modifiers::COMMAND, Key::K);
    type_letters(&mut window, "sort");
    let chosen = |window: &Window| {
        let mut lines = window.harness.query_all_by_role(Role::ListItem);
        lines.find(|line| line.accesskit_node().toggled() == Some(Toggled::True)).unwrap().accesskit_node().label()
    };
    let first = chosen(&window);
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert_ne!(chosen(&window), first);
    window.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(chosen(&window), first);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window));
}

#[test]
fn what_cannot_be_done_now_is_not_run() {
    let mut window = window();
    window.press(Modifiers::COMMAND, Key::K);
    type_letters(&mut window, "Select all shown");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(is_open(&window), "there is nothing to select");
    type_letters(&mut window, "zzzzzz");
    assert!(window.has("Nothing fits"));
}

#[test]
fn any_column_can_be_sorted_by() {
    let farm = farm(5, [127, 36, 10, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    let before = window.rows();
    window.press(Modifiers::COMMAND, Key::K);
    type_letters(&mut window, "Sort by IP");
    window.press(Modifiers::NONE, Key::Enter);
    let mut after = window.rows();
    after.reverse();
    assert_eq!(after, before, "the same column once more turns the order");
}
