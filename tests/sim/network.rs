//! Restarts and new addresses: ports that close, clocks that begin anew, machines that answer elsewhere.

use super::{
    ask::{command, options},
    tell::{quick, until, write},
};
use rackhand::sim::{SimOptions, Simulation};
use serde_json::{Value, json};
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

fn fixed(ip: &str) -> Value {
    json!({ "cmd": "net_config", "ip": ip, "mask": "255.255.0.0", "gate": "127.23.0.1", "dns": "127.23.0.2 127.23.0.3",
            "host": "shelf-4" })
}

#[tokio::test]
async fn a_reboot_takes_the_machine_away_and_begins_its_clocks_anew() {
    let (fleet, address) = quick(142, "m50-2023").await;
    assert!(fleet.truth(address).unwrap().uptime > 3_600.0);
    assert_eq!(write(address, json!({ "cmd": "reboot" })).await["Code"], 131);
    until(|| std::net::TcpStream::connect(address).is_err(), "its port closes").await;
    until(|| fleet.truth(address).unwrap().uptime < 60.0, "it starts anew").await;
    until(|| std::net::TcpStream::connect(address).is_ok(), "its port opens").await;
}

#[tokio::test]
async fn a_new_address_and_a_factory_reset_move_the_machine() {
    let (fleet, address) = quick(144, "m50-2023").await;
    let to = SocketAddr::new([127, 23, 144, 99].into(), address.port());
    let network = json!({
        "cmd": "net_config", "ip": "127.23.144.99", "mask": "255.255.255.0", "gate": "127.23.144.1",
        "dns": "127.23.144.1", "host": "",
    });
    assert_eq!(write(address, network).await["Code"], 131);
    until(|| fleet.truth(to).is_some(), "it answers elsewhere").await;
    assert!(fleet.truth(address).is_none() && !fleet.truth(to).unwrap().dhcp);
    until(|| std::net::TcpStream::connect(to).is_ok(), "its port opens").await;
    assert_eq!(write(to, json!({ "cmd": "factory_reset" })).await["Code"], 131);
    until(|| fleet.truth(to).unwrap().uptime < 60.0, "it starts anew").await;
    let truth = fleet.truth(to).unwrap();
    assert!(truth.factory_password && !truth.api_switch && truth.pools.is_empty());
}

#[tokio::test]
async fn what_was_told_about_the_network_is_what_it_says() {
    let (fleet, address) = quick(152, "m60s-2025").await;
    let mac = fleet.truth(address).unwrap().mac;
    assert_eq!(write(address, fixed("127.23.152.200")).await["Code"], 131);
    let to = SocketAddr::new([127, 23, 152, 200].into(), address.port());
    until(|| std::net::TcpStream::connect(to).is_ok(), "it answers elsewhere").await;
    let info = command(to, "get_miner_info").await["Msg"].clone();
    for (name, told) in [
        ("proto", "static"),
        ("ip", "127.23.152.200"),
        ("netmask", "255.255.0.0"),
        ("gateway", "127.23.0.1"),
        ("dns", "127.23.0.2 127.23.0.3"),
        ("hostname", "shelf-4"),
        ("mac", mac.to_string().as_str()),
    ] {
        assert_eq!(info[name], told, "{name}");
    }
    assert_eq!(fleet.truth(to).unwrap().network.unwrap().0, "255.255.0.0");
}

#[tokio::test]
async fn a_machine_whose_new_address_is_taken_stays() {
    let times = SimOptions { reboot: Duration::from_millis(100), ..options(153, 1) };
    let fleet = Simulation::start(times).await.unwrap();
    let address = fleet.addresses()[0];
    let taken = SocketAddr::new([127, 23, 153, 77].into(), address.port());
    let _other = std::net::TcpListener::bind(taken).unwrap();
    assert_eq!(write(address, fixed("127.23.153.77")).await["Code"], 131);
    until(|| fleet.truth(address).is_some_and(|truth| truth.uptime < 60.0), "it starts anew").await;
    until(|| std::net::TcpStream::connect(address).is_ok(), "it is back where it was").await;
    assert!(fleet.move_machine(address, taken).await.is_err());
    assert!(std::net::TcpStream::connect(address).is_ok());
}

#[tokio::test]
async fn dhcp_moves_each_machine_to_its_lease() {
    let times = SimOptions {
        reboot: Duration::from_millis(100),
        port: 4128,
        v3_port: None,
        lease: Some(Ipv4Addr::new(127, 23, 155, 11)),
        ..options(154, 2)
    };
    let fleet = Simulation::start(times).await.unwrap();
    let macs: Vec<_> = fleet.addresses().iter().map(|address| fleet.truth(*address).unwrap().mac).collect();
    for (n, address) in fleet.addresses().into_iter().enumerate() {
        assert_eq!(write(address, json!({ "cmd": "net_config", "param": "dhcp" })).await["Code"], 131);
        let to = SocketAddr::new([127, 23, 155, 11 + n as u8].into(), 4128);
        until(|| std::net::TcpStream::connect(to).is_ok(), "it answers at its lease").await;
        assert_eq!(fleet.truth(to).unwrap().mac, macs[n]);
    }
}

#[tokio::test]
async fn btminer_comes_after_the_api_service_and_the_limit_with_it() {
    let (fleet, address) = quick(156, "m50-2023").await;
    assert_eq!(write(address, json!({ "cmd": "adjust_power_limit", "power_limit": "3000" })).await["Code"], 131);
    assert!(!fleet.truth(address).unwrap().btminer);
    until(|| fleet.truth(address).unwrap().btminer, "btminer comes back").await;
    assert_eq!(command(address, "summary").await["SUMMARY"][0]["Power Limit"], 3000);
    assert_eq!(write(address, json!({ "cmd": "reboot" })).await["Code"], 131);
    until(|| fleet.truth(address).unwrap().uptime < 60.0, "it starts anew").await;
    until(|| std::net::TcpStream::connect(address).is_ok(), "its port opens").await;
    until(|| fleet.truth(address).unwrap().btminer, "btminer follows").await;
    let truth = fleet.truth(address).unwrap();
    assert!(truth.elapsed < truth.uptime && truth.power_limit == Some(3000.0), "{truth:?}");
}
