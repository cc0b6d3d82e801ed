//! Opening a database of ours, bringing one of an earlier version up to the present layout, and setting a damaged one
//! aside.
//!
//! Called by the last fleet and the journal. Always true: one of a later version is not written to, not even its mode;
//! the steps from layout to layout happen whole or not at all, whoever else has the file open; a database that is set
//! aside takes the place of none that was set aside before.

use super::{
    StoreError, StoreReason,
    file::{free_name, with_ending},
    patience::patiently,
};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long one Rackhand waits for another that is writing.
const BUSY: Duration = Duration::from_secs(5);
/// The pause between two tries where it has to ask by itself.
const AGAIN: Duration = Duration::from_millis(10);

/// What a power cut may cost. Neither loses the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flush {
    /// The last commits: the write-ahead log reaches the disk now and then.
    NowAndThen,
    /// Nothing: every commit is on the disk when it returns.
    EveryCommit,
}

/// Opens a database and makes it, and its folder, where it is missing. `steps` lead from each layout to the next,
/// beginning with an empty database; the number of the layout is `user_version`. One of a later layout is refused.
pub(super) fn open_database(path: &Path, flush: Flush, steps: &[&str]) -> Result<Connection, StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(StoreError::at(folder))?;
    open(path, flush, steps).map_err(StoreError::at(path))
}

/// Opens a database that is there, to read from one and the same moment of it as long as it is open.
pub(super) fn look_at_database(path: &Path) -> Result<Connection, StoreError> {
    let look = || {
        let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        database.busy_timeout(BUSY)?;
        database.execute_batch("BEGIN")?;
        Ok(database)
    };
    look().map_err(StoreError::at::<rusqlite::Error>(path))
}

fn open(path: &Path, flush: Flush, steps: &[&str]) -> Result<Connection, StoreReason> {
    let flags = OpenFlags::default() & !OpenFlags::SQLITE_OPEN_URI;
    let mut database = Connection::open_with_flags(path, flags)?;
    database.busy_timeout(BUSY)?;
    let known = steps.len() as u32;
    // Before anything that would change the file.
    let found = known_layout(&database, known)?;
    use_log(&database)?;
    match flush {
        Flush::NowAndThen => database.pragma_update(None, "synchronous", "normal")?,
        Flush::EveryCommit => {
            database.pragma_update(None, "synchronous", "full")?;
            // On macOS alone, an ordinary flush stops at the disk's own memory.
            database.pragma_update(None, "fullfsync", "on")?;
        }
    }
    if found < known {
        bring_up(&mut database, steps)?;
    }
    Ok(database)
}

/// Turns the write-ahead log on. Of two that begin one new database at the same moment, neither is made to wait for the other,
/// as everywhere else, but one is told at once that it is busy: that one tries again.
fn use_log(database: &Connection) -> Result<(), StoreReason> {
    let is_busy = |error: &rusqlite::Error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
    Ok(patiently(BUSY, AGAIN, is_busy, || database.pragma_update(None, "journal_mode", "wal"))?)
}

/// Goes the steps that are missing.
fn bring_up(database: &mut Connection, steps: &[&str]) -> Result<(), StoreReason> {
    let known = steps.len() as u32;
    // Another process may be at it: whoever comes second finds the work done.
    let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = known_layout(&transaction, known)?;
    for step in steps.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

/// The number of the layout, where it is one that we know.
fn known_layout(database: &Connection, known: u32) -> Result<u32, StoreReason> {
    let found: u32 = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known { Err(StoreReason::TooNew { found, known }) } else { Ok(found) }
}

/// Moves a damaged database aside, as `.broken`, so that opening it again makes a new one. Returns where it is. Nobody may
/// have it open.
pub(super) fn set_database_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let aside = free_name(path, ".broken");
    // The log first: without its database it would be replayed into the new one.
    for ending in ["-wal", "-shm", ""] {
        let part = with_ending(path, ending);
        match fs::rename(&part, with_ending(&aside, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(StoreError::at(&part)(error)),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(aside)
}
