//! The results of a batch as text: for the clipboard, for spreadsheets, and for programs.

use crate::{
    engine::batch::{Remark, Work},
    fleet::format::guarded,
    gui::acting::{Batch, remark},
    words::Words,
};
use serde_json::json;

/// The forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// With tabs, for the clipboard.
    Table,
    /// With commas.
    Csv,
    /// One object for each machine.
    Json,
}

impl Format {
    /// How its files' names end.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// The machines at these places of a batch, in this order, as text. Names of outcomes are those of the command line, so
/// that programs can count on them.
pub(super) fn text(batch: &Batch, words: &Words, format: Format, places: &[u32]) -> String {
    let rows = places.iter().filter_map(|place| batch.machine(*place as usize)).map(|(step, state)| {
        let outcome = Batch::outcome(state);
        let reason = if let Work::Skip(reason) = &step.work { reason } else { &Remark::Nothing };
        let said = outcome.map_or(&Remark::Nothing, |outcome| &outcome.remark);
        let said = if said.is_nothing() { reason } else { said };
        // People read tables, programs read objects.
        let said = if format == Format::Json { said.to_string() } else { remark(words, said) };
        let mac = step.mac.map(|mac| mac.to_string()).unwrap_or_default();
        (step.address.ip().to_string(), mac, outcome.map_or("open", |outcome| outcome.kind.name()), said)
    });
    if format == Format::Json {
        let rows: Vec<_> = rows
            .map(|(ip, mac, outcome, said)| json!({ "ip": ip, "mac": mac, "outcome": outcome, "words": said }))
            .collect();
        return format!("{:#}\n", json!({ "title": batch.prepared.plan.title, "machines": rows }));
    }
    let separator = if format == Format::Csv { b',' } else { b'\t' };
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    let titles = ["preview-address", "batch-mac", "batch-outcome", "batch-words"].map(|key| words.text(key));
    let mut written = writer.write_record(titles);
    for (ip, mac, outcome, said) in rows {
        let said = guarded(said.replace(['\t', '\n', '\r'], " "));
        written = written.and_then(|()| writer.write_record([ip.as_str(), &mac, outcome, &said]));
    }
    if let Err(error) = written {
        // Writing into memory does not fail.
        tracing::error!(%error, "results as text");
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // Without it a spreadsheet takes a table of Chinese words for Latin ones.
    if format == Format::Csv { format!("\u{feff}{text}") } else { text }
}
