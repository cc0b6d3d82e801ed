//! What a front end hears of a batch: every machine's last state and the counts, at most thirty times a second.

use super::{BatchCounts, BatchNews, MachineState, Outcome, Pause};
use crate::engine::{Event, JobId, outbox::Outbox};
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

/// The shortest time between two news: more often than the screen changes is of no use.
const BETWEEN: Duration = Duration::from_millis(34);

/// Collects what changed, and knows how many machines are where.
#[derive(Debug)]
pub(super) struct News {
    outbox: Arc<Outbox>,
    job: JobId,
    counts: BatchCounts,
    changed: BTreeMap<u32, MachineState>,
    pause: Option<Pause>,
    has_news: bool,
    told: Option<Instant>,
}

impl News {
    /// All machines wait.
    pub(super) fn new(outbox: Arc<Outbox>, job: JobId, total: u32) -> Self {
        let counts = BatchCounts { total, ..BatchCounts::default() };
        Self { outbox, job, counts, changed: BTreeMap::new(), pause: None, has_news: true, told: None }
    }

    /// How many machines are where.
    pub(super) fn counts(&self) -> &BatchCounts {
        &self.counts
    }

    /// A machine was begun.
    pub(super) fn begun(&mut self) {
        self.counts.running += 1;
        self.has_news = true;
    }

    /// A machine is somewhere else now.
    pub(super) fn state(&mut self, place: u32, state: MachineState) {
        self.changed.insert(place, state);
        self.has_news = true;
    }

    /// A machine ended; `was_begun` where it had been counted as running.
    pub(super) fn ended(&mut self, place: u32, outcome: Outcome, was_begun: bool) {
        self.counts.running -= u32::from(was_begun);
        self.counts.ended[outcome.kind as usize] += 1;
        self.state(place, MachineState::Ended(outcome));
    }

    /// The batch stands still and asks, or does not any more.
    pub(super) fn pause(&mut self, pause: Option<Pause>) {
        self.has_news |= self.pause != pause;
        self.pause = pause;
    }

    /// When there will be something to tell; `None` while there is nothing.
    pub(super) fn due(&self) -> Option<Instant> {
        self.has_news.then(|| self.told.map_or_else(Instant::now, |told| told + BETWEEN))
    }

    /// Tells what there is, once it is time.
    pub(super) fn tell_when_due(&mut self) {
        if self.due().is_some_and(|due| due <= Instant::now()) {
            self.tell();
        }
    }

    /// Tells what there is now.
    pub(super) fn tell(&mut self) {
        if !self.has_news {
            return;
        }
        self.has_news = false;
        self.told = Some(Instant::now());
        let changed = std::mem::take(&mut self.changed).into_iter().collect();
        let Self { job, counts, pause, .. } = *self;
        self.outbox.send(Event::Batch(BatchNews { job, counts, changed, pause }));
    }
}
