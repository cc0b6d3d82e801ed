//! Who is who: a machine is its MAC, whatever its address; what can't be told apart is shown apart.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "support/machines.rs"]
mod machines;

use jiff::Timestamp;
use machines::{address, answer, at, fleet_of, mac, machine, reading, refresh};
use rackhand::{
    fleet::{Fleet, HealthState, Machine, Observation, Reason, Seen},
    protocol::{Failure, failure::Phase},
};
use std::net::SocketAddr;

fn silent(address: SocketAddr, at: Timestamp) -> Observation {
    Observation { address, at, seen: Seen::Silent(Failure::TimedOut { phase: Phase::Connect }) }
}

fn only(fleet: &Fleet) -> &Machine {
    assert_eq!(fleet.len(), 1);
    fleet.iter().next().unwrap()
}

#[test]
fn a_machine_that_moved_keeps_its_row() {
    let mut fleet = fleet_of([machine(1)]);
    let id = only(&fleet).id;
    fleet.set_location(id, "C2-R01-01");
    let moved = fleet.observe(answer(address(9), at(300), reading(1)));
    assert_eq!(moved, Some(id));
    let row = only(&fleet);
    assert_eq!(row.address, address(9));
    assert_eq!(row.previous_address(), Some(address(1)));
    assert_eq!(row.location().unwrap(), "C2-R01-01");
    assert_eq!(row.history.len(), 2);
    assert!(fleet.at(address(1)).is_none());
    assert_eq!(fleet.at(address(9)).unwrap().id, id);
    assert_eq!(fleet.by_mac(mac(1)).unwrap().id, id);
}

#[test]
fn a_machine_that_moved_within_seconds_is_one_row_again_when_its_old_address_is_silent() {
    let mut fleet = fleet_of([machine(1)]);
    let id = only(&fleet).id;
    fleet.set_note(id, "slot 4");
    // Heard at its new address so soon that it might be a clone…
    let twin = fleet.observe(answer(address(9), at(5), reading(1))).unwrap();
    assert_ne!(twin, id);
    // … until the scan is over and nothing answered at the old one.
    fleet.scan_finished(|_| true, at(4), at(6));
    let row = only(&fleet);
    assert_eq!((row.id, row.address), (id, address(9)));
    assert_eq!(row.previous_address(), Some(address(1)));
    assert_eq!(row.note().unwrap(), "slot 4");
    assert_eq!((row.health.state, row.contact.first_seen()), (HealthState::Hashing, at(0)));
    assert_eq!([fleet.by_mac(mac(1)), fleet.at(address(9))].map(|row| row.unwrap().id), [id, id]);
    assert!(fleet.at(address(1)).is_none());
}

#[test]
fn a_clone_that_falls_silent_is_lost_and_not_taken_for_its_twin() {
    let mut fleet = fleet_of([machine(1)]);
    let one = only(&fleet).id;
    let two = fleet.observe(answer(address(2), at(1), reading(1))).unwrap();
    fleet.observe(answer(address(1), at(2), reading(1)));
    fleet.observe(silent(address(1), at(3)));
    assert_eq!([one, two].map(|id| fleet.get(id).unwrap().health.state), [HealthState::Lost, HealthState::Hashing]);
}

#[test]
fn machines_that_swapped_their_addresses_are_still_themselves() {
    let mut fleet = fleet_of([machine(1), machine(2)]);
    let [one, two] = [1, 2].map(|number| fleet.by_mac(mac(number)).unwrap().id);
    fleet.observe(answer(address(2), at(600), reading(1)));
    fleet.observe(answer(address(1), at(601), reading(2)));
    assert_eq!(fleet.len(), 2);
    assert_eq!(fleet.get(one).unwrap().address, address(2));
    assert_eq!(fleet.get(two).unwrap().address, address(1));
    assert!(fleet.iter().all(|machine| !machine.contact.address_conflict()));
    assert_eq!([1, 2].map(|number| fleet.at(address(number)).unwrap().id), [two, one]);
}

