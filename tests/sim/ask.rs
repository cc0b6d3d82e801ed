//! A client of the plainest kind, and fleets to point it at.

use rackhand::{
    protocol::{CommandKey, Decoded, Query, decode, request},
    sim::{Fault, Mix, Profile, SimOptions, Simulation},
};
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Options for a fleet of `miners` on ports that the system chooses; each test has a network of its own.
pub(crate) fn options(network: u8, miners: usize) -> SimOptions {
    SimOptions {
        miners,
        base: Ipv4Addr::new(127, 23, network, 1),
        port: 0,
        v3_port: Some(0),
        record: true,
        ..SimOptions::default()
    }
}

/// One machine of a profile.
pub(crate) async fn one(network: u8, profile: &str) -> (Simulation, SocketAddr) {
    let mix = Mix::only(Profile::named(profile).unwrap());
    let fleet = Simulation::start(SimOptions { mix, ..options(network, 1) }).await.unwrap();
    let address = fleet.addresses()[0];
    (fleet, address)
}

/// One machine of a profile with a fault.
pub(crate) async fn sick(network: u8, profile: &str, fault: Fault) -> (Simulation, SocketAddr) {
    let (fleet, address) = one(network, profile).await;
    assert!(fleet.set_fault(address, fault));
    (fleet, address)
}

/// Sends `request` and reads until the machine closes.
pub(crate) async fn ask(address: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await?;
    Ok(reply)
}

/// Asks as the program does and decodes the reply.
pub(crate) async fn read(address: SocketAddr, queries: &[Query]) -> Decoded {
    let reply = ask(address, &request::encode(queries, CommandKey::Cmd)).await.unwrap();
    decode(queries, &reply)
}

/// The reply to one command as JSON.
pub(crate) async fn command(address: SocketAddr, command: &str) -> serde_json::Value {
    let reply = ask(address, format!("{{\"cmd\":\"{command}\"}}").as_bytes()).await.unwrap();
    serde_json::from_slice(&reply).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&reply)))
}
