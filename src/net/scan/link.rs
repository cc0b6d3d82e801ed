//! Sparing the table of neighbours.
//!
//! For every address on its own link, a computer keeps an entry in a table (ARP). Linux' table has room for 1,024 by
//! default, keeps an address that nobody has for 3 s and a machine for up to a minute, and drops packets without a word
//! when it is full: a fast scan of a large network at hand then misses most of the machines (a third was found of 500
//! among 10,000 addresses). So on such a network the first addresses go at full speed, as many as the table holds, and
//! the others when entries have left it. Who raises `net.ipv4.neigh.default.gc_thresh3` is not held up. Other systems
//! replace old entries, and go at full speed.

use crate::net::{networks::LocalNetwork, ranges::RangeSet};
use std::{collections::VecDeque, time::Duration};
use tokio::time::Instant;

/// Where Linux tells how many entries its table may have.
const TABLE_SIZE: &str = "/proc/sys/net/ipv4/neigh/default/gc_thresh3";
/// Its default. Containers have the same table and are not told.
const USUAL_SIZE: usize = 1024;
/// One in so many entries is left for everything else that this computer talks to.
const RESERVED: usize = 16;
/// How long an address that nobody has stays, with a second to notice that it left.
const SILENT_STAYS: Duration = Duration::from_secs(4);
/// How long a machine stays at most: 45 s until it counts as old, and some until old ones are swept out.
const MACHINE_STAYS: Duration = Duration::from_mins(1);

/// When there is room in the table.
#[derive(Debug)]
pub(super) struct LinkPace {
    size: usize,
    room: usize,
    /// When the entries of addresses that were asked leave, in order.
    silent: VecDeque<Instant>,
    /// The same for machines that answered.
    machines: VecDeque<Instant>,
}

impl LinkPace {
    /// A pace for `targets`, where more of them are neighbours than the system's table has room for.
    pub(super) fn for_targets(targets: &RangeSet, networks: &[LocalNetwork]) -> Option<Self> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let neighbours: usize = networks.iter().map(|network| network.neighbours(targets)).sum();
        let size = std::fs::read_to_string(TABLE_SIZE).ok().and_then(|text| text.trim().parse().ok());
        Self::with_table(neighbours, size.unwrap_or(USUAL_SIZE))
    }

    fn with_table(neighbours: usize, size: usize) -> Option<Self> {
        let room = size - size / RESERVED;
        let is_held_up = neighbours > room && room > 0;
        is_held_up.then(|| Self { size, room, silent: VecDeque::new(), machines: VecDeque::new() })
    }

    /// How many entries the system's table may have.
    pub(super) fn table_size(&self) -> usize {
        self.size
    }

    /// Counts an address that is asked now.
    pub(super) fn knocked(&mut self, now: Instant) {
        self.silent.push_back(now + SILENT_STAYS);
    }

    /// Counts a machine that answered.
    pub(super) fn answered(&mut self, now: Instant) {
        self.machines.push_back(now + MACHINE_STAYS);
    }

    /// The moment when there is room again; `None` where there is some now.
    pub(super) fn full_until(&mut self, now: Instant) -> Option<Instant> {
        for leaving in [&mut self.silent, &mut self.machines] {
            leaving.drain(..leaving.partition_point(|leaves| *leaves <= now));
        }
        let next = [&self.silent, &self.machines].into_iter().filter_map(|leaving| leaving.front()).min();
        next.filter(|_| self.silent.len() + self.machines.len() >= self.room).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many addresses may be asked at one moment.
    fn burst(pace: &mut LinkPace, now: Instant) -> usize {
        std::iter::from_fn(|| pace.full_until(now).is_none().then(|| pace.knocked(now))).count()
    }

    #[test]
    fn a_full_table_is_waited_for() {
        let start = Instant::now();
        let mut pace = LinkPace::with_table(5000, 1024).unwrap();
        let room = 1024 - 1024 / RESERVED;
        assert_eq!(burst(&mut pace, start), room);
        assert_eq!(pace.full_until(start), Some(start + SILENT_STAYS));
        assert_eq!(burst(&mut pace, start + SILENT_STAYS), room, "silent addresses leave soon");
    }

    #[test]
    fn machines_stay_longer_than_silent_addresses() {
        let start = Instant::now();
        let mut pace = LinkPace::with_table(5000, 1024).unwrap();
        let room = burst(&mut pace, start);
        (0..300).for_each(|_| pace.answered(start));
        assert_eq!(burst(&mut pace, start + SILENT_STAYS), room - 300);
        assert_eq!(burst(&mut pace, start + MACHINE_STAYS), room);
    }

    #[test]
    fn a_network_that_fits_into_the_table_is_not_held_up() {
        assert!(LinkPace::with_table(254, 1024).is_none());
        assert!(LinkPace::with_table(10, 0).is_none());
    }
}
