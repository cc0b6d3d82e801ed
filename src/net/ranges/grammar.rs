//! The grammar of the range field, read by a cursor that knows at every step which bytes it is about.

use super::{
    MAX_ADDRESSES, RangeError,
    RangeErrorKind::{
        self, Backwards, BadPort, BadPrefix, Incomplete, Ipv6, Mixed, NotAHost, NotAnAddress, OctetTooLarge, TooMany,
    },
    RangeSet, Span,
};
use crate::net::DEFAULT_PORT;
use std::ops::{Range, RangeInclusive};

/// The most spans that are kept before they are joined: bounds the memory of texts such as `10.*.*.1:1-65535`.
const MAX_SPANS: usize = 1 << 20;

/// Reads a whole text.
pub(super) fn parse(text: &str) -> Result<RangeSet, RangeError> {
    let mut spans = Vec::new();
    let mut sum = 0_usize;
    let mut crossing = None;
    let mut cursor = Cursor { text, at: 0 };
    while cursor.skip_partings() {
        let start = cursor.at;
        let item = cursor.item()?;
        let span = start..cursor.at;
        let too_many = || RangeError { span: span.clone(), kind: TooMany };
        if item.len() > MAX_ADDRESSES || spans.len() + item.span_count() > MAX_SPANS {
            return Err(too_many());
        }
        sum += item.len();
        if sum > MAX_ADDRESSES && crossing.is_none() {
            crossing = Some(too_many());
        }
        item.push_spans(&mut spans);
    }
    let set = RangeSet::from_spans(spans);
    // Only now, because what was typed twice counts once.
    match crossing {
        Some(error) if set.len() > MAX_ADDRESSES => Err(error),
        _ => Ok(set),
    }
}

/// One item of the list.
struct Item {
    addresses: Addresses,
    ports: RangeInclusive<u16>,
}

enum Addresses {
    /// From … to.
    Span(u32, u32),
    /// A range for each octet.
    Pattern([Octet; 4]),
}

/// A range of one octet; both ends included.
#[derive(Clone, Copy)]
struct Octet {
    first: u8,
    last: u8,
}

impl Octet {
    fn is_single(self) -> bool {
        self.first == self.last
    }

    fn len(self) -> usize {
        usize::from(self.last - self.first) + 1
    }
}

impl Item {
    /// How many addresses, on all ports.
    fn len(&self) -> usize {
        let addresses = match &self.addresses {
            Addresses::Span(first, last) => (last - first) as usize + 1,
            Addresses::Pattern(octets) => octets.iter().map(|octet| octet.len()).product(),
        };
        addresses.saturating_mul(self.ports.len())
    }

    /// How many spans [`Item::push_spans`] makes.
    fn span_count(&self) -> usize {
        let spans = match &self.addresses {
            Addresses::Span(..) => 1,
            Addresses::Pattern([a, b, c, _]) => a.len() * b.len() * c.len(),
        };
        spans.saturating_mul(self.ports.len())
    }

