//! A batch as a job of the engine: passwords and the journal before the first machine, the vault and the journal after
//! the last.

use super::{
    BatchPlan, Note, OutcomeKind, Remark, Work,
    known::Known,
    ledger::Ledger,
    password::Tally,
    runner::{Course, run},
    work::{Batch, perform},
};
use crate::{
    engine::{
        JobId, Trouble, TroubleKind,
        files::make_folder,
        jobs::Shared,
        keys::{KeyError, Passes},
    },
    vault::{ChangeId, Changed, PasswordSet, Scope, Vault},
};
use secrecy::SecretString;
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

/// Runs a batch to its end. Returns how many machines ended well.
pub(in crate::engine) async fn act(shared: Arc<Shared>, job: JobId, plan: BatchPlan, stop: CancellationToken) -> u64 {
    let go_on = shared.await_go_on(job);
    let total = u32::try_from(plan.steps.len()).unwrap_or(u32::MAX);
    let mut skipped = skipped(&plan);
    let ready = prepare(&shared, &plan, &stop).await;
    let (passes, ledger, change) = ready.unwrap_or_else(|trouble| {
        // What can't be journaled or opened is not begun.
        let reason = Remark::from(trouble.to_string());
        skipped = (0..total).map(|place| (place, reason.clone())).collect();
        shared.outbox.trouble(trouble);
        (Passes::These(Vec::new()), Ledger::none(), None)
    });
    let options = plan.options.clone();
    let known = Known::new(passes, options.passwords.clone());
    let partner = OnceCell::new();
    let batch = Arc::new(Batch {
        shared: shared.clone(),
        plan,
        known,
        ledger,
        stop: stop.clone(),
        partner,
        tally: Tally::default(),
    });
    let course = Course { outbox: shared.outbox.clone(), job, stop: stop.clone(), go_on, options, total, skipped };
    let begin = |turn| perform(batch.clone(), turn);
    let counts = run(course, begin, |place, outcome| batch.ledger.ended(place, outcome)).await;
    if let Some(change) = change {
        finish_change(&shared, change, batch.tally.changed()).await;
    }
    if let Err(trouble) = batch.ledger.finish(stop.is_cancelled()).await {
        shared.outbox.trouble(trouble);
    }
    shared.forget_go_on(job);
    u64::from(counts.of(OutcomeKind::Done) + counts.of(OutcomeKind::Accepted))
}

/// The machines of the plan that are not begun at all, and why.
fn skipped(plan: &BatchPlan) -> BTreeMap<u32, Remark> {
    let mut addresses = HashSet::new();
    let reasons = (0..).zip(&plan.steps).filter_map(|(place, step)| match &step.work {
        Work::Skip(reason) => Some((place, reason.clone())),
        _ if !addresses.insert(step.address) => Some((place, Note::Twice.into())),
        _ => None,
    });
    reasons.collect()
}

/// What must be there before the first machine is told. The keyring may wait for the technician, who may not want to any
/// more: a batch that is cancelled meanwhile begins nothing, and ends with all machines skipped.
async fn prepare(
    shared: &Arc<Shared>,
    plan: &BatchPlan,
    stop: &CancellationToken,
) -> Result<(Passes, Ledger, Option<ChangeId>), Trouble> {
    let locked = |error: KeyError| Trouble::new(TroubleKind::KeyringFailed, error);
    let needs_password = |work: &Work| !matches!(work, Work::Check(_) | Work::Skip(_));
    let passes = if plan.steps.iter().any(|step| needs_password(&step.work)) {
        let passes = shared.keys.passes(plan.options.passwords.clone());
        match stop.run_until_cancelled(passes).await {
            Some(passes) => passes.map_err(locked)?,
            None => return Ok((Passes::These(Vec::new()), Ledger::none(), None)),
        }
    } else {
        Passes::These(Vec::new())
    };
    let folders: BTreeSet<_> = plan.steps.iter().filter_map(|step| step.work.folder()).collect();
    for folder in folders {
        make_folder(folder.clone()).await?;
    }
    let ledger = Ledger::begin(shared, plan).await?;
    let Some((name, new)) = plan.new_password.clone() else { return Ok((passes, ledger, None)) };
    match begin_change(shared, name, new, stop).await {
        Ok(change) => Ok((passes, ledger, change)),
        Err(error) => {
            ledger.finish(true).await?;
            Err(locked(error))
        }
    }
}

/// Keeps the new password beside the old one; `None` where the batch was cancelled before that was done.
async fn begin_change(
    shared: &Arc<Shared>,
    name: String,
    new: SecretString,
    stop: &CancellationToken,
) -> Result<Option<ChangeId>, KeyError> {
    let (keys, cancelled) = (shared.keys.clone(), stop.clone());
    let begin = move |vault: &Vault| {
        let held = vault.sets()?.into_iter().map(|held| held.set).find(|set| set.name == name);
        if cancelled.is_cancelled() {
            return Ok(None);
        }
        let set = held.unwrap_or_else(|| PasswordSet::new(&name, Scope::Everywhere));
        Ok(Some(vault.begin_change(set, &new)?))
    };
    let mut begun = tokio::spawn(async move { keys.with(begin).await });
    if let Some(begun) = stop.run_until_cancelled(&mut begun).await {
        return begun?;
    }
    // It may be done all the same; then no machine was told.
    let shared = shared.clone();
    tokio::spawn(async move {
        if let Ok(Ok(Some(change))) = begun.await {
            finish_change(&shared, change, Changed::None).await;
        }
    });
    Ok(None)
}

/// Says to the vault whether machines may have the new password now, which keeps both unless none can have it; and to the
/// front end what the sets keep then.
async fn finish_change(shared: &Arc<Shared>, change: ChangeId, changed: Changed) {
    match shared.keys.with(move |vault| Ok(vault.finish_change(change, changed)?)).await {
        Ok(()) => shared.keys.tell(&shared.outbox).await,
        Err(error) => shared.outbox.trouble(Trouble::new(TroubleKind::KeyringFailed, error)),
    }
}
