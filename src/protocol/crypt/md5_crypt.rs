//! The Unix `$1$` password scheme, which `WhatsMiner`s keep their admin password in (API document 3.2).
//!
//! A thousand rounds of MD5 over password and salt. Only [`super`] calls it, with secrets that it zeroises.

use md5::{Digest as _, Md5, block_api::compress};
use zeroize::{Zeroize as _, Zeroizing};

/// Salts longer than this are cut, as every implementation does.
const SALT_LENGTH: usize = 8;
const ROUNDS: u32 = 1000;
/// MD5 works on blocks of this many bytes.
const BLOCK: usize = 64;
/// What MD5 begins with (RFC 1321, 3.3).
const START: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
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

    // Rounds differ in three ways only, so that eight messages stand ready, padded, and each round fills its digest in.
    let mut messages: [Message; 8] = std::array::from_fn(|ways| Message::new(ways, password, salt));
    for round in 0..ROUNDS {
        let ways = usize::from(round % 2 == 1) | usize::from(round % 3 != 0) << 1 | usize::from(round % 7 != 0) << 2;
        digest = messages[ways].hash(&digest);
    }
    let hash = encode(&digest);
    digest.zeroize();
    hash
}

/// What one kind of round hashes: whole blocks of MD5, in which only the digest of the round before is missing.
struct Message {
    blocks: Zeroizing<Vec<u8>>,
    /// Where the digest goes.
    gap: usize,
}

impl Message {
    /// The message of rounds that are odd (1), no multiples of three (2) and none of seven (4), added up.
    fn new(ways: usize, password: &[u8], salt: &[u8]) -> Self {
        const DIGEST: &[u8] = &[0; 16];
        let is = |way: usize| ways & way != 0;
        let parts = [
            if is(1) { password } else { DIGEST },
            if is(2) { salt } else { &[] },
            if is(4) { password } else { &[] },
            if is(1) { DIGEST } else { password },
        ];
        let length: usize = parts.iter().map(|part| part.len()).sum();
        // A bit, zeros, and the length in bits at the end of the last block (RFC 1321, 3.1 and 3.2).
        let padded = (length + 1 + size_of::<u64>()).next_multiple_of(BLOCK);
        let mut blocks = Zeroizing::new(Vec::with_capacity(padded));
        blocks.extend(parts.into_iter().flatten());
        blocks.push(0x80);
        blocks.resize(padded - size_of::<u64>(), 0);
        blocks.extend_from_slice(&(length as u64 * 8).to_le_bytes());
        Self { blocks, gap: if is(1) { length - DIGEST.len() } else { 0 } }
    }

    /// The hash of the message with this digest.
    fn hash(&mut self, digest: &[u8; 16]) -> [u8; 16] {
        self.blocks[self.gap..self.gap + digest.len()].copy_from_slice(digest);
        let mut state = START;
        compress(&mut state, self.blocks.as_chunks().0);
        let mut hash = [0; 16];
        for (bytes, word) in hash.chunks_mut(4).zip(state) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        hash
    }
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
