//! Error codes as words: what each means, what to do, and how bad it is.
//!
//! The table is `assets/error_codes.csv`, with the texts of the other languages beside the other words of these
//! languages. Health reads [`lookup`], what people see comes from [`describe`]. Where the machine sent words of its
//! own, these are better than ours.

mod pattern;

use super::table::rows;
use pattern::{Pattern, Places};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};

/// How bad an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The machine goes on; have a look when there is time.
    Minor,
    /// Something is broken or about to be.
    Major,
    /// The machine can't be trusted: its firmware was tampered with.
    Critical,
}

/// The part that an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// The fans.
    Fan,
    /// The intake fan.
    FanIn,
    /// The exhaust fan.
    FanOut,
    /// The power supply.
    Psu,
    /// A hash board.
    #[serde(rename = "hashboard")]
    HashBoard,
    /// A chip.
    Chip,
    /// The control board.
    ControlBoard,
    /// The air around the machine.
    Environment,
    /// The cooling liquid.
    Liquid,
    /// The pools.
    Pool,
    /// The hash rate.
    #[serde(rename = "hashrate")]
    HashRate,
    /// The firmware.
    Firmware,
    /// The genuineness of the firmware.
    Security,
    /// The checks before a machine leaves the factory.
    Factory,
    /// The vendor's own tool.
    Tool,
    /// Nobody says.
    Unknown,
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct ErrorMeaning {
    pattern: Pattern,
    /// The pattern as the table writes it, by which translations are found.
    key: Box<str>,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub component: Component,
    meaning: Box<str>,
    advice: Box<str>,
}

/// An error in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorText {
    /// What it means, with board and chip filled in.
    pub meaning: String,
    /// What to do.
    pub advice: String,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub component: Component,
}

const ENGLISH: &str = include_str!("../../assets/error_codes.csv");

/// The texts of the other languages, by the language's code.
const TRANSLATIONS: [(&str, &str); 2] = [
    ("ru", include_str!("../../assets/locales/ru/error_codes.csv")),
    ("zh-CN", include_str!("../../assets/locales/zh-CN/error_codes.csv")),
];

#[derive(Deserialize)]
struct Row {
    pattern: Box<str>,
    severity: Severity,
    component: Component,
    meaning: Box<str>,
    advice: Box<str>,
}

#[derive(Deserialize)]
struct Translation {
    pattern: Box<str>,
    meaning: Box<str>,
    advice: Box<str>,
}

/// The rows, those that fit best first.
static TABLE: LazyLock<Vec<ErrorMeaning>> = LazyLock::new(|| {
    let mut table: Vec<ErrorMeaning> = rows::<Row>(ENGLISH)
        .into_iter()
        .filter_map(|row| {
            let Row { pattern: key, severity, component, meaning, advice } = row.ok()?;
            Some(ErrorMeaning { pattern: Pattern::parse(&key)?, key, severity, component, meaning, advice })
        })
        .collect();
    table.sort_by_key(|row| row.pattern.openness());
    table
});

/// The translated texts by language and pattern.
static TRANSLATED: LazyLock<BTreeMap<&str, BTreeMap<Box<str>, Translation>>> = LazyLock::new(|| {
    let texts = |text| rows::<Translation>(text).into_iter().flatten().map(|row| (row.pattern.clone(), row)).collect();
    TRANSLATIONS.iter().map(|(language, text)| (*language, texts(text))).collect()
});

/// The rows that a code means, with what their places stand for: one, or as many as there are bits set.
fn found(code: &str) -> impl Iterator<Item = (&'static ErrorMeaning, Places)> {
    let mut of_one_code = 0;
    let fitting = TABLE.iter().filter_map(move |row| Some((row, row.pattern.places(code)?)));
    fitting.take_while(move |(row, _)| {
        of_one_code += usize::from(!matches!(row.pattern, Pattern::Bits(_)));
        of_one_code <= 1
    })
}

/// The meaning of a code, the worst of several; `None` where it is unknown.
pub fn lookup(code: &str) -> Option<&'static ErrorMeaning> {
    let code = code.trim();
    found(code).map(|(row, _)| row).reduce(|worst, row| if row.severity > worst.severity { row } else { worst })
}

/// A code in words of a language (`en`, `zh-CN`, `ru`; English for any other, and for what is not translated);
/// `None` where the code is unknown.
pub fn describe(code: &str, language: &str) -> Option<ErrorText> {
    let code = code.trim();
    let translated = TRANSLATED.get(language);
    let mut text: Option<ErrorText> = None;
    for (row, places) in found(code) {
        let (meaning, advice) = match translated.and_then(|texts| texts.get(&row.key)) {
            Some(translation) => (&translation.meaning, &translation.advice),
            None => (&row.meaning, &row.advice),
        };
        let (meaning, advice) = (places.fill(meaning), places.fill(advice));
        match &mut text {
            Some(text) => {
                append(&mut text.meaning, &meaning);
                append(&mut text.advice, &advice);
                text.severity = text.severity.max(row.severity);
            }
            None => text = Some(ErrorText { meaning, advice, severity: row.severity, component: row.component }),
        }
    }
    text
}

