//! The journal on a thread of its own. Tasks wait until what they wrote is on the disk; what waits at the same time is
//! written in one transaction, so that thousands of machines a second cost some dozens of flushes.

use super::{BatchNumber, BatchRecord, Journal, JournalMachine, Note, group::Group, there};
use crate::store::{StoreError, StoreReason};
use jiff::Timestamp;
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
    thread::{self, JoinHandle},
};
use tokio::sync::{mpsc, oneshot};

/// How much may wait; who comes then waits for a place first.
const WAITING: usize = 4096;

/// How much one transaction takes at most.
const GROUP: usize = 4096;

/// The answer to one write.
type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// One thing for the thread to do.
enum Message {
    Begin(BatchRecord, Vec<JournalMachine>, Answer<BatchNumber>),
    Notes(Vec<Note>, Answer<()>),
    Finish(BatchNumber, Timestamp, bool, Answer<()>),
    /// Anything else, between two transactions.
    Query(Box<dyn FnOnce(&mut Journal) + Send>),
}

/// Says to whoever waits that it is on the disk, or why it is not.
type Report = Box<dyn FnOnce(Result<(), StoreError>)>;

/// The journal for tasks. Shared behind an [`Arc`]; when the last one lets go, it writes what is waiting and closes the
/// journal, which takes as long as that takes.
pub struct JournalWriter {
    path: PathBuf,
    sender: Option<mpsc::Sender<Message>>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for JournalWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JournalWriter").field("path", &self.path).finish_non_exhaustive()
    }
}

impl JournalWriter {
    /// Starts the thread. Fails where the system gives none.
    pub fn start(journal: Journal) -> Result<Self, StoreError> {
        let path = journal.path.clone();
        let (sender, receiver) = mpsc::channel(WAITING);
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(move || run(journal, receiver));
        let thread = thread.map_err(StoreError::at(&path))?;
        Ok(Self { path, sender: Some(sender), thread: Some(thread) })
    }

    /// Writes down a batch, all machines of which are waiting; it is on the disk when this returns.
    pub async fn begin(&self, record: BatchRecord, machines: Vec<JournalMachine>) -> Result<BatchNumber, StoreError> {
        self.ask(|answer| Message::Begin(record, machines, answer)).await?
    }

    /// Writes down what became of a machine; it is on the disk when this returns.
    pub async fn note(&self, note: Note) -> Result<(), StoreError> {
        self.notes(vec![note]).await
    }

    /// Writes down what became of several machines, together. An error where one is in no batch; the others are written.
    pub async fn notes(&self, notes: Vec<Note>) -> Result<(), StoreError> {
        self.ask(|answer| Message::Notes(notes, answer)).await?
    }

    /// Writes down that a batch ended.
    pub async fn finish(&self, batch: BatchNumber, at: Timestamp, cancelled: bool) -> Result<(), StoreError> {
        self.ask(|answer| Message::Finish(batch, at, cancelled, answer)).await?
    }

    /// Does anything else with the journal, on its thread. It sees everything that was written before.
    pub async fn query<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Journal) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        self.ask(|answer: oneshot::Sender<T>| {
            Message::Query(Box::new(move |journal| {
                // Whoever asked may have gone.
                drop(answer.send(query(journal)));
            }))
        })
        .await
    }

    async fn ask<T>(&self, message: impl FnOnce(oneshot::Sender<T>) -> Message) -> Result<T, StoreError> {
        let closed = || StoreError::at(&self.path)(StoreReason::Closed);
        let sender = self.sender.as_ref().ok_or_else(closed)?;
        let (answer, answered) = oneshot::channel();
        sender.send(message(answer)).await.map_err(|_unsent| closed())?;
        answered.await.map_err(|_gone| closed())
    }
}

impl Drop for JournalWriter {
    fn drop(&mut self) {
        self.sender = None;
        let Some(thread) = self.thread.take() else { return };
        // A query may hold the last one, and can't wait for itself.
        if thread.thread().id() != thread::current().id() && thread.join().is_err() {
            tracing::error!("the journal's thread has panicked");
        }
    }
}

fn run(mut journal: Journal, mut receiver: mpsc::Receiver<Message>) {
    while let Some(message) = receiver.blocking_recv() {
        let mut writes = vec![message];
        while writes.len() < GROUP
            && let Ok(message) = receiver.try_recv()
        {
            writes.push(message);
        }
        // A query sees what was sent before it and nothing of what came after.
        let mut messages = writes.into_iter().peekable();
        while messages.peek().is_some() {
            let group: Vec<Message> = std::iter::from_fn(|| messages.next_if(Message::is_write)).collect();
            write(&mut journal, group);
            if let Some(Message::Query(query)) = messages.next() {
                query(&mut journal);
            }
        }
    }
}

impl Message {
    fn is_write(&self) -> bool {
        !matches!(self, Self::Query(_))
    }

    /// Answers a write that was not tried.
    fn answer(self, outcome: Result<(), StoreError>) {
        match self {
            Self::Begin(_, _, answer) => drop(answer.send(outcome.map(|()| 0))),
            Self::Notes(_, answer) | Self::Finish(_, _, _, answer) => drop(answer.send(outcome)),
            Self::Query(_) => {}
        }
    }
}

/// Writes everything in one transaction, and answers when it is on the disk.
fn write(journal: &mut Journal, group: Vec<Message>) {
    if group.is_empty() {
        return;
    }
    let path = journal.path.clone();
    let mut reports = Vec::with_capacity(group.len());
    let mut group = group.into_iter();
    let written = journal.group(|transaction| {
        group.by_ref().try_for_each(|message| {
            let (report, result) = apply(transaction, message, &path);
            reports.push(report);
            result
        })
    });
    let failed = written.err().map(|error| Arc::new(error.reason));
    let outcome = || failed.clone().map_or(Ok(()), |reason| Err(StoreError::at(&path)(StoreReason::Together(reason))));
    for report in reports {
        report(outcome());
    }
    // Where it failed, some were not even tried.
    group.for_each(|message| message.answer(outcome()));
}

/// Writes one thing, and returns how its outcome is reported. An error means that the transaction can't be: that
/// somebody asked for a machine that is not there is their affair alone.
fn apply(transaction: &mut Group<'_>, message: Message, path: &Path) -> (Report, Result<(), StoreReason>) {
    let path = path.to_owned();
    match message {
        Message::Begin(record, machines, answer) => match transaction.begin(&record, &machines) {
            Ok(batch) => (report(answer, Ok(batch)), Ok(())),
            Err(reason) => (report(answer, Err(StoreError::at(&path)(StoreReason::Closed))), Err(reason)),
        },
        Message::Notes(notes, answer) => {
            let mut found = true;
            let result = notes.iter().try_for_each(|note| {
                found &= transaction.note(note)?;
                Ok(())
            });
            (report(answer, there(found).map_err(StoreError::at(&path))), result)
        }
        Message::Finish(batch, at, cancelled, answer) => match transaction.finish(batch, at, cancelled) {
            Ok(found) => (report(answer, there(found).map_err(StoreError::at(&path))), Ok(())),
            Err(reason) => (report(answer, Ok(())), Err(reason)),
        },
        Message::Query(_) => (Box::new(drop), Ok(())),
    }
}

/// Answers with a value once it is on the disk.
fn report<T: 'static>(answer: Answer<T>, value: Result<T, StoreError>) -> Report {
    // Whoever asked may have gone.
    Box::new(move |outcome| drop(answer.send(outcome.and(value))))
}
