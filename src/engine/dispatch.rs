//! The dispatcher: one task that takes every request, starts its work, and knows what runs.

use super::{
    EngineOptions, Event, Request, Trouble, TroubleKind, files, job::Running, keeper, keeper::Chore, outbox::Outbox,
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
    running: Running,
    /// Work that must come to its end: files that are being written.
    files: TaskTracker,
}

impl Dispatcher {
    /// Nothing runs yet.
    pub(super) fn new(options: EngineOptions, outbox: Arc<Outbox>) -> Self {
        Self { options, outbox, running: Running::default(), files: TaskTracker::new() }
    }

    /// Takes requests until the front end drops the engine; then stops the jobs and finishes the writes.
    pub(super) async fn run(mut self, mut requests: UnboundedReceiver<Request>) {
        let (chores, todo) = unbounded_channel();
        let keeper = keeper::keep(self.options.folder.clone(), todo, self.outbox.clone());
        self.files.spawn(keeper);
        while let Some(request) = requests.recv().await {
            self.take(request, &chores);
        }
        self.running.cancel_all();
        drop(chores);
        self.files.close();
        self.files.wait().await;
    }

    /// Starts the work of one request.
    fn take(&mut self, request: Request, chores: &UnboundedSender<Chore>) {
        match request {
            Request::Cancel(job) => self.running.cancel(job),
            Request::Export(request) => self.beside(move |outbox| files::export_rows(&request, outbox)),
            Request::ListNetworks => self.beside(list_networks),
            Request::ReadRanges { path } => self.beside(move |outbox| files::read_ranges(path, outbox)),
            Request::Restore => give(chores, Chore::Restore),
            Request::SaveFleet(machines) => give(chores, Chore::SaveFleet(machines)),
            Request::SaveSettings(settings) => give(chores, Chore::SaveSettings(settings)),
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
