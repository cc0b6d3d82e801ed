//! Replies of every firmware generation, as the decoder must read them.
//!
//! The replies in `tests/data/replies` are made up, in the forms and units that recordings of real machines have.

use proptest::prelude::*;
use rackhand::protocol::{
    Decoded, Failure, Query, Reading, Retry, decode,
    reading::{PoolState, PowerMode},
    units::{Celsius, HashRate, Rpm, Seconds},
    v3,
};
use serde_json::{Value, json};

macro_rules! reply {
    ($name:literal) => {
        include_bytes!(concat!("data/replies/", $name, ".json"))
    };
}

/// The queries that are joined in a quick refresh.
const REFRESH: [Query; 3] = [Query::Summary, Query::Pools, Query::Boards];

/// Every reply with what was asked for it.
const REPLIES: [(&[Query], &[u8]); 17] = [
    (&[Query::Summary], reply!("v1_summary")),
    (&REFRESH, reply!("classic_joined")),
    (&REFRESH, reply!("msg_joined")),
    (&[Query::Summary], reply!("msg_summary")),
    (&[Query::Boards], reply!("msg_boards")),
    (&[Query::Boards], reply!("msg_boards_list")),
    (&[Query::Pools], reply!("msg_pools_list")),
    (&[Query::DevDetails], reply!("devdetails")),
    (&[Query::Psu], reply!("psu")),
    (&[Query::Psu], reply!("psu_v1")),
    (&[Query::Version], reply!("version")),
    (&[Query::Version], reply!("version_oldest")),
    (&[Query::Status], reply!("status_v1")),
    (&[Query::Status], reply!("status_2026")),
    (&[Query::Status], reply!("status_top_level")),
    (&[Query::Info], reply!("info")),
    (&[Query::Errors], reply!("errors")),
];

/// The reading of a reply that must be read whole.
#[track_caller]
fn read(queries: &[Query], reply: &[u8]) -> Reading {
    let decoded = decode(queries, reply);
    assert_eq!(decoded.failures, []);
    assert_eq!(decoded.retry, None);
    assert!(!decoded.reading.partial);
    decoded.reading
}

#[track_caller]
fn read_json(query: Query, reply: &Value) -> Reading {
    read(&[query], reply.to_string().as_bytes())
}

fn near(rate: Option<HashRate>, ths: f32) -> bool {
    rate.is_some_and(|rate| (rate.ths() - ths).abs() < 0.01)
}

#[test]
fn api_v1_keeps_everything_in_its_summary() {
    let reading = read(&[Query::Summary], reply!("v1_summary"));
    let summary = reading.summary.as_deref().unwrap();
    assert_eq!(summary.elapsed, Some(Seconds(18204)));
    assert!(near(summary.rate, 86.1) && near(summary.rate_average, 86.01) && near(summary.rate_factory, 84.05));
    assert_eq!((summary.fan_in, summary.fan_out), (Some(Rpm(4980)), Some(Rpm(5010))));
    assert_eq!(summary.ambient_temp, Some(Celsius::new(28.5)), "a number in quotes");
    assert_eq!(summary.pool_rejected.map(|share| share.0), Some(0.23));
    assert_eq!(summary.power_mode, Some(PowerMode::Normal));
    assert_eq!(summary.liquid_cooling, Some(false));
    assert_eq!(reading.mac().unwrap().to_string(), "C4:11:04:01:3C:75");
    assert_eq!(reading.firmware().unwrap().as_str(), "20210322.22.REL", "without its quotes");
    let errors: Vec<_> = reading.errors.as_deref().unwrap().iter().map(|it| (&*it.code, it.since.as_deref())).collect();
    assert_eq!(errors, [("110", Some("2023-05-01 10:00:00")), ("2320", None), ("2340", Some("2023-05-02 11:30:00"))]);
}

