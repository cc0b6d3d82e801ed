//! Finding machines: every address of a range is knocked at once, and what answers is read.
//!
//! [`scan`] knocks with a short patience that follows the network ([`pace`]), reports a machine with its first reply,
//! and reads its details beside the knocking ([`course`] decides what comes next). Always true: no more connections
//! at once than the options and the budget allow; an address that refused is not asked again; one that could not be
//! asked for want of sockets is not taken for silent; and a cancelled scan ends at once.

mod course;
mod link;
mod pace;

use super::{
    miner::{Glance, Miners, ReadPlan},
    networks::{LocalNetwork, local_networks},
    ranges::RangeSet,
};
use crate::protocol::{Failure, Reading, failure::Phase};
use course::{Course, Job};
use link::LinkPace;
use std::{net::SocketAddr, ops::RangeInclusive, time::Duration};
use tokio::{
    task::{JoinError, JoinSet},
    time::{Instant, MissedTickBehavior, interval, sleep_until},
};
use tokio_util::sync::CancellationToken;

/// At once over a router. More was not faster in measurements, and small routers begin to drop.
const IN_FLIGHT: usize = 1000;
/// At once where the targets are neighbours, each of which takes an entry of a table that is small (see [`link`]).
const IN_FLIGHT_ON_LINK: usize = 500;
/// The fewest at once when sockets run out.
const LEAST_IN_FLIGHT: usize = 8;
/// How many more at once are begun together, and how long before as many again: a thousand packets in one instant are
/// more than cheap switches and routers hold, and what they drop looks like silence.
const BURST: usize = 64;
const BURST_EVERY: Duration = Duration::from_millis(10);
/// The time between two reports of progress: 25 a second.
const PROGRESS_EVERY: Duration = Duration::from_millis(40);
/// The pause after sockets ran out, doubled each time, up to the last.
const SOCKET_PAUSES: RangeInclusive<Duration> = Duration::from_millis(50)..=Duration::from_secs(1);
/// How many finished jobs are taken before looking for a cancel again.
const BATCH: usize = 128;

/// How to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanOptions {
    /// The patience for connecting before anything is known about the network.
    pub first_timeout: Duration,
    /// The bounds within which it follows the network. Equal bounds hold it fast.
    pub timeout_bounds: RangeInclusive<Duration>,
    /// Connections at once; `None` chooses by where the targets are.
    pub in_flight: Option<usize>,
    /// Look again, with the longest patience, at silent addresses where the network proved slow.
    pub second_look: bool,
    /// What to read of every machine beyond the first look; `None` for nothing.
    pub details: Option<ReadPlan>,
}

impl Default for ScanOptions {
    fn default() -> Self {
        Self {
            first_timeout: Duration::from_millis(400),
            timeout_bounds: Duration::from_millis(200)..=Duration::from_millis(1500),
            in_flight: None,
            second_look: true,
            details: Some(ReadPlan::FULL),
        }
    }
}

impl ScanOptions {
    /// With this patience for connecting, whatever the network is like.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { first_timeout: timeout, timeout_bounds: timeout..=timeout, ..self }
    }

    /// Connections at once for these targets.
    fn in_flight_for(&self, targets: &RangeSet, networks: &[LocalNetwork]) -> usize {
        self.in_flight.unwrap_or_else(|| {
            let is_on_link = networks.iter().any(|network| network.neighbours(targets) > 0);
            if is_on_link { IN_FLIGHT_ON_LINK } else { IN_FLIGHT }
        })
    }
}

/// What a scan reports while it runs.
#[derive(Clone, Debug, PartialEq)]
pub enum ScanEvent {
    /// A machine answered: first with the figures of the first look, then (`full`) with everything.
    Found {
        /// Where.
        address: SocketAddr,
        /// What is known, of both looks together.
        reading: Box<Reading>,
        /// Whether the details are read.
        full: bool,
    },
    /// Something accepted the connection and could not be read.
    Unreadable {
        /// Where.
        address: SocketAddr,
        /// Why.
        failure: Failure,
    },
    /// How far the scan is; at most 30 a second, and once at the end.
    Progress {
        /// Addresses asked.
        done: usize,
        /// Addresses to ask. Grows when a slow network makes it look again.
        total: usize,
        /// Machines found.
        found: usize,
    },
}

