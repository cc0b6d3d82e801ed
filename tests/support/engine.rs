//! An engine with a folder of its own, as a front end has it.

use rackhand::{
    engine::{Engine, EngineOptions, Event, JobId, Request, VaultChoice},
    fleet::Fleet,
    store::Folder,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::Receiver,
    },
    time::Duration,
};
use tempfile::TempDir;

/// How long an event may take before a test gives up; only a failing test waits for it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// An engine and what a front end has of it.
pub(crate) struct Bench {
    pub(crate) engine: Engine,
    pub(crate) events: Receiver<Event>,
    /// How often the engine called the front end.
    pub(crate) wakes: Arc<AtomicUsize>,
    place: TempDir,
}

impl Bench {
    pub(crate) fn start() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut EngineOptions)) -> Self {
        Self::in_place(TempDir::new().unwrap(), change)
    }

    fn in_place(place: TempDir, change: impl FnOnce(&mut EngineOptions)) -> Self {
        let mut options =
            EngineOptions { vault: VaultChoice::Memory, ..EngineOptions::in_folder(Folder::at(place.path())) };
        change(&mut options);
        let wakes = Arc::new(AtomicUsize::new(0));
        let counter = wakes.clone();
        let wake = Arc::new(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let (engine, events) = Engine::start(options, wake).unwrap();
        Self { engine, events, wakes, place }
    }

    /// Ends the engine and starts another one in the same folder.
    pub(crate) fn restart(self) -> Self {
        let Self { engine, events, wakes: _, place } = self;
        drop((engine, events));
        Self::in_place(place, |_| {})
    }

    pub(crate) fn folder(&self) -> Folder {
        Folder::at(self.place.path())
    }

    /// The next event.
    pub(crate) fn next(&self) -> Event {
        self.events.recv_timeout(PATIENCE).expect("an event should have come")
    }

    /// The next event that is one of those.
    pub(crate) fn wait_for(&self, those: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = self.next();
            if those(&event) {
                return event;
            }
        }
    }

    /// Sends a job that is made with a new number.
    pub(crate) fn send_job(&self, make: impl FnOnce(JobId) -> Request) -> JobId {
        let job = self.engine.new_job();
        self.engine.send(make(job));
        job
    }

    /// Runs a job to its end, and shows the fleet what it saw. Returns how many machines answered.
    pub(crate) fn run(&self, make: impl FnOnce(JobId) -> Request, fleet: &mut Fleet) -> u64 {
        let ours = self.send_job(make);
        loop {
            match self.next() {
                Event::Observed(observation) => drop(fleet.observe(observation)),
                Event::JobFinished { job, found, .. } if job == ours => return found,
                Event::Trouble(trouble) => panic!("{trouble}"),
                _ => {}
            }
        }
    }
}
