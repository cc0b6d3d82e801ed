//! The engine over real sockets, against simulated machines.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

#[path = "support/farm.rs"]
#[expect(dead_code, reason = "only the test of the command line asks for the truth")]
mod farm;
#[path = "support/engine.rs"]
mod support;

use farm::Farm;
use jiff::Timestamp;
use rackhand::{
    engine::{
        DemoOptions, Event, ExportRequest, JobId, Request, TroubleKind,
        batch::{Access, Passwords},
    },
    fleet::{Column, Fleet, Seen, Wording, export},
    net::{RangeSet, ReadPlan, ScanOptions},
    protocol::{Failure, Query},
    sim::Fault,
    store::Settings,
};
use std::{
    collections::BTreeSet,
    fs,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};
use support::{Bench, PATIENCE};

fn range_of(farm: &Farm) -> RangeSet {
    RangeSet::parse(&farm.range()).unwrap()
}

fn scan(targets: RangeSet) -> impl FnOnce(JobId) -> Request {
    |job| Request::Scan { job, targets, options: ScanOptions::default() }
}

fn refresh(machines: Vec<SocketAddr>) -> impl FnOnce(JobId) -> Request {
    |job| Request::Read { job, machines, plan: ReadPlan::REFRESH }
}

#[test]
fn a_scan_reports_machines_while_it_runs_and_all_of_them_at_the_end() {
    let there = Farm::start(1, 40);
    let late = there.addresses()[20];
    there.set_fault(late, Fault::Silence);
    let bench = Bench::start();
    let job = bench.send_job(scan(RangeSet::parse("127.25.1.0/24").unwrap()));
    let (mut seen, mut whole, mut seen_before_end, mut last_done) = (BTreeSet::new(), BTreeSet::new(), 0, 0);
    loop {
        match bench.next() {
            Event::JobStarted { job: which, total } => assert_eq!((which, total), (job, 254)),
            Event::Observed(observation) => match observation.seen {
                Seen::Answered(reading, full) => {
                    assert!(reading.summary.is_some());
                    seen.insert(observation.address);
                    if full {
                        assert!(reading.mac().is_some() && reading.model().is_some(), "a full reading has an identity");
                        whole.insert(observation.address);
                    }
                }
                Seen::Unreadable(failure) => {
                    assert_eq!(observation.address, late);
                    assert!(matches!(failure, Failure::TimedOut { .. }), "{failure}");
                }
                Seen::Silent(failure) => panic!("an empty address is no news: {failure}"),
            },
            Event::JobProgress { done, total, .. } => {
                assert!((last_done..=total).contains(&done), "{done} after {last_done} of {total}");
                if done < total {
                    seen_before_end = seen_before_end.max(seen.len());
                }
                last_done = done;
            }
            Event::JobFinished { job: which, cancelled, found, .. } => {
                assert_eq!((which, cancelled, found), (job, false, 39));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    let expected: BTreeSet<SocketAddr> = there.addresses().into_iter().filter(|address| *address != late).collect();
    assert_eq!(seen, expected);
    assert_eq!(whole, expected, "the details of each machine follow");
    assert_eq!(seen_before_end, 39, "all were reported while one was still waited for");
}

#[test]
fn a_cancelled_job_ends_at_once_and_keeps_what_it_saw() {
    let there = Farm::start(2, 10);
    for address in &there.addresses()[5..] {
        there.set_fault(*address, Fault::Silence);
    }
    let bench = Bench::start();
    for make in
        [Box::new(scan(range_of(&there))) as Box<dyn FnOnce(JobId) -> Request>, Box::new(refresh(there.addresses()))]
    {
        let job = bench.send_job(make);
        let mut seen = BTreeSet::new();
        while seen.len() < 5 {
            if let Event::Observed(observation) = bench.next() {
                seen.insert(observation.address);
            }
        }
        let asked = Instant::now();
        bench.engine.send(Request::Cancel(job));
        let Event::JobFinished { cancelled, .. } = bench.wait_for(|event| matches!(event, Event::JobFinished { .. }))
        else {
            unreachable!("it was waited for")
        };
        assert!(cancelled);
        // The silent machines would have been waited for over seconds.
        assert!(asked.elapsed() < Duration::from_millis(500), "{:?}", asked.elapsed());
    }
}

#[test]
fn a_machine_that_went_away_is_lost_and_comes_back() {
    let there = Farm::start(3, 4);
    let gone = there.addresses()[2];
    let bench = Bench::start();
    let mut fleet = Fleet::new();
    bench.run(scan(range_of(&there)), &mut fleet);
    assert_eq!(fleet.len(), 4);
    let id = fleet.at(gone).unwrap().id;

    there.set_down(gone, true);
    bench.run(refresh(there.addresses()), &mut fleet);
    let contact = &fleet.get(id).unwrap().contact;
    assert!(contact.lost_since().is_some());
    assert_eq!(contact.failure(), Some(&Failure::Refused));
    assert!(fleet.get(id).unwrap().rate().is_some(), "its last figures are still there");

    there.set_down(gone, false);
    bench.run(refresh(there.addresses()), &mut fleet);
    assert_eq!(fleet.get(id).unwrap().contact.lost_since(), None);
}

#[test]
fn a_machine_that_moved_is_the_same_row() {
    let there = Farm::start(4, 3);
    let (from, to) = (there.addresses()[1], SocketAddr::from((Ipv4Addr::new(127, 25, 4, 77), 4028)));
    let bench = Bench::start();
    let mut fleet = Fleet::new();
    let everywhere = || RangeSet::parse("127.25.4.0/24").unwrap();
    bench.run(scan(everywhere()), &mut fleet);
    let id = fleet.at(from).unwrap().id;
    there.move_machine(from, to);
    // The monitor misses it at its old address before a scan finds it at the new one.
    bench.run(refresh(vec![from]), &mut fleet);
    bench.run(scan(everywhere()), &mut fleet);
    assert_eq!(fleet.len(), 3, "no row was added");
    let moved = fleet.get(id).unwrap();
    assert_eq!((moved.address, moved.previous_address()), (to, Some(from)));
}

#[test]
fn many_machines_are_read_with_few_sockets() {
    let there = Farm::start(5, 300);
    let bench = Bench::with(|options| options.sockets = Some(8));
    let mut fleet = Fleet::new();
    let found = bench.run(refresh(there.addresses()), &mut fleet);
    assert_eq!(found, 300);
    assert_eq!(fleet.len(), 300);
}

#[test]
fn a_restart_brings_the_fleet_and_the_last_settings_back() {
    let there = Farm::start(6, 5);
    let bench = Bench::start();
    let mut fleet = Fleet::new();
    bench.run(scan(range_of(&there)), &mut fleet);
    bench.engine.send(Request::SaveFleet(fleet.save()));
    for round in 0..50 {
        let settings = Settings { range_text: format!("10.0.0.{round}"), ..Settings::default() };
        bench.engine.send(Request::SaveSettings(Box::new(settings)));
    }
    // Closing the window right after the last save loses nothing.
    let bench = bench.restart();
    bench.engine.send(Request::Restore);
    let Event::Restored { settings, machines } = bench.next() else { panic!("nothing else was asked") };
    assert_eq!(settings.range_text, "10.0.0.49", "no earlier save overtook the last one");
    let mut restored = Fleet::new();
    restored.restore(machines);
    assert_eq!(restored.len(), 5);
    for machine in fleet.iter() {
        let same = restored.by_mac(machine.mac.unwrap()).unwrap();
        assert_eq!((same.address, same.rate(), same.is_stale()), (machine.address, machine.rate(), true));
    }
}

#[test]
fn damaged_files_are_reported_and_do_not_stop_the_start() {
    let bench = Bench::start();
    let folder = bench.folder();
    fs::create_dir_all(folder.path()).unwrap();
    fs::write(folder.settings(), "{").unwrap();
    fs::write(folder.inventory(), "no database".repeat(100)).unwrap();
    bench.engine.send(Request::Restore);
    for expected in [TroubleKind::SettingsBroken, TroubleKind::FleetBroken] {
        let Event::Trouble(trouble) = bench.next() else { panic!("the troubles come first") };
        assert_eq!(trouble.kind, expected);
        assert!(trouble.path.unwrap().exists(), "the damaged file is kept");
    }
    let Event::Restored { settings, machines } = bench.next() else { panic!("the start goes on") };
    assert_eq!((*settings, machines.len()), (Settings::default(), 0));
    bench.engine.send(Request::SaveFleet(Vec::new()));
    bench.engine.send(Request::Restore);
    assert!(matches!(bench.wait_for(|event| !matches!(event, Event::Trouble(_))), Event::Restored { .. }));
}

#[test]
fn files_of_a_later_version_are_told_once_and_left_alone() {
    let bench = Bench::start();
    let folder = bench.folder();
    fs::create_dir_all(folder.path()).unwrap();
    fs::write(folder.settings(), r#"{"version": 99, "range_text": "10.0.0.1"}"#).unwrap();
    rusqlite::Connection::open(folder.inventory()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(folder.inventory()).unwrap();
    bench.engine.send(Request::Restore);
    for expected in [TroubleKind::SettingsNewer, TroubleKind::FleetNewer] {
        let Event::Trouble(trouble) = bench.next() else { panic!("the troubles come first") };
        assert_eq!(trouble.kind, expected);
        assert!(trouble.path.unwrap().exists());
    }
    let Event::Restored { settings, .. } = bench.next() else { panic!("the start goes on") };
    assert_eq!(settings.range_text, "10.0.0.1", "what is understood is used");
    bench.engine.send(Request::SaveFleet(Vec::new()));
    bench.engine.send(Request::SaveSettings(settings));
    bench.engine.send(Request::Restore);
    // The fleet's save was not tried: nothing is said about it, and the settings are this version's now.
    let Event::Trouble(trouble) = bench.next() else { panic!("whoever looks again is told again") };
    assert_eq!(trouble.kind, TroubleKind::FleetNewer);
    assert!(matches!(bench.next(), Event::Restored { .. }));
    assert_eq!(fs::read(folder.inventory()).unwrap(), before);
}

/// What could not be read at the start is not lost by the first save: a folder is in the place of each file, for a while.
#[test]
fn files_that_could_not_be_read_are_told_and_never_replaced() {
    let bench = Bench::start();
    let folder = bench.folder();
    let files = [folder.settings(), folder.inventory()];
    for file in &files {
        fs::create_dir_all(file).unwrap();
    }
    bench.engine.send(Request::Restore);
    for expected in [TroubleKind::SettingsUnread, TroubleKind::FleetUnread] {
        let Event::Trouble(trouble) = bench.next() else { panic!("the troubles come first") };
        assert_eq!(trouble.kind, expected);
    }
    let Event::Restored { settings, .. } = bench.next() else { panic!("the start goes on") };
    for file in &files {
        fs::remove_dir(file).unwrap();
    }
    let presets = r#"{"version": 1, "range_text": "10.0.0.1"}"#;
    fs::write(folder.settings(), presets).unwrap();
    bench.engine.send(Request::SaveSettings(settings));
    bench.engine.send(Request::SaveFleet(Vec::new()));
    bench.engine.send(Request::Restore);
    let Event::Restored { settings, .. } = bench.next() else { panic!("nothing was tried, and now all is well") };
    assert_eq!(settings.range_text, "10.0.0.1", "they are as they were");
}

#[test]
fn the_front_end_is_woken_once_until_it_drains() {
    let there = Farm::start(7, 10);
    let bench = Bench::start();
    let mut fleet = Fleet::new();
    bench.run(scan(range_of(&there)), &mut fleet);
    assert_eq!(bench.wakes.load(Ordering::SeqCst), 1, "nobody drained, so one call is enough");
    bench.engine.draining();
    bench.run(refresh(there.addresses()), &mut fleet);
    assert_eq!(bench.wakes.load(Ordering::SeqCst), 2);
}

/// A technician changes the factory password with the maker's tool while the program looks.
#[test]
fn a_password_that_was_changed_meanwhile_is_noticed() {
    let there = Farm::start(11, 1);
    let address = there.addresses()[0];
    there.set_fault(address, Fault::FactoryPassword);
    let bench = Bench::with(|options| options.miners.salt_believed = Duration::ZERO);
    let look = || {
        let passwords = Passwords::Only("rackhand".into());
        bench.send_job(|job| Request::CheckAccess { job, machines: vec![(address, None)], passwords });
        let Event::AccessFound { found, .. } = bench.wait_for(|event| matches!(event, Event::AccessFound { .. }))
        else {
            unreachable!()
        };
        found[0].1.clone()
    };
    assert_eq!(look(), Access::FactoryPassword);
    there.set_well(address);
    assert_eq!(look(), Access::Ready);
}

#[test]
fn dropping_the_engine_ends_a_scan_at_once() {
    let there = Farm::start(8, 20);
    for address in there.addresses() {
        there.set_fault(address, Fault::Silence);
    }
    let bench = Bench::start();
    bench.send_job(scan(range_of(&there)));
    bench.wait_for(|event| matches!(event, Event::JobStarted { .. }));
    let dropped = Instant::now();
    drop(bench);
    assert!(dropped.elapsed() < Duration::from_secs(1), "{:?}", dropped.elapsed());
}

#[test]
fn a_machine_s_own_words_come_in_the_order_of_the_questions() {
    let there = Farm::start(9, 1);
    let address = there.addresses()[0];
    let bench = Bench::start();
    let queries = vec![Query::Version, Query::Summary];
    bench.engine.send(Request::ReadRaw { address, queries: queries.clone() });
    let Event::RawReplies { replies, .. } = bench.next() else { panic!("nothing else was asked") };
    assert_eq!(replies.iter().map(|(query, _)| *query).collect::<Vec<_>>(), queries);
    assert!(replies[1].1.as_ref().unwrap().contains("Power"), "{replies:?}");

    let nobody = SocketAddr::from((Ipv4Addr::new(127, 25, 9, 200), 4028));
    bench.engine.send(Request::ReadRaw { address: nobody, queries });
    let Event::RawReplies { replies, .. } = bench.next() else { panic!("nothing else was asked") };
    assert!(replies.iter().all(|(_, reply)| *reply == Err(Failure::Refused)), "{replies:?}");
}

#[test]
fn rows_go_into_a_file_whole_or_not_at_all() {
    let there = Farm::start(10, 3);
    let bench = Bench::start();
    let mut fleet = Fleet::new();
    bench.run(scan(range_of(&there)), &mut fleet);
    let export = |path| {
        Request::Export(Box::new(ExportRequest {
            machines: fleet.iter().cloned().collect(),
            options: export::Options {
                format: export::Format::Csv,
                byte_order_mark: false,
                columns: vec![(Column::Ip, "Address".to_owned()), (Column::Model, "Model".to_owned())],
            },
            wording: Arc::new(Wording::plain()),
            now: Timestamp::now(),
            path,
        }))
    };
    let path = bench.folder().path().join("fleet.csv");
    bench.engine.send(export(path.clone()));
    let Event::Exported { rows, .. } = bench.next() else { panic!("nothing else was asked") };
    assert_eq!(rows, 3);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().next(), Some("Address,Model"));
    assert_eq!(text.lines().count(), 4);

    bench.engine.send(export(path.join("below a file.csv")));
    let Event::Trouble(trouble) = bench.next() else { panic!("this can't be written") };
    assert_eq!(trouble.kind, TroubleKind::ExportFailed);
}

#[test]
fn ranges_are_written_and_read_and_a_mistake_is_reported() {
    let bench = Bench::start();
    let path = bench.folder().path().join("ranges.txt");
    bench.engine.send(Request::WriteRanges { path: path.clone(), text: "# Hall 2\n10.2.0.0/30\n".to_owned() });
    assert!(matches!(bench.next(), Event::RangesWritten { .. }));
    bench.engine.send(Request::ReadRanges { path: path.clone() });
    let Event::RangesRead { ranges, .. } = bench.next() else { panic!("nothing else was asked") };
    assert_eq!(ranges, RangeSet::parse("10.2.0.0/30").unwrap());

    for (content, reason) in [(Some("10.2.0.999\n"), "255"), (None, "")] {
        match content {
            Some(content) => fs::write(&path, content).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        bench.engine.send(Request::ReadRanges { path: path.clone() });
        let Event::Trouble(trouble) = bench.next() else { panic!("this can't be read") };
        assert_eq!((trouble.kind, trouble.path.as_ref()), (TroubleKind::RangesUnread, Some(&path)));
        assert!(trouble.words.contains(reason), "{trouble}");
    }
}

#[test]
fn the_demo_is_scanned_like_any_other_range_and_starts_once() {
    let bench = Bench::start();
    let mut ranges = BTreeSet::new();
    for _ in 0..2 {
        bench.engine.send(Request::StartDemo(DemoOptions { miners: 12, seed: 3 }));
        let Event::DemoStarted { range } = bench.next() else { panic!("nothing else was asked") };
        ranges.insert(range);
    }
    assert_eq!(ranges.len(), 1, "the same demo is not started twice");
    let mut fleet = Fleet::new();
    bench.run(scan(RangeSet::parse(ranges.first().unwrap()).unwrap()), &mut fleet);
    assert_eq!(fleet.len(), 12);
}

#[test]
fn this_computer_s_networks_are_listed() {
    let bench = Bench::start();
    bench.engine.send(Request::ListNetworks);
    assert!(matches!(bench.next(), Event::Networks(_)));
    assert!(bench.events.recv_timeout(PATIENCE / 100).is_err(), "one answer is enough");
}
