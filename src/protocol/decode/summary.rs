//! `summary`: the whole machine's figures (API document 4.1), and the errors that API v1 put among them.

use super::fields::Fields;
use crate::protocol::{
    envelope::Shape,
    reading::{MachineError, Summary},
    units::{HashRate, Percent},
};

/// No machine reaches this, in MH/s: 100 PH/s. Beyond it a figure is garbage.
const RATE_LIMIT_MHS: f64 = 1e11;

/// Reads the figures. The rates of the whole machine are in MH/s in both shapes; two shares are per cent in the
/// classic shape and fractions in the other.
pub(super) fn summary(fields: Fields<'_>, shape: Shape) -> Summary {
    let rate =
        |names: &[&str]| fields.number(names).filter(|mhs| (0.0..RATE_LIMIT_MHS).contains(mhs)).map(HashRate::from_mhs);
    let share = |names: &[&str]| {
        let share = fields.percent(names)?;
        match shape {
            Shape::Classic => Some(share),
            Shape::Msg => Some(Percent(share.0 * 100.0)),
        }
    };
    let rate_average = rate(&["MHS av"]);
    let [rate_5s, rate_1m, rate_5m, rate_15m] = ["MHS 5s", "MHS 1m", "MHS 5m", "MHS 15m"].map(|name| rate(&[name]));
    let rate_factory = fields.number(&["Factory GHS"]).filter(|ghs| (1.0..RATE_LIMIT_MHS / 1e3).contains(ghs));
    let liquid_cooling = fields.flag(&["Liquid Cooling"]);
    Summary {
        elapsed: fields.seconds(&["Elapsed"]),
        uptime: fields.seconds(&["Uptime"]),
        rate: rate(&["HS RT"]).or(rate_5s).or(rate_1m).or(rate_5m).or(rate_15m).or(rate_average),
        rate_average,
        rate_5s,
        rate_1m,
        rate_5m,
        rate_15m,
        rate_factory: rate_factory.map(HashRate::from_ghs),
        rate_target: rate(&["Target MHS"]).filter(|rate| rate.ths() > 0.0),
        accepted: fields.count(&["Accepted"]),
        rejected: fields.count(&["Rejected"]),
        board_temp: fields.celsius(&["Temperature"]),
        chip_temp_min: fields.celsius(&["Chip Temp Min"]),
        chip_temp_avg: fields.celsius(&["Chip Temp Avg"]),
        chip_temp_max: fields.celsius(&["Chip Temp Max"]),
        ambient_temp: fields.celsius(&["Env Temp"]),
        frequency: fields.megahertz(&["freq_avg"]),
        target_frequency: fields.megahertz(&["Target Freq"]),
        fan_in: fields.rpm(&["Fan Speed In"]),
        fan_out: fields.rpm(&["Fan Speed Out"]),
        power: fields.watts(&["Power"]).or_else(|| fields.watts(&["Power_RT"])),
        power_limit: fields.watts_limit(&["Power Limit"]),
        power_mode: fields.power_mode(&["Power Mode"]),
        pool_rejected: share(&["Pool Rejected%"]),
        pool_stale: share(&["Pool Stale%"]),
        hash_stable: fields.flag(&["Hash Stable"]),
        hash_deviation: fields.percent(&["Hash Deviation%"]),
        upfreq_complete: fields.flag(&["Upfreq Complete"]),
        fast_boot: fields.flag(&["Btminer Fast Boot"]),
        liquid_cooling,
        chip_data: fields.text(&["Chip Data"]),
        mac: fields.mac(&["MAC"]),
        firmware: fields.text(&["Firmware Version"]),
    }
}

/// The errors that API v1 lists inside `summary`: `Error Code 0`, then `Factory Error Code 0` and so on. The times
/// `Error 0 Time` count over both lists. `None` where the firmware keeps errors elsewhere.
pub(super) fn errors(fields: Fields<'_>) -> Option<Box<[MachineError]>> {
    let count = fields.count(&["Error Code Count"])? as usize;
    let errors = listed(fields, "Error Code ", 0).chain(listed(fields, "Factory Error Code ", count));
    Some(errors.take(super::ERROR_LIMIT).collect())
}

/// The codes under the keys `prefix` and a number, with the times that start at number `times`.
fn listed(fields: Fields<'_>, prefix: &'static str, times: usize) -> impl Iterator<Item = MachineError> {
    fields.0.iter().filter_map(move |(key, value)| {
        let number: usize = key.strip_prefix(prefix)?.parse().ok()?;
        let code = super::errors::code(value)?;
        let since = fields.text(&[&format!("Error {} Time", times.checked_add(number)?)]);
        Some(MachineError { code, since, reason: None })
    })
}
