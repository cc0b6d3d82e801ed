//! How far a job is, told at most thirty times a second.

use super::{Event, JobId, outbox::Outbox};
use std::time::{Duration, Instant};

/// The shortest time between two reports: more often than the screen changes is of no use.
const BETWEEN: Duration = Duration::from_millis(34);

/// Counts what a job has done.
#[derive(Debug)]
pub(super) struct Progress<'a> {
    outbox: &'a Outbox,
    job: JobId,
    total: u64,
    done: u64,
    found: u64,
    told: Instant,
}

impl<'a> Progress<'a> {
    /// Nothing is done yet.
    pub(super) fn new(outbox: &'a Outbox, job: JobId, total: u64) -> Self {
        Self { outbox, job, total, done: 0, found: 0, told: Instant::now() }
    }

    /// One more is done, and perhaps found.
    pub(super) fn step(&mut self, found: bool) {
        self.done += 1;
        self.found += u64::from(found);
        if self.done == self.total || self.told.elapsed() >= BETWEEN {
            self.told = Instant::now();
            let Self { job, done, total, found, .. } = *self;
            self.outbox.send(Event::JobProgress { job, done, total, found });
        }
    }

    /// Machines that answered so far.
    pub(super) fn found(&self) -> u64 {
        self.found
    }
}
