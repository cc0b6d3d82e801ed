//! What can be put into a message, and how whole numbers look there.

use fluent_bundle::{FluentValue, types::FluentNumber};

/// One argument of a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A name, an address, or a figure that was formatted already.
    Text(&'a str),
    /// A number: it chooses the plural form, and is shown with its thousands grouped.
    Number(f64),
}

impl Arg<'_> {
    pub(super) fn to_fluent(self) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text.to_owned()),
            Self::Number(number) => FluentValue::from(number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

/// Counts come in whatever type the counter has.
macro_rules! numbers {
    ($convert:expr, $($number:ty)+) => { $(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                let convert: fn($number) -> f64 = $convert;
                Self::Number(convert(number))
            }
        }
    )+ };
}
numbers!(f64::from, i32 u8 u16 u32 f32 f64);
// Exact up to 2^53, which no count here comes near.
numbers!(|number| number as f64, i64 u64 usize);

/// A number as messages show it: whole ones with grouped thousands, others as they are.
pub(super) fn display(number: &FluentNumber) -> String {
    let plain = number.as_string();
    if number.value.fract() == 0.0 { group_thousands(&plain) } else { plain.into_owned() }
}

/// Sets a comma between the thousands of a whole number's digits: `3012` is `3,012`.
pub fn group_thousands(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + sign.len());
    grouped.push_str(sign);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (plain, grouped) in [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567", "-1,234,567")] {
            assert_eq!(group_thousands(plain), grouped);
        }
    }
}
