//! Requests as bytes: one JSON object, no terminator (API document, chapter 3).
//!
//! The network room sends what is made here. How a given machine must be worded to ([`Wording`]) is remembered there.

use super::query::Query;
use serde_json::{Map, Value};

/// The key that names the command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CommandKey {
    /// `cmd`, as documented.
    #[default]
    Cmd,
    /// `command`, the only one that firmware from before about 2021 knows.
    Command,
}

impl CommandKey {
    /// The key as text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cmd => "cmd",
            Self::Command => "command",
        }
    }
}

/// How a machine must be asked. The default suits everything since 2021.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wording {
    /// The key that names the command.
    pub key: CommandKey,
    /// Ask for boards with `devs`: the firmware does not know `edevs`.
    pub plain_devs: bool,
}

impl From<CommandKey> for Wording {
    fn from(key: CommandKey) -> Self {
        Self { key, ..Self::default() }
    }
}

impl Wording {
    /// The wire command for `query`.
    pub fn command(self, query: Query) -> &'static str {
        if self.plain_devs && query == Query::Boards { "devs" } else { query.command() }
    }
}

/// The request for `queries`, joined with `+` where there are several. Only
/// [joinable](Query::joinable) queries may be joined.
pub fn encode(queries: &[Query], wording: impl Into<Wording>) -> Vec<u8> {
    object(queries, wording.into(), None)
}

/// A `get_miner_info` request for the named `fields` only. Firmware is free to answer with everything.
pub fn encode_info(fields: &[&str], wording: impl Into<Wording>) -> Vec<u8> {
    object(&[Query::Info], wording.into(), (!fields.is_empty()).then(|| fields.join(",")))
}

fn object(queries: &[Query], wording: Wording, info: Option<String>) -> Vec<u8> {
    let commands: Vec<&str> = queries.iter().map(|query| wording.command(*query)).collect();
    let mut object = Map::new();
    object.insert(wording.key.as_str().into(), commands.join("+").into());
    if let Some(info) = info {
        object.insert("info".into(), info.into());
    }
    Value::Object(object).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{CommandKey, Query, Wording, encode, encode_info};

    fn text(request: Vec<u8>) -> String {
        String::from_utf8(request).unwrap_or_default()
    }

    #[test]
    fn requests_are_one_object_without_a_terminator() {
        assert_eq!(text(encode(&[Query::Summary], CommandKey::Cmd)), r#"{"cmd":"summary"}"#);
        let refresh = [Query::Summary, Query::Pools, Query::Boards];
        assert_eq!(text(encode(&refresh, CommandKey::Command)), r#"{"command":"summary+pools+edevs"}"#);
        let old = Wording { key: CommandKey::Command, plain_devs: true };
        assert_eq!(text(encode(&[Query::Boards], old)), r#"{"command":"devs"}"#);
    }

    #[test]
    fn fields_of_the_info_can_be_selected() {
        assert_eq!(text(encode_info(&["ip", "mac"], CommandKey::Cmd)), r#"{"cmd":"get_miner_info","info":"ip,mac"}"#);
        assert_eq!(text(encode_info(&[], CommandKey::Cmd)), r#"{"cmd":"get_miner_info"}"#);
    }

    #[test]
    fn queries_are_found_by_each_of_their_names() {
        for query in Query::ALL {
            assert_eq!(Query::from_name(query.name()), Some(query));
            assert_eq!(Query::from_name(&query.command().to_uppercase()), Some(query));
        }
        assert_eq!(Query::from_name("devs"), Some(Query::Boards));
        assert_eq!(Query::from_name("reboot"), None);
    }
}
