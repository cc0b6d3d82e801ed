//! What the API service answers itself: `get_psu`, `get_version`, `status`, `get_miner_info` (API document 4.5 to 4.9).

use super::fields::Fields;
use crate::protocol::{
    reading::{MinerInfo, Psu, Status, Text, Version},
    units::{Amperes, Volts},
};

/// Reads the power supply. Everything is text there; `vin` is in hundredths of a volt and `iin` in thousandths of an
/// ampere, as three recordings show whose product is `pin`.
pub(super) fn psu(fields: Fields<'_>) -> Psu {
    let positive = |names: &[&str]| fields.number(names).filter(|value| (0.0..1e7).contains(value));
    Psu {
        name: fields.text(&["name"]),
        model: fields.text(&["model"]),
        hardware: fields.text(&["hw_version"]),
        software: fields.text(&["sw_version"]),
        serial: fields.text(&["serial_no"]),
        vendor: fields.text(&["vendor", "vender"]),
        enabled: fields.flag(&["enable"]),
        voltage_in: positive(&["vin"]).map(|hundredths| Volts((hundredths / 100.0) as f32)),
        current_in: positive(&["iin"]).map(|thousandths| Amperes((thousandths / 1e3) as f32)),
        power_in: fields.watts(&["pin"]),
        fan: fields.rpm(&["fan_speed"]),
        temp: fields.celsius(&["temp0"]),
    }
}

/// Reads the versions.
pub(super) fn version(fields: Fields<'_>) -> Version {
    Version {
        api: fields.text(&["api_ver"]),
        firmware: fields.text(&["fw_ver"]),
        platform: fields.text(&["platform"]),
        chip: fields.text(&["chip"]),
        model: fields.text(&["miner_type"]),
    }
}

/// The oldest `get_version`: only a text, which is the firmware where it starts with a date.
pub(super) fn bare_version(words: Text) -> Version {
    let dated = words.len() >= 8 && words.bytes().take(8).all(|byte| byte.is_ascii_digit());
    if dated {
        Version { firmware: Some(words), ..Version::default() }
    } else {
        Version { api: Some(words), ..Version::default() }
    }
}

/// Reads the state of the mining process.
pub(super) fn status(fields: Fields<'_>) -> Status {
    Status {
        stopped: fields.flag(&["mineroff", "btmineroff"]),
        stopped_why: fields.text(&["mineroff_reason"]),
        stopped_since: fields.text(&["mineroff_time"]),
        firmware: fields.text(&["FirmwareVersion", "Firmware Version"]),
        power_mode: fields.power_mode(&["power_mode"]),
        frequency_percent: fields.percent(&["hash_percent"]),
        power_limit_set: fields.watts_limit(&["power_limit_set"]),
        power_percent: fields.percent(&["power_pct"]),
        liquid_temp: fields.celsius(&["liquid_temp"]),
        fast_hash: fields.flag(&["fast_hash", "fast_mining"]),
    }
}

/// Reads network and identity.
pub(super) fn info(fields: Fields<'_>) -> MinerInfo {
    let proto = fields.text(&["proto"]).map(|proto| proto.to_ascii_lowercase());
    MinerInfo {
        ip: fields.text(&["ip"]).and_then(|ip| ip.parse().ok()),
        dhcp: proto.and_then(|proto| match proto.as_str() {
            "dhcp" => Some(true),
            "static" => Some(false),
            _ => None,
        }),
        netmask: fields.text(&["netmask"]),
        gateway: fields.text(&["gateway"]),
        dns: fields.text(&["dns"]),
        hostname: fields.text(&["hostname"]),
        mac: fields.mac(&["mac"]),
        led: fields.text(&["ledstat"]),
        serial: fields.text(&["minersn"]),
        psu_serial: fields.text(&["powersn"]),
        upfreq_speed: fields.small(&["upfreq_speed", "ut_speed"]),
    }
}
