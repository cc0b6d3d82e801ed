//! Logs: behind the reply on the same connection, and all that goes wrong with that.

use super::{
    ask::{ask, one},
    tell::{open, sealed},
};
use rackhand::sim::Fault;
use serde_json::json;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

#[tokio::test]
async fn logs_follow_the_reply() {
    let (fleet, address) = one(147, "m50-2023").await;
    let (key, token) = open(address, "rackhand").await;
    let received = ask(address, &sealed(&key, &token, json!({ "cmd": "download_logs" }))).await.unwrap();
    let log = fleet.log_of(address).unwrap();
    assert!(received.ends_with(&log));
    let said = key.cipher().decrypt_reply(&received[..received.len() - log.len()]).unwrap();
    assert!(said.contains(&format!("\"logfilelen\":\"{}\"", log.len())), "{said}");
}

#[tokio::test]
async fn faults_of_logs_are_what_they_say() {
    let (fleet, address) = one(149, "m50-2023").await;
    let whole = fleet.log_of(address).unwrap();
    let fetch = async || {
        let (key, token) = open(address, "rackhand").await;
        ask(address, &sealed(&key, &token, json!({ "cmd": "download_logs" }))).await.unwrap()
    };
    for (fault, is_whole) in [
        (Fault::LogSplit, [true, true]),
        (Fault::LogShort, [false, false]),
        (Fault::LogShortOnce, [false, true]),
        (Fault::LogEmpty, [false, false]),
        (Fault::LogHuge, [true, true]),
    ] {
        fleet.set_fault(address, fault);
        for is_whole in is_whole {
            assert_eq!(fetch().await.ends_with(&whole), is_whole, "{fault}");
        }
    }
}

/// The lengths that a machine says and sends, and how the logs begin; `None` where it does not end.
async fn fetch(address: SocketAddr) -> Option<(String, Vec<u8>)> {
    let (key, token) = open(address, "rackhand").await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&sealed(&key, &token, json!({ "cmd": "download_logs" }))).await.unwrap();
    let mut received = Vec::new();
    let ended = timeout(Duration::from_secs(1), stream.read_to_end(&mut received)).await;
    let reply = received.iter().position(|byte| *byte == b'}').unwrap() + 1;
    let said: serde_json::Value =
        serde_json::from_str(&key.cipher().decrypt_reply(&received[..reply]).unwrap()).unwrap();
    ended.ok().map(|_| (said["Msg"]["logfilelen"].as_str().unwrap().to_owned(), received.split_off(reply)))
}

#[tokio::test]
async fn logs_stall_come_slowly_and_lie() {
    let (fleet, address) = one(151, "m60s-2025").await;
    let whole = fleet.log_of(address).unwrap();
    assert_eq!(whole[..2], [0x1f, 0x8b]);
    fleet.set_fault(address, Fault::LogSlow);
    assert_eq!(fetch(address).await, Some((whole.len().to_string(), whole.clone())));
    fleet.set_fault(address, Fault::LogStalled);
    assert_eq!(fetch(address).await, None);
    fleet.set_fault(address, Fault::LogNoLength);
    assert_eq!(fetch(address).await, Some(("unknown".to_owned(), whole)));
    fleet.set_fault(address, Fault::LogNoGzip);
    let (length, log) = fetch(address).await.unwrap();
    assert!(log.starts_with(b"log:") && length == log.len().to_string(), "{length}");
    // Every time it was asked, and never in between.
    assert_eq!(fleet.talks(address).unwrap().writes.len(), 4);
}
