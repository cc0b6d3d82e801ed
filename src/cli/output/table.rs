//! A table for people, in their language.

use crate::{
    fleet::{Column, Context, Machine, Wording, column::Align},
    words::{Language, Words},
};
use comfy_table::{CellAlignment, ContentArrangement, Row, Table, presets};
use jiff::{Timestamp, tz::TimeZone};
use std::io::{self, Write};

/// Writes a header and a line a machine. On a terminal, long cells are folded to its width; elsewhere every machine is
/// one line, for `grep`.
pub(super) fn write(
    machines: &[&Machine],
    columns: &[Column],
    now: Timestamp,
    terminal: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::new(Language::from_system());
    let wording = wording(&words);
    let context = Context { now, wording: &wording };
    let mut table = empty_table(terminal);
    table.set_header(columns.iter().map(|column| title(*column, &words)));
    for (index, column) in columns.iter().enumerate() {
        let alignment = match column.align() {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        };
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(alignment);
        }
    }
    for machine in machines {
        table.add_row(Row::from(columns.iter().map(|column| column.text(machine, &context)).collect::<Vec<_>>()));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A table with a line under its header and nothing else.
pub(in crate::cli) fn empty_table(terminal: bool) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    if terminal {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    } else {
        table.force_no_tty();
    }
    table
}

/// The words of the cells in the language of `words`.
fn wording(words: &Words) -> Wording {
    Wording::new(words.language().code(), TimeZone::system(), |word| words.text(word.key()).to_owned())
}

/// The title with its unit, where the unit is not in it.
fn title(column: Column, words: &Words) -> String {
    let (title, unit) = (words.text(column.title_key()), column.unit());
    if unit.is_empty() || title.contains(unit) { title.to_owned() } else { format!("{title} {unit}") }
}
