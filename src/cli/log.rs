//! The log: a file a day in the data folder, of which the last few are kept, for sending to support.
//!
//! Nothing here is per machine, and no secret has a `Debug` that shows it. A day's file is bounded all the same, so
//! that a fault which repeats itself can't fill a disk.

use crate::store::Folder;
use std::io::{self, Write};
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// The environment variable that says how much is logged, as `tracing` reads it: "debug", "rackhand=trace".
const LEVEL_VARIABLE: &str = "RACKHAND_LOG";

/// How many days are kept.
const DAYS: usize = 7;

/// The most that one run writes, in bytes.
const MOST: u64 = 16 << 20;

/// Starts the log. Without a folder, or where it can't be written, the program runs without one. Whoever holds the
/// guard keeps the writing thread alive; dropping it writes what is left.
pub(super) fn start(folder: Option<&Folder>) -> Option<tracing_appender::non_blocking::WorkerGuard> {
    let folder = folder?;
    // The appender would complain on the terminal about a folder that is not there.
    std::fs::create_dir_all(folder.logs()).ok()?;
    let appender = appender(folder).ok()?;
    let (writer, guard) = tracing_appender::non_blocking(Bounded { inner: appender, left: MOST });
    let levels = EnvFilter::try_from_env(LEVEL_VARIABLE).unwrap_or_else(|_| EnvFilter::new("warn,rackhand=info"));
    let set = tracing_subscriber::fmt().with_env_filter(levels).with_writer(writer).with_ansi(false).try_init();
    // A test may have set its own.
    set.is_ok().then_some(guard)
}

fn appender(folder: &Folder) -> Result<RollingFileAppender, InitError> {
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("rackhand")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder.logs())
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

    #[test]
    fn the_log_is_bounded_and_says_so_once() {
        let mut log = Bounded { inner: Vec::new(), left: 10 };
        for _ in 0..5 {
            log.write_all(b"12345678").unwrap();
        }
        assert_eq!(String::from_utf8(log.inner).unwrap(), "12345678the log of this run is full\n");
    }
}
