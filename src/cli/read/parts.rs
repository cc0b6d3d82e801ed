//! What a machine reports, as JSON with units in the names: one field a part that was asked for.
//!
//! Lists and power supplies are the same objects as in a scan; the other parts are here because only `read` shows them
//! whole. The names are described in `docs/command-line.md`. What a machine did not say is `null`.

use crate::{
    fleet::{
        Machine,
        json::{self as stable, degrees, single, ths},
    },
    protocol::{
        Query, Reading,
        reading::{Status, Summary},
        units::{Celsius, HashRate},
    },
};
use serde_json::{Map, Value, json};

/// The language of error meanings: the one of the field names.
const LANGUAGE: &str = "en";

/// The object of a machine with the parts that were asked for.
pub(super) fn machine(machine: &Machine, queries: &[Query]) -> Value {
    let mut object = Map::new();
    object.insert("ip".to_owned(), json!(machine.address.ip()));
    object.insert("port".to_owned(), json!(machine.address.port()));
    object.insert("error".to_owned(), json!(machine.contact.failure().map(ToString::to_string)));
    for query in queries {
        object.insert(query.name().to_owned(), part(&machine.reading, *query));
    }
    Value::Object(object)
}

/// One part.
fn part(reading: &Reading, query: Query) -> Value {
    fn list<T>(items: Option<&[T]>, object: impl Fn(&T) -> Value) -> Value {
        items.map(|items| items.iter().map(object).collect::<Vec<_>>()).into()
    }
    match query {
        Query::Summary => reading.summary.as_deref().map(summary).into(),
        Query::Pools => list(reading.pools.as_deref(), stable::pool),
        Query::Boards => list(reading.boards.as_deref(), stable::board),
        Query::DevDetails => json!({ "model": reading.detail_model }),
        Query::Psu => reading.psu.as_deref().map(stable::psu).into(),
        // These two hold words only, under names of their own.
        Query::Version => json!(reading.version),
        Query::Info => json!(reading.info),
        Query::Status => reading.status.as_deref().map(status).into(),
        Query::Errors => list(reading.errors.as_deref(), |error| stable::error(error, LANGUAGE)),
        Query::Token => Value::Null,
    }
}

fn summary(summary: &Summary) -> Value {
    let rate = |rate: Option<HashRate>| rate.map(ths);
    let temp = |temp: Option<Celsius>| temp.map(degrees);
    json!({
        "hashrate_ths": rate(summary.rate),
        "hashrate_5s_ths": rate(summary.rate_5s),
        "hashrate_1m_ths": rate(summary.rate_1m),
        "hashrate_5m_ths": rate(summary.rate_5m),
        "hashrate_15m_ths": rate(summary.rate_15m),
        "hashrate_average_ths": rate(summary.rate_average),
        "factory_ths": rate(summary.rate_factory),
        "target_ths": rate(summary.rate_target),
        "power_w": summary.power.map(|power| single(power.0)),
        "power_limit_w": summary.power_limit.map(|limit| single(limit.0)),
        "power_mode": summary.power_mode,
        "board_temp_max_c": temp(summary.board_temp),
        "chip_temp_min_c": temp(summary.chip_temp_min),
        "chip_temp_avg_c": temp(summary.chip_temp_avg),
        "chip_temp_max_c": temp(summary.chip_temp_max),
        "ambient_temp_c": temp(summary.ambient_temp),
        "fan_in_rpm": summary.fan_in,
        "fan_out_rpm": summary.fan_out,
        "frequency_mhz": summary.frequency.map(|frequency| single(frequency.0)),
        "target_frequency_mhz": summary.target_frequency.map(|frequency| single(frequency.0)),
        "elapsed_s": summary.elapsed,
        "uptime_s": summary.uptime,
        "accepted": summary.accepted,
        "rejected": summary.rejected,
        "pool_rejected_percent": summary.pool_rejected.map(|share| single(share.0)),
        "pool_stale_percent": summary.pool_stale.map(|share| single(share.0)),
        "hash_stable": summary.hash_stable,
        "hash_deviation_percent": summary.hash_deviation.map(|share| single(share.0)),
        "upfreq_complete": summary.upfreq_complete,
        "fast_boot": summary.fast_boot,
        "liquid_cooling": summary.liquid_cooling,
        "chip_data": summary.chip_data,
        "mac": summary.mac,
        "firmware": summary.firmware,
    })
}

fn status(status: &Status) -> Value {
    json!({
        "stopped": status.stopped,
        "stopped_why": status.stopped_why,
        "stopped_since": status.stopped_since,
        "power_mode": status.power_mode,
        "power_limit_set_w": status.power_limit_set.map(|limit| single(limit.0)),
        "power_percent": status.power_percent.map(|share| single(share.0)),
        "frequency_percent": status.frequency_percent.map(|share| single(share.0)),
        "liquid_temp_c": status.liquid_temp.map(degrees),
        "fast_hash": status.fast_hash,
        "firmware": status.firmware,
    })
}
