//! Exactly the columns and rows that are shown, in their order, as a file that other programs read.

mod csv;
mod xlsx;

use super::{Column, Context, Machine, json};
use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Write};

/// The kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma separated values, UTF-8.
    #[default]
    Csv,
    /// A workbook with typed cells.
    Xlsx,
    /// One JSON object a line and machine, with all fields whatever the columns.
    Json,
}

impl Format {
    /// All kinds of file.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// How its files' names end, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// What goes into the file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The kind of file.
    pub format: Format,
    /// Begin a CSV with a byte order mark, by which spreadsheets know that it is UTF-8.
    pub byte_order_mark: bool,
    /// The columns with their titles, in order.
    pub columns: Vec<(Column, String)>,
}

impl Options {
    /// A file of these columns, titled by their keys: what other programs read.
    pub fn plain(format: Format, columns: impl IntoIterator<Item = Column>) -> Self {
        let columns = columns.into_iter().map(|column| (column, column.key().to_owned())).collect();
        Self { format, byte_order_mark: false, columns }
    }
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

/// Writes the machines in the given order; returns how many. Writing is buffered here.
pub fn write<'a>(
    out: impl Write,
    options: &Options,
    machines: impl IntoIterator<Item = &'a Machine>,
    context: &Context<'_>,
) -> Result<usize, ExportError> {
    let mut out = BufWriter::new(out);
    let machines = machines.into_iter();
    let rows = match options.format {
        Format::Csv => csv::write(&mut out, options, machines, context)?,
        Format::Xlsx => xlsx::write(&mut out, options, machines, context)?,
        Format::Json => {
            let mut rows = 0;
            for machine in machines {
                serde_json::to_writer(&mut out, &json::machine(machine, context)).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
                rows += 1;
            }
            rows
        }
    };
    out.flush()?;
    Ok(rows)
}
