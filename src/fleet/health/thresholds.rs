//! From where on something counts as wrong. A technician can change all of it; the defaults are argued here.

use serde::{Deserialize, Serialize};

/// The limits by which [`Health`](super::Health) is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Thresholds {
    /// Weak below this many per cent of the factory rate. 90: a sound machine stays within a few per cent of it, and
    /// one chip domain out of work costs about ten.
    pub rate_percent: f32,
    /// Weak where one board is below this many per cent of its own factory rate. 80: boards of one machine differ more
    /// than machines do.
    pub board_percent: f32,
    /// Weak from this chip temperature on, in degrees Celsius. 100: sound machines run between 70 and 95.
    pub chip_hot: f32,
    /// Faulty from this chip temperature on. 115: the machine is about to protect itself.
    pub chip_critical: f32,
    /// Weak from this board temperature on, in degrees Celsius. 85: usual are 60 to 80.
    pub board_hot: f32,
    /// Faulty from this board temperature on. 95: the machine is about to protect itself.
    pub board_critical: f32,
    /// Weak where this many chips of a board are missing. 1: a board loses its chips one by one.
    pub chips_missing: u16,
    /// A fan below this speed is dead, in turns a minute. 300: fans that turn never run so slow.
    pub fan_dead: u16,
    /// Weak where one fan turns at less than this many per cent of the other. 50: they are driven together.
    pub fan_percent: f32,
    /// Weak above this many per cent of refused work. 5: a good pool refuses less than 1.
    pub reject_percent: f32,
    /// Shares before the rate of refused ones says anything.
    pub reject_min_shares: u32,
    /// For this many minutes after its start a machine may be ramping up. 30: slow liquid-cooled ones take that long;
    /// a machine that says that its ramp-up is complete is judged at once.
    pub ramp_minutes: u32,
    /// A machine without a rate that draws less than this many watts is stopped rather than faulty. 200: the control
    /// board and fans alone.
    pub idle_power: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            rate_percent: 90.0,
            board_percent: 80.0,
            chip_hot: 100.0,
            chip_critical: 115.0,
            board_hot: 85.0,
            board_critical: 95.0,
            chips_missing: 1,
            fan_dead: 300,
            fan_percent: 50.0,
            reject_percent: 5.0,
            reject_min_shares: 100,
            ramp_minutes: 30,
            idle_power: 200.0,
        }
    }
}
