//! The few words that cells are made of, in the technician's language.
//!
//! The fleet does not know the locale files: a front end fills a [`Wording`] from them once for a language, and cells,
//! plain-word filters and exports use it.

use super::health::HealthState;
use jiff::tz::TimeZone;

/// A word that a cell can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// The name of a state.
    State(HealthState),
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Writing commands are allowed.
    ApiOn,
    /// The switch for writing commands is off.
    ApiOff,
    /// Commands are refused while the factory password stands.
    FactoryPassword,
    /// The address comes from a DHCP server.
    Dhcp,
    /// The address is set on the machine.
    Static,
    /// Power mode low.
    LowPower,
    /// Power mode normal.
    NormalPower,
    /// Power mode high.
    HighPower,
}

impl Word {
    /// All words; a word's place is the same as in a [`Wording`].
    pub const ALL: [Self; 17] = [
        Self::State(HealthState::Hashing),
        Self::State(HealthState::ApiClosed),
        Self::State(HealthState::Weak),
        Self::State(HealthState::Faulty),
        Self::State(HealthState::Stopped),
        Self::State(HealthState::Lost),
        Self::State(HealthState::Unknown),
        Self::Yes,
        Self::No,
        Self::ApiOn,
        Self::ApiOff,
        Self::FactoryPassword,
        Self::Dhcp,
        Self::Static,
        Self::LowPower,
        Self::NormalPower,
        Self::HighPower,
    ];

    /// The key in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Self::State(state) => state.key(),
            Self::Yes => "value-yes",
            Self::No => "value-no",
            Self::ApiOn => "value-api-on",
            Self::ApiOff => "value-api-off",
            Self::FactoryPassword => "value-factory-password",
            Self::Dhcp => "value-dhcp",
            Self::Static => "value-static",
            Self::LowPower => "value-low-power",
            Self::NormalPower => "value-normal-power",
            Self::HighPower => "value-high-power",
        }
    }

    /// The word that filters and the command line use, whatever the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::State(state) => state.name(),
            Self::Yes => "yes",
            Self::No => "no",
            Self::ApiOn => "on",
            Self::ApiOff => "off",
            Self::FactoryPassword => "factory_password",
            Self::Dhcp => "dhcp",
            Self::Static => "static",
            Self::LowPower => "low",
            Self::NormalPower => "normal",
            Self::HighPower => "high",
        }
    }

    fn place(self) -> usize {
        match self {
            Self::State(state) => state as usize,
            Self::Yes => 7,
            Self::No => 8,
            Self::ApiOn => 9,
            Self::ApiOff => 10,
            Self::FactoryPassword => 11,
            Self::Dhcp => 12,
            Self::Static => 13,
            Self::LowPower => 14,
            Self::NormalPower => 15,
            Self::HighPower => 16,
        }
    }
}

/// The words, the language of error meanings, and the time zone in which moments are written.
#[derive(Clone, Debug)]
pub struct Wording {
    language: Box<str>,
    words: Box<[Box<str>]>,
    zone: TimeZone,
}

impl Wording {
    /// The words of a language, by its code as in `assets/locales`; `word` gives each of them, usually by
    /// [`Word::key`].
    pub fn new(language: &str, zone: TimeZone, word: impl Fn(Word) -> String) -> Self {
        let words = Word::ALL.into_iter().map(|each| word(each).into_boxed_str()).collect();
        Self { language: language.into(), words, zone }
    }

    /// The names of filters and the command line, and UTC.
    pub fn plain() -> Self {
        Self::new("en", TimeZone::UTC, |word| word.name().to_owned())
    }

    /// The language's code.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The zone in which moments are written.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// A word.
    pub fn word(&self, word: Word) -> &str {
        self.words.get(word.place()).map_or(word.name(), AsRef::as_ref)
    }
}

impl Default for Wording {
    fn default() -> Self {
        Self::plain()
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn every_word_is_at_its_place() {
        for (place, word) in Word::ALL.into_iter().enumerate() {
            assert_eq!(word.place(), place, "{word:?}");
        }
    }
}
