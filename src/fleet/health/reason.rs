//! Why a machine is in its state, with the figures that say so.

use super::HealthState;
use crate::{
    fleet::column::Column,
    protocol::{Failure, reading::Text},
};

/// Which of the two fans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fan {
    /// Cold air in.
    Intake,
    /// Warm air out.
    Exhaust,
}

/// One finding about a machine.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It does not answer any more.
    Silent,
    /// It accepted a connection and could not be read: the failure is in [`Contact`](crate::fleet::Contact).
    Unreadable,
    /// It was not read yet.
    NotRead,
    /// Mining was stopped, in the machine's words where it tells why.
    MiningStopped {
        /// "by whatsminer api".
        why: Option<Text>,
    },
    /// The mining program does not answer: stopped, restarting or booting.
    BtminerDown,
    /// No rate, and hardly any power: it was stopped without saying so.
    Idle {
        /// Watts, where known.
        power: Option<f32>,
    },
    /// It should hash and does not.
    NoRate,
    /// Fewer boards than the model has.
    BoardsMissing {
        /// Boards that are there.
        found: u8,
        /// Boards that should be.
        expected: u8,
    },
    /// A board is there and does not hash.
    BoardDead {
        /// Its number, from 0.
        slot: u8,
    },
    /// A chip is so hot that the machine is about to protect itself.
    ChipCritical {
        /// Degrees Celsius.
        degrees: f32,
    },
    /// A board is so hot that the machine is about to protect itself.
    BoardCritical {
        /// Degrees Celsius.
        degrees: f32,
    },
    /// A fan stands still.
    FanDead {
        /// Which.
        fan: Fan,
    },
    /// The machine reports an error that stops it or a part of it.
    CriticalError {
        /// The code.
        code: Text,
    },
    /// The machine reports an error of something that is broken or about to be.
    MajorError {
        /// The code.
        code: Text,
    },
    /// The machine reports an error with which it goes on as it should.
    MinorError {
        /// The code.
        code: Text,
    },
    /// Less than the factory rate.
    BelowRate {
        /// Per cent of the factory rate.
        percent: f32,
    },
    /// One board makes much less than it should.
    BoardWeak {
        /// Its number, from 0.
        slot: u8,
        /// Per cent of its factory rate.
        percent: f32,
    },
    /// A board has fewer chips than the model.
    ChipsMissing {
        /// The board's number, from 0.
        slot: u8,
        /// Chips that answer.
        found: u16,
        /// Chips that should.
        expected: u16,
    },
    /// A chip is hot.
    ChipHot {
        /// Degrees Celsius.
        degrees: f32,
    },
    /// A board is hot.
    BoardHot {
        /// Degrees Celsius.
        degrees: f32,
    },
    /// A fan turns much slower than the other.
    FanSlow {
        /// Which.
        fan: Fan,
        /// Turns a minute.
        rpm: u16,
    },
    /// No configured pool is alive.
    NoPool,
    /// The pool in use refuses the work.
    PoolRejecting,
    /// Too much of the work is refused.
    RejectRate {
        /// Per cent.
        percent: f32,
    },
    /// The switch for writing commands is off.
    ApiSwitchOff,
    /// The password is still the factory's, with which the machine takes no commands.
    FactoryPassword,
    /// It started a short time ago and is not judged by its rate yet.
    RampingUp {
        /// Seconds since btminer started.
        elapsed: u32,
    },
    /// Another machine claims the same address.
    AddressConflict,
}

/// A figure or word of a reason, for a sentence in the technician's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A number and how many decimals it is worth.
    Number(f64, u8),
    /// A word of a machine.
    Text(Text),
    /// The key of a word in the locale files.
    Key(&'static str),
}

/// Everything that is fixed for a kind of reason.
struct Kind {
    key: &'static str,
    state: Option<HealthState>,
    columns: &'static [Column],
}

