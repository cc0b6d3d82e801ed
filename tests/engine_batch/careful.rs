//! Limits, questions and cancelling.

use super::{
    batch::{bench, command, limit, options, plan, run_with},
    double::{Hall, Quirk},
    support::Bench,
};
use rackhand::{
    engine::{
        OutcomeKind, Request,
        batch::{BatchOptions, MachineState, Pause, Work},
    },
    protocol::CommandKind,
};
use std::time::{Duration, Instant};

#[test]
fn the_first_machines_go_alone_and_the_rest_when_told() {
    let hall = Hall::start(20, &[Quirk::Well; 12]);
    let careful = BatchOptions { canary: 3, ..options() };
    let mut told_at_pause = None;
    let course = run_with(&bench(), plan(&hall.addresses(), &Work::Tell(limit()), careful), |bench, job, news| {
        if news.pause.is_some() && told_at_pause.is_none() {
            std::thread::sleep(Duration::from_millis(100));
            told_at_pause = Some(hall.addresses().into_iter().filter(|at| !hall.truth(*at).told.is_empty()).count());
            bench.engine.send(Request::GoOn(job));
        }
    });
    assert_eq!((told_at_pause, course.pauses), (Some(3), vec![Pause::Canary]));
    assert_eq!(course.counts.of(OutcomeKind::Done), 12);
}

#[test]
fn a_batch_that_goes_wrong_stands_still_and_asks() {
    let hall = Hall::start(21, &[Quirk::Refuses; 60]);
    let careful = BatchOptions { at_once: 2, stop_at: Some(20), ..options() };
    let course = run_with(&bench(), plan(&hall.addresses(), &Work::Tell(limit()), careful), |bench, job, news| {
        if news.pause.is_some() {
            bench.engine.send(Request::Cancel(job));
        }
    });
    assert_eq!(course.pauses, [Pause::TooManyFailed]);
    let refused = course.counts.of(OutcomeKind::Refused);
    assert!((10..=12).contains(&refused) && course.cancelled, "{:?}", course.counts);
    assert_eq!(course.counts.of(OutcomeKind::Skipped), 60 - refused);
}

#[test]
fn a_cancelled_batch_ends_at_once_and_knows_what_it_sent() {
    let hall = Hall::start(22, &[Quirk::Pretends; 40]);
    let careful = BatchOptions { at_once: 4, stagger: Duration::from_millis(20), ..options() };
    let (mut cancelled, bench) = (None, bench());
    let stopping = Work::Tell(command(CommandKind::PowerOff, &[]));
    let course = run_with(&bench, plan(&hall.addresses(), &stopping, careful), |bench, job, news| {
        if news.counts.running >= 4 && cancelled.is_none() {
            cancelled = Some(Instant::now());
            bench.engine.send(Request::Cancel(job));
        }
    });
    assert!(cancelled.unwrap().elapsed() < Duration::from_secs(1), "{:?}", cancelled.unwrap().elapsed());
    for (address, outcome) in hall.addresses().into_iter().zip(course.outcomes.values()) {
        let was_told = !hall.truth(address).told.is_empty();
        assert_eq!(outcome.kind, if was_told { OutcomeKind::Unknown } else { OutcomeKind::Skipped }, "{outcome:?}");
    }
}

#[test]
fn what_still_waits_for_a_socket_is_not_sent_after_a_cancel() {
    let hall = Hall::start(23, &[Quirk::Late; 8]);
    let bench = Bench::with(|options| {
        options.sockets = Some(1);
        options.patience_scale = 0.02;
    });
    let stopping = Work::Tell(command(CommandKind::PowerOff, &[]));
    let course = run_with(&bench, plan(&hall.addresses(), &stopping, options()), |bench, job, news| {
        if news.changed.iter().any(|(_, state)| matches!(state, MachineState::ReadingBack)) {
            bench.engine.send(Request::Cancel(job));
        }
    });
    let told = |address| !hall.truth(address).told.is_empty();
    // All were announced; one answered, and another one was being told.
    assert!((1..8).contains(&hall.addresses().into_iter().filter(|at| told(*at)).count()), "{course:?}");
    for (address, outcome) in hall.addresses().into_iter().zip(course.outcomes.values()) {
        assert_eq!(outcome.kind != OutcomeKind::Skipped, told(address), "{outcome:?}");
    }
}
