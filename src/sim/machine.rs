//! One simulated machine: who it is, what ails it, and what it is doing at a given moment.
//!
//! Nothing runs for a machine. Its [`State`] is computed when somebody asks, from its identity, the seed and the time
//! since the start, so that ten thousand idle machines cost a few dozen bytes each.

mod state;

pub(crate) use state::{Board, State};

use super::{
    fault::{Fault, FaultSet},
    noise::Noise,
    profile::Profile,
    will::{SetNetwork, Will},
};
use crate::protocol::units::Mac;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// A moment in the life of the fleet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// Seconds since the simulation started.
    pub(crate) seconds: f64,
    /// Unix seconds by the wall clock.
    pub(crate) unix: u64,
}

impl Moment {
    /// Now, in a simulation that has run for `running`.
    pub(crate) fn now(running: Duration) -> Self {
        let unix = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        Self { seconds: running.as_secs_f64(), unix }
    }

    /// The Unix time `seconds` before this moment.
    pub(crate) fn unix_before(self, seconds: f64) -> u64 {
        self.unix.saturating_sub(seconds as u64)
    }
}

/// What ails a machine.
#[derive(Clone, Copy, Debug)]
struct Ailing {
    faults: FaultSet,
    /// Seconds into the simulation at which they came.
    since: f64,
}

/// One machine.
#[derive(Debug)]
pub(crate) struct Machine {
    index: u32,
    pub(crate) profile: &'static Profile,
    pub(crate) noise: Noise,
    /// All machines run since the start of the simulation, not for days already.
    fresh: bool,
    fleet: Noise,
    ailing: Mutex<Ailing>,
    will: Mutex<Will>,
}

impl Machine {
    /// Machine `index` of the fleet of `seed`.
    pub(crate) fn new(seed: u64, index: u32, profile: &'static Profile, faults: FaultSet, fresh: bool) -> Self {
        Self {
            index,
            profile,
            noise: Noise::new(seed, u64::from(index)),
            fleet: Noise::new(seed, u64::MAX),
            fresh,
            ailing: Mutex::new(Ailing { faults, since: 0.0 }),
            will: Mutex::default(),
        }
    }

    /// What ails it.
    pub(crate) fn faults(&self) -> FaultSet {
        self.ailing().faults
    }

    /// True where it has `fault`.
    pub(crate) fn has(&self, fault: Fault) -> bool {
        self.faults().has(fault)
    }

    /// Lets it have these faults and no others, from `running` on.
    pub(crate) fn set_faults(&self, faults: FaultSet, running: Duration) {
        *self.ailing() = Ailing { faults, since: running.as_secs_f64() };
    }

    /// What it was told; held for a moment only.
    pub(crate) fn will(&self) -> MutexGuard<'_, Will> {
        self.will.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True where it stands still because it is to be found so, and not because it was told.
    pub(crate) fn is_stopped_by_fault(&self) -> bool {
        self.has(Fault::Stopped) || self.has(Fault::Asleep)
    }

    /// It no longer has these faults; the others are as old as they were.
    pub(crate) fn heal(&self, healed: &[Fault]) {
        let mut ailing = self.ailing();
        ailing.faults = ailing.faults.iter().filter(|fault| !healed.contains(fault)).collect();
    }

    /// The firmware's version as the machine writes it.
    pub(crate) fn firmware(&self) -> String {
        self.will().firmware.clone().unwrap_or_else(|| self.profile.firmware.to_owned())
    }

    /// True where commands that write are allowed: turned on or off since the start, or as its faults have it.
    pub(crate) fn api_switch(&self) -> bool {
        let usual = !self.has(Fault::ApiOff) && !self.has(Fault::FactoryPassword);
        self.will().api_switch.unwrap_or(usual)
    }

    /// Seconds into the simulation at which its faults came.
    fn faults_since(&self) -> f64 {
        self.ailing().since
    }

    fn ailing(&self) -> MutexGuard<'_, Ailing> {
        self.ailing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Its hardware address: a prefix as `MicroBT` uses, then a number that no other machine of the fleet has.
    pub(crate) fn mac(&self) -> Mac {
        const PREFIXES: [[u8; 3]; 4] = [[0xc4, 0x08, 0x28], [0xc6, 0x07, 0x20], [0xce, 0x02, 0x01], [0xd4, 0x01, 0x02]];
        let prefix = PREFIXES[self.noise.below("mac", 0, PREFIXES.len() as u64) as usize];
        let number = self.fleet.bits("mac", 0).wrapping_add(u64::from(self.index));
        let mut mac = [0; 6];
        mac[..3].copy_from_slice(&prefix);
        mac[3..].copy_from_slice(&number.to_be_bytes()[5..]);
        Mac(mac)
    }

