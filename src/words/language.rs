//! The languages that Rackhand speaks and the files of each.

use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English: the language that the messages are first written in.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
    /// Russian.
    Russian,
}

/// The files of one language, each with its name.
macro_rules! files {
    ($folder:literal: $($name:literal)+) => {
        &[$(($name, include_str!(concat!("../../assets/locales/", $folder, "/", $name)))),+]
    };
}

/// The same files for each language.
macro_rules! locale {
    ($folder:literal) => {
        files!($folder: "app.ftl" "grid.ftl" "detail.ftl" "dialogs.ftl" "acting.ftl" "remarks.ftl" "setup.ftl" "trouble.ftl" "cli.ftl")
    };
}

impl Language {
    /// All languages, in the order in which a menu shows them.
    pub const ALL: [Self; 3] = [Self::English, Self::Chinese, Self::Russian];

    /// The code that settings, folders and `--language` use.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
            Self::Russian => "ru",
        }
    }

    /// The language's own name for itself, the same in every language.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
            Self::Russian => "Русский",
        }
    }

    /// The language of a code or of an operating system's locale name ("zh_CN.UTF-8", "ru-RU"), if it is one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|language| language.identifier().language.as_str().eq_ignore_ascii_case(primary))
    }

    /// The first of the operating system's languages that is one of ours, else English.
    pub fn from_system() -> Self {
        sys_locale::get_locales().find_map(|name| Self::from_code(&name)).unwrap_or_default()
    }

    /// What plural rules go by.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.code().parse().expect("our own codes are well formed, which a test holds")
    }

    /// File names and texts of the messages.
    pub(super) fn sources(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::English => locale!("en"),
            Self::Chinese => locale!("zh-CN"),
            Self::Russian => locale!("ru"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back_as_their_language() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
            assert_eq!(language.identifier().to_string(), language.code());
        }
    }

    #[test]
    fn names_of_operating_systems_are_understood() {
        assert_eq!(Language::from_code("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::from_code("zh-Hans-CN"), Some(Language::Chinese));
        assert_eq!(Language::from_code("RU"), Some(Language::Russian));
        assert_eq!(Language::from_code("C"), None);
        assert_eq!(Language::from_code(""), None);
    }
}
