//! Where the machines stand: an address of 127.0.0.0/8 each, or a port each where the system has no such addresses.

use std::{
    io,
    net::{Ipv4Addr, SocketAddrV4, TcpListener},
};

/// Where one machine is to listen. A port of 0 lets the system choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) v2: SocketAddrV4,
    pub(crate) v3_port: Option<u16>,
}

/// The places of `miners` machines.
///
/// # Errors
/// `InvalidInput` where they would not all be on loopback, or the ports run out.
pub(crate) fn places(miners: usize, base: Ipv4Addr, port: u16, v3_port: Option<u16>) -> io::Result<Vec<Place>> {
    let bad = |words: String| io::Error::new(io::ErrorKind::InvalidInput, words);
    if !base.is_loopback() {
        return Err(bad(format!("{base} is not a loopback address: machines are simulated within 127.0.0.0/8 only")));
    }
    if has_address(base) {
        let place = |n| Some(Place { v2: SocketAddrV4::new(address_after(base, n)?, port), v3_port });
        (0..miners).map(place).collect::<Option<_>>().ok_or_else(|| {
            bad(format!("{miners} machines from {base} on would leave loopback, which ends at 127.255.255.254"))
        })
    } else {
        // macOS has 127.0.0.1 alone. The ports beside it belong to other machines, so that API v3 stays closed.
        let place = |n| {
            let port = if port == 0 { 0 } else { port.checked_add(u16::try_from(n).ok()?)? };
            Some(Place { v2: SocketAddrV4::new(Ipv4Addr::LOCALHOST, port), v3_port: None })
        };
        (0..miners)
            .map(place)
            .collect::<Option<_>>()
            .ok_or_else(|| bad(format!("there are not {miners} ports from {port} on")))
    }
}

/// True where the system lets a listener have this address.
fn has_address(address: Ipv4Addr) -> bool {
    !TcpListener::bind((address, 0)).is_err_and(|error| error.kind() == io::ErrorKind::AddrNotAvailable)
}

/// The loopback address `steps` after `base`, as farms number machines: host parts 0 and 255 are left out.
pub(crate) fn address_after(base: Ipv4Addr, steps: usize) -> Option<Ipv4Addr> {
    const HOSTS: u32 = 254;
    let base = u32::from(base);
    let host = ((base & 0xff).clamp(1, HOSTS) - 1).checked_add(u32::try_from(steps).ok()?)?;
    let network = (base >> 8).checked_add(host / HOSTS)?;
    let address = Ipv4Addr::from(network.checked_mul(256)?.checked_add(host % HOSTS + 1)?);
    address.is_loopback().then_some(address)
}

/// The range text that covers `addresses`, which are sorted: first to last where they share a port, a span of ports
/// where they share an address, else a list.
pub(crate) fn range_text(addresses: &[std::net::SocketAddr]) -> String {
    const USUAL: u16 = 4028;
    let (Some(first), Some(last)) = (addresses.first(), addresses.last()) else { return String::new() };
    let ports = usize::from(last.port().saturating_sub(first.port()));
    if addresses.iter().all(|address| address.port() == first.port()) {
        let port = if first.port() == USUAL { String::new() } else { format!(":{}", first.port()) };
        if first == last { format!("{}{port}", first.ip()) } else { format!("{}-{}{port}", first.ip(), last.ip()) }
    } else if first.ip() == last.ip() && ports + 1 == addresses.len() {
        format!("{first}-{}", last.port())
    } else {
        addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    #[test]
    fn machines_stand_on_host_addresses_only() {
        let places = places(7, Ipv4Addr::new(127, 23, 0, 250), 4028, Some(4433)).unwrap();
        let addresses: Vec<String> = places.iter().map(|place| place.v2.to_string()).collect();
        if addresses[1] != "127.0.0.1:4029" {
            assert_eq!(addresses[3..6], ["127.23.0.253:4028", "127.23.0.254:4028", "127.23.1.1:4028"]);
        }
        assert_eq!(address_after(Ipv4Addr::new(127, 23, 0, 0), 0), Some(Ipv4Addr::new(127, 23, 0, 1)));
        assert_eq!(address_after(Ipv4Addr::new(127, 255, 255, 254), 1), None);
    }

    #[test]
    fn other_networks_are_refused_with_a_sentence() {
        let error = places(1, Ipv4Addr::new(192, 168, 1, 1), 4028, None).unwrap_err();
        assert!(error.to_string().contains("127.0.0.0/8"), "{error}");
        assert!(places(300, Ipv4Addr::new(127, 255, 255, 1), 4028, None).is_err());
    }

    #[test]
    fn ranges_are_short() {
        let range = |texts: &[&str]| {
            range_text(&texts.iter().map(|text| text.parse::<SocketAddr>().unwrap()).collect::<Vec<_>>())
        };
        assert_eq!(range(&["127.0.1.1:4028", "127.0.1.2:4028"]), "127.0.1.1-127.0.1.2");
        assert_eq!(range(&["127.0.1.1:4029"]), "127.0.1.1:4029");
        assert_eq!(range(&["127.0.0.1:4028", "127.0.0.1:4029", "127.0.0.1:4030"]), "127.0.0.1:4028-4030");
        assert_eq!(range(&["127.0.1.1:81", "127.0.1.2:90"]), "127.0.1.1:81, 127.0.1.2:90");
        assert_eq!(range(&[]), "");
    }
}
