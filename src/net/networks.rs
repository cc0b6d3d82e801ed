//! The networks that this computer is on: what an empty window offers to scan.

use super::ranges::RangeSet;
use if_addrs::{IfAddr, Interface};
use std::net::Ipv4Addr;

/// Networks wider than this are offered as the part of this size that the computer is in: a /8 takes hours.
const WIDEST_PREFIX: u8 = 16;

/// One IPv4 network that this computer is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalNetwork {
    /// The interface, in the operating system's words: "eth0", "Ethernet 2".
    pub name: String,
    /// This computer's own address.
    pub address: Ipv4Addr,
    /// The length of the network's prefix in bits.
    pub prefix: u8,
}

impl LocalNetwork {
    /// The network as text for the range field, such as `10.31.4.0/22`; at most a /16.
    pub fn range_text(&self) -> String {
        let prefix = self.prefix.clamp(WIDEST_PREFIX, 32);
        format!("{}/{prefix}", Ipv4Addr::from_bits(self.address.to_bits() & mask(prefix)))
    }

    /// How many of `targets` are in this network, so that finding them goes through the table of neighbours (ARP).
    pub fn neighbours(&self, targets: &RangeSet) -> usize {
        let (address, mask) = (self.address.to_bits(), mask(self.prefix));
        targets.count_between(Ipv4Addr::from_bits(address & mask), Ipv4Addr::from_bits(address | !mask))
    }
}

fn mask(prefix: u8) -> u32 {
    u32::MAX.checked_shl(32 - u32::from(prefix.min(32))).unwrap_or(0)
}

/// The networks of all interfaces that are up, without loopback, self-assigned addresses (169.254.x.x) and
/// point-to-point links (a /32 has no neighbours). Sorted by name.
///
/// # Errors
/// The operating system would not list its interfaces.
pub fn local_networks() -> std::io::Result<Vec<LocalNetwork>> {
    let mut networks: Vec<_> = if_addrs::get_if_addrs()?.iter().filter_map(network).collect();
    networks.sort();
    networks.dedup();
    Ok(networks)
}

fn network(interface: &Interface) -> Option<LocalNetwork> {
    let IfAddr::V4(v4) = &interface.addr else { return None };
    let offered = !v4.ip.is_loopback() && !v4.ip.is_link_local() && (1..=30).contains(&v4.prefixlen);
    offered.then(|| LocalNetwork { name: interface.name.clone(), address: v4.ip, prefix: v4.prefixlen })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lan(address: [u8; 4], prefix: u8) -> LocalNetwork {
        LocalNetwork { name: "eth0".to_owned(), address: address.into(), prefix }
    }

    #[test]
    fn offers_its_network_and_not_more_than_a_sixteenth() {
        assert_eq!(lan([10, 31, 4, 17], 22).range_text(), "10.31.4.0/22");
        assert_eq!(lan([10, 31, 4, 17], 8).range_text(), "10.31.0.0/16");
    }

    #[test]
    fn knows_its_neighbours() {
        let lan = lan([10, 31, 4, 17], 22);
        for (text, expected) in [("10.31.7.254", 1), ("10.31.8.1", 0), ("10.31.0.0/16", 1024), ("", 0)] {
            assert_eq!(lan.neighbours(&RangeSet::parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn this_computer_offers_no_loopback() {
        assert!(local_networks().unwrap().iter().all(|network| !network.address.is_loopback()));
    }
}
