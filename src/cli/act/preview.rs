//! What would be sent to whom, and who can't take it and why: on the error output, before anything is sent.

use super::{Step, Task, results::shown_address, steps::Plan};
use crate::{
    cli::{Streams, output::empty_table},
    engine::batch::Note,
    fleet::{
        format,
        intent::{Change, Double},
    },
    protocol::{CommandKind, reading::Text},
};
use std::{
    collections::BTreeMap,
    io::{self, IsTerminal as _},
};

/// So many machines are shown with their values; the others are like them.
const SHOWN: usize = 10;
/// So many addresses stand behind a reason.
const NAMED: usize = 5;

/// Writes the preview.
pub(super) fn show(task: &Task<'_>, steps: &[Step], shared: &[Double], streams: &mut Streams<'_>) -> io::Result<()> {
    writeln!(streams.err, "{}: {}", task.kind.name(), task.kind.about())?;
    let able: Vec<&Step> = steps.iter().filter(|step| step.is_able()).collect();
    writeln!(streams.err, "{} of {} can be told", machines(able.len()), format::number(steps.len() as f64, 0))?;
    if task.kind == CommandKind::UpdateFirmware {
        write_kinds(steps, streams)?;
    } else {
        write_changes(&able, streams)?;
    }
    write_doubles(shared, streams)?;
    write_reasons(steps, streams)
}

/// What fits which machines: one line for all that are alike.
fn write_kinds(steps: &[Step], streams: &mut Streams<'_>) -> io::Result<()> {
    let mut kinds: BTreeMap<[String; 4], usize> = BTreeMap::new();
    for step in steps {
        let fits = match &step.plan {
            Plan::Tell(planned) => planned.changes.first().map(|change| change.new.clone()).unwrap_or_default(),
            Plan::Skip(reason) => format!("not sent: {reason}"),
            Plan::Silent => "not sent: did not answer".to_owned(),
        };
        let platform = step.reading.as_ref().and_then(|reading| reading.version.as_ref()?.platform.clone());
        let firmware = step.reading.as_ref().and_then(|reading| reading.firmware().cloned());
        let known = |text: Option<Text>| text.map_or_else(|| "–".to_owned(), |text| text.to_string());
        *kinds.entry([known(step.model().cloned()), known(platform), known(firmware), fits]).or_default() += 1;
    }
    let mut table = empty_table(io::stderr().is_terminal());
    table.set_header(["Model", "Platform", "Firmware", "Machines", "Gets"]);
    for ([model, platform, firmware, fits], count) in kinds {
        table.add_row([model, platform, firmware, format::number(count as f64, 0), fits]);
    }
    table.lines().try_for_each(|line| writeln!(streams.err, "{}", line.trim_end()))
}

/// Old → new of the first machines.
fn write_changes(able: &[&Step], streams: &mut Streams<'_>) -> io::Result<()> {
    let mut table = empty_table(io::stderr().is_terminal());
    for step in able.iter().take(SHOWN) {
        let Plan::Tell(planned) = &step.plan else { continue };
        let changes: Vec<String> = planned.changes.iter().filter_map(written).collect();
        let model = step.model().map_or("–", Text::as_str);
        table.add_row([shown_address(step.address), model.to_owned(), changes.join("  ")]);
    }
    table.lines().try_for_each(|line| writeln!(streams.err, "{}", line.trim_end()))?;
    match able.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(streams.err, " and {} more", format::number(more as f64, 0)),
    }
}

/// `worker1 a.1 → b.1`; nothing for what was empty and stays so.
fn written(change: &Change) -> Option<String> {
    let is_nothing = change.new.is_empty() && change.old.as_deref().unwrap_or_default().is_empty();
    if is_nothing {
        return None;
    }
    let shown = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    let new = shown(&change.new);
    Some(match &change.old {
        _ if change.is_none() => format!("{} {new} (as it is)", change.parameter),
        Some(old) => format!("{} {} → {new}", change.parameter, shown(old)),
        None => format!("{} {new}", change.parameter),
    })
}

/// Values that should be each machine's own.
fn write_doubles(shared: &[Double], streams: &mut Streams<'_>) -> io::Result<()> {
    let notes = shared.iter().filter(|double| !double.is_clash());
    notes.take(NAMED).try_for_each(|double| writeln!(streams.err, "note: {double}"))
}

/// Who can't, by reason, the most frequent first.
fn write_reasons(steps: &[Step], streams: &mut Streams<'_>) -> io::Result<()> {
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for step in steps {
        let reason = match &step.plan {
            Plan::Tell(_) => continue,
            Plan::Skip(reason) => reason.to_string(),
            Plan::Silent => Note::Silent.english().to_owned(),
        };
        reasons.entry(reason).or_default().push(shown_address(step.address));
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, addresses)| std::cmp::Reverse(addresses.len()));
    reasons.iter().try_for_each(|(reason, addresses)| {
        let more = if addresses.len() > NAMED { ", …" } else { "" };
        let named = addresses.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        writeln!(streams.err, "not {}: {reason} ({named}{more})", machines(addresses.len()))
    })
}

/// `1 machine`, `1,234 machines`.
fn machines(count: usize) -> String {
    let noun = if count == 1 { "machine" } else { "machines" };
    format!("{} {noun}", format::number(count as f64, 0))
}
