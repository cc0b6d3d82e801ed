//! How observations become rows: who is who.
//!
//! A row is a MAC address where that is known, else an address. So a machine that comes back at another address keeps
//! its row, a row that was only an address is joined to its machine when the MAC is learned, and two machines that
//! claim one address are two rows, both marked.

use super::{
    Fleet,
    history::Figures,
    machine::{Contact, Machine, MachineId, Moment},
};
use crate::protocol::{Failure, Reading, units::Mac};
use jiff::Timestamp;
use std::net::SocketAddr;

/// Two machines that answer at one address within so many seconds both claim it: none of them can have restarted with
/// another address in between.
const CLAIM_SECS: i64 = 60;

/// A machine that returns to the address that another took from it, within so many seconds, claims it still.
const RETURN_SECS: i64 = 900;

/// A MAC that answers at two addresses within so many seconds belongs to two machines (a control board that was cloned
/// with its MAC): moving takes a restart.
const MOVE_SECS: i64 = 20;

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
        let at = Moment::from(at);
        match seen {
            Seen::Answered(reading, _) => Some(self.answered(address, at, *reading)),
            Seen::Unreadable(failure) => {
                let id = self.row_at(address, at);
                self.change(id, |machine| machine.contact.live(at, Some(failure)));
                Some(id)
            }
            Seen::Silent(failure) => {
                let id = *self.by_address.get(&address)?;
                for id in self.claimants.get(&address).cloned().unwrap_or_else(|| vec![id]) {
                    self.lose(id, at, Some(failure.clone()));
                }
                Some(id)
            }
        }
    }

    fn answered(&mut self, address: SocketAddr, at: Moment, mut reading: Reading) -> MachineId {
        self.texts.share(&mut reading);
        let id = match reading.mac() {
            Some(mac) => self.row_of(mac, address, at),
            None => self.claimant_like(address, &reading).unwrap_or_else(|| self.row_at(address, at)),
        };
        self.change(id, |machine| {
            machine.take(reading);
            machine.contact.hear(at);
            let figures = Figures::of(machine);
            machine.history.note(at.into(), figures);
        });
        id
    }

    /// The row at an address whose MAC is not told; a new one where there is none.
    fn row_at(&mut self, address: SocketAddr, at: Moment) -> MachineId {
        self.by_address.get(&address).copied().unwrap_or_else(|| self.add_at(address, at))
    }

    fn add_at(&mut self, address: SocketAddr, at: Moment) -> MachineId {
        let id = self.add(|id| Machine::new(id, address, Contact::new(at)));
        self.occupy(address, id);
        id
    }

    /// The row of a machine that named its MAC, at its address from now on.
    fn row_of(&mut self, mac: Mac, address: SocketAddr, at: Moment) -> MachineId {
        let here = self.by_address.get(&address).copied();
        if let Some(id) = here.filter(|&id| self.mac_of(id) == Some(mac)) {
            return id;
        }
        let known = self.by_mac.get(&mac).copied().filter(|&id| !self.is_elsewhere(id, address, at));
        match (known, here) {
            (Some(id), Some(other)) if self.mac_of(other).is_none() => {
                self.absorb(id, other);
                self.settle(id, address);
                id
            }
            (Some(id), other) => {
                self.settle(id, address);
                if let Some(other) = other {
                    self.displace(other, id, at);
                }
                id
            }
            (None, Some(id)) if self.mac_of(id).is_none() => {
                self.name(id, mac);
                id
            }
            (None, other) => {
                let id = self.add_at(address, at);
                self.name(id, mac);
                if let Some(other) = other {
                    self.displace(other, id, at);
                }
                id
            }
        }
    }

    /// This row told its MAC. Where another row has it already both stay, until one falls silent.
    fn name(&mut self, id: MachineId, mac: Mac) {
        let first = *self.by_mac.entry(mac).or_insert(id);
        if first != id {
            self.twins.entry(mac).or_default().extend([first, id]);
        }
    }

    fn mac_of(&self, id: MachineId) -> Option<Mac> {
        self.get(id)?.mac
    }

    /// True where the row's machine answers at another address at this very time, so that this is another one.
    fn is_elsewhere(&self, id: MachineId, address: SocketAddr, at: Moment) -> bool {
        self.get(id).is_some_and(|machine| {
            let contact = &machine.contact;
            let recently = contact.alive.is_some_and(|alive| at.seconds_after(alive) < MOVE_SECS);
            machine.address != address && recently && contact.lost.is_none()
        })
    }

    /// The machine of this row is at this address now.
    fn settle(&mut self, id: MachineId, address: SocketAddr) {
        let Some(before) = self.get(id).map(|machine| machine.address) else { return };
        if before != address {
            self.leave(before, id);
            self.change(id, |machine| {
                machine.address = address;
                machine.contact.displaced = None;
                machine.contact.conflict = false;
                machine.notes.get_or_insert_default().previous_address = Some(before);
            });
        }
        self.occupy(address, id);
    }

    /// This row answers at an address now. Others at the address stay there until they are heard elsewhere.
    pub(super) fn occupy(&mut self, address: SocketAddr, id: MachineId) {
        let Some(other) = self.by_address.insert(address, id).filter(|&other| other != id) else { return };
        let claimants = self.claimants.entry(address).or_default();
        for claimant in [other, id] {
            if !claimants.contains(&claimant) {
                claimants.push(claimant);
            }
        }
    }

    /// `id` answers where `other` answered before: either it took over, or both claim the address.
    fn displace(&mut self, other: MachineId, id: MachineId, at: Moment) {
        let within = |moment: Option<Moment>, secs| moment.is_some_and(|moment| at.seconds_after(moment) < secs);
        let (Some(theirs), Some(ours)) = (self.get(other), self.get(id)) else { return };
        let silent = theirs.contact.lost.is_some() || theirs.contact.restored;
        let both = within(theirs.contact.alive, CLAIM_SECS) || within(ours.contact.displaced, RETURN_SECS);
        if both && !silent {
            for claimant in [other, id] {
                self.change(claimant, |machine| machine.contact.conflict = true);
            }
        }
        self.change(other, |machine| machine.contact.displaced = Some(at));
    }

    /// Of several machines that claim an address, the one that has these boards: a short reading names no MAC.
    fn claimant_like(&self, address: SocketAddr, reading: &Reading) -> Option<MachineId> {
        let serials = |reading: &Reading| {
            let boards = reading.boards.iter().flatten();
            boards.filter_map(|board| board.serial.clone()).collect::<Vec<_>>()
        };
        let wanted = serials(reading);
        let mut claimants = self.claimants.get(&address)?.iter().copied();
        claimants
            .find(|&id| !wanted.is_empty() && self.get(id).is_some_and(|machine| serials(&machine.reading) == wanted))
    }

    /// A row gives up an address: it moved, or was forgotten.
    pub(super) fn leave(&mut self, address: SocketAddr, id: MachineId) {
        let mut heir = None;
        if let Some(claimants) = self.claimants.get_mut(&address) {
            claimants.retain(|&claimant| claimant != id);
            heir = claimants.last().copied();
            if claimants.len() < 2 {
                self.claimants.remove(&address);
            }
        }
        if self.by_address.get(&address) == Some(&id) {
            match heir {
                Some(heir) => self.by_address.insert(address, heir),
                None => self.by_address.remove(&address),
            };
        }
        self.make_peace(address, heir);
    }

    /// Where one machine is left of several that claimed an address, there is no conflict any more.
    fn make_peace(&mut self, address: SocketAddr, last: Option<MachineId>) {
        let left = self.claimants.get(&address).cloned().unwrap_or_else(|| last.into_iter().collect());
        let claims = |id: &MachineId| self.get(*id).is_some_and(|machine| machine.contact.conflict);
        let claiming: Vec<MachineId> = left.into_iter().filter(claims).collect();
        if let [last] = claiming[..] {
            self.change(last, |machine| machine.contact.conflict = false);
        }
    }

    /// The machine does not answer any more here.
    pub(super) fn lose(&mut self, id: MachineId, at: Moment, failure: Option<Failure>) {
        self.change(id, |machine| machine.contact.lose(at, failure));
        self.vacate(id);
        self.rejoin(id);
    }

    /// A lost machine keeps its address, but leaves it to another one that answers there.
    fn vacate(&mut self, id: MachineId) {
        let Some(address) = self.get(id).map(|machine| machine.address) else { return };
        let Some(claimants) = self.claimants.get(&address) else { return };
        let answers = |id: &MachineId| self.get(*id).is_some_and(|machine| machine.contact.lost.is_none());
        if let Some(other) = claimants.iter().copied().find(answers)
            && self.by_address.get(&address) == Some(&id)
        {
            self.by_address.insert(address, other);
        }
        self.make_peace(address, None);
    }

    /// A row fell silent whose MAC answers elsewhere: the machine moved there so fast that it got a row of its own.
    /// Machines that answered side by side are two, cloned, and stay so.
    fn rejoin(&mut self, lost: MachineId) {
        let Some(row) = self.get(lost) else { return };
        let Some(twins) = row.mac.and_then(|mac| self.twins.get(&mac)) else { return };
        let is_its_return = |twin: &&Machine| {
            twin.id != lost && twin.contact.lost.is_none() && row.contact.alive <= Some(twin.contact.first_seen)
        };
        let returned = twins.iter().filter_map(|&twin| self.get(twin)).find(is_its_return);
        let Some((twin, address, contact)) = returned.map(|twin| (twin.id, twin.address, twin.contact.clone())) else {
            return;
        };
        let first_seen = row.contact.first_seen;
        self.absorb(lost, twin);
        self.change(lost, |machine| machine.contact = Contact { first_seen, ..contact });
        self.settle(lost, address);
    }

    /// Two rows turned out to be one machine: the later row goes.
    fn absorb(&mut self, id: MachineId, other: MachineId) {
        let Some(theirs) = self.get(other).cloned() else { return };
        self.forget(other);
        self.change(id, |machine| {
            machine.take(theirs.reading);
            machine.contact.first_seen = machine.contact.first_seen.min(theirs.contact.first_seen);
            if let Some(notes) = theirs.notes {
                machine.write(notes.location, notes.note);
            }
        });
    }
}
