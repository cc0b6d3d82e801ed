//! The tables that come with the program, as comma-separated text with a heading and `#` comments.
//!
//! People edit them in `assets/`, tests check every line, and a line that can't be read is left out rather than stop
//! the program.

use serde::de::DeserializeOwned;

/// The rows of a table, or what is wrong with each.
pub(super) fn rows<T: DeserializeOwned>(text: &str) -> Vec<Result<T, csv::Error>> {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
        .into_deserialize()
        .collect()
}
