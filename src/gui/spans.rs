//! Moments and lengths of time as the window's sentences write them: moments in the computer's time zone, lengths in
//! the technician's language. (Cells of the grid use the filter's letters: [`crate::fleet::format`].)

use crate::words::{Arg, Words, group_thousands};
use jiff::{Timestamp, tz::TimeZone};

/// A length of time in its two largest units: "3 d 4 h", "12 min".
pub(crate) fn span(words: &Words, seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let [days_text, hours_text, minutes_text, seconds_text] =
        [days, hours, minutes, seconds].map(|number| group_thousands(&number.to_string()));
    if days > 0 {
        words.with("span-days", &[("days", Arg::from(&days_text)), ("hours", Arg::from(&hours_text))])
    } else if hours > 0 {
        words.with("span-hours", &[("hours", Arg::from(&hours_text)), ("minutes", Arg::from(&minutes_text))])
    } else if minutes > 0 {
        words.with("span-minutes", &[("minutes", Arg::from(&minutes_text))])
    } else {
        words.with("span-seconds", &[("seconds", Arg::from(&seconds_text))])
    }
}

/// A moment in the computer's time zone: the time alone within the last 20 hours, else with its date.
pub(crate) fn moment(at: Timestamp, now: Timestamp) -> String {
    let recent = (now.as_second() - at.as_second()).abs() < 20 * 3_600;
    at.to_zoned(TimeZone::system()).strftime(if recent { "%H:%M" } else { "%Y-%m-%d %H:%M" }).to_string()
}

/// A moment to the second.
pub(crate) fn moment_exact(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn lengths_have_their_two_largest_units() {
        let words = Words::new(Language::English);
        assert_eq!(span(&words, 59), "59 s");
        assert_eq!(span(&words, 750), "12 min");
        assert_eq!(span(&words, 7_260), "2 h 1 min");
        assert_eq!(span(&words, 1_000 * 86_400 + 4 * 3_600), "1,000 d 4 h");
        assert_eq!(span(&words, -5), "0 s");
    }
}
