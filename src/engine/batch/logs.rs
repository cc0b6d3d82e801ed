//! The logs of one machine, brought into a folder.

use super::{
    BatchStep, MachineState, Note, Outcome, OutcomeKind,
    runner::Turn,
    work::{Batch, Early, unsent},
};
use crate::net::{LogFailure, Told, log_file_name};
use jiff::Zoned;
use std::path::Path;

/// Brings the logs. Nothing on the machine changes, so that a failure leaves nothing unknown, and a cancel ends it
/// anywhere: half a file goes.
pub(super) async fn download(batch: &Batch, turn: &mut Turn, step: &BatchStep, folder: &Path) -> Early<Outcome> {
    let passwords = batch.passwords(step)?;
    batch.announce(turn).await?;
    turn.show(MachineState::Transfer(0));
    let mac = step.mac.map(|mac| mac.to_string());
    let name =
        log_file_name(step.address.ip(), mac.as_deref(), &Zoned::now().strftime("%Y-%m-%d %H-%M-%S").to_string());
    let miners = &batch.shared.miners;
    let bring = |progress| {
        let download = miners.download_log(step.address, folder, &name, &passwords, progress);
        batch.unless_cancelled(Note::CancelledLogs, download)
    };
    let mut brought = bring(turn.transfer()).await?;
    if let Err(LogFailure::NotGiven(Told::TokensFull { retry_at })) = brought {
        batch.wait_for_tokens(turn, retry_at).await?;
        brought = bring(turn.transfer()).await?;
    }
    Ok(match brought {
        Ok(file) => Outcome::new(OutcomeKind::Done, file.path.display().to_string()),
        Err(LogFailure::NotGiven(told)) => match told.failure() {
            Some(failure) => Outcome::new(unsent(&failure), failure),
            None => Outcome::new(OutcomeKind::Refused, Note::LogsClosed),
        },
        Err(failure) => Outcome::new(OutcomeKind::Refused, failure.to_string()),
    })
}
