//! Machines that a batch restarted: they are read again, without being asked for, until they hash as before.
//!
//! A batch ends when its command was read back, which is minutes before the machine has its full rate. Without this the
//! grid would show "stopped" until somebody thinks of reading it again. The app asks once a frame who is due. Always
//! true: a machine is read at most once in [`EVERY`], and left alone after [`AT_MOST`].

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

/// Between two readings.
const EVERY: Duration = Duration::from_secs(30);
/// Mining begins within ten minutes of a restart ([`Effect`](crate::protocol::command::Effect)); who takes longer has a
/// trouble that reading does not mend.
const AT_MOST: Duration = Duration::from_mins(15);

/// Machines that are to be read again.
#[derive(Debug, Default)]
pub(crate) struct Aftercare {
    /// Until when each is followed.
    followed: BTreeMap<SocketAddr, Instant>,
    next: Option<Instant>,
}

impl Aftercare {
    /// Follows these from now on.
    pub(crate) fn follow(&mut self, now: Instant, machines: impl IntoIterator<Item = SocketAddr>) {
        self.followed.extend(machines.into_iter().map(|address| (address, now + AT_MOST)));
        if !self.followed.is_empty() {
            self.next.get_or_insert(now + EVERY);
        }
    }

    /// Those that are to be read now. `is_well` says of a machine that it hashes as before, and is followed no more.
    pub(crate) fn due(&mut self, now: Instant, is_well: impl Fn(SocketAddr) -> bool) -> Vec<SocketAddr> {
        if self.next.is_none_or(|next| next > now) {
            return Vec::new();
        }
        self.followed.retain(|address, until| *until > now && !is_well(*address));
        self.next = (!self.followed.is_empty()).then_some(now + EVERY);
        self.followed.keys().copied().collect()
    }

    /// How long until the next reading.
    pub(crate) fn wait(&self, now: Instant) -> Option<Duration> {
        self.next.map(|next| next.saturating_duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(last: u8) -> SocketAddr {
        SocketAddr::from(([10, 0, 0, last], 4028))
    }

    #[test]
    fn who_hashes_again_is_left_alone() {
        let now = Instant::now();
        let mut care = Aftercare::default();
        assert_eq!(care.wait(now), None);
        care.follow(now, [machine(1), machine(2)]);
        assert!(care.due(now, |_| false).is_empty(), "not at once");
        assert_eq!(care.due(now + EVERY, |address| address == machine(1)), [machine(2)]);
        assert_eq!(care.wait(now + EVERY), Some(EVERY));
        assert!(care.due(now + EVERY * 2, |_| true).is_empty());
        assert_eq!(care.wait(now + EVERY * 2), None, "nobody is left");
    }

    #[test]
    fn nobody_is_followed_for_ever() {
        let now = Instant::now();
        let mut care = Aftercare::default();
        care.follow(now, [machine(1)]);
        assert!(care.due(now + AT_MOST, |_| false).is_empty());
        assert_eq!(care.wait(now + AT_MOST), None);
    }
}
