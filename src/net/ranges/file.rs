//! Files of addresses: lists, and tables that other tools export.

use super::{MAX_ADDRESSES, RangeError, RangeSet, grammar};

/// Reads a list, or else a table.
pub(super) fn parse(bytes: &[u8]) -> Result<RangeSet, RangeError> {
    let text = decode(bytes);
    grammar::parse(&text).or_else(|error| table(&text).ok_or(error))
}

/// UTF-16 with a byte order mark (what Windows programs save as "Unicode"), else UTF-8.
fn decode(bytes: &[u8]) -> String {
    let utf16 = |to_unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| to_unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The addresses of a table, one a row. `None` where the text does not look like a table, so that a mistake in a
/// plain list is not passed over in silence: a table has several columns, and either a row of headings, or in every row
/// an address in the first column and a word in another.
fn table(text: &str) -> Option<RangeSet> {
    let headline = text.lines().find(|line| !line.trim().is_empty())?;
    let separator = [b'\t', b';', b','].into_iter().find(|separator| headline.as_bytes().contains(separator))?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut found = Vec::new();
    let mut has_headings = false;
    let mut is_first_column = true;
    for (i, row) in reader.records().enumerate() {
        let row = row.ok()?;
        let address = row.iter().enumerate().find_map(|(column, cell)| {
            let set = grammar::parse(cell.trim()).ok().filter(|set| !set.is_empty())?;
            Some((column, set))
        });
        has_headings |= i == 0 && row.len() > 1 && address.is_none();
        let has_words = row.iter().any(|cell| cell.trim().starts_with(char::is_alphabetic));
        is_first_column &= has_words && address.as_ref().is_some_and(|(column, _)| *column == 0);
        found.extend(address.into_iter().flat_map(|(_, set)| set.spans));
    }
    let set = RangeSet::from_spans(found);
    ((has_headings || is_first_column) && !set.is_empty() && set.len() <= MAX_ADDRESSES).then_some(set)
}
