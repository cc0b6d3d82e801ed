//! Reading machines that are known already: a refresh of the fleet, or one machine in full.

use super::{Event, JobId, Trouble, TroubleKind, jobs::Shared, observation::observation, progress::Progress};
use crate::{net::ReadPlan, protocol::Failure};
use std::{collections::HashMap, net::SocketAddr, sync::Arc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Reads every machine and reports each as it answers. Nothing is heard of those that firmware is on its way to: the
/// round would stand still until it is there. Returns how many answered.
pub(super) async fn read(
    shared: Arc<Shared>,
    job: JobId,
    machines: Vec<SocketAddr>,
    plan: ReadPlan,
    stop: CancellationToken,
) -> u64 {
    let mut progress = Progress::new(&shared.outbox, job, machines.len() as u64);
    let mut waiting = machines.into_iter();
    let mut tasks = JoinSet::new();
    // Whose task it is, for the one that panics.
    let mut addresses = HashMap::new();
    loop {
        // A task that waits for a socket costs memory only, but thousands of them for nothing.
        while tasks.len() < shared.miners.budget().size()
            && let Some(address) = waiting.next()
        {
            let miners = shared.miners.clone();
            let task = tasks.spawn(async move { miners.unless_uploading(address, miners.read(address, &plan)).await });
            addresses.insert(task.id(), address);
        }
        let joined = tokio::select! {
            biased;
            () = stop.cancelled() => None,
            joined = tasks.join_next_with_id() => joined,
        };
        let (id, result) = match joined {
            None => break,
            Some(Ok((id, result))) => (id, result),
            Some(Err(panicked)) => {
                let failure = Failure::BadReply { words: Arc::from("a fault in Rackhand while reading it") };
                let id = panicked.id();
                shared.outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked));
                (id, Some(Err(failure)))
            }
        };
        let Some(address) = addresses.remove(&id) else { continue };
        progress.step(matches!(result, Some(Ok(_))));
        let Some(result) = result else { continue };
        shared.outbox.send(Event::Observed(observation(address, result.map(Box::new), plan == ReadPlan::FULL)));
    }
    progress.found()
}
