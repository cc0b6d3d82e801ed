//! Replies of every firmware generation, as the decoder must read them.

use rackhand::protocol::{Failure, Query, decode};

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
        let Some((_, query)) = queries.iter().find(|(part, _)| name.contains(part) && !name.contains("_v3_")) else {
            continue;
        };
        let decoded = decode(&[*query], &std::fs::read(&path).unwrap());
        if std::env::var_os("RACKHAND_SHOW").is_some() {
            println!("{name}: {decoded:#?}");
        }
        assert_eq!(decoded.failures, [], "{name}");
        assert!(!decoded.reading.partial, "{name}");
    }
}

#[test]
fn plain_text_of_a_stopped_btminer_is_told_apart() {
    let decoded = decode(&[Query::Summary], b"Socket connect failed: Connection refused\n");
    assert!(matches!(decoded.failures[..], [(Query::Summary, Failure::BtminerDown { .. })]));
}
