//! What a technician types or imports, as a set of addresses.
//!
//! [`RangeSet::parse`] reads the text of the range field, [`RangeSet::from_file`] a list or a table that some tool
//! exported. Always true of a set: its spans are sorted by port, then address; they don't touch or overlap; and it
//! has at most [`MAX_ADDRESSES`] addresses, whatever was typed.
//!
//! | typed | meaning |
//! |---|---|
//! | `10.1.2.3` | one address |
//! | `10.1.2.0/24` | the hosts of a network: without its first and last address, except for /31 and /32 |
//! | `10.1.2.1-80`, `10.1.2.1-10.1.3.80` | from … to, both included |
//! | `10.1.2-4.*` | a range or everything (0 to 255) in an octet |
//! | any of these and `:4029` or `:4029-4040` | another port than 4028, or several |
//!
//! Items are parted by commas, semicolons, blanks or lines; `#` begins a comment. IPv4 only: machines have no IPv6.

mod error;
mod file;
mod grammar;
mod text;

pub use error::{RangeError, RangeErrorKind};

use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The most addresses that a set may have: a /8, which takes hours to scan.
pub const MAX_ADDRESSES: usize = 1 << 24;

/// Addresses on one port, `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    port: u16,
    first: u32,
    last: u32,
}

impl Span {
    fn len(self) -> usize {
        (self.last - self.first) as usize + 1
    }
}

/// A set of machine addresses (IPv4 address and port). Cheap whatever its size: it holds spans, not addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RangeSet {
    spans: Vec<Span>,
    /// For every span, how many addresses come before it.
    before: Vec<usize>,
    len: usize,
}

impl RangeSet {
    /// Reads the text of a range field. Empty text is an empty set.
    ///
    /// # Errors
    /// The first mistake, with its place in `text`.
    pub fn parse(text: &str) -> Result<Self, RangeError> {
        grammar::parse(text)
    }

    /// Reads a file: a list as in [`RangeSet::parse`], or a table (comma, semicolon or tab) such as `WhatsMinerTool`
    /// exports, of which each row's first cell that is an address counts. UTF-8 or UTF-16.
    ///
    /// # Errors
    /// The first mistake of a list; its place counts in the decoded text.
    pub fn from_file(bytes: &[u8]) -> Result<Self, RangeError> {
        file::parse(bytes)
    }

    /// Sorts and joins spans. The caller keeps them few enough.
    fn from_spans(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        spans.dedup_by(|next, kept| {
            let touches = next.port == kept.port && next.first <= kept.last.saturating_add(1);
            if touches {
                kept.last = kept.last.max(next.last);
            }
            touches
        });
        let mut len = 0;
        let before = spans
            .iter()
            .map(|span| {
                let before = len;
                len += span.len();
                before
            })
            .collect();
        Self { spans, before, len }
    }

    /// How many addresses there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no address.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether `address` is in the set.
    pub fn contains(&self, address: SocketAddr) -> bool {
        let IpAddr::V4(ip) = address.ip() else { return false };
        let wanted = (address.port(), ip.to_bits());
        let after = self.spans.partition_point(|span| (span.port, span.first) <= wanted);
        after.checked_sub(1).is_some_and(|i| {
            let span = self.spans[i];
            span.port == wanted.0 && span.last >= wanted.1
        })
    }

    /// How many addresses of the set are within `first` to `last`; one with several ports counts for each.
    pub fn count_between(&self, first: Ipv4Addr, last: Ipv4Addr) -> usize {
        let (first, last) = (first.to_bits(), last.to_bits());
        let within = |span: &Span| (span.last.min(last) as usize + 1).saturating_sub(span.first.max(first) as usize);
        self.spans.iter().map(within).sum()
    }

    /// The address at `index`, in the order of [`RangeSet::iter`].
    pub fn get(&self, index: usize) -> Option<SocketAddr> {
        if index >= self.len {
            return None;
        }
        let i = self.before.partition_point(|&before| before <= index).checked_sub(1)?;
        let span = self.spans[i];
        let ip = Ipv4Addr::from_bits(span.first + (index - self.before[i]) as u32);
        Some(SocketAddr::from((ip, span.port)))
    }

    /// All addresses, by port and then by address, made one by one.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = SocketAddr> + '_ {
        // Indexed rather than nested, so that the length is known at every step.
        (0..self.len).map(|index| self.get(index).expect("the index is below the length"))
    }

    /// The runs of addresses, first and last, whatever their ports.
    pub fn spans(&self) -> impl Iterator<Item = (Ipv4Addr, Ipv4Addr)> + '_ {
        self.spans.iter().map(|span| (Ipv4Addr::from_bits(span.first), Ipv4Addr::from_bits(span.last)))
    }

    /// The addresses of both sets.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::from_spans(self.spans.iter().chain(&other.spans).copied().collect())
    }
}

/// Single machines; IPv6 addresses, which no machine has, are left out.
impl FromIterator<SocketAddr> for RangeSet {
    fn from_iter<I: IntoIterator<Item = SocketAddr>>(addresses: I) -> Self {
        let spans = addresses
            .into_iter()
            .filter_map(|address| match address.ip() {
                IpAddr::V4(ip) => Some(Span { port: address.port(), first: ip.to_bits(), last: ip.to_bits() }),
                IpAddr::V6(_) => None,
            })
            .collect();
        Self::from_spans(spans)
    }
}

#[cfg(test)]
mod tests;
