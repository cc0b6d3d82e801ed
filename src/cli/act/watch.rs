//! A batch under way: its progress, its pauses, and its end.

use super::confirm::Question;
use crate::{
    cli::{Streams, failure::CliError, gather::Run},
    engine::{
        BatchPlan, Event, Outcome, OutcomeKind, Request, Trouble,
        batch::{BatchCounts, MachineState, Note, Pause},
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

/// How often it is seen whether a question was answered.
const LISTEN: Duration = Duration::from_millis(50);

/// A pause may be told several times, also after it was answered; it is answered once.
#[derive(Default)]
struct Halt {
    /// The pause that the last news told.
    stands: Option<(Pause, BatchCounts)>,
    /// What stands on the terminal. Meanwhile the batch may end: Ctrl-C is an answer too.
    question: Option<Question>,
    /// What was answered to it.
    answer: Option<bool>,
}

impl Halt {
    /// How long to wait for news.
    fn patience(&self) -> Duration {
        if self.question.is_some() { LISTEN } else { SILENCE }
    }
}

/// Runs a batch to its end. With `yes` nobody is asked: after the first machines it goes on only if none of them
/// failed, and too many failures end it.
pub(super) fn run(run: &Run, plan: BatchPlan, yes: bool, streams: &mut Streams<'_>) -> Result<Ended, CliError> {
    let machines = plan.steps.len();
    let mut outcomes: Vec<Option<Outcome>> = vec![None; machines];
    let mut troubles = Vec::new();
    let mut bar = progress_bar(machines);
    let ours = run.new_job();
    run.send(Request::Act { job: ours, plan: Box::new(plan) });
    run.send(Request::CancelOnInterrupt(ours));
    let mut halt = Halt::default();
    loop {
        let event = run.next_within(halt.patience())?;
        if let Some(answer) = halt.question.as_ref().and_then(Question::answer) {
            halt.question = None;
            halt.answer = Some(answer);
            run.send(if answer { Request::GoOn(ours) } else { Request::Cancel(ours) });
            bar = progress_bar(machines);
        }
        let mut pause = None;
        match event {
            // It was told to go on and stands still all the same: for another reason, then.
            None if halt.question.is_none() && halt.answer == Some(true) => pause = halt.stands,
            Some(Event::Batch(news)) if news.job == ours => {
                for (place, state) in news.changed {
                    if let (MachineState::Ended(outcome), Some(slot)) = (state, outcomes.get_mut(place as usize)) {
                        *slot = Some(outcome);
                    }
                }
                if halt.question.is_none() {
                    bar.set_position(news.counts.done().into());
                    bar.set_message(summary(&news.counts));
                }
                halt.stands = news.pause.map(|pause| (pause, news.counts));
                match halt.stands {
                    Some(_) if halt.question.is_none() && halt.answer.is_none() => pause = halt.stands,
                    Some(_) => {}
                    None => halt.answer = None,
                }
            }
            Some(Event::JobFinished { job, cancelled, took, .. }) if job == ours => {
                bar.finish_and_clear();
                if halt.question.is_some() {
                    // Nobody answers it any more.
                    writeln!(streams.err).map_err(CliError::Output)?;
                }
                let untold = || Outcome::new(OutcomeKind::Unknown, Note::Untold);
                let outcomes = outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(untold)).collect();
                return Ok(Ended { outcomes, cancelled, took, troubles });
            }
            Some(Event::Trouble(trouble)) => {
                bar.suspend(|| writeln!(streams.err, "{trouble}")).map_err(CliError::Output)?;
                troubles.push(trouble);
            }
            Some(_) | None => {}
        }
        if let Some((pause, counts)) = pause {
            bar.finish_and_clear();
            let words = words_of(pause, &counts);
            if yes {
                let goes_on = pause == Pause::Canary && counts.failed() == 0;
                let what = if goes_on { "going on" } else { "stopping" };
                writeln!(streams.err, "{words}: {what}").map_err(CliError::Output)?;
                halt.answer = Some(goes_on);
                run.send(if goes_on { Request::GoOn(ours) } else { Request::Cancel(ours) });
                bar = progress_bar(machines);
            } else {
                halt.question = Some(Question::ask(&format!("{words}. Go on? [y/N] "), streams)?);
            }
        }
    }
}

/// Why a batch stands still.
fn words_of(pause: Pause, counts: &BatchCounts) -> String {
    let (done, failed, total) = (counts.done(), counts.failed(), counts.total);
    match pause {
        Pause::Canary => format!("{done} of {total} have ended, {failed} of them failed"),
        Pause::TooManyFailed => format!("{failed} of the {done} that have ended failed"),
    }
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
