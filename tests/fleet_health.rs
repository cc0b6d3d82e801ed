//! Health: each finding leads to its state with its figures, and the worst one decides.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "support/machines.rs"]
mod machines;

use machines::{address, answer, at, boards_and_chips, fleet_of, reading};
use rackhand::{
    fleet::{
        Column, Context, Fleet, Health, HealthState, Observation, Reason, Seen, Thresholds, Wording, column::Tone,
        health::Fan,
    },
    protocol::{
        Failure, Reading,
        failure::Phase,
        reading::{MachineError, PoolState, Summary, Text},
        units::{Celsius, HashRate, Percent, Rpm, Seconds, Watts},
    },
};
use std::sync::Arc;

/// How a sound machine is judged after a change to what it says.
fn judged(change: impl FnOnce(&mut Reading)) -> Health {
    let mut reading = reading(0);
    change(&mut reading);
    fleet_of([(address(0), reading)]).iter().next().unwrap().health.clone()
}

fn with_summary(change: impl FnOnce(&mut Summary)) -> Health {
    judged(|reading| change(reading.summary.as_mut().unwrap()))
}

fn error(code: &str) -> MachineError {
    MachineError { code: code.into(), since: None, reason: None }
}

#[track_caller]
fn assert_decided(health: &Health, state: HealthState, reason: &Reason) {
    assert_eq!(health.state, state, "{health:?}");
    assert_eq!(health.reasons.first(), Some(reason), "{health:?}");
}

#[test]
fn a_sound_machine_hashes_and_there_is_nothing_to_say() {
    assert_eq!(judged(|_| ()), Health { state: HealthState::Hashing, reasons: Box::default() });
}

#[test]
fn a_rate_below_the_limit_is_weak_and_the_limit_can_be_moved() {
    let weak = with_summary(|summary| summary.rate = Some(HashRate::from_ths(57.0)));
    assert_decided(&weak, HealthState::Weak, &Reason::BelowRate { percent: 50.0 });

    let mut reading = reading(0);
    reading.summary.as_mut().unwrap().rate = Some(HashRate::from_ths(57.0));
    let mut fleet = fleet_of([(address(0), reading)]);
    assert_eq!(fleet.counts().get(HealthState::Weak), 1);
    fleet.set_thresholds(Thresholds { rate_percent: 40.0, ..Thresholds::default() });
    assert_eq!(fleet.counts().get(HealthState::Weak), 0);
    assert_eq!(fleet.counts().get(HealthState::Hashing), 1);
}

#[test]
fn a_machine_that_ramps_up_is_not_weak() {
    let ramping = |reading: &mut Reading, elapsed| {
        let summary = reading.summary.as_mut().unwrap();
        summary.elapsed = Some(Seconds(elapsed));
        summary.upfreq_complete = Some(false);
        summary.rate = Some(HashRate::from_ths(20.0));
    };
    let young = judged(|reading| ramping(reading, 120));
    assert_decided(&young, HealthState::Hashing, &Reason::RampingUp { elapsed: 120 });
    // It had all the time that a machine needs.
    assert_eq!(judged(|reading| ramping(reading, 7200)).state, HealthState::Weak);
    let done = judged(|reading| {
        ramping(reading, 120);
        reading.summary.as_mut().unwrap().upfreq_complete = Some(true);
    });
    assert_eq!(done.state, HealthState::Weak);
}

#[test]
fn missing_and_dead_boards_are_faults() {
    // Listed and empty, or not listed at all.
    for remove in [true, false] {
        let health = judged(|reading| {
            let mut boards = std::mem::take(&mut reading.boards).unwrap().into_vec();
            let last = boards.last_mut().unwrap();
            (last.rate, last.rate_average, last.chips) = (Some(HashRate::default()), None, Some(0));
            if remove {
                boards.pop();
            }
            reading.boards = Some(boards.into());
        });
        assert_decided(&health, HealthState::Faulty, &Reason::BoardsMissing { found: 2, expected: 3 });
    }
    let dead = judged(|reading| reading.boards.as_mut().unwrap()[1].rate = Some(HashRate::default()));
    assert_decided(&dead, HealthState::Faulty, &Reason::BoardDead { slot: 1 });
    let weak = judged(|reading| reading.boards.as_mut().unwrap()[2].rate = Some(HashRate::from_ths(19.0)));
    assert_decided(&weak, HealthState::Weak, &Reason::BoardWeak { slot: 2, percent: 50.0 });
}

