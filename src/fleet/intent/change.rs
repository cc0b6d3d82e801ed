//! What a command changes on a machine, as old and new, for previews.

use crate::{
    fleet::Machine,
    protocol::{Command, CommandKind, reading::PowerMode},
};

/// One value before and after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// Of which parameter; the command's own name where it has none.
    pub parameter: &'static str,
    /// The present value, where it is known.
    pub old: Option<String>,
    /// The value that is sent; hidden ones as `…`.
    pub new: String,
}

impl Change {
    /// True where the machine has this value already.
    pub fn is_none(&self) -> bool {
        self.old.as_ref() == Some(&self.new)
    }
}

/// What `command` changes on `machine`, in the order of the table.
pub fn changes(machine: &Machine, command: &Command) -> Vec<Change> {
    let kind = command.kind();
    let own = |new: &str, old: Option<String>| vec![Change { parameter: kind.name(), old, new: new.to_owned() }];
    let summary = machine.reading.summary.as_deref();
    let status = machine.reading.status.as_deref();
    match kind {
        CommandKind::SetLowPower => own("low", power_mode(machine)),
        CommandKind::SetNormalPower => own("normal", power_mode(machine)),
        CommandKind::SetHighPower => own("high", power_mode(machine)),
        CommandKind::EnableFastBoot | CommandKind::DisableFastBoot => {
            let word = |is_on: bool| if is_on { "on" } else { "off" };
            own(
                word(kind == CommandKind::EnableFastBoot),
                summary.and_then(|s| s.fast_boot).map(|on| word(on).to_owned()),
            )
        }
        CommandKind::PowerOff | CommandKind::PowerOn => {
            let word = |is_stopped: bool| if is_stopped { "stopped" } else { "running" };
            own(word(kind == CommandKind::PowerOff), status.and_then(|s| s.stopped).map(|off| word(off).to_owned()))
        }
        _ => command
            .shown()
            .map(|(parameter, new)| Change { parameter: parameter.name, old: old(machine, kind, parameter.name), new })
            // An empty slot that stays empty says nothing.
            .filter(|change| !(change.new.is_empty() && change.old.as_deref().unwrap_or_default().is_empty()))
            .filter(|change| !(change.parameter.starts_with("passwd") && change.new == "x"))
            .collect(),
    }
}

fn power_mode(machine: &Machine) -> Option<String> {
    let summary = machine.reading.summary.as_ref().and_then(|summary| summary.power_mode);
    let mode = summary.or_else(|| machine.reading.status.as_ref()?.power_mode)?;
    Some(
        match mode {
            PowerMode::Low => "low",
            PowerMode::Normal => "normal",
            PowerMode::High => "high",
        }
        .to_owned(),
    )
}

/// The present value of a parameter, where the machine says it.
fn old(machine: &Machine, kind: CommandKind, parameter: &str) -> Option<String> {
    let reading = &machine.reading;
    let (summary, status, info) = (reading.summary.as_deref(), reading.status.as_deref(), reading.info.as_deref());
    let text = |text: Option<&crate::protocol::reading::Text>| text.map(ToString::to_string);
    match (kind, parameter) {
        (CommandKind::UpdatePools, _) => pool_value(machine, parameter),
        (CommandKind::AdjustPowerLimit, _) => Some(format!("{:.0}", summary?.power_limit?.0)),
        (CommandKind::SetPowerPct | CommandKind::SetPowerPctV2, _) => Some(format!("{:.0}", status?.power_percent?.0)),
        (CommandKind::SetPower, _) => Some(format!("{:.0}", summary?.power?.0)),
        (CommandKind::SetTargetFreq, _) => Some(format!("{:.0}", status?.frequency_percent?.0)),
        (CommandKind::AdjustUpfreqSpeed, _) => Some(info?.upfreq_speed?.to_string()),
        (CommandKind::SetHostname, _) | (CommandKind::NetConfig, "host") => text(info?.hostname.as_ref()),
        (CommandKind::SetLed, "mode") => {
            text(info?.led.as_ref()).map(|led| if led == "auto" { led } else { "blinking".to_owned() })
        }
        (CommandKind::NetConfig, "mode") => info?.dhcp.map(|dhcp| if dhcp { "dhcp" } else { "static" }.to_owned()),
        (CommandKind::NetConfig, "ip") => Some(machine.address.ip().to_string()),
        (CommandKind::NetConfig, "mask") => text(info?.netmask.as_ref()),
        (CommandKind::NetConfig, "gate") => text(info?.gateway.as_ref()),
        (CommandKind::NetConfig, "dns") => text(info?.dns.as_ref()),
        _ => None,
    }
}

/// The address or worker of one of the machine's pools. Passwords at pools are never told.
fn pool_value(machine: &Machine, parameter: &str) -> Option<String> {
    let mut pools: Vec<_> = machine.reading.pools.as_ref()?.iter().filter(|pool| !pool.url.is_empty()).collect();
    pools.sort_by_key(|pool| pool.priority);
    let slot = parameter.chars().last()?.to_digit(10)? as usize - 1;
    let of = |value: fn(&crate::protocol::reading::Pool) -> &crate::protocol::reading::Text| {
        Some(pools.get(slot).map_or_else(String::new, |pool| value(pool).to_string()))
    };
    match &parameter[..parameter.len() - 1] {
        "pool" => of(|pool| &pool.url),
        "worker" => of(|pool| &pool.worker),
        _ => None,
    }
}
