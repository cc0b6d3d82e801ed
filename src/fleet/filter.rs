//! The filter language: which machines to show.

use super::{Column, Context, Machine};
use std::ops::Range;

/// A filter, ready to be asked about machines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    words: Vec<Box<str>>,
}

/// Why a text is no filter, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct FilterError {
    /// The bytes of the text that are wrong; may be empty at its end, where something is missing.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub kind: FilterErrorKind,
}

/// What can be wrong with a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FilterErrorKind {
    /// There is no such field.
    #[error("there is no such field")]
    UnknownField,
}

impl FilterErrorKind {
    /// The keys of all kinds in the locale files.
    pub const KEYS: &'static [&'static str] = &["filter-unknown-field"];

    /// The key of its sentence in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnknownField => "filter-unknown-field",
        }
    }
}

/// A field that a filter can ask for.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The column.
    pub column: Column,
    /// Its shortest usual name in a filter.
    pub name: &'static str,
}

impl Filter {
    /// Reads a filter; an empty text passes everything.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        Ok(Self { words: text.split_whitespace().map(|word| word.to_lowercase().into_boxed_str()).collect() })
    }

    /// The fields that filters know, for completion and help.
    pub fn fields() -> impl Iterator<Item = Field> {
        Column::ALL.iter().map(|&column| Field { column, name: column.key() })
    }

    /// True where everything passes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a machine passes. `shown` is the text of its visible cells in lower case, which plain words search.
    pub fn matches(&self, _machine: &Machine, shown: &str, _context: &Context<'_>) -> bool {
        self.words.iter().all(|word| shown.contains(&**word))
    }
}
