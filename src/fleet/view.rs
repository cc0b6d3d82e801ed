//! What the grid shows of a fleet: which rows, in which order, kept up to date as machines answer.

pub(super) mod order;

use super::{Column, Context, Filter, Fleet, HealthCounts, MachineId, Wording};
use jiff::Timestamp;
use order::Key;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One level of sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey {
    /// By what.
    pub column: Column,
    /// Largest first. What is missing comes last either way.
    #[serde(default)]
    pub descending: bool,
}

/// The rows that pass a filter, in order.
#[derive(Debug)]
pub struct View {
    filter: Filter,
    sort: Vec<SortKey>,
    columns: Vec<Column>,
    wording: Arc<Wording>,
    frozen: bool,
    rows: Vec<MachineId>,
    counts: HealthCounts,
    seen: Option<u64>,
}

impl View {
    /// A view of everything, by address; plain words of a filter search the default columns.
    pub fn new(wording: Arc<Wording>) -> Self {
        Self {
            filter: Filter::default(),
            sort: vec![SortKey { column: Column::Ip, descending: false }],
            columns: Column::defaults().collect(),
            wording,
            frozen: false,
            rows: Vec::new(),
            counts: HealthCounts::default(),
            seen: None,
        }
    }

    /// Shows only what passes.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.seen = None;
    }

    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Sorts by the first key, then the second. More than two are ignored.
    pub fn set_sort(&mut self, sort: &[SortKey]) {
        self.sort = sort.iter().copied().take(2).collect();
        self.seen = None;
    }

    /// By what it sorts.
    pub fn sort(&self) -> &[SortKey] {
        &self.sort
    }

    /// The columns that plain words of the filter search: those that are shown.
    pub fn set_columns(&mut self, columns: &[Column]) {
        self.columns = columns.to_vec();
        self.seen = None;
    }

    /// Shows and searches in another language.
    pub fn set_wording(&mut self, wording: Arc<Wording>) {
        self.wording = wording;
        self.seen = None;
    }

    /// The technician's words.
    pub fn wording(&self) -> &Arc<Wording> {
        &self.wording
    }

    /// Holds the order while the technician points at rows: rows stay in place and new ones come last, until it is let
    /// go.
    pub fn set_frozen(&mut self, frozen: bool) {
        self.frozen = frozen;
    }

    /// True while the order is held.
    pub fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// Takes over what changed. Call it once a frame; it costs next to nothing where nothing changed. True where rows
    /// came, went or moved.
    pub fn update(&mut self, fleet: &Fleet, now: Timestamp) -> bool {
        if self.seen == Some(fleet.revision()) {
            return false;
        }
        self.seen = Some(fleet.revision());
        let context = Context { now, wording: &self.wording };
        let mut text = String::new();
        let mut rows: Vec<(Vec<Key>, MachineId)> = Vec::new();
        self.counts = HealthCounts::default();
        for machine in fleet.iter() {
            text.clear();
            for column in &self.columns {
                column.value(machine, &context).push(&mut text, &self.wording);
                text.push('\n');
            }
            if self.filter.matches(machine, &text.to_lowercase(), &context) {
                self.counts.add(machine.health.state);
                rows.push((
                    self.sort.iter().map(|key| Key::of(&key.column.value(machine, &context))).collect(),
                    machine.id,
                ));
            }
        }
        rows.sort_by(|(a, i), (b, j)| {
            for (level, (a, b)) in self.sort.iter().zip(a.iter().zip(b)) {
                let missing = (*a == Key::Missing).cmp(&(*b == Key::Missing));
                let order = missing.then_with(|| if level.descending { b.cmp(a) } else { a.cmp(b) });
                if order.is_ne() {
                    return order;
                }
            }
            i.cmp(j)
        });
        self.rows = rows.into_iter().map(|(_, id)| id).collect();
        true
    }

    /// The rows shown, in order.
    pub fn rows(&self) -> &[MachineId] {
        &self.rows
    }

    /// Rows shown.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True where no row is shown.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Where a machine's row is, if it is shown.
    pub fn position(&self, id: MachineId) -> Option<usize> {
        self.rows.iter().position(|&row| row == id)
    }

    /// The states of the rows shown.
    pub fn counts(&self) -> HealthCounts {
        self.counts
    }
}
