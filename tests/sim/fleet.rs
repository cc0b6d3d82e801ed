//! A fleet as a whole: it starts, obeys, moves on in time, and is the same every time.

use super::ask::{ask, command, one, options};
use rackhand::{
    net::RangeSet,
    sim::{Fault, FaultPlan, Mix, SimOptions, Simulation},
};
use std::{
    collections::BTreeSet,
    net::{Ipv4Addr, SocketAddr},
};
use tokio::net::TcpStream;

#[tokio::test]
async fn a_classic_machine_answers_every_readable_command() {
    let (fleet, address) = one(1, "m50-2023").await;
    let asked = ["summary", "pools", "edevs", "devs", "devdetails", "get_psu", "get_version", "status"];
    for name in asked {
        let reply = command(address, name).await;
        assert!(reply["STATUS"] == "S" || reply["STATUS"][0]["STATUS"] == "S", "{name}: {reply}");
    }
    assert_eq!(command(address, "summary+status").await["Code"], 45, "only the mining program's commands join");
    assert_eq!(command(address, "coin").await["Code"], 14);

    let talks = fleet.talks(address).unwrap();
    assert_eq!(talks.commands[..asked.len()], asked);
    assert_eq!((talks.connections as usize, talks.overlap), (talks.commands.len(), 1));
}

#[tokio::test]
async fn requests_may_use_either_key_and_any_ending() {
    let (_fleet, address) = one(2, "m50-2023").await;
    for request in ["{\"command\":\"status\"}", "{\"cmd\": \"status\"}\n", "{\"cmd\":\"status\"}\0"] {
        let reply = String::from_utf8(ask(address, request.as_bytes()).await.unwrap()).unwrap();
        assert!(reply.contains("\"Code\":131"), "{request:?}: {reply}");
    }
}

