//! A program that is killed at any moment, while it writes settings, the last fleet and the journal without a pause.

use super::machine;
use jiff::Timestamp;
use rackhand::store::{
    BatchRecord, EntryState, Folder, Inventory, Journal, JournalFilter, JournalMachine, Note, Settings, clear_leftovers,
};
use std::{
    env, fs,
    hash::{BuildHasher as _, RandomState},
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, SystemTime},
};
use tempfile::TempDir;

/// In the process that is killed: where it writes.
const PLACE: &str = "RACKHAND_TEST_POWER";
/// How often it is killed.
const CUTS: u32 = 25;
/// Words of large settings, each of two bytes or more.
const WORDS: u32 = 100_000;
/// Machines of the fleet and of every batch.
const MACHINES: u32 = 30;

/// The state number `round`, in all three files; `say` hears what is promised.
fn write(folder: &Folder, round: u32, say: impl Fn(&str)) {
    settings_of(round, 1_000).save(&folder.settings()).unwrap();
    say("settings");
    let fleet: Vec<_> = (0..MACHINES).map(|number| machine(number, i64::from(round))).collect();
    Inventory::open(&folder.inventory()).unwrap().save(&fleet).unwrap();
    say("fleet");
    let mut journal = Journal::open(&folder.journal()).unwrap();
    let now = Timestamp::now();
    let record = BatchRecord {
        title: round.to_string(),
        command: "reboot".to_owned(),
        detail: String::new(),
        options: "{}".to_owned(),
        started: now,
    };
    let machines =
        fleet.iter().map(|machine| JournalMachine { address: machine.address, mac: None, command: "reboot".into() });
    let batch = journal.begin(&record, &machines.collect::<Vec<_>>()).unwrap();
    say("begun");
    let note = |machine_index| Note { batch, machine_index, state: EntryState::Done, words: String::new(), at: now };
    journal.note(&(0..MACHINES).map(note).collect::<Vec<_>>()).unwrap();
    say("noted");
    journal.finish(batch, now, false).unwrap();
    say("finished");
}

#[test]
#[ignore = "started and killed by the test below"]
fn the_program_that_is_killed() {
    let folder = Folder::at(env::var_os(PLACE).unwrap());
    for round in last_round(&folder) + 1.. {
        write(&folder, round, |what| println!("\n{what} {round}"));
    }
}

/// The same for settings alone, which are large here, so that most of the time is spent in the middle of writing them.
#[test]
#[ignore = "started and killed by a test below"]
fn the_program_that_is_killed_while_it_saves_settings() {
    let folder = Folder::at(env::var_os(PLACE).unwrap());
    for round in last_round(&folder) + 1.. {
        settings_of(round, WORDS).save(&folder.settings()).unwrap();
        println!("\nsettings {round}");
    }
}

/// Settings that say in every word which state they are of.
fn settings_of(round: u32, words: u32) -> Settings {
    Settings { range_text: format!("{round} ").repeat(words as usize), ..Settings::default() }
}

/// The newest state in the folder, read as a start of the program reads it. What must be whole is.
fn last_round(folder: &Folder) -> u32 {
    let loaded = Settings::load(&folder.settings()).unwrap();
    assert_eq!((loaded.damage, loaded.newer), (None, None));
    let text = loaded.settings.range_text;
    let Some((word, _)) = text.split_once(' ') else {
        assert_eq!(text, "", "nothing was kept yet");
        return 0;
    };
    let whole = format!("{word} ").repeat(text.len() / (word.len() + 1));
    assert!(text == whole, "the settings are of one state");
    word.parse().unwrap()
}

/// What was promised last of each.
#[derive(Debug, Default)]
struct Promised {
    settings: u32,
    fleet: u32,
    begun: u32,
    noted: u32,
    finished: u32,
}

/// Starts a program, kills it when `moment` returns after that many promises, and returns all that it had promised.
fn cut(program: &str, place: &Path, promises: usize, moment: impl FnOnce()) -> Promised {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", program, "--nocapture"])
        .env(PLACE, place)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut promised = Promised::default();
    let mut hear = |line: &str| {
        let Some((what, round)) = line.split_once(' ') else { return false };
        let kept = match what {
            "settings" => &mut promised.settings,
            "fleet" => &mut promised.fleet,
            "begun" => &mut promised.begun,
            "noted" => &mut promised.noted,
            "finished" => &mut promised.finished,
            _ => return false,
        };
        round.parse().is_ok_and(|round| {
            *kept = round;
            true
        })
    };
    assert_eq!(lines.by_ref().filter(|line| hear(line)).take(promises).count(), promises, "it writes");
    moment();
    child.kill().unwrap();
    for line in lines {
        hear(&line);
    }
    assert!(!child.wait().unwrap().success(), "it was killed");
    promised
}

/// `found` is what was promised, or what was being written when the power went.
fn holds(found: u32, promised: u32, what: &str) {
    assert!(found == promised || found == promised + 1, "{what}: state {found}, and {promised} was promised");
}

