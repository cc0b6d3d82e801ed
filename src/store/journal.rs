//! What was done to machines, in a database: every batch and every machine of it, before the machine is told, so that a
//! crash or a power cut leaves no doubt about what may have happened.
//!
//! `SQLite` with a write-ahead log that is flushed to the disk with every commit: `NORMAL` would lose the last commits in
//! a power cut, and what was not written down would look as if it had not been sent. What that costs is paid once for
//! many notes by [`JournalWriter`], through which the engine writes. Several processes can have one journal open; each
//! waits for the other for some seconds, then says that it is busy ([`StoreError::is_busy`]).

mod group;
mod layout;
mod read;
mod record;
mod running;
mod writer;

pub use record::{
    BatchNumber, BatchRecord, BatchSummary, Counts, EntryState, JournalEntry, JournalFilter, JournalMachine, Note,
    Retention,
};
pub use writer::JournalWriter;

use super::{
    StoreError, StoreReason,
    database::{Flush, look_at_database, open_database, set_database_aside},
};
use group::Group;
use jiff::{Timestamp, ToSpan as _};
use running::Running;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// How much of the database is kept in memory, in KiB as `SQLite` counts them: below zero. What is written goes to the end,
/// and what was read is seldom read again.
const CACHE: i32 = -512;

/// The database of what was done.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    database: Connection,
    running: Running,
}

impl Journal {
    /// Opens the database, makes it where it is missing, and drops what [`Retention::default`] does not keep. One of a
    /// later layout is refused and left alone.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let database = open_database(path, Flush::EveryCommit, &layout::STEPS)?;
        database.pragma_update(None, "cache_size", CACHE).map_err(StoreError::at(path))?;
        let mut journal = Self { path: path.to_owned(), database, running: Running::new(path) };
        journal.prune(&Retention::default(), Timestamp::now())?;
        Ok(journal)
    }

    /// Opens the database beside whoever writes, to look at it as it is at this moment: nobody waits for the other. It was
    /// opened to be written before, so that its layout is the present one.
    pub fn look(path: &Path) -> Result<Self, StoreError> {
        let database = look_at_database(path)?;
        Ok(Self { path: path.to_owned(), database, running: Running::new(path) })
    }

    /// Moves a damaged database aside, as `.broken`, so that the next [`open`](Self::open) makes a new one. Returns
    /// where it is. Nobody may have it open.
    pub fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
        set_database_aside(path)
    }

    /// Writes down a batch, all machines of which are waiting.
    pub fn begin(&mut self, record: &BatchRecord, machines: &[JournalMachine]) -> Result<BatchNumber, StoreError> {
        self.group(|group| group.begin(record, machines))
    }

    /// Writes down what became of machines, all of it or nothing. An error where one of them is in no batch.
    pub fn note(&mut self, notes: &[Note]) -> Result<(), StoreError> {
        self.group(|group| notes.iter().try_for_each(|note| there(group.note(note)?)))
    }

    /// Writes down that a batch ended, by itself or because the technician stopped it.
    pub fn finish(&mut self, batch: BatchNumber, at: Timestamp, cancelled: bool) -> Result<(), StoreError> {
        self.group(|group| there(group.finish(batch, at, cancelled)?))
    }

    /// The batches that a crash cut off, the latest first: without an end, and nobody is working on them any more.
    pub fn interrupted(&self) -> Result<Vec<BatchSummary>, StoreError> {
        let unfinished = read::unfinished(&self.database).map_err(StoreError::at(&self.path))?;
        let dead = unfinished.into_iter().filter(|(_, writer)| !self.running.is_alive(&self.path, writer));
        Ok(dead.map(|(batch, _)| batch).collect())
    }

    /// Ends a batch that was cut off, once the technician has seen it: what was being sent or had not been read back
    /// becomes [`Unknown`](EntryState::Unknown), what was waiting [`Skipped`](EntryState::Skipped). Returns what it came
    /// to. A batch that somebody is working on is refused.
    pub fn close_interrupted(&mut self, batch: BatchNumber, at: Timestamp) -> Result<Counts, StoreError> {
        let unfinished = read::unfinished(&self.database).map_err(StoreError::at(&self.path))?;
        let found = unfinished.into_iter().find(|(summary, _)| summary.number == batch);
        let (_, writer) = found.ok_or_else(|| StoreError::at(&self.path)(StoreReason::NoSuchEntry))?;
        if self.running.is_alive(&self.path, &writer) {
            return Err(StoreError::at(&self.path)(StoreReason::StillRunning));
        }
        self.group(|group| group.close(batch, at))
    }

    /// The latest batches that pass the filter, newest first, at most `limit` of them; `before` goes on from the last one
    /// of an earlier answer.
    pub fn batches(
        &self,
        filter: &JournalFilter,
        limit: u32,
        before: Option<BatchNumber>,
    ) -> Result<Vec<BatchSummary>, StoreError> {
        read::batches(&self.database, filter, limit, before).map_err(StoreError::at(&self.path))
    }

    /// All machines of a batch, in the order in which they were given; none where there is no such batch.
    pub fn entries(&self, batch: BatchNumber) -> Result<Vec<JournalEntry>, StoreError> {
        let mut entries = Vec::new();
        read::entries(&self.database, batch, |entry| entries.push(entry)).map_err(StoreError::at(&self.path))?;
        Ok(entries)
    }

    /// Gives every machine of every batch that passes the filter to `row`, newest batch first, until that fails. Only one
    /// batch's list is in memory at a time.
    pub fn export<E: From<StoreError>>(
        &self,
        filter: &JournalFilter,
        mut row: impl FnMut(&BatchSummary, &JournalEntry) -> Result<(), E>,
    ) -> Result<(), E> {
        const AT_ONCE: u32 = 100;
        let mut before = None;
        loop {
            let batches = self.batches(filter, AT_ONCE, before)?;
            for batch in &batches {
                let entries = self.entries(batch.number)?;
                let asked = |entry: &&JournalEntry| filter.outcome.is_none_or(|outcome| entry.state == outcome);
                entries.iter().filter(asked).try_for_each(|entry| row(batch, entry))?;
            }
            let Some(last) = batches.last() else { return Ok(()) };
            before = Some(last.number);
        }
    }

    /// Drops what is not to be kept, and returns how many batches that were. The file keeps its size; its room is used
    /// again.
    pub fn prune(&mut self, retention: &Retention, now: Timestamp) -> Result<usize, StoreError> {
        let oldest = now.checked_sub((i64::from(retention.days) * 24).hours()).unwrap_or(Timestamp::MIN);
        let old = read::beyond(&self.database, retention, oldest).map_err(StoreError::at(&self.path))?;
        // One transaction each: nobody else should have to wait for all of them.
        for batch in &old {
            self.group(|group| group.remove(*batch))?;
        }
        Ok(old.len())
    }

    /// Does several things in one transaction: all of them are on the disk when it returns, or none.
    fn group<T>(&mut self, work: impl FnOnce(&mut Group<'_>) -> Result<T, StoreReason>) -> Result<T, StoreError> {
        let Self { path, database, running } = self;
        let written = Group::begin_group(database, running).and_then(|mut group| {
            let value = work(&mut group)?;
            group.commit().map(|()| value)
        });
        written.map_err(StoreError::at(path))
    }
}

/// An error where what was to be changed is not there.
fn there(found: bool) -> Result<(), StoreReason> {
    if found { Ok(()) } else { Err(StoreReason::NoSuchEntry) }
}
