//! Each fault does what its line in the table says, and the program's decoder makes the best of it.

use super::ask::{ask, one, options, read, sick};
use rackhand::{
    protocol::{CommandKey, Failure, Query, Retry, decode, request, units::HashRate},
    sim::{Fault, FaultGroup, FaultPlan, Mix, Profile, Simulation},
};
use serde_json::Value;
use std::{collections::BTreeSet, io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{Instant, timeout},
};

/// How long a test waits for what must not come.
const NEVER: Duration = Duration::from_millis(150);

const SUMMARY: &[u8] = b"{\"cmd\":\"summary\"}";

#[tokio::test]
async fn sick_machines_say_so_and_no_more() {
    const CODES: [(Fault, &str); 6] = [
        (Fault::BoardMissing, "53"),
        (Fault::WeakBoard, "55"),
        (Fault::HotChip, "35"),
        (Fault::Fan, "110"),
        (Fault::PsuError, "206"),
        (Fault::DeadPool, "2010"),
    ];
    let (fleet, address) = one(120, "m50-2023").await;
    for (fault, code) in CODES {
        assert!(fleet.set_fault(address, fault));
        let errors = read(address, &[Query::Errors]).await.reading.errors.unwrap();
        assert!(matches!(&errors[..], [error] if error.code.starts_with(code)), "{fault}: {errors:?}");
        assert_eq!(fleet.truth(address).unwrap().errors, [&*errors[0].code]);
    }
}

#[tokio::test]
async fn the_first_generation_tells_errors_in_its_summary() {
    let (fleet, address) = sick(121, "m30s-2021", Fault::HotChip).await;
    let errors = read(address, &[Query::Summary]).await.reading.errors.unwrap();
    assert_eq!(*errors[0].code, *fleet.truth(address).unwrap().errors[0]);
}

#[tokio::test]
async fn readings_show_what_ails_the_machine() {
    let (fleet, address) = one(122, "m50-2023").await;
    let all = [Query::Summary, Query::Pools, Query::Boards];
    let well = read(address, &all).await.reading;
    let sick_with = async |fault: Fault| {
        assert!(fleet.set_fault(address, fault));
        read(address, &all).await.reading
    };
    let rate =
        |reading: &rackhand::protocol::Reading| reading.summary.as_ref().unwrap().rate.map_or(0.0, HashRate::ths);
    let hottest =
        |reading: &rackhand::protocol::Reading| reading.summary.as_ref().unwrap().chip_temp_max.unwrap().degrees();

    let missing = sick_with(Fault::BoardMissing).await;
    assert_eq!(missing.boards.as_ref().unwrap().len() + 1, well.boards.as_ref().unwrap().len());
    assert!(rate(&missing) < rate(&well) * 0.75);

    let weak = sick_with(Fault::WeakBoard).await;
    let chips = |reading: &rackhand::protocol::Reading| {
        reading.boards.as_ref().unwrap().iter().filter_map(|board| board.chips).min().unwrap()
    };
    assert!(rate(&weak) < rate(&well) * 0.85 && chips(&weak) < chips(&well));

    assert!(hottest(&sick_with(Fault::HotChip).await) > hottest(&well) + 20.0);
    let stands = sick_with(Fault::Fan).await.summary.unwrap();
    assert_eq!(stands.fan_in.map_or(0, |fan| fan.0), 0);
    assert!(stands.fan_out > well.summary.as_ref().unwrap().fan_out);
    assert!(rate(&sick_with(Fault::PsuError).await) < rate(&well) * 0.8);
    let start = sick_with(Fault::Starting).await;
    assert!(rate(&start) < rate(&well) * 0.1);
    let dead = sick_with(Fault::DeadPool).await;
    assert!(rate(&dead) == 0.0 && dead.pools.unwrap().iter().all(|pool| pool.active != Some(true)));
}

#[tokio::test]
async fn stopped_machines_answer_or_sleep() {
    let (fleet, address) = sick(123, "m50-2023", Fault::Stopped).await;
    let status = read(address, &[Query::Status]).await.reading.status.unwrap();
    assert_eq!(status.stopped, Some(true));
    assert!(status.stopped_why.is_some() && status.stopped_since.is_some());
    assert_eq!(read(address, &[Query::Summary]).await.reading.summary.unwrap().rate.map(HashRate::ths), Some(0.0));

    for (fault, stopped) in [(Fault::Asleep, true), (Fault::BtminerDown, false)] {
        assert!(fleet.set_fault(address, fault));
        for queries in [&[Query::Summary][..], &[Query::Summary, Query::Pools]] {
            let failures = read(address, queries).await.failures;
            assert!(matches!(failures[0].1, Failure::BtminerDown { .. }), "{fault}: {failures:?}");
        }
        let status = read(address, &[Query::Status]).await.reading.status.unwrap();
        assert_eq!(status.stopped, Some(stopped), "{fault}: the API service goes on answering");
    }
}

