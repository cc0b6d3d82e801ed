//! The grammar of ranges by example: what is taken, and where the finger points at what is not.

use super::*;
use proptest::prelude::*;

fn set(text: &str) -> RangeSet {
    RangeSet::parse(text).unwrap_or_else(|error| panic!("{text}: {error} at {:?}", error.span))
}

#[test]
fn reads_what_people_type() {
    for (typed, canonical) in [
        ("", ""),
        ("10.1.2.3", "10.1.2.3"),
        ("10.1.2.0/24", "10.1.2.1-254"),
        ("10.31.5.77/22", "10.31.4.1-10.31.7.254"),
        ("10.1.2.4/31", "10.1.2.4-5"),
        ("10.1.2.4/32", "10.1.2.4"),
        ("10.1.2.1-80", "10.1.2.1-80"),
        ("10.1.2.1 - 80", "10.1.2.1-80"),
        ("10.1.2.1-10.1.3.80", "10.1.2.1-10.1.3.80"),
        ("10.1.2.1 – 10.1.3.80", "10.1.2.1-10.1.3.80"),
        ("10.1.2-4.*", "10.1.2.0-10.1.4.255"),
        ("10.1.*.7", &(0..=255).map(|i| format!("10.1.{i}.7")).collect::<Vec<_>>().join(", ")),
        ("10.1.2.9, 10.1.2.8;10.1.2.7\n10.1.2.6 10.1.2.5", "10.1.2.5-9"),
        ("10.1.2.1，10.1.2.2；10.1.2.3、10.1.2.4", "10.1.2.1-4"),
        ("# hall 2\n10.1.2.3 # by the door\n", "10.1.2.3"),
        ("10.1.2.3:4029", "10.1.2.3:4029"),
        ("127.0.0.1:5000-5002", "127.0.0.1:5000-5002"),
        ("10.1.2.0/30:80, 10.1.2.3", "10.1.2.1-2:80, 10.1.2.3"),
        ("010.001.002.003", "10.1.2.3"),
    ] {
        assert_eq!(set(typed).to_string(), canonical, "{typed}");
    }
}

#[test]
fn points_at_mistakes() {
    use RangeErrorKind::*;
    for (typed, wrong, kind) in [
        ("10.1.2.3, hello, 10.1.2.4", "hello", NotAnAddress),
        ("10.1.2.3 10.1.2", "10.1.2", Incomplete),
        ("10.1.2.", "10.1.2.", Incomplete),
        ("10.1..3", "10.1..3", Incomplete),
        ("10.1.2.300", "300", OctetTooLarge),
        ("10.1.2.0000", "0000", OctetTooLarge),
        ("10.1.2.0/33", "10.1.2.0/33", BadPrefix),
        ("10.1.2.0/", "10.1.2.0/", BadPrefix),
        ("10.1.2.3:", "", BadPort),
        ("10.1.2.3:70000", "70000", BadPort),
        ("10.1.2.3:80-", "80-", BadPort),
        ("10.1.2.80-10", "80-10", Backwards),
        ("10.1.3.1-10.1.2.1", "10.1.3.1-10.1.2.1", Backwards),
        ("10.1.2-3.1-10.1.4.5", "10.1.2-3.1-10.1.4.5", Mixed),
        ("10.1.*.0/24", "10.1.*.0/24", Mixed),
        ("0.0.0.0", "0.0.0.0", NotAHost),
        ("239.1.1.1", "239.1.1.1", NotAHost),
        ("::1", "::1", Ipv6),
        ("[fe80::1]:4028", "[fe80::1]:4028", Ipv6),
        ("10.0.0.0/7", "10.0.0.0/7", TooMany),
        ("10.1.2.3x", "10.1.2.3x", NotAnAddress),
        ("10.1.2.3.4", "10.1.2.3.4", NotAnAddress),
        ("10.1.2.x", "10.1.2.x", NotAnAddress),
        ("10.*.*.1:1-65535", "10.*.*.1:1-65535", TooMany),
    ] {
        let error = RangeSet::parse(typed).expect_err(typed);
        assert_eq!((&typed[error.span.clone()], error.kind), (wrong, kind), "{typed}");
    }
}

#[test]
fn too_many_counts_every_address_once() {
    assert_eq!(set("10.0.0.0/9, 10.0.0.0/9, 10.0.0.0/9").len(), (1 << 23) - 2);
    let error = RangeSet::parse("10.0.0.0/9, 10.128.0.0/9, 11.0.0.0/9").unwrap_err();
    assert_eq!(error.kind, RangeErrorKind::TooMany);
    assert_eq!(error.span, 26..36, "the item that goes beyond is the offending one");
}

