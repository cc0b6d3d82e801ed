//! One comparison of a column with what was written.

use super::{
    FilterErrorKind as Kind,
    address::Addresses,
    lexer::Op,
    operand::{self, Figure},
};
use crate::fleet::{Column, Context, HealthState, Machine, value::Value, view::order::Key, wording::Word};
use std::cmp::Ordering;

/// A comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Test {
    column: Column,
    op: Op,
    operand: Operand,
}

#[derive(Clone, Debug, PartialEq)]
enum Operand {
    /// `none` or `any`.
    Known(bool),
    /// A figure in the column's unit.
    Number(f64),
    /// Per cent of the whole.
    Share(f64),
    /// Seconds: of a length of time, or since a moment.
    Seconds(f64),
    Addresses(Addresses),
    /// The beginning of an error's code.
    Code(Box<str>),
    /// Lower case.
    Words(Box<str>, Key),
}

/// What can be asked of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    Number,
    Of,
    Time,
    Address,
    Errors,
    /// Words in a fixed set, which have no order.
    Choice,
    Text,
}

fn nature(column: Column) -> Nature {
    match column {
        Column::Ip | Column::PreviousIp => Nature::Address,
        Column::Boards | Column::Chips => Nature::Of,
        Column::Age | Column::Uptime | Column::Elapsed | Column::LostSince | Column::LastWork => Nature::Time,
        Column::Errors => Nature::Errors,
        Column::Status
        | Column::Dhcp
        | Column::UpfreqComplete
        | Column::FastBoot
        | Column::PowerMode
        | Column::ApiAccess => Nature::Choice,
        Column::Rate
        | Column::RatePercent
        | Column::ChipTemp
        | Column::FanIn
        | Column::FanOut
        | Column::Power
        | Column::Efficiency
        | Column::RateAverage
        | Column::RateFactory
        | Column::Frequency
        | Column::TargetFrequency
        | Column::UpfreqSpeed
        | Column::PowerLimit
        | Column::VoltageIn
        | Column::BoardTemp
        | Column::Ambient
        | Column::LiquidTemp
        | Column::PsuTemp
        | Column::RejectRate => Nature::Number,
        Column::Location
        | Column::Model
        | Column::Note
        | Column::Mac
        | Column::Hostname
        | Column::Serial
        | Column::StoppedWhy
        | Column::BoardTemps
        | Column::ActivePool
        | Column::ActiveWorker
        | Column::Pool1
        | Column::Worker1
        | Column::Pool2
        | Column::Worker2
        | Column::Pool3
        | Column::Worker3
        | Column::Firmware
        | Column::ApiVersion
        | Column::Platform
        | Column::ChipData
        | Column::PsuModel
        | Column::PsuVersion
        | Column::PsuSerial => Nature::Text,
    }
}

