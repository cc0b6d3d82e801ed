//! What each column says about a machine. A figure that the machine did not give is missing, never zero.

use super::Context;
use crate::{
    fleet::{facts, machine::Machine, value::Value, wording::Word},
    protocol::{
        reading::{HashBoard, Pool, PowerMode, Text},
        units::{Celsius, HashRate, Rpm, UnixTime, Watts},
    },
};
use jiff::Timestamp;
use std::{borrow::Cow, fmt::Write as _};

macro_rules! part {
    ($machine:ident . $part:ident . $field:ident) => {
        $machine.reading.$part.as_ref().and_then(|part| part.$field.as_ref())
    };
}

macro_rules! cells {
    ($($name:ident = |$machine:ident| $value:expr;)+) => {
        $(pub(super) fn $name<'a>($machine: &'a Machine, _: &Context<'_>) -> Value<'a> { $value })+
    };
}

cells! {
    ip = |machine| Value::Address(machine.address);
    location = |machine| text(machine.location());
    status = |machine| Value::State(machine.health.state);
    model = |machine| text(machine.reading.model());
    rate = |machine| ths(machine.rate().as_ref());
    rate_percent = |machine| Value::number(machine.rate_fraction().map(|fraction| fraction * 100.0), 0);
    boards = |machine| match facts::boards_found(machine) {
        Some(found) => Value::Of { found: found.into(), expected: facts::boards_expected(machine).map(u32::from) },
        None => Value::Missing,
    };
    chip_temp = |machine| Value::number(machine.chip_temp_max(), 0);
    fan_in = |machine| rpm(part!(machine.summary.fan_in));
    fan_out = |machine| rpm(part!(machine.summary.fan_out));
    power = |machine| Value::number(machine.power(), 0);
    // A machine that has only begun draws its power for hardly any work: such a figure says nothing.
    efficiency = |machine| {
        let has_begun = machine.rate_fraction().is_none_or(|fraction| fraction > 0.05);
        let rate = machine.rate().map(HashRate::ths).filter(|&rate| rate > 0.0 && has_begun);
        Value::number(machine.power().zip(rate).map(|(power, rate)| power / rate), 1)
    };
    note = |machine| text(machine.note());
    lost_since = |machine| machine.contact.lost_since().map_or(Value::Missing, Value::Time);
    mac = |machine| Value::text(machine.mac.map(|mac| mac.to_string()));
    hostname = |machine| text(part!(machine.info.hostname));
    dhcp = |machine| word(part!(machine.info.dhcp), Word::Dhcp, Word::Static);
    previous_ip = |machine| machine.previous_address().map_or(Value::Missing, Value::Address);
    serial = |machine| text(part!(machine.info.serial).or(part!(machine.device.serial)));
    rate_average = |machine| ths(part!(machine.summary.rate_average));
    rate_factory = |machine| ths(machine.factory_rate().as_ref());
    chips = |machine| match facts::chips_found(machine) {
        Some(found) => Value::Of { found, expected: facts::chips_expected(machine) },
        None => Value::Missing,
    };
    frequency = |machine| Value::number(part!(machine.summary.frequency).map(|frequency| frequency.0), 0);
    target_frequency = |machine| Value::number(part!(machine.summary.target_frequency).map(|frequency| frequency.0), 0);
    upfreq_speed = |machine| Value::number(part!(machine.info.upfreq_speed).copied(), 0);
    upfreq_complete = |machine| word(facts::ramp_complete(machine).as_ref(), Word::Yes, Word::No);
    fast_boot = |machine| word(part!(machine.summary.fast_boot), Word::Yes, Word::No);
    uptime = |machine| seconds(part!(machine.summary.uptime).map(|time| time.0));
    elapsed = |machine| seconds(part!(machine.summary.elapsed).map(|time| time.0));
    stopped_why = |machine| text(part!(machine.status.stopped_why));
    power_limit = |machine| watts(part!(machine.summary.power_limit).or(part!(machine.status.power_limit_set)));
    power_mode = |machine| match part!(machine.summary.power_mode).or(part!(machine.status.power_mode)) {
        Some(PowerMode::Low) => Value::Word(Word::LowPower),
        Some(PowerMode::Normal) => Value::Word(Word::NormalPower),
        Some(PowerMode::High) => Value::Word(Word::HighPower),
        None => Value::Missing,
    };
    voltage_in = |machine| Value::number(part!(machine.psu.voltage_in).map(|volts| volts.0), 0);
    board_temp = |machine| {
        let boards = machine.reading.boards.iter().flatten().filter_map(|board| board.temp);
        degrees(boards.chain(part!(machine.summary.board_temp).copied()).max().as_ref())
    };
    board_temps = |machine| joined(machine, " / ", |text, board| {
        let Some(temp) = board.temp else { return false };
        write!(text, "{:.0}", temp.degrees()).is_ok()
    });
    ambient = |machine| degrees(part!(machine.summary.ambient_temp));
    liquid_temp = |machine| degrees(part!(machine.status.liquid_temp));
    psu_temp = |machine| degrees(part!(machine.psu.temp));
    active_pool = |machine| text(active(machine).map(|pool| &pool.url));
    active_worker = |machine| text(active(machine).map(|pool| &pool.worker));
    reject_rate = |machine| Value::number(facts::reject_percent(machine), 2);
    last_work = |machine| {
        let boards = machine.reading.boards.iter().flatten().filter_map(|board| board.last_valid_work).max();
        let time = boards.and_then(|UnixTime(seconds)| Timestamp::from_second(seconds.into()).ok());
        time.map_or(Value::Missing, Value::Time)
    };
    pool1 = |machine| text(pool(machine, 0).map(|pool| &pool.url));
    worker1 = |machine| text(pool(machine, 0).map(|pool| &pool.worker));
    pool2 = |machine| text(pool(machine, 1).map(|pool| &pool.url));
    worker2 = |machine| text(pool(machine, 1).map(|pool| &pool.worker));
    pool3 = |machine| text(pool(machine, 2).map(|pool| &pool.url));
    worker3 = |machine| text(pool(machine, 2).map(|pool| &pool.worker));
    firmware = |machine| text(machine.reading.firmware());
    api_version = |machine| text(part!(machine.version.api).or(part!(machine.device.api)));
    api_access = |machine| match (part!(machine.device.api_switch), part!(machine.device.factory_password)) {
        (_, Some(true)) => Value::Word(Word::FactoryPassword),
        (Some(false), _) => Value::Word(Word::ApiOff),
        (Some(true), _) => Value::Word(Word::ApiOn),
        (None, _) => Value::Missing,
    };
    platform = |machine| text(part!(machine.version.platform).or(part!(machine.device.control_board)));
    chip_data = |machine| {
        let boards = machine.reading.boards.as_deref().unwrap_or_default();
        let board = boards.iter().find_map(|board| board.chip_data.as_ref());
        text(part!(machine.summary.chip_data).or(board))
    };
    psu_model = |machine| text(part!(machine.psu.model).or(part!(machine.psu.name)));
    psu_version = |machine| text(part!(machine.psu.software).or(part!(machine.psu.hardware)));
    psu_serial = |machine| text(part!(machine.psu.serial).or(part!(machine.info.psu_serial)));
}

