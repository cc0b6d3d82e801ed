//! What the results show of a batch, worked out once for each change of it: the reasons of failures with how many
//! machines have each, and the order of the rows.
//!
//! Always true: while the batch runs the rows keep the order of the plan, so that none jumps under the pointer; once it
//! has ended, trouble comes first. A machine ends once, so that each is worded once.

use super::{Filter, rows::said};
use crate::{
    engine::{
        OutcomeKind,
        batch::{MachineState, Remark},
    },
    gui::acting::Batch,
    protocol::Failure,
    words::{Language, Words},
};
use std::{cmp::Reverse, collections::HashMap};

/// Remarks that are remembered with their reason: many machines say the same, and wording costs more than comparing.
const REMEMBERED: usize = 16;

/// Some machines ended with the same words.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    /// What was said.
    pub(super) words: String,
    /// How the worst of them ended.
    pub(super) worst: OutcomeKind,
    /// Those that failed.
    pub(super) failed: u32,
    /// With those that were skipped or only accepted.
    all: u32,
}

/// What was worked out.
#[derive(Clone, Debug, Default)]
pub(super) struct Digest {
    /// Of which revision, in which language.
    of: Option<(u64, Language)>,
    /// For which filter the rows are.
    filter: Option<Filter>,
    /// The reason of each machine by its place in the plan, by its number among the reasons.
    reason_of: Vec<Option<u32>>,
    /// All reasons in the order in which they were met.
    pub(super) reasons: Vec<Reason>,
    /// The numbers of those that machines failed for, most frequent first.
    pub(super) frequent: Vec<u32>,
    /// The places of the machines that are listed.
    pub(super) rows: Vec<u32>,
    /// Machines that no known password opened.
    pub(super) wrong_passwords: usize,
    /// Machines whose API switch is off.
    pub(super) switched_off: usize,
    /// Machines for which the same work can be done again; where one reason is chosen, those of it.
    pub(super) repeatable: usize,
}

impl Digest {
    /// Brings it up to a batch and a filter; the filter that holds then.
    pub(super) fn follow(&mut self, batch: &Batch, words: &Words, filter: Filter) -> Filter {
        let mut filter = filter;
        let of = (batch.revision, words.language());
        if self.of != Some(of) {
            if self.of.is_some_and(|(_, language)| language != of.1) {
                *self = Self::default();
                // The reasons are numbered anew.
                filter = if matches!(filter, Filter::Reason(_)) { Filter::All } else { filter };
            }
            self.of = Some(of);
            self.filter = None;
            self.find_reasons(batch, words);
            self.count(batch);
        }
        if self.filter != Some(filter) {
            self.filter = Some(filter);
            self.list(batch, filter);
        }
        filter
    }

    /// True where what is done to the failed ones is meant for the machine at a place too: for those of one reason where
    /// one is chosen, else for all.
    pub(super) fn is_of(&self, filter: Filter, place: usize) -> bool {
        let reason = self.reason_of.get(place).copied().flatten();
        !matches!(filter, Filter::Reason(wanted) if reason != Some(wanted))
    }

    /// Gives each machine that ended since the last time its reason.
    fn find_reasons(&mut self, batch: &Batch, words: &Words) {
        let mut numbers: HashMap<String, u32> =
            (0_u32..).zip(&self.reasons).map(|(number, reason)| (reason.words.clone(), number)).collect();
        let mut remembered: Vec<(&Remark, u32)> = Vec::new();
        self.reason_of.resize(batch.states.len(), None);
        for ((step, state), reason_of) in batch.machines().zip(&mut self.reason_of) {
            let Some(outcome) = Batch::outcome(state).filter(|_| reason_of.is_none()) else { continue };
            // What was done may read differently at each machine, and needs nobody.
            if outcome.kind == OutcomeKind::Done {
                continue;
            }
            let remark = &outcome.remark;
            let known = remembered.iter().find(|(one, _)| !remark.is_nothing() && *one == remark);
            let known = known.map(|(_, number)| *number);
            let number = known.unwrap_or_else(|| {
                let said = Some(said(words, step, outcome)).filter(|said| !said.is_empty());
                let said = said.unwrap_or_else(|| words.text(outcome.kind.key()).to_owned());
                let next = u32::try_from(self.reasons.len()).unwrap_or(u32::MAX);
                *numbers.entry(said).or_insert_with_key(|said| {
                    self.reasons.push(Reason { words: said.clone(), worst: outcome.kind, failed: 0, all: 0 });
                    next
                })
            });
            if known.is_none() && remembered.len() < REMEMBERED {
                remembered.push((remark, number));
            }
            *reason_of = Some(number);
            if let Some(reason) = self.reasons.get_mut(number as usize) {
                reason.all += 1;
                reason.failed += u32::from(outcome.kind.is_failed());
                if trouble(Some(outcome.kind)) < trouble(Some(reason.worst)) {
                    reason.worst = outcome.kind;
                }
            }
        }
    }

    fn count(&mut self, batch: &Batch) {
        let failed = (0_u32..).zip(&self.reasons).filter(|(_, reason)| reason.failed > 0);
        self.frequent = failed.map(|(number, _)| number).collect();
        self.frequent.sort_by_key(|number| Reverse(self.reasons.get(*number as usize).map(|reason| reason.failed)));
        (self.wrong_passwords, self.switched_off) = (0, 0);
        for state in &batch.states {
            match Batch::outcome(state).and_then(|outcome| outcome.failure()) {
                Some(Failure::WrongPassword) => self.wrong_passwords += 1,
                Some(Failure::SwitchOff { .. }) => self.switched_off += 1,
                _ => {}
            }
        }
    }

