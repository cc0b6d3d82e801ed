//! A machine as one JSON object with stable names: the command line's `--format json` and the JSON lines export.
//!
//! The names and units are a promise to other programs, written down in `docs/json.md`: fields may be added, none goes
//! or changes its meaning. Every field is always there; what is not known is `null`, never 0.

use super::{Column, Context, Machine, facts, value::Value as Cell};
use crate::protocol::{
    error_codes,
    reading::{HashBoard, MachineError, Pool, Psu},
    units::{Celsius, HashRate},
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// The object of a machine.
pub fn machine(machine: &Machine, context: &Context<'_>) -> Value {
    let cells = Cells { machine, context };
    let parts = [identity(&cells), state(&cells), work(&cells), cooling(&cells), lists(&cells)];
    let parts = parts.into_iter().filter_map(|part| if let Value::Object(fields) = part { Some(fields) } else { None });
    Value::Object(parts.flatten().collect())
}

/// A machine's cells as JSON knows them.
struct Cells<'a> {
    machine: &'a Machine,
    context: &'a Context<'a>,
}

impl Cells<'_> {
    fn text(&self, column: Column) -> Option<String> {
        match column.value(self.machine, self.context) {
            Cell::Text(text) => Some(text.into_owned()),
            Cell::Word(word) => Some(word.name().to_owned()),
            _ => None,
        }
    }

    fn number(&self, column: Column) -> Option<f64> {
        column.value(self.machine, self.context).as_number().map(figure)
    }
}

fn identity(cells: &Cells<'_>) -> Value {
    let machine = cells.machine;
    let device = machine.reading.device.as_deref();
    json!({
        "ip": machine.address.ip(),
        "port": machine.address.port(),
        "mac": machine.mac,
        "model": machine.reading.model(),
        "firmware": machine.reading.firmware(),
        "api_version": cells.text(Column::ApiVersion),
        "platform": cells.text(Column::Platform),
        "serial": cells.text(Column::Serial),
        "hostname": cells.text(Column::Hostname),
        "dhcp": machine.reading.info.as_ref().and_then(|info| info.dhcp),
        "location": machine.location(),
        "note": machine.note(),
        "previous_ip": machine.previous_address().map(|address| address.ip()),
        "address_conflict": machine.contact.address_conflict(),
        "api_switch": device.and_then(|device| device.api_switch),
        "factory_password": device.and_then(|device| device.factory_password),
    })
}

fn state(cells: &Cells<'_>) -> Value {
    let machine = cells.machine;
    let failure = machine.contact.failure();
    json!({
        "status": machine.health.state.name(),
        "reasons": &machine.health.reasons,
        "error": failure.map(ToString::to_string),
        "error_kind": failure.map(|failure| json!(failure)["kind"].take()),
        "first_seen": machine.contact.first_seen(),
        "last_answer": machine.contact.last_answer(),
        "lost_since": machine.contact.lost_since(),
        "partial": machine.reading.partial,
    })
}

fn work(cells: &Cells<'_>) -> Value {
    let machine = cells.machine;
    let summary = machine.reading.summary.as_deref();
    let shares = facts::shares(machine);
    json!({
        "hashrate_ths": machine.rate().map(ths),
        "hashrate_average_ths": summary.and_then(|summary| summary.rate_average).map(ths),
        "factory_ths": machine.factory_rate().map(ths),
        "rate_percent": cells.number(Column::RatePercent),
        "power_w": machine.power().map(single),
        "power_limit_w": cells.number(Column::PowerLimit),
        "power_mode": cells.text(Column::PowerMode),
        "efficiency_jth": cells.number(Column::Efficiency),
        "uptime_s": cells.number(Column::Uptime),
        "elapsed_s": cells.number(Column::Elapsed),
        "stopped": machine.reading.status.as_ref().and_then(|status| status.stopped),
        "stopped_why": cells.text(Column::StoppedWhy),
        "frequency_mhz": cells.number(Column::Frequency),
        "upfreq_complete": facts::ramp_complete(machine),
        "fast_boot": summary.and_then(|summary| summary.fast_boot),
        "accepted": shares.map(|(accepted, _)| accepted),
        "rejected": shares.map(|(_, rejected)| rejected),
        "reject_percent": cells.number(Column::RejectRate),
    })
}