/// The errors as words with their codes, in the technician's language.
pub(super) fn errors<'a>(machine: &'a Machine, context: &Context<'_>) -> Value<'a> {
    let Some(errors) = machine.reading.errors.as_deref() else { return Value::Missing };
    let mut words = String::new();
    for error in errors {
        if !words.is_empty() {
            words.push_str(" · ");
        }
        facts::push_error(&mut words, error, context.wording.language());
    }
    Value::text((!words.is_empty()).then_some(words))
}

/// How old the figures are.
pub(super) fn age<'a>(machine: &'a Machine, context: &Context<'_>) -> Value<'a> {
    machine.contact.age_secs(context.now).map_or(Value::Missing, |age| Value::Duration(age.unsigned_abs()))
}

fn text(text: Option<&Text>) -> Value<'_> {
    Value::text(text.map(|text| Cow::Borrowed(text.as_str())))
}

fn ths(rate: Option<&HashRate>) -> Value<'static> {
    Value::number(rate.map(|rate| rate.ths()), 1)
}

fn rpm(rpm: Option<&Rpm>) -> Value<'static> {
    Value::number(rpm.map(|rpm| rpm.0), 0)
}

fn watts(watts: Option<&Watts>) -> Value<'static> {
    Value::number(watts.map(|watts| watts.0), 0)
}

fn degrees(temp: Option<&Celsius>) -> Value<'static> {
    Value::number(temp.map(|temp| temp.degrees()), 0)
}

fn seconds(seconds: Option<u32>) -> Value<'static> {
    seconds.map_or(Value::Missing, |seconds| Value::Duration(seconds.into()))
}

fn word(flag: Option<&bool>, yes: Word, no: Word) -> Value<'static> {
    flag.map_or(Value::Missing, |&flag| Value::Word(if flag { yes } else { no }))
}

fn pool(machine: &Machine, index: usize) -> Option<&Pool> {
    machine.reading.pools.as_deref()?.get(index)
}

/// The pool that work comes from; where no machine says so, the first that is alive.
fn active(machine: &Machine) -> Option<&Pool> {
    facts::active_pool(machine)
}

/// What `part` writes for each board, with `between` in between; boards for which it returns false count as unknown.
fn joined<'a>(machine: &Machine, between: &str, part: impl Fn(&mut String, &HashBoard) -> bool) -> Value<'a> {
    let mut text = String::new();
    let mut known = false;
    for (index, board) in machine.reading.boards.as_deref().unwrap_or_default().iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        if part(&mut text, board) {
            known = true;
        } else {
            text.push('–');
        }
    }
    Value::text(known.then_some(text))
}
