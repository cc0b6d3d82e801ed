//! What a machine was told: everything that commands change, apart from its password.
//!
//! A machine's state is computed from its identity, the time and this. Nothing here runs by itself: restarts are moments
//! in the simulation's time, which the state looks at. Times are seconds since the simulation began.

use std::{collections::BTreeMap, net::Ipv4Addr};

/// A pool as it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetPool {
    pub(crate) url: String,
    pub(crate) worker: String,
    pub(crate) password: String,
}

/// Addresses as they were set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SetNetwork {
    Dhcp,
    Fixed { ip: Ipv4Addr, mask: String, gateway: String, dns: String },
}

/// An admin password and its salt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    pub(crate) password: String,
    pub(crate) salt: String,
}

/// Everything that was told, or left as it was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Will {
    pub(crate) pools: Option<Vec<SetPool>>,
    /// `Low`, `Normal` or `High`.
    pub(crate) mode: &'static str,
    /// W; `None`: the model's own.
    pub(crate) power_limit: Option<f64>,
    /// Per cent of full power, gone after a restart.
    pub(crate) percent: i64,
    /// W to aim at, gone after a restart.
    pub(crate) power: Option<i64>,
    /// Per cent by which the target frequency is shifted.
    pub(crate) frequency: i64,
    pub(crate) upfreq_speed: i64,
    pub(crate) fast_boot: bool,
    pub(crate) led: String,
    pub(crate) hostname: Option<String>,
    pub(crate) network: Option<SetNetwork>,
    pub(crate) zone: (String, String),
    pub(crate) syslog: (String, String, String),
    pub(crate) web_pools: bool,
    pub(crate) poweroff_cool: bool,
    pub(crate) fan_zero_speed: bool,
    pub(crate) temp_offset: i64,
    pub(crate) heat_mode: String,
    /// Mining begins by itself at boot.
    pub(crate) init: bool,
    pub(crate) messages: BTreeMap<String, String>,
    /// The version that was installed last.
    pub(crate) firmware: Option<String>,
    /// The switch for writing, where it was turned since the start.
    pub(crate) api_switch: Option<bool>,
    /// The password that was set since the start, with its salt.
    pub(crate) secret: Option<Secret>,
    /// Since when mining is stopped by command.
    pub(crate) stopped: Option<f64>,
    /// When mining began, where a command let it.
    pub(crate) mining_since: Option<f64>,
    /// btminer does not answer before.
    pub(crate) btminer_from: f64,
    /// When the control board started, where a command let it.
    pub(crate) booted: Option<f64>,
    /// How often the pre-heating was asked after; `None` where it has not begun.
    pub(crate) preheat: Option<u8>,
}

impl Default for Will {
    fn default() -> Self {
        Self {
            pools: None,
            mode: "Normal",
            power_limit: None,
            percent: 100,
            power: None,
            frequency: 0,
            upfreq_speed: 0,
            fast_boot: false,
            led: "auto".to_owned(),
            hostname: None,
            network: None,
            zone: ("UTC0".to_owned(), "Etc/UTC".to_owned()),
            syslog: Default::default(),
            web_pools: true,
            poweroff_cool: true,
            fan_zero_speed: false,
            temp_offset: 0,
            heat_mode: "normal".to_owned(),
            init: true,
            messages: BTreeMap::new(),
            firmware: None,
            api_switch: None,
            secret: None,
            stopped: None,
            mining_since: None,
            btminer_from: 0.0,
            booted: None,
            preheat: None,
        }
    }
}

impl Will {
    /// btminer restarts now and answers again after `away` seconds; what was temporary is gone.
    pub(crate) fn restart(&mut self, now: f64, away: f64) {
        self.btminer_from = now + away;
        self.mining_since = Some(now + away);
        self.percent = 100;
        self.power = None;
    }

    /// The machine starts now; btminer comes `away` seconds after the API service.
    pub(crate) fn boot(&mut self, now: f64, away: f64) {
        self.restart(now, away);
        self.booted = Some(now);
        "auto".clone_into(&mut self.led);
        self.stopped = if self.init { None } else { Some(now) };
        self.preheat = None;
    }

    /// As it left the factory, with the factory's password `secret`; the switch is off.
    pub(crate) fn reset(&mut self, secret: Secret) {
        *self = Self {
            pools: Some(Vec::new()),
            firmware: self.firmware.take(),
            api_switch: Some(false),
            secret: Some(secret),
            ..Self::default()
        };
    }

    /// The part of full speed, and of full power, that is left of it by what was told. `full` is full power in W.
    pub(crate) fn effort(&self, full: f64) -> f64 {
        let mode = match self.mode {
            "Low" => 0.8,
            "High" => 1.12,
            _ => 1.0,
        };
        let limit = self.power_limit.into_iter().chain(self.power.map(|watts| watts as f64));
        let limited = limit.filter(|watts| *watts > 0.0).map(|watts| watts / full).fold(f64::INFINITY, f64::min);
        let shifted = (1.0 + self.frequency as f64 / 100.0).max(0.05);
        (mode * shifted).min(limited) * (self.percent as f64 / 100.0)
    }
}
