//! One machine of a running batch: what its work is, what is tried, and what an answer makes of it.

use super::{
    BatchPlan, BatchStep, Deed, MachineState, Note, Outcome, OutcomeKind, Remark, Work, firmware,
    known::Known,
    ledger::Ledger,
    logs, moved,
    password::{self, Tally},
    poll::{Looked, Patience},
    preheat, read_back, ready,
    runner::{Turn, TurnEnd},
};
use crate::{
    engine::{is_silence, jobs::Shared},
    net::{ReadPlan, Told},
    protocol::{Command, CommandKind, Failure, Reading},
    vault::Partner,
};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

/// No machine is tried with more passwords in a run.
const HANDSHAKES: usize = 2;

/// A batch while it runs; all its machines share it.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) shared: Arc<Shared>,
    pub(super) plan: BatchPlan,
    pub(super) known: Known,
    pub(super) ledger: Ledger,
    pub(super) stop: CancellationToken,
    /// The partner client, read when a machine is first found with its switch off: a keyring may be slow.
    pub(super) partner: OnceCell<Option<Partner>>,
    /// What came of the new password, where there is one.
    pub(super) tally: Tally,
}

/// What was sent and may hold.
#[derive(Debug)]
pub(super) enum Sent {
    /// The machine took it.
    Accepted {
        /// In these words.
        words: Arc<str>,
        /// And as it said it.
        message: Value,
    },
    /// The answer was lost: it may have been done.
    Lost(Failure),
}

/// Does the work of one machine, as far as it can be done now. It ends early only where nothing was sent.
pub(super) async fn perform(batch: Arc<Batch>, mut turn: Turn) -> TurnEnd {
    let Some(step) = batch.plan.steps.get(turn.place() as usize) else {
        return TurnEnd::Ended(Outcome::new(OutcomeKind::Skipped, Note::NotInPlan));
    };
    let done = match &step.work {
        Work::Skip(reason) => Err(Outcome::new(OutcomeKind::Skipped, reason.clone())),
        Work::Check(command) => read_back::check(&batch, &mut turn, step, command).await,
        Work::ChangePassword => password::change(&batch, &mut turn, step).await,
        Work::DownloadLog(folder) => logs::download(&batch, &mut turn, step, folder).await,
        Work::Firmware(image) => firmware::install(&batch, &mut turn, step, image).await,
        Work::WhenReady(deeds) => {
            return ready::follow(&batch, &mut turn, step, deeds).await.unwrap_or_else(TurnEnd::Ended);
        }
        Work::Tell(command) => tell(&batch, &mut turn, step, command).await,
    };
    TurnEnd::Ended(done.unwrap_or_else(|outcome| outcome))
}

/// Tells a machine one thing, and sees what came of it.
pub(super) async fn tell(batch: &Batch, turn: &mut Turn, step: &BatchStep, command: &Arc<Command>) -> Early<Outcome> {
    match command.kind() {
        CommandKind::PrePowerOn => preheat::preheat(batch, turn, step, command).await,
        CommandKind::NetConfig | CommandKind::FactoryReset => moved::tell(batch, turn, step, command).await,
        _ => read_back::tell(batch, turn, step, command).await,
    }
}

/// A step that may end the machine's work early.
pub(super) type Early<T> = Result<T, Outcome>;

impl Batch {
    /// The passwords that open a machine now, in the order in which they are tried: where the batch changes the password
    /// first, that is the new one.
    pub(super) fn passwords(&self, step: &BatchStep) -> Early<Vec<SecretString>> {
        some(self.changed_first(step).cloned().into_iter().chain(self.known_passwords(step)).collect())
    }

    /// Those from which a machine is changed to the new one, which the vault may know already.
    pub(super) fn old_passwords(&self, step: &BatchStep) -> Early<Vec<SecretString>> {
        let mut passwords = some(self.known_passwords(step))?;
        if let Some((_, new)) = &self.plan.new_password {
            passwords.retain(|password| password.expose_secret() != new.expose_secret());
        }
        Ok(passwords)
    }

