//! Which machines an action reaches: no more than the technician sees and means, and each at the address where it is now.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use rackhand::sim::Fault;
use window::{farm, marked, window};

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
