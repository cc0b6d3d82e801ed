//! What a view remembers about each machine, so that news of one costs only one.

use super::order::Key;
use crate::fleet::{Column, Context, Filter, Fleet, HealthCounts, HealthState, Machine, MachineId, SortKey};
use std::cmp::Ordering;

/// Levels of sorting.
pub(super) const LEVELS: usize = 2;

/// What is remembered about a machine.
#[derive(Debug, Default)]
struct Row {
    /// The heads of the sort keys, in the direction of the sort.
    heads: [u64; LEVELS],
    /// Their tails, where one has any.
    tails: Option<Box<[Option<Box<str>>; LEVELS]>>,
    /// What plain words search, in lower case.
    shown: Box<str>,
    /// Its state where it passes the filter.
    passes: Option<HealthState>,
}

/// What is remembered about all machines, by id.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    counts: HealthCounts,
    /// Used again for every row.
    text: String,
}

/// How news of a machine concerns the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// It was not shown, or stays where it is.
    Stays,
    /// It comes, goes, or may be elsewhere.
    Moves,
}

/// By what rows are shown and put in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) filter: &'a Filter,
    pub(super) sort: &'a [SortKey],
    pub(super) columns: &'a [Column],
}

impl Rows {
    pub(super) fn counts(&self) -> HealthCounts {
        self.counts
    }

    pub(super) fn passes(&self, id: MachineId) -> bool {
        self.rows.get(id.index()).is_some_and(|row| row.passes.is_some())
    }

    /// Makes room for new machines.
    pub(super) fn grow(&mut self, machines: usize) {
        if self.rows.len() < machines {
            self.rows.resize_with(machines, Row::default);
        }
    }

    /// Takes over news of one machine; `None` where its row is gone.
    pub(super) fn renew(
        &mut self,
        id: MachineId,
        machine: Option<&Machine>,
        wanted: Wanted<'_>,
        context: &Context<'_>,
    ) -> Move {
        let Some(row) = self.rows.get_mut(id.index()) else { return Move::Stays };
        let Some(machine) = machine else {
            let before = std::mem::take(row).passes;
            before.into_iter().for_each(|state| self.counts.remove(state));
            return if before.is_some() { Move::Moves } else { Move::Stays };
        };
        Filter::shown(&mut self.text, wanted.columns, machine, context);
        if *row.shown != *self.text {
            row.shown = self.text.as_str().into();
        }
        let before = row.passes.is_some();
        let moved = row.weigh(machine, wanted.sort, context);
        self.judge(id, machine, wanted.filter, context);
        let passes = self.passes(id);
        if (before, passes) == (false, false) || (before == passes && !moved) { Move::Stays } else { Move::Moves }
    }

    /// Weighs all rows anew, for another way of sorting.
    pub(super) fn weigh_all(&mut self, fleet: &Fleet, sort: &[SortKey], context: &Context<'_>) {
        for machine in fleet.iter() {
            if let Some(row) = self.rows.get_mut(machine.id.index()) {
                row.weigh(machine, sort, context);
            }
        }
    }

    /// Asks the filter about all rows anew.
    pub(super) fn judge_all(&mut self, fleet: &Fleet, filter: &Filter, context: &Context<'_>) {
        for machine in fleet.iter() {
            self.judge(machine.id, machine, filter, context);
        }
    }

    fn judge(&mut self, id: MachineId, machine: &Machine, filter: &Filter, context: &Context<'_>) {
        let Some(row) = self.rows.get_mut(id.index()) else { return };
        let passes = filter.matches(machine, &row.shown, context).then_some(machine.health.state);
        if row.passes != passes {
            row.passes.into_iter().for_each(|state| self.counts.remove(state));
            passes.into_iter().for_each(|state| self.counts.add(state));
            row.passes = passes;
        }
    }

    /// The order of two rows: by the keys, then by age of the row, so that equal ones never swap.
    pub(super) fn compare(&self, a: MachineId, b: MachineId, sort: &[SortKey]) -> Ordering {
        let (Some(x), Some(y)) = (self.rows.get(a.index()), self.rows.get(b.index())) else { return a.cmp(&b) };
        let level = |level: usize| x.heads[level].cmp(&y.heads[level]).then_with(|| self.tails(a, b, level, sort));
        level(0).then_with(|| level(1)).then(a.cmp(&b))
    }

    /// The order of the tails of two rows whose heads are equal.
    fn tails(&self, a: MachineId, b: MachineId, level: usize, sort: &[SortKey]) -> Ordering {
        let tail = |id: MachineId| self.rows[id.index()].tails.as_deref().and_then(|tails| tails[level].as_deref());
        let order = tail(a).cmp(&tail(b));
        if sort.get(level).is_some_and(|key| key.descending) { order.reverse() } else { order }
    }

    /// All rows that pass, in order.
    pub(super) fn sorted(&self, sort: &[SortKey]) -> Vec<MachineId> {
        // The heads beside the ids: sorting that touches no row until two heads are equal is several times faster.
        let passing = self.rows.iter().enumerate().filter(|(_, row)| row.passes.is_some());
        let mut heads: Vec<_> = passing.map(|(index, row)| (row.heads, MachineId(index as u32))).collect();
        heads.sort_unstable_by(|&(x, a), &(y, b)| {
            let level = |level: usize| x[level].cmp(&y[level]).then_with(|| self.tails(a, b, level, sort));
            level(0).then_with(|| level(1)).then(a.cmp(&b))
        });
        heads.into_iter().map(|(_, id)| id).collect()
    }
}

impl Row {
    /// Computes the sort keys; true where one is another than before.
    fn weigh(&mut self, machine: &Machine, sort: &[SortKey], context: &Context<'_>) -> bool {
        let mut heads = [0; LEVELS];
        let mut tails = [const { None }; LEVELS];
        for (level, by) in sort.iter().take(LEVELS).enumerate() {
            let key = Key::of_cell(by.column, machine, context);
            heads[level] = key.directed_head(by.descending);
            tails[level] = key.into_tail();
        }
        let tails = tails.iter().any(Option::is_some).then(|| Box::new(tails));
        let changed = heads != self.heads || tails != self.tails;
        (self.heads, self.tails) = (heads, tails);
        changed
    }
}
