//! What changed at each machine since the window was opened: its states, and the errors that came and went.
//!
//! The app notes every observation here; the panel's head and its history page read it. Bounded: at most
//! [`KEPT`] changes a machine, the oldest go first; a machine that never changed costs two words.

use crate::fleet::{HealthState, Machine, MachineId};
use crate::protocol::reading::Text;
use jiff::Timestamp;
use std::collections::{HashMap, VecDeque};

/// Changes that are kept of one machine.
const KEPT: usize = 64;

/// The past of all machines.
#[derive(Debug, Default)]
pub(crate) struct Pasts(HashMap<MachineId, Past>);

/// The past of one machine.
#[derive(Debug)]
pub(crate) struct Past {
    state: HealthState,
    since: Timestamp,
    /// True once the state changed: before that, nobody knows since when it holds.
    has_changed: bool,
    errors: Box<[Text]>,
    changes: VecDeque<Change>,
}

/// One change, as of the observation that showed it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    /// When.
    pub(crate) at: Timestamp,
    /// What.
    pub(crate) what: What,
}

/// What changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// It came into this state.
    State(HealthState),
    /// It reports this error now.
    ErrorCame(Text),
    /// It no longer reports this error.
    ErrorWent(Text),
}

impl Pasts {
    /// Looks at a machine after an observation.
    pub(crate) fn note(&mut self, machine: &Machine, at: Timestamp) {
        let Some(past) = self.0.get_mut(&machine.id) else {
            self.0.insert(machine.id, Past::new(machine, at));
            return;
        };
        past.note(machine, at);
    }

    /// What is known of one machine.
    pub(crate) fn of(&self, id: MachineId) -> Option<&Past> {
        self.0.get(&id)
    }
}

impl Past {
    fn new(machine: &Machine, at: Timestamp) -> Self {
        let errors: Box<[Text]> = codes(machine).cloned().collect();
        let came = errors.iter().map(|code| Change { at, what: What::ErrorCame(code.clone()) });
        Self { state: machine.health.state, since: at, has_changed: false, changes: came.collect(), errors }
    }

    /// Since when the state holds, where that was seen: a machine that is lost tells it by itself.
    pub(crate) fn state_since(&self) -> Option<Timestamp> {
        self.has_changed.then_some(self.since)
    }

    /// The changes, latest first.
    pub(crate) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().rev()
    }

    fn note(&mut self, machine: &Machine, at: Timestamp) {
        if machine.health.state != self.state {
            self.state = machine.health.state;
            self.since = at;
            self.has_changed = true;
            self.push(at, What::State(self.state));
        }
        if codes(machine).eq(self.errors.iter()) {
            return;
        }
        let now: Box<[Text]> = codes(machine).cloned().collect();
        let before = std::mem::replace(&mut self.errors, now.clone());
        for code in before.iter().filter(|code| !now.contains(code)) {
            self.push(at, What::ErrorWent(code.clone()));
        }
        for code in now.iter().filter(|code| !before.contains(code)) {
            self.push(at, What::ErrorCame(code.clone()));
        }
    }

    fn push(&mut self, at: Timestamp, what: What) {
        if self.changes.len() == KEPT {
            self.changes.pop_front();
        }
        self.changes.push_back(Change { at, what });
    }
}

/// The codes that a machine reports.
fn codes(machine: &Machine) -> impl Iterator<Item = &Text> {
    machine.reading.errors.iter().flatten().map(|error| &error.code)
}
