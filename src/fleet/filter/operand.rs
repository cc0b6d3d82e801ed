//! The figures that people write behind an operator: with units, per cent, thousands, lengths of time.

use crate::fleet::Column;

/// A number behind an operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// In the column's unit, or per cent.
    pub(super) value: f64,
    /// Written with `%`.
    pub(super) percent: bool,
}

/// Reads `90`, `1,234.5`, `90%`, `3.2kW`, `95°C`, `112TH/s`, in the unit of a column.
pub(super) fn figure(column: Column, text: &str) -> Option<Figure> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let value = number(digits)?;
    let unit = unit.trim().to_lowercase();
    let unit = unit.strip_suffix("/s").unwrap_or(&unit);
    if unit == "%" {
        return Some(Figure { value, percent: true });
    }
    let factor = units(column.unit()).iter().find(|(name, _)| *name == unit).map(|&(_, factor)| factor);
    let factor = factor.or_else(|| unit.is_empty().then_some(1.0))?;
    Some(Figure { value: value * factor, percent: false })
}

/// What may be written behind a figure of a column with this unit, and what it is worth.
fn units(unit: &str) -> &'static [(&'static str, f64)] {
    match unit {
        "TH/s" => &[("th", 1.0), ("t", 1.0), ("ths", 1.0), ("gh", 1e-3), ("ph", 1e3)],
        "W" => &[("w", 1.0), ("kw", 1e3)],
        "°C" => &[("c", 1.0), ("°c", 1.0), ("°", 1.0)],
        "rpm" => &[("rpm", 1.0)],
        "MHz" => &[("mhz", 1.0)],
        "J/TH" => &[("j/th", 1.0), ("w/th", 1.0)],
        "V" => &[("v", 1.0)],
        _ => &[],
    }
}

/// A number; commas only where thousands are grouped.
fn number(text: &str) -> Option<f64> {
    let mut groups = text.split('.').next().unwrap_or_default().split(',');
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let grouped = groups.clone().next().is_some();
    if grouped && (first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3)) {
        return None;
    }
    text.replace(',', "").parse().ok().filter(|value: &f64| value.is_finite())
}

/// Reads `45`, `45s`, `5m`, `1h30m`, `2d` as seconds.
pub(super) fn duration(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        let value: f64 = rest[..end].parse().ok()?;
        let letters = rest[end..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |length| end + length);
        let unit = match rest[end..letters].to_lowercase().as_str() {
            "" | "s" | "sec" => 1.0,
            "m" | "min" => 60.0,
            "h" => 3600.0,
            "d" => 86_400.0,
            "w" => 604_800.0,
            _ => return None,
        };
        seconds += value * unit;
        rest = rest[letters..].trim_start();
    }
    (!text.trim().is_empty()).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::{Figure, duration, figure};
    use crate::fleet::Column;

    #[test]
    fn figures_take_the_units_of_their_column() {
        let plain = |value| Some(Figure { value, percent: false });
        assert_eq!(figure(Column::Rate, "90"), plain(90.0));
        assert_eq!(figure(Column::Rate, "0.1PH/s"), plain(100.0));
        assert_eq!(figure(Column::Power, "3.2kW"), plain(3200.0));
        assert_eq!(figure(Column::Power, "3,200"), plain(3200.0));
        assert_eq!(figure(Column::ChipTemp, "95°C"), plain(95.0));
        assert_eq!(figure(Column::Rate, "90%"), Some(Figure { value: 90.0, percent: true }));
        for wrong in ["", "x", "3,2", "90rpm", "1e999", "--1", ",123"] {
            assert_eq!(figure(Column::Rate, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn durations_add_up() {
        let read = ["45", "45s", "5m", "1h30m", "2d", "1h 30m"].map(duration);
        assert_eq!(read, [45.0, 45.0, 300.0, 5400.0, 172_800.0, 5400.0].map(Some));
        assert_eq!(["", "m", "5x", "1..2h"].map(duration), [None; 4]);
    }
}
