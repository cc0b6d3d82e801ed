//! `pools` and `edevs`/`devs`: the two lists (API document 4.2, 4.3).

use super::fields::{Fields, LONG, text};
use crate::protocol::{
    reading::{HashBoard, Pool, PoolState},
    units::{HashRate, Percent},
};
use serde_json::Value;

/// Reads the pools, by priority. Unused slots have no address and are left out.
pub(super) fn pools(list: &[Value]) -> Box<[Pool]> {
    let mut pools: Vec<Pool> =
        list.iter().filter_map(Fields::of).enumerate().filter_map(|(index, fields)| pool(index, fields)).collect();
    pools.sort_by_key(|pool| (pool.priority, pool.number));
    pools.into()
}

fn pool(index: usize, fields: Fields<'_>) -> Option<Pool> {
    let place = u8::try_from(index).unwrap_or(u8::MAX);
    let accepted = fields.count(&["Accepted"]);
    let rejected = fields.count(&["Rejected"]);
    Some(Pool {
        // Old firmware counts from 0, and so does everybody's priority.
        number: fields.small(&["POOL"]).unwrap_or(place.saturating_add(1)),
        priority: fields.small(&["Priority"]).unwrap_or(place),
        url: fields.long_text(&["URL", "Stratum URL"])?,
        worker: fields.0.get("User").and_then(|user| text(user, LONG)).unwrap_or_default(),
        state: fields.0.get("Status").and_then(Value::as_str).and_then(pool_state),
        active: fields.flag(&["Stratum Active"]),
        accepted,
        rejected,
        stale: fields.count(&["Stale"]),
        last_share: fields.moment(&["Last Share Time"]),
        difficulty: fields.number(&["Stratum Difficulty"]).filter(|it| *it > 0.0).map(|it| it as f32),
        rejected_share: match (accepted, rejected) {
            (Some(accepted), Some(rejected)) => rejected_share(accepted, rejected),
            _ => fields.percent(&["Pool Rejected%"]),
        },
    })
}

fn pool_state(word: &str) -> Option<PoolState> {
    match word.trim().to_ascii_lowercase().as_str() {
        "alive" => Some(PoolState::Alive),
        "dead" => Some(PoolState::Dead),
        "disabled" => Some(PoolState::Disabled),
        "rejecting" => Some(PoolState::Rejecting),
        _ => None,
    }
}

/// The refused share of all answered work, where there was any: the figure that means the same on every firmware.
fn rejected_share(accepted: u32, rejected: u32) -> Option<Percent> {
    let all = f64::from(accepted) + f64::from(rejected);
    (all > 0.0).then(|| Percent((f64::from(rejected) / all * 100.0) as f32))
}

/// What boards report their rates in.
#[derive(Clone, Copy, PartialEq)]
enum RateUnit {
    MegaHashes,
    TeraHashes,
}

const RATES: [&str; 6] = ["HS RT", "MHS 5s", "MHS 1m", "MHS 5m", "MHS 15m", "MHS av"];
/// No board works this fast in TH/s, and none that works at all this slowly in MH/s.
const NO_TERAHASHES: f64 = 1e4;
/// No board works this fast, in TH/s.
const RATE_LIMIT_THS: f64 = 1e4;

/// Reads the hash boards, by slot.
pub(super) fn boards(list: &[Value]) -> Box<[HashBoard]> {
    let all = || list.iter().filter_map(Fields::of);
    // One reply has one unit: a board that is plainly in MH/s tells it for a neighbour that hardly works.
    let megahashes = all().any(|fields| fastest(fields).is_some_and(|rate| rate >= NO_TERAHASHES));
    let mut boards: Vec<HashBoard> =
        all().enumerate().map(|(index, fields)| board(index, fields, megahashes)).collect();
    boards.sort_by_key(|board| board.slot);
    boards.into()
}

fn board(index: usize, fields: Fields<'_>, megahashes: bool) -> HashBoard {
    let factory_ghs =
        fields.number(&["Factory GHS", "HS Factory"]).filter(|ghs| (1.0..RATE_LIMIT_THS * 1e3).contains(ghs));
    let unit = if megahashes { RateUnit::MegaHashes } else { rate_unit(fastest(fields), factory_ghs) };
    let rate = |name: &&str| {
        let value = fields.number(&[*name])?;
        let ths = match unit {
            RateUnit::MegaHashes => value / 1e6,
            RateUnit::TeraHashes => value,
        };
        (0.0..RATE_LIMIT_THS).contains(&ths).then(|| HashRate::from_ths(ths))
    };
    HashBoard {
        slot: fields.small(&["Slot", "ASC", "ID"]).unwrap_or(u8::try_from(index).unwrap_or(u8::MAX)),
        enabled: fields.flag(&["Enabled"]),
        status: fields.text(&["Status"]),
        rate: RATES.iter().find_map(rate),
        rate_average: rate(&"MHS av"),
        rate_factory: factory_ghs.map(HashRate::from_ghs),
        temp: fields.celsius(&["Temperature"]),
        chip_temp_min: fields.celsius(&["Chip Temp Min"]),
        chip_temp_avg: fields.celsius(&["Chip Temp Avg"]),
        chip_temp_max: fields.celsius(&["Chip Temp Max"]),
        frequency: fields.megahertz(&["Chip Frequency"]),
        chips: fields.count(&["Effective Chips"]).and_then(|chips| u16::try_from(chips).ok()),
        upfreq_complete: fields.flag(&["Upfreq Complete"]),
        accepted: fields.count(&["Accepted"]),
        rejected: fields.count(&["Rejected"]),
        last_valid_work: fields.moment(&["Last Valid Work"]),
        serial: fields.text(&["PCB SN"]),
        chip_data: fields.text(&["Chip Data"]),
    }
}

fn fastest(fields: Fields<'_>) -> Option<f64> {
    RATES.iter().filter_map(|name| fields.number(&[*name])).max_by(f64::total_cmp)
}

/// The unit of a board's rates. They are called "MHS" everywhere and are TH/s on firmware since 2025. With the
/// factory's figure at hand it is the unit that brings the rate nearer to it; else a rate below 10,000 is TH/s.
fn rate_unit(fastest: Option<f64>, factory_ghs: Option<f64>) -> RateUnit {
    let Some(rate) = fastest else { return RateUnit::MegaHashes };
    let terahashes = match factory_ghs {
        Some(factory) => (rate * 1e3 - factory).abs() < (rate / 1e3 - factory).abs(),
        None => rate < NO_TERAHASHES,
    };
    if terahashes { RateUnit::TeraHashes } else { RateUnit::MegaHashes }
}
