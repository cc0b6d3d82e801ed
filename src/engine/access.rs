//! Whether machines can be written to, found without side effects: a job.

use super::{
    Event, JobId, Trouble, TroubleKind,
    batch::{Access, Passwords},
    jobs::Shared,
    progress::Progress,
};
use crate::protocol::{Failure, units::Mac};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// The shortest time between two reports.
const BETWEEN: Duration = Duration::from_millis(34);

/// Asks every machine, but for those that firmware is on its way to. Returns how many can be written to.
pub(super) async fn check_access(
    shared: Arc<Shared>,
    job: JobId,
    machines: Vec<(SocketAddr, Option<Mac>)>,
    passwords: Passwords,
    stop: CancellationToken,
) -> u64 {
    // The keyring may wait for the technician, who may not want to any more.
    let passes = match stop.run_until_cancelled(shared.keys.passes(passwords)).await {
        None => return 0,
        Some(Ok(passes)) => Some(passes),
        Some(Err(error)) => {
            // What needs no password is found all the same.
            shared.outbox.trouble(Trouble::new(TroubleKind::KeyringFailed, error));
            None
        }
    };
    let mut progress = Progress::new(&shared.outbox, job, machines.len() as u64);
    let mut waiting = machines.into_iter();
    let mut tasks = JoinSet::new();
    let mut addresses = HashMap::new();
    let (mut found, mut told) = (Vec::new(), Instant::now());
    loop {
        while tasks.len() < shared.miners.budget().size()
            && let Some((address, mac)) = waiting.next()
        {
            let passwords = passes.as_ref().map(|passes| passes.of(address, mac)).unwrap_or_default();
            let miners = shared.miners.clone();
            let task = tasks
                .spawn(async move { miners.unless_uploading(address, miners.check_access(address, &passwords)).await });
            addresses.insert(task.id(), address);
        }
        let joined = tokio::select! {
            biased;
            () = stop.cancelled() => None,
            joined = tasks.join_next_with_id() => joined,
        };
        let (id, access) = match joined {
            None => break,
            Some(Ok(ended)) => ended,
            Some(Err(panicked)) => {
                let failure = Failure::BadReply { words: "a fault in Rackhand while asking it".into() };
                let id = panicked.id();
                shared.outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked));
                (id, Some(Access::Unknown(failure)))
            }
        };
        let Some(address) = addresses.remove(&id) else { continue };
        progress.step(access == Some(Access::Ready));
        let Some(access) = access else { continue };
        found.push((address, access));
        if told.elapsed() >= BETWEEN {
            told = Instant::now();
            shared.outbox.send(Event::AccessFound { job, found: std::mem::take(&mut found) });
        }
    }
    if !found.is_empty() {
        shared.outbox.send(Event::AccessFound { job, found });
    }
    progress.found()
}
