//! What the grid shows of a fleet: which rows, in which order, kept up to date as machines answer.
//!
//! A view keeps every row's searchable text and sort keys. News of a machine renews its own only and moves it to its
//! place; a new filter asks all rows, a new order sorts all. Always true after [`View::update`]: the rows are exactly
//! those that a fresh view of the same fleet would show, unless the order is held.

pub(super) mod order;
mod parts;
mod rows;

use super::{Column, Context, Filter, Fleet, HealthCounts, MachineId, Wording};
use jiff::Timestamp;
use order::Scales;
use rows::{LEVELS, Rows, Wanted};
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
    /// What is shown, because the order is let go.
    show: bool,
}

/// The rows that pass a filter, in order.
#[derive(Debug)]
pub struct View {
    filter: Filter,
    sort: Vec<SortKey>,
    columns: Vec<Column>,
    wording: Arc<Wording>,
    frozen: bool,
    /// All rows in order, whether they pass or not: so that a keystroke in the filter sorts nothing.
    all: Vec<MachineId>,
    /// The rows shown.
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
            all: Vec::new(),
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
            // Keys weigh the same whichever way they are sorted.
            let columns = |sort: &[SortKey]| sort.iter().map(|key| key.column).collect::<Vec<_>>();
            self.due.weigh |= columns(&self.sort) != columns(sort);
            self.due.sort = true;
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
        self.due.show |= self.frozen && !frozen;
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
        let asked = due.renew || due.sort || due.judge || due.show || time_counts;
        if !asked && self.revision == fleet.revision() {
            return false;
        }
        let seen = if due.renew { 0 } else { self.revision };
        self.revision = fleet.revision();
        self.rows.grow(fleet.rows.len());
        self.moving.resize(fleet.rows.len(), false);
        let context = Context { now, wording: &self.wording };
        let wanted = Wanted { filter: &self.filter, sort: &self.sort, columns: &self.columns };
        let (mut moved, mut coming) = (Vec::new(), Vec::new());
        let mut scales = Scales::default();
        for id in fleet.changed_since(seen) {
            let change = self.rows.renew(id, fleet.get(id), wanted, &context, &mut scales);
            if change.moves {
                moved.push(id);
            }
            if change.passes {
                coming.push(id);
            }
        }
        if due.weigh {
            self.rows.weigh_all(fleet, &self.sort, &context);
        }
        if due.judge || due.renew || time_counts {
            self.rows.judge_all(fleet, &self.filter, &context);
            self.judged_at = now;
        }
        if due.sort || moved.len() > self.all.len() / MANY {
            self.all = self.rows.sorted(fleet, &self.sort);
        } else if !moved.is_empty() {
            self.replace(fleet, &moved);
        }
        let changed = asked || !moved.is_empty() || !coming.is_empty();
        if self.frozen && !due.sort && !due.judge {
            self.hold(fleet, &coming);
        } else if changed {
            let rows = &self.rows;
            self.order.clear();
            self.order.extend(self.all.iter().copied().filter(|&id| rows.passes(id)));
        }
        changed
    }

    /// While the order is held, only a technician's own wish changes it: gone rows go, new ones come last.
    fn hold(&mut self, fleet: &Fleet, coming: &[MachineId]) {
        self.order.retain(|&id| fleet.get(id).is_some());
        self.mark(coming, true);
        for &id in &self.order {
            self.moving[id.index()] = false;
        }
        let new = coming.iter().copied().filter(|&id| self.moving[id.index()] && self.rows.passes(id));
        self.order.extend(new);
        self.mark(coming, false);
    }

    /// Brings rows to the places where they belong now.
    fn replace(&mut self, fleet: &Fleet, moved: &[MachineId]) {
        self.mark(moved, true);
        self.all.retain(|id| !self.moving[id.index()]);
        self.mark(moved, false);
        let mut moved: Vec<MachineId> = moved.iter().copied().filter(|&id| fleet.get(id).is_some()).collect();
        moved.sort_unstable_by(|&a, &b| self.rows.compare(a, b, &self.sort));
        let mut merged = Vec::with_capacity(self.all.len() + moved.len());
        let mut rest = self.all.as_slice();
        for id in moved {
            let (before, after) =
                rest.split_at(rest.partition_point(|&row| self.rows.compare(row, id, &self.sort).is_lt()));
            merged.extend_from_slice(before);
            merged.push(id);
            rest = after;
        }
        merged.extend_from_slice(rest);
        self.all = merged;
    }

    fn mark(&mut self, moved: &[MachineId], moving: bool) {
        for id in moved {
            self.moving[id.index()] = moving;
        }
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
