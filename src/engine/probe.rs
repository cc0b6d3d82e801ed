//! Whether planned addresses answer already: a job, before machines are moved to them.

use super::{Event, JobId, Trouble, TroubleKind, jobs::Shared, progress::Progress};
use crate::net::is_taken;
use std::{net::SocketAddr, sync::Arc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// The most that is knocked at once: a plan is no scan, and routers resolve each address that nobody has.
const AT_ONCE: usize = 256;
/// Answers that are told together.
const TOLD: usize = 256;

/// Knocks at every address. Returns how many answered.
pub(super) async fn probe(shared: Arc<Shared>, job: JobId, addresses: Vec<SocketAddr>, stop: CancellationToken) -> u64 {
    let mut progress = Progress::new(&shared.outbox, job, addresses.len() as u64);
    let mut waiting = addresses.into_iter();
    let mut tasks = JoinSet::new();
    let mut probed = Vec::new();
    loop {
        while tasks.len() < AT_ONCE
            && let Some(address) = waiting.next()
        {
            let budget = shared.miners.budget().clone();
            tasks.spawn(async move { (address, is_taken(address, &budget).await) });
        }
        let joined = tokio::select! {
            biased;
            () = stop.cancelled() => break,
            joined = tasks.join_next() => joined,
        };
        match joined {
            None => break,
            Some(Ok((address, is_taken))) => {
                progress.step(is_taken);
                probed.push((address, is_taken));
            }
            Some(Err(panicked)) => shared.outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked)),
        }
        if probed.len() >= TOLD {
            shared.outbox.send(Event::AddressesProbed { job, probed: std::mem::take(&mut probed) });
        }
    }
    shared.outbox.send(Event::AddressesProbed { job, probed });
    progress.found()
}
