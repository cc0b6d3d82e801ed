//! The canonical text of a set: what is saved, shown again and compared.

use super::{RangeError, RangeSet, Span};
use crate::net::DEFAULT_PORT;
use std::{fmt, net::Ipv4Addr, ops::RangeInclusive, str::FromStr};

/// Parted by `, `; [`RangeSet::parse`] of it gives an equal set.
impl fmt::Display for RangeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parting = "";
        for (ports, spans) in self.by_ports() {
            for span in spans {
                f.write_str(parting)?;
                write_span(f, *span)?;
                write_ports(f, &ports)?;
                parting = ", ";
            }
        }
        Ok(())
    }
}

impl RangeSet {
    /// The spans in groups: ports next to each other that have the same addresses are one group.
    fn by_ports(&self) -> Vec<(RangeInclusive<u16>, &[Span])> {
        let same_addresses =
            |a: &[Span], b: &[Span]| a.iter().map(|s| (s.first, s.last)).eq(b.iter().map(|s| (s.first, s.last)));
        let mut groups: Vec<(RangeInclusive<u16>, &[Span])> = Vec::new();
        for spans in self.spans.chunk_by(|a, b| a.port == b.port) {
            let port = spans[0].port;
            match groups.last_mut() {
                Some((ports, kept))
                    if ports.end().checked_add(1) == Some(port) && same_addresses(kept, spans)
                    // A group of the usual port stays alone, because its text has no port.
                    && *ports.end() != DEFAULT_PORT && port != DEFAULT_PORT =>
                {
                    *ports = *ports.start()..=port;
                }
                _ => groups.push((port..=port, spans)),
            }
        }
        groups
    }
}

fn write_span(f: &mut fmt::Formatter<'_>, span: Span) -> fmt::Result {
    let (first, last) = (Ipv4Addr::from_bits(span.first), Ipv4Addr::from_bits(span.last));
    let network = |address: Ipv4Addr| address.to_bits() >> 8;
    match last.octets() {
        _ if first == last => write!(f, "{first}"),
        [.., end] if network(first) == network(last) => write!(f, "{first}-{end}"),
        _ => write!(f, "{first}-{last}"),
    }
}

fn write_ports(f: &mut fmt::Formatter<'_>, ports: &RangeInclusive<u16>) -> fmt::Result {
    match (*ports.start(), *ports.end()) {
        (DEFAULT_PORT, DEFAULT_PORT) => Ok(()),
        (first, last) if first == last => write!(f, ":{first}"),
        (first, last) => write!(f, ":{first}-{last}"),
    }
}

impl FromStr for RangeSet {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Self, RangeError> {
        Self::parse(text)
    }
}

impl From<RangeSet> for String {
    fn from(set: RangeSet) -> Self {
        set.to_string()
    }
}

impl TryFrom<String> for RangeSet {
    type Error = RangeError;

    fn try_from(text: String) -> Result<Self, RangeError> {
        Self::parse(&text)
    }
}
