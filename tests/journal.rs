//! What was done to machines, and what is still known of it after a crash.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

use jiff::{SignedDuration, Timestamp};
use rackhand::store::{
    BatchNumber, BatchRecord, BatchSummary, EntryState, Folder, Journal, JournalEntry, JournalFilter, JournalMachine,
    JournalWriter, Note, Retention, StoreError, StoreReason,
};
use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    sync::{Arc, Barrier},
    thread,
    time::Instant,
};
use tempfile::TempDir;

/// In a process that is to be killed: the journal that it writes.
const KILLED: &str = "RACKHAND_TEST_JOURNAL";

/// The same, for the one that is killed at no particular point.
const KILLED_WRITING: &str = "RACKHAND_TEST_JOURNAL_BUSY";

fn place() -> (TempDir, PathBuf) {
    let place = TempDir::new().unwrap();
    let path = Folder::at(place.path().join("rackhand")).journal();
    (place, path)
}

/// A day of the year that these tests are in.
fn day(number: i64) -> Timestamp {
    Timestamp::now() - SignedDuration::from_hours(24 * (100 - number))
}

fn record(title: &str, started: Timestamp) -> BatchRecord {
    BatchRecord {
        title: title.to_owned(),
        command: "set_power_limit".to_owned(),
        detail: "3200 W".to_owned(),
        options: r#"{"at_once":50}"#.to_owned(),
        started,
    }
}

fn machines(count: u32) -> Vec<JournalMachine> {
    let machine = |number: u32| JournalMachine {
        address: SocketAddr::from((Ipv4Addr::from_bits(0x0a01_0001 + number), 4028)),
        mac: number.is_multiple_of(2).then(|| format!("C4:11:04:00:00:{:02X}", number % 256)),
        command: "set_power_limit 3200".into(),
    };
    (0..count).map(machine).collect()
}

fn note(batch: BatchNumber, machine_index: u32, state: EntryState, words: &str) -> Note {
    Note { batch, machine_index, state, words: words.to_owned(), at: day(50) }
}

fn states(entries: &[JournalEntry]) -> Vec<EntryState> {
    entries.iter().map(|entry| entry.state).collect()
}

fn titles(batches: &[BatchSummary]) -> Vec<&str> {
    batches.iter().map(|batch| batch.record.title.as_str()).collect()
}

#[test]
fn a_batch_comes_back_as_it_was_written() {
    let (_place, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    let batch = journal.begin(&record("Limit to 3,200 W", day(1)), &machines(4)).unwrap();
    journal
        .note(&[
            note(batch, 0, EntryState::Done, ""),
            note(batch, 1, EntryState::Refused, "can't access write cmd"),
            note(batch, 2, EntryState::Unreachable, "connection refused"),
        ])
        .unwrap();
    journal.finish(batch, day(2), true).unwrap();
    drop(journal);

    let mut journal = Journal::open(&path).unwrap();
    let summary = journal.batches(&JournalFilter::default(), 10, None).unwrap().remove(0);
    assert_eq!((summary.number, &summary.record.title[..], summary.cancelled), (batch, "Limit to 3,200 W", true));
    assert_eq!(summary.counts.of(EntryState::Waiting), 1);
    assert_eq!(summary.counts.total(), 4);
    let entries = journal.entries(batch).unwrap();
    assert_eq!(entries[1].words, "can't access write cmd");
    assert_eq!(entries[2].address, machines(3)[2].address);
    assert_eq!(entries[2].mac.as_deref(), Some("C4:11:04:00:00:02"));
    assert!(journal.interrupted().unwrap().is_empty());

    journal.note(&[note(batch, 3, EntryState::Accepted, "")]).unwrap();
    let summary = journal.batches(&JournalFilter::default(), 10, None).unwrap().remove(0);
    assert_eq!(summary.counts.of(EntryState::Accepted), 1, "an answer after the end is counted");

    let missing = journal.note(&[note(batch, 0, EntryState::Unknown, ""), note(batch, 4, EntryState::Done, "")]);
    assert!(matches!(missing.unwrap_err().reason, StoreReason::NoSuchEntry));
    assert_eq!(journal.entries(batch).unwrap()[0].state, EntryState::Done, "all of it or nothing");
}

#[test]
fn the_program_that_is_killed() {
    let Some(path) = env::var_os(KILLED) else { return };
    let mut journal = Journal::open(Path::new(&path)).unwrap();
    let batch = journal.begin(&record("cut off", day(3)), &machines(5)).unwrap();
    let step = |index, state| note(batch, index, state, "");
    journal.note(&[step(0, EntryState::Done), step(1, EntryState::Sending)]).unwrap();
    journal.note(&[step(2, EntryState::Sent), step(3, EntryState::Refused)]).unwrap();
    process::abort();
}

#[test]
fn a_killed_program_leaves_a_batch_that_says_what_may_have_happened() {
    use EntryState::{Done, Refused, Sending, Sent, Skipped, Unknown, Waiting};
    let (_place, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    let running = journal.begin(&record("running", day(2)), &machines(1)).unwrap();
    let mut child = Command::new(env::current_exe().unwrap());
    let status = child.args(["--exact", "the_program_that_is_killed"]).env(KILLED, &path).status().unwrap();
    assert!(!status.success(), "it was killed");

    let cut_off = journal.interrupted().unwrap();
    assert_eq!(titles(&cut_off), ["cut off"], "what this program is still working on is not");
    let other = Journal::open(&path).unwrap();
    assert_eq!(titles(&other.interrupted().unwrap()), ["cut off"], "nor does another program take it for that");
    let batch = cut_off[0].number;
    assert_eq!(states(&journal.entries(batch).unwrap()), [Done, Sending, Sent, Refused, Waiting]);

    let counts = journal.close_interrupted(batch, day(4)).unwrap();
    assert_eq!(counts.of(Unknown), 2);
    assert_eq!(states(&journal.entries(batch).unwrap()), [Done, Unknown, Unknown, Refused, Skipped]);
    assert!(journal.interrupted().unwrap().is_empty());
    let again = journal.close_interrupted(batch, day(4)).unwrap_err();
    assert!(matches!(again.reason, StoreReason::NoSuchEntry), "{again}");
    let alive = journal.close_interrupted(running, day(4)).unwrap_err();
    assert!(matches!(alive.reason, StoreReason::StillRunning), "{alive}");

    drop(journal);
    assert_eq!(titles(&other.interrupted().unwrap()), ["running"], "its program has ended without finishing it");
    let locks = fs::read_dir(path.parent().unwrap()).unwrap();
    let locks = locks.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "lock"));
    assert_eq!(locks.count(), 0, "nothing is left lying about");
}

