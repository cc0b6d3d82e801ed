//! What a technician's wish becomes for each machine: placeholders, kept workers, reasons, old and new.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use rackhand::{
    fleet::{
        Fleet, Machine, Observation, Seen,
        intent::{Base, Draft, Intent, Obstacle, Template, TemplateError, changes, doubles},
    },
    protocol::{
        CommandKind, Reading,
        command::Cannot,
        reading::{MinerInfo, Pool, Status, Summary},
        units::{Mac, Watts},
    },
};
use std::net::SocketAddr;

const FIRST: &str = "10.31.4.17:4028";
const SECOND: &str = "10.31.4.18:4028";

fn fleet() -> Fleet {
    let mut fleet = Fleet::new();
    for (n, address) in [FIRST, SECOND].into_iter().enumerate() {
        let n = n as u8;
        let pool = |priority, url: &str| Pool {
            priority,
            url: url.into(),
            worker: format!("old.{n}").into(),
            ..Pool::default()
        };
        let reading = Reading {
            info: Some(Box::new(MinerInfo {
                mac: Some(Mac([0xc4, 8, 0x28, 0, 0, n])),
                hostname: Some(format!("rack{n}").into()),
                ..MinerInfo::default()
            })),
            summary: Some(Box::new(Summary { power_limit: Some(Watts(3400.0)), ..Summary::default() })),
            pools: Some(Box::new([pool(1, "stratum+tcp://b.example:3333"), pool(0, "stratum+tcp://a.example:3333")])),
            ..Reading::default()
        };
        let address = address.parse().unwrap();
        fleet.observe(Observation {
            address,
            at: jiff::Timestamp::now(),
            seen: Seen::Answered(Box::new(reading), true),
        });
    }
    fleet
}

fn at<'a>(fleet: &'a Fleet, address: &str) -> &'a Machine {
    fleet.at(address.parse::<SocketAddr>().unwrap()).unwrap()
}

fn intent(kind: CommandKind, values: &[(&str, &str)]) -> Intent {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Intent::new(kind, Draft { values, account: "farm".to_owned(), ..Draft::default() })
}