/// How a scan ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanOutcome {
    /// Addresses asked, those of a second look counted again.
    pub done: usize,
    /// Addresses to ask, those of a second look counted again.
    pub total: usize,
    /// Machines found.
    pub found: usize,
    /// Addresses that accepted the connection and could not be read.
    pub unreadable: usize,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// Addresses that were never asked, because this computer had no socket for them: nothing is known about them.
    pub not_asked: Vec<SocketAddr>,
    /// The scan was held up, because more targets are on this computer's own link than its system remembers: how many
    /// it remembers (on Linux `net.ipv4.neigh.default.gc_thresh3`).
    pub neighbour_table: Option<usize>,
    /// The patience for connecting at the end.
    pub timeout: Duration,
}

/// Scans `targets` and tells `sink` what it finds, in the order in which machines answer. Sockets come from the budget
/// of `miners`. Ends early, and drops every connection, when `cancel` is called; dropping the future does the same.
pub async fn scan(
    targets: RangeSet,
    options: ScanOptions,
    miners: &Miners,
    cancel: CancellationToken,
    sink: impl FnMut(ScanEvent),
) -> ScanOutcome {
    let networks = local_networks().unwrap_or_default();
    let link = LinkPace::for_targets(&targets, &networks);
    let in_flight = options.in_flight_for(&targets, &networks).min(miners.budget().size()).max(1);
    let course = Course::new(targets, &options, in_flight);
    let scan = Scan {
        miners: miners.clone(),
        in_flight,
        course,
        window: BURST,
        widen: Instant::now() + BURST_EVERY,
        link,
        link_full: None,
        pause: None,
        next_pause: *SOCKET_PAUSES.start(),
        outcome: ScanOutcome::default(),
        details: options.details.unwrap_or_default(),
        sink,
    };
    scan.run(cancel).await
}

/// A scan in progress.
struct Scan<S> {
    miners: Miners,
    /// Connections at once; lowered when sockets run out.
    in_flight: usize,
    course: Course,
    /// Connections at once for now: grows to `in_flight` in bursts.
    window: usize,
    /// When it grows next.
    widen: Instant,
    /// Where the targets are more neighbours than the system remembers.
    link: Option<LinkPace>,
    /// Nobody is knocked at before this moment.
    link_full: Option<Instant>,
    /// Nothing new is begun before this moment.
    pause: Option<Instant>,
    next_pause: Duration,
    outcome: ScanOutcome,
    details: ReadPlan,
    sink: S,
}

/// What a finished job gave; `None` where firmware is on its way to the machine, which has no ear for us.
enum Done {
    Knocked { index: usize, tries: u8, patience: Duration, glance: Option<Glance> },
    Detailed { address: SocketAddr, result: Option<Result<Reading, Failure>> },
}

impl<S: FnMut(ScanEvent)> Scan<S> {
    async fn run(mut self, cancel: CancellationToken) -> ScanOutcome {
        let mut jobs = JoinSet::new();
        let mut progress = interval(PROGRESS_EVERY);
        progress.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut reported = None;
        loop {
            self.begin_jobs(&mut jobs);
            if jobs.is_empty() && self.pause.is_none() && self.link_full.is_none() {
                break;
            }
            let (pause, link_full) = (self.pause, self.link_full);
            tokio::select! {
                biased;
                () = cancel.cancelled() => {
                    self.outcome.cancelled = true;
                    break;
                }
                _ = progress.tick() => self.report_progress(&mut reported),
                Some(done) = jobs.join_next() => {
                    self.take(done, jobs.len());
                    for _ in 1..BATCH {
                        let Some(done) = jobs.try_join_next() else { break };
                        self.take(done, jobs.len());
                    }
                }
                () = sleep_until(self.widen), if self.window < self.in_flight => {
                    self.window += BURST;
                    self.widen = Instant::now() + BURST_EVERY;
                }
                () = sleep_until(pause.unwrap_or_else(Instant::now)), if pause.is_some() => self.pause = None,
                () = sleep_until(link_full.unwrap_or_else(Instant::now)), if link_full.is_some() => self.link_full = None,
            }
        }
        // Every connection is dropped here, finished or not.
        drop(jobs);
        self.report_progress(&mut reported);
        self.outcome.neighbour_table = self.link.as_ref().map(LinkPace::table_size);
        self.outcome.timeout = self.course.pace.timeout();
        self.outcome
    }

