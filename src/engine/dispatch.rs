//! The dispatcher: one task that takes every request, starts its work, and knows what runs.

use super::{EngineOptions, Request, job::Running, keeper, keeper::Chore, outbox::Outbox};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What all work shares.
#[derive(Debug)]
pub(super) struct Dispatcher {
    options: EngineOptions,
    outbox: Arc<Outbox>,
    running: Running,
}

impl Dispatcher {
    /// Nothing runs yet.
    pub(super) fn new(options: EngineOptions, outbox: Arc<Outbox>) -> Self {
        Self { options, outbox, running: Running::default() }
    }

    /// Takes requests until the front end drops the engine; then stops the jobs and finishes the writes.
    pub(super) async fn run(mut self, mut requests: UnboundedReceiver<Request>) {
        let (chores, todo) = unbounded_channel();
        let keeper = tokio::spawn(keeper::keep(self.options.folder.clone(), todo, self.outbox.clone()));
        while let Some(request) = requests.recv().await {
            self.take(request, &chores);
        }
        self.running.cancel_all();
        drop(chores);
        if let Err(panicked) = keeper.await {
            tracing::error!("the keeper of the files ended: {panicked}");
        }
    }

    /// Starts the work of one request.
    fn take(&mut self, request: Request, chores: &UnboundedSender<Chore>) {
        match request {
            Request::Cancel(job) => self.running.cancel(job),
            Request::Restore => give(chores, Chore::Restore),
            Request::SaveSettings(settings) => give(chores, Chore::SaveSettings(settings)),
        }
    }
}

/// Hands a chore to the keeper, who lives as long as the dispatcher.
fn give(chores: &UnboundedSender<Chore>, chore: Chore) {
    if chores.send(chore).is_err() {
        tracing::error!("the keeper of the files has gone");
    }
}