    /// Those that may open a machine while it is waited for: it may have been given the new one before.
    pub(super) fn awaited_passwords(&self, step: &BatchStep) -> Vec<SecretString> {
        self.known_passwords(step).into_iter().chain(self.changed_first(step).cloned()).collect()
    }

    /// The new password, where the batch changes it before anything else.
    fn changed_first(&self, step: &BatchStep) -> Option<&SecretString> {
        let (_, new) = self.plan.new_password.as_ref()?;
        let Work::WhenReady(deeds) = &step.work else { return None };
        matches!(deeds.first(), Some(Deed::ChangePassword)).then_some(new)
    }

    /// Those that are known for it; perhaps none.
    fn known_passwords(&self, step: &BatchStep) -> Vec<SecretString> {
        self.known.of(step)
    }

    /// Sees in the journal, on the disk, that the machine is about to be told. A cancel still keeps it untold, until the
    /// command's first byte.
    pub(super) async fn announce(&self, turn: &Turn) -> Early<()> {
        self.may_tell(turn)?;
        self.ledger.sending(turn.place()).await?;
        turn.show(MachineState::Sending);
        Ok(())
    }

    /// Whether a machine may be told now. What waits behind an upload would reach it while it writes its flash.
    fn may_tell(&self, turn: &Turn) -> Early<()> {
        let is_uploading =
            |step: &BatchStep| !matches!(step.work, Work::Firmware(_)) && self.shared.uploads.holds(step.address);
        let reason = if self.stop.is_cancelled() {
            Note::CancelledBefore
        } else if self.plan.steps.get(turn.place() as usize).is_some_and(is_uploading) {
            Note::UploadRuns
        } else {
            return Ok(());
        };
        Err(Outcome::new(OutcomeKind::Skipped, reason))
    }

    /// Sends by `send`, and once more when the machine's token table has emptied: nothing was done by the first.
    pub(super) async fn send<F: Future<Output = Told>>(
        &self,
        turn: &mut Turn,
        mut send: impl FnMut() -> F,
    ) -> Early<Sent> {
        // The journal took its time.
        self.may_tell(turn)?;
        let told = match send().await {
            Told::TokensFull { retry_at } => {
                self.wait_for_tokens(turn, retry_at).await?;
                send().await
            }
            // The machine said that it did nothing, and why: that can be mended where a partner's handshake is known.
            Told::Refused(Failure::SwitchOff { words }) | Told::NotSent(Failure::SwitchOff { words }) => {
                if self.switch_on(turn).await { send().await } else { Told::Refused(Failure::SwitchOff { words }) }
            }
            told => told,
        };
        let sent = sent(told)?;
        let words = if let Sent::Accepted { words, .. } = &sent { words } else { "" };
        self.ledger.sent(turn.place(), words);
        Ok(sent)
    }

    /// Switches the writing of a machine on by the partner handshake, where the technician filled one in. True where the
    /// machine agreed.
    async fn switch_on(&self, turn: &Turn) -> bool {
        let Some(step) = self.plan.steps.get(turn.place() as usize) else { return false };
        let Some(partner) = self.partner().await else { return false };
        for password in self.known_passwords(step).iter().take(HANDSHAKES) {
            let miners = &self.shared.miners;
            let told =
                miners.open_write_api(step.address, &partner.client, &partner.secret, password, &self.stop).await;
            if matches!(told, Told::Accepted { .. }) {
                return true;
            }
        }
        false
    }

    /// The partner client, where one was filled in: the keyring is asked once a batch.
    async fn partner(&self) -> Option<&Partner> {
        let partner = self.partner.get_or_init(|| async {
            self.shared.keys.with(|vault| Ok(vault.partner()?)).await.unwrap_or_else(|error| {
                tracing::warn!("the partner's secret can't be read: {error}");
                None
            })
        });
        partner.await.as_ref()
    }

    /// Leaves a machine alone until its token table has room again.
    pub(super) async fn wait_for_tokens(&self, turn: &mut Turn, retry_at: Instant) -> Early<()> {
        turn.leave();
        let wait = retry_at.saturating_duration_since(Instant::now());
        let until = Timestamp::now() + wait;
        turn.show(MachineState::TokensFull { until });
        let has_room = async {
            tokio::time::sleep(wait).await;
            // There may be none for a while.
            turn.come_back().await;
        };
        self.unless_cancelled(Note::CancelledTokens, has_room).await?;
        self.may_tell(turn)?;
        turn.show(MachineState::Sending);
        Ok(())
    }

