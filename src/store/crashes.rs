//! Reports of crashes: what went wrong and where, as text files in the data folder, for sending to support.
//!
//! Written by the panic hook of the front end. Always true: there are never more than the newest [`MOST`]; a report
//! holds the program's place and words of the mistake and no reading of a machine beyond them; and, as no type with a
//! secret prints it, no secret.

use super::{Folder, StoreError, replace};
use jiff::Timestamp;
use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    process,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

/// How many reports are kept.
const MOST: usize = 10;

/// What is in front of the moment in a report's name.
const PREFIX: &str = "crash-";

/// The report that was kept last in this run.
static NEWEST: Mutex<Option<PathBuf>> = Mutex::new(None);

/// The report that was kept last in this run, if any. Reads no disk.
pub fn newest_crash() -> Option<PathBuf> {
    NEWEST.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Keeps a report under the moment's name and drops the oldest ones. Returns where it is.
pub fn keep_crash(folder: &Folder, now: Timestamp, report: &str) -> Result<PathBuf, StoreError> {
    // Two threads can fail in the same second.
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let crashes = folder.crashes();
    let moment = now.strftime("%Y%m%d-%H%M%S");
    let path = crashes.join(format!("{PREFIX}{moment}-{number:04}-{}.txt", process::id()));
    replace(&path, |file| file.write_all(report.as_bytes()).map_err(StoreError::at(&path)))?;
    NEWEST.lock().unwrap_or_else(PoisonError::into_inner).replace(path.clone());
    drop_the_oldest(&crashes).map_err(StoreError::at(&crashes))?;
    Ok(path)
}

/// The names begin with the moment, so their order is that of time.
fn drop_the_oldest(crashes: &Path) -> io::Result<()> {
    let mut reports = Vec::new();
    for entry in fs::read_dir(crashes)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(PREFIX) {
            reports.push(entry.path());
        }
    }
    reports.sort();
    let old = reports.len().saturating_sub(MOST);
    reports.iter().take(old).try_for_each(fs::remove_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_reports_are_kept() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let mut last = PathBuf::new();
        for second in 0..14 {
            let now = Timestamp::from_second(1_790_000_000 + second).unwrap();
            last = keep_crash(&folder, now, &format!("report {second}")).unwrap();
        }
        let mut texts: Vec<String> = fs::read_dir(folder.crashes())
            .unwrap()
            .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        texts.sort();
        let mut wanted: Vec<String> = (4..14).map(|second| format!("report {second}")).collect();
        wanted.sort();
        assert_eq!(texts, wanted);
        assert_eq!(newest_crash().as_ref(), Some(&last));
        assert_eq!(fs::read_to_string(last).unwrap(), "report 13");
    }
}
