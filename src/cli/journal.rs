//! `rackhand journal`: what was done to which machines.

use super::{
    Outcome, Streams,
    act::{identity, shown_address},
    args::{ExportFormat, JournalArgs, JournalCommand, JournalFilter, JournalPick, ReadFormat, TargetArgs},
    failure::CliError,
    gather::Run,
    output::empty_table,
};
use crate::engine::{
    Event, OutcomeKind, Request,
    journal::{JournalBatch, JournalEntry, JournalPage, JournalQuery},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Map, Value, json};
use std::io;

/// Does what was asked.
pub(super) fn run(args: &JournalArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let run = Run::start_acting(&TargetArgs::default())?;
    match &args.command {
        None => list(&run, &args.which, streams),
        Some(JournalCommand::List(which)) => list(&run, which, streams),
        Some(JournalCommand::Show { number, which }) => show(&run, *number, which, streams),
        Some(JournalCommand::Export { format, which }) => export(&run, *format, which, streams),
    }
}

fn read(run: &Run, batch: Option<i64>, pick: &JournalPick) -> Result<JournalPage, CliError> {
    let query = JournalQuery {
        batch,
        text: pick.filter.clone(),
        outcome: pick.outcome,
        since: pick.since,
        interrupted_only: false,
        limit: pick.most,
    };
    run.ask(Request::ReadJournal(query), |event| match event {
        Event::Journal(page) => Some(page),
        _ => None,
    })
}

fn list(run: &Run, which: &JournalFilter, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let page = read(run, None, &which.pick)?;
    write_batches(&page.batches, which.format, streams).map_err(CliError::Output)?;
    Ok(Outcome::AllAnswered)
}

fn show(run: &Run, number: i64, which: &JournalFilter, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let page = read(run, Some(number), &which.pick)?;
    let Some(batch) = page.batches.first() else {
        return Err(CliError::Words(format!("the journal has no such batch: {number}")));
    };
    write_entries(batch, &page.entries, which.format, streams).map_err(CliError::Output)?;
    Ok(Outcome::AllAnswered)
}

fn write_batches(batches: &[JournalBatch], format: ReadFormat, streams: &mut Streams<'_>) -> io::Result<()> {
    if format == ReadFormat::Json {
        return batches.iter().try_for_each(|batch| writeln!(streams.out, "{}", object(batch)));
    }
    let mut table = empty_table(streams.terminal);
    table.set_header(["Batch", "Begun", "What", "Machines", "Outcomes"]);
    for batch in batches {
        let mut outcomes = counts(batch).map(|(kind, count)| format!("{count} {}", kind.name())).collect::<Vec<_>>();
        outcomes.extend(state(batch).map(str::to_owned));
        let (number, machines) = (batch.number.to_string(), batch.total.to_string());
        table.add_row([number, local(batch.started), batch.title.clone(), machines, outcomes.join(", ")]);
    }
    table.lines().try_for_each(|line| writeln!(streams.out, "{}", line.trim_end()))
}

fn write_entries(
    batch: &JournalBatch,
    entries: &[JournalEntry],
    format: ReadFormat,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    if format == ReadFormat::Json {
        return entries.iter().try_for_each(|entry| writeln!(streams.out, "{}", line(batch, entry)));
    }
    writeln!(streams.err, "batch {} of {}: {}", batch.number, local(batch.started), batch.title)?;
    let mut table = empty_table(streams.terminal);
    table.set_header(["IP", "MAC", "Command", "Outcome", "Message", "At"]);
    for entry in entries {
        table.add_row([
            shown_address(entry.address),
            entry.mac.clone().unwrap_or_else(|| "–".to_owned()),
            entry.command.clone(),
            entry.outcome.map_or("–", OutcomeKind::name).to_owned(),
            entry.words.clone(),
            entry.at.map_or_else(|| "–".to_owned(), local),
        ]);
    }
    table.lines().try_for_each(|line| writeln!(streams.out, "{}", line.trim_end()))
}

/// Every machine of every batch that passes, the oldest batch first.
fn export(run: &Run, format: ExportFormat, pick: &JournalPick, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let batches = read(run, None, pick)?.batches;
    let mut lines = Vec::new();
    for batch in batches.iter().rev() {
        let page = read(run, Some(batch.number), pick)?;
        lines.extend(page.entries.iter().map(|entry| line(batch, entry)));
    }
    match format {
        ExportFormat::Json => lines.iter().try_for_each(|line| writeln!(streams.out, "{line}")),
        ExportFormat::Csv => write_csv(&lines, streams),
    }
    .map_err(CliError::Output)?;
    Ok(Outcome::AllAnswered)
}

/// The fields of an exported machine, in the order of the columns.
const FIELDS: [&str; 10] = ["batch", "started", "title", "ip", "port", "mac", "command", "outcome", "message", "at"];

fn write_csv(lines: &[Value], streams: &mut Streams<'_>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(&mut *streams.out);
    writer.write_record(FIELDS)?;
    for line in lines {
        let cell = |field: &&str| match line.get(*field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        writer.write_record(FIELDS.iter().map(cell))?;
    }
    writer.flush()
}

/// One machine with the batch that it was in.
fn line(batch: &JournalBatch, entry: &JournalEntry) -> Value {
    let mut object = Map::new();
    object.insert("batch".to_owned(), batch.number.into());
    object.insert("started".to_owned(), batch.started.to_string().into());
    object.insert("title".to_owned(), batch.title.as_str().into());
    object.extend(identity(entry.address, entry.mac.clone()));
    object.insert("command".to_owned(), entry.command.as_str().into());
    object.insert("outcome".to_owned(), entry.outcome.map(OutcomeKind::name).into());
    object.insert("message".to_owned(), Some(entry.words.as_str()).filter(|words| !words.is_empty()).into());
    object.insert("at".to_owned(), entry.at.map(|at| at.to_string()).into());
    object.into()
}

fn object(batch: &JournalBatch) -> Value {
    let outcomes: Map<String, Value> = OutcomeKind::ALL
        .into_iter()
        .zip(batch.counts)
        .map(|(kind, count)| (kind.name().to_owned(), count.into()))
        .collect();
    json!({
        "batch": batch.number,
        "title": batch.title,
        "command": batch.command,
        "started": batch.started.to_string(),
        "finished": batch.finished.map(|at| at.to_string()),
        "cancelled": batch.cancelled,
        "interrupted": batch.interrupted,
        "machines": batch.total,
        "outcomes": outcomes,
    })
}

/// The outcomes that there are.
fn counts(batch: &JournalBatch) -> impl Iterator<Item = (OutcomeKind, u32)> {
    OutcomeKind::ALL.into_iter().zip(batch.counts).filter(|(_, count)| *count > 0)
}

fn state(batch: &JournalBatch) -> Option<&'static str> {
    match batch {
        JournalBatch { interrupted: true, .. } => Some("interrupted by the end of the program"),
        JournalBatch { cancelled: true, .. } => Some("stopped before the end"),
        JournalBatch { finished: None, .. } => Some("under way"),
        _ => None,
    }
}

/// A moment for people, in their time.
fn local(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
