//! The tolerant parser and the scanner for the end of a reply: what they mend, and what they never touch.

use proptest::prelude::*;
use rackhand::protocol::{
    Failure, ReplyScanner,
    frame::{DEPTH_LIMIT, first_object},
    json::{Repair, SIZE_LIMIT, VALUE_LIMIT, parse, parse_tolerant},
};
use serde_json::{Map, Value, json};

#[test]
fn known_faults_are_mended() {
    for (reply, meant, repair) in [
        ("{\"a\":1}\0\0", json!({"a": 1}), Repair::Surroundings),
        ("\0{\"a\":1}\n\0", json!({"a": 1}), Repair::Surroundings),
        ("{\"a\":1}{\"b\":2}", json!({"a": 1}), Repair::Surroundings),
        ("{\"a\":1} tail", json!({"a": 1}), Repair::Surroundings),
        (r#"{"a":1,}"#, json!({"a": 1}), Repair::StrayComma),
        (r#"{"a":[1,,2,],}"#, json!({"a": [1, 2]}), Repair::StrayComma),
        (r#"{"a":[,{"b":1}]}"#, json!({"a": [{"b": 1}]}), Repair::StrayComma),
        (r#"{"a":[{"b":1}{"b":2}]}"#, json!({"a": [{"b": 1}, {"b": 2}]}), Repair::MissingComma),
        (r#"{"vendor":"1""temp0":"33.5"}"#, json!({"vendor": "1", "temp0": "33.5"}), Repair::MissingComma),
        (
            r#"{"a":inf,"b":-nan,"c":NaN,"d":1e999}"#,
            json!({"a": null, "b": null, "c": null, "d": null}),
            Repair::NotANumber,
        ),
        (r#"{"a":+1,"b":.5,"c":007}"#, json!({"a": 1, "b": 0.5, "c": 7}), Repair::NumberForm),
        (r#"{"e":["329":"2022-01-17 11:28:11"]}"#, json!({"e": {"329": "2022-01-17 11:28:11"}}), Repair::PairList),
        (r#"{"e":["1":"a","2":"b"]}"#, json!({"e": {"1": "a", "2": "b"}}), Repair::PairList),
        ("{\"a\":\"two\nlines\"}", json!({"a": "two\nlines"}), Repair::RawControl),
        (r#"{"a":"DOMAIN\user"}"#, json!({"a": "DOMAIN\\user"}), Repair::LooseBackslash),
    ] {
        let parsed = parse(reply.as_bytes()).unwrap_or_else(|failure| panic!("{reply}: {failure}"));
        assert_eq!(parsed.value, meant, "{reply}");
        assert!(parsed.repairs.contains(repair), "{reply}: {:?}", parsed.repairs);
        assert!(!parsed.cut_off, "{reply}");
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let parsed = parse(b"{\"a\":\"b\xff\"}").unwrap();
    assert_eq!(parsed.value, json!({"a": "b\u{fffd}"}));
    assert!(parsed.repairs.contains(Repair::Encoding));
}

#[test]
fn valid_replies_need_no_repair() {
    let parsed = parse(b" {\"STATUS\":\"S\",\"Msg\":{\"a\":[1,2.5,null,true,\"\\u00e9\"]}}\n").unwrap();
    assert!(parsed.repairs.is_empty() && !parsed.cut_off);
}

#[test]
fn strings_are_left_alone_while_all_around_is_mended() {
    let reply = r#"{"URL":"stratum+tcp://sha256.poolbinance.com:443","User":"inf,nan}{\",,]","x":nan,}"#;
    let parsed = parse(reply.as_bytes()).unwrap();
    let meant = json!({"URL": "stratum+tcp://sha256.poolbinance.com:443", "User": "inf,nan}{\",,]", "x": null});
    assert_eq!(parsed.value, meant);
}

#[test]
fn half_a_value_is_left_out_of_a_reply_that_was_cut_off() {
    for (reply, kept) in [
        (r#"{"POOLS":[{"POOL":1,"URL":"stratum+tcp://gate.em"#, json!({"POOLS": [{"POOL": 1}]})),
        (r#"{"Power":34"#, json!({})),
        (r#"{"Power":3417,"Elap"#, json!({"Power": 3417})),
        (r#"{"Power":3417,"Elapsed":"#, json!({"Power": 3417})),
        (r#"{"a":[1,2,tru"#, json!({"a": [1, 2]})),
        (r#"{"a":{"b":[{"#, json!({"a": {"b": [{}]}})),
        (r#"{"a":"b\"#, json!({})),
        (r#"{"a":["329":"2022"#, json!({"a": []})),
    ] {
        let parsed = parse(reply.as_bytes()).unwrap_or_else(|failure| panic!("{reply}: {failure}"));
        assert_eq!((parsed.value, parsed.cut_off), (kept, true), "{reply}");
    }
}

#[test]
fn what_cannot_be_understood_is_named_with_its_place() {
    for (reply, told) in [
        ("", "empty"),
        ("\0\0 \n", "empty"),
        ("hello", "hello"),
        (r#"{"a":bogus}"#, "at byte 5"),
        (r#"{"a" 1}"#, "colon"),
        ("{1:2}", "key"),
        (r#"{"a":@}"#, "no value"),
        (r#"{"a":[1}"#, "no value"),
    ] {
        let Err(Failure::BadReply { words }) = parse(reply.as_bytes()) else { panic!("{reply} was read") };
        assert!(words.contains(told), "{reply}: {words}");
    }
}

#[test]
fn text_that_is_no_reply_is_told_apart() {
    let down = parse(b"Socket connect failed: Connection refused\n");
    assert!(matches!(down, Err(Failure::BtminerDown { words }) if words.starts_with("Socket connect failed")));
    for other in ["HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-dropbear_2022.83\r\n", "<html></html>"] {
        assert!(matches!(parse(other.as_bytes()), Err(Failure::OtherDevice { .. })), "{other}");
    }
}

#[test]
fn size_depth_and_count_are_bounded() {
    let deep = "[".repeat(100_000);
    assert!(parse(deep.as_bytes()).is_err());
    let deep = r#"{"a":"#.repeat(usize::from(DEPTH_LIMIT) + 1);
    assert!(matches!(parse(deep.as_bytes()), Err(Failure::BadReply { words }) if words.contains("deep")));
    let many = format!("[{}0]", "0,".repeat(VALUE_LIMIT));
    assert!(matches!(parse(many.as_bytes()), Err(Failure::BadReply { .. })));
    let many = format!("{{\"a\":[{}", "\"\"".repeat(VALUE_LIMIT));
    assert!(matches!(parse(many.as_bytes()), Err(Failure::BadReply { .. })));
    let long = vec![b' '; SIZE_LIMIT + 1];
    assert_eq!(parse(&long), Err(Failure::TooLong { limit: u32::try_from(SIZE_LIMIT).unwrap() }));
}

#[test]
fn the_scanner_finds_the_end_wherever_the_bytes_are_split() {
    let object = r#"{"a":"}{\"\\","b":[{"c":1}]}"#;
    let stream = format!("\0 {object}\x1f\u{8b}binary {{ that follows");
    let end = stream.find(object).unwrap() + object.len();
    for split in 0..=stream.len() {
        let mut scanner = ReplyScanner::new();
        let (first, second) = stream.as_bytes().split_at(split);
        let at_first = scanner.push(first);
        assert_eq!(at_first, (split >= end).then_some(end), "split at {split}");
        assert_eq!(scanner.push(second), Some(end), "split at {split}");
    }
}

#[test]
fn the_scanner_ends_a_reply_that_nests_too_deep() {
    let limit = usize::from(DEPTH_LIMIT);
    let deep = "{".repeat(limit + 10);
    assert_eq!(ReplyScanner::new().push(deep.as_bytes()), Some(limit + 1));
    let bounded = format!("{}{}", "{".repeat(limit), "}".repeat(limit));
    assert_eq!(ReplyScanner::new().push(bounded.as_bytes()), Some(bounded.len()));
}

/// Any JSON value that is not deeper than a reply may be.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no such number", |number| number.is_finite()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "(nan|inf|,|\\{|\\}|\"|\\\\|:){1,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            proptest::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|pairs| Value::Object(Map::from_iter(pairs))),
        ]
    })
}

/// All strings in a value, keys included.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Object(object) => {
            object.iter().flat_map(|(key, value)| [vec![key.clone()], strings(value)].concat()).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// JSON text as machines break it: commas dropped and doubled outside strings.
fn broken(value: &Value, drop_commas: bool) -> String {
    let list = |items: Vec<String>| if drop_commas { items.join(" ") } else { items.join(",,") + "," };
    match value {
        Value::Array(items) => format!("[,{}]", list(items.iter().map(|item| broken(item, drop_commas)).collect())),
        Value::Object(object) => {
            let pair = |(key, value)| format!("{}:{}", Value::from(String::clone(key)), broken(value, drop_commas));
            format!("{{{}}}", list(object.iter().map(pair).collect()))
        }
        scalar => scalar.to_string(),
    }
}

proptest! {
    #[test]
    fn any_bytes_give_a_value_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        drop(parse(&bytes));
        drop(parse_tolerant(&String::from_utf8_lossy(&bytes)));
        ReplyScanner::new().push(&bytes);
    }

    #[test]
    fn any_text_of_json_tokens_gives_a_value_or_an_error(text in r#"([{}\[\],: ]|"|\\|\\u[0-9a-fD]{0,4}|nan|-|1|e|é|true){0,60}"#) {
        drop(parse(text.as_bytes()));
        drop(parse_tolerant(&text));
    }

    #[test]
    fn valid_json_survives_the_tolerant_reader_unchanged(value in value()) {
        let parsed = parse_tolerant(&value.to_string()).unwrap();
        prop_assert_eq!(&parsed.value, &value);
        prop_assert!(parsed.repairs.is_empty() && !parsed.cut_off);
    }

    #[test]
    fn repairs_never_alter_a_string(value in value(), drop_commas in any::<bool>()) {
        let text = broken(&value, drop_commas);
        let parsed = parse_tolerant(&text).unwrap();
        prop_assert_eq!(strings(&parsed.value), strings(&value));
    }

    #[test]
    fn a_reply_cut_at_any_byte_is_an_error_or_marked(value in value(), at in any::<prop::sample::Index>()) {
        let text = json!({"Msg": value}).to_string();
        let cut = &text.as_bytes()[..at.index(text.len())];
        if let Ok(parsed) = parse(cut) {
            prop_assert!(parsed.cut_off, "{}", String::from_utf8_lossy(cut));
        }
    }

    #[test]
    fn the_scanner_agrees_with_the_parser(value in value(), tail in any::<String>()) {
        let object = json!({"Msg": value}).to_string();
        let stream = object.clone() + &tail;
        prop_assert_eq!(first_object(&stream), Some(object.as_str()));
    }
}
