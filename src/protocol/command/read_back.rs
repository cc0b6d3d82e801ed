//! How it is known that a command was done: what to read, for how long, and what the answer must say.

use super::{Command, CommandKind};
use crate::protocol::{
    Query, Reading,
    reading::{PowerMode, Summary},
};
use std::time::Duration;

/// What of a machine tells that a command was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadBack {
    /// Nothing that API v2 shows: the machine's word is all there is.
    Nothing,
    /// Its pools and workers.
    Pools,
    /// That it stopped mining.
    Stopped,
    /// That it mines or begins to.
    Running,
    /// The machine's own progress, asked with the command itself.
    PreHeated,
    /// Its power mode.
    PowerMode,
    /// Its power limit, which is 0 until btminer has restarted.
    PowerLimit,
    /// `power_pct` of its status, on firmware that has it.
    PowerPercent,
    /// `hash_percent` of its status.
    TargetFrequency,
    /// Its speed of ramp-up.
    UpfreqSpeed,
    /// Its fast boot.
    FastBoot,
    /// The state of its lights.
    Led,
    /// btminer's running time, which begins anew.
    Restarted,
    /// The machine's running time, which begins anew.
    Rebooted,
    /// Its firmware's version.
    Firmware,
    /// That the new password opens it.
    Password,
    /// Its address settings, found again by its MAC address.
    Network,
    /// Its host name.
    Hostname,
    /// The text that it keeps, asked with a token.
    CustomerMessage,
}

/// What a reading says about whether a command was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It was done.
    Done,
    /// Not yet; it may still come.
    NotYet,
    /// This machine does not show it, so that nothing can be told.
    NotShown,
}

impl ReadBack {
    /// What to ask of the machine; empty where there is nothing that a reading could show.
    pub fn queries(self) -> &'static [Query] {
        match self {
            Self::Nothing | Self::PreHeated | Self::Password | Self::Network | Self::CustomerMessage => &[],
            Self::Pools => &[Query::Pools],
            Self::Stopped | Self::Running | Self::PowerPercent | Self::TargetFrequency => &[Query::Status],
            Self::PowerMode | Self::PowerLimit | Self::FastBoot | Self::Restarted | Self::Rebooted => &[Query::Summary],
            Self::UpfreqSpeed | Self::Led | Self::Hostname => &[Query::Info],
            Self::Firmware => &[Query::Version],
        }
    }

    /// How long it may take until the machine shows it, counted from its answer.
    pub fn patience(self) -> Duration {
        match self {
            Self::Nothing => Duration::ZERO,
            Self::Led | Self::UpfreqSpeed | Self::Hostname | Self::CustomerMessage | Self::Password => {
                Duration::from_secs(20)
            }
            Self::Pools | Self::Stopped | Self::Running | Self::PowerPercent | Self::FastBoot => Duration::from_mins(1),
            Self::PowerMode | Self::PowerLimit | Self::TargetFrequency | Self::Restarted => Duration::from_mins(10),
            Self::Rebooted | Self::Network | Self::PreHeated => Duration::from_mins(6),
            Self::Firmware => Duration::from_mins(12),
        }
    }
}

