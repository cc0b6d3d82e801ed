//! Which rows are marked, as in a file manager: by machine, so that sorting, filtering and refreshing change nothing.

use super::machine::MachineId;
use std::collections::BTreeSet;

/// The marked machines and the focused one.
///
/// Methods that need an order take the rows as they are shown: [`View::rows`](super::View::rows).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    marked: BTreeSet<MachineId>,
    focus: Option<MachineId>,
    anchor: Option<MachineId>,
    dragged_from: Option<BTreeSet<MachineId>>,
    revision: u64,
}

impl Selection {
    /// An empty selection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Marked machines, shown or not.
    pub fn len(&self) -> usize {
        self.marked.len()
    }

    /// True where no machine is marked.
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    /// True where this machine is marked.
    pub fn contains(&self, id: MachineId) -> bool {
        self.marked.contains(&id)
    }

    /// The marked machines in order of appearance in the fleet.
    pub fn iter(&self) -> impl Iterator<Item = MachineId> + '_ {
        self.marked.iter().copied()
    }

    /// The marked machines in the order shown, without those that the filter hides.
    pub fn shown<'a>(&'a self, rows: &'a [MachineId]) -> impl Iterator<Item = MachineId> + 'a {
        rows.iter().copied().filter(|&id| self.contains(id))
    }

    /// How many of the rows shown are marked.
    pub fn count_shown(&self, rows: &[MachineId]) -> usize {
        if self.marked.is_empty() { 0 } else { self.shown(rows).count() }
    }

    /// The machine that the detail panel follows and from which arrow keys move.
    pub fn focus(&self) -> Option<MachineId> {
        self.focus
    }

    /// Rises with every change, for callers that keep what they computed from the selection.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Click: this machine alone.
    pub fn click(&mut self, id: MachineId) {
        self.marked.clear();
        self.marked.insert(id);
        self.point(id);
    }

    /// Ctrl+click, or the row's tick: this one changes, the others stay.
    pub fn toggle(&mut self, id: MachineId) {
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.point(id);
    }

    /// Shift+click: from the last clicked row to this one, instead of what was marked.
    pub fn extend(&mut self, id: MachineId, rows: &[MachineId]) {
        self.marked = self.between(id, rows);
        self.focus = Some(id);
        self.revision += 1;
    }

    /// Ctrl+Shift+click: from the last clicked row to this one, besides what was marked.
    pub fn extend_more(&mut self, id: MachineId, rows: &[MachineId]) {
        let more = self.between(id, rows);
        self.marked.extend(more);
        self.focus = Some(id);
        self.revision += 1;
    }

    /// The button went down on this row to drag over others; `more` (Ctrl) keeps what was marked.
    pub fn drag_start(&mut self, id: MachineId, more: bool) {
        let kept = if more { self.marked.clone() } else { BTreeSet::new() };
        self.marked.clone_from(&kept);
        self.marked.insert(id);
        self.dragged_from = Some(kept);
        self.point(id);
    }

    /// The pointer reached this row.
    pub fn drag_to(&mut self, id: MachineId, rows: &[MachineId]) {
        let Some(kept) = &self.dragged_from else { return };
        if self.focus == Some(id) {
            return;
        }
        let mut marked = kept.clone();
        marked.extend(self.between(id, rows));
        self.marked = marked;
        self.focus = Some(id);
        self.revision += 1;
    }

    /// The button went up.
    pub fn drag_end(&mut self) {
        self.dragged_from = None;
    }

    /// Ctrl+A: every row shown, besides hidden ones that were marked.
    pub fn all(&mut self, rows: &[MachineId]) {
        self.marked.extend(rows);
        self.revision += 1;
    }

    /// Every row shown changes; hidden ones stay.
    pub fn invert(&mut self, rows: &[MachineId]) {
        for &id in rows {
            if !self.marked.remove(&id) {
                self.marked.insert(id);
            }
        }
        self.revision += 1;
    }

    /// Marks exactly these.
    pub fn set(&mut self, ids: impl IntoIterator<Item = MachineId>) {
        self.marked = ids.into_iter().collect();
        self.revision += 1;
    }

    /// Marks nothing. The focus stays.
    pub fn clear(&mut self) {
        self.marked.clear();
        self.revision += 1;
    }

    /// Moves the focus without marking anything.
    pub fn set_focus(&mut self, id: Option<MachineId>) {
        self.focus = id;
        self.revision += 1;
    }

    /// Arrow keys: `steps` rows down (up where negative) from the focus, held at the ends; the first row where nothing
    /// has the focus. With `extend` (Shift) it marks on the way, otherwise it marks the new row alone.
    pub fn step(&mut self, steps: isize, extend: bool, rows: &[MachineId]) -> Option<MachineId> {
        let last = rows.len().checked_sub(1)?;
        let from = self.focus.and_then(|focus| rows.iter().position(|&id| id == focus));
        let to = from.map_or(0, |from| from.saturating_add_signed(steps).min(last));
        let id = *rows.get(to)?;
        if extend {
            self.extend(id, rows);
        } else {
            self.click(id);
        }
        Some(id)
    }

    /// Forgets machines that are no longer in the fleet: after rows were merged or forgotten.
    pub fn retain(&mut self, lives: impl Fn(MachineId) -> bool) {
        let before = self.marked.len();
        self.marked.retain(|&id| lives(id));
        let focus = self.focus.filter(|&id| lives(id));
        if before != self.marked.len() || focus != self.focus {
            self.revision += 1;
        }
        self.focus = focus;
        self.anchor = self.anchor.filter(|&id| lives(id));
    }

    fn point(&mut self, id: MachineId) {
        self.focus = Some(id);
        self.anchor = Some(id);
        self.revision += 1;
    }

    /// The rows from the anchor to `id`, both included; `id` alone where the anchor isn't shown.
    fn between(&self, id: MachineId, rows: &[MachineId]) -> BTreeSet<MachineId> {
        let place = |wanted: MachineId| rows.iter().position(|&row| row == wanted);
        let ends = self.anchor.and_then(place).zip(place(id));
        match ends {
            Some((a, b)) => rows[a.min(b)..=a.max(b)].iter().copied().collect(),
            None => BTreeSet::from([id]),
        }
    }
}
