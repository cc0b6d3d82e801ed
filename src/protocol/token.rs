//! `get_token`: the salts that keys and tokens are made of (API document 3.2, 4.7).
//!
//! Asking takes a slot of the machine's token table, so it is asked only where a password must be tried or a write be
//! sent. The factory's password shows here without any credential.

use super::{
    crypt::{FACTORY_SALT, Key, Sign, sign},
    decode::fields::Fields,
    envelope::Envelope,
    failure::Failure,
    json,
    reading::Text,
    units::Seconds,
};

/// What `get_token` gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenReply {
    /// The salt of the admin password; changes with the password only.
    pub salt: Text,
    /// The salt of this token.
    pub newsalt: Text,
    /// The last digits of the machine's clock.
    pub time: Text,
    /// How long the token lives without use (API 2.2). Zero: until the machine restarts; absent: 30 minutes.
    pub timeout: Option<Seconds>,
}

impl TokenReply {
    /// Whether the admin password is the one that machines leave the factory with.
    pub fn factory_password(&self) -> bool {
        *self.salt == *FACTORY_SALT
    }

    /// The token for writes that are sent with `key`.
    pub fn sign(&self, key: &Key) -> Sign {
        sign(key, &self.newsalt, &self.time)
    }
}

/// Decodes the reply to `get_token`, wrapped in `Msg` or bare. Its code differs between generations, so the salts
/// decide. A full token table is [`Failure::Answered`] with code 136.
pub fn decode_token(reply: &[u8]) -> Result<TokenReply, Failure> {
    let parsed = json::parse(reply)?;
    let bad = |words: &str| Failure::BadReply { words: words.into() };
    let object = parsed.value.as_object().ok_or_else(|| bad("not an object"))?;
    let envelope = Envelope::read(object);
    let fields = Fields(envelope.fields());
    match (fields.salt(&["salt"]), fields.salt(&["newsalt"]), fields.salt(&["time"])) {
        (Some(salt), Some(newsalt), Some(time)) => {
            Ok(TokenReply { salt, newsalt, time, timeout: fields.seconds(&["timeout"]) })
        }
        _ => Err(envelope.failure().unwrap_or_else(|| bad("no salts in the reply to get_token"))),
    }
}
