//! API v3 beside API v2: framing, parts, refusals, and the same truth.

use super::ask::{one, sick};
use rackhand::{
    protocol::v3::{self, Framed},
    sim::{Fault, PROFILES},
};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A connection that asks and asks again.
struct Client(TcpStream);

impl Client {
    async fn connect(address: SocketAddr) -> Self {
        Self(TcpStream::connect(address).await.unwrap())
    }

    async fn ask(&mut self, request: &Value) -> Value {
        self.0.write_all(&v3::frame(request.to_string().as_bytes())).await.unwrap();
        let mut received = Vec::new();
        loop {
            if let Framed::Whole(message) = v3::unframe(&received).unwrap() {
                return serde_json::from_slice(&received[message]).unwrap();
            }
            assert_ne!(self.0.read_buf(&mut received).await.unwrap(), 0, "closed");
        }
    }
}

#[tokio::test]
async fn firmware_of_late_2024_on_serves_it_and_older_does_not() {
    for (n, profile) in PROFILES.iter().enumerate() {
        let (fleet, address) = one(70 + n as u8, profile.name).await;
        let date: u32 = profile.firmware[..8].parse().unwrap();
        assert_eq!(fleet.v3_address(address).is_some(), date >= 20_241_101, "{}", profile.name);
    }
}

#[tokio::test]
async fn one_connection_answers_many_requests() {
    let (fleet, address) = one(90, "m60s-2025").await;
    let truth = fleet.truth(address).unwrap();
    let mut client = Client::connect(fleet.v3_address(address).unwrap()).await;

    // A heartbeat first: it has no answer.
    client.0.write_all(&[0; 4]).await.unwrap();
    let info = client.ask(&json!({ "cmd": "get.device.info", "param": null })).await;
    assert_eq!((&info["code"], &info["desc"]), (&json!(0), &json!("get.device.info")));
    assert_eq!(info["msg"]["miner"]["type"], truth.model);
    assert_eq!(info["msg"]["network"]["mac"], truth.mac.to_string());

    let part = client.ask(&json!({ "cmd": "get.device.info", "param": "salt+system" })).await;
    assert_eq!(part["msg"].as_object().unwrap().keys().collect::<Vec<_>>(), ["salt", "system"]);

    let status = client.ask(&json!({ "cmd": "get.miner.status", "param": "summary+pools+edevs" })).await;
    let rate = status["msg"]["summary"]["hash-realtime"].as_f64().unwrap();
    assert!((rate / truth.rate - 1.0).abs() < 0.02, "{rate} is not {}", truth.rate);
    assert_eq!(status["msg"]["edevs"].as_array().unwrap().len(), truth.boards.len());
    assert_eq!(status["msg"]["pools"][0]["url"], truth.pools[0].0);

    for setting in ["get.miner.setting", "get.system.setting", "get.fan.setting"] {
        assert_eq!(client.ask(&json!({ "cmd": setting })).await["code"], 0, "{setting}");
    }
    assert_eq!(client.ask(&json!({ "cmd": "get.miner.status" })).await["code"], -3, "the parameter is required");
    assert_eq!(client.ask(&json!({ "cmd": "get.coffee" })).await["code"], -2);
    assert_eq!(client.ask(&json!({ "cmd": "set.miner.service", "param": "stop" })).await["code"], -4);
    assert_eq!(fleet.talks(address).unwrap().connections, 1);
}

#[tokio::test]
async fn it_tells_what_version_two_cannot() {
    for (n, (fault, switch, factory)) in
        [(Fault::ApiOff, false, false), (Fault::FactoryPassword, false, true)].into_iter().enumerate()
    {
        let (fleet, address) = sick(91 + n as u8, "m56s-2026", fault).await;
        let mut client = Client::connect(fleet.v3_address(address).unwrap()).await;
        let info = client.ask(&json!({ "cmd": "get.device.info" })).await;
        let reading = v3::decode_device_info(info.to_string().as_bytes()).unwrap();
        let device = reading.device.unwrap();
        assert_eq!((device.api_switch, device.factory_password), (Some(switch), Some(factory)));
        let truth = fleet.truth(address).unwrap();
        assert_eq!((truth.api_switch, truth.factory_password), (switch, factory));
    }
    let (fleet, address) = sick(93, "m56s-2026", Fault::BoardMissing).await;
    let mut client = Client::connect(fleet.v3_address(address).unwrap()).await;
    let info = client.ask(&json!({ "cmd": "get.device.info" })).await;
    let errors = v3::decode_device_info(info.to_string().as_bytes()).unwrap().errors.unwrap();
    assert_eq!(*errors[0].code, *fleet.truth(address).unwrap().errors[0]);
    assert!(errors[0].reason.as_ref().unwrap().contains("not found"));
}
