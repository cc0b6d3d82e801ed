//! The dispatcher: one task that takes every request, starts its work, and knows what runs.

use super::{
    EngineOptions, Event, JobId, Request, Trouble, TroubleKind,
    access::check_access,
    batch,
    demo::Demo,
    files,
    jobs::{self, Shared},
    keeper,
    keeper::Chore,
    outbox::Outbox,
    probe::probe,
    raw::read_raw,
    read::read,
    scan::scan,
};
use crate::net::local_networks;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::task::TaskTracker;

/// Takes the requests.
#[derive(Debug)]
pub(super) struct Dispatcher {
    options: EngineOptions,
    outbox: Arc<Outbox>,
    shared: Arc<Shared>,
    demo: Arc<Demo>,
    /// Work that must come to its end: files that are being written.
    files: TaskTracker,
}

impl Dispatcher {
    /// Nothing runs yet.
    pub(super) fn new(options: EngineOptions, outbox: Arc<Outbox>) -> Self {
        let shared = Arc::new(Shared::new(outbox.clone(), &options));
        Self { options, outbox, shared, demo: Arc::default(), files: TaskTracker::new() }
    }

    /// Takes requests until the front end drops the engine; then stops the jobs and finishes the writes.
    pub(super) async fn run(self, mut requests: UnboundedReceiver<Request>) {
        let (chores, todo) = unbounded_channel();
        let keeper = keeper::keep(self.options.folder.clone(), todo, self.outbox.clone());
        self.files.spawn(keeper);
        while let Some(request) = requests.recv().await {
            self.take(request, &chores);
        }
        self.shared.running().cancel_all();
        drop(chores);
        self.files.close();
        self.files.wait().await;
    }

    /// Starts the work of one request.
    fn take(&self, request: Request, chores: &UnboundedSender<Chore>) {
        match request {
            Request::Act { job, plan } => {
                let total = plan.steps.len() as u64;
                let ended = jobs::start(&self.shared, job, total, |shared, stop| batch::act(shared, job, *plan, stop));
                // What a machine was told is waited for, also when the window closes.
                if let Some(ended) = ended {
                    self.files.spawn(ended);
                }
            }
            Request::CheckAccess { job, machines, passwords } => {
                let total = machines.len() as u64;
                jobs::start(&self.shared, job, total, |shared, stop| {
                    check_access(shared, job, machines, passwords, stop)
                });
            }
            Request::ProbeAddresses { job, addresses } => {
                let total = addresses.len() as u64;
                jobs::start(&self.shared, job, total, |shared, stop| probe(shared, job, addresses, stop));
            }
            Request::CloseInterrupted(number) => {
                let shared = self.shared.clone();
                self.files.spawn(async move { shared.journals.close_interrupted(number, &shared.outbox).await });
            }
            Request::GoOn(job) => self.shared.go_on(job),
            Request::Passwords(request) => {
                let shared = self.shared.clone();
                self.files.spawn(async move { shared.keys.serve(request, &shared.outbox).await });
            }
            Request::ReadFirmware(path) => self.beside(move |outbox| files::read_firmware(path, outbox)),
            Request::ReadJournal(query) => {
                let shared = self.shared.clone();
                self.files.spawn(async move { shared.journals.read(query, &shared.outbox).await });
            }
            Request::Cancel(job) => self.shared.running().cancel(job),
            Request::CancelOnInterrupt(job) => {
                tokio::spawn(cancel_on_interrupt(self.shared.clone(), job));
            }
            Request::Export(request) => self.beside(move |outbox| files::export_rows(&request, outbox)),
            Request::LookAt(path) => self.beside(move |outbox| files::look_at(path, outbox)),
            Request::ListNetworks => self.beside(list_networks),
            Request::Read { job, machines, plan } => {
                let total = machines.len() as u64;
                jobs::start(&self.shared, job, total, |shared, stop| read(shared, job, machines, plan, stop));
            }
            Request::ReadRanges { path } => self.beside(move |outbox| files::read_ranges(path, outbox)),
            Request::ReadRaw { address, queries } => {
                tokio::spawn(read_raw(self.shared.clone(), address, queries));
            }
            Request::ReadText { path } => self.beside(move |outbox| files::read_text(path, outbox)),
            Request::WriteText { path, text } => self.beside(move |outbox| files::write_text(path, &text, outbox)),
            Request::OpenFolder { path } => self.beside(move |outbox| files::open_folder(&path, outbox)),
            Request::Restore => give(chores, Chore::Restore),
            Request::SaveFleet(machines) => give(chores, Chore::SaveFleet(machines)),
            Request::SaveSettings(settings) => give(chores, Chore::SaveSettings(settings)),
            Request::Scan { job, targets, options } => {
                let total = targets.len() as u64;
                jobs::start(&self.shared, job, total, |shared, stop| scan(shared, job, targets, options, stop));
            }
            Request::StartDemo(options) => {
                let (demo, outbox) = (self.demo.clone(), self.outbox.clone());
                tokio::spawn(async move { demo.start(options, &outbox).await });
            }
            Request::WriteRanges { path, text } => {
                self.beside(move |outbox| files::write_ranges(path, &text, outbox));
            }
        }
    }

    /// Runs work that waits for disks on a thread that may wait.
    fn beside(&self, work: impl FnOnce(&Outbox) + Send + 'static) {
        let outbox = self.outbox.clone();
        let working = {
            let outbox = outbox.clone();
            self.files.spawn_blocking(move || work(&outbox))
        };
        self.files.spawn(async move {
            if let Err(panicked) = working.await {
                outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked));
            }
        });
    }
}

/// Waits for Ctrl-C as long as the program runs.
async fn cancel_on_interrupt(shared: Arc<Shared>, job: JobId) {
    match tokio::signal::ctrl_c().await {
        Ok(()) => shared.running().cancel(job),
        Err(error) => tracing::warn!("an interrupt will end the program at once: {error}"),
    }
}

/// Lists the networks of this computer; a slow driver may take its time.
fn list_networks(outbox: &Outbox) {
    match local_networks() {
        Ok(networks) => outbox.send(Event::Networks(networks)),
        Err(error) => outbox.trouble(Trouble::new(TroubleKind::NetworksUnknown, error)),
    }
}

/// Hands a chore to the keeper, who lives as long as the dispatcher.
fn give(chores: &UnboundedSender<Chore>, chore: Chore) {
    if chores.send(chore).is_err() {
        tracing::error!("the keeper of the files has gone");
    }
}
