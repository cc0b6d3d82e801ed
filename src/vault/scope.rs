//! Which machines a set of passwords is for, and how closely it fits one.

use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// Which machines a set is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of them.
    Everywhere,
    /// Those at some addresses.
    Addresses {
        /// As the technician typed it.
        text: String,
        /// What it means: first and last address of each span, both included.
        spans: Vec<(IpAddr, IpAddr)>,
    },
    /// One machine by its hardware address, upper-case with colons.
    Machine(String),
}

/// How closely a set fits a machine; the lesser one is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is for this machine alone.
    Machine,
    /// It is for a span of addresses that the machine is in.
    Addresses {
        /// How many addresses lie between its ends.
        width: u128,
    },
    /// It is for all machines.
    Everywhere,
}

impl Scope {
    /// One machine, however its hardware address is written.
    pub fn machine(mac: &str) -> Self {
        Self::Machine(mac.trim().to_ascii_uppercase().replace('-', ":"))
    }

    /// How closely it fits the machine at an address; `None` where it is not for that one. Where two spans of a set
    /// hold the address, the smaller one counts.
    pub fn fit(&self, ip: IpAddr, mac: Option<&str>) -> Option<Fit> {
        match self {
            Self::Everywhere => Some(Fit::Everywhere),
            Self::Machine(own) => is_same(mac?, own).then_some(Fit::Machine),
            Self::Addresses { spans, .. } => {
                let width = spans.iter().filter_map(|span| width(*span, ip)).min()?;
                Some(Fit::Addresses { width })
            }
        }
    }
}

/// True for one hardware address in two ways of writing. Asked for every set and every machine, so it copies nothing.
fn is_same(one: &str, other: &str) -> bool {
    fn plain(text: &str) -> impl Iterator<Item = u8> {
        text.trim().bytes().map(|byte| if byte == b'-' { b':' } else { byte.to_ascii_uppercase() })
    }
    plain(one).eq(plain(other))
}

/// The last address of a span less the first, where both are of the kind of `ip` and it lies between them.
fn width((first, last): (IpAddr, IpAddr), ip: IpAddr) -> Option<u128> {
    let (first, last, ip) = match (first, last, ip) {
        (IpAddr::V4(first), IpAddr::V4(last), IpAddr::V4(ip)) => {
            (first.to_bits().into(), last.to_bits().into(), ip.to_bits().into())
        }
        (IpAddr::V6(first), IpAddr::V6(last), IpAddr::V6(ip)) => (first.to_bits(), last.to_bits(), ip.to_bits()),
        _ => return None,
    };
    let inside: bool = (first..=last).contains(&ip);
    inside.then(|| last - first)
}
