//! Which machines an action reaches: no more than the technician sees and means, and each at the address where it is now.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use jiff::Timestamp;
use rackhand::{
    engine::Event,
    fleet::{Observation, Seen},
    protocol::Failure,
    sim::{Fault, SimOptions},
    store::NamedRange,
};
use std::net::SocketAddr;
use window::{Farm, Window, acting_window, farm, in_the_dark, marked, scan, window, window_in, window_with};

#[path = "support/window.rs"]
mod window;

const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

#[test]
fn addresses_are_given_by_a_plan_only() {
    let farm = farm(3, [127, 57, 1, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.press(CTRL_SHIFT, Key::N);
    assert!(
        window.has("One after another") && window.has("DHCP") && window.has("From a table"),
        "the keys open the plan"
    );
    window.click("Cancel");
    window.open_dialog("addresses…");
    assert!(window.has("One after another"), "and so does the palette");
}

#[test]
fn the_keys_of_a_scan_work_while_machines_are_read() {
    let farm = farm(2, [127, 57, 2, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    let silent = farm.simulation.addresses()[1];
    farm.simulation.set_fault(silent, Fault::Silence);
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the reading", |window| window.has("Reading"));
    window.press(Modifiers::NONE, Key::F5);
    assert!(window.has("Stop"), "a scan runs");
}

#[test]
fn a_name_for_each_machine_is_in_the_last_menu() {
    let farm = farm(2, [127, 57, 3, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.click("More");
    window.harness.get_by_role_and_label(Role::Button, "Host name").click();
    window.settle();
    window.replace("Host name", "rack-{n}");
    window.until("the preview", |window| window.has("2 ready"));
}

/// A window in which one farm is ticked by the name "hall A".
fn ticked(farm: &Farm) -> Window {
    let mut settings = in_the_dark();
    settings.ranges.push(NamedRange { name: "hall A".to_owned(), text: farm.range.clone(), on: true });
    window_with(settings)
}

/// Whether a machine of the farm was talked to.
fn is_touched(farm: &Farm) -> bool {
    farm.simulation.addresses().into_iter().any(|address| farm.simulation.talks(address).unwrap().connections > 0)
}

#[test]
fn a_scan_of_one_range_leaves_the_ticked_ones_and_the_typed_text_alone() {
    let (hall, other) = (farm(2, [127, 57, 4, 1]), farm(3, [127, 57, 5, 1]));
    let mut settings = in_the_dark();
    for (name, farm, on) in [("hall A", &hall, true), ("hall B", &other, false)] {
        settings.ranges.push(NamedRange { name: name.to_owned(), text: farm.range.clone(), on });
    }
    let typed = "127.57.6.1-9";
    settings.range_text = typed.to_owned();
    let mut window = window_with(settings);
    window.click("Scan hall B");
    window.until("the end of the scan", |window| window.has_part("scanned "));
    assert_eq!(window.rows().len(), other.simulation.addresses().len());
    assert!(!is_touched(&hall), "the ticked range was not scanned");
    assert_eq!(window.value("Addresses to scan"), typed);
}

#[test]
fn an_empty_field_takes_over_what_is_scanned_so_that_it_can_be_scanned_again() {
    let farm = farm(2, [127, 57, 7, 1]);
    let mut settings = in_the_dark();
    settings.ranges.push(NamedRange { name: "hall A".to_owned(), text: farm.range.clone(), on: false });
    let mut window = window_with(settings);
    window.click("Scan hall A");
    window.until("the end of the scan", |window| window.has_part("scanned "));
    assert_eq!(window.value("Addresses to scan"), farm.range);
}

#[test]
fn one_scan_runs_at_a_time_and_another_is_refused_aloud() {
    let hall = farm(2, [127, 57, 8, 1]);
    let mut window = ticked(&hall);
    window.type_into("Addresses to scan", "127.57.128-255.*");
    window.click("Scan");
    assert!(window.has("Stop"));
    window.open_dialog("hall A");
    assert!(window.has("A scan runs already; stop it first"));
    assert_eq!(window.value("Addresses to scan"), "127.57.128-255.*");
}

#[test]
fn the_demo_scans_nothing_but_the_demo() {
    let (hall, demo) = (farm(2, [127, 57, 9, 1]), farm(3, [127, 57, 10, 1]));
    let mut window = ticked(&hall);
    window.tell(Event::DemoStarted { range: demo.range.clone() });
    window.until("the end of the scan", |window| window.has_part("scanned "));
    assert_eq!(window.rows().len(), demo.simulation.addresses().len());
    assert!(!is_touched(&hall), "a try does not talk to real machines");
    assert_eq!(window.value("Addresses to scan"), "", "and is not kept as a range");
    window.press(Modifiers::COMMAND, Key::K);
    window.harness.event(eframe::egui::Event::Text("demo farm".to_owned()));
    window.settle();
    assert!(window.has_part("only while there are no machines"), "it is not offered beside machines");
}

#[test]
fn what_was_written_on_a_real_machine_survives_a_demo() {
    let (real, demo) = (farm(1, [127, 57, 11, 1]), farm(2, [127, 57, 12, 1]));
    let folder = tempfile::tempdir().unwrap();
    let mut first = window_in(folder.path());
    first.tell(Event::DemoStarted { range: demo.range.clone() });
    first.until("the end of the scan", |window| window.has_part("scanned "));
    scan(&mut first, &real);
    drop(first);
    let mut second = window_in(folder.path());
    second.until("the last fleet", |window| !window.rows().is_empty());
    assert_eq!(second.rows().len(), 1, "{:?}", second.rows());
    assert!(second.rows()[0].starts_with("127.57.11.1,"));
}

/// How often a text stands in the window.
fn count(window: &Window, text: &str) -> usize {
    window.harness.query_all_by_label(text).count()
}

#[test]
fn every_form_says_how_many_machines_the_filter_hides_and_leaves_them_out() {
    let farm = farm(3, [127, 57, 13, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    window.type_into("Filter", "127.57.13.2");
    let hidden = "2 of them hidden by the filter";
    let beside_the_bar = count(&window, hidden);
    for form in ["Blink the lights…", "Firmware…", "Change the password…", "Addresses…"] {
        window.open_dialog(form);
        assert!(window.has("3 machines selected"), "{form}");
        assert_eq!(count(&window, hidden), beside_the_bar + 1, "{form}");
        window.click("Only the shown ones");
        assert!(window.has("1 machine selected"), "{form}");
        assert_eq!(count(&window, hidden), beside_the_bar, "{form}");
        window.click("Cancel");
    }
}

#[test]
fn rows_are_copied_only_while_one_is_in_sight() {
    let farm = farm(2, [127, 57, 14, 1]);
    let mut window = window();
    marked(&mut window, &farm);
    assert!(!window.is_disabled("Copy"));
    window.type_into("Filter", "model:none");
    assert!(window.is_disabled("Copy"), "the marked ones are hidden");
}

#[test]
fn machines_of_the_last_session_are_told_nothing_unknowingly() {
    let farm = farm(2, [127, 57, 15, 1]);
    let folder = tempfile::tempdir().unwrap();
    let mut first = window_in(folder.path());
    scan(&mut first, &farm);
    drop(first);
    let mut second = window_in(folder.path());
    second.until("the last fleet", |window| !window.rows().is_empty());
    second.press(Modifiers::COMMAND, Key::I);
    for form in ["Blink the lights…", "Firmware…", "Change the password…", "Addresses…"] {
        second.open_dialog(form);
        assert!(second.has_part("2 machines were not heard from"), "{form}");
        second.click("Cancel");
    }
    second.open_dialog("Blink the lights…");
    second.click("Leave them out");
    assert!(second.has("0 machines selected") && !second.has_part("were not heard from"));
    second.click("Cancel");
    second.open_dialog("Blink the lights…");
    second.click("Scan now");
    second.until("the machines", |window| {
        !window.has_part("were not heard from") && !window.has_part("was not heard from")
    });
    assert!(second.has("2 machines selected"), "they are where they were");
}

#[test]
fn a_machine_that_moved_while_its_form_was_open_is_told_where_it_is_now() {
    let mut farm = farm(2, [127, 57, 16, 1]);
    let addresses = farm.simulation.addresses();
    let new = SocketAddr::new([127, 57, 16, 9].into(), addresses[1].port());
    farm.range = "127.57.16.1-9".to_owned();
    let mut window = acting_window(in_the_dark(), None);
    marked(&mut window, &farm);
    window.open_dialog("more host name");
    window.replace("Host name", "rack-{ip4}");
    window.with_password(&SimOptions::default().password);
    window.until("the preview", |window| window.has("2 ready"));
    farm.move_machine(addresses[1], new);
    let seen = Seen::Silent(Failure::Refused);
    window.tell(Event::Observed(Observation { address: addresses[1], at: Timestamp::now(), seen }));
    window.click("Scan now");
    window.until("the machine", |window| !window.has_part("was not heard from") && window.has("2 ready"));
    window.click("Host name: 2 machines");
    window.until("the end", |window| window.has_part("2 done"));
    let name = |address| farm.simulation.truth(address).unwrap().hostname;
    assert_eq!([name(addresses[0]), name(new)], ["rack-1", "rack-9"], "and what it is told fits its address");
}
