//! Sort keys: what a cell weighs when rows are put in order.

use crate::{
    fleet::{Column, Context, Machine, value::Value},
    protocol::reading::Text,
};
use std::{borrow::Cow, cmp::Ordering, net::IpAddr};

/// What a cell weighs: mostly one number, so that 50,000 of them sort in a few milliseconds; words that are longer than
/// eight bytes have the rest beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::fleet) struct Key {
    /// Never [`MISSING`] for what is known.
    head: u64,
    tail: Option<Text>,
}

/// The head of a missing value: after everything, whichever way the column is sorted.
pub(super) const MISSING: u64 = u64::MAX;

impl Key {
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

    fn text(text: &str) -> Self {
        let mut folded = String::new();
        fold(text, &mut folded);
        Self::folded(&folded)
    }

    fn folded(folded: &str) -> Self {
        let head = u64::from_be_bytes(eight(folded.as_bytes(), 0));
        Self { head, tail: (folded.len() > 8).then(|| Text::from(folded)) }
    }

    /// The number, or the first eight bytes of the words.
    pub(super) fn head(&self) -> u64 {
        self.head
    }

    /// The whole words, where they are longer than the head.
    pub(super) fn into_tail(self) -> Option<Text> {
        self.tail
    }
}

/// A head as it sorts in a direction; missing values stay last.
pub(super) fn directed(head: u64, descending: bool) -> u64 {
    if descending && head != MISSING { MISSING - 1 - head } else { head }
}

/// Eight bytes from a place on; zeros behind the end.
pub(super) fn eight(bytes: &[u8], from: usize) -> [u8; 8] {
    let mut eight = [0; 8];
    let part = bytes.get(from..).unwrap_or_default();
    let length = part.len().min(8);
    eight[..length].copy_from_slice(&part[..length]);
    eight
}

/// Appends words so that comparing bytes gives the order of people: whatever their case, numbers in them by their value
/// (`rack 2` before `rack 10`), and addresses of pools without their scheme.
fn fold(text: &str, folded: &mut String) {
    let mut rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let number = rest[..digits].trim_start_matches('0');
            // The number of digits first: a longer number is a larger one.
            folded.push(char::from(b'0' + number.len().min(9) as u8));
            folded.push_str(number);
            rest = &rest[digits..];
        } else if first.is_ascii() {
            folded.push(first.to_ascii_lowercase());
            rest = &rest[1..];
        } else {
            folded.extend(first.to_lowercase());
            rest = &rest[first.len_utf8()..];
        }
    }
}

/// The order of two rows by their whole words. Equal ones are mostly one copy.
pub(super) fn tail_cmp(a: Option<&Text>, b: Option<&Text>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if Text::ptr_eq(a, b) => Ordering::Equal,
        (a, b) => a.map(Text::as_str).cmp(&b.map(Text::as_str)),
    }
}

/// Texts whose keys are remembered.
const KNOWN: usize = 256;

/// Weighs cells, and remembers the words that many machines share, by where they are: which is enough while the fleet is
/// borrowed.
#[derive(Debug)]
pub(super) struct Scales {
    known: Vec<(usize, usize, Key)>,
    folded: String,
}

impl Default for Scales {
    fn default() -> Self {
        Self { known: vec![(0, 0, Key::missing()); KNOWN], folded: String::new() }
    }
}

impl Scales {
    /// What a machine's cell weighs. Ages are weighed by the moment of the answer, so that time changes no order.
    pub(super) fn weigh(&mut self, column: Column, machine: &Machine, context: &Context<'_>) -> Key {
        match column {
            Column::Age => {
                let heard = machine.contact.last_answer();
                heard.map_or_else(Key::missing, |at| Key::number(-(at.as_millisecond() as f64)))
            }
            // As a number it is half as long as in words, and has the same order.
            Column::Mac => machine.mac.map_or_else(Key::missing, |mac| {
                Key::from(mac.0.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
            }),
            column => match column.value(machine, context) {
                Value::Text(Cow::Borrowed(text)) => self.text(text),
                value => Key::of(&value),
            },
        }
    }

    fn text(&mut self, text: &str) -> Key {
        let (place, length) = (text.as_ptr().addr(), text.len());
        // Texts begin at multiples of eight.
        let known = &mut self.known[place / 8 % KNOWN];
        if (known.0, known.1) != (place, length) {
            self.folded.clear();
            fold(text, &mut self.folded);
            *known = (place, length, Key::folded(&self.folded));
        }
        known.2.clone()
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
    use super::{Key, directed};
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
            let heads: Vec<_> = keys.iter().map(|key| directed(key.head, true)).collect();
            let known = ascending.iter().filter(|value| !value.is_missing()).count();
            assert!(heads[..known].is_sorted_by(|a, b| a >= b), "descending: {ascending:?}");
            assert!(heads[known..].iter().all(|head| heads[..known].iter().all(|known| known < head)));
        }
    }
}
