//! Whether a machine does its work, and if not, why: a value computed from its figures and the [`Thresholds`].
//!
//! [`judge`](judge::judge) is asked by the fleet whenever a machine was heard or missed. Every state but `Hashing` has at
//! least one [`Reason`]; the first reason is the one that decided.

pub(super) mod judge;
mod reason;
mod thresholds;

pub use reason::{Argument, Fan, Reason};
pub use thresholds::Thresholds;

/// What state a machine is in. The order is from well to ill, as the status column sorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    /// It does its work.
    Hashing,
    /// It hashes and refuses to be told: the write switch is off, or the password is still the factory's.
    ApiClosed,
    /// It hashes, and less or worse than it should.
    Weak,
    /// Something is broken.
    Faulty,
    /// It does not mine, because somebody or something stopped it.
    Stopped,
    /// It answered once and is silent now.
    Lost,
    /// It accepts connections and could not be read so far.
    #[default]
    Unknown,
}

impl HealthState {
    /// All states, in the order of the sidebar.
    pub const ALL: [Self; 7] =
        [Self::Hashing, Self::Weak, Self::Faulty, Self::Stopped, Self::ApiClosed, Self::Lost, Self::Unknown];

    /// The word that filters, exports and the command line use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hashing => "hashing",
            Self::ApiClosed => "api_closed",
            Self::Weak => "weak",
            Self::Faulty => "faulty",
            Self::Stopped => "stopped",
            Self::Lost => "lost",
            Self::Unknown => "unknown",
        }
    }

    /// The key of its name in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hashing => "health-hashing",
            Self::ApiClosed => "health-api-closed",
            Self::Weak => "health-weak",
            Self::Faulty => "health-faulty",
            Self::Stopped => "health-stopped",
            Self::Lost => "health-lost",
            Self::Unknown => "health-unknown",
        }
    }
}

/// A state and what led to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// The state.
    pub state: HealthState,
    /// Why, the deciding one first; also remarks that did not change the state ("still ramping up").
    pub reasons: Box<[Reason]>,
}

/// How many machines are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HealthCounts([u32; HealthState::ALL.len()]);

impl HealthCounts {
    /// Machines in this state.
    pub fn get(&self, state: HealthState) -> usize {
        self.0[state as usize] as usize
    }

    /// Machines in all states.
    pub fn total(&self) -> usize {
        self.0.iter().map(|&count| count as usize).sum()
    }

    pub(super) fn add(&mut self, state: HealthState) {
        self.0[state as usize] += 1;
    }

    pub(super) fn remove(&mut self, state: HealthState) {
        self.0[state as usize] = self.0[state as usize].saturating_sub(1);
    }
}
