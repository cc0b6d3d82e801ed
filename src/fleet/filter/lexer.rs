//! A filter's text cut into pieces: brackets, `or`, `not`, plain words, and `field op value`.

use super::{FilterError, FilterErrorKind as Kind};
use crate::fleet::Column;
use std::ops::Range;

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Contains,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// All operators, the longer before those that they begin with.
const OPS: [(&str, Op); 7] = [
    ("<=", Op::AtMost),
    (">=", Op::AtLeast),
    ("!=", Op::Unequal),
    ("<", Op::Less),
    (">", Op::More),
    ("=", Op::Equal),
    (":", Op::Contains),
];

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    Words(String),
    Field { column: Column, op: Op, value: String, value_span: Range<usize> },
}

/// Cuts a text into pieces with their places.
pub(super) fn pieces(text: &str) -> Result<Vec<(Piece, Range<usize>)>, FilterError> {
    let mut pieces = Vec::new();
    let mut at = skip_space(text, 0);
    while let Some(first) = text[at..].chars().next() {
        let (piece, end) = match first {
            '(' => (Piece::Open, at + 1),
            ')' => (Piece::Close, at + 1),
            '"' => {
                let (words, end) = quoted(text, at)?;
                (Piece::Words(words), end)
            }
            _ => word(text, at)?,
        };
        pieces.push((piece, at..end));
        at = skip_space(text, end);
    }
    Ok(pieces)
}

fn skip_space(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start().len()
}

/// The words in quotes that begin at `from`, and where they end. A quote is doubled to stand for itself.
fn quoted(text: &str, from: usize) -> Result<(String, usize), FilterError> {
    let mut words = String::new();
    let mut rest = from + 1;
    loop {
        let Some(close) = text[rest..].find('"') else {
            return Err(FilterError { span: from..text.len(), kind: Kind::OpenQuote });
        };
        words.push_str(&text[rest..rest + close]);
        rest += close + 1;
        if !text[rest..].starts_with('"') {
            return Ok((words, rest));
        }
        words.push('"');
        rest += 1;
    }
}

/// Where a piece without quotes ends.
fn bare_end(text: &str, from: usize) -> usize {
    text[from..].find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"')).map_or(text.len(), |end| from + end)
}

fn word(text: &str, from: usize) -> Result<(Piece, usize), FilterError> {
    let end = bare_end(text, from);
    let word = &text[from..end];
    if let Some((name, op, value_at)) = split(text, from, end) {
        return match Column::find(name) {
            Some(column) => field(text, column, op, value_at),
            None if op == Op::Contains && !looks_like_a_field(name, &text[value_at..end]) => {
                Ok((Piece::Words(word.to_owned()), end))
            }
            None => Err(FilterError { span: from..from + name.len(), kind: Kind::UnknownField }),
        };
    }
    let piece = match word.to_ascii_lowercase().as_str() {
        "and" | "&" | "&&" => Piece::And,
        "or" | "|" | "||" => Piece::Or,
        "not" | "!" => Piece::Not,
        _ => Piece::Words(word.to_owned()),
    };
    Ok((piece, end))
}

/// The name, the operator and where the value begins, if the piece has an operator; blanks may stand around one that
/// is no colon.
fn split(text: &str, from: usize, end: usize) -> Option<(&str, Op, usize)> {
    let op_at =
        |at: usize| OPS.iter().find(|(sign, _)| text[at..].starts_with(sign)).map(|&(sign, op)| (sign.len(), op));
    let inside = text[from..end].find(['<', '>', '=', ':']).map(|at| from + at);
    if let Some(at) = inside {
        let at = if text[from..at].ends_with('!') && text[at..].starts_with('=') { at - 1 } else { at };
        let (length, op) = op_at(at)?;
        return (at > from).then_some((&text[from..at], op, at + length));
    }
    let next = skip_space(text, end);
    let (length, op) = op_at(next).filter(|&(_, op)| op != Op::Contains)?;
    Column::find(&text[from..end]).map(|_| (&text[from..end], op, next + length))
}

/// Tells `foo:bar`, which is a mistake, from `C6:07:20:00:1E:C2` and `http://pool`, which are words.
fn looks_like_a_field(name: &str, rest: &str) -> bool {
    let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | '-'));
    let hexadecimal = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mac = hexadecimal(name) && rest.split(':').next().is_some_and(hexadecimal);
    letters && !mac && !rest.starts_with("//")
}

fn field(text: &str, column: Column, op: Op, from: usize) -> Result<(Piece, usize), FilterError> {
    let start = if op == Op::Contains { from } else { skip_space(text, from) };
    let (value, end) = if text[start..].starts_with('"') {
        quoted(text, start)?
    } else {
        let end = bare_end(text, start);
        (text[start..end].to_owned(), end)
    };
    if end == start {
        return Err(FilterError { span: from..from, kind: Kind::MissingValue });
    }
    Ok((Piece::Field { column, op, value, value_span: start..end }, end))
}
