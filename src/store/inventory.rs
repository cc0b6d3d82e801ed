//! The last fleet, in a database: so that the window shows it at once, greyed, before anything is scanned.
//!
//! `SQLite` with a write-ahead log: a crash in the middle of a save leaves the save before it. Only rows that changed
//! since they were last written or read are written again.

use super::{
    StoreError,
    database::{Flush, open_database, set_database_aside},
};
use crate::{
    fleet::SavedMachine,
    protocol::{Reading, units::Mac},
};
use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, named_params};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
};

/// What leads from each layout to the next. A step that was shipped never changes.
const STEPS: [&str; 1] = [TABLES];

/// Times are microseconds since 1970; a reading is JSON, so that a later version can add fields and any tool for
/// `SQLite` can ask about them. An address alone is no key: two machines may claim one.
const TABLES: &str = "
CREATE TABLE machine (
    address     TEXT NOT NULL,
    mac         TEXT NOT NULL,
    previous    TEXT,
    first_seen  INTEGER NOT NULL,
    last_answer INTEGER,
    lost_since  INTEGER,
    location    TEXT NOT NULL,
    note        TEXT NOT NULL,
    reading     TEXT NOT NULL,
    PRIMARY KEY (address, mac)
) STRICT, WITHOUT ROWID;
";

/// What names a row: address and hardware address, which is empty where it is not known.
type Key = (String, String);

/// The database of the last fleet.
#[derive(Debug)]
pub struct Inventory {
    path: PathBuf,
    database: Connection,
    /// A fingerprint of each row that is in the database; `None` until it was read.
    written: Option<BTreeMap<Key, u64>>,
}

impl Inventory {
    /// Opens the database and makes it where it is missing. One of a later layout is refused and left alone.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        // With a write-ahead log that is flushed now and then, a power cut loses at most the last save.
        let database = open_database(path, Flush::NowAndThen, &STEPS)?;
        Ok(Self { path: path.to_owned(), database, written: None })
    }

    /// Moves a damaged database aside, as `.broken`, so that the next [`open`](Self::open) makes a new one. Returns
    /// where it is. Nobody may have it open.
    pub fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
        set_database_aside(path)
    }

    /// Reads the whole fleet, by address. A row that can't be understood is left out and logged.
    pub fn load(&mut self) -> Result<Vec<SavedMachine>, StoreError> {
        let error = StoreError::at(&self.path);
        let mut query = self.database.prepare("SELECT * FROM machine").map_err(&error)?;
        let mut machines = Vec::new();
        let mut written = BTreeMap::new();
        let mut rows = query.query([]).map_err(&error)?;
        while let Some(row) = rows.next().map_err(&error)? {
            if let Some(machine) = understand(row).map_err(&error)? {
                written.insert(key(&machine), fingerprint(&machine));
                machines.push(machine);
            } else {
                tracing::warn!("a row of the last fleet was not understood");
            }
        }
        self.written = Some(written);
        machines.sort_by_key(|machine| (machine.address, machine.mac));
        Ok(machines)
    }

    /// Makes the database hold exactly these machines, in one transaction. Returns how many rows were written or
    /// removed.
    pub fn save(&mut self, machines: &[SavedMachine]) -> Result<usize, StoreError> {
        if self.written.is_none() {
            self.load()?;
        }
        let Self { path, database, written: Some(written) } = self else { return Ok(0) };
        let changed: Vec<(Key, &SavedMachine)> = machines
            .iter()
            .map(|machine| (key(machine), machine))
            .filter(|(key, machine)| written.get(key) != Some(&fingerprint(machine)))
            .collect();
        let present: BTreeSet<Key> = machines.iter().map(key).collect();
        let gone: Vec<Key> = written.keys().filter(|key| !present.contains(*key)).cloned().collect();
        if changed.is_empty() && gone.is_empty() {
            return Ok(0);
        }
        let error = StoreError::at(path);
        let transaction = database.transaction().map_err(&error)?;
        write(&transaction, &changed, path)?;
        remove(&transaction, &gone).map_err(&error)?;
        transaction.commit().map_err(&error)?;
        let count = changed.len() + gone.len();
        for key in gone {
            written.remove(&key);
        }
        written.extend(changed.into_iter().map(|(key, machine)| (key, fingerprint(machine))));
        Ok(count)
    }
}

fn write(transaction: &Transaction<'_>, rows: &[(Key, &SavedMachine)], path: &Path) -> Result<(), StoreError> {
    let error = StoreError::at(path);
    let mut insert = transaction
        .prepare(
            "INSERT OR REPLACE INTO machine
             (address, mac, previous, first_seen, last_answer, lost_since, location, note, reading) VALUES
             (:address, :mac, :previous, :first_seen, :last_answer, :lost_since, :location, :note, :reading)",
        )
        .map_err(&error)?;
    for ((address, mac), machine) in rows {
        insert
            .execute(named_params! {
                ":address": address,
                ":mac": mac,
                ":previous": machine.previous_address.map(|address| address.to_string()),
                ":first_seen": machine.first_seen.as_microsecond(),
                ":last_answer": machine.last_answer.map(Timestamp::as_microsecond),
                ":lost_since": machine.lost_since.map(Timestamp::as_microsecond),
                ":location": &*machine.location,
                ":note": &*machine.note,
                ":reading": serde_json::to_string(&machine.reading).map_err(StoreError::at(path))?,
            })
            .map_err(&error)?;
    }
    Ok(())
}

fn remove(transaction: &Transaction<'_>, rows: &[Key]) -> rusqlite::Result<()> {
    let mut delete = transaction.prepare("DELETE FROM machine WHERE address = ?1 AND mac = ?2")?;
    rows.iter().try_for_each(|(address, mac)| delete.execute((address, mac)).map(drop))
}

/// A row as a machine; `None` where its texts are none of ours.
fn understand(row: &Row<'_>) -> rusqlite::Result<Option<SavedMachine>> {
    let text = |name| row.get::<_, String>(name);
    let moment = |name| -> rusqlite::Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<i64>>(name)?.and_then(|moment| Timestamp::from_microsecond(moment).ok()))
    };
    let (Ok(address), Ok(reading)) = (text("address")?.parse(), serde_json::from_str::<Reading>(&text("reading")?))
    else {
        return Ok(None);
    };
    Ok(Some(SavedMachine {
        address,
        mac: Mac::parse(&text("mac")?),
        previous_address: row.get::<_, Option<String>>("previous")?.and_then(|address| address.parse().ok()),
        first_seen: moment("first_seen")?.unwrap_or_default(),
        last_answer: moment("last_answer")?,
        lost_since: moment("lost_since")?,
        location: text("location")?.as_str().into(),
        note: text("note")?.as_str().into(),
        reading,
    }))
}

fn key(machine: &SavedMachine) -> Key {
    (machine.address.to_string(), machine.mac.map(|mac| mac.to_string()).unwrap_or_default())
}

/// Two equal ones mean an unchanged row: a reading changes only when the machine was heard, so it need not be looked
/// at, which is what makes saving a fleet at rest cheap.
fn fingerprint(machine: &SavedMachine) -> u64 {
    let mut hasher = DefaultHasher::new();
    let moments = [Some(machine.first_seen), machine.last_answer, machine.lost_since];
    (moments, machine.previous_address, &*machine.location, &*machine.note).hash(&mut hasher);
    hasher.finish()
}
