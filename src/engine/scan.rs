//! Finding machines: the scanner's events as ours.

use super::{Event, JobId, Trouble, TroubleKind, jobs::Shared, observation::observation};
use crate::net::{self, RangeSet, ScanEvent, ScanOptions};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Scans, and reports machines as they answer. Returns how many did.
pub(super) async fn scan(
    shared: Arc<Shared>,
    job: JobId,
    targets: RangeSet,
    options: ScanOptions,
    stop: CancellationToken,
) -> u64 {
    let outcome = net::scan(targets, options, &shared.miners, stop, |event| {
        shared.outbox.send(match event {
            ScanEvent::Found { address, reading, full } => Event::Observed(observation(address, Ok(reading), full)),
            ScanEvent::Unreadable { address, failure } => Event::Observed(observation(address, Err(failure), false)),
            ScanEvent::Progress { done, total, found } => {
                let [done, total, found] = [done, total, found].map(|count| count as u64);
                Event::JobProgress { job, done, total, found }
            }
        });
    })
    .await;
    if !outcome.not_asked.is_empty() {
        let words = format!("{} addresses were not looked at", outcome.not_asked.len());
        shared.outbox.trouble(Trouble::new(TroubleKind::OutOfSockets, words));
    }
    // Held up, a scan finds all of a few machines among many addresses; but the system can't remember more than so many.
    if let Some(table) = outcome.neighbour_table.filter(|table| outcome.found > *table) {
        let words = format!("net.ipv4.neigh.default.gc_thresh3 = {table}");
        shared.outbox.trouble(Trouble::new(TroubleKind::LinkCrowded, words));
    }
    outcome.found as u64
}
