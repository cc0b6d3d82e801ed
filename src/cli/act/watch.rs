//! A batch under way: its progress, its pauses, and its end.

use super::confirm;
use crate::{
    cli::{Streams, failure::CliError, gather::Run},
    engine::{
        BatchPlan, Event, Outcome, OutcomeKind, Request, Trouble,
        batch::{BatchCounts, MachineState, Pause},
    },
};
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// How a batch ended.
pub(super) struct Ended {
    /// By place in the plan.
    pub(super) outcomes: Vec<Outcome>,
    pub(super) cancelled: bool,
    pub(super) took: Duration,
    /// What went wrong besides machines.
    pub(super) troubles: Vec<Trouble>,
}

/// So long without news after an answer, and a pause that still stands is a new one.
const SILENCE: Duration = Duration::from_secs(1);

/// A pause may be told several times, also after it was answered; it is answered once.
#[derive(Default)]
struct Halt {
    /// The pause that the last news told.
    stands: Option<(Pause, BatchCounts)>,
    /// What was answered to it.
    answer: Option<bool>,
}

/// Runs a batch to its end. With `yes` nobody is asked: after the first machines it goes on only if none of them
/// failed, and too many failures end it.
pub(super) fn run(run: &Run, plan: BatchPlan, yes: bool, streams: &mut Streams<'_>) -> Result<Ended, CliError> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; plan.steps.len()];
    let mut troubles = Vec::new();
    let bar = progress_bar(plan.steps.len());
    let ours = run.new_job();
    run.send(Request::Act { job: ours, plan: Box::new(plan) });
    run.send(Request::CancelOnInterrupt(ours));
    let mut halt = Halt::default();
    loop {
        let Some(event) = run.next_within(SILENCE)? else {
            // It was told to go on and stands still all the same: for another reason, then.
            if let Some((pause, counts)) = halt.stands.filter(|_| halt.answer == Some(true)) {
                halt.answer = Some(bar.suspend(|| go_on(pause, &counts, yes, streams))?);
                run.send(if halt.answer == Some(true) { Request::GoOn(ours) } else { Request::Cancel(ours) });
            }
            continue;
        };
        match event {
            Event::Batch(news) if news.job == ours => {
                for (place, state) in news.changed {
                    if let (MachineState::Ended(outcome), Some(slot)) = (state, outcomes.get_mut(place as usize)) {
                        *slot = Some(outcome);
                    }
                }
                bar.set_position(news.counts.done().into());
                bar.set_message(summary(&news.counts));
                halt.stands = news.pause.map(|pause| (pause, news.counts));
                match news.pause {
                    Some(pause) if halt.answer.is_none() => {
                        halt.answer = Some(bar.suspend(|| go_on(pause, &news.counts, yes, streams))?);
                        run.send(if halt.answer == Some(true) { Request::GoOn(ours) } else { Request::Cancel(ours) });
                    }
                    Some(_) => {}
                    None => halt.answer = None,
                }
            }
            Event::JobFinished { job, cancelled, took, .. } if job == ours => {
                bar.finish_and_clear();
                let untold = || Outcome::new(OutcomeKind::Unknown, "the batch ended without a word about it");
                let outcomes = outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(untold)).collect();
                return Ok(Ended { outcomes, cancelled, took, troubles });
            }
            Event::Trouble(trouble) => {
                bar.suspend(|| writeln!(streams.err, "{trouble}")).map_err(CliError::Output)?;
                troubles.push(trouble);
            }
            _ => {}
        }
    }
}

/// Whether a batch that stands still goes on.
fn go_on(pause: Pause, counts: &BatchCounts, yes: bool, streams: &mut Streams<'_>) -> Result<bool, CliError> {
    let (done, failed, total) = (counts.done(), counts.failed(), counts.total);
    let words = match pause {
        Pause::Canary => format!("{done} of {total} have ended, {failed} of them failed"),
        Pause::TooManyFailed => format!("{failed} of the {done} that have ended failed"),
    };
    if yes {
        let goes_on = pause == Pause::Canary && failed == 0;
        let what = if goes_on { "going on" } else { "stopping" };
        writeln!(streams.err, "{words}: {what}").map_err(CliError::Output)?;
        return Ok(goes_on);
    }
    confirm::yes(&format!("{words}. Go on? [y/N] "), streams)
}

fn summary(counts: &BatchCounts) -> String {
    let ended = OutcomeKind::ALL.into_iter().map(|kind| (counts.of(kind), kind.name()));
    let ended = ended.filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}"));
    let running = (counts.running > 0).then(|| format!("{} under way", counts.running));
    ended.chain(running).collect::<Vec<_>>().join(", ")
}

/// A bar that draws itself on a terminal and nowhere else.
fn progress_bar(machines: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {human_pos}/{human_len} machines, {msg}");
    // The template is ours; a plain bar would do as well.
    ProgressBar::new(machines as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
