//! Commands that write: taken as strictly as a machine takes them, and seen in what it says afterwards.

use super::ask::{ask, one, options, sick};
use rackhand::{
    protocol::{
        crypt::{Key, derive_key, sign},
        token::decode_token,
    },
    sim::{Fault, Mix, Profile, SimOptions, Simulation, combined_firmware, firmware_package},
};
use serde_json::{Value, json};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{Instant, sleep},
};

/// Sends an image as a client does; what came until the line ended, opened where that can be.
async fn upload(address: SocketAddr, image: &[u8]) -> String {
    let (key, token) = open(address, "rackhand").await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&sealed(&key, &token, json!({ "cmd": "update_firmware" }))).await.unwrap();
    let mut ready = vec![0; 4096];
    let length = stream.read(&mut ready).await.unwrap();
    assert!(key.cipher().decrypt_reply(&ready[..length]).unwrap().contains("ready"));
    let mut last = Vec::new();
    // The machine may cut the line at any point: that is what is looked at.
    let _cut = stream.write_all(&[&(image.len() as u32).to_le_bytes(), image].concat()).await;
    let _cut = stream.read_to_end(&mut last).await;
    key.cipher().decrypt_reply(&last).unwrap_or_default()
}

/// Opens the machine with a password: the key, and a token that lives.
async fn open(address: SocketAddr, password: &str) -> (Key, String) {
    let given = decode_token(&ask(address, b"{\"cmd\":\"get_token\"}").await.unwrap()).unwrap();
    let key = derive_key(password, &given.salt);
    let token = sign(&key, &given.newsalt, &given.time).as_str().to_owned();
    (key, token)
}

fn sealed(key: &Key, token: &str, mut command: Value) -> Vec<u8> {
    command["token"] = json!(token);
    key.cipher().encrypt_request(&command.to_string())
}

async fn write(address: SocketAddr, command: Value) -> Value {
    let (key, token) = open(address, "rackhand").await;
    let reply = ask(address, &sealed(&key, &token, command)).await.unwrap();
    serde_json::from_str(&key.cipher().decrypt_reply(&reply).unwrap()).unwrap()
}

/// Waits until something holds, for as long as a slow computer may need.
async fn until(mut holds: impl FnMut() -> bool, what: &str) {
    let end = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < end, "never: {what}");
        sleep(Duration::from_millis(20)).await;
    }
}