#[test]
fn two_machines_that_claim_one_address_are_both_shown_and_marked() {
    let mut fleet = fleet_of([machine(1)]);
    let one = only(&fleet).id;
    let two = fleet.observe(answer(address(1), at(10), reading(2))).unwrap();
    assert_ne!(one, two);
    for (seconds, number, id) in [(20, 1, one), (30, 2, two), (40, 1, one)] {
        assert_eq!(fleet.observe(answer(address(1), at(seconds), reading(number))), Some(id));
    }
    for id in [one, two] {
        let machine = fleet.get(id).unwrap();
        assert_eq!(machine.address, address(1));
        assert!(machine.contact.address_conflict());
        assert!(machine.health.reasons.contains(&Reason::AddressConflict));
    }
    // A short reading names no MAC: the boards tell.
    assert_eq!(fleet.observe(answer(address(1), at(50), refresh(2))), Some(two));
    assert_eq!(fleet.observe(answer(address(1), at(51), refresh(1))), Some(one));
    // One of them gets an address of its own.
    fleet.observe(answer(address(7), at(300), reading(2)));
    assert!(fleet.iter().all(|machine| !machine.contact.address_conflict()));
    assert_eq!(fleet.at(address(1)).unwrap().id, one);
}

#[test]
fn a_machine_that_replaced_another_is_no_conflict_and_the_other_is_lost() {
    let mut fleet = fleet_of([machine(1)]);
    let one = only(&fleet).id;
    let two = fleet.observe(answer(address(1), at(3600), reading(2))).unwrap();
    fleet.scan_finished(|_| true, at(3590), at(3610));
    assert_eq!(fleet.get(one).unwrap().health.state, HealthState::Lost);
    assert_eq!(fleet.get(two).unwrap().health.state, HealthState::Hashing);
    assert!(fleet.iter().all(|machine| !machine.contact.address_conflict()));
    assert_eq!(fleet.at(address(1)).unwrap().id, two);
}

#[test]
fn a_row_without_a_mac_learns_it() {
    let mut fleet = fleet_of([(address(1), refresh(1))]);
    let id = only(&fleet).id;
    assert_eq!(only(&fleet).mac, None);
    assert_eq!(fleet.observe(answer(address(1), at(1), reading(1))), Some(id));
    assert_eq!(only(&fleet).mac, Some(mac(1)));
}

#[test]
fn a_row_without_a_mac_is_joined_to_the_machine_that_it_turns_out_to_be() {
    let mut fleet = fleet_of([machine(1)]);
    let id = only(&fleet).id;
    fleet.observe(silent(address(1), at(200)));
    let stranger = fleet.observe(answer(address(5), at(300), refresh(1))).unwrap();
    assert_eq!(fleet.len(), 2);
    fleet.set_note(stranger, "new cable");
    assert_eq!(fleet.observe(answer(address(5), at(301), reading(1))), Some(id));
    let row = only(&fleet);
    assert_eq!((row.id, row.address), (id, address(5)));
    assert_eq!(row.note().unwrap(), "new cable");
    assert!(fleet.get(stranger).is_none());
}

#[test]
fn one_mac_on_two_machines_that_answer_at_once_is_two_rows() {
    let mut fleet = fleet_of([machine(1)]);
    let one = only(&fleet).id;
    let two = fleet.observe(answer(address(2), at(1), reading(1))).unwrap();
    assert_ne!(one, two);
    for minutes in 1..5 {
        let now = minutes * 60;
        assert_eq!(fleet.observe(answer(address(1), at(now), reading(1))), Some(one));
        assert_eq!(fleet.observe(answer(address(2), at(now + 40), reading(1))), Some(two));
    }
}

#[test]
fn the_port_belongs_to_the_address() {
    let other_port = SocketAddr::new(address(1).ip(), 4029);
    let fleet = fleet_of([(address(1), refresh(1)), (other_port, refresh(2))]);
    assert_eq!(fleet.len(), 2);
}

