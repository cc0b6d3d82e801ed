//! The grid, driven as a technician would: filter, sort, select, copy, hide.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, OutputCommand, PointerButton, Role, pos2};
use egui_kittest::kittest::Queryable as _;
use rackhand::sim::{FaultPlan, SimOptions};
use std::collections::BTreeSet;
use window::{Farm, Window, farm, farm_of, scan, window};

#[path = "support/window.rs"]
mod window;

const MINERS: usize = 12;

/// A window on a scanned farm of [`MINERS`] machines at `127.26.<place>.1` and on.
fn scanned(place: u8) -> (Window, Farm) {
    let farm = farm(MINERS, [127, 26, place, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    (window, farm)
}

/// The last byte of a row's address.
fn last_byte(row: &str) -> u8 {
    row.split(',').next().unwrap().rsplit('.').next().unwrap().parse().unwrap()
}

/// The text that was last put on the clipboard.
fn copied(window: &Window) -> Option<String> {
    window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn a_filter_narrows_while_it_is_typed() {
    let (mut window, _farm) = scanned(101);
    window.type_into("Filter", "ip:127.26.101.1");
    let narrowed = window.rows();
    assert!(narrowed.len() < MINERS && !narrowed.is_empty(), "{narrowed:?}");
    assert!(narrowed.iter().all(|row| row.starts_with("127.26.101.1")), "{narrowed:?}");
    window.type_into("Filter", " modell:m50");
    assert!(window.has("There is no such field"));
    assert_eq!(window.rows(), narrowed, "a filter that is not finished changes nothing");
}

#[test]
fn enter_ends_the_typing_and_leaves_the_panel_of_the_machine() {
    let (mut window, farm) = scanned(109);
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert!(window.has("Overview"), "the panel is open");
    window.type_into("Filter", "127.26.109");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has("Overview"), "{:?}", window.labels());
    window.replace("Addresses to scan", &farm.range);
    window.press(Modifiers::NONE, Key::Enter);
    window.until("the end of the scan", |window| window.has_part("scanned ") && window.has("Scan"));
    assert!(window.has("Overview"), "{:?}", window.labels());
    window.press(Modifiers::NONE, Key::Enter);
    assert!(!window.has("Overview"), "in the grid the key means the panel");
}

#[test]
fn a_header_sorts_up_and_down() {
    let (mut window, _farm) = scanned(102);
    let bytes = |window: &Window| window.rows().iter().map(|row| last_byte(row)).collect::<Vec<_>>();
    let upwards = bytes(&window);
    assert!(upwards.is_sorted() && upwards.len() == MINERS);
    window.click("IP");
    assert!(bytes(&window).iter().rev().is_sorted(), "{:?}", bytes(&window));
    window.click("Model");
    let models = |window: &Window| {
        let mut models: Vec<_> = window.rows().iter().map(|row| row.rsplit(", ").next().unwrap().to_owned()).collect();
        models.dedup();
        models
    };
    let sorted = models(&window);
    let different: BTreeSet<_> = sorted.iter().collect();
    assert!(different.len() > 1 && different.len() == sorted.len(), "equal models stand together: {sorted:?}");
    window.click("Model");
    assert!(models(&window).iter().rev().eq(&sorted), "the other way round: {:?}", models(&window));
}

#[test]
fn the_selection_survives_sorting_and_filtering() {
    let (mut window, _farm) = scanned(103);
    let marked = "127.26.103.4";
    window.harness.get_by_label_contains(&format!("{marked},")).click();
    window.settle();
    assert!(window.is_marked(marked));
    assert!(window.has("1 selected"));
    window.click("IP");
    assert!(window.is_marked(marked));
    window.type_into("Filter", "127.26.103.5");
    assert!(window.has("1 of them hidden by the filter"));
    window.click("Clear the filter");
    assert!(window.is_marked(marked));
}

#[test]
fn keys_move_and_mark() {
    let (mut window, _farm) = scanned(104);
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert!(window.is_marked("127.26.104.1"), "the first key begins at the top");
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert!(window.is_marked("127.26.104.2") && !window.is_marked("127.26.104.1"));
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.has("2 selected"));
    window.press(Modifiers::COMMAND, Key::A);
    assert!(window.has(&format!("{MINERS} selected")));
    window.press(Modifiers::NONE, Key::Home);
    assert!(window.has("1 selected"));
    window.press(Modifiers::COMMAND, Key::I);
    assert!(window.has(&format!("{} selected", MINERS - 1)));
    window.press(Modifiers::NONE, Key::Space);
    assert!(window.has(&format!("{MINERS} selected")));
}

#[test]
fn modifiers_mark_as_in_a_file_manager() {
    let (mut window, _farm) = scanned(105);
    let click = |window: &mut Window, byte: u8, modifiers: Modifiers| {
        window.harness.get_by_label_contains(&format!("127.26.105.{byte},")).click_modifiers(modifiers);
        window.settle();
    };
    click(&mut window, 2, Modifiers::NONE);
    click(&mut window, 5, Modifiers::SHIFT);
    assert!(window.has("4 selected"));
    click(&mut window, 8, Modifiers::COMMAND);
    assert!(window.has("5 selected"));
    click(&mut window, 3, Modifiers::COMMAND);
    assert!(window.has("4 selected") && !window.is_marked("127.26.105.3"));
    window.click("Select all machines shown");
    assert!(window.has(&format!("{MINERS} selected")));
}

#[test]
fn dragging_marks_the_rows_on_the_way() {
    let (mut window, _farm) = scanned(106);
    let center = |window: &Window, byte: u8| {
        window.harness.get_by_label_contains(&format!("127.26.106.{byte},")).rect().center()
    };
    let (from, to) = (center(&window, 3), center(&window, 7));
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from.lerp(to, 0.5));
    window.harness.step();
    window.harness.hover_at(to);
    window.harness.step();
    window.harness.drop_at(to);
    window.settle();
    assert!(window.has("5 selected"), "{:?}", window.rows());
}

