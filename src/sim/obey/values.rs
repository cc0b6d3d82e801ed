//! The values of a command, read as machines read them: texts, within their ranges.

use super::Refusal;
use serde_json::{Map, Value};
use std::net::Ipv4Addr;

/// What is said to a value that is wrong.
const BAD: Refusal = (132, "API command ERROR");

/// The fields of a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values<'a>(pub(super) &'a Map<String, Value>);

impl<'a> Values<'a> {
    fn str(self, name: &str) -> Result<&'a str, Refusal> {
        self.0.get(name).and_then(Value::as_str).ok_or(BAD)
    }

    /// A text, which may be empty.
    pub(super) fn text(self, name: &str) -> Result<String, Refusal> {
        self.str(name).map(str::to_owned)
    }

    /// A text of at most `most` bytes.
    pub(super) fn bounded(self, name: &str, most: usize) -> Result<String, Refusal> {
        self.text(name).and_then(|text| if text.len() <= most { Ok(text) } else { Err(BAD) })
    }

    /// A whole number, written as text.
    pub(super) fn number(self, name: &str, min: i64, max: i64) -> Result<i64, Refusal> {
        let number: i64 = self.str(name)?.parse().map_err(|_no_detail| BAD)?;
        if (min..=max).contains(&number) { Ok(number) } else { Err(BAD) }
    }

    /// A whole number that is a number in JSON too.
    pub(super) fn figure(self, name: &str, min: i64, max: i64) -> Result<i64, Refusal> {
        let number = self.0.get(name).and_then(Value::as_i64).ok_or(BAD)?;
        if (min..=max).contains(&number) { Ok(number) } else { Err(BAD) }
    }

    /// One of a few words.
    pub(super) fn choice(self, name: &str, words: &[&'static str]) -> Result<&'static str, Refusal> {
        let text = self.str(name)?;
        words.iter().copied().find(|word| *word == text).ok_or(BAD)
    }

    /// An IPv4 address.
    pub(super) fn address(self, name: &str) -> Result<Ipv4Addr, Refusal> {
        self.str(name)?.parse().map_err(|_no_detail| BAD)
    }

    /// A host name.
    pub(super) fn host_name(self, name: &str) -> Result<String, Refusal> {
        let text = self.bounded(name, 63)?;
        let is_good = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_good { Ok(text) } else { Err(BAD) }
    }

    /// A new password: at most eight letters, digits and underscores.
    pub(super) fn new_password(self, name: &str) -> Result<String, Refusal> {
        let text = self.bounded(name, 8)?;
        let is_good = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if is_good { Ok(text) } else { Err(BAD) }
    }

    /// The name of a text that a machine keeps for its owner.
    pub(super) fn customer_key(self) -> Result<String, Refusal> {
        let key = self.str("key")?;
        let is_number = |rest: &str| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit());
        if key == "CustomerSn" || key.strip_prefix("msg").is_some_and(is_number) {
            Ok(key.to_owned())
        } else {
            Err(BAD)
        }
    }
}
