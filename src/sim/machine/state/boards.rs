//! The hash boards of a machine, and the air or liquid around them.

use super::{super::Machine, times::Times};
use crate::sim::fault::Fault;

/// One hash board that the machine finds.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    pub(crate) slot: u8,
    /// TH/s now.
    pub(crate) rate: f64,
    /// TH/s on average since mining began.
    pub(crate) rate_average: f64,
    /// TH/s measured at the factory.
    pub(crate) rate_factory: f64,
    /// Chips that answer.
    pub(crate) chips: u16,
    /// °C at the air outlet.
    pub(crate) temp: f64,
    pub(crate) chip_temp_min: f64,
    pub(crate) chip_temp_avg: f64,
    pub(crate) chip_temp_max: f64,
    /// MHz.
    pub(crate) frequency: f64,
    /// Shares.
    pub(crate) accepted: u64,
}

/// What the boards are cooled by, °C, and how far they have warmed up.
#[derive(Debug)]
pub(super) struct Climate {
    pub(super) ambient: f64,
    pub(super) liquid: f64,
    /// From 0 (cold) to 1 (as warm as it gets).
    warmth: f64,
}

impl Climate {
    pub(super) fn compute(machine: &Machine, times: &Times, seconds: f64) -> Self {
        const WARM_UP: f64 = 150.0;
        let noise = machine.noise;
        Self {
            ambient: 22.0 + noise.between("ambient", 0, 0.0, 8.0) + noise.swing("ambient", 1, seconds / 12.0),
            liquid: noise.between("liquid", 0, 36.0, 42.0) + 0.6 * noise.swing("liquid", 1, seconds / 4.0),
            warmth: if times.idle { 0.02 } else { 1.0 - (-times.elapsed / WARM_UP).exp() },
        }
    }
}

/// The slot of the board that is the sick one, where one is.
pub(super) fn sick_slot(machine: &Machine) -> u8 {
    machine.noise.below("sick board", 0, u64::from(machine.profile.boards)) as u8
}

/// The boards that the machine finds; together they were measured at `rate_factory` when they were all there.
pub(super) fn boards(
    machine: &Machine,
    times: &Times,
    climate: &Climate,
    rate_factory: f64,
    seconds: f64,
) -> Vec<Board> {
    // Boards differ a little.
    let share = |slot: u8| machine.noise.between("board share", u64::from(slot), 0.98, 1.02);
    let slots = 0..machine.profile.boards;
    let shares: f64 = slots.clone().map(share).sum();
    slots
        .filter(|slot| !(machine.has(Fault::BoardMissing) && *slot == sick_slot(machine)))
        .map(|slot| board(machine, times, climate, slot, rate_factory * share(slot) / shares, seconds))
        .collect()
}

fn board(machine: &Machine, times: &Times, climate: &Climate, slot: u8, rate_factory: f64, seconds: f64) -> Board {
    let (noise, profile, n) = (machine.noise, machine.profile, u64::from(slot));
    let sick = |fault| slot == sick_slot(machine) && machine.has(fault);
    let (weak, hot) = (sick(Fault::WeakBoard), sick(Fault::HotChip));
    let warmth = climate.warmth;

    let health = noise.between("health", 0, 0.985, 1.015);
    let full = rate_factory * health * if weak { 0.34 } else { 1.0 };
    let wander = 1.0 + 0.012 * noise.swing("rate", n, seconds);

    let (coolant, low, high) = if profile.air { (climate.ambient, 40.0, 47.0) } else { (climate.liquid, 9.0, 14.0) };
    let rise = noise.between("rise", n, low, high)
        + if hot { 13.0 } else { 0.0 }
        + if machine.has(Fault::Fan) { 9.0 } else { 0.0 };
    let temp = coolant + warmth * rise + 0.8 * noise.swing("temp", n, seconds);
    let spread = 2.0 + warmth * noise.between("spread", n, 14.0, 19.0);
    Board {
        slot,
        rate: full * times.speed * wander,
        rate_average: full * times.speed_mean,
        rate_factory,
        chips: if weak { profile.chips * 3 / 5 } else { profile.chips },
        temp,
        chip_temp_min: temp + warmth,
        chip_temp_avg: temp + spread * 0.55,
        chip_temp_max: temp + spread + if hot { 12.0 * warmth } else { 0.0 },
        frequency: profile.frequency_mhz * times.speed * noise.between("frequency", n, 0.99, 1.01),
        accepted: 0,
    }
}
