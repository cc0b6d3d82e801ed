//! What a right client must read from a machine: the yardstick of tests, made without any reply in between.

use super::{
    fault::Fault,
    machine::{Machine, Moment, State},
};
use crate::protocol::units::Mac;

/// A machine as it is. Rates are TH/s, temperatures °C, power W, fans rpm. Machines move on between two questions, so
/// that figures should be compared within a per cent or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// The name of its profile.
    pub profile: &'static str,
    /// The model as the machine writes it.
    pub model: &'static str,
    /// The firmware as the machine writes it.
    pub firmware: &'static str,
    /// Its hardware address.
    pub mac: Mac,
    /// The hash rate now.
    pub rate: f64,
    /// The nameplate measured at the factory.
    pub rate_factory: f64,
    /// The boards that it finds.
    pub boards: Vec<BoardTruth>,
    /// The boards that belong into it.
    pub boards_expected: u8,
    /// Intake and exhaust fans; `None` on machines without fans.
    pub fans: Option<(u32, u32)>,
    /// Power at the wall.
    pub power: f64,
    /// Pools in order: address, worker, whether work comes from it.
    pub pools: Vec<(String, String, bool)>,
    /// Error codes.
    pub errors: Vec<String>,
    /// Mining was stopped by command.
    pub stopped: bool,
    /// The mining program answers.
    pub btminer: bool,
    /// Commands that write are allowed.
    pub api_switch: bool,
    /// The admin password was never changed.
    pub factory_password: bool,
}

/// One hash board as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardTruth {
    /// The slot from 0.
    pub slot: u8,
    /// The hash rate now.
    pub rate: f64,
    /// Chips that answer.
    pub chips: u16,
    /// At the air outlet.
    pub temp: f64,
    /// The hottest chip; `None` where the firmware does not tell it.
    pub chip_temp_max: Option<f64>,
}

impl Truth {
    pub(crate) fn of(machine: &Machine, moment: Moment) -> Self {
        let state: State = machine.state(moment);
        let profile = machine.profile;
        Self {
            profile: profile.name,
            model: profile.model,
            firmware: profile.firmware,
            mac: machine.mac(),
            rate: state.rate,
            rate_factory: state.rate_factory,
            boards: state
                .boards
                .iter()
                .map(|board| BoardTruth {
                    slot: board.slot,
                    rate: board.rate,
                    chips: board.chips,
                    temp: board.temp,
                    chip_temp_max: (!profile.generation.msg_shape).then_some(board.chip_temp_max),
                })
                .collect(),
            boards_expected: profile.boards,
            fans: profile.air.then_some((state.fan_in, state.fan_out)),
            power: state.power,
            pools: state.pools.iter().map(|pool| (pool.url.clone(), pool.worker.clone(), pool.active)).collect(),
            errors: state.errors.iter().map(|(code, _)| code.clone()).collect(),
            stopped: state.stopped,
            btminer: state.btminer,
            api_switch: !machine.has(Fault::ApiOff) && !machine.has(Fault::FactoryPassword),
            factory_password: machine.has(Fault::FactoryPassword),
        }
    }
}
