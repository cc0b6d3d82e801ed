//! Passwords, tokens and encrypted commands of one machine, as API v2 has them (API document 3.2 and 4.7).
//!
//! Reads may come in cipher and are answered in cipher. Writes need a living token and the switch, and are then done by
//! [`obey`]; what they bring about on the wire and at the ports is left to [`super::serve`].

use super::{
    fault::Fault,
    machine::Machine,
    obey::{Pace, Then, is_write, needs_token, obey},
    record::WriteRecord,
    reply::{self, Scene},
    will::Secret,
    wire::Answer,
};
use crate::protocol::crypt::{Cipher, FACTORY_SALT, Key, Sign, cipher_text, derive_key, sign};
use serde_json::{Map, Value, json};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// How many tokens the API service keeps.
pub(crate) const TOKENS: usize = 32;
/// How long a token lives.
pub(crate) const TOKEN_LIFE: Duration = Duration::from_mins(30);
/// The password that machines leave the factory with.
const FACTORY_PASSWORD: &str = "admin";
/// AES works on blocks of this many bytes.
const BLOCK: usize = 16;

/// A machine's password and the tokens that it gave.
#[derive(Debug)]
pub(crate) struct Vault {
    password: Arc<str>,
    limits: TokenLimits,
    tokens: Mutex<VecDeque<Token>>,
    /// When a full table was last asked for a place.
    full_since: Mutex<Option<Instant>>,
    /// Salts given so far: what makes the next one.
    salts: AtomicU64,
    /// The first write found its token dead.
    has_failed_once: AtomicBool,
    /// Passwords set so far: what makes the next salt.
    changes: AtomicU64,
    /// The key of the password of last time: a machine does not work it out for every command either.
    key: Mutex<Option<(String, String, Key)>>,
}

/// How a machine deals with tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenLimits {
    pub(crate) life: Duration,
    pub(crate) table: usize,
    /// How long a full table stays full after it was last asked; `None`: for good.
    pub(crate) full_for: Option<Duration>,
}

/// What an encrypted request comes to.
#[derive(Debug)]
pub(crate) struct Opened {
    /// For the record of commands.
    pub(crate) command: String,
    /// The reply's bytes.
    pub(crate) reply: Vec<u8>,
    /// What happens then.
    pub(crate) then: Then,
    /// The connection is cut instead of the reply.
    pub(crate) cut: bool,
    /// For the record of writes.
    pub(crate) write: Option<WriteRecord>,
    /// What later replies on this connection are sealed with.
    pub(crate) cipher: Option<Cipher>,
}

#[derive(Debug)]
struct Token {
    newsalt: String,
    time: String,
    given: Instant,
    /// What a command must show, once one did: of the key that there was then, as a new password forgets the tokens.
    sign: OnceLock<Sign>,
}

