//! Which processes are writing batches: each holds a lock on a small file beside the journal, which the operating system
//! lets go of when the process ends, however it ends. That is how a batch that was cut off is told from one that another
//! Rackhand runs right now.

use crate::store::StoreError;
use jiff::Timestamp;
use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// This process as a writer of the journal.
#[derive(Debug)]
pub(super) struct Running {
    name: String,
    path: PathBuf,
    /// Made with the first batch, so that whoever only reads leaves nothing.
    lock: Option<File>,
}

impl Running {
    pub(super) fn new(journal: &Path) -> Self {
        static OPENED: AtomicU32 = AtomicU32::new(0);
        let opened = OPENED.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{}-{opened}", process::id(), Timestamp::now().as_microsecond());
        Self { path: lock_of(journal, &name), name, lock: None }
    }

    /// What its batches are marked with.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Takes the lock, once. A file system without locks is no reason not to work: then a batch counts as cut off while
    /// it still runs elsewhere.
    pub(super) fn hold(&mut self) -> Result<(), StoreError> {
        if self.lock.is_none() {
            let file = File::create(&self.path).map_err(StoreError::at(&self.path))?;
            if let Err(error) = file.try_lock() {
                tracing::warn!("the journal's lock was not taken: {error}");
            }
            self.lock = Some(file);
        }
        Ok(())
    }

    /// True where that writer is still there; what it left behind is removed where it is not.
    pub(super) fn is_alive(&self, journal: &Path, writer: &str) -> bool {
        if writer == self.name {
            return true;
        }
        let is_ours = !writer.is_empty() && writer.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let path = lock_of(journal, writer);
        let Some(file) = is_ours.then(|| File::open(&path).ok()).flatten() else { return false };
        // Shared: two who look at the same time must not take each other for the writer.
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => true,
            Ok(()) | Err(TryLockError::Error(_)) => {
                drop(file);
                remove(&path);
                false
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.lock.take().is_some() {
            remove(&self.path);
        }
    }
}

fn lock_of(journal: &Path, writer: &str) -> PathBuf {
    crate::store::file::with_ending(journal, &format!(".{writer}.lock"))
}

/// That it stays harms nobody.
fn remove(path: &Path) {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => tracing::debug!("a lock was not removed: {error}"),
        Ok(()) | Err(_) => {}
    }
}
