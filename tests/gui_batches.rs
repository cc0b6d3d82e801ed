//! Batches in the window, on real sockets: what stands still asks, what failed is said, done again and taken along, and
//! nothing that is under way is left by accident.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use jiff::Timestamp;
use rackhand::{
    engine::{EngineOptions, VaultChoice},
    gui::{
        app::Start,
        files::{Choice, FileDialogs, Scripted},
    },
    sim::SimOptions,
    store::{BatchRecord, EntryState, Folder, Journal, JournalMachine, Note},
    words::Language,
};
use std::{fs, net::SocketAddr};
use window::{Farm, Window, acting_window, farm, farm_of, in_the_dark, marked, open};

#[path = "support/window.rs"]
mod window;

/// The form of lights, filled in for all machines of a farm.
fn lights(farm: &Farm, password: &str, files: Option<Box<dyn FileDialogs>>) -> Window {
    let mut window = acting_window(in_the_dark(), files);
    marked(&mut window, farm);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.with_password(password);
    window.until("the preview", |window| window.has_part(" ready"));
    window
}

fn known() -> String {
    SimOptions::default().password
}

fn send(window: &mut Window, machines: usize) {
    window.click(&format!("LED: {machines} machines"));
}

#[test]
fn a_first_few_are_tried_and_leaving_asks_while_the_others_wait() {
    let farm = farm(3, [127, 44, 1, 1]);
    let mut window = lights(&farm, &known(), None);
    window.replace("First try on", "2");
    send(&mut window, 3);
    window.until("the question", |window| window.has("Go on"));
    window.close();
    assert!(window.has("Leave while work is under way?"));
    assert!(window.has_part("1 machine has not ended"));
    window.click("Cancel");
    assert!(!window.has("Leave while work is under way?"), "the window stays");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.replace("Power limit, W", "3200");
    // Impatient people ask twice.
    window.close();
    window.close();
    assert!(window.has("Leave while work is under way?"));
    window.click("Cancel");
    assert_eq!(window.value("Power limit, W"), "3200", "the form is back with what was typed");
    window.click("Cancel");
    window.click("Go on");
    window.until("the end", |window| window.has_part("3 done"));
}

#[test]
fn blinking_lights_are_given_back() {
    let farm = farm(2, [127, 44, 2, 1]);
    let blinking =
        || farm.simulation.addresses().into_iter().filter(|at| farm.simulation.truth(*at).unwrap().led != "auto");
    let mut window = lights(&farm, &known(), None);
    assert_eq!(window.value("Back to auto after, minutes"), "10");
    window.replace("Back to auto after, minutes", "1441");
    assert!(window.has_part("Minutes are between 1 and 1,440"));
    window.replace("Back to auto after, minutes", "5");
    send(&mut window, 2);
    window.until("the end", |window| window.has_part("2 done"));
    assert_eq!(blinking().count(), 2);
    window.close();
    assert!(window.has("The lights of 2 machines would go on blinking"));
    window.click("Back to auto now");
    window.press(Modifiers::NONE, Key::Escape);
    window.until("the batch", |window| window.has("Lights back to auto"));
    window.until("the lights", |_| blinking().count() == 0);
}

#[test]
fn a_wrong_password_is_said_tried_again_with_another_and_taken_along() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("failed.csv");
    let farm = farm(3, [127, 44, 3, 1]);
    let first = farm.simulation.addresses()[0];
    farm.simulation.set_password(first, "another");
    let mut window = lights(&farm, &known(), Some(Box::new(Scripted::new([Choice::Path(path.clone())]))));
    send(&mut window, 3);
    window.until("the end", |window| window.has_part("1 refused") && window.has_part("2 done"));
    window.click("Show");
    assert!(window.has("The password does not open 1 machine"));
    assert!(window.has("wrong password"), "in the line of the machine too");
    window.click("1 refused");
    window.click("Save as CSV…");
    window.until("the file", |_| path.is_file());
    let text = fs::read_to_string(&path).unwrap();
    let failed = first.ip().to_string();
    assert!(matches!(text.lines().collect::<Vec<_>>()[..], [_, row] if row.starts_with(&failed)), "{text}");
    window.click("Try another password…");
    assert!(window.is_disabled("Try 1 again"));
    let field = window.harness.get_by_role_and_label(Role::PasswordInput, "Password for this batch");
    assert!(field.is_focused(), "typing goes there at once");
    field.type_text("another");
    window.settle();
    window.click("Try 1 again");
    window.click("Done");
    window.until("the second batch", |window| window.has_part("1 of 1"));
    window.until("its end", |window| window.has_part("1 done"));
    assert!(window.harness.query_all_by_label("Show").count() == 2, "both batches are there");
}

