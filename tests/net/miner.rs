//! Reading one machine through its firmware's manners, over real sockets.

use crate::scripted::{Scripted, Step, say};
use rackhand::{
    net::{Budget, Miners, MinersOptions, ReadPlan, Timeouts},
    protocol::{Failure, PasswordCheck, Query, crypt::derive_key},
    sim::{Fault, FaultPlan, Mix, PROFILES, SimOptions, Simulation},
};
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

const SUMMARY: &str = r#"{"STATUS":[{"STATUS":"S","Msg":"Summary"}],"SUMMARY":[{"HS RT":90000000.0}],"id":1}"#;
const POOLS: &str = r#"{"STATUS":[{"STATUS":"S"}],"POOLS":[{"POOL":1,"URL":"stratum+tcp://a:1","Priority":0}],"id":1}"#;
const BOARDS: &str = r#"{"STATUS":[{"STATUS":"S"}],"DEVS":[{"Slot":0,"HS RT":30000000.0}],"id":1}"#;
const VERSION: &str = r#"{"STATUS":"S","Code":131,"Msg":{"api_ver":"2.0.5","fw_ver":"20230911.12.Rel"}}"#;
const UNKNOWN: &str = r#"{"STATUS":"E","Code":14,"Msg":"invalid cmd","Description":""}"#;
const NEEDS_COMMAND: &str = r#"{"STATUS":"E","Code":24,"Msg":"Missing JSON 'command'","Description":"cgminer 4.9.2"}"#;

fn miners() -> Miners {
    Miners::new(MinersOptions::default(), Budget::new(64))
}

/// The replies of a machine that does not join.
fn single_reply(request: &str) -> Vec<Step> {
    let replies = [("summary", SUMMARY), ("pools", POOLS), ("edevs", BOARDS), ("get_version", VERSION)];
    let found = replies.iter().find(|(command, _)| request.contains(&format!("\"{command}\"")));
    say(found.map_or(UNKNOWN, |(_, reply)| reply))
}

