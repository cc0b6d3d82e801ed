//! Sums over the machines that answer, kept up to date as rows change.

use super::{health::HealthState, machine::Machine};

/// What the machines that answer make and draw together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Machines that answer.
    pub answering: usize,
    /// The rate now, in TH/s.
    pub rate_ths: f64,
    /// What they made at the factory, in TH/s.
    pub factory_ths: f64,
    /// The power that they draw, in watts.
    pub power_w: f64,
    /// Joules per TH, of the machines of which both rate and power are known.
    pub efficiency: Option<f64>,
}

/// Running sums in whole thousandths, so that what is taken away leaves nothing behind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    answering: i64,
    rate: i64,
    factory: i64,
    power: i64,
    rate_of_known: i64,
    power_of_known: i64,
}

impl Sums {
    pub(super) fn add(&mut self, machine: &Machine) {
        self.count(machine, 1);
    }

    pub(super) fn remove(&mut self, machine: &Machine) {
        self.count(machine, -1);
    }

    fn count(&mut self, machine: &Machine, sign: i64) {
        if matches!(machine.health.state, HealthState::Lost | HealthState::Unknown) || machine.contact.restored {
            return;
        }
        self.answering += sign;
        let thousandths = |value: f32| (f64::from(value) * 1e3).round() as i64 * sign;
        let rate = machine.rate().map(|rate| thousandths(rate.ths()));
        let power = machine.power().map(thousandths);
        self.rate += rate.unwrap_or_default();
        self.factory += machine.factory_rate().map_or(0, |rate| thousandths(rate.ths()));
        self.power += power.unwrap_or_default();
        if let (Some(rate), Some(power)) = (rate, power) {
            self.rate_of_known += rate;
            self.power_of_known += power;
        }
    }

    pub(super) fn totals(&self) -> Totals {
        let whole = |thousandths: i64| thousandths as f64 / 1e3;
        Totals {
            answering: self.answering.max(0) as usize,
            rate_ths: whole(self.rate),
            factory_ths: whole(self.factory),
            power_w: whole(self.power),
            efficiency: (self.rate_of_known > 0).then(|| self.power_of_known as f64 / self.rate_of_known as f64),
        }
    }
}