/// Notes one machine after the other and says which are on the disk, until it is killed.
#[tokio::test]
async fn the_program_that_is_killed_while_it_writes() {
    let Some(path) = env::var_os(KILLED_WRITING) else { return };
    let writer = JournalWriter::start(Journal::open(Path::new(&path)).unwrap()).unwrap();
    let batch = writer.begin(record("busy", day(3)), machines(100_000)).await.unwrap();
    for index in 0..100_000 {
        writer.note(note(batch, index, EntryState::Sending, "")).await.unwrap();
        println!("\nnoted {index}");
    }
}

#[test]
fn what_was_on_the_disk_is_there_whenever_the_program_is_killed() {
    let (_place, path) = place();
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "the_program_that_is_killed_while_it_writes", "--nocapture"])
        .env(KILLED_WRITING, &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut noted = 0;
    for line in lines {
        let Some(index) = line.unwrap().strip_prefix("noted ").map(|index| index.parse::<usize>().unwrap()) else {
            continue;
        };
        noted = index + 1;
        if noted == 200 {
            child.kill().unwrap();
        }
    }
    assert!(!child.wait().unwrap().success());
    assert!((200..100_000).contains(&noted), "it was killed while it wrote: {noted}");
    let journal = Journal::open(&path).unwrap();
    let cut_off = journal.interrupted().unwrap().remove(0);
    let written = cut_off.counts.of(EntryState::Sending) as usize;
    assert!(written == noted || written == noted + 1, "{written} on the disk, {noted} that were promised");
    assert_eq!(cut_off.counts.total(), 100_000);
}

#[test]
fn several_programs_can_begin_with_one_new_journal() {
    let (_place, path) = place();
    let start = Barrier::new(8);
    thread::scope(|threads| {
        for number in 0..8 {
            let (path, start) = (&path, &start);
            threads.spawn(move || {
                start.wait();
                let mut journal = Journal::open(path).unwrap();
                let batch = journal.begin(&record(&number.to_string(), day(1)), &machines(100)).unwrap();
                journal.finish(batch, day(1), false).unwrap();
            });
        }
    });
    assert_eq!(Journal::open(&path).unwrap().batches(&JournalFilter::default(), 10, None).unwrap().len(), 8);
}

