//! What the grid shows of a fleet: which rows, in which order, kept up to date as machines answer.
//!
//! A view keeps every row's searchable text and sort keys. News of a machine renews its own only and moves it to its
//! place; a new filter asks all rows, a new order sorts all. Always true after [`View::update`]: the rows are exactly
//! those that a fresh view of the same fleet would show, unless the order is held.

pub(super) mod order;
mod rows;

use super::{Column, Context, Filter, Fleet, HealthCounts, MachineId, Wording};
use jiff::Timestamp;
use rows::{LEVELS, Move, Rows, Wanted};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where more than one of so many rows moves, sorting all is faster than moving each.
const MANY: usize = 8;

/// One level of sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey {
    /// By what.
    pub column: Column,
    /// Largest first. What is missing comes last either way.
    #[serde(default)]
    pub descending: bool,
}

/// What has to be done at the next update.
#[derive(Clone, Copy, Debug, Default)]
struct Due {
    /// Every row's text and keys.
    renew: bool,
    /// Every row's keys.
    weigh: bool,
    /// Every row's filter.
    judge: bool,
    /// The order.
    sort: bool,
}

/// The rows that pass a filter, in order.
#[derive(Debug)]
pub struct View {
    filter: Filter,
    sort: Vec<SortKey>,
    columns: Vec<Column>,
    wording: Arc<Wording>,
    frozen: bool,
    order: Vec<MachineId>,
    rows: Rows,
    /// By id: whether it moves in this update. Kept to be used again.
    moving: Vec<bool>,
    revision: u64,
    judged_at: Timestamp,
    due: Due,
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
            order: Vec::new(),
            rows: Rows::default(),
            moving: Vec::new(),
            revision: 0,
            judged_at: Timestamp::default(),
            due: Due::default(),
        }
    }

    /// Shows only what passes, from the next [`update`](Self::update) on.
    pub fn set_filter(&mut self, filter: Filter) {
        self.due.judge |= self.filter != filter;
        self.filter = filter;
    }

    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Sorts by the first key, then the second, from the next update on. More than two are ignored.
    pub fn set_sort(&mut self, sort: &[SortKey]) {
        let sort = &sort[..sort.len().min(LEVELS)];
        if self.sort != sort {
            self.due.weigh = true;
            self.sort = sort.to_vec();
        }
    }

    /// By what it sorts.
    pub fn sort(&self) -> &[SortKey] {
        &self.sort
    }

    /// The columns that plain words of the filter search: those that are shown.
    pub fn set_columns(&mut self, columns: &[Column]) {
        if self.columns != columns {
            self.due.renew = true;
            self.columns = columns.to_vec();
        }
    }

    /// Shows and searches in another language.
    pub fn set_wording(&mut self, wording: Arc<Wording>) {
        self.due.renew |= !Arc::ptr_eq(&self.wording, &wording);
        self.wording = wording;
    }

    /// The technician's words.
    pub fn wording(&self) -> &Arc<Wording> {
        &self.wording
    }

    /// Holds the order while the technician points at rows: rows stay where they are, also those that pass no longer,
    /// and new ones come last, until it is let go.
    pub fn set_frozen(&mut self, frozen: bool) {
        self.due.sort |= self.frozen && !frozen;
        self.frozen = frozen;
    }

    /// True while the order is held.
    pub fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// Takes over what changed. Call it once a frame; it costs next to nothing where nothing changed. True where the
    /// rows shown or their order may be others than before.
    pub fn update(&mut self, fleet: &Fleet, now: Timestamp) -> bool {
        let due = std::mem::take(&mut self.due);
        let time_counts = self.filter.runs() && now.as_second() != self.judged_at.as_second();
        let asked = due.renew || due.weigh || due.judge || due.sort || time_counts;
        if !asked && self.revision == fleet.revision() {
            return false;
        }
        let seen = if due.renew { 0 } else { self.revision };
        self.revision = fleet.revision();
        self.rows.grow(fleet.rows.len());
        let context = Context { now, wording: &self.wording };
        let wanted = Wanted { filter: &self.filter, sort: &self.sort, columns: &self.columns };
        let mut moved = Vec::new();
        for id in fleet.changed_since(seen) {
            if self.rows.renew(id, fleet.get(id), wanted, &context) == Move::Moves {
                moved.push(id);
            }
        }
        if due.weigh && !due.renew {
            self.rows.weigh_all(fleet, &self.sort, &context);
        }
        if (due.judge || time_counts) && !due.renew {
            self.rows.judge_all(fleet, &self.filter, &context);
        }
        if due.judge || time_counts || due.renew {
            self.judged_at = now;
        }
        let all = asked || moved.len() > self.order.len() / MANY;
        self.arrange(fleet, &moved, all, due.judge || due.weigh || due.sort);
        asked || !moved.is_empty()
    }

    /// Puts rows in order: those that moved, or all. While the order is held only a technician's own wish (`wished`)
    /// changes it.
    fn arrange(&mut self, fleet: &Fleet, moved: &[MachineId], all: bool, wished: bool) {
        self.moving.resize(fleet.rows.len(), false);
        self.mark(moved, true);
        if self.frozen && !wished {
            self.order.retain(|&id| fleet.get(id).is_some());
            for &id in &self.order {
                self.moving[id.index()] = false;
            }
            self.order.extend(moved.iter().copied().filter(|&id| self.moving[id.index()] && self.rows.passes(id)));
        } else if all {
            self.order = self.rows.sorted(&self.sort);
        } else if !moved.is_empty() {
            self.order.retain(|id| !self.moving[id.index()]);
            self.insert(moved);
        }
        self.mark(moved, false);
    }

    fn mark(&mut self, moved: &[MachineId], moving: bool) {
        for id in moved {
            self.moving[id.index()] = moving;
        }
    }

    /// Brings rows that are not in the order to their places.
    fn insert(&mut self, moved: &[MachineId]) {
        let mut coming: Vec<MachineId> = moved.iter().copied().filter(|&id| self.rows.passes(id)).collect();
        coming.sort_unstable_by(|&a, &b| self.rows.compare(a, b, &self.sort));
        let mut merged = Vec::with_capacity(self.order.len() + coming.len());
        let mut rest = self.order.as_slice();
        for id in coming {
            let (before, after) =
                rest.split_at(rest.partition_point(|&row| self.rows.compare(row, id, &self.sort).is_lt()));
            merged.extend_from_slice(before);
            merged.push(id);
            rest = after;
        }
        merged.extend_from_slice(rest);
        self.order = merged;
    }

    /// The rows shown, in order.
    pub fn rows(&self) -> &[MachineId] {
        &self.order
    }

    /// Rows shown.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// True where no row is shown.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Where a machine's row is, if it is shown.
    pub fn position(&self, id: MachineId) -> Option<usize> {
        self.order.iter().position(|&row| row == id)
    }

    /// The states of the rows that pass.
    pub fn counts(&self) -> HealthCounts {
        self.rows.counts()
    }
}