    fn push_spans(&self, spans: &mut Vec<Span>) {
        for port in self.ports.clone() {
            match self.addresses {
                Addresses::Span(first, last) => spans.push(Span { port, first, last }),
                Addresses::Pattern([a, b, c, d]) => {
                    for a in a.first..=a.last {
                        for b in b.first..=b.last {
                            for c in c.first..=c.last {
                                let address = |d| u32::from_be_bytes([a, b, c, d]);
                                spans.push(Span { port, first: address(d.first), last: address(d.last) });
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A place in the text.
struct Cursor<'a> {
    text: &'a str,
    /// Always on a character boundary.
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let eaten = self.peek().filter(|&c| wanted(c));
        self.at += eaten.map_or(0, char::len_utf8);
        eaten.is_some()
    }

    fn eat_while(&mut self, wanted: impl Fn(char) -> bool) -> Range<usize> {
        let start = self.at;
        while self.eat(&wanted) {}
        start..self.at
    }

    /// Skips what parts items, comments too; false at the end of the text.
    fn skip_partings(&mut self) -> bool {
        loop {
            self.eat_while(is_parting);
            if !self.eat(|c| c == '#') {
                return self.at < self.text.len();
            }
            self.eat_while(|c| c != '\n');
        }
    }

    /// A dash, with or without blanks around it; leaves the cursor alone where there is none.
    fn eat_dash(&mut self) -> bool {
        let start = self.at;
        self.eat_while(|c| matches!(c, ' ' | '\t'));
        // Typed, pasted from a document, or by a Chinese keyboard.
        let found = self.eat(|c| matches!(c, '-' | '–' | '—' | '~' | '～' | '－'));
        if found {
            self.eat_while(|c| matches!(c, ' ' | '\t'));
        } else {
            self.at = start;
        }
        found
    }

    fn item(&mut self) -> Result<Item, RangeError> {
        let start = self.at;
        let word = start..self.word_end();
        self.refuse_other_words(&word)?;
        let octets = self.pattern(&word)?;
        let single = octets.iter().all(|octet| octet.is_single());
        let first = address(octets.map(|octet| octet.first));
        let addresses = if self.eat(|c| c == '/') {
            let prefix = self.prefix(start)?;
            if !single {
                return Err(self.error(start, Mixed));
            }
            hosts(first, prefix)
        } else if self.ends_with_address(octets) {
            // The last octet's `first-` was followed by a whole address.
            self.eat_dash();
            let last_word = self.at..self.word_end();
            let end = self.pattern(&last_word)?;
            if !single || !end.iter().all(|octet| octet.is_single()) {
                return Err(self.error(start, Mixed));
            }
            let last = address(end.map(|octet| octet.first));
            if last < first {
                return Err(self.error(start, Backwards));
            }
            Addresses::Span(first, last)
        } else {
            Addresses::Pattern(octets)
        };
        let ends = match &addresses {
            Addresses::Span(first, last) => first.to_be_bytes()[0]..=last.to_be_bytes()[0],
            Addresses::Pattern([octet, ..]) => octet.first..=octet.last,
        };
        if *ends.start() == 0 || *ends.end() >= 224 {
            return Err(self.error(start, NotAHost));
        }
        let ports = if self.eat(|c| matches!(c, ':' | '：')) { self.ports()? } else { DEFAULT_PORT..=DEFAULT_PORT };
        if self.peek().is_some_and(|c| !is_parting(c) && c != '#') {
            let end = self.word_end();
            return Err(RangeError { span: start..end, kind: NotAnAddress });
        }
        Ok(Item { addresses, ports })
    }

    /// Names, signs and IPv6 addresses, before their first digits are taken for an address.
    fn refuse_other_words(&self, word: &Range<usize>) -> Result<(), RangeError> {
        let text = &self.text[word.clone()];
        let colons = text.chars().filter(|&c| c == ':').count();
        let hexadecimal = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '[' | ']' | '%' | '/');
        let kind = if colons > 1 && text.chars().all(hexadecimal) {
            Ipv6
        } else if !text.starts_with(|c: char| c.is_ascii_digit() || c == '*') {
            NotAnAddress
        } else {
            return Ok(());
        };
        Err(RangeError { span: word.clone(), kind })
    }

    /// Four octets, of which the last one's range may turn out to be the start of a second address: then it is left.
    fn pattern(&mut self, word: &Range<usize>) -> Result<[Octet; 4], RangeError> {
        let mut octets = [Octet { first: 0, last: 0 }; 4];
        for (i, octet) in octets.iter_mut().enumerate() {
            if i > 0 && !self.eat(|c| c == '.') {
                let strange = self.peek().is_some_and(|c| c.is_alphabetic() || c == '_');
                let kind = if strange { NotAnAddress } else { Incomplete };
                return Err(RangeError { span: word.start..word.end.max(self.at), kind });
            }
            *octet = self.octet(word, i == 3)?;
        }
        Ok(octets)
    }

    fn octet(&mut self, word: &Range<usize>, is_last: bool) -> Result<Octet, RangeError> {
        if self.eat(|c| c == '*') {
            return Ok(Octet { first: 0, last: u8::MAX });
        }
        let start = self.at;
        let first = self.number(word)?;
        let after_first = self.at;
        if !self.eat_dash() {
            return Ok(Octet { first, last: first });
        }
        if is_last && self.is_address_ahead() {
            self.at = after_first;
            return Ok(Octet { first, last: first });
        }
        let last = self.number(word)?;
        if last < first {
            return Err(self.error(start, Backwards));
        }
        Ok(Octet { first, last })
    }

    fn number(&mut self, word: &Range<usize>) -> Result<u8, RangeError> {
        let digits = self.eat_while(|c| c.is_ascii_digit());
        if digits.is_empty() {
            let strange = self.peek().is_some_and(|c| !is_parting(c) && c != '.');
            let kind = if strange { NotAnAddress } else { Incomplete };
            return Err(RangeError { span: word.start..word.end.max(self.at), kind });
        }
        // More than three digits are no octet either way, so that 0000000010 is refused like 1000.
        let value = self.text[digits.clone()].parse().ok().filter(|_| digits.len() <= 3);
        value.ok_or(RangeError { span: digits, kind: OctetTooLarge })
    }

    /// Whether digits and a dot come next.
    fn is_address_ahead(&self) -> bool {
        let rest = self.text[self.at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '*');
        rest.len() < self.text.len() - self.at && rest.starts_with('.')
    }

    /// Whether a dash and a second address follow.
    fn ends_with_address(&self, octets: [Octet; 4]) -> bool {
        let mut ahead = Self { text: self.text, at: self.at };
        octets[3].is_single() && ahead.eat_dash() && ahead.is_address_ahead()
    }

    fn prefix(&mut self, start: usize) -> Result<u32, RangeError> {
        let digits = self.eat_while(|c| c.is_ascii_digit());
        let value = self.text[digits].parse().ok().filter(|&bits| bits <= 32);
        value.ok_or_else(|| self.error(start, BadPrefix))
    }

    fn ports(&mut self) -> Result<RangeInclusive<u16>, RangeError> {
        let start = self.at;
        let first = self.port(start)?;
        let last = if self.eat_dash() { self.port(start)? } else { first };
        if last < first {
            return Err(self.error(start, Backwards));
        }
        Ok(first..=last)
    }

    fn port(&mut self, start: usize) -> Result<u16, RangeError> {
        let digits = self.eat_while(|c| c.is_ascii_digit());
        let value = self.text[digits].parse().ok().filter(|&port| port != 0);
        value.ok_or_else(|| self.error(start, BadPort))
    }

    /// The end of the word that the cursor is in.
    fn word_end(&self) -> usize {
        let rest = &self.text[self.at..];
        self.at + rest.find(|c| is_parting(c) || c == '#').unwrap_or(rest.len())
    }

    fn error(&self, start: usize, kind: RangeErrorKind) -> RangeError {
        RangeError { span: start..self.at, kind }
    }
}

/// What parts items: blanks, lines, commas and semicolons, also those of a Chinese keyboard.
fn is_parting(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '，' | '；' | '、' | '\u{feff}')
}

fn address(octets: [u8; 4]) -> u32 {
    u32::from_be_bytes(octets)
}

/// The hosts of the network that `address` is in. Its first address names the network and its last one reaches all of
/// its machines, so neither is a machine; a /31 and a /32 have no such addresses (RFC 3021).
fn hosts(address: u32, prefix: u32) -> Addresses {
    let mask = u32::MAX.checked_shl(32 - prefix).unwrap_or(0);
    let (first, last) = (address & mask, address | !mask);
    if prefix >= 31 { Addresses::Span(first, last) } else { Addresses::Span(first + 1, last - 1) }
}
