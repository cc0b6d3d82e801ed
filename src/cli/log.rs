//! The log: a file a day in the data folder, of which the last few are kept, for sending to support.
//!
//! Nothing here is per machine, and no secret has a `Debug` that shows it. A day's file is bounded all the same, so
//! that a fault which repeats itself can't fill a disk.

use crate::store::Folder;
use jiff::Timestamp;
use std::{
    fs,
    io::{self, Write},
};
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::{
    Layer as _,
    filter::{LevelFilter, Targets},
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// The environment variable that says how much is logged, as `tracing` reads it: "warn", "rackhand=info".
/// Finer levels than "info" are in debug builds only.
const LEVEL_VARIABLE: &str = "RACKHAND_LOG";

/// How many days are kept.
const DAYS: usize = 7;

/// The most of a day's file, in bytes, whatever number of runs write into it.
const MOST: u64 = 16 << 20;

/// How the names of the files begin and end; the day is between.
const NAME: (&str, &str) = ("rackhand", "log");

/// Starts the log. Without a folder, or where it can't be written, the program runs without one. Whoever holds the
/// guard keeps the writing thread alive; dropping it writes what is left.
pub(super) fn start(folder: Option<&Folder>) -> Option<tracing_appender::non_blocking::WorkerGuard> {
    let folder = folder?;
    // The appender would complain on the terminal about a folder that is not there.
    fs::create_dir_all(folder.logs()).ok()?;
    let appender = appender(folder).ok()?;
    let (writer, guard) =
        tracing_appender::non_blocking(Bounded { inner: appender, left: left(folder, Timestamp::now()) });
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
    let set = tracing_subscriber::registry().with(lines.with_filter(levels())).try_init();
    // A test may have set its own.
    set.is_ok().then_some(guard)
}

/// How much is logged: as asked for, else what support wants to see.
fn levels() -> Targets {
    let asked = std::env::var(LEVEL_VARIABLE).ok().and_then(|levels| levels.parse().ok());
    asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN).with_target("rackhand", LevelFilter::INFO))
}

fn appender(folder: &Folder) -> Result<RollingFileAppender, InitError> {
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(NAME.0)
        .filename_suffix(NAME.1)
        .max_log_files(DAYS)
        .build(folder.logs())
}

/// What today's file still takes.
fn left(folder: &Folder, now: Timestamp) -> u64 {
    let today = folder.logs().join(format!("{}.{}.{}", NAME.0, now.strftime("%Y-%m-%d"), NAME.1));
    MOST.saturating_sub(fs::metadata(today).map_or(0, |file| file.len()))
}

/// A writer that falls silent after so many bytes, with a last line that says so.
#[derive(Debug)]
struct Bounded<W> {
    inner: W,
    left: u64,
}

impl<W: Write> Write for Bounded<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let size = line.len() as u64;
        if self.left >= size {
            self.left -= size;
            self.inner.write_all(line)?;
        } else if self.left > 0 {
            self.left = 0;
            self.inner.write_all(b"the log of this run is full\n")?;
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Folder) -> Vec<String> {
        let files = fs::read_dir(folder.logs()).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn old_days_go_and_other_files_stay() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        fs::create_dir_all(folder.logs()).unwrap();
        for day in 10..22 {
            fs::write(folder.logs().join(format!("rackhand.2026-01-{day}.log")), "old").unwrap();
        }
        fs::write(folder.logs().join("mine.txt"), "mine").unwrap();
        appender(&folder).unwrap().write_all(b"a line\n").unwrap();
        let names = names(&folder);
        assert_eq!(names.len(), DAYS + 1, "{names:?}");
        assert!(names.contains(&"mine.txt".to_owned()), "{names:?}");
    }

    #[test]
    fn all_runs_of_a_day_share_its_bound() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        fs::create_dir_all(folder.logs()).unwrap();
        let now = Timestamp::now();
        assert_eq!(left(&folder, now), MOST);
        // As an earlier run of today left it, under the name that the appender itself gives.
        appender(&folder).unwrap().write_all(&[b'x'; 1000]).unwrap();
        let today = Timestamp::now();
        assert_eq!(left(&folder, today), MOST - 1000);
        let file = names(&folder).remove(0);
        fs::File::options().write(true).open(folder.logs().join(file)).unwrap().set_len(MOST + 1).unwrap();
        assert_eq!(left(&folder, today), 0);
        let mut log = Bounded { inner: Vec::new(), left: left(&folder, today) };
        log.write_all(b"more").unwrap();
        assert!(log.inner.is_empty(), "a full day stays as it is");
    }

    #[test]
    fn the_log_is_bounded_and_says_so_once() {
        let mut log = Bounded { inner: Vec::new(), left: 10 };
        for _ in 0..5 {
            log.write_all(b"12345678").unwrap();
        }
        assert_eq!(String::from_utf8(log.inner).unwrap(), "12345678the log of this run is full\n");
    }
}
