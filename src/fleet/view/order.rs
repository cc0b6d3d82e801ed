//! Sort keys: what a cell weighs when rows are put in order.

use crate::fleet::value::Value;
use std::{cmp::Ordering, net::IpAddr};

/// What a cell weighs. Missing comes last, whichever way the column is sorted: the view sees to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::fleet) enum Key {
    /// A number whose order is that of the figures.
    Number(u64),
    /// An address: the IP as a number (IPv4 before IPv6), then the port.
    Address(u128, u16),
    /// Words, folded to lower case.
    Text(Box<str>),
    /// Nothing known.
    Missing,
}

impl Key {
    pub(in crate::fleet) fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Missing => Self::Missing,
            Value::Text(text) => Self::Text(text.to_lowercase().into_boxed_str()),
            Value::Address(address) => {
                let ip = match address.ip() {
                    IpAddr::V4(ip) => u128::from(ip.to_bits()),
                    IpAddr::V6(ip) => ip.to_bits(),
                };
                Self::Address(ip, address.port())
            }
            Value::State(state) => Self::Number(*state as u64),
            Value::Word(word) => Self::Text(word.name().into()),
            Value::Number { .. } | Value::Of { .. } | Value::Duration(_) | Value::Time(_) => {
                value.as_number().map_or(Self::Missing, |number| Self::Number(ordered(number)))
            }
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Address(..) => 1,
            Self::Text(_) => 2,
            Self::Missing => 3,
        }
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Address(a, p), Self::Address(b, q)) => (a, p).cmp(&(b, q)),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The bits of a figure in an order that integers have too.
fn ordered(number: f64) -> u64 {
    let bits = (number + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}
