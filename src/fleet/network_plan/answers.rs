//! What the network says to a plan: which of its new addresses are taken already, and whom that holds up.
//!
//! The window asks about the [`targets`](NetworkPlan::targets) and hands in the answers before the plan can be confirmed.

use super::{Change, NetworkPlan, Problem};
use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

impl NetworkPlan {
    /// How many entries have a problem with which the others can be sent.
    pub fn left_out(&self) -> usize {
        self.entries.iter().filter_map(|entry| entry.problem).filter(|problem| problem.may_be_left_out()).count()
    }

    /// The new addresses that no machine of the plan has now, with the port of its API: what the network is to be asked
    /// about.
    pub fn targets(&self) -> Vec<SocketAddr> {
        let present: BTreeSet<IpAddr> = self.entries.iter().map(|entry| entry.address.ip()).collect();
        let planned = self.entries.iter().filter(|entry| entry.problem.is_none_or(Problem::may_be_left_out));
        let new = planned.filter_map(|entry| match &entry.change {
            Change::Fixed(fixed) => Some(SocketAddr::new(fixed.address.into(), entry.address.port())),
            Change::Stays | Change::Dhcp => None,
        });
        new.filter(|address| !present.contains(&address.ip())).collect()
    }

    /// Takes in which of the [`targets`](Self::targets) answer: their entries are not sent, nor are those that were to
    /// move to where a machine now stays.
    pub fn note_answers(&mut self, is_answering: impl Fn(Ipv4Addr) -> bool) {
        let targets: BTreeSet<IpAddr> = self.targets().iter().map(SocketAddr::ip).collect();
        let mut staying = BTreeSet::new();
        for entry in self.entries.iter_mut().filter(|entry| entry.problem.is_none()) {
            let Change::Fixed(fixed) = &entry.change else { continue };
            if targets.contains(&fixed.address.into()) && is_answering(fixed.address) {
                entry.problem = Some(Problem::Answers);
                staying.insert(entry.address.ip());
            }
        }
        // One that stays may hold up another, and that one a third.
        while !staying.is_empty() {
            let mut held_up = BTreeSet::new();
            for entry in self.entries.iter_mut().filter(|entry| entry.problem.is_none()) {
                let Change::Fixed(fixed) = &entry.change else { continue };
                if staying.contains(&fixed.address.into()) {
                    entry.problem = Some(Problem::StaysTaken);
                    held_up.insert(entry.address.ip());
                }
            }
            staying = held_up;
        }
    }
}