/// Adds what is not there yet.
fn append(text: &mut String, more: &str) {
    if !text.contains(more) {
        text.push_str("; ");
        text.push_str(more);
    }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Pattern, Row, Severity, TABLE, TRANSLATIONS, Translation, describe, lookup, rows};
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = ["{board}", "{chip}", "{n}"].into_iter().filter(|it| text.contains(it)).collect();
        assert_eq!(text.matches('{').count(), found.iter().map(|it| text.matches(it).count()).sum::<usize>(), "{text}");
        found.sort_unstable();
        found
    }

    #[test]
    fn every_row_of_the_table_is_sound() {
        let mut patterns = BTreeSet::new();
        for (number, row) in rows::<Row>(ENGLISH).into_iter().enumerate() {
            let row = row.unwrap_or_else(|error| panic!("row {number}: {error}"));
            let pattern = Pattern::parse(&row.pattern).unwrap_or_else(|| panic!("{}: no pattern", row.pattern));
            assert!(patterns.insert(row.pattern.clone()), "{}: twice in the table", row.pattern);
            assert!(!row.meaning.is_empty() && !row.advice.is_empty(), "{}: a text is missing", row.pattern);
            assert!(
                !row.meaning.ends_with('.') && !row.advice.ends_with('.'),
                "{}: ends with a full stop",
                row.pattern
            );
            for (letter, placeholder) in [('b', "{board}"), ('c', "{chip}"), ('n', "{n}")] {
                let place = match &pattern {
                    Pattern::Digits(pattern) => pattern.contains(letter),
                    Pattern::Range(..) => letter == 'n',
                    Pattern::Bits(_) => false,
                };
                let used = placeholders(&row.meaning).contains(&placeholder);
                assert!(place || !used, "{}: {placeholder} stands for nothing", row.pattern);
                assert!(used || !place || letter == 'n', "{}: {placeholder} is not told", row.pattern);
            }
        }
        assert_eq!(TABLE.len(), patterns.len());
    }

    #[test]
    fn translations_are_of_known_patterns_and_keep_the_places() {
        let english: Vec<Row> = rows(ENGLISH).into_iter().map(Result::unwrap).collect();
        for (language, text) in TRANSLATIONS {
            let mut patterns = BTreeSet::new();
            for row in rows::<Translation>(text) {
                let row = row.unwrap_or_else(|error| panic!("{language}: {error}"));
                let original = english.iter().find(|it| it.pattern == row.pattern);
                let original = original.unwrap_or_else(|| panic!("{language}, {}: unknown pattern", row.pattern));
                assert!(patterns.insert(row.pattern.clone()), "{language}, {}: twice", row.pattern);
                assert!(!row.advice.is_empty(), "{language}, {}: no advice", row.pattern);
                assert_eq!(placeholders(&row.meaning), placeholders(&original.meaning), "{language}, {}", row.pattern);
            }
            assert!(patterns.is_empty() || patterns.len() == english.len(), "{language}: not all codes are translated");
        }
    }

    #[test]
    fn codes_are_found_by_their_digits_first_and_by_pattern_then() {
        let meaning = |code| describe(code, "en").map(|text| text.meaning);
        assert_eq!(meaning("532").as_deref(), Some("Board 2: not found"));
        assert_eq!(meaning("531047").as_deref(), Some("Board 1, chip 47: too few nonces"));
        assert_ne!(meaning("309"), meaning("308"), "309 is a row of its own");
        assert_eq!(meaning("5070").as_deref(), Some("Board 0: liquid flow abnormal"));
        assert_eq!(meaning("5079").as_deref(), Some("Liquid flow too slow"));
        for unknown in ["", "0", "99", "123456", "reason", "0x", "0x0000"] {
            assert_eq!(meaning(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn bits_of_the_power_supply_come_combined() {
        let text = describe("0x0821", "en").unwrap();
        assert_eq!(text.meaning, "PSU input under-voltage; PSU output under-voltage; PSU fan failed");
        assert_eq!(text.advice, "Check the mains supply; Replace the power supply");
    }

    #[test]
    fn severity_tells_a_warning_from_tampering() {
        assert_eq!(lookup("205").unwrap().severity, Severity::Minor);
        assert_eq!(lookup("110").unwrap().severity, Severity::Major);
        assert_eq!(lookup("110001").unwrap().severity, Severity::Critical);
    }
}