#[test]
fn placeholders_are_filled_in_for_each_machine() {
    let fleet = fleet();
    let machine = at(&fleet, FIRST);
    for (template, text) in [
        ("{account}.{ip3}x{ip4}", "farm.4x17"),
        ("{ip}", "10.31.4.17"),
        ("{ip4:03}", "017"),
        ("m{mac}", "mc40828000000"),
        ("{hostname}-{n:04}", "rack0-0007"),
        ("plain", "plain"),
    ] {
        assert_eq!(Template::parse(template).unwrap().fill(machine, 7, "farm").as_deref(), Ok(text));
    }
    assert_eq!(
        Template::parse("{location}").unwrap().fill(machine, 1, ""),
        Err(TemplateError::NotKnown { name: "location" })
    );
    for wrong in ["{", "}", "{ip", "{ip5}", "{n:x}", "{mac:4}", "{n:99}"] {
        assert!(Template::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn each_machine_gets_its_own_worker_and_doubles_are_found() {
    let fleet = fleet();
    let pools = [("pool1", "stratum+tcp://new.example:3333"), ("worker1", "{account}.{ip3}x{ip4}")];
    let own: Vec<_> = [FIRST, SECOND]
        .map(|address| intent(CommandKind::UpdatePools, &pools).for_machine(at(&fleet, address), 1).unwrap())
        .into();
    assert_eq!(own[1].text("worker1").unwrap(), "farm.4x18");
    assert!(doubles(&own).is_empty());
    let same = [pools[0], ("worker1", "{account}.{ip3}")];
    let same: Vec<_> = [FIRST, SECOND]
        .map(|address| intent(CommandKind::UpdatePools, &same).for_machine(at(&fleet, address), 1).unwrap())
        .into();
    let found = doubles(&same);
    assert_eq!((found[0].parameter, found[0].machines), ("worker1", 2));
}

#[test]
fn workers_can_stay_as_they_are() {
    let fleet = fleet();
    let mut intent = intent(CommandKind::UpdatePools, &[("pool1", "new.example:3333"), ("pool2", "two.example:3333")]);
    intent.draft.keep_workers = true;
    let command = intent.for_machine(at(&fleet, SECOND), 1).unwrap();
    assert_eq!(command.text("worker1").unwrap(), "old.1");
    assert_eq!(command.text("worker3").unwrap(), "");
}

#[test]
fn old_and_new_stand_side_by_side() {
    let fleet = fleet();
    let machine = at(&fleet, FIRST);
    let limit = intent(CommandKind::AdjustPowerLimit, &[("power_limit", "3200")]).for_machine(machine, 1).unwrap();
    let changes_seen = changes(machine, &limit);
    assert_eq!((changes_seen[0].old.as_deref(), changes_seen[0].new.as_str()), (Some("3400"), "3200"));
    let pools = [("pool1", "stratum+tcp://a.example:3333"), ("worker1", "w"), ("passwd1", "very-secret")];
    let pools = intent(CommandKind::UpdatePools, &pools).for_machine(machine, 1).unwrap();
    let seen = changes(machine, &pools);
    assert!(seen[0].is_none(), "the same address is no change: {seen:?}");
    assert!(!format!("{seen:?}").contains("very-secret"));
    let gone = seen.iter().find(|change| change.parameter == "pool2").unwrap();
    assert_eq!((gone.old.as_deref(), gone.new.as_str()), (Some("stratum+tcp://b.example:3333"), ""));
}

/// The second machine says that nobody set a limit: 3,400 W is its factory power.
fn with_status(mut fleet: Fleet, power_limit_set: Option<f32>) -> Fleet {
    let status = Status { power_limit_set: power_limit_set.map(Watts), ..Status::default() };
    let reading = Reading { status: Some(status.into()), ..Reading::default() };
    let (address, at) = (SECOND.parse().unwrap(), jiff::Timestamp::now());
    fleet.observe(Observation { address, at, seen: Seen::Answered(Box::new(reading), false) });
    fleet
}

#[test]
fn a_share_is_of_what_each_machine_has() {
    let fleet = with_status(fleet(), None);
    let limit = |address: &str, share: &str| {
        let intent = intent(CommandKind::AdjustPowerLimit, &[("power_limit", share)]);
        intent.for_machine(at(&fleet, address), 1).map(|command| command.integer("power_limit").unwrap())
    };
    for (share, watts) in [("90%", 3060), ("-10%", 3060), ("\u{2212}20 %", 2720), ("33%", 1122), ("3200", 3200)] {
        assert_eq!(limit(FIRST, share), Ok(watts), "{share}");
    }
    assert_eq!(limit(FIRST, "+10%"), Ok(3740), "its factory power is not known, so the machine itself judges");
    assert_eq!(limit(SECOND, "+10%"), Err(Obstacle::Cannot(Cannot::TooMuch { most: 3400 })));
    assert_eq!(limit(SECOND, "80% factory"), Ok(2720));
    assert_eq!(limit(FIRST, "80% factory"), Err(Obstacle::ShareUnknown(Base::Factory)));
    assert!(matches!(limit(FIRST, "300%"), Err(Obstacle::Values(_))));
    let fleet = with_status(fleet, Some(3000.0));
    let factory = intent(CommandKind::AdjustPowerLimit, &[("power_limit", "80% factory")]);
    assert_eq!(factory.for_machine(at(&fleet, SECOND), 1), Err(Obstacle::ShareUnknown(Base::Factory)));
    let power = intent(CommandKind::SetPower, &[("power", "90%")]).for_machine(at(&fleet, FIRST), 1);
    assert!(matches!(power, Err(Obstacle::Values(_))), "only the limit takes shares: {power:?}");
}

#[test]
fn a_wrong_value_is_an_obstacle_with_its_reason() {
    let fleet = fleet();
    let bad = intent(CommandKind::AdjustPowerLimit, &[("power_limit", "much")]).for_machine(at(&fleet, FIRST), 1);
    let Err(obstacle @ Obstacle::Values(_)) = bad else { panic!("{bad:?}") };
    assert_eq!(obstacle.to_string(), "power_limit is not a whole number");
}
