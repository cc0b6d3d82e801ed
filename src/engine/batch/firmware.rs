//! New firmware: the part of the file that fits the machine goes up, and the version is read back after the restart.

use super::{
    BatchStep, FirmwareImage, MachineState, Note, Outcome, OutcomeKind, Part, Remark, Seen, Value,
    poll::{Look, look_until},
    runner::Turn,
    work::{Batch, Early},
};
use crate::{
    net::ReadPlan,
    protocol::{
        Query,
        command::ReadBack,
        firmware::{FirmwareFile, Fit},
    },
};
use std::{
    collections::HashSet,
    net::SocketAddr,
    ops::Range,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// When a machine that restarts is first looked for.
const FIRST: Duration = Duration::from_secs(1);
/// What a machine says of its firmware.
const VERSION: ReadPlan = ReadPlan::of(&[Query::Version]);

/// The machines that firmware is on its way to, whatever the batch, until it is read back.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Uploads(Arc<Mutex<HashSet<SocketAddr>>>);

/// The right to send firmware to a machine; given back when dropped.
#[derive(Debug)]
pub(super) struct Upload {
    uploads: Uploads,
    address: SocketAddr,
}

impl Uploads {
    /// `None` where firmware is on its way to it already.
    fn begin(&self, address: SocketAddr) -> Option<Upload> {
        let is_new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(address);
        is_new.then(|| Upload { uploads: self.clone(), address })
    }

    /// Whether firmware is on its way to a machine, or being installed on it.
    pub(super) fn holds(&self, address: SocketAddr) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&address)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.uploads.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.address);
    }
}

/// Sends the firmware and waits for the version to change.
pub(super) async fn install(
    batch: &Batch,
    turn: &mut Turn,
    step: &BatchStep,
    image: &Arc<FirmwareImage>,
) -> Early<Outcome> {
    let passwords = batch.passwords(step)?;
    let Some(_upload) = batch.shared.uploads.begin(step.address) else {
        return Err(Outcome::new(OutcomeKind::Skipped, Note::UploadRuns));
    };
    let before = batch.before(turn, step, VERSION).await?;
    let version = before.as_ref().and_then(|before| before.version.as_ref());
    let part = part(image, version.and_then(|version| version.platform.as_deref()))?;
    let old = before.as_ref().and_then(|before| before.firmware().cloned());
    batch.announce(turn).await?;
    turn.show(MachineState::Transfer(0));
    let (miners, bytes) = (&batch.shared.miners, image.bytes.get(part).unwrap_or_default());
    let (first, again) = (turn.transfer(), turn.transfer());
    let mut reports = vec![again, first];
    let sent = batch.send(turn, || {
        let mut report = reports.pop();
        let progress = move |sent, total| report.iter_mut().for_each(|report| report(sent, total));
        miners.upload_firmware(step.address, bytes, &passwords, &batch.stop, progress)
    });
    let sent = sent.await?;
    turn.leave();
    if !batch.plan.options.read_back {
        return Ok(sent.unread());
    }
    turn.show(MachineState::ReadingBack);
    let patience = batch.patience(ReadBack::Firmware.patience(), FIRST);
    let was_away = AtomicBool::new(false);
    let looked = look_until(patience, &batch.stop, || async {
        let after = match batch.shared.miners.read(step.address, &VERSION).await {
            Ok(after) => after,
            Err(failure) => {
                was_away.store(true, Ordering::Relaxed);
                return Look::NotYet(failure.into());
            }
        };
        let Some(now) = after.firmware() else { return Look::NotShown };
        let seen = Seen::new(Part::Firmware, Some(Value::Text(now.as_str().into())));
        match &old {
            Some(old) if old != now => Look::Found(seen.into()),
            // The same version again: its name says that this is what was wanted, the restart that it was installed.
            Some(_) if was_away.load(Ordering::Relaxed) && image.name.contains(now.as_str()) => {
                Look::Found(seen.into())
            }
            Some(_) => Look::NotYet(seen.unchanged().into()),
            None => Look::NotShown,
        }
    });
    let looked = looked.await;
    Ok(sent.concluded(looked))
}

fn skip(reason: Remark) -> Outcome {
    Outcome::new(OutcomeKind::Skipped, reason)
}

/// Which bytes fit the machine.
fn part(image: &FirmwareImage, platform: Option<&str>) -> Early<Range<usize>> {
    let file = FirmwareFile::read(&image.bytes).map_err(|error| skip(error.to_string().into()))?;
    match file.fit(platform) {
        Fit::Send(part) => Ok(part),
        Fit::OtherPlatform(others) => {
            let file = others.join(", ").into();
            Err(skip(Remark::OtherPlatform { own: platform.map(Into::into), file }))
        }
        Fit::UnknownPlatform => Err(skip(Note::PlatformUnknown.into())),
    }
}
