//! The reader for replies that are not quite JSON: a tokenizer and a parser that mend while they read.
//!
//! Only [`super::parse`] calls it, after the strict reader gave up. Valid JSON gives the same value here as there.
//! Strings are taken as they stand; a value that the end of the input cuts in two is left out rather than guessed.

use super::{DEPTH, Parsed, Repair, Repairs, VALUE_LIMIT};
use serde_json::{Map, Number, Value};

/// Where and why even this reader gave up.
pub(super) struct Trouble {
    /// What was wrong, as the start of a sentence.
    pub(super) what: &'static str,
    /// The byte at which it was; always a character boundary.
    pub(super) at: usize,
}

/// Reads one value from the start of `text`. What follows a complete value is ignored.
pub(super) fn read(text: &str, repairs: Repairs) -> Result<Parsed, Trouble> {
    let mut reader = Reader { text, at: 0, repairs, cut_off: false, values: 0 };
    reader.skip_blanks();
    match reader.value(0)? {
        Some(value) => Ok(Parsed { value, repairs: reader.repairs, cut_off: reader.cut_off }),
        None => Err(reader.trouble("nothing but the start of a value")),
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The next byte to read; always a character boundary.
    at: usize,
    repairs: Repairs,
    cut_off: bool,
    values: usize,
}

impl Reader<'_> {
    fn trouble(&self, what: &'static str) -> Trouble {
        Trouble { what, at: self.at.min(self.text.len()) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over what separates tokens: blanks, and NUL bytes that some firmware leaves in its buffer.
    fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {}
                0 => self.repairs.insert(Repair::Surroundings),
                _ => return,
            }
            self.at += 1;
        }
    }

    /// One value, or `None` where the input ends before it is whole.
    fn value(&mut self, depth: usize) -> Result<Option<Value>, Trouble> {
        self.values += 1;
        if self.values > VALUE_LIMIT {
            return Err(self.trouble("more values than any machine sends"));
        }
        match self.peek() {
            None => {
                self.cut_off = true;
                Ok(None)
            }
            Some(b'{' | b'[') if depth >= DEPTH => Err(self.trouble("nested too deep")),
            Some(b'{') => self.object(depth).map(Some),
            Some(b'[') => self.list(depth).map(Some),
            Some(b'"') => Ok(self.string().map(Value::String)),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => self.word(),
            Some(_) => Err(self.trouble("no value")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Trouble> {
        self.at += 1;
        let mut object = Map::new();
        let mut comma_due = false;
        loop {
            match self.separator(&mut comma_due, b'}') {
                Step::End => return Ok(Value::Object(object)),
                Step::Item => {}
            }
            if self.peek() != Some(b'"') {
                return Err(self.trouble("a key was expected"));
            }
            let Some(key) = self.string() else { continue };
            self.skip_blanks();
            match self.peek() {
                Some(b':') => self.at += 1,
                Some(_) => return Err(self.trouble("a colon was expected")),
                None => {
                    self.cut_off = true;
                    continue;
                }
            }
            self.skip_blanks();
            if let Some(value) = self.value(depth + 1)? {
                object.insert(key, value);
            }
            comma_due = true;
        }
    }

    /// A list. `["329": "2022-…"]` is a pair in the wrong brackets: such a list becomes the object that was meant.
    fn list(&mut self, depth: usize) -> Result<Value, Trouble> {
        self.at += 1;
        let mut items = Vec::new();
        let mut pairs = Map::new();
        let mut comma_due = false;
        loop {
            match self.separator(&mut comma_due, b']') {
                Step::End => break,
                Step::Item => {}
            }
            let item = self.value(depth + 1)?;
            comma_due = true;
            self.skip_blanks();
            match item {
                Some(Value::String(key)) if self.peek() == Some(b':') => {
                    self.at += 1;
                    self.repairs.insert(Repair::PairList);
                    self.skip_blanks();
                    if let Some(value) = self.value(depth + 1)? {
                        pairs.insert(key, value);
                    }
                }
                Some(item) => items.push(item),
                None => {}
            }
        }
        if pairs.is_empty() {
            return Ok(Value::Array(items));
        }
        if items.is_empty() {
            return Ok(Value::Object(pairs));
        }
        items.push(Value::Object(pairs));
        Ok(Value::Array(items))
    }

    /// Goes to the next item of an object or a list, or to its end, over commas that are missing or too many.
    fn separator(&mut self, comma_due: &mut bool, closer: u8) -> Step {
        let mut commas = 0_usize;
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    commas += 1;
                }
                Some(byte) if byte == closer => {
                    self.at += 1;
                    if commas > 0 {
                        self.repairs.insert(Repair::StrayComma);
                    }
                    return Step::End;
                }
                Some(_) => {
                    if commas > usize::from(*comma_due) {
                        self.repairs.insert(Repair::StrayComma);
                    } else if commas < usize::from(*comma_due) {
                        self.repairs.insert(Repair::MissingComma);
                    }
                    *comma_due = false;
                    return Step::Item;
                }
                None => {
                    self.cut_off = true;
                    return Step::End;
                }
            }
        }
    }

    /// A string from its opening quote, or `None` where the input ends inside it.
    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            string.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                None => {
                    self.cut_off = true;
                    return None;
                }
                Some(b'"') => {
                    self.at += 1;
                    return Some(string);
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape(&mut string);
                }
                Some(control) => {
                    self.at += 1;
                    self.repairs.insert(Repair::RawControl);
                    string.push(char::from(control));
                }
            }
        }
    }

    /// What follows a backslash. One that starts no escape stands for itself.
    fn escape(&mut self, string: &mut String) {
        let plain = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') if self.unit(self.at + 1).is_some() => {
                string.push(self.unicode_escape());
                return;
            }
            // At the end of the input the string is dropped anyway.
            _ => {
                self.repairs.insert(Repair::LooseBackslash);
                string.push('\\');
                return;
            }
        };
        self.at += 1;
        string.push(plain);
    }

    /// The four hexadecimal digits at `at`.
    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.text.get(at..at + 4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    }

    /// A `\u` escape whose `u` is next and whose digits are there; half a surrogate pair becomes the replacement
    /// character.
    fn unicode_escape(&mut self) -> char {
        let first = self.unit(self.at + 1).unwrap_or_default();
        self.at += 5;
        let second = (self.text.get(self.at..self.at + 2) == Some("\\u")).then(|| self.unit(self.at + 2)).flatten();
        let pair = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
        match (char::from_u32(u32::from(first)), pair) {
            (Some(single), _) => single,
            (None, Some(pair)) => {
                self.at += 6;
                pair
            }
            (None, None) => char::REPLACEMENT_CHARACTER,
        }
    }

    /// A bare word: a number, `true`, `false`, `null`, or one of the names for what is no number.
    fn word(&mut self) -> Result<Option<Value>, Trouble> {
        let rest = &self.text[self.at..];
        let part_of_word = |byte: &u8| matches!(byte, b'-' | b'+' | b'.') || byte.is_ascii_alphanumeric();
        let length = rest.bytes().position(|byte| !part_of_word(&byte)).unwrap_or(rest.len());
        if length == rest.len() && self.at > 0 {
            // The rest of the word may be missing: 34 may have been 3417.
            self.at += length;
            self.cut_off = true;
            return Ok(None);
        }
        let word = &rest[..length];
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => match number(word) {
                Some((number, standard)) => {
                    if !standard {
                        self.repairs.insert(Repair::NumberForm);
                    }
                    Value::Number(number)
                }
                None if no_number(word) => {
                    self.repairs.insert(Repair::NotANumber);
                    Value::Null
                }
                None => return Err(self.trouble("an unknown word")),
            },
        };
        self.at += length;
        Ok(Some(value))
    }
}