/// Faults of form that the decoder sees through: where they show, and in which reply.
const REPAIRED: [(Fault, Query); 9] = [
    (Fault::TrailingNul, Query::Summary),
    (Fault::TrailingComma, Query::Summary),
    (Fault::MissingComma, Query::Boards),
    (Fault::LeadingComma, Query::Pools),
    (Fault::PsuComma, Query::Psu),
    (Fault::BareNan, Query::Summary),
    (Fault::PairList, Query::Errors),
    (Fault::RawNewline, Query::Version),
    (Fault::NotUtf8, Query::Version),
];

#[tokio::test]
async fn replies_broken_in_form_are_broken_and_still_read() {
    let (fleet, address) = one(124, "m50-2023").await;
    for (fault, query) in REPAIRED {
        assert!(fleet.set_fault(address, [fault, Fault::BoardMissing]));
        let reply = ask(address, &request::encode(&[query], CommandKey::Cmd)).await.unwrap();
        assert!(serde_json::from_slice::<Value>(&reply).is_err(), "{fault}: {}", String::from_utf8_lossy(&reply));
        let decoded = decode(&[query], &reply);
        assert_eq!(decoded.failures, [], "{fault}");
        let truth = fleet.truth(address).unwrap();
        if let Some(errors) = decoded.reading.errors {
            assert_eq!(*errors[0].code, *truth.errors[0], "{fault}");
        }
        if let Some(boards) = decoded.reading.boards {
            assert_eq!(boards.len(), truth.boards.len(), "{fault}");
        }
    }
    assert!(fleet.set_fault(address, [Fault::FlatErrors, Fault::BoardMissing]));
    let errors = read(address, &[Query::Errors]).await.reading.errors.unwrap();
    assert_eq!(*errors[0].code, *fleet.truth(address).unwrap().errors[0]);
}

#[tokio::test]
async fn replies_that_end_early_or_never_are_told_apart() {
    let (fleet, address) = sick(125, "m50-2023", Fault::CutOff).await;
    let cut = read(address, &[Query::Boards]).await;
    assert!(cut.reading.partial && !cut.reading.boards.unwrap().is_empty());

    assert!(fleet.set_fault(address, Fault::Empty));
    assert_eq!(ask(address, SUMMARY).await.unwrap(), b"");
    assert!(fleet.set_fault(address, Fault::Huge));
    assert!(ask(address, SUMMARY).await.unwrap().len() > 1 << 20);
    assert!(fleet.set_fault(address, Fault::Deep));
    assert!(matches!(read(address, &[Query::Summary]).await.failures[0].1, Failure::BadReply { .. }));
}

#[tokio::test]
async fn refusals_carry_their_codes() {
    const CODES: [(Fault, i32); 4] =
        [(Fault::InvalidCommand, 14), (Fault::InvalidJson, 23), (Fault::Denied, 45), (Fault::CommandError, 132)];
    let (fleet, address) = one(126, "m50-2023").await;
    for (fault, expected) in CODES {
        assert!(fleet.set_fault(address, fault));
        let failures = read(address, &[Query::Info]).await.failures;
        assert!(matches!(failures[0].1, Failure::Answered { code, .. } if code == expected), "{fault}: {failures:?}");
    }
    assert!(fleet.set_fault(address, Fault::InvalidCommand));
    assert_eq!(read(address, &[Query::Version]).await.failures, []);
    assert!(fleet.set_fault(address, Fault::NoDetails));
    assert!(matches!(read(address, &[Query::DevDetails]).await.failures[0].1, Failure::Answered { code: 14, .. }));

    assert!(fleet.set_fault(address, Fault::OtherDevice));
    assert!(matches!(read(address, &[Query::Summary]).await.failures[0].1, Failure::OtherDevice { .. }));
    assert!(fleet.set_fault(address, Fault::NotJson));
    assert!(!read(address, &[Query::Summary]).await.failures.is_empty());
}