async fn quick(network: u8, profile: &str) -> (Simulation, SocketAddr) {
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

#[tokio::test]
async fn what_is_told_is_what_it_says_afterwards() {
    let (fleet, address) = quick(140, "m56s-2026").await;
    let pools = json!({
        "cmd": "update_pools",
        "pool1": "stratum+tcp://new.example:3333", "worker1": "farm.1", "passwd1": "x",
        "pool2": "", "worker2": "", "passwd2": "", "pool3": "", "worker3": "", "passwd3": "",
    });
    assert_eq!(write(address, pools).await["Code"], 131);
    assert_eq!(write(address, json!({ "cmd": "set_hostname", "hostname": "rack-7" })).await["Code"], 131);
    assert_eq!(write(address, json!({ "cmd": "set_power_pct", "percent": "80" })).await["Code"], 131);
    let truth = fleet.truth(address).unwrap();
    assert_eq!(truth.pools, [("stratum+tcp://new.example:3333".to_owned(), "farm.1".to_owned(), true)]);
    assert_eq!((truth.hostname.as_str(), truth.power_percent), ("rack-7", 80));
    assert_eq!(write(address, json!({ "cmd": "adjust_power_limit", "power_limit": "4200" })).await["Code"], 131);
    until(|| fleet.truth(address).unwrap().btminer, "btminer comes back").await;
    assert_eq!(fleet.truth(address).unwrap().power_limit, Some(4200.0));
    let writes: Vec<_> = fleet.talks(address).unwrap().writes.into_iter().map(|write| write.command).collect();
    assert_eq!(writes, ["update_pools", "set_hostname", "set_power_pct", "adjust_power_limit"]);
}

#[tokio::test]
async fn wrong_values_are_refused_and_change_nothing() {
    let (fleet, address) = one(141, "m50-2023").await;
    let before = fleet.truth(address).unwrap();
    for command in [
        json!({ "cmd": "update_pools", "pool1": "stratum+tcp://new.example:3333", "worker1": "w", "passwd1": "x" }),
        json!({ "cmd": "adjust_power_limit", "power_limit": 3200 }),
        json!({ "cmd": "adjust_power_limit", "power_limit": "100000" }),
        json!({ "cmd": "set_target_freq", "percent": "-101" }),
        json!({ "cmd": "set_led", "color": "red", "period": "200", "duration": 100, "start": 0 }),
        json!({ "cmd": "set_power_pct", "percent": "120" }),
        json!({ "cmd": "update_pwd", "old": "rackhand", "new": "far-too-long" }),
        json!({ "cmd": "update_pwd", "old": "wrong", "new": "Short_1" }),
        json!({ "cmd": "net_config", "ip": "10.1.2.3", "mask": "255.0.0.0", "gate": "10.0.0.1", "dns": "10.0.0.1", "host": "" }),
        json!({ "cmd": "pre_power_on" }),
    ] {
        assert_eq!(write(address, command.clone()).await["Code"], 132, "{command}");
    }
    for command in ["set_power", "no_such_command", "set_heat_mode"] {
        assert_eq!(write(address, json!({ "cmd": command, "power": "1" })).await["Code"], 14, "{command}");
    }
    let after = fleet.truth(address).unwrap();
    assert_eq!((after.pools, after.power_limit, after.led), (before.pools, before.power_limit, before.led));
    assert!(fleet.talks(address).unwrap().writes.iter().all(|write| !write.done));
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
async fn a_new_password_opens_it_and_the_old_tokens_are_dead() {
    let (fleet, address) = quick(143, "m50-2023").await;
    let (key, token) = open(address, "rackhand").await;
    let change = sealed(&key, &token, json!({ "cmd": "update_pwd", "old": "rackhand", "new": "Farm_77" }));
    assert!(key.cipher().decrypt_reply(&ask(address, &change).await.unwrap()).unwrap().contains("131"));
    assert!(fleet.password_is(address, "Farm_77"));
    let reply = ask(address, &sealed(&key, &token, json!({ "cmd": "reboot" }))).await.unwrap();
    assert!(String::from_utf8_lossy(&reply).contains("enc json load err"));
    let shown = format!("{:?}", fleet.talks(address).unwrap().writes);
    assert!(!shown.contains("Farm_77"), "{shown}");
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
async fn faults_of_writes_are_what_they_say() {
    let (fleet, address) = sick(145, "m50-2023", Fault::WriteLost).await;
    let (key, token) = open(address, "rackhand").await;
    let hostname = json!({ "cmd": "set_hostname", "hostname": "new-name" });
    assert!(!matches!(ask(address, &sealed(&key, &token, hostname.clone())).await, Ok(reply) if !reply.is_empty()));
    assert_ne!(fleet.truth(address).unwrap().hostname, "new-name");
    fleet.set_fault(address, Fault::WriteReplyLost);
    assert!(!matches!(ask(address, &sealed(&key, &token, hostname.clone())).await, Ok(reply) if !reply.is_empty()));
    assert_eq!(fleet.truth(address).unwrap().hostname, "new-name");
    fleet.set_fault(address, Fault::TokenDeadOnce);
    assert_eq!(write(address, hostname.clone()).await["Code"], 135);
    assert_eq!(write(address, hostname.clone()).await["Code"], 131);
    fleet.set_fault(address, None);
    assert!(fleet.set_api_switch(address, false));
    assert_eq!(write(address, hostname).await["Msg"], "can't access write cmd");
}

#[tokio::test]
async fn firmware_comes_on_the_same_connection_and_shows_after_the_restart() {
    let (fleet, address) = quick(146, "m50-2023").await;
    let platform = Profile::named("m50-2023").unwrap().platform;
    let package = firmware_package(platform, "20270101.1.Rel", 300_000);
    for (image, code) in [(firmware_package("OTHER", "1", 100), 132), (package, 131)] {
        let (key, token) = open(address, "rackhand").await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&sealed(&key, &token, json!({ "cmd": "update_firmware" }))).await.unwrap();
        let mut reply = vec![0; 4096];
        let length = stream.read(&mut reply).await.unwrap();
        assert!(key.cipher().decrypt_reply(&reply[..length]).unwrap().contains("ready"));
        stream.write_all(&(image.len() as u32).to_le_bytes()).await.unwrap();
        stream.write_all(&image).await.unwrap();
        let mut last = Vec::new();
        stream.read_to_end(&mut last).await.unwrap();
        assert!(key.cipher().decrypt_reply(&last).unwrap().contains(&format!("\"Code\":{code}")));
    }
    until(|| fleet.truth(address).unwrap().firmware == "20270101.1.Rel", "the new version shows").await;
    let writes = fleet.talks(address).unwrap().writes;
    assert_eq!(writes.iter().map(|write| write.done).collect::<Vec<_>>(), [false, true]);
    assert_eq!(combined_firmware(&[("H616", vec![1; 10])]).len(), 6812 + 10);
}

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
async fn faults_of_firmware_cut_the_line_where_they_say() {
    let (fleet, address) = quick(148, "m50-2023").await;
    let image = firmware_package(Profile::named("m50-2023").unwrap().platform, "20270202.2.Rel", 400_000);
    for fault in [Fault::FirmwareNotStarted, Fault::FirmwareBrokenOff] {
        fleet.set_fault(address, fault);
        assert_eq!(upload(address, &image).await, "", "{fault}");
    }
    fleet.set_fault(address, Fault::FirmwareRefused);
    assert!(upload(address, &image).await.contains("firmware check error"));
    assert_ne!(fleet.truth(address).unwrap().firmware, "20270202.2.Rel");
    fleet.set_fault(address, Fault::FirmwareReplyLost);
    assert_eq!(upload(address, &image).await, "");
    until(|| fleet.truth(address).is_some_and(|truth| truth.firmware == "20270202.2.Rel"), "it is installed").await;
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

#[tokio::test]
async fn limits_that_do_not_hold_plain_replies_and_slow_restarts() {
    let (fleet, address) = quick(150, "m50-2023").await;
    fleet.set_fault(address, [Fault::LimitIgnored, Fault::PlainReply, Fault::SlowRestart]);
    let (key, token) = open(address, "rackhand").await;
    let limit = json!({ "cmd": "adjust_power_limit", "power_limit": "2500" });
    let reply: Value = serde_json::from_slice(&ask(address, &sealed(&key, &token, limit)).await.unwrap()).unwrap();
    assert_eq!(reply["Code"], 131);
    assert_eq!(fleet.truth(address).unwrap().power_limit, None);
    let began = Instant::now();
    until(|| fleet.truth(address).unwrap().btminer, "btminer comes back").await;
    assert!(began.elapsed() > Duration::from_millis(600), "eight times 200 ms, less what came before");
}
