//! Machines for the fleet's tests and benches: believable, made from a number, each one's own.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::allow_attributes, reason = "whether something is unused depends on the test")]

use jiff::Timestamp;
use rackhand::{
    fleet::{Fleet, Observation, Seen},
    protocol::{
        Reading, models,
        reading::{DeviceInfo, HashBoard, MinerInfo, Pool, PoolState, PowerMode, Psu, Status, Summary, Text, Version},
        units::{Amperes, Celsius, HashRate, Mac, Megahertz, Percent, Rpm, Seconds, UnixTime, Volts, Watts},
    },
};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

/// A moment, in seconds after the beginning of the test.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

/// The address of the machine of this number.
pub(crate) fn address(number: u32) -> SocketAddr {
    (Ipv4Addr::from_bits(Ipv4Addr::new(10, 31, 0, 0).to_bits() + number), 4028).into()
}

/// The MAC of the machine of this number.
pub(crate) fn mac(number: u32) -> Mac {
    let [a, b, c, d] = number.to_be_bytes();
    Mac([0xc6, 0x07, a, b, c, d])
}

/// A sound machine that answered in full.
pub(crate) fn machine(number: u32) -> (SocketAddr, Reading) {
    (address(number), reading(number))
}

/// Models that the table of models knows.
const MODELS: [&str; 3] = ["M50_VH84", "M30S+VE40", "M60S_VK40"];

/// The boards of the machine of this number, and the chips on each.
pub(crate) fn boards_and_chips(number: u32) -> (u8, u16) {
    let model = models::lookup(MODELS[number as usize % MODELS.len()]).unwrap();
    (model.boards.unwrap(), model.chips_per_board.unwrap())
}

/// What a sound machine says of itself in full.
pub(crate) fn reading(number: u32) -> Reading {
    let text = |text: String| Some(Text::from(text));
    let model = MODELS[number as usize % MODELS.len()];
    let (boards, chips) = boards_and_chips(number);
    let firmware = format!("2023{:02}11.12.Rel", 1 + number % 12);
    let wobble = f64::from(number % 97) / 100.0;
    let rate = 112.0 + wobble;
    let pools = (0..3).map(|place| Pool {
        number: place + 1,
        priority: place,
        url: format!("stratum+tcp://pool-{place}.example.com:3333").into(),
        worker: format!("farm.{}x{}", number >> 8, number & 255).into(),
        state: Some(PoolState::Alive),
        active: Some(place == 0),
        accepted: Some(5_000 + number % 1000),
        rejected: Some(number % 20),
        stale: Some(0),
        last_share: Some(UnixTime(1_790_000_000)),
        difficulty: Some(262_144.0),
        rejected_share: Some(Percent(0.2)),
    });
    let boards = (0..boards).map(|slot| HashBoard {
        slot,
        enabled: Some(true),
        status: text("Alive".into()),
        rate: Some(HashRate::from_ths(rate / f64::from(boards))),
        rate_average: Some(HashRate::from_ths(rate / f64::from(boards))),
        rate_factory: Some(HashRate::from_ths(114.0 / f64::from(boards))),
        temp: Some(Celsius::new(66.0 + wobble)),
        chip_temp_min: Some(Celsius::new(62.0)),
        chip_temp_avg: Some(Celsius::new(72.0)),
        chip_temp_max: Some(Celsius::new(80.0 + wobble)),
        frequency: Some(Megahertz(600.0)),
        chips: Some(chips),
        upfreq_complete: Some(true),
        accepted: Some(1_800),
        rejected: Some(1),
        last_valid_work: Some(UnixTime(1_790_000_000)),
        serial: text(format!("BHM5CSD13{number:06}K3000{slot}")),
        chip_data: text("K88Z347-2039 BINV01-195001D".into()),
    });
    Reading {
        summary: Some(Box::new(summary(rate))),
        pools: Some(pools.collect()),
        boards: Some(boards.collect()),
        detail_model: text(model.into()),
        psu: Some(Box::new(Psu {
            name: text("P221B".into()),
            model: text("P221B".into()),
            hardware: text("V02.00".into()),
            software: text("V01.01.V03.00".into()),
            serial: text(format!("A1234B56{number:012}")),
            vendor: text("1".into()),
            enabled: Some(true),
            voltage_in: Some(Volts(228.0)),
            current_in: Some(Amperes(14.6)),
            power_in: Some(Watts(3322.0)),
            fan: Some(Rpm(6000)),
            temp: Some(Celsius::new(33.0)),
        })),
        version: Some(Arc::new(Version {
            api: text("2.0.5".into()),
            firmware: text(firmware.clone()),
            platform: text("H6OS".into()),
            chip: text("K88Z347".into()),
            model: text(model.into()),
        })),
        status: Some(Arc::new(Status {
            stopped: Some(false),
            firmware: text(firmware.clone()),
            power_mode: Some(PowerMode::Normal),
            frequency_percent: Some(Percent(0.0)),
            ..Status::default()
        })),
        info: Some(Box::new(MinerInfo {
            ip: Some(address(number).ip()),
            dhcp: Some(true),
            netmask: text("255.255.252.0".into()),
            gateway: text("10.31.0.1".into()),
            dns: text("10.31.0.1 1.1.1.1".into()),
            hostname: text("WhatsMiner".into()),
            mac: Some(mac(number)),
            led: text("auto".into()),
            serial: text(format!("HTM3SX22{number:08}")),
            psu_serial: text(format!("A1234B56{number:012}")),
            upfreq_speed: Some(1),
        })),
        errors: Some(Box::default()),
        device: Some(Box::new(DeviceInfo {
            api_switch: Some(true),
            factory_password: Some(false),
            model: text(model.into()),
            firmware: text(firmware),
            api: text("3.0.1".into()),
            control_board: text("CB6V10".into()),
            serial: text(format!("HTM3SX22{number:08}")),
            mac: Some(mac(number)),
        })),
        ..Reading::default()
    }
}

