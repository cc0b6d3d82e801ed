//! What a technician wants of one machine, checked when it is made, and knowing nothing of sockets.
//!
//! One table ([`table`]) defines every writable command: its name in the API document, its parameters with their
//! ranges, what it does to the machine, which machines can take it, and how it is read back. Forms, the command line,
//! previews, the journal and the documentation all read that table. A [`Command`] that exists is valid: its values are
//! there, of the right kind, and within range. Passwords of machines are never part of a command; the session adds
//! them where one is sent.

mod capabilities;
mod encode;
mod parameter;
mod read_back;
mod reply;
mod table;

pub use capabilities::{Cannot, Capabilities};
pub use encode::encode;
pub use parameter::{Allowed, Parameter, ParameterError, ParameterErrorKind, ParameterKind};
pub use read_back::{ReadBack, Verdict, verdict};
pub use reply::{WriteReply, judge};
pub use table::{CommandKind, Danger, Effect, Group, Needs, Spec};

use super::reading::Text;
use std::{collections::BTreeMap, fmt};

/// Values as a technician typed them, by the names of their parameters.
pub type Values = BTreeMap<String, String>;

/// One checked value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// A number in the parameter's unit.
    Integer(i64),
    /// A text or a choice.
    Text(Text),
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// One thing to do, with valid values.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Command {
    kind: CommandKind,
    /// In the order of the table; a value that was left out and may be is not here.
    arguments: Vec<(&'static str, Argument)>,
}

impl Command {
    /// Checks `values` against the table. Values of parameters that the command does not have are errors too.
    ///
    /// # Errors
    /// Everything that is wrong, by parameter.
    pub fn new(kind: CommandKind, values: &Values) -> Result<Self, Vec<ParameterError>> {
        let parameters = kind.spec().parameters;
        let mut errors = Vec::new();
        let mut arguments = Vec::new();
        for parameter in parameters {
            if !parameter.applies(values) {
                continue;
            }
            match parameter.check(values.get(parameter.name).map_or("", String::as_str)) {
                Ok(Some(argument)) => arguments.push((parameter.name, argument)),
                Ok(None) => {}
                Err(kind) => errors.push(ParameterError { parameter: parameter.name.to_owned(), kind }),
            }
        }
        for name in values.keys().filter(|name| !parameters.iter().any(|parameter| parameter.name == **name)) {
            errors.push(ParameterError { parameter: name.clone(), kind: ParameterErrorKind::Unknown });
        }
        if errors.is_empty() { Ok(Self { kind, arguments }) } else { Err(errors) }
    }

    /// A command without parameters, or with all of them at their usual values.
    ///
    /// # Errors
    /// A parameter has no usual value.
    pub fn plain(kind: CommandKind) -> Result<Self, Vec<ParameterError>> {
        Self::new(kind, &Values::new())
    }

    /// Like [`new`](Self::new), from pairs.
    ///
    /// # Errors
    /// Everything that is wrong, by parameter.
    pub fn with(kind: CommandKind, values: &[(&str, &str)]) -> Result<Self, Vec<ParameterError>> {
        Self::new(kind, &values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// Which command.
    pub fn kind(&self) -> CommandKind {
        self.kind
    }

    /// The value of a parameter; `None` where it was left out.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|(own, _)| *own == name).map(|(_, argument)| argument)
    }

    /// A number among the values.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.argument(name)? {
            Argument::Integer(number) => Some(*number),
            Argument::Text(_) => None,
        }
    }

    /// A text among the values.
    pub fn text(&self, name: &str) -> Option<&Text> {
        match self.argument(name)? {
            Argument::Text(text) => Some(text),
            Argument::Integer(_) => None,
        }
    }

    /// All values in the order of the table, as they may be shown: hidden ones (pool passwords) are `…`.
    pub fn shown(&self) -> impl Iterator<Item = (&'static Parameter, String)> {
        self.arguments.iter().filter_map(|(name, argument)| {
            let parameter = self.kind.spec().parameters.iter().find(|parameter| parameter.name == *name)?;
            let text = argument.to_string();
            let is_secret = parameter.is_hidden && !text.is_empty() && text != "x";
            Some((parameter, if is_secret { "…".to_owned() } else { text }))
        })
    }
}

/// As on the command line, without what is hidden: `set_target_freq percent=-5`.
impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        self.shown().try_for_each(|(parameter, value)| write!(f, " {}={value}", parameter.name))
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Command({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_found_by_its_name_and_by_no_other() {
        for kind in CommandKind::ALL {
            assert_eq!(CommandKind::from_name(kind.name()), Some(*kind));
        }
        assert_eq!(CommandKind::from_name("summary"), None);
    }

    #[test]
    fn ranges_are_those_of_the_document() {
        for (kind, name, good, bad) in [
            (CommandKind::SetTargetFreq, "percent", ["-100", "100"], ["-101", "101"]),
            (CommandKind::SetTempOffset, "temp_offset", ["-30", "0"], ["-31", "1"]),
            (CommandKind::AdjustPowerLimit, "power_limit", ["0", "99999"], ["-1", "100000"]),
            (CommandKind::AdjustUpfreqSpeed, "upfreq_speed", ["0", "10"], ["-1", "11"]),
        ] {
            for value in good {
                assert!(Command::with(kind, &[(name, value)]).is_ok(), "{kind:?} {value}");
            }
            for value in bad.into_iter().chain(["", "five"]) {
                assert!(Command::with(kind, &[(name, value)]).is_err(), "{kind:?} {value:?}");
            }
        }
    }

    #[test]
    fn pool_passwords_are_not_shown() {
        let pools = [("pool1", "stratum+tcp://p.example:3333"), ("worker1", "farm.1"), ("passwd1", "hidden-word")];
        let command = Command::with(CommandKind::UpdatePools, &pools).unwrap();
        assert!(!format!("{command} {command:?}").contains("hidden-word"));
        assert!(encode(&command).to_string().contains("hidden-word"));
    }

    #[test]
    fn what_a_command_does_not_have_is_an_error() {
        let errors = Command::with(CommandKind::Reboot, &[("delay", "5")]).unwrap_err();
        assert_eq!(errors[0].kind, ParameterErrorKind::Unknown);
    }
}
