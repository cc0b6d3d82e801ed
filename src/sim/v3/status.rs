//! `get.miner.status`: what the machine is doing. Rates are TH/s; pools come without counts of shares.

use crate::sim::reply::{Scene, averaged, mean, percent, two};
use serde_json::{Value, json};

/// One part of `get.miner.status`.
pub(super) fn part(scene: &Scene<'_>, name: &str) -> Option<Value> {
    Some(match name {
        "summary" => summary(scene),
        "pools" => pools(scene),
        "edevs" => edevs(scene),
        _ => return None,
    })
}

/// `ths` with three decimals.
fn rate(ths: f64) -> f64 {
    (ths * 1e3).round() / 1e3
}

fn summary(scene: &Scene<'_>) -> Value {
    let state = &scene.state;
    json!({
        "elapsed": state.elapsed as u64,
        "bootup-time": state.uptime as u64,
        "freq-avg": mean(scene, |board| board.frequency).round() as u64,
        "target-freq": 0,
        "factory-hash": rate(state.rate_factory),
        "hash-average": rate(state.rate_average),
        "hash-1min": rate(averaged(scene, 0.9)),
        "hash-15min": rate(averaged(scene, 0.4)),
        "hash-realtime": rate(state.rate),
        "power-rate": two(if state.rate > 0.0 { state.power / state.rate } else { 0.0 }),
        "power-5min": two(state.power),
        "power-realtime": state.power.round() as u64,
        "environment-temperature": two(state.ambient),
        "board-temperature": state.boards.iter().map(|board| two(board.temp)).collect::<Vec<_>>(),
        "chip-temp-min": two(state.coolest_chip()),
        "chip-temp-avg": mean(scene, |board| board.chip_temp_avg),
        "chip-temp-max": two(state.hottest(|board| board.chip_temp_max)),
        "power-limit": state.power_limit.round() as u64,
        "up-freq-finish": u8::from(state.ramped_up),
        "fan-speed-in": state.fan_in,
        "fan-speed-out": state.fan_out,
    })
}

fn pools(scene: &Scene<'_>) -> Value {
    let pools = scene.state.pools.iter().enumerate().map(|(place, pool)| {
        json!({
            "id": place + 1,
            "url": pool.url,
            "status": if pool.alive { "alive" } else { "dead" },
            "account": pool.worker,
            "pool-priority": place,
            "stratum-active": pool.active,
            "stratum-diff": pool.difficulty,
            "reject-rate": percent(pool.rejected, pool.accepted),
            "last-share-time": if pool.accepted > 0 { scene.state.last_share } else { 0 },
        })
    });
    pools.collect()
}

fn edevs(scene: &Scene<'_>) -> Value {
    let boards = scene.state.boards.iter().map(|board| {
        json!({
            "id": board.slot,
            "slot": board.slot,
            "status": "alive",
            "hash-average": rate(board.rate_average),
            "hash-realtime": rate(board.rate),
            "factory-hash": rate(board.rate_factory),
            "freq": board.frequency.round() as u64,
            "effective-chips": board.chips,
            "chip-temp-min": two(board.chip_temp_min),
            "chip-temp-avg": two(board.chip_temp_avg),
            "chip-temp-max": two(board.chip_temp_max),
        })
    });
    boards.collect()
}
