//! Comma separated values that spreadsheets open without harm: figures without grouping, and no cell that a spreadsheet
//! would take for a formula.

use super::Options;
use crate::fleet::{Context, Machine, format::guarded, value::Value};
use std::io::{self, Write};

pub(super) fn write<'a>(
    out: &mut impl Write,
    options: &Options,
    machines: impl Iterator<Item = &'a Machine>,
    context: &Context<'_>,
) -> io::Result<usize> {
    if options.byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(options.columns.iter().map(|(_, title)| guarded(title.clone())))?;
    let mut rows = 0;
    for machine in machines {
        for (column, _) in &options.columns {
            csv.write_field(cell(&column.value(machine, context), context))?;
        }
        csv.write_record(None::<&[u8]>)?;
        rows += 1;
    }
    csv.flush()?;
    Ok(rows)
}

/// A cell: a plain figure, or words that are no formula. What is unknown is empty.
fn cell(value: &Value<'_>, context: &Context<'_>) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Number { value, decimals } => format!("{value:.*}", usize::from(*decimals)),
        Value::Duration(seconds) => seconds.to_string(),
        Value::Of { .. } | Value::Text(_) | Value::Address(_) | Value::State(_) | Value::Word(_) | Value::Time(_) => {
            guarded(value.shown(context.wording))
        }
    }
}
