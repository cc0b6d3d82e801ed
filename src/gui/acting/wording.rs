//! Commands, values and obstacles in the technician's words.

use crate::{
    fleet::{
        Obstacle,
        format::UNKNOWN,
        intent::{Base, Change, TemplateError},
        network_plan::Problem,
    },
    protocol::{
        CommandKind,
        command::{Cannot, Effect, Parameter, ParameterErrorKind, ParameterKind},
    },
    words::{Arg, Words, group_thousands},
};
use std::net::IpAddr;

/// The name of a command.
pub(crate) fn command(words: &Words, kind: CommandKind) -> &str {
    words.text(kind.keys().0)
}

/// What a command does to the machine's work.
pub(crate) fn effect(words: &Words, effect: Effect) -> &str {
    words.text(match effect {
        Effect::None => "effect-none",
        Effect::BtminerRestarts => "effect-btminer-restarts",
        Effect::Stops => "effect-stops",
        Effect::Reboots => "effect-reboots",
        Effect::MovesAddress => "effect-moves-address",
    })
}

/// The name of a parameter.
pub(crate) fn parameter(words: &Words, name: &str) -> String {
    let key = format!("parameter-{name}");
    words.text(&key).to_owned()
}

/// The unit of a parameter, or nothing.
pub(crate) fn unit(parameter: &Parameter) -> &'static str {
    match parameter.kind {
        ParameterKind::Integer { unit, .. } => unit,
        _ => "",
    }
}

/// One of a few words that machines know.
pub(crate) fn choice(words: &Words, word: &str) -> String {
    let key = format!("choice-{word}");
    if words.has(&key) { words.text(&key).to_owned() } else { word.to_owned() }
}

/// Whose value a change is of: the parameter, or the command where it has none.
pub(crate) fn changed(words: &Words, kind: CommandKind, change: &Change) -> String {
    if change.parameter == kind.name() { command(words, kind).to_owned() } else { parameter(words, change.parameter) }
}

/// A value as it is shown: with its unit, its thousands grouped; what is empty or not known is `–`.
pub(crate) fn value(words: &Words, kind: CommandKind, name: &str, value: Option<&str>) -> String {
    let Some(value) = value.filter(|value| !value.is_empty()) else { return UNKNOWN.to_owned() };
    let parameter = kind.spec().parameters.iter().find(|parameter| parameter.name == name);
    match parameter.map(|parameter| parameter.kind) {
        Some(ParameterKind::Integer { unit, .. }) if value.parse::<i64>().is_ok() => {
            let number = group_thousands(value);
            if unit.is_empty() { number } else { format!("{number} {unit}") }
        }
        None | Some(ParameterKind::Choice(_)) => choice(words, value),
        Some(_) => value.to_owned(),
    }
}

/// Why a machine can't take a command.
pub(crate) fn cannot(words: &Words, cannot: Cannot) -> String {
    match cannot {
        Cannot::NeedsApi { version } => {
            let version = format!("{}.{}", version.major, version.minor);
            words.with("cannot-needs-api", &[("version", Arg::Text(&version))])
        }
        Cannot::AirOnly => words.text("cannot-air-only").to_owned(),
        Cannot::LiquidOnly => words.text("cannot-liquid-only").to_owned(),
        Cannot::TooMuch { most } => words.with("cannot-too-much", &[("most", most.into())]),
        Cannot::SwitchOff => words.text("cannot-switch-off").to_owned(),
        Cannot::FactoryPassword => words.text("cannot-factory-password").to_owned(),
    }
}

/// Why a machine is told nothing.
pub(crate) fn obstacle(words: &Words, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Cannot(reason) => cannot(words, *reason),
        Obstacle::Values(errors) => match errors.first() {
            Some(error) => format!("{}: {}", parameter(words, &error.parameter), mistake(words, &error.kind)),
            None => words.text("parameter-error-unknown").to_owned(),
        },
        Obstacle::Template { parameter: name, error } => {
            format!("{}: {}", parameter(words, name), template(words, error))
        }
        Obstacle::ShareUnknown(Base::Present) => words.text("cannot-limit-unknown").to_owned(),
        Obstacle::ShareUnknown(Base::Factory) => words.text("cannot-factory-power-unknown").to_owned(),
        Obstacle::WorkersUnknown => words.text("cannot-workers-unknown").to_owned(),
    }
}

/// What stands against the address that a machine is to get, where it gets one.
pub(crate) fn problem(words: &Words, problem: Problem, address: Option<IpAddr>) -> String {
    let address = address.map(|address| address.to_string()).unwrap_or_default();
    words.with(problem.key(), &[("address", (&address).into())])
}

/// What is wrong with a template.
pub(crate) fn template(words: &Words, error: &TemplateError) -> String {
    match error {
        TemplateError::Brace => words.text("template-error-brace").to_owned(),
        TemplateError::NoSuch { name } => {
            let name = format!("{{{name}}}");
            words.with("template-error-no-such", &[("name", Arg::Text(&name))])
        }
        TemplateError::NotKnown { name } => {
            let name = format!("{{{name}}}");
            words.with("template-error-not-known", &[("name", Arg::Text(&name))])
        }
    }
}

/// What is wrong with a value.
pub(crate) fn mistake(words: &Words, error: &ParameterErrorKind) -> String {
    match error {
        ParameterErrorKind::Missing => words.text("parameter-error-missing").to_owned(),
        ParameterErrorKind::NotANumber => words.text("parameter-error-not-a-number").to_owned(),
        ParameterErrorKind::OutOfRange { min, max } => {
            words.with("parameter-error-out-of-range", &[("min", (*min).into()), ("max", (*max).into())])
        }
        ParameterErrorKind::TooLong { max } => words.with("parameter-error-too-long", &[("max", (*max).into())]),
        ParameterErrorKind::BadCharacter { character: ' ' } => words.text("parameter-error-space").to_owned(),
        ParameterErrorKind::BadCharacter { character } => {
            let character = character.to_string();
            words.with("parameter-error-bad-character", &[("character", Arg::Text(&character))])
        }
        ParameterErrorKind::NotAChoice { .. } => words.text("parameter-error-not-a-choice").to_owned(),
        ParameterErrorKind::NotAnAddress => words.text("parameter-error-not-an-address").to_owned(),
        ParameterErrorKind::NotAPool => words.text("parameter-error-not-a-pool").to_owned(),
        ParameterErrorKind::Unknown => words.text("parameter-error-unknown").to_owned(),
    }
}
