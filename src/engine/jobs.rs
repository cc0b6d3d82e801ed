//! Starting jobs, and making sure that each one ends: by itself, cancelled, or by a panic that is reported.

use super::{Event, JobId, Trouble, TroubleKind, job::Running, outbox::Outbox};
use crate::net::Miners;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

/// What all jobs share.
#[derive(Debug)]
pub(super) struct Shared {
    /// The way to the front end.
    pub(super) outbox: Arc<Outbox>,
    /// The way to the machines, with the one budget of sockets.
    pub(super) miners: Miners,
    running: Mutex<Running>,
}

impl Shared {
    /// Nothing runs yet.
    pub(super) fn new(outbox: Arc<Outbox>, miners: Miners) -> Self {
        Self { outbox, miners, running: Mutex::default() }
    }

    /// The jobs that run; held for a moment only.
    pub(super) fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts a job of `total` addresses. `work` gives the number of machines that answered.
pub(super) fn start<F>(
    shared: &Arc<Shared>,
    job: JobId,
    total: u64,
    work: impl FnOnce(Arc<Shared>, CancellationToken) -> F,
) where
    F: Future<Output = u64> + Send + 'static,
{
    let Some(stop) = shared.running().enter(job) else {
        tracing::error!("a job of the number {job} runs already");
        return;
    };
    let started = Instant::now();
    shared.outbox.send(Event::JobStarted { job, total });
    let working = tokio::spawn(work(shared.clone(), stop.clone()));
    let shared = shared.clone();
    tokio::spawn(async move {
        let found = working.await.unwrap_or_else(|panicked| {
            shared.outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked));
            0
        });
        shared.running().ended(job);
        let cancelled = stop.is_cancelled();
        shared.outbox.send(Event::JobFinished { job, cancelled, found, took: started.elapsed() });
    });
}
