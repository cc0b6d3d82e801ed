//! The panel of one machine: follows the focus, says what is wrong and what to do, fetches its own words.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rackhand::{
    protocol::{Query, error_codes},
    sim::{FaultPlan, SimOptions},
};
use std::net::Ipv4Addr;
use window::{Farm, Window, farm, farm_of, scan, window};

#[path = "support/window.rs"]
mod window;

/// A farm whose every machine has one fault.
fn sick_farm(fault: &str, base: [u8; 4]) -> Farm {
    let faults = FaultPlan::parse(&format!("{fault}:1")).unwrap();
    farm_of(SimOptions { miners: 1, base: Ipv4Addr::from(base), faults, ..SimOptions::default() })
}

/// Scans, and looks at the first machine.
fn look(window: &mut Window, farm: &Farm) {
    scan(window, farm);
    focus(window, farm, 0);
    assert!(window.has("Overview"));
}

/// Clicks the row of a machine, by its place.
fn focus(window: &mut Window, farm: &Farm, place: usize) {
    let prefix = format!("{},", farm.simulation.addresses()[place].ip());
    let rows = window.harness.get_all_by_role(Role::Row);
    let named =
        |row: &egui_kittest::Node<'_>| row.accesskit_node().label().is_some_and(|name| name.starts_with(&prefix));
    rows.into_iter().find(named).unwrap().click();
    window.settle();
}

/// Presses the panel's own button: that of the same name in the bar below reads what is marked.
fn read_again(window: &mut Window) {
    let buttons = window.harness.get_all_by_label("Read again");
    let uppermost = buttons.min_by(|one, other| one.rect().top().total_cmp(&other.rect().top())).unwrap();
    assert!(!uppermost.accesskit_node().is_disabled());
    uppermost.click();
    window.settle();
}

/// What the last frames put on the clipboard.
fn copied(window: &mut Window, button: &str) -> String {
    window.harness.get_by_label(button).scroll_to_me();
    window.settle();
    window.harness.get_by_label(button).click();
    for _ in 0..4 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        if let Some(text) = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }) {
            return text;
        }
    }
    panic!("{button} copied nothing");
}

#[test]
fn nothing_focused_says_how_to_begin() {
    let farm = farm(1, [127, 27, 20, 1]);
    let mut window = window();
    scan(&mut window, &farm);
    assert!(window.has("No machine chosen"));
}

#[test]
fn a_sound_machine_shows_its_facts_and_they_can_be_copied() {
    let farm = farm(1, [127, 27, 21, 1]);
    let mut window = window();
    look(&mut window, &farm);
    for name in ["Firmware", "MAC", "Serial", "Mining for", "Board 0"] {
        assert!(window.has(name), "{name}");
    }
    let mac = copied(&mut window, "Copy MAC");
    assert_eq!(mac.split(':').count(), 6, "{mac}");
    window.harness.check_accessibility();
}

#[test]
fn an_error_comes_with_its_meaning_and_what_to_do() {
    let farm = sick_farm("board-missing", [127, 27, 22, 1]);
    let mut window = window();
    look(&mut window, &farm);
    let truth = farm.simulation.truth(farm.simulation.addresses()[0]).unwrap();
    let code = &truth.errors[0];
    let text = error_codes::describe(code, "en").unwrap();
    assert!(window.has(&format!("{code} · {}", text.meaning)));
    assert!(window.has(&text.advice));
    assert!(window.has("not found"), "the empty place on the control board is drawn");
}

#[test]
fn pages_show_pools_trend_and_history() {
    let farm = sick_farm("dead-pool", [127, 27, 23, 1]);
    let mut window = window();
    look(&mut window, &farm);
    window.turn_to("Pools");
    assert!(window.has("Pool 1") && window.has("dead"));
    window.turn_to("Trend");
    // Points are at least a second apart; until there are two the page says how to get them.
    while !window.has_part("Rate, TH/s: now") {
        assert!(window.has("Nothing to draw yet"));
        read_again(&mut window);
        window.until("the end of the reading", |window| !window.has("Reading…"));
    }
    window.click("History");
    assert!(window.has_part("First seen"));
}

#[test]
fn raw_replies_come_from_the_machine_and_are_copied_whole() {
    let farm = farm(1, [127, 27, 24, 1]);
    let mut window = window();
    look(&mut window, &farm);
    window.click("Raw");
    window.click("Fetch raw replies");
    window.until("the replies", |window| window.has("Fetch again"));
    assert!(window.has(Query::Summary.command()));
    let text = copied(&mut window, "Copy all");
    for query in [Query::Summary, Query::Pools, Query::Version] {
        assert!(text.contains(&format!("# {}", query.command())), "{text}");
    }
    assert!(text.contains("\"STATUS\""), "the machine's own words: {text}");
}

#[test]
fn a_place_and_a_note_stay_with_the_machine() {
    let farm = farm(2, [127, 27, 25, 1]);
    let mut window = window();
    look(&mut window, &farm);
    window.click("Add a location");
    window.type_into("Name or location of this machine", "C2·R01·10");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has("C2·R01·10"));
    focus(&mut window, &farm, 1);
    assert!(window.has("Add a location"), "the other machine has none");
}

#[test]
fn escape_drops_a_place_and_nothing_else() {
    let farm = farm(1, [127, 27, 28, 1]);
    let mut window = window();
    look(&mut window, &farm);
    // Nobody is there, and so many addresses take their time.
    window.replace("Addresses to scan", "127.27.64-255.*");
    window.click("Scan");
    window.until("the scan", |window| window.has("Cancel"));
    // While a place is typed there is another button of that name.
    let running = |window: &Window| window.harness.query_all_by_label("Stop").count();
    assert_eq!(running(&window), 1);
    window.click("Add a location");
    window.type_into("Name or location of this machine", "C2");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.has("Add a location"), "the draft is gone");
    assert_eq!(running(&window), 1, "and the scan goes on");
}

#[test]
fn a_machine_that_fell_silent_keeps_its_figures_with_their_age() {
    let farm = farm(2, [127, 27, 26, 1]);
    let mut window = window();
    look(&mut window, &farm);
    let address = farm.simulation.addresses()[0];
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(farm.simulation.set_down(address, true)).unwrap();
    window.press(Modifiers::NONE, Key::F5);
    window.until("the loss", |window| window.has_part("No answer since"));
    assert!(window.has("Firmware"), "what it said last is still there");
    assert!(window.has("Nothing answered at its address when it was scanned"), "the whole sentence");
    assert!(window.has("Check its power and network cable"), "and what to do about it");
    assert!(window.has_part("What you see below is "), "the age of the figures");
    assert!(window.harness.query_all_by_role(Role::Tab).count() >= 5);
    read_again(&mut window);
    window.until("why", |window| window.has("The host is there, but nothing listens on the API port"));
    assert!(window.has_part("Wait two minutes if it is starting"), "what to do about just that");
}

#[test]
fn what_can_not_be_read_says_why_and_what_to_do_at_the_top() {
    let farm = sick_farm("not-json", [127, 27, 27, 1]);
    let mut window = window();
    look(&mut window, &farm);
    assert!(window.has("This is not a WhatsMiner"), "{:?}", window.labels());
    assert!(window.has_part("It says: HTTP/1.0 400"), "in its own words");
    assert!(window.has("Take this address out of your ranges"));
    assert!(!window.has_part("not asked for its errors"), "that is no news where nothing could be read");
    assert!(!window.has_part("What you see below is "), "it never gave figures that could be old");
}
