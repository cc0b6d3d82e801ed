//! The machines of one batch of the journal, and which of them leave the technician something to do: found once, as the
//! page arrives, because a batch may have as many machines as the farm.

use crate::engine::{
    OutcomeKind,
    journal::{JournalEntry, JournalPage},
};
use std::net::SocketAddr;

/// A page of the journal about one batch.
#[derive(Debug)]
pub(crate) struct Entries {
    /// What the journal said.
    pub(crate) page: JournalPage,
    /// The machines that ended badly or in doubt.
    pub(crate) failed: Vec<SocketAddr>,
}

impl Entries {
    /// Of a page that was read.
    pub(super) fn new(page: JournalPage) -> Self {
        let failed = page.entries.iter().filter(|entry| is_failed(entry)).map(|entry| entry.address).collect();
        Self { page, failed }
    }
}

fn is_failed(entry: &JournalEntry) -> bool {
    entry.outcome.is_none_or(|outcome| !outcome.is_good() && outcome != OutcomeKind::Skipped)
}
