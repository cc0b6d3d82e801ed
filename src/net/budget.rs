//! How many sockets may be open at once, for everything that this program does.
//!
//! Descriptors are the first thing that runs out on a laptop: macOS starts programs with 256. Every connection to a
//! machine holds a [`Permit`] while it is open, so scanning, monitoring and reading together stay within one number.

use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Descriptors left for everything that is no connection: the window, files, the database, fonts.
const RESERVED: u64 = 128;
/// More at once gains nothing, and fills the tables of small routers.
const MOST: u64 = 4096;
/// The least that work is possible with.
const LEAST: u64 = 16;

/// The number of sockets that may be open. Clones share it.
#[derive(Clone, Debug)]
pub struct Budget {
    permits: Arc<Semaphore>,
    size: usize,
}

/// The right to hold one socket; given back when dropped.
#[derive(Debug)]
pub struct Permit(#[expect(dead_code, reason = "held for its drop")] OwnedSemaphorePermit);

impl Budget {
    /// At most `sockets` at once, at least one.
    pub fn new(sockets: usize) -> Self {
        let size = sockets.clamp(1, Semaphore::MAX_PERMITS);
        Self { permits: Arc::new(Semaphore::new(size)), size }
    }

    /// What this computer allows, after raising this process's limit as far as it goes.
    pub fn of_this_computer() -> Self {
        Self::new(Self::raise_limit().saturating_sub(RESERVED).clamp(LEAST, MOST) as usize)
    }

    /// Raises the limit of open descriptors as far as the operating system lets an ordinary user, and returns it.
    /// `u64::MAX` where there is none (Windows).
    pub fn raise_limit() -> u64 {
        rlimit::increase_nofile_limit(u64::MAX).unwrap_or_else(|error| {
            tracing::warn!("the limit of open files could not be raised: {error}");
            // The smallest limit that any of the three systems starts with.
            256
        })
    }

    /// The most sockets at once.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Sockets that could be opened now.
    pub fn available(&self) -> usize {
        self.permits.available_permits()
    }

    /// Waits for the right to open one more.
    pub async fn acquire(&self) -> Permit {
        let permit = Arc::clone(&self.permits).acquire_owned().await;
        Permit(permit.expect("the semaphore is never closed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn never_gives_more_than_its_size() {
        let budget = Budget::new(2);
        let first = budget.acquire().await;
        let _second = budget.acquire().await;
        assert_eq!(budget.available(), 0);
        let third = budget.acquire();
        tokio::pin!(third);
        assert!(futures_poll(third.as_mut()).await.is_none(), "a third permit came while two were held");
        drop(first);
        third.await;
    }

    /// One poll of a future.
    async fn futures_poll<F: Future + Unpin>(future: F) -> Option<F::Output> {
        tokio::select! {
            biased;
            output = future => Some(output),
            () = std::future::ready(()) => None,
        }
    }

    #[test]
    fn this_computer_allows_some() {
        assert!((LEAST..=MOST).contains(&(Budget::of_this_computer().size() as u64)));
    }
}