#[tokio::test]
async fn old_dialects_are_asked_again() {
    let (fleet, address) = sick(127, "m50-2023", Fault::NeedsCommand).await;
    assert_eq!(read(address, &[Query::Summary]).await.retry, Some(Retry::UseCommandKey));
    let again = ask(address, &request::encode(&[Query::Summary], CommandKey::Command)).await.unwrap();
    assert_eq!(decode(&[Query::Summary], &again).failures, []);

    assert!(fleet.set_fault(address, Fault::NoJoin));
    assert_eq!(read(address, &[Query::Summary, Query::Pools]).await.retry, Some(Retry::AskSingly));
    assert_eq!(read(address, &[Query::Summary]).await.failures, []);
}

/// What comes over a connection: the bytes, in how many pieces, and what ended it (`None`: nothing did in time).
async fn receive(address: SocketAddr) -> (Vec<u8>, usize, Option<io::Result<()>>) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(SUMMARY).await.unwrap();
    let (mut received, mut pieces) = (Vec::new(), 0);
    loop {
        match timeout(NEVER, stream.read_buf(&mut received)).await {
            Err(_nothing) => return (received, pieces, None),
            Ok(Err(error)) => return (received, pieces, Some(Err(error))),
            Ok(Ok(0)) => return (received, pieces, Some(Ok(()))),
            // A line that trickles would keep this going for ever.
            Ok(Ok(_)) if pieces == 30 => return (received, pieces, None),
            Ok(Ok(_)) => pieces += 1,
        }
    }
}

fn whole(received: &[u8]) -> bool {
    serde_json::from_slice::<Value>(received).is_ok()
}

fn was_reset(end: Option<io::Result<()>>) -> bool {
    matches!(end, Some(Err(error)) if error.kind() == io::ErrorKind::ConnectionReset)
}

#[tokio::test]
async fn bad_lines_spoil_how_replies_travel() {
    let (fleet, address) = sick(128, "m50-2023", Fault::Silence).await;
    let (received, _, end) = receive(address).await;
    assert!(received.is_empty() && end.is_none());

    assert!(fleet.set_fault(address, Fault::KeepsOpen));
    let (received, _, end) = receive(address).await;
    assert!(whole(&received) && end.is_none());

    assert!(fleet.set_fault(address, Fault::ResetBefore));
    let (received, _, end) = receive(address).await;
    assert!(received.is_empty() && was_reset(end));

    assert!(fleet.set_fault(address, Fault::ResetMiddle));
    let (received, _, end) = receive(address).await;
    assert!(!received.is_empty() && !whole(&received) && was_reset(end));

    assert!(fleet.set_fault(address, Fault::ResetAfter));
    let (received, _, end) = receive(address).await;
    assert!(whole(&received) && was_reset(end));

    assert!(fleet.set_fault(address, Fault::Split));
    let (received, pieces, end) = receive(address).await;
    assert!(whole(&received) && pieces > 1 && matches!(end, Some(Ok(()))), "{pieces}");

    assert!(fleet.set_fault(address, Fault::Trickle));
    let (received, pieces, end) = receive(address).await;
    assert!(!whole(&received) && pieces > 5 && end.is_none(), "{pieces}");

    assert!(fleet.set_fault(address, Fault::Coalesced));
    let (received, ..) = receive(address).await;
    assert!(!whole(&received));
    let decoded = decode(&[Query::Summary], &received);
    assert_eq!((decoded.failures, decoded.reading.partial), (vec![], false));
}

#[tokio::test]
async fn a_late_machine_is_late_by_the_delay() {
    let delay = Duration::from_millis(120);
    let mix = Mix::only(Profile::named("m50-2023").unwrap());
    let faults = FaultPlan::parse("delay").unwrap();
    let fleet = Simulation::start(rackhand::sim::SimOptions { mix, faults, delay, ..options(129, 1) }).await.unwrap();
    let asked = Instant::now();
    assert!(whole(&ask(fleet.addresses()[0], SUMMARY).await.unwrap()));
    assert!(asked.elapsed() >= delay);
}

#[test]
fn every_fault_is_tried_somewhere() {
    // A fault that nobody tries may do nothing: a new one must be named in a test.
    let tests = [
        include_str!("faults.rs"),
        include_str!("secure.rs"),
        include_str!("v3.rs"),
        include_str!("writes.rs"),
        include_str!("firmware.rs"),
        include_str!("logs.rs"),
    ]
    .concat();
    let untried: BTreeSet<String> = Fault::ALL
        .iter()
        .filter(|fault| **fault != Fault::Delay)
        .map(|fault| format!("Fault::{fault:?}"))
        .filter(|name| !tests.contains(name.as_str()))
        .collect();
    assert!(untried.is_empty(), "{untried:?}");
    for group in [FaultGroup::Machine, FaultGroup::Reply, FaultGroup::Line] {
        assert!(Fault::ALL.iter().any(|fault| fault.group() == group));
    }
}
