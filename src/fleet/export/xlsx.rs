//! A workbook with one sheet: figures as figures, moments as moments, the header frozen, and a filter on every column.

use super::{ExportError, Options};
use crate::fleet::{Column, Context, Machine, value::Value};
use jiff::Timestamp;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::io::Write;

/// Points of the grid for one character of a sheet.
const POINTS_A_CHARACTER: f32 = 7.0;

/// Seconds of a day, the unit in which sheets count time.
const DAY: f64 = 86_400.0;

/// The day 0 of sheets, 1899-12-30, in seconds before 1970.
const EPOCH: f64 = 25_569.0 * DAY;

pub(super) fn write<'a>(
    out: &mut impl Write,
    options: &Options,
    machines: impl Iterator<Item = &'a Machine>,
    context: &Context<'_>,
) -> Result<usize, ExportError> {
    let mut workbook = Workbook::new();
    let formats = Formats::default();
    let sheet = workbook.add_worksheet();
    for (place, (column, title)) in (0..).zip(&options.columns) {
        sheet.write_string_with_format(0, place, titled(*column, title), &formats.title)?;
        sheet.set_column_width(place, (column.default_width() / POINTS_A_CHARACTER).max(8.0))?;
    }
    let mut rows = 0;
    for (machine, row) in machines.zip(1..) {
        for (place, (column, _)) in (0..).zip(&options.columns) {
            cell(sheet, row, place, &column.value(machine, context), &formats, context)?;
        }
        rows = row as usize;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last) = u16::try_from(options.columns.len()).ok().and_then(|columns| columns.checked_sub(1)) {
        sheet.autofilter(0, 0, rows as u32, last)?;
    }
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(rows)
}

/// The title with its unit, because the cells have none.
fn titled(column: Column, title: &str) -> String {
    let unit = column.unit();
    if unit.is_empty() || title.contains(unit) { title.to_owned() } else { format!("{title} ({unit})") }
}

struct Formats {
    title: Format,
    /// By decimals.
    figures: [Format; 4],
    duration: Format,
    time: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let figure = |format: &str| Format::new().set_num_format(format);
        Self {
            title: Format::new().set_bold(),
            figures: ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000"].map(figure),
            duration: figure("[h]:mm:ss"),
            time: figure("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

fn cell(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    value: &Value<'_>,
    formats: &Formats,
    context: &Context<'_>,
) -> Result<(), XlsxError> {
    match value {
        Value::Missing => {}
        Value::Number { value, decimals } => {
            let format = formats.figures.get(usize::from(*decimals)).unwrap_or(&formats.figures[0]);
            sheet.write_number_with_format(row, place, *value, format)?;
        }
        Value::Duration(seconds) => {
            sheet.write_number_with_format(row, place, *seconds as f64 / DAY, &formats.duration)?;
        }
        Value::Time(at) => {
            sheet.write_number_with_format(row, place, sheet_time(*at, context), &formats.time)?;
        }
        // As words always: a sheet takes none of them for a formula.
        Value::Of { .. } | Value::Text(_) | Value::Address(_) | Value::State(_) | Value::Word(_) => {
            sheet.write_string(row, place, value.shown(context.wording))?;
        }
    }
    Ok(())
}

/// A moment as sheets count it: days, in local time.
fn sheet_time(at: Timestamp, context: &Context<'_>) -> f64 {
    let offset = context.wording.zone().to_offset(at);
    (at.as_second() as f64 + f64::from(offset.seconds()) + EPOCH) / DAY
}
