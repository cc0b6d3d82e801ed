//! The columns: one definition each, which drives the grid, the filter, sorting, copying, exports and the command line.
//!
//! To add a column: a variant and its line in [`table`], a cell in [`cells`], and the keys `column-…` and
//! `column-…-about` in the locale files.

mod cells;
mod table;

use super::{health::HealthState, machine::Machine, value::Value, wording::Wording};
use jiff::Timestamp;

pub use table::Column;

/// What a cell depends on besides the machine.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The present moment, from which ages count.
    pub now: Timestamp,
    /// The technician's words.
    pub wording: &'a Wording,
}

/// Where a cell's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// The groups of the column chooser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who and where it is.
    Identity,
    /// How it does.
    Health,
    /// How much it hashes.
    Rate,
    /// What it draws.
    Power,
    /// How warm it is.
    Cooling,
    /// Where its work comes from.
    Pools,
    /// What it is made of and runs.
    Equipment,
}

impl Group {
    /// All groups in the order of the chooser.
    pub const ALL: [Self; 7] =
        [Self::Identity, Self::Health, Self::Rate, Self::Power, Self::Cooling, Self::Pools, Self::Equipment];

    /// The key of its title in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Identity => "column-group-identity",
            Self::Health => "column-group-health",
            Self::Rate => "column-group-rate",
            Self::Power => "column-group-power",
            Self::Cooling => "column-group-cooling",
            Self::Pools => "column-group-pools",
            Self::Equipment => "column-group-equipment",
        }
    }
}

/// How loud a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Nothing to see here.
    #[default]
    Normal,
    /// Not the machine's present figures, or nothing known.
    Dim,
    /// It works, and less well than it should.
    Weak,
    /// It is broken.
    Bad,
}

/// The fixed part of a column.
#[derive(Debug)]
struct Spec {
    key: &'static str,
    title_key: &'static str,
    about_key: &'static str,
    aliases: &'static [&'static str],
    unit: &'static str,
    align: Align,
    width: f32,
    shown: bool,
    group: Group,
    value: for<'a> fn(&'a Machine, &Context<'_>) -> Value<'a>,
}

impl Column {
    /// The name in filters, settings, exports and the command line.
    pub fn key(self) -> &'static str {
        self.spec().key
    }

    /// The column of this key or alias, whatever its case.
    pub fn find(name: &str) -> Option<Self> {
        let is = |candidate: &str| candidate.eq_ignore_ascii_case(name);
        Self::ALL.iter().copied().find(|column| is(column.key()) || column.aliases().iter().any(|alias| is(alias)))
    }

    /// Other names in filters.
    pub fn aliases(self) -> &'static [&'static str] {
        self.spec().aliases
    }

    /// The key of its title in the locale files: `column-` and the key.
    pub fn title_key(self) -> &'static str {
        self.spec().title_key
    }

    /// The key of its description in the locale files.
    pub fn about_key(self) -> &'static str {
        self.spec().about_key
    }

    /// The unit of its figures, empty where there is none.
    pub fn unit(self) -> &'static str {
        self.spec().unit
    }

    /// Where the text stands.
    pub fn align(self) -> Align {
        self.spec().align
    }

    /// The width in points before anybody changes it.
    pub fn default_width(self) -> f32 {
        self.spec().width
    }

    /// True where a new layout has it.
    pub fn default_shown(self) -> bool {
        self.spec().shown
    }

    /// The columns of a new layout, in order.
    pub fn defaults() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|column| column.default_shown())
    }

    /// Its group in the chooser.
    pub fn group(self) -> Group {
        self.spec().group
    }

    /// What it says about a machine.
    pub fn value<'a>(self, machine: &'a Machine, context: &Context<'_>) -> Value<'a> {
        (self.spec().value)(machine, context)
    }

    /// What the grid shows for a machine.
    pub fn text(self, machine: &Machine, context: &Context<'_>) -> String {
        self.value(machine, context).shown(context.wording)
    }

    /// True where the cell changes as time passes, without any news of the machine.
    pub fn runs(self) -> bool {
        self == Self::Age
    }

    /// How loud the cell is, from the reasons of the machine's health.
    pub fn tone(self, machine: &Machine) -> Tone {
        if self == Self::Status {
            return match machine.health.state {
                HealthState::Hashing | HealthState::ApiClosed | HealthState::Stopped => Tone::Normal,
                HealthState::Weak => Tone::Weak,
                HealthState::Faulty => Tone::Bad,
                HealthState::Lost | HealthState::Unknown => Tone::Dim,
            };
        }
        if machine.is_stale() {
            return Tone::Dim;
        }
        let reasons = machine.health.reasons.iter().filter(|reason| reason.columns().contains(&self));
        let tones = reasons.map(|reason| match reason.state() {
            // An error of a machine that is broken is what broke it, most likely.
            _ if self == Self::Errors && machine.health.state == HealthState::Faulty => Tone::Bad,
            Some(HealthState::Faulty) => Tone::Bad,
            Some(_) | None => Tone::Weak,
        });
        tones.max().unwrap_or_default()
    }
}

impl std::fmt::Display for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}

impl serde::Serialize for Column {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> serde::Deserialize<'de> for Column {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::find(&name).ok_or_else(|| serde::de::Error::custom(format_args!("there is no column {name:?}")))
    }
}
