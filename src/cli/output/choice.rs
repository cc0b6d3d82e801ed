//! What the options of `scan` say about the output, read and checked before anything is scanned.

use crate::{
    cli::{
        Streams,
        args::{ScanArgs, ScanFormat},
        caret::{Mistake, items},
        failure::CliError,
        scan,
    },
    fleet::{Column, Filter, SortKey},
};
use std::{ops::Range, path::PathBuf};

/// The columns of a table that nobody chose: what fits a terminal and tells a sick machine from a well one.
const USUAL: [Column; 10] = [
    Column::Ip,
    Column::Status,
    Column::Model,
    Column::Rate,
    Column::RatePercent,
    Column::Boards,
    Column::ChipTemp,
    Column::Power,
    Column::Efficiency,
    Column::Errors,
];

/// What to print and how.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Choice {
    /// The format.
    pub(in crate::cli) format: ScanFormat,
    /// The columns in order.
    pub(in crate::cli) columns: Vec<Column>,
    /// Which machines.
    pub(in crate::cli) filter: Filter,
    /// In which order.
    pub(in crate::cli) sort: Vec<SortKey>,
    /// Into which file; `None` is the output.
    pub(in crate::cli) path: Option<PathBuf>,
}

impl Choice {
    /// A table of everything, by address.
    pub(in crate::cli) fn table() -> Self {
        Self {
            format: ScanFormat::Table,
            columns: USUAL.to_vec(),
            filter: Filter::default(),
            sort: vec![SortKey { column: Column::Ip, descending: false }],
            path: None,
        }
    }

    /// What the options say.
    pub(in crate::cli) fn of(args: &ScanArgs, streams: &Streams<'_>) -> Result<Self, CliError> {
        let to_terminal = streams.terminal && args.output.is_none();
        if args.format == ScanFormat::Xlsx && to_terminal {
            return Err(CliError::Usage("a workbook can't be shown in a terminal: name a file with --output"));
        }
        let mut choice = Self { format: args.format, path: args.output.clone(), ..Self::table() };
        if let Some(text) = &args.columns {
            choice.columns = columns(text)?;
        } else if args.format != ScanFormat::Table {
            // A file has room.
            choice.columns = Column::ALL.to_vec();
        }
        choice.filter = scan::filter(args.filter.as_deref())?;
        if let Some(text) = &args.sort {
            choice.sort = sort(text)?;
        }
        Ok(choice)
    }
}

/// Reads `ip,model,rate`, or `all`.
fn columns(text: &str) -> Result<Vec<Column>, Mistake> {
    if text.trim().eq_ignore_ascii_case("all") {
        return Ok(Column::ALL.to_vec());
    }
    items(text).map(|(name, span)| column("columns", text, name, span)).collect()
}

/// Reads `model,-rate`.
fn sort(text: &str) -> Result<Vec<SortKey>, Mistake> {
    let keys: Vec<SortKey> = items(text)
        .map(|(item, span)| {
            let name = item.strip_prefix('-').unwrap_or(item);
            let column = column("sort", text, name, span.end - name.len()..span.end)?;
            Ok(SortKey { column, descending: name.len() < item.len() })
        })
        .collect::<Result<_, _>>()?;
    match items(text).nth(2) {
        None => Ok(keys),
        Some((_, span)) => {
            Err(Mistake { what: "sort", words: "two columns at most".to_owned(), span, text: text.to_owned() })
        }
    }
}

/// The column of a name.
fn column(what: &'static str, text: &str, name: &str, span: Range<usize>) -> Result<Column, Mistake> {
    Column::find(name).ok_or_else(|| {
        let known: Vec<&str> = Column::ALL.iter().map(|column| column.key()).collect();
        let words = format!("there is no such column; there are {}", known.join(", "));
        Mistake { what, words, span, text: text.to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_sorts_are_read_and_mistakes_are_placed() {
        assert_eq!(columns("ip, th").unwrap(), [Column::Ip, Column::Rate]);
        assert_eq!(columns("ip, nose,model").unwrap_err().span, 4..8);
        assert_eq!(columns("ip,").unwrap_err().span, 3..3);
        let keys = sort("model,-th").unwrap();
        assert_eq!(keys.iter().map(|key| key.descending).collect::<Vec<_>>(), [false, true]);
        assert_eq!(sort("ip,-nose").unwrap_err().span, 4..8);
        assert_eq!(sort("ip,model,th").unwrap_err().span, 9..11);
    }
}
