//! The main grid: every machine a row, every [`Column`] that the technician wants.
//!
//! The app owns what is shown (fleet, view, selection); [`grid_ui`] draws the visible part of it, changes the selection
//! as a file manager would, and hands back what else was asked for. Rows never move under the pointer: while a button is
//! down the app holds the view still, and when rows come or go above, the ones in sight stay where they are.

mod cell;
mod copy;
mod header;
mod keys;
mod layout;
#[cfg(test)]
mod look;
mod table;

pub(crate) use copy::{addresses, rows_as_text};
pub(crate) use header::title;
pub(crate) use layout::{Shown, layout_of, shown_columns};

use super::{action::Action, theme::Theme};
use crate::{
    fleet::{Column, Context, Fleet, MachineId, Selection, SortKey, View},
    words::Words,
};
use eframe::egui::{Align, Id, Role, Sense, Ui, WidgetInfo, style::ScrollAnimation};
use egui_table::{HeaderRow, Table};
use table::GridTable;

/// What the grid shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GridInput<'a> {
    /// The machines.
    pub(crate) fleet: &'a Fleet,
    /// Which of them, in which order.
    pub(crate) view: &'a View,
    /// How many of the rows are marked.
    pub(crate) selected_shown: usize,
    /// What cells depend on.
    pub(crate) cells: Context<'a>,
    /// The technician's language.
    pub(crate) words: &'a Words,
    /// The colours.
    pub(crate) theme: &'a Theme,
    /// The height of a row in points.
    pub(crate) row_height: f32,
    /// False while a dialog has the keyboard.
    pub(crate) has_keyboard: bool,
}

/// What the grid remembers from frame to frame.
#[derive(Debug)]
pub(crate) struct GridState {
    /// The shown columns from left to right.
    pub(crate) columns: Vec<Shown>,
    /// The rows that were in sight in the last frame: first, and how many of them whole.
    sight: (usize, usize),
    /// A row to bring to sight.
    reveal: Option<Reveal>,
    /// The column whose header is being dragged to another place.
    moved: Option<Column>,
    /// True while the pointer drags over rows.
    is_dragging: bool,
}

/// Where a row is to be brought.
#[derive(Clone, Copy, Debug)]
enum Reveal {
    /// Just into sight.
    Anywhere(usize),
    /// To the top.
    Top(usize),
}

/// What came of a frame, besides the changed selection.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GridOutput {
    /// What was asked for.
    pub(crate) actions: Vec<Action>,
    /// A new order, from a click on a header.
    pub(crate) sort: Option<Vec<SortKey>>,
    /// Columns were moved, resized or hidden.
    pub(crate) is_layout_changed: bool,
}

impl GridState {
    /// With these columns.
    pub(crate) fn new(columns: Vec<Shown>) -> Self {
        Self { columns, sight: (0, 0), reveal: None, moved: None, is_dragging: false }
    }

    /// True while rows must not move, because the pointer drags over them.
    pub(crate) fn is_held(&self) -> bool {
        self.is_dragging
    }

    /// Brings a row to sight.
    pub(crate) fn reveal(&mut self, row: usize) {
        self.reveal = Some(Reveal::Anywhere(row));
    }

    /// The machine that is to keep its place on the screen when rows come or go: the focused one where it is in sight,
    /// else the uppermost. `None` at the top of the list, which stays the top.
    pub(crate) fn anchor(&self, view: &View, selection: &Selection) -> Option<(MachineId, usize)> {
        let (first, count) = self.sight;
        if first == 0 {
            return None;
        }
        let rows = view.rows();
        let focus = selection.focus();
        let sight = rows.get(first..(first + count).min(rows.len()))?;
        let place = sight.iter().position(|id| Some(*id) == focus).unwrap_or(0);
        sight.get(place).map(|&id| (id, place))
    }

    /// Puts the anchor back to its place after the rows have changed. True where that takes scrolling.
    pub(crate) fn hold(&mut self, anchor: Option<(MachineId, usize)>, view: &View) -> bool {
        let Some((id, place)) = anchor else { return false };
        let Some(now) = view.position(id) else { return false };
        let top = now.saturating_sub(place);
        let moves = top != self.sight.0;
        if moves && self.reveal.is_none() {
            self.reveal = Some(Reveal::Top(top));
        }
        moves
    }
}

/// The identity of the grid for the keyboard.
fn grid_id() -> Id {
    Id::unique("grid")
}

/// Draws the grid into what is left of `ui`.
pub(crate) fn grid_ui(
    ui: &mut Ui,
    input: GridInput<'_>,
    selection: &mut Selection,
    state: &mut GridState,
) -> GridOutput {
    let mut output = GridOutput::default();
    let area = ui.available_rect_before_wrap();
    let focusable = ui.interact(area, grid_id(), Sense::focusable_noninteractive());
    focusable.widget_info(|| WidgetInfo::labeled(Role::Grid, true, input.words.text("grid-name")));
    if input.has_keyboard {
        keys::handle(ui, grid_id(), &input, selection, state, &mut output);
    }
    let style = ui.style_mut();
    style.scroll_animation = ScrollAnimation::none();
    // The grid draws its own lines.
    style.visuals.widgets.noninteractive.bg_stroke.width = 0.0;
    let columns = layout::table_columns(ui, &input, &state.columns);
    let sticky = columns.len().min(2);
    let mut table = Table::new()
        .id_salt("grid")
        .num_rows(input.view.len() as u64)
        .columns(columns)
        .num_sticky_cols(sticky)
        .headers([HeaderRow::new(layout::header_height(input.theme))]);
    if let Some(reveal) = state.reveal.take() {
        table = match reveal {
            Reveal::Anywhere(row) => table.scroll_to_row(row as u64, None),
            Reveal::Top(row) => table.scroll_to_row(row as u64, Some(Align::TOP)),
        };
    }
    let mut rows = GridTable::new(ui, area, input, selection, state, &mut output);
    table.show(ui, &mut rows);
    rows.finish(ui);
    output
}
