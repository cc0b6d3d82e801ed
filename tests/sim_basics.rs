//! A simulated fleet over real sockets: it answers, it can be told what to do, and it is the same every time.

use rackhand::sim::{Fault, Mix, Profile, SimOptions, Simulation};
use serde_json::Value;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

fn options(host: u8, miners: usize) -> SimOptions {
    SimOptions { miners, base: Ipv4Addr::new(127, 23, host, 1), port: 0, v3_port: None, ..SimOptions::default() }
}

async fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await.unwrap();
    String::from_utf8(reply).unwrap()
}

async fn command(address: SocketAddr, command: &str) -> Value {
    serde_json::from_str(&ask(address, &format!("{{\"cmd\":\"{command}\"}}")).await).unwrap()
}

#[tokio::test]
async fn a_classic_machine_answers_every_readable_command() {
    let mix = Mix::only(Profile::named("m50-2023").unwrap());
    let fleet = Simulation::start(SimOptions { mix, record: true, ..options(1, 1) }).await.unwrap();
    let address = fleet.addresses()[0];
    let truth = fleet.truth(address).unwrap();

    let summary = command(address, "summary").await;
    let rate = summary["SUMMARY"][0]["HS RT"].as_f64().unwrap() / 1e6;
    assert!((rate / truth.rate - 1.0).abs() < 0.01, "{rate} is not {}", truth.rate);
    assert_eq!(command(address, "pools").await["POOLS"][0]["URL"], truth.pools[0].0);
    for boards in ["edevs", "devs"] {
        assert_eq!(command(address, boards).await["DEVS"].as_array().unwrap().len(), truth.boards.len());
    }
    assert_eq!(command(address, "devdetails").await["DEVDETAILS"][0]["Model"], truth.model);
    assert_eq!(command(address, "get_version").await["Msg"]["fw_ver"], truth.firmware);
    assert_eq!(command(address, "get_miner_info").await["Msg"]["mac"], truth.mac.to_string());
    assert_eq!(command(address, "status").await["Msg"]["mineroff"], "false");
    assert_eq!(command(address, "get_error_code").await["Msg"]["error_code"], serde_json::json!([]));
    assert!(command(address, "get_psu").await["Msg"]["vin"].is_string());
    assert!(command(address, "get_token").await["Msg"]["salt"].is_string());
    let joined = command(address, "summary+pools+edevs").await;
    assert!(joined["summary"][0]["SUMMARY"].is_array() && joined["pools"].is_array() && joined["edevs"].is_array());
    assert_eq!(command(address, "summary+status").await["Code"], 45);
    assert_eq!(command(address, "coin").await["Code"], 14);

    let talks = fleet.talks(address).unwrap();
    assert_eq!((talks.commands.len(), talks.connections, talks.overlap), (14, 14, 1));
    assert_eq!(talks.commands[0], "summary");
}

#[tokio::test]
async fn requests_may_use_either_key_and_any_ending() {
    let fleet = Simulation::start(options(2, 1)).await.unwrap();
    let address = fleet.addresses()[0];
    for request in ["{\"command\":\"status\"}", "{\"cmd\": \"status\"}\n", "{\"cmd\":\"status\"}\0"] {
        assert!(ask(address, request).await.contains("\"Code\":131"), "{request:?}");
    }
}

#[tokio::test]
async fn a_machine_can_fall_ill_go_down_and_move() {
    let mix = Mix::only(Profile::named("m50-2023").unwrap());
    let fleet = Simulation::start(SimOptions { mix, ..options(3, 2) }).await.unwrap();
    let (first, second) = (fleet.addresses()[0], fleet.addresses()[1]);

    assert!(fleet.set_fault(first, Fault::BoardMissing));
    assert_eq!(command(first, "edevs").await["DEVS"].as_array().unwrap().len(), 2);
    let code = fleet.truth(first).unwrap().errors.remove(0);
    assert!(command(first, "get_error_code").await["Msg"]["error_code"][0].get(&code).is_some());
    assert!(fleet.set_fault(first, None));
    assert_eq!(fleet.truth(first).unwrap().boards.len(), 3);

    let mac = fleet.truth(second).unwrap().mac;
    fleet.set_down(second, true).await.unwrap();
    assert!(TcpStream::connect(second).await.is_err());
    fleet.set_down(second, false).await.unwrap();
    assert!(TcpStream::connect(second).await.is_ok());

    let elsewhere = SocketAddr::from((Ipv4Addr::new(127, 23, 3, 99), second.port()));
    fleet.move_machine(second, elsewhere).await.unwrap();
    assert!(TcpStream::connect(second).await.is_err());
    assert_eq!(command(elsewhere, "get_miner_info").await["Msg"]["mac"], mac.to_string());

    fleet.stop().await;
    assert!(TcpStream::connect(first).await.is_err());
}
