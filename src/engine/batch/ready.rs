//! A machine that can't be written to yet: it is asked again and again, and gets what was planned for it as soon as it is
//! ready, one thing after another. What comes after something that failed is not sent.

use super::{
    BatchStep, Deed, MachineState, Outcome, OutcomeKind, password,
    runner::Turn,
    work::{Batch, Early, tell},
};
use crate::net::Access;
use std::{fmt::Write as _, time::Duration};

/// How long a machine that is not ready is left alone.
const EVERY: Duration = Duration::from_secs(10);

/// Waits for the machine, and does what was planned.
pub(super) async fn follow(batch: &Batch, turn: &mut Turn, step: &BatchStep, deeds: &[Deed]) -> Early<Outcome> {
    let is_changing = matches!(deeds.first(), Some(Deed::ChangePassword));
    let access = until_ready(batch, turn, step, is_changing).await?;
    let mut said = String::new();
    let mut is_all_seen = true;
    for deed in deeds {
        turn.come_back().await;
        let done = match deed {
            Deed::ChangePassword if access == Access::FactoryPassword => {
                password::change_from_factory(batch, turn, step).await
            }
            Deed::ChangePassword => password::change(batch, turn, step).await,
            Deed::Tell(command) => tell(batch, turn, step, command).await,
        };
        let outcome = done.unwrap_or_else(|early| early);
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(deed.name());
        if !outcome.words.is_empty() {
            // Writing to a string can't fail.
            let _written = write!(said, ": {}", outcome.words);
        }
        if !outcome.kind.is_good() {
            return Ok(Outcome { words: said.into(), ..outcome });
        }
        is_all_seen &= outcome.kind == OutcomeKind::Done;
    }
    Ok(Outcome::new(if is_all_seen { OutcomeKind::Done } else { OutcomeKind::Accepted }, said))
}

/// Asks the machine until it can be written to. One that has the factory's password is ready for another one.
async fn until_ready(batch: &Batch, turn: &mut Turn, step: &BatchStep, is_changing: bool) -> Early<Access> {
    let passwords = batch.known_passwords(step);
    loop {
        let check = batch.shared.miners.check_access(step.address, &passwords);
        let cancelled = || Outcome::new(OutcomeKind::Skipped, "cancelled before it was ready");
        let access = tokio::select! {
            biased;
            () = batch.stop.cancelled() => return Err(cancelled()),
            access = check => access,
        };
        match access {
            Access::Ready => return Ok(access),
            Access::FactoryPassword if is_changing => return Ok(access),
            _ => {}
        }
        turn.leave();
        turn.show(MachineState::NotReady(access));
        tokio::select! {
            biased;
            () = batch.stop.cancelled() => return Err(cancelled()),
            () = tokio::time::sleep(batch.scaled(EVERY)) => {}
        }
    }
}
