//! The limits of health as a table: how each is named, shown and changed. Always true: what is written is read again as the
//! same figure, because a field reads its own text when it loses the focus.

use crate::fleet::{Thresholds, format::number};
use std::ops::RangeInclusive;

/// One limit.
pub(super) struct Bound {
    /// The key of its name.
    pub(super) key: &'static str,
    /// The key of how a figure is written with its unit.
    pub(super) unit: Option<&'static str>,
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

/// More decimals than these no limit needs.
const MOST_DECIMALS: u8 = 2;

/// A limit as it is shown: with as many decimals as it has.
pub(super) fn written(value: f64) -> String {
    let all = number(value, MOST_DECIMALS);
    let short = all.trim_end_matches('0').trim_end_matches('.');
    short.to_owned()
}

/// The number in what was typed, whatever unit stands behind it. A comma is the decimal sign of half the world, but where it
/// groups thousands as [`written`] does.
pub(super) fn read(text: &str) -> Option<f64> {
    let figure: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let is_grouped = |whole: &str, rest: &str| rest.len() == 3 && whole.len() <= 3 && !matches!(whole, "" | "0");
    let plain = match figure.split_once(',') {
        Some((whole, rest)) if !rest.contains([',', '.']) && !is_grouped(whole, rest) => format!("{whole}.{rest}"),
        _ => figure.replace(',', ""),
    };
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_is_read_again_as_it_is_written() {
        for (value, text) in
            [(0.5, "0.5"), (90.0, "90"), (62.25, "62.25"), (2_000.0, "2,000"), (0.0, "0"), (100_000.0, "100,000")]
        {
            assert_eq!(written(value), text);
            assert_eq!(read(text), Some(value), "{text}");
        }
        assert_eq!(written(f64::from(0.1_f32)), "0.1");
    }

    #[test]
    fn a_comma_is_the_decimal_sign_where_it_groups_no_thousands() {
        for (text, value) in
            [("1,5 %", 1.5), ("0,125", 0.125), ("1.5", 1.5), ("1,500 об/мин", 1_500.0), ("1 500", 1_500.0), (",5", 0.5)]
        {
            assert_eq!(read(text), Some(value), "{text}");
        }
        assert_eq!(read("1,234.5"), Some(1_234.5));
        assert_eq!(read("none"), None);
    }
}
