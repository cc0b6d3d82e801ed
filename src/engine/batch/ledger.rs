//! What a batch writes into the journal: everything before it is sent, and what came of it as soon as it is known.

use super::{BatchPlan, Deed, Outcome, OutcomeKind, Remark, Work, work::Early};
use crate::{
    engine::{Trouble, TroubleKind, jobs::Shared, journals::state_of},
    store::{BatchNumber, BatchRecord, EntryState, JournalMachine, JournalWriter, Note, StoreError},
};
use jiff::Timestamp;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinHandle,
};

/// So many notes at most are written together.
const TOGETHER: usize = 1_024;

/// One batch in the journal, or nothing where there is no journal.
#[derive(Debug)]
pub(super) struct Ledger(Option<Book>);

#[derive(Debug)]
struct Book {
    writer: Arc<JournalWriter>,
    batch: BatchNumber,
    /// Notes that nobody waits for; `None` once the batch has ended.
    notes: Mutex<Option<UnboundedSender<Note>>>,
    scribe: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
}

impl Ledger {
    /// Writes nothing.
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Writes the batch with all its machines. Nothing is written of a plan that sends nothing, or without a folder.
    pub(super) async fn begin(shared: &Shared, plan: &BatchPlan) -> Result<Self, Trouble> {
        let sends = |work: &Work| !matches!(work, Work::Check(_) | Work::Skip(_));
        if !plan.steps.iter().any(|step| sends(&step.work)) {
            return Ok(Self::none());
        }
        let Some(writer) = shared.journals.writer(&shared.outbox).await.map_err(|error| unsaved(&error))? else {
            return Ok(Self::none());
        };
        let batch = writer.begin(record_of(plan), machines_of(plan)).await.map_err(|error| unsaved(&error))?;
        let (notes, waiting) = unbounded_channel();
        let scribe = tokio::spawn(write(writer.clone(), waiting));
        Ok(Self(Some(Book { writer, batch, notes: Mutex::new(Some(notes)), scribe: Mutex::new(Some(scribe)) })))
    }

    /// Sees on the disk that a machine is about to be told. Where that fails it is not told.
    pub(super) async fn sending(&self, place: u32) -> Early<()> {
        let Some(book) = &self.0 else { return Ok(()) };
        let written = book.writer.note(book.line(place, EntryState::Sending, "")).await;
        written.map_err(|error| Outcome::new(OutcomeKind::Skipped, Remark::Unjournaled(error.to_string().into())))
    }

    /// The machine was told, and is read back now.
    pub(super) fn sent(&self, place: u32, words: &str) {
        self.later(place, EntryState::Sent, words);
    }

    /// The machine ended.
    pub(super) fn ended(&self, place: u32, outcome: &Outcome) {
        self.later(place, state_of(outcome.kind), &outcome.words());
    }

    /// The batch ended; everything is on the disk when this returns.
    pub(super) async fn finish(&self, cancelled: bool) -> Result<(), Trouble> {
        let Some(book) = &self.0 else { return Ok(()) };
        drop(lock(&book.notes).take());
        let scribe = lock(&book.scribe).take();
        let written = match scribe {
            Some(scribe) => scribe.await.map_err(|error| Trouble::new(TroubleKind::TaskPanicked, error)),
            None => Ok(Ok(())),
        };
        // It ended, whatever of it could be written: to the next start it must not look as if it had been cut off.
        let finished = book.writer.finish(book.batch, Timestamp::now(), cancelled).await;
        written?.and(finished).map_err(|error| unsaved(&error))
    }

    fn later(&self, place: u32, state: EntryState, words: &str) {
        let Some(book) = &self.0 else { return };
        if let Some(notes) = &*lock(&book.notes) {
            // The scribe's error is told at the end.
            drop(notes.send(book.line(place, state, words)));
        }
    }
}

impl Book {
    fn line(&self, place: u32, state: EntryState, words: &str) -> Note {
        Note { batch: self.batch, machine_index: place, state, words: words.to_owned(), at: Timestamp::now() }
    }
}

/// Writes what comes, many together.
async fn write(writer: Arc<JournalWriter>, mut waiting: UnboundedReceiver<Note>) -> Result<(), StoreError> {
    let mut first_error = Ok(());
    let mut notes = Vec::new();
    while waiting.recv_many(&mut notes, TOGETHER).await > 0 {
        let written = writer.notes(std::mem::take(&mut notes)).await;
        first_error = first_error.and(written);
    }
    first_error
}

fn unsaved(error: &StoreError) -> Trouble {
    Trouble::of_store(TroubleKind::JournalUnsaved, error)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn record_of(plan: &BatchPlan) -> BatchRecord {
    let options = &plan.options;
    let options = serde_json::json!({
        "at_once": options.at_once,
        "stagger_ms": options.stagger.as_millis() as u64,
        "canary": options.canary,
        "stop_at": options.stop_at,
        "read_back": options.read_back,
    });
    let mut commands = plan.steps.iter().map(|step| command_of(plan, &step.work));
    let first = commands.next().unwrap_or_default();
    let detail = if commands.all(|command| command == first) { first } else { String::new() };
    BatchRecord {
        title: plan.title.clone(),
        command: plan.command.clone(),
        detail,
        options: options.to_string(),
        started: Timestamp::now(),
    }
}

fn machines_of(plan: &BatchPlan) -> Vec<JournalMachine> {
    let mut last: Option<(&Work, Arc<str>)> = None;
    let machines = plan.steps.iter().map(|step| {
        let command = match &last {
            Some((work, command)) if is_same(work, &step.work) => command.clone(),
            _ => command_of(plan, &step.work).into(),
        };
        last = Some((&step.work, command.clone()));
        JournalMachine { address: step.address, mac: step.mac.map(|mac| mac.to_string()), command }
    });
    machines.collect()
}

/// True where two machines are told one and the same, as most of a batch are.
fn is_same(one: &Work, other: &Work) -> bool {
    match (one, other) {
        (Work::Tell(one), Work::Tell(other)) => Arc::ptr_eq(one, other),
        _ => false,
    }
}

/// What a machine is told, without secrets: commands hide theirs themselves, and a new password is no part of it.
fn command_of(plan: &BatchPlan, work: &Work) -> String {
    match work {
        Work::Tell(command) => command.to_string(),
        Work::Check(command) => format!("check {command}"),
        Work::WhenReady(deeds) => {
            let deed = |deed: &Deed| match deed {
                Deed::ChangePassword => deed.kind().name().to_owned(),
                Deed::Tell(command) => command.to_string(),
            };
            deeds.iter().map(deed).collect::<Vec<_>>().join("; ")
        }
        Work::Firmware(image) => format!("{} {}", plan.command, image.name),
        Work::ChangePassword | Work::DownloadLog(_) | Work::Skip(_) => plan.command.clone(),
    }
}
