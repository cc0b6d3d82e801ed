//! What a machine said, decoded once at the edge, whatever its dialect and reply shape.
//!
//! Every part and every field is optional: a figure that the machine did not give is `None`. The decoder (in
//! `decode`) makes these; the fleet keeps them; grids, exports and health read them.

use super::models::{Cooling, cooling};
use super::units::{Amperes, Celsius, HashRate, Mac, Megahertz, Percent, Rpm, Seconds, UnixTime, Volts, Watts};
use serde::{Deserialize, Serialize};
use std::{net::IpAddr, sync::Arc};

/// A short text from a machine. Shared, because thousands of machines say the same model, firmware and pool; one pointer
/// wide, because a machine has about fifty of them.
pub type Text = arcstr::ArcStr;

/// Everything known from one machine; parts that were not asked for, or not answered, are `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// `summary` (API document 4.1).
    pub summary: Option<Box<Summary>>,
    /// `pools` (4.2), by priority.
    pub pools: Option<Box<[Pool]>>,
    /// `edevs`/`devs` (4.3), by slot.
    pub boards: Option<Box<[HashBoard]>>,
    /// The model of `devdetails` (4.4), for firmware whose `get_version` does not name it.
    pub detail_model: Option<Text>,
    /// `get_psu` (4.5).
    pub psu: Option<Box<Psu>>,
    /// `get_version` (4.6). Shared: most machines of a farm say the same.
    pub version: Option<Arc<Version>>,
    /// `status` (4.8). Shared for the same reason.
    pub status: Option<Arc<Status>>,
    /// `get_miner_info` (4.9).
    pub info: Option<Box<MinerInfo>>,
    /// `get_error_code` (4.10), or the codes of an API v1 `summary`. `Some` and empty: the machine reports no error.
    pub errors: Option<Box<[MachineError]>>,
    /// API v3 `get.device.info`: only what API v2 can't tell.
    pub device: Option<Box<DeviceInfo>>,
    /// The mining program did not answer behind the API: stopped, restarting or booting. What only it knows is absent.
    pub btminer_down: bool,
    /// True where a reply was cut off or repaired, so that something may be missing.
    pub partial: bool,
}

/// The whole machine's figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// Mining time: since btminer started.
    pub elapsed: Option<Seconds>,
    /// System time: since the control board started.
    pub uptime: Option<Seconds>,
    /// `HS RT`, else the shortest average there is: the rate now.
    pub rate: Option<HashRate>,
    /// `MHS av`: the average since btminer started.
    pub rate_average: Option<HashRate>,
    /// `MHS 5s`.
    pub rate_5s: Option<HashRate>,
    /// `MHS 1m`.
    pub rate_1m: Option<HashRate>,
    /// `MHS 5m`.
    pub rate_5m: Option<HashRate>,
    /// `MHS 15m`.
    pub rate_15m: Option<HashRate>,
    /// `Factory GHS`: the nameplate measured at the factory, the right reference for what to expect.
    pub rate_factory: Option<HashRate>,
    /// `Target MHS`.
    pub rate_target: Option<HashRate>,
    /// Shares that pools took.
    pub accepted: Option<u32>,
    /// Shares that pools refused.
    pub rejected: Option<u32>,
    /// `Temperature`: the hottest board.
    pub board_temp: Option<Celsius>,
    /// `Chip Temp Min`.
    pub chip_temp_min: Option<Celsius>,
    /// `Chip Temp Avg`.
    pub chip_temp_avg: Option<Celsius>,
    /// `Chip Temp Max`.
    pub chip_temp_max: Option<Celsius>,
    /// `Env Temp`: the air around the machine.
    pub ambient_temp: Option<Celsius>,
    /// `freq_avg`.
    pub frequency: Option<Megahertz>,
    /// `Target Freq`; 0 is absent.
    pub target_frequency: Option<Megahertz>,
    /// `Fan Speed In`: the intake (the vendor's comments are swapped).
    pub fan_in: Option<Rpm>,
    /// `Fan Speed Out`: the exhaust.
    pub fan_out: Option<Rpm>,
    /// `Power`; -1 is absent.
    pub power: Option<Watts>,
    /// `Power Limit`; 0 is absent.
    pub power_limit: Option<Watts>,
    /// `Power Mode`.
    pub power_mode: Option<PowerMode>,
    /// Share of rejected work, as per cent in every generation.
    pub pool_rejected: Option<Percent>,
    /// Share of stale work, as per cent in every generation.
    pub pool_stale: Option<Percent>,
    /// `Hash Stable`.
    pub hash_stable: Option<bool>,
    /// `Hash Deviation%`.
    pub hash_deviation: Option<Percent>,
    /// `Upfreq Complete`: the ramp-up is finished.
    pub upfreq_complete: Option<bool>,
    /// `Btminer Fast Boot`.
    pub fast_boot: Option<bool>,
    /// `Liquid Cooling` (API v1).
    pub liquid_cooling: Option<bool>,
    /// `Chip Data` (API v1).
    pub chip_data: Option<Text>,
    /// `MAC` (API v1, and some 2.0.5 firmware).
    pub mac: Option<Mac>,
    /// `Firmware Version` (API v1).
    pub firmware: Option<Text>,
}

