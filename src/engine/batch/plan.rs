//! What is to be done to which machines, and how carefully.

use super::Remark;
use crate::protocol::{Command, CommandKind, Reading, units::Mac};
use secrecy::SecretString;
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

/// What to do to one machine.
#[derive(Clone, Debug)]
pub enum Work {
    /// Send this command and read it back.
    Tell(Arc<Command>),
    /// Change the admin password to the plan's [`new_password`](BatchPlan::new_password).
    ChangePassword,
    /// Send the part of this firmware file that fits the machine.
    Firmware(Arc<FirmwareImage>),
    /// Bring its logs into this folder.
    DownloadLog(Arc<PathBuf>),
    /// Wait until the machine can be written to, then do these in this order, as far as each of them goes well.
    WhenReady(Arc<[Deed]>),
    /// Only read: whether what an interrupted batch sent was done.
    Check(Arc<Command>),
    /// Nothing: the plan knows already why it can't be done. The machine is in the preview and ends as skipped.
    Skip(Remark),
}

impl Work {
    /// The folder that it writes into.
    pub(super) fn folder(&self) -> Option<&Arc<PathBuf>> {
        if let Self::DownloadLog(folder) = self { Some(folder) } else { None }
    }
}

/// One of several things to do to a machine.
#[derive(Clone, Debug)]
pub enum Deed {
    /// As [`Work::ChangePassword`].
    ChangePassword,
    /// As [`Work::Tell`].
    Tell(Arc<Command>),
}

impl Deed {
    /// Its command.
    pub fn kind(&self) -> CommandKind {
        match self {
            Self::ChangePassword => CommandKind::UpdatePassword,
            Self::Tell(command) => command.kind(),
        }
    }
}

/// A firmware file, in memory once for all machines.
#[derive(Debug)]
pub struct FirmwareImage {
    /// Its name, for the journal.
    pub name: String,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// One machine of a plan.
#[derive(Clone, Debug)]
pub struct BatchStep {
    /// Where it answers.
    pub address: SocketAddr,
    /// Who it is, where known: what is found again after an address changed.
    pub mac: Option<Mac>,
    /// What to do.
    pub work: Work,
    /// What it said last, where that matters to the read-back; read anew before sending where it is missing.
    pub before: Option<Arc<Reading>>,
}

/// Which passwords are tried.
#[derive(Clone, Debug, Default)]
pub enum Passwords {
    /// Those of the vault that fit each machine, in order of fit.
    #[default]
    Fitting,
    /// Those of one set: the one that it has, the one that a change is bringing, and earlier ones.
    Set(String),
    /// This one, which is kept nowhere.
    Only(SecretString),
}

/// How carefully.
#[derive(Clone, Debug)]
pub struct BatchOptions {
    /// Machines that are told at once, or that a file travels to. Those that are only read back do not count, because
    /// some take minutes to restart: a [`stagger`](Self::stagger) is what keeps a hall from starting all together.
    pub at_once: usize,
    /// The pause between two beginnings.
    pub stagger: Duration,
    /// So many machines first, then ask; 0: all at once.
    pub canary: usize,
    /// Stop when more than this share of the ended machines, in per cent, failed (once ten have ended, or the canary).
    pub stop_at: Option<u8>,
    /// Read back what can be read back.
    pub read_back: bool,
    /// Look for a machine that DHCP may have given another address among the 254 neighbours of its old one.
    pub find_moved: bool,
    /// Which passwords.
    pub passwords: Passwords,
}

impl Default for BatchOptions {
    /// Fifty at once, everything read back, no canary.
    fn default() -> Self {
        Self {
            at_once: 50,
            stagger: Duration::ZERO,
            canary: 0,
            stop_at: Some(20),
            read_back: true,
            find_moved: false,
            passwords: Passwords::Fitting,
        }
    }
}

impl BatchOptions {
    /// What firmware begins with: it is the network that is shared, so ten at once.
    pub fn for_firmware() -> Self {
        Self { at_once: 10, ..Self::default() }
    }
}

/// A batch before it runs.
#[derive(Clone, Debug)]
pub struct BatchPlan {
    /// What it does, in the technician's words; without secrets, because it is journaled.
    pub title: String,
    /// The name of its command in the API document, for the journal.
    pub command: String,
    /// Machines in the order in which they are begun.
    pub steps: Vec<BatchStep>,
    /// How carefully.
    pub options: BatchOptions,
    /// For [`Work::ChangePassword`] and [`Deed::ChangePassword`]: the new password, and the set that will hold it.
    pub new_password: Option<(String, SecretString)>,
}
