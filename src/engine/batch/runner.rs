//! The course of a batch: who is begun when, and that every machine ends with exactly one outcome.
//!
//! It knows nothing of commands: what happens to one machine is a future that [`act`](mod@super::act) makes, so that the
//! rules of this file are tested without any machine. A machine holds one of the places while it is told or a file
//! travels to it; reading back needs none, but only so many machines are under way in all. One that has to wait gives its
//! turn up and has another one later: meanwhile it is a line in a list, and holds nobody up.

use super::{BatchCounts, BatchOptions, MachineState, Note, Outcome, OutcomeKind, Remark, gate::Gate, news::News};
use crate::engine::{JobId, Trouble, TroubleKind, outbox::Outbox};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    future,
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::{
        OwnedSemaphorePermit, Semaphore,
        mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    },
    task::{Id, JoinError, JoinSet},
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

/// The most machines that are read back while others are told: each costs some kilobytes.
const READING_BACK: usize = 2_048;

/// What a batch needs to run.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) outbox: Arc<Outbox>,
    pub(super) job: JobId,
    pub(super) stop: CancellationToken,
    /// The technician says that it may go on.
    pub(super) go_on: UnboundedReceiver<()>,
    pub(super) options: BatchOptions,
    /// Machines in all.
    pub(super) total: u32,
    /// By their place in the plan, those that are not begun at all, and why.
    pub(super) skipped: BTreeMap<u32, Remark>,
}

/// One machine's turn: its place in the plan, and the way to say where it is.
#[derive(Debug)]
pub(super) struct Turn {
    place: u32,
    places: Arc<Semaphore>,
    held: Option<OwnedSemaphorePermit>,
    states: UnboundedSender<(u32, MachineState)>,
}

impl Turn {
    /// Its number in the plan.
    pub(super) fn place(&self) -> u32 {
        self.place
    }

    /// Says where it is.
    pub(super) fn show(&self, state: MachineState) {
        // The runner ends after its last machine.
        drop(self.states.send((self.place, state)));
    }

    /// A way to say how far a file is: bytes of bytes in all. Every per cent is told once.
    pub(super) fn transfer(&self) -> impl FnMut(u64, u64) + Send + Sync + use<> {
        let (place, states, mut told) = (self.place, self.states.clone(), 0);
        move |sent, total| {
            let per_cent = (sent.saturating_mul(100) / total.max(1)).min(100) as u8;
            if per_cent > told {
                told = per_cent;
                drop(states.send((place, MachineState::Transfer(per_cent))));
            }
        }
    }

    /// Lets another machine begin: this one only waits from now on.
    pub(super) fn leave(&mut self) {
        self.held = None;
    }

    /// Takes a place again, to be told.
    pub(super) async fn come_back(&mut self) {
        if self.held.is_none() {
            self.held = self.places.clone().acquire_owned().await.ok();
        }
    }
}

/// What a turn came to.
#[derive(Debug)]
pub(super) enum TurnEnd {
    /// The machine ended.
    Ended(Outcome),
    /// It is to have another turn after so long, which begins anew and without a place.
    Again(Duration),
}