/// How hard a machine works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PowerMode {
    /// `Low`.
    Low,
    /// `Normal`.
    Normal,
    /// `High`.
    High,
}

/// One configured pool. Unused slots are not in the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pool {
    /// The pool's number as the machine counts it, from 1.
    pub number: u8,
    /// 0 is tried first.
    pub priority: u8,
    /// The configured address.
    pub url: Text,
    /// The worker name; the password is never shown by a machine.
    pub worker: Text,
    /// `Status`.
    pub state: Option<PoolState>,
    /// `Stratum Active`: work comes from here now.
    pub active: Option<bool>,
    /// Shares taken.
    pub accepted: Option<u32>,
    /// Shares refused.
    pub rejected: Option<u32>,
    /// Shares too late.
    pub stale: Option<u32>,
    /// The last share's time.
    pub last_share: Option<UnixTime>,
    /// `Stratum Difficulty`.
    pub difficulty: Option<f32>,
    /// Share of refused work, computed from the counts where there are any.
    pub rejected_share: Option<Percent>,
}

/// What a machine thinks of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PoolState {
    /// Reachable.
    Alive,
    /// Not reachable.
    Dead,
    /// Switched off.
    Disabled,
    /// Refuses the work.
    Rejecting,
}

/// One hash board.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HashBoard {
    /// The slot number, from 0.
    pub slot: u8,
    /// `Enabled`.
    pub enabled: Option<bool>,
    /// `Status`: "Alive", "Initialising" and others, in the machine's words.
    pub status: Option<Text>,
    /// `HS RT`, else the shortest average there is.
    pub rate: Option<HashRate>,
    /// `MHS av`.
    pub rate_average: Option<HashRate>,
    /// `HS Factory` or `Factory GHS`.
    pub rate_factory: Option<HashRate>,
    /// `Temperature`: of the board, at the air outlet.
    pub temp: Option<Celsius>,
    /// `Chip Temp Min`.
    pub chip_temp_min: Option<Celsius>,
    /// `Chip Temp Avg`.
    pub chip_temp_avg: Option<Celsius>,
    /// `Chip Temp Max`.
    pub chip_temp_max: Option<Celsius>,
    /// `Chip Frequency`.
    pub frequency: Option<Megahertz>,
    /// `Effective Chips`: chips that answer.
    pub chips: Option<u16>,
    /// `Upfreq Complete`.
    pub upfreq_complete: Option<bool>,
    /// `Accepted`.
    pub accepted: Option<u32>,
    /// `Rejected`.
    pub rejected: Option<u32>,
    /// `Last Valid Work`.
    pub last_valid_work: Option<UnixTime>,
    /// `PCB SN`; two slots may share one.
    pub serial: Option<Text>,
    /// `Chip Data`.
    pub chip_data: Option<Text>,
}

/// The power supply.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Psu {
    /// `name`.
    pub name: Option<Text>,
    /// `model`.
    pub model: Option<Text>,
    /// `hw_version`.
    pub hardware: Option<Text>,
    /// `sw_version`.
    pub software: Option<Text>,
    /// `serial_no`.
    pub serial: Option<Text>,
    /// `vendor` (or `vender`): a number that names the maker.
    pub vendor: Option<Text>,
    /// `enable`.
    pub enabled: Option<bool>,
    /// `vin`, given in hundredths of a volt.
    pub voltage_in: Option<Volts>,
    /// `iin`, given in thousandths of an ampere.
    pub current_in: Option<Amperes>,
    /// `pin`.
    pub power_in: Option<Watts>,
    /// `fan_speed`.
    pub fan: Option<Rpm>,
    /// `temp0`.
    pub temp: Option<Celsius>,
}