/// The salt of the machine's admin password.
pub(crate) fn salt(scene: &Scene<'_>) -> String {
    if let Some(secret) = &scene.state.will.secret {
        secret.salt.clone()
    } else if scene.machine.has(Fault::FactoryPassword) {
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
    pub(crate) fn new(password: Arc<str>, limits: TokenLimits) -> Self {
        Self {
            password,
            limits,
            tokens: Mutex::default(),
            full_since: Mutex::default(),
            salts: AtomicU64::new(0),
            has_failed_once: AtomicBool::new(false),
            changes: AtomicU64::new(0),
            key: Mutex::default(),
        }
    }

    /// The reply to `get_token`: a place in the table, or 136 where it is full.
    pub(crate) fn token_reply(&self, scene: &Scene<'_>) -> Value {
        let mut tokens = self.tokens();
        tokens.retain(|token| token.given.elapsed() < self.limits.life);
        if self.is_full(scene, &mut tokens) {
            return scene.refusal(136, "over max connect");
        }
        let (time, newsalt) = self.challenge(scene);
        let reply = reply::token(scene, &salt(scene), &newsalt, &time);
        tokens.push_back(Token { newsalt, time, given: Instant::now(), sign: OnceLock::new() });
        reply
    }

    /// The end of the machine's clock, and a salt that it never gave before.
    pub(crate) fn challenge(&self, scene: &Scene<'_>) -> (String, String) {
        let salts = self.salts.fetch_add(1, Ordering::Relaxed);
        (format!("{:04}", scene.moment.unix % 10_000), salt_text(scene.machine.noise.bits("newsalt", salts)))
    }

    /// Whether there is no place for a token. Each question while there is none prolongs that; a table that was left in
    /// peace for long enough is empty again.
    fn is_full(&self, scene: &Scene<'_>, tokens: &mut VecDeque<Token>) -> bool {
        let mut since = lock(&self.full_since);
        let is_blocked = since.is_some() && self.limits.full_for.is_some();
        if !scene.machine.has(Fault::TokensFull) && tokens.len() < self.limits.table && !is_blocked {
            return false;
        }
        let is_over = self.limits.full_for.zip(*since).is_some_and(|(full_for, since)| since.elapsed() >= full_for);
        *since = if is_over { None } else { Some(Instant::now()) };
        if is_over {
            tokens.clear();
            scene.machine.heal(&[Fault::TokensFull]);
        }
        !is_over
    }

    /// The reply to an encrypted request; `read` answers readable commands.
    pub(crate) fn answer(
        &self,
        scene: &Scene<'_>,
        request: Map<String, Value>,
        pace: Pace,
        read: impl Fn(&str) -> Answer,
    ) -> Opened {
        let key = self.key(scene);
        let cipher = key.cipher();
        let request = Value::Object(request);
        let data = cipher_text(&request).unwrap_or_default();
        let plain = |code, words| Opened::reply("enc".to_owned(), scene.refusal(code, words).to_string().into_bytes());
        let Ok(blocks) = cipher.decrypt(data) else { return plain(137, "base64 decode error") };
        let Some(inner) = first_object(&blocks) else { return plain(23, "enc json load err") };
        let command = inner.get("cmd").or(inner.get("command")).and_then(Value::as_str).unwrap_or_default().to_owned();
        let record = format!("enc:{command}");
        let token = inner.get("token").and_then(Value::as_str);
        let (is_write, needs_token) = (is_write(&command), needs_token(&command));
        let refused = |refusal: Value, is_write: bool| Opened {
            write: is_write.then(|| write_record(scene, &command, &inner, false)),
            ..Opened::reply(record.clone(), seal(scene, &cipher, &refusal.to_string()))
        };
        if let Err(refusal) = self.permission(scene, &key, &command, token) {
            return refused(refusal, is_write);
        }
        if !needs_token {
            return match read(&command) {
                Answer::Value(value) => Opened::reply(record, seal(scene, &cipher, &value.to_string())),
                Answer::Text(text) => Opened::reply(record, text.as_bytes().to_vec()),
            };
        }
        if is_write && scene.machine.has(Fault::WriteLost) {
            return Opened { cut: true, ..refused(Value::Null, true) };
        }
        match obey(scene.machine, &command, &inner, scene.moment.seconds, pace) {
            Err((code, words)) => refused(scene.refusal(code, words), is_write),
            Ok((message, then)) => {
                if let Err((code, words)) = self.change(scene, &then) {
                    return refused(scene.refusal(code, words), true);
                }
                Opened {
                    then,
                    cut: scene.machine.has(Fault::WriteReplyLost),
                    write: is_write.then(|| write_record(scene, &command, &inner, true)),
                    cipher: Some(cipher.clone()),
                    ..Opened::reply(record, seal(scene, &cipher, &scene.daemon("S", 131, &message).to_string()))
                }
            }
        }
    }

    /// What an accepted command changes about the password.
    fn change(&self, scene: &Scene<'_>, then: &Then) -> Result<(), (u16, &'static str)> {
        match then {
            Then::Password { old, new } => {
                if *old != self.password(scene) {
                    return Err((132, "API command ERROR: old password"));
                }
                self.set_password(scene.machine, new);
            }
            Then::Reset { .. } => {
                let factory = Secret { password: FACTORY_PASSWORD.to_owned(), salt: FACTORY_SALT.to_owned() };
                scene.machine.will().reset(factory);
                self.tokens().clear();
            }
            Then::Nothing | Then::Boot { .. } | Then::Upload | Then::Log => {}
        }
        Ok(())
    }

    /// Sets the admin password from outside of the API.
    pub(crate) fn set_password(&self, machine: &Machine, password: &str) {
        let count = self.changes.fetch_add(1, Ordering::Relaxed) + 1;
        let salt = salt_text(machine.noise.bits("salt", count));
        machine.will().secret = Some(Secret { password: password.to_owned(), salt });
        self.tokens().clear();
    }

    /// A start of the machine forgets the tokens.
    pub(crate) fn forget_tokens(&self) {
        self.tokens().clear();
        *lock(&self.full_since) = None;
    }

    /// The admin password as it is.
    pub(crate) fn password(&self, scene: &Scene<'_>) -> String {
        match &scene.state.will.secret {
            Some(secret) => secret.password.clone(),
            None if scene.machine.has(Fault::FactoryPassword) => FACTORY_PASSWORD.to_owned(),
            None => self.password.to_string(),
        }
    }

    /// What stands between the sender and the command: a wrong token; for writes, also a missing one and the switch.
    fn permission(&self, scene: &Scene<'_>, key: &Key, command: &str, token: Option<&str>) -> Result<(), Value> {
        if token.is_some_and(|token| !self.knows(scene, key, token)) {
            return Err(scene.refusal(135, "check token err"));
        }
        if !needs_token(command) {
            return Ok(());
        }
        if token.is_none() {
            return Err(scene.refusal(135, "json token err"));
        }
        if !is_write(command) {
            return Ok(());
        }
        if scene.machine.has(Fault::TokenDeadOnce) && !self.has_failed_once.swap(true, Ordering::Relaxed) {
            self.tokens().clear();
            return Err(scene.refusal(135, "check token err"));
        }
        if scene.machine.api_switch() { Ok(()) } else { Err(scene.refusal(45, "can't access write cmd")) }
    }

    fn knows(&self, scene: &Scene<'_>, key: &Key, token: &str) -> bool {
        let alive = |given: &Token| given.given.elapsed() < self.limits.life;
        !scene.machine.has(Fault::TokenDead)
            && self
                .tokens()
                .iter()
                .rev()
                .filter(|given| alive(given))
                .any(|given| given.sign.get_or_init(|| sign(key, &given.newsalt, &given.time)).as_str() == token)
    }

    /// The key of the password.
    pub(crate) fn key(&self, scene: &Scene<'_>) -> Key {
        let (password, salt) = (self.password(scene), salt(scene));
        let mut kept = lock(&self.key);
        match &*kept {
            Some((of, with, key)) if *of == password && *with == salt => key.clone(),
            _ => {
                let key = derive_key(&password, &salt);
                *kept = Some((password, salt, key.clone()));
                key
            }
        }
    }

    fn tokens(&self) -> MutexGuard<'_, VecDeque<Token>> {
        lock(&self.tokens)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Opened {
    fn reply(command: String, reply: Vec<u8>) -> Self {
        Self { command, reply, then: Then::Nothing, cut: false, write: None, cipher: None }
    }

    /// A reply that nothing follows.
    pub(crate) fn plain(command: String, reply: Vec<u8>) -> Self {
        Self::reply(command, reply)
    }
}

/// What is kept of a write: everything but the token and passwords of the machine.
fn write_record(scene: &Scene<'_>, command: &str, request: &Map<String, Value>, done: bool) -> WriteRecord {
    let mut values = request.clone();
    values.remove("cmd");
    values.remove("token");
    for secret in ["old", "new"] {
        if let Some(value) = values.get_mut(secret) {
            *value = json!("…");
        }
    }
    WriteRecord::new(scene, command, Value::Object(values), done)
}

/// The JSON object at the start of decrypted blocks: machines stop at its end, so that any padding will do.
fn first_object(blocks: &[u8]) -> Option<Map<String, Value>> {
    serde_json::Deserializer::from_slice(blocks).into_iter().next()?.ok()
}

/// The encrypted reply that carries `text`.
pub(crate) fn seal(scene: &Scene<'_>, cipher: &Cipher, text: &str) -> Vec<u8> {
    if scene.machine.has(Fault::PlainReply) {
        return text.as_bytes().to_vec();
    }
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
