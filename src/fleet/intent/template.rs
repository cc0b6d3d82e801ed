//! Names with placeholders: `{account}.{ip3}x{ip4}`, filled in for each machine.

use crate::fleet::Machine;
use std::{fmt::Write as _, net::IpAddr};

/// The placeholders, for help and for buttons that put one in. `{n}` may have a width: `{n:04}`.
pub const PLACEHOLDERS: [&str; 11] =
    ["account", "ip", "ip1", "ip2", "ip3", "ip4", "mac", "sn", "hostname", "location", "n"];

/// Numbers are never filled up to more digits than this.
const WIDEST: usize = 12;

/// What is wrong with a template, or with a machine for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A brace that is not closed, or closes nothing.
    #[error("a brace has no partner")]
    Brace,
    /// No such placeholder.
    #[error("there is no placeholder {{{name}}}")]
    NoSuch {
        /// What was typed.
        name: String,
    },
    /// The machine has not said it.
    #[error("{{{name}}} is not known of this machine")]
    NotKnown {
        /// Which placeholder.
        name: &'static str,
    },
}

/// A template, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A placeholder with the least number of digits, which only `{n}` and the parts of the address have.
    Place(&'static str, usize),
}

impl Template {
    /// Understands a template.
    ///
    /// # Errors
    /// A brace without a partner, or an unknown placeholder.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            if rest[open..].starts_with('}') {
                return Err(TemplateError::Brace);
            }
            let close = rest[open..].find('}').ok_or(TemplateError::Brace)? + open;
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
            }
            pieces.push(place(&rest[open + 1..close])?);
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// True where it gives the same for every machine.
    pub fn is_fixed(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(_) | Piece::Place("account", _)))
    }

    /// The text for one machine.
    ///
    /// # Errors
    /// Something that the template asks for is not known of it.
    pub fn fill(&self, machine: &Machine, number: usize, account: &str) -> Result<String, TemplateError> {
        let mut filled = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Place(name, width) => {
                    let value = value(name, machine, number, account).filter(|value| !value.is_empty());
                    let value = value.ok_or(TemplateError::NotKnown { name })?;
                    // Writing to a string can't fail.
                    let _written = write!(filled, "{value:0>width$}");
                }
            }
        }
        Ok(filled)
    }
}

fn place(inside: &str) -> Result<Piece, TemplateError> {
    let (name, width) = inside.split_once(':').unwrap_or((inside, "0"));
    let no_such = || TemplateError::NoSuch { name: inside.to_owned() };
    let name = PLACEHOLDERS.into_iter().find(|known| *known == name.trim()).ok_or_else(no_such)?;
    let width: usize = width.trim().parse().map_err(|_no_detail| no_such())?;
    let may_be_wide = name == "n" || (name.starts_with("ip") && name != "ip");
    if width > WIDEST || (width > 0 && !may_be_wide) {
        return Err(no_such());
    }
    Ok(Piece::Place(name, width))
}

fn value(name: &str, machine: &Machine, number: usize, account: &str) -> Option<String> {
    let octet = |place: usize| match machine.address.ip() {
        IpAddr::V4(ip) => Some(ip.octets()[place].to_string()),
        IpAddr::V6(_) => None,
    };
    let info = machine.reading.info.as_deref();
    match name {
        "account" => Some(account.to_owned()),
        "ip" => Some(machine.address.ip().to_string()),
        "ip1" => octet(0),
        "ip2" => octet(1),
        "ip3" => octet(2),
        "ip4" => octet(3),
        // Pools take no colons in names of workers.
        "mac" => machine.mac.map(|mac| mac.to_string().replace(':', "").to_lowercase()),
        "sn" => {
            let device = || machine.reading.device.as_deref()?.serial.as_ref();
            info.and_then(|info| info.serial.as_ref()).or_else(device).map(ToString::to_string)
        }
        "hostname" => info.and_then(|info| info.hostname.as_ref()).map(ToString::to_string),
        "location" => machine.location().map(ToString::to_string),
        "n" => Some(number.to_string()),
        _ => None,
    }
}
