//! What was read back: `power limit reads 3,300 W`, as values that every language can say.

use super::{Note, Remark};
use crate::{
    fleet::format::number,
    protocol::{
        Reading,
        command::{Command, ReadBack},
        reading::{PowerMode, Summary},
    },
};
use std::{fmt, sync::Arc};

/// What of a machine was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the name says it, and `texts` has its words")]
pub enum Part {
    Pool,
    Mining,
    PowerMode,
    PowerLimit,
    Power,
    Frequency,
    Upfreq,
    FastBoot,
    Led,
    Hostname,
    MiningTime,
    RunningTime,
    Firmware,
}

impl Part {
    /// All, for the test that holds the languages against this table.
    pub const ALL: [Self; 13] = [
        Self::Pool,
        Self::Mining,
        Self::PowerMode,
        Self::PowerLimit,
        Self::Power,
        Self::Frequency,
        Self::Upfreq,
        Self::FastBoot,
        Self::Led,
        Self::Hostname,
        Self::MiningTime,
        Self::RunningTime,
        Self::Firmware,
    ];

    /// The key of its name in the locale files.
    pub fn key(self) -> &'static str {
        self.texts().0
    }

    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Pool => ("seen-pool", "pool"),
            Self::Mining => ("seen-mining", "mining"),
            Self::PowerMode => ("seen-power-mode", "power mode"),
            Self::PowerLimit => ("seen-power-limit", "power limit"),
            Self::Power => ("seen-power", "power"),
            Self::Frequency => ("seen-frequency", "target frequency"),
            Self::Upfreq => ("seen-upfreq", "upfreq speed"),
            Self::FastBoot => ("seen-fast-boot", "fast boot"),
            Self::Led => ("seen-led", "LED"),
            Self::Hostname => ("seen-hostname", "host name"),
            Self::MiningTime => ("seen-mining-time", "mining time"),
            Self::RunningTime => ("seen-running-time", "running time"),
            Self::Firmware => ("seen-firmware", "firmware"),
        }
    }
}

/// What it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A figure with its unit, or the machine's own text: the same in every language.
    Text(Arc<str>),
    /// One of a few words, in the locale files as `choice-<word>`.
    Word(&'static str),
    /// The first pool.
    Pool {
        /// Its address.
        url: Arc<str>,
        /// Who mines there.
        worker: Arc<str>,
    },
    /// There is none.
    None,
}

/// What was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What of the machine.
    pub part: Part,
    /// What it said; `None` where it did not say.
    pub value: Option<Value>,
    /// It is what it was before.
    pub is_unchanged: bool,
}

impl Seen {
    /// What a part said.
    pub fn new(part: Part, value: Option<Value>) -> Self {
        Self { part, value, is_unchanged: false }
    }

    /// And it was so before.
    pub(super) fn unchanged(self) -> Self {
        Self { is_unchanged: true, ..self }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} reads ", self.part.texts().1)?;
        match &self.value {
            Some(Value::Text(text)) => f.write_str(text)?,
            Some(Value::Word(word)) => f.write_str(word)?,
            Some(Value::Pool { url, worker }) => write!(f, "{url} with worker {worker}")?,
            Some(Value::None) => f.write_str("none")?,
            None => f.write_str("–")?,
        }
        f.write_str(if self.is_unchanged { ", as before" } else { "" })
    }
}

