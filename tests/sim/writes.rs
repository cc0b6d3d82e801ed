//! Commands that write: taken as strictly as a machine takes them, and seen in what it says afterwards.

use super::{
    ask::{ask, command, one, options, sick},
    tell::{open, quick, sealed, until, write},
};
use md5::{Digest as _, Md5};
use rackhand::protocol::crypt::derive_key;
use rackhand::sim::{Fault, Mix, Profile, SimOptions, Simulation};
use serde_json::{Value, json};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::Instant,
};

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

#[tokio::test]
async fn every_command_is_taken_by_the_firmware_that_knows_it() {
    const ANY: &[&str] = &[
        r#"{"cmd":"set_led","color":"red","period":200,"duration":100,"start":0}"#,
        r#"{"cmd":"set_led","color":"green","period":200,"duration":100,"start":0}"#,
        r#"{"cmd":"set_hostname","hostname":"rack-7"}"#,
        r#"{"cmd":"set_zone","timezone":"CST-8","zonename":"Asia/Shanghai"}"#,
        r#"{"cmd":"load_log","ip":"10.0.0.9","port":"514","proto":"udp"}"#,
        r#"{"cmd":"enable_btminer_fast_boot"}"#,
        r#"{"cmd":"disable_web_pools"}"#,
        r#"{"cmd":"power_off","respbefore":"true"}"#,
        r#"{"cmd":"pre_power_on"}"#,
        r#"{"cmd":"power_on"}"#,
        r#"{"cmd":"set_low_power"}"#,
        r#"{"cmd":"set_target_freq","percent":"-10"}"#,
        r#"{"cmd":"restart_btminer"}"#,
        r#"{"cmd":"set_power_pct","percent":"90"}"#,
    ];
    const SECOND: &[&str] = &[
        r#"{"cmd":"adjust_power_limit","power_limit":"3000"}"#,
        r#"{"cmd":"adjust_upfreq_speed","upfreq_speed":"9"}"#,
        r#"{"cmd":"set_power_pct_v2","percent":"85"}"#,
    ];
    const FANS: &[&str] = &[
        r#"{"cmd":"set_temp_offset","temp_offset":"-5"}"#,
        r#"{"cmd":"set_poweroff_cool","poweroff_cool":"0"}"#,
        r#"{"cmd":"set_fan_zero_speed","fan_zero_speed":"1"}"#,
    ];
    const NEW: &[&str] = &[
        r#"{"cmd":"set_power","power":"2500"}"#,
        r#"{"cmd":"disable_btminer_init"}"#,
        r#"{"cmd":"set_customer_msg","key":"msg3","val":"Shelf 3"}"#,
    ];
    const LIQUID: &[&str] = &[r#"{"cmd":"set_heat_mode","mode":"heating"}"#];
    // What is said to the commands of each group: taken, not for this cooling, not known.
    let expected = [
        ("m30s-2021", [131, 14, 14, 14, 14]),
        ("m50-2023", [131, 131, 131, 14, 14]),
        ("m60s-2025", [131, 131, 131, 131, 132]),
        ("m56s-2026", [131, 131, 132, 131, 131]),
    ];
    for (n, (profile, codes)) in (157..).zip(expected) {
        let (fleet, address) = quick(n, profile).await;
        for (group, code) in [ANY, SECOND, FANS, NEW, LIQUID].into_iter().zip(codes) {
            for text in group {
                let reply = write(address, serde_json::from_str(text).unwrap()).await;
                assert_eq!(reply["Code"], code, "{profile}: {text}: {reply}");
            }
        }
        let truth = fleet.truth(address).unwrap();
        assert_eq!(truth.led.split_whitespace().count(), 2, "each light keeps what it was told: {}", truth.led);
        assert_eq!((truth.hostname.as_str(), truth.power_mode, truth.frequency_percent), ("rack-7", "Low", -10));
        assert_eq!((truth.zone.0.as_str(), truth.syslog.0.as_str()), ("CST-8", "10.0.0.9"));
        assert!(truth.fast_boot && !truth.web_pools && !truth.stopped);
        let takes = |group: usize| codes[group] == 131;
        assert_eq!(truth.power_limit, takes(1).then_some(3000.0));
        assert_eq!(truth.upfreq_speed, if takes(1) { 9 } else { 0 });
        assert_eq!((truth.temp_offset, truth.fan_zero_speed), if takes(2) { (-5, true) } else { (0, false) });
        assert_eq!((truth.init, truth.aimed_power.is_some()), (!takes(3), takes(3) && !takes(4)));
        assert_eq!(truth.heat_mode == "heating", takes(4));
        let writes = fleet.talks(address).unwrap().writes;
        assert!(writes.windows(2).all(|pair| pair[0].at <= pair[1].at));
        assert_eq!(writes.iter().filter(|write| write.done).count(), {
            let sizes = [ANY.len(), SECOND.len(), FANS.len(), NEW.len(), LIQUID.len()];
            sizes.into_iter().zip(codes).filter(|(_, code)| *code == 131).map(|(size, _)| size).sum::<usize>()
        });
    }
}

#[tokio::test]
async fn texts_for_the_owner_are_read_with_a_token_but_without_the_switch() {
    let (fleet, address) = quick(161, "m60s-2025").await;
    let told = json!({ "cmd": "set_customer_msg", "key": "CustomerSn", "val": "A-17" });
    assert_eq!(write(address, told).await["Code"], 131);
    fleet.set_api_switch(address, false);
    let read = json!({ "cmd": "get_customer_msg", "key": "CustomerSn" });
    assert_eq!(write(address, read).await["Msg"]["CustomerSn"], "A-17");
    assert_eq!(fleet.talks(address).unwrap().writes.len(), 1);
}

#[tokio::test]
async fn a_stopped_machine_is_warm_after_some_questions() {
    let (fleet, address) = quick(162, "m50-2023").await;
    assert_eq!(write(address, json!({ "cmd": "pre_power_on" })).await["Code"], 132);
    assert_eq!(write(address, json!({ "cmd": "power_off", "respbefore": "false" })).await["Code"], 131);
    assert_eq!(command(address, "status").await["Msg"]["mineroff"], "true");
    for complete in ["false", "false", "true"] {
        assert_eq!(write(address, json!({ "cmd": "pre_power_on" })).await["Msg"]["complete"], complete);
    }
    assert_eq!(write(address, json!({ "cmd": "power_on" })).await["Code"], 131);
    assert!(!fleet.truth(address).unwrap().stopped);
}

/// Goes through the handshake of a partner, `proof` made of time and salts as the machine says them.
async fn shake_hands(address: SocketAddr, client: &str, proof: impl Fn(&Value) -> String) -> Value {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = json!({ "command": "open_write_api", "client": client, "enable": true });
    stream.write_all(request.to_string().as_bytes()).await.unwrap();
    let mut reply = vec![0; 4096];
    let length = stream.read(&mut reply).await.unwrap();
    let said: Value = serde_json::from_slice(&reply[..length]).unwrap();
    if said["Code"] != 131 && said["Code"] != 134 {
        return said;
    }
    stream.write_all(json!({ "token": proof(&said["Msg"]) }).to_string().as_bytes()).await.unwrap();
    let length = stream.read(&mut reply).await.unwrap();
    serde_json::from_slice(&reply[..length]).unwrap()
}

#[tokio::test]
async fn a_partner_turns_writing_on() {
    let mix = Mix::only(Profile::named("m50-2023").unwrap());
    let partner = Some(("Farm".to_owned(), "SECRET".to_owned()));
    let fleet = Simulation::start(SimOptions { mix, partner, ..options(163, 1) }).await.unwrap();
    let address = fleet.addresses()[0];
    fleet.set_api_switch(address, false);
    let proof = |secret: &'static str| {
        move |said: &Value| {
            let text = |name: &str| said[name].as_str().unwrap();
            let key = derive_key("rackhand", text("salt"));
            let hashed = format!("{}{}{secret}{}", text("time"), text("newsalt"), key.as_str());
            Md5::digest(hashed).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
        }
    };
    assert_eq!(shake_hands(address, "Other", proof("SECRET")).await["Code"], 45);
    assert_eq!(shake_hands(address, "Farm", proof("GUESS")).await["Code"], 135);
    assert!(!fleet.truth(address).unwrap().api_switch);
    assert_eq!(shake_hands(address, "Farm", proof("SECRET")).await["Code"], 131);
    assert!(fleet.truth(address).unwrap().api_switch);
    let (_fleet, unknown) = one(164, "m50-2023").await;
    assert_eq!(shake_hands(unknown, "Farm", proof("SECRET")).await["Code"], 14);
}