/// What `after` says about `command`; `before` is what the machine said before it was sent, and `elapsed` the time
/// between the two. Commands whose read-back is no reading are [`Verdict::NotShown`].
pub fn verdict(command: &Command, before: Option<&Reading>, after: &Reading, elapsed: Duration) -> Verdict {
    let judge = |seen: Option<bool>| match seen {
        Some(true) => Verdict::Done,
        Some(false) => Verdict::NotYet,
        None => Verdict::NotShown,
    };
    let summary = after.summary.as_deref();
    let status = after.status.as_deref();
    let info = after.info.as_deref();
    match command.kind().spec().read_back {
        ReadBack::Pools => after.pools.as_ref().map_or(Verdict::NotYet, |_| judge(Some(has_pools(command, after)))),
        ReadBack::Stopped => judge(status.and_then(|status| status.stopped)),
        ReadBack::Running => judge(status.and_then(|status| status.stopped).map(|stopped| !stopped)),
        ReadBack::PowerMode => waiting(summary, |summary| Some(summary.power_mode? == wanted_mode(command)?)),
        ReadBack::PowerLimit => waiting(summary, |summary| limit_holds(command, before, summary, elapsed)),
        ReadBack::PowerPercent => {
            let wanted = command.integer("percent").unwrap_or(100) as f32;
            judge(status.and_then(|status| status.power_percent).map(|percent| (percent.0 - wanted).abs() < 0.5))
        }
        ReadBack::TargetFrequency => {
            let wanted = command.integer("percent").unwrap_or_default() as f32;
            judge(status.and_then(|status| status.frequency_percent).map(|percent| (percent.0 - wanted).abs() < 0.5))
        }
        ReadBack::UpfreqSpeed => {
            let wanted = command.integer("upfreq_speed");
            judge(info.and_then(|info| info.upfreq_speed).map(|speed| Some(i64::from(speed)) == wanted))
        }
        ReadBack::FastBoot => {
            let wanted = command.kind() == CommandKind::EnableFastBoot;
            waiting(summary, |summary| Some(summary.fast_boot? == wanted))
        }
        ReadBack::Led => {
            let wants_auto = command.text("mode").is_none_or(|mode| mode == "auto");
            judge(info.and_then(|info| info.led.as_ref()).map(|led| led.eq_ignore_ascii_case("auto") == wants_auto))
        }
        ReadBack::Hostname => {
            judge(info.and_then(|info| info.hostname.as_ref()).map(|name| Some(name) == command.text("hostname")))
        }
        ReadBack::Restarted => {
            waiting(summary, |summary| Some(fell(before?.summary.as_ref()?.elapsed?.0, summary.elapsed?.0, elapsed)))
        }
        ReadBack::Rebooted => {
            waiting(summary, |summary| Some(fell(before?.summary.as_ref()?.uptime?.0, summary.uptime?.0, elapsed)))
        }
        ReadBack::Nothing
        | ReadBack::PreHeated
        | ReadBack::Firmware
        | ReadBack::Password
        | ReadBack::Network
        | ReadBack::CustomerMessage => Verdict::NotShown,
    }
}

/// A figure of the summary, which is not there while btminer restarts.
fn waiting(summary: Option<&Summary>, of: impl FnOnce(&Summary) -> Option<bool>) -> Verdict {
    match summary.map(of) {
        Some(Some(true)) => Verdict::Done,
        None | Some(Some(false)) => Verdict::NotYet,
        Some(None) => Verdict::NotShown,
    }
}

/// Whether a running time began anew: it is less than before and the time since together.
fn fell(before: u32, after: u32, elapsed: Duration) -> bool {
    u64::from(after) < u64::from(before) + elapsed.as_secs().saturating_sub(2) || after < before
}

fn wanted_mode(command: &Command) -> Option<PowerMode> {
    match command.kind() {
        CommandKind::SetLowPower => Some(PowerMode::Low),
        CommandKind::SetNormalPower => Some(PowerMode::Normal),
        CommandKind::SetHighPower => Some(PowerMode::High),
        _ => None,
    }
}

/// 99999 is the usual limit and 0 none, whatever that is in watts; 0 in a reading is a machine that is not done yet.
fn limit_holds(command: &Command, before: Option<&Reading>, summary: &Summary, elapsed: Duration) -> Option<bool> {
    let wanted = command.integer("power_limit")?;
    let limit = summary.power_limit.map_or(0.0, |limit| limit.0);
    if !matches!(wanted, 0 | 99_999) {
        return Some((limit - wanted as f32).abs() < 1.0);
    }
    // Any limit may be the usual one: only a btminer that began anew shows it.
    let ran = |summary: &Summary| Some(summary.elapsed?.0);
    let has_restarted = fell(ran(before?.summary.as_ref()?)?, ran(summary)?, elapsed);
    Some(has_restarted && limit > 0.0)
}

/// Whether a machine mines where it was told: every pool of the command stands there with its worker, and no other.
fn has_pools(command: &Command, after: &Reading) -> bool {
    let mut seen: Vec<_> = after.pools.iter().flatten().filter(|pool| !pool.url.is_empty()).collect();
    seen.sort_by_key(|pool| pool.priority);
    let wanted: Vec<_> = [("pool1", "worker1"), ("pool2", "worker2"), ("pool3", "worker3")]
        .into_iter()
        .filter_map(|(pool, worker)| Some((command.text(pool).filter(|url| !url.is_empty())?, command.text(worker))))
        .collect();
    let bare = |url: &str| url.trim_start_matches("stratum+tcp://").trim_end_matches('/').to_owned();
    seen.len() == wanted.len()
        && seen.iter().zip(&wanted).all(|(pool, (url, worker))| {
            bare(&pool.url) == bare(url) && worker.is_none_or(|worker| pool.worker == *worker)
        })
}