#[test]
fn chips_are_counted_against_the_model() {
    let (_, expected) = boards_and_chips(0);
    let found = expected - 5;
    let short = |reading: &mut Reading| reading.boards.as_mut().unwrap()[0].chips = Some(found);
    let missing = Reason::ChipsMissing { slot: 0, found, expected };
    assert_decided(&judged(short), HealthState::Weak, &missing);
    // Boards that agree: then this variant has fewer than the table says.
    let variant = |reading: &mut Reading| {
        reading.boards.as_mut().unwrap().iter_mut().for_each(|board| board.chips = Some(expected - 2));
    };
    assert_eq!(judged(variant).state, HealthState::Hashing);
    let short_variant = judged(|reading| {
        variant(reading);
        short(reading);
    });
    assert_eq!(&*short_variant.reasons, [Reason::ChipsMissing { slot: 0, found, expected: expected - 2 }]);
    // Of an unknown model the fullest board tells.
    let unknown = judged(|reading| {
        reading.detail_model = Some("M99XYZ_VZ99".into());
        (reading.version, reading.device) = (None, None);
        short(reading);
    });
    assert_decided(&unknown, HealthState::Weak, &missing);
}

#[test]
fn stopped_says_why() {
    let stopped = |rate: f64, power: f32, why: Option<&str>| {
        judged(|reading| {
            let summary = reading.summary.as_mut().unwrap();
            (summary.rate, summary.power) = (Some(HashRate::from_ths(rate)), Some(Watts(power)));
            if why.is_some() {
                let status = Arc::make_mut(reading.status.as_mut().unwrap());
                (status.stopped, status.stopped_why) = (Some(true), why.map(Text::from));
            }
        })
    };
    let said = stopped(0.0, 18.0, Some("by whatsminer api"));
    let why = Some("by whatsminer api".into());
    assert_decided(&said, HealthState::Stopped, &Reason::MiningStopped { why });
    assert_decided(&stopped(0.0, 18.0, None), HealthState::Stopped, &Reason::Idle { power: Some(18.0) });
    assert_decided(&stopped(0.0, 3000.0, None), HealthState::Faulty, &Reason::NoRate);
    // It hashes again, and the status is from before.
    assert_eq!(stopped(112.0, 3300.0, Some("by whatsminer api")).state, HealthState::Hashing);
}

#[test]
fn a_power_supply_that_shut_down_is_a_fault() {
    let health = judged(|reading| {
        let summary = reading.summary.as_mut().unwrap();
        (summary.rate, summary.power) = (Some(HashRate::default()), Some(Watts(18.0)));
        reading.errors = Some([error("203")].into());
    });
    assert_eq!(health.state, HealthState::Faulty, "{health:?}");
}

#[test]
fn btminer_down_is_stopped_and_the_figures_of_before_go() {
    let mut fleet = fleet_of([(address(0), reading(0))]);
    let down = Reading { btminer_down: true, version: reading(0).version, ..Reading::default() };
    let id = fleet.observe(answer(address(0), at(30), down)).unwrap();
    let machine = fleet.get(id).unwrap();
    assert_decided(&machine.health, HealthState::Stopped, &Reason::BtminerDown);
    assert_eq!((machine.rate(), machine.chip_temp_max()), (None, None));
    assert_eq!(machine.factory_rate(), Some(HashRate::from_ths(114.0)));
    assert_eq!(machine.reading.boards.as_ref().unwrap().len(), 3);
    fleet.observe(answer(address(0), at(60), machines::refresh(0)));
    assert_eq!(fleet.get(id).unwrap().health.state, HealthState::Hashing);
}

#[test]
fn heat_is_weak_then_a_fault() {
    let thresholds = Thresholds::default();
    let chip = |degrees: f32| with_summary(|summary| summary.chip_temp_max = Some(Celsius::new(degrees.into())));
    let (hot, critical) = (thresholds.chip_hot, thresholds.chip_critical);
    assert_eq!(chip(hot - 1.0).state, HealthState::Hashing);
    assert_decided(&chip(hot), HealthState::Weak, &Reason::ChipHot { degrees: hot });
    assert_decided(&chip(critical), HealthState::Faulty, &Reason::ChipCritical { degrees: critical });
    let board =
        |degrees: f32| judged(|reading| reading.boards.as_mut().unwrap()[0].temp = Some(Celsius::new(degrees.into())));
    let (hot, critical) = (thresholds.board_hot, thresholds.board_critical);
    assert_decided(&board(hot), HealthState::Weak, &Reason::BoardHot { degrees: hot });
    assert_decided(&board(critical), HealthState::Faulty, &Reason::BoardCritical { degrees: critical });
}

#[test]
fn fans_that_stand_or_lag() {
    let dead = with_summary(|summary| summary.fan_in = Some(Rpm(0)));
    assert_decided(&dead, HealthState::Faulty, &Reason::FanDead { fan: Fan::Intake });
    let slow = with_summary(|summary| summary.fan_out = Some(Rpm(1240)));
    assert_decided(&slow, HealthState::Weak, &Reason::FanSlow { fan: Fan::Exhaust, rpm: 1240 });
    // A machine in a bath gives no fans.
    let none = with_summary(|summary| (summary.fan_in, summary.fan_out) = (None, None));
    assert_eq!(none.state, HealthState::Hashing);
}

