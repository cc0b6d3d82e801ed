//! Scanning and refreshing over real sockets, each figure beside its limit. See `README.md` beside this file.
//!
//! Without arguments it starts simulated machines in a process of their own and prints a table. `silent_network.sh`
//! starts it with `machines` and `silent` in two network namespaces.
#![expect(clippy::print_stdout, reason = "its output is the result")]

use rackhand::{
    net::{Budget, Miners, MinersOptions, RangeSet, ReadPlan, ScanEvent, ScanOptions, ScanOutcome, scan},
    sim::{Mix, SimOptions, Simulation},
};
use std::{
    error::Error,
    io::{BufRead as _, BufReader, Read as _},
    net::Ipv4Addr,
    process::{Child, ChildStdin, Command, Stdio},
    time::{Duration, Instant},
};
use tokio::{runtime::Builder, task::JoinSet};
use tokio_util::sync::CancellationToken;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Rounds of which the middle one counts.
const ROUNDS: usize = 5;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["machines", base, count] => runtime.block_on(serve(base.parse()?, count.parse()?)),
        ["silent", range, answering] => runtime.block_on(silent(&RangeSet::parse(range)?, answering.parse()?)),
        _ => runtime.block_on(table()),
    }
}

/// Serves machines until the input ends. Their addresses are its first line, once they answer.
async fn serve(base: Ipv4Addr, miners: usize) -> Outcome {
    Budget::raise_limit();
    let simulation = Simulation::start(SimOptions { miners, base, mix: Mix::every(), ..SimOptions::default() }).await?;
    println!("{}", simulation.addresses().into_iter().collect::<RangeSet>());
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    simulation.stop().await;
    Ok(())
}

/// Machines in a process of their own, which ends with this value.
struct Machines {
    process: Child,
    input: Option<ChildStdin>,
    addresses: RangeSet,
}

impl Machines {
    fn start(base: &str, count: usize) -> Outcome<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(["machines", base, &count.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = process.stdin.take();
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let addresses = RangeSet::parse(&line)?;
        if addresses.len() == count {
            Ok(Self { process, input, addresses })
        } else {
            Err("the machines did not start".into())
        }
    }
}

impl Drop for Machines {
    fn drop(&mut self) {
        self.input = None;
        if let Err(error) = self.process.wait() {
            println!("the machines' process: {error}");
        }
    }
}

/// One line of the result.
struct Figure {
    name: String,
    took: Duration,
    limit: Option<Duration>,
}

impl Figure {
    fn print_all(figures: &[Self]) {
        println!("{:<62} {:>9} {:>9} {:>6}", "figure", "measured", "limit", "ratio");
        for Self { name, took, limit } in figures {
            let seconds = |time: Duration| format!("{:.3} s", time.as_secs_f64());
            let limit_text = limit.map_or("–".to_owned(), seconds);
            let ratio =
                limit.map_or("–".to_owned(), |limit| format!("{:.2}", took.as_secs_f64() / limit.as_secs_f64()));
            println!("{name:<62} {:>9} {limit_text:>9} {ratio:>6}", seconds(*took));
        }
    }
}

/// What one scan gave, and when.
struct Scanned {
    outcome: ScanOutcome,
    /// When the last machine was first seen.
    rows: Duration,
    took: Duration,
}

async fn scanned(targets: &RangeSet, options: ScanOptions) -> Scanned {
    let miners = Miners::new(MinersOptions::default(), Budget::of_this_computer());
    let start = Instant::now();
    let mut rows = Duration::ZERO;
    let sink = |event| {
        if matches!(event, ScanEvent::Found { full: false, .. }) {
            rows = start.elapsed();
        }
    };
    let outcome = scan(targets.clone(), options, &miners, CancellationToken::new(), sink).await;
    Scanned { outcome, rows, took: start.elapsed() }
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

async fn table() -> Outcome {
    let mut figures = scan_of_24().await?;
    figures.push(refresh_of_2000().await?);
    Figure::print_all(&figures);
    Ok(())
}

async fn scan_of_24() -> Outcome<Vec<Figure>> {
    let _machines = Machines::start("127.22.100.1", 254)?;
    let targets = RangeSet::parse("127.22.100.0/24")?;
    let limit = Some(Duration::from_millis(300));
    let (mut rows, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let scanned = scanned(&targets, ScanOptions::default()).await;
        assert_eq!(scanned.outcome.found, targets.len(), "every machine is found");
        rows.push(scanned.rows);
        whole.push(scanned.took);
    }
    Ok(vec![
        Figure { name: "scan of a /24 (254 machines): every row with its figures".into(), took: middle(rows), limit },
        Figure { name: "scan of a /24 (254 machines): every row with all details".into(), took: middle(whole), limit },
    ])
}

async fn refresh_of_2000() -> Outcome<Figure> {
    const MACHINES: usize = 2_000;
    const AT_ONCE: usize = 500;
    let machines = Machines::start("127.22.104.1", MACHINES)?;
    let miners = Miners::new(MinersOptions::default(), Budget::new(AT_ONCE));
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut reads = JoinSet::new();
        for address in machines.addresses.iter() {
            let miners = miners.clone();
            reads.spawn(async move { miners.read(address, &ReadPlan::REFRESH).await.is_ok() });
        }
        let read = reads.join_all().await.into_iter().filter(|is_read| *is_read).count();
        assert_eq!(read, MACHINES, "every machine is read");
        times.push(start.elapsed());
    }
    let limit = Some(Duration::from_secs(2));
    Ok(Figure { name: format!("refresh of {MACHINES} machines, {AT_ONCE} at once"), took: middle(times), limit })
}

/// Scans a range where everything but `answering` addresses is silently dropped.
async fn silent(targets: &RangeSet, answering: usize) -> Outcome {
    let fixed = ScanOptions { in_flight: Some(1_000), ..ScanOptions::default() };
    let patience = fixed.first_timeout;
    let rounds = (targets.len() - answering).div_ceil(1_000) as u32;
    let held = scanned(targets, fixed.with_timeout(patience)).await;
    let default = scanned(targets, ScanOptions::default()).await;
    for scanned in [&held, &default] {
        let outcome = &scanned.outcome;
        println!(
            "{} of {answering} found, {} more can't be read; rows within {:.1} s, patience at the end {:?}",
            outcome.found,
            outcome.unreadable,
            scanned.rows.as_secs_f64(),
            outcome.timeout,
        );
    }
    let name = format!("{} addresses, {answering} answer", targets.len());
    Figure::print_all(&[
        Figure {
            name: format!("{name}: 1000 at once, {patience:?} each"),
            took: held.took,
            limit: Some(rounds * patience),
        },
        Figure { name: format!("{name}: default settings"), took: default.took, limit: Some(Duration::from_secs(30)) },
    ]);
    Ok(())
}