impl Op {
    fn is_order(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::More | Self::AtLeast)
    }

    /// Whether this order of the cell to what was written passes.
    fn accepts(self, order: Ordering) -> bool {
        match self {
            Self::Contains | Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

impl Test {
    /// The status is exactly this.
    pub(super) fn state(state: HealthState) -> Self {
        Self { column: Column::Status, op: Op::Equal, operand: words(state.name()) }
    }

    pub(super) fn new(column: Column, op: Op, value: &str) -> Result<Self, Kind> {
        let operand = operand(column, op, value)?;
        Ok(Self { column, op, operand })
    }

    /// Whether the answer changes as time goes by.
    pub(super) fn runs(&self) -> bool {
        matches!(self.operand, Operand::Seconds(_))
            && matches!(self.column, Column::Age | Column::LostSince | Column::LastWork)
    }

    pub(super) fn matches(&self, machine: &Machine, context: &Context<'_>) -> bool {
        match &self.operand {
            Operand::Code(code) => {
                let mut codes = machine.reading.errors.iter().flatten().map(|error| error.code.as_str());
                match self.op {
                    Op::Equal => codes.any(|each| each.eq_ignore_ascii_case(code)),
                    Op::Unequal => {
                        machine.reading.errors.is_some() && !codes.any(|each| each.eq_ignore_ascii_case(code))
                    }
                    _ => codes.any(|each| each.get(..code.len()).is_some_and(|start| start.eq_ignore_ascii_case(code))),
                }
            }
            Operand::Number(wanted) if self.column == Column::Errors => {
                let count = machine.reading.errors.as_ref().map(|errors| errors.len() as f64);
                count.is_some_and(|count| self.op.accepts(count.total_cmp(wanted)))
            }
            Operand::Share(percent) => {
                let share = match self.column {
                    Column::Rate => machine.rate_fraction().map(f64::from),
                    column => share(&column.value(machine, context), machine),
                };
                share.is_some_and(|share| self.op.accepts((share * 100.0).total_cmp(percent)))
            }
            operand => self.matches_value(operand, &self.column.value(machine, context), context),
        }
    }

    fn matches_value(&self, operand: &Operand, value: &Value<'_>, context: &Context<'_>) -> bool {
        match operand {
            Operand::Known(known) => (value.is_missing() != *known) == (self.op != Op::Unequal),
            Operand::Seconds(wanted) => {
                let seconds = match value {
                    Value::Time(at) => Some((context.now.as_second() - at.as_second()) as f64),
                    _ => value.as_number(),
                };
                seconds.is_some_and(|seconds| self.op.accepts(seconds.total_cmp(wanted)))
            }
            Operand::Number(wanted) => value.as_number().is_some_and(|number| {
                let decimals = if let Value::Number { decimals, .. } = value { *decimals } else { 0 };
                self.op.accepts(compare(number, *wanted, decimals))
            }),
            Operand::Addresses(addresses) => match value {
                Value::Address(address) => addresses.contains(*address) == (self.op != Op::Unequal),
                _ => false,
            },
            Operand::Words(words, key) => self.matches_words(words, key, value, context),
            Operand::Code(_) | Operand::Share(_) => false,
        }
    }

    fn matches_words(&self, words: &str, key: &Key, value: &Value<'_>, context: &Context<'_>) -> bool {
        let word = match value {
            Value::Missing => return false,
            Value::State(state) => Some(Word::State(*state)),
            Value::Word(word) => Some(*word),
            _ => None,
        };
        if let Some(word) = word {
            let names = [word.name().to_owned(), context.wording.word(word).to_lowercase()];
            return match self.op {
                Op::Contains => names.iter().any(|name| name.contains(words)),
                Op::Unequal => names.iter().all(|name| name != words),
                _ => names.iter().any(|name| name == words),
            };
        }
        match self.op {
            Op::Contains => match value {
                Value::Text(text) => contains(text, words),
                _ => contains(&value.shown(context.wording), words),
            },
            op => op.accepts(Key::of(value).cmp(key)),
        }
    }
}

/// What was written, as the column takes it.
fn operand(column: Column, op: Op, value: &str) -> Result<Operand, Kind> {
    match value.to_ascii_lowercase().as_str() {
        "none" if !op.is_order() => return Ok(Operand::Known(false)),
        "any" | "*" if !op.is_order() => return Ok(Operand::Known(true)),
        _ => {}
    }
    let number = || match operand::figure(column, value) {
        Some(Figure { value, percent: true }) if column.unit() == "%" => Ok(Operand::Number(value)),
        Some(Figure { value, percent: true }) if has_share(column) => Ok(Operand::Share(value)),
        Some(Figure { percent: true, .. }) => Err(Kind::NoPercentage),
        Some(Figure { value, percent: false }) => Ok(Operand::Number(value)),
        None => Err(Kind::NotANumber),
    };
    match nature(column) {
        // What contains a figure is a search in what is shown, unless it is a share.
        Nature::Number if op == Op::Contains && !value.ends_with('%') => Ok(words(value)),
        Nature::Number | Nature::Of => number(),
        Nature::Time => operand::duration(value).map(Operand::Seconds).ok_or(Kind::NotADuration),
        Nature::Address => Addresses::parse(value)
            .filter(|_| !op.is_order())
            .map(Operand::Addresses)
            .ok_or(if op.is_order() { Kind::NoOrder } else { Kind::NotAnAddress }),
        Nature::Errors if op.is_order() => number(),
        Nature::Errors if value.starts_with(|c: char| c.is_ascii_digit()) => Ok(Operand::Code(value.into())),
        Nature::Choice if op.is_order() => Err(Kind::NoOrder),
        Nature::Errors | Nature::Choice | Nature::Text => Ok(words(value)),
    }
}

fn words(value: &str) -> Operand {
    Operand::Words(value.to_lowercase().into(), Key::of(&Value::Text(value.into())))
}

/// Columns whose figures are a part of a known whole.
fn has_share(column: Column) -> bool {
    matches!(column, Column::Rate | Column::RateAverage | Column::Boards | Column::Chips)
}

fn share(value: &Value<'_>, machine: &Machine) -> Option<f64> {
    match value {
        Value::Of { found, expected } => {
            expected.filter(|&expected| expected > 0).map(|expected| f64::from(*found) / f64::from(expected))
        }
        _ => Some(value.as_number()? / f64::from(machine.factory_rate()?.ths())),
    }
}

/// Equal means: shown equal.
fn compare(number: f64, wanted: f64, decimals: u8) -> Ordering {
    let step = 10f64.powi(-i32::from(decimals));
    if (number - wanted).abs() < step / 2.0 { Ordering::Equal } else { number.total_cmp(&wanted) }
}

/// Whether a text contains words that are in lower case already.
fn contains(text: &str, words: &str) -> bool {
    if !text.is_ascii() {
        return text.to_lowercase().contains(words);
    }
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let Some(first) = words.first() else { return true };
    let begins = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text);
    begins.into_iter().any(|at| text[at..].get(..words.len()).is_some_and(|part| part.eq_ignore_ascii_case(words)))
}
