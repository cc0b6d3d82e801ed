//! The grammar of address ranges: any text gives a set that can be written and read again, or an error whose place
//! can be shown.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rackhand::net::{RangeSet, ranges::MAX_ADDRESSES};

fuzz_target!(|bytes: &[u8]| {
    drop(RangeSet::from_file(bytes));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match RangeSet::parse(text) {
        Ok(set) => {
            assert!(set.len() <= MAX_ADDRESSES);
            let written = set.to_string();
            assert_eq!(RangeSet::parse(&written).as_ref(), Ok(&set), "{written}");
        }
        Err(error) => assert!(text.get(error.span.clone()).is_some(), "{error:?}"),
    }
});
