//! What a right client must read from a machine: the yardstick of tests, made without any reply in between.

use super::{
    fault::Fault,
    machine::{Machine, Moment, State},
    will::SetNetwork,
};
use crate::protocol::{crypt::FACTORY_SALT, units::Mac};
use std::collections::BTreeMap;

/// A machine as it is. Rates are TH/s, temperatures °C, power W, fans rpm. Machines move on between two questions, so
/// that figures should be compared within a per cent or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// The name of its profile.
    pub profile: &'static str,
    /// The model as the machine writes it.
    pub model: &'static str,
    /// The firmware as the machine writes it.
    pub firmware: String,
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
    /// `Low`, `Normal` or `High`.
    pub power_mode: &'static str,
    /// The power limit that was told, W.
    pub power_limit: Option<f64>,
    /// Per cent of full power that was told.
    pub power_percent: i64,
    /// Per cent by which the target frequency is shifted.
    pub frequency_percent: i64,
    /// The speed of the next ramp-up.
    pub upfreq_speed: i64,
    /// Mining begins fast.
    pub fast_boot: bool,
    /// The lights as the machine writes them.
    pub led: String,
    /// Its name in the network.
    pub hostname: String,
    /// Its address comes from DHCP.
    pub dhcp: bool,
    /// Mask, router and name servers, where fixed addresses were told.
    pub network: Option<(String, String, String)>,
    /// Its time zone, in both forms.
    pub zone: (String, String),
    /// Where its log goes: address, port, protocol.
    pub syslog: (String, String, String),
    /// Pools can be changed on its web page.
    pub web_pools: bool,
    /// The fans cool on while it is stopped.
    pub poweroff_cool: bool,
    /// The fans may stand still.
    pub fan_zero_speed: bool,
    /// The shift of the fans' target, °C.
    pub temp_offset: i64,
    /// How it heats.
    pub heat_mode: String,
    /// Mining begins by itself at boot.
    pub init: bool,
    /// The power that it aims at, W.
    pub aimed_power: Option<i64>,
    /// The texts that it keeps for its owner.
    pub customer_messages: BTreeMap<String, String>,
    /// The passwords at its pools, where they were told.
    pub pool_passwords: Vec<String>,
    /// Seconds since it booted.
    pub uptime: f64,
    /// Seconds since mining began.
    pub elapsed: f64,
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
            firmware: machine.firmware(),
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
            api_switch: machine.api_switch(),
            power_mode: state.will.mode,
            power_limit: state.will.power_limit,
            power_percent: state.will.percent,
            frequency_percent: state.will.frequency,
            upfreq_speed: state.will.upfreq_speed,
            fast_boot: state.will.fast_boot,
            led: state.will.led.clone(),
            hostname: machine.hostname(),
            dhcp: machine.dhcp(),
            network: match &state.will.network {
                Some(SetNetwork::Fixed { mask, gateway, dns, .. }) => {
                    Some((mask.clone(), gateway.clone(), dns.clone()))
                }
                Some(SetNetwork::Dhcp) | None => None,
            },
            zone: state.will.zone.clone(),
            syslog: state.will.syslog.clone(),
            web_pools: state.will.web_pools,
            poweroff_cool: state.will.poweroff_cool,
            fan_zero_speed: state.will.fan_zero_speed,
            temp_offset: state.will.temp_offset,
            heat_mode: state.will.heat_mode.clone(),
            init: state.will.init,
            aimed_power: state.will.power,
            customer_messages: state.will.messages.clone(),
            pool_passwords: state.will.pools.iter().flatten().map(|pool| pool.password.clone()).collect(),
            uptime: state.uptime,
            elapsed: state.elapsed,
            factory_password: match &state.will.secret {
                Some(secret) => secret.salt == FACTORY_SALT,
                None => machine.has(Fault::FactoryPassword),
            },
        }
    }
}
