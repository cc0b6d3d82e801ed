//! Trying again what may pass: a file or a database that somebody else holds for a moment.
//!
//! Called where the file system or `SQLite` answers at once instead of waiting; it sleeps, so only threads that may wait
//! call it.

use std::{
    thread,
    time::{Duration, Instant},
};

/// Tries, and where that fails for a reason that `may_pass`, again after a pause, as long as the patience lasts.
pub fn patiently<T, E>(
    patience: Duration,
    pause: Duration,
    may_pass: impl Fn(&E) -> bool,
    mut attempt: impl FnMut() -> Result<T, E>,
) -> Result<T, E> {
    let begun = Instant::now();
    loop {
        match attempt() {
            Err(error) if may_pass(&error) && begun.elapsed() < patience => thread::sleep(pause),
            done => return done,
        }
    }
}