impl Reason {
    /// The keys of all reasons in the locale files, and of the words that they use.
    pub const KEYS: &'static [&'static str] = &[
        "reason-silent",
        "reason-unreadable",
        "reason-not-read",
        "reason-mining-stopped",
        "reason-btminer-down",
        "reason-idle",
        "reason-no-rate",
        "reason-boards-missing",
        "reason-board-dead",
        "reason-chip-critical",
        "reason-board-critical",
        "reason-fan-dead",
        "reason-critical-error",
        "reason-major-error",
        "reason-minor-error",
        "reason-below-rate",
        "reason-board-weak",
        "reason-chips-missing",
        "reason-chip-hot",
        "reason-board-hot",
        "reason-fan-slow",
        "reason-no-pool",
        "reason-pool-rejecting",
        "reason-reject-rate",
        "reason-api-switch-off",
        "reason-factory-password",
        "reason-ramping-up",
        "reason-address-conflict",
    ];

    fn kind(&self) -> Kind {
        use HealthState::{ApiClosed, Faulty, Lost, Stopped, Unknown, Weak};
        let kind = |key, state, columns| Kind { key, state: Some(state), columns };
        let remark = |key, columns| Kind { key, state: None, columns };
        match self {
            Self::Silent => kind("reason-silent", Lost, &[Column::Age]),
            Self::Unreadable => kind("reason-unreadable", Unknown, &[]),
            Self::NotRead => kind("reason-not-read", Unknown, &[]),
            Self::MiningStopped { .. } => kind("reason-mining-stopped", Stopped, &[]),
            Self::BtminerDown => kind("reason-btminer-down", Stopped, &[]),
            Self::Idle { .. } => kind("reason-idle", Stopped, &[]),
            Self::NoRate => kind("reason-no-rate", Faulty, &[Column::Rate, Column::RatePercent]),
            Self::BoardsMissing { .. } => kind("reason-boards-missing", Faulty, &[Column::Boards]),
            Self::BoardDead { .. } => kind("reason-board-dead", Faulty, &[Column::Boards]),
            Self::ChipCritical { .. } => kind("reason-chip-critical", Faulty, &[Column::ChipTemp]),
            Self::BoardCritical { .. } => {
                kind("reason-board-critical", Faulty, &[Column::BoardTemp, Column::BoardTemps])
            }
            Self::FanDead { fan } => kind("reason-fan-dead", Faulty, fan.columns()),
            Self::CriticalError { .. } => kind("reason-critical-error", Faulty, &[Column::Errors]),
            Self::MajorError { .. } => kind("reason-major-error", Weak, &[Column::Errors]),
            Self::MinorError { .. } => remark("reason-minor-error", &[]),
            Self::BelowRate { .. } => kind("reason-below-rate", Weak, &[Column::RatePercent]),
            Self::BoardWeak { .. } => kind("reason-board-weak", Weak, &[Column::RatePercent]),
            Self::ChipsMissing { .. } => kind("reason-chips-missing", Weak, &[Column::Chips]),
            Self::ChipHot { .. } => kind("reason-chip-hot", Weak, &[Column::ChipTemp]),
            Self::BoardHot { .. } => kind("reason-board-hot", Weak, &[Column::BoardTemp, Column::BoardTemps]),
            Self::FanSlow { fan, .. } => kind("reason-fan-slow", Weak, fan.columns()),
            Self::NoPool => kind("reason-no-pool", Weak, &[Column::ActivePool, Column::Pool1]),
            Self::PoolRejecting => kind("reason-pool-rejecting", Weak, &[Column::ActivePool]),
            Self::RejectRate { .. } => kind("reason-reject-rate", Weak, &[Column::RejectRate]),
            Self::ApiSwitchOff => kind("reason-api-switch-off", ApiClosed, &[Column::ApiAccess]),
            Self::FactoryPassword => kind("reason-factory-password", ApiClosed, &[Column::ApiAccess]),
            Self::RampingUp { .. } => remark("reason-ramping-up", &[Column::Elapsed]),
            Self::AddressConflict => remark("reason-address-conflict", &[Column::Ip]),
        }
    }

    /// The key of its sentence in the locale files.
    pub fn key(&self) -> &'static str {
        self.kind().key
    }

    /// The state that it leads to; `None` for a remark.
    pub fn state(&self) -> Option<HealthState> {
        self.kind().state
    }

    /// The columns whose figures it is about.
    pub fn columns(&self) -> &'static [Column] {
        self.kind().columns
    }

    /// The figures of its sentence, by the names that the locale files use.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let whole = |value: u32| Argument::Number(f64::from(value), 0);
        let figure = |value: f32| Argument::Number(f64::from(value), 0);
        match self {
            Self::MiningStopped { why } => vec![("why", Argument::Text(why.clone().unwrap_or_default()))],
            Self::Idle { power } => power.map(|power| vec![("power", figure(power))]).unwrap_or_default(),
            Self::BoardsMissing { found, expected } => {
                vec![("found", whole((*found).into())), ("expected", whole((*expected).into()))]
            }
            Self::BoardDead { slot } => vec![("slot", whole((*slot).into()))],
            Self::ChipCritical { degrees }
            | Self::BoardCritical { degrees }
            | Self::ChipHot { degrees }
            | Self::BoardHot { degrees } => vec![("degrees", figure(*degrees))],
            Self::FanDead { fan } => vec![("fan", Argument::Key(fan.key()))],
            Self::FanSlow { fan, rpm } => vec![("fan", Argument::Key(fan.key())), ("rpm", whole((*rpm).into()))],
            Self::CriticalError { code } | Self::MajorError { code } | Self::MinorError { code } => {
                vec![("code", Argument::Text(code.clone()))]
            }
            Self::BelowRate { percent } => vec![("percent", figure(*percent))],
            Self::BoardWeak { slot, percent } => vec![("slot", whole((*slot).into())), ("percent", figure(*percent))],
            Self::ChipsMissing { slot, found, expected } => vec![
                ("slot", whole((*slot).into())),
                ("found", whole((*found).into())),
                ("expected", whole((*expected).into())),
            ],
            Self::RejectRate { percent } => vec![("percent", Argument::Number(f64::from(*percent), 1))],
            Self::RampingUp { elapsed } => vec![("minutes", whole(elapsed / 60))],
            Self::Silent
            | Self::Unreadable
            | Self::NotRead
            | Self::BtminerDown
            | Self::NoRate
            | Self::NoPool
            | Self::PoolRejecting
            | Self::ApiSwitchOff
            | Self::FactoryPassword
            | Self::AddressConflict => Vec::new(),
        }
    }
}

impl Fan {
    /// The key of its name in the locale files: the title of its column.
    pub fn key(self) -> &'static str {
        match self {
            Self::Intake => Column::FanIn.title_key(),
            Self::Exhaust => Column::FanOut.title_key(),
        }
    }

    fn columns(self) -> &'static [Column] {
        match self {
            Self::Intake => &[Column::FanIn],
            Self::Exhaust => &[Column::FanOut],
        }
    }
}

impl Reason {
    /// What a failure to read means for the row.
    pub(super) fn of_failure(failure: &Failure) -> Self {
        match failure {
            Failure::BtminerDown { .. } => Self::BtminerDown,
            Failure::TimedOut { .. }
            | Failure::Refused
            | Failure::Unreachable { .. }
            | Failure::Closed { .. }
            | Failure::TooLong { .. }
            | Failure::Answered { .. }
            | Failure::BadReply { .. }
            | Failure::OtherDevice { .. }
            | Failure::WrongPassword
            | Failure::SwitchOff { .. }
            | Failure::TokensFull
            | Failure::UnfitPassword
            | Failure::Cancelled
            | Failure::OutOfSockets { .. } => Self::Unreadable,
        }
    }
}
