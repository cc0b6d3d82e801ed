//! Passwords, tokens and encrypted reads.

use super::{
    ask::{ask, command, one, sick},
    tell::until,
};
use rackhand::{
    protocol::{
        PasswordCheck,
        crypt::{FACTORY_SALT, Key, derive_key, sign},
        password::{judge_probe, probe_request},
        token::{TokenReply, decode_token},
    },
    sim::{Fault, SimOptions, Simulation},
};
use serde_json::Value;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

/// The password of simulated machines unless told otherwise.
fn usual_password() -> String {
    SimOptions::default().password
}

async fn token(address: SocketAddr) -> TokenReply {
    decode_token(&ask(address, b"{\"cmd\":\"get_token\"}").await.unwrap()).unwrap()
}

async fn key(address: SocketAddr, password: &str) -> Key {
    derive_key(password, &token(address).await.salt)
}

/// Sends a command in cipher and gives the reply, opened where it came in cipher.
async fn sealed(address: SocketAddr, key: &Key, inner: &Value) -> Value {
    let reply = ask(address, &key.cipher().encrypt_request(&inner.to_string())).await.unwrap();
    serde_json::from_str(&key.cipher().decrypt_reply(&reply).unwrap()).unwrap()
}

#[tokio::test]
async fn a_password_is_proven_by_an_encrypted_read() {
    let (fleet, address) = one(100, "m50-2023").await;
    for (password, judged) in [(usual_password().as_str(), PasswordCheck::Right), ("wrong", PasswordCheck::Wrong)] {
        let reply = ask(address, &probe_request(&key(address, password).await)).await.unwrap();
        assert_eq!(judge_probe(&reply), Ok(judged));
    }
    assert!(fleet.talks(address).unwrap().commands.contains(&"enc:status".to_owned()));
}

#[tokio::test]
async fn the_factory_password_shows_by_its_salt() {
    let (_fleet, address) = sick(101, "m50-2023", Fault::FactoryPassword).await;
    let given = token(address).await;
    assert_eq!(&*given.salt, FACTORY_SALT);
    let status = sealed(address, &derive_key("admin", FACTORY_SALT), &serde_json::json!({ "cmd": "status" })).await;
    assert_eq!(status["Code"], 131);
    // The salt stays until the password changes, the token's is new each time.
    let again = token(address).await;
    assert_eq!(again.salt, given.salt);
    assert_ne!(again.newsalt, given.newsalt);
}

#[tokio::test]
async fn encrypted_replies_come_in_every_form() {
    for (n, faults) in
        [vec![], vec![Fault::Pkcs7], vec![Fault::EncData], vec![Fault::Pkcs7, Fault::EncData]].into_iter().enumerate()
    {
        let (fleet, address) = one(102 + n as u8, "m60s-2025").await;
        if let [one] = faults[..] {
            assert!(fleet.set_fault(address, one));
        } else if let [one, two] = faults[..] {
            assert!(fleet.set_fault(address, [one, two]));
        }
        let key = key(address, &usual_password()).await;
        let reply = ask(address, &key.cipher().encrypt_request("{\"cmd\":\"get_version\"}")).await.unwrap();
        let outer: Value = serde_json::from_slice(&reply).unwrap();
        assert_eq!(outer["enc"].is_number(), faults.contains(&Fault::EncData), "{outer}");
        let cipher_text = outer["data"].as_str().or(outer["enc"].as_str()).unwrap();
        let last = *key.cipher().decrypt(cipher_text).unwrap().last().unwrap();
        assert_eq!((1..=16).contains(&last), faults.contains(&Fault::Pkcs7), "ends in {last}");
        assert!(key.cipher().decrypt_reply(&reply).unwrap().contains("fw_ver"));
    }
}

