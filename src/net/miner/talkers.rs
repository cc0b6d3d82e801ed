//! One talker at a time for each machine: machines leave the last of several quick connections unanswered.
//!
//! A machine is in the table while somebody talks to it or waits for that, and as long as it has unusual habits. The
//! lock of an idle machine does not exist.

use super::{Shared, habits::Habits};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// The machines of which something is kept.
#[derive(Debug, Default)]
pub(super) struct Talkers(Mutex<HashMap<SocketAddr, Entry>>);

#[derive(Debug, Default)]
struct Entry {
    /// Alive while a [`Talk`] exists.
    lock: Weak<AsyncMutex<()>>,
    habits: Habits,
}

impl Talkers {
    pub(super) fn len(&self) -> usize {
        self.table().len()
    }

    fn table(&self) -> MutexGuard<'_, HashMap<SocketAddr, Entry>> {
        // Nothing that could panic happens under this lock; habits are never half written either way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lock of a machine, made where nobody has it.
    fn lock_of(&self, address: SocketAddr) -> Arc<AsyncMutex<()>> {
        let mut table = self.table();
        let entry = table.entry(address).or_default();
        entry.lock.upgrade().unwrap_or_else(|| {
            let lock = Arc::default();
            entry.lock = Arc::downgrade(&lock);
            lock
        })
    }

    /// Forgets an ordinary machine that nobody talks to or waits for.
    fn forget_if_idle(&self, address: SocketAddr) {
        let mut table = self.table();
        if table.get(&address).is_some_and(|entry| entry.lock.strong_count() == 0 && entry.habits == Habits::default())
        {
            table.remove(&address);
        }
    }
}

/// The right to talk to a machine, and what is known about how. Given back when dropped.
#[derive(Debug)]
pub(super) struct Talk {
    /// Held for its drop. First, because the turn's drop looks whether anybody holds the lock.
    _guard: OwnedMutexGuard<()>,
    turn: Turn,
}

/// A place in the queue for a machine; the table is tidied when it is given up, also before its turn came.
#[derive(Debug)]
struct Turn {
    shared: Arc<Shared>,
    address: SocketAddr,
    lock: Option<Arc<AsyncMutex<()>>>,
}

impl Talk {
    /// Waits until nobody else talks to the machine.
    pub(super) async fn begin(shared: Arc<Shared>, address: SocketAddr) -> Self {
        let lock = shared.talkers.lock_of(address);
        let turn = Turn { shared, address, lock: Some(Arc::clone(&lock)) };
        Self { _guard: lock.lock_owned().await, turn }
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.turn.address
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.turn.shared
    }

    /// What is known about this machine.
    pub(super) fn habits(&self) -> Habits {
        let table = self.shared().talkers.table();
        table.get(&self.address()).map(|entry| entry.habits.clone()).unwrap_or_default()
    }

    /// Learns something about this machine.
    pub(super) fn change_habits(&self, change: impl FnOnce(&mut Habits)) {
        let mut table = self.shared().talkers.table();
        if let Some(entry) = table.get_mut(&self.address()) {
            change(&mut entry.habits);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.lock = None;
        self.shared.talkers.forget_if_idle(self.address);
    }
}
