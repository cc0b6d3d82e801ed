//! The facts of one machine as a table: which there are, in which group and order, and how each is put into words.
//!
//! [`GROUPS`] is the one definition; the overview draws it. A fact that the machine did not give is left out, so that a
//! short answer makes a short panel.

use crate::{
    fleet::{
        Machine,
        format::{UNKNOWN, number},
    },
    gui::spans,
    protocol::reading::{DeviceInfo, MinerInfo, PowerMode, Psu, Status, Summary, Text, Version},
    protocol::units::{Celsius, HashRate},
    words::{Arg, Words},
};

/// What a fact is made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The machine.
    pub(super) machine: &'a Machine,
    /// The language to put it in.
    pub(super) words: &'a Words,
}

/// How a fact gets its words; `None` where the machine did not say.
type Value = fn(&Source<'_>) -> Option<String>;

/// Facts that belong together: the key of their title, and of each the key of its name with its value.
pub(super) struct Group {
    /// The key of the title.
    pub(super) title: &'static str,
    /// Key and value, in order.
    pub(super) facts: &'static [(&'static str, Value)],
}

/// Every fact that the overview shows, in its order.
pub(super) const GROUPS: [Group; 4] = [
    Group {
        title: "detail-section-machine",
        facts: &[
            ("fact-rate", rate),
            ("fact-rate-average", |s| Some(s.rate(s.summary()?.rate_average?))),
            ("fact-power", power),
            ("fact-efficiency", efficiency),
            ("fact-power-mode", power_mode),
            ("fact-frequency", |s| Some(s.unit("value-megahertz", s.summary()?.frequency?.0, 0))),
            ("fact-upfreq", |s| {
                Some(s.either(s.summary()?.upfreq_complete?, "fact-upfreq-done", "fact-upfreq-running"))
            }),
            ("fact-upfreq-speed", |s| Some(s.info()?.upfreq_speed?.to_string())),
            ("fact-fast-boot", |s| Some(s.either(s.summary()?.fast_boot?, "fact-on", "fact-off"))),
            ("fact-cooling", |s| {
                Some(s.either(s.summary()?.liquid_cooling?, "fact-cooling-liquid", "fact-cooling-air"))
            }),
            ("fact-elapsed", |s| Some(spans::span(s.words, i64::from(s.summary()?.elapsed?.0)))),
            ("fact-uptime", |s| Some(spans::span(s.words, i64::from(s.summary()?.uptime?.0)))),
            ("fact-firmware", |s| said(s.machine.reading.firmware())),
            ("fact-api", |s| said(s.version()?.api.as_ref())),
            ("fact-platform", |s| said(s.version()?.platform.as_ref())),
            ("fact-control-board", |s| said(s.device()?.control_board.as_ref())),
            ("fact-chip-data", chip_data),
            ("fact-mac", |s| Some(s.machine.mac?.to_string())),
            ("fact-serial", serial),
            ("fact-api-switch", |s| Some(s.either(s.device()?.api_switch?, "fact-on", "fact-off"))),
            ("fact-factory-password", password),
        ],
    },
    Group {
        title: "detail-section-temps",
        facts: &[
            ("fact-chip-temp", chip_temps),
            ("fact-board-temp", |s| Some(s.celsius(s.summary()?.board_temp?))),
            ("fact-ambient", |s| Some(s.celsius(s.summary()?.ambient_temp?))),
            ("fact-liquid", |s| Some(s.celsius(s.status()?.liquid_temp?))),
            ("fact-fans", fans),
        ],
    },
    Group {
        title: "detail-section-psu",
        facts: &[
            ("fact-psu-model", |s| said(s.psu()?.model.as_ref().or(s.psu()?.name.as_ref()))),
            ("fact-psu-input", psu_input),
            ("fact-psu-temp", |s| Some(s.celsius(s.psu()?.temp?))),
            ("fact-psu-fan", |s| Some(s.unit("value-rpm", f32::from(s.psu()?.fan?.0), 0))),
            ("fact-psu-version", psu_version),
            ("fact-psu-serial", psu_serial),
        ],
    },
    Group {
        title: "detail-section-network",
        facts: &[
            ("fact-hostname", |s| said(s.info()?.hostname.as_ref())),
            ("fact-address-from", |s| Some(s.either(s.info()?.dhcp?, "fact-address-dhcp", "fact-address-static"))),
            ("fact-netmask", |s| said(s.info()?.netmask.as_ref())),
            ("fact-gateway", |s| said(s.info()?.gateway.as_ref())),
            ("fact-dns", |s| said(s.info()?.dns.as_ref())),
            ("fact-led", led),
        ],
    },
];

impl<'a> Source<'a> {
    fn summary(&self) -> Option<&'a Summary> {
        self.machine.reading.summary.as_deref()
    }

    fn info(&self) -> Option<&'a MinerInfo> {
        self.machine.reading.info.as_deref()
    }

    fn psu(&self) -> Option<&'a Psu> {
        self.machine.reading.psu.as_deref()
    }

    fn version(&self) -> Option<&'a Version> {
        self.machine.reading.version.as_deref()
    }

    fn status(&self) -> Option<&'a Status> {
        self.machine.reading.status.as_deref()
    }

    fn device(&self) -> Option<&'a DeviceInfo> {
        self.machine.reading.device.as_deref()
    }

    /// A figure with its unit in the language's way.
    fn unit(&self, key: &str, value: f32, decimals: u8) -> String {
        self.words.with(key, &[("value", Arg::from(&number(value.into(), decimals)))])
    }

    fn rate(&self, rate: HashRate) -> String {
        self.unit("value-ths", rate.ths(), 1)
    }

    fn celsius(&self, temp: Celsius) -> String {
        self.unit("value-celsius", temp.degrees(), 0)
    }

    /// One of two words.
    fn either(&self, yes: bool, yes_key: &str, no_key: &str) -> String {
        self.words.text(if yes { yes_key } else { no_key }).to_owned()
    }
}

