//! A new admin password for one machine. The vault keeps the old and the new one while this runs, and what opens the
//! machine afterwards is proven with a token of its own.

use super::{
    BatchStep, MachineState, Note, Outcome, OutcomeKind, Remark,
    poll::{Look, Looked, look_until},
    runner::Turn,
    work::{Batch, Early, Sent},
};
use crate::{
    protocol::{Failure, command::ReadBack, password::FACTORY_PASSWORD},
    vault::Changed,
};
use secrecy::SecretString;
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

/// When the new password is first tried. Each try costs the machine one of its tokens.
const FIRST: Duration = Duration::from_millis(300);

/// Which password opens a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    New,
    Old,
}

/// How many machines may have the new password, for the vault: those that proved it, those that may have it, and those
/// whose work a fault ended half-way.
#[derive(Debug, Default)]
pub(super) struct Tally(AtomicU32);

impl Tally {
    /// What the vault needs to know.
    pub(super) fn changed(&self) -> Changed {
        if self.0.load(Ordering::Relaxed) == 0 { Changed::None } else { Changed::Some }
    }

    fn begun(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn ended(&self, kind: OutcomeKind) {
        match kind {
            OutcomeKind::Done | OutcomeKind::Accepted | OutcomeKind::Unknown => {}
            OutcomeKind::Refused | OutcomeKind::Unreachable | OutcomeKind::Skipped => {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
    }
}

/// Changes the password and proves it.
pub(super) async fn change(batch: &Batch, turn: &mut Turn, step: &BatchStep) -> Early<Outcome> {
    let old = batch.old_passwords(step)?;
    counted(batch, change_from(batch, turn, step, old)).await
}

/// The same for a machine that says that it has the factory's.
pub(super) async fn change_from_factory(batch: &Batch, turn: &mut Turn, step: &BatchStep) -> Early<Outcome> {
    counted(batch, change_from(batch, turn, step, vec![FACTORY_PASSWORD.into()])).await
}

async fn counted(batch: &Batch, change: impl Future<Output = Early<Outcome>>) -> Early<Outcome> {
    batch.tally.begun();
    let ended = change.await;
    let (Ok(outcome) | Err(outcome)) = &ended;
    batch.tally.ended(outcome.kind);
    ended
}

async fn change_from(batch: &Batch, turn: &mut Turn, step: &BatchStep, old: Vec<SecretString>) -> Early<Outcome> {
    let Some((_, new)) = &batch.plan.new_password else {
        return Err(Outcome::new(OutcomeKind::Skipped, Note::NoNewPassword));
    };
    batch.announce(turn).await?;
    let miners = &batch.shared.miners;
    let sent = batch.send(turn, || miners.change_password(step.address, &old, new, &batch.stop)).await;
    turn.leave();
    let sent = match sent {
        Ok(sent) => sent,
        // It may have been given the new one before: by a run that was cut off.
        Err(refused) if refused.failure() == Some(&Failure::WrongPassword) => {
            return Ok(match miners.proves(step.address, new).await {
                Ok(true) => Outcome::new(OutcomeKind::Done, Note::HadNewPassword),
                Ok(false) | Err(_) => refused,
            });
        }
        Err(other) => return Err(other),
    };
    turn.show(MachineState::ReadingBack);
    let patience = batch.patience(ReadBack::Password.patience(), FIRST);
    let may_be_old = matches!(sent, Sent::Lost(_));
    let looked = look_until(patience, &batch.stop, || opens(batch, step, new, may_be_old.then_some(&*old))).await;
    Ok(match (looked, sent) {
        (Looked::Found(Opens::New), _) => Outcome::new(OutcomeKind::Done, Note::NewOpens),
        (Looked::Found(Opens::Old), Sent::Lost(failure)) => {
            Outcome::new(OutcomeKind::Refused, Remark::Lost(failure, Box::new(Note::OldOpens.into())))
        }
        (Looked::Found(Opens::Old) | Looked::NotShown, sent) => sent.concluded(Looked::Late(Note::NewNotYet.into())),
        (Looked::Late(seen), sent) => sent.concluded(Looked::Late(seen)),
        (Looked::Cancelled, sent) => sent.concluded(Looked::Cancelled),
    })
}

/// Tries the new password, and where the answer was lost the old ones too.
async fn opens(batch: &Batch, step: &BatchStep, new: &SecretString, old: Option<&[SecretString]>) -> Look<Opens> {
    let miners = &batch.shared.miners;
    match miners.proves(step.address, new).await {
        Ok(true) => return Look::Found(Opens::New),
        Ok(false) => {}
        Err(failure) => return Look::NotYet(failure.into()),
    }
    for password in old.unwrap_or_default() {
        match miners.proves(step.address, password).await {
            Ok(true) => return Look::Found(Opens::Old),
            Ok(false) => {}
            Err(failure) => return Look::NotYet(failure.into()),
        }
    }
    Look::NotYet(Note::NewNotYet.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vault_drops_the_new_password_only_where_no_machine_may_have_it() {
        let tally = Tally::default();
        assert_eq!(tally.changed(), Changed::None);
        tally.begun();
        assert_eq!(tally.changed(), Changed::Some, "a fault may end the work here");
        tally.ended(OutcomeKind::Refused);
        assert_eq!(tally.changed(), Changed::None);
        for kind in [OutcomeKind::Done, OutcomeKind::Accepted, OutcomeKind::Unknown] {
            let tally = Tally::default();
            tally.begun();
            tally.ended(kind);
            assert_eq!(tally.changed(), Changed::Some, "{kind:?}");
        }
    }
}
