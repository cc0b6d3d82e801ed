//! `get_error_code` in all the forms that it has had (API document 4.10), also inside API v3's device info.

use super::fields::{SHORT, clean, text};
use crate::protocol::reading::{MachineError, Text};
use serde_json::{Map, Value};

/// What is kept of a code, in characters: six digits, or eighteen of a hexadecimal one.
const CODE_LENGTH: usize = 20;
/// What is kept of a machine's words about an error.
const REASON_LENGTH: usize = 160;

/// Reads the errors from the value of `error_code`: a list of single-key objects, one object, a flat list of codes
/// and times, a list of codes, or nothing.
pub(crate) fn errors(value: &Value) -> Box<[MachineError]> {
    let mut errors: Vec<MachineError> = Vec::new();
    match value {
        Value::Array(list) => {
            for item in list.iter().take(4 * super::ERROR_LIMIT) {
                match item {
                    Value::Object(pairs) => pairs_into(&mut errors, pairs),
                    Value::Null | Value::Bool(_) | Value::Array(_) => {}
                    // In a flat list a time belongs to the code before it.
                    scalar => match (code(scalar), errors.last_mut()) {
                        (Some(code), _) => errors.push(MachineError { code, since: None, reason: None }),
                        (None, Some(last)) if last.since.is_none() => last.since = time(scalar),
                        (None, _) => {}
                    },
                }
            }
        }
        Value::Object(pairs) => pairs_into(&mut errors, pairs),
        scalar => errors.extend(code(scalar).map(|code| MachineError { code, since: None, reason: None })),
    }
    errors.truncate(super::ERROR_LIMIT);
    errors.into()
}

/// The pairs of code and time of one object. `reason` is the machine's words about the code beside it.
fn pairs_into(errors: &mut Vec<MachineError>, pairs: &Map<String, Value>) {
    let reason = pairs.get("reason").and_then(|reason| text(reason, REASON_LENGTH));
    for (key, value) in pairs.iter().take(super::ERROR_LIMIT) {
        if let Some(code) = clean(key, CODE_LENGTH).filter(|code| is_code(code)) {
            errors.push(MachineError { code, since: text(value, SHORT), reason: reason.clone() });
        }
    }
}

/// A code, as digits or as a number.
pub(super) fn code(value: &Value) -> Option<Text> {
    let code = match value {
        Value::Number(number) => Some((number.as_f64()? as u64).to_string().into()),
        other => text(other, CODE_LENGTH),
    };
    code.filter(|code| is_code(code))
}

/// A time in the machine's words, which is never a bare number.
fn time(value: &Value) -> Option<Text> {
    text(value, SHORT).filter(|time| time.bytes().any(|byte| !byte.is_ascii_digit()))
}

/// Codes are decimal, or hexadecimal from the power supply. "0" says that there is none.
fn is_code(code: &str) -> bool {
    let digits = code.strip_prefix("0x").or_else(|| code.strip_prefix("0X"));
    match digits {
        Some(digits) => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => {
            code.bytes().all(|byte| byte.is_ascii_hexdigit())
                && code.bytes().any(|byte| byte.is_ascii_digit())
                && code != "0"
        }
    }
}
