//! The worker pool between a front end and the network: takes [`Request`]s, runs them on its own threads, and answers
//! with [`Event`]s.
//!
//! A front end starts one [`Engine`], keeps the receiver, and never waits: the engine calls the front end's wake
//! function when there is something to read. Always true: a request is answered (by events of its job, by its own
//! event, or by a [`Trouble`]), a panic in one task costs that task and nothing else, and dropping the engine stops
//! every job at once but finishes what was to be saved, and the machines that a batch was telling.

mod access;
pub mod batch;
mod demo;
mod dispatch;
mod event;
mod files;
mod job;
mod jobs;
pub mod journal;
mod journals;
mod keeper;
mod keys;
mod observation;
mod outbox;
mod passwords;
mod probe;
mod progress;
mod raw;
mod read;
mod request;
mod scan;
mod trouble;

pub use batch::{BatchNews, BatchOptions, BatchPlan, Outcome, OutcomeKind};
pub use demo::{DemoKeep, DemoOptions};
pub use event::{AtPath, Event};
pub(crate) use files::{FileError, RangesFileError, ranges_of};
pub use job::JobId;
pub use keys::VaultChoice;
pub(crate) use observation::is_silence;
pub use passwords::{KeyringPlace, PasswordRequest, PasswordSetRow};
pub use request::{ExportRequest, Request};
pub use trouble::{Trouble, TroubleKind};

use crate::{net::MinersOptions, store::Folder};
use outbox::Outbox;
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    time::Duration,
};
use tokio::{
    runtime::{Builder, Runtime},
    sync::mpsc::{UnboundedSender, unbounded_channel},
};

/// How long a dropped engine waits for what is being written.
const LAST_WRITES: Duration = Duration::from_secs(10);

/// How long it then waits for threads that hang in the operating system.
const LAST_THREADS: Duration = Duration::from_millis(200);

/// How an engine is made.
#[derive(Clone, Debug)]
pub struct EngineOptions {
    /// Where settings and the last fleet are kept; `None` keeps nothing.
    pub folder: Option<Folder>,
    /// Where the journal is kept; `None` keeps none.
    pub journal: Option<Folder>,
    /// Worker threads. More than four buy nothing: the work is waiting.
    pub workers: usize,
    /// Sockets that may be open at once; `None`: what this computer allows.
    pub sockets: Option<usize>,
    /// How machines are talked to.
    pub miners: MinersOptions,
    /// Where passwords are.
    pub vault: VaultChoice,
    /// How long batches read back, of the usual time: 1 but in tests.
    pub patience_scale: f32,
}

impl Default for EngineOptions {
    /// This user's folder, and as many workers as there are cores within 2 to 4.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let folder = Folder::of_this_user();
        Self {
            journal: folder.clone(),
            folder,
            workers: cores.clamp(2, 4),
            sockets: None,
            miners: MinersOptions::default(),
            vault: VaultChoice::default(),
            patience_scale: 1.0,
        }
    }
}

impl EngineOptions {
    /// An engine that reads and writes no file of its own: for the command line.
    pub fn without_folder() -> Self {
        Self { folder: None, journal: None, ..Self::default() }
    }

    /// An engine that keeps everything in this folder.
    pub fn in_folder(folder: Folder) -> Self {
        Self { journal: Some(folder.clone()), folder: Some(folder), ..Self::default() }
    }

    /// An engine for simulated machines: it knows their password for as long as it runs, and its journal is in a folder
    /// of its own that goes with `keep`. Nothing of it mixes with a real farm.
    pub fn for_demo(keep: &DemoKeep) -> Self {
        Self { folder: None, journal: keep.folder(), vault: demo::vault(), ..Self::default() }
    }
}

/// The front end's handle of the worker pool. Dropping it ends the pool.
#[derive(Debug)]
pub struct Engine {
    /// `None` only while it is dropped.
    requests: Option<UnboundedSender<Request>>,
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
    outbox: Arc<Outbox>,
    jobs: AtomicU64,
    /// Closed when the last write is done.
    finished: mpsc::Receiver<()>,
}

impl Engine {
    /// Starts the workers. `wake` is called from any thread when events wait after none did; it must return at once.
    pub fn start(
        options: EngineOptions,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> io::Result<(Self, mpsc::Receiver<Event>)> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(options.workers)
            .thread_name("rackhand-engine")
            .enable_all()
            .build()?;
        let (events, received) = mpsc::channel();
        let (requests, incoming) = unbounded_channel();
        let (running, finished) = mpsc::channel();
        let outbox = Arc::new(Outbox::new(events, wake));
        let dispatcher = dispatch::Dispatcher::new(options, outbox.clone());
        runtime.spawn(async move {
            dispatcher.run(incoming).await;
            drop(running);
        });
        let engine =
            Self { requests: Some(requests), runtime: Some(runtime), outbox, jobs: AtomicU64::new(1), finished };
        Ok((engine, received))
    }

    /// A number for a new job, never used before by this engine.
    pub fn new_job(&self) -> JobId {
        JobId(self.jobs.fetch_add(1, Ordering::Relaxed))
    }

    /// Hands over a request and returns at once.
    pub fn send(&self, request: Request) {
        let is_taken = self.requests.as_ref().is_some_and(|requests| requests.send(request).is_ok());
        if !is_taken {
            self.outbox.trouble(Trouble::new(TroubleKind::EngineStopped, "its dispatcher has ended"));
        }
    }

    /// To be called before the events are drained: the next event then wakes the front end again.
    pub fn draining(&self) {
        self.outbox.draining();
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // The dispatcher sees the end of the requests, cancels the jobs, and finishes the writes.
        self.requests = None;
        if self.finished.recv_timeout(LAST_WRITES) == Err(mpsc::RecvTimeoutError::Timeout) {
            tracing::warn!("the last writes took longer than {LAST_WRITES:?} and were left");
        }
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(LAST_THREADS);
        }
    }
}
