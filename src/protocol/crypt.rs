//! The cipher of encrypted commands: keys from the admin password, and AES-256 in ECB mode around the JSON.
//!
//! Reads need none of this; a password is checked with it ([`super::password`]) and writes are sent through it. A
//! [`Key`] depends on password and salt only, so it stays good until the password changes. Passwords and keys never
//! show in `Debug` and are zeroised when dropped.

mod md5_crypt;

use super::{failure::Failure, frame::first_object, json};
use aes::Aes256;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ecb::cipher::{
    BlockModeDecrypt as _, BlockModeEncrypt as _, KeyInit as _,
    block_padding::{NoPadding, ZeroPadding},
};
use md5_crypt::{HASH_LENGTH, md5_crypt};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The salt of the password that machines leave the factory with. A machine that shows it has never had its password
/// changed, which is a requirement for switching its API on.
pub const FACTORY_SALT: &str = "BQ5hoXV9";

/// AES works on blocks of this many bytes.
const BLOCK: usize = 16;

/// What a password becomes with a machine's salt: 22 characters, from which everything else is made.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; HASH_LENGTH]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The token of a write: made from a key and what `get_token` gave, good until the machine forgets it.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Sign([u8; HASH_LENGTH]);

impl fmt::Debug for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sign(…)")
    }
}

impl Sign {
    /// The token as it goes into a command.
    pub fn as_str(&self) -> &str {
        // Made of the scheme's alphabet alone.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Derives the key of a password on a machine with this salt (API document 3.2). A thousand rounds of MD5: about
/// 0.2 ms, so keep the key.
pub fn derive_key(password: &str, salt: &str) -> Key {
    Key(md5_crypt(password.as_bytes(), salt.as_bytes()))
}

/// Derives the token of a write from the key and a fresh `get_token`. Of the time only the last four characters count.
pub fn sign(key: &Key, newsalt: &str, time: &str) -> Sign {
    let start = time.char_indices().rev().nth(3).map_or(0, |(start, _)| start);
    let mut secret = Zeroizing::new(key.0.to_vec());
    secret.extend_from_slice(&time.as_bytes()[start..]);
    Sign(md5_crypt(&secret, newsalt.as_bytes()))
}

impl Key {
    /// The key as text, as the simulated machine compares it.
    pub fn as_str(&self) -> &str {
        // Made of the scheme's alphabet alone.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The cipher that this key opens.
    pub fn cipher(&self) -> Cipher {
        Cipher::new(Zeroizing::new(Sha256::digest(self.0).into()))
    }
}

/// AES-256 in ECB mode with a machine's key.
#[derive(Clone)]
pub struct Cipher {
    key: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cipher(…)")
    }
}

impl Cipher {
    /// The cipher of a key.
    pub(crate) fn new(key: Zeroizing<[u8; 32]>) -> Self {
        Self { key }
    }

    /// The 32 raw bytes of the AES key.
    pub fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// Encrypts text to base64, padded with NUL bytes to whole blocks.
    pub fn encrypt(&self, text: &str) -> String {
        let encryptor = ecb::Encryptor::<Aes256>::new((&*self.key).into());
        STANDARD.encode(encryptor.encrypt_padded_vec::<ZeroPadding>(text.as_bytes()))
    }

    /// Decrypts base64 to the raw blocks, padding included: machines pad replies with NUL bytes, others in the
    /// PKCS#7 way, and a full last block carries none.
    pub fn decrypt(&self, data: &str) -> Result<Vec<u8>, CipherError> {
        let cipher_text = STANDARD.decode(data.trim().as_bytes()).map_err(|error| CipherError::Base64 { error })?;
        if cipher_text.is_empty() || cipher_text.len() % BLOCK != 0 {
            return Err(CipherError::Length { bytes: cipher_text.len() });
        }
        let bytes = cipher_text.len();
        let decryptor = ecb::Decryptor::<Aes256>::new((&*self.key).into());
        decryptor.decrypt_padded_vec::<NoPadding>(&cipher_text).map_err(|_no_detail| CipherError::Length { bytes })
    }

    /// The request that carries a command in cipher: `{"enc":1,"data":"…"}`.
    pub fn encrypt_request(&self, command: &str) -> Vec<u8> {
        // Base64 needs no escaping.
        format!(r#"{{"enc":1,"data":"{}"}}"#, self.encrypt(command)).into_bytes()
    }

    /// The JSON object of a reply to an encrypted command, as text. Machines answer `{"enc":"…"}`, some
    /// `{"enc":1,"data":"…"}`, and in plain text where they could not decrypt: that reply comes back as it is.
    pub fn decrypt_reply(&self, reply: &[u8]) -> Result<String, Failure> {
        let parsed = json::parse(reply)?;
        let Some(data) = cipher_text(&parsed.value) else { return Ok(parsed.value.to_string()) };
        let blocks = self.decrypt(data).map_err(|error| Failure::BadReply { words: error.to_string().into() })?;
        let text = String::from_utf8_lossy(&blocks);
        match first_object(&text) {
            Some(object) => Ok(object.to_owned()),
            None => Err(Failure::BadReply { words: CipherError::NoObject.to_string().into() }),
        }
    }
}

/// The base64 text of an encrypted request or reply, in either form; `None` where it is in plain text.
pub fn cipher_text(message: &Value) -> Option<&str> {
    let enc = message.get("enc")?;
    enc.as_str().filter(|text| text.len() > 1).or_else(|| message.get("data")?.as_str())
}

/// Why a cipher text could not be opened.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// It is not base64.
    #[error("the cipher text is not base64: {error}")]
    Base64 {
        /// What the decoder said.
        error: base64::DecodeError,
    },
    /// It is not made of whole blocks.
    #[error("the cipher text is {bytes} bytes long, which are no whole blocks")]
    Length {
        /// Its length.
        bytes: usize,
    },
    /// What came out is no JSON object: another key, or damage on the way.
    #[error("the cipher text holds no JSON object")]
    NoObject,
}
