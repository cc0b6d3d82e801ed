//! Files that the technician names: rows out, ranges in and out, firmware in. They may be large and on a slow disk, so the
//! dispatcher runs each of these on a thread that may wait.

use super::{AtPath, Event, ExportRequest, Trouble, TroubleKind, batch::FirmwareImage, outbox::Outbox};
use crate::{
    fleet::{Context, export, export::ExportError},
    net::{RangeError, RangeSet},
    protocol::firmware::{self, FirmwareFile},
    store::{StoreError, replace},
};
use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

/// A file of ranges is a list of addresses; a larger one is something else.
const MOST_RANGES: u64 = 32 << 20;

/// Sees what is at a path.
pub(super) fn look_at(path: PathBuf, outbox: &Outbox) {
    // A relative path is one in the folder where the program was started.
    let has_folder = || path.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir());
    let found = match path.metadata() {
        Ok(there) if there.is_dir() => AtPath::Folder,
        Ok(_) => AtPath::File,
        Err(_) if has_folder() => AtPath::Free,
        Err(_) => AtPath::NoFolder,
    };
    outbox.send(Event::PathSeen { path, found });
}

/// Makes a folder, with those above it, where it is not there yet.
pub(super) async fn make_folder(path: Arc<PathBuf>) -> Result<(), Trouble> {
    let making = path.clone();
    let made = tokio::task::spawn_blocking(move || fs::create_dir_all(&*making)).await;
    let made = made.unwrap_or_else(|panicked| Err(io::Error::other(panicked)));
    made.map_err(|error| Trouble::at(TroubleKind::FolderUnmade, error, &*path))
}

/// Reads a firmware file, whole, and tells what it holds.
pub(super) fn read_firmware(path: PathBuf, outbox: &Outbox) {
    let result = firmware_of(&path);
    outbox.send(Event::FirmwareRead { path, result });
}

fn firmware_of(path: &Path) -> Result<(FirmwareFile, Arc<FirmwareImage>), String> {
    let limit = firmware::SIZE_LIMIT;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let holds = FirmwareFile::read(&bytes).map_err(|error| error.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok((holds, Arc::new(FirmwareImage { name, bytes })))
}

/// Why rows did not get into a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rows.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Writing.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes rows into a file, whole or not at all.
pub(super) fn export_rows(request: &ExportRequest, outbox: &Outbox) {
    let ExportRequest { machines, options, wording, now, path } = request;
    let context = Context { now: *now, wording };
    let written = replace(path, |file| Ok::<_, FileError>(export::write(file, options, machines, &context)?));
    match written {
        Ok(rows) => outbox.send(Event::Exported { path: path.clone(), rows }),
        Err(error) => outbox.trouble(unwritten(error, path)),
    }
}

/// The file that could not be written; the store names the folder where that is the reason.
fn unwritten(error: FileError, path: &Path) -> Trouble {
    match error {
        FileError::Store(error) => Trouble::of_store(TroubleKind::ExportFailed, &error),
        other => Trouble::at(TroubleKind::ExportFailed, other, path),
    }
}

/// Shows a folder in the desktop's own window of files.
pub(super) fn open_folder(path: &Path, outbox: &Outbox) {
    // Desktops differ in what they say of a folder that is not there, and some say nothing.
    let opened = path.read_dir().and_then(|_| open::that_detached(path));
    if let Err(error) = opened {
        outbox.trouble(Trouble::at(TroubleKind::FolderUnopened, error, path));
    }
}

/// Why ranges did not come out of a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RangesFileError {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] io::Error),
    /// It is larger than any list of addresses.
    #[error("it is larger than {} MiB", MOST_RANGES >> 20)]
    TooLarge,
    /// It is no list and no table of addresses.
    #[error(transparent)]
    Ranges(#[from] RangeError),
}

/// Reads a file of ranges.
pub(crate) fn ranges_of(path: &Path) -> Result<RangeSet, RangesFileError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_RANGES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_RANGES {
        return Err(RangesFileError::TooLarge);
    }
    Ok(RangeSet::from_file(&bytes)?)
}

/// Reads a file of ranges for the front end.
pub(super) fn read_ranges(path: PathBuf, outbox: &Outbox) {
    match ranges_of(&path) {
        Ok(ranges) => outbox.send(Event::RangesRead { path, ranges }),
        Err(error) => outbox.trouble(Trouble::at(TroubleKind::RangesUnread, error, path)),
    }
}

/// Writes a file of ranges.
pub(super) fn write_ranges(path: PathBuf, text: &str, outbox: &Outbox) {
    let written = replace(&path, |file| file.write_all(text.as_bytes()).map_err(FileError::from));
    match written {
        Ok(()) => outbox.send(Event::RangesWritten { path }),
        Err(error) => outbox.trouble(unwritten(error, &path)),
    }
}

/// Reads a text for the front end; a longer one than any table of a fleet is refused.
pub(super) fn read_text(path: PathBuf, outbox: &Outbox) {
    let read = || -> Result<String, RangesFileError> {
        let mut bytes = Vec::new();
        File::open(&path)?.take(MOST_RANGES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST_RANGES {
            return Err(RangesFileError::TooLarge);
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let result = read().map_err(|error| error.to_string());
    outbox.send(Event::TextRead { path, result });
}

/// Writes a text, whole or not at all.
pub(super) fn write_text(path: PathBuf, text: &str, outbox: &Outbox) {
    let written = replace(&path, |file| file.write_all(text.as_bytes()).map_err(FileError::from));
    match written {
        Ok(()) => outbox.send(Event::TextWritten { path }),
        Err(error) => outbox.trouble(unwritten(error, &path)),
    }
}
