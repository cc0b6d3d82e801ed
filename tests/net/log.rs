//! Bringing a machine's logs here, and what may be wrong with them.

use crate::{
    scripted::Step,
    secured::{PASSWORD, Secured, State, envelope, options, passwords},
};
use rackhand::{
    net::{Budget, LogFailure, LogFile, Miners, MinersOptions, Told},
    protocol::Failure,
};
use serde_json::json;
use std::{path::Path, time::Duration};

fn archive(length: usize) -> Vec<u8> {
    [0x1f, 0x8b].into_iter().chain((2..length).map(|at| (at % 251) as u8)).collect()
}

/// The reply that promises `length` bytes.
fn promise(state: &State, length: &str) -> Vec<u8> {
    let reply = envelope("S", 131, json!({ "logfilelen": length }));
    json!({ "enc": state.cipher().encrypt(&reply) }).to_string().into_bytes()
}

async fn giving(steps: impl Fn(&State) -> Vec<Step> + Send + Sync + 'static) -> Secured {
    Secured::acting(move |state, command| {
        assert_eq!(command["cmd"], "download_logs");
        Some(steps(state))
    })
    .await
}

async fn fetch(machine: &Secured, folder: &Path, name: &str) -> Result<LogFile, LogFailure> {
    let options = MinersOptions { log_patience: Duration::from_millis(500), ..options() };
    let miners = Miners::new(options, Budget::new(8));
    miners.download_log(machine.address(), folder, name, &passwords(&[PASSWORD]), |_, _| {}).await
}

fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

#[tokio::test]
async fn the_archive_comes_whole_however_it_is_cut() {
    type Cut = fn(Vec<u8>, Vec<u8>) -> Vec<Step>;
    let cuts: [(&str, Cut); 3] = [
        ("coalesced", |head, body| vec![Step::Send([head, body].concat())]),
        ("apart", |head, body| vec![Step::Send(head), Step::Send(body)]),
        ("with more behind", |head, body| vec![Step::Send([head, body, b"more".to_vec()].concat())]),
    ];
    let split = |head: Vec<u8>, body: Vec<u8>| {
        let (start, end) = head.split_at(20);
        vec![
            Step::Send(start.to_vec()),
            Step::Wait(Duration::from_millis(20)),
            Step::Send([end, &body[..9]].concat()),
            Step::Wait(Duration::from_millis(20)),
            Step::Send(body[9..].to_vec()),
        ]
    };
    for (name, cut) in cuts.into_iter().chain([("split", split as Cut)]) {
        for length in [2, 40, 1_000_000] {
            if name == "split" && length < 10 {
                continue;
            }
            let folder = tempfile::tempdir().unwrap();
            let body = archive(length);
            let sent = body.clone();
            let machine = giving(move |state| cut(promise(state, &length.to_string()), sent.clone())).await;
            let log =
                fetch(&machine, folder.path(), "a.tgz").await.unwrap_or_else(|failure| panic!("{name}: {failure}"));
            assert_eq!(log, LogFile { path: folder.path().join("a.tgz"), bytes: length as u64 });
            assert!(std::fs::read(&log.path).unwrap() == body, "{name} {length}");
            assert_eq!(files(folder.path()), ["a.tgz"]);
        }
    }
}

#[tokio::test]
async fn a_short_transfer_is_tried_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let machine = giving(|state| {
        let is_first = state.writes.len() == 1;
        let length = if is_first { 500 } else { 1000 };
        vec![Step::Send(promise(state, "1000")), Step::Send(archive(length))]
    })
    .await;
    assert_eq!(fetch(&machine, folder.path(), "a.tgz").await.unwrap().bytes, 1000);
    assert_eq!((machine.sealed(), machine.state().tokens), (2, 1));
}

#[tokio::test]
async fn a_transfer_that_breaks_off_twice_leaves_nothing() {
    for end in [vec![], vec![Step::Hold]] {
        let folder = tempfile::tempdir().unwrap();
        let machine = giving(move |state| {
            let start = [promise(state, "300000"), archive(270_000)].concat();
            [vec![Step::Send(start)], end.clone()].concat()
        })
        .await;
        let short = Err(LogFailure::Short { received: 270_000, expected: 300_000 });
        assert_eq!(fetch(&machine, folder.path(), "a.tgz").await, short);
        assert_eq!(machine.sealed(), 2);
        assert_eq!(files(folder.path()), [""; 0]);
    }
}

#[tokio::test]
async fn lies_about_the_length_are_not_believed() {
    let cases = [
        ("0", LogFailure::Empty),
        ("67108865", LogFailure::TooLong { bytes: 67_108_865 }),
        ("much", LogFailure::NoLength { words: r#"{"logfilelen":"much"}"#.into() }),
    ];
    for (length, failure) in cases {
        let folder = tempfile::tempdir().unwrap();
        let machine = giving(move |state| vec![Step::Send(promise(state, length)), Step::Hold]).await;
        assert_eq!(fetch(&machine, folder.path(), "a.tgz").await, Err(failure));
        assert_eq!((machine.sealed(), files(folder.path()).len()), (1, 0));
    }
}

#[tokio::test]
async fn what_is_no_archive_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let machine = giving(|state| vec![Step::Send(promise(state, "9")), Step::Send(b"<html> !!".to_vec())]).await;
    assert_eq!(fetch(&machine, folder.path(), "a.tgz").await, Err(LogFailure::NotAnArchive));
    assert_eq!(files(folder.path()), [""; 0]);
}

#[tokio::test]
async fn names_stay_in_their_folder() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("logs");
    let machine = giving(|state| vec![Step::Send([promise(state, "50"), archive(50)].concat())]).await;
    let log = fetch(&machine, &inner, "../a.tgz").await.unwrap();
    assert_eq!(log.path, inner.join("-a.tgz"));
    assert_eq!(files(folder.path()), ["logs"]);
}

#[tokio::test]
async fn a_disk_that_takes_nothing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "").unwrap();
    let machine = giving(|state| vec![Step::Send([promise(state, "50"), archive(50)].concat())]).await;
    let failure = fetch(&machine, &blocked, "a.tgz").await.unwrap_err();
    assert!(matches!(&failure, LogFailure::Disk { path, .. } if path.starts_with(&blocked)), "{failure}");
}

#[tokio::test]
async fn a_machine_that_says_no_gives_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let machine = Secured::start().await;
    let options = MinersOptions { log_patience: Duration::from_millis(500), ..options() };
    let miners = Miners::new(options, Budget::new(8));
    let result = miners.download_log(machine.address(), folder.path(), "a.tgz", &passwords(&["no"]), |_, _| {}).await;
    assert_eq!(result, Err(LogFailure::NotGiven(Told::NotSent(Failure::WrongPassword))));
    assert_eq!(files(folder.path()), [""; 0]);
}
