//! Plans that take their time, to their ends on real sockets: addresses that are asked for first, machines that are found
//! again by their MAC, machines that are not ready, and what the forms remember.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use rackhand::{
    engine::{EngineOptions, Event, JobId, VaultChoice, batch::Access},
    gui::app::Start,
    sim::SimOptions,
    store::PoolPreset,
    vault::{PasswordSet, Scope, Vault},
    words::Language,
};
use std::sync::Arc;
use window::{Window, acting_window, farm, in_the_dark, marked, open};

#[path = "support/window.rs"]
mod window;

/// Presses what may be further down than the dialog shows.
fn press(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.settle();
}

#[test]
fn taken_addresses_are_left_out_and_who_moved_is_found_again() {
    let mut farm = farm(5, [127, 45, 1, 1]);
    // The other two are on the network, and nobody knows them.
    farm.range = "127.45.1.1-3".to_owned();
    let mut window = acting_window(in_the_dark(), None);
    marked(&mut window, &farm);
    window.open_dialog("addresses…");
    window.replace("First address", "127.45.1.4");
    window.replace("Mask", "255.255.255.0");
    window.replace("Gateway", "127.45.1.250");
    window.replace("DNS servers", "127.45.1.250");
    assert!(window.has("First ask the network whether 3 new addresses are free"));
    assert!(window.is_disabled("Change 3 machines"));
    press(&mut window, "Ask the network whether 3 addresses are free");
    window.until("the answers", |window| window.has("2 machines can't move: their new addresses are taken"));
    assert!(window.has_part("127.45.1.4 already answers") && window.has_part("127.45.1.5 already answers"));
    assert!(window.has("Choose other addresses, or leave 2 machines out"));
    press(&mut window, "Go on without these 2 machines");
    window.with_password(&SimOptions::default().password);
    window.type_into("Number of machines", "1");
    window.click("Change 1 machine");
    window.until("the end", |window| window.has_part("1 done"));
    window.click("Show");
    assert!(window.has_part("now at 127.45.1.6"), "its MAC answers there");
    assert!(window.has("2 skipped"), "the others are in the results");
    assert!(window.has_part("127.45.1.4 already answers"), "with the reason");
}

#[test]
fn other_addresses_are_asked_about_anew() {
    let mut farm = farm(2, [127, 45, 2, 1]);
    farm.range = "127.45.2.1".to_owned();
    let mut window = acting_window(in_the_dark(), None);
    marked(&mut window, &farm);
    window.open_dialog("addresses…");
    window.replace("First address", "127.45.2.2");
    window.replace("Mask", "255.255.255.0");
    window.replace("Gateway", "127.45.2.250");
    window.replace("DNS servers", "127.45.2.250");
    press(&mut window, "Ask the network whether 1 address is free");
    window.until("the answer", |window| window.has_part("127.45.2.2 already answers"));
    window.replace("First address", "127.45.2.77");
    assert!(window.has("First ask the network whether 1 new address is free"));
    press(&mut window, "Ask the network whether 1 address is free");
    window.until("the answer", |window| window.has("No new address answers"));
    assert!(window.has("Type the number of machines to confirm"), "only that is missing");
}

#[test]
fn how_carefully_is_asked_by_every_form_and_remembered_for_the_next() {
    let farm = farm(2, [127, 45, 3, 1]);
    let mut window = acting_window(in_the_dark(), None);
    marked(&mut window, &farm);
    window.open_dialog("change the password");
    press(&mut window, "How carefully");
    window.replace("Machines at once", "0");
    window.type_secret("New password", "Farm_26");
    window.type_secret("New password again", "Farm_26");
    window.type_into("Password set that will hold it", "Hall");
    window.type_into("Number of machines", "2");
    assert!(window.has("Machines at once: must be from 1 to 1,000"));
    assert!(window.is_disabled("Change it on 2 machines"));
    window.replace("Machines at once", "7");
    window.replace("First try on", "1");
    window.click("Change it on 2 machines");
    window.until("the first machine", |window| window.has("Go on"));
    window.click("Stop");
    window.until("the end", |window| window.has_part("skipped"));
    for is_power in [false, true] {
        if is_power {
            window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
        } else {
            window.open_dialog("addresses…");
        }
        press(&mut window, "How carefully");
        assert_eq!((window.value("Machines at once").as_str(), window.value("First try on").as_str()), ("7", "1"));
        window.click("Cancel");
    }
}

#[test]
fn what_was_planned_follows_when_a_machine_becomes_ready() {
    let farm = farm(2, [127, 45, 4, 1]);
    let addresses = farm.simulation.addresses();
    farm.simulation.set_api_switch(addresses[1], false);
    let vault = Vault::in_memory();
    let password = SimOptions::default().password;
    vault.save(PasswordSet::new("Hall", Scope::Everywhere), password.as_str().into()).unwrap();
    let mut settings = in_the_dark();
    let values = [("pool1", "stratum+tcp://eu.example:3333"), ("worker1", "farm.{ip4}")];
    settings.acting.pools.push(PoolPreset {
        name: "EU main".to_owned(),
        values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        keep_workers: false,
    });
    let vault = VaultChoice::Given(Arc::new(vault));
    let engine = EngineOptions { vault, patience_scale: 0.05, ..EngineOptions::without_folder() };
    let language = Some(Language::English);
    let mut window = open(Start { engine, settings: Some(settings), language, ..Start::default() });
    marked(&mut window, &farm);
    window.press(Modifiers::COMMAND, Key::T);
    window.until("the end of the check", |window| window.has("Check again"));
    window.tell(Event::AccessFound { job: JobId::default(), found: vec![(addresses[1], Access::SwitchOff)] });
    press(&mut window, "When a machine becomes ready, change its password");
    assert!(window.is_disabled("Watch 1 machine"));
    window.type_secret("New password", "Farm_26");
    window.type_secret("New password again", "Farm_26");
    window.replace("Password set that will hold it", "Hall");
    press(&mut window, "Then set the pools of a preset");
    assert!(window.has("Choose the preset of the pools"));
    press(&mut window, "EU main");
    press(&mut window, "Watch 1 machine");
    window.until("the batch", |window| window.has_part("When ready: Change the password, Set pools"));
    farm.simulation.set_api_switch(addresses[1], true);
    window.until("the end", |window| window.has_part("1 done"));
    assert!(
        farm.simulation.password_is(addresses[1], "Farm_26") && !farm.simulation.password_is(addresses[0], "Farm_26")
    );
    assert_eq!(farm.simulation.truth(addresses[1]).unwrap().pools[0].1, "farm.2");
}
