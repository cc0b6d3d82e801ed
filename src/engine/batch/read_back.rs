//! Telling a machine something that its readings show, and reading it back.

use super::{
    BatchStep, MachineState, Note, Outcome, OutcomeKind, Remark,
    poll::{Look, Looked, look_until},
    runner::Turn,
    seen::seen,
    work::{Batch, Early, Sent},
};
use crate::{
    net::{ReadPlan, Told},
    protocol::{
        Command, Failure, Query, Reading,
        command::{ReadBack, Verdict, verdict},
    },
};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// When a setting that holds at once is first looked for.
const QUICK: Duration = Duration::from_millis(100);
/// When something that restarts is first looked for.
const SLOW: Duration = Duration::from_secs(1);
/// How long is looked for what an interrupted batch may have done long ago.
const CHECK: Duration = Duration::from_secs(20);

/// Sends a command and reads it back.
pub(super) async fn tell(batch: &Batch, turn: &mut Turn, step: &BatchStep, command: &Arc<Command>) -> Early<Outcome> {
    let passwords = batch.passwords(step)?;
    let how = command.kind().spec().read_back;
    let is_read_back = batch.plan.options.read_back;
    let before = match how {
        ReadBack::Restarted | ReadBack::Rebooted | ReadBack::PowerLimit if is_read_back => {
            batch.before(turn, step, ReadPlan::of(&[Query::Summary])).await?
        }
        _ => step.before.clone(),
    };
    let read = Instant::now();
    batch.announce(turn).await?;
    let miners = &batch.shared.miners;
    let sent = batch.send(turn, || miners.tell(step.address, command, &passwords, &batch.stop)).await?;
    turn.leave();
    if !is_read_back {
        return Ok(sent.unread());
    }
    match how {
        ReadBack::CustomerMessage => Ok(customer_message(batch, turn, step, command, &passwords, sent).await),
        _ if how.queries().is_empty() => Ok(sent.unread()),
        _ => Ok(read_back(batch, turn, step, command, before.as_deref(), (read, sent)).await),
    }
}

/// Reads until it shows. `read` is when `before` was.
async fn read_back(
    batch: &Batch,
    turn: &Turn,
    step: &BatchStep,
    command: &Command,
    before: Option<&Reading>,
    (read, sent): (Instant, Sent),
) -> Outcome {
    turn.show(MachineState::ReadingBack);
    let how = command.kind().spec().read_back;
    let first = if how.patience() > Duration::from_mins(1) { SLOW } else { QUICK };
    let patience = batch.patience(how.patience(), first);
    sent.concluded(look_until(patience, &batch.stop, || look(batch, step, command, before, read)).await)
}

/// One look at the machine.
async fn look(
    batch: &Batch,
    step: &BatchStep,
    command: &Command,
    before: Option<&Reading>,
    read: Instant,
) -> Look<Remark> {
    let plan = ReadPlan::of(command.kind().spec().read_back.queries());
    let after = match batch.shared.miners.read(step.address, &plan).await {
        Ok(after) => after,
        // Its firmware does not know the question.
        Err(Failure::Answered { .. }) => return Look::NotShown,
        // It restarts, perhaps.
        Err(failure) => return Look::NotYet(failure.into()),
    };
    match verdict(command, before, &after, read.elapsed()) {
        Verdict::Done => Look::Found(seen(command, &after)),
        Verdict::NotShown if !after.btminer_down && !after.partial => Look::NotShown,
        Verdict::NotYet | Verdict::NotShown => Look::NotYet(seen(command, &after)),
    }
}

/// Reads back the text that a machine keeps: it tells it only with a token.
async fn customer_message(
    batch: &Batch,
    turn: &Turn,
    step: &BatchStep,
    command: &Command,
    passwords: &[SecretString],
    sent: Sent,
) -> Outcome {
    turn.show(MachineState::ReadingBack);
    let argument = |name| command.text(name).map_or("", |text| text.as_str());
    let (key, wanted) = (argument("key"), argument("val"));
    let question = json!({ "cmd": "get_customer_msg", "key": key });
    let patience = batch.patience(ReadBack::CustomerMessage.patience(), QUICK);
    let miners = &batch.shared.miners;
    let looked = look_until(patience, &batch.stop, || async {
        let kept = match miners.ask_in_session(step.address, question.clone(), passwords).await {
            Ok(message) => text_in(&message, key),
            Err(Told::Refused(_)) => return Look::NotShown,
            Err(told) => return Look::NotYet(told.failure().map(Remark::from).unwrap_or_default()),
        };
        match kept {
            Some(kept) => {
                let is_wanted = kept == wanted;
                let seen = Remark::Keeps { key: key.into(), text: kept.into() };
                if is_wanted { Look::Found(seen) } else { Look::NotYet(seen) }
            }
            None => Look::NotShown,
        }
    });
    sent.concluded(looked.await)
}

/// The text of a key in the answer to `get_customer_msg`: under its own name or as `val`, alone or in an object.
fn text_in(message: &Value, key: &str) -> Option<String> {
    let found = message.get(key).or_else(|| message.get("val")).or_else(|| message.get("value")).unwrap_or(message);
    found.as_str().map(ToOwned::to_owned)
}

/// Only reads whether a command that was sent earlier was done.
pub(super) async fn check(batch: &Batch, turn: &mut Turn, step: &BatchStep, command: &Command) -> Early<Outcome> {
    let how = command.kind().spec().read_back;
    if how.queries().is_empty() {
        return Ok(Outcome::new(OutcomeKind::Unknown, Note::NotReadable));
    }
    turn.leave();
    turn.show(MachineState::ReadingBack);
    let patience = batch.patience(how.patience().min(CHECK), Duration::ZERO);
    let before = step.before.as_deref();
    let looked = look_until(patience, &batch.stop, || look(batch, step, command, before, Instant::now())).await;
    Ok(match looked {
        Looked::Found(seen) => Outcome::new(OutcomeKind::Done, seen),
        Looked::NotShown => Outcome::new(OutcomeKind::Unknown, Note::NotShown),
        Looked::Late(seen) => Outcome::new(OutcomeKind::Unknown, seen),
        Looked::Cancelled => Outcome::new(OutcomeKind::Skipped, Note::CancelledUnread),
    })
}
