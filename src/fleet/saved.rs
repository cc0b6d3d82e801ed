//! A row as the inventory keeps it between sessions.

use super::{
    Fleet,
    machine::{Contact, Machine, MachineId, Moment},
};
use crate::protocol::{Reading, reading::Text, units::Mac};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;

/// A machine with its last answer and what was written about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedMachine {
    /// Where it answered last.
    pub address: SocketAddr,
    /// The hardware address, where it was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mac: Option<Mac>,
    /// Where it was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_address: Option<SocketAddr>,
    /// When the row appeared.
    pub first_seen: Timestamp,
    /// When it last gave figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_answer: Option<Timestamp>,
    /// Since when it was silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_since: Option<Timestamp>,
    /// Its name or place.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub location: Text,
    /// What was written about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// The last answer.
    pub reading: Reading,
}

impl From<&Machine> for SavedMachine {
    fn from(machine: &Machine) -> Self {
        let notes = machine.notes.as_deref().cloned().unwrap_or_default();
        Self {
            address: machine.address,
            mac: machine.mac,
            previous_address: notes.previous_address,
            first_seen: machine.contact.first_seen(),
            last_answer: machine.contact.last_answer(),
            lost_since: machine.contact.lost_since(),
            location: notes.location,
            note: notes.note,
            reading: machine.reading.clone(),
        }
    }
}

impl Fleet {
    /// All machines in the form in which they are kept between sessions.
    pub fn save(&self) -> Vec<SavedMachine> {
        self.iter().map(SavedMachine::from).collect()
    }

    /// Takes over the machines of the last session, whose figures count as stale until they answer. A machine that was
    /// seen in this session already only gets back what was written about it.
    pub fn restore(&mut self, saved: Vec<SavedMachine>) {
        for machine in saved {
            match self.row_of_saved(&machine) {
                Some(id) => self.restore_notes(id, &machine),
                None => self.restore_row(machine),
            }
        }
    }

    fn row_of_saved(&self, saved: &SavedMachine) -> Option<MachineId> {
        let known = saved.mac.and_then(|mac| self.by_mac(mac));
        let here = || self.at(saved.address).filter(|here| here.mac.is_none() || saved.mac.is_none());
        known.or_else(here).map(|machine| machine.id)
    }

    fn restore_notes(&mut self, id: MachineId, saved: &SavedMachine) {
        let [location, note] = [&saved.location, &saved.note].map(|text| self.texts.shared(text));
        self.change(id, |machine| {
            machine.contact.first_seen = machine.contact.first_seen.min(saved.first_seen.into());
            machine.write(location, note);
        });
    }

    fn restore_row(&mut self, mut saved: SavedMachine) {
        self.texts.share(&mut saved.reading);
        let [location, note] = [&saved.location, &saved.note].map(|text| self.texts.shared(text));
        let contact = Contact {
            heard: saved.last_answer.map(Moment::from),
            lost: saved.lost_since.map(Moment::from),
            restored: true,
            ..Contact::new(saved.first_seen.into())
        };
        let id = self.add(|id| {
            let mut machine = Machine::new(id, saved.address, contact);
            machine.take(saved.reading);
            machine.mac = saved.mac.or(machine.mac);
            machine.write(location, note);
            if saved.previous_address.is_some() {
                machine.notes.get_or_insert_default().previous_address = saved.previous_address;
            }
            machine
        });
        if let Some(mac) = self.get(id).and_then(|machine| machine.mac) {
            self.by_mac.entry(mac).or_insert(id);
        }
        // Who answers at the address in this session stays first there.
        let here = self.by_address.get(&saved.address).copied();
        self.occupy(saved.address, id);
        if let Some(here) = here {
            self.by_address.insert(saved.address, here);
        }
        self.change(id, |_| {});
    }
}