#[test]
fn a_classic_joined_reply_gives_all_three_parts() {
    let reading = read(&REFRESH, reply!("classic_joined"));
    let summary = reading.summary.as_deref().unwrap();
    assert!(near(summary.rate, 111.375) && near(summary.rate_factory, 111.525));
    assert_eq!(summary.accepted, Some(8714));
    assert_eq!(summary.power_limit.map(|limit| limit.0), Some(3400.0));
    assert_eq!(summary.fast_boot, Some(false));
    let pools = reading.pools.as_deref().unwrap();
    let urls: Vec<_> = pools.iter().map(|pool| &*pool.url).collect();
    assert_eq!(urls, ["stratum+tcp://sha256.poolbinance.example:443", "stratum+tcp://nan.example:3333"]);
    assert_eq!((pools[0].number, pools[0].priority, pools[0].active), (1, 0, Some(true)));
    assert_eq!(pools[0].state, Some(PoolState::Alive));
    assert!((pools[0].rejected_share.unwrap().0 - 0.4).abs() < 0.01, "from the counts, not from the machine's figure");
    assert_eq!((pools[1].rejected_share, pools[1].last_share), (None, None), "nothing was answered there");
    let boards = reading.boards.as_deref().unwrap();
    assert_eq!(boards.iter().map(|board| board.slot).collect::<Vec<_>>(), [0, 1, 2]);
    assert!(near(boards[2].rate, 37.3) && near(boards[2].rate_factory, 37.175));
    assert_eq!(boards[1].chips, Some(156));
    assert_eq!(boards[1].chip_temp_max, Some(Celsius::new(89.0)));
    assert_eq!(boards[0].enabled, Some(true));
}

#[test]
fn the_msg_shape_reads_like_the_classic_one() {
    let reading = read(&REFRESH, reply!("msg_joined"));
    let summary = reading.summary.as_deref().unwrap();
    assert!(near(summary.rate, 692.63) && near(summary.rate_factory, 560.97), "the whole machine is in MH/s");
    assert_eq!(summary.elapsed, Some(Seconds(10658)));
    assert_eq!(summary.hash_stable, Some(true), "as text");
    assert_eq!((summary.rate_5s, summary.rate_5m, summary.rate_target), (None, None, None));
    assert_eq!(summary.target_frequency, None, "0 is unknown");
    assert!((summary.pool_rejected.unwrap().0 - 0.40687).abs() < 1e-4, "a fraction there");
    assert_eq!(summary.accepted, Some(8714), "from the pools");
    assert_eq!(summary.board_temp, Some(Celsius::new(65.31)), "from the boards");
    let boards = reading.boards.as_deref().unwrap();
    assert!(near(boards[1].rate, 172.5) && near(boards[1].rate_average, 171.62), "boards are in TH/s");
    assert!(near(boards[3].rate_factory, 139.93));
    assert_eq!((boards[0].status.clone(), boards[0].chip_temp_max), (None, None));
    for (query, single) in
        REFRESH.into_iter().zip([reply!("msg_summary"), reply!("msg_pools_list").as_slice(), reply!("msg_boards_list")])
    {
        let alone = read(&[query], single);
        assert_eq!(alone.pools.is_some(), query == Query::Pools);
        assert_eq!(alone.boards.is_some(), query == Query::Boards);
    }
    assert_eq!(read(&[Query::Boards], reply!("msg_boards")).boards, reading.boards);
}

#[test]
fn board_rates_find_their_unit() {
    let rates = |boards: Value| -> Vec<f32> {
        let reading = read_json(Query::Boards, &json!({"STATUS": [{"STATUS": "S"}], "DEVS": boards}));
        reading.boards.unwrap().iter().map(|board| board.rate.unwrap().ths()).collect()
    };
    let board = |rate: f64, factory: f64| json!({"MHS av": rate, "Factory GHS": factory});
    assert_eq!(rates(json!([board(37_000_000.0, 37_175.0)])), [37.0]);
    assert_eq!(rates(json!([board(37.0, 37_175.0)])), [37.0]);
    assert_eq!(rates(json!([board(5_000.0, 37_175.0)])), [0.005], "a board that just started, in MH/s");
    assert_eq!(
        rates(json!([board(80.0, 37_175.0), board(37_000_000.0, 37_175.0)])),
        [0.000_08, 37.0],
        "one reply, one unit"
    );
    assert_eq!(rates(json!([{"MHS av": 9_999.0}])), [9_999.0]);
    assert_eq!(rates(json!([{"MHS av": 10_000.0}])), [0.01]);
    assert_eq!(rates(json!([{"MHS av": 0, "HS RT": "41500000"}])), [41.5]);
}