#[test]
fn every_kind_has_its_own_key() {
    let keys: std::collections::BTreeSet<_> = RangeErrorKind::ALL.iter().map(|kind| kind.key()).collect();
    assert_eq!(keys.len(), RangeErrorKind::ALL.len());
}

#[test]
fn reads_lists_and_tables() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("10.1.2.3\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (file, canonical) in [
        (&b"\xef\xbb\xbf10.1.2.1\r\n10.1.2.2\r\n"[..], "10.1.2.1-2"),
        (&utf16, "10.1.2.3"),
        (b"IP,Status,Model,Pool 1\n10.1.2.1,Running,M50,stratum+tcp://a.b:3333\n10.1.2.9,,,\n", "10.1.2.1, 10.1.2.9"),
        (b"No;MAC;IP;Gateway\n1;C6:07:20:00:1E:C2;10.1.2.1;10.1.2.254\n", "10.1.2.1"),
        (b"10.1.2.1\tRunning\n10.1.2.2\tStopped\n", "10.1.2.1-2"),
        (b"\"IP\",\"Name\"\n\"10.1.2.1\",\"hall 2, door\"\n", "10.1.2.1"),
    ] {
        let read = RangeSet::from_file(file);
        assert_eq!(read.map(|set| set.to_string()), Ok(canonical.to_owned()), "{}", String::from_utf8_lossy(file));
    }
}

#[test]
fn a_mistake_in_a_list_is_not_taken_for_a_table() {
    for file in ["10.1.2.3\n10.1.2.400\n", "10.1.2.3, 10.1.2.400, 10.1.2.5", "a,b\nc,d\n", "hello"] {
        assert!(RangeSet::from_file(file.as_bytes()).is_err(), "{file}");
    }
}

#[test]
fn saves_as_text() {
    let machines = set("10.1.2.0/24, 10.1.9.9:4029");
    let saved = serde_json::to_string(&machines).unwrap();
    assert_eq!(saved, format!("\"{machines}\""));
    assert_eq!(serde_json::from_str::<RangeSet>(&saved).unwrap(), machines);
}

/// Texts with more than a chance to be ranges.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[0-9.*/:, #\n-]{0,40}", "([0-9]{1,3}\\.){3}[0-9]{1,3}([-/:][0-9]{1,3}){0,3}[ ,x]?", any::<String>(),]
}

fn any_set() -> impl Strategy<Value = RangeSet> {
    let span = (any::<[u8; 3]>(), any::<u8>(), 0_u32..700, prop_oneof![Just(4028), Just(4029), Just(4030), 1_u16..]);
    prop::collection::vec(span, 0..12).prop_map(|spans| {
        let spans = spans.into_iter().map(|([b, c, d], a, more, port)| {
            let first = u32::from_be_bytes([a.clamp(1, 222), b, c, d]);
            Span { port, first, last: first + more }
        });
        RangeSet::from_spans(spans.collect())
    })
}

proptest! {
    #[test]
    fn any_text_is_a_set_or_an_error_in_the_text(text in any_text()) {
        match RangeSet::parse(&text) {
            Ok(read) => prop_assert_eq!(RangeSet::parse(&read.to_string()), Ok(read)),
            Err(error) => prop_assert!(text.get(error.span.clone()).is_some(), "{:?} in {:?}", error, text),
        }
        let _any = RangeSet::from_file(text.as_bytes());
    }

    #[test]
    fn any_file_is_read_or_refused(bytes in any::<Vec<u8>>()) {
        let _any = RangeSet::from_file(&bytes);
    }

    #[test]
    fn its_text_gives_the_same_set(machines in any_set()) {
        prop_assert_eq!(RangeSet::parse(&machines.to_string()), Ok(machines));
    }

    #[test]
    fn length_membership_and_iteration_agree(machines in any_set(), other in any_set()) {
        let listed: Vec<_> = machines.iter().collect();
        prop_assert_eq!(listed.len(), machines.len());
        prop_assert!(listed.is_sorted_by_key(|address| (address.port(), address.ip())));
        prop_assert!(listed.iter().all(|address| machines.contains(*address)));
        prop_assert_eq!(listed.iter().copied().collect::<RangeSet>(), machines.clone());
        let listed: std::collections::BTreeSet<_> = listed.into_iter().collect();
        prop_assert!(other.iter().all(|address| machines.contains(address) == listed.contains(&address)));
        prop_assert_eq!(machines.get(machines.len()), None);
    }

    #[test]
    fn a_union_has_what_either_has(one in any_set(), other in any_set()) {
        let both = one.union(&other);
        prop_assert!(one.iter().chain(other.iter()).all(|address| both.contains(address)));
        prop_assert!(both.iter().all(|address| one.contains(address) || other.contains(address)));
    }
}