#[test]
fn marked_rows_are_copied_as_a_table() {
    let (mut window, _farm) = scanned(107);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    window.harness.event(eframe::egui::Event::Copy);
    window.harness.step();
    let text = copied(&window).unwrap();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 3, "a header and two rows");
    assert!(lines.iter().all(|line| line.len() == lines[0].len()), "every row has every column");
    assert_eq!((lines[0][0], lines[1][0], lines[2][0]), ("IP", "127.26.107.1", "127.26.107.2"));
    assert!(!text.contains("–"), "what is not known is empty");
}

#[test]
fn errors_end_at_the_edge_and_the_pointer_shows_them_whole() {
    let faults = FaultPlan::parse("board-missing:1").unwrap();
    let base = [127, 26, 110, 1].into();
    let farm = farm_of(SimOptions { miners: 1, base, faults, ..SimOptions::default() });
    let mut window = window();
    scan(&mut window, &farm);
    let code = farm.simulation.truth(farm.simulation.addresses()[0]).unwrap().errors[0].clone();
    let grid = window.harness.get_by_role(Role::Grid).rect();
    let head = window.harness.get_by_role_and_label(Role::Button, "Errors").rect();
    assert!(head.right() <= grid.right(), "{head} goes on beyond {grid}");
    let row = window.harness.get_by_label_contains("127.26.110.1,").rect();
    let whole = format!("{code} ");
    assert!(!window.has_part(&whole), "cells are painted");
    window.harness.hover_at(pos2(head.left() + 24.0, row.center().y));
    window.settle();
    assert!(window.has_part(&whole), "{:?}", window.labels());
}

#[test]
fn a_column_can_be_hidden() {
    let (mut window, _farm) = scanned(108);
    assert!(window.has("Boards"));
    window.harness.get_by_label("Boards").click_button(PointerButton::Secondary);
    window.settle();
    window.click("Hide this column");
    assert!(!window.has("Boards"));
}
