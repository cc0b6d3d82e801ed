//! What a technician wants of many machines, and what that is for each of them.
//!
//! A form or a command line makes one [`Intent`]; every machine gets a [`Command`] of its own from it, with the
//! placeholders of worker names filled in and shares of power worked out, or an [`Obstacle`] that says why not. The preview, the plan of the batch and
//! the checks for doubles are made of the same values, so that what was shown is what is sent.

mod change;
mod share;
mod template;

pub use change::{Change, changes};
pub use share::{Base, Share};
pub use template::{PLACEHOLDERS, Template, TemplateError};

use super::Machine;
use crate::protocol::{
    Command, CommandKind,
    command::{Cannot, Capabilities, ParameterError, Values},
};
use std::{collections::BTreeMap, fmt};

/// A command with values as typed, before it is known for which machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Values by parameter; templates still have their placeholders.
    pub values: Values,
    /// For pools: leave the workers and their passwords as they are, slot by slot.
    pub keep_workers: bool,
    /// What `{account}` stands for.
    pub account: String,
}

/// What is wanted of every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Which command.
    pub kind: CommandKind,
    /// With which values.
    pub draft: Draft,
}

/// Why a machine gets no command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// It can't take it.
    #[error("{0}")]
    Cannot(#[from] Cannot),
    /// A value is wrong, perhaps for this machine only.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Values(Vec<ParameterError>),
    /// A placeholder can't be filled in for it.
    #[error("{parameter}: {error}")]
    Template {
        /// Whose template.
        parameter: &'static str,
        /// What is wrong.
        error: TemplateError,
    },
    /// A share was wanted of something that it has not said.
    #[error("{}", match .0 {
        Base::Present => "its present power limit is not known",
        Base::Factory => "its factory power is not known, or a limit is set",
    })]
    ShareUnknown(Base),
    /// Its workers are to be kept, and it has not said which it has.
    #[error("its present workers are not known")]
    WorkersUnknown,
}

impl Intent {
    /// A command with these values for every machine.
    pub fn new(kind: CommandKind, draft: Draft) -> Self {
        Self { kind, draft }
    }

    /// What `machine` is to be told. `number` counts the machines of the selection from 1, for `{n}`.
    ///
    /// # Errors
    /// Why it is told nothing.
    pub fn for_machine(&self, machine: &Machine, number: usize) -> Result<Command, Obstacle> {
        self.command(machine, number, Capabilities::of(&machine.reading))
    }

    /// What `machine` is to be told once its API switch is on and its password is not the factory's.
    ///
    /// # Errors
    /// Why it is told nothing even then.
    pub fn for_machine_once_ready(&self, machine: &Machine, number: usize) -> Result<Command, Obstacle> {
        let present = Capabilities::of(&machine.reading);
        self.command(machine, number, Capabilities { api_switch: None, factory_password: None, ..present })
    }

    fn command(&self, machine: &Machine, number: usize, capabilities: Capabilities) -> Result<Command, Obstacle> {
        capabilities.takes(self.kind)?;
        let mut values = self.draft.values.clone();
        for parameter in self.kind.spec().parameters.iter().filter(|parameter| parameter.is_template) {
            let Some(text) = values.get_mut(parameter.name).filter(|text| !text.is_empty()) else { continue };
            let filled = Template::parse(text).and_then(|template| template.fill(machine, number, &self.draft.account));
            *text = filled.map_err(|error| Obstacle::Template { parameter: parameter.name, error })?;
        }
        for (name, text) in values.iter_mut().filter(|(name, _)| Share::fits(self.kind, name)) {
            let Some(share) = Share::parse(text) else { continue };
            let share =
                share.map_err(|kind| Obstacle::Values(vec![ParameterError { parameter: name.clone(), kind }]))?;
            *text = share.of(machine)?.to_string();
        }
        if self.kind == CommandKind::UpdatePools && self.draft.keep_workers {
            keep_workers(machine, &mut values)?;
        }
        let command = Command::new(self.kind, &values).map_err(Obstacle::Values)?;
        capabilities.allows(&command)?;
        Ok(command)
    }
}

/// Writes the machine's present workers into `values`, slot by slot. A slot that it does not have takes the worker of
/// its first.
fn keep_workers(machine: &Machine, values: &mut Values) -> Result<(), Obstacle> {
    let mut pools: Vec<_> = machine.reading.pools.iter().flatten().filter(|pool| !pool.url.is_empty()).collect();
    pools.sort_by_key(|pool| pool.priority);
    let first = pools.first().ok_or(Obstacle::WorkersUnknown)?;
    for (slot, (pool, worker)) in [("pool1", "worker1"), ("pool2", "worker2"), ("pool3", "worker3")].iter().enumerate()
    {
        if values.get(*pool).is_some_and(|url| !url.is_empty()) {
            let kept = pools.get(slot).unwrap_or(first);
            values.insert((*worker).to_owned(), kept.worker.to_string());
        }
    }
    Ok(())
}

/// A value that two machines would have and that must be each one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// Of which parameter.
    pub parameter: &'static str,
    /// The value.
    pub value: String,
    /// How many machines would have it.
    pub machines: usize,
}

impl Double {
    /// An address that two machines would have: neither could be reached any more.
    pub fn is_clash(&self) -> bool {
        self.parameter == "ip"
    }
}

impl fmt::Display for Double {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} machines would have {} {}", self.machines, self.parameter, self.value)
    }
}

/// The values that several of these commands share although they were made from a template: workers, host names and
/// addresses, of each the most shared first. Whether that is wrong the technician decides, because one worker for a whole
/// farm is a custom too, but for a [clash](Double::is_clash).
pub fn doubles<'a>(commands: impl IntoIterator<Item = &'a Command>) -> Vec<Double> {
    const OWN: [&str; 4] = ["worker1", "hostname", "ip", "host"];
    let mut counts: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for command in commands {
        if command.kind() == CommandKind::LoadLog {
            continue;
        }
        for parameter in OWN {
            if let Some(value) = command.text(parameter).filter(|value| !value.is_empty()) {
                *counts.entry((parameter, value.to_string())).or_default() += 1;
            }
        }
    }
    let mut doubles: Vec<Double> = counts
        .into_iter()
        .filter(|(_, machines)| *machines > 1)
        .map(|((parameter, value), machines)| Double { parameter, value, machines })
        .collect();
    doubles.sort_by_key(|double| std::cmp::Reverse(double.machines));
    doubles
}
