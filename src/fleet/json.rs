//! A machine as one JSON object with stable names: the command line's `--format json` and the JSON lines export.

use super::{Context, Machine};
use serde_json::{Value, json};

/// The object of a machine. What is not known is `null`, never 0.
pub fn machine(machine: &Machine, _context: &Context<'_>) -> Value {
    json!({ "ip": machine.address.ip(), "port": machine.address.port() })
}
