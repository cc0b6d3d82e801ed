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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::{Budget, MinersOptions};
    use std::{sync::mpsc, time::Duration};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_panic_is_reported_and_ends_its_job_only() {
        let (events, received) = mpsc::channel();
        let outbox = Arc::new(Outbox::new(events, Arc::new(|| {})));
        let shared = Arc::new(Shared::new(outbox, Miners::new(MinersOptions::default(), Budget::new(1))));
        start(&shared, JobId(1), 1, |_, _| async { panic!("on purpose") });
        start(&shared, JobId(2), 1, |_, stop| async move {
            stop.cancelled().await;
            7
        });
        let next = |wanted: fn(&Event) -> bool| loop {
            let event = received.recv_timeout(Duration::from_secs(30)).expect("an event should have come");
            if wanted(&event) {
                return event;
            }
        };
        let Event::Trouble(trouble) = next(|event| matches!(event, Event::Trouble(_))) else { unreachable!() };
        assert_eq!(trouble.kind, TroubleKind::TaskPanicked);
        let ended = next(|event| matches!(event, Event::JobFinished { .. }));
        assert!(matches!(ended, Event::JobFinished { job: JobId(1), found: 0, .. }), "{ended:?}");
        shared.running().cancel(JobId(2));
        let ended = next(|event| matches!(event, Event::JobFinished { .. }));
        assert!(matches!(ended, Event::JobFinished { job: JobId(2), found: 7, cancelled: true, .. }), "{ended:?}");
    }
}
