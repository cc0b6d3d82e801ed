//! How long a machine has run and mined, and how far its ramp-up has come.

use super::super::{Machine, Moment};
use crate::sim::{fault::Fault, will::Will};

/// A machine's clocks, in seconds, and what follows from them.
#[derive(Debug)]
pub(super) struct Times {
    pub(super) uptime: f64,
    pub(super) elapsed: f64,
    pub(super) stopped: bool,
    pub(super) btminer: bool,
    /// It does not hash, for whatever reason.
    pub(super) idle: bool,
    /// The part of full speed that it has reached.
    pub(super) speed: f64,
    /// The mean of that since mining began.
    pub(super) speed_mean: f64,
    /// How long the machine has had its troubles.
    pub(super) trouble: f64,
    ramp_length: f64,
}

impl Times {
    pub(super) fn compute(machine: &Machine, will: &Will, moment: Moment) -> Self {
        let noise = machine.noise;
        let stopped = machine.is_stopped_by_fault() || will.stopped.is_some();
        let btminer =
            !(machine.has(Fault::Asleep) || machine.has(Fault::BtminerDown)) && moment.seconds >= will.btminer_from;
        let idle = stopped || !btminer || machine.has(Fault::DeadPool);

        // A machine of a running farm has been up for two hours to forty days.
        let head_start = if machine.fresh { 0.0 } else { 7_200.0 * 480.0_f64.powf(noise.unit("uptime", 0)) };
        let boot = noise.between("boot", 0, 45.0, 110.0);
        let uptime = match will.booted {
            Some(booted) => (moment.seconds - booted).max(0.0) + 2.0,
            None => head_start + moment.seconds + if machine.fresh { boot } else { 0.0 },
        };
        // Some were restarted since they booted.
        let restarted = if noise.unit("restarted", 0) < 0.2 { noise.between("restarted", 1, 0.1, 0.9) } else { 0.0 };
        let since_faults = (moment.seconds - machine.faults_since()).max(0.0);
        let elapsed = if stopped || !btminer {
            0.0
        } else if let Some(since) = will.mining_since {
            (moment.seconds - since).max(0.0)
        } else if machine.has(Fault::Starting) {
            since_faults
        } else {
            (uptime - boot - head_start * restarted).max(0.0)
        };

        let ramp_length = noise.between("ramp", 0, 240.0, 540.0);
        let (mut speed, mut speed_mean) = ramp(elapsed, ramp_length);
        if machine.has(Fault::PsuError) {
            speed *= 0.7;
            speed_mean *= 0.85;
        }
        // Troubles that were there from the start have been there for a while.
        let trouble = since_faults + if machine.faults_since() == 0.0 { head_start / 10.0 } else { 0.0 };
        Self {
            uptime,
            elapsed,
            stopped,
            btminer,
            idle,
            speed: if idle { 0.0 } else { speed },
            speed_mean,
            trouble,
            ramp_length,
        }
    }

    /// At `effort` of full speed.
    pub(super) fn slowed(mut self, effort: f64) -> Self {
        self.speed *= effort;
        self.speed_mean *= effort;
        self
    }

    /// The ramp-up is over.
    pub(super) fn ramped_up(&self) -> bool {
        self.elapsed > self.ramp_length
    }

    /// When the machine's troubles were last seen, as Unix time.
    pub(super) fn trouble_since(&self, moment: Moment) -> u64 {
        moment.unix_before(self.trouble)
    }
}

/// The part of full speed that ramp-up has reached after `elapsed` of `length` seconds, and its mean since the start.
fn ramp(elapsed: f64, length: f64) -> (f64, f64) {
    let x = (elapsed / length).clamp(0.0, 1.0);
    let now = x * x * (3.0 - 2.0 * x);
    let mean = if elapsed > length { 1.0 - length / 2.0 / elapsed } else { x * x - x * x * x / 2.0 };
    (now, mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_a_ramp_is_the_area_under_it() {
        let length = 300.0;
        for end in [50, 300, 900] {
            let area: f64 = (0..end).map(|second| ramp(f64::from(second) + 0.5, length).0).sum();
            let mean = ramp(f64::from(end), length).1;
            assert!((area / f64::from(end) - mean).abs() < 1e-3, "{end}: {mean}");
        }
    }
}
