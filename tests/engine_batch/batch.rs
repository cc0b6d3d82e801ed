//! Plans, and what came of them.

use super::{
    double::{Hall, PASSWORD},
    support::Bench,
};
use rackhand::{
    engine::{
        BatchNews, BatchOptions, BatchPlan, Event, JobId, Outcome, OutcomeKind, Request, VaultChoice,
        batch::{BatchCounts, BatchStep, MachineState, Passwords, Pause, Work},
    },
    protocol::{Command, CommandKind},
};
use std::{collections::BTreeMap, fmt::Write as _, net::SocketAddr, sync::Arc, time::Duration};

/// An engine that reads back for a hundredth of the usual time, and has no keyring.
pub(crate) fn bench() -> Bench {
    Bench::with(|options| {
        options.vault = VaultChoice::Memory;
        options.patience_scale = 0.02;
        options.miners.tokens_full_pause = Duration::from_millis(400);
        options.miners.write_timeouts.first_byte = Duration::from_secs(3);
    })
}

/// An engine for thousands of machines on a busy computer: it reads back for longer, and waits as long as usual.
pub(crate) fn patient_bench() -> Bench {
    Bench::with(|options| {
        options.vault = VaultChoice::Memory;
        options.patience_scale = 0.25;
        options.miners.tokens_full_pause = Duration::from_millis(400);
    })
}

/// A command.
pub(crate) fn command(kind: CommandKind, values: &[(&str, &str)]) -> Arc<Command> {
    Arc::new(Command::with(kind, values).unwrap())
}

/// The usual command of these tests.
pub(crate) fn limit() -> Arc<Command> {
    command(CommandKind::AdjustPowerLimit, &[("power_limit", "3200")])
}

/// The usual password, which is kept nowhere.
pub(crate) fn options() -> BatchOptions {
    BatchOptions { passwords: Passwords::Only(PASSWORD.into()), stop_at: None, ..BatchOptions::default() }
}

/// A plan that does the same at every machine.
pub(crate) fn plan(addresses: &[SocketAddr], work: &Work, options: BatchOptions) -> BatchPlan {
    let step = |address: &SocketAddr| BatchStep { address: *address, mac: None, work: work.clone(), before: None };
    BatchPlan {
        title: "A test".to_owned(),
        command: match work {
            Work::Tell(command) => command.kind().name().to_owned(),
            _ => "something".to_owned(),
        },
        steps: addresses.iter().map(step).collect(),
        options,
        new_password: None,
    }
}

/// All that was told of a batch.
#[derive(Debug, Default)]
pub(crate) struct Course {
    pub(crate) outcomes: BTreeMap<u32, Outcome>,
    pub(crate) states: Vec<(u32, MachineState)>,
    pub(crate) counts: BatchCounts,
    pub(crate) pauses: Vec<Pause>,
    pub(crate) cancelled: bool,
    /// Everything as it could be logged.
    pub(crate) debug: String,
    is_paused: bool,
}

impl Course {
    pub(crate) fn kinds(&self) -> Vec<OutcomeKind> {
        self.outcomes.values().map(|outcome| outcome.kind).collect()
    }

    pub(crate) fn only(&self) -> &Outcome {
        assert_eq!(self.outcomes.len(), 1, "{self:?}");
        &self.outcomes[&0]
    }
}

/// Runs a batch to its end; `heard` is told every news and may answer.
pub(crate) fn run_with(bench: &Bench, plan: BatchPlan, mut heard: impl FnMut(&Bench, JobId, &BatchNews)) -> Course {
    let total = plan.steps.len();
    let ours = bench.send_job(|job| Request::Act { job, plan: Box::new(plan) });
    let mut course = Course::default();
    loop {
        let event = bench.next();
        write!(course.debug, "{event:?}").unwrap();
        match event {
            Event::Batch(news) if news.job == ours => {
                assert!(news.counts.done() + news.counts.running <= news.counts.total, "{news:?}");
                let mut places: Vec<u32> = news.changed.iter().map(|(place, _)| *place).collect();
                places.dedup();
                assert_eq!(places.len(), news.changed.len(), "a machine is at most once in the news");
                for (place, state) in &news.changed {
                    if let MachineState::Ended(outcome) = state {
                        let before = course.outcomes.insert(*place, outcome.clone());
                        assert!(before.is_none(), "{place} ended twice");
                    }
                    course.states.push((*place, state.clone()));
                }
                if let Some(pause) = news.pause.filter(|_| !course.is_paused) {
                    course.pauses.push(pause);
                }
                course.is_paused = news.pause.is_some();
                course.counts = news.counts;
                heard(bench, ours, &news);
            }
            Event::JobFinished { job, cancelled, .. } if job == ours => {
                course.cancelled = cancelled;
                break;
            }
            Event::Trouble(trouble) => panic!("{trouble}"),
            _ => {}
        }
    }
    assert_eq!((course.outcomes.len(), course.counts.done() as usize, course.counts.running), (total, total, 0));
    course
}

/// Runs a batch to its end.
pub(crate) fn run(bench: &Bench, plan: BatchPlan) -> Course {
    run_with(bench, plan, |_, _, _| {})
}

/// Tells all machines of a hall the same.
pub(crate) fn tell(bench: &Bench, hall: &Hall, command: Arc<Command>) -> Course {
    run(bench, plan(&hall.addresses(), &Work::Tell(command), options()))
}