/// The addresses in the list of results, from top to bottom.
fn listed(window: &Window, farm: &Farm) -> Vec<SocketAddr> {
    let mut rows: Vec<(f32, SocketAddr)> = Vec::new();
    for address in farm.simulation.addresses() {
        let ip = address.ip().to_string();
        // The grid behind the dialog names its rows otherwise, so that each of these is a line of the results.
        rows.extend(window.harness.query_all_by_label(&ip).map(|label| (label.rect().top(), address)));
    }
    rows.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    rows.into_iter().map(|(_, address)| address).collect()
}

#[test]
fn trouble_comes_first_and_its_reasons_are_counted() {
    let farm = farm(6, [127, 44, 5, 1]);
    let all = farm.simulation.addresses();
    for at in [1, 3, 5] {
        farm.simulation.set_password(all[at], "another");
    }
    let mut window = lights(&farm, &known(), None);
    farm.set_down(all[2]);
    send(&mut window, 6);
    window.until("the end", |window| window.has_part("2 done"));
    window.click("Show");
    assert_eq!(listed(&window, &farm), [1, 3, 5, 2, 0, 4].map(|at: usize| all[at]), "refused, not reached, done");
    assert!(window.has("1 × The host is there, but nothing listens on the API port"), "{:?}", window.labels());
    window.click("3 × wrong password");
    assert_eq!(listed(&window, &farm), [1, 3, 5].map(|at: usize| all[at]), "only these");
    assert!(window.has("Select the 3 failed") && window.has("Try 3 again"), "and what is done is done with these");
    window.click("3 × wrong password");
    assert_eq!(listed(&window, &farm).len(), 6, "all again");
    assert!(window.has("Select the 4 failed") && window.has("Try 4 again"));
    window.click("2 done");
    assert_eq!(listed(&window, &farm), [0, 4].map(|at: usize| all[at]));
}

#[test]
fn what_a_crash_interrupted_is_only_looked_at() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path().join("rackhand"));
    let options = SimOptions { miners: 2, base: [127, 44, 4, 1].into(), record: true, ..SimOptions::default() };
    let farm = farm_of(options);
    let machine = |address: SocketAddr| JournalMachine { address, mac: None, command: "power_off".into() };
    let machines: Vec<_> = farm.simulation.addresses().into_iter().map(machine).collect();
    let record = BatchRecord {
        title: "Stop the hall".to_owned(),
        command: "power_off".to_owned(),
        detail: String::new(),
        options: "{}".to_owned(),
        started: Timestamp::now(),
    };
    let mut journal = Journal::open(&folder.journal()).unwrap();
    let batch = journal.begin(&record, &machines).unwrap();
    let note = |machine_index| Note {
        batch,
        machine_index,
        state: EntryState::Sending,
        words: String::new(),
        at: Timestamp::now(),
    };
    journal.note(&[note(0), note(1)]).unwrap();
    drop(journal);
    let engine = EngineOptions { vault: VaultChoice::Memory, patience_scale: 0.05, ..EngineOptions::in_folder(folder) };
    let mut window = open(Start { engine, language: Some(Language::English), ..Start::default() });
    window.until("the banner", |window| window.has("“Stop the hall” was interrupted: 2 in doubt, 0 not told"));
    window.click("Check them");
    window.until("the check", |window| window.has("Check of Stop the hall"));
    window.until("its end", |window| window.has_part("2 of 2"));
    assert!(!window.has_part("was interrupted"));
    assert!(window.has_part("2 unknown"), "they mine, so it was not done, as far as is seen");
    for address in farm.simulation.addresses() {
        let talks = farm.simulation.talks(address).unwrap();
        assert!(talks.connections > 0, "they were looked at");
        assert!(!talks.commands.iter().any(|sent| sent.contains("power_off")), "and told nothing: {talks:?}");
    }
}
