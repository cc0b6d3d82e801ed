//! Commands as API v2 wants them: one JSON object, values as strings but for the numbers of the LED.

use super::{Argument, Command, CommandKind};
use serde_json::{Map, Value};

/// The object that is sent in cipher, without its token (API document 4; `respbefore` as documented in 1.3.8).
pub fn encode(command: &Command) -> Value {
    let mut object = Map::new();
    object.insert("cmd".to_owned(), command.kind().name().into());
    match command.kind() {
        CommandKind::SetLed => led(command, &mut object),
        CommandKind::NetConfig if is(command, "mode", "dhcp") => {
            object.insert("param".to_owned(), "dhcp".into());
        }
        // The answer comes before the boards go off; firmware that does not know the key ignores it.
        CommandKind::PowerOff => {
            object.insert("respbefore".to_owned(), "true".into());
        }
        _ => {
            for (name, argument) in &command.arguments {
                if !(command.kind() == CommandKind::NetConfig && *name == "mode") {
                    object.insert((*name).to_owned(), argument.to_string().into());
                }
            }
        }
    }
    Value::Object(object)
}

fn led(command: &Command, object: &mut Map<String, Value>) {
    let Some(color) = command.text("mode").filter(|mode| mode.as_str() != "auto") else {
        object.insert("param".to_owned(), "auto".into());
        return;
    };
    object.insert("color".to_owned(), color.as_str().into());
    for name in ["period", "duration", "start"] {
        object.insert(name.to_owned(), command.integer(name).unwrap_or_default().into());
    }
}

fn is(command: &Command, name: &str, word: &str) -> bool {
    matches!(command.argument(name), Some(Argument::Text(text)) if text == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn encoded(kind: CommandKind, values: &[(&str, &str)]) -> Value {
        encode(&Command::with(kind, values).unwrap())
    }

    #[test]
    fn values_are_texts_and_pools_have_all_nine_keys() {
        let limit = encoded(CommandKind::AdjustPowerLimit, &[("power_limit", "3200")]);
        assert_eq!(limit, json!({ "cmd": "adjust_power_limit", "power_limit": "3200" }));
        let pools = encoded(CommandKind::UpdatePools, &[("pool1", "stratum+tcp://a.example:3333"), ("worker1", "f.1")]);
        assert_eq!(pools.as_object().unwrap().len(), 10);
        assert_eq!(pools["pool3"], "");
    }

    #[test]
    fn lights_and_addresses_have_forms_of_their_own() {
        assert_eq!(encoded(CommandKind::SetLed, &[]), json!({ "cmd": "set_led", "param": "auto" }));
        let red = json!({ "cmd": "set_led", "color": "red", "period": 200, "duration": 100, "start": 0 });
        assert_eq!(encoded(CommandKind::SetLed, &[("mode", "red")]), red);
        assert_eq!(
            encoded(CommandKind::NetConfig, &[("mode", "dhcp")]),
            json!({ "cmd": "net_config", "param": "dhcp" })
        );
        let fixed = [
            ("mode", "static"),
            ("ip", "10.1.2.3"),
            ("mask", "255.255.255.0"),
            ("gate", "10.1.2.1"),
            ("dns", "10.1.2.1 9.9.9.9"),
        ];
        let fixed = encoded(CommandKind::NetConfig, &fixed);
        assert_eq!(fixed["dns"], "10.1.2.1 9.9.9.9");
        assert!(fixed.get("mode").is_none());
    }
}
