//! Machines that take writes: with a password, tokens that they check, and answers that a test may replace.

use crate::scripted::{Scripted, Step, say};
use rackhand::{
    net::{Budget, Miners, MinersOptions, Timeouts},
    protocol::{
        Failure,
        crypt::{Cipher, Key, derive_key, sign},
    },
};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

pub(crate) const SALT: &str = "8hGTYpvL";
pub(crate) const PASSWORD: &str = "rackhand";
pub(crate) const WRONG_PASSWORD: &str = r#"{"STATUS":"E","When":1,"Code":23,"Msg":"enc json load err"}"#;
pub(crate) const NO_TOKENS: &str = r#"{"STATUS":"E","When":1,"Code":136,"Msg":"over max connect"}"#;

/// What such a machine is like and has seen.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) password: String,
    pub(crate) salt: String,
    /// How often it gave a token; the last one is the only one that is good.
    pub(crate) tokens: u32,
    /// Whether no token is good any more.
    pub(crate) is_token_dead: bool,
    /// Writes that it understood.
    pub(crate) writes: Vec<Value>,
    /// Requests that it could not decrypt.
    pub(crate) wrong: u32,
}

impl State {
    pub(crate) fn key(&self) -> Key {
        derive_key(&self.password, &self.salt)
    }

    pub(crate) fn cipher(&self) -> Cipher {
        self.key().cipher()
    }

    /// A reply in cipher.
    pub(crate) fn seal(&self, reply: &str) -> Vec<Step> {
        say(json!({ "enc": self.cipher().encrypt(reply) }).to_string())
    }

    pub(crate) fn answer(&self, status: &str, code: i32, message: impl Into<Value>) -> Vec<Step> {
        self.seal(&envelope(status, code, message))
    }

    fn newsalt(&self) -> String {
        format!("newsal{:02}", self.tokens % 100)
    }

    fn token_reply(&mut self) -> Vec<Step> {
        self.tokens += 1;
        self.is_token_dead = false;
        let (salt, newsalt) = (&self.salt, self.newsalt());
        say(envelope("S", 134, json!({ "time": "5626", "salt": salt, "newsalt": newsalt })))
    }

    /// The plain object of a request in cipher.
    pub(crate) fn open(&self, request: &str) -> Option<Value> {
        let opened = self.cipher().decrypt_reply(request.as_bytes()).ok()?;
        serde_json::from_str(&opened).ok()
    }
}

/// A reply in the API service's envelope.
pub(crate) fn envelope(status: &str, code: i32, message: impl Into<Value>) -> String {
    json!({ "STATUS": status, "When": 1, "Code": code, "Msg": message.into(), "Description": "" }).to_string()
}

/// A machine with a password.
#[derive(Debug)]
pub(crate) struct Secured {
    pub(crate) machine: Scripted,
    state: Arc<Mutex<State>>,
}

impl Secured {
    /// A machine that takes every write.
    pub(crate) async fn start() -> Self {
        Self::acting(|_, _| None).await
    }

    /// A machine that `act` answers for, once the write is understood and its token good.
    pub(crate) async fn acting(act: impl Fn(&mut State, &Value) -> Option<Vec<Step>> + Send + Sync + 'static) -> Self {
        Self::hearing(|_, _| None, act).await
    }

    /// The same, and `hear` sees every request first.
    pub(crate) async fn hearing(
        hear: impl Fn(&mut State, &str) -> Option<Vec<Step>> + Send + Sync + 'static,
        act: impl Fn(&mut State, &Value) -> Option<Vec<Step>> + Send + Sync + 'static,
    ) -> Self {
        let state = Arc::new(Mutex::new(State {
            password: PASSWORD.to_owned(),
            salt: SALT.to_owned(),
            tokens: 0,
            is_token_dead: false,
            writes: Vec::new(),
            wrong: 0,
        }));
        let own = Arc::clone(&state);
        let machine = Scripted::start([127, 22, 5, 1], move |request| {
            let mut state = own.lock().unwrap();
            if let Some(steps) = hear(&mut state, request) {
                return steps;
            }
            if request.contains("get_token") {
                return state.token_reply();
            }
            let Some(command) = state.open(request) else {
                state.wrong += 1;
                return say(WRONG_PASSWORD);
            };
            state.writes.push(command.clone());
            let good = sign(&state.key(), &state.newsalt(), "5626");
            if state.is_token_dead || command["token"] != good.as_str() {
                return state.answer("E", 135, "check token err");
            }
            act(&mut state, &command).unwrap_or_else(|| state.answer("S", 131, "API command OK"))
        })
        .await;
        Self { machine, state }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.machine.address
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// How many requests came in cipher.
    pub(crate) fn sealed(&self) -> usize {
        self.machine.requests().iter().filter(|request| request.contains("\"enc\"")).count()
    }
}

/// Quick ends, for machines that leave one waiting.
pub(crate) fn options() -> MinersOptions {
    let timeouts = Timeouts {
        connect: Duration::from_secs(5),
        first_byte: Duration::from_millis(500),
        reply: Duration::from_millis(500),
    };
    MinersOptions { write_timeouts: timeouts, ..MinersOptions::default() }
}

pub(crate) fn miners() -> Miners {
    Miners::new(options(), Budget::new(64))
}

pub(crate) fn passwords(words: &[&str]) -> Vec<SecretString> {
    words.iter().map(|word| SecretString::from(*word)).collect()
}

pub(crate) fn answered(code: i32, words: &str) -> Failure {
    Failure::Answered { code, words: words.into() }
}