#[tokio::test]
async fn writes_meet_the_token_and_the_switch() {
    let (fleet, address) = one(110, "m50-2023").await;
    let given = token(address).await;
    let key = derive_key(&usual_password(), &given.salt);
    let token = sign(&key, &given.newsalt, &given.time);
    let write = |token: &str| serde_json::json!({ "cmd": "reboot", "token": token });

    assert_eq!(sealed(address, &key, &serde_json::json!({ "cmd": "reboot" })).await["Code"], 135);
    assert_eq!(sealed(address, &key, &write("not this one")).await["Msg"], "check token err");
    assert!(fleet.set_fault(address, Fault::ApiOff));
    assert_eq!(sealed(address, &key, &write(token.as_str())).await["Msg"], "can't access write cmd");
    assert!(fleet.set_fault(address, Fault::TokenDead));
    assert_eq!(sealed(address, &key, &write(token.as_str())).await["Code"], 135);
}

#[tokio::test]
async fn the_table_of_tokens_fills_up() {
    let (_fleet, address) = one(111, "m50-2023").await;
    for n in 0..32 {
        assert!(command(address, "get_token").await["Msg"]["salt"].is_string(), "token {n}");
    }
    let full = command(address, "get_token").await;
    assert_eq!((&full["Code"], &full["Msg"]), (&136.into(), &"over max connect".into()));

    let (_fleet, address) = sick(112, "m50-2023", Fault::TokensFull).await;
    assert_eq!(command(address, "get_token").await["Code"], 136);
}

#[tokio::test]
async fn damaged_cipher_text_is_refused() {
    let (_fleet, address) = one(113, "m50-2023").await;
    for (data, code) in [("not base64!", 137), ("AAAAAAAAAAAAAAAAAAAAAA==", 23)] {
        let reply = ask(address, format!("{{\"enc\":1,\"data\":\"{data}\"}}").as_bytes()).await.unwrap();
        let reply: Value = serde_json::from_slice(&reply).unwrap();
        assert_eq!(reply["Code"], code, "{data}");
    }
}

#[tokio::test]
async fn each_fleet_may_have_its_own_password() {
    let options = SimOptions { password: "Farm_7".to_owned(), ..super::ask::options(114, 1) };
    let fleet = Simulation::start(options).await.unwrap();
    let address = fleet.addresses()[0];
    let reply = ask(address, &probe_request(&key(address, "Farm_7").await)).await.unwrap();
    assert_eq!(judge_probe(&reply), Ok(PasswordCheck::Right));
}

#[tokio::test]
async fn a_full_table_is_empty_after_it_was_left_in_peace() {
    let full_for = Duration::from_millis(400);
    let table = SimOptions { token_table: 2, tokens_full_for: Some(full_for), ..super::ask::options(115, 1) };
    let fleet = Simulation::start(table).await.unwrap();
    let address = fleet.addresses()[0];
    let code = async || command(address, "get_token").await["Code"].as_u64().unwrap();
    assert!([code().await, code().await].iter().all(|code| *code != 136));
    // Whoever goes on asking waits for longer than somebody who waits once.
    let (began, mut asked) = (Instant::now(), 0);
    while began.elapsed() < full_for + full_for / 2 {
        let before = Instant::now();
        assert_eq!(code().await, 136, "question {asked}");
        asked += 1;
        until(|| before.elapsed() > full_for / 8, "an eighth has passed").await;
    }
    let last = Instant::now();
    until(|| last.elapsed() > full_for, "it was left in peace").await;
    assert_ne!(code().await, 136);
}

#[tokio::test]
async fn tokens_die_of_age() {
    let life = Duration::from_millis(50);
    let fleet = Simulation::start(SimOptions { token_life: life, ..super::ask::options(116, 1) }).await.unwrap();
    let address = fleet.addresses()[0];
    let given = token(address).await;
    let began = Instant::now();
    let key = derive_key(&usual_password(), &given.salt);
    let token = sign(&key, &given.newsalt, &given.time);
    until(|| began.elapsed() > life, "it is old").await;
    let write = serde_json::json!({ "cmd": "restart_btminer", "token": token.as_str() });
    assert_eq!(sealed(address, &key, &write).await["Code"], 135);
}