#[test]
fn batches_are_found_by_text_time_and_outcome() {
    let (_place, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    for (number, title) in (0..).zip(["Reboot", "Set pools", "100% power", "Set pools again"]) {
        let batch = journal.begin(&record(title, day(number.into())), &machines(2 + number)).unwrap();
        let state = if number == 1 { EntryState::Refused } else { EntryState::Done };
        journal.note(&[note(batch, 0, state, "words of a machine")]).unwrap();
        journal.finish(batch, day(number.into()), false).unwrap();
    }
    let found = |filter: JournalFilter| {
        let batches = journal.batches(&filter, 10, None).unwrap();
        batches.into_iter().map(|batch| batch.record.title).collect::<Vec<_>>()
    };
    let text = |text: &str| JournalFilter { text: text.to_owned(), ..JournalFilter::default() };
    assert_eq!(found(text("POOLS")), ["Set pools again", "Set pools"]);
    assert_eq!(found(text("0% ")), ["100% power"], "signs of patterns are letters");
    assert_eq!(found(text("s_t")), <[&str; 0]>::default());
    assert_eq!(found(text("10.1.0.4:")), ["Set pools again", "100% power"], "by an address");
    assert_eq!(found(text("of a machine")).len(), 4);
    let since = JournalFilter { since: Some(day(1) - SignedDuration::from_secs(60)), ..JournalFilter::default() };
    assert_eq!(found(since.clone()).len(), 3);
    let day_two = Some(day(2) - SignedDuration::from_secs(60));
    assert_eq!(found(JournalFilter { until: day_two, ..since }), ["Set pools"]);
    let refused = JournalFilter { outcome: Some(EntryState::Refused), ..JournalFilter::default() };
    assert_eq!(found(refused.clone()), ["Set pools"]);

    let first = journal.batches(&JournalFilter::default(), 3, None).unwrap();
    let rest = journal.batches(&JournalFilter::default(), 3, Some(first[2].number)).unwrap();
    assert_eq!((first.len(), titles(&rest)), (3, vec!["Reboot"]));

    let mut rows = Vec::new();
    let export = |filter: &JournalFilter, rows: &mut Vec<(BatchNumber, SocketAddr)>| {
        journal.export(filter, |batch, entry| {
            rows.push((batch.number, entry.address));
            Ok::<(), StoreError>(())
        })
    };
    export(&JournalFilter::default(), &mut rows).unwrap();
    assert_eq!(rows.len(), 2 + 3 + 4 + 5);
    rows.clear();
    export(&refused, &mut rows).unwrap();
    assert_eq!(rows, [(2, machines(1)[0].address)]);
}

#[test]
fn what_is_old_goes_but_never_what_is_not_finished() {
    let (_place, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    let mut begin = |title: &str, started: i64, finished: bool| {
        let batch = journal.begin(&record(title, day(started)), &machines(10)).unwrap();
        if finished {
            journal.finish(batch, day(started), false).unwrap();
        }
    };
    begin("cut off long ago", 0, false);
    begin("long ago", 0, true);
    for number in 1..5 {
        begin(&format!("recent {number}"), 90 + number, true);
    }
    let left = |journal: &Journal| {
        let batches = journal.batches(&JournalFilter::default(), 100, None).unwrap();
        batches.into_iter().map(|batch| batch.record.title).collect::<Vec<_>>()
    };
    let keep = |days, batches, entries| Retention { days, batches, entries };
    assert_eq!(journal.prune(&Retention::default(), Timestamp::now()).unwrap(), 0);
    assert_eq!(journal.prune(&keep(30, 100, 1000), Timestamp::now()).unwrap(), 1);
    assert_eq!(left(&journal), ["recent 4", "recent 3", "recent 2", "recent 1", "cut off long ago"]);
    assert_eq!(journal.prune(&keep(30, 3, 1000), Timestamp::now()).unwrap(), 1);
    assert_eq!(journal.prune(&keep(30, 100, 20), Timestamp::now()).unwrap(), 1);
    assert_eq!(left(&journal), ["recent 4", "recent 3", "cut off long ago"]);
    assert_eq!(journal.prune(&keep(0, 0, 0), Timestamp::now()).unwrap(), 1);
    assert_eq!(left(&journal), ["recent 4", "cut off long ago"], "the last one stays in any case");
    assert!(journal.entries(2).unwrap().is_empty(), "its machines went with it");
}

#[test]
fn a_journal_of_the_first_layout_is_brought_up_with_what_is_in_it() {
    let (_place, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let first = rusqlite::Connection::open(&path).unwrap();
    first
        .execute_batch(
            "CREATE TABLE batch (number INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, command TEXT NOT NULL,
                 detail TEXT NOT NULL, options TEXT NOT NULL, started INTEGER NOT NULL, finished INTEGER,
                 cancelled INTEGER NOT NULL DEFAULT 0, machines INTEGER NOT NULL, writer TEXT NOT NULL) STRICT;
             CREATE TABLE entry (batch INTEGER NOT NULL, machine INTEGER NOT NULL, address TEXT NOT NULL, mac TEXT,
                 command TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL,
                 PRIMARY KEY (batch, machine)) STRICT, WITHOUT ROWID;
             PRAGMA user_version = 1;",
        )
        .unwrap();
    let started = day(1).as_microsecond();
    let batch = "INSERT INTO batch (title, command, detail, options, started, finished, machines, writer)
                 VALUES (?1, 'reboot', '', '{}', ?2, ?3, 1, '')";
    first.execute(batch, ("finished", started, Some(started))).unwrap();
    first.execute(batch, ("cut off", started, None::<i64>)).unwrap();
    let entry = "INSERT INTO entry VALUES (?1, 0, '10.1.0.1:4028', NULL, 'reboot', ?2, '', ?3)";
    first.execute(entry, (1, "done", started)).unwrap();
    first.execute(entry, (2, "sending", started)).unwrap();
    drop(first);

    let mut journal = Journal::open(&path).unwrap();
    let batches = journal.batches(&JournalFilter::default(), 10, None).unwrap();
    assert_eq!(titles(&batches), ["cut off", "finished"]);
    assert_eq!(batches[1].counts.of(EntryState::Done), 1);
    assert_eq!(journal.interrupted().unwrap().len(), 1);
    assert_eq!(journal.close_interrupted(2, day(2)).unwrap().of(EntryState::Unknown), 1);
}

#[test]
fn a_journal_of_a_later_version_is_left_alone_and_a_broken_one_kept_aside() {
    let (_place, path) = place();
    drop(Journal::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = Journal::open(&path).unwrap_err();
    assert!(matches!(refused.reason, StoreReason::TooNew { found: 99, .. }), "{refused}");

    let garbage = "no database".repeat(100);
    fs::write(&path, &garbage).unwrap();
    let damage = Journal::open(&path).unwrap_err();
    assert!(damage.is_damage(), "{damage}");
    let aside = Journal::set_aside(&path).unwrap();
    assert_eq!(fs::read_to_string(aside).unwrap(), garbage);
    assert!(Journal::open(&path).unwrap().batches(&JournalFilter::default(), 1, None).unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_thousand_notes_are_each_on_the_disk_when_their_task_goes_on() {
    const COUNT: u32 = 20_000;
    let (_place, path) = place();
    let writer = Arc::new(JournalWriter::start(Journal::open(&path).unwrap()).unwrap());
    let batch = writer.begin(record("many", day(1)), machines(COUNT)).await.unwrap();
    let reader = Journal::open(&path).unwrap();
    assert_eq!(reader.entries(batch).unwrap().len(), COUNT as usize, "it is there before anything is sent");
    let began = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for index in 0..COUNT {
        let writer = Arc::clone(&writer);
        tasks.spawn(async move { writer.note(note(batch, index, EntryState::Sending, "")).await });
    }
    while let Some(noted) = tasks.join_next().await {
        noted.unwrap().unwrap();
    }
    println!("{:.0} notes a second", f64::from(COUNT) / began.elapsed().as_secs_f64());
    // Another connection sees only what was committed.
    let seen = reader.batches(&JournalFilter::default(), 1, None).unwrap().remove(0);
    assert_eq!(seen.counts.of(EntryState::Sending), COUNT);

    let missing = writer.note(note(batch, COUNT, EntryState::Done, "")).await.unwrap_err();
    assert!(matches!(missing.reason, StoreReason::NoSuchEntry), "{missing}");
    writer.notes(vec![note(batch, 0, EntryState::Done, ""), note(batch, 1, EntryState::Done, "")]).await.unwrap();
    let counts = writer.query(move |journal| journal.batches(&JournalFilter::default(), 1, None)).await.unwrap();
    assert_eq!(counts.unwrap()[0].counts.of(EntryState::Done), 2, "a query sees what was written before it");
    writer.finish(batch, day(2), false).await.unwrap();
}

#[tokio::test]
async fn what_waits_is_written_when_the_journal_is_closed_and_failures_are_told_to_each() {
    let (_place, path) = place();
    let writer = JournalWriter::start(Journal::open(&path).unwrap()).unwrap();
    let batch = writer.begin(record("two", day(1)), machines(2)).await.unwrap();
    {
        // Sent, and not waited for.
        let mut noted = Box::pin(writer.note(note(batch, 0, EntryState::Done, "")));
        std::future::poll_fn(|context| {
            assert!(noted.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    }
    drop(writer);
    let journal = Journal::open(&path).unwrap();
    assert_eq!(states(&journal.entries(batch).unwrap()), [EntryState::Done, EntryState::Waiting]);

    let writer = JournalWriter::start(journal).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("DROP TABLE entry").unwrap();
    let (one, two) = tokio::join!(
        writer.note(note(batch, 0, EntryState::Done, "")),
        writer.note(note(batch, 1, EntryState::Done, ""))
    );
    assert!(matches!(one.unwrap_err().reason, StoreReason::Together(_)));
    assert!(matches!(two.unwrap_err().reason, StoreReason::Together(_)));
}
