//! Lights that blink for a time: when their minutes are over, the window gives them back to their machines.

use crate::protocol::units::Mac;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

/// A machine whose lights blink.
pub(crate) type Blinking = (SocketAddr, Option<Mac>);

/// Machines whose lights are to go back, and when.
#[derive(Debug, Default)]
pub(crate) struct Lights(Vec<(Instant, Vec<Blinking>)>);

impl Lights {
    /// These blink until `due`.
    pub(crate) fn blink(&mut self, due: Instant, machines: Vec<Blinking>) {
        if !machines.is_empty() {
            self.0.push((due, machines));
        }
    }

    /// These were told something else since: their time no longer counts.
    pub(crate) fn forget(&mut self, machines: &[SocketAddr]) {
        for (_, blinking) in &mut self.0 {
            blinking.retain(|(address, _)| !machines.contains(address));
        }
        self.0.retain(|(_, blinking)| !blinking.is_empty());
    }

    /// Takes those whose time is over.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<Blinking> {
        let (due, later): (Vec<_>, Vec<_>) = self.0.drain(..).partition(|(due, _)| *due <= now);
        self.0 = later;
        due.into_iter().flat_map(|(_, machines)| machines).collect()
    }

    /// Takes all of them.
    pub(crate) fn all(&mut self) -> Vec<Blinking> {
        self.0.drain(..).flat_map(|(_, machines)| machines).collect()
    }

    /// How long until the next.
    pub(crate) fn next(&self, now: Instant) -> Option<Duration> {
        self.0.iter().map(|(due, _)| due.saturating_duration_since(now)).min()
    }

    /// Machines that blink.
    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|(_, machines)| machines.len()).sum()
    }

    /// True where none does.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_go_back_when_their_time_is_over_and_not_after_another_word() {
        let (now, minute) = (Instant::now(), Duration::from_mins(1));
        let machine = |last: u8| SocketAddr::from(([10, 0, 0, last], 4028));
        let mut lights = Lights::default();
        lights.blink(now + minute, vec![(machine(1), None), (machine(2), None)]);
        lights.blink(now + minute * 2, vec![(machine(3), None)]);
        lights.forget(&[machine(2)]);
        assert!(lights.due(now).is_empty());
        assert_eq!(lights.next(now), Some(minute));
        assert_eq!(lights.due(now + minute), [(machine(1), None)]);
        assert_eq!(lights.count(), 1);
    }
}
