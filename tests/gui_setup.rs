//! Passwords, access, firmware, addresses and the journal: the dialogs open, say what is wrong, and are accepted only
//! when nothing is. What the simulated machines can't do is handed in as the engine would.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use rackhand::{
    engine::{
        EngineOptions, Event, JobId, KeyringPlace, OutcomeKind, PasswordSetRow, VaultChoice,
        batch::{Access, FirmwareImage},
        journal::{JournalBatch, JournalEntry, JournalPage, JournalQuery},
    },
    gui::{
        app::Start,
        files::{Choice, Scripted},
    },
    protocol::{
        Failure,
        firmware::{FirmwareFile, Package},
    },
    vault::{Changed, PasswordSet, Scope, Vault},
    words::{Language, Words},
};
use secrecy::ExposeSecret as _;
use std::{fs, net::SocketAddr, path::PathBuf, sync::Arc};
use window::{Farm, Window, farm, open, scan, window};

#[path = "support/window.rs"]
mod window;

/// A window with a scanned farm, all of it marked.
fn with_farm(miners: usize, base: [u8; 4]) -> (Window, Farm) {
    let farm = farm(miners, base);
    let mut window = window();
    scan(&mut window, &farm);
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::I);
    (window, farm)
}

fn set(name: &str, scope: &str) -> PasswordSetRow {
    PasswordSetRow {
        name: name.to_owned(),
        scope: scope.to_owned(),
        session_only: false,
        is_changing: false,
        earlier: 0,
        is_full: false,
    }
}

fn sets(place: KeyringPlace) -> Event {
    Event::PasswordSets { sets: vec![set("Hall 1", ""), set("Hall 2", "10.1.2.0/24")], place, partner: None }
}

#[test]
fn every_dialog_opens_from_the_palette() {
    let (mut window, _farm) = with_farm(2, [127, 41, 1, 1]);
    for (name, title) in [
        ("password sets", "Password sets"),
        ("change the password", "Change the password"),
        ("api setup", "API setup"),
        ("firmware", "Firmware"),
        ("addresses…", "Addresses"),
        ("journal", "Journal"),
    ] {
        window.open_dialog(name);
        assert!(window.has("Close"), "{name} opens");
        assert!(window.has(title), "{name} has its title");
        window.press(Modifiers::NONE, Key::Escape);
        window.press(Modifiers::NONE, Key::Escape);
        assert!(!window.has("Close"), "{name} closes");
    }
}

#[test]
fn a_password_set_is_saved_when_nothing_is_wrong_with_it() {
    let mut window = window();
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::K);
    window.until("the place of passwords", |window| !window.has_part("Looking where"));
    window.tell(sets(KeyringPlace::KernelKeys));
    assert!(window.has_part("gone when this computer restarts"), "where passwords are kept is said");
    window.click("New set");
    assert!(window.is_disabled("Save this set"));
    window.type_into("Name", "Hall 2");
    assert!(window.has("Another one has this name already"));
    window.type_into("Name", "b");
    window.type_secret("Password", "Farm_26");
    assert!(!window.is_disabled("Save this set"));
    window.click("These addresses");
    window.type_into("Addresses", "10.1.2.300");
    assert!(window.has("A number of an address is at most 255"));
    assert!(window.is_disabled("Save this set"));
}

#[test]
fn a_new_password_is_checked_and_confirmed_by_the_number_of_machines() {
    let (mut window, farm) = with_farm(3, [127, 41, 2, 1]);
    window.tell(sets(KeyringPlace::System));
    let count = farm.simulation.addresses().len();
    let button = format!("Change it on {count} machines");
    window.open_dialog("change the password");
    window.type_secret("New password", "Farm_2026");
    assert!(window.has_part("At most 8 characters"));
    window.press(Modifiers::NONE, Key::Backspace);
    window.press(Modifiers::NONE, Key::Backspace);
    window.type_secret("New password again", "Farm_21");
    assert!(window.has_part("The two are not the same"));
    window.press(Modifiers::NONE, Key::Backspace);
    window.harness.get_by_role_and_label(Role::PasswordInput, "New password again").type_text("0");
    window.settle();
    assert!(window.has("Type the number of machines to confirm"), "only that is missing");
    assert!(window.is_disabled(&button));
    window.type_into("Number of machines", &count.to_string());
    assert!(!window.is_disabled(&button));
}

