//! Passwords, tokens and encrypted reads of one machine, as API v2 has them (API document 2 and 4.7).

use super::{
    fault::Fault,
    reply::{self, Scene},
    wire::Answer,
};
use serde_json::{Map, Value, json};
use std::{collections::VecDeque, sync::Mutex};

/// How many tokens the API daemon keeps.
const TOKENS: usize = 32;
/// How long a token lives without a new `get_token`, in seconds.
const TOKEN_LIFE: u64 = 1_800;

/// What a machine keeps for its security: the password's salt is computed, only tokens are kept.
#[derive(Debug, Default)]
pub(crate) struct Vault {
    tokens: Mutex<VecDeque<Token>>,
}

#[derive(Debug)]
struct Token {
    new_salt: String,
    given: u64,
}

/// The salt under which the factory's password is stored on every machine.
const FACTORY_SALT: &str = "BQ5hoXV9";

/// The salt of the machine's admin password.
fn salt(scene: &Scene<'_>) -> String {
    if scene.machine.has(Fault::FactoryPassword) {
        FACTORY_SALT.to_owned()
    } else {
        salt_text(scene.machine.noise.bits("salt", 0))
    }
}

/// Eight characters of the alphabet of `crypt`.
fn salt_text(mut bits: u64) -> String {
    const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    (0..8)
        .map(|_| {
            let letter = ALPHABET[(bits & 63) as usize];
            bits >>= 6;
            char::from(letter)
        })
        .collect()
}

impl Vault {
    /// The reply to `get_token`: a place in the table, or 136 where it is full.
    pub(crate) fn token_reply(&self, scene: &Scene<'_>) -> Value {
        let now = scene.moment.unix;
        let mut tokens = self.tokens.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        tokens.retain(|token| now.saturating_sub(token.given) < TOKEN_LIFE);
        if tokens.len() >= TOKENS || scene.machine.has(Fault::TokensFull) {
            return scene.refusal(136, "over max connect");
        }
        let new_salt =
            salt_text(scene.machine.noise.bits("new salt", now.wrapping_mul(TOKENS as u64) + tokens.len() as u64));
        let reply = reply::token(scene, &salt(scene), &new_salt);
        tokens.push_back(Token { new_salt, given: now });
        reply
    }

    /// The reply to an encrypted request; `answer` knows the readable commands.
    pub(crate) fn answer_encrypted(
        &self,
        scene: &Scene<'_>,
        request: &Map<String, Value>,
        answer: impl Fn(&str) -> Answer,
    ) -> Vec<u8> {
        let _later = (request, answer);
        json!(scene.refusal(23, "enc json load err")).to_string().into_bytes()
    }
}
