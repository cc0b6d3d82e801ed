//! Acting on machines: scan them, show what would be sent to whom, ask, send, and say what came of it.
//!
//! `do`, `firmware`, `logs` and `passwords change` differ in what a machine is told ([`Task::step`]); everything else
//! is here. Always true: nothing is sent before the preview was shown and somebody, or `--yes`, said so, and nothing at
//! all where two machines would get one address; the results are in the order of addresses, one for every machine that
//! was found and for every address that was named.

mod confirm;
mod files;
mod preview;
mod results;
mod steps;
mod watch;

use confirm::can_ask;
pub(super) use files::{firmware, logs};
pub(super) use results::{identity, shown_address};
pub(super) use steps::Planned;
use steps::Step;

use super::{
    Outcome, Streams,
    args::{CareArgs, DoArgs, TargetArgs},
    failure::CliError,
    gather::Run,
    interrupt::Interrupts,
    scan, secrets,
    targets::Targets,
};
use crate::{
    engine::batch::{BatchOptions, BatchPlan, Remark, Work},
    fleet::{
        Machine,
        intent::{Draft, Intent, changes},
    },
    protocol::{CommandKind, command::Effect},
};
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};

/// Says what a machine is told.
type Choose<'a> = Box<dyn Fn(&Machine, usize) -> Result<Planned, Remark> + 'a>;

/// What is to be done, whichever command of the command line asked.
pub(super) struct Task<'a> {
    /// Which command of the table.
    pub(super) kind: CommandKind,
    /// For the journal: what it does, without secrets.
    pub(super) title: String,
    pub(super) targets: &'a TargetArgs,
    pub(super) care: &'a CareArgs,
    /// Machines at once, unless told otherwise.
    pub(super) usual_limit: usize,
    /// For a change of password: the set and the secret.
    pub(super) new_password: Option<(String, SecretString)>,
    /// What a machine is told; its number counts from 1. The error is the reason why it is told nothing.
    pub(super) step: Choose<'a>,
}

/// `rackhand do`.
pub(super) fn run(args: &DoArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let account = args.account.clone().unwrap_or_default();
    let draft = Draft { values: args.values.clone(), keep_workers: args.keep_workers, account };
    let intent = Intent::new(args.kind, draft);
    let run = started(&args.targets, &args.care)?;
    let task = Task {
        kind: args.kind,
        title: title(args),
        targets: &args.targets,
        care: &args.care,
        usual_limit: BatchOptions::default().at_once,
        new_password: None,
        step: Box::new(move |machine, number| {
            let command = intent.for_machine(machine, number).map_err(Remark::from)?;
            let changes = changes(machine, &command);
            Ok(Planned { work: Work::Tell(Arc::new(command)), changes })
        }),
    };
    perform(&task, &run, streams)
}

/// What the journal calls it: the command with its values as typed, but for those that are hidden.
fn title(args: &DoArgs) -> String {
    let shown = args.kind.spec().parameters.iter().filter(|parameter| !parameter.is_hidden);
    let values =
        shown.filter_map(|parameter| Some(format!(" {}={}", parameter.name, args.values.get(parameter.name)?)));
    let keeps = if args.keep_workers { " keeping workers" } else { "" };
    format!("{}{}{keeps}", args.kind.name(), values.collect::<String>())
}

/// Checks that somebody can be asked, and starts the engine with this user's keyring and journal.
pub(super) fn started(targets: &TargetArgs, care: &CareArgs) -> Result<Run, CliError> {
    if !care.yes && !care.dry_run && !can_ask() {
        return Err(CliError::Usage(
            "there is no terminal to ask before sending: add --yes to send, or --dry-run to see what would be sent",
        ));
    }
    Run::start_acting(targets)
}

/// Does a task from the scan to the results.
pub(super) fn perform(task: &Task<'_>, run: &Run, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let targets = Targets::of(task.targets)?;
    let filter = scan::filter(task.care.filter.as_deref())?;
    let passwords = secrets::passwords(&task.care.password)?;
    let interrupts = Interrupts::watch();
    interrupts.forgive_one();
    let gathered = scan::scan(run, targets.ranges, scan::options(task.targets))?;
    if gathered.interrupted {
        writeln!(streams.err, "interrupted: nothing was sent").map_err(CliError::Output)?;
        return Ok(Outcome::SomeDidNot);
    }
    interrupts.forgive_none();
    let steps = steps::steps(task, &gathered, &filter, &targets.named);
    let shared = steps::shared(&steps);
    preview::show(task, &steps, &shared, streams).map_err(CliError::Output)?;
    for trouble in &gathered.troubles {
        writeln!(streams.err, "{trouble}").map_err(CliError::Output)?;
    }
    if let Some(clash) = shared.iter().find(|double| double.is_clash()) {
        return Err(CliError::Words(format!("{clash}: each machine needs an address of its own; nothing was sent")));
    }
    let able = steps.iter().filter(|step| step.is_able()).count();
    if task.care.dry_run {
        results::planned(task, &steps, streams).map_err(CliError::Output)?;
        return Ok(if able > 0 { Outcome::AllAnswered } else { Outcome::SomeDidNot });
    }
    if able == 0 {
        results::print(task, &results::without_sending(&steps), streams).map_err(CliError::Output)?;
        return Ok(Outcome::SomeDidNot);
    }
    if !task.care.yes && !confirm::before_sending(task.kind.spec().danger, able, streams)? {
        writeln!(streams.err, "nothing was sent").map_err(CliError::Output)?;
        return Ok(Outcome::SomeDidNot);
    }
    interrupts.forgive_one();
    let plan = plan(task, &steps, passwords);
    let ended = watch::run(run, plan, task.care.yes, streams)?;
    let rows = results::rows(&steps, &ended.outcomes);
    results::print(task, &rows, streams).map_err(CliError::Output)?;
    results::sum_up(&rows, &ended, streams).map_err(CliError::Output)?;
    let all_good = rows.iter().all(|row| row.outcome.kind.is_good()) && ended.troubles.is_empty();
    Ok(if all_good { Outcome::AllAnswered } else { Outcome::SomeDidNot })
}

/// The batch: every machine that was found, also those that can't take it, so that the journal has them.
fn plan(task: &Task<'_>, steps: &[Step], passwords: crate::engine::batch::Passwords) -> BatchPlan {
    let care = task.care;
    let options = BatchOptions {
        at_once: care.limit.map_or(task.usual_limit, |limit| limit as usize),
        stagger: Duration::from_millis(care.stagger.into()),
        canary: care.canary as usize,
        stop_at: (care.stop_at < 100).then_some(care.stop_at),
        read_back: !care.no_read_back,
        passwords,
        find_moved: task.kind.spec().effect == Effect::MovesAddress,
    };
    BatchPlan {
        title: task.title.clone(),
        command: task.kind.name().to_owned(),
        steps: steps.iter().filter_map(Step::for_batch).collect(),
        options,
        new_password: task.new_password.clone(),
    }
}
