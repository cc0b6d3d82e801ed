//! What the engine is doing for the window, and what came of the last scan.

use crate::{engine::JobId, net::RangeSet};
use jiff::Timestamp;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

/// Why a job runs.
#[derive(Clone, Debug)]
pub(crate) enum Purpose {
    /// Looks for machines at these addresses. What it does not hear of there is lost.
    Scan(Arc<RangeSet>),
    /// The monitor reads the known machines again.
    Monitor,
    /// The technician asked for a full reading; of this machine, where it is of no more than one.
    Read(Option<SocketAddr>),
}

/// A job that runs.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// Its number.
    pub(crate) id: JobId,
    /// Why.
    pub(crate) purpose: Purpose,
    /// When it was asked for.
    pub(crate) started: Timestamp,
    /// Addresses done.
    pub(crate) done: u64,
    /// Addresses in all.
    pub(crate) total: u64,
    /// Machines that answered.
    pub(crate) found: u64,
}

/// The last scan that ran.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LastScan {
    /// When it ended.
    pub(crate) at: Timestamp,
    /// Addresses that it looked at.
    pub(crate) addresses: u64,
    /// How long it took.
    pub(crate) took: Duration,
    /// It was stopped.
    pub(crate) cancelled: bool,
}

/// The jobs that run, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Work {
    jobs: Vec<Job>,
    /// What came of the last scan.
    pub(crate) last_scan: Option<LastScan>,
}

impl Work {
    /// A job was asked for.
    pub(crate) fn begin(&mut self, id: JobId, purpose: Purpose, total: u64, started: Timestamp) {
        self.jobs.push(Job { id, purpose, started, done: 0, total, found: 0 });
    }

    /// A job went on.
    pub(crate) fn progress(&mut self, id: JobId, done: u64, total: u64, found: u64) {
        if let Some(job) = self.jobs.iter_mut().find(|job| job.id == id) {
            (job.done, job.total, job.found) = (done, total, found);
        }
    }

    /// A job ended.
    pub(crate) fn end(&mut self, id: JobId) -> Option<Job> {
        let place = self.jobs.iter().position(|job| job.id == id)?;
        Some(self.jobs.remove(place))
    }

    /// The jobs that run.
    pub(crate) fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// Whether anything runs.
    pub(crate) fn is_idle(&self) -> bool {
        self.jobs.is_empty()
    }

    /// The scan that runs.
    pub(crate) fn scan(&self) -> Option<&Job> {
        self.jobs.iter().find(|job| matches!(job.purpose, Purpose::Scan(_)))
    }

    /// Whether this machine is being read fully, because the technician asked for it.
    pub(crate) fn is_reading(&self, machine: SocketAddr) -> bool {
        self.jobs.iter().any(|job| matches!(job.purpose, Purpose::Read(Some(address)) if address == machine))
    }

    /// The job whose progress is shown: what the technician asked for comes before what runs by itself.
    pub(crate) fn foremost(&self) -> Option<&Job> {
        self.jobs.iter().find(|job| !matches!(job.purpose, Purpose::Monitor)).or(self.jobs.first())
    }
}

/// The clock of the monitor.
#[derive(Debug, Default)]
pub(crate) struct MonitorClock {
    last: Option<Instant>,
    rounds: u32,
}

/// After so many readings of the known machines the ranges are scanned again, for machines that are new.
const RESCAN_EVERY: u32 = 10;

/// What the monitor is to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MonitorStep {
    /// Nothing for so long.
    Wait(Duration),
    /// Read the known machines again.
    Read,
    /// Scan the ranges.
    Scan,
}

impl MonitorClock {
    /// What to do at `now`, with `every` between one start and the next.
    pub(crate) fn step(&mut self, now: Instant, every: Duration) -> MonitorStep {
        if let Some(left) = self.last.and_then(|last| every.checked_sub(now - last)).filter(|left| !left.is_zero()) {
            return MonitorStep::Wait(left);
        }
        self.last = Some(now);
        self.rounds = (self.rounds + 1) % RESCAN_EVERY;
        if self.rounds == 0 { MonitorStep::Scan } else { MonitorStep::Read }
    }

    /// Counts from now on: something else has just read the machines.
    pub(crate) fn restart(&mut self, now: Instant) {
        self.last = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_monitor_reads_at_its_interval_and_scans_now_and_then() {
        let (start, every) = (Instant::now(), Duration::from_secs(30));
        let mut clock = MonitorClock::default();
        assert_eq!(clock.step(start, every), MonitorStep::Read);
        assert_eq!(clock.step(start + every / 3, every), MonitorStep::Wait(every * 2 / 3));
        let steps: Vec<_> = (1..=RESCAN_EVERY).map(|round| clock.step(start + every * round, every)).collect();
        assert_eq!(steps.iter().filter(|step| **step == MonitorStep::Scan).count(), 1);
        assert!(steps.iter().all(|step| !matches!(step, MonitorStep::Wait(_))));
    }
}
