//! What a machine says to each command, in the shape of its firmware generation.
//!
//! The functions here make JSON values out of a [`Scene`]; how the text is then spoilt or sent is not their business.
//! Field names, order and units follow API document 4 and what machines of each generation are known to send.

mod boards;
mod daemon;
mod pools;
mod summary;

use super::{
    fault::Fault,
    machine::{Board, Machine, Moment, State},
    profile::Profile,
};
use serde_json::{Map, Value, json};
use std::net::Ipv4Addr;

pub(crate) use daemon::{error_list, network, token};

/// A machine at the moment at which it is asked.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) machine: &'a Machine,
    pub(crate) profile: &'static Profile,
    pub(crate) state: State,
    pub(crate) moment: Moment,
    /// The firmware's version.
    pub(crate) firmware: String,
    /// The address at which it is asked.
    pub(crate) ip: Ipv4Addr,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(machine: &'a Machine, moment: Moment, ip: Ipv4Addr) -> Self {
        Self {
            machine,
            profile: machine.profile,
            state: machine.state(moment),
            moment,
            firmware: machine.firmware(),
            ip,
        }
    }

    /// A reply of the API daemon itself: `Msg` around `message`.
    pub(crate) fn daemon(&self, status: &str, code: u16, message: &Value) -> Value {
        json!({
            "STATUS": status,
            "When": self.moment.unix,
            "Code": code,
            "Msg": message,
            "Description": self.profile.generation.description,
        })
    }

    /// A refusal of the API daemon.
    pub(crate) fn refusal(&self, code: u16, words: &str) -> Value {
        self.daemon("E", code, &json!(words))
    }

    /// A reply of the mining program: cgminer's lists, or `Msg` on newer firmware.
    fn forwarded(&self, code: u16, words: &str, key: &str, list: Vec<Value>) -> Value {
        let generation = self.profile.generation;
        if generation.msg_shape {
            // A summary is one object, everything else a list of them.
            let single = key == "SUMMARY";
            let message = if single { list.into_iter().next().unwrap_or(Value::Null) } else { Value::Array(list) };
            return self.daemon("S", 131, &message);
        }
        self.btminer("S", code, words, Some((key, list)))
    }

    /// A reply in the mining program's own shape, which it has from cgminer.
    fn btminer(&self, status: &str, code: u16, words: &str, section: Option<(&str, Vec<Value>)>) -> Value {
        let status = json!({
            "STATUS": status,
            "When": self.moment.unix,
            "Code": code,
            "Msg": words,
            "Description": if self.profile.generation.errors_in_summary { "cgminer 4.9.2" } else { "btminer" },
        });
        let mut reply = Map::from_iter([("STATUS".to_owned(), json!([status]))]);
        reply.extend(section.map(|(key, list)| (key.to_owned(), Value::Array(list))));
        reply.insert("id".to_owned(), json!(1));
        Value::Object(reply)
    }
}

/// True for commands that the API daemon passes on to the mining program. Only these can be joined.
pub(crate) fn is_forwarded(command: &str) -> bool {
    matches!(command, "summary" | "pools" | "edevs" | "devs" | "devdetails")
}

/// True for commands that change nothing.
pub(crate) fn is_readable(command: &str) -> bool {
    const DAEMON: [&str; 5] = ["get_psu", "get_version", "status", "get_miner_info", "get_error_code"];
    command.split('+').all(is_forwarded) || DAEMON.contains(&command)
}

/// The reply to one readable `command`, or `None` where this firmware does not know it.
pub(crate) fn reply(scene: &Scene<'_>, command: &str) -> Option<Value> {
    let generation = scene.profile.generation;
    Some(match command {
        "summary" => scene.forwarded(11, "Summary", "SUMMARY", vec![summary::summary(scene)]),
        "pools" => {
            let pools = pools::pools(scene);
            scene.forwarded(7, &format!("{} Pool(s)", pools.len()), "POOLS", pools)
        }
        "edevs" | "devs" => {
            let boards = boards::boards(scene);
            scene.forwarded(9, &format!("{} ASC(s)", boards.len()), "DEVS", boards)
        }
        "devdetails" if !scene.machine.has(Fault::NoDetails) => {
            scene.forwarded(69, "Device Details", "DEVDETAILS", boards::details(scene))
        }
        // The mining program refuses this, not the API service: its name in the reply is what clients know it by.
        "devdetails" => scene.btminer("E", 14, "Invalid command", None),
        "get_psu" => scene.daemon("S", 131, &daemon::psu(scene)),
        "get_version" => scene.daemon("S", 131, &daemon::version(scene)),
        "status" => scene.daemon("S", 131, &daemon::status(scene)),
        "get_miner_info" => scene.daemon("S", 131, &daemon::miner_info(scene)),
        "get_error_code" if !generation.errors_in_summary => scene.daemon("S", 131, &daemon::error_codes(scene)),
        _ => return None,
    })
}

/// `value` with two decimals, as machines print figures.
pub(crate) fn two(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// `value` with four decimals.
fn four(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// MH/s of TH/s.
fn mhs(ths: f64) -> f64 {
    two(ths * 1e6)
}

/// `part` of `part` and `rest` in per cent.
pub(crate) fn percent(part: u64, rest: u64) -> f64 {
    let whole = part + rest;
    if whole == 0 { 0.0 } else { four(part as f64 * 100.0 / whole as f64) }
}

/// A rate that was averaged over a while: the longer, the nearer to the mean.
pub(crate) fn averaged(scene: &Scene<'_>, weight_now: f64) -> f64 {
    let state = &scene.state;
    let long = if state.ramped_up { state.rate_average } else { state.rate };
    state.rate * weight_now + long * (1.0 - weight_now)
}

/// Mean of the boards' chip temperatures; 0 where there is no board, as machines say.
pub(crate) fn mean(scene: &Scene<'_>, figure: impl Fn(&Board) -> f64) -> f64 {
    let boards = &scene.state.boards;
    two(boards.iter().map(figure).sum::<f64>() / boards.len().max(1) as f64)
}

/// A moment as machines write it: local time without a zone. Simulated machines live in UTC.
fn local_time(unix: u64) -> String {
    i64::try_from(unix)
        .ok()
        .and_then(|unix| jiff::Timestamp::from_second(unix).ok())
        .map(|time| time.strftime("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}
