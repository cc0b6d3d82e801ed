//! What came of it, machine by machine.

use super::Remark;
use crate::{engine::JobId, net::Access, protocol::Failure};
use jiff::Timestamp;
use std::net::SocketAddr;

/// How it ended for one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Which of the six.
    pub kind: OutcomeKind,
    /// Why, or what was read back.
    pub remark: Remark,
    /// Where the machine answers now, when that changed.
    pub moved_to: Option<SocketAddr>,
}

/// The six ways to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeKind {
    /// Read back: it holds.
    Done,
    /// The machine took it; it can't be read back.
    Accepted,
    /// The machine said no: nothing was done.
    Refused,
    /// Nothing was sent, because the machine was not reached.
    Unreachable,
    /// It may have been done: the answer was lost, or the read-back did not show it in time.
    Unknown,
    /// Not sent: cancelled, stopped before its turn, or it can't take the command.
    Skipped,
}

impl OutcomeKind {
    /// All, in the order in which they are counted.
    pub const ALL: [Self; 6] =
        [Self::Done, Self::Accepted, Self::Refused, Self::Unreachable, Self::Unknown, Self::Skipped];

    /// The name on the command line, in exports and in the locale files (`outcome-<name>`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }

    /// The key of its word in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "outcome-done",
            Self::Accepted => "outcome-accepted",
            Self::Refused => "outcome-refused",
            Self::Unreachable => "outcome-unreachable",
            Self::Unknown => "outcome-unknown",
            Self::Skipped => "outcome-skipped",
        }
    }

    /// True where the technician has nothing left to do.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Done | Self::Accepted)
    }

    /// True where it leaves the technician something to do; not for those that were never sent.
    pub fn is_failed(self) -> bool {
        matches!(self, Self::Refused | Self::Unreachable | Self::Unknown)
    }
}

impl Outcome {
    /// An outcome of a machine that answers where it did.
    pub fn new(kind: OutcomeKind, remark: impl Into<Remark>) -> Self {
        Self { kind, remark: remark.into(), moved_to: None }
    }

    /// What there is to say, in English: for the journal, logs and files for programs.
    pub fn words(&self) -> String {
        self.remark.to_string()
    }

    /// The failure behind it, where there is one.
    pub fn failure(&self) -> Option<&Failure> {
        self.remark.failure()
    }
}

/// Where a machine of a running batch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MachineState {
    /// Its turn has not come.
    Waiting,
    /// It can't be written to yet, and is asked again.
    NotReady(Access),
    /// It is being told.
    Sending,
    /// A file is on its way: per cent.
    Transfer(u8),
    /// It took the command and is read until it shows it.
    ReadingBack,
    /// Its token table is full; it is left alone until then.
    TokensFull {
        /// When it is asked again.
        until: Timestamp,
    },
    /// It ended.
    Ended(Outcome),
}

/// How many machines are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchCounts {
    /// Machines in all.
    pub total: u32,
    /// Begun and not ended.
    pub running: u32,
    /// Ended, by [`OutcomeKind::ALL`].
    pub ended: [u32; 6],
}

impl BatchCounts {
    /// Ended so.
    pub fn of(&self, kind: OutcomeKind) -> u32 {
        self.ended[kind as usize]
    }

    /// Ended in any way.
    pub fn done(&self) -> u32 {
        self.ended.iter().sum()
    }

    /// Ended in a way that leaves the technician something to do, without those that were never sent.
    pub fn failed(&self) -> u32 {
        self.of(OutcomeKind::Refused) + self.of(OutcomeKind::Unreachable) + self.of(OutcomeKind::Unknown)
    }
}

/// Why a batch stands still and asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The first machines have ended.
    Canary,
    /// Too many failed.
    TooManyFailed,
}

/// What changed since the last news; at most 30 times a second.
#[derive(Clone, Debug)]
pub struct BatchNews {
    /// Which batch.
    pub job: JobId,
    /// How many machines are where.
    pub counts: BatchCounts,
    /// Machines by their place in the plan, with where they are now; each at most once.
    pub changed: Vec<(u32, MachineState)>,
    /// It stands still and asks: go on ([`Request::GoOn`](crate::engine::Request::GoOn)) or cancel.
    pub pause: Option<Pause>,
}

impl Access {
    /// The key of its word in the locale files.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Ready => "access-ready",
            Self::SwitchOff => "access-switch-off",
            Self::FactoryPassword => "access-factory-password",
            Self::WrongPassword => "access-wrong-password",
            Self::NoApi => "access-no-api",
            Self::Unknown(_) => "access-unknown",
        }
    }
}
