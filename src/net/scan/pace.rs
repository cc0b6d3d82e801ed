//! How long to wait for a connection: a patience that follows the network.
//!
//! Most addresses of a range are silent, and each costs the whole patience, so it decides how long a scan takes. It
//! is learnt from the connections that stand: twice the estimate that TCP makes of its own round trips (RFC 6298),
//! within the bounds of the options. What was slow is remembered, for a second look.

use std::{
    collections::HashSet,
    net::{IpAddr, SocketAddr},
    ops::RangeInclusive,
    time::Duration,
};

/// Connections to measure before the patience leaves its first value.
const ENOUGH: u32 = 8;
/// From here on a connection stood only after its first packet was lost and sent again (after 1 s on every system).
const SENT_AGAIN: Duration = Duration::from_millis(900);
/// The network is slow as a whole where one connection in so many was slow, and more than one.
const SLOW_SHARE: u32 = 20;

/// The patience and what it is learnt from.
#[derive(Debug)]
pub(super) struct Pace {
    first: Duration,
    bounds: RangeInclusive<Duration>,
    /// Smoothed round trip and its variation, in seconds.
    smoothed: f64,
    variation: f64,
    count: u32,
    slow: u32,
    /// The /24 networks in which a connection was slow. Only ever asked for one of them.
    slow_networks: HashSet<u32>,
    sockets_ran_out: bool,
}

impl Pace {
    pub(super) fn new(first: Duration, bounds: RangeInclusive<Duration>) -> Self {
        Self {
            first,
            bounds,
            smoothed: 0.0,
            variation: 0.0,
            count: 0,
            slow: 0,
            slow_networks: HashSet::new(),
            sockets_ran_out: false,
        }
    }

    /// The patience now.
    pub(super) fn timeout(&self) -> Duration {
        let wanted = if self.count < ENOUGH {
            self.first
        } else {
            Duration::from_secs_f64(2.0 * (self.smoothed + 4.0 * self.variation))
        };
        wanted.max(*self.bounds.start()).min(self.longest())
    }

    /// The patience of a second look.
    pub(super) fn longest(&self) -> Duration {
        *self.bounds.end()
    }

    /// A connection stood after `time`, with `patience` left for it.
    pub(super) fn connected(&mut self, address: SocketAddr, time: Duration, patience: Duration) {
        let seconds = time.as_secs_f64();
        if self.count == 0 {
            (self.smoothed, self.variation) = (seconds, seconds / 2.0);
        } else {
            self.variation += ((self.smoothed - seconds).abs() - self.variation) / 4.0;
            self.smoothed += (seconds - self.smoothed) / 8.0;
        }
        self.count += 1;
        if time > patience / 2 || time > SENT_AGAIN {
            self.slow += 1;
            self.slow_networks.extend(network(address));
        }
    }

    /// A connection could not be tried; others may have been lost without a word.
    pub(super) fn sockets_ran_out(&mut self) {
        self.sockets_ran_out = true;
    }

    /// Whether a silent address may be a machine that was only slow: where patience was at its longest it had its
    /// chance; otherwise where the network is slow as a whole, or this /24 of it.
    pub(super) fn deserves_second_look(&self, address: SocketAddr) -> bool {
        let is_slow = self.slow > 1 && self.slow * SLOW_SHARE >= self.count;
        let is_network_slow = || network(address).is_some_and(|network| self.slow_networks.contains(&network));
        self.bounds.start() < self.bounds.end() && (self.sockets_ran_out || is_slow || is_network_slow())
    }
}

/// The /24 of an address.
fn network(address: SocketAddr) -> Option<u32> {
    match address.ip() {
        IpAddr::V4(ip) => Some(ip.to_bits() >> 8),
        IpAddr::V6(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn pace() -> Pace {
        Pace::new(400 * MS, 200 * MS..=1500 * MS)
    }

    fn at(last: [u8; 2]) -> SocketAddr {
        ([10, 1, last[0], last[1]], 4028).into()
    }

    #[test]
    fn follows_the_network_within_its_bounds() {
        for (round_trip, expected) in [(MS, 200 * MS), (5000 * MS, 1500 * MS)] {
            let mut pace = pace();
            assert_eq!(pace.timeout(), 400 * MS);
            (0..100).for_each(|i| pace.connected(at([1, i]), round_trip, 400 * MS));
            assert_eq!(pace.timeout(), expected);
        }
        let mut far = pace();
        (0..100).for_each(|i| far.connected(at([1, i]), 150 * MS, 400 * MS));
        assert!((300 * MS..400 * MS).contains(&far.timeout()), "{:?}", far.timeout());
    }

    #[test]
    fn a_fast_network_has_no_second_look() {
        let mut pace = pace();
        (0..100).for_each(|i| pace.connected(at([1, i]), 2 * MS, 400 * MS));
        assert!(!pace.deserves_second_look(at([1, 200])));
    }

    #[test]
    fn one_slow_machine_brings_a_second_look_to_its_own_neighbours() {
        let mut pace = pace();
        (0..100).for_each(|i| pace.connected(at([1, i]), 2 * MS, 400 * MS));
        pace.connected(at([2, 1]), 350 * MS, 400 * MS);
        assert!(pace.deserves_second_look(at([2, 7])));
        assert!(!pace.deserves_second_look(at([1, 200])));
    }

    #[test]
    fn a_slow_network_brings_one_to_all() {
        let mut pace = pace();
        (0..20).for_each(|i| pace.connected(at([1, i]), 300 * MS, 400 * MS));
        assert!(pace.deserves_second_look(at([9, 9])));
        let mut starved = self::pace();
        starved.sockets_ran_out();
        assert!(starved.deserves_second_look(at([9, 9])));
    }

    #[test]
    fn a_patience_that_is_held_fast_has_no_second_look() {
        let mut fixed = Pace::new(400 * MS, 400 * MS..=400 * MS);
        (0..20).for_each(|i| fixed.connected(at([1, i]), 300 * MS, 400 * MS));
        assert_eq!(fixed.timeout(), 400 * MS);
        assert!(!fixed.deserves_second_look(at([1, 200])));
    }
}
