//! The limits of health as a table: how each is named, shown and changed.

use crate::fleet::Thresholds;
use std::ops::RangeInclusive;

/// One limit.
pub(super) struct Bound {
    /// The key of its name.
    pub(super) key: &'static str,
    /// The key of how a figure is written with its unit.
    pub(super) unit: Option<&'static str>,
    /// Decimals that are shown.
    pub(super) decimals: u8,
    /// What is possible.
    pub(super) range: RangeInclusive<f64>,
    /// How fast dragging changes it.
    pub(super) step: f64,
    /// Reads it.
    pub(super) get: fn(&Thresholds) -> f64,
    /// Writes it.
    pub(super) set: fn(&mut Thresholds, f64),
}

/// A line of the table: key, unit, range, step, field.
macro_rules! bound {
    ($key:literal, $unit:expr, $range:expr, $step:literal, $field:ident: $kind:ty) => {
        Bound {
            key: $key,
            unit: $unit,
            decimals: 0,
            range: $range,
            step: $step,
            get: |thresholds| f64::from(thresholds.$field),
            set: |thresholds, value| thresholds.$field = value as $kind,
        }
    };
}

const PERCENT: Option<&str> = Some("value-percent");
const CELSIUS: Option<&str> = Some("value-celsius");

/// All limits, in the order of the dialog.
pub(super) const BOUNDS: [Bound; 13] = [
    bound!("threshold-rate", PERCENT, 10.0..=100.0, 0.5, rate_percent: f32),
    bound!("threshold-board-rate", PERCENT, 10.0..=100.0, 0.5, board_percent: f32),
    bound!("threshold-chips-missing", None, 1.0..=200.0, 0.2, chips_missing: u16),
    bound!("threshold-chip-hot", CELSIUS, 40.0..=150.0, 0.5, chip_hot: f32),
    bound!("threshold-chip-critical", CELSIUS, 40.0..=150.0, 0.5, chip_critical: f32),
    bound!("threshold-board-hot", CELSIUS, 30.0..=130.0, 0.5, board_hot: f32),
    bound!("threshold-board-critical", CELSIUS, 30.0..=130.0, 0.5, board_critical: f32),
    bound!("threshold-fan-dead", Some("value-rpm"), 0.0..=5_000.0, 10.0, fan_dead: u16),
    bound!("threshold-fan-slow", PERCENT, 5.0..=100.0, 0.5, fan_percent: f32),
    bound!("threshold-rejects", PERCENT, 0.1..=100.0, 0.1, reject_percent: f32),
    bound!("threshold-shares", None, 1.0..=100_000.0, 5.0, reject_min_shares: u32),
    bound!("threshold-ramp", Some("value-minutes"), 0.0..=240.0, 0.5, ramp_minutes: u32),
    bound!("threshold-idle", Some("value-watts"), 0.0..=2_000.0, 5.0, idle_power: f32),
];
