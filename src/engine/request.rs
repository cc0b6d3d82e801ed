//! What a front end can ask of the engine: one variant an intention, with all that it needs.

use super::{BatchPlan, DemoOptions, JobId, PasswordRequest, batch::Passwords, journal::JournalQuery};
use crate::{
    fleet::{Machine, SavedMachine, Wording, export},
    net::{RangeSet, ReadPlan, ScanOptions},
    protocol::{Query, units::Mac},
    store::Settings,
};
use jiff::Timestamp;
use std::{net::SocketAddr, path::PathBuf, sync::Arc};

/// One thing to do.
#[derive(Debug)]
pub enum Request {
    /// Write rows into a file: answered by [`Event::Exported`](super::Event::Exported).
    Export(Box<ExportRequest>),
    /// Stop a job at once. What was observed stays.
    Cancel(JobId),
    /// Stop a job when the technician interrupts the program (Ctrl-C), so that what was observed is not lost.
    CancelOnInterrupt(JobId),
    /// See what is at a path that the technician types, which may be on a slow disk: answered by
    /// [`Event::PathSeen`](super::Event::PathSeen).
    LookAt(PathBuf),
    /// List the networks that this computer is on: answered by [`Event::Networks`](super::Event::Networks).
    ListNetworks,
    /// Read ranges from a file, also a table that another tool exported: answered by
    /// [`Event::RangesRead`](super::Event::RangesRead).
    ReadRanges {
        /// The file.
        path: PathBuf,
    },
    /// Read machines that are known: a job.
    Read {
        /// Its number.
        job: JobId,
        /// Which machines.
        machines: Vec<SocketAddr>,
        /// What to ask them.
        plan: ReadPlan,
    },
    /// Ask a machine for its own words: answered by [`Event::RawReplies`](super::Event::RawReplies).
    ReadRaw {
        /// Which machine.
        address: SocketAddr,
        /// What to ask it, in this order.
        queries: Vec<Query>,
    },
    /// Do something to many machines: a job, answered by [`Event::Batch`](super::Event::Batch) and at last by
    /// [`Event::JobFinished`](super::Event::JobFinished).
    Act {
        /// Its number.
        job: JobId,
        /// What to do.
        plan: Box<BatchPlan>,
    },
    /// Go on with a batch that stands still and asks.
    GoOn(JobId),
    /// Find out which machines can be written to, without side effects: a job, answered by
    /// [`Event::AccessFound`](super::Event::AccessFound).
    CheckAccess {
        /// Its number.
        job: JobId,
        /// Which machines.
        machines: Vec<(SocketAddr, Option<Mac>)>,
        /// Which passwords are tried.
        passwords: Passwords,
    },
    /// Find out which addresses are taken, by connecting to them and saying nothing: a job, answered by
    /// [`Event::AddressesProbed`](super::Event::AddressesProbed).
    ProbeAddresses {
        /// Its number.
        job: JobId,
        /// Each address with the port of the API there.
        addresses: Vec<SocketAddr>,
    },
    /// Something about passwords: answered by [`Event::PasswordSets`](super::Event::PasswordSets).
    Passwords(PasswordRequest),
    /// Read a firmware file: answered by [`Event::FirmwareRead`](super::Event::FirmwareRead).
    ReadFirmware(PathBuf),
    /// Read what the journal holds: answered by [`Event::Journal`](super::Event::Journal).
    ReadJournal(JournalQuery),
    /// A batch that a crash interrupted has been seen: what was under way in it is unknown from now on.
    CloseInterrupted(i64),
    /// Read a file of text that the technician chose: answered by [`Event::TextRead`](super::Event::TextRead).
    ReadText {
        /// The file.
        path: PathBuf,
    },
    /// Write a text into a file: answered by [`Event::TextWritten`](super::Event::TextWritten).
    WriteText {
        /// The file, which is replaced.
        path: PathBuf,
        /// What it is to hold.
        text: String,
    },
    /// Show a folder in the desktop's own window of files.
    OpenFolder {
        /// Which folder.
        path: PathBuf,
    },
    /// Read back what was kept: answered by [`Event::Restored`](super::Event::Restored).
    Restore,
    /// Keep the settings. Saves are written in the order in which they were asked for.
    SaveSettings(Box<Settings>),
    /// Keep this fleet for the next start, instead of the one that is kept. Only what changed is written.
    SaveFleet(Vec<SavedMachine>),
    /// Find machines: a job.
    Scan {
        /// Its number.
        job: JobId,
        /// Where to look.
        targets: RangeSet,
        /// How.
        options: ScanOptions,
    },
    /// Start simulated machines in this process: answered by [`Event::DemoStarted`](super::Event::DemoStarted).
    StartDemo(DemoOptions),
    /// Write ranges into a file that [`ReadRanges`](Self::ReadRanges) understands: answered by
    /// [`Event::RangesWritten`](super::Event::RangesWritten).
    WriteRanges {
        /// The file, which is replaced.
        path: PathBuf,
        /// The ranges as typed, with their names as comments.
        text: String,
    },
}

/// Rows and columns as they were shown, and where they are to go.
#[derive(Debug)]
pub struct ExportRequest {
    /// The machines in the order shown.
    pub machines: Vec<Machine>,
    /// The columns in the order shown, and the format.
    pub options: export::Options,
    /// The words of the cells.
    pub wording: Arc<Wording>,
    /// The moment from which ages count.
    pub now: Timestamp,
    /// The file, which is replaced.
    pub path: PathBuf,
}
