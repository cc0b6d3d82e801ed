//! Whether a batch may begin another machine: the first few alone, and a halt when too many fail. Pure bookkeeping;
//! the runner asks it before every machine and tells it after each.

use super::{BatchCounts, OutcomeKind, Pause};

/// So many must have ended before a share of failures says anything.
const ENOUGH: u32 = 10;

/// Holds a batch up until the technician says that it may go on.
#[derive(Debug)]
pub(super) struct Gate {
    /// The machines that go first; 0 once they have been looked at.
    canary: u32,
    stop_at: Option<u8>,
    /// Below this many failures nobody is asked again.
    ask_from: u32,
    pause: Option<Pause>,
}

impl Gate {
    /// Open, but for the first `canary` machines.
    pub(super) fn new(canary: usize, stop_at: Option<u8>) -> Self {
        Self { canary: u32::try_from(canary).unwrap_or(u32::MAX), stop_at, ask_from: 0, pause: None }
    }

    /// Whether another machine may begin after `begun` have.
    pub(super) fn is_open(&self, begun: u32) -> bool {
        self.pause.is_none() && (self.canary == 0 || begun < self.canary)
    }

    /// Why it is closed, where the technician is asked.
    pub(super) fn pause(&self) -> Option<Pause> {
        self.pause
    }

    /// Looks at how it goes. Only called while machines wait: without any there is nothing to ask.
    pub(super) fn judge(&mut self, counts: &BatchCounts, begun: u32) {
        if self.pause.is_some() {
            return;
        }
        let ended = counts.done() - counts.of(OutcomeKind::Skipped);
        let canary_ended = self.canary > 0 && begun >= self.canary && counts.running == 0;
        let failed = counts.failed();
        // Of all that were begun: who refuses does so at once, who obeys restarts first, and for a while those who failed
        // would be most of those who ended.
        let is_too_many = self.stop_at.is_some_and(|most| failed * 100 > u32::from(most) * begun);
        if is_too_many && failed >= self.ask_from && (ended >= ENOUGH || canary_ended) {
            self.pause = Some(Pause::TooManyFailed);
        } else if canary_ended {
            self.pause = Some(Pause::Canary);
        }
    }

    /// The technician has seen it. Asks again when another tenth of the batch failed.
    pub(super) fn go_on(&mut self, counts: &BatchCounts) {
        if self.pause.take().is_some() {
            self.ask_from = counts.failed() + (counts.total / 10).max(ENOUGH);
            if counts.running == 0 || counts.done() >= self.canary {
                self.canary = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(done: u32, refused: u32, running: u32) -> BatchCounts {
        BatchCounts { total: 100, running, ended: [done, 0, refused, 0, 0, 0] }
    }

    #[test]
    fn the_first_machines_go_alone() {
        let mut gate = Gate::new(3, None);
        assert!(gate.is_open(2) && !gate.is_open(3));
        gate.judge(&counts(2, 0, 1), 3);
        assert_eq!(gate.pause(), None);
        gate.judge(&counts(3, 0, 0), 3);
        assert_eq!(gate.pause(), Some(Pause::Canary));
        gate.go_on(&counts(3, 0, 0));
        assert!(gate.is_open(3));
        gate.judge(&counts(4, 0, 0), 4);
        assert_eq!(gate.pause(), None, "it is asked once");
    }

    #[test]
    fn too_many_failures_are_asked_about_and_not_at_every_next_one() {
        let mut gate = Gate::new(0, Some(20));
        gate.judge(&counts(0, 9, 0), 9);
        assert_eq!(gate.pause(), None, "nine say nothing yet");
        gate.judge(&counts(8, 2, 0), 10);
        assert_eq!(gate.pause(), None, "a fifth is allowed");
        gate.judge(&counts(8, 3, 0), 11);
        assert_eq!(gate.pause(), Some(Pause::TooManyFailed));
        gate.go_on(&counts(8, 3, 0));
        gate.judge(&counts(8, 12, 0), 20);
        assert_eq!(gate.pause(), None);
        gate.judge(&counts(8, 13, 0), 21);
        assert_eq!(gate.pause(), Some(Pause::TooManyFailed), "another tenth failed");
    }

    #[test]
    fn machines_that_are_still_busy_count_as_begun() {
        let mut gate = Gate::new(0, Some(20));
        gate.judge(&counts(1, 11, 49), 61);
        assert_eq!(gate.pause(), None, "eleven of sixty-one");
        gate.judge(&counts(1, 13, 47), 61);
        assert_eq!(gate.pause(), Some(Pause::TooManyFailed));
    }

    #[test]
    fn a_failed_canary_is_reason_enough() {
        let mut gate = Gate::new(2, Some(20));
        gate.judge(&counts(1, 1, 0), 2);
        assert_eq!(gate.pause(), Some(Pause::TooManyFailed));
        gate.go_on(&counts(1, 1, 0));
        assert!(gate.is_open(2));
    }
}
