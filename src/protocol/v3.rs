//! API v3 on port 4433, as far as it tells what API v2 can't: `get.device.info`.
//!
//! Firmware from mid-2024 serves it beside API v2. Messages are JSON behind a length ([`frame`], [`unframe`]);
//! reading needs no login. The network room asks once in a full read.

use super::{
    crypt::{Cipher, FACTORY_SALT},
    decode::{errors::errors, fields::Fields},
    failure::Failure,
    json,
    reading::{DeviceInfo, Reading},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// The port where API v3 is served.
pub const PORT: u16 = 4433;

/// The date of the first firmware that may serve API v3, as the first digits of its version.
pub const FIRST_FIRMWARE: u32 = 20_240_701;

/// The length in front of a message, in bytes.
const HEADER: usize = 4;

/// How much of the hash is the token, in characters.
const TOKEN_LENGTH: usize = 8;

/// Messages longer than this are refused, in bytes.
pub const FRAME_LIMIT: usize = json::SIZE_LIMIT;

/// A message as it goes over the wire: its length as 32 bits, little endian, and its bytes.
pub fn frame(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
    [&length.to_le_bytes(), message].concat()
}

/// What the start of received bytes holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framed {
    /// A whole message: where its bytes lie.
    Whole(std::ops::Range<usize>),
    /// More bytes must come.
    Incomplete,
}

/// Finds the first message in what was received so far. Heartbeats, which are empty messages, are passed over.
/// A length beyond [`FRAME_LIMIT`] is an error: whatever listens there does not speak API v3.
pub fn unframe(received: &[u8]) -> Result<Framed, Failure> {
    let mut at = 0;
    while let Some(header) = received.get(at..at + HEADER) {
        let length = header.iter().rev().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        at += HEADER;
        if length > FRAME_LIMIT {
            return Err(Failure::TooLong { limit: FRAME_LIMIT as u32 });
        }
        if length > 0 {
            let message = at..at + length;
            return Ok(if received.len() < message.end { Framed::Incomplete } else { Framed::Whole(message) });
        }
    }
    Ok(Framed::Incomplete)
}

/// The framed request for `get.device.info` with everything in it.
pub fn device_info_request() -> Vec<u8> {
    frame(br#"{"cmd":"get.device.info"}"#)
}

/// Decodes a message that answers `get.device.info` (without its length). Gives [`Reading::device`], and
/// [`Reading::errors`] with the machine's own words where it lists them.
pub fn decode_device_info(message: &[u8]) -> Result<Reading, Failure> {
    let parsed = json::parse(message)?;
    let reply = parsed.value.as_object().ok_or_else(|| bad("not an object"))?;
    let code = Fields(reply).number(&["code"]);
    let Some(Value::Object(body)) = reply.get("msg") else {
        let words = reply.get("msg").and_then(Value::as_str).map(json::excerpt).unwrap_or_default();
        return Err(match code {
            Some(code) if code != 0.0 => Failure::Answered { code: code as i32, words: words.into() },
            _ => bad("no device info in the reply"),
        });
    };
    Ok(Reading {
        device: Some(Box::new(device_info(body))),
        errors: body.get("error-code").map(errors),
        partial: parsed.cut_off,
        ..Reading::default()
    })
}

fn device_info(body: &Map<String, Value>) -> DeviceInfo {
    let empty = Map::new();
    let section = |name: &str| Fields(body.get(name).and_then(Value::as_object).unwrap_or(&empty));
    let (miner, system, network) = (section("miner"), section("system"), section("network"));
    DeviceInfo {
        api_switch: system.flag(&["apiswitch"]),
        factory_password: Fields(body).salt(&["salt"]).map(|salt| *salt == *FACTORY_SALT),
        model: miner.text(&["type"]),
        firmware: system.text(&["fwversion"]),
        api: system.text(&["api"]),
        control_board: system.text(&["control-board-version"]),
        serial: miner.text(&["miner-sn"]),
        mac: network.mac(&["mac"]),
    }
}

/// What proves to API v3 that a command comes from somebody who knows the password.
#[derive(Debug)]
pub struct Grant {
    /// The command's `token`.
    pub token: Zeroizing<String>,
    /// The cipher of its `param`, for the two commands that hide it.
    pub cipher: Cipher,
}

/// Derives the grant of one command, sent at `time` (Unix seconds) to a machine with this salt.
pub fn grant(command: &str, password: &str, salt: &str, time: u64) -> Grant {
    let time = time.to_string();
    let hash =
        Sha256::new().chain_update(command).chain_update(password).chain_update(salt).chain_update(time).finalize();
    let mut token = Zeroizing::new(STANDARD.encode(hash));
    token.truncate(TOKEN_LENGTH);
    Grant { token, cipher: Cipher::new(Zeroizing::new(hash.into())) }
}

fn bad(words: &str) -> Failure {
    Failure::BadReply { words: words.into() }
}
