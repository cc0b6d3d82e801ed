//! Everything else that a machine may answer: ciphers, tokens, password probes, API v3 messages.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rackhand::protocol::{crypt, password, token, v3};
use std::sync::LazyLock;

static CIPHER: LazyLock<crypt::Cipher> = LazyLock::new(|| crypt::derive_key("admin", crypt::FACTORY_SALT).cipher());

fuzz_target!(|bytes: &[u8]| {
    drop(CIPHER.decrypt_reply(bytes));
    drop(token::decode_token(bytes));
    drop(password::judge_probe(bytes));
    drop(v3::decode_device_info(bytes));
    if let Ok(v3::Framed::Whole(message)) = v3::unframe(bytes) {
        drop(v3::decode_device_info(&bytes[message]));
    }
});