#[test]
fn errors_weigh_by_their_severity() {
    let with = |code| judged(|reading| reading.errors = Some([error(code)].into()));
    let code = |code: &str| code.into();
    assert_decided(&with("110"), HealthState::Weak, &Reason::MajorError { code: code("110") });
    assert_decided(&with("205"), HealthState::Hashing, &Reason::MinorError { code: code("205") });
    // No table knows it.
    assert_decided(&with("9"), HealthState::Weak, &Reason::MajorError { code: code("9") });
}

#[test]
fn pools_that_are_dead_or_refuse() {
    let dead = judged(|reading| {
        reading.pools.as_mut().unwrap().iter_mut().for_each(|pool| pool.state = Some(PoolState::Dead));
    });
    assert_decided(&dead, HealthState::Weak, &Reason::NoPool);
    let refuses = with_summary(|summary| summary.pool_rejected = Some(Percent(12.5)));
    assert_decided(&refuses, HealthState::Weak, &Reason::RejectRate { percent: 12.5 });
    let too_early = with_summary(|summary| {
        (summary.accepted, summary.rejected, summary.pool_rejected) = (Some(5), Some(5), Some(Percent(50.0)));
    });
    assert_eq!(too_early.state, HealthState::Hashing);
}

#[test]
fn a_closed_api_is_told_of_a_machine_that_hashes_only() {
    let closed = |reading: &mut Reading| reading.device.as_mut().unwrap().api_switch = Some(false);
    assert_decided(&judged(closed), HealthState::ApiClosed, &Reason::ApiSwitchOff);
    let factory = judged(|reading| reading.device.as_mut().unwrap().factory_password = Some(true));
    assert_decided(&factory, HealthState::ApiClosed, &Reason::FactoryPassword);
    let weak = judged(|reading| {
        closed(reading);
        reading.summary.as_mut().unwrap().rate = Some(HashRate::from_ths(57.0));
    });
    assert_eq!(weak.state, HealthState::Weak);
    assert!(weak.reasons.contains(&Reason::ApiSwitchOff));
}

#[test]
fn what_was_never_read_is_unknown_and_what_fell_silent_is_lost() {
    let mut fleet = Fleet::new();
    let see = |fleet: &mut Fleet, seconds, seen| {
        let id = fleet.observe(Observation { address: address(0), at: at(seconds), seen }).unwrap();
        fleet.get(id).unwrap().health.clone()
    };
    let unreadable = see(&mut fleet, 0, Seen::Unreadable(Failure::BadReply { words: "?".into() }));
    assert_decided(&unreadable, HealthState::Unknown, &Reason::Unreadable);
    let down = see(&mut fleet, 1, Seen::Unreadable(Failure::BtminerDown { words: "refused".into() }));
    assert_decided(&down, HealthState::Stopped, &Reason::BtminerDown);
    let lost = see(&mut fleet, 2, Seen::Silent(Failure::TimedOut { phase: Phase::Connect }));
    assert_decided(&lost, HealthState::Lost, &Reason::Silent);
}

#[test]
fn the_cells_that_a_reason_is_about_are_loud() {
    let mut weak = reading(0);
    weak.summary.as_mut().unwrap().chip_temp_max = Some(Celsius::new(104.0));
    let mut faulty = reading(1);
    faulty.boards = Some(faulty.boards.unwrap()[..2].into());
    faulty.errors = Some([error("532")].into());
    let fleet = fleet_of([(address(0), weak), (address(1), faulty)]);
    let rows: Vec<_> = fleet.iter().collect();
    let tones =
        |row: usize| [Column::ChipTemp, Column::Boards, Column::Errors, Column::Power].map(|it| it.tone(rows[row]));
    assert_eq!(tones(0), [Tone::Weak, Tone::Normal, Tone::Normal, Tone::Normal]);
    assert_eq!(tones(1), [Tone::Normal, Tone::Bad, Tone::Bad, Tone::Normal]);
    let wording = Wording::plain();
    let context = Context { now: at(0), wording: &wording };
    assert_eq!(Column::Boards.text(rows[1], &context), "2/3");
    let described = rackhand::protocol::error_codes::describe("532", "en").unwrap();
    assert_eq!(Column::Errors.text(rows[1], &context), format!("532 {}", described.meaning));
}

#[test]
fn thresholds_are_kept_as_json_and_what_is_missing_is_the_default() {
    let read: Thresholds = serde_json::from_str(r#"{"rate_percent":75.0}"#).unwrap();
    assert_eq!(read, Thresholds { rate_percent: 75.0, ..Thresholds::default() });
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Thresholds>(&written).unwrap(), read);
}
