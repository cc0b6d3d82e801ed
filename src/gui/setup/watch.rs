//! The watch: machines that can't be written to yet are asked again by themselves, until they can.

use crate::engine::batch::Access;
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    time::{Duration, Instant},
};

/// How long a round rests.
const EVERY: Duration = Duration::from_secs(10);

/// The watch.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    waiting: BTreeSet<SocketAddr>,
    became_ready: Vec<SocketAddr>,
    /// Every machine that became ready since the watch began.
    ready: usize,
    due: Instant,
}

impl Watch {
    /// Watches these machines from now on.
    pub(crate) fn new(machines: impl IntoIterator<Item = SocketAddr>) -> Self {
        let waiting = machines.into_iter().collect();
        Self { waiting, became_ready: Vec::new(), ready: 0, due: Instant::now() }
    }

    /// Takes in what was found of a machine.
    pub(super) fn note(&mut self, address: SocketAddr, access: &Access) {
        if *access == Access::Ready && self.waiting.remove(&address) {
            self.became_ready.push(address);
            self.ready += 1;
        }
    }

    /// A round ended: those that became ready in it.
    pub(crate) fn round_ended(&mut self, now: Instant) -> Vec<SocketAddr> {
        self.due = now + EVERY;
        std::mem::take(&mut self.became_ready)
    }

    /// How long until the next round.
    pub(crate) fn left(&self, now: Instant) -> Duration {
        self.due.saturating_duration_since(now)
    }

    /// The machines that are asked in the next round.
    pub(crate) fn waiting(&self) -> impl ExactSizeIterator<Item = SocketAddr> + '_ {
        self.waiting.iter().copied()
    }

    /// How many became ready since it began.
    pub(crate) fn ready(&self) -> usize {
        self.ready
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_becomes_ready_once() {
        let [one, two] = [1, 2].map(|last| SocketAddr::from(([10, 0, 0, last], 4028)));
        let mut watch = Watch::new([one, two]);
        watch.note(one, &Access::SwitchOff);
        watch.note(two, &Access::Ready);
        watch.note(two, &Access::Ready);
        let now = Instant::now();
        assert_eq!(watch.round_ended(now), [two]);
        assert_eq!(watch.left(now), EVERY);
        assert_eq!(watch.waiting().collect::<Vec<_>>(), [one]);
        assert!(watch.round_ended(now).is_empty());
    }
}
