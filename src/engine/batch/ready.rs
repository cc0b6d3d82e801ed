//! A machine that can't be written to yet: it is asked again and again, and gets what was planned for it as soon as it is
//! ready, one thing after another. What comes after something that failed is not sent.

use super::{
    BatchStep, Deed, MachineState, Note, Outcome, OutcomeKind, Remark, password,
    runner::Turn,
    work::{self, Batch, Early},
};
use crate::{
    engine::jobs::Shared,
    net::Access,
    protocol::{CommandKind, Failure},
};
use secrecy::SecretString;
use std::time::Duration;

/// How long a machine that is not ready is left alone.
const EVERY: Duration = Duration::from_secs(10);
/// And one that says so only when it is told something: each try is a line in the journal and uses its token.
const EVERY_TRY: Duration = Duration::from_secs(30);

/// Waits for the machine, and does what was planned.
pub(super) async fn follow(batch: &Batch, turn: &mut Turn, step: &BatchStep, deeds: &[Deed]) -> Early<Outcome> {
    let Some((first, others)) = deeds.split_first() else {
        return Err(Outcome::new(OutcomeKind::Skipped, Note::NotInPlan));
    };
    let mut said = Said::default();
    let mut outcome = when_ready(batch, turn, step, first).await?;
    said.add(first, &outcome);
    for deed in others {
        if !outcome.kind.is_good() {
            break;
        }
        turn.come_back().await;
        outcome = tell(batch, turn, step, deed, &Access::Ready).await;
        said.add(deed, &outcome);
    }
    if !outcome.kind.is_good() {
        return Ok(Outcome { remark: said.remark(), ..outcome });
    }
    let kind = if said.is_less_than_done { OutcomeKind::Accepted } else { OutcomeKind::Done };
    Ok(Outcome::new(kind, said.remark()))
}

/// What came of one thing after another.
#[derive(Debug, Default)]
struct Said {
    deeds: Vec<(CommandKind, Remark)>,
    is_less_than_done: bool,
}

impl Said {
    fn add(&mut self, deed: &Deed, outcome: &Outcome) {
        self.deeds.push((deed.kind(), outcome.remark.clone()));
        self.is_less_than_done |= outcome.kind != OutcomeKind::Done;
    }

    fn remark(self) -> Remark {
        Remark::Deeds(self.deeds.into())
    }
}

/// Does the first thing as soon as the machine takes it.
async fn when_ready(batch: &Batch, turn: &mut Turn, step: &BatchStep, deed: &Deed) -> Early<Outcome> {
    loop {
        let access = until_ready(batch, turn, step, matches!(deed, Deed::ChangePassword)).await?;
        turn.come_back().await;
        let outcome = tell(batch, turn, step, deed, &access).await;
        // Older firmware says only to a command, of which it does nothing, that its switch is off.
        if !matches!(outcome.failure(), Some(Failure::SwitchOff { .. })) {
            return Ok(outcome);
        }
        rest(batch, turn, Some(Access::SwitchOff), EVERY_TRY).await?;
    }
}

/// Asks the machine until it can be written to. One that has the factory's password is ready for another one.
async fn until_ready(batch: &Batch, turn: &mut Turn, step: &BatchStep, is_changing: bool) -> Early<Access> {
    loop {
        batch.known.refresh(&batch.shared.keys, batch.scaled(EVERY)).await;
        let passwords = batch.awaited_passwords(step);
        let access = tokio::select! {
            biased;
            () = batch.stop.cancelled() => return Err(cancelled()),
            access = look(batch, step, &passwords) => access,
        };
        // Firmware is on its way to it: later.
        let Some(access) = access else {
            rest(batch, turn, None, EVERY).await?;
            continue;
        };
        match access {
            Access::Ready => return Ok(access),
            Access::FactoryPassword if is_changing => return Ok(access),
            _ => rest(batch, turn, Some(access), EVERY).await?,
        }
    }
}

/// Whether the machine can be written to now; `None` while firmware is on its way to it.
async fn look(batch: &Batch, step: &BatchStep, passwords: &[SecretString]) -> Option<Access> {
    let Shared { uploads, miners, .. } = &*batch.shared;
    if uploads.holds(step.address) { None } else { Some(miners.check_access(step.address, passwords).await) }
}

/// Lets others begin for a while.
async fn rest(batch: &Batch, turn: &mut Turn, access: Option<Access>, time: Duration) -> Early<()> {
    turn.leave();
    if let Some(access) = access {
        turn.show(MachineState::NotReady(access));
    }
    tokio::select! {
        biased;
        () = batch.stop.cancelled() => Err(cancelled()),
        () = tokio::time::sleep(batch.scaled(time)) => Ok(()),
    }
}

fn cancelled() -> Outcome {
    Outcome::new(OutcomeKind::Skipped, Note::CancelledBefore)
}

/// Does one thing.
async fn tell(batch: &Batch, turn: &mut Turn, step: &BatchStep, deed: &Deed, access: &Access) -> Outcome {
    let done = match deed {
        Deed::ChangePassword if *access == Access::FactoryPassword => {
            password::change_from_factory(batch, turn, step).await
        }
        Deed::ChangePassword => password::change(batch, turn, step).await,
        Deed::Tell(command) => work::tell(batch, turn, step, command).await,
    };
    done.unwrap_or_else(|early| early)
}