fn joined_reply(request: &str) -> Vec<Step> {
    if request.contains('+') {
        say(format!(r#"{{"summary":[{SUMMARY}],"pools":[{POOLS}],"edevs":[{BOARDS}],"id":1}}"#))
    } else {
        single_reply(request)
    }
}

/// The commands that a machine was asked, without the key that named them.
fn commands(machine: &Scripted) -> Vec<String> {
    let requests = machine.requests().into_iter().map(|request| {
        let value: serde_json::Value = serde_json::from_str(&request).unwrap();
        value.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned()
    });
    requests.collect()
}

#[tokio::test]
async fn the_figures_come_in_one_request() {
    let machine = Scripted::start([127, 22, 2, 1], joined_reply).await;
    let reading = miners().read(machine.address, &ReadPlan::GLANCE).await.unwrap();
    assert_eq!(commands(&machine), ["summary+pools+edevs"]);
    assert!(reading.summary.is_some() && reading.pools.is_some() && reading.boards.is_some());
    assert!(!reading.partial);
}

#[tokio::test]
async fn a_refresh_takes_two_connections() {
    let machine = Scripted::start([127, 22, 2, 1], joined_reply).await;
    miners().read(machine.address, &ReadPlan::REFRESH).await.unwrap();
    assert_eq!(commands(&machine), ["summary+pools+edevs", "get_error_code"]);
}

#[tokio::test]
async fn what_is_known_is_not_asked_again() {
    let machine = Scripted::start([127, 22, 2, 1], joined_reply).await;
    let miners = miners();
    let glance = miners.read(machine.address, &ReadPlan::GLANCE).await.unwrap();
    let whole = miners.read_further(machine.address, &ReadPlan::FULL, glance).await.unwrap();
    assert!(whole.summary.is_some() && whole.version.is_some());
    let commands = commands(&machine);
    let joined = commands.iter().filter(|command| command.contains('+')).count();
    assert_eq!(joined, 1, "{commands:?}");
}

#[tokio::test]
async fn the_key_that_old_firmware_needs_is_found_and_remembered() {
    let machine = Scripted::start([127, 22, 2, 1], |request| {
        if request.contains("\"command\"") { joined_reply(request) } else { say(NEEDS_COMMAND) }
    })
    .await;
    let miners = miners();
    for round in 1..=2 {
        let reading = miners.read(machine.address, &ReadPlan::GLANCE).await.unwrap();
        assert!(reading.summary.is_some());
        let wrong = machine.requests().iter().filter(|request| request.contains("\"cmd\"")).count();
        assert_eq!(wrong, 1, "in round {round}");
    }
    assert_eq!(miners.remembered(), 1);
}

#[tokio::test]
async fn a_machine_that_does_not_join_is_asked_one_by_one_from_then_on() {
    let machine = Scripted::start([127, 22, 2, 1], single_reply).await;
    let miners = miners();
    for _ in 0..2 {
        let reading = miners.read(machine.address, &ReadPlan::GLANCE).await.unwrap();
        assert!(reading.summary.is_some() && reading.pools.is_some() && reading.boards.is_some());
        assert!(!reading.partial);
    }
    assert_eq!(commands(&machine).iter().filter(|command| command.contains('+')).count(), 1);
}

#[tokio::test]
async fn a_joined_reply_that_is_cut_off_is_asked_for_in_parts() {
    let machine = Scripted::start([127, 22, 2, 1], |request| {
        let Step::Send(whole) = joined_reply(request).remove(0) else { unreachable!() };
        let length = if request.contains('+') { whole.len() / 2 } else { whole.len() };
        vec![Step::Send(whole[..length].to_vec())]
    })
    .await;
    let reading = miners().read(machine.address, &ReadPlan::GLANCE).await.unwrap();
    assert_eq!(reading.boards.as_deref().map(<[_]>::len), Some(1));
    assert!(!reading.partial);
}

#[tokio::test]
async fn a_reset_in_a_joined_reply_is_asked_for_in_parts() {
    let machine = Scripted::start([127, 22, 2, 1], |request| {
        if request.contains('+') {
            // The pause lets the client take the bytes: a reset throws away what it has not read.
            vec![Step::Send(b"{\"summary\":".into()), Step::Wait(Duration::from_millis(50)), Step::Reset]
        } else {
            single_reply(request)
        }
    })
    .await;
    let reading = miners().read(machine.address, &ReadPlan::GLANCE).await.unwrap();
    assert!(reading.summary.is_some() && reading.pools.is_some() && reading.boards.is_some());
}

#[tokio::test]
async fn one_unanswered_connection_is_tried_again_after_a_rest() {
    let machine = Scripted::start([127, 22, 2, 1], {
        let count = std::sync::atomic::AtomicUsize::new(0);
        move |request| {
            let is_first = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
            if is_first { vec![Step::Reset] } else { joined_reply(request) }
        }
    })
    .await;
    let reading = miners().read(machine.address, &ReadPlan::GLANCE).await.unwrap();
    assert!(reading.summary.is_some());
}

#[tokio::test]
async fn a_machine_that_resets_everything_is_left_alone() {
    let machine = Scripted::start([127, 22, 2, 1], |_| vec![Step::Reset]).await;
    let result = miners().read(machine.address, &ReadPlan::FULL).await;
    assert_eq!(result, Err(Failure::Closed { received: 0 }));
    assert_eq!(machine.requests().len(), 2, "once, and once more after a rest");
}

#[tokio::test]
async fn a_machine_that_falls_silent_keeps_what_it_said() {
    let machine =
        Scripted::start(
            [127, 22, 2, 1],
            |request| {
                if request.contains('+') { joined_reply(request) } else { vec![Step::Hold] }
            },
        )
        .await;
    let timeouts = Timeouts { first_byte: Duration::from_millis(80), ..Timeouts::default() };
    let miners = Miners::new(MinersOptions { timeouts, ..MinersOptions::default() }, Budget::new(64));
    let reading = miners.read(machine.address, &ReadPlan::FULL).await.unwrap();
    assert!(reading.summary.is_some() && reading.partial);
    assert_eq!(machine.requests().len(), 2, "one silence is enough");
}

#[tokio::test]
async fn while_btminer_is_down_the_service_still_answers() {
    let down = "Socket connect failed: Connection refused\n";
    let machine =
        Scripted::start(
            [127, 22, 2, 1],
            move |request| {
                if request.contains("get_version") { say(VERSION) } else { say(down) }
            },
        )
        .await;
    let reading = miners().read(machine.address, &ReadPlan::FULL).await.unwrap();
    assert!(reading.summary.is_none() && reading.version.is_some());
    assert_eq!(commands(&machine)[..2], ["summary+pools+edevs", "get_version"], "the parts are not asked in vain");
}

#[tokio::test]
async fn other_devices_are_named_by_their_words() {
    for (text, enough) in [("HTTP/1.1 400 Bad Request\r\n\r\n<html>", 1), ("login failed, bye\n", 2)] {
        let machine = Scripted::start([127, 22, 2, 1], move |_| say(text)).await;
        let result = miners().read(machine.address, &ReadPlan::FULL).await;
        let Err(Failure::OtherDevice { words }) = result else { panic!("{result:?}") };
        assert!(words.starts_with(&text[..10]), "{words}");
        assert_eq!(machine.requests().len(), enough, "{text:?}");
    }
}

#[tokio::test]
async fn a_machine_has_one_talker_at_a_time_and_nothing_is_kept_of_it_afterwards() {
    let machine = Scripted::start([127, 22, 2, 1], joined_reply).await;
    let miners = miners();
    let mut talks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (reader, asker, address) = (miners.clone(), miners.clone(), machine.address);
        talks.spawn(async move { reader.read(address, &ReadPlan::REFRESH).await.map(|_| ()) });
        talks.spawn(async move { asker.raw(address, Query::Version).await.map(|_| ()) });
    }
    while let Some(talk) = talks.join_next().await {
        talk.unwrap().unwrap();
    }
    assert_eq!(machine.most_open(), 1);
    assert_eq!(miners.remembered(), 0);
}

#[tokio::test]
async fn a_talk_that_was_given_up_while_waiting_leaves_nothing() {
    let machine = Scripted::start([127, 22, 2, 1], |_| vec![Step::Hold]).await;
    let miners = miners();
    let first = tokio::spawn({
        let (miners, address) = (miners.clone(), machine.address);
        async move { miners.raw(address, Query::Version).await }
    });
    let waiting = tokio::spawn({
        let (miners, address) = (miners.clone(), machine.address);
        async move { miners.raw(address, Query::Version).await }
    });
    tokio::task::yield_now().await;
    for talk in [waiting, first] {
        talk.abort();
        assert!(talk.await.unwrap_err().is_cancelled());
    }
    assert_eq!(miners.remembered(), 0);
    assert_eq!(miners.budget().available(), miners.budget().size());
}

#[tokio::test]
async fn raw_replies_are_what_the_machine_wrote() {
    let machine = Scripted::start([127, 22, 2, 1], |_| say(format!("{VERSION}\0\0\0"))).await;
    assert_eq!(miners().raw(machine.address, Query::Version).await.unwrap(), VERSION);
}

/// A simulated machine for itself, and what talks to it.
async fn simulated(last: [u8; 2], mix: Mix, faults: FaultPlan) -> (Simulation, SocketAddr, Miners) {
    let base = Ipv4Addr::new(127, 22, last[0], last[1]);
    let options = SimOptions { miners: 1, base, mix, faults, record: true, ..SimOptions::default() };
    let simulation = Simulation::start(options).await.unwrap();
    let address = simulation.addresses()[0];
    (simulation, address, miners())
}

#[tokio::test]
async fn every_kind_of_machine_is_read_whole() {
    for (i, profile) in (1..).zip(PROFILES) {
        let (simulation, address, miners) = simulated([3, i], Mix::only(profile), FaultPlan::none()).await;
        let reading = miners.read(address, &ReadPlan::FULL).await.unwrap();
        let truth = simulation.truth(address).unwrap();
        let name = truth.profile;
        assert_eq!(reading.mac(), Some(truth.mac), "{name}");
        assert_eq!(reading.model().map(ToString::to_string), Some(truth.model.to_owned()), "{name}");
        assert!(reading.errors.is_some() && reading.boards.is_some() && reading.pools.is_some(), "{name}");
        assert!(!reading.partial, "{name}");
        let talks = simulation.talks(address).unwrap();
        assert_eq!(talks.overlap, 1, "{name}");
        assert!(talks.connections <= 9, "{name}: {:?}", talks.commands);
        simulation.stop().await;
    }
}

#[tokio::test]
async fn faults_of_the_line_and_of_the_reply_cost_no_figures() {
    use Fault::{
        BareNan, Coalesced, KeepsOpen, LeadingComma, MissingComma, NoJoin, ResetAfter, Split, TrailingComma,
        TrailingNul,
    };
    let harmless = [
        TrailingNul,
        TrailingComma,
        MissingComma,
        LeadingComma,
        BareNan,
        NoJoin,
        Split,
        Coalesced,
        ResetAfter,
        KeepsOpen,
    ];
    let (simulation, address, miners) = simulated([4, 1], Mix::every(), FaultPlan::none()).await;
    for fault in harmless {
        simulation.set_fault(address, fault);
        let reading = miners.read(address, &ReadPlan::REFRESH).await;
        let reading = reading.unwrap_or_else(|failure| panic!("{fault}: {failure}"));
        assert!(reading.summary.is_some() && reading.boards.is_some() && reading.pools.is_some(), "{fault}");
    }
}

/// A machine that answers `status` in cipher, with this password.
async fn secured(password: &'static str) -> Scripted {
    const SALT: &str = "8hGTYpvL";
    Scripted::start([127, 22, 2, 1], move |request| {
        if request.contains("get_token") {
            return say(format!(
                r#"{{"STATUS":"S","Code":134,"Msg":{{"time":"5626","salt":"{SALT}","newsalt":"pqDp1xyz"}}}}"#
            ));
        }
        let cipher = derive_key(password, SALT).cipher();
        match cipher.decrypt_reply(request.as_bytes()) {
            Ok(command) if command.contains("status") => {
                let reply = r#"{"STATUS":"S","Code":131,"Msg":{"mineroff":"false"}}"#;
                say(format!(r#"{{"enc":"{}"}}"#, cipher.encrypt(reply)))
            }
            Ok(_) | Err(_) => say(r#"{"STATUS":"E","Code":23,"Msg":"enc json load err"}"#),
        }
    })
    .await
}

#[tokio::test]
async fn a_password_is_proved_without_a_write() {
    let machine = secured("rackhand").await;
    let miners = miners();
    for (password, check) in [("no", PasswordCheck::Wrong), ("rackhand", PasswordCheck::Right)] {
        assert_eq!(miners.probe_password(machine.address, &password.into()).await, Ok(check), "{password}");
    }
    let requests = machine.requests();
    let tokens = requests.iter().filter(|request| request.contains("get_token")).count();
    assert_eq!(tokens, 1, "the salt is remembered, so that no token slot is spent: {requests:?}");
    let others = requests.iter().filter(|request| request.contains("\"enc\"")).count();
    assert_eq!(tokens + others, requests.len());
}

#[tokio::test]
async fn a_query_in_cipher_is_opened_with_the_right_password_only() {
    let machine = secured("rackhand").await;
    let ask = async |password: &str| miners().raw_in_cipher(machine.address, Query::Status, &password.into()).await;
    assert!(ask("rackhand").await.unwrap().contains("mineroff"));
    assert_eq!(ask("no").await, Err(Failure::WrongPassword));
}