#[test]
fn silence_loses_a_machine_and_keeps_its_figures() {
    let mut fleet = fleet_of([machine(1), machine(2), machine(3)]);
    let [one, two, three] = [1, 2, 3].map(|number| fleet.by_mac(mac(number)).unwrap().id);
    fleet.observe(silent(address(1), at(60)));
    // A scan that covered two of them and heard one.
    fleet.observe(answer(address(3), at(95), refresh(3)));
    fleet.scan_finished(|scanned| scanned != address(1), at(90), at(100));
    let state = |id| fleet.get(id).unwrap().health.state;
    assert_eq!([one, two, three].map(state), [HealthState::Lost, HealthState::Lost, HealthState::Hashing]);
    let lost = fleet.get(two).unwrap();
    assert_eq!(lost.contact.lost_since(), Some(at(100)));
    assert_eq!(lost.contact.age_secs(at(160)), Some(160));
    assert_eq!(lost.reading, reading(2));
    assert!(lost.is_stale());
    // It comes back.
    fleet.observe(answer(address(2), at(200), refresh(2)));
    assert_eq!(fleet.get(two).unwrap().contact.lost_since(), None);
}

#[test]
fn a_scan_loses_nothing_that_it_did_not_cover() {
    let mut fleet = fleet_of([machine(1)]);
    fleet.scan_finished(|scanned| scanned != address(1), at(90), at(100));
    assert_eq!(only(&fleet).health.state, HealthState::Hashing);
}

#[test]
fn silence_where_nothing_was_makes_no_row() {
    let mut fleet = Fleet::new();
    assert_eq!(fleet.observe(silent(address(1), at(0))), None);
    assert!(fleet.is_empty());
}

#[test]
fn totals_are_of_the_machines_that_answer_and_leave_nothing_behind() {
    let mut fleet = fleet_of((1..=4).map(machine));
    let rates = |fleet: &Fleet| fleet.iter().map(|machine| f64::from(machine.rate().unwrap().ths())).sum::<f64>();
    let all = fleet.totals();
    assert_eq!(all.answering, 4);
    assert!((all.rate_ths - rates(&fleet)).abs() < 0.01);
    assert!((all.efficiency.unwrap() - all.power_w / all.rate_ths).abs() < 0.01);
    for number in 1..=4 {
        fleet.observe(silent(address(number), at(10)));
    }
    let none = fleet.totals();
    assert_eq!((none.answering, none.efficiency), (0, None));
    assert_eq!([none.rate_ths, none.factory_ths, none.power_w].map(f64::to_bits), [0; 3]);
}

#[test]
fn the_last_session_comes_back_stale_with_its_notes() {
    let mut before = fleet_of([machine(1), machine(2)]);
    let id = before.by_mac(mac(2)).unwrap().id;
    before.set_location(id, "rack 7");
    before.observe(silent(address(1), at(60)));
    let saved = serde_json::to_string(&before.save()).unwrap();

    let mut fleet = Fleet::new();
    // One of them was seen before the inventory was read.
    fleet.observe(answer(address(1), at(9000), reading(1)));
    fleet.restore(serde_json::from_str(&saved).unwrap());
    assert_eq!(fleet.len(), 2);
    assert!(!fleet.by_mac(mac(1)).unwrap().is_stale());
    let old = fleet.by_mac(mac(2)).unwrap();
    assert!(old.contact.is_restored() && old.is_stale());
    assert_eq!(old.reading, reading(2));
    assert_eq!(old.location().unwrap(), "rack 7");
    assert_eq!(old.contact.last_answer(), Some(at(0)));
    assert_eq!(fleet.totals().answering, 1);
    let id = old.id;
    assert_eq!(fleet.observe(answer(address(8), at(9001), reading(2))), Some(id));
    assert!(!fleet.get(id).unwrap().is_stale());
}

#[test]
fn history_covers_hours_in_few_samples() {
    let mut fleet = fleet_of([machine(1)]);
    let hours = 12;
    for second in (30..hours * 3600).step_by(30) {
        fleet.observe(answer(address(1), at(second), refresh(1)));
    }
    let history = &only(&fleet).history;
    let samples: Vec<_> = history.iter().collect();
    assert_eq!(samples.len(), history.len());
    assert!(samples.len() <= rackhand::fleet::history::CAPACITY);
    assert!(samples.is_sorted_by(|a, b| a.at < b.at));
    let span = samples.last().unwrap().at.as_second() - samples[0].at.as_second();
    assert!((3 * 3600..=hours * 3600).contains(&span), "{span} s");
    assert!(at(hours * 3600).as_second() - samples.last().unwrap().at.as_second() <= 450);
    let rate = only(&fleet).rate().unwrap().ths();
    assert!(samples.iter().all(|sample| (sample.rate.unwrap() - rate).abs() <= 0.05));
}
