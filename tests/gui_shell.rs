//! The window around the grid: starting, scanning, counts, themes, languages, and coming back as it was left.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rackhand::{
    engine::{Event, Trouble, TroubleKind},
    sim::{FaultPlan, SimOptions},
    store::Monitor,
};
use std::{net::Ipv4Addr, path::Path};
use window::{Window, farm, farm_of, in_the_dark, scan, window, window_in, window_with};

#[path = "support/window.rs"]
mod window;

#[test]
fn an_empty_window_says_where_to_begin_and_points_at_mistakes() {
    let mut window = window();
    assert!(window.has("Where are your machines?"));
    assert!(window.has("Start the demo farm"));
    window.type_into("Addresses to scan", "10.1.2.300");
    assert!(window.has("A number of an address is at most 255"), "the mistake has a sentence");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(!window.has("Stop"), "and nothing is scanned");
}

#[test]
fn scan_fills_the_grid_and_the_counts() {
    let farm = farm(12, [127, 35, 1, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    assert_eq!(window.rows().len(), farm.simulation.addresses().len());
    assert!(window.has_part("of 12 shown"));
    assert!(window.has_part("PH/s of"), "the totals are there");
    assert!(window.has("J/TH"));
}

#[test]
fn a_scan_stops_when_asked() {
    let mut window = window();
    // Nobody is there, and a million addresses take their time.
    window.type_into("Addresses to scan", "127.35.2-17.*");
    window.click("Scan");
    window.until("the scan", |window| window.has("Cancel"));
    window.click("Cancel");
    window.until("the end", |window| window.has_part("scan stopped"));
    assert!(window.has("Scan"), "another can begin");
}

#[test]
fn escape_leaves_a_field_or_a_menu_before_it_stops_a_scan() {
    let mut window = window();
    // Nobody is there, and so many addresses take their time.
    window.type_into("Addresses to scan", "127.35.64-255.*");
    window.click("Scan");
    window.until("the scan", |window| window.has("Cancel"));
    window.type_into("Filter", "m50");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.has("Cancel") && window.value("Filter") == "m50", "it left the field: {:?}", window.labels());
    // The panel at the left has a button of the same name as the menu's last line.
    let lines = |window: &Window| window.harness.query_all_by_label("Ranges…").count();
    let before = lines(&window);
    window.click("Ranges");
    assert_eq!(lines(&window), before + 1);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(lines(&window), before, "the menu is closed");
    assert!(window.has("Cancel"), "and the scan goes on");
    window.press(Modifiers::NONE, Key::Escape);
    window.until("the end", |window| window.has_part("scan stopped"));
}

#[test]
fn monitoring_notices_a_machine_that_falls_silent() {
    let farm = farm(4, [127, 35, 19, 1]);
    let mut settings = in_the_dark();
    settings.scan.monitor = Monitor { on: true, every_s: 1 };
    let mut window = window_with(settings);
    scan(&mut window, &farm);
    assert!(window.has("lost 0"));
    let silent = farm.simulation.addresses()[2];
    farm.set_down(silent);
    window.until("the loss", |window| window.has("lost 1"));
    assert!(window.rows().iter().any(|row| row.starts_with(&format!("{}, lost,", silent.ip()))), "it stays as a row");
}

#[test]
fn counts_filter_and_filter_again() {
    let base = Ipv4Addr::new(127, 35, 20, 1);
    let faults = FaultPlan::parse("board-missing:4").unwrap();
    let farm = farm_of(SimOptions { miners: 30, base, faults, ..SimOptions::default() });
    let mut window = window();
    scan(&mut window, &farm);
    let all = window.rows().len();
    let hashing = window.rows().iter().filter(|row| row.contains(", hashing,")).count();
    assert!(hashing > 0 && hashing < all, "{:?}", window.rows());
    // The grid shows what fits; the count stands beside the state.
    let counted = window.harness.get_by_label_contains("hashing ").accesskit_node().label().unwrap();
    window.click(&counted);
    assert!(window.rows().iter().all(|row| row.contains(", hashing,")), "{:?}", window.rows());
    assert!(window.has_part(&format!("{} of 30", counted.trim_start_matches("hashing "))));
    window.click(&counted);
    assert_eq!(window.rows().len(), all);
}

#[test]
fn a_filter_that_nothing_fits_offers_a_way_back() {
    let farm = farm(3, [127, 35, 21, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    window.type_into("Filter", "model:none");
    assert!(window.has("No machine fits the filter"));
    assert!(window.has("3 machines are hidden"));
    window.harness.get_all_by_label("Clear the filter").last().unwrap().click();
    window.settle();
    assert_eq!(window.rows().len(), 3);
}

#[test]
fn themes_follow_each_other() {
    let mut window = window();
    let is_dark = |window: &window::Window| window.harness.ctx.global_style().visuals.dark_mode;
    assert!(is_dark(&window));
    window.click("Next theme");
    assert!(!is_dark(&window));
    window.click("Next theme");
    window.click("Next theme");
    assert!(is_dark(&window), "dark, light, sunlight, dark");
}

#[test]
fn the_language_changes_at_once() {
    let mut window = window();
    window.press(Modifiers::COMMAND, Key::K);
    window.harness.event(eframe::egui::Event::Text("Русский".to_owned()));
    window.settle();
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has("Где ваши машины?"), "the start screen speaks Russian");
}

#[test]
fn type_grows_and_shrinks() {
    let mut window = window();
    window.press(Modifiers::COMMAND, Key::Plus);
    assert!(window.harness.ctx.zoom_factor() > 1.05);
    window.press(Modifiers::COMMAND, Key::Num0);
    assert!((window.harness.ctx.zoom_factor() - 1.0).abs() < 0.01);
}

#[test]
fn the_window_comes_back_as_it_was_left() {
    let farm = farm(5, [127, 35, 22, 1]);
    let folder = tempfile::tempdir().unwrap();
    let mut first = window_in(folder.path());
    scan(&mut first, &farm);
    first.type_into("Filter", "127.35.22.3");
    first.click("Model");
    first.click("Next theme");
    let dark = first.harness.ctx.global_style().visuals.dark_mode;
    drop(first);
    let mut second = window_in(folder.path());
    second.until("the last fleet", |window| !window.rows().is_empty());
    assert_eq!(second.rows().len(), 1, "the filter is there again");
    assert!(second.has_part("as of the last session"), "and the figures are not taken for new ones");
    assert_eq!(second.harness.ctx.global_style().visuals.dark_mode, dark);
    let ranges = second.harness.get_by_label("Addresses to scan").value();
    assert_eq!(ranges.as_deref(), Some(farm.range.as_str()));
}

/// A fault of the program that left a report.
fn fault(window: &mut Window, words: &str, report: &Path) {
    window.tell(Event::Trouble(Trouble::at(TroubleKind::TaskPanicked, words, report)));
}

#[test]
fn a_fault_of_the_program_says_what_to_do_and_where_the_report_is() {
    let mut window = window();
    let report = Path::new("/nowhere at all/crashes/crash-20260926-081500-0000-4711.txt");
    fault(&mut window, "task 12 panicked", report);
    for said in ["A fault in Rackhand ended one task", "If jobs stand still, start Rackhand again"] {
        assert!(window.has(said), "{said}");
    }
    assert!(window.has_part("in the journal") && window.has_part("holds no passwords"));
    assert!(window.has(&report.display().to_string()));
    assert!(!window.has("Close message"), "the dialog says it all");
    window.harness.get_by_label("Copy the path").click();
    window.harness.step();
    let commands = window.harness.output().platform_output.commands.clone();
    let copied = commands
        .iter()
        .any(|command| matches!(command, eframe::egui::OutputCommand::CopyText(text) if Path::new(text) == report));
    assert!(copied, "{commands:?}");
    // There is no such folder, and no desktop is troubled with it.
    window.click("Open the folder");
    window.until("the answer", |window| window.has_part("The folder can't be shown"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.has("If jobs stand still, start Rackhand again"));
    // Every machine of a farm may have the same fault.
    fault(&mut window, "task 13 panicked", report);
    assert!(window.has_part("task 13 panicked") && !window.has("Copy the path"), "a message is enough");
}

#[test]
fn a_fault_waits_until_a_form_is_closed() {
    let mut window = window();
    window.open_dialog("ranges");
    window.click("New range");
    window.replace("Name", "hall 7");
    fault(&mut window, "task 12 panicked", Path::new("/nowhere/crashes/crash.txt"));
    assert!(!window.has("Copy the path") && window.value("Name") == "hall 7", "the form stays");
    assert!(window.has_part("A fault in Rackhand ended one task, and everything else goes on"), "a message says it");
    window.click("Cancel");
    window.settle();
    assert!(window.has("Copy the path") && !window.has("Close message"), "now it comes: {:?}", window.labels());
    window.click("Done");
    assert!(!window.has("Copy the path"));
}
