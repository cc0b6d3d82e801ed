//! What stays in the journal: also when the program is killed in the middle.

use super::{
    batch::{bench, command, limit, options, plan, run, run_with},
    double::{Hall, Quirk},
    support::Bench,
};
use rackhand::{
    engine::{
        Event, OutcomeKind, Request, VaultChoice,
        batch::{BatchOptions, Work},
        journal::{JournalPage, JournalQuery},
    },
    protocol::CommandKind,
    store::Folder,
};
use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
    time::Duration,
};

fn page(bench: &Bench, query: JournalQuery) -> JournalPage {
    bench.engine.send(Request::ReadJournal(query));
    let Event::Journal(page) = bench.wait_for(|event| matches!(event, Event::Journal(_))) else { unreachable!() };
    page
}

#[test]
fn every_machine_of_a_batch_is_in_the_journal_with_its_end() {
    let hall = Hall::start(40, &[Quirk::Well, Quirk::Refuses, Quirk::Down]);
    let bench = bench();
    run(&bench, plan(&hall.addresses(), &Work::Tell(limit()), options()));
    let batches = page(&bench, JournalQuery::default()).batches;
    assert_eq!((batches.len(), batches[0].total, batches[0].interrupted), (1, 3, false));
    assert_eq!(batches[0].counts, [1, 0, 1, 1, 0, 0]);
    let query = JournalQuery { batch: Some(batches[0].number), ..JournalQuery::default() };
    let page = page(&bench, query);
    let outcomes: Vec<_> = page.entries.iter().map(|entry| entry.outcome.unwrap()).collect();
    assert_eq!(outcomes, [OutcomeKind::Done, OutcomeKind::Refused, OutcomeKind::Unreachable]);
    assert_eq!(page.entries[0].command, "adjust_power_limit power_limit=3200");
}

/// Not a test of its own: the process that is killed in the middle of a batch.
#[test]
#[ignore = "started and killed by the test below"]
fn a_batch_that_is_killed() {
    let folder = Folder::at(std::env::var_os("BATCH_FOLDER").unwrap());
    let first: std::net::SocketAddr = std::env::var("BATCH_FIRST").unwrap().parse().unwrap();
    let addresses: Vec<_> = (0..20_u8)
        .map(|index| {
            let std::net::IpAddr::V4(ip) = first.ip() else { unreachable!() };
            std::net::SocketAddr::from((std::net::Ipv4Addr::from_bits(ip.to_bits() + u32::from(index)), first.port()))
        })
        .collect();
    let bench = Bench::with(|options| {
        options.journal = Some(folder);
        options.vault = VaultChoice::Memory;
    });
    let slowly = BatchOptions { at_once: 1, stagger: Duration::from_millis(100), ..options() };
    let work = Work::Tell(command(CommandKind::PowerOff, &[]));
    run_with(&bench, plan(&addresses, &work, slowly), |_, _, news| {
        eprintln!("ended {}", news.counts.done());
    });
}

#[test]
fn a_killed_batch_is_found_at_the_next_start() {
    let mut quirks = vec![Quirk::Well; 20];
    quirks[1] = Quirk::Pretends;
    let hall = Hall::start(41, &quirks);
    let place = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "journal::a_batch_that_is_killed", "--nocapture"])
        .env("BATCH_FOLDER", place.path())
        .env("BATCH_FIRST", hall.addresses()[0].to_string())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let enough = |line: &str| line.strip_prefix("ended ").is_some_and(|count| count.parse::<u32>().unwrap_or(0) >= 3);
    assert!(lines.map_while(Result::ok).any(|line| enough(&line)), "the batch runs");
    child.kill().unwrap();
    child.wait().unwrap();

    let bench = Bench::with(|options| {
        options.journal = Some(Folder::at(place.path()));
        options.vault = VaultChoice::Memory;
    });
    let interrupted = page(&bench, JournalQuery { interrupted_only: true, ..JournalQuery::default() }).batches;
    assert_eq!(interrupted.len(), 1, "{interrupted:?}");
    let number = interrupted[0].number;
    let one = || JournalQuery { batch: Some(number), ..JournalQuery::default() };
    let entries = page(&bench, one()).entries;
    for (address, entry) in hall.addresses().into_iter().zip(&entries) {
        let was_told = !hall.truth(address).told.is_empty();
        match entry.outcome {
            Some(OutcomeKind::Done) => assert!(hall.truth(address).stopped),
            Some(other) => panic!("{other:?}"),
            None => assert!(!was_told || matches!(&*entry.words, "sending" | "sent"), "{entry:?}"),
        }
    }
    assert!(entries.iter().any(|entry| entry.outcome.is_none() && entry.words == "waiting"));
    bench.engine.send(Request::CloseInterrupted(number));
    let Event::Journal(closed) = bench.wait_for(|event| matches!(event, Event::Journal(_))) else { unreachable!() };
    assert!(closed.entries.iter().all(|entry| entry.outcome.is_some()), "{closed:?}");
    // What was under way is only read afterwards.
    let check = Work::Check(command(CommandKind::PowerOff, &[]));
    let before: Vec<_> = hall.addresses().into_iter().map(|address| hall.truth(address).told).collect();
    let course = run(&bench, plan(&hall.addresses()[..1], &check, options()));
    assert_eq!(course.kinds(), [OutcomeKind::Done]);
    let after: Vec<_> = hall.addresses().into_iter().map(|address| hall.truth(address).told).collect();
    assert_eq!(before, after);
}
