//! One window at a time: a lock on a file in the data folder, held as long as the window is open.
//!
//! Settings and the last fleet have one writer, and two windows would overwrite what the other one kept. The front end
//! takes the lock before it opens a window; the command line does without, because the journal takes several writers
//! and nothing else is written there. Always true: the operating system lets go of the lock when the process ends,
//! however it ends, so nothing has to be cleared away after a crash.

use super::{Folder, StoreError};
use std::{
    fs::{self, File, TryLockError},
    path::PathBuf,
};

/// The data folder is this process's own until the value is dropped.
#[derive(Debug)]
pub struct Lock {
    /// The lock lives as long as the open file. `None` where the file system knows no locks.
    _file: Option<File>,
}

/// Why the data folder could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error("Rackhand is open already")]
    Taken,
    /// There is no writing there at all.
    #[error(transparent)]
    File(#[from] StoreError),
}

impl Lock {
    /// Takes the folder, or says at once who stands in the way. Makes the folder where it is missing.
    ///
    /// Some network file systems know no locks. There the program works as it would without this file: a second window
    /// is the lesser evil than none.
    pub fn take(folder: &Folder) -> Result<Self, LockError> {
        let path = path(folder);
        fs::create_dir_all(folder.path()).map_err(StoreError::at(folder.path()))?;
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(StoreError::at(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken),
            Err(TryLockError::Error(error)) => {
                tracing::warn!("no lock on the data folder: {error}");
                Ok(Self { _file: None })
            }
        }
    }
}

fn path(folder: &Folder) -> PathBuf {
    folder.path().join("window.lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_the_folder_until_it_lets_go() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("data"));
        let first = Lock::take(&folder).unwrap();
        assert!(matches!(Lock::take(&folder), Err(LockError::Taken)));
        drop(first);
        Lock::take(&folder).unwrap();
    }
}
