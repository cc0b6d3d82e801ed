//! The end of a reply and its JSON: any bytes give a value or an error, however they are split.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rackhand::protocol::{ReplyScanner, json};

fuzz_target!(|bytes: &[u8]| {
    let end = ReplyScanner::new().push(bytes);
    let mut scanner = ReplyScanner::new();
    let in_pieces = bytes.chunks(7).fold(None, |_, piece| scanner.push(piece));
    assert_eq!(end, in_pieces, "the pieces in which a reply comes must not matter");

    let parsed = json::parse(bytes);
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(valid) = serde_json::from_str::<serde_json::Value>(text)
        && let Ok(parsed) = &parsed
    {
        assert_eq!(parsed.value, valid, "valid JSON must be left alone");
    }
    if let Some(end) = end
        && let Ok(whole) = json::parse(&bytes[..end])
    {
        assert!(!whole.cut_off, "an object that was closed is not cut off");
    }
    drop(json::parse_tolerant(&String::from_utf8_lossy(bytes)));
});
