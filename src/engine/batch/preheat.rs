//! `pre_power_on`: the one command that is sent again and again, because the machine tells its progress that way (API
//! document 4).

use super::{
    BatchStep, MachineState, Note, Outcome, Remark,
    poll::{Look, Looked, look_until},
    runner::Turn,
    work::{Batch, Early, Sent},
};
use crate::{
    net::Told,
    protocol::{Command, command::ReadBack},
};
use serde_json::Value;
use std::{sync::Arc, time::Duration};

/// The pause between two questions.
const PAUSE: Duration = Duration::from_secs(5);

/// Tells the machine to warm up and asks until it has.
pub(super) async fn preheat(
    batch: &Batch,
    turn: &mut Turn,
    step: &BatchStep,
    command: &Arc<Command>,
) -> Early<Outcome> {
    let passwords = batch.passwords(step)?;
    batch.announce(turn).await?;
    let (miners, passwords) = (&batch.shared.miners, &passwords);
    let sent = batch.send(turn, || miners.tell(step.address, command, passwords, &batch.stop)).await?;
    turn.leave();
    let state = match &sent {
        Sent::Accepted { message, .. } => progress(message),
        Sent::Lost(_) => Progress::Waiting(Remark::Nothing),
    };
    if matches!(state, Progress::Unsaid) || !batch.plan.options.read_back {
        return Ok(sent.unread());
    }
    if let Progress::Complete(words) = state {
        return Ok(sent.concluded(Looked::Found(words)));
    }
    turn.show(MachineState::ReadingBack);
    let patience = batch.patience(ReadBack::PreHeated.patience(), batch.scaled(PAUSE));
    let looked = look_until(patience, &batch.stop, || async move {
        match miners.tell(step.address, command, passwords, &batch.stop).await {
            Told::Accepted { message, .. } => match progress(&message) {
                Progress::Complete(words) => Look::Found(words),
                Progress::Waiting(words) => Look::NotYet(words),
                Progress::Unsaid => Look::NotShown,
            },
            Told::TokensFull { .. } => Look::NotYet(Note::TokensFull.into()),
            Told::Refused(failure) | Told::NotSent(failure) | Told::Unknown(failure) | Told::BrokenOff(failure) => {
                Look::NotYet(failure.into())
            }
        }
    });
    let looked = looked.await;
    Ok(sent.concluded(looked))
}

/// How warm it is.
enum Progress {
    Complete(Remark),
    Waiting(Remark),
    Unsaid,
}

/// `{"complete":"false","msg":"wait for adjust temp"}`, with booleans on some firmware.
fn progress(message: &Value) -> Progress {
    let words = message.get("msg").and_then(Value::as_str).map_or(Note::WarmingUp.into(), Remark::from);
    match message.get("complete") {
        Some(Value::Bool(true)) => Progress::Complete(words),
        Some(Value::String(text)) if text == "true" => Progress::Complete(words),
        Some(_) => Progress::Waiting(words),
        None => Progress::Unsaid,
    }
}
