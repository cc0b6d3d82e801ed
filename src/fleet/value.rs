//! One cell: what a column says about one machine, in a form that compares, filters, shows and exports.

use super::{
    format::{UNKNOWN, push, push_duration, push_number},
    health::HealthState,
    wording::{Word, Wording},
};
use jiff::Timestamp;
use std::{borrow::Cow, cmp::Ordering, net::SocketAddr};

/// The port that is not worth showing.
const USUAL_PORT: u16 = 4028;

/// What a column says about a machine.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// The machine did not say.
    Missing,
    /// Words of a machine or of a technician.
    Text(Cow<'a, str>),
    /// A figure, and how many decimals it is worth.
    Number {
        /// The figure, in the column's unit.
        value: f64,
        /// Decimals to show.
        decimals: u8,
    },
    /// Some of a whole: boards found of boards expected.
    Of {
        /// What is there.
        found: u32,
        /// What should be there, where that is known.
        expected: Option<u32>,
    },
    /// An IP address and port.
    Address(SocketAddr),
    /// A state of health.
    State(HealthState),
    /// A word that has a translation.
    Word(Word),
    /// A length of time in seconds.
    Duration(u64),
    /// A moment.
    Time(Timestamp),
}

impl<'a> Value<'a> {
    /// A text, or `Missing` where there is none.
    pub fn text(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map(Into::into).filter(|text| !text.is_empty()).map_or(Self::Missing, Self::Text)
    }

    /// A figure, or `Missing` where there is none.
    pub fn number(value: Option<impl Into<f64>>, decimals: u8) -> Self {
        value.map_or(Self::Missing, |value| Self::Number { value: value.into(), decimals })
    }

    /// True where the machine did not say.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// The value as a number, where it is one: also of durations (seconds), moments (Unix seconds) and parts of a whole.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number { value, .. } => Some(*value),
            Self::Of { found, .. } => Some(f64::from(*found)),
            Self::Duration(seconds) => Some(*seconds as f64),
            Self::Time(at) => Some(at.as_second() as f64),
            Self::Missing | Self::Text(_) | Self::Address(_) | Self::State(_) | Self::Word(_) => None,
        }
    }

    /// Appends what the grid shows; nothing for a missing value.
    pub fn push(&self, text: &mut String, wording: &Wording) {
        match self {
            Self::Missing => {}
            Self::Text(words) => text.push_str(words),
            Self::Number { value, decimals } => push_number(text, *value, *decimals),
            Self::Of { found, expected: None } => push_number(text, f64::from(*found), 0),
            Self::Of { found, expected: Some(expected) } => {
                push(text, format_args!("{found}/{expected}"));
            }
            Self::Address(address) if address.port() == USUAL_PORT => push(text, format_args!("{}", address.ip())),
            Self::Address(address) => push(text, format_args!("{address}")),
            Self::State(state) => text.push_str(wording.word(Word::State(*state))),
            Self::Word(word) => text.push_str(wording.word(*word)),
            Self::Duration(seconds) => push_duration(text, *seconds),
            Self::Time(at) => {
                let local = at.to_zoned(wording.zone().clone());
                push(text, format_args!("{}", local.strftime("%Y-%m-%d %H:%M:%S")));
            }
        }
    }

    /// What the grid shows: `–` for a missing value.
    pub fn shown(&self, wording: &Wording) -> String {
        if self.is_missing() {
            return UNKNOWN.to_owned();
        }
        let mut text = String::new();
        self.push(&mut text, wording);
        text
    }

    /// The order of the grid: by figure, by address, by words whatever their case; a missing value comes after every
    /// known one.
    pub fn compare(&self, other: &Self) -> Ordering {
        super::view::order::Key::of(self).cmp(&super::view::order::Key::of(other))
    }
}
