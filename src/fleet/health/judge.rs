//! The judgement: from a machine's last figures to its state.

use super::{Fan, Health, HealthState, Reason, Thresholds};
use crate::{
    fleet::{facts, machine::Machine},
    protocol::{
        error_codes::{self, Component, Severity},
        reading::{HashBoard, PoolState},
        units::{Celsius, Rpm},
    },
};

/// The worst state first: where several reasons hold, this decides.
const WORST_FIRST: [HealthState; 7] = [
    HealthState::Lost,
    HealthState::Unknown,
    HealthState::Stopped,
    HealthState::Faulty,
    HealthState::Weak,
    HealthState::ApiClosed,
    HealthState::Hashing,
];

/// Judges a machine by its figures as they are in the row.
pub(in crate::fleet) fn judge(machine: &Machine, thresholds: &Thresholds) -> Health {
    let mut reasons = Vec::new();
    contact(machine, &mut reasons);
    let silent = !reasons.is_empty();
    if !silent {
        let stopped = stopped(machine, thresholds);
        let idle = stopped.is_some();
        reasons.extend(stopped);
        let ramping = !idle && ramping(machine, thresholds);
        if ramping {
            reasons.push(Reason::RampingUp { elapsed: elapsed(machine).unwrap_or_default() });
        }
        boards(machine, thresholds, idle || ramping, &mut reasons);
        rate(machine, thresholds, idle || ramping, &mut reasons);
        temperatures(machine, thresholds, &mut reasons);
        fans(machine, thresholds, idle, &mut reasons);
        errors(machine, &mut reasons);
        if !idle {
            pools(machine, thresholds, &mut reasons);
        }
        access(machine, &mut reasons);
    }
    if machine.contact.address_conflict() {
        reasons.push(Reason::AddressConflict);
    }
    let rank = |reason: &Reason| {
        let state = reason.state().unwrap_or(HealthState::Hashing);
        WORST_FIRST.iter().position(|&candidate| candidate == state)
    };
    reasons.sort_by_key(rank);
    let state = reasons.first().and_then(Reason::state).unwrap_or(HealthState::Hashing);
    Health { state, reasons: reasons.into_boxed_slice() }
}

fn contact(machine: &Machine, reasons: &mut Vec<Reason>) {
    let contact = &machine.contact;
    if contact.lost_since().is_some() {
        reasons.push(Reason::Silent);
    } else if let Some(failure) = contact.failure() {
        reasons.push(Reason::of_failure(failure));
    } else if contact.last_answer().is_none() {
        reasons.push(Reason::NotRead);
    }
}

fn elapsed(machine: &Machine) -> Option<u32> {
    machine.reading.summary.as_ref()?.elapsed.map(|elapsed| elapsed.0)
}

fn stopped(machine: &Machine, thresholds: &Thresholds) -> Option<Reason> {
    let hashes = machine.rate().is_some_and(|rate| rate.ths() > 0.0);
    // A refresh of a machine that hashes again does not ask for the status.
    if let Some(status) = machine.reading.status.as_ref().filter(|status| status.stopped == Some(true) && !hashes) {
        return Some(Reason::MiningStopped { why: status.stopped_why.clone() });
    }
    if machine.reading.btminer_down {
        return Some(Reason::BtminerDown);
    }
    let no_rate = machine.rate().is_some_and(|rate| rate.ths() <= 0.0);
    let power = machine.power();
    let idle = no_rate && power.is_some_and(|power| power < thresholds.idle_power);
    (idle && !reports_trouble(machine)).then_some(Reason::Idle { power })
}

fn ramping(machine: &Machine, thresholds: &Thresholds) -> bool {
    let young = elapsed(machine).is_some_and(|elapsed| elapsed < thresholds.ramp_minutes.saturating_mul(60));
    young && facts::ramp_complete(machine) != Some(true)
}

fn boards(machine: &Machine, thresholds: &Thresholds, unjudged: bool, reasons: &mut Vec<Reason>) {
    let Some(boards) = machine.reading.boards.as_deref().filter(|_| !unjudged) else { return };
    if let (Some(found), Some(expected)) = (facts::boards_found(machine), facts::boards_expected(machine))
        && found < expected
    {
        reasons.push(Reason::BoardsMissing { found, expected });
    }
    let chips = facts::chips_per_board(machine);
    for board in boards.iter().filter(|board| facts::is_there(board)) {
        reasons.extend(board_rate(machine, board, thresholds));
        if let (Some(found), Some(expected)) = (board.chips, chips)
            && expected.saturating_sub(found) >= thresholds.chips_missing.max(1)
        {
            reasons.push(Reason::ChipsMissing { slot: board.slot, found, expected });
        }
    }
}

