//! The machines that firmware is on its way to: nobody else can talk to them for minutes.
//!
//! Rounds over many machines ([`Miners::unless_uploading`]) leave them out instead of standing still. Always true: a
//! machine is in here before the upload waits for its turn, so that who looked first goes first.

use super::Miners;
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How many uploads go to or wait for each machine.
#[derive(Debug, Default)]
pub(super) struct Uploads(Mutex<HashMap<SocketAddr, usize>>);

/// An upload that goes on or waits for its turn, until it is dropped.
#[derive(Debug)]
pub(in crate::net) struct Upload<'a> {
    uploads: &'a Uploads,
    address: SocketAddr,
}

impl Uploads {
    fn table(&self) -> MutexGuard<'_, HashMap<SocketAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Miners {
    /// Says that firmware goes to a machine from now on.
    pub(in crate::net) fn begin_upload(&self, address: SocketAddr) -> Upload<'_> {
        let uploads = &self.0.uploads;
        *uploads.table().entry(address).or_default() += 1;
        Upload { uploads, address }
    }

    /// Does something with a machine, but for one that firmware is on its way to: `None`.
    pub async fn unless_uploading<T>(&self, address: SocketAddr, work: impl Future<Output = T>) -> Option<T> {
        // Asked when the work begins, not when it was planned.
        if self.0.uploads.table().contains_key(&address) {
            return None;
        }
        Some(work.await)
    }
}

impl Drop for Upload<'_> {
    fn drop(&mut self) {
        let mut table = self.uploads.table();
        if let Some(count) = table.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                table.remove(&self.address);
            }
        }
    }
}
