//! The batches of this session: their plans, and where each machine of them is.

use crate::{
    engine::{
        BatchNews, BatchPlan, JobId, Outcome, OutcomeKind,
        batch::{BatchCounts, BatchStep, MachineState, Passwords, Pause, Work},
    },
    protocol::{CommandKind, Failure},
};
use std::net::SocketAddr;

/// Ended batches that are kept.
const MOST_ENDED: usize = 8;

/// A batch before it runs, with what the window needs to know of it.
#[derive(Clone, Debug)]
pub(crate) struct PreparedBatch {
    /// What the engine does.
    pub(crate) plan: BatchPlan,
    /// Which command.
    pub(crate) kind: CommandKind,
    /// Minutes after which lights go back to the machine.
    pub(crate) lights_minutes: Option<u32>,
}

/// One batch that runs or ran.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    /// Its number.
    pub(crate) id: JobId,
    /// What was sent.
    pub(crate) prepared: PreparedBatch,
    /// Where each machine is, by its place in the plan.
    pub(crate) states: Vec<MachineState>,
    /// How many are where.
    pub(crate) counts: BatchCounts,
    /// It stands still and asks.
    pub(crate) pause: Option<Pause>,
    /// It ended.
    pub(crate) is_ended: bool,
    /// It was stopped before its end.
    pub(crate) is_cancelled: bool,
}

impl Batch {
    fn new(id: JobId, prepared: PreparedBatch) -> Self {
        let total = prepared.plan.steps.len();
        let counts = BatchCounts { total: u32::try_from(total).unwrap_or(u32::MAX), ..BatchCounts::default() };
        Self {
            id,
            states: vec![MachineState::Waiting; total],
            prepared,
            counts,
            pause: None,
            is_ended: false,
            is_cancelled: false,
        }
    }

    /// Each machine of the plan with where it is.
    pub(crate) fn machines(&self) -> impl Iterator<Item = (&BatchStep, &MachineState)> {
        self.prepared.plan.steps.iter().zip(&self.states)
    }

    /// How a machine ended.
    pub(crate) fn outcome(state: &MachineState) -> Option<&Outcome> {
        match state {
            MachineState::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// The addresses of the machines that ended so, where they answer now.
    pub(crate) fn addresses(&self, is_wanted: impl Fn(&Outcome) -> bool) -> Vec<SocketAddr> {
        let ended = self.machines().filter_map(|(step, state)| Some((step, Self::outcome(state)?)));
        let wanted = ended.filter(|(_, outcome)| is_wanted(outcome));
        wanted.map(|(step, outcome)| outcome.moved_to.unwrap_or(step.address)).collect()
    }

    /// The machines that have not ended.
    pub(crate) fn open(&self) -> impl Iterator<Item = SocketAddr> {
        let open = self.machines().filter(|(_, state)| Self::outcome(state).is_none());
        open.map(|(step, _)| step.address)
    }

    /// Machines that no known password opened.
    pub(crate) fn wrong_passwords(&self) -> usize {
        let ended = self.states.iter().filter_map(Self::outcome);
        ended.filter(|outcome| outcome.failure() == Some(&Failure::WrongPassword)).count()
    }

    /// Machines whose API switch is off.
    pub(crate) fn switched_off(&self) -> Vec<SocketAddr> {
        self.addresses(|outcome| matches!(outcome.failure(), Some(Failure::SwitchOff { .. })))
    }

    /// The same work again for those that were not done: refused, not reached, or not sent because it was stopped.
    /// What may have been done is not repeated: it is to be looked at first.
    pub(crate) fn again(&self, passwords: Passwords) -> Option<PreparedBatch> {
        let is_open = |state: &MachineState| {
            Self::outcome(state).is_some_and(|outcome| {
                matches!(outcome.kind, OutcomeKind::Refused | OutcomeKind::Unreachable | OutcomeKind::Skipped)
            })
        };
        let open = self.machines().filter(|(step, state)| is_open(state) && !matches!(step.work, Work::Skip(_)));
        let steps: Vec<_> = open.map(|(step, _)| step.clone()).collect();
        if steps.is_empty() {
            return None;
        }
        let mut prepared = self.prepared.clone();
        prepared.plan.steps = steps;
        prepared.plan.options.passwords = passwords;
        Some(prepared)
    }
}

/// All of them, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Batches(Vec<Batch>);

impl Batches {
    /// One was sent.
    pub(crate) fn begin(&mut self, id: JobId, prepared: PreparedBatch) {
        if self.0.iter().filter(|batch| batch.is_ended).count() >= MOST_ENDED
            && let Some(oldest) = self.0.iter().position(|batch| batch.is_ended)
        {
            self.0.remove(oldest);
        }
        self.0.push(Batch::new(id, prepared));
    }

    /// One went on.
    pub(crate) fn take(&mut self, news: BatchNews) {
        let Some(batch) = self.0.iter_mut().find(|batch| batch.id == news.job) else { return };
        batch.counts = news.counts;
        batch.pause = news.pause;
        for (place, state) in news.changed {
            if let Some(kept) = batch.states.get_mut(place as usize) {
                *kept = state;
            }
        }
    }

    /// One goes on, or is to stop: it asks no longer.
    pub(crate) fn answered(&mut self, id: JobId) {
        if let Some(batch) = self.0.iter_mut().find(|batch| batch.id == id) {
            batch.pause = None;
        }
    }

    /// One ended.
    pub(crate) fn end(&mut self, id: JobId, is_cancelled: bool) -> Option<&Batch> {
        let batch = self.0.iter_mut().find(|batch| batch.id == id && !batch.is_ended)?;
        (batch.is_ended, batch.is_cancelled, batch.pause) = (true, is_cancelled, None);
        Some(batch)
    }

    /// The technician has seen enough of one.
    pub(crate) fn close(&mut self, id: JobId) {
        self.0.retain(|batch| batch.id != id || !batch.is_ended);
    }

    /// One of them.
    pub(crate) fn get(&self, id: JobId) -> Option<&Batch> {
        self.0.iter().find(|batch| batch.id == id)
    }

    /// All, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Batch> {
        self.0.iter()
    }

    /// Those that run.
    pub(crate) fn running(&self) -> impl Iterator<Item = &Batch> {
        self.0.iter().filter(|batch| !batch.is_ended)
    }
}
