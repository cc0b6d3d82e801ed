//! A scan on a computer that has almost no sockets. Alone in its file, because the limit is the whole process's.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use rackhand::{
    net::{Budget, Miners, MinersOptions, RangeSet, ScanEvent, ScanOptions, scan},
    sim::SimOptions,
};
use rlimit::Resource;
use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

const MACHINES: usize = 40;
const SOCKETS: usize = 12;

/// Machines in a process of their own, which has sockets.
struct Machines(Child);

impl Machines {
    /// Every machine answers late, so that connections pile up.
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_rackhand"))
            .args(["simulate", "--base", "127.39.30.1", "--faults", "delay:100%", "--miners", &MACHINES.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut said).unwrap();
        Self(process)
    }
}

impl Drop for Machines {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[tokio::test]
async fn without_sockets_the_scan_goes_slower_and_misses_nothing() {
    let _machines = Machines::start();
    let (_, hard) = Resource::NOFILE.get().unwrap();
    Resource::NOFILE.set(256, hard).unwrap();
    let mut taken: Vec<File> = std::iter::from_fn(|| File::open("/dev/null").ok()).collect();
    taken.truncate(taken.len() - SOCKETS);

    let targets = RangeSet::parse(&format!("127.39.30.1-{}", MACHINES + 10)).unwrap();
    let miners = Miners::new(MinersOptions::default(), Budget::new(1000));
    let options = ScanOptions { details: None, ..ScanOptions::default() };
    let mut unreadable = Vec::new();
    let start = Instant::now();
    let outcome = scan(targets, options, &miners, CancellationToken::new(), |event| {
        if let ScanEvent::Unreadable { address, failure } = event {
            unreadable.push((address, failure));
        }
    })
    .await;
    let rounds = (MACHINES / SOCKETS) as u32;
    assert!(start.elapsed() >= SimOptions::default().delay * rounds, "the sockets did not run out");
    assert_eq!(outcome.found, MACHINES, "{outcome:?}");
    assert!(unreadable.is_empty(), "{unreadable:?}");
    assert!(outcome.not_asked.is_empty(), "{outcome:?}");
}
