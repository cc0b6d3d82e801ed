//! What a scan does next: knocking at every address once, details beside that, and a second look at the end.

use super::{ScanOptions, pace::Pace};
use crate::{net::ranges::RangeSet, protocol::Reading};
use std::{collections::VecDeque, net::SocketAddr, time::Duration};

/// One in so many of the jobs at once may read details while there are addresses to knock at.
const DETAILS_SHARE: usize = 4;
/// Details that wait, for each job at once, before they go first: bounds the readings that are kept for them.
const DETAILS_WAITING: usize = 2;
/// How often an address is tried again after sockets ran out.
const TRIES: u8 = 20;

/// The next thing to do.
#[derive(Debug)]
pub(super) enum Job {
    /// Look whether a machine is there.
    Knock { index: usize, address: SocketAddr, tries: u8 },
    /// Read the rest of a machine that answered.
    Details { address: SocketAddr, reading: Box<Reading> },
}

/// Which pass over the targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    First,
    Second,
}

/// What is done and what is left.
#[derive(Debug)]
pub(super) struct Course {
    targets: RangeSet,
    pub(super) pace: Pace,
    may_look_again: bool,
    in_flight: usize,
    pass: Pass,
    /// The next target of this pass.
    next: usize,
    /// A bit for every target: nothing came back from it.
    silent: Vec<u64>,
    /// Targets for which there was no socket, and how often.
    again: Vec<(usize, u8)>,
    details: VecDeque<(SocketAddr, Box<Reading>)>,
    knocking: usize,
    detailing: usize,
    total: usize,
}

impl Course {
    pub(super) fn new(targets: RangeSet, options: &ScanOptions, in_flight: usize) -> Self {
        Self {
            pace: Pace::new(options.first_timeout, options.timeout_bounds.clone()),
            may_look_again: options.second_look,
            in_flight,
            pass: Pass::First,
            next: 0,
            silent: vec![0; targets.len().div_ceil(64)],
            again: Vec::new(),
            details: VecDeque::new(),
            knocking: 0,
            detailing: 0,
            total: targets.len(),
            targets,
        }
    }

    /// Addresses to knock at, those of the second look counted again.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    pub(super) fn address(&self, index: usize) -> Option<SocketAddr> {
        self.targets.get(index)
    }

    /// The patience for connecting in this pass.
    pub(super) fn patience(&self) -> Duration {
        match self.pass {
            Pass::First => self.pace.timeout(),
            Pass::Second => self.pace.longest(),
        }
    }

    /// The next thing to do; `None` where there is nothing until a job is finished, or nothing at all.
    /// Without `may_knock` only details are read.
    pub(super) fn next_job(&mut self, may_knock: bool) -> Option<Job> {
        let share = (self.in_flight / DETAILS_SHARE).max(1);
        let details_first = self.detailing < share || self.details.len() > self.in_flight * DETAILS_WAITING;
        let urgent = if details_first { self.next_details() } else { None };
        urgent.or_else(|| if may_knock { self.next_knock() } else { None }).or_else(|| self.next_details())
    }

    fn next_details(&mut self) -> Option<Job> {
        let (address, reading) = self.details.pop_front()?;
        self.detailing += 1;
        Some(Job::Details { address, reading })
    }

    fn next_knock(&mut self) -> Option<Job> {
        let target = self.again.pop().or_else(|| self.next_target().map(|index| (index, 0)));
        let Some((index, tries)) = target else {
            return if self.begin_second_pass() { self.next_knock() } else { None };
        };
        let address = self.targets.get(index)?;
        self.knocking += 1;
        Some(Job::Knock { index, address, tries })
    }

    fn next_target(&mut self) -> Option<usize> {
        let wanted = |index: &usize| match self.pass {
            Pass::First => true,
            Pass::Second => self.is_to_look_at_again(*index),
        };
        let found = (self.next..self.targets.len()).find(wanted);
        self.next = found.map_or(self.targets.len(), |index| index + 1);
        found
    }

    fn is_to_look_at_again(&self, index: usize) -> bool {
        let is_silent = self.silent.get(index / 64).is_some_and(|bits| bits & 1 << (index % 64) != 0);
        is_silent && self.address(index).is_some_and(|address| self.pace.deserves_second_look(address))
    }

    /// Goes on to the second pass once the first is over, where there is something to look at again.
    fn begin_second_pass(&mut self) -> bool {
        if self.pass == Pass::Second || !self.may_look_again || self.knocking > 0 {
            return false;
        }
        self.pass = Pass::Second;
        self.next = 0;
        let count = (0..self.targets.len()).filter(|index| self.is_to_look_at_again(*index)).count();
        self.total += count;
        count > 0
    }

    /// A knock is over.
    pub(super) fn knocked(&mut self) {
        self.knocking -= 1;
    }

    /// A reading of details is over.
    pub(super) fn detailed(&mut self) {
        self.detailing -= 1;
    }

    /// A job ended in a way that nobody foresaw.
    pub(super) fn lost_job(&mut self) {
        // Which kind is not known; either count only shares out the work, and the first pass must be able to end.
        if self.knocking > 0 { self.knocking -= 1 } else { self.detailing = self.detailing.saturating_sub(1) }
    }

    /// Nothing came back from a target.
    pub(super) fn was_silent(&mut self, index: usize) {
        if let Some(bits) = self.silent.get_mut(index / 64) {
            *bits |= 1 << (index % 64);
        }
    }

    /// There was no socket for a target; false where it has had its tries.
    pub(super) fn try_again(&mut self, index: usize, tries: u8) -> bool {
        let may = tries < TRIES;
        if may {
            self.again.push((index, tries + 1));
        }
        may
    }

    /// A machine answered, of which the rest is to be read.
    pub(super) fn want_details(&mut self, address: SocketAddr, reading: Box<Reading>) {
        self.details.push_back((address, reading));
    }
}

#[cfg(test)]
mod tests;