/// Runs all machines to their ends and tells about them. `ended` hears of each once, in the order of their ends.
pub(super) async fn run<F>(course: Course, begin: impl Fn(Turn) -> F, ended: impl FnMut(u32, &Outcome)) -> BatchCounts
where
    F: Future<Output = TurnEnd> + Send + 'static,
{
    let Course { outbox, job, stop, mut go_on, options, total, mut skipped } = course;
    let places = Arc::new(Semaphore::new(options.at_once.clamp(1, Semaphore::MAX_PERMITS)));
    let most = options.at_once.saturating_add(READING_BACK);
    let (states, mut said) = unbounded_channel();
    let mut ends = Ends { news: News::new(outbox.clone(), job, total), ended };
    let mut gate = Gate::new(options.canary, options.stop_at);
    let mut tasks = JoinSet::new();
    let mut whose: HashMap<Id, u32> = HashMap::new();
    // Those that were begun and have another turn, by when.
    let mut waiting: BTreeSet<(Instant, u32)> = BTreeSet::new();
    let turn = |place, held| Turn { place, places: places.clone(), held, states: states.clone() };
    let (mut next, mut begun, mut earliest) = (0_u32, 0_u32, Instant::now());
    let mut is_stopped = false;
    loop {
        while next < total && (is_stopped || skipped.contains_key(&next)) {
            let reason = skipped.remove(&next).unwrap_or(Note::CancelledBefore.into());
            ends.end(next, Outcome::new(OutcomeKind::Skipped, reason), false);
            next += 1;
        }
        while is_stopped && let Some((_, place)) = waiting.pop_first() {
            ends.end(place, Outcome::new(OutcomeKind::Skipped, Note::CancelledBefore), true);
        }
        if next == total && tasks.is_empty() && waiting.is_empty() {
            break;
        }
        if next < total {
            gate.judge(ends.news.counts(), begun);
        }
        ends.news.pause(gate.pause().filter(|_| next < total));
        ends.news.tell_when_due();
        let has_room = tasks.len() < most;
        let may_begin = next < total && gate.is_open(begun) && has_room;
        let another = waiting.first().map(|(due, _)| *due).filter(|_| has_room);
        let due = ends.news.due();
        tokio::select! {
            biased;
            () = stop.cancelled(), if !is_stopped => is_stopped = true,
            Some(()) = go_on.recv() => gate.go_on(ends.news.counts()),
            Some((place, state)) = said.recv() => ends.news.state(place, state),
            Some(joined) = tasks.join_next_with_id() => {
                // What a machine said before it ended comes before its end.
                while let Ok((place, state)) = said.try_recv() {
                    ends.news.state(place, state);
                }
                let (id, end) = end_of(joined, &outbox);
                match (whose.remove(&id), end) {
                    (Some(place), TurnEnd::Ended(outcome)) => ends.end(place, outcome, true),
                    (Some(place), TurnEnd::Again(pause)) => {
                        waiting.insert((Instant::now() + pause, place));
                    }
                    (None, _) => {}
                }
            }
            // Before those that had a turn: however many of them wait, they keep nobody from the first.
            held = a_place(&places, earliest), if may_begin => {
                whose.insert(tasks.spawn(begin(turn(next, held))).id(), next);
                ends.news.begun();
                (next, begun, earliest) = (next + 1, begun + 1, Instant::now() + options.stagger);
            }
            () = until(another) => {
                if let Some((_, place)) = waiting.pop_first() {
                    whose.insert(tasks.spawn(begin(turn(place, None))).id(), place);
                }
            }
            () = until(due.map(Instant::from)) => {}
        }
    }
    ends.news.tell();
    *ends.news.counts()
}

/// The ends of machines: counted, told, and handed on.
struct Ends<E> {
    news: News,
    ended: E,
}

impl<E: FnMut(u32, &Outcome)> Ends<E> {
    fn end(&mut self, place: u32, outcome: Outcome, was_begun: bool) {
        (self.ended)(place, &outcome);
        self.news.ended(place, outcome, was_begun);
    }
}

/// What a machine's task gave; a panic may have come after the command was sent.
fn end_of(joined: Result<(Id, TurnEnd), JoinError>, outbox: &Outbox) -> (Id, TurnEnd) {
    match joined {
        Ok(ended) => ended,
        Err(panicked) => {
            let id = panicked.id();
            outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked));
            (id, TurnEnd::Ended(Outcome::new(OutcomeKind::Unknown, Note::Fault)))
        }
    }
}

/// Waits for the pause between two beginnings, and for a place.
async fn a_place(places: &Arc<Semaphore>, earliest: Instant) -> Option<OwnedSemaphorePermit> {
    until(Some(earliest)).await;
    places.clone().acquire_owned().await.ok()
}

/// Waits for a moment; for ever without one.
async fn until(due: Option<Instant>) {
    match due {
        // A timer that is due already still takes a millisecond, which would make a thousand machines a second the most.
        Some(due) if due <= Instant::now() => {}
        Some(due) => sleep_until(due).await,
        None => future::pending().await,
    }
}

#[cfg(test)]
mod tests;