enum Step {
    Item,
    End,
}

/// A number as JSON's own reader would take it, and whether it was in JSON's form. Numbers beyond what a float holds
/// are none.
fn number(word: &str) -> Option<(Number, bool)> {
    let body = word.strip_prefix(['-', '+']).unwrap_or(word);
    if !body.starts_with(|c: char| c == '.' || c.is_ascii_digit()) {
        return None;
    }
    let whole = body.split(['.', 'e', 'E']).next().unwrap_or_default();
    let standard = !word.starts_with('+') && !whole.is_empty() && (whole == "0" || !whole.starts_with('0'));
    let integer = !body.contains(['.', 'e', 'E']);
    let exact = match (integer, word.starts_with('-')) {
        (true, false) => word.parse::<u64>().ok().map(Number::from),
        (true, true) if whole.bytes().any(|digit| digit != b'0') => word.parse::<i64>().ok().map(Number::from),
        _ => None,
    };
    let number = exact.or_else(|| Number::from_f64(word.parse().ok()?))?;
    Some((number, standard))
}

/// Whether the word is one of the ways in which C prints what is no finite number.
fn no_number(word: &str) -> bool {
    let name = word.trim_start_matches(['-', '+']);
    let overflown = name.starts_with(|c: char| c.is_ascii_digit()) && name.parse::<f64>().is_ok_and(f64::is_infinite);
    overflown || ["inf", "nan", "infinity", "ind", "snan"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
