//! One request on port 4028: from the bytes that came to the bytes that go back.

use super::{
    fault::Fault,
    obey::Pace,
    reply::{self, Scene},
    secure::{Opened, Vault},
    spoil,
};
use serde_json::{Map, Value, json};

/// What `btminer` being down looks like to a client: no JSON at all.
const BTMINER_DOWN: &str = "Socket connect failed: Connection refused\n";

/// A whole request, if `received` holds one: machines want one JSON object and ignore what is around it.
pub(crate) fn whole_request(received: &[u8]) -> Option<&[u8]> {
    let text = received.trim_ascii_end();
    let text = &text[..text.len() - text.iter().rev().take_while(|byte| **byte == 0).count()];
    let object = text.trim_ascii();
    (object.ends_with(b"}") && serde_json::from_slice::<serde::de::IgnoredAny>(object).is_ok()).then_some(object)
}

/// The object of a request.
pub(crate) fn plain_object(request: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(request).ok()
}

/// The command that an object names by either key; empty where it names none.
pub(crate) fn command_of(request: &Map<String, Value>) -> &str {
    request.get("cmd").or_else(|| request.get("command")).and_then(Value::as_str).unwrap_or_default()
}

/// The reply to one request, with the command for the record.
pub(crate) fn answer(scene: &Scene<'_>, vault: &Vault, pace: Pace, request: &[u8]) -> Opened {
    let Some(request) = plain_object(request) else {
        return Opened::plain(String::new(), plain(&scene.refusal(23, "json cmd err")));
    };
    if request.contains_key("enc") {
        return vault.answer(scene, request, pace, |command| answer_command(scene, command));
    }
    let command = command_of(&request).to_owned();
    let reply = if scene.machine.has(Fault::NeedsCommand) && request.contains_key("cmd") {
        plain(&missing_command(scene))
    } else if command == "get_token" {
        plain(&vault.token_reply(scene))
    } else {
        match answer_command(scene, &command) {
            Answer::Value(value) => spoil::spoil(scene.machine.faults(), &command, value),
            Answer::Text(text) => text.as_bytes().to_vec(),
        }
    };
    Opened::plain(command, reply)
}

/// What firmware of the cgminer age says to a request without the key `command`.
fn missing_command(scene: &Scene<'_>) -> Value {
    let status = json!({
        "STATUS": "E",
        "When": scene.moment.unix,
        "Code": 24,
        "Msg": "Missing JSON 'command'",
        "Description": "cgminer 4.9.2",
    });
    json!({ "STATUS": [status], "id": 1 })
}

/// What is said, before it becomes bytes.
pub(crate) enum Answer {
    Value(Value),
    Text(&'static str),
}

fn plain(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// The answer to a readable command, single or joined by `+`.
fn answer_command(scene: &Scene<'_>, command: &str) -> Answer {
    let refusals = [
        (Fault::InvalidJson, 23, "json cmd err"),
        (Fault::Denied, 45, "permission denied"),
        (Fault::CommandError, 132, "API command ERROR"),
    ];
    for (fault, code, words) in refusals {
        if scene.machine.has(fault) {
            return Answer::Value(scene.refusal(code, words));
        }
    }
    if scene.machine.has(Fault::InvalidCommand) && command != "get_version" {
        return Answer::Value(scene.refusal(14, "invalid cmd"));
    }
    if command.contains('+') {
        return joined(scene, command);
    }
    if reply::is_forwarded(command) && !scene.state.btminer {
        return Answer::Text(BTMINER_DOWN);
    }
    Answer::Value(reply::reply(scene, command).unwrap_or_else(|| scene.refusal(14, "invalid cmd")))
}

fn joined(scene: &Scene<'_>, command: &str) -> Answer {
    let parts: Vec<&str> = command.split('+').collect();
    if scene.machine.has(Fault::NoJoin) || !parts.iter().all(|part| reply::is_forwarded(part)) {
        return Answer::Value(scene.refusal(45, "command join err"));
    }
    if !scene.state.btminer {
        return Answer::Text(BTMINER_DOWN);
    }
    let mut replies = Map::new();
    for part in parts {
        let reply = reply::reply(scene, part).unwrap_or_else(|| scene.refusal(14, "invalid cmd"));
        replies.insert(part.to_owned(), json!([reply]));
    }
    replies.insert("id".to_owned(), json!(1));
    Answer::Value(Value::Object(replies))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_whole_with_its_last_brace_whatever_follows() {
        for whole in
            ["{\"cmd\":\"summary\"}", " {\"cmd\":\"summary\"}\n", "{\"cmd\":\"summary\"}\0", "{\"cmd\":\"}\"}\r\n"]
        {
            assert!(whole_request(whole.as_bytes()).is_some(), "{whole:?}");
        }
        for part in ["", "{", "{\"cmd\":\"}", "{\"cmd\":{}"] {
            assert!(whole_request(part.as_bytes()).is_none(), "{part:?}");
        }
    }
}
