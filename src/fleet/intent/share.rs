//! Power as a share of what a machine has: `90%` and `-10%` of its present limit, `90% factory` of its factory power.
//!
//! The form of the power limit and the command line read this one definition; the preview shows the watts that it comes
//! to for each machine.

use super::Obstacle;
use crate::{
    fleet::Machine,
    protocol::{
        CommandKind,
        command::{Cannot, Parameter, ParameterErrorKind},
    },
};
use std::fmt;

/// The word behind a share that is one of the factory power.
const FACTORY: &str = "factory";
/// The least and the most that a share can be, in per cent.
const LEAST: i64 = 1;
const MOST: i64 = 200;

/// What a share is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// The limit that the machine has now.
    Present,
    /// The limit that it has where nobody set one.
    Factory,
}

/// A share of a machine's power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    per_cent: i64,
    /// What it is of.
    pub base: Base,
}

impl Share {
    /// Whether a parameter may be given as a share.
    pub fn fits(kind: CommandKind, parameter: &str) -> bool {
        kind == CommandKind::AdjustPowerLimit && parameter == "power_limit"
    }

    /// Reads what was typed; `None` where it is no share at all, but a number of watts or nonsense.
    ///
    /// # Errors
    /// It is a share that makes no sense.
    pub fn parse(text: &str) -> Option<Result<Self, ParameterErrorKind>> {
        let (number, rest) = text.trim().split_once('%')?;
        let base = match rest.trim() {
            "" => Base::Present,
            word if word.eq_ignore_ascii_case(FACTORY) => Base::Factory,
            _ => return Some(Err(ParameterErrorKind::NotANumber)),
        };
        // Presses of buttons bring a proper minus sign.
        let number = number.trim().replace('\u{2212}', "-");
        let is_shift = number.starts_with(['-', '+']);
        let Ok(number) = number.parse::<i64>() else { return Some(Err(ParameterErrorKind::NotANumber)) };
        let per_cent = if is_shift { number.saturating_add(100) } else { number };
        if !(LEAST..=MOST).contains(&per_cent) {
            return Some(Err(ParameterErrorKind::OutOfRange { min: LEAST, max: MOST }));
        }
        Some(Ok(Self { per_cent, base }))
    }

    /// Checks a value as it is typed, share or not.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(kind: CommandKind, parameter: &Parameter, typed: &str) -> Result<(), ParameterErrorKind> {
        match Self::parse(typed).filter(|_| Self::fits(kind, parameter.name)) {
            Some(share) => share.map(drop),
            None => parameter.check(typed).map(drop),
        }
    }

    /// The whole watts that it is for a machine.
    ///
    /// # Errors
    /// What it is a share of is not known, or it is more than the machine takes.
    pub fn of(self, machine: &Machine) -> Result<i64, Obstacle> {
        let limit = machine.reading.summary.as_ref().and_then(|summary| summary.power_limit);
        // A machine says its factory power only as the limit that holds while nobody set one.
        let is_limited = machine.reading.status.as_ref().map(|status| status.power_limit_set.is_some());
        let factory = limit.filter(|_| is_limited == Some(false)).map(|watts| watts.0);
        let whole = match self.base {
            Base::Present => limit.map(|watts| watts.0),
            Base::Factory => factory,
        };
        let whole = whole.filter(|watts| *watts > 0.0).ok_or(Obstacle::ShareUnknown(self.base))?;
        let watts = (f64::from(whole) * self.per_cent as f64 / 100.0).round() as i64;
        match factory.map(|factory| f64::from(factory).round() as i64) {
            Some(most) if watts > most => Err(Obstacle::Cannot(Cannot::TooMuch { most })),
            _ => Ok(watts),
        }
    }
}

/// As people write it: `90 %`, with the word where it is of the factory power.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.per_cent)?;
        if self.base == Base::Factory { write!(f, " {FACTORY}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_they_are_typed() {
        for (typed, read) in [
            ("90%", "90%"),
            (" 90 % ", "90%"),
            ("-10%", "90%"),
            ("\u{2212}10 %", "90%"),
            ("+5%", "105%"),
            ("80% Factory", "80% factory"),
            ("-20%factory", "80% factory"),
        ] {
            assert_eq!(Share::parse(typed).unwrap().unwrap().to_string(), read, "{typed}");
        }
        assert_eq!(Share::parse("3200"), None);
        for wrong in ["%", "x%", "90% of it", "9.5%", "0%", "-100%", "201%", "+101%"] {
            assert!(Share::parse(wrong).unwrap().is_err(), "{wrong}");
        }
    }
}
