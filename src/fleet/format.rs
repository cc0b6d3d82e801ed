//! How figures are written: thousands grouped, as many decimals as they are worth, `–` where nothing is known.
//!
//! The grid, copies, tables of the command line and the filter's plain words all write by these functions.

use std::fmt::{self, Write as _};

/// What stands where nothing is known.
pub const UNKNOWN: &str = "–";

/// A number with its thousands grouped by commas: `4,430`, `-1,234.5`.
pub fn number(value: f64, decimals: u8) -> String {
    let mut text = String::new();
    push_number(&mut text, value, decimals);
    text
}

/// Appends a [`number`].
pub fn push_number(text: &mut String, value: f64, decimals: u8) {
    if !value.is_finite() {
        text.push_str(UNKNOWN);
        return;
    }
    let start = text.len();
    let decimals = usize::from(decimals);
    push(text, format_args!("{value:.decimals$}"));
    let digits = &text[start..];
    // "-0" is what rounding makes of a tiny negative figure.
    if digits.starts_with('-') && digits.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.')) {
        text.remove(start);
    }
    let first = start + usize::from(text[start..].starts_with('-'));
    let mut place = text[first..].find('.').map_or(text.len(), |point| first + point);
    while place > first + 3 {
        place -= 3;
        text.insert(place, ',');
    }
}

/// A length of time by its two largest units, in the letters that the filter takes: `45s`, `12m 05s`, `3h 07m`,
/// `5d 03h`.
pub fn duration(seconds: u64) -> String {
    let mut text = String::new();
    push_duration(&mut text, seconds);
    text
}

/// Appends a [`duration`].
pub fn push_duration(text: &mut String, seconds: u64) {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match (days, hours, minutes) {
        (0, 0, 0) => push(text, format_args!("{seconds}s")),
        (0, 0, _) => push(text, format_args!("{minutes}m {:02}s", seconds % 60)),
        (0, _, _) => push(text, format_args!("{hours}h {:02}m", minutes % 60)),
        _ => push(text, format_args!("{days}d {:02}h", hours % 24)),
    }
}

/// Appends formatted text.
pub(super) fn push(text: &mut String, arguments: fmt::Arguments<'_>) {
    text.write_fmt(arguments).expect("a String takes everything");
}

/// A hash rate with the unit that suits its size: `112.6 TH/s`, `285.1 PH/s`, `1.20 EH/s`.
pub fn rate(ths: f64) -> String {
    match ths {
        ths if ths >= 1e6 => format!("{} EH/s", number(ths / 1e6, 2)),
        ths if ths >= 1e4 => format!("{} PH/s", number(ths / 1e3, 1)),
        ths => format!("{} TH/s", number(ths, 1)),
    }
}

/// A power with the unit that suits its size: `3,322 W`, `97.4 kW`, `9.97 MW`.
pub fn power(watts: f64) -> String {
    match watts {
        watts if watts >= 1e6 => format!("{} MW", number(watts / 1e6, 2)),
        watts if watts >= 1e4 => format!("{} kW", number(watts / 1e3, 1)),
        watts => format!("{} W", number(watts, 0)),
    }
}

/// What makes a spreadsheet take a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Words for a spreadsheet, with a quotation mark before what would make them a formula. A machine's name or worker is
/// anybody's text.
pub(crate) fn guarded(text: String) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{duration, number, power, rate};

    #[test]
    fn thousands_are_grouped_and_nothing_is_minus_zero() {
        let written: Vec<_> = [(0.0, 0), (999.0, 0), (4430.0, 0), (1_234_567.891, 2), (-1234.5, 1), (-0.01, 1)]
            .into_iter()
            .map(|(value, decimals)| number(value, decimals))
            .collect();
        assert_eq!(written, ["0", "999", "4,430", "1,234,567.89", "-1,234.5", "0.0"]);
        assert_eq!(number(f64::NAN, 0), "–");
        assert_eq!(number(-123.0, 0), "-123");
    }

    #[test]
    fn durations_show_two_units() {
        assert_eq!([5, 65, 3_725, 90_000].map(duration), ["5s", "1m 05s", "1h 02m", "1d 01h"]);
    }

    #[test]
    fn units_suit_the_size() {
        assert_eq!([112.64, 285_100.0, 1_200_000.0].map(rate), ["112.6 TH/s", "285.1 PH/s", "1.20 EH/s"]);
        assert_eq!([3322.0, 97_400.0, 9_970_000.0].map(power), ["3,322 W", "97.4 kW", "9.97 MW"]);
    }
}
