//! What the API daemon answers by itself: `get_psu`, `get_version`, `get_token`, `status`, `get_miner_info`,
//! `get_error_code` (API document 4.5 to 4.10).

use super::{Scene, local_time};
use crate::sim::{profile::StatusShape, will::SetNetwork};
use serde_json::{Value, json};
use std::net::Ipv4Addr;

/// `get_psu`: every figure is a text; volts in hundredths, amperes in thousandths.
pub(super) fn psu(scene: &Scene<'_>) -> Value {
    let (profile, state) = (scene.profile, &scene.state);
    if !profile.generation.psu_measures {
        let name = profile.psu.split('-').next().unwrap_or_default();
        return json!({ "name": name, "hw_version": "", "sw_version": "102220.009", "model": profile.psu });
    }
    let vendor = if profile.generation.status == StatusShape::Plain { "vender" } else { "vendor" };
    json!({
        "name": profile.psu,
        "hw_version": "V01.00",
        "sw_version": "V01.00.V01.03",
        "model": profile.psu,
        "enable": if state.stopped { "0" } else { "1" },
        "iin": format!("{:.0}", state.power / state.volts_in * 1e3),
        "vin": format!("{:.0}", state.volts_in * 1e2),
        "pin": format!("{:.0}", state.power),
        "fan_speed": state.psu_fan.to_string(),
        "version": "-1",
        "serial_no": scene.machine.psu_serial(),
        vendor: "7",
        "temp0": format!("{:.1}", state.psu_temp),
    })
}

/// `get_version`.
pub(super) fn version(scene: &Scene<'_>) -> Value {
    let profile = scene.profile;
    if profile.generation.errors_in_summary {
        return json!({ "api_ver": profile.api, "fw_ver": scene.firmware });
    }
    let mut fields = json!({
        "api_ver": profile.api,
        "fw_ver": scene.firmware,
        "platform": profile.platform,
        "chip": profile.chip,
    });
    if let Some(fields) = fields.as_object_mut().filter(|_| profile.generation.names_model) {
        fields.insert("miner_type".to_owned(), json!(profile.model));
    }
    fields
}

/// `status`, in the shape of the firmware's age.
pub(super) fn status(scene: &Scene<'_>) -> Value {
    let (profile, state) = (scene.profile, &scene.state);
    let off = state.stopped.to_string();
    let since = state.stopped_at.map(local_time).unwrap_or_default();
    let mut detailed = json!({
        "mineroff": off,
        "mineroff_reason": if state.stopped { "by whatsminer api" } else { "" },
        "mineroff_time": since,
        "FirmwareVersion": scene.firmware,
        "power_mode": state.will.mode.to_lowercase(),
        "hash_percent": state.will.frequency.to_string(),
        "power_limit_set": state.will.power_limit.map_or_else(String::new, |watts| format!("{watts:.0}")),
    });
    match profile.generation.status {
        StatusShape::Quoted => json!({ "btmineroff": off, "Firmware Version": format!("'{}'", scene.firmware) }),
        StatusShape::Plain => json!({ "btmineroff": off, "FirmwareVersion": scene.firmware }),
        StatusShape::Detailed => detailed,
        StatusShape::Liquid => {
            if let Some(fields) = detailed.as_object_mut() {
                fields.insert("fast_mining".to_owned(), json!("0"));
                fields.insert("fast_hash".to_owned(), json!("0"));
                fields.insert("liquid_temp".to_owned(), json!((state.liquid * 10.0).round() / 10.0));
                fields.insert("power_pct".to_owned(), json!(state.will.percent));
            }
            detailed
        }
    }
}

/// The router of the machine's network.
fn gateway(ip: Ipv4Addr) -> Ipv4Addr {
    let [a, b, c, _] = ip.octets();
    Ipv4Addr::new(a, b, c, 1)
}

/// Mask, router and name servers: as told, or as the network gives them.
pub(crate) fn network(scene: &Scene<'_>) -> (String, String, String) {
    let own = gateway(scene.ip);
    match &scene.state.will.network {
        Some(SetNetwork::Fixed { mask, gateway, dns, .. }) => (mask.clone(), gateway.clone(), dns.clone()),
        Some(SetNetwork::Dhcp) | None => {
            ("255.255.255.0".to_owned(), own.to_string(), format!("{own} 114.114.114.114"))
        }
    }
}

/// `get_miner_info`: everything, whatever fields were asked for, as machines do.
pub(super) fn miner_info(scene: &Scene<'_>) -> Value {
    let machine = scene.machine;
    let (netmask, gateway, dns) = network(scene);
    json!({
        "ip": scene.ip.to_string(),
        "proto": if machine.dhcp() { "dhcp" } else { "static" },
        "netmask": netmask,
        "gateway": gateway,
        "dns": dns,
        "hostname": machine.hostname(),
        "mac": machine.mac().to_string(),
        "ledstat": scene.state.will.led,
        "minersn": machine.serial(),
        "powersn": machine.psu_serial(),
        "upfreq_speed": scene.state.will.upfreq_speed.to_string(),
        "ntp": ["0.pool.ntp.org", "1.pool.ntp.org"],
    })
}

/// `get_error_code`.
pub(super) fn error_codes(scene: &Scene<'_>) -> Value {
    json!({ "error_code": error_list(scene) })
}

/// The errors: a list of objects with one code each; firmware that has API v3 adds its own words.
pub(crate) fn error_list(scene: &Scene<'_>) -> Vec<Value> {
    let errors = scene.state.errors.iter().map(|(code, since)| {
        let mut fields = json!({ code: local_time(*since) });
        if let Some(fields) = fields.as_object_mut().filter(|_| scene.profile.has_v3()) {
            fields.insert("reason".to_owned(), json!(reason(code)));
        }
        fields
    });
    errors.collect()
}

/// The machine's own words for the errors that simulated machines have.
fn reason(code: &str) -> String {
    let board = code.chars().last().unwrap_or('0');
    match code {
        "110" => "Fanin detect speed error.".to_owned(),
        "206" => "Input voltage is low.".to_owned(),
        "2010" => "All pools are disabled.".to_owned(),
        "5079" => "Water velocity is abnormal.".to_owned(),
        _ if code.starts_with("53") => format!("Slot{board} not found."),
        _ if code.starts_with("55") => format!("Slot{board} have bad chips."),
        _ if code.starts_with("35") => format!("Slot{board} over temperature."),
        _ => "Unknown error.".to_owned(),
    }
}

/// `get_token`: the salt of the password, a fresh one for the sign, and the end of the machine's clock.
pub(crate) fn token(scene: &Scene<'_>, salt: &str, newsalt: &str, time: &str) -> Value {
    let code = if scene.profile.has_v3() { 131 } else { 134 };
    scene.daemon("S", code, &json!({ "time": time, "salt": salt, "newsalt": newsalt }))
}
