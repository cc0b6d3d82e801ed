//! The logs of one machine, brought into a folder.

use super::{
    BatchStep, MachineState, Outcome, OutcomeKind,
    runner::Turn,
    work::{Batch, Early},
};
use crate::net::LogFailure;
use jiff::Zoned;
use std::path::Path;

/// Brings the logs. Nothing on the machine changes, so that a failure leaves nothing unknown.
pub(super) async fn download(batch: &Batch, turn: &mut Turn, step: &BatchStep, folder: &Path) -> Early<Outcome> {
    let passwords = batch.passwords(step)?;
    batch.announce(turn).await?;
    turn.show(MachineState::Transfer(0));
    let report = turn.reporter();
    let show = |per_cent: u8| report(MachineState::Transfer(per_cent));
    let name = name_of(step, &Zoned::now());
    let brought = batch.shared.miners.download_log(step.address, folder, &name, &passwords, show).await;
    Ok(match brought {
        Ok(file) => Outcome::new(OutcomeKind::Done, file.path.display().to_string()),
        Err(LogFailure::Machine(failure)) => Outcome::of(super::work::unsent(&failure), failure),
        Err(failure) => Outcome::new(OutcomeKind::Refused, failure.to_string()),
    })
}

/// `10.1.2.3_C41104000001_20261125-234849.tgz`: the machine and the moment, in letters that every file system takes.
fn name_of(step: &BatchStep, now: &Zoned) -> String {
    let mac = step.mac.map(|mac| format!("_{}", mac.to_string().replace(':', ""))).unwrap_or_default();
    format!("{}{mac}_{}.tgz", step.address.ip(), now.strftime("%Y%m%d-%H%M%S"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engine::batch::Work, protocol::units::Mac};

    #[test]
    fn a_file_is_named_after_its_machine_and_the_moment() {
        let step = BatchStep {
            address: "10.1.2.3:4028".parse().unwrap(),
            mac: Mac::parse("C4:11:04:00:00:01"),
            work: Work::Skip("".into()),
            before: None,
        };
        let now: Zoned = "2026-11-25T23:48:49+00:00[UTC]".parse().unwrap();
        assert_eq!(name_of(&step, &now), "10.1.2.3_C41104000001_20261125-234849.tgz");
    }
}