fn summary(rate: f64) -> Summary {
    let rate = |share: f64| Some(HashRate::from_ths(rate * share));
    Summary {
        elapsed: Some(Seconds(86_400)),
        uptime: Some(Seconds(90_000)),
        rate: rate(1.0),
        rate_average: rate(1.001),
        rate_5s: rate(0.99),
        rate_1m: rate(1.0),
        rate_5m: rate(1.0),
        rate_15m: rate(1.0),
        rate_factory: Some(HashRate::from_ths(114.0)),
        rate_target: Some(HashRate::from_ths(114.0)),
        accepted: Some(5_412),
        rejected: Some(11),
        board_temp: Some(Celsius::new(67.0)),
        chip_temp_min: Some(Celsius::new(62.0)),
        chip_temp_avg: Some(Celsius::new(72.0)),
        chip_temp_max: Some(Celsius::new(81.0)),
        ambient_temp: Some(Celsius::new(28.5)),
        frequency: Some(Megahertz(600.0)),
        target_frequency: Some(Megahertz(600.0)),
        fan_in: Some(Rpm(4430)),
        fan_out: Some(Rpm(4860)),
        power: Some(Watts(3322.0)),
        power_limit: Some(Watts(3400.0)),
        power_mode: Some(PowerMode::Normal),
        pool_rejected: Some(Percent(0.2)),
        pool_stale: Some(Percent(0.0)),
        hash_stable: Some(true),
        upfreq_complete: Some(true),
        fast_boot: Some(false),
        ..Summary::default()
    }
}

/// What a short refresh of a machine says: no identity.
pub(crate) fn refresh(number: u32) -> Reading {
    let full = reading(number);
    Reading { summary: full.summary, pools: full.pools, boards: full.boards, errors: full.errors, ..Reading::default() }
}

/// An answer.
pub(crate) fn answer(address: SocketAddr, at: Timestamp, reading: Reading) -> Observation {
    let full = reading.info.is_some();
    Observation { address, at, seen: Seen::Answered(Box::new(reading), full) }
}

/// A fleet of machines that all answered at the beginning.
pub(crate) fn fleet_of(machines: impl IntoIterator<Item = (SocketAddr, Reading)>) -> Fleet {
    let mut fleet = Fleet::new();
    for (address, reading) in machines {
        fleet.observe(answer(address, at(0), reading));
    }
    fleet
}

/// One file out of an archive.
pub(crate) fn unzipped(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}
