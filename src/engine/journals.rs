//! The journal as the engine uses it: opened when it is first needed, written by batches, read for front ends.

use super::{
    Event, OutcomeKind, Trouble, TroubleKind,
    journal::{JournalBatch, JournalEntry, JournalPage, JournalQuery},
    outbox::Outbox,
};
use crate::store::{
    self, BatchNumber, BatchSummary, EntryState, Folder, Journal, JournalFilter, JournalWriter, StoreError,
};
use jiff::Timestamp;
use std::{collections::BTreeSet, io, path::Path, sync::Arc};
use tokio::{sync::OnceCell, task::JoinError};

/// The journal, once it is open.
#[derive(Debug)]
pub(super) struct Journals {
    folder: Option<Folder>,
    writer: OnceCell<Arc<JournalWriter>>,
}

impl Journals {
    /// Nothing is opened yet. Without a folder there is no journal.
    pub(super) fn new(folder: Option<Folder>) -> Self {
        Self { folder, writer: OnceCell::new() }
    }

    /// The journal's writer; `None` where there is no journal. A damaged one is kept aside and a new one begins.
    pub(super) async fn writer(&self, outbox: &Outbox) -> Result<Option<Arc<JournalWriter>>, StoreError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let open = self.writer.get_or_try_init(|| async {
            let path = folder.journal();
            let opened = tokio::task::spawn_blocking(move || open(&path)).await;
            let (writer, aside) = opened.unwrap_or_else(|panicked| Err(panic_of(folder, panicked)))?;
            if let Some(trouble) = aside {
                outbox.trouble(trouble);
            }
            Ok(Arc::new(writer))
        });
        open.await.map(|writer| Some(writer.clone()))
    }

    /// Answers a question, beside the writing: a search through years must not keep a batch waiting.
    pub(super) async fn read(&self, query: JournalQuery, outbox: &Outbox) {
        let asked = query.clone();
        let read = async {
            // Where it is not there yet it is made, and where it is damaged it is set aside.
            let (Some(_), Some(folder)) = (self.writer(outbox).await?, &self.folder) else {
                return Ok(JournalPage { query: asked, batches: Vec::new(), entries: Vec::new() });
            };
            let path = folder.journal();
            let read = tokio::task::spawn_blocking(move || page(&Journal::look(&path)?, asked));
            read.await.unwrap_or_else(|panicked| Err(panic_of(folder, panicked)))
        };
        let page = read.await.unwrap_or_else(|error: StoreError| {
            outbox.trouble(Trouble::of_store(TroubleKind::JournalUnread, &error));
            JournalPage { query, batches: Vec::new(), entries: Vec::new() }
        });
        outbox.send(Event::Journal(page));
    }

    /// Ends a batch that was interrupted, and tells it as it is then.
    pub(super) async fn close_interrupted(&self, batch: BatchNumber, outbox: &Outbox) {
        let close = async {
            match self.writer(outbox).await? {
                Some(writer) => {
                    writer.query(move |journal| journal.close_interrupted(batch, Timestamp::now())).await?.map(drop)
                }
                None => Ok(()),
            }
        };
        if let Err(error) = close.await {
            outbox.trouble(Trouble::of_store(TroubleKind::JournalUnsaved, &error));
        }
        self.read(JournalQuery { batch: Some(batch), ..JournalQuery::default() }, outbox).await;
    }
}

fn panic_of(folder: &Folder, panicked: JoinError) -> StoreError {
    StoreError { path: folder.journal(), reason: io::Error::other(panicked).into() }
}

fn open(path: &Path) -> Result<(JournalWriter, Option<Trouble>), StoreError> {
    let mut trouble = None;
    let journal = Journal::open(path).or_else(|error| {
        if !error.is_damage() {
            return Err(error);
        }
        let aside = Journal::set_aside(path)?;
        trouble = Some(Trouble::at(TroubleKind::JournalUnread, &error.reason, aside));
        Journal::open(path)
    })?;
    Ok((JournalWriter::start(journal)?, trouble))
}

fn page(journal: &Journal, query: JournalQuery) -> Result<JournalPage, StoreError> {
    let limit = if query.limit == 0 { u32::MAX } else { query.limit };
    let interrupted = journal.interrupted()?;
    let numbers: BTreeSet<BatchNumber> = interrupted.iter().map(|batch| batch.number).collect();
    let mut entries = Vec::new();
    let batches = match query.batch {
        Some(number) => {
            let passes = |entry: &JournalEntry| query.outcome.is_none_or(|wanted| entry.outcome == Some(wanted));
            let all = journal.entries(number)?.into_iter().map(entry_of);
            entries = all.filter(passes).take(limit as usize).collect();
            let mut latest = journal.batches(&JournalFilter::default(), 1, Some(number.saturating_add(1)))?;
            latest.retain(|batch| batch.number == number);
            latest
        }
        None if query.interrupted_only => interrupted.into_iter().take(limit as usize).collect(),
        None => {
            let outcome = query.outcome.map(state_of);
            let filter = JournalFilter { text: query.text.clone(), since: query.since, until: None, outcome };
            journal.batches(&filter, limit, None)?
        }
    };
    let batches = batches.into_iter().map(|batch| batch_of(batch, &numbers)).collect();
    Ok(JournalPage { query, batches, entries })
}

fn batch_of(batch: BatchSummary, interrupted: &BTreeSet<BatchNumber>) -> JournalBatch {
    JournalBatch {
        number: batch.number,
        title: batch.record.title,
        command: batch.record.command,
        started: batch.record.started,
        finished: batch.finished,
        cancelled: batch.cancelled,
        interrupted: interrupted.contains(&batch.number),
        total: batch.counts.total(),
        counts: OutcomeKind::ALL.map(|kind| batch.counts.of(state_of(kind))),
        waiting: batch.counts.of(EntryState::Waiting),
    }
}

fn entry_of(entry: store::JournalEntry) -> JournalEntry {
    let outcome = OutcomeKind::ALL.into_iter().find(|kind| state_of(*kind) == entry.state);
    // Where it had not ended, how far it was is what there is to say.
    let words = if outcome.is_none() { entry.state.name().to_owned() } else { entry.words };
    JournalEntry {
        address: entry.address,
        mac: entry.mac,
        command: entry.command,
        outcome,
        is_waiting: entry.state == EntryState::Waiting,
        words,
        at: Some(entry.at),
    }
}

/// An outcome as the journal writes it.
pub(super) fn state_of(kind: OutcomeKind) -> EntryState {
    match kind {
        OutcomeKind::Done => EntryState::Done,
        OutcomeKind::Accepted => EntryState::Accepted,
        OutcomeKind::Refused => EntryState::Refused,
        OutcomeKind::Unreachable => EntryState::Unreachable,
        OutcomeKind::Unknown => EntryState::Unknown,
        OutcomeKind::Skipped => EntryState::Skipped,
    }
}
