//! What to do about a batch that a crash interrupted: its commands are read back where they can be rebuilt from the
//! journal, the other machines are read again. Nothing is sent a second time.

use crate::{
    engine::{
        OutcomeKind,
        batch::{BatchStep, Work},
        journal::JournalEntry,
    },
    protocol::{
        Command, CommandKind,
        command::{ReadBack, Values},
        units::Mac,
    },
};
use std::{net::SocketAddr, sync::Arc};

/// What is to be done about it.
#[derive(Debug, Default)]
pub(crate) struct CheckUp {
    /// Machines whose command is read back.
    pub(crate) steps: Vec<BatchStep>,
    /// Machines of which nothing more can be said than what they are now.
    pub(crate) read: Vec<SocketAddr>,
    /// Machines that were not told: with these the technician may go on.
    pub(crate) rest: Vec<SocketAddr>,
}

/// For the machines whose outcome is unknown.
pub(crate) fn check_up(entries: &[JournalEntry]) -> CheckUp {
    let mut check = CheckUp::default();
    let is_open = |entry: &&JournalEntry| matches!(entry.outcome, None | Some(OutcomeKind::Unknown));
    let (waiting, begun): (Vec<_>, Vec<_>) = entries.iter().filter(is_open).partition(|entry| entry.is_waiting);
    check.rest = waiting.iter().map(|entry| entry.address).collect();
    for entry in begun {
        let command = command_of(&entry.command).filter(|command| can_be_checked(command.kind()));
        match command {
            Some(command) => check.steps.push(BatchStep {
                address: entry.address,
                mac: entry.mac.as_deref().and_then(Mac::parse),
                work: Work::Check(Arc::new(command)),
                before: None,
            }),
            None => check.read.push(entry.address),
        }
    }
    check
}

/// Some need what was known before, or a password.
fn can_be_checked(kind: CommandKind) -> bool {
    let unknown = [ReadBack::Nothing, ReadBack::Password, ReadBack::Firmware, ReadBack::Rebooted, ReadBack::Restarted];
    !unknown.contains(&kind.spec().read_back)
}

/// The command of a line such as `net_config mode=static dns=9.9.9.9 8.8.8.8`; `None` where a value was hidden.
fn command_of(line: &str) -> Option<Command> {
    let mut words = line.split(' ');
    let kind = CommandKind::from_name(words.next()?)?;
    let mut values = Values::new();
    let mut last: Option<&str> = None;
    for word in words {
        let named = word.split_once('=');
        let known = named.filter(|(name, _)| kind.spec().parameters.iter().any(|parameter| parameter.name == *name));
        if let Some((name, value)) = known {
            values.insert(name.to_owned(), value.to_owned());
            last = Some(name);
        } else {
            // A value with spaces goes on.
            let value = values.get_mut(last?)?;
            value.push(' ');
            value.push_str(word);
        }
    }
    Command::new(kind, &values).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(command: &str, outcome: Option<OutcomeKind>) -> JournalEntry {
        JournalEntry {
            address: SocketAddr::from(([10, 0, 0, 1], 4028)),
            mac: None,
            command: command.to_owned(),
            outcome,
            is_waiting: false,
            words: String::new(),
            at: None,
        }
    }

    #[test]
    fn a_command_comes_back_from_its_line() {
        let values = [
            ("mode", "static"),
            ("ip", "10.1.2.3"),
            ("mask", "255.255.255.0"),
            ("gate", "10.1.2.1"),
            ("dns", "10.1.2.1 9.9.9.9"),
        ];
        for command in [
            Command::with(CommandKind::NetConfig, &values).unwrap(),
            Command::with(CommandKind::AdjustPowerLimit, &[("power_limit", "3200")]).unwrap(),
        ] {
            assert_eq!(command_of(&command.to_string()), Some(command));
        }
        assert_eq!(command_of("format_disk now=1"), None);
    }

    #[test]
    fn only_what_is_open_is_looked_at_and_nothing_is_sent_again() {
        let check = check_up(&[
            entry("adjust_power_limit power_limit=3200", None),
            entry("adjust_power_limit power_limit=3200", Some(OutcomeKind::Done)),
            entry("reboot", Some(OutcomeKind::Unknown)),
            JournalEntry { is_waiting: true, ..entry("reboot", None) },
        ]);
        assert!(matches!(check.steps.as_slice(), [BatchStep { work: Work::Check(_), .. }]));
        assert_eq!((check.read.len(), check.rest.len()), (1, 1), "who was not told need not be asked");
    }
}
