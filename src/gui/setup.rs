//! What the window knows of access and of the past: password sets, who can be written to, firmware files, the journal.
//!
//! The app fills it with the engine's answers; the dialogs read it. Always true: nothing in here is a secret.

mod entries;
mod interrupted;
mod places;
mod probe;
mod watch;

pub(crate) use entries::Entries;
pub(crate) use interrupted::check_up;
pub(crate) use places::Places;
pub(crate) use probe::Probe;
pub(crate) use watch::Watch;

use crate::{
    engine::{
        JobId, KeyringPlace, PasswordRequest, PasswordSetRow,
        batch::{Access, FirmwareImage},
        journal::{JournalBatch, JournalPage},
    },
    protocol::firmware::FirmwareFile,
};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What a technician sent off. Two of them are the same only where they are one and the same.
#[derive(Debug)]
pub(crate) struct Sent<T>(pub(crate) Arc<T>);

impl<T> Sent<T> {
    /// Something new.
    pub(crate) fn new(what: T) -> Self {
        Self(Arc::new(what))
    }
}

impl<T> Clone for Sent<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Sent<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A request about passwords.
pub(crate) type SentPassword = Sent<PasswordRequest>;

/// The password sets and where they are kept.
#[derive(Clone, Debug)]
pub(crate) struct PasswordList {
    /// In order of name.
    pub(crate) sets: Vec<PasswordSetRow>,
    /// Where.
    pub(crate) place: KeyringPlace,
    /// The name of the partner client.
    pub(crate) partner: Option<String>,
}

/// A check of access that runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Check {
    /// Its number.
    pub(crate) job: JobId,
    /// Machines done.
    pub(crate) done: u64,
    /// Machines in all.
    pub(crate) total: u64,
}

/// A firmware file that was read, or the system's words.
pub(crate) type FirmwareResult = Result<(FirmwareFile, Arc<FirmwareImage>), String>;

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct Setup {
    /// The password sets; `None` until they were told.
    pub(crate) passwords: Option<PasswordList>,
    /// What was found of each machine in this session.
    access: BTreeMap<SocketAddr, Access>,
    /// Rises with everything that is found.
    access_revision: u64,
    /// The check that runs.
    pub(crate) check: Option<Check>,
    /// The question whether new addresses are taken.
    pub(crate) probe: Probe,
    /// The watch over machines that are not ready.
    pub(crate) watch: Option<Watch>,
    /// What is at the path that is typed.
    pub(crate) places: Places,
    /// The files of the firmware dialog.
    pub(crate) firmware: BTreeMap<PathBuf, FirmwareResult>,
    /// The batches of the journal.
    pub(crate) batches: Option<JournalPage>,
    /// The machines of one batch.
    pub(crate) entries: Option<Entries>,
    /// Batches that a crash interrupted.
    pub(crate) interrupted: Vec<JournalBatch>,
    /// The interrupted batch that is to be checked as soon as its machines are told.
    pub(crate) checking: Option<i64>,
}

impl Setup {
    /// The password sets.
    pub(crate) fn sets(&self) -> impl Iterator<Item = &PasswordSetRow> {
        self.passwords.iter().flat_map(|list| &list.sets)
    }

    /// Their names.
    pub(crate) fn set_names(&self) -> impl Iterator<Item = &str> {
        self.sets().map(|set| set.name.as_str())
    }

    /// Rises with everything that checks find, for those who keep what they worked out of it.
    pub(crate) fn access_revision(&self) -> u64 {
        self.access_revision
    }

    /// What a check found of a machine.
    pub(crate) fn access_of(&self, address: SocketAddr) -> Option<&Access> {
        self.access.get(&address)
    }

    /// A check went on.
    pub(crate) fn progress(&mut self, job: JobId, done: u64, total: u64) {
        self.probe.progress(job, done, total);
        if let Some(check) = self.check.as_mut().filter(|check| check.job == job) {
            (check.done, check.total) = (done, total);
        }
    }

    /// What a check found; the watch notes who became ready.
    pub(crate) fn found(&mut self, found: Vec<(SocketAddr, Access)>) {
        for (address, access) in found {
            if let Some(watch) = &mut self.watch {
                watch.note(address, &access);
            }
            self.access.insert(address, access);
            self.access_revision += 1;
        }
    }

    /// What the journal holds: true where an interrupted batch can now be checked.
    pub(crate) fn journal(&mut self, page: JournalPage) -> bool {
        if page.query.interrupted_only {
            self.interrupted = page.batches.into_iter().filter(|batch| batch.interrupted).collect();
            return false;
        }
        if let Some(batch) = page.query.batch {
            self.entries = Some(Entries::new(page));
            self.checking == Some(batch)
        } else {
            self.batches = Some(page);
            false
        }
    }

    /// The name of a firmware file.
    pub(crate) fn file_name(path: &Path) -> String {
        path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
    }
}