#[test]
fn the_service_replies_of_every_generation_are_read() {
    let psu = read(&[Query::Psu], reply!("psu")).psu.unwrap();
    let (volts, amperes, watts) = (psu.voltage_in.unwrap().0, psu.current_in.unwrap().0, psu.power_in.unwrap().0);
    assert!((volts * amperes - watts).abs() / watts < 0.01, "{volts} V × {amperes} A = {watts} W");
    assert_eq!((psu.vendor.as_deref(), psu.enabled, psu.fan), (Some("7"), Some(true), Some(Rpm(6976))));
    let psu = read(&[Query::Psu], reply!("psu_v1")).psu.unwrap();
    assert_eq!((psu.name.as_deref(), psu.hardware.as_deref(), psu.voltage_in), (Some("P21"), None, None));

    let version = read(&[Query::Version], reply!("version")).version.unwrap();
    assert_eq!((version.api.as_deref(), version.model.as_deref()), (Some("2.2.2"), Some("M7BS_VM30")));
    let version = read(&[Query::Version], reply!("version_oldest")).version.unwrap();
    assert_eq!((version.firmware.as_deref(), version.api.as_deref()), (Some("20180712.10.REL"), None));

    let stopped = |reply| read(&[Query::Status], reply).status.unwrap().stopped;
    assert_eq!(stopped(reply!("status_v1").as_slice()), Some(true));
    assert_eq!(stopped(reply!("status_top_level")), Some(false));
    let status = read(&[Query::Status], reply!("status_2026")).status.unwrap();
    assert_eq!((status.stopped, status.stopped_why.clone()), (Some(false), None));
    assert_eq!((status.power_mode, status.fast_hash), (Some(PowerMode::High), Some(true)));
    assert_eq!(status.power_percent.map(|percent| percent.0), Some(120.0));
    assert_eq!(status.frequency_percent.map(|percent| percent.0), Some(-3.0));
    assert_eq!(status.liquid_temp, Some(Celsius::new(49.0)));

    let info = read(&[Query::Info], reply!("info")).info.unwrap();
    assert_eq!((info.dhcp, info.hostname.as_deref()), (Some(true), Some("rack-7 row-3")));
    assert_eq!(info.mac.unwrap().to_string(), "A0:5B:06:00:36:60");
    assert_eq!(info.led.as_deref(), Some("1,200,100,0 0,200,100,0"));
    assert_eq!(info.upfreq_speed, Some(0));

    assert_eq!(read(&[Query::DevDetails], reply!("devdetails")).model().unwrap().as_str(), "M30S+VE40");
}

#[test]
fn errors_are_read_in_every_form() {
    let codes = |value: Value| -> Vec<(String, Option<String>)> {
        let reading = read_json(Query::Errors, &json!({"STATUS": "S", "Code": 131, "Msg": {"error_code": value}}));
        let errors = reading.errors.unwrap();
        errors.iter().map(|error| (error.code.to_string(), error.since.as_ref().map(ToString::to_string))).collect()
    };
    let at = |code: &str, time: &str| (code.to_owned(), Some(time.to_owned()));
    let bare = |code: &str| (code.to_owned(), None);
    assert_eq!(codes(json!([])), []);
    assert_eq!(codes(json!({"329": "2022-01-17 11:28:11"})), [at("329", "2022-01-17 11:28:11")]);
    assert_eq!(codes(json!(["329", "2022-01-17 11:28:11", "205"])), [at("329", "2022-01-17 11:28:11"), bare("205")]);
    assert_eq!(codes(json!([110, "2010", 0, 531.0])), [bare("110"), bare("2010"), bare("531")]);
    assert_eq!(codes(json!(["0x0040"])), [bare("0x0040")]);
    assert_eq!(codes(json!([null, {}, [], true, {"reason": "alone"}])), []);
    let reading = read(&[Query::Errors], reply!("errors"));
    let errors = reading.errors.as_deref().unwrap();
    assert_eq!(errors.iter().map(|error| &*error.code).collect::<Vec<_>>(), ["531", "205"]);
    assert_eq!(errors[0].reason.as_deref(), Some("Slot1 not found."));
    let malformed =
        br#"{"STATUS":"S","When":1642392343,"Code":131,"Msg":{"error_code":["329":"2022-01-17 11:28:11"]}}"#;
    assert_eq!(read(&[Query::Errors], malformed).errors.unwrap()[0].since.as_deref(), Some("2022-01-17 11:28:11"));
}

