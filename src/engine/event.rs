//! What the engine tells a front end: facts, in the past tense.

use super::{JobId, Trouble};
use crate::store::Settings;
use std::time::Duration;

/// One fact.
#[derive(Clone, Debug)]
pub enum Event {
    /// A job began.
    JobStarted {
        /// Which.
        job: JobId,
        /// How many addresses it will look at.
        total: u64,
    },
    /// A job went on; at most 30 times a second.
    JobProgress {
        /// Which.
        job: JobId,
        /// Addresses done.
        done: u64,
        /// Addresses in all.
        total: u64,
        /// Machines that answered.
        found: u64,
    },
    /// A job ended; nothing more comes from it.
    JobFinished {
        /// Which.
        job: JobId,
        /// It was stopped before its end.
        cancelled: bool,
        /// Machines that answered.
        found: u64,
        /// How long it took.
        took: Duration,
    },
    /// What was kept from the last time.
    Restored {
        /// The settings, or the defaults.
        settings: Box<Settings>,
    },
    /// Something went wrong outside any one machine.
    Trouble(Trouble),
}
