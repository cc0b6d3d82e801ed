//! What is known about the machines: rows, identity, health, history, and the views on them.
//!
//! Pure data: no sockets, no files, no clock (the present moment is always given). A front end owns a [`Fleet`], feeds
//! it with the engine's [`Observation`]s on its own thread, and shows it through a [`View`]. Always true here: a row is
//! a machine, told by its MAC address once that is known, so that a changed address loses nothing; and what a machine
//! did not say is unknown, never zero.

pub mod column;
pub mod export;
mod facts;
pub mod filter;
pub mod format;
pub mod health;
pub mod history;
pub mod intent;
pub mod json;
mod machine;
pub mod network_plan;
mod observe;
mod saved;
mod selection;
mod texts;
mod totals;
mod value;
pub mod view;
mod wording;

pub use column::{Column, Context};
pub use filter::{Filter, FilterError};
pub use health::{Health, HealthCounts, HealthState, Reason, Thresholds};
pub use history::{History, Sample};
pub use intent::{Intent, Obstacle};
pub use machine::{Contact, Machine, MachineId};
pub use observe::{Observation, Seen};
pub use saved::SavedMachine;
pub use selection::Selection;
pub use totals::Totals;
pub use value::Value;
pub use view::{SortKey, View};
pub use wording::{Word, Wording};

use crate::protocol::units::Mac;
use jiff::Timestamp;
use machine::Moment;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    net::SocketAddr,
};
use texts::Texts;

/// All machines that were seen.
#[derive(Debug, Default)]
pub struct Fleet {
    /// By id. A row that turned out to be a machine that already had one is `None` from then on.
    rows: Vec<Option<Machine>>,
    /// By id: the fleet's revision when the row last changed. Apart from the rows so that a view finds what changed
    /// among 50,000 without touching them.
    changed: Vec<u64>,
    revision: u64,
    by_mac: HashMap<Mac, MachineId>,
    /// All rows of a MAC, where there is more than one.
    twins: BTreeMap<Mac, BTreeSet<MachineId>>,
    /// Who answered last at an address.
    by_address: HashMap<SocketAddr, MachineId>,
    /// All rows at an address, where there is more than one.
    claimants: BTreeMap<SocketAddr, Vec<MachineId>>,
    counts: HealthCounts,
    totals: totals::Sums,
    texts: Texts,
    thresholds: Thresholds,
}

impl Fleet {
    /// A fleet without machines, judged by the default thresholds.
    pub fn new() -> Self {
        Self::default()
    }

    /// The machine of this handle; `None` once its row was merged into another.
    pub fn get(&self, id: MachineId) -> Option<&Machine> {
        self.rows.get(id.index())?.as_ref()
    }

    /// The machine that answers at this address: of several that claim it, the one heard last.
    pub fn at(&self, address: SocketAddr) -> Option<&Machine> {
        self.get(*self.by_address.get(&address)?)
    }

    /// Whether another machine may be where this one is said to be: it was not heard yet in this session, does not
    /// answer any more, or another one answers at its address.
    pub fn may_be_elsewhere(&self, machine: &Machine) -> bool {
        machine.is_stale() || self.at(machine.address).is_none_or(|here| here.id != machine.id)
    }

    /// The machine of this hardware address.
    pub fn by_mac(&self, mac: Mac) -> Option<&Machine> {
        self.get(*self.by_mac.get(&mac)?)
    }

