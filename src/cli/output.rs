//! Rows on the output: which machines, which columns, in which order, in which format.

mod choice;
mod table;

pub(super) use choice::Choice;
pub(super) use table::empty_table;

use super::{Streams, args::ScanFormat, failure::CliError};
use crate::{
    engine::FileError,
    fleet::{Column, Context, Fleet, Machine, View, Wording, export},
    store::replace,
};
use jiff::Timestamp;
use std::{io::Write, sync::Arc};

/// Prints the machines of a fleet that the choice lets pass.
pub(super) fn print(fleet: &Fleet, choice: &Choice, streams: &mut Streams<'_>) -> Result<(), CliError> {
    let now = Timestamp::now();
    // Filters, orders and files for programs do not depend on the language of whoever is logged in.
    let wording = Arc::new(Wording::plain());
    let mut view = View::new(wording.clone());
    view.set_columns(&choice.columns);
    view.set_filter(choice.filter.clone());
    view.set_sort(&choice.sort);
    view.update(fleet, now);
    let machines: Vec<&Machine> = view.rows().iter().filter_map(|id| fleet.get(*id)).collect();
    let context = Context { now, wording: &wording };
    match &choice.path {
        Some(path) => replace(path, |file| write(&machines, choice, &context, None, file).map_err(into_file_error))
            .map_err(CliError::File),
        None => write(&machines, choice, &context, Some(streams.terminal), &mut *streams.out),
    }
}

/// Writes rows in the chosen format. `terminal` is for a table on the output: whether a terminal shows it.
fn write(
    machines: &[&Machine],
    choice: &Choice,
    context: &Context<'_>,
    terminal: Option<bool>,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let format = match choice.format {
        ScanFormat::Table => {
            return table::write(machines, &choice.columns, context.now, terminal.unwrap_or(false), out)
                .map_err(CliError::Output);
        }
        ScanFormat::Json => export::Format::Json,
        ScanFormat::Csv => export::Format::Csv,
        ScanFormat::Xlsx => export::Format::Xlsx,
    };
    let titled = |column: &Column| (*column, column.key().to_owned());
    let columns = choice.columns.iter().map(titled).collect();
    let options = export::Options { format, byte_order_mark: false, columns };
    export::write(out, &options, machines.iter().copied(), context)?;
    Ok(())
}

/// An error of writing into a file rather than on the output.
fn into_file_error(error: CliError) -> FileError {
    match error {
        CliError::Output(error) => FileError::Io(error),
        CliError::File(error) => error,
        other => FileError::Io(std::io::Error::other(other.to_string())),
    }
}
