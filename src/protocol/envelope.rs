//! What stands around every reply: whether it worked, the code, the machine's words, and where the data is.
//!
//! Two programs answer on one port, each with its own envelope, and firmware from 2025 gives the second one for
//! everything ([`Shape`]). [`Envelope::read`] makes one value of both, so that the decoder asks for a section and
//! need not know which it came in.

use super::failure::Failure;
use serde_json::{Map, Value};
use std::sync::Arc;

/// Which of the two envelopes a reply had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The mining program's, in cgminer's manner: `{"STATUS":[{…}],"SUMMARY":[{…}],"id":1}`.
    Classic,
    /// The API service's: `{"STATUS":"S","When":…,"Code":131,"Msg":{…},"Description":""}`.
    Msg,
}

/// Codes that always mean an error, for replies that carry no status (API document, appendix).
const ERROR_CODES: [i32; 8] = [14, 23, 24, 45, 132, 135, 136, 137];

/// Codes of cgminer's that say no more than that a list is empty: no pools, no boards.
const EMPTY_CODES: [i32; 2] = [8, 10];

/// One reply, opened.
#[derive(Clone, Debug)]
pub struct Envelope<'a> {
    /// Whether the machine did what it was asked.
    pub ok: bool,
    /// `Code`, from wherever it stands. Old and new firmware disagree about codes of success.
    pub code: Option<i32>,
    /// `Msg` where it is text, else nothing.
    pub words: &'a str,
    /// `Description`: the program that answered.
    pub description: &'a str,
    /// Which envelope it was.
    pub shape: Shape,
    reply: &'a Map<String, Value>,
}

impl<'a> Envelope<'a> {
    /// Opens a reply.
    pub fn read(reply: &'a Map<String, Value>) -> Self {
        let status = reply.get("STATUS");
        // The classic envelope has a list of states; the first tells.
        let inner = match status {
            Some(Value::Array(states)) => states.first().and_then(Value::as_object),
            Some(Value::Object(state)) => Some(state),
            _ => None,
        };
        let lookup = |key: &str| reply.get(key).or_else(|| inner?.get(key));
        let state = match inner {
            Some(inner) => inner.get("STATUS").and_then(Value::as_str),
            None => status.and_then(Value::as_str),
        };
        let code = lookup("Code").and_then(code_number);
        let words = lookup("Msg").and_then(Value::as_str).unwrap_or_default().trim();
        let ok = match state.map(str::trim) {
            Some(state) => !matches!(state, "E" | "F" | "e" | "f"),
            None => code.is_none_or(|code| !ERROR_CODES.contains(&code)),
        };
        let shape = if inner.is_some() || reply.get("Msg").is_none() { Shape::Classic } else { Shape::Msg };
        let description = lookup("Description").and_then(Value::as_str).unwrap_or_default();
        Self { ok: ok || code.is_some_and(|code| EMPTY_CODES.contains(&code)), code, words, description, shape, reply }
    }

    /// Whether the machine said that the list that was asked for is empty.
    pub fn is_empty_list(&self) -> bool {
        self.code.is_some_and(|code| EMPTY_CODES.contains(&code))
    }

    /// The machine's refusal as a failure, or `None` where it did what it was asked.
    pub fn failure(&self) -> Option<Failure> {
        if self.ok {
            return None;
        }
        if self.words.contains("Socket connect failed") {
            return Some(Failure::BtminerDown { words: self.words.into() });
        }
        let words: Arc<str> = super::json::excerpt(self.words).into();
        Some(Failure::Answered { code: self.code.unwrap_or_default(), words })
    }

    /// The section `name` of a classic reply, as it stands.
    pub fn section(&self, name: &str) -> Option<&'a Value> {
        self.reply.get(name)
    }

    /// The section `name` as one object: `SUMMARY[0]`, else `Msg`.
    pub fn object(&self, name: &str) -> Option<&'a Map<String, Value>> {
        match self.reply.get(name).or_else(|| self.reply.get("Msg"))? {
            Value::Object(object) => Some(object),
            Value::Array(list) => list.first().and_then(Value::as_object),
            _ => None,
        }
    }

    /// The section `name` as a list: `POOLS`, else `Msg` where that is a list or holds one of this name.
    pub fn list(&self, name: &str) -> Option<&'a [Value]> {
        let of = |value: &'a Value| value.as_array().map(Vec::as_slice);
        if let Some(list) = self.reply.get(name).and_then(of) {
            return Some(list);
        }
        match self.reply.get("Msg") {
            Some(Value::Array(list)) => Some(list),
            Some(Value::Object(object)) => {
                object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| of(value))
            }
            _ => None,
        }
    }

    /// The fields of a reply of the API service: `Msg`, or the reply itself, as the document shows some of them.
    pub fn fields(&self) -> &'a Map<String, Value> {
        self.reply.get("Msg").and_then(Value::as_object).unwrap_or(self.reply)
    }
}

/// A code as a number or as digits.
fn code_number(value: &Value) -> Option<i32> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())?;
    i32::try_from(number).ok()
}
