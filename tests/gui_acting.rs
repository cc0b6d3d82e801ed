//! Acting on machines from the window: forms that check what is typed, previews that say what is sent to whom, and
//! confirmations that fit the danger.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rackhand::store::{PoolPreset, Settings};
use window::{Farm, Window, farm, in_the_dark, scan, window, window_with};

#[path = "support/window.rs"]
mod window;

/// A window on a farm whose machines are all marked.
fn marked(window: &mut Window, farm: &Farm) {
    scan(window, farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::I);
}

#[test]
fn a_form_opens_by_its_keys_and_a_bad_value_stops_it() {
    let farm = farm(3, [127, 29, 1, 1]);
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
    assert!(!window.is_disabled("Power limit on 3 machines"));
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has("3 machines selected"), "Enter in a field sends nothing");
    window.press(Modifiers::NONE, Key::Escape);
    window.settle();
    assert!(!window.has("3 machines selected"), "Escape drops the draft");
}

#[test]
fn without_marked_machines_the_bar_is_grey() {
    let farm = farm(2, [127, 29, 2, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    assert!(window.is_disabled("Pools") && window.is_disabled("Power"));
    window.press(Modifiers::COMMAND, Key::I);
    assert!(!window.is_disabled("Pools"));
}

#[test]
fn workers_are_made_from_a_template_and_doubles_are_told() {
    let farm = farm(3, [127, 29, 3, 1]);
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
    assert!(window.has("127.29.3.1 → hall.3x1"), "the first machine's own name is shown");
    window.replace("Pool 1 worker", "hall.{ip9}");
    assert!(window.has_part("there is no placeholder {ip9}"));
}

#[test]
fn a_preset_fills_the_form() {
    let farm = farm(2, [127, 29, 4, 1]);
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
    assert!(window.has("127.29.4.1 → farm.1"));
    assert!(!window.is_disabled("Set pools on 2 machines"));
}

#[test]
fn where_machines_may_be_lost_their_number_is_typed() {
    let farm = farm(3, [127, 29, 5, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.open_dialog("factory reset");
    window.until("the preview", |window| window.has("3 ready"));
    let button = "Factory reset on 3 machines";
    assert!(window.is_disabled(button));
    window.type_into("Type 3 to confirm", "2");
    assert!(window.is_disabled(button));
    window.replace("Type 3 to confirm", "3");
    assert!(!window.is_disabled(button));
    window.click("Cancel");
    assert!(!window.has(button));
}

#[test]
fn what_was_confirmed_is_in_the_jobs_panel_and_its_results_open() {
    let farm = farm(2, [127, 29, 6, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.replace("Power limit, W", "3200");
    window.until("the preview", |window| window.has("2 ready"));
    window.click("Power limit on 2 machines");
    window.until("the jobs panel", |window| window.has("Power limit · 3,200 W"));
    window.click("Show");
    assert!(window.has("Results"));
    assert!(window.has_part("2 in all"));
}
