//! Starting jobs, and making sure that each one ends: by itself, cancelled, or by a panic that is reported.

use super::{
    EngineOptions, Event, JobId, Trouble, TroubleKind, batch::Uploads, job::Running, journals::Journals, keys::Keys,
    outbox::Outbox,
};
use crate::net::{Budget, Miners};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

/// What all jobs share.
#[derive(Debug)]
pub(super) struct Shared {
    /// The way to the front end.
    pub(super) outbox: Arc<Outbox>,
    /// The way to the machines, with the one budget of sockets.
    pub(super) miners: Miners,
    /// The passwords.
    pub(super) keys: Arc<Keys>,
    /// What was done.
    pub(super) journals: Arc<Journals>,
    /// The machines that firmware is on its way to.
    pub(super) uploads: Uploads,
    /// How long batches read back, of the usual time.
    pub(super) patience_scale: f32,
    running: Mutex<Running>,
    /// The batches that may stand still, each with the way to let it go on.
    asking: Mutex<BTreeMap<JobId, UnboundedSender<()>>>,
}

impl Shared {
    /// Nothing runs yet.
    pub(super) fn new(outbox: Arc<Outbox>, options: &EngineOptions) -> Self {
        let budget = options.sockets.map_or_else(Budget::of_this_computer, Budget::new);
        Self {
            outbox,
            miners: Miners::new(options.miners.clone(), budget),
            keys: Arc::new(Keys::new(options.vault.clone())),
            journals: Arc::new(Journals::new(options.journal.clone())),
            uploads: Uploads::default(),
            patience_scale: options.patience_scale,
            running: Mutex::default(),
            asking: Mutex::default(),
        }
    }

    /// Hears when a batch that stands still may go on.
    pub(super) fn await_go_on(&self, job: JobId) -> UnboundedReceiver<()> {
        let (sender, receiver) = unbounded_channel();
        self.asking().insert(job, sender);
        receiver
    }

    /// Lets a batch go on that stands still; any other does not mind.
    pub(super) fn go_on(&self, job: JobId) {
        if let Some(asking) = self.asking().get(&job) {
            // It may be ending at this moment.
            let _ended = asking.send(());
        }
    }

    /// A batch has ended.
    pub(super) fn forget_go_on(&self, job: JobId) {
        self.asking().remove(&job);
    }

    fn asking(&self) -> MutexGuard<'_, BTreeMap<JobId, UnboundedSender<()>>> {
        self.asking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The jobs that run; held for a moment only.
    pub(super) fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts a job of `total` addresses. `work` gives the number of machines that answered. The handle is of what waits for
/// its end; `None` where the number is in use.
pub(super) fn start<F>(
    shared: &Arc<Shared>,
    job: JobId,
    total: u64,
    work: impl FnOnce(Arc<Shared>, CancellationToken) -> F,
) -> Option<JoinHandle<()>>
where
    F: Future<Output = u64> + Send + 'static,
{
    let Some(stop) = shared.running().enter(job) else {
        tracing::error!("a job of the number {job} runs already");
        return None;
    };
    let started = Instant::now();
    shared.outbox.send(Event::JobStarted { job, total });
    let working = tokio::spawn(work(shared.clone(), stop.clone()));
    let shared = shared.clone();
    Some(tokio::spawn(async move {
        let found = working.await.unwrap_or_else(|panicked| {
            shared.outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked));
            0
        });
        shared.running().ended(job);
        let cancelled = stop.is_cancelled();
        shared.outbox.send(Event::JobFinished { job, cancelled, found, took: started.elapsed() });
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::VaultChoice;
    use std::{sync::mpsc, time::Duration};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_panic_is_reported_and_ends_its_job_only() {
        let (events, received) = mpsc::channel();
        let outbox = Arc::new(Outbox::new(events, Arc::new(|| {})));
        let shared = Arc::new(Shared::new(
            outbox,
            &EngineOptions { vault: VaultChoice::Memory, ..EngineOptions::without_folder() },
        ));
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
