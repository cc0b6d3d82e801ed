//! A row as the inventory keeps it between sessions.

use super::{
    Fleet,
    machine::{Contact, Machine, Moment, Notes},
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

    /// Takes over the machines of the last session, besides those that were seen in this one already. Their figures
    /// count as stale until they answer.
    pub fn restore(&mut self, saved: Vec<SavedMachine>) {
        for machine in saved {
            let known = machine.mac.is_some_and(|mac| self.by_mac.contains_key(&mac));
            if !known && !self.by_address.contains_key(&machine.address) {
                self.restore_one(machine);
            }
        }
    }

    fn restore_one(&mut self, mut saved: SavedMachine) {
        self.texts.share(&mut saved.reading);
        let notes = Notes {
            location: self.texts.shared(&saved.location),
            note: self.texts.shared(&saved.note),
            previous_address: saved.previous_address,
        };
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
            machine.notes = (notes != Notes::default()).then(|| Box::new(notes));
            machine
        });
        self.by_address.insert(saved.address, id);
        if let Some(mac) = saved.mac {
            self.by_mac.insert(mac, id);
        }
        self.change(id, |_| {});
    }
}
