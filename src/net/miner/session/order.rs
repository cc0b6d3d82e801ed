//! What is sent in cipher: the command's object with its token, and of a password change the two passwords.
//!
//! Only the course of a write ([`super::course`]) calls this. Always true: the text is zeroised when dropped.

use crate::protocol::CommandKey;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

/// A command on its way.
#[derive(Debug)]
pub(in crate::net) enum Order<'a> {
    /// The object as [`encode`](crate::protocol::command::encode) made it.
    Object(Map<String, Value>),
    /// `update_pwd`: from the password that opens the machine to this one.
    NewPassword(&'a SecretString),
}

impl Order<'_> {
    /// A command without parameters.
    pub(in crate::net) fn plain(name: &str) -> Self {
        Self::Object([("cmd".to_owned(), name.into())].into_iter().collect())
    }

    /// The text that is encrypted; `password` opens the machine. Tokens are of an alphabet that needs no escaping.
    pub(super) fn text(&self, key: CommandKey, token: &str, password: &SecretString) -> Zeroizing<String> {
        match self {
            Self::Object(object) => {
                let named = object.iter().map(|(name, value)| {
                    let name = if name == "cmd" { key.as_str() } else { name };
                    (name.to_owned(), value.clone())
                });
                let token = ("token".to_owned(), Value::from(token));
                Zeroizing::new(Value::Object(named.chain([token]).collect()).to_string())
            }
            Self::NewPassword(new) => {
                let text = |secret: &SecretString| {
                    Zeroizing::new(serde_json::to_string(secret.expose_secret()).unwrap_or_default())
                };
                let (old, new, key) = (text(password), text(new), key.as_str());
                Zeroizing::new(format!(r#"{{"{key}":"update_pwd","token":"{token}","old":{},"new":{}}}"#, *old, *new))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_token_and_the_passwords_go_into_the_object() {
        let value = |order: &Order<'_>, key| -> Value {
            serde_json::from_str(&order.text(key, "t/.0", &"o\"ld".into())).unwrap()
        };
        assert_eq!(value(&Order::plain("reboot"), CommandKey::Cmd), json!({ "cmd": "reboot", "token": "t/.0" }));
        let change = json!({ "command": "update_pwd", "token": "t/.0", "old": "o\"ld", "new": "New_1" });
        assert_eq!(value(&Order::NewPassword(&"New_1".into()), CommandKey::Command), change);
    }
}
