//! A machine that can't be written to yet: it is asked again and again, turn by turn, and gets what was planned for it as
//! soon as it is ready, one thing after another. What comes after something that failed is not sent.

use super::{
    BatchStep, Deed, MachineState, Note, Outcome, OutcomeKind, Remark, password,
    runner::{Turn, TurnEnd},
    work::{self, Batch, Early},
};
use crate::{
    engine::jobs::Shared,
    net::Access,
    protocol::{CommandKind, Failure},
};
use std::time::Duration;

/// How long a machine that is not ready is left alone.
const EVERY: Duration = Duration::from_secs(10);
/// And one that says so only when it is told something: each try is a line in the journal and uses its token.
const EVERY_TRY: Duration = Duration::from_secs(30);

/// Looks whether the machine is ready, and does what was planned where it is.
pub(super) async fn follow(batch: &Batch, turn: &mut Turn, step: &BatchStep, deeds: &[Deed]) -> Early<TurnEnd> {
    let Some((first, others)) = deeds.split_first() else {
        return Err(Outcome::new(OutcomeKind::Skipped, Note::NotInPlan));
    };
    let access = match batch.unless_cancelled(Note::CancelledBefore, look(batch, step)).await? {
        // Firmware is on its way to it.
        None => return Ok(TurnEnd::Again(batch.scaled(EVERY))),
        Some(access) if !is_ready(&access, first) => return Ok(not_ready(batch, turn, access, EVERY)),
        Some(access) => access,
    };
    batch.unless_cancelled(Note::CancelledBefore, turn.come_back()).await?;
    let mut outcome = tell(batch, turn, step, first, &access).await;
    // Older firmware says only to a command, of which it does nothing, that its switch is off.
    if matches!(outcome.failure(), Some(Failure::SwitchOff { .. })) {
        return Ok(not_ready(batch, turn, Access::SwitchOff, EVERY_TRY));
    }
    let mut said = Said::default();
    said.add(first, &outcome);
    for deed in others {
        if !outcome.kind.is_good() {
            break;
        }
        turn.come_back().await;
        outcome = tell(batch, turn, step, deed, &Access::Ready).await;
        said.add(deed, &outcome);
    }
    if outcome.kind.is_good() {
        outcome.kind = if said.is_less_than_done { OutcomeKind::Accepted } else { OutcomeKind::Done };
    }
    Ok(TurnEnd::Ended(Outcome { remark: said.remark(), ..outcome }))
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

/// Whether the machine can be written to now; `None` while firmware is on its way to it.
async fn look(batch: &Batch, step: &BatchStep) -> Option<Access> {
    let Shared { uploads, miners, keys, .. } = &*batch.shared;
    if uploads.holds(step.address) {
        return None;
    }
    batch.known.refresh(keys, batch.scaled(EVERY)).await;
    Some(miners.check_access(step.address, &batch.awaited_passwords(step)).await)
}

/// One that has the factory's password is ready for another one.
fn is_ready(access: &Access, first: &Deed) -> bool {
    let is_changing = matches!(first, Deed::ChangePassword);
    *access == Access::Ready || (is_changing && *access == Access::FactoryPassword)
}

/// Says why, and asks for another turn.
fn not_ready(batch: &Batch, turn: &Turn, access: Access, time: Duration) -> TurnEnd {
    turn.show(MachineState::NotReady(access));
    TurnEnd::Again(batch.scaled(time))
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