fn board_rate(machine: &Machine, board: &HashBoard, thresholds: &Thresholds) -> Option<Reason> {
    let rate = board.rate.or(board.rate_average)?;
    if rate.ths() <= 0.0 {
        return Some(Reason::BoardDead { slot: board.slot });
    }
    let percent = rate.fraction_of(facts::board_factory_rate(machine, board)?)? * 100.0;
    (percent < thresholds.board_percent).then_some(Reason::BoardWeak { slot: board.slot, percent })
}

fn rate(machine: &Machine, thresholds: &Thresholds, unjudged: bool, reasons: &mut Vec<Reason>) {
    if unjudged {
        return;
    }
    if machine.rate().is_some_and(|rate| rate.ths() <= 0.0) {
        reasons.push(Reason::NoRate);
    } else if let Some(percent) = machine.rate_fraction().map(|part| part * 100.0)
        && percent < thresholds.rate_percent
    {
        reasons.push(Reason::BelowRate { percent });
    }
}

fn temperatures(machine: &Machine, thresholds: &Thresholds, reasons: &mut Vec<Reason>) {
    if let Some(degrees) = machine.chip_temp_max() {
        if degrees >= thresholds.chip_critical {
            reasons.push(Reason::ChipCritical { degrees });
        } else if degrees >= thresholds.chip_hot {
            reasons.push(Reason::ChipHot { degrees });
        }
    }
    let boards = machine.reading.boards.iter().flatten().filter_map(|board| board.temp);
    let summary = machine.reading.summary.as_ref().and_then(|summary| summary.board_temp);
    if let Some(degrees) = boards.chain(summary).max().map(Celsius::degrees) {
        if degrees >= thresholds.board_critical {
            reasons.push(Reason::BoardCritical { degrees });
        } else if degrees >= thresholds.board_hot {
            reasons.push(Reason::BoardHot { degrees });
        }
    }
}

fn fans(machine: &Machine, thresholds: &Thresholds, idle: bool, reasons: &mut Vec<Reason>) {
    let Some(summary) = machine.reading.summary.as_ref().filter(|_| !idle) else { return };
    let speeds = [(Fan::Intake, summary.fan_in, summary.fan_out), (Fan::Exhaust, summary.fan_out, summary.fan_in)];
    for (fan, this, other) in speeds {
        let Some(Rpm(rpm)) = this else { continue };
        if rpm < thresholds.fan_dead {
            reasons.push(Reason::FanDead { fan });
        } else if let Some(Rpm(other)) = other
            && f32::from(rpm) < f32::from(other) * thresholds.fan_percent / 100.0
        {
            reasons.push(Reason::FanSlow { fan, rpm });
        }
    }
}

/// Whether the machine itself names something that may have stopped it.
fn reports_trouble(machine: &Machine) -> bool {
    machine.reading.errors.iter().flatten().any(|error| {
        let stops = matches!(error_codes::lookup(&error.code), Some(meaning) if meaning.component == Component::Psu);
        stops || facts::severity(error) > Severity::Minor
    })
}

fn errors(machine: &Machine, reasons: &mut Vec<Reason>) {
    for error in machine.reading.errors.iter().flatten() {
        let code = error.code.clone();
        reasons.push(match facts::severity(error) {
            Severity::Critical => Reason::CriticalError { code },
            Severity::Major => Reason::MajorError { code },
            Severity::Minor => Reason::MinorError { code },
        });
    }
}

fn pools(machine: &Machine, thresholds: &Thresholds, reasons: &mut Vec<Reason>) {
    if let Some(pools) = machine.reading.pools.as_deref().filter(|pools| !pools.is_empty()) {
        let dead = |state: Option<PoolState>| matches!(state, Some(PoolState::Dead | PoolState::Disabled));
        if pools.iter().all(|pool| dead(pool.state)) {
            reasons.push(Reason::NoPool);
        } else if facts::active_pool(machine).is_some_and(|pool| pool.state == Some(PoolState::Rejecting)) {
            reasons.push(Reason::PoolRejecting);
        }
    }
    let enough = facts::shares(machine)
        .is_none_or(|(accepted, rejected)| accepted.saturating_add(rejected) >= thresholds.reject_min_shares);
    if let Some(percent) =
        facts::reject_percent(machine).filter(|&percent| enough && percent > thresholds.reject_percent)
    {
        reasons.push(Reason::RejectRate { percent });
    }
}

fn access(machine: &Machine, reasons: &mut Vec<Reason>) {
    let Some(device) = machine.reading.device.as_ref() else { return };
    if device.factory_password == Some(true) {
        reasons.push(Reason::FactoryPassword);
    } else if device.api_switch == Some(false) {
        reasons.push(Reason::ApiSwitchOff);
    }
}
