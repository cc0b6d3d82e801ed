//! The columns as they are shown: read from and written to the settings, and their widths.

use super::{GridInput, cell, header};
use crate::{
    fleet::{Column, column::Align},
    gui::theme::{STEP, Theme},
    store::{Layout, LayoutColumn},
};
use eframe::egui::{Id, Ui};

/// One column on show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shown {
    /// Which.
    pub(crate) column: Column,
    /// Its width in points; `None`: as wide as it usually needs to be.
    pub(crate) width: Option<f32>,
}

/// No column gets narrower than this.
pub(super) const NARROWEST: f32 = 32.0;
/// Nor wider than this.
pub(super) const WIDEST: f32 = 1200.0;
/// Words in less room than this say nothing; their column goes on beyond the edge instead.
const LEAST_WORDS: f32 = 96.0;
/// What stands free at each side of a cell's text.
pub(super) const PADDING: f32 = 2.0 * STEP;

/// The columns that a layout names. Names that this version does not know are left out; an empty layout is the usual
/// one.
pub(crate) fn shown_columns(layout: &Layout) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for named in &layout.columns {
        if let Some(column) = Column::find(&named.key).filter(|column| shown.iter().all(|one| one.column != *column)) {
            let width = named.width.filter(|width| width.is_finite()).map(|width| width.clamp(NARROWEST, WIDEST));
            shown.push(Shown { column, width });
        }
    }
    if shown.is_empty() {
        shown.extend(Column::defaults().map(|column| Shown { column, width: None }));
    }
    shown
}

/// The layout of columns, as settings keep it.
pub(crate) fn layout_of(columns: &[Shown]) -> Vec<LayoutColumn> {
    columns.iter().map(|one| LayoutColumn { key: one.column.key().to_owned(), width: one.width }).collect()
}

/// The width of the column with the ticks.
pub(super) fn tick_width(theme: &Theme) -> f32 {
    34.0 * theme.type_scale
}

/// The height of the header.
pub(super) fn header_height(theme: &Theme) -> f32 {
    28.0 * theme.type_scale
}

/// The column that takes what room is left, or no more than that: the errors, whose sentences are the longest, else the
/// last one if that holds words. A column whose width was set by hand keeps it.
fn stretched(shown: &[Shown]) -> Option<usize> {
    let errors = shown.iter().position(|one| one.column == Column::Errors);
    let last = shown.len().checked_sub(1).filter(|&last| shown[last].column.align() == Align::Left);
    errors.or(last).filter(|&place| shown[place].width.is_none())
}

/// The columns for the table: first the ticks, then those on show, then an empty one that carries the rows to the edge
/// where no other does.
pub(super) fn table_columns(ui: &Ui, input: &GridInput<'_>, shown: &[Shown]) -> Vec<egui_table::Column> {
    let mut widths: Vec<f32> = std::iter::once(tick_width(input.theme))
        .chain(shown.iter().map(|one| one.width.unwrap_or_else(|| usual_width(ui, input, one.column))))
        .map(f32::round)
        .collect();
    let visible = ui.available_width() - ui.spacing().scroll.allocated_width();
    let room = visible - widths.iter().sum::<f32>();
    match stretched(shown) {
        Some(place) if room > 0.0 => widths[place + 1] += room,
        None if room > 0.0 => widths.push(room),
        // What ends at the window's edge is shortened with an ellipsis; what went on beyond it would be cut in mid-letter.
        Some(place) => {
            let left = visible - widths[..=place].iter().sum::<f32>();
            if left >= LEAST_WORDS * input.theme.type_scale {
                widths[place + 1] = widths[place + 1].min(left);
            }
        }
        None => {}
    }
    let fixed = |width: f32| egui_table::Column::new(width).range(width..=width).resizable(false);
    widths.into_iter().enumerate().map(|(place, width)| fixed(width).id(Id::unique(("column", place)))).collect()
}

/// The width of a column that nobody has set: what its figures need, and its header and words in this language.
fn usual_width(ui: &Ui, input: &GridInput<'_>, column: Column) -> f32 {
    let words = if column == Column::Status { cell::status_width(ui, input) } else { 0.0 };
    (column.default_width() * input.theme.type_scale).max(header::needed_width(ui, input, column)).max(words)
}