    /// Waits for something that changes nothing; where the batch is cancelled meanwhile, the machine is skipped.
    pub(super) async fn unless_cancelled<T>(&self, reason: Note, work: impl Future<Output = T>) -> Early<T> {
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Err(Outcome::new(OutcomeKind::Skipped, reason)),
            done = work => Ok(done),
        }
    }

    /// What is read before the machine is told, without which nothing shows that it was done.
    pub(super) async fn before(&self, turn: &Turn, step: &BatchStep, plan: ReadPlan) -> Early<Option<Arc<Reading>>> {
        self.may_tell(turn)?;
        let read = self.shared.miners.read(step.address, &plan);
        match self.unless_cancelled(Note::CancelledBefore, read).await? {
            Ok(reading) => Ok(Some(Arc::new(reading))),
            Err(failure) if is_silence(&failure) => Err(Outcome::new(OutcomeKind::Unreachable, failure)),
            Err(_) => Ok(step.before.clone()),
        }
    }

    /// How long something is looked for.
    pub(super) fn patience(&self, whole: Duration, first: Duration) -> Patience {
        Patience { whole: self.scaled(whole), first }
    }

    /// A usual time, as the engine's options stretch or shorten it.
    pub(super) fn scaled(&self, time: Duration) -> Duration {
        time.mul_f32(self.shared.patience_scale)
    }
}

/// Without any password a machine is not told anything.
fn some(passwords: Vec<SecretString>) -> Early<Vec<SecretString>> {
    if passwords.is_empty() {
        return Err(Outcome::new(OutcomeKind::Refused, Note::NoPassword));
    }
    Ok(passwords)
}

/// What an answer says of what was sent.
fn sent(told: Told) -> Early<Sent> {
    Err(match told {
        Told::Accepted { words, message, .. } => return Ok(Sent::Accepted { words: Arc::from(&*words), message }),
        Told::Unknown(failure) => return Ok(Sent::Lost(failure)),
        Told::Refused(failure) => Outcome::new(OutcomeKind::Refused, failure),
        Told::NotSent(failure) => Outcome::new(unsent(&failure), failure),
        Told::TokensFull { .. } => Outcome::new(OutcomeKind::Refused, Failure::TokensFull),
        Told::BrokenOff(failure) => Outcome::new(OutcomeKind::Refused, Remark::BrokenOff(failure)),
    })
}

/// How a machine ended that was not told: it was not reached, or it said no before.
pub(super) fn unsent(failure: &Failure) -> OutcomeKind {
    match failure {
        Failure::Answered { .. }
        | Failure::WrongPassword
        | Failure::SwitchOff { .. }
        | Failure::TokensFull
        | Failure::UnfitPassword => OutcomeKind::Refused,
        Failure::Cancelled => OutcomeKind::Skipped,
        _ => OutcomeKind::Unreachable,
    }
}

impl Sent {
    /// The outcome where nothing is read back.
    pub(super) fn unread(self) -> Outcome {
        match self {
            Self::Accepted { words, .. } => Outcome::new(OutcomeKind::Accepted, words),
            Self::Lost(failure) => Outcome::new(OutcomeKind::Unknown, failure),
        }
    }

    /// The outcome of what was read back, or was not.
    pub(super) fn concluded(self, looked: Looked<Remark>) -> Outcome {
        let late = match looked {
            Looked::Found(seen) => return Outcome::new(OutcomeKind::Done, seen),
            Looked::NotShown => return self.unread(),
            Looked::Late(seen) if seen.is_nothing() => Note::NotInTime.into(),
            Looked::Late(seen) => seen,
            Looked::Cancelled => Note::SentUnread.into(),
        };
        match self {
            Self::Accepted { .. } => Outcome::new(OutcomeKind::Unknown, late),
            Self::Lost(failure) => Outcome::new(OutcomeKind::Unknown, Remark::Lost(failure, Box::new(late))),
        }
    }
}
