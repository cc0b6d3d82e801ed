//! The Unix `$1$` password scheme, which `WhatsMiner`s keep their admin password in (API document 3.2).
//!
//! A thousand rounds of MD5 over password and salt. Only [`super`] calls it, with secrets that it zeroises.

use md5::{Digest as _, Md5};
use zeroize::Zeroize as _;

/// Salts longer than this are cut, as every implementation does.
const SALT_LENGTH: usize = 8;
const ROUNDS: u32 = 1000;
const MAGIC: &[u8] = b"$1$";
const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The length of the hash as text.
pub(super) const HASH_LENGTH: usize = 22;

/// The fourth `$`-field of the password's crypt: 22 characters of `./0-9A-Za-z`.
pub(super) fn md5_crypt(password: &[u8], salt: &[u8]) -> [u8; HASH_LENGTH] {
    let salt = &salt[..salt.len().min(SALT_LENGTH)];
    let mut digest: [u8; 16] =
        Md5::new().chain_update(password).chain_update(salt).chain_update(password).finalize().into();

    let mut start = Md5::new().chain_update(password).chain_update(MAGIC).chain_update(salt);
    for offset in (0..password.len()).step_by(digest.len()) {
        start.update(&digest[..digest.len().min(password.len() - offset)]);
    }
    // A slip of the first implementation that became the standard: one byte for every bit of the length.
    let first = password.first().copied().unwrap_or_default();
    let mut bits = password.len();
    while bits > 0 {
        start.update([if bits & 1 == 1 { 0 } else { first }]);
        bits >>= 1;
    }
    digest = start.finalize().into();

    for round in 0..ROUNDS {
        let (odd, mut state) = (round % 2 == 1, Md5::new());
        state.update(if odd { password } else { &digest });
        if round % 3 != 0 {
            state.update(salt);
        }
        if round % 7 != 0 {
            state.update(password);
        }
        state.update(if odd { &digest } else { password });
        digest = state.finalize().into();
    }
    let hash = encode(&digest);
    digest.zeroize();
    hash
}

/// The scheme's own base 64: groups of three bytes in its own order, lowest bits first.
fn encode(digest: &[u8; 16]) -> [u8; HASH_LENGTH] {
    const GROUPS: [[usize; 3]; 5] = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5]];
    let mut hash = [0; HASH_LENGTH];
    let groups = GROUPS.iter().map(|group| group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(digest[*byte])));
    let last = u32::from(digest[11]);
    for (characters, mut bits) in hash.chunks_mut(4).zip(groups.chain([last])) {
        for character in characters {
            *character = ALPHABET[(bits & 63) as usize];
            bits >>= 6;
        }
    }
    hash
}
