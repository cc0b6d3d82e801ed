//! The dialogs: what is wrong is said and stops them, what is accepted takes effect, files come and go through the
//! desktop's window or a typed path.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Event, Key, Modifiers, Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rackhand::{
    engine::EngineOptions,
    gui::{
        app::Start,
        files::{Choice, Scripted},
    },
    words::{Language, Words},
};
use std::{fs, path::Path};
use window::{Window, farm, open, scan, window};

#[path = "support/window.rs"]
mod window;

/// A window in which the technician answers the questions for files like this.
fn window_with_files(choices: impl IntoIterator<Item = Choice>) -> Window {
    open(Start {
        engine: EngineOptions::without_folder(),
        language: Some(Language::English),
        files: Some(Box::new(Scripted::new(choices))),
        ..Start::default()
    })
}

#[test]
fn a_range_with_a_mistake_is_not_saved_until_it_is_mended() {
    let mut window = window();
    window.open_dialog("ranges");
    window.click("New range");
    window.replace("Name", "Container 2");
    window.replace("Addresses", "10.1.2.300");
    assert!(window.has("A number of an address is at most 255"), "the mistake has a sentence");
    assert!(window.has("1 range needs mending"));
    assert!(window.is_disabled("Save"));
    window.replace("Addresses", "10.1.2.0/24");
    assert!(window.has("254 addresses"));
    assert!(!window.is_disabled("Save"));
    window.click("Save");
    assert!(!window.has("Ticked ranges are scanned together"), "the dialog is gone");
    assert!(window.has_part("Container 2"), "and the range is in the sidebar");
}

#[test]
fn two_ranges_may_not_share_a_name() {
    let mut window = window();
    window.open_dialog("ranges");
    for _ in 0..2 {
        window.click("New range");
        window.replace("Name", "Hall");
        window.replace("Addresses", "10.1.2.3");
    }
    assert!(window.has("Another one has this name already"));
    assert!(window.is_disabled("Save"));
    window.click("Delete Hall");
    assert!(!window.is_disabled("Save"));
}

#[test]
fn ranges_come_from_a_file_and_go_into_one() {
    let folder = tempfile::tempdir().unwrap();
    let (list, written) = (folder.path().join("hall 3.csv"), folder.path().join("ranges.txt"));
    fs::write(&list, "IP,Model\n10.1.2.3,M50\n10.1.2.4,M50\n").unwrap();
    let mut window = window_with_files([Choice::Path(list), Choice::Path(written.clone())]);
    window.open_dialog("ranges");
    window.click("Import list…");
    window.until("the imported range", |window| window.has("2 addresses read from hall 3.csv"));
    // The sentence made the dialog higher, and a higher one is centred anew.
    window.settle();
    window.click("Export list…");
    window.until("the written file", |_| written.is_file());
    let text = fs::read_to_string(&written).unwrap();
    assert!(text.contains("# hall 3") && text.contains("10.1.2.3"), "{text}");
}

#[test]
fn without_a_file_window_a_path_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.txt");
    fs::write(&list, "10.1.2.0/30").unwrap();
    let mut window = window_with_files([Choice::Cancelled, Choice::NotOpened]);
    window.open_dialog("ranges");
    window.click("Import list…");
    assert!(!window.has_part("No file window opened"), "a change of mind is no trouble");
    window.click("Import list…");
    assert!(window.has_part("No file window opened"));
    window.type_into("Path of the file", list.to_str().unwrap());
    window.click("Read addresses from a file");
    window.until("the imported range", |window| window.has("2 addresses read from list.txt"));
}

