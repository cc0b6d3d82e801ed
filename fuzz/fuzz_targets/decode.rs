//! The decoder: any reply to any query gives a bounded reading. The first byte selects what was asked.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rackhand::protocol::{Query, decode};

/// What a reading may take at most as JSON: a machine that fills every list and text with its longest.
const READING_LIMIT: usize = 64 * 1024;

fuzz_target!(|bytes: &[u8]| {
    let Some((selector, reply)) = bytes.split_first() else { return };
    let single = Query::ALL.get(usize::from(selector.wrapping_sub(b'0')));
    let queries = match single {
        Some(query) => vec![*query],
        None => vec![Query::Summary, Query::Pools, Query::Boards],
    };
    let decoded = decode(&queries, reply);
    let reading = serde_json::to_string(&decoded.reading).expect("a reading is JSON");
    assert!(reading.len() <= READING_LIMIT, "a reading of {} bytes", reading.len());
    assert!(decoded.failures.len() <= queries.len());
    let mut merged = decoded.reading.clone();
    merged.merge(decoded.reading);
});