/// What the part of `reading` that shows `command` says.
pub(super) fn seen(command: &Command, reading: &Reading) -> Remark {
    let info = reading.info.as_ref();
    let (part, value) = match command.kind().spec().read_back {
        ReadBack::Pools => (Part::Pool, pools(reading)),
        ReadBack::Stopped | ReadBack::Running => (Part::Mining, stopped(reading)),
        ReadBack::PowerMode => (Part::PowerMode, power_mode(reading)),
        ReadBack::PowerLimit => (Part::PowerLimit, power_limit(reading)),
        ReadBack::PowerPercent => (Part::Power, power_percent(reading)),
        ReadBack::TargetFrequency => (Part::Frequency, frequency(reading)),
        ReadBack::UpfreqSpeed => (Part::Upfreq, upfreq(reading)),
        ReadBack::FastBoot => (Part::FastBoot, fast_boot(reading)),
        ReadBack::Led => (Part::Led, info.and_then(|info| Some(text(info.led.as_deref()?)))),
        ReadBack::Hostname => (Part::Hostname, info.and_then(|info| Some(text(info.hostname.as_deref()?)))),
        ReadBack::Restarted => (Part::MiningTime, summary(reading, |summary| Some(seconds(summary.elapsed?.0)))),
        ReadBack::Rebooted => (Part::RunningTime, summary(reading, |summary| Some(seconds(summary.uptime?.0)))),
        ReadBack::Firmware => (Part::Firmware, reading.firmware().map(text)),
        ReadBack::Nothing
        | ReadBack::PreHeated
        | ReadBack::Password
        | ReadBack::Network
        | ReadBack::CustomerMessage => return Remark::Nothing,
    };
    if value.is_none() && reading.btminer_down { Note::BtminerDown.into() } else { Seen::new(part, value).into() }
}

fn summary(reading: &Reading, of: impl FnOnce(&Summary) -> Option<Value>) -> Option<Value> {
    reading.summary.as_deref().and_then(of)
}

fn text(text: impl AsRef<str>) -> Value {
    Value::Text(text.as_ref().into())
}

fn seconds(seconds: u32) -> Value {
    text(crate::fleet::format::duration(seconds.into()))
}

fn pools(reading: &Reading) -> Option<Value> {
    let first = reading.pools.as_deref()?.iter().min_by_key(|pool| pool.priority);
    Some(first.map_or(Value::None, |pool| Value::Pool {
        url: pool.url.to_string().into(),
        worker: pool.worker.to_string().into(),
    }))
}

fn stopped(reading: &Reading) -> Option<Value> {
    let stopped = reading.status.as_ref()?.stopped?;
    Some(Value::Word(if stopped { "stopped" } else { "running" }))
}

fn power_mode(reading: &Reading) -> Option<Value> {
    summary(reading, |summary| {
        Some(Value::Word(match summary.power_mode? {
            PowerMode::Low => "low",
            PowerMode::Normal => "normal",
            PowerMode::High => "high",
        }))
    })
}

fn power_limit(reading: &Reading) -> Option<Value> {
    summary(reading, |summary| Some(text(format!("{} W", number(f64::from(summary.power_limit?.0), 0)))))
}

fn power_percent(reading: &Reading) -> Option<Value> {
    Some(text(format!("{} %", number(f64::from(reading.status.as_ref()?.power_percent?.0), 0))))
}

fn frequency(reading: &Reading) -> Option<Value> {
    Some(text(format!("{} %", number(f64::from(reading.status.as_ref()?.frequency_percent?.0), 0))))
}

fn upfreq(reading: &Reading) -> Option<Value> {
    Some(text(reading.info.as_ref()?.upfreq_speed?.to_string()))
}

fn fast_boot(reading: &Reading) -> Option<Value> {
    summary(reading, |summary| Some(Value::Word(if summary.fast_boot? { "on" } else { "off" })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{
        command::CommandKind,
        reading::{Status, Summary},
        units::Watts,
    };
    use std::sync::Arc;

    #[test]
    fn what_was_read_has_its_unit_and_unknown_is_no_figure() {
        let limit = Command::with(CommandKind::AdjustPowerLimit, &[("power_limit", "3200")]).unwrap();
        let summary = Summary { power_limit: Some(Watts(3300.0)), ..Summary::default() };
        let reading = Reading { summary: Some(Box::new(summary)), ..Reading::default() };
        assert_eq!(seen(&limit, &reading).to_string(), "power limit reads 3,300 W");
        assert_eq!(seen(&limit, &Reading::default()).to_string(), "power limit reads –");
        let off = Command::plain(CommandKind::PowerOff).unwrap();
        let status = Status { stopped: Some(false), ..Status::default() };
        let reading = Reading { status: Some(Arc::new(status)), ..Reading::default() };
        assert_eq!(seen(&off, &reading).to_string(), "mining reads running");
    }
}
