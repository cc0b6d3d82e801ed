//! Rows as text for the clipboard: what is seen, in a form that spreadsheets take.

use super::{Shown, header};
use crate::{
    fleet::{Context, Fleet, MachineId, Value, format::guarded},
    words::Words,
};
use std::fmt::Write as _;

/// Rows as a table with tabs between the cells, headed by the columns' names. Figures are written without grouping, which
/// spreadsheets would take for text; what is not known is empty.
pub(crate) fn rows_as_text(
    fleet: &Fleet,
    rows: impl Iterator<Item = MachineId>,
    columns: &[Shown],
    cells: &Context<'_>,
    words: &Words,
) -> String {
    let mut text = columns.iter().map(|one| header::title(words, one.column)).collect::<Vec<_>>().join("\t");
    for machine in rows.filter_map(|id| fleet.get(id)) {
        for (place, one) in columns.iter().enumerate() {
            text.push(if place == 0 { '\n' } else { '\t' });
            push_cell(&mut text, &one.column.value(machine, cells), cells);
        }
    }
    text.push('\n');
    text
}

fn push_cell(text: &mut String, value: &Value<'_>, cells: &Context<'_>) {
    match value {
        Value::Number { value, decimals } => {
            let decimals = usize::from(*decimals);
            write!(text, "{value:.decimals$}").expect("writing into a String can't fail");
        }
        Value::Missing => {}
        // A tab or line end in a machine's words would shift the columns.
        other => text.push_str(&guarded(other.shown(cells.wording).replace(['\t', '\n', '\r'], " "))),
    }
}

/// The addresses of machines, one a line.
pub(crate) fn addresses(fleet: &Fleet, rows: impl Iterator<Item = MachineId>) -> String {
    rows.filter_map(|id| fleet.get(id)).fold(String::new(), |mut text, machine| {
        Value::Address(machine.address).push(&mut text, &crate::fleet::Wording::plain());
        text.push('\n');
        text
    })
}