    /// All machines in order of appearance.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Machine> {
        self.rows.iter().flatten()
    }

    /// How many machines there are.
    pub fn len(&self) -> usize {
        self.counts.total()
    }

    /// True where no machine was seen yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many machines are in each state.
    pub fn counts(&self) -> HealthCounts {
        self.counts
    }

    /// Sums over the machines that answer.
    pub fn totals(&self) -> Totals {
        self.totals.totals()
    }

    /// Rises with every change of any machine.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The rows that changed after a revision, gone ones too, in order of appearance.
    fn changed_since(&self, revision: u64) -> impl Iterator<Item = MachineId> + '_ {
        let rows = self.changed.iter().enumerate();
        rows.filter(move |&(_, &changed)| changed > revision).map(|(index, _)| MachineId(index as u32))
    }

    /// The rows by id from one on; `None` for those that are gone.
    fn slots(&self, first: usize) -> impl Iterator<Item = Option<&Machine>> {
        self.rows.get(first..).unwrap_or_default().iter().map(Option::as_ref)
    }

    /// By what health is judged.
    pub fn thresholds(&self) -> &Thresholds {
        &self.thresholds
    }

    /// Judges all machines anew by other thresholds.
    pub fn set_thresholds(&mut self, thresholds: Thresholds) {
        if self.thresholds == thresholds {
            return;
        }
        self.thresholds = thresholds;
        for index in 0..self.rows.len() {
            self.change(MachineId(index as u32), |_| {});
        }
    }

    /// Names a machine or its place; empty takes the name away.
    pub fn set_location(&mut self, id: MachineId, location: &str) {
        let location = self.texts.shared(&location.trim().into());
        self.change(id, |machine| machine.notes.get_or_insert_default().location = location);
    }

    /// Writes a note about a machine; empty takes it away.
    pub fn set_note(&mut self, id: MachineId, note: &str) {
        let note = self.texts.shared(&note.trim().into());
        self.change(id, |machine| machine.notes.get_or_insert_default().note = note);
    }

    /// Forgets a machine: a row that will not come back.
    pub fn forget(&mut self, id: MachineId) {
        let Some(machine) = self.rows.get_mut(id.index()).and_then(Option::take) else { return };
        self.counts.remove(machine.health.state);
        self.totals.remove(&machine);
        if let Some(mac) = machine.mac {
            self.unname(id, mac);
        }
        self.leave(machine.address, id);
        self.touch(id);
    }

    /// The row that had this MAC goes; another one that has it too takes its place.
    fn unname(&mut self, id: MachineId, mac: Mac) {
        let mut heir = None;
        if let Some(twins) = self.twins.get_mut(&mac) {
            twins.remove(&id);
            heir = twins.first().copied();
            if twins.len() < 2 {
                self.twins.remove(&mac);
            }
        }
        if self.by_mac.get(&mac) == Some(&id) {
            match heir {
                Some(heir) => self.by_mac.insert(mac, heir),
                None => self.by_mac.remove(&mac),
            };
        }
    }

    /// A scan has ended: machines that gave no sign of life since it began are lost, where it covered their address.
    pub fn scan_finished(&mut self, covered: impl Fn(SocketAddr) -> bool, started: Timestamp, at: Timestamp) {
        let started = Moment::from(started);
        for index in 0..self.rows.len() {
            let missed = self.rows[index].as_ref().is_some_and(|machine| {
                let alive = machine.contact.alive.is_some_and(|alive| alive >= started);
                !alive && machine.contact.lost.is_none() && covered(machine.address)
            });
            if missed {
                self.lose(MachineId(index as u32), at.into(), None);
            }
        }
    }

    /// Changes a row, and what is computed from it: health, counts, sums.
    fn change(&mut self, id: MachineId, how: impl FnOnce(&mut Machine)) {
        let Some(machine) = self.rows.get_mut(id.index()).and_then(Option::as_mut) else { return };
        self.counts.remove(machine.health.state);
        self.totals.remove(machine);
        how(machine);
        machine.health = health::judge::judge(machine, &self.thresholds);
        self.counts.add(machine.health.state);
        self.totals.add(machine);
        self.touch(id);
    }

    fn touch(&mut self, id: MachineId) {
        self.revision += 1;
        if let Some(changed) = self.changed.get_mut(id.index()) {
            *changed = self.revision;
        }
    }

    /// Adds a row.
    fn add(&mut self, machine: impl FnOnce(MachineId) -> Machine) -> MachineId {
        let id = MachineId(self.rows.len() as u32);
        let machine = machine(id);
        self.counts.add(machine.health.state);
        self.totals.add(&machine);
        self.rows.push(Some(machine));
        self.changed.push(0);
        self.touch(id);
        id
    }
}