#[test]
fn whenever_the_power_goes_the_next_start_finds_a_whole_state() {
    let place = TempDir::new().unwrap();
    let folder = Folder::at(place.path().join("rackhand"));
    let mut last = Promised::default();
    for _ in 0..CUTS {
        let chance = RandomState::new().hash_one(0);
        // In the middle of every step of the first rounds, on quick computers and on busy ones.
        // Not for something to happen: that the moment is none in particular is the point.
        let moment = || thread::sleep(Duration::from_micros((chance >> 32) % 5_000));
        let now = cut("power::the_program_that_is_killed", folder.path(), 1 + (chance % 12) as usize, moment);
        let latest = |now: u32, before: u32| now.max(before);
        last = Promised {
            settings: latest(now.settings, last.settings),
            fleet: latest(now.fleet, last.fleet),
            begun: latest(now.begun, last.begun),
            noted: latest(now.noted, last.noted),
            finished: latest(now.finished, last.finished),
        };
        let settings = last_round(&folder);
        holds(settings, last.settings, "settings");
        check_fleet(&folder, last.fleet, settings);
        check_journal(&folder, &last);
    }
    assert!(last.finished > 0, "whole rounds were among them: {last:?}");
}

#[test]
fn settings_are_whole_whenever_the_power_goes() {
    let place = TempDir::new().unwrap();
    let folder = Folder::at(place.path().join("rackhand"));
    fs::create_dir_all(folder.path()).unwrap();
    let is_half = |path: &Path| fs::metadata(path).is_ok_and(|file| file.len() < 2 * u64::from(WORDS));
    let halves =
        || fs::read_dir(folder.path()).unwrap().filter(|entry| is_half(&entry.as_ref().unwrap().path())).count();
    for _ in 0..CUTS {
        let before = halves();
        // Whatever the way of writing, this is in its middle.
        let moment = || {
            while halves() <= before {
                thread::yield_now();
            }
        };
        let program = "power::the_program_that_is_killed_while_it_saves_settings";
        let promised = cut(program, folder.path(), 1, moment);
        holds(last_round(&folder), promised.settings, "settings");
    }
    assert!(halves() > 0, "it was killed in the middle");
    check_leftovers(&folder);
}

/// All rows are of one state, and of one that was promised or begun.
fn check_fleet(folder: &Folder, promised: u32, begun: u32) {
    let fleet = Inventory::open(&folder.inventory()).unwrap().load().unwrap();
    let moments: Vec<_> = fleet.iter().map(|machine| machine.last_answer.unwrap().as_second()).collect();
    let Some(first) = moments.first() else {
        assert_eq!(promised, 0, "there is a fleet");
        return;
    };
    assert_eq!(moments.len(), MACHINES as usize);
    assert!(moments.iter().all(|moment| moment == first), "the fleet is of one state: {moments:?}");
    let first = u32::try_from(*first).unwrap();
    assert!(first <= begun, "{first} of {begun}");
    assert!(first >= promised, "{first} was found, {promised} was promised");
}

/// What was promised is there: batches that were begun, with all their machines, noted as far as was said.
fn check_journal(folder: &Folder, promised: &Promised) {
    let journal = Journal::open(&folder.journal()).unwrap();
    let batches = journal.batches(&JournalFilter::default(), 2, None).unwrap();
    let Some(newest) = batches.first() else {
        assert_eq!(promised.begun, 0);
        return;
    };
    let round: u32 = newest.record.title.parse().unwrap();
    assert!(round >= promised.begun, "{round}, {promised:?}");
    let entries = journal.entries(newest.number).unwrap();
    assert_eq!(entries.len(), MACHINES as usize, "a batch is there with all its machines");
    let done = entries.iter().filter(|entry| entry.state == EntryState::Done).count() as u32;
    assert!(done == 0 || done == MACHINES, "what was noted together is there together: {done}");
    assert!(done == MACHINES || promised.noted < round, "{promised:?}");
    assert!(newest.finished.is_some() || promised.finished < round, "{promised:?}");
    // It is not running: whoever wrote it is dead, and the next start says so.
    let cut_off = journal.interrupted().unwrap();
    assert_eq!(cut_off.iter().any(|batch| batch.number == newest.number), newest.finished.is_none());
}

/// What a dead process left beside the settings goes at a later start, and nothing else does.
fn check_leftovers(folder: &Folder) {
    // Of the cuts, some fell between beginning a file and renaming it; this one did for sure.
    let left = folder.path().join("settings.json.12345.new");
    let young = folder.path().join("settings.json.12346.new");
    let others = folder.path().join("notes.new");
    for path in [left, young, others] {
        fs::write(path, "half").unwrap();
    }
    let long_ago = SystemTime::now() - Duration::from_mins(2);
    for name in super::names_in(folder.path()).into_iter().filter(|name| !name.contains("12346")) {
        fs::File::options().write(true).open(folder.path().join(name)).unwrap().set_modified(long_ago).unwrap();
    }
    clear_leftovers(folder.path());
    assert_eq!(super::names_in(folder.path()), ["notes.new", "settings.json", "settings.json.12346.new"]);
}
