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
