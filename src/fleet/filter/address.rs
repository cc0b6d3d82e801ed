//! What `ip:` and `ip=` take: an address, its beginning, a network, or a range.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// A set of addresses.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Addresses {
    /// From one to another, both included, of one kind.
    Between(IpAddr, IpAddr),
    /// Only this port of this address.
    Exactly(SocketAddr),
}

impl Addresses {
    /// Reads `10.31.4.17`, `10.31.4.17:4029`, `10.31.4` (the whole 10.31.4.x), `10.31.4.0/22`, `10.31.4.1-80`,
    /// `10.31.4.1-10.31.5.80`, `10.31.*`, and IPv6 addresses and networks.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some((network, length)) = text.split_once('/') {
            return network_of(network.parse().ok()?, length.parse().ok()?);
        }
        if let Ok(ip) = text.parse::<IpAddr>() {
            return Some(Self::Between(ip, ip));
        }
        if let Ok(address) = text.parse::<SocketAddr>() {
            return Some(Self::Exactly(address));
        }
        match text.split_once('-') {
            Some((first, last)) => range(first, last),
            None => beginning(text),
        }
    }

    pub(super) fn contains(&self, address: SocketAddr) -> bool {
        match self {
            Self::Between(IpAddr::V4(first), IpAddr::V4(last)) => {
                matches!(address.ip(), IpAddr::V4(ip) if (first..=last).contains(&&ip))
            }
            Self::Between(IpAddr::V6(first), IpAddr::V6(last)) => {
                matches!(address.ip(), IpAddr::V6(ip) if (first..=last).contains(&&ip))
            }
            Self::Between(..) => false,
            Self::Exactly(exactly) => *exactly == address,
        }
    }
}

fn network_of(ip: IpAddr, length: u32) -> Option<Addresses> {
    match ip {
        IpAddr::V4(ip) if length <= 32 => {
            let hosts = u32::MAX.checked_shr(length).unwrap_or(0);
            let first = ip.to_bits() & !hosts;
            Some(Addresses::Between(Ipv4Addr::from_bits(first).into(), Ipv4Addr::from_bits(first | hosts).into()))
        }
        IpAddr::V6(ip) if length <= 128 => {
            let hosts = u128::MAX.checked_shr(length).unwrap_or(0);
            let first = ip.to_bits() & !hosts;
            let address = |bits| IpAddr::V6(std::net::Ipv6Addr::from_bits(bits));
            Some(Addresses::Between(address(first), address(first | hosts)))
        }
        IpAddr::V4(_) | IpAddr::V6(_) => None,
    }
}

/// `10.31.4.1-80` and `10.31.4.1-10.31.5.80`.
fn range(first: &str, last: &str) -> Option<Addresses> {
    let first: Ipv4Addr = first.parse().ok()?;
    let last = if last.contains('.') {
        last.parse().ok()?
    } else {
        let [a, b, c, _] = first.octets();
        Ipv4Addr::new(a, b, c, last.parse().ok()?)
    };
    (first <= last).then_some(Addresses::Between(first.into(), last.into()))
}

/// `10.31.4`, `10.31.4.` and `10.31.4.*`: whole octets only, so that `10.31.4` is not `10.31.40`.
fn beginning(text: &str) -> Option<Addresses> {
    let parts = text.strip_suffix('.').unwrap_or(text).split('.');
    let parts = parts.take_while(|part| *part != "*");
    let octets: Vec<u8> = parts.map(|part| part.parse::<u8>().ok()).collect::<Option<_>>()?;
    let stars = text.split('.').skip(octets.len()).all(|part| matches!(part, "*" | ""));
    if octets.is_empty() || octets.len() > 4 || !stars {
        return None;
    }
    let filled = |rest: u8| {
        let octet = |index: usize| octets.get(index).copied().unwrap_or(rest);
        Ipv4Addr::new(octet(0), octet(1), octet(2), octet(3))
    };
    Some(Addresses::Between(filled(0).into(), filled(255).into()))
}
