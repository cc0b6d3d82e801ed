//! Whether a password opens a machine, without changing anything on it.
//!
//! An encrypted `status` does: a machine that can't decrypt it says so in plain text (`enc json load err`), any other
//! answer proves that it could. The read needs no token, works while the API switch is off, and spends no token slot
//! where the salt is known.

use super::{crypt::Key, envelope::Envelope, failure::Failure, json, query::Query, request};

/// What a probe proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordCheck {
    /// The machine could decrypt: the password is right.
    Right,
    /// The machine could not decrypt (code 23).
    Wrong,
}

/// The code of what could not be decrypted, and of what is no command once it is.
const BAD_JSON: i32 = 23;
/// Refusals from before the machine looks inside: the command or its key unknown (firmware that knows no cipher), the
/// token table full, the base64 damaged.
const PROVES_NOTHING: [i32; 4] = [14, 24, 136, 137];

/// The password that machines leave the factory with, and with which they take no commands (API document 1).
pub const FACTORY_PASSWORD: &str = "admin";

/// The longest password that a machine can be given (API document 4, `update_pwd`).
pub const NEW_PASSWORD_LENGTH: usize = 8;

/// Whether a machine can be given this password: 1 to 8 letters, digits or underscores. Passwords that machines have
/// already may be other.
pub fn fits(new: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=NEW_PASSWORD_LENGTH).contains(&new.len()) && new.bytes().all(is_allowed)
}

/// The request that proves a password: `status`, in cipher. The salt of the key must be the machine's own.
pub fn probe_request(key: &Key) -> Vec<u8> {
    let status = request::encode(&[Query::Status], request::CommandKey::Cmd);
    key.cipher().encrypt_request(&String::from_utf8_lossy(&status))
}

/// Judges the answer to a [`probe_request`]. Errors are answers that prove nothing, such as a full token table.
pub fn judge_probe(reply: &[u8]) -> Result<PasswordCheck, Failure> {
    let parsed = json::parse(reply)?;
    let Some(object) = parsed.value.as_object() else {
        return Err(Failure::BadReply { words: "not an object".into() });
    };
    if object.contains_key("enc") {
        // Only who could read the request answers in cipher.
        return Ok(PasswordCheck::Right);
    }
    match Envelope::read(object).failure() {
        Some(Failure::Answered { words, .. }) if words.contains("enc json load") => Ok(PasswordCheck::Wrong),
        Some(Failure::Answered { code: BAD_JSON, words }) if !words.contains("json cmd") => Ok(PasswordCheck::Wrong),
        Some(failure @ Failure::Answered { code, .. }) if PROVES_NOTHING.contains(&code) => Err(failure),
        Some(_) | None if parsed.cut_off => Err(Failure::BadReply { words: "the reply was cut off".into() }),
        Some(_) | None => Ok(PasswordCheck::Right),
    }
}
