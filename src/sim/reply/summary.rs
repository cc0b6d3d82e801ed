//! `summary` (API document 4.1): the whole machine, in three generations.

use super::{Scene, averaged, four, local_time, mean, mhs, percent, two};
use serde_json::{Map, Value, json};

/// The one object of `summary`.
pub(super) fn summary(scene: &Scene<'_>) -> Value {
    let mut fields = if scene.profile.generation.msg_shape { late(scene) } else { classic(scene) };
    if scene.profile.generation.errors_in_summary {
        first_generation(scene, &mut fields);
    }
    Value::Object(fields)
}

fn classic(scene: &Scene<'_>) -> Map<String, Value> {
    let state = &scene.state;
    let target = scene.profile.rate_ths * 0.97;
    let flicker = 1.0 + 0.06 * scene.machine.noise.swing("flicker", 0, scene.moment.seconds * 30.0);
    let fields = json!({
        "Elapsed": state.elapsed as u64,
        "MHS av": mhs(state.rate_average),
        "MHS 5s": mhs(state.rate * flicker),
        "MHS 1m": mhs(averaged(scene, 0.9)),
        "MHS 5m": mhs(averaged(scene, 0.7)),
        "MHS 15m": mhs(averaged(scene, 0.4)),
        "HS RT": mhs(state.rate),
        "Accepted": state.accepted,
        "Rejected": state.rejected,
        "Total MH": (state.rate_average * 1e6 * state.elapsed).round(),
        "Temperature": two(state.hottest(|board| board.temp)),
        "freq_avg": mean(scene, |board| board.frequency).round() as u64,
        "Fan Speed In": state.fan_in,
        "Fan Speed Out": state.fan_out,
        "Power": state.power.round() as u64,
        "Power Rate": two(if state.rate > 0.0 { state.power / state.rate } else { 0.0 }),
        "Pool Rejected%": percent(state.rejected, state.accepted),
        "Pool Stale%": percent(state.stale, state.accepted),
        "Last getwork": 0,
        "Uptime": state.uptime as u64,
        "Security Mode": 0,
        "Hash Stable": state.ramped_up,
        "Hash Stable Cost Seconds": if state.ramped_up { 1_538 } else { 0 },
        "Hash Deviation%": four(0.1 + 0.05 * scene.machine.noise.unit("deviation", 0)),
        "Target Freq": (scene.profile.frequency_mhz * 0.97).round() as u64,
        "Target MHS": (target * 1e6).round() as u64,
        "Env Temp": two(state.ambient),
        "Power Mode": state.will.mode,
        "Factory GHS": (state.rate_factory * 1e3).round() as u64,
        "Power Limit": state.power_limit.round() as u64,
        "Chip Temp Min": two(state.coolest_chip()),
        "Chip Temp Max": two(state.hottest(|board| board.chip_temp_max)),
        "Chip Temp Avg": mean(scene, |board| board.chip_temp_avg),
        "Debug": "-0.0_100.0_354",
        "Btminer Fast Boot": if state.will.fast_boot { "enable" } else { "disable" },
    });
    let mut fields = object(fields);
    if !scene.profile.generation.asc {
        fields.insert("Upfreq Complete".to_owned(), json!(u8::from(state.ramped_up)));
    }
    fields
}

/// Firmware of 2025 on: fewer fields, whole figures for rates, fractions for rejects.
fn late(scene: &Scene<'_>) -> Map<String, Value> {
    let state = &scene.state;
    let (rejected, stale) = (percent(state.rejected, state.accepted), percent(state.stale, state.accepted));
    object(json!({
        "Elapsed": two(state.elapsed),
        "Uptime": state.uptime as u64,
        "MHS av": (state.rate_average * 1e6).round() as u64,
        "MHS 1m": (averaged(scene, 0.9) * 1e6).round() as u64,
        "MHS 15m": (averaged(scene, 0.4) * 1e6).round() as u64,
        "HS RT": (state.rate * 1e6).round() as u64,
        "freq_avg": mean(scene, |board| board.frequency).round() as u64,
        "Target Freq": 0,
        "Fan Speed In": state.fan_in,
        "Fan Speed Out": state.fan_out,
        "Power": two(state.power),
        "Power Rate": two(if state.rate > 0.0 { state.power / state.rate } else { 0.0 }),
        "Pool Rejected%": rejected / 100.0,
        "Pool Stale%": stale / 100.0,
        "Env Temp": two(state.ambient),
        "Power Mode": state.will.mode,
        "Factory GHS": (state.rate_factory * 1e3).round() as u64,
        "Power Limit": state.power_limit.round() as u64,
        "Chip Temp Min": two(state.coolest_chip()),
        "Chip Temp Max": two(state.hottest(|board| board.chip_temp_max)),
        "Chip Temp Avg": mean(scene, |board| board.chip_temp_avg),
        "Hash Stable": state.ramped_up,
        "Debug": "",
        "Btminer Fast Boot": if state.will.fast_boot { "enable" } else { "disable" },
    }))
}

/// What API v1 has besides: identity, leftovers of cgminer, and the error codes.
fn first_generation(scene: &Scene<'_>, fields: &mut Map<String, Value>) {
    let (profile, state) = (scene.profile, &scene.state);
    let more = json!({
        "Best Share": 41_127_493,
        "CB Platform": "ALLWINNER_H3",
        "CB Version": "V8",
        "Chip Data": profile.chip,
        "Device Hardware%": 0.011,
        "Device Rejected%": 135.7,
        "Firmware Version": format!("'{}'", scene.firmware),
        "Found Blocks": 0,
        "Hardware Errors": 69,
        "Liquid Cooling": !profile.air,
        "MAC": scene.machine.mac().to_string(),
        "Network Blocks": 20,
        "Power Current": 261,
        "Power Fanspeed": state.psu_fan,
        "Power_RT": state.power.round() as u64 + 10,
        "Voltage": 1_180,
        "Factory Error Code Count": 0,
        "Error Code Count": state.errors.len(),
    });
    fields.extend(object(more));
    for (n, (code, since)) in state.errors.iter().enumerate() {
        fields.insert(
            format!("Error Code {n}"),
            code.parse::<u32>().map_or_else(|_text| json!(code), |code| json!(code)),
        );
        fields.insert(format!("Error {n} Time"), json!(local_time(*since)));
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}
