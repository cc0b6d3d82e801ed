//! What the journal holds, as plain values: it knows nothing of commands and passwords, only of texts without secrets.

use jiff::Timestamp;
use std::{net::SocketAddr, sync::Arc};

/// Names a batch, for good; later ones have greater numbers.
pub type BatchNumber = i64;

/// One batch, before anything of it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRecord {
    /// What is done, as the technician reads it. No secrets.
    pub title: String,
    /// The name of the command on the wire.
    pub command: String,
    /// What it is done with, in words. No secrets.
    pub detail: String,
    /// How it is run (at once, stagger, …), as JSON.
    pub options: String,
    /// When it began.
    pub started: Timestamp,
}

/// One machine of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalMachine {
    /// Where it is reached.
    pub address: SocketAddr,
    /// Its hardware address, where it is known.
    pub mac: Option<String>,
    /// What it is told, as a text without secrets. Machines of one batch may be told different things, and those that are
    /// told the same share the text.
    pub command: Arc<str>,
}

/// How far a batch is with one machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryState {
    /// Nothing was sent.
    Waiting,
    /// It is being sent: it may have happened.
    Sending,
    /// It was accepted and is not read back yet.
    Sent,
    /// It was read back.
    Done,
    /// It was accepted and can't be read back.
    Accepted,
    /// The machine refused.
    Refused,
    /// The machine was not reached, so that nothing happened.
    Unreachable,
    /// It may have happened.
    Unknown,
    /// It was not sent.
    Skipped,
}

impl EntryState {
    /// All of them, in the order of [`Counts`].
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Done,
        Self::Accepted,
        Self::Refused,
        Self::Unreachable,
        Self::Unknown,
        Self::Skipped,
    ];

    /// Its name in the database and in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Done => "done",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }

    /// The state of that name. A later version's is unknown, which is what it is to this one.
    pub(super) fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.name() == name).unwrap_or(Self::Unknown)
    }
}

/// What became of one machine of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which batch.
    pub batch: BatchNumber,
    /// Which of its machines, from zero, in the order in which they were given.
    pub machine_index: u32,
    /// How far it is.
    pub state: EntryState,
    /// The machine's own words, or why it was not reached; empty where there is nothing to say. No secrets.
    pub words: String,
    /// When.
    pub at: Timestamp,
}

/// One machine of a batch, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Where it was reached.
    pub address: SocketAddr,
    /// Its hardware address, where it was known.
    pub mac: Option<String>,
    /// What it was told.
    pub command: String,
    /// How far it is.
    pub state: EntryState,
    /// The machine's own words, or why it was not reached.
    pub words: String,
    /// When that was noted.
    pub at: Timestamp,
}

/// How many machines of a batch are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub(super) [u32; EntryState::ALL.len()]);

impl Counts {
    /// How many are in that state.
    pub fn of(&self, state: EntryState) -> u32 {
        self.0[state as usize]
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }
}

/// One batch, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchSummary {
    /// Its number.
    pub number: BatchNumber,
    /// What it was begun with.
    pub record: BatchRecord,
    /// When it ended; `None` while it runs, and for one that was cut off.
    pub finished: Option<Timestamp>,
    /// True where the technician stopped it, and where it was cut off.
    pub cancelled: bool,
    /// How far it is.
    pub counts: Counts,
}

/// Which batches are asked for; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// Only those with this text in title, command, detail, or an address, hardware address or words of a machine.
    /// Letters A to Z count in both cases.
    pub text: String,
    /// Only those that began then or later.
    pub since: Option<Timestamp>,
    /// Only those that began before.
    pub until: Option<Timestamp>,
    /// Only those with a machine in this state; [`export`](super::Journal::export) leaves out the other machines.
    pub outcome: Option<EntryState>,
}

/// How much of the past is kept. What is beyond any of the three goes, oldest batches first, but never one that is not
/// finished, and never the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// So many days.
    pub days: u32,
    /// So many batches.
    pub batches: u32,
    /// So many machines over all batches.
    pub entries: u64,
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: 365, batches: 10_000, entries: 5_000_000 }
    }
}