    /// The rows that pass the filter; in order of trouble once nothing changes any more.
    fn list(&mut self, batch: &Batch, filter: Filter) {
        let passes = |state: &MachineState, reason: Option<u32>| {
            let kind = Batch::outcome(state).map(|outcome| outcome.kind);
            match filter {
                Filter::All => true,
                Filter::Open => kind.is_none(),
                Filter::Ended(wanted) => kind == Some(wanted),
                Filter::Reason(wanted) => reason == Some(wanted) && kind.is_some_and(OutcomeKind::is_failed),
            }
        };
        let machines = (0_u32..).zip(batch.states.iter().zip(&self.reason_of));
        let listed = machines.filter(|(_, (state, reason))| passes(state, **reason));
        self.rows = listed.map(|(place, _)| place).collect();
        let is_open = |place: usize| {
            let machine = batch.machine(place).filter(|(step, state)| Batch::is_repeatable(step, state));
            machine.is_some() && self.is_of(filter, place)
        };
        self.repeatable = (0..batch.states.len()).filter(|place| is_open(*place)).count();
        if !batch.is_ended {
            return;
        }
        self.rows.sort_by_cached_key(|place| {
            let machine = batch.machine(*place as usize);
            let kind = machine.and_then(|(_, state)| Batch::outcome(state)).map(|outcome| outcome.kind);
            let number = self.reason_of.get(*place as usize).copied().flatten();
            let all = number.and_then(|number| self.reasons.get(number as usize)).map(|reason| reason.all);
            (trouble(kind), Reverse(all), number, machine.map(|(step, _)| step.address))
        });
    }
}

/// How soon a technician must see it: what may have been done before what was not, and what is well last.
fn trouble(kind: Option<OutcomeKind>) -> u8 {
    match kind {
        Some(OutcomeKind::Unknown) => 0,
        Some(OutcomeKind::Refused) => 1,
        Some(OutcomeKind::Unreachable) => 2,
        Some(OutcomeKind::Skipped) => 3,
        None => 4,
        Some(OutcomeKind::Accepted) => 5,
        Some(OutcomeKind::Done) => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            BatchNews, BatchOptions, BatchPlan, JobId, Outcome,
            batch::{BatchCounts, BatchStep, Work},
        },
        gui::acting::{Batches, PreparedBatch},
        protocol::CommandKind,
    };
    use std::sync::Arc;

    const MACHINES: u32 = 5_000;

    fn batches() -> Batches {
        let step = |place: u32| BatchStep {
            address: ([10, 1, (place >> 8) as u8, place as u8], 4028).into(),
            mac: None,
            work: Work::ChangePassword,
            before: None,
        };
        let plan = BatchPlan {
            title: String::new(),
            command: String::new(),
            steps: (0..MACHINES).map(step).collect(),
            options: BatchOptions::default(),
            new_password: None,
        };
        let kind = CommandKind::UpdatePassword;
        let mut batches = Batches::default();
        batches.begin(JobId::default(), PreparedBatch { plan, kind, lights_minutes: None });
        batches
    }

    /// Every fourth fails otherwise than its neighbours; every sixteenth has words of its own.
    fn outcome(place: u32) -> Outcome {
        match place % 4 {
            0 if place.is_multiple_of(16) => Outcome::new(OutcomeKind::Refused, format!("code {place}")),
            0 => Outcome::new(OutcomeKind::Refused, Failure::WrongPassword),
            1 => Outcome::new(OutcomeKind::Unknown, Failure::Refused),
            2 => Outcome::new(OutcomeKind::Skipped, Remark::Words(Arc::from("stopped"))),
            _ => Outcome::new(OutcomeKind::Done, format!("reads {place}")),
        }
    }

    fn ends(batches: &mut Batches, places: std::ops::Range<u32>) {
        let changed = places.map(|place| (place, MachineState::Ended(outcome(place)))).collect();
        batches.take(BatchNews { job: JobId::default(), counts: BatchCounts::default(), changed, pause: None });
    }

    #[test]
    fn rows_stand_still_while_it_runs_and_trouble_is_first_in_the_end() {
        let words = Words::new(Language::English);
        let mut batches = batches();
        let mut digest = Digest::default();
        ends(&mut batches, 0..1_000);
        digest.follow(batches.get(JobId::default()).unwrap(), &words, Filter::All);
        assert!(digest.rows.iter().copied().eq(0..MACHINES), "the order of the plan");
        let wrong = digest.reasons.iter().position(|reason| reason.words == "wrong password").unwrap() as u32;
        ends(&mut batches, 1_000..MACHINES);
        batches.end(JobId::default(), false);
        let batch = batches.get(JobId::default()).unwrap();
        digest.follow(batch, &words, Filter::All);
        let kinds: Vec<_> = digest.rows.iter().map(|place| outcome(*place).kind).collect();
        assert!(kinds.is_sorted_by_key(|kind| trouble(Some(*kind))));
        let refused = kinds.iter().position(|kind| *kind == OutcomeKind::Refused).unwrap();
        assert_eq!(digest.rows.get(refused), Some(&4), "what is frequent before what one machine said");
        assert_eq!(digest.reasons[digest.frequent[0] as usize].failed, 1_250);
        assert_eq!(digest.frequent[1], wrong, "a reason keeps its number");
        assert_eq!((digest.wrong_passwords, digest.repeatable), (937, 2_500));
        digest.follow(batch, &words, Filter::Reason(wrong));
        assert_eq!((digest.rows.len(), digest.repeatable), (937, 937), "one reason alone");
    }
}