/// Versions and platform.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Version {
    /// `api_ver`, as the machine writes it: "whatsminer v1.4.0", "2.0.5", "2.2.2".
    pub api: Option<Text>,
    /// `fw_ver`, without the quotes that some firmware puts around it.
    pub firmware: Option<Text>,
    /// `platform`: "H3", "H6", "H6OS", "H616".
    pub platform: Option<Text>,
    /// `chip`.
    pub chip: Option<Text>,
    /// `miner_type` (API 2.2): the model.
    pub model: Option<Text>,
}

/// The state of the mining process.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Status {
    /// `mineroff` or `btmineroff`: mining was stopped.
    pub stopped: Option<bool>,
    /// `mineroff_reason`.
    pub stopped_why: Option<Text>,
    /// `mineroff_time`, in the machine's words.
    pub stopped_since: Option<Text>,
    /// `FirmwareVersion` or `Firmware Version`.
    pub firmware: Option<Text>,
    /// `power_mode`.
    pub power_mode: Option<PowerMode>,
    /// `hash_percent`: what `set_target_freq` changed.
    pub frequency_percent: Option<Percent>,
    /// `power_limit_set`.
    pub power_limit_set: Option<Watts>,
    /// `power_pct` (2026 firmware).
    pub power_percent: Option<Percent>,
    /// `liquid_temp` (2026 firmware).
    pub liquid_temp: Option<Celsius>,
    /// `fast_hash` or `fast_mining` (2026 firmware).
    pub fast_hash: Option<bool>,
}

/// Network and identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MinerInfo {
    /// `ip`.
    pub ip: Option<IpAddr>,
    /// `proto`: true for DHCP, false for a static address.
    pub dhcp: Option<bool>,
    /// `netmask`.
    pub netmask: Option<Text>,
    /// `gateway`.
    pub gateway: Option<Text>,
    /// `dns`, separated by spaces.
    pub dns: Option<Text>,
    /// `hostname`.
    pub hostname: Option<Text>,
    /// `mac`.
    pub mac: Option<Mac>,
    /// `ledstat`: "auto" or the manual pattern.
    pub led: Option<Text>,
    /// `minersn`.
    pub serial: Option<Text>,
    /// `powersn`.
    pub psu_serial: Option<Text>,
    /// `upfreq_speed` (older: `ut_speed`).
    pub upfreq_speed: Option<u8>,
}

/// One error that the machine reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MachineError {
    /// The code in the machine's digits; some PSU codes are hexadecimal.
    pub code: Text,
    /// The last time that it occurred, in the machine's own local time without a zone.
    pub since: Option<Text>,
    /// The machine's own words, which are better than a table's.
    pub reason: Option<Text>,
}

/// What only API v3 tells (`get.device.info`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceInfo {
    /// `system.apiswitch`: whether writes are allowed.
    pub api_switch: Option<bool>,
    /// The admin password is still the factory's, told by its known salt.
    pub factory_password: Option<bool>,
    /// `miner.type`: the model.
    pub model: Option<Text>,
    /// `system.fwversion`.
    pub firmware: Option<Text>,
    /// `system.api`.
    pub api: Option<Text>,
    /// `system.control-board-version`.
    pub control_board: Option<Text>,
    /// `miner.miner-sn`.
    pub serial: Option<Text>,
    /// `network.mac`.
    pub mac: Option<Mac>,
}

impl Reading {
    /// Takes over every part that `newer` has and keeps the others: a quick refresh leaves the identity alone. Where
    /// btminer went down, the figures that only it knows are of the past, and go.
    pub fn merge(&mut self, newer: Self) {
        if newer.btminer_down {
            self.rest();
        }
        self.btminer_down = newer.btminer_down || (self.btminer_down && newer.summary.is_none());
        macro_rules! take {
            ($($part:ident),+) => { $(if newer.$part.is_some() { self.$part = newer.$part; })+ };
        }
        take!(summary, pools, boards, detail_model, psu, version, status, info, errors, device);
        self.partial = newer.partial;
        self.settle();
    }

