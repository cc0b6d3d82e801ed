//! Passwords, tokens and encrypted commands of one machine, as API v2 has them (API document 3.2 and 4.7).
//!
//! Reads may come in cipher and are answered in cipher. Writes are taken as far as their permission: a simulated
//! machine does not change by command.

use super::{
    fault::Fault,
    reply::{self, Scene, is_readable},
    wire::Answer,
};
use crate::protocol::crypt::{Cipher, FACTORY_SALT, Key, cipher_text, derive_key, sign};
use serde_json::{Map, Value, json};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How many tokens the API service keeps.
pub(crate) const TOKENS: usize = 32;
/// How long a token lives, in seconds.
const TOKEN_LIFE: u64 = 1_800;
/// The password that machines leave the factory with.
const FACTORY_PASSWORD: &str = "admin";
/// AES works on blocks of this many bytes.
const BLOCK: usize = 16;

/// A machine's password and the tokens that it gave.
#[derive(Debug)]
pub(crate) struct Vault {
    password: Arc<str>,
    tokens: Mutex<VecDeque<Token>>,
}

#[derive(Debug)]
struct Token {
    newsalt: String,
    time: String,
    given: u64,
}

/// The salt of the machine's admin password.
pub(crate) fn salt(scene: &Scene<'_>) -> String {
    if scene.machine.has(Fault::FactoryPassword) {
        FACTORY_SALT.to_owned()
    } else {
        salt_text(scene.machine.noise.bits("salt", 0))
    }
}

/// Eight characters of the alphabet of `crypt`.
fn salt_text(bits: u64) -> String {
    const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    (0..8).map(|place| char::from(ALPHABET[(bits >> (6 * place) & 63) as usize])).collect()
}

impl Vault {
    /// A machine with this password, unless it still has the factory's.
    pub(crate) fn new(password: Arc<str>) -> Self {
        Self { password, tokens: Mutex::default() }
    }

    /// The reply to `get_token`: a place in the table, or 136 where it is full.
    pub(crate) fn token_reply(&self, scene: &Scene<'_>) -> Value {
        let now = scene.moment.unix;
        let mut tokens = self.tokens();
        tokens.retain(|token| now.saturating_sub(token.given) < TOKEN_LIFE);
        if tokens.len() >= TOKENS || scene.machine.has(Fault::TokensFull) {
            return scene.refusal(136, "over max connect");
        }
        let time = format!("{:04}", now % 10_000);
        let newsalt = salt_text(scene.machine.noise.bits("newsalt", now * TOKENS as u64 + tokens.len() as u64));
        let reply = reply::token(scene, &salt(scene), &newsalt, &time);
        tokens.push_back(Token { newsalt, time, given: now });
        reply
    }

    /// The reply to an encrypted request, with the command for the record; `read` answers readable commands.
    pub(crate) fn answer(
        &self,
        scene: &Scene<'_>,
        request: Map<String, Value>,
        read: impl Fn(&str) -> Answer,
    ) -> (String, Vec<u8>) {
        let key = self.key(scene);
        let cipher = key.cipher();
        let request = Value::Object(request);
        let data = cipher_text(&request).unwrap_or_default();
        let plain = |code, words| ("enc".to_owned(), scene.refusal(code, words).to_string().into_bytes());
        let Ok(blocks) = cipher.decrypt(data) else { return plain(137, "base64 decode error") };
        let Some(inner) = first_object(&blocks) else { return plain(23, "enc json load err") };
        let command = inner.get("cmd").or(inner.get("command")).and_then(Value::as_str).unwrap_or_default();
        let record = format!("enc:{command}");
        let answer = match self.permission(scene, &key, command, inner.get("token").and_then(Value::as_str)) {
            Err(refusal) => Answer::Value(refusal),
            Ok(()) => read(command),
        };
        match answer {
            Answer::Value(value) => (record, seal(scene, &cipher, &value.to_string())),
            Answer::Text(text) => (record, text.as_bytes().to_vec()),
        }
    }

    /// What stands between the sender and the command: a wrong token; for writes, also a missing one and the switch.
    fn permission(&self, scene: &Scene<'_>, key: &Key, command: &str, token: Option<&str>) -> Result<(), Value> {
        if token.is_some_and(|token| !self.knows(scene, key, token)) {
            return Err(scene.refusal(135, "check token err"));
        }
        if is_readable(command) {
            return Ok(());
        }
        if token.is_none() {
            return Err(scene.refusal(135, "json token err"));
        }
        if scene.machine.has(Fault::ApiOff) || scene.machine.has(Fault::FactoryPassword) {
            return Err(scene.refusal(45, "can't access write cmd"));
        }
        Ok(())
    }

    fn knows(&self, scene: &Scene<'_>, key: &Key, token: &str) -> bool {
        let now = scene.moment.unix;
        let alive = |given: &Token| now.saturating_sub(given.given) < TOKEN_LIFE;
        !scene.machine.has(Fault::TokenDead)
            && self
                .tokens()
                .iter()
                .rev()
                .filter(|given| alive(given))
                .any(|given| sign(key, &given.newsalt, &given.time).as_str() == token)
    }

    fn key(&self, scene: &Scene<'_>) -> Key {
        let factory = scene.machine.has(Fault::FactoryPassword);
        derive_key(if factory { FACTORY_PASSWORD } else { &self.password }, &salt(scene))
    }

    fn tokens(&self) -> MutexGuard<'_, VecDeque<Token>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The JSON object at the start of decrypted blocks: machines stop at its end, so that any padding will do.
fn first_object(blocks: &[u8]) -> Option<Map<String, Value>> {
    serde_json::Deserializer::from_slice(blocks).into_iter().next()?.ok()
}

/// The encrypted reply that carries `text`.
fn seal(scene: &Scene<'_>, cipher: &Cipher, text: &str) -> Vec<u8> {
    let data = if scene.machine.has(Fault::Pkcs7) { cipher.encrypt(&pkcs7(text)) } else { cipher.encrypt(text) };
    if scene.machine.has(Fault::EncData) { json!({ "enc": 1, "data": data }) } else { json!({ "enc": data }) }
        .to_string()
        .into_bytes()
}

/// `text` filled up in the PKCS#7 way: with as many bytes as are missing, each saying how many.
fn pkcs7(text: &str) -> String {
    let missing = BLOCK - text.len() % BLOCK;
    let mut filled = text.to_owned();
    filled.extend(std::iter::repeat_n(char::from(missing as u8), missing));
    filled
}