#[test]
fn thresholds_count_the_fleet_anew_and_cancel_takes_them_back() {
    let farm = farm(4, [127, 37, 1, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    let counted = |window: &Window, state: &str| window.has(&format!("{state} {}", farm.simulation.addresses().len()));
    assert!(counted(&window, "hashing"), "all machines are sound");
    window.press(Modifiers::COMMAND, Key::Comma);
    let limit = "Weak from this chip temperature on";
    window.harness.get_by_role_and_label(Role::SpinButton, limit).set_value_accesskit(40.0);
    window.until("the new count", |window| counted(window, "weak"));
    window.click("Cancel");
    window.until("the old count", |window| counted(window, "hashing"));
}

#[test]
fn a_limit_keeps_its_decimals_and_takes_a_comma_for_their_sign() {
    let mut window = window();
    window.press(Modifiers::COMMAND, Key::Comma);
    let limit = |window: &Window| {
        let field = window.harness.get_by_role_and_label(Role::SpinButton, "Weak above this share of refused work");
        field.accesskit_node().numeric_value().unwrap()
    };
    let typed = |window: &mut Window, text: &str| {
        window.harness.get_by_role_and_label(Role::SpinButton, "Weak above this share of refused work").focus();
        window.settle();
        if !text.is_empty() {
            window.press(Modifiers::COMMAND, Key::A);
            window.harness.event(Event::Text(text.to_owned()));
        }
        window.press(Modifiers::NONE, Key::Tab);
    };
    typed(&mut window, "0,5");
    assert!((limit(&window) - 0.5).abs() < 1e-6, "{}", limit(&window));
    typed(&mut window, "");
    assert!((limit(&window) - 0.5).abs() < 1e-6, "looking at it changes nothing: {}", limit(&window));
}

#[test]
fn an_export_has_exactly_the_rows_and_columns_shown() {
    let farm = farm(6, [127, 37, 2, 1]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shown.csv");
    let mut window = window();
    scan(&mut window, &farm);
    window.type_into("Filter", "127.37.2.3");
    window.press(Modifiers::COMMAND, Key::S);
    window.replace("Path of the file", path.to_str().unwrap());
    window.click("Export 1 machine");
    window.until("the file", |_| path.is_file());
    window.until("the message", |window| window.has_part("shown.csv"));
    let text = fs::read_to_string(&path).unwrap();
    let mut rows = text.trim_start_matches('\u{feff}').lines();
    let titles = rows.next().unwrap();
    assert!(titles.starts_with("IP,"), "{titles}");
    let rows: Vec<_> = rows.collect();
    assert!(matches!(rows[..], [row] if row.starts_with("127.37.2.3,")), "{rows:?}");
}

#[test]
fn an_export_to_nowhere_says_so() {
    let farm = farm(1, [127, 37, 3, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    window.press(Modifiers::COMMAND, Key::S);
    let path = Path::new("/no/such/folder").join("file.csv");
    window.replace("Path of the file", path.to_str().unwrap());
    window.until("the engine's look", |window| window.has("There is no such folder"));
    assert!(window.is_disabled("Export 1 machine"));
    let place = tempfile::tempdir().unwrap();
    window.replace("Path of the file", place.path().to_str().unwrap());
    window.until("the engine's look", |window| window.has("There is a folder of this name; type a file's name"));
    assert!(window.is_disabled("Export 1 machine"));
    let file = place.path().join("rows.csv");
    std::fs::write(&file, "old").unwrap();
    window.replace("Path of the file", file.to_str().unwrap());
    window.until("the engine's look", |window| window.has_part("replaced"));
    assert!(!window.is_disabled("Export 1 machine"));
}

#[test]
fn a_column_that_is_unticked_leaves_the_grid() {
    let farm = farm(1, [127, 37, 4, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    let heads = |window: &Window| window.harness.query_all_by_label("Boards").count();
    assert_eq!(heads(&window), 1);
    window.open_dialog("columns");
    window.harness.get_by_role_and_label(Role::CheckBox, "Boards").click();
    window.settle();
    window.click("Save");
    assert_eq!(heads(&window), 0);
}

#[test]
fn a_filter_becomes_a_view() {
    let farm = farm(3, [127, 37, 5, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    window.type_into("Filter", "127.37.5.2");
    window.press(Modifiers::COMMAND, Key::D);
    window.type_into("Name", "Second");
    window.click("Add");
    window.click("Save");
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    assert_eq!(window.rows().len(), 3);
    window.open_dialog("view second");
    assert_eq!(window.rows().len(), 1);
}

#[test]
fn the_licence_of_a_library_is_found_and_read() {
    let mut window = window();
    window.open_dialog("about rackhand");
    window.type_into("Find a crate or a licence", "rusqlite");
    let rows = window.rows();
    assert!(rows.len() == 1 && rows[0].starts_with("rusqlite, ") && rows[0].ends_with(", MIT"), "{rows:?}");
    window.click(&rows[0]);
    assert!(window.has_part("Permission is hereby granted"), "the text itself");
    window.click("Back to the list");
    assert_eq!(window.rows(), rows, "the search is still there");
    window.type_into("Find a crate or a licence", " and more");
    assert!(window.has("Nothing is called so"));
}

#[test]
fn what_was_typed_is_not_lost_by_a_slip() {
    let mut window = window();
    let beside = pos2(640.0, 4.0);
    window.open_dialog("ranges");
    window.click("New range");
    window.replace("Name", "Container 2");
    window.click_at(beside);
    assert_eq!(window.value("Name"), "Container 2", "a click beside it");
    window.replace("Name", "Container 3");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.value("Name"), "Container 3", "Escape leaves the field");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.has("New range"), "and then the dialog");
    window.open_dialog("keyboard shortcuts");
    assert!(window.has("Find a shortcut"));
    window.click_at(beside);
    assert!(!window.has("Find a shortcut"), "where nothing is lost, a click is enough");
}

#[test]
fn every_dialog_opens_named_in_every_language_and_size_and_closes_by_escape() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut window = window();
        window.open_dialog(language.own_name());
        for zoom in [0.75, 2.0] {
            window.harness.ctx.set_zoom_factor(zoom);
            for (action, title) in [
                ("action-ranges", "ranges-title"),
                ("action-columns", "columns-title"),
                ("action-views", "views-title"),
                ("action-settings", "settings-title"),
                ("action-shortcuts", "shortcuts-title"),
                ("action-about", "about-title"),
            ] {
                window.open_dialog(words.text(action));
                let close = words.text("dialog-close");
                assert!(window.has(words.text(title)) && window.has(close), "{title} in {language:?}");
                window.harness.check_accessibility();
                window.press(Modifiers::NONE, Key::Escape);
                // A field with the focus gives it up first.
                if window.has(close) {
                    window.press(Modifiers::NONE, Key::Escape);
                }
                assert!(!window.has(close), "{title} stays open in {language:?}");
            }
        }
    }
}
