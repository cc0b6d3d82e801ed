//! The batches of this session: their plans, and where each machine of them is.

use crate::{
    engine::{
        BatchNews, BatchOptions, BatchPlan, JobId, Outcome, OutcomeKind,
        batch::{BatchCounts, BatchStep, MachineState, Passwords, Pause, Work},
    },
    protocol::CommandKind,
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
    /// It waits for machines until they are ready.
    pub(crate) is_for_ready: bool,
    /// Grows with everything that changes, so that what is worked out of it is worked out once.
    pub(crate) revision: u64,
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
        let is_for_ready = prepared.plan.steps.iter().any(|step| matches!(step.work, Work::WhenReady(_)));
        Self {
            id,
            is_for_ready,
            states: vec![MachineState::Waiting; total],
            prepared,
            counts,
            revision: 0,
            pause: None,
            is_ended: false,
            is_cancelled: false,
        }
    }

    /// Each machine of the plan with where it is.
    pub(crate) fn machines(&self) -> impl Iterator<Item = (&BatchStep, &MachineState)> {
        self.prepared.plan.steps.iter().zip(&self.states)
    }

    /// The machine at a place of the plan with where it is.
    pub(crate) fn machine(&self, place: usize) -> Option<(&BatchStep, &MachineState)> {
        self.prepared.plan.steps.get(place).zip(self.states.get(place))
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

    /// Where the machine at a place of the plan answers now.
    pub(crate) fn address(&self, place: usize) -> Option<SocketAddr> {
        let (step, state) = self.machine(place)?;
        Some(Self::outcome(state).and_then(|outcome| outcome.moved_to).unwrap_or(step.address))
    }

    /// The machines that have not ended.
    pub(crate) fn open(&self) -> impl Iterator<Item = SocketAddr> {
        let open = self.machines().filter(|(_, state)| Self::outcome(state).is_none());
        open.map(|(step, _)| step.address)
    }

    /// True where the same work can be done again: refused, not reached, or not sent because it was stopped.
    /// What may have been done is not repeated: it is to be looked at first.
    pub(crate) fn is_repeatable(step: &BatchStep, state: &MachineState) -> bool {
        let kind = Self::outcome(state).map(|outcome| outcome.kind);
        let is_undone = matches!(kind, Some(OutcomeKind::Refused | OutcomeKind::Unreachable | OutcomeKind::Skipped));
        is_undone && !matches!(step.work, Work::Skip(_))
    }

    /// The same work again for those of some places that were not done. It copies the plan of these: for the moment when
    /// that is wanted.
    pub(crate) fn again(&self, passwords: Passwords, is_wanted: impl Fn(usize) -> bool) -> PreparedBatch {
        let machines = self.machines().enumerate();
        let open = machines.filter(|(place, (step, state))| Self::is_repeatable(step, state) && is_wanted(*place));
        let steps: Vec<_> = open.map(|(_, (step, _))| step.clone()).collect();
        let Self { prepared: PreparedBatch { plan, kind, lights_minutes }, .. } = self;
        let plan = BatchPlan {
            title: plan.title.clone(),
            command: plan.command.clone(),
            steps,
            options: BatchOptions { passwords, ..plan.options.clone() },
            new_password: plan.new_password.clone(),
        };
        PreparedBatch { plan, kind: *kind, lights_minutes: *lights_minutes }
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
        batch.revision += 1;
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
        batch.revision += 1;
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
    pub(crate) fn running(&self) -> impl Iterator<Item = &Batch> + Clone {
        self.0.iter().filter(|batch| !batch.is_ended)
    }
}
