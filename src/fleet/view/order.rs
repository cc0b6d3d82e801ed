//! Sort keys: what a cell weighs when rows are put in order.

use crate::fleet::{Column, Context, Machine, value::Value};
use std::{cmp::Ordering, net::IpAddr};

/// What a cell weighs: mostly one number, so that 50,000 of them sort in a few milliseconds; words that are longer than
/// eight bytes have the rest beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::fleet) struct Key {
    /// Never [`MISSING`] for what is known.
    head: u64,
    tail: Option<Box<str>>,
}

/// The head of a missing value: after everything, whichever way the column is sorted.
const MISSING: u64 = u64::MAX;

impl Key {
    /// What a machine's cell weighs. Ages are weighed by the moment of the answer, so that time changes no order.
    pub(super) fn of_cell(column: Column, machine: &Machine, context: &Context<'_>) -> Self {
        if column.runs() {
            let heard = machine.contact.last_answer();
            return heard.map_or_else(Self::missing, |at| Self::number(-(at.as_millisecond() as f64)));
        }
        Self::of(&column.value(machine, context))
    }

    pub(in crate::fleet) fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Missing => Self::missing(),
            Value::Text(text) => Self::text(text),
            Value::Word(word) => Self::text(word.name()),
            Value::State(state) => Self::from(*state as u64),
            Value::Address(address) => match address.ip() {
                IpAddr::V4(ip) => Self::from(u64::from(ip.to_bits()) << 16 | u64::from(address.port())),
                // After every IPv4 address.
                IpAddr::V6(ip) => {
                    let tail = format!("{:032x}{:04x}", ip.to_bits(), address.port());
                    Self { head: 1 << 63, tail: Some(tail.into()) }
                }
            },
            Value::Number { .. } | Value::Of { .. } | Value::Duration(_) | Value::Time(_) => {
                value.as_number().map_or_else(Self::missing, Self::number)
            }
        }
    }

    fn missing() -> Self {
        Self::from(MISSING)
    }

    /// The bits of a figure in an order that integers have too.
    fn number(number: f64) -> Self {
        let bits = (number + 0.0).to_bits();
        let ordered = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
        Self::from(ordered.min(MISSING - 1))
    }

    /// Words, whatever their case, with numbers in them by their value (`rack 2` before `rack 10`), and addresses of
    /// pools without their scheme.
    fn text(text: &str) -> Self {
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        let mut folded = String::with_capacity(text.len() + 8);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                folded.extend(first.to_lowercase());
                rest = &rest[first.len_utf8()..];
            } else {
                let number = rest[..digits].trim_start_matches('0');
                // The number of digits first: a longer number is a larger one.
                folded.push(char::from(b'0' + number.len().min(9) as u8));
                folded.push_str(number);
                rest = &rest[digits..];
            }
        }
        let mut head = [0; 8];
        let length = folded.len().min(8);
        head[..length].copy_from_slice(&folded.as_bytes()[..length]);
        let head = u64::from_be_bytes(head);
        Self { head, tail: (folded.len() > 8).then(|| folded.into_boxed_str()) }
    }

    /// The head as it sorts in a direction; missing values stay last.
    pub(super) fn directed_head(&self, descending: bool) -> u64 {
        if descending && self.head != MISSING { MISSING - 1 - self.head } else { self.head }
    }

    /// The rest, where there is one.
    pub(super) fn into_tail(self) -> Option<Box<str>> {
        self.tail
    }
}

impl From<u64> for Key {
    fn from(head: u64) -> Self {
        Self { head, tail: None }
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.head, &self.tail).cmp(&(other.head, &other.tail))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Key;
    use crate::fleet::Value;

    #[test]
    fn figures_words_and_addresses_have_their_natural_order() {
        let number = |value| Value::Number { value, decimals: 1 };
        let text = |text: &'static str| Value::Text(text.into());
        let address = |text: &str| Value::Address(text.parse().unwrap());
        for ascending in [
            vec![number(-1e9), number(-1.5), number(0.0), number(1e-9), number(2.0), number(1e300), Value::Missing],
            vec![text("Rack 2"), text("rack 10"), text("rack 10 b"), text("Rack 010 c"), text("row"), Value::Missing],
            vec![text("stratum+tcp://a.pool:3333"), text("http://b.pool"), text("c.pool"), Value::Missing],
            vec![
                address("9.0.0.1:4028"),
                address("10.0.0.9:4028"),
                address("10.0.0.10:4028"),
                address("10.0.0.10:4029"),
            ],
            vec![address("255.255.255.255:1"), address("[::1]:1"), address("[fe80::1]:1"), Value::Missing],
        ] {
            let keys: Vec<_> = ascending.iter().map(Key::of).collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "{ascending:?}");
            let heads: Vec<_> = keys.iter().map(|key| key.directed_head(true)).collect();
            let known = ascending.iter().filter(|value| !value.is_missing()).count();
            assert!(heads[..known].is_sorted_by(|a, b| a >= b), "descending: {ascending:?}");
            assert!(heads[known..].iter().all(|head| heads[..known].iter().all(|known| known < head)));
        }
    }
}
