//! What was read back, in words for an outcome: `power limit reads 3,300 W`.

use crate::{
    fleet::format::number,
    protocol::{
        Reading,
        command::{Command, ReadBack},
        reading::PowerMode,
    },
};

/// What the part of `reading` that shows `command` says.
pub(super) fn seen(command: &Command, reading: &Reading) -> String {
    let (what, value) = match command.kind().spec().read_back {
        ReadBack::Pools => ("pool", pools(reading)),
        ReadBack::Stopped | ReadBack::Running => ("mining", stopped(reading)),
        ReadBack::PowerMode => ("power mode", power_mode(reading)),
        ReadBack::PowerLimit => ("power limit", power_limit(reading)),
        ReadBack::PowerPercent => ("power", power_percent(reading)),
        ReadBack::TargetFrequency => ("target frequency", frequency(reading)),
        ReadBack::UpfreqSpeed => ("upfreq speed", upfreq(reading)),
        ReadBack::FastBoot => ("fast boot", fast_boot(reading)),
        ReadBack::Led => ("LED", reading.info.as_ref().and_then(|info| Some(info.led.as_ref()?.to_string()))),
        ReadBack::Hostname => {
            ("host name", reading.info.as_ref().and_then(|info| Some(info.hostname.as_ref()?.to_string())))
        }
        ReadBack::Restarted => ("mining time", summary(reading, |summary| Some(seconds(summary.elapsed?.0)))),
        ReadBack::Rebooted => ("running time", summary(reading, |summary| Some(seconds(summary.uptime?.0)))),
        ReadBack::Firmware => ("firmware", reading.firmware().map(ToString::to_string)),
        ReadBack::Nothing
        | ReadBack::PreHeated
        | ReadBack::Password
        | ReadBack::Network
        | ReadBack::CustomerMessage => return String::new(),
    };
    match value {
        Some(value) => format!("{what} reads {value}"),
        None if reading.btminer_down => "btminer is not running yet".to_owned(),
        None => format!("{what} reads –"),
    }
}

type Summary = crate::protocol::reading::Summary;

fn summary(reading: &Reading, of: impl FnOnce(&Summary) -> Option<String>) -> Option<String> {
    reading.summary.as_deref().and_then(of)
}

fn seconds(seconds: u32) -> String {
    crate::fleet::format::duration(seconds.into())
}

fn pools(reading: &Reading) -> Option<String> {
    let first = reading.pools.as_deref()?.iter().min_by_key(|pool| pool.priority);
    Some(first.map_or_else(|| "none".to_owned(), |pool| format!("{} with worker {}", pool.url, pool.worker)))
}

fn stopped(reading: &Reading) -> Option<String> {
    let stopped = reading.status.as_ref()?.stopped?;
    Some(if stopped { "stopped" } else { "running" }.to_owned())
}

fn power_mode(reading: &Reading) -> Option<String> {
    summary(reading, |summary| {
        Some(match summary.power_mode? {
            PowerMode::Low => "low".to_owned(),
            PowerMode::Normal => "normal".to_owned(),
            PowerMode::High => "high".to_owned(),
        })
    })
}

fn power_limit(reading: &Reading) -> Option<String> {
    summary(reading, |summary| Some(format!("{} W", number(f64::from(summary.power_limit?.0), 0))))
}

fn power_percent(reading: &Reading) -> Option<String> {
    Some(format!("{} %", number(f64::from(reading.status.as_ref()?.power_percent?.0), 0)))
}

fn frequency(reading: &Reading) -> Option<String> {
    Some(format!("{} %", number(f64::from(reading.status.as_ref()?.frequency_percent?.0), 0)))
}

fn upfreq(reading: &Reading) -> Option<String> {
    Some(reading.info.as_ref()?.upfreq_speed?.to_string())
}

fn fast_boot(reading: &Reading) -> Option<String> {
    summary(reading, |summary| Some(if summary.fast_boot? { "on" } else { "off" }.to_owned()))
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
        assert_eq!(seen(&limit, &reading), "power limit reads 3,300 W");
        assert_eq!(seen(&limit, &Reading::default()), "power limit reads –");
        let off = Command::plain(CommandKind::PowerOff).unwrap();
        let status = Status { stopped: Some(false), ..Status::default() };
        let reading = Reading { status: Some(Arc::new(status)), ..Reading::default() };
        assert_eq!(seen(&off, &reading), "mining reads running");
    }
}