/// What the machine said, if it said anything.
fn said(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The rate of what it made at the factory.
fn rate(s: &Source<'_>) -> Option<String> {
    let now = s.machine.rate()?;
    let Some(factory) = s.machine.factory_rate() else { return Some(s.rate(now)) };
    let (now, factory) = (number(now.ths().into(), 1), number(factory.ths().into(), 1));
    Some(s.words.with("fact-rate-of", &[("now", Arg::from(&now)), ("factory", Arg::from(&factory))]))
}

fn power(s: &Source<'_>) -> Option<String> {
    let now = s.machine.power()?;
    let limit = s.summary().and_then(|summary| summary.power_limit);
    let Some(limit) = limit.or_else(|| s.status()?.power_limit_set) else { return Some(s.unit("value-watts", now, 0)) };
    let (now, limit) = (number(now.into(), 0), number(limit.0.into(), 0));
    Some(s.words.with("fact-power-of", &[("now", Arg::from(&now)), ("limit", Arg::from(&limit))]))
}

fn efficiency(s: &Source<'_>) -> Option<String> {
    let rate = s.machine.rate()?.ths();
    let power = s.machine.power()?;
    (rate > 0.0).then(|| s.unit("value-joules", power / rate, 1))
}

fn power_mode(s: &Source<'_>) -> Option<String> {
    let mode = s.summary().and_then(|summary| summary.power_mode).or_else(|| s.status()?.power_mode)?;
    let key = match mode {
        PowerMode::Low => "power-mode-low",
        PowerMode::Normal => "power-mode-normal",
        PowerMode::High => "power-mode-high",
    };
    Some(s.words.text(key).to_owned())
}

fn chip_data(s: &Source<'_>) -> Option<String> {
    let version = s.version().and_then(|version| said(version.chip.as_ref()));
    version.or_else(|| said(s.summary()?.chip_data.as_ref()))
}

fn serial(s: &Source<'_>) -> Option<String> {
    let info = s.info().and_then(|info| said(info.serial.as_ref()));
    info.or_else(|| said(s.device()?.serial.as_ref()))
}

fn password(s: &Source<'_>) -> Option<String> {
    Some(s.either(s.device()?.factory_password?, "fact-factory-password-yes", "fact-factory-password-no"))
}

/// Coolest, average and hottest chip, each only where it is known.
fn chip_temps(s: &Source<'_>) -> Option<String> {
    let summary = s.summary();
    let low = summary.and_then(|summary| summary.chip_temp_min);
    let average = summary.and_then(|summary| summary.chip_temp_avg);
    let high = s.machine.chip_temp_max()?;
    let Some((low, average)) = low.zip(average) else { return Some(s.unit("value-celsius", high, 0)) };
    let [low, average, high] = [low.degrees(), average.degrees(), high].map(|degrees| number(degrees.into(), 0));
    let arguments = [("min", Arg::from(&low)), ("avg", Arg::from(&average)), ("max", Arg::from(&high))];
    Some(s.words.with("fact-chip-temp-value", &arguments))
}

fn fans(s: &Source<'_>) -> Option<String> {
    let summary = s.summary()?;
    if summary.fan_in.is_none() && summary.fan_out.is_none() {
        return None;
    }
    let [intake, exhaust] = [summary.fan_in, summary.fan_out]
        .map(|fan| fan.map_or_else(|| UNKNOWN.to_owned(), |fan| number(fan.0.into(), 0)));
    Some(s.words.with("fact-fans-value", &[("in", Arg::from(&intake)), ("out", Arg::from(&exhaust))]))
}

/// Tension, current and power at the plug.
fn psu_input(s: &Source<'_>) -> Option<String> {
    let psu = s.psu()?;
    let parts = [
        psu.voltage_in.map(|volts| s.unit("value-volts", volts.0, 0)),
        psu.current_in.map(|amperes| s.unit("value-amperes", amperes.0, 1)),
        psu.power_in.map(|watts| s.unit("value-watts", watts.0, 0)),
    ];
    joined(parts)
}

fn psu_version(s: &Source<'_>) -> Option<String> {
    let psu = s.psu()?;
    joined([said(psu.hardware.as_ref()), said(psu.software.as_ref())])
}

fn psu_serial(s: &Source<'_>) -> Option<String> {
    let psu = s.psu().and_then(|psu| said(psu.serial.as_ref()));
    psu.or_else(|| said(s.info()?.psu_serial.as_ref()))
}

fn led(s: &Source<'_>) -> Option<String> {
    let led = said(s.info()?.led.as_ref())?;
    Some(if led == "auto" { s.words.text("fact-led-auto").to_owned() } else { led })
}

/// What is known of these, side by side.
fn joined<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let known: Vec<String> = parts.into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.join(" · "))
}
