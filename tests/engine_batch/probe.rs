//! Whether planned addresses are taken: machines are found, nothing is said to them, and silence is free.

use super::support::Bench;
use rackhand::{
    engine::{Event, JobId, Request},
    sim::{SimOptions, Simulation},
};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
};
use tokio::runtime::Runtime;

fn probe(addresses: Vec<SocketAddr>) -> impl FnOnce(JobId) -> Request {
    move |job| Request::ProbeAddresses { job, addresses }
}

/// What was told of a probe, and how many answered.
fn course(bench: &Bench, addresses: Vec<SocketAddr>) -> (BTreeMap<SocketAddr, bool>, u64) {
    let ours = bench.send_job(probe(addresses));
    let mut told = BTreeMap::new();
    loop {
        match bench.next() {
            Event::AddressesProbed { job, probed } if job == ours => told.extend(probed),
            Event::JobFinished { job, found, cancelled, .. } if job == ours => {
                assert!(!cancelled);
                return (told, found);
            }
            _ => {}
        }
    }
}

#[test]
fn what_answers_is_taken_and_hears_nothing() {
    let options = SimOptions { miners: 3, base: Ipv4Addr::new(127, 29, 40, 1), record: true, ..SimOptions::default() };
    let runtime = Runtime::new().unwrap();
    let simulation = runtime.block_on(Simulation::start(options)).unwrap();
    let taken = simulation.addresses();
    let free = (100..110).map(|last| SocketAddr::from(([127, 29, 40, last], taken[0].port())));
    let asked: Vec<_> = taken.iter().copied().chain(free).collect();
    // One socket is enough.
    let bench = Bench::with(|options| options.sockets = Some(1));
    let (told, found) = course(&bench, asked.clone());
    assert_eq!((told.len(), found), (asked.len(), 3));
    for address in asked {
        assert_eq!(told[&address], taken.contains(&address), "{address}");
    }
    assert!(taken.iter().all(|address| simulation.talks(*address).unwrap().commands.is_empty()));
}

/// An address that lets connections wait for ever; what is returned keeps it so.
#[cfg(target_os = "linux")]
fn silent(runtime: &Runtime) -> (SocketAddr, impl Sized) {
    use std::{net::TcpStream, time::Duration};
    let _context = runtime.enter();
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 29, 41, 1], 0))).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
        waiting.push(stream);
        assert!(waiting.len() < 64, "the queue should be full");
    }
    (address, (listener, waiting))
}

#[cfg(target_os = "linux")]
#[test]
fn silence_is_free_and_a_question_can_be_cut_short() {
    let runtime = Runtime::new().unwrap();
    let (address, _kept) = silent(&runtime);
    let bench = Bench::start();
    let ours = bench.send_job(probe(vec![address]));
    bench.wait_for(|event| matches!(event, Event::JobStarted { job, .. } if *job == ours));
    bench.engine.send(Request::Cancel(ours));
    let ended = bench.wait_for(|event| matches!(event, Event::JobFinished { .. }));
    assert!(matches!(ended, Event::JobFinished { cancelled: true, found: 0, .. }), "{ended:?}");
    let (told, found) = course(&bench, vec![address]);
    assert_eq!((told[&address], found), (false, 0));
}
