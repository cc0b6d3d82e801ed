//! What survives a restart, and a crash: settings and the last fleet in real files.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

#[path = "store/power.rs"]
mod power;
#[path = "store/versions.rs"]
mod versions;

use jiff::Timestamp;
use rackhand::{
    fleet::SavedMachine,
    protocol::{
        Reading,
        reading::Summary,
        units::{HashRate, Mac},
    },
    store::{Folder, Inventory, LayoutColumn, NamedRange, Settings, SortBy, StoreReason, Theme},
};
use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{
        Barrier,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Instant,
};
use tempfile::TempDir;

fn folder() -> (TempDir, Folder) {
    let place = TempDir::new().unwrap();
    let folder = Folder::at(place.path().join("rackhand"));
    (place, folder)
}

/// Settings of which every part differs from the defaults.
fn changed() -> Settings {
    let mut settings = Settings { range_text: "10.1.2.0/24".to_owned(), ..Settings::default() };
    settings.look.theme = Theme::Sunlight;
    settings.look.language = Some("ru".to_owned());
    settings.ranges.push(NamedRange { name: "Hall 2".to_owned(), text: "10.2.0.0/22".to_owned(), on: true });
    settings.grid.layout.columns.push(LayoutColumn { key: "ip".to_owned(), width: Some(120.5) });
    settings.grid.sort.push(SortBy { key: "rate".to_owned(), descending: true });
    settings.scan.in_flight = Some(321);
    settings.window.maximized = true;
    settings
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn settings_come_back_as_they_were_left() {
    let (_place, folder) = folder();
    let path = folder.settings();
    assert_eq!(Settings::load(&path).unwrap().settings, Settings::default(), "a new user has the defaults");
    changed().save(&path).unwrap();
    let loaded = Settings::load(&path).unwrap();
    assert_eq!((loaded.settings, loaded.damage), (changed(), None));
    assert_eq!(names_in(folder.path()), ["settings.json"], "nothing else is left in the folder");
}

#[test]
fn fields_of_a_later_version_survive_a_save_by_this_one() {
    let (_place, folder) = folder();
    let path = folder.settings();
    changed().save(&path).unwrap();
    let mut file: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    file["hologram"] = true.into();
    fs::write(&path, file.to_string()).unwrap();
    let loaded = Settings::load(&path).unwrap();
    assert_eq!(loaded.damage, None, "what is new is no damage");
    loaded.settings.save(&path).unwrap();
    let file: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(file["hologram"], true);
    assert_eq!(file["range_text"], "10.1.2.0/24");
}

#[test]
fn a_damaged_file_is_kept_aside_and_the_rest_of_it_used() {
    let (_place, folder) = folder();
    let path = folder.settings();
    changed().save(&path).unwrap();
    let whole = fs::read(&path).unwrap();

    let cut = &whole[..whole.len() / 2];
    fs::write(&path, cut).unwrap();
    let loaded = Settings::load(&path).unwrap();
    assert_eq!(loaded.settings, Settings::default(), "half a file can't be understood");
    let kept = loaded.damage.unwrap().kept.unwrap();
    assert_eq!(fs::read(&kept).unwrap(), cut, "the damaged file can still be looked at");
    assert!(kept.to_str().unwrap().ends_with(".broken"));

    let mut file: serde_json::Value = serde_json::from_slice(&whole).unwrap();
    file["look"]["theme"] = "mauve".into();
    fs::write(&path, file.to_string()).unwrap();
    let loaded = Settings::load(&path).unwrap();
    let expected = Settings { look: rackhand::store::Look { theme: Theme::System, ..changed().look }, ..changed() };
    assert_eq!(loaded.settings, expected, "a wrong value costs itself only");
    assert!(loaded.damage.unwrap().words.contains("mauve"), "and is named");
}

/// Whoever reads while others write sees a whole file, old or new: that is what a rename gives, also where the
/// process is killed between any two steps.
#[test]
fn a_reader_never_sees_half_a_file() {
    let (_place, folder) = folder();
    let path = folder.settings();
    let variants = [Settings::default(), changed()];
    variants[0].save(&path).unwrap();
    let (done, start) = (AtomicBool::new(false), Barrier::new(2));
    thread::scope(|threads| {
        threads.spawn(|| {
            start.wait();
            for round in 0..100 {
                variants[round % 2].save(&path).unwrap();
            }
            done.store(true, Ordering::Release);
        });
        start.wait();
        while !done.load(Ordering::Acquire) {
            let loaded = Settings::load(&path).unwrap();
            assert_eq!(loaded.damage, None);
            assert!(variants.contains(&loaded.settings));
        }
    });
}

#[test]
fn a_folder_that_can_t_be_made_is_an_error_with_its_path_last() {
    let (place, _) = folder();
    let file = place.path().join("taken");
    fs::write(&file, "").unwrap();
    let error = Settings::default().save(&Folder::at(&file).settings()).unwrap_err();
    assert!(matches!(error.reason, StoreReason::File(_)));
    assert!(error.to_string().ends_with(&format!("({})", file.display())), "{error}");
}

fn machine(number: u32, answered: i64) -> SavedMachine {
    let [_, a, b, c] = number.to_be_bytes();
    let rate = Some(HashRate::from_ths(100.0 + f64::from(c)));
    SavedMachine {
        address: SocketAddr::from((Ipv4Addr::from_bits(0x0a00_0001 + number), 4028)),
        mac: Some(Mac([2, 0, 0, a, b, c])),
        previous_address: None,
        first_seen: Timestamp::UNIX_EPOCH,
        last_answer: Some(Timestamp::from_second(answered).unwrap()),
        lost_since: None,
        location: "row 7".into(),
        note: "".into(),
        reading: Reading { summary: Some(Box::new(Summary { rate, ..Summary::default() })), ..Reading::default() },
    }
}

#[test]
fn a_fleet_comes_back_by_address_and_only_changes_are_written() {
    let (_place, folder) = folder();
    let fleet: Vec<SavedMachine> = (0..20).map(|number| machine(number, 1000)).collect();
    let mut inventory = Inventory::open(&folder.inventory()).unwrap();
    assert_eq!(inventory.save(&fleet).unwrap(), 20);
    assert_eq!(inventory.save(&fleet).unwrap(), 0, "nothing changed");
    drop(inventory);

    let mut inventory = Inventory::open(&folder.inventory()).unwrap();
    assert_eq!(inventory.load().unwrap(), fleet);
    let mut later = fleet.clone();
    later[3] = machine(3, 2000);
    later[4].note = "loose plug".into();
    later.remove(7);
    assert_eq!(inventory.save(&later).unwrap(), 3, "two changed, one went");
    drop(inventory);

    let mut unread = Inventory::open(&folder.inventory()).unwrap();
    assert_eq!(unread.save(&later).unwrap(), 0, "what is there is known without being asked for first");
    assert_eq!(unread.load().unwrap(), later);
}

#[test]
fn two_machines_that_claim_one_address_are_both_kept() {
    let (_place, folder) = folder();
    let mut pair = [machine(1, 1000), machine(2, 2000)];
    pair[1].address = pair[0].address;
    let mut inventory = Inventory::open(&folder.inventory()).unwrap();
    inventory.save(&pair).unwrap();
    assert_eq!(inventory.load().unwrap(), pair);
}

#[test]
fn a_save_that_is_cut_off_leaves_the_save_before_it() {
    let (_place, folder) = folder();
    let path = folder.inventory();
    let fleet: Vec<SavedMachine> = (0..50).map(|number| machine(number, 1000)).collect();
    let mut inventory = Inventory::open(&path).unwrap();
    inventory.save(&fleet).unwrap();
    // The state on the disk before the log was folded into the database is what a killed process leaves.
    let log = path.with_file_name("inventory.sqlite-wal");
    let whole = fs::read(&log).unwrap();
    inventory.save(&(0..50).map(|number| machine(number, 2000)).collect::<Vec<_>>()).unwrap();
    let longer = fs::read(&log).unwrap();
    assert!(longer.len() > whole.len(), "the second save went into the log");
    let crashed = folder.path().join("crashed");
    fs::create_dir(&crashed).unwrap();
    let copy = crashed.join("inventory.sqlite");
    fs::copy(&path, &copy).unwrap();
    fs::write(crashed.join("inventory.sqlite-wal"), &longer[..usize::midpoint(whole.len(), longer.len())]).unwrap();
    assert_eq!(Inventory::open(&copy).unwrap().load().unwrap(), fleet);
}

#[test]
fn a_database_of_a_later_version_is_left_alone_and_a_broken_one_kept_aside() {
    let (_place, folder) = folder();
    let path = folder.inventory();
    drop(Inventory::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = Inventory::open(&path).unwrap_err();
    assert!(matches!(refused.reason, StoreReason::TooNew { found: 99, .. }), "{refused}");

    let garbage = "no database".repeat(100);
    fs::write(&path, &garbage).unwrap();
    let damage = Inventory::open(&path).and_then(|mut inventory| inventory.load()).unwrap_err();
    assert!(damage.is_damage(), "{damage}");
    let aside = Inventory::set_aside(&path).unwrap();
    assert_eq!(fs::read_to_string(aside).unwrap(), garbage);
    assert!(Inventory::open(&path).unwrap().load().unwrap().is_empty(), "a new one begins");
}

#[test]
fn fifty_thousand_machines_are_saved_at_once_and_a_few_changes_quickly() {
    let (_place, folder) = folder();
    let mut fleet: Vec<SavedMachine> = (0..50_000).map(|number| machine(number, 1000)).collect();
    let mut inventory = Inventory::open(&folder.inventory()).unwrap();
    let whole = Instant::now();
    assert_eq!(inventory.save(&fleet).unwrap(), fleet.len());
    let whole = whole.elapsed();
    for number in 0..100 {
        fleet[number as usize * 100] = machine(number * 100, 2000);
    }
    let changes = Instant::now();
    assert_eq!(inventory.save(&fleet).unwrap(), 100);
    let changes = changes.elapsed();
    // A ratio rather than a time: it is the same on a slow computer.
    assert!(changes < whole, "{changes:?} for 100 rows, {whole:?} for all");
    assert_eq!(Inventory::open(&folder.inventory()).unwrap().load().unwrap().len(), fleet.len());
}
