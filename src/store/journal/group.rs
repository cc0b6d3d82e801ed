//! One transaction of the journal, and everything that is ever written in one.

use super::{BatchNumber, BatchRecord, Counts, EntryState, JournalMachine, Note, read, running::Running};
use crate::store::StoreReason;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, named_params};
use std::collections::{BTreeMap, BTreeSet};

/// A transaction that is open. Dropped without [`commit`](Self::commit), nothing of it happened.
pub(super) struct Group<'journal> {
    transaction: Transaction<'journal>,
    running: &'journal mut Running,
    /// Batches of which the counts are known to be none.
    uncounted: BTreeSet<BatchNumber>,
}

impl<'journal> Group<'journal> {
    pub(super) fn begin_group(
        database: &'journal mut Connection,
        running: &'journal mut Running,
    ) -> Result<Self, StoreReason> {
        // Immediate: whoever begins to read and then writes can find that another has written in between.
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Self { transaction, running, uncounted: BTreeSet::new() })
    }

    /// Puts it on the disk.
    pub(super) fn commit(self) -> Result<(), StoreReason> {
        Ok(self.transaction.commit()?)
    }

    pub(super) fn begin(
        &mut self,
        record: &BatchRecord,
        machines: &[JournalMachine],
    ) -> Result<BatchNumber, StoreReason> {
        // Before the batch can be seen: else another process would take it for one that was cut off.
        self.running.hold().map_err(|error| error.reason)?;
        let at = record.started.as_microsecond();
        self.transaction
            .prepare_cached(
                "INSERT INTO batch (title, command, detail, options, started, machines, writer)
                 VALUES (:title, :command, :detail, :options, :started, :machines, :writer)",
            )?
            .execute(named_params! {
                ":title": record.title,
                ":command": record.command,
                ":detail": record.detail,
                ":options": record.options,
                ":started": at,
                ":machines": u32::try_from(machines.len()).unwrap_or(u32::MAX),
                ":writer": self.running.name(),
            })?;
        let batch = self.transaction.last_insert_rowid();
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO entry (batch, machine, address, mac, command, state, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let waiting = EntryState::Waiting.name();
        for (index, machine) in (0_u32..).zip(machines) {
            let JournalMachine { address, mac, command } = machine;
            insert.execute((batch, index, address.to_string(), mac, &**command, waiting, at))?;
        }
        Ok(batch)
    }

    /// False where there is no such machine.
    pub(super) fn note(&mut self, note: &Note) -> Result<bool, StoreReason> {
        let Note { batch, machine_index, state, words, at } = note;
        let mut update = self
            .transaction
            .prepare_cached("UPDATE entry SET state = ?3, words = ?4, at = ?5 WHERE batch = ?1 AND machine = ?2")?;
        let changed = update.execute((batch, machine_index, state.name(), words, at.as_microsecond()))?;
        if changed > 0 && self.uncounted.insert(*batch) {
            // A late answer to a batch that had ended.
            let uncount = "UPDATE batch SET counts = NULL WHERE number = ?1 AND counts IS NOT NULL";
            self.transaction.prepare_cached(uncount)?.execute([batch])?;
        }
        Ok(changed > 0)
    }

    /// False where there is no such batch.
    pub(super) fn finish(&mut self, batch: BatchNumber, at: Timestamp, cancelled: bool) -> Result<bool, StoreReason> {
        let counts = read::count(&self.transaction, batch)?;
        self.uncounted.remove(&batch);
        let finish = "UPDATE batch SET finished = ?2, cancelled = ?3, counts = ?4 WHERE number = ?1";
        let counts = text(&counts)?;
        Ok(self.transaction.prepare_cached(finish)?.execute((batch, at.as_microsecond(), cancelled, counts))? > 0)
    }

    /// Ends a batch that was cut off.
    pub(super) fn close(&mut self, batch: BatchNumber, at: Timestamp) -> Result<Counts, StoreReason> {
        use EntryState::{Sending, Sent, Skipped, Unknown, Waiting};
        for (before, after) in [(Sending, Unknown), (Sent, Unknown), (Waiting, Skipped)] {
            let update = "UPDATE entry SET state = ?3 WHERE batch = ?1 AND state = ?2";
            self.transaction.execute(update, (batch, before.name(), after.name()))?;
        }
        super::there(self.finish(batch, at, true)?)?;
        Ok(read::count(&self.transaction, batch)?)
    }

    pub(super) fn remove(&mut self, batch: BatchNumber) -> Result<(), StoreReason> {
        self.transaction.execute("DELETE FROM entry WHERE batch = ?1", [batch])?;
        self.transaction.execute("DELETE FROM batch WHERE number = ?1", [batch])?;
        Ok(())
    }
}

/// Counts by the names of the states, for the column of that name.
fn text(counts: &Counts) -> Result<String, StoreReason> {
    let by_name: BTreeMap<&str, u32> =
        EntryState::ALL.into_iter().map(|state| (state.name(), counts.of(state))).collect();
    Ok(serde_json::to_string(&by_name)?)
}