#[test]
fn earlier_passwords_are_counted_and_forgotten_once_that_is_confirmed() {
    let vault = Arc::new(Vault::in_memory());
    let farm_set = || PasswordSet::new("Farm", Scope::Everywhere);
    vault.save(farm_set(), "first".into()).unwrap();
    for next in ["second", "third"] {
        let change = vault.begin_change(farm_set(), &next.into()).unwrap();
        vault.finish_change(change, Changed::Some).unwrap();
    }
    let farm = farm(1, [127, 41, 8, 1]);
    let engine = EngineOptions { vault: VaultChoice::Given(vault.clone()), ..EngineOptions::without_folder() };
    let mut window = open(Start { engine, language: Some(Language::English), ..Start::default() });
    scan(&mut window, &farm);
    window.press(Modifiers::COMMAND, Key::I);
    window.open_dialog("change the password");
    window.until("the sets", |window| window.has_part("Set Farm keeps its old password"));
    assert!(window.has_part("Set Farm holds all the passwords that it can"), "it is said before anything is sent");
    window.click("Cancel");

    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::K);
    window.until("the set", |window| window.has_part("Keeps 2 earlier passwords"));
    window.click("Forget earlier passwords…");
    assert!(window.has_part("can't be opened any more"), "what it means is said first");
    window.click("Keep them");
    assert_eq!(vault.sets().unwrap()[0].previous, 2);
    window.click("Forget earlier passwords…");
    window.click("Forget 2 earlier passwords of Farm");
    window.until("the end of it", |window| !window.has_part("earlier passwords"));
    let held = vault.sets().unwrap().remove(0);
    assert_eq!((held.previous, held.is_full), (0, false));
    assert_eq!(vault.secret("Farm").unwrap().unwrap().expose_secret(), "third", "the present one stays");
}

#[test]
fn who_gets_a_new_password_follows_what_is_found_meanwhile() {
    let (mut window, farm) = with_farm(3, [127, 41, 6, 1]);
    window.open_dialog("change the password");
    assert!(window.has("Change it on 3 machines"));
    let found = vec![(farm.simulation.addresses()[0], Access::SwitchOff)];
    window.tell(Event::AccessFound { job: JobId::default(), found });
    assert!(window.has("Change it on 2 machines"), "{:?}", window.labels());
    assert!(window.rows().iter().any(|row| row.contains("switch off")), "{:?}", window.rows());
}

#[test]
fn states_of_access_say_what_to_do_next() {
    let (mut window, farm) = with_farm(3, [127, 41, 3, 1]);
    let found: Vec<(SocketAddr, Access)> = farm
        .simulation
        .addresses()
        .into_iter()
        .zip([Access::Ready, Access::SwitchOff, Access::FactoryPassword])
        .collect();
    window.press(Modifiers::COMMAND, Key::T);
    window.until("the end of the check", |window| window.has("Check again"));
    window.tell(Event::AccessFound { job: JobId::default(), found });
    assert!(window.has("ready") && window.has("switch off") && window.has("factory password"));
    assert!(window.has_part("Miner API Switch"), "the steps for what no program can do");
    assert!(window.has("Copy 1 address"));
    let top = |word: &str| window.harness.query_all_by_label(word).map(|label| label.rect().top()).fold(9e9, f32::min);
    assert!(top("factory password") < top("switch off") && top("switch off") < top("ready"), "trouble comes first");
    assert!(!window.has_part("A known password opens them"), "the ready ones are only counted");
    // It is further down than the dialog shows.
    window.harness.get_by_label("Watch 2 machines").click_accesskit();
    window.settle();
    assert!(window.has_part("Waiting for "));
    window.until("the end of the round", |window| window.has("Check again"));
    window.harness.get_by_label("Stop watching").click_accesskit();
    window.settle();
    window.harness.get_by_label_contains("Go on with").click_accesskit();
    window.settle();
    assert!(!window.has("API setup"), "the dialog makes room for what is to be done");
}

#[test]
fn why_nothing_is_known_of_a_machine_is_said_in_the_technician_s_language() {
    let (mut window, farm) = with_farm(1, [127, 41, 7, 1]);
    window.open_dialog(Language::Russian.own_name());
    window.press(Modifiers::COMMAND, Key::T);
    let check = Words::new(Language::Russian);
    window.until("the end of the check", |window| window.has(check.text("api-check")));
    let found = vec![(farm.simulation.addresses()[0], Access::Unknown(Failure::Refused))];
    window.tell(Event::AccessFound { job: JobId::default(), found });
    let why = check.text("failure-refused");
    assert!(window.rows().iter().any(|row| row.contains(why)), "{:?}", window.rows());
}

#[test]
fn firmware_goes_only_where_it_fits() {
    let (mut window, _farm) = with_farm(3, [127, 41, 4, 1]);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::U);
    assert!(window.has("Choose a firmware file"));
    window.type_into("Path of the file", "/tmp/h77.bin");
    window.click("Read the file");
    window.until("why the file can't be read", |window| !window.has("Reading"));
    let package = |chip: &str| Package { chip: chip.to_owned(), platform: chip.to_owned(), bytes: 0..4 };
    let read = |file: &str, packages: Vec<Package>| Event::FirmwareRead {
        path: PathBuf::from(file),
        result: Ok((
            FirmwareFile { size: 4, packages },
            Arc::new(FirmwareImage { name: file.to_owned(), bytes: vec![0; 4] }),
        )),
    };
    window.tell(read("/tmp/h77.bin", vec![package("h77")]));
    assert!(window.has_part("the file is for h77"), "and to nothing else");
    assert!(window.has("No machine is ticked"));
    window.tell(read("/tmp/h77.bin", Vec::new()));
    assert!(window.has_part("tick that it fits"));
    window.click("I know that it fits these machines");
    assert!(window.has("Type the number of machines to confirm"));
    window.type_into("Number of machines", "3");
    assert!(!window.is_disabled("Install on 3 machines"));
}

