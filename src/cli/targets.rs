//! Which machines a command is about, and which of them were named one by one.

use super::{args::TargetArgs, caret::Mistake, failure::CliError};
use crate::{engine::ranges_of, net::RangeSet};
use std::net::SocketAddr;

/// The machines of a command.
#[derive(Debug)]
pub(super) struct Targets {
    /// All addresses.
    pub(super) ranges: RangeSet,
    /// Those that were written as one address: their silence is a failure.
    pub(super) named: Vec<SocketAddr>,
}

impl Targets {
    /// Reads the ranges of the command line and of the file.
    pub(super) fn of(args: &TargetArgs) -> Result<Self, CliError> {
        let text = args.ranges.join(" ");
        let mut ranges = RangeSet::parse(&text).map_err(|error| Mistake {
            what: "range",
            words: error.kind.to_string(),
            span: error.span,
            text: text.clone(),
        })?;
        let items = text.split([',', ';', ' ', '\n', '\t']).filter_map(|item| RangeSet::parse(item).ok());
        let named = items.filter(|item| item.len() == 1).filter_map(|item| item.get(0)).collect();
        if let Some(path) = &args.file {
            let listed = ranges_of(path).map_err(|source| CliError::Ranges { path: path.clone(), source })?;
            ranges = ranges.union(&listed);
        }
        if ranges.is_empty() {
            return Err(CliError::Usage("there is no address in these ranges"));
        }
        Ok(Self { ranges, named })
    }
}