#[test]
fn unknown_is_absent_and_never_zero() {
    let reading = read_json(
        Query::Summary,
        &json!({"STATUS": [{"STATUS": "S"}], "SUMMARY": [{
            "Power": -1, "Power Limit": 0, "Temperature": 0.0, "Chip Temp Max": "", "HS RT": "n/a", "MHS av": null,
            "Power Mode": "Turbo", "Elapsed": -5, "Factory GHS": 0, "Hash Stable": [], "Accepted": {}, "Fan Speed In": 1e9,
            "Uptime": true, "Env Temp": "nan", "MAC": "00:00:00:00:00:00"
        }]}),
    );
    assert_eq!(*reading.summary.unwrap(), rackhand::protocol::reading::Summary::default());
    let reading = read_json(
        Query::Summary,
        &json!({"STATUS": "S", "Code": 131, "Msg": {"HS RT": 0, "Fan Speed In": 0, "Power": 0}}),
    );
    let summary = reading.summary.unwrap();
    assert_eq!(summary.rate, Some(HashRate::from_ths(0.0)), "a machine that does not hash says so");
    assert_eq!(summary.fan_in, Some(Rpm(0)), "a fan that stands still is a reading");
}

#[test]
fn fans_that_a_model_lacks_are_absent() {
    let fans = |version: &[u8]| {
        let mut reading = read(&[Query::Version], version);
        reading.merge(read(&[Query::Summary], reply!("msg_summary")));
        reading.summary.unwrap().fan_in
    };
    assert_eq!(fans(reply!("version")), None);
    assert_eq!(fans(reply!("version_oldest")), Some(Rpm(0)));
    assert_eq!(fans(br#"{"STATUS":"S","Code":131,"Msg":{"miner_type":"M50_VH84"}}"#), Some(Rpm(0)));
    let mut reading = read(&[Query::Status], reply!("status_2026"));
    reading.merge(read(&[Query::Summary], reply!("msg_summary")));
    assert_eq!(reading.summary.unwrap().fan_in, None, "a machine that measures its liquid");
}

#[test]
fn texts_of_a_hostile_machine_are_cleaned_and_capped() {
    let url = format!("stratum+tcp://{}\u{202e}\u{7}\n", "x".repeat(100_000));
    let pools: Vec<_> = (0..1000).map(|_| json!({"URL": url, "User": "a\0b\u{200f}c"})).collect();
    let decoded = decode(&[Query::Pools], json!({"STATUS": "S", "POOLS": &pools[..5]}).to_string().as_bytes());
    let pool = &decoded.reading.pools.as_deref().unwrap()[0];
    assert!(pool.url.chars().count() <= 256 && !pool.url.contains(char::is_control));
    assert_eq!(&*pool.worker, "abc");
    let pools: Vec<_> = (0..1000).map(|_| json!({"URL": "u", "User": "w"})).collect();
    let decoded = decode(&[Query::Pools], json!({"STATUS": "S", "POOLS": pools}).to_string().as_bytes());
    assert!(decoded.reading.pools.unwrap().len() < 20 && decoded.reading.partial, "a capped list is marked");
}

#[test]
fn refusals_come_in_the_machine_s_words() {
    let refused = |query, reply: &str| {
        let Decoded { failures, retry, .. } = decode(&[query], reply.as_bytes());
        (failures.into_iter().map(|(_, failure)| failure).next(), retry)
    };
    let answered = |code, words: &str| Some(Failure::Answered { code, words: words.into() });
    for (query, reply, failure, retry) in [
        (
            Query::Psu,
            r#"{"STATUS":"E","When":1,"Code":14,"Msg":"invalid cmd","Description":"whatsminer v1.1"}"#,
            answered(14, "invalid cmd"),
            None,
        ),
        (
            Query::Boards,
            r#"{"STATUS":"E","Code":14,"Msg":"invalid cmd"}"#,
            answered(14, "invalid cmd"),
            Some(Retry::UseDevs),
        ),
        (
            Query::Summary,
            r#"{"STATUS":[{"STATUS":"E","Code":24,"Msg":"Missing JSON 'command'"}],"id":1}"#,
            answered(24, "Missing JSON 'command'"),
            Some(Retry::UseCommandKey),
        ),
        (Query::Status, r#"{"Code":"23","Msg":"json cmd err"}"#, answered(23, "json cmd err"), None),
    ] {
        assert_eq!(refused(query, reply), (failure, retry), "{reply}");
    }
    let down = r#"{"STATUS":"E","Code":132,"Msg":"Socket connect failed: Connection refused"}"#;
    assert!(matches!(refused(Query::Summary, down), (Some(Failure::BtminerDown { .. }), None)));
    assert!(matches!(
        refused(Query::Psu, r#"{"STATUS":"S","Code":131,"Msg":""}"#),
        (Some(Failure::BadReply { .. }), None)
    ));
    assert!(matches!(refused(Query::Summary, r#"{"STATUS":"S"}"#), (Some(Failure::BadReply { .. }), None)));
}

#[test]
fn joins_that_fail_ask_again_in_another_way() {
    let retry = |reply: &str| {
        let decoded = decode(&REFRESH, reply.as_bytes());
        assert!(!decoded.failures.is_empty());
        decoded.retry
    };
    assert_eq!(retry(r#"{"STATUS":"E","Code":45,"Msg":"command join err"}"#), Some(Retry::AskSingly));
    assert_eq!(retry(r#"{"STATUS":"E","Code":14,"Msg":"invalid cmd"}"#), Some(Retry::AskSingly));
    assert_eq!(
        retry(r#"{"STATUS":[{"STATUS":"E","Code":24,"Msg":"Missing JSON 'command'"}]}"#),
        Some(Retry::UseCommandKey)
    );
    assert_eq!(retry("no reply at all"), Some(Retry::AskSingly));
    assert_eq!(retry("Socket connect failed: Connection refused\n"), None, "asking singly would not help");
    let first_only = r#"{"STATUS":[{"STATUS":"S"}],"SUMMARY":[{"Elapsed":1}]}"#;
    let decoded = decode(&REFRESH, first_only.as_bytes());
    assert!(decoded.reading.summary.is_some());
    assert_eq!((decoded.failures.len(), decoded.retry), (2, Some(Retry::AskSingly)));
    let joined = r#"{"summary":[{"STATUS":"S","Msg":{"Elapsed":1}}],"pools":[{"STATUS":[{"STATUS":"S"}],"POOLS":[]}],
        "edevs":[{"STATUS":[{"STATUS":"E","Code":14,"Msg":"invalid cmd"}]}]}"#;
    let decoded = decode(&REFRESH, joined.as_bytes());
    assert_eq!(decoded.reading.pools.as_deref(), Some([].as_slice()));
    assert_eq!(decoded.retry, Some(Retry::UseDevs));
}

#[test]
fn an_empty_list_is_a_reading() {
    let reply = br#"{"STATUS":[{"STATUS":"E","Code":10,"Msg":"No ASCs","Description":"cgminer 4.9.2"}],"id":1}"#;
    assert_eq!(read(&[Query::Boards], reply).boards.as_deref(), Some([].as_slice()));
}

#[test]
fn other_makes_are_told_apart() {
    for reply in [
        r#"{"STATUS":[{"STATUS":"S","Code":11,"Msg":"Summary","Description":"cgminer 1.0.0"}],"SUMMARY":[{"Elapsed":1,"GHS 5s":"99","GHS av":98.1}]}"#,
        r#"{"STATUS":[{"STATUS":"S","Code":11,"Msg":"Summary","Description":"cgminer 4.11.1"}],"SUMMARY":[{"Elapsed":1,"MHS av":3961115.58}]}"#,
        r#"{"STATUS":[{"STATUS":"E","Code":14,"Msg":"Invalid command","Description":"BOSer boser-openwrt 0.1.0"}]}"#,
        "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
    ] {
        let decoded = decode(&[Query::Summary], reply.as_bytes());
        assert!(matches!(decoded.failures[..], [(_, Failure::OtherDevice { .. })]), "{reply}: {decoded:?}");
        assert_eq!(decoded.reading.summary, None);
    }
}

#[test]
fn plain_text_of_a_stopped_btminer_is_told_apart() {
    let decoded = decode(&[Query::Summary], b"Socket connect failed: Connection refused\n");
    assert!(matches!(decoded.failures[..], [(Query::Summary, Failure::BtminerDown { .. })]));
}

#[test]
fn api_v3_tells_the_switch_the_password_and_the_reasons() {
    let framed = v3::frame(reply!("device_info"));
    let Ok(v3::Framed::Whole(range)) = v3::unframe(&framed) else { panic!("no message") };
    let reading = v3::decode_device_info(&framed[range]).unwrap();
    let device = reading.device.as_deref().unwrap();
    assert_eq!((device.api_switch, device.factory_password), (Some(false), Some(true)));
    assert_eq!(device.model.as_deref(), Some("M60S_VK40"));
    assert_eq!((device.api.as_deref(), device.control_board.as_deref()), (Some("3.0.2"), Some("CB6V10")));
    assert_eq!(reading.mac().unwrap().to_string(), "CE:02:01:00:8C:36");
    assert!(reading.errors.as_deref().unwrap()[0].reason.as_deref().unwrap().starts_with("Power xfer error"));
    let refused = v3::decode_device_info(br#"{"code":-2,"when":1,"msg":"invalid command","desc":""}"#);
    assert_eq!(refused, Err(Failure::Answered { code: -2, words: "invalid command".into() }));
    assert!(v3::decode_device_info(b"[]").is_err());
}

#[test]
fn api_v3_messages_are_found_behind_heartbeats_and_in_pieces() {
    let stream = [&[0; 4], v3::frame(b"{}").as_slice(), &[1, 2]].concat();
    for length in 0..stream.len() {
        let found = v3::unframe(&stream[..length]).unwrap();
        let whole = length >= 10;
        assert_eq!(found, if whole { v3::Framed::Whole(8..10) } else { v3::Framed::Incomplete }, "{length}");
    }
    assert!(matches!(v3::unframe(b"HTTP/1.1 400 Bad Request"), Err(Failure::TooLong { .. })));
}

/// Recorded replies may be tried as well: every one must give a reading or say why not.
#[test]
fn recorded_replies_decode() {
    let Some(folder) = std::env::var_os("RACKHAND_FIXTURES") else { return };
    let queries = [
        ("summary", Query::Summary),
        ("pools", Query::Pools),
        ("devs", Query::Boards),
        ("get_psu", Query::Psu),
        ("get_version", Query::Version),
        ("_status", Query::Status),
        ("get_miner_info", Query::Info),
        ("get_error_code", Query::Errors),
    ];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        if name.contains("device_info") {
            v3::decode_device_info(&bytes).unwrap_or_else(|failure| panic!("{name}: {failure}"));
        } else if let Some((_, query)) = queries.iter().find(|(part, _)| name.contains(part) && !name.contains("_v3_"))
        {
            let decoded = decode(&[*query], &bytes);
            assert_eq!((decoded.failures, decoded.reading.partial), (vec![], false), "{name}");
        }
    }
}

/// Whether nothing in a reading came from nowhere: what was cut off is marked or failed.
fn is_honest(decoded: &Decoded) -> bool {
    decoded.reading.partial || !decoded.failures.is_empty()
}

#[test]
fn a_reply_cut_at_any_byte_fails_or_is_marked() {
    for (queries, reply) in REPLIES {
        let end = reply.trim_ascii_end().len();
        for cut in 0..end {
            let decoded = decode(queries, &reply[..cut]);
            assert!(is_honest(&decoded), "{queries:?} cut at {cut} of {end}: {decoded:?}");
        }
        assert_eq!(decode(queries, reply).failures, [], "{queries:?}");
    }
}

fn queries() -> impl Strategy<Value = Vec<Query>> {
    proptest::collection::vec(proptest::sample::select(&Query::ALL[..]), 1..4)
}

proptest! {
    #[test]
    fn any_bytes_decode_without_a_panic(queries in queries(), bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let decoded = decode(&queries, &bytes);
        prop_assert!(!decoded.failures.is_empty() || decoded.reading != Reading::default() || queries.contains(&Query::Token));
        drop(v3::unframe(&bytes));
        drop(v3::decode_device_info(&bytes));
    }

    /// Real replies with values of other kinds in them, and asked for as something else.
    #[test]
    fn fields_of_any_kind_decode_without_a_panic(
        queries in queries(),
        which in 0..REPLIES.len(),
        at in any::<prop::sample::Index>(),
        strange in prop_oneof!["-1e308", "1e308", "\\[\\]", "\\{\\}", "null", "true", "\"\"", "\"-\"", "[0-9]{1,30}", "\\[\\[\\{\"a\":\"b\"\\}\\]\\]"],
    ) {
        let (_, reply) = REPLIES[which];
        let text = String::from_utf8_lossy(reply);
        let colons: Vec<usize> = text.match_indices("\":").map(|(colon, _)| colon + 2).collect();
        let start = colons[at.index(colons.len())];
        let end = text[start..].find([',', '}']).map_or(text.len(), |end| start + end);
        let changed = format!("{}{strange}{}", &text[..start], &text[end..]);
        let decoded = decode(&queries, changed.as_bytes());
        prop_assert!(serde_json::to_string(&decoded.reading).is_ok());
    }
}
