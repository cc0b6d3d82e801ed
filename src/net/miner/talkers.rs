//! One talker at a time for each machine: machines leave the last of several quick connections unanswered.
//!
//! A machine is in the table while somebody talks to it or waits for that, and as long as it has unusual habits or a
//! session. The lock of an idle machine does not exist.

use super::{Shared, habits::Habits, session::Session};
use crate::protocol::Failure;
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::{Duration, Instant},
};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};
use tokio_util::sync::CancellationToken;

/// How often the table is looked through for tokens that have had their time.
const SWEEP_EVERY: Duration = Duration::from_mins(1);

/// The machines of which something is kept.
#[derive(Debug, Default)]
pub(super) struct Talkers {
    table: Mutex<HashMap<SocketAddr, Entry>>,
    swept_at: Mutex<Option<Instant>>,
}

#[derive(Debug, Default)]
struct Entry {
    /// Alive while a [`Talk`] exists.
    lock: Weak<AsyncMutex<()>>,
    habits: Habits,
    /// What writing needs; boxed, because most machines are only read.
    session: Option<Box<Session>>,
}

impl Entry {
    /// Nobody talks to the machine or waits for it, and there is nothing to remember.
    fn is_idle(&self) -> bool {
        self.lock.strong_count() == 0 && self.habits == Habits::default() && self.session.is_none()
    }
}

impl Talkers {
    pub(super) fn len(&self) -> usize {
        self.table().len()
    }

    fn table(&self) -> MutexGuard<'_, HashMap<SocketAddr, Entry>> {
        // Nothing that could panic happens under this lock; habits are never half written either way.
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// Forgets the lock of a machine that nobody talks to or waits for, and an ordinary machine altogether.
    fn forget_if_idle(&self, address: SocketAddr) {
        let mut table = self.table();
        let Some(entry) = table.get_mut(&address).filter(|entry| entry.lock.strong_count() == 0) else { return };
        // What points to a lock that is gone would keep its place in memory.
        entry.lock = Weak::new();
        if entry.is_idle() {
            table.remove(&address);
        }
    }

    /// Forgets what sessions have held for too long, now and then.
    pub(super) fn sweep(&self, now: Instant) {
        let mut swept_at = self.swept_at.lock().unwrap_or_else(PoisonError::into_inner);
        if swept_at.is_some_and(|swept_at| now.duration_since(swept_at) < SWEEP_EVERY) {
            return;
        }
        *swept_at = Some(now);
        self.table().retain(|_, entry| {
            entry.session.take_if(|session| !session.expire(now));
            !entry.is_idle()
        });
    }

    /// What is known of a machine's session, without a talk.
    pub(super) fn peek<R>(&self, address: SocketAddr, look: impl FnOnce(&Session) -> R) -> Option<R> {
        self.table().get(&address)?.session.as_deref().map(look)
    }
}

/// The right to talk to a machine, and what is known about how. Given back when dropped.
#[derive(Debug)]
pub(in crate::net) struct Talk {
    /// Held for its drop. First, because the turn's drop looks whether anybody holds the lock.
    _guard: OwnedMutexGuard<()>,
    turn: Turn,
    /// After this no command is sent; `None` for talks that change nothing.
    stop: Option<CancellationToken>,
    began: Instant,
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
        Self { _guard: lock.lock_owned().await, turn, stop: None, began: Instant::now() }
    }

    /// Sends no command any more once this is cancelled.
    pub(super) fn stopped_by(self, stop: &CancellationToken) -> Self {
        Self { stop: Some(stop.clone()), ..self }
    }

    /// Does something on the way to a command, which may end anywhere.
    ///
    /// # Errors
    /// [`Failure::Cancelled`] as soon as the command is not wanted any more, else its own.
    pub(super) async fn unless_stopped<T>(&self, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        let Some(stop) = &self.stop else { return work.await };
        tokio::select! {
            biased;
            () = stop.cancelled() => Err(Failure::Cancelled),
            done = work => done,
        }
    }

    /// When its turn came.
    pub(super) fn began(&self) -> Instant {
        self.began
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

    /// Looks at this machine's session, or changes it. Nothing slow: the whole table waits meanwhile.
    pub(super) fn session<R>(&self, change: impl FnOnce(&mut Session) -> R) -> R {
        let mut table = self.shared().talkers.table();
        let entry = table.entry(self.address()).or_default();
        let session = entry.session.get_or_insert_default();
        let result = change(session);
        entry.session.take_if(|session| session.is_empty());
        result
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.lock = None;
        self.shared.talkers.forget_if_idle(self.address);
    }
}
