//! Finding machines: what streams in, what is asked twice, and how it ends.

use crate::scripted::{Scripted, Step, say};
use rackhand::{
    net::{Budget, Miners, MinersOptions, RangeSet, ReadPlan, ScanEvent, ScanOptions, ScanOutcome, scan},
    protocol::Failure,
    sim::{Fault, FaultPlan, Mix, SimOptions, Simulation},
};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};
use tokio_util::sync::CancellationToken;

/// Ends every test that waits for what never comes.
const LONG: Duration = Duration::from_secs(30);

fn miners() -> Miners {
    Miners::new(MinersOptions::default(), Budget::new(500))
}

async fn events(targets: &str, options: ScanOptions) -> (ScanOutcome, Vec<ScanEvent>) {
    let targets = RangeSet::parse(targets).unwrap();
    let mut events = Vec::new();
    let outcome = scan(targets, options, &miners(), CancellationToken::new(), |event| events.push(event)).await;
    (outcome, events)
}

async fn simulated(base: [u8; 4], miners: usize) -> Simulation {
    let options = SimOptions {
        miners,
        base: Ipv4Addr::from(base),
        mix: Mix::every(),
        faults: FaultPlan::none(),
        record: true,
        ..SimOptions::default()
    };
    Simulation::start(options).await.unwrap()
}

/// The address and completeness of every reading, in the order in which they came.
fn found(events: &[ScanEvent]) -> Vec<(SocketAddr, bool)> {
    let found = events.iter().filter_map(|event| match event {
        ScanEvent::Found { address, full, .. } => Some((*address, *full)),
        ScanEvent::Unreadable { .. } | ScanEvent::Progress { .. } => None,
    });
    found.collect()
}

#[tokio::test]
async fn finds_every_machine_at_once_and_whole_later() {
    let simulation = simulated([127, 22, 10, 11], 20).await;
    let (outcome, events) = events("127.22.10.0/26", ScanOptions::default()).await;
    assert_eq!((outcome.done, outcome.total, outcome.found), (62, 62, 20));
    let mut looks: BTreeMap<SocketAddr, Vec<bool>> = BTreeMap::new();
    for (address, full) in found(&events) {
        looks.entry(address).or_default().push(full);
    }
    assert_eq!(looks.keys().copied().collect::<Vec<_>>(), simulation.addresses());
    assert!(looks.values().all(|looks| looks == &[false, true]), "{looks:?}");
    for event in &events {
        if let ScanEvent::Found { address, reading, full: true } = event {
            let truth = simulation.truth(*address).unwrap();
            assert_eq!(reading.mac(), Some(truth.mac));
            assert!(reading.summary.is_some(), "the second report has what the first one had");
            assert_eq!(simulation.talks(*address).unwrap().overlap, 1);
        }
    }
}

#[tokio::test]
async fn an_address_that_refuses_is_asked_once_and_says_nothing() {
    let (outcome, events) = events("127.22.11.0/24", ScanOptions::default()).await;
    assert_eq!((outcome.done, outcome.found, outcome.unreadable), (254, 0, 0));
    assert!(events.iter().all(|event| matches!(event, ScanEvent::Progress { .. })), "{events:?}");
}

#[tokio::test]
async fn without_details_one_connection_a_machine_is_enough() {
    let simulation = simulated([127, 22, 12, 1], 4).await;
    let options = ScanOptions { details: None, ..ScanOptions::default() };
    let (_, events) = events("127.22.12.1-8", options).await;
    assert_eq!(found(&events).len(), 4);
    for address in simulation.addresses() {
        let talks = simulation.talks(address).unwrap();
        assert!(talks.connections == 1 || talks.commands[0].contains('+'), "{talks:?}");
    }
}

