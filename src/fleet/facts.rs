//! What a reading means beside what its model should have: boards and chips found and expected, refused work, ramp-up.
//!
//! Columns show these and health judges by them, so that both always say the same.

use super::machine::Machine;
use crate::protocol::{
    error_codes::{self, Severity},
    reading::{HashBoard, MachineError, Pool, PoolState},
    units::HashRate,
};

/// Boards that are there: listed and not switched off.
pub(super) fn boards_found(machine: &Machine) -> Option<u8> {
    let boards = machine.reading.boards.as_deref()?;
    u8::try_from(boards.iter().filter(|board| is_there(board)).count()).ok()
}

/// Boards that the model has; of an unknown model as many as the machine lists. A machine that lists more than the
/// table knows is right.
pub(super) fn boards_expected(machine: &Machine) -> Option<u8> {
    let listed = machine.reading.boards.as_ref().and_then(|boards| u8::try_from(boards.len()).ok());
    machine.model.and_then(|model| model.boards).max(listed)
}

/// Chips that answer, on all boards.
pub(super) fn chips_found(machine: &Machine) -> Option<u32> {
    let boards = machine.reading.boards.as_deref()?;
    let chips: Vec<u32> = boards.iter().filter_map(|board| board.chips).map(u32::from).collect();
    (!chips.is_empty()).then(|| chips.iter().sum())
}

/// Chips that the model has, on all its boards.
pub(super) fn chips_expected(machine: &Machine) -> Option<u32> {
    Some(u32::from(chips_per_board(machine)?) * u32::from(boards_expected(machine)?))
}

/// Chips that each board should have: as the table says; where two boards agree on another number, because a variant
/// differs, or the model is unknown, as the fullest board has.
pub(super) fn chips_per_board(machine: &Machine) -> Option<u16> {
    let chips = || machine.reading.boards.iter().flatten().filter_map(|board| board.chips).filter(|&chips| chips > 0);
    let fullest = chips().max();
    let agree = chips().filter(|&chips| Some(chips) == fullest).count() > 1;
    let table = machine.model.and_then(|model| model.chips_per_board);
    match (table, fullest) {
        (Some(table), Some(fullest)) => Some(if agree || fullest > table { fullest } else { table }),
        (table, fullest) => table.or(fullest),
    }
}

/// A board that gives a sign of life: chips or a rate. A slot that is only listed has neither.
pub(super) fn is_there(board: &HashBoard) -> bool {
    let chips = board.chips.is_none_or(|chips| chips > 0);
    let rate = board.rate.or(board.rate_average).is_some_and(|rate| rate.ths() > 0.0);
    board.enabled != Some(false) && (chips || rate)
}

/// Whether the ramp-up is finished, where the machine or its boards say so.
pub(super) fn ramp_complete(machine: &Machine) -> Option<bool> {
    let summary = machine.reading.summary.as_ref().and_then(|summary| summary.upfreq_complete);
    summary.or_else(|| {
        let boards = machine.reading.boards.iter().flatten();
        boards.filter_map(|board| board.upfreq_complete).reduce(|all, each| all && each)
    })
}

/// The pool that work comes from: the active one, else the first that is alive.
pub(super) fn active_pool(machine: &Machine) -> Option<&Pool> {
    let pools = machine.reading.pools.as_deref()?;
    let active = pools.iter().find(|pool| pool.active == Some(true));
    active.or_else(|| pools.iter().find(|pool| pool.state == Some(PoolState::Alive)))
}

/// Shares that the pools took and refused.
pub(super) fn shares(machine: &Machine) -> Option<(u32, u32)> {
    let summary = machine.reading.summary.as_ref().and_then(|summary| summary.accepted.zip(summary.rejected));
    summary.or_else(|| {
        let pools = machine.reading.pools.iter().flatten();
        let counts = pools.filter_map(|pool| pool.accepted.zip(pool.rejected));
        counts.reduce(|sum, each| (sum.0.saturating_add(each.0), sum.1.saturating_add(each.1)))
    })
}

/// Refused work in per cent: as the machine says, else from the counts.
pub(super) fn reject_percent(machine: &Machine) -> Option<f32> {
    let said = machine.reading.summary.as_ref().and_then(|summary| summary.pool_rejected);
    said.map(|percent| percent.0).or_else(|| {
        let (accepted, rejected) = shares(machine)?;
        let all = f64::from(accepted) + f64::from(rejected);
        (all > 0.0).then(|| (f64::from(rejected) / all * 100.0) as f32)
    })
}

/// What a board should make: its own factory rate, else its share of the machine's.
pub(super) fn board_factory_rate(machine: &Machine, board: &HashBoard) -> Option<HashRate> {
    board.rate_factory.filter(|rate| rate.ths() > 0.0).or_else(|| {
        let boards = boards_expected(machine).filter(|&boards| boards > 0)?;
        Some(HashRate::from(machine.factory_rate()?.ths() / f32::from(boards)))
    })
}

/// How bad an error is; a code that no table knows is worth a look.
pub(super) fn severity(error: &MachineError) -> Severity {
    error_codes::lookup(&error.code).map_or(Severity::Major, |meaning| meaning.severity)
}

/// Appends an error as the grid shows it: code and meaning. The machine's own words, which say more, stand only where
/// no table knows the code, because they are English or Chinese.
pub(super) fn push_error(text: &mut String, error: &MachineError, language: &str) {
    text.push_str(&error.code);
    if let Some(described) = error_codes::describe(&error.code, language) {
        text.push(' ');
        text.push_str(&described.meaning);
    } else if let Some(reason) = &error.reason {
        text.push(' ');
        text.push_str(reason);
    }
}
