//! Files that are replaced whole or not at all.

use rusqlite::ErrorCode;
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
    process,
    sync::Arc,
    time::Duration,
};

/// How the name ends under which a file is written before it takes its place.
const BESIDE: &str = ".new";

/// Why something was not kept or not read back.
#[derive(Debug, thiserror::Error)]
pub enum StoreReason {
    /// The operating system refused.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    /// A value can't be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The file was written by a later version of Rackhand, which this one must not change.
    #[error("it was written by a later version of Rackhand (layout {found}, this one knows {known})")]
    TooNew {
        /// Its layout.
        found: u32,
        /// The highest that we know.
        known: u32,
    },
    /// The journal has no batch or machine of that number.
    #[error("the journal has no such entry")]
    NoSuchEntry,
    /// The batch is not cut off: a Rackhand is still working on it.
    #[error("the batch is still running")]
    StillRunning,
    /// The thread that writes has ended.
    #[error("the journal is closed")]
    Closed,
    /// Several writes went together and failed together.
    #[error("{0}")]
    Together(Arc<StoreReason>),
}

impl StoreReason {
    /// The database's own code, where it is the database that refused.
    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Database(error) => error.sqlite_error_code(),
            Self::Together(reason) => reason.code(),
            _ => None,
        }
    }
}

/// Why a file was not kept or not read back; the path comes last, so that the first half can be passed on.
#[derive(Debug, thiserror::Error)]
#[error("{reason} ({})", path.display())]
pub struct StoreError {
    /// Which file or folder.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub reason: StoreReason,
}

impl StoreError {
    /// True where the database itself is damaged, so that trying again is of no use.
    pub fn is_damage(&self) -> bool {
        matches!(self.reason.code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
    }

    /// True where a later version of Rackhand wrote the file, so that this one leaves it alone.
    pub fn is_too_new(&self) -> bool {
        matches!(self.reason, StoreReason::TooNew { .. })
    }

    /// True where trying again may help, because neither damage nor a later version is the reason.
    pub fn may_pass(&self) -> bool {
        !self.is_damage() && !self.is_too_new()
    }

    /// True where another program kept the database busy for too long, so that trying again may help.
    pub fn is_busy(&self) -> bool {
        matches!(self.reason.code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    /// For `map_err`: an error that is about this file.
    pub(super) fn at<E: Into<StoreReason>>(path: &Path) -> impl Fn(E) -> Self {
        |error| Self { path: path.to_owned(), reason: error.into() }
    }
}

/// Replaces a file: written beside it, flushed to the disk, renamed over it. Whoever reads it sees the old or the new
/// one, whenever the power goes. Makes the folder where it is missing.
pub fn replace<T, E: From<StoreError>>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(StoreError::at(folder))?;
    // A name of this process alone: two Rackhands at once must not write into one file.
    let beside = with_ending(path, &format!(".{}{BESIDE}", process::id()));
    let replaced = write_whole(&beside, write).and_then(|written| {
        fs::rename(&beside, path).map(|()| written).map_err(|error| E::from(StoreError::at(path)(error)))
    });
    match &replaced {
        Ok(_) => sync_folder(folder),
        // It is of no use; that it stays is no second error.
        Err(_) => drop(fs::remove_file(&beside)),
    }
    replaced
}

/// Makes a file and sees it on the disk.
fn write_whole<T, E: From<StoreError>>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let mut file = BufWriter::new(File::create(path).map_err(StoreError::at(path))?);
    let written = write(&mut file)?;
    let file = file.into_inner().map_err(|error| StoreError::at(path)(error.into_error()))?;
    file.sync_all().map_err(StoreError::at(path))?;
    Ok(written)
}

/// Makes a rename survive a power cut. Not every file system can, and the file itself is whole in any case.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::debug!("the folder was not flushed: {error}");
    }
}

/// Windows writes renames through by itself.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) {}

/// A name beside a file that nothing has yet: with `.broken`, `settings.json.broken`, then `settings.json.broken-2` and so
/// on. When there are many, the last one is taken again: somebody has to stop filling the disk.
pub(super) fn free_name(path: &Path, ending: &str) -> PathBuf {
    const MOST: u32 = 20;
    let name = |number: u32| match number {
        1 => with_ending(path, ending),
        number => with_ending(path, &format!("{ending}-{number}")),
    };
    (1..MOST).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(MOST))
}

/// Removes what a process that was killed, or lost its power, while it replaced files has left in a folder. What is
/// younger than a minute may be another process's that is at work.
pub fn clear_leftovers(folder: &Path) {
    const YOUNG: Duration = Duration::from_mins(1);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if !name.to_str().is_some_and(is_beside) {
            continue;
        }
        // A clock that was put back makes them young for ever; they are small and few.
        let age = entry.metadata().and_then(|about| about.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age >= YOUNG)
            && let Err(error) = fs::remove_file(entry.path())
        {
            tracing::debug!("a leftover was not removed: {error}");
        }
    }
}

/// True for the names that [`replace`] gives to what it writes.
fn is_beside(name: &str) -> bool {
    let process = name.strip_suffix(BESIDE).and_then(|rest| Some(rest.rsplit_once('.')?.1));
    process.is_some_and(|process| !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `settings.json` and `.broken` make `settings.json.broken`.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
