//! Jobs: the long things that show progress and can be cancelled.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fmt,
};
use tokio_util::sync::CancellationToken;

/// The number of a job, given out by [`Engine::new_job`](super::Engine::new_job). The default one is nobody's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub(super) u64);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The jobs that run, each with the token that stops it.
#[derive(Debug, Default)]
pub(super) struct Running {
    jobs: BTreeMap<JobId, CancellationToken>,
}

impl Running {
    /// Enters a job; `None` where its number is in use.
    pub(super) fn enter(&mut self, job: JobId) -> Option<CancellationToken> {
        match self.jobs.entry(job) {
            Entry::Occupied(_) => None,
            Entry::Vacant(place) => Some(place.insert(CancellationToken::new()).clone()),
        }
    }

    /// Stops a job; one that has ended is none of our business.
    pub(super) fn cancel(&self, job: JobId) {
        if let Some(token) = self.jobs.get(&job) {
            token.cancel();
        }
    }

    /// Stops all.
    pub(super) fn cancel_all(&self) {
        self.jobs.values().for_each(CancellationToken::cancel);
    }

    /// Forgets a job that ended.
    pub(super) fn ended(&mut self, job: JobId) {
        self.jobs.remove(&job);
    }
}
