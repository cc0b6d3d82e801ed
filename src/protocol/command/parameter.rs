//! The parameters of commands: what may be typed, and what is made of it.

use super::{Argument, Values};
use std::net::Ipv4Addr;

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// A whole number from `min` to `max`, in `unit` ("W", "%", "°C", "ms" or nothing).
    Integer {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
        /// What it counts.
        unit: &'static str,
    },
    /// A text of at most `max` bytes.
    Text {
        /// The most bytes.
        max: usize,
        /// Which characters.
        allowed: Allowed,
    },
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// An IPv4 address.
    Address,
    /// IPv4 addresses with spaces between them.
    Addresses,
    /// A pool's address: `stratum+tcp://host:port` and the like, or `host:port`.
    PoolUrl,
}

/// Which characters a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Every one that can be printed.
    Printable,
    /// Printable ASCII without spaces: workers, time zones.
    Word,
    /// Letters, digits and hyphens between them (RFC 1123).
    HostName,
}

/// One parameter of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name: on the wire, on the command line, and in the locale files (`parameter-<name>`).
    pub name: &'static str,
    /// What it takes.
    pub kind: ParameterKind,
    /// What stands in a new form; `None` where there is no usual value and one must be given.
    pub usual: Option<&'static str>,
    /// Only where another parameter has this value.
    pub only_with: Option<(&'static str, &'static str)>,
    /// Not shown where others may read along: passwords at pools.
    pub is_hidden: bool,
    /// May hold placeholders that differ from machine to machine, such as `{ip4}`.
    pub is_template: bool,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParameterErrorKind {
    /// It must be given.
    #[error("is missing")]
    Missing,
    /// It is no whole number.
    #[error("is not a whole number")]
    NotANumber,
    /// It is outside its range.
    #[error("must be from {min} to {max}")]
    OutOfRange {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// It is too long.
    #[error("is longer than {max} bytes")]
    TooLong {
        /// The most bytes.
        max: usize,
    },
    /// It has a character that machines do not take.
    #[error("has a character that machines don't take: {character:?}")]
    BadCharacter {
        /// The first such character.
        character: char,
    },
    /// It is none of the words.
    #[error("must be one of {}", words.join(", "))]
    NotAChoice {
        /// The words.
        words: &'static [&'static str],
    },
    /// It is no IPv4 address.
    #[error("is not an IPv4 address")]
    NotAnAddress,
    /// It is no pool's address.
    #[error("is not a pool address such as stratum+tcp://host:3333")]
    NotAPool,
    /// The command has no such parameter.
    #[error("is not a parameter of this command")]
    Unknown,
}

/// A value that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{parameter} {kind}")]
pub struct ParameterError {
    /// Whose value.
    pub parameter: String,
    /// What is wrong.
    pub kind: ParameterErrorKind,
}

/// The schemes of pools that machines understand.
const SCHEMES: [&str; 4] = ["stratum+tcp://", "stratum+ssl://", "stratum+tls://", "stratum2+tcp://"];

impl Parameter {
    /// True where the other values make this one count.
    pub fn applies(&self, values: &Values) -> bool {
        self.only_with.is_none_or(|(name, value)| values.get(name).is_some_and(|given| given.trim() == value))
    }

    /// Reads a value. An empty one is the usual one, or missing; `None` where it is left out and may be.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, typed: &str) -> Result<Option<Argument>, ParameterErrorKind> {
        let typed = typed.trim();
        let text = match (typed.is_empty(), self.usual) {
            (false, _) => typed,
            (true, Some(usual)) => usual,
            (true, None) => return Err(ParameterErrorKind::Missing),
        };
        if text.is_empty() {
            return Ok(Some(Argument::Text(text.into())));
        }
        let argument = match self.kind {
            ParameterKind::Integer { min, max, .. } => {
                let number: i64 = text.parse().map_err(|_no_detail| ParameterErrorKind::NotANumber)?;
                if !(min..=max).contains(&number) {
                    return Err(ParameterErrorKind::OutOfRange { min, max });
                }
                return Ok(Some(Argument::Integer(number)));
            }
            ParameterKind::Text { max, allowed } => {
                bounded(text, max)?;
                allowed.check(text)?;
                text
            }
            ParameterKind::Choice(words) => {
                let found = words.iter().find(|word| word.eq_ignore_ascii_case(text));
                found.ok_or(ParameterErrorKind::NotAChoice { words })?
            }
            ParameterKind::Address => {
                text.parse::<Ipv4Addr>().map_err(|_no_detail| ParameterErrorKind::NotAnAddress)?;
                text
            }
            ParameterKind::Addresses => {
                let mut all = text.split_whitespace();
                if all.any(|one| one.parse::<Ipv4Addr>().is_err()) {
                    return Err(ParameterErrorKind::NotAnAddress);
                }
                text
            }
            ParameterKind::PoolUrl => {
                bounded(text, 255)?;
                Allowed::Word.check(text)?;
                pool_url(text)?;
                text
            }
        };
        Ok(Some(Argument::Text(argument.into())))
    }
}

fn bounded(text: &str, max: usize) -> Result<(), ParameterErrorKind> {
    if text.len() > max { Err(ParameterErrorKind::TooLong { max }) } else { Ok(()) }
}

fn pool_url(text: &str) -> Result<(), ParameterErrorKind> {
    let rest = SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
    let (host, port) = rest.rsplit_once(':').ok_or(ParameterErrorKind::NotAPool)?;
    let port: u16 = port.trim_end_matches('/').parse().map_err(|_no_detail| ParameterErrorKind::NotAPool)?;
    // One slash of a scheme is easily lost: what is left of it is no host.
    let is_host = !host.is_empty() && !host.contains('/') && (!host.contains(':') || host.starts_with('['));
    if !is_host || port == 0 { Err(ParameterErrorKind::NotAPool) } else { Ok(()) }
}

impl Allowed {
    fn check(self, text: &str) -> Result<(), ParameterErrorKind> {
        let is_good = |character: char| match self {
            Self::Printable => !character.is_control(),
            Self::Word => character.is_ascii_graphic(),
            Self::HostName => character.is_ascii_alphanumeric() || character == '-',
        };
        if let Some(character) = text.chars().find(|character| !is_good(*character)) {
            return Err(ParameterErrorKind::BadCharacter { character });
        }
        if self == Self::HostName && (text.starts_with('-') || text.ends_with('-')) {
            return Err(ParameterErrorKind::BadCharacter { character: '-' });
        }
        Ok(())
    }
}
