//! One object's fields, read leniently and bounded.
//!
//! Machines send numbers as text, truth as "Y", "1" or "enable", and text with quotes, newlines or worse in it. A
//! field of the wrong kind is absent, as is one beyond what any machine can mean: never zero, never an error.

use crate::protocol::reading::{PowerMode, Text};
use crate::protocol::units::{Celsius, Mac, Megahertz, Percent, Rpm, Seconds, UnixTime, Watts};
use serde_json::{Map, Value};

/// What is kept of a short text, in characters: names, versions, serial numbers.
pub(crate) const SHORT: usize = 64;
/// What is kept of a long text, in characters: addresses, workers, reasons.
pub(crate) const LONG: usize = 256;

/// The fields of one object. Every method takes the names that a field has had; the first that is there counts.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The fields of `value`, where it is an object.
    pub(crate) fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    fn read<T>(self, names: &[&str], how: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
        names.iter().find_map(|name| how(self.0.get(*name)?))
    }

    /// A finite number.
    pub(crate) fn number(self, names: &[&str]) -> Option<f64> {
        self.read(names, number)
    }

    fn number_within(self, names: &[&str], low: f64, high: f64) -> Option<f64> {
        self.number(names).filter(|number| (low..=high).contains(number))
    }

    /// A count; fractions are cut.
    pub(crate) fn count(self, names: &[&str]) -> Option<u32> {
        self.number_within(names, 0.0, f64::from(u32::MAX)).map(|number| number as u32)
    }

    /// A small number, such as a slot.
    pub(crate) fn small(self, names: &[&str]) -> Option<u8> {
        self.number_within(names, 0.0, f64::from(u8::MAX)).map(|number| number as u8)
    }

    /// Truth, in any of its spellings.
    pub(crate) fn flag(self, names: &[&str]) -> Option<bool> {
        self.read(names, flag)
    }

    /// A short text; empty is absent.
    pub(crate) fn text(self, names: &[&str]) -> Option<Text> {
        self.read(names, |value| text(value, SHORT))
    }

    /// A long text; empty is absent.
    pub(crate) fn long_text(self, names: &[&str]) -> Option<Text> {
        self.read(names, |value| text(value, LONG))
    }

    /// A salt, or the digits of a clock: short text of a machine's, taken literally.
    pub(crate) fn salt(self, names: &[&str]) -> Option<Text> {
        self.read(names, |value| match value {
            Value::String(text) => (1..=SHORT).contains(&text.len()).then(|| text.into()),
            Value::Number(number) => Some(number.to_string().into()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        })
    }

    /// Degrees; 0.0 is how a machine says that it does not know.
    pub(crate) fn celsius(self, names: &[&str]) -> Option<Celsius> {
        self.number_within(names, -100.0, 300.0).filter(|degrees| *degrees != 0.0).map(Celsius::new)
    }

    /// Seconds of a length of time.
    pub(crate) fn seconds(self, names: &[&str]) -> Option<Seconds> {
        self.count(names).map(Seconds)
    }

    /// A moment; 0 is never.
    pub(crate) fn moment(self, names: &[&str]) -> Option<UnixTime> {
        self.count(names).filter(|seconds| *seconds > 0).map(UnixTime)
    }

    /// Turns a minute. A fan that stands still reads 0, which is a reading.
    pub(crate) fn rpm(self, names: &[&str]) -> Option<Rpm> {
        self.number_within(names, 0.0, f64::from(u16::MAX)).map(|number| Rpm(number as u16))
    }

    /// Watts; -1 is unknown, and some firmware sends 32 bits of garbage.
    pub(crate) fn watts(self, names: &[&str]) -> Option<Watts> {
        self.number_within(names, 0.0, 1e6).map(|number| Watts(number as f32))
    }

    /// Watts of a limit; 0 is none.
    pub(crate) fn watts_limit(self, names: &[&str]) -> Option<Watts> {
        self.watts(names).filter(|watts| watts.0 > 0.0)
    }

    /// MHz; 0 is unknown.
    pub(crate) fn megahertz(self, names: &[&str]) -> Option<Megahertz> {
        self.number_within(names, 0.0, 1e5).filter(|number| *number > 0.0).map(|number| Megahertz(number as f32))
    }

    /// A share of a hundred; may be negative (how far a frequency was turned down).
    pub(crate) fn percent(self, names: &[&str]) -> Option<Percent> {
        self.number_within(names, -1e4, 1e4).map(|number| Percent(number as f32))
    }

    /// "Low", "Normal" or "High", in any case.
    pub(crate) fn power_mode(self, names: &[&str]) -> Option<PowerMode> {
        self.read(names, |value| match value.as_str()?.trim().to_ascii_lowercase().as_str() {
            "low" => Some(PowerMode::Low),
            "normal" => Some(PowerMode::Normal),
            "high" => Some(PowerMode::High),
            _ => None,
        })
    }

    /// A hardware address.
    pub(crate) fn mac(self, names: &[&str]) -> Option<Mac> {
        self.read(names, |value| Mac::parse(value.as_str()?.get(..24).unwrap_or(value.as_str()?)))
    }
}

/// A finite number, also as text.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().trim_matches('\'').parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
    .filter(|number: &f64| number.is_finite())
}

/// Truth in any of its spellings.
pub(crate) fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => Some(number.as_f64()? != 0.0),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "y" | "yes" | "on" | "enable" | "enabled" => Some(true),
            "false" | "0" | "n" | "no" | "off" | "disable" | "disabled" => Some(false),
            _ => None,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Text without control characters, direction marks and the quotes that some firmware puts around it, cut to
/// `limit` characters. Numbers are text as well; empty is absent.
pub(crate) fn text(value: &Value, limit: usize) -> Option<Text> {
    match value {
        Value::String(text) => clean(text, limit),
        Value::Number(number) => clean(&number.to_string(), limit),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// See [`text`].
pub(crate) fn clean(text: &str, limit: usize) -> Option<Text> {
    let unwelcome = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let blank = |c: char| c.is_whitespace() || c == '\'' || c == '"';
    let trimmed = text.trim_matches(|c| blank(c) || unwelcome(c));
    if trimmed.is_empty() {
        return None;
    }
    if trimmed.len() <= limit && !trimmed.contains(unwelcome) {
        return Some(trimmed.into());
    }
    let kept: String = trimmed.chars().filter(|c| !unwelcome(*c)).take(limit).collect();
    Some(kept.trim_end().into())
}
