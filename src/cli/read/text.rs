//! The parts of a machine for people: names and values under each other, lists as tables.

use crate::cli::output::empty_table;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// What stands for a value that the machine did not give.
const UNKNOWN: &str = crate::fleet::format::UNKNOWN;

/// Writes the object of a machine.
pub(super) fn write(object: &Value, terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    let Some(object) = object.as_object() else { return Ok(()) };
    let plain = |name| object.get(name).map(cell).unwrap_or_default();
    writeln!(out, "{}:{}", plain("ip"), plain("port"))?;
    if let Some(Value::String(error)) = object.get("error") {
        return writeln!(out, "  {error}\n");
    }
    for (name, part) in object.iter().filter(|(name, _)| !matches!(name.as_str(), "ip" | "port" | "error")) {
        match part {
            Value::Object(fields) => {
                writeln!(out, "  {name}")?;
                write_fields(fields, out)?;
            }
            Value::Array(rows) if !rows.is_empty() => {
                writeln!(out, "  {name}")?;
                write_rows(rows, terminal, out)?;
            }
            // An empty list is an answer: no errors.
            Value::Array(_) => writeln!(out, "  {name} none")?,
            _ => writeln!(out, "  {name} {UNKNOWN}")?,
        }
    }
    writeln!(out)
}

fn write_fields(fields: &Map<String, Value>, out: &mut dyn Write) -> io::Result<()> {
    let width = fields.keys().map(String::len).max().unwrap_or(0);
    fields.iter().try_for_each(|(name, value)| writeln!(out, "    {name:width$}  {}", cell(value)))
}

/// One line an object; all have the same fields. A field that none of them has is left out.
fn write_rows(rows: &[Value], terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = rows.first().and_then(Value::as_object) else { return Ok(()) };
    let known = |name: &&String| rows.iter().any(|row| row.get(name.as_str()).is_some_and(|value| !value.is_null()));
    let names: Vec<&String> = first.keys().filter(known).collect();
    let mut table = empty_table(terminal);
    table.set_header(&names);
    for row in rows {
        table.add_row(names.iter().map(|name| row.get(name.as_str()).map(cell).unwrap_or_default()));
    }
    table.lines().try_for_each(|line| writeln!(out, "   {}", line.trim_end()))
}

/// A value as people write it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => UNKNOWN.to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