    /// Forgets how fast and warm the machine was, and keeps what it is.
    fn rest(&mut self) {
        if let Some(summary) = &mut self.summary {
            **summary = Summary {
                rate_factory: summary.rate_factory,
                power_mode: summary.power_mode,
                fast_boot: summary.fast_boot,
                liquid_cooling: summary.liquid_cooling,
                chip_data: summary.chip_data.take(),
                mac: summary.mac,
                firmware: summary.firmware.take(),
                ..Summary::default()
            };
        }
        for board in self.boards.iter_mut().flatten() {
            *board = HashBoard {
                slot: board.slot,
                rate_factory: board.rate_factory,
                serial: board.serial.take(),
                chip_data: board.chip_data.take(),
                ..HashBoard::default()
            };
        }
    }

    /// Draws from the other parts what a summary of newer firmware lacks: shares from the pools, temperatures and the
    /// factory's rate from the boards. What the machine gave itself stays, but for one: a machine without fans says 0
    /// for theirs, which is no reading.
    pub fn settle(&mut self) {
        let without_fans = |cooling| cooling != Cooling::Air;
        let measured = self.status.as_ref().and_then(|status| status.liquid_temp).map(|_| true);
        let liquid = self.model().and_then(|model| cooling(model)).map(without_fans).or(measured);
        let Some(summary) = self.summary.as_mut() else { return };
        if liquid.or(summary.liquid_cooling) == Some(true) {
            let turning = |fan: &Rpm| fan.0 > 0;
            summary.fan_in = summary.fan_in.filter(turning);
            summary.fan_out = summary.fan_out.filter(turning);
        }
        if let Some(pools) = self.pools.as_deref() {
            let sum = |count: fn(&Pool) -> Option<u32>| pools.iter().filter_map(count).reduce(u32::saturating_add);
            summary.accepted = summary.accepted.or_else(|| sum(|pool| pool.accepted));
            summary.rejected = summary.rejected.or_else(|| sum(|pool| pool.rejected));
        }
        if let Some(boards) = self.boards.as_deref() {
            let temps = |temp: fn(&HashBoard) -> Option<Celsius>| boards.iter().filter_map(temp);
            summary.board_temp = summary.board_temp.or_else(|| temps(|board| board.temp).max());
            summary.chip_temp_max = summary.chip_temp_max.or_else(|| temps(|board| board.chip_temp_max).max());
            summary.chip_temp_min = summary.chip_temp_min.or_else(|| temps(|board| board.chip_temp_min).min());
            let factory: Option<f64> =
                boards.iter().map(|board| board.rate_factory.map(|rate| f64::from(rate.ths()))).sum();
            let factory = factory.filter(|ths| *ths > 0.0).map(HashRate::from_ths);
            summary.rate_factory = summary.rate_factory.or(factory);
        }
    }

    /// The hardware address, from whichever reply names it.
    pub fn mac(&self) -> Option<Mac> {
        let info = self.info.as_ref().and_then(|info| info.mac);
        let summary = || self.summary.as_ref().and_then(|summary| summary.mac);
        info.or_else(summary).or_else(|| self.device.as_ref().and_then(|device| device.mac))
    }

    /// The model as the machine writes it: API v3, then `get_version`, then `devdetails`.
    pub fn model(&self) -> Option<&Text> {
        let device = self.device.as_ref().and_then(|device| device.model.as_ref());
        let version = || self.version.as_ref().and_then(|version| version.model.as_ref());
        device.or_else(version).or(self.detail_model.as_ref())
    }

    /// The firmware version, from whichever reply names it.
    pub fn firmware(&self) -> Option<&Text> {
        let version = self.version.as_ref().and_then(|version| version.firmware.as_ref());
        let status = || self.status.as_ref().and_then(|status| status.firmware.as_ref());
        let summary = || self.summary.as_ref().and_then(|summary| summary.firmware.as_ref());
        version.or_else(status).or_else(summary).or_else(|| self.device.as_ref()?.firmware.as_ref())
    }
}