fn cooling(cells: &Cells<'_>) -> Value {
    json!({
        "board_temp_max_c": cells.number(Column::BoardTemp),
        "chip_temp_max_c": cells.number(Column::ChipTemp),
        "ambient_temp_c": cells.number(Column::Ambient),
        "liquid_temp_c": cells.number(Column::LiquidTemp),
        "fan_in_rpm": cells.number(Column::FanIn),
        "fan_out_rpm": cells.number(Column::FanOut),
    })
}

fn lists(cells: &Cells<'_>) -> Value {
    let reading = &cells.machine.reading;
    let language = cells.context.wording.language();
    let all_errors = |errors: &[MachineError]| errors.iter().map(|each| error(each, language)).collect::<Vec<_>>();
    json!({
        "boards_found": facts::boards_found(cells.machine),
        "boards_expected": facts::boards_expected(cells.machine),
        "boards": reading.boards.as_deref().map(|boards| boards.iter().map(board).collect::<Vec<_>>()),
        "pools": reading.pools.as_deref().map(|pools| pools.iter().map(pool).collect::<Vec<_>>()),
        "psu": reading.psu.as_deref().map(psu),
        "errors": reading.errors.as_deref().map(all_errors),
    })
}

/// The object of a hash board.
pub(crate) fn board(board: &HashBoard) -> Value {
    json!({
        "slot": board.slot,
        "enabled": board.enabled,
        "status": board.status,
        "hashrate_ths": board.rate.map(ths),
        "hashrate_average_ths": board.rate_average.map(ths),
        "factory_ths": board.rate_factory.map(ths),
        "chips": board.chips,
        "temp_c": board.temp.map(degrees),
        "chip_temp_min_c": board.chip_temp_min.map(degrees),
        "chip_temp_avg_c": board.chip_temp_avg.map(degrees),
        "chip_temp_max_c": board.chip_temp_max.map(degrees),
        "frequency_mhz": board.frequency.map(|frequency| single(frequency.0)),
        "serial": board.serial,
        "chip_data": board.chip_data,
    })
}

/// The object of a pool.
pub(crate) fn pool(pool: &Pool) -> Value {
    json!({
        "number": pool.number,
        "priority": pool.priority,
        "url": pool.url,
        "worker": pool.worker,
        "status": pool.state,
        "active": pool.active,
        "accepted": pool.accepted,
        "rejected": pool.rejected,
        "stale": pool.stale,
        "reject_percent": pool.rejected_share.map(|share| single(share.0)),
        "last_share": pool.last_share.and_then(|at| Timestamp::from_second(at.0.into()).ok()),
    })
}

/// The object of a power supply.
pub(crate) fn psu(psu: &Psu) -> Value {
    json!({
        "name": psu.name,
        "model": psu.model,
        "serial": psu.serial,
        "hardware": psu.hardware,
        "software": psu.software,
        "voltage_in_v": psu.voltage_in.map(|volts| single(volts.0)),
        "current_in_a": psu.current_in.map(|amperes| single(amperes.0)),
        "power_in_w": psu.power_in.map(|watts| single(watts.0)),
        "fan_rpm": psu.fan,
        "temp_c": psu.temp.map(degrees),
    })
}

/// The object of an error, with its meaning in this language.
pub(crate) fn error(error: &MachineError, language: &str) -> Value {
    let described = error_codes::describe(&error.code, language);
    json!({
        "code": error.code,
        "meaning": described.as_ref().map(|described| &described.meaning),
        "advice": described.as_ref().map(|described| &described.advice),
        "severity": described.as_ref().map(|described| described.severity),
        "since": error.since,
        "reason": error.reason,
    })
}

/// A rate in TH/s.
pub(crate) fn ths(rate: HashRate) -> f64 {
    single(rate.ths())
}

/// A temperature in degrees Celsius.
pub(crate) fn degrees(temp: Celsius) -> f64 {
    single(temp.degrees())
}

/// A figure without the digits that single precision makes up.
pub(crate) fn single(value: f32) -> f64 {
    figure(f64::from(value))
}

/// Without the digits that only come from halves of binary fractions: 112.3, not 112.30000305.
fn figure(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
