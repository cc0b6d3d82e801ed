//! The course of batches, without machines.

use super::{super::Pause, *};
use crate::engine::Event;
use std::{
    collections::BTreeMap,
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};
use tokio::{sync::oneshot, time::timeout};

/// How long a course may take before a test gives up; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_mins(1);

/// A course of so many machines, and what a front end has of it.
struct Table {
    course: Option<Course>,
    events: mpsc::Receiver<Event>,
    go_on: UnboundedSender<()>,
    stop: CancellationToken,
}

fn table(machines: usize, options: BatchOptions) -> Table {
    let (sender, events) = mpsc::channel();
    let (go_on, resumed) = unbounded_channel();
    let stop = CancellationToken::new();
    let course = Course {
        outbox: Arc::new(Outbox::new(sender, Arc::new(|| {}))),
        job: JobId(1),
        stop: stop.clone(),
        go_on: resumed,
        options,
        total: machines as u32,
        skipped: BTreeMap::new(),
    };
    Table { course: Some(course), events, go_on, stop }
}

fn done() -> TurnEnd {
    TurnEnd::Ended(Outcome::new(OutcomeKind::Done, ""))
}

/// The states of machines, by their places.
type States = Vec<(u32, MachineState)>;

/// The states that were told, and the last counts and pauses.
fn told(events: &mpsc::Receiver<Event>) -> (States, Vec<BatchCounts>, Vec<Option<Pause>>) {
    let (mut states, mut counts, mut pauses) = (Vec::new(), Vec::new(), Vec::new());
    for event in events.try_iter() {
        if let Event::Batch(news) = event {
            states.extend(news.changed);
            counts.push(news.counts);
            pauses.push(news.pause);
        }
    }
    (states, counts, pauses)
}

#[tokio::test]
async fn every_machine_ends_once_and_never_more_hold_a_place_than_may() {
    let mut table = table(300, BatchOptions { at_once: 7, ..BatchOptions::default() });
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut ends = vec![0; 300];
    let (inside, peak) = (now.clone(), most.clone());
    let begin = move |turn: Turn| {
        let (inside, peak) = (inside.clone(), peak.clone());
        async move {
            peak.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            turn.show(MachineState::Sending);
            tokio::task::yield_now().await;
            inside.fetch_sub(1, Ordering::SeqCst);
            done()
        }
    };
    let counts = run(table.course.take().unwrap(), begin, |place, _| ends[place as usize] += 1).await;
    assert_eq!((counts.done(), counts.running, counts.of(OutcomeKind::Done)), (300, 0, 300));
    assert!(ends.iter().all(|ends| *ends == 1));
    assert!(most.load(Ordering::SeqCst) <= 7);
    let (states, all, _) = told(&table.events);
    let ended = states.iter().filter(|(_, state)| matches!(state, MachineState::Ended(_))).count();
    assert_eq!(ended, 300);
    assert!(all.iter().all(|counts| counts.done() + counts.running <= counts.total));
}

#[tokio::test]
async fn a_panic_costs_its_machine_only() {
    let mut table = table(5, BatchOptions::default());
    let begin = |turn: Turn| async move {
        assert!(turn.place() != 2, "on purpose");
        done()
    };
    let counts = run(table.course.take().unwrap(), begin, |_, _| {}).await;
    assert_eq!((counts.of(OutcomeKind::Done), counts.of(OutcomeKind::Unknown)), (4, 1));
}

#[tokio::test]
async fn a_cancelled_batch_finishes_what_was_begun_and_skips_the_rest() {
    let mut table = table(1_000, BatchOptions { at_once: 3, ..BatchOptions::default() });
    let stop = table.stop.clone();
    let begin = move |turn: Turn| {
        let stop = stop.clone();
        async move {
            let _place = turn;
            stop.cancel();
            tokio::time::sleep(Duration::from_millis(20)).await;
            done()
        }
    };
    let counts = run(table.course.take().unwrap(), begin, |_, _| {}).await;
    let begun = counts.of(OutcomeKind::Done);
    assert!((1..=3).contains(&begun), "{counts:?}");
    assert_eq!(counts.of(OutcomeKind::Skipped), 1_000 - begun);
}

#[tokio::test]
async fn the_canary_is_asked_about_and_what_goes_wrong_too() {
    let mut table = table(40, BatchOptions { canary: 2, stop_at: Some(20), ..BatchOptions::default() });
    let course = table.course.take().unwrap();
    let refused = || TurnEnd::Ended(Outcome::new(OutcomeKind::Refused, "no"));
    let begin = move |turn: Turn| async move { if turn.place() < 2 { done() } else { refused() } };
    let (ended, counts) = oneshot::channel();
    tokio::spawn(async move { ended.send(run(course, begin, |_, _| {}).await) });
    let mut asked = Vec::new();
    let mut counts = counts;
    let counts = loop {
        if let Ok(counts) = counts.try_recv() {
            break counts;
        }
        for pause in told(&table.events).2.into_iter().flatten() {
            asked.push(pause);
            table.go_on.send(()).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert_eq!(asked[..1], [Pause::Canary]);
    assert_eq!((counts.of(OutcomeKind::Done), counts.of(OutcomeKind::Refused)), (2, 38));
}

#[tokio::test]
async fn beginnings_are_staggered() {
    let mut table = table(5, BatchOptions { stagger: Duration::from_millis(20), ..BatchOptions::default() });
    let start = Instant::now();
    run(table.course.take().unwrap(), |_| async { done() }, |_, _| {}).await;
    assert!(start.elapsed() >= Duration::from_millis(80));
}

#[tokio::test]
async fn however_many_have_to_wait_the_last_one_has_its_turn() {
    const LAST: u32 = READING_BACK as u32 + 50;
    let mut table = table(LAST as usize + 1, BatchOptions { at_once: 4, ..BatchOptions::default() });
    let had_turn = Arc::new(AtomicBool::new(false));
    let begin = move |turn: Turn| {
        let had_turn = had_turn.clone();
        async move {
            if turn.place() == LAST {
                had_turn.store(true, Ordering::SeqCst);
            }
            if had_turn.load(Ordering::SeqCst) { done() } else { TurnEnd::Again(Duration::from_millis(200)) }
        }
    };
    let mut ends = vec![0; LAST as usize + 1];
    let running = run(table.course.take().unwrap(), begin, |place, _| ends[place as usize] += 1);
    let counts = timeout(PATIENCE, running).await.expect("the last one should have had its turn");
    assert_eq!((counts.of(OutcomeKind::Done), counts.running), (LAST + 1, 0));
    assert!(ends.iter().all(|ends| *ends == 1));
}

#[tokio::test]
async fn a_cancel_ends_what_waits_for_another_turn() {
    let mut table = table(3, BatchOptions::default());
    let stop = table.stop.clone();
    let begin = move |turn: Turn| {
        if turn.place() == 2 {
            stop.cancel();
        }
        async { TurnEnd::Again(Duration::from_hours(1)) }
    };
    let counts = run(table.course.take().unwrap(), begin, |_, _| {}).await;
    assert_eq!((counts.of(OutcomeKind::Skipped), counts.running), (3, 0));
}
