//! Replies as JSON, whatever machines make of it.
//!
//! [`parse`] is the only way from bytes to a JSON value. Most replies are valid and take the strict path; for the
//! others `tolerant` has its own tokenizer, which repairs what is known from the field, outside strings only: a
//! pool that is called "binance" keeps its name although `nan` is no number. Everything is bounded: depth, size and
//! count of values. What can't be understood is a [`Failure`] that says where and shows the text.

mod tolerant;

use super::{
    failure::Failure,
    frame::{DEPTH_LIMIT, first_object},
};
use serde_json::Value;
use std::sync::Arc;

/// A reply longer than this is refused, in bytes. The longest real ones are below 20 KiB.
pub const SIZE_LIMIT: usize = 1 << 20;

/// A reply with more values than this is refused: a joined reply of a large machine has about 400.
pub const VALUE_LIMIT: usize = 20_000;

/// What had to be mended to read a reply. Each is known from machines in the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Repair {
    /// Bytes that are not UTF-8 were replaced.
    Encoding,
    /// NUL bytes around the object, or text behind it, were dropped.
    Surroundings,
    /// A comma too many was dropped.
    StrayComma,
    /// A missing comma was put in.
    MissingComma,
    /// A bare `inf`, `nan` or the like became null.
    NotANumber,
    /// A number in a form that JSON does not know (`+1`, `01`, `.5`) was read.
    NumberForm,
    /// List brackets around `"key": value` pairs became braces.
    PairList,
    /// A raw control character in a string was taken as it is.
    RawControl,
    /// A backslash that starts no escape was taken as it is.
    LooseBackslash,
}

/// A set of [`Repair`]s.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Repairs(u16);

impl Repairs {
    /// Adds one.
    pub fn insert(&mut self, repair: Repair) {
        self.0 |= 1 << repair as u16;
    }

    /// Whether this repair was made.
    pub fn contains(self, repair: Repair) -> bool {
        self.0 & 1 << repair as u16 != 0
    }

    /// Whether nothing was repaired.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The repairs that were made.
    pub fn iter(self) -> impl Iterator<Item = Repair> {
        use Repair::{
            Encoding, LooseBackslash, MissingComma, NotANumber, NumberForm, PairList, RawControl, StrayComma,
            Surroundings,
        };
        [Encoding, Surroundings, StrayComma, MissingComma, NotANumber, NumberForm, PairList, RawControl, LooseBackslash]
            .into_iter()
            .filter(move |repair| self.contains(*repair))
    }
}

impl std::fmt::Debug for Repairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// A reply that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The value.
    pub value: Value,
    /// What was mended to read it.
    pub repairs: Repairs,
    /// The reply ended in the middle: what was open there is closed, what was half a value is left out.
    pub cut_off: bool,
}

/// Reads a reply. Errors are [`Failure::TooLong`] beyond [`SIZE_LIMIT`] and [`Failure::BadReply`] for what even the
/// tolerant reader can't understand.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Failure> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Failure::TooLong { limit: SIZE_LIMIT as u32 });
    }
    // An upper bound of the number of values, before any memory is spent on them.
    if bytes.iter().filter(|byte| matches!(byte, b',' | b':' | b'[' | b'{')).count() > VALUE_LIMIT {
        return Err(bad("more values than any machine sends"));
    }
    let mut repairs = Repairs::default();
    let decoded = String::from_utf8_lossy(bytes);
    if matches!(decoded, std::borrow::Cow::Owned(_)) {
        repairs.insert(Repair::Encoding);
    }
    let text = decoded.trim_matches(|c: char| c == '\0' || c == '\u{feff}' || c.is_whitespace());
    if decoded.contains('\0') && !text.contains('\0') {
        repairs.insert(Repair::Surroundings);
    }
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(Parsed { value, repairs, cut_off: false });
    }
    let Some(start) = text.find('{') else {
        return Err(if text.is_empty() { bad("an empty reply") } else { not_json(text) });
    };
    let object = first_object(text);
    let rest = object.unwrap_or(&text[start..]);
    if start > 0 || rest.len() < text.len() - start {
        repairs.insert(Repair::Surroundings);
    }
    // Worth another try only where something around the object was in the way.
    if object.is_some()
        && rest.len() < text.len()
        && let Ok(value) = serde_json::from_str(rest)
    {
        return Ok(Parsed { value, repairs, cut_off: false });
    }
    tolerant::read(rest, repairs).map_err(|trouble| {
        bad(&format!(
            "{} at byte {} of {}: {}",
            trouble.what,
            start + trouble.at,
            text.len(),
            excerpt(&rest[trouble.at..])
        ))
    })
}

/// Reads text with the tolerant reader alone: what [`parse`] does when the strict one gives up. For tests that hold
/// the two against each other.
pub fn parse_tolerant(text: &str) -> Result<Parsed, Failure> {
    if text.len() > SIZE_LIMIT {
        return Err(Failure::TooLong { limit: SIZE_LIMIT as u32 });
    }
    tolerant::read(text, Repairs::default()).map_err(|trouble| bad(&format!("{} at byte {}", trouble.what, trouble.at)))
}

fn bad(words: &str) -> Failure {
    Failure::BadReply { words: Arc::from(words) }
}

/// Text that holds no object at all: a known message, another kind of server, or nonsense.
fn not_json(text: &str) -> Failure {
    const OTHERS: [&str; 6] = ["HTTP/", "SSH-", "<!DOCTYPE", "<html", "220 ", "+OK"];
    let words: Arc<str> = excerpt(text).into();
    if text.contains("Socket connect failed") || text.contains("Connection refused") {
        Failure::BtminerDown { words }
    } else if OTHERS.iter().any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))) {
        Failure::OtherDevice { words }
    } else {
        bad(&format!("not JSON: {words}"))
    }
}

/// The start of a text, on one line and without control characters, to show in a message.
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut shown: String = clean.by_ref().take(SHOWN).collect();
    shown.truncate(shown.trim_end().len());
    if clean.next().is_some() {
        shown.push('…');
    }
    shown
}

/// How deep values may nest: the strict reader's own limit, so that both take the same replies.
const DEPTH: usize = DEPTH_LIMIT as usize;
