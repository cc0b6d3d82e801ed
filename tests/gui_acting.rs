//! Acting on machines from the window: forms that check what is typed, previews that say what is sent to whom, and
//! confirmations that fit the danger.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use rackhand::{
    sim::SimOptions,
    store::{PoolPreset, Settings},
};
use window::{acting_window, farm, in_the_dark, marked, scan, window, window_with};

#[path = "support/window.rs"]
mod window;

#[test]
fn a_form_opens_by_its_keys_and_a_bad_value_stops_it() {
    let farm = farm(3, [127, 38, 1, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    assert!(window.has("3 selected"));
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert!(window.has("3 machines selected"), "the form says for how many it is");
    assert!(window.has("Fill in the form to see what is sent to whom"));
    window.replace("Power limit, W", "100000");
    assert!(window.has("must be from 0 to 99,999"), "the mistake has a sentence");
    assert!(window.has("Power limit: must be from 0 to 99,999"), "and the foot says where");
    assert!(!window.has_part("Power limit on"), "no number of machines is promised");
    window.replace("Power limit, W", "3200");
    window.until("the preview", |window| window.has("3 ready"));
    assert!(!window.is_disabled("Power limit: 3 machines"));
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has("3 machines selected"), "Enter in a field sends nothing");
    window.press(Modifiers::NONE, Key::Escape);
    window.settle();
    assert!(!window.has("3 machines selected"), "Escape drops the draft");
}

#[test]
fn without_marked_machines_the_bar_is_grey() {
    let farm = farm(2, [127, 38, 2, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    assert!(window.is_disabled("Pools") && window.is_disabled("Power"));
    window.press(Modifiers::COMMAND, Key::I);
    assert!(!window.is_disabled("Pools"));
}

#[test]
fn workers_are_made_from_a_template_and_doubles_are_told() {
    let farm = farm(3, [127, 38, 3, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.replace("Pool 1 address", "stratum+tcp:/eu.example:3333");
    assert!(window.has("a pool address looks like stratum+tcp://host:3333"));
    window.replace("Pool 1 address", "stratum+tcp://eu.example:3333");
    window.replace("Pool 1 worker", "hall");
    window.until("the doubles", |window| window.has("3 machines would share hall"));
    window.replace("Pool 1 worker", "hall.{ip3}x{ip4}");
    window.until("the check", |window| window.has("3 different names"));
    assert!(window.has("127.38.3.1 → hall.3x1"), "the first machine's own name is shown");
    window.replace("Pool 1 worker", "hall.{ip9}");
    assert!(window.has_part("there is no placeholder {ip9}"));
}

#[test]
fn a_preset_fills_the_form() {
    let farm = farm(2, [127, 38, 4, 1]);
    let mut settings: Settings = in_the_dark();
    let values = [("pool1", "stratum+tcp://eu.example:3333"), ("worker1", "farm.{ip4}")];
    settings.acting.pools.push(PoolPreset {
        name: "EU main".to_owned(),
        values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        keep_workers: false,
    });
    let mut window = window_with(settings);
    marked(&mut window, &farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.click("Preset");
    window.click("EU main");
    window.until("the preview", |window| window.has("2 ready"));
    assert!(window.has("127.38.4.1 → farm.1"));
    assert!(!window.is_disabled("Set pools: 2 machines"));
}

#[test]
fn where_machines_may_be_lost_their_number_is_typed() {
    let farm = farm(3, [127, 38, 5, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.open_dialog("factory reset");
    window.until("the preview", |window| window.has("3 ready"));
    let button = "Factory reset: 3 machines";
    assert!(window.is_disabled(button));
    window.type_into("Number of machines", "2");
    assert!(window.is_disabled(button));
    window.replace("Number of machines", "3");
    assert!(!window.is_disabled(button));
    window.click("Cancel");
    assert!(!window.has(button));
}

#[test]
fn what_was_confirmed_is_in_the_jobs_panel_and_its_results_open() {
    let farm = farm(2, [127, 38, 6, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.replace("Power limit, W", "3200");
    window.until("the preview", |window| window.has("2 ready"));
    window.click("Power limit: 2 machines");
    window.until("the jobs panel", |window| window.has("Power limit · 3,200 W"));
    window.click("Show");
    assert!(window.has("Results"));
    assert!(window.has_part("2 in all"));
}

#[test]
fn a_share_of_the_limit_is_other_watts_on_every_machine() {
    let farm = farm(3, [127, 38, 7, 1]);
    let mut window = acting_window(in_the_dark(), None);
    marked(&mut window, &farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.click("−10 %");
    assert_eq!(window.value("Power limit, W"), "-10%");
    assert!(window.has_part("share of its own present limit"), "what that means is said");
    window.until("the preview", |window| window.has("3 ready"));
    let watts = |text: &str| text.trim().replace([',', 'W', ' '], "").parse::<f64>().ok();
    let shown: Vec<(f64, f64)> = (window.labels().iter())
        .filter_map(|label| label.strip_prefix("Power limit")?.split_once(" → "))
        .filter_map(|(old, new)| Some((watts(old)?, watts(new.split(" W").next()?)?)))
        .collect();
    assert!(!shown.is_empty(), "old and new are shown: {:?}", window.labels());
    assert!(shown.iter().all(|(old, new)| (new - old * 0.9).abs() <= 0.5), "{shown:?}");
    window.replace("Power limit, W", "300%");
    assert!(window.has("must be from 1 to 200"));
    window.replace("Power limit, W", "90%");
    window.with_password(&SimOptions::default().password);
    window.until("the preview", |window| window.has("3 ready"));
    window.click("Power limit: 3 machines");
    assert!(window.has("Power limit · 90%"), "the job has no watts in its name");
    window.until("the end", |window| window.has_part("3 done"));
    let limits = farm.simulation.addresses().into_iter().map(|at| farm.simulation.truth(at).unwrap().power_limit);
    assert!(limits.flatten().all(|limit| shown.iter().any(|(_, new)| (new - limit).abs() < 0.5)));
}

#[test]
fn a_power_limit_is_kept_under_a_name() {
    let farm = farm(1, [127, 38, 8, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.replace("Power limit, W", "-20%");
    window.click("Save as preset");
    window.type_into("Name of the preset", "Summer");
    window.harness.get_by_role_and_label(Role::Button, "Save").click();
    window.settle();
    assert!(window.has("Preset: Summer"));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert_eq!(window.value("Power limit, W"), "");
    window.click("Preset");
    window.click("Summer");
    assert_eq!(window.value("Power limit, W"), "-20%");
}

#[test]
fn logs_go_into_a_folder_that_is_made_for_them() {
    let farm = farm(2, [127, 38, 9, 1]);
    let mut window = acting_window(in_the_dark(), None);
    marked(&mut window, &farm);
    window.open_dialog("Download logs…");
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("a file");
    std::fs::write(&file, "").unwrap();
    window.replace("Folder for the logs", file.to_str().unwrap());
    window.until("the engine's look", |window| window.has("There is a file of this name; choose a folder"));
    let folder = place.path().join("hall 3").join("today");
    window.replace("Folder for the logs", folder.to_str().unwrap());
    window.until("the engine's look", |window| window.has("There is no such folder yet; it will be made"));
    assert!(!folder.exists(), "looking makes nothing");
    window.with_password(&SimOptions::default().password);
    window.until("the preview", |window| window.has("2 ready"));
    window.click("Download logs: 2 machines");
    window.until("the end", |window| window.has_part("2 done"));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "a file for each machine");
}
