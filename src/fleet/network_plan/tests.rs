//! What plans hold against a fleet of three machines.

use super::*;
use crate::{
    fleet::{Observation, Seen},
    protocol::Reading,
};
use jiff::Timestamp;

fn address(last: u8) -> SocketAddr {
    SocketAddr::from(([10, 1, 2, last], 4028))
}

fn mac(last: u8) -> Mac {
    Mac([0xc6, 0x07, 0x20, 0, 0, last])
}

/// Machines at 10.1.2.3 and on, by DHCP.
fn fleet(count: u8) -> (Fleet, Vec<MachineId>) {
    let mut fleet = Fleet::new();
    for last in 3..3 + count {
        let info = MinerInfo {
            dhcp: Some(true),
            netmask: Some("255.255.255.0".into()),
            gateway: Some("10.1.2.1".into()),
            dns: Some("9.9.9.9".into()),
            hostname: Some("WhatsMiner".into()),
            mac: Some(mac(last)),
            ..MinerInfo::default()
        };
        let reading = Reading { info: Some(Box::new(info)), ..Reading::default() };
        let seen = Seen::Answered(Box::new(reading), true);
        fleet.observe(Observation { address: address(last), at: Timestamp::UNIX_EPOCH, seen });
    }
    let ids = fleet.iter().map(|machine| machine.id).collect();
    (fleet, ids)
}

fn problems(plan: &NetworkPlan) -> Vec<Option<Problem>> {
    plan.entries.iter().map(|entry| entry.problem).collect()
}

fn series(machines: &[MachineId], last: u8) -> Source<'_> {
    Source::Series { machines, start: Ipv4Addr::new(10, 1, 2, last), step: 1 }
}

#[test]
fn a_series_gives_one_address_after_another_and_keeps_the_rest() {
    let (fleet, ids) = fleet(3);
    let plan = NetworkPlan::new(&fleet, series(&ids, 50), &Defaults::default());
    assert_eq!(problems(&plan), [None; 3]);
    let command = plan.entries[2].command().unwrap();
    assert_eq!(
        command.to_string(),
        "net_config mode=static ip=10.1.2.52 mask=255.255.255.0 gate=10.1.2.1 dns=9.9.9.9 host=WhatsMiner"
    );
}

#[test]
fn machines_that_move_away_make_room_and_others_do_not() {
    let (fleet, ids) = fleet(3);
    let plan = NetworkPlan::new(&fleet, series(&ids, 4), &Defaults::default());
    assert_eq!(problems(&plan), [None; 3], "they shift by one");
    let plan = NetworkPlan::new(&fleet, series(&ids[..2], 4), &Defaults::default());
    assert_eq!(problems(&plan), [None, Some(Problem::Taken)], "the third one stays at .5");
}

#[test]
fn an_address_that_answers_holds_up_those_that_would_follow() {
    let (fleet, ids) = fleet(3);
    // .3 → .4 → .5 → .6, and .6 is taken.
    let mut plan = NetworkPlan::new(&fleet, series(&ids, 4), &Defaults::default());
    assert_eq!(plan.targets(), [address(6)], "the others are of this plan");
    plan.note_answers(|_| false);
    assert_eq!((plan.left_out(), plan.sent()), (0, 3));
    plan.note_answers(|taken| taken.octets()[3] == 6);
    assert_eq!(problems(&plan), [Some(Problem::StaysTaken), Some(Problem::StaysTaken), Some(Problem::Answers)]);
    assert_eq!((plan.problems(), plan.left_out(), plan.sent()), (0, 3, 0));
    let mut plan = NetworkPlan::new(&fleet, series(&ids, 50), &Defaults::default());
    assert_eq!(plan.targets(), [address(50), address(51), address(52)]);
    plan.note_answers(|taken| taken.octets()[3] == 51);
    assert_eq!(problems(&plan), [None, Some(Problem::Answers), None]);
    assert_eq!(plan.targets().len(), 3, "it can be asked again");
}

