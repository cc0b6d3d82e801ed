//! What came of it, machine by machine: lines for people, or one JSON object a machine and line.

use super::{Step, Task, steps::Plan, watch::Ended};
use crate::{
    cli::{Streams, args::ReadFormat, output::empty_table},
    engine::{
        Outcome, OutcomeKind,
        batch::{Note, Remark},
    },
    fleet::{format, intent::Change},
    gui::remark,
    net::DEFAULT_PORT,
    protocol::units::Mac,
    words::{Arg, Language, Words},
};
use serde_json::{Map, Value, json};
use std::{io, net::SocketAddr};

/// One line of the result.
pub(super) struct Row {
    address: SocketAddr,
    mac: Option<Mac>,
    pub(super) outcome: Outcome,
}

/// The address as people write it: without the usual port.
pub(in crate::cli) fn shown_address(address: SocketAddr) -> String {
    if address.port() == DEFAULT_PORT { address.ip().to_string() } else { address.to_string() }
}

/// `ip`, `port` where it is not the usual one, and `mac`: how every object of the acting commands begins.
pub(in crate::cli) fn identity(address: SocketAddr, mac: Option<String>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("ip".to_owned(), address.ip().to_string().into());
    if address.port() != DEFAULT_PORT {
        object.insert("port".to_owned(), address.port().into());
    }
    object.insert("mac".to_owned(), mac.into());
    object
}

/// Every machine with its outcome; the outcomes are those of the machines that were in the batch, in their order.
pub(super) fn rows(steps: &[Step], outcomes: &[Outcome]) -> Vec<Row> {
    let mut outcomes = outcomes.iter();
    let mut of = |step: &Step| match step.plan {
        Plan::Silent => silent(),
        Plan::Tell(_) | Plan::Skip(_) => outcomes.next().cloned().unwrap_or_else(silent),
    };
    steps.iter().map(|step| row(step, of(step))).collect()
}

/// The outcomes where nobody can be told anything, so that there is no batch.
pub(super) fn without_sending(steps: &[Step]) -> Vec<Row> {
    let of = |step: &Step| match &step.plan {
        Plan::Skip(reason) => Outcome::new(OutcomeKind::Skipped, reason.clone()),
        Plan::Tell(_) | Plan::Silent => silent(),
    };
    steps.iter().map(|step| row(step, of(step))).collect()
}

fn row(step: &Step, outcome: Outcome) -> Row {
    Row { address: step.address, mac: step.mac, outcome }
}

fn silent() -> Outcome {
    Outcome::new(OutcomeKind::Unreachable, Note::Silent)
}

/// Prints the results.
pub(super) fn print(task: &Task<'_>, rows: &[Row], streams: &mut Streams<'_>) -> io::Result<()> {
    let lines = rows.iter().map(|row| Line {
        address: row.address,
        mac: row.mac,
        outcome: Some(row.outcome.kind),
        remark: &row.outcome.remark,
        moved_to: row.outcome.moved_to,
        changes: None,
    });
    write(task, &lines.collect::<Vec<_>>(), streams)
}

/// Prints what would be done.
pub(super) fn planned(task: &Task<'_>, steps: &[Step], streams: &mut Streams<'_>) -> io::Result<()> {
    let lines = steps.iter().map(|step| {
        let (outcome, remark, changes) = match &step.plan {
            Plan::Tell(planned) => (None, &Remark::Nothing, Some(planned.changes.as_slice())),
            Plan::Skip(reason) => (Some(OutcomeKind::Skipped), reason, None),
            Plan::Silent => (Some(OutcomeKind::Unreachable), &Remark::Note(Note::Silent), None),
        };
        Line { address: step.address, mac: step.mac, outcome, remark, moved_to: None, changes }
    });
    write(task, &lines.collect::<Vec<_>>(), streams)
}

/// What is printed of one machine.
struct Line<'a> {
    address: SocketAddr,
    mac: Option<Mac>,
    /// `None`: it is planned.
    outcome: Option<OutcomeKind>,
    remark: &'a Remark,
    moved_to: Option<SocketAddr>,
    changes: Option<&'a [Change]>,
}

impl Line<'_> {
    /// In every language the word that options and `journal` take.
    fn outcome_name(&self) -> &'static str {
        self.outcome.map_or("planned", OutcomeKind::name)
    }
}

fn write(task: &Task<'_>, lines: &[Line<'_>], streams: &mut Streams<'_>) -> io::Result<()> {
    if task.care.format == ReadFormat::Json {
        return lines.iter().try_for_each(|line| writeln!(streams.out, "{}", object(task, line)));
    }
    // For people, so in the language of the system; a machine's own words stay as they are.
    let words = Words::new(Language::from_system());
    let mut table = empty_table(streams.terminal);
    table.set_header(["IP", "MAC", words.text("cli-outcome"), words.text("cli-message")]);
    for line in lines {
        let mac = line.mac.map_or_else(|| "–".to_owned(), |mac| mac.to_string());
        let moved =
            line.moved_to.map(|address| words.with("batch-moved", &[("address", Arg::Text(&shown_address(address)))]));
        let message = [remark(&words, line.remark), moved.unwrap_or_default()];
        let message: Vec<&str> = message.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        table.add_row([shown_address(line.address), mac, line.outcome_name().to_owned(), message.join("; ")]);
    }
    table.lines().try_for_each(|line| writeln!(streams.out, "{}", line.trim_end()))
}

fn object(task: &Task<'_>, line: &Line<'_>) -> Value {
    let mut object = identity(line.address, line.mac.map(|mac| mac.to_string()));
    object.insert("command".to_owned(), task.kind.name().into());
    object.insert("outcome".to_owned(), line.outcome_name().into());
    let message = Some(line.remark.to_string()).filter(|message| !message.is_empty());
    object.insert("message".to_owned(), message.into());
    if let Some(address) = line.moved_to {
        object.insert("moved_to".to_owned(), shown_address(address).into());
    }
    if let Some(changes) = line.changes {
        let changes =
            changes.iter().map(|change| json!({ "parameter": change.parameter, "old": change.old, "new": change.new }));
        object.insert("changes".to_owned(), changes.collect());
    }
    object.into()
}

/// One line for people about all of it.
pub(super) fn sum_up(rows: &[Row], ended: &Ended, streams: &mut Streams<'_>) -> io::Result<()> {
    let count = |kind: OutcomeKind| rows.iter().filter(|row| row.outcome.kind == kind).count();
    let counts = OutcomeKind::ALL.into_iter().map(|kind| (count(kind), kind.name())).filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, name)| format!("{} {name}", format::number(count as f64, 0))).collect();
    let stopped = if ended.cancelled { ", stopped before the end" } else { "" };
    writeln!(streams.err, "{} in {:.1} s{stopped}", counts.join(", "), ended.took.as_secs_f64())
}
