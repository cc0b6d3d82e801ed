//! Which codes a row of the table means: `110`, `53b`, `53bccc`, `85n0`, `281-288` or `0x0040`.

/// A pattern of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Digits and letters: `b` is the board's digit, `c` the chip's, `n` a pool's or level's, `x` any.
    Digits(Box<str>),
    /// All codes from the first to the last.
    Range(u32, u32),
    /// Bits of the power supply's status word, of which several may be set at once.
    Bits(u64),
}

/// What the places of a pattern stand for in one code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    board: String,
    chip: String,
    n: String,
}

impl Pattern {
    /// Reads a pattern; `None` where it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix("0x") {
            return u64::from_str_radix(digits, 16).ok().filter(|bits| bits.is_power_of_two()).map(Self::Bits);
        }
        if let Some((first, last)) = text.split_once('-') {
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            return (first < last).then_some(Self::Range(first, last));
        }
        let known = |c: char| c.is_ascii_digit() || matches!(c, 'b' | 'c' | 'n' | 'x');
        (text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(known)).then(|| Self::Digits(text.into()))
    }

    /// Whether the code is of this pattern, and what its places stand for. Status bits match where they are set.
    pub(super) fn places(&self, code: &str) -> Option<Places> {
        match self {
            Self::Digits(pattern) => {
                let fits = |(place, digit): (char, char)| {
                    digit.is_ascii_digit() && (place == digit || place.is_ascii_alphabetic())
                };
                let fits = pattern.len() == code.len() && pattern.chars().zip(code.chars()).all(fits);
                let of = |letter: char| {
                    pattern
                        .chars()
                        .zip(code.chars())
                        .filter(|(place, _)| *place == letter)
                        .map(|(_, digit)| digit)
                        .collect()
                };
                fits.then(|| Places { board: of('b'), chip: of('c'), n: of('n') })
            }
            Self::Range(first, last) => {
                let code: u32 = code.parse().ok()?;
                let n = (*first..=*last).contains(&code).then(|| (code - first).to_string())?;
                Some(Places { n, ..Places::default() })
            }
            Self::Bits(bits) => {
                let digits = code.strip_prefix("0x").or_else(|| code.strip_prefix("0X"))?;
                let word = u64::from_str_radix(digits, 16).ok()?;
                (word & bits != 0).then(Places::default)
            }
        }
    }

    /// How many codes it leaves open: the smaller, the better it fits.
    pub(super) fn openness(&self) -> usize {
        match self {
            Self::Digits(pattern) => pattern.bytes().filter(u8::is_ascii_alphabetic).count(),
            Self::Range(..) | Self::Bits(_) => 1,
        }
    }
}

impl Places {
    /// Puts the places into a text with `{board}`, `{chip}` and `{n}`.
    pub(super) fn fill(&self, text: &str) -> String {
        let chip = self.chip.trim_start_matches('0');
        let chip = if chip.is_empty() { "0" } else { chip };
        text.replace("{board}", &self.board).replace("{chip}", chip).replace("{n}", &self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn filled(pattern: &str, code: &str) -> Option<String> {
        Some(Pattern::parse(pattern).unwrap().places(code)?.fill("{board}/{chip}/{n}"))
    }

    #[test]
    fn letters_stand_for_the_digits_of_a_code() {
        assert_eq!(filled("53b", "532").as_deref(), Some("2/0/"));
        assert_eq!(filled("53bccc", "531047").as_deref(), Some("1/47/"));
        assert_eq!(filled("85n2", "8532").as_deref(), Some("/0/3"));
        assert_eq!(filled("281-288", "283").as_deref(), Some("/0/2"));
        for (pattern, code) in [("53b", "5321"), ("53b", "53x"), ("53b", "54"), ("281-288", "289"), ("0x0040", "64")] {
            assert_eq!(filled(pattern, code), None, "{pattern} {code}");
        }
    }

    #[test]
    fn status_bits_match_where_they_are_set() {
        assert!(filled("0x0040", "0x0041").is_some());
        assert!(filled("0x0040", "0X40").is_some());
        assert!(filled("0x0040", "0x0080").is_none());
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["", "b53", "53B", "0x", "0x3", "288-281", "1-", "twelve"] {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
    }
}
