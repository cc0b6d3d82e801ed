//! The filter language: which machines to show.
//!
//! | written | passes |
//! |---|---|
//! | `m50 rack-3` | rows that show both words in any visible cell |
//! | `"no answer"` | rows that show exactly this |
//! | `th<90`, `chip>=95`, `boards=2` | figures, in the column's unit: `<` `<=` `>` `>=` `=` `!=` |
//! | `th<90%`, `boards<100%` | a share of the factory rate, or of what the model should have |
//! | `age>5m`, `uptime<1h30m`, `lost-since>2d` | lengths of time: `s` `m` `h` `d` `w`; a bare number is seconds; of a moment, how long ago it was |
//! | `fw:2023`, `location:"rack 3"` | cells that contain the words |
//! | `error:53`, `error=530` | an error whose code begins so, or is this one; `error>1`: that many errors |
//! | `ip:10.31.4`, `ip:10.31.4.0/22`, `ip:10.31.4.1-80` | addresses |
//! | `status:weak`, `mode=low`, `dhcp:static` | words, in English or in the technician's language |
//! | `note:none`, `error:any` | cells that are empty, or not |
//! | `not a`, `a or b`, `a b`, `(a or b) c` | logic: `not` binds tightest, then side by side, then `or` |
//!
//! What is unknown never passes a comparison, not even `!=`: an unknown rate is neither above nor below a limit. Only
//! `none` finds it. Upper and lower case are the same.

mod address;
mod lexer;
mod operand;
mod parser;
mod test;

use super::{Column, Context, HealthState, Machine};
use parser::Node;
use std::ops::Range;

/// A filter, ready to be asked about machines. Two filters are equal when their texts are.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    text: Box<str>,
    root: Node,
}

/// Why a text is no filter, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct FilterError {
    /// The bytes of the text that are wrong; empty at its end where something is missing.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub kind: FilterErrorKind,
}

macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident, $key:literal, $words:literal;)+) => {
        /// What can be wrong with a filter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum FilterErrorKind {
            $($(#[$doc])+ #[error($words)] $name,)+
        }

        impl FilterErrorKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The key of its sentence in the locale files.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }
        }
    };
}

kinds! {
    /// `foo<3`.
    UnknownField, "filter-unknown-field", "there is no such field";
    /// `th<`.
    MissingValue, "filter-missing-value", "a value is missing here";
    /// `th<abc`.
    NotANumber, "filter-not-a-number", "this is not a number";
    /// `age>abc`.
    NotADuration, "filter-not-a-duration", "this is not a length of time: write 30s, 5m, 2h or 3d";
    /// `ip:10.31.400`.
    NotAnAddress, "filter-not-an-address", "this is not an address, the beginning of one, or a range";
    /// `power<90%`.
    NoPercentage, "filter-no-percentage", "this field has nothing that a percentage could be of";
    /// `<` and `>` where there is no order, as `status<weak`.
    NoOrder, "filter-no-order", "this field can't be larger or smaller";
    /// `"abc`.
    OpenQuote, "filter-open-quote", "the closing quote is missing";
    /// `(abc`.
    OpenBracket, "filter-open-bracket", "the closing bracket is missing";
    /// `abc)`.
    StrayBracket, "filter-stray-bracket", "there is no opening bracket for this one";
    /// `or`, `not` or `()` with nothing to apply to.
    MissingTerm, "filter-missing-term", "something to look for is missing here";
    /// Brackets in brackets in brackets.
    TooDeep, "filter-too-deep", "the brackets are too deep";
}

/// A field that a filter can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The column.
    pub column: Column,
    /// Its usual name in a filter: the shortest.
    pub name: &'static str,
}

impl Filter {
    /// Reads a filter; an empty text passes everything.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        Ok(Self { text: text.into(), root: parser::parse(text)? })
    }

    /// Passes the machines in one state: what a click on the sidebar asks.
    pub fn state(state: HealthState) -> Self {
        Self { text: format!("status={}", state.name()).into(), root: Node::Test(test::Test::state(state)) }
    }

    /// Passes what both filters pass.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            (false, false) => Self {
                text: format!("({}) ({})", self.text, other.text).into(),
                root: Node::And(vec![self.root, other.root]),
            },
        }
    }

    /// The text that it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The fields that filters know, for completion and help. Every column is one; its other names are
    /// [`Column::aliases`].
    pub fn fields() -> impl Iterator<Item = Field> {
        Column::ALL.iter().map(|&column| {
            let names = column.aliases().iter().copied().chain([column.key()]);
            Field { column, name: names.min_by_key(|name| name.len()).unwrap_or(column.key()) }
        })
    }

    /// True where everything passes.
    pub fn is_empty(&self) -> bool {
        self.root == Node::default()
    }

    /// True where it has plain words, for which `matches` needs the text shown.
    pub fn has_words(&self) -> bool {
        self.root.any(&|node| matches!(node, Node::Words(_)))
    }

    /// True where a machine may pass or fail as time goes by, without any news of it: `age>5m`.
    pub fn runs(&self) -> bool {
        self.root.any(&|node| matches!(node, Node::Test(test) if test.runs()))
    }

    /// Whether a machine passes. `shown` is the text of its visible cells ([`Filter::shown`]), which plain words
    /// search.
    pub fn matches(&self, machine: &Machine, shown: &str, context: &Context<'_>) -> bool {
        self.root.matches(machine, shown.as_bytes(), context)
    }

    /// Writes what plain words search: the visible cells in lower case, one a line. Ages are left out, because they
    /// are others every second.
    pub fn shown(text: &mut String, columns: &[Column], machine: &Machine, context: &Context<'_>) {
        text.clear();
        for column in columns.iter().filter(|column| !column.runs()) {
            column.value(machine, context).push(text, context.wording);
            text.push('\n');
        }
        if text.is_ascii() {
            text.make_ascii_lowercase();
        } else {
            *text = text.to_lowercase();
        }
    }

    /// Whether a machine passes when these columns are visible: for callers that ask once, like the command line.
    pub fn passes(&self, machine: &Machine, columns: &[Column], context: &Context<'_>) -> bool {
        let mut shown = String::new();
        if self.has_words() {
            Self::shown(&mut shown, columns, machine, context);
        }
        self.matches(machine, &shown, context)
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
