//! Every way to end, held against what the machine did.

use super::{
    batch::{bench, command, limit, options, plan, run, tell},
    double::{Hall, Quirk},
};
use rackhand::{
    engine::{
        OutcomeKind,
        batch::{MachineState, Passwords, Work},
    },
    protocol::{CommandKind, Failure},
};
use std::net::SocketAddr;

#[test]
fn what_was_done_is_read_back() {
    let hall = Hall::start(1, &[Quirk::Well]);
    let course = tell(&bench(), &hall, limit());
    assert_eq!((course.only().kind, &*course.only().words()), (OutcomeKind::Done, "power limit reads 3,200 W"));
    assert_eq!(hall.truth(hall.addresses()[0]).power_limit, 3_200);
}

#[test]
fn every_fault_has_its_outcome() {
    use OutcomeKind::{Done, Refused, Unknown, Unreachable};
    use Quirk::{
        Down, Late, LosesCommand, LosesReply, OtherPassword, Pretends, Refuses, SwitchOff, TokenDeadOnce, TokensFull,
        TokensFullOnce, Well,
    };
    let expected = [
        (Well, Done),
        (SwitchOff, Refused),
        (OtherPassword, Refused),
        (Refuses, Refused),
        (LosesReply, Done),
        (LosesCommand, Unknown),
        (Pretends, Unknown),
        (TokenDeadOnce, Done),
        (TokensFullOnce, Done),
        (TokensFull, Refused),
        (Down, Unreachable),
        (Late, Done),
    ];
    let hall = Hall::start(2, &expected.map(|(quirk, _)| quirk));
    let course = tell(&bench(), &hall, command(CommandKind::PowerOff, &[]));
    for ((address, (quirk, kind)), outcome) in hall.addresses().into_iter().zip(expected).zip(course.outcomes.values())
    {
        assert_eq!(outcome.kind, kind, "{quirk:?}: {outcome:?}");
        let truth = hall.truth(address);
        assert!(truth.acted.len() <= 1, "{quirk:?} was told twice: {:?}", truth.told);
        let written = truth.told.iter().filter(|told| !told.starts_with("135")).count();
        assert!(written <= 1, "{quirk:?}: {:?}", truth.told);
        match kind {
            Done => assert!(truth.stopped, "{quirk:?}"),
            Refused | Unreachable => assert!(!truth.stopped, "{quirk:?}"),
            _ => {}
        }
    }
    let words = |place: u32| course.outcomes[&place].words();
    assert!(words(1).contains("can't access write cmd"), "{}", words(1));
    assert_eq!(course.outcomes[&2].failure(), Some(&Failure::WrongPassword));
    assert!(words(3).contains("132") && words(3).contains("API command ERROR"), "{}", words(3));
    assert!(words(6).contains("running"), "{}", words(6));
    let waited = |place| {
        course.states.iter().any(|(at, state)| *at == place && matches!(state, MachineState::TokensFull { .. }))
    };
    assert!(waited(8) && waited(9));
}

#[test]
fn a_lost_reply_is_never_sent_again() {
    let hall = Hall::start(3, &[Quirk::LosesCommand, Quirk::LosesReply]);
    let course = tell(&bench(), &hall, command(CommandKind::SetZone, &[]));
    assert_eq!(course.kinds(), [OutcomeKind::Unknown; 2], "a zone can't be read back");
    for address in hall.addresses() {
        assert_eq!(hall.truth(address).told, ["set_zone"]);
    }
}

#[test]
fn what_can_t_be_read_back_is_accepted() {
    let hall = Hall::start(4, &[Quirk::Well]);
    let course = tell(&bench(), &hall, command(CommandKind::SetZone, &[]));
    assert_eq!((course.only().kind, &*course.only().words()), (OutcomeKind::Accepted, "API command OK"));
    let percent = command(CommandKind::SetPowerPct, &[("percent", "80")]);
    let course = tell(&bench(), &hall, percent);
    assert_eq!(course.only().kind, OutcomeKind::Accepted, "its firmware does not show it");
}

#[test]
fn machines_that_restart_are_awaited() {
    for (subnet, kind) in [(5, CommandKind::Reboot), (12, CommandKind::RestartBtminer)] {
        let hall = Hall::start(subnet, &[Quirk::Well, Quirk::LosesReply]);
        let course = tell(&bench(), &hall, command(kind, &[]));
        assert_eq!(course.kinds(), [OutcomeKind::Done; 2], "{:?}", course.outcomes);
    }
}

