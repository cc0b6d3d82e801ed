//! `rackhand api-setup`: which machines can be written to, and what to do where they can't.

use super::{
    Outcome, Streams,
    act::{identity, shown_address},
    args::{ApiSetupArgs, ReadFormat},
    failure::CliError,
    gather::Run,
    interrupt::Interrupts,
    output::empty_table,
    scan, secrets,
    targets::Targets,
};
use crate::{
    engine::{
        Event, Request,
        batch::{Access, Passwords},
    },
    fleet::{Column, Context, Machine, Wording},
    protocol::units::Mac,
};
use jiff::Timestamp;
use std::{collections::BTreeMap, io, net::SocketAddr, thread, time::Duration};

/// The pause between two looks of `--watch`.
const PAUSE: Duration = Duration::from_secs(10);

/// What was found, by address.
type States = BTreeMap<SocketAddr, (Option<Mac>, Access)>;

/// Looks once, or until all are ready.
pub(super) fn run(args: &ApiSetupArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let targets = Targets::of(&args.targets)?;
    let filter = scan::filter(args.filter.as_deref())?;
    let passwords = secrets::passwords(&args.password)?;
    let run = Run::start_acting(&args.targets)?;
    let interrupts = Interrupts::watch();
    interrupts.forgive_one();
    let gathered = scan::scan(&run, targets.ranges, scan::options(&args.targets))?;
    let (now, wording) = (Timestamp::now(), Wording::plain());
    let context = Context { now, wording: &wording };
    let passes = |machine: &&Machine| filter.passes(machine, Column::ALL, &context);
    let mut machines: Vec<_> =
        gathered.fleet.iter().filter(passes).map(|machine| (machine.address, machine.mac)).collect();
    let silent = targets.named.iter().filter(|address| gathered.fleet.at(**address).is_none());
    machines.extend(silent.map(|address| (*address, None)));
    machines.sort_unstable_by_key(|(address, _)| *address);
    if gathered.interrupted || machines.is_empty() {
        gathered.tell_missed(&targets.named, streams)?;
        return Ok(Outcome::SomeDidNot);
    }
    let mut states = States::new();
    loop {
        let (found, interrupted) = look(&run, &machines, &passwords)?;
        let news: States = found.into_iter().filter(|(address, state)| states.get(address) != Some(state)).collect();
        let has_news = !news.is_empty();
        if has_news {
            write(&news, args.format, streams).map_err(CliError::Output)?;
            // The count stands below what it counts.
            streams.out.flush().map_err(CliError::Output)?;
        }
        states.extend(news);
        let ready = states.values().filter(|(_, access)| *access == Access::Ready).count();
        if has_news {
            writeln!(streams.err, "{ready} of {} ready", machines.len()).map_err(CliError::Output)?;
        }
        let all_ready = ready == machines.len();
        if all_ready || interrupted || !args.watch {
            return Ok(if all_ready { Outcome::AllAnswered } else { Outcome::SomeDidNot });
        }
        interrupts.forgive_none();
        thread::sleep(PAUSE);
        interrupts.forgive_one();
    }
}

/// One look at all machines, and whether it was interrupted.
fn look(run: &Run, machines: &[(SocketAddr, Option<Mac>)], passwords: &Passwords) -> Result<(States, bool), CliError> {
    let ours = run.new_job();
    let macs: BTreeMap<_, _> = machines.iter().copied().collect();
    run.send(Request::CheckAccess { job: ours, machines: machines.to_vec(), passwords: passwords.clone() });
    run.send(Request::CancelOnInterrupt(ours));
    let mut states = States::new();
    loop {
        match run.next()? {
            Event::AccessFound { job, found } if job == ours => {
                let with_mac = |(address, access)| (address, (macs.get(&address).copied().flatten(), access));
                states.extend(found.into_iter().map(with_mac));
            }
            Event::JobFinished { job, cancelled, .. } if job == ours => return Ok((states, cancelled)),
            Event::Trouble(trouble) => return Err(CliError::Trouble(trouble)),
            _ => {}
        }
    }
}

fn write(states: &States, format: ReadFormat, streams: &mut Streams<'_>) -> io::Result<()> {
    if format == ReadFormat::Json {
        return states.iter().try_for_each(|(address, (mac, access))| {
            let mut object = identity(*address, mac.map(|mac| mac.to_string()));
            object.insert("state".to_owned(), name(access).into());
            object.insert("todo".to_owned(), todo(access).into());
            writeln!(streams.out, "{}", serde_json::Value::from(object))
        });
    }
    let mut table = empty_table(streams.terminal);
    table.set_header(["IP", "MAC", "State", "What to do"]);
    for (address, (mac, access)) in states {
        let mac = mac.map_or_else(|| "–".to_owned(), |mac| mac.to_string());
        table.add_row([shown_address(*address), mac, name(access).to_owned(), todo(access).unwrap_or_default()]);
    }
    table.lines().try_for_each(|line| writeln!(streams.out, "{}", line.trim_end()))
}

/// `access-switch-off` as a word of the command line.
fn name(access: &Access) -> &'static str {
    access.key().trim_start_matches("access-")
}

/// What a technician does next; nothing where a machine is ready.
fn todo(access: &Access) -> Option<String> {
    Some(match access {
        Access::Ready => return None,
        Access::SwitchOff => "in WhatsMinerTool: Remote Ctrl, Miner API Switch, Enable, OK".to_owned(),
        Access::FactoryPassword => {
            "in WhatsMinerTool: tab Password, account admin, old password admin, a new one of at \
                                    most eight letters, digits or underscores, Start Update; then Remote Ctrl, Miner \
                                    API Switch, Enable, OK"
                .to_owned()
        }
        Access::WrongPassword => "tell Rackhand its password: rackhand passwords set NAME --scope RANGES".to_owned(),
        Access::NoApi => {
            "look at its power, cable and address; a machine that has just started takes a minute".to_owned()
        }
        Access::Unknown(failure) => format!("look again; {failure}"),
    })
}
