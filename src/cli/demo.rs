//! `rackhand demo`: simulated machines in this process, shown in the window, or as a table where there is no display.

use super::{
    Outcome, Streams,
    args::{DemoArgs, TargetArgs},
    failure::CliError,
    gather::Run,
    output, scan, window,
};
use crate::{
    engine::{DemoOptions, Event, Request},
    net::{RangeSet, ScanOptions},
};
use std::io;

/// Opens the window on the simulated machines, or scans and prints them.
pub(super) fn run(args: &DemoArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let demo = DemoOptions { miners: args.miners, seed: args.seed };
    let why = if window::there_is_a_display() {
        match window::open(args.renderer, Some(demo)) {
            Ok(()) => return Ok(Outcome::AllAnswered),
            Err(error) => error.to_string(),
        }
    } else {
        "there is no display".to_owned()
    };
    writeln!(streams.err, "{why}: here is the simulated fleet as a table").map_err(CliError::Output)?;
    print_table(demo, streams)
}

/// Scans the simulated machines for real. That some of them are broken is the point of them, and no failure.
fn print_table(demo: DemoOptions, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let run = Run::start(&TargetArgs::default())?;
    run.send(Request::StartDemo(demo));
    let range = loop {
        match run.next()? {
            Event::DemoStarted { range } => break range,
            Event::Trouble(trouble) => return Err(CliError::Trouble(trouble)),
            _ => {}
        }
    };
    let targets = RangeSet::parse(&range).map_err(|error| CliError::Simulation(io::Error::other(error)))?;
    let gathered = scan::scan(&run, targets, ScanOptions::default())?;
    output::print(&gathered.fleet, &output::Choice::table(), streams)?;
    Ok(Outcome::AllAnswered)
}