    /// Where it stands, as farms name workers and hosts: rack and shelf.
    pub(crate) fn place(&self) -> String {
        const SHELVES: u32 = 24;
        format!("r{:02}s{:02}", self.index / SHELVES + 1, self.index % SHELVES + 1)
    }

    /// The host name: most farms leave the factory's.
    pub(crate) fn hostname(&self) -> String {
        if let Some(told) = self.will().hostname.clone() {
            return told;
        }
        if self.noise.unit("hostname", 0) < 0.6 { "WhatsMiner".to_owned() } else { self.place() }
    }

    /// True where its address comes from DHCP.
    pub(crate) fn dhcp(&self) -> bool {
        match self.will().network {
            Some(SetNetwork::Dhcp) => true,
            Some(SetNetwork::Fixed { .. }) => false,
            None => self.noise.unit("dhcp", 0) < 0.8,
        }
    }

    /// The machine's serial number.
    pub(crate) fn serial(&self) -> String {
        let letters: String = self.profile.model.chars().filter(char::is_ascii_alphanumeric).take(4).collect();
        format!("HT{letters}{}", self.digits("serial", 0, 14))
    }

    /// The power supply's serial number.
    pub(crate) fn psu_serial(&self) -> String {
        format!("A{}", self.digits("psu serial", 0, 15))
    }

    /// The serial number of the circuit board that carries `slot`.
    pub(crate) fn board_serial(&self, slot: u8) -> String {
        let pcb = slot / self.profile.slots_per_pcb;
        format!("BHM5CSD{}K{}", self.digits("pcb", u64::from(pcb), 7), self.digits("pcb tail", u64::from(pcb), 5))
    }

    fn digits(&self, name: &str, n: u64, count: u32) -> String {
        let number = self.noise.bits(name, n) % 10_u64.pow(count);
        format!("{number:0width$}", width = count as usize)
    }

    /// What it is doing at `moment`.
    pub(crate) fn state(&self, moment: Moment) -> State {
        State::compute(self, moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::profile::PROFILES;

    fn at(machine: &Machine, seconds: f64) -> State {
        machine.state(Moment { seconds, unix: 1_800_000_000 + seconds as u64 })
    }

    #[test]
    fn a_fresh_machine_ramps_up_and_warms() {
        for profile in PROFILES {
            let machine = Machine::new(3, 7, profile, FaultSet::default(), true);
            let (start, soon, later) = (at(&machine, 1.0), at(&machine, 120.0), at(&machine, 1_200.0));
            assert!(start.rate < start.rate_factory * 0.01 && !start.ramped_up, "{}", profile.name);
            assert!(start.rate < soon.rate && soon.rate < later.rate && later.ramped_up, "{}", profile.name);
            assert!(start.power < soon.power && soon.power < later.power, "{}", profile.name);
            assert!(start.boards[0].temp + 5.0 < later.boards[0].temp, "{}", profile.name);
            assert!(later.accepted > soon.accepted, "{}", profile.name);
        }
    }

    #[test]
    fn a_running_machine_wanders_but_stays_near_its_nameplate() {
        for profile in PROFILES {
            let machine = Machine::new(3, 7, profile, FaultSet::default(), false);
            let rates: Vec<f64> = (0..600).map(|minute| at(&machine, f64::from(minute) * 60.0).rate).collect();
            let nameplate = at(&machine, 0.0).rate_factory;
            assert!(rates.iter().all(|rate| (rate / nameplate - 1.0).abs() < 0.04), "{}", profile.name);
            assert!(rates.windows(2).any(|pair| pair[0].total_cmp(&pair[1]).is_ne()), "{} never moves", profile.name);
        }
    }

    #[test]
    fn counts_only_grow() {
        let machine = Machine::new(3, 7, &PROFILES[0], FaultSet::default(), false);
        let states: Vec<State> = (0..100).map(|n| at(&machine, f64::from(n) * 30.0)).collect();
        for pair in states.windows(2) {
            assert!(pair[0].elapsed < pair[1].elapsed && pair[0].uptime < pair[1].uptime);
            assert!(pair[0].accepted <= pair[1].accepted && pair[0].rejected <= pair[1].rejected);
        }
    }
}
