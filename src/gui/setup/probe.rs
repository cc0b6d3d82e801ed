//! Which of the addresses of a plan are taken: what the network said while the form of addresses was open.

use crate::engine::JobId;
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

/// The answers, and how far the question is.
#[derive(Debug, Default)]
pub(crate) struct Probe {
    /// The job that asks.
    pub(crate) job: Option<JobId>,
    /// Addresses done.
    pub(crate) done: u64,
    /// Addresses in all.
    pub(crate) total: u64,
    taken: BTreeMap<IpAddr, bool>,
    /// Counts the answers, so that a form sees when there are more.
    pub(crate) revision: u64,
}

impl Probe {
    /// These addresses are asked about now; what was known of them is out of date.
    pub(crate) fn begin(&mut self, job: JobId, addresses: &[SocketAddr]) {
        (self.job, self.done, self.total) = (Some(job), 0, addresses.len() as u64);
        for address in addresses {
            self.taken.remove(&address.ip());
        }
        self.revision += 1;
    }

    /// It went on.
    pub(super) fn progress(&mut self, job: JobId, done: u64, total: u64) {
        if self.job == Some(job) {
            (self.done, self.total) = (done, total);
        }
    }

    /// Answers came. Those of a job that was dropped don't count.
    pub(crate) fn found(&mut self, job: JobId, probed: Vec<(SocketAddr, bool)>) {
        if self.job == Some(job) {
            self.taken.extend(probed.into_iter().map(|(address, is_taken)| (address.ip(), is_taken)));
            self.revision += 1;
        }
    }

    /// It ended; false where the job is another.
    pub(crate) fn ended(&mut self, job: JobId) -> bool {
        let is_ours = self.job == Some(job);
        if is_ours {
            self.job = None;
        }
        is_ours
    }

    /// Nobody asks any more: the job to stop, where one runs.
    pub(crate) fn forget(&mut self) -> Option<JobId> {
        let revision = self.revision + 1;
        std::mem::replace(self, Self { revision, ..Self::default() }).job
    }

    /// Whether something answers at an address.
    pub(crate) fn is_taken(&self, address: Ipv4Addr) -> bool {
        self.taken.get(&address.into()).copied().unwrap_or_default()
    }

    /// How many of these nothing is known of.
    pub(crate) fn open(&self, addresses: &[SocketAddr]) -> usize {
        addresses.iter().filter(|address| !self.taken.contains_key(&address.ip())).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_a_dropped_question_do_not_count() {
        let address = SocketAddr::from(([10, 1, 2, 3], 4028));
        let job = JobId::default();
        let mut probe = Probe::default();
        probe.begin(job, &[address]);
        assert_eq!(probe.open(&[address]), 1);
        probe.found(job, vec![(address, true)]);
        assert!(probe.is_taken(Ipv4Addr::new(10, 1, 2, 3)) && probe.open(&[address]) == 0);
        assert_eq!(probe.forget(), Some(job));
        probe.found(job, vec![(address, true)]);
        assert_eq!(probe.open(&[address]), 1, "nobody asks any more");
        assert!(!probe.ended(job));
    }
}