    fn begin_jobs(&mut self, jobs: &mut JoinSet<Done>) {
        while self.pause.is_none() && jobs.len() < self.in_flight.min(self.window) {
            let Some(job) = self.course.next_job(self.link_full.is_none()) else { return };
            let miners = self.miners.clone();
            match job {
                Job::Knock { index, address, tries } => {
                    let patience = self.course.patience();
                    self.count_neighbour();
                    jobs.spawn(async move {
                        let glance = miners.unless_uploading(address, miners.glance(address, patience)).await;
                        Done::Knocked { index, tries, patience, glance }
                    });
                }
                Job::Details { address, reading } => {
                    let plan = self.details;
                    jobs.spawn(async move {
                        let read = miners.read_further(address, &plan, *reading);
                        let result = miners.unless_uploading(address, read).await;
                        Done::Detailed { address, result }
                    });
                }
            }
        }
    }

    /// Counts an address that is asked, and holds the next one up where the table of neighbours is full.
    fn count_neighbour(&mut self) {
        if let Some(link) = &mut self.link {
            let now = Instant::now();
            link.knocked(now);
            self.link_full = link.full_until(now);
        }
    }

    fn take(&mut self, done: Result<Done, JoinError>, still_running: usize) {
        match done {
            Ok(Done::Knocked { index, tries, patience, glance }) => {
                self.course.knocked();
                match glance {
                    Some(glance) => self.take_glance(index, tries, patience, glance, still_running),
                    None => self.outcome.done += 1,
                }
            }
            Ok(Done::Detailed { address, result }) => {
                self.course.detailed();
                match result {
                    Some(Ok(reading)) => {
                        (self.sink)(ScanEvent::Found { address, reading: Box::new(reading), full: true });
                    }
                    Some(Err(failure)) => (self.sink)(ScanEvent::Unreadable { address, failure }),
                    None => {}
                }
            }
            Err(panicked) => {
                tracing::error!("reading a machine: {panicked}");
                self.course.lost_job();
            }
        }
    }

    fn take_glance(&mut self, index: usize, tries: u8, patience: Duration, glance: Glance, still_running: usize) {
        let Some(address) = self.course.address(index) else { return };
        let is_connected = glance.connect_time.is_some();
        if let Some(time) = glance.connect_time {
            self.course.pace.connected(address, time, patience);
            if let Some(link) = &mut self.link {
                link.answered(Instant::now());
            }
        }
        match glance.result {
            Ok(reading) => {
                self.outcome.found += 1;
                let reading = Box::new(reading);
                if self.details != ReadPlan::default() {
                    self.course.want_details(address, reading.clone());
                }
                (self.sink)(ScanEvent::Found { address, reading, full: false });
            }
            Err(failure @ Failure::OutOfSockets { .. }) => {
                self.hold(still_running);
                if self.course.try_again(index, tries) {
                    return;
                }
                self.outcome.not_asked.push(address);
                tracing::warn!("{failure}; not asked: {address}");
            }
            Err(failure) if is_connected => {
                self.outcome.unreadable += 1;
                (self.sink)(ScanEvent::Unreadable { address, failure });
            }
            Err(Failure::TimedOut { phase: Phase::Connect }) => self.course.was_silent(index),
            // Refused, or the network says that nobody is there: asking again would give the same.
            Err(_) => {}
        }
        self.outcome.done += 1;
    }

    /// Sockets ran out: no more at once than there are now, and none for a moment.
    fn hold(&mut self, still_running: usize) {
        self.in_flight = self.in_flight.min(still_running.max(LEAST_IN_FLIGHT));
        self.course.pace.sockets_ran_out();
        if self.pause.is_none() {
            self.pause = Some(Instant::now() + self.next_pause);
            self.next_pause = (self.next_pause * 2).min(*SOCKET_PAUSES.end());
        }
    }

    fn report_progress(&mut self, reported: &mut Option<[usize; 3]>) {
        self.outcome.total = self.course.total();
        let now = [self.outcome.done, self.outcome.total, self.outcome.found];
        if reported.replace(now) != Some(now) {
            let [done, total, found] = now;
            (self.sink)(ScanEvent::Progress { done, total, found });
        }
    }
}
