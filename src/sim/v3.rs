//! API v3 on port 4433, reading side, as firmware from late 2024 serves it beside API v2: what is asked and answered.
//! How its messages travel is in [`super::serve`].
//!
//! Rates are TH/s here, power supply figures A, V and W. Writes need a login that simulated machines do not give.

mod device;
mod status;

use super::{fault::Fault, reply::Scene};
use serde_json::{Map, Value, json};

/// Where this API's codes differ from 0, which is success.
#[derive(Clone, Copy, Debug)]
enum Code {
    Fail = -1,
    InvalidCommand = -2,
    InvalidItem = -3,
    NoPermission = -4,
}

/// What a command gives: the message, or why not.
type Answer = Result<Value, (Code, &'static str)>;

/// The reply to one message, with the command for the record.
pub(crate) fn answer(scene: &Scene<'_>, message: &[u8]) -> (String, Vec<u8>) {
    let request: Map<String, Value> = match serde_json::from_slice(message) {
        Ok(Value::Object(request)) => request,
        Ok(_) | Err(_) => Map::new(),
    };
    let command = request.get("cmd").and_then(Value::as_str).unwrap_or_default();
    // Clients that fill in every field send null where there is no parameter.
    let param = request.get("param").and_then(Value::as_str).filter(|param| !param.is_empty());
    let answer = if request.is_empty() {
        Err((Code::InvalidItem, "invalid json"))
    } else if refuses(scene) {
        Err((Code::NoPermission, "no permission"))
    } else {
        read(scene, command, param)
    };
    let (code, msg) = match answer {
        Ok(msg) => (0, msg),
        Err((code, words)) => (code as i32, json!(words)),
    };
    let reply = json!({ "code": code, "when": scene.moment.unix, "msg": msg, "desc": command });
    (command.to_owned(), reply.to_string().into_bytes())
}

/// Machines that refuse everything on API v2 do so here.
fn refuses(scene: &Scene<'_>) -> bool {
    [Fault::InvalidCommand, Fault::InvalidJson, Fault::Denied, Fault::CommandError, Fault::NotJson, Fault::OtherDevice]
        .into_iter()
        .any(|fault| scene.machine.has(fault))
}

fn read(scene: &Scene<'_>, command: &str, param: Option<&str>) -> Answer {
    match command {
        "get.device.info" => parts(param.or(Some(device::ALL)), |part| device::part(scene, part)),
        "get.miner.status" if !scene.state.btminer => Err((Code::Fail, "btminer is not running")),
        "get.miner.status" => parts(param, |part| status::part(scene, part)),
        "get.miner.setting" => Ok(device::miner_setting(scene)),
        "get.system.setting" => Ok(device::system_setting(scene)),
        "get.fan.setting" => Ok(device::fan_setting(scene)),
        _ if command.starts_with("set.") => Err((Code::NoPermission, "no permission")),
        _ => Err((Code::InvalidCommand, "invalid command")),
    }
}

/// The parts that `param` names, joined by `+`, under their names.
fn parts(param: Option<&str>, part: impl Fn(&str) -> Option<Value>) -> Answer {
    let param = param.ok_or((Code::InvalidItem, "param item is null"))?;
    let mut found = Map::new();
    for name in param.split('+').map(str::trim) {
        let value = part(name).ok_or((Code::InvalidItem, "invalid param"))?;
        found.insert(name.to_owned(), value);
    }
    Ok(Value::Object(found))
}
