//! Lights that blink for a time: when their minutes are over, the window gives them back to their machines, with the
//! passwords by which they were told to blink: a password that was typed is in no keyring.

use crate::{engine::batch::Passwords, protocol::units::Mac};
use std::{
    collections::HashSet,
    net::SocketAddr,
    time::{Duration, Instant},
};

/// A machine whose lights blink.
pub(crate) type Machine = (SocketAddr, Option<Mac>);

/// The machines of one batch whose lights blink.
#[derive(Debug)]
pub(crate) struct Blinking {
    /// When they go back.
    pub(crate) due: Instant,
    /// Which machines.
    pub(crate) machines: Vec<Machine>,
    /// What opened them.
    pub(crate) passwords: Passwords,
}

/// Machines whose lights are to go back.
#[derive(Debug, Default)]
pub(crate) struct Lights(Vec<Blinking>);

impl Lights {
    /// These blink until they are due.
    pub(crate) fn blink(&mut self, blinking: Blinking) {
        if !blinking.machines.is_empty() {
            self.0.push(blinking);
        }
    }

    /// These were told something else since: their time no longer counts.
    pub(crate) fn forget(&mut self, machines: &[SocketAddr]) {
        let told: HashSet<&SocketAddr> = machines.iter().collect();
        for blinking in &mut self.0 {
            blinking.machines.retain(|(address, _)| !told.contains(address));
        }
        self.0.retain(|blinking| !blinking.machines.is_empty());
    }

    /// Takes those whose time is over.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<Blinking> {
        let (due, later) = self.0.drain(..).partition(|blinking| blinking.due <= now);
        self.0 = later;
        due
    }

    /// Takes all of them.
    pub(crate) fn all(&mut self) -> Vec<Blinking> {
        std::mem::take(&mut self.0)
    }

    /// How long until the next.
    pub(crate) fn next(&self, now: Instant) -> Option<Duration> {
        self.0.iter().map(|blinking| blinking.due.saturating_duration_since(now)).min()
    }

    /// Machines that blink.
    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|blinking| blinking.machines.len()).sum()
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
        let blinking = |minutes: u32, machines: &[u8]| Blinking {
            due: now + minute * minutes,
            machines: machines.iter().map(|last| (machine(*last), None)).collect(),
            passwords: Passwords::Fitting,
        };
        let mut lights = Lights::default();
        lights.blink(blinking(1, &[1, 2]));
        lights.blink(blinking(2, &[3]));
        lights.forget(&[machine(2)]);
        assert!(lights.due(now).is_empty());
        assert_eq!(lights.next(now), Some(minute));
        let due = lights.due(now + minute);
        assert_eq!(due.iter().map(|blinking| &blinking.machines[..]).collect::<Vec<_>>(), [[(machine(1), None)]]);
        assert_eq!(lights.count(), 1);
    }
}