#[test]
fn addresses_must_fit_their_subnet() {
    let (fleet, ids) = fleet(3);
    let defaults = Defaults::default();
    let plan = NetworkPlan::new(&fleet, series(&ids, 254), &defaults);
    assert_eq!(
        problems(&plan),
        [None, Some(Problem::NotAHost), Some(Problem::NotAHost)],
        "the address of all, then the next subnet's own"
    );
    let plan = NetworkPlan::new(&fleet, series(&ids[..1], 1), &defaults);
    assert_eq!(problems(&plan), [Some(Problem::IsGateway)]);
    let far = Defaults { gateway: Some(Ipv4Addr::new(10, 9, 9, 1)), ..Defaults::default() };
    assert_eq!(problems(&NetworkPlan::new(&fleet, series(&ids[..1], 9), &far)), [Some(Problem::GatewayOutside)]);
    let odd = Defaults { mask: Some(Ipv4Addr::new(255, 0, 255, 0)), ..Defaults::default() };
    assert_eq!(problems(&NetworkPlan::new(&fleet, series(&ids[..1], 9), &odd)), [Some(Problem::MaskBad)]);
}

#[test]
fn what_has_dhcp_already_is_left_alone() {
    let (fleet, ids) = fleet(2);
    let plan = NetworkPlan::new(&fleet, Source::Dhcp(&ids), &Defaults::default());
    assert!(plan.entries.iter().all(Entry::is_idle));
    assert_eq!(plan.sent(), 0);
}

#[test]
fn a_table_names_machines_by_mac_or_address() {
    let (fleet, _) = fleet(3);
    let text = "MAC,IP,Netmask,Gateway,DNS,Host name,Location\n\
                C6:07:20:00:00:03,10.1.2.60,/24,10.1.2.1,\"9.9.9.9, 8.8.8.8\",a-1,Rack 7\n\
                c60720000004,10.1.2.60,,,,,\n\
                C6:07:20:00:00:77,10.1.2.62,,,,,\n\
                C6:07:20:00:00:05,10.1.2.x,,,,,\n";
    let table = Table::parse(text);
    assert_eq!(table.mistakes, [Mistake { line: 5, text: "10.1.2.x".to_owned() }]);
    let plan = NetworkPlan::new(&fleet, Source::Table(&table), &Defaults::default());
    assert_eq!(problems(&plan), [Some(Problem::Double); 2]);
    assert_eq!(plan.strangers, [(4, "C6:07:20:00:00:77".to_owned())]);
    assert_eq!(table.lines[0].dns.as_deref(), Some("9.9.9.9 8.8.8.8"));
    assert_eq!(plan.entries[0].location.as_deref(), Some("Rack 7"));
}

#[test]
fn a_table_without_titles_has_the_usual_order() {
    let (fleet, _) = fleet(2);
    let table = Table::parse("10.1.2.3\t10.1.2.70\n10.1.2.4\t10.1.2.71\n");
    let plan = NetworkPlan::new(&fleet, Source::Table(&table), &Defaults::default());
    assert_eq!((plan.sent(), plan.problems()), (2, 0));
}

#[test]
fn a_name_alone_is_sent_as_a_name_and_a_place_not_at_all() {
    let (fleet, _) = fleet(2);
    let table = Table::parse("ip;hostname;location\n10.1.2.3;rack-7;\n10.1.2.4;;Rack 8\n");
    let plan = NetworkPlan::new(&fleet, Source::Table(&table), &Defaults::default());
    assert_eq!(plan.entries[0].command().unwrap().to_string(), "set_hostname hostname=rack-7");
    assert!(plan.entries[1].command().is_none() && !plan.entries[1].is_idle());
    let bad = Table::parse("ip,hostname\n10.1.2.3,rack_7\n10.1.2.3,b\n");
    let plan = NetworkPlan::new(&fleet, Source::Table(&bad), &Defaults::default());
    assert_eq!(problems(&plan), [Some(Problem::HostnameBad), Some(Problem::NamedTwice)]);
}
