//! The way out: events to the front end, which is woken once and not a thousand times.

use super::{Event, Trouble};
use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
};

/// Sends events and wakes the front end when the first one waits.
pub(super) struct Outbox {
    events: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// A wake call is on its way; cleared by the front end before it drains.
    woken: AtomicBool,
}

impl Outbox {
    /// Events go to `events`; `wake` is called after the first of them.
    pub(super) fn new(events: Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { events, wake, woken: AtomicBool::new(false) }
    }

    /// Sends one event. A front end that has gone no longer wants it, so that is no error.
    pub(super) fn send(&self, event: Event) {
        if self.events.send(event).is_ok() && !self.woken.swap(true, Ordering::AcqRel) {
            (self.wake)();
        }
    }

    /// Logs and sends a trouble.
    pub(super) fn trouble(&self, trouble: Trouble) {
        tracing::warn!("{trouble}");
        self.send(Event::Trouble(trouble));
    }

    /// Arms the wake call again.
    pub(super) fn draining(&self) {
        self.woken.store(false, Ordering::Release);
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").field("woken", &self.woken).finish_non_exhaustive()
    }
}
