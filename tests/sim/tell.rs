//! A client that tells machines what to do, and a wait for what comes of it.

use super::ask::{ask, options};
use rackhand::{
    protocol::{
        crypt::{Key, derive_key, sign},
        token::decode_token,
    },
    sim::{Mix, Profile, SimOptions, Simulation},
};
use serde_json::{Value, json};
use std::{net::SocketAddr, time::Duration};
use tokio::time::{Instant, sleep};

/// Opens the machine with a password: the key, and a token that lives.
pub(crate) async fn open(address: SocketAddr, password: &str) -> (Key, String) {
    let given = decode_token(&ask(address, b"{\"cmd\":\"get_token\"}").await.unwrap()).unwrap();
    let key = derive_key(password, &given.salt);
    let token = sign(&key, &given.newsalt, &given.time).as_str().to_owned();
    (key, token)
}

pub(crate) fn sealed(key: &Key, token: &str, mut command: Value) -> Vec<u8> {
    command["token"] = json!(token);
    key.cipher().encrypt_request(&command.to_string())
}

pub(crate) async fn write(address: SocketAddr, command: Value) -> Value {
    let (key, token) = open(address, "rackhand").await;
    let reply = ask(address, &sealed(&key, &token, command)).await.unwrap();
    serde_json::from_str(&key.cipher().decrypt_reply(&reply).unwrap()).unwrap()
}

/// Waits until something holds, for as long as a slow computer may need.
pub(crate) async fn until(mut holds: impl FnMut() -> bool, what: &str) {
    let end = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < end, "never: {what}");
        sleep(Duration::from_millis(20)).await;
    }
}

pub(crate) async fn quick(network: u8, profile: &str) -> (Simulation, SocketAddr) {
    let mix = Mix::only(Profile::named(profile).unwrap());
    let times = SimOptions {
        btminer_restart: Duration::from_millis(200),
        reboot: Duration::from_millis(200),
        mix,
        ..options(network, 1)
    };
    let fleet = Simulation::start(times).await.unwrap();
    let address = fleet.addresses()[0];
    (fleet, address)
}