#[test]
fn addresses_come_one_after_another_or_from_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("plan.csv");
    fs::write(&table, "ip,hostname,location\n127.41.5.1,rack-7,Rack 7\n127.41.5.77,x,\n").unwrap();
    let farm = farm(3, [127, 41, 5, 1]);
    let mut window = open(Start {
        engine: EngineOptions::without_folder(),
        language: Some(Language::English),
        files: Some(Box::new(Scripted::new([Choice::Path(table)]))),
        ..Start::default()
    });
    scan(&mut window, &farm);
    window.press(Modifiers::COMMAND, Key::I);
    window.open_dialog("addresses…");
    assert!(window.has("First address"));
    window.click("From a table");
    window.click("Import a table…");
    window.until("the table", |window| window.has_part("rack-7"));
    assert!(window.has_part("127.41.5.77 is not in the fleet"));
    assert!(window.has("1 will change"));
    window.type_into("Number of machines", "1");
    assert!(!window.is_disabled("Change 1 machine"));
}

/// A batch that a crash interrupted.
fn interrupted_batch() -> JournalBatch {
    JournalBatch {
        number: 7,
        title: "Set pools".to_owned(),
        command: "update_pools".to_owned(),
        started: Timestamp::now(),
        finished: None,
        cancelled: false,
        interrupted: true,
        total: 14,
        counts: [2, 0, 0, 0, 0, 0],
        waiting: 11,
    }
}

/// A machine of it that said no.
fn refused() -> JournalEntry {
    JournalEntry {
        address: "10.1.2.3:4028".parse().unwrap(),
        mac: None,
        command: "update_pools".to_owned(),
        outcome: Some(OutcomeKind::Refused),
        is_waiting: false,
        words: "no".to_owned(),
        at: None,
    }
}

#[test]
fn the_journal_opens_a_batch_and_an_interrupted_one_is_offered() {
    let mut window = window();
    let batch = interrupted_batch();
    let page = |query: JournalQuery, entries: Vec<JournalEntry>| {
        Event::Journal(JournalPage { query, batches: vec![batch.clone()], entries })
    };
    window.settle();
    window.tell(page(JournalQuery { interrupted_only: true, ..JournalQuery::default() }, Vec::new()));
    assert!(window.has("“Set pools” was interrupted: 1 in doubt, 11 not told"));
    window.press(Modifiers::COMMAND, Key::J);
    window.until("the journal", |window| !window.has("Reading"));
    window.tell(page(JournalQuery::default(), Vec::new()));
    let row = window.rows().into_iter().find(|row| row.contains("Set pools")).unwrap();
    assert!(row.contains("interrupted") && row.contains("2 done"), "{row}");
    window.harness.get_by_role_and_label(Role::Row, &row).click();
    window.settle();
    window.until("the batch", |window| !window.has("Reading"));
    window.tell(page(JournalQuery { batch: Some(7), ..JournalQuery::default() }, vec![refused()]));
    assert!(window.rows().iter().any(|row| row.contains("10.1.2.3") && row.contains("refused")));
    assert!(window.has("Select 1 failed machine"));
    window.press(Modifiers::NONE, Key::Escape);
    window.click("Leave it");
    assert!(!window.has_part("was interrupted"));
}

#[test]
fn what_the_journal_shows_is_copied_and_written_as_the_ending_of_the_file_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.json");
    let mut window = open(Start {
        engine: EngineOptions::without_folder(),
        language: Some(Language::English),
        files: Some(Box::new(Scripted::new([Choice::Path(path.clone())]))),
        ..Start::default()
    });
    window.press(Modifiers::COMMAND, Key::J);
    window.until("the journal", |window| !window.has("Reading"));
    let page = |batch, entries| {
        let query = JournalQuery { batch, ..JournalQuery::default() };
        Event::Journal(JournalPage { query, batches: vec![interrupted_batch()], entries })
    };
    window.tell(page(None, Vec::new()));
    let row = window.rows().into_iter().find(|row| row.contains("Set pools")).unwrap();
    window.harness.get_by_role_and_label(Role::Row, &row).click();
    window.settle();
    window.until("the answer", |window| !window.has("Reading"));
    window.tell(page(Some(7), vec![refused()]));
    let is_table = |command: &OutputCommand| matches!(command, OutputCommand::CopyText(text) if text.contains("10.1.2.3:4028\t") && text.contains("refused"));
    window.harness.get_by_label("Copy as a table").click();
    window.until("the copy", |window| window.harness.output().platform_output.commands.iter().any(is_table));
    // The window's own button is grey: there are no machines.
    let is_possible = |button: &egui_kittest::Node<'_>| !button.accesskit_node().is_disabled();
    window.harness.get_all_by_label("Export…").find(is_possible).unwrap().click();
    window.until("the file", |_| path.is_file());
    window.until("the message", |window| window.has_part("journal.json"));
    let written: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(written["machines"][0]["outcome"], "refused", "{written}");
}
