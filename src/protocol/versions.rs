//! Versions as values that compare: the date in a firmware's name, and the API's number.
//!
//! What a machine can do depends on both; nobody else takes these texts apart.

/// The date that a firmware's name starts with, as the number of its eight digits: 20230911 for `20230911.12.Rel`.
pub fn firmware_date(firmware: &str) -> Option<u32> {
    let digits = firmware.trim_start_matches(|c: char| !c.is_ascii_digit()).get(..8)?;
    let date: u32 = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    let (month, day) = (date / 100 % 100, date % 100);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(date)
}

/// The API's number, to compare. Read from `2.0.5`, `2.2`, or `whatsminer v1.4.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApiVersion {
    /// The first number.
    pub major: u16,
    /// The second number.
    pub minor: u16,
    /// The third number; 0 where there is none.
    pub patch: u16,
}

impl ApiVersion {
    /// Reads a version; `None` where the text holds no number with a dot in it.
    pub fn parse(text: &str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let mut numbers = text[start..].split(|c: char| !c.is_ascii_digit()).map(|number| number.parse().ok());
        let (major, minor) = (numbers.next()??, numbers.next()??);
        Some(Self { major, minor, patch: numbers.next().flatten().unwrap_or_default() })
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiVersion, firmware_date};

    #[test]
    fn firmware_dates_are_the_first_eight_digits() {
        assert_eq!(firmware_date("20230911.12.Rel"), Some(20_230_911));
        assert_eq!(firmware_date("'20210322.22.REL'"), Some(20_210_322));
        for name in ["", "Rel", "2023", "20231311.1.Rel", "20230900", "2023091x"] {
            assert_eq!(firmware_date(name), None, "{name}");
        }
    }

    #[test]
    fn api_versions_compare_by_number() {
        let parse = |text| ApiVersion::parse(text).unwrap();
        assert_eq!(parse("whatsminer v1.4.0"), ApiVersion { major: 1, minor: 4, patch: 0 });
        assert!(parse("2.0.5") < parse("2.2"));
        assert!(parse("2.10.1") > parse("2.9.9"));
        for text in ["", "whatsminer", "2", "v"] {
            assert_eq!(ApiVersion::parse(text), None, "{text}");
        }
    }
}
