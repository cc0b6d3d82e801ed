//! `rackhand scan`: finds machines and lists them.

use super::{
    Outcome, Streams,
    args::{ScanArgs, TargetArgs},
    caret::Mistake,
    failure::CliError,
    gather::{Gathered, Run},
    output::{self, Choice},
    targets::Targets,
};
use crate::{
    engine::Request,
    fleet::{Filter, format},
    net::{RangeSet, ScanOptions},
};

/// Scans and prints.
pub(super) fn run(args: &ScanArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let targets = Targets::of(&args.targets)?;
    let choice = Choice::of(args, streams)?;
    let run = Run::start(&args.targets)?;
    let gathered = scan(&run, targets.ranges, options(&args.targets))?;
    output::print(&gathered.fleet, &choice, streams)?;
    gathered.tell_missed(&targets.named, streams)?;
    sum_up(&gathered, streams)?;
    Ok(gathered.outcome(&targets.named))
}

/// How to scan, as far as the command line says.
pub(super) fn options(args: &TargetArgs) -> ScanOptions {
    let usual = ScanOptions { in_flight: args.in_flight.map(|count| count as usize), ..ScanOptions::default() };
    match args.timeout {
        Some(timeout) => usual.with_timeout(timeout),
        None => usual,
    }
}

/// Reads a filter; without one everything passes.
pub(super) fn filter(text: Option<&str>) -> Result<Filter, Mistake> {
    text.map_or_else(
        || Ok(Filter::default()),
        |text| {
            Filter::parse(text).map_err(|error| Mistake {
                what: "filter",
                words: error.to_string(),
                span: error.span,
                text: text.to_owned(),
            })
        },
    )
}

/// Scans for real.
pub(super) fn scan(run: &Run, targets: RangeSet, options: ScanOptions) -> Result<Gathered, CliError> {
    run.gather(|job| Request::Scan { job, targets, options })
}

/// One line for people about what was found.
fn sum_up(gathered: &Gathered, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let fleet = &gathered.fleet;
    let unread = fleet.iter().filter(|machine| machine.contact.failure().is_some()).count();
    let machines = format::number(fleet.len() as f64, 0);
    let noun = if fleet.len() == 1 { "machine" } else { "machines" };
    let took = gathered.took.as_secs_f64();
    let interrupted = if gathered.interrupted { ", interrupted before the end" } else { "" };
    let unread = if unread == 0 { String::new() } else { format!(", {unread} of them could not be read") };
    writeln!(streams.err, "{machines} {noun} in {took:.1} s{unread}{interrupted}").map_err(CliError::Output)
}
