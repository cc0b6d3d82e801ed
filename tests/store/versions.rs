//! Files of earlier and later versions. Those in `tests/data/store` were written by earlier versions of the program, or in
//! the layout that they had.

use super::folder;
use jiff::Timestamp;
use rackhand::{
    protocol::units::{HashRate, Mac},
    store::{ActingSettings, EntryState, Folder, Inventory, Journal, JournalFilter, Settings, StoreReason, Theme},
};
use std::{fs, path::Path};

/// Puts a file of an earlier version where this one looks for it.
fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn settings_of_an_earlier_version_are_read_and_completed() {
    let (_place, folder) = folder();
    put(&folder.settings(), include_bytes!("../data/store/settings-0.1.json"));
    let loaded = Settings::load(&folder.settings()).unwrap();
    assert_eq!((loaded.damage, loaded.newer), (None, None));
    assert_eq!(loaded.settings, Settings { acting: ActingSettings::default(), ..super::changed() });
    assert_eq!(loaded.settings.look.theme, Theme::Sunlight, "what was chosen is as it was");
}

#[test]
fn settings_of_a_later_version_are_used_as_far_as_possible_and_kept_for_it() {
    let (_place, folder) = folder();
    let later =
        br#"{"version": 7, "range_text": "10.0.0.1", "look": {"theme": {"hue": 3}, "glow": 9}, "hologram": true}"#;
    put(&folder.settings(), later);
    let loaded = Settings::load(&folder.settings()).unwrap();
    assert_eq!(loaded.damage, None, "nothing is broken");
    let newer = loaded.newer.unwrap();
    assert_eq!(newer.version, 7);
    assert_eq!((&loaded.settings.range_text[..], loaded.settings.look.theme), ("10.0.0.1", Theme::System));
    loaded.settings.save(&folder.settings()).unwrap();
    assert_eq!(fs::read(newer.kept.unwrap()).unwrap(), later, "the later version can have them back");
    assert_eq!(Settings::load(&folder.settings()).unwrap().newer, None, "they are this version's now");
}

#[test]
fn what_is_damaged_twice_is_kept_twice() {
    let (_place, folder) = folder();
    for (text, name) in [("{", "settings.json.broken"), ("{", "settings.json.broken"), ("[", "settings.json.broken-2")]
    {
        put(&folder.settings(), text.as_bytes());
        let kept = Settings::load(&folder.settings()).unwrap().damage.unwrap().kept.unwrap();
        assert_eq!(kept.file_name().unwrap(), name);
        assert_eq!(fs::read_to_string(kept).unwrap(), text);
    }
    for name in ["inventory.sqlite.broken", "inventory.sqlite.broken-2"] {
        put(&folder.inventory(), name.repeat(100).as_bytes());
        let aside = Inventory::set_aside(&folder.inventory()).unwrap();
        assert_eq!(aside.file_name().unwrap(), name);
        assert_eq!(fs::read_to_string(aside).unwrap(), name.repeat(100));
    }
}

#[test]
fn a_fleet_of_an_earlier_version_is_read_and_goes_on() {
    let (_place, folder) = folder();
    put(&folder.inventory(), include_bytes!("../data/store/inventory-1.sqlite"));
    let mut inventory = Inventory::open(&folder.inventory()).unwrap();
    let fleet = inventory.load().unwrap();
    assert_eq!(fleet.len(), 3);
    let second = &fleet[1];
    assert_eq!(second.mac, Some(Mac([0xC4, 0x11, 4, 0, 0, 2])));
    assert_eq!((&*second.location, &*second.note), ("row 2", "loose plug"));
    assert_eq!(second.previous_address, Some(([10, 1, 2, 99], 4028).into()));
    assert_eq!(second.last_answer, Some(Timestamp::from_second(1_790_000_102).unwrap()));
    assert_eq!(second.reading.summary.as_ref().unwrap().rate, Some(HashRate::from_ths(102.0)));
    assert!(fleet[2].lost_since.is_some());
    assert_eq!(inventory.save(&fleet[..2]).unwrap(), 1);
    assert_eq!(inventory.load().unwrap().len(), 2);
}

#[test]
fn journals_of_every_earlier_layout_are_brought_up_with_what_is_in_them() {
    let layouts: [&[u8]; 2] =
        [include_bytes!("../data/store/journal-1.sqlite"), include_bytes!("../data/store/journal-2.sqlite")];
    for old in layouts {
        let (_place, folder) = folder();
        put(&folder.journal(), old);
        let mut journal = Journal::open(&folder.journal()).unwrap();
        let batches = journal.batches(&JournalFilter::default(), 10, None).unwrap();
        let titles: Vec<_> = batches.iter().map(|batch| &batch.record.title[..]).collect();
        assert_eq!(titles, ["Reboot", "Limit to 3,200 W"]);
        assert_eq!(batches[1].counts.of(EntryState::Done), 1);
        assert!(batches[1].finished.is_some());
        let states: Vec<_> = journal.entries(2).unwrap().iter().map(|entry| entry.state).collect();
        assert_eq!(states, [EntryState::Done, EntryState::Sending, EntryState::Waiting]);
        assert_eq!(journal.interrupted().unwrap().len(), 1, "its program is long dead");
        let counts = journal.close_interrupted(2, Timestamp::now()).unwrap();
        assert_eq!((counts.of(EntryState::Unknown), counts.of(EntryState::Skipped)), (1, 1));
    }
}

/// Both databases of a later version: nothing in the folder is changed by looking at them.
#[test]
fn databases_of_a_later_version_are_not_touched() {
    let (_place, folder) = folder();
    for path in [folder.inventory(), folder.journal()] {
        fs::create_dir_all(folder.path()).unwrap();
        let later = rusqlite::Connection::open(&path).unwrap();
        later.execute_batch("CREATE TABLE hologram (light BLOB); PRAGMA user_version = 99;").unwrap();
        drop(later);
    }
    let before = files(&folder);
    let refusals = [Inventory::open(&folder.inventory()).unwrap_err(), Journal::open(&folder.journal()).unwrap_err()];
    for refused in refusals {
        assert!(refused.is_too_new() && !refused.is_damage(), "{refused}");
        assert!(matches!(refused.reason, StoreReason::TooNew { found: 99, .. }), "{refused}");
    }
    assert_eq!(files(&folder), before);
}

fn files(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let names = super::names_in(folder.path());
    names.into_iter().map(|name| (name.clone(), fs::read(folder.path().join(name)).unwrap())).collect()
}
