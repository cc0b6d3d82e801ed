//! What the engine tells a front end: facts, in the past tense.

use super::{
    JobId, KeyringPlace, PasswordSetRow, Trouble,
    batch::{Access, BatchNews, FirmwareImage},
    journal::JournalPage,
};
use crate::{
    fleet::{Observation, SavedMachine},
    net::{LocalNetwork, RangeSet},
    protocol::{Failure, Query, firmware::FirmwareFile},
    store::Settings,
};
use jiff::Timestamp;
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtPath {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing yet, in a folder that is there.
    Free,
    /// Nothing, and the folder that it would be in is not there either.
    NoFolder,
}

/// One fact.
#[derive(Clone, Debug)]
pub enum Event {
    /// Whether machines can be written to; several at once.
    AccessFound {
        /// The job that asked.
        job: JobId,
        /// Each machine with what was found.
        found: Vec<(SocketAddr, Access)>,
    },
    /// Whether addresses are taken; several at once.
    AddressesProbed {
        /// The job that asked.
        job: JobId,
        /// Each address, and true where something is there.
        probed: Vec<(SocketAddr, bool)>,
    },
    /// A batch went on.
    Batch(BatchNews),
    /// A firmware file was read, or why not.
    FirmwareRead {
        /// The file.
        path: PathBuf,
        /// What it holds and the file itself, ready for a plan.
        result: Result<(FirmwareFile, Arc<FirmwareImage>), String>,
    },
    /// What the journal holds.
    Journal(JournalPage),
    /// The password sets, and where they are kept: after every request about them, and after a batch that changed one.
    PasswordSets {
        /// In order of name.
        sets: Vec<PasswordSetRow>,
        /// Where.
        place: KeyringPlace,
        /// The name of the partner client, where one is kept.
        partner: Option<String>,
    },
    /// Simulated machines answer on this range.
    DemoStarted {
        /// As the range field takes it.
        range: String,
    },
    /// A job began.
    JobStarted {
        /// Which.
        job: JobId,
        /// How many addresses it will look at.
        total: u64,
    },
    /// A job went on; at most 30 times a second.
    JobProgress {
        /// Which.
        job: JobId,
        /// Addresses done.
        done: u64,
        /// Addresses in all.
        total: u64,
        /// Machines that answered.
        found: u64,
    },
    /// A job ended; nothing more comes from it.
    JobFinished {
        /// Which.
        job: JobId,
        /// It was stopped before its end.
        cancelled: bool,
        /// Machines that answered.
        found: u64,
        /// How long it took.
        took: Duration,
    },
    /// The networks that this computer is on.
    Networks(Vec<LocalNetwork>),
    /// A machine answered, or did not.
    Observed(Observation),
    /// What is at a path.
    PathSeen {
        /// Which.
        path: PathBuf,
        /// What is there.
        found: AtPath,
    },
    /// A file of ranges was read.
    RangesRead {
        /// The file.
        path: PathBuf,
        /// The addresses in it.
        ranges: RangeSet,
    },
    /// A file of ranges was written.
    RangesWritten {
        /// The file.
        path: PathBuf,
    },
    /// A file of text was read, or why not.
    TextRead {
        /// The file.
        path: PathBuf,
        /// What it holds, or the system's words.
        result: Result<String, String>,
    },
    /// A file of text was written.
    TextWritten {
        /// The file.
        path: PathBuf,
    },
    /// A machine's own words to the questions that were asked.
    RawReplies {
        /// Which machine.
        address: SocketAddr,
        /// When the last of them came.
        at: Timestamp,
        /// In the order of the questions.
        replies: Vec<(Query, Result<String, Failure>)>,
    },
    /// What was kept from the last time.
    Restored {
        /// The settings, or the defaults.
        settings: Box<Settings>,
        /// The last fleet, by address.
        machines: Vec<SavedMachine>,
    },
    /// A file of rows was written.
    Exported {
        /// Where.
        path: PathBuf,
        /// Rows in it, without the header.
        rows: usize,
    },
    /// Something went wrong outside any one machine.
    Trouble(Trouble),
}
