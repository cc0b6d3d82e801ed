//! What each machine is to be told, or why it is told nothing.

use super::Task;
use crate::{
    cli::gather::Gathered,
    engine::batch::{BatchStep, Remark, Work},
    fleet::{
        Column, Context, Filter, Machine, Wording,
        intent::{Change, Double, doubles},
    },
    protocol::{Failure, Reading, reading::Text, units::Mac},
};
use jiff::Timestamp;
use std::{net::SocketAddr, sync::Arc};

/// What one machine is told.
pub(in crate::cli) struct Planned {
    /// For the engine.
    pub(in crate::cli) work: Work,
    /// For people.
    pub(in crate::cli) changes: Vec<Change>,
}

/// One machine of the preview.
pub(in crate::cli) struct Step {
    /// Where it answers.
    pub(in crate::cli) address: SocketAddr,
    /// Who it is.
    pub(in crate::cli) mac: Option<Mac>,
    /// What it is told.
    pub(in crate::cli) plan: Plan,
    /// What it said, where it could be read just now.
    pub(super) reading: Option<Arc<Reading>>,
}

/// What becomes of a machine.
pub(in crate::cli) enum Plan {
    /// It is told.
    Tell(Planned),
    /// It is not, for this reason.
    Skip(Remark),
    /// It was named and is not there.
    Silent,
}

impl Step {
    /// True where it is told something.
    pub(in crate::cli) fn is_able(&self) -> bool {
        matches!(self.plan, Plan::Tell(_))
    }

    /// Its model as it writes it.
    pub(super) fn model(&self) -> Option<&Text> {
        self.reading.as_ref()?.model()
    }

    /// As the engine wants it; `None` for an address where nobody answered.
    pub(super) fn for_batch(&self) -> Option<BatchStep> {
        let work = match &self.plan {
            Plan::Tell(planned) => planned.work.clone(),
            Plan::Skip(reason) => Work::Skip(reason.clone()),
            Plan::Silent => return None,
        };
        Some(BatchStep { address: self.address, mac: self.mac, work, before: self.reading.clone() })
    }
}

/// The machines that pass, in the order of their addresses, and the named addresses that were silent.
pub(super) fn steps(task: &Task<'_>, gathered: &Gathered, filter: &Filter, named: &[SocketAddr]) -> Vec<Step> {
    let now = Timestamp::now();
    let wording = Wording::plain();
    let context = Context { now, wording: &wording };
    let passes = |machine: &&Machine| filter.passes(machine, Column::ALL, &context);
    let mut machines: Vec<&Machine> = gathered.fleet.iter().filter(passes).collect();
    machines.sort_by_key(|machine| machine.address);
    let told = machines.iter().enumerate().map(|(index, machine)| Step {
        address: machine.address,
        mac: machine.mac,
        plan: plan(task, machine, index + 1),
        reading: machine.contact.failure().is_none().then(|| Arc::new(machine.reading.clone())),
    });
    let is_silent = |address: &&SocketAddr| gathered.fleet.at(**address).is_none();
    let silent = named.iter().filter(is_silent).map(|address| Step {
        address: *address,
        mac: None,
        plan: Plan::Silent,
        reading: None,
    });
    let mut steps: Vec<Step> = told.chain(silent).collect();
    steps.sort_by_key(|step| step.address);
    steps
}

/// The values that several machines would have and that should be each one's own.
pub(super) fn shared(steps: &[Step]) -> Vec<Double> {
    doubles(steps.iter().filter_map(|step| match &step.plan {
        Plan::Tell(Planned { work: Work::Tell(command), .. }) => Some(&**command),
        Plan::Tell(_) | Plan::Skip(_) | Plan::Silent => None,
    }))
}

/// What could not be read is not held against a machine, as long as it is one: it answers for itself.
fn plan(task: &Task<'_>, machine: &Machine, number: usize) -> Plan {
    if let Some(failure @ Failure::OtherDevice { .. }) = machine.contact.failure() {
        return Plan::Skip(failure.clone().into());
    }
    match (task.step)(machine, number) {
        Ok(planned) => Plan::Tell(planned),
        Err(reason) => Plan::Skip(reason),
    }
}