#[tokio::test]
async fn overlapping_connections_are_noticed() {
    let (fleet, address) = one(3, "m50-2023").await;
    assert!(fleet.set_fault(address, Fault::KeepsOpen));
    let mut held = Vec::new();
    for n in 1..=3 {
        held.push(TcpStream::connect(address).await.unwrap());
        while fleet.talks(address).unwrap().connections < n {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(fleet.talks(address).unwrap().overlap, 3);
}

#[tokio::test]
async fn a_machine_can_fall_ill_go_down_and_move() {
    let fleet = Simulation::start(options(4, 2)).await.unwrap();
    let (first, second) = (fleet.addresses()[0], fleet.addresses()[1]);

    let whole = fleet.truth(first).unwrap();
    assert!(fleet.set_fault(first, Fault::BoardMissing));
    assert_eq!(fleet.truth(first).unwrap().boards.len() + 1, whole.boards.len());
    assert!(fleet.set_fault(first, None));
    assert_eq!(fleet.truth(first).unwrap().boards.len(), whole.boards.len());

    let mac = fleet.truth(second).unwrap().mac;
    fleet.set_down(second, true).await.unwrap();
    assert!(TcpStream::connect(second).await.is_err());
    fleet.set_down(second, false).await.unwrap();
    assert!(TcpStream::connect(second).await.is_ok());

    let elsewhere = SocketAddr::from((Ipv4Addr::new(127, 23, 4, 99), second.port()));
    fleet.move_machine(second, elsewhere).await.unwrap();
    assert!(TcpStream::connect(second).await.is_err());
    assert_eq!(command(elsewhere, "get_miner_info").await["Msg"]["mac"], mac.to_string());
    assert_eq!(fleet.addresses(), [first, elsewhere]);

    fleet.stop().await;
    assert!(TcpStream::connect(first).await.is_err());
}

#[tokio::test]
async fn going_down_cuts_connections_that_are_open() {
    let (fleet, address) = one(5, "m50-2023").await;
    assert!(fleet.set_fault(address, Fault::Silence));
    let waiting = tokio::spawn(async move { ask(address, b"{\"cmd\":\"summary\"}").await });
    while fleet.talks(address).unwrap().commands.is_empty() {
        tokio::task::yield_now().await;
    }
    fleet.set_down(address, true).await.unwrap();
    // Closed or reset, but no longer waiting.
    assert!(waiting.await.unwrap().unwrap_or_default().is_empty());
}

#[tokio::test]
async fn the_same_seed_is_the_same_fleet() {
    // What a fleet is, without what moves.
    async fn identity(network: u8, seed: u64) -> Vec<String> {
        let faults = FaultPlan::parse("board-missing:10%,delay:3").unwrap();
        let fleet =
            Simulation::start(SimOptions { seed, faults, mix: Mix::demo(), ..options(network, 60) }).await.unwrap();
        let describe = |address: &SocketAddr| {
            let truth = fleet.truth(*address).unwrap();
            format!("{} {} {:?} {:?}", truth.profile, truth.mac, truth.pools, fleet.faults(*address))
        };
        fleet.addresses().iter().map(describe).collect()
    }
    let first = identity(6, 11).await;
    assert_eq!(first, identity(7, 11).await);
    assert_ne!(first, identity(8, 12).await);
    let macs: BTreeSet<&str> = first.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(macs.len(), first.len(), "every machine has a MAC address of its own");
}

#[tokio::test]
async fn the_range_text_is_the_fleet() {
    let fleet = Simulation::start(options(9, 5)).await.unwrap();
    let range = RangeSet::parse(&fleet.range()).unwrap();
    let covered: BTreeSet<SocketAddr> = range.iter().collect();
    assert_eq!(covered.into_iter().collect::<Vec<_>>(), fleet.addresses());
}

#[tokio::test]
async fn only_loopback_is_simulated() {
    let base = Ipv4Addr::new(192, 168, 1, 1);
    let error = Simulation::start(SimOptions { base, ..options(51, 1) }).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    assert!(error.to_string().contains("loopback"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_machines_start_and_answer() {
    const MINERS: usize = 2_000;
    let options = SimOptions { v3_port: None, record: false, mix: Mix::every(), ..options(60, MINERS) };
    let fleet = Simulation::start(options).await.unwrap();
    let addresses = fleet.addresses();
    assert_eq!(addresses.len(), MINERS);
    for some in addresses.chunks(200) {
        let asked: Vec<_> =
            some.iter().map(|address| tokio::spawn(ask(*address, b"{\"cmd\":\"get_version\"}"))).collect();
        for reply in asked {
            let reply = String::from_utf8(reply.await.unwrap().unwrap()).unwrap();
            assert!(reply.contains("fw_ver"), "{reply}");
        }
    }
}

/// A program that ends with the test.
#[cfg(target_os = "linux")]
struct Running(std::process::Child);

#[cfg(target_os = "linux")]
impl Drop for Running {
    fn drop(&mut self) {
        let _ended = self.0.kill().and_then(|()| self.0.wait());
    }
}

/// Ten thousand machines in less than 300 MB, measured from outside in a process of their own. Where the system does
/// not give so many file descriptors (two a machine at most), fewer machines must take proportionally less.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_machine_takes_little_memory() {
    use std::{
        io::{BufRead as _, BufReader},
        process::{Command, Stdio},
    };

    const BYTES_PER_MACHINE: u64 = 300_000_000 / 10_000;
    let (_, descriptors) = rlimit::getrlimit(rlimit::Resource::NOFILE).unwrap();
    let miners = (descriptors / 2).saturating_sub(100).clamp(500, 10_000);
    let simulate = Command::new(env!("CARGO_BIN_EXE_rackhand"))
        .args(["simulate", "--base", "127.23.61.1", "--profile", "every", "--miners", &miners.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut simulate = Running(simulate.unwrap());
    let mut range = String::new();
    BufReader::new(simulate.0.stdout.take().unwrap()).read_line(&mut range).unwrap();
    let addresses: Vec<SocketAddr> = RangeSet::parse(range.trim()).unwrap().iter().collect();
    // Some have been asked, so that what asking leaves behind is counted too. Between networks nobody listens.
    let mut answers = 0_u64;
    for address in addresses.iter().step_by(50) {
        answers += u64::from(ask(*address, b"{\"cmd\":\"summary+pools+edevs\"}").await.is_ok());
    }
    assert!(answers >= miners / 60, "{answers} answered");
    let status = std::fs::read_to_string(format!("/proc/{}/status", simulate.0.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes * 1_024 < BYTES_PER_MACHINE * miners, "{miners} machines took {kilobytes} kB");
    println!("{miners} machines took {kilobytes} kB");
}
