//! The judgement: from a machine's last figures to its state.

use super::{Fan, Health, HealthState, Reason, Thresholds};
use crate::{
    fleet::{facts, machine::Machine},
    protocol::{
        reading::{HashBoard, PoolState},
        units::Rpm,
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
    if let Some(status) = machine.reading.status.as_ref().filter(|status| status.stopped == Some(true)) {
        return Some(Reason::MiningStopped { why: status.stopped_why.clone() });
    }
    let no_rate = machine.rate().is_some_and(|rate| rate.ths() <= 0.0);
    let power = machine.power();
    let idle = no_rate && power.is_some_and(|power| power < thresholds.idle_power);
    (idle && !has_critical_error(machine)).then_some(Reason::Idle { power })
}

fn ramping(machine: &Machine, thresholds: &Thresholds) -> bool {
    let young = elapsed(machine).is_some_and(|elapsed| elapsed < thresholds.ramp_minutes.saturating_mul(60));
    young && facts::ramp_complete(machine) != Some(true)
}

fn boards(machine: &Machine, thresholds: &Thresholds, unjudged: bool, reasons: &mut Vec<Reason>) {
    let Some(boards) = machine.reading.boards.as_deref() else { return };
    if let (Some(found), Some(expected)) = (facts::boards_found(machine), facts::boards_expected(machine))
        && found < expected
        && !unjudged
    {
        reasons.push(Reason::BoardsMissing { found, expected });
    }
    if unjudged {
        return;
    }
    let factory = |board: &HashBoard| facts::board_factory_rate(machine, board);
    for board in boards.iter().filter(|board| facts::is_there(board)) {
        let Some(rate) = board.rate.or(board.rate_average) else { continue };
        if rate.ths() <= 0.0 {
            reasons.push(Reason::BoardDead { slot: board.slot });
        } else if let Some(percent) = factory(board).and_then(|whole| rate.fraction_of(whole)).map(|part| part * 100.0)
            && percent < thresholds.board_percent
        {
            reasons.push(Reason::BoardWeak { slot: board.slot, percent });
        }
    }
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
    if let Some(degrees) = boards.chain(summary).max().map(crate::protocol::units::Celsius::degrees) {
        if degrees >= thresholds.board_critical {
            reasons.push(Reason::BoardCritical { degrees });
        } else if degrees >= thresholds.board_hot {
            reasons.push(Reason::BoardHot { degrees });
        }
    }
}

fn fans(machine: &Machine, thresholds: &Thresholds, idle: bool, reasons: &mut Vec<Reason>) {
    let Some(summary) = machine.reading.summary.as_ref() else { return };
    let (Some(Rpm(intake)), Some(Rpm(exhaust))) = (summary.fan_in, summary.fan_out) else { return };
    if idle || (intake == 0 && exhaust == 0) {
        return;
    }
    for (fan, rpm, other) in [(Fan::Intake, intake, exhaust), (Fan::Exhaust, exhaust, intake)] {
        if rpm < thresholds.fan_dead {
            reasons.push(Reason::FanDead { fan });
        } else if f32::from(rpm) < f32::from(other) * thresholds.fan_percent / 100.0 {
            reasons.push(Reason::FanSlow { fan, rpm });
        }
    }
}

fn has_critical_error(_machine: &Machine) -> bool {
    false
}

fn errors(machine: &Machine, reasons: &mut Vec<Reason>) {
    for error in machine.reading.errors.iter().flatten() {
        reasons.push(Reason::MinorError { code: error.code.clone() });
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
