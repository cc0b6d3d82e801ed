//! `get.device.info` and the settings: who the machine is and how it is set.

use crate::sim::{
    reply::{self, Scene, error_list},
    secure,
};
use serde_json::{Map, Value, json};

/// Every part, as a request without a parameter gets them.
pub(super) const ALL: &str = "network+miner+hardware+system+power+salt+error-code";

/// One part of `get.device.info`.
pub(super) fn part(scene: &Scene<'_>, name: &str) -> Option<Value> {
    Some(match name {
        "network" => network(scene),
        "miner" => miner(scene),
        // Not in the document. Clients that know more than three boards count them by this.
        "hardware" => json!({ "boards": scene.profile.boards }),
        "system" => system(scene),
        "power" => power(scene),
        "salt" => json!(secure::salt(scene)),
        "error-code" => Value::Array(error_list(scene)),
        _ => return None,
    })
}

fn network(scene: &Scene<'_>) -> Value {
    let machine = scene.machine;
    let (netmask, gateway, dns) = reply::network(scene);
    json!({
        "ip": scene.ip.to_string(),
        "proto": if machine.dhcp() { "dhcp" } else { "static" },
        "netmask": netmask,
        "dns": dns,
        "mac": machine.mac().to_string(),
        "gateway": gateway,
        "hostname": machine.hostname(),
    })
}

fn miner(scene: &Scene<'_>) -> Value {
    let (profile, state, machine) = (scene.profile, &scene.state, scene.machine);
    let will = &state.will;
    // Every slot is listed; one without a board measures 0.
    let measured =
        |slot: u8| state.boards.iter().find(|board| board.slot == slot).map_or(0.0, |board| board.rate_factory);
    let rates: Vec<String> = (0..profile.boards).map(|slot| format!("{:.0}", measured(slot) * 1e3)).collect();
    let mut fields: Map<String, Value> = [
        ("working", json!((!state.stopped && state.btminer).to_string())),
        ("type", json!(profile.model)),
        ("hash-board", json!(profile.model.rsplit('V').next().unwrap_or_default())),
        ("detect-hash-rate", json!(rates.join(":"))),
        ("cointype", json!("BTC/BCH/BSV")),
        ("pool-strategy", json!("FAILOVER")),
        ("heatmode", json!(if profile.air { "" } else { will.heat_mode.as_str() })),
        ("hash-percent", json!(will.frequency.to_string())),
        ("fast-boot", json!(enabled(will.fast_boot))),
        ("board-num", json!(profile.boards.to_string())),
        ("miner-sn", json!(machine.serial())),
        ("power-limit-set", json!(will.power_limit.map_or_else(String::new, |watts| format!("{watts:.0}")))),
        ("web-pool", json!(u8::from(will.web_pools))),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    for board in &state.boards {
        fields.insert(format!("chipdata{}", board.slot), json!(profile.chip));
        fields.insert(format!("pcbsn{}", board.slot), json!(machine.board_serial(board.slot)));
    }
    Value::Object(fields)
}

fn system(scene: &Scene<'_>) -> Value {
    let switch = scene.machine.api_switch();
    json!({
        "api": scene.profile.generation.v3,
        "platform": scene.profile.platform,
        "fwversion": scene.firmware,
        "control-board-version": "CB6V10",
        "apiswitch": if switch { "1" } else { "0" },
        "ledstatus": scene.state.will.led,
    })
}

fn power(scene: &Scene<'_>) -> Value {
    let (profile, state) = (scene.profile, &scene.state);
    let tenths = |figure: f64| (figure * 10.0).round() / 10.0;
    json!({
        "type": profile.psu,
        "mode": "1",
        "hwversion": "RT0159",
        "swversion": "230224.220429",
        "model": profile.psu,
        "iin": tenths(state.power / state.volts_in),
        "vin": tenths(state.volts_in),
        "vout": 1_222,
        "pin": state.power.round() as u64,
        "fanspeed": state.psu_fan,
        "temp0": tenths(state.psu_temp),
        "sn": scene.machine.psu_serial(),
        "vendor": "7",
    })
}

/// `get.miner.setting`.
pub(super) fn miner_setting(scene: &Scene<'_>) -> Value {
    json!({
        "power-mode": scene.state.will.mode.to_lowercase(),
        "power-limit": scene.state.power_limit.round() as u64,
        "power-percent": scene.state.will.percent.to_string(),
        "target-freq": scene.state.will.frequency,
        "upfreq-speed": scene.state.will.upfreq_speed,
        "fast-boot": enabled(scene.state.will.fast_boot),
        "fast-hash": 0,
        "heat-mode": scene.state.will.heat_mode,
        "cointype": "BTC",
        "autostart": enabled(scene.state.will.init),
    })
}

fn enabled(is_on: bool) -> &'static str {
    if is_on { "enable" } else { "disable" }
}

/// `get.fan.setting`.
pub(super) fn fan_setting(scene: &Scene<'_>) -> Value {
    let will = &scene.state.will;
    json!({
        "fan-poweroff-cool": u8::from(will.poweroff_cool),
        "fan-zero-speed": u8::from(will.fan_zero_speed),
        "fan-temp-offset": will.temp_offset,
    })
}

/// `get.system.setting`.
pub(super) fn system_setting(scene: &Scene<'_>) -> Value {
    json!({
        "web-pool": u8::from(scene.state.will.web_pools),
        "timezone": scene.state.will.zone.0,
        "zonename": scene.state.will.zone.1,
        "hostname": scene.machine.hostname(),
        "log-upload": {
            "ip": scene.state.will.syslog.0, "port": scene.state.will.syslog.1, "proto": scene.state.will.syslog.2,
        },
        "time-randomized": { "start": 0, "stop": 0 },
        "ntp-server": ["0.pool.ntp.org", "1.pool.ntp.org"],
    })
}