#[tokio::test]
async fn rows_come_while_the_scan_still_waits_for_others() {
    // One machine answers, another holds its connection until the test has seen the first.
    let answering = simulated([127, 22, 13, 1], 1).await;
    let (seen, mut wait) = tokio::sync::mpsc::unbounded_channel();
    let holding = Scripted::start_at(([127, 22, 13, 2], 4028).into(), |_| vec![Step::Hold]).await;
    let cancel = CancellationToken::new();
    let job = tokio::spawn({
        let cancel = cancel.clone();
        let targets = RangeSet::parse("127.22.13.1-2").unwrap();
        async move { scan(targets, ScanOptions::default(), &miners(), cancel, |event| seen.send(event).unwrap()).await }
    });
    let first = async {
        loop {
            if let Some(ScanEvent::Found { address, full: true, .. }) = wait.recv().await {
                break address;
            }
        }
    };
    let address = tokio::time::timeout(LONG, first).await.expect("the row did not come");
    assert_eq!(address, answering.addresses()[0]);
    assert!(!job.is_finished(), "{} has not answered", holding.address);
    cancel.cancel();
    assert!(job.await.unwrap().cancelled);
}

#[tokio::test]
async fn a_cancel_stops_within_a_tenth_of_a_second_and_gives_every_socket_back() {
    let mut machines = Vec::new();
    for last in 1..=60 {
        machines.push(Scripted::start_at(([127, 22, 14, last], 4028).into(), |_| vec![Step::Hold]).await);
    }
    let miners = miners();
    let cancel = CancellationToken::new();
    let job = tokio::spawn({
        let (miners, cancel) = (miners.clone(), cancel.clone());
        let targets = RangeSet::parse("127.22.14.1-60").unwrap();
        async move { scan(targets, ScanOptions::default(), &miners, cancel, |_| {}).await }
    });
    while machines.iter().any(|machine| machine.requests().is_empty()) {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert!(miners.budget().available() < miners.budget().size());
    let start = Instant::now();
    cancel.cancel();
    let outcome = job.await.unwrap();
    assert!(start.elapsed() < Duration::from_millis(100), "{:?}", start.elapsed());
    assert!(outcome.cancelled);
    // Dropped tasks end on their own threads, a moment later.
    let all_back = async {
        while miners.budget().available() < miners.budget().size() || miners.remembered() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LONG, all_back).await.expect("sockets were not given back");
}

#[tokio::test]
async fn progress_goes_up_to_the_total_and_not_too_often() {
    let _simulation = simulated([127, 22, 15, 1], 50).await;
    let start = Instant::now();
    let (outcome, events) = events("127.22.15.0/24, 127.22.16.0/22", ScanOptions::default()).await;
    let took = start.elapsed();
    let progress: Vec<[usize; 3]> = events
        .iter()
        .filter_map(|event| match event {
            ScanEvent::Progress { done, total, found } => Some([*done, *total, *found]),
            ScanEvent::Found { .. } | ScanEvent::Unreadable { .. } => None,
        })
        .collect();
    assert!(progress.is_sorted());
    assert_eq!(progress.last(), Some(&[outcome.total, outcome.total, 50]));
    assert!(progress.len() as f64 <= 2.0 + took.as_secs_f64() * 30.0, "{} in {took:?}", progress.len());
}

#[tokio::test]
async fn no_more_connections_at_once_than_asked_for() {
    let counter = Counter::default();
    let mut machines = Vec::new();
    for last in 1..=20 {
        let counter = counter.clone();
        let script = move |_: &str| counter.visit();
        machines.push(Scripted::start_at(([127, 22, 20, last], 4028).into(), script).await);
    }
    let options = ScanOptions { in_flight: Some(3), details: None, ..ScanOptions::default() };
    events("127.22.20.1-20", options).await;
    let most = counter.most();
    assert!((1..=3).contains(&most), "{most}");
}

/// Counts how many scripts run at one time; each waits a little, so that they would overlap if they could.
#[derive(Clone, Debug, Default)]
struct Counter(std::sync::Arc<std::sync::Mutex<Vec<(Instant, Instant)>>>);

impl Counter {
    const VISIT: Duration = Duration::from_millis(20);

    fn visit(&self) -> Vec<Step> {
        let now = Instant::now();
        self.0.lock().unwrap().push((now, now + Self::VISIT));
        vec![Step::Wait(Self::VISIT), Step::Send(br#"{"STATUS":"E","Code":14,"Msg":"invalid cmd"}"#.to_vec())]
    }

    /// The most visits that were going on when one began.
    fn most(&self) -> usize {
        let visits = self.0.lock().unwrap();
        let at = |moment: Instant| visits.iter().filter(|(from, to)| (*from..*to).contains(&moment)).count();
        visits.iter().map(|(from, _)| at(*from)).max().unwrap_or(0)
    }
}

#[tokio::test]
async fn what_answers_but_is_no_machine_is_reported_with_its_words() {
    let web = Scripted::start_at(([127, 22, 21, 1], 4028).into(), |_| say("HTTP/1.1 400 Bad Request\r\n\r\n")).await;
    let (outcome, events) = events("127.22.21.1-3", ScanOptions::default()).await;
    assert_eq!((outcome.found, outcome.unreadable), (0, 1));
    let other = events.iter().find_map(|event| match event {
        ScanEvent::Unreadable { address, failure: Failure::OtherDevice { words } } => Some((*address, words.clone())),
        ScanEvent::Unreadable { .. } | ScanEvent::Found { .. } | ScanEvent::Progress { .. } => None,
    });
    let (address, words) = other.expect("nothing was reported");
    assert_eq!(address, web.address);
    assert!(words.contains("Bad Request"));
}

#[tokio::test]
async fn machines_in_trouble_cost_their_own_rows_only() {
    let simulation = simulated([127, 22, 22, 1], 12).await;
    let addresses = simulation.addresses();
    let unreadable = [Fault::Empty, Fault::ResetBefore, Fault::OtherDevice, Fault::NotJson, Fault::Deep];
    for (address, fault) in addresses.iter().zip(unreadable) {
        simulation.set_fault(*address, fault);
    }
    let readable = [Fault::CutOff, Fault::BtminerDown, Fault::Split];
    for (address, fault) in addresses[unreadable.len()..].iter().zip(readable) {
        simulation.set_fault(*address, fault);
    }
    let (outcome, events) = events(&simulation.range(), ScanOptions::default()).await;
    assert_eq!(outcome.found + outcome.unreadable, addresses.len(), "{outcome:?}");
    for (address, fault) in addresses.iter().zip(unreadable) {
        let is_reported = events
            .iter()
            .any(|event| matches!(event, ScanEvent::Unreadable { address: reported, .. } if reported == address));
        assert!(is_reported, "{fault}");
    }
}

#[tokio::test]
async fn a_patience_that_is_held_fast_stays() {
    let _simulation = simulated([127, 22, 23, 1], 20).await;
    let fixed = Duration::from_millis(700);
    let (outcome, _) = events("127.22.23.1-30", ScanOptions::default().with_timeout(fixed)).await;
    assert_eq!(outcome.timeout, fixed);
}

#[tokio::test]
async fn patience_follows_a_fast_network_down_to_its_bound() {
    let _simulation = simulated([127, 22, 24, 1], 30).await;
    let options = ScanOptions::default();
    let bounds = options.timeout_bounds.clone();
    let first = options.first_timeout;
    let (outcome, _) = events("127.22.24.1-40", options).await;
    assert!(outcome.timeout < first && bounds.contains(&outcome.timeout), "{:?}", outcome.timeout);
}

#[tokio::test]
async fn an_empty_range_ends_at_once() {
    let (outcome, events) = events("", ScanOptions { details: Some(ReadPlan::FULL), ..ScanOptions::default() }).await;
    assert_eq!((outcome.done, outcome.total), (0, 0));
    assert!(events.len() <= 1);
}
