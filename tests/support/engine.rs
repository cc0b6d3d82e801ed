//! An engine with a folder of its own, and simulated machines beside it.

use rackhand::{
    engine::{Engine, EngineOptions, Event, JobId, Request},
    fleet::Fleet,
    sim::{Fault, SimOptions, Simulation, Truth},
    store::Folder,
};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::Receiver,
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How long an event may take before a test gives up; only a failing test waits for it.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// An engine and what a front end has of it.
pub struct Bench {
    pub engine: Engine,
    pub events: Receiver<Event>,
    /// How often the engine called the front end.
    pub wakes: Arc<AtomicUsize>,
    place: TempDir,
}

impl Bench {
    pub fn start() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut EngineOptions)) -> Self {
        Self::in_place(TempDir::new().unwrap(), change)
    }

    fn in_place(place: TempDir, change: impl FnOnce(&mut EngineOptions)) -> Self {
        let mut options = EngineOptions { folder: Some(Folder::at(place.path())), ..EngineOptions::default() };
        change(&mut options);
        let wakes = Arc::new(AtomicUsize::new(0));
        let counter = wakes.clone();
        let wake = Arc::new(move || drop(counter.fetch_add(1, Ordering::SeqCst)));
        let (engine, events) = Engine::start(options, wake).unwrap();
        Self { engine, events, wakes, place }
    }

    /// Ends the engine and starts another one in the same folder.
    pub fn restart(self) -> Self {
        let Self { engine, events, wakes: _, place } = self;
        drop((engine, events));
        Self::in_place(place, |_| {})
    }

    pub fn folder(&self) -> Folder {
        Folder::at(self.place.path())
    }

    /// The next event.
    pub fn next(&self) -> Event {
        self.events.recv_timeout(PATIENCE).expect("an event should have come")
    }

    /// The next event that is one of those.
    pub fn wait_for(&self, those: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = self.next();
            if those(&event) {
                return event;
            }
        }
    }

    /// Sends a job that is made with a new number.
    pub fn send_job(&self, make: impl FnOnce(JobId) -> Request) -> JobId {
        let job = self.engine.new_job();
        self.engine.send(make(job));
        job
    }

    /// Runs a job to its end, and shows the fleet what it saw. Returns how many machines answered.
    pub fn run(&self, make: impl FnOnce(JobId) -> Request, fleet: &mut Fleet) -> u64 {
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

/// Simulated machines on threads of their own.
pub struct Machines {
    simulation: Simulation,
    runtime: Runtime,
}

impl Machines {
    pub fn start(options: SimOptions) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let simulation = runtime.block_on(Simulation::start(options)).unwrap();
        Self { simulation, runtime }
    }

    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.simulation.addresses()
    }

    pub fn range(&self) -> String {
        self.simulation.range()
    }

    pub fn truth(&self, address: SocketAddr) -> Truth {
        self.simulation.truth(address).expect("a machine stands there")
    }

    pub fn set_fault(&self, address: SocketAddr, fault: Fault) {
        assert!(self.simulation.set_fault(address, fault));
    }

    pub fn set_down(&self, address: SocketAddr, down: bool) {
        self.runtime.block_on(self.simulation.set_down(address, down)).unwrap();
    }

    pub fn move_machine(&self, from: SocketAddr, to: SocketAddr) {
        self.runtime.block_on(self.simulation.move_machine(from, to)).unwrap();
    }
}
