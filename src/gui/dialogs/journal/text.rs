//! The journal as text: a table for spreadsheets and an object for programs. Titles of the table are in the technician's
//! language; the names of outcomes are the same in every language, because programs read them.

use crate::{
    engine::{
        OutcomeKind,
        journal::{JournalBatch, JournalEntry},
    },
    words::Words,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::path::Path;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A table for the clipboard, as spreadsheets take it.
    Clipboard,
    /// A table for a file.
    Csv,
    /// An object for programs.
    Json,
}

impl Form {
    /// What goes into a file, by its ending.
    pub(super) fn of(path: &Path) -> Self {
        let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if is_json { Self::Json } else { Self::Csv }
    }

    /// The machines of a batch.
    pub(super) fn entries(self, words: &Words, batch: Option<&JournalBatch>, entries: &[JournalEntry]) -> String {
        match self {
            Self::Clipboard => entries_table(words, entries, b'\t'),
            Self::Csv => entries_table(words, entries, b','),
            Self::Json => entries_json(batch, entries),
        }
    }

    /// Batches.
    pub(super) fn batches(self, words: &Words, batches: &[JournalBatch]) -> String {
        match self {
            Self::Clipboard => batches_table(words, batches, b'\t'),
            Self::Csv => batches_table(words, batches, b','),
            Self::Json => batches_json(batches),
        }
    }
}

/// Rows as text: commas for files, tabs for the clipboard.
fn text_of(rows: impl IntoIterator<Item = Vec<String>>, delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        if let Err(error) = writer.write_record(row) {
            // Into memory nothing fails but a row of another length.
            tracing::error!(%error, "a row of the journal was left out");
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn moment(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

fn outcome(entry: &JournalEntry) -> &'static str {
    entry.outcome.map_or("", OutcomeKind::name)
}

/// The machines of a batch as a table.
fn entries_table(words: &Words, entries: &[JournalEntry], delimiter: u8) -> String {
    let titles = ["column-ip", "column-mac", "journal-what", "journal-outcome", "journal-words", "journal-when"];
    let titles = titles.map(|key| words.text(key).to_owned()).to_vec();
    let row = |entry: &JournalEntry| {
        vec![
            entry.address.to_string(),
            entry.mac.clone().unwrap_or_default(),
            entry.command.clone(),
            outcome(entry).to_owned(),
            entry.words.clone(),
            moment(entry.at),
        ]
    };
    text_of(std::iter::once(titles).chain(entries.iter().map(row)), delimiter)
}

/// Batches as a table.
fn batches_table(words: &Words, batches: &[JournalBatch], delimiter: u8) -> String {
    let titles = ["journal-when", "journal-what", "journal-machines"].map(|key| words.text(key).to_owned());
    let outcomes = OutcomeKind::ALL.map(|kind| words.text(kind.key()).to_owned());
    let row = |batch: &JournalBatch| {
        let head = [batch.started.to_string(), batch.title.clone(), batch.total.to_string()];
        head.into_iter().chain(batch.counts.map(|count| count.to_string())).collect()
    };
    let titles = titles.into_iter().chain(outcomes).collect();
    text_of(std::iter::once(titles).chain(batches.iter().map(row)), delimiter)
}

fn batch_value(batch: &JournalBatch) -> Value {
    let counts: serde_json::Map<String, Value> = OutcomeKind::ALL
        .into_iter()
        .zip(batch.counts)
        .map(|(kind, count)| (kind.name().to_owned(), count.into()))
        .collect();
    json!({
        "number": batch.number,
        "title": batch.title,
        "command": batch.command,
        "started": batch.started,
        "finished": batch.finished,
        "cancelled": batch.cancelled,
        "interrupted": batch.interrupted,
        "machines": batch.total,
        "outcomes": counts,
    })
}

/// The machines of a batch as JSON.
fn entries_json(batch: Option<&JournalBatch>, entries: &[JournalEntry]) -> String {
    let entries: Vec<Value> = entries
        .iter()
        .map(|entry| {
            json!({
                "address": entry.address,
                "mac": entry.mac,
                "command": entry.command,
                "outcome": entry.outcome.map(OutcomeKind::name),
                "words": entry.words,
                "at": entry.at,
            })
        })
        .collect();
    format!("{:#}\n", json!({ "batch": batch.map(batch_value), "machines": entries }))
}

/// Batches as JSON.
fn batches_json(batches: &[JournalBatch]) -> String {
    format!("{:#}\n", batches.iter().map(batch_value).collect::<Value>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_machine_s_own_words_stay_whole() {
        let entry = JournalEntry {
            address: "10.1.2.3:4028".parse().unwrap(),
            mac: None,
            command: "reboot".to_owned(),
            outcome: Some(OutcomeKind::Refused),
            is_waiting: false,
            words: "no, \"never\"\nagain".to_owned(),
            at: None,
        };
        let csv = entries_table(&Words::new(Language::English), std::slice::from_ref(&entry), b',');
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!((&row[3], &row[4]), ("refused", entry.words.as_str()));
        assert!(entries_json(None, &[entry]).contains("\"outcome\": \"refused\""));
    }
}
