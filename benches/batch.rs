//! How fast a simple command goes to five thousand simulated machines and is read back, beside its limit. See
//! `README.md` beside this file.
#![expect(clippy::print_stdout, reason = "its output is the result")]

use rackhand::{
    engine::{
        BatchOptions, BatchPlan, Engine, EngineOptions, Event, OutcomeKind, Request, VaultChoice,
        batch::{BatchStep, Passwords, Work},
    },
    net::{Budget, RangeSet},
    protocol::{Command, CommandKind},
    sim::{Mix, SimOptions, Simulation},
    store::Folder,
};
use std::{
    error::Error,
    fs,
    io::{BufRead as _, BufReader, Read as _},
    net::{Ipv4Addr, SocketAddr},
    process::{self, Stdio},
    sync::{Arc, mpsc::Receiver},
    time::Instant,
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const MACHINES: usize = 5_000;
const AT_ONCE: usize = 500;
/// Machines a second that are to be told, with everything in the journal and read back.
const LIMIT: f64 = 1_000.0;
/// Machines of the batch that shows what every batch takes: enough for all places.
const FEW: usize = 1_000;
/// What each further machine may take, in bytes: its line of the plan, where it is, and its line of the journal on the way
/// to the disk. What is under way at once does not grow with the plan.
const MEMORY_LIMIT: f64 = 2_048.0;

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("machines"), _) => serve(),
        (Some("memory"), Some(range)) => {
            tell_twice(&RangeSet::parse(&range)?.iter().collect::<Vec<_>>(), false, |_, _| {})?;
            println!("{}", highest_memory().unwrap_or_default());
            Ok(())
        }
        _ => measure(),
    }
}

/// Serves machines until the input ends. Their addresses are its first line, once they answer.
fn serve() -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    Budget::raise_limit();
    let base = Ipv4Addr::new(127, 30, 0, 1);
    let options = SimOptions { miners: MACHINES, base, mix: Mix::parse("m50-2024")?, ..SimOptions::default() };
    let simulation = runtime.block_on(Simulation::start(options))?;
    println!("{}", simulation.addresses().into_iter().collect::<RangeSet>());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn measure() -> Outcome {
    let this = std::env::current_exe()?;
    let mut machines =
        process::Command::new(&this).arg("machines").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut range = String::new();
    if let Some(output) = machines.stdout.take() {
        BufReader::new(output).read_line(&mut range)?;
    }
    let addresses: Vec<SocketAddr> = RangeSet::parse(&range)?.iter().collect();
    tell_twice(&addresses, true, |name, rate| {
        let ratio = LIMIT / rate;
        println!(
            "set_led to {MACHINES} machines, {AT_ONCE} at once, {name}: {rate:.0}/s, limit {LIMIT}/s, ratio {ratio:.2}"
        );
    })?;
    // Without reading back: how many are read back at once depends on the moment, and only their number in all is bounded.
    let memory = |machines: &[SocketAddr]| -> Outcome<f64> {
        let range = machines.iter().copied().collect::<RangeSet>().to_string();
        let output = process::Command::new(&this).args(["memory", &range]).output()?;
        Ok(String::from_utf8(output.stdout)?.trim().parse()?)
    };
    let (few, all) = (memory(&addresses[..FEW])?, memory(&addresses)?);
    let each = (all - few) / (MACHINES - FEW) as f64;
    println!(
        "memory at its highest: {:.1} MB for {FEW} machines, {:.1} MB for {MACHINES}: {each:.0} B a machine more, limit \
         {MEMORY_LIMIT} B, ratio {:.2}",
        few / 1e6,
        all / 1e6,
        each / MEMORY_LIMIT
    );
    drop(machines.stdin.take());
    machines.wait()?;
    Ok(())
}

/// Two batches of one engine: the first makes tokens, the second has them. `report` is given machines a second.
fn tell_twice(machines: &[SocketAddr], read_back: bool, report: impl Fn(&str, f64)) -> Outcome {
    let place = tempfile::tempdir()?;
    let options = EngineOptions { vault: VaultChoice::Memory, ..EngineOptions::in_folder(Folder::at(place.path())) };
    let (engine, events) = Engine::start(options, Arc::new(|| {}))?;
    for (name, color) in [("first time", "red"), ("with tokens", "auto")] {
        let started = Instant::now();
        tell(&engine, &events, machines, color, read_back)?;
        report(name, machines.len() as f64 / started.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Sends the command to all of them and waits until every one of them is read back.
fn tell(engine: &Engine, events: &Receiver<Event>, machines: &[SocketAddr], color: &str, read_back: bool) -> Outcome {
    let command = Command::with(CommandKind::SetLed, &[("mode", color)]).map_err(|errors| format!("{errors:?}"))?;
    let work = Work::Tell(Arc::new(command));
    let step = |address: &SocketAddr| BatchStep { address: *address, mac: None, work: work.clone(), before: None };
    let plan = BatchPlan {
        title: "A bench".to_owned(),
        command: "set_led".to_owned(),
        steps: machines.iter().map(step).collect(),
        options: BatchOptions {
            at_once: AT_ONCE,
            read_back,
            passwords: Passwords::Only(SimOptions::default().password.into()),
            ..BatchOptions::default()
        },
        new_password: None,
    };
    let job = engine.new_job();
    engine.send(Request::Act { job, plan: Box::new(plan) });
    let mut done = 0;
    loop {
        match events.recv()? {
            Event::Batch(news) => {
                done = news.counts.of(if read_back { OutcomeKind::Done } else { OutcomeKind::Accepted });
            }
            Event::JobFinished { .. } => break,
            _ => {}
        }
    }
    assert_eq!(done as usize, machines.len(), "every machine is told, and read back where that is wanted");
    Ok(())
}

/// The most memory that this process has had, in bytes; `None` where the system does not say.
fn highest_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
