//! How observations become rows: who is who.

use super::{
    Fleet,
    health::Health,
    history::{Figures, History},
    machine::{Contact, Machine, MachineId},
};
use crate::protocol::{Failure, Reading};
use jiff::Timestamp;
use std::net::SocketAddr;

/// What came of talking to an address.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// A machine answered; true where the reading is a full one with the machine's identity.
    Answered(Box<Reading>, bool),
    /// Something accepted the connection, and there are no figures.
    Unreadable(Failure),
    /// Nothing answered.
    Silent(Failure),
}

/// One thing that the engine saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Where.
    pub address: SocketAddr,
    /// When.
    pub at: Timestamp,
    /// What.
    pub seen: Seen,
}

impl Fleet {
    /// Takes over what was seen. Returns the row that it concerns: `None` where nothing answered at an address that has
    /// no row.
    pub fn observe(&mut self, observation: Observation) -> Option<MachineId> {
        let Observation { address, at, seen } = observation;
        match seen {
            Seen::Answered(reading, _) => Some(self.answered(address, at, *reading)),
            Seen::Unreadable(failure) => {
                let id = self.row_at(address, at);
                self.change(id, |machine| machine.contact.fail(at, failure));
                Some(id)
            }
            Seen::Silent(failure) => {
                let id = *self.by_address.get(&address)?;
                self.change(id, |machine| machine.contact.lose(at, Some(failure)));
                Some(id)
            }
        }
    }

    fn answered(&mut self, address: SocketAddr, at: Timestamp, mut reading: Reading) -> MachineId {
        self.texts.share(&mut reading);
        let mac = reading.mac();
        let known = mac.and_then(|mac| self.by_mac.get(&mac).copied());
        let id = known.unwrap_or_else(|| self.row_at(address, at));
        if let Some(mac) = mac {
            self.by_mac.insert(mac, id);
        }
        self.by_address.insert(address, id);
        self.change(id, |machine| {
            machine.mac = mac.or(machine.mac);
            machine.address = address;
            machine.reading.merge(reading);
            machine.contact.hear(at);
            let figures = Figures::of(machine);
            machine.history.note(at, &figures);
        });
        id
    }

    fn row_at(&mut self, address: SocketAddr, at: Timestamp) -> MachineId {
        if let Some(&id) = self.by_address.get(&address) {
            return id;
        }
        let id = self.add(|id| Machine {
            id,
            mac: None,
            address,
            reading: Reading::default(),
            contact: Contact { first_seen: at, ..Contact::default() },
            health: Health::default(),
            history: History::default(),
            notes: None,
        });
        self.by_address.insert(address, id);
        id
    }
}

impl Contact {
    fn hear(&mut self, at: Timestamp) {
        self.heard = Some(at);
        self.tried = Some(at);
        self.lost = None;
        self.failure = None;
        self.restored = false;
    }

    fn fail(&mut self, at: Timestamp, failure: Failure) {
        self.tried = Some(at);
        self.lost = None;
        self.failure = Some(failure);
        self.restored = false;
    }

    pub(super) fn lose(&mut self, at: Timestamp, failure: Option<Failure>) {
        self.lost.get_or_insert(at);
        self.failure = failure;
        self.restored = false;
    }
}
