//! The journal as a front end sees it: batches with their counts, and the machines of one batch.

use super::OutcomeKind;
use jiff::Timestamp;
use std::net::SocketAddr;

/// What to read of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalQuery {
    /// The machines of this batch; `None`: the batches themselves.
    pub batch: Option<i64>,
    /// Only those with this text in their title, command, an address or a MAC address.
    pub text: String,
    /// Only those with a machine that ended so.
    pub outcome: Option<OutcomeKind>,
    /// Only those begun since.
    pub since: Option<Timestamp>,
    /// Only those that were interrupted by a crash.
    pub interrupted_only: bool,
    /// The most rows.
    pub limit: u32,
}

/// One batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalBatch {
    /// Its number.
    pub number: i64,
    /// What it did.
    pub title: String,
    /// The name of its command.
    pub command: String,
    /// When it began.
    pub started: Timestamp,
    /// When it ended; `None` where it runs or was interrupted.
    pub finished: Option<Timestamp>,
    /// It was cancelled.
    pub cancelled: bool,
    /// A crash or a kill ended it.
    pub interrupted: bool,
    /// Machines in all.
    pub total: u32,
    /// Machines by [`OutcomeKind::ALL`].
    pub counts: [u32; 6],
    /// Machines whose turn has not come, or never came.
    pub waiting: u32,
}

impl JournalBatch {
    /// Machines that were begun and did not end: they may have been told.
    pub fn in_doubt(&self) -> u32 {
        self.total.saturating_sub(self.counts.iter().sum::<u32>() + self.waiting)
    }
}

/// One machine of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Where it answered.
    pub address: SocketAddr,
    /// Who it was.
    pub mac: Option<String>,
    /// What was sent, without secrets.
    pub command: String,
    /// How it ended; `None` where it had not: then [`words`](Self::words) says how far it was.
    pub outcome: Option<OutcomeKind>,
    /// Its turn had not come: it was not told.
    pub is_waiting: bool,
    /// The machine's words.
    pub words: String,
    /// When it was last heard of.
    pub at: Option<Timestamp>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalPage {
    /// What was asked.
    pub query: JournalQuery,
    /// The batches, newest first; only the one that was asked for where it was one.
    pub batches: Vec<JournalBatch>,
    /// The machines of the batch that was asked for, in its order.
    pub entries: Vec<JournalEntry>,
}