#[test]
fn texts_are_read_back_too() {
    let hall = Hall::start(6, &[Quirk::Well]);
    let name = command(CommandKind::SetHostname, &[("hostname", "row-1-7")]);
    assert_eq!(&*tell(&bench(), &hall, name).only().words(), "host name reads row-1-7");
    let message = command(CommandKind::SetCustomerMessage, &[("key", "msg0"), ("val", "shelf 4")]);
    let course = tell(&bench(), &hall, message);
    assert_eq!((course.only().kind, &*course.only().words()), (OutcomeKind::Done, "msg0 reads “shelf 4”"));
}

#[test]
fn a_machine_warms_up_until_it_says_so() {
    let hall = Hall::start(7, &[Quirk::Well]);
    let course = tell(&bench(), &hall, command(CommandKind::PrePowerOn, &[]));
    assert_eq!(course.only().kind, OutcomeKind::Done);
    assert_eq!(hall.truth(hall.addresses()[0]).warm, 3);
}

#[test]
fn machines_that_can_t_or_come_twice_are_skipped() {
    let hall = Hall::start(8, &[Quirk::Well]);
    let address = hall.addresses()[0];
    let mut plan = plan(&[address; 3], &Work::Tell(limit()), options());
    plan.steps[0].work = Work::Skip("needs API 2.2".into());
    let course = run(&bench(), plan);
    assert_eq!(course.kinds(), [OutcomeKind::Skipped, OutcomeKind::Done, OutcomeKind::Skipped]);
    assert_eq!(&*course.outcomes[&0].words(), "needs API 2.2");
    assert_eq!(hall.truth(address).told, ["adjust_power_limit"]);
}

#[test]
fn a_machine_is_found_at_its_new_address() {
    let hall = Hall::start(9, &[Quirk::Well]);
    let old = hall.addresses()[0];
    let new: SocketAddr = "127.28.9.77:4028".parse().unwrap();
    let network = [
        ("mode", "static"),
        ("ip", "127.28.9.77"),
        ("mask", "255.255.255.0"),
        ("gate", "127.28.9.1"),
        ("dns", "127.28.9.1"),
    ];
    let work = Work::Tell(command(CommandKind::NetConfig, &network));
    let bench = bench();
    let mut has_moved = false;
    let course = super::batch::run_with(&bench, plan(&[old], &work, options()), |_, _, news| {
        if !has_moved && news.changed.iter().any(|(_, state)| *state == MachineState::ReadingBack) {
            has_moved = true;
            hall.move_to(old, new);
        }
    });
    assert_eq!((course.only().kind, course.only().moved_to), (OutcomeKind::Done, Some(new)), "{course:?}");
}

#[test]
fn a_machine_that_keeps_its_address_is_done_when_it_has_the_rest() {
    let hall = Hall::start(12, &[Quirk::Well, Quirk::Pretends]);
    for (address, kind) in hall.addresses().into_iter().zip([OutcomeKind::Done, OutcomeKind::Unknown]) {
        let ip = address.ip().to_string();
        let network =
            [("mode", "static"), ("ip", &ip), ("mask", "255.255.255.0"), ("gate", "127.28.12.254"), ("dns", "9.9.9.9")];
        let work = Work::Tell(command(CommandKind::NetConfig, &network));
        let course = run(&bench(), plan(&[address], &work, options()));
        assert_eq!(course.only().kind, kind, "{course:?}");
        assert_eq!(hall.truth(address).netmask == "255.255.255.0", kind == OutcomeKind::Done);
    }
}

#[test]
fn a_machine_that_dhcp_moved_is_found_among_its_neighbours() {
    let hall = Hall::start(10, &[Quirk::Well]);
    let (old, new) = (hall.addresses()[0], SocketAddr::from(([127, 28, 10, 200], 4028)));
    let work = Work::Tell(command(CommandKind::NetConfig, &[("mode", "dhcp")]));
    let mut careful = options();
    careful.find_moved = true;
    let mut has_moved = false;
    let course = super::batch::run_with(&bench(), plan(&[old], &work, careful), |_, _, news| {
        if !has_moved && news.changed.iter().any(|(_, state)| *state == MachineState::ReadingBack) {
            has_moved = true;
            hall.move_to(old, new);
        }
    });
    assert_eq!((course.only().kind, course.only().moved_to), (OutcomeKind::Done, Some(new)), "{course:?}");
}

#[test]
fn without_a_password_nothing_is_sent() {
    let hall = Hall::start(11, &[Quirk::Well]);
    let mut fitting = options();
    fitting.passwords = Passwords::Fitting;
    let course = run(&bench(), plan(&hall.addresses(), &Work::Tell(limit()), fitting));
    assert_eq!(course.only().failure(), Some(&Failure::WrongPassword));
    assert!(hall.truth(hall.addresses()[0]).told.is_empty());
}
