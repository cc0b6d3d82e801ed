//! Files that are replaced whole or not at all.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
    process,
};

/// Why something was not kept or not read back; the file comes last, so that the first half can be passed on.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("{source} ({})", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The database refused.
    #[error("{source} ({})", path.display())]
    Database {
        /// Which file.
        path: PathBuf,
        /// The database's words.
        source: rusqlite::Error,
    },
    /// The file was written by a later version of Rackhand, which this one must not change.
    #[error("written by a later version of Rackhand (layout {found}, this one knows {known}) ({})", path.display())]
    TooNew {
        /// Which file.
        path: PathBuf,
        /// Its layout.
        found: u32,
        /// The highest that we know.
        known: u32,
    },
    /// A value can't be written as JSON.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

impl StoreError {
    /// For `map_err`: an error of the operating system about this file.
    pub(super) fn file(path: &Path) -> impl Fn(io::Error) -> Self {
        |source| Self::File { path: path.to_owned(), source }
    }

    /// For `map_err`: an error of this database.
    pub(super) fn database(path: &Path) -> impl Fn(rusqlite::Error) -> Self {
        |source| Self::Database { path: path.to_owned(), source }
    }
}

/// Replaces a file: written beside it, flushed to the disk, renamed over it. Whoever reads it sees the old or the new
/// one, whenever the power goes. Makes the folder where it is missing.
pub fn replace<T, E: From<StoreError>>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(StoreError::file(folder))?;
    // A name of this process alone: two Rackhands at once must not write into one file.
    let beside = with_ending(path, &format!(".{}.new", process::id()));
    let replaced = write_whole(&beside, write).and_then(|written| {
        fs::rename(&beside, path).map(|()| written).map_err(|error| StoreError::file(path)(error).into())
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
    let mut file = BufWriter::new(File::create(path).map_err(StoreError::file(path))?);
    let written = write(&mut file)?;
    let file = file.into_inner().map_err(|error| StoreError::file(path)(error.into_error()))?;
    file.sync_all().map_err(StoreError::file(path))?;
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

/// `settings.json` and `.broken` make `settings.json.broken`.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
