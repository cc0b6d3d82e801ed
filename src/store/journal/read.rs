//! What is asked of the journal's tables.

use super::{BatchNumber, BatchRecord, BatchSummary, Counts, EntryState, JournalEntry, JournalFilter, Retention};
use jiff::Timestamp;
use rusqlite::{Connection, Result, Row, named_params};
use std::{collections::BTreeMap, net::SocketAddr};

/// The batches that pass the filter, newest first.
pub(super) fn batches(
    database: &Connection,
    filter: &JournalFilter,
    limit: u32,
    before: Option<BatchNumber>,
) -> Result<Vec<BatchSummary>> {
    let text = filter.text.trim();
    let mut query = database.prepare_cached(
        r"SELECT * FROM batch
          WHERE (:before IS NULL OR number < :before)
            AND (:since IS NULL OR started >= :since)
            AND (:until IS NULL OR started < :until)
            AND (:outcome IS NULL OR EXISTS (SELECT 1 FROM entry WHERE batch = number AND state = :outcome))
            AND (:text IS NULL
                 OR title LIKE :text ESCAPE '\' OR batch.command LIKE :text ESCAPE '\' OR detail LIKE :text ESCAPE '\'
                 OR EXISTS (SELECT 1 FROM entry WHERE batch = number
                            AND (address LIKE :text ESCAPE '\' OR mac LIKE :text ESCAPE '\'
                                 OR words LIKE :text ESCAPE '\')))
          ORDER BY number DESC LIMIT :limit",
    )?;
    let rows = query.query_and_then(
        named_params! {
            ":before": before,
            ":since": filter.since.map(Timestamp::as_microsecond),
            ":until": filter.until.map(Timestamp::as_microsecond),
            ":outcome": filter.outcome.map(EntryState::name),
            ":text": (!text.is_empty()).then(|| pattern(text)),
            ":limit": limit,
        },
        |row| understand(database, row),
    )?;
    rows.collect()
}

/// The batches without an end, newest first, each with the name of its writer.
pub(super) fn unfinished(database: &Connection) -> Result<Vec<(BatchSummary, String)>> {
    let mut query = database.prepare_cached("SELECT * FROM batch WHERE finished IS NULL ORDER BY number DESC")?;
    let rows = query.query_and_then([], |row| Ok((understand(database, row)?, row.get("writer")?)))?;
    rows.collect()
}

/// Gives each machine of a batch to `each`. One whose address can't be understood is left out and logged.
pub(super) fn entries(database: &Connection, batch: BatchNumber, mut each: impl FnMut(JournalEntry)) -> Result<()> {
    let mut query = database.prepare_cached("SELECT * FROM entry WHERE batch = ?1 ORDER BY machine")?;
    let mut rows = query.query([batch])?;
    while let Some(row) = rows.next()? {
        let Ok(address) = row.get_ref("address")?.as_str().unwrap_or_default().parse::<SocketAddr>() else {
            tracing::warn!("a row of the journal was not understood");
            continue;
        };
        each(JournalEntry {
            address,
            mac: row.get("mac")?,
            command: row.get("command")?,
            state: EntryState::named(row.get_ref("state")?.as_str().unwrap_or_default()),
            words: row.get("words")?,
            at: moment(row.get("at")?),
        });
    }
    Ok(())
}

/// How many machines of a batch are in each state.
pub(super) fn count(database: &Connection, batch: BatchNumber) -> Result<Counts> {
    let mut query = database.prepare_cached("SELECT state, count(*) FROM entry WHERE batch = ?1 GROUP BY state")?;
    let mut counts = Counts::default();
    let mut rows = query.query([batch])?;
    while let Some(row) = rows.next()? {
        let state = EntryState::named(row.get_ref(0)?.as_str().unwrap_or_default());
        counts.0[state as usize] += row.get::<_, u32>(1)?;
    }
    Ok(counts)
}

/// The batches that are not to be kept.
pub(super) fn beyond(database: &Connection, retention: &Retention, oldest: Timestamp) -> Result<Vec<BatchNumber>> {
    let mut query = database.prepare_cached(
        "SELECT number FROM (
             SELECT number, started, finished,
                    row_number() OVER newest AS place, sum(machines) OVER newest AS machines
             FROM batch WINDOW newest AS (ORDER BY number DESC))
         WHERE finished IS NOT NULL AND place > 1
           AND (started < ?1 OR place > ?2 OR machines > ?3)",
    )?;
    let entries = i64::try_from(retention.entries).unwrap_or(i64::MAX);
    query.query_and_then((oldest.as_microsecond(), retention.batches, entries), |row| row.get(0))?.collect()
}

fn understand(database: &Connection, row: &Row<'_>) -> Result<BatchSummary> {
    let number = row.get("number")?;
    let counts = match row.get::<_, Option<String>>("counts")?.and_then(|text| counts(&text)) {
        Some(counts) => counts,
        None => count(database, number)?,
    };
    Ok(BatchSummary {
        number,
        record: BatchRecord {
            title: row.get("title")?,
            command: row.get("command")?,
            detail: row.get("detail")?,
            options: row.get("options")?,
            started: moment(row.get("started")?),
        },
        finished: row.get::<_, Option<i64>>("finished")?.map(moment),
        cancelled: row.get("cancelled")?,
        counts,
    })
}

/// Counts as they were written down when the batch ended.
fn counts(text: &str) -> Option<Counts> {
    let by_name: BTreeMap<String, u32> = serde_json::from_str(text).ok()?;
    let mut counts = Counts::default();
    for (name, count) in by_name {
        counts.0[EntryState::named(&name) as usize] += count;
    }
    Some(counts)
}

/// Text as a pattern that finds it anywhere.
fn pattern(text: &str) -> String {
    format!("%{}%", text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_"))
}

fn moment(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or_default()
}
