//! Which machines an action reaches: no more than the technician sees and means, and each at the address where it is now.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers};
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
