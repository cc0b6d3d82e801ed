//! Every word that a technician reads, in English, Chinese and Russian.
//!
//! The front ends ([`gui`](crate::gui), [`cli`](crate::cli)) ask for a message by its key; the messages live in
//! `assets/locales/<language>/*.ftl` ([Fluent](https://projectfluent.org), which knows each language's plural forms)
//! and are embedded. A test holds that all languages have the same keys with the same arguments, that every key the
//! code asks for exists, and that no message is left over.
//!
//! Always true: asking never fails. A key without a message is shown as the key itself, which is ugly and so gets
//! noticed, and is better than a window that does not open.

mod argument;
mod language;

pub use argument::{Arg, group_thousands};
pub use language::Language;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::{collections::HashMap, fmt};

/// The messages of one language. One thread's own: Fluent's memory of plural rules is not shared between threads.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Every message that takes no argument, formatted once: a window asks for hundreds of them a frame.
    fixed: HashMap<Box<str>, Box<str>>,
}

impl Words {
    /// Loads a language: about a millisecond, so keep the value.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new(vec![language.identifier()]);
        // The marks that Fluent sets around arguments are for mixed writing directions, which no language here has;
        // they would be copied into spreadsheets.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(argument::display(number)),
            FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
        }));
        let mut keys = Vec::new();
        for (file, source) in language.sources() {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(rest, errors)| {
                tracing::error!("{} {file}: {errors:?}", language.code());
                rest
            });
            keys.extend(message_keys(&resource));
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!("{} {file}: {errors:?}", language.code());
            }
        }
        let fixed = keys.into_iter().filter_map(|key| Some((key.as_str().into(), fixed_text(&bundle, &key)?)));
        let fixed = fixed.collect();
        Self { language, bundle, fixed }
    }

    /// The language that these words are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without arguments. Costs one table look-up.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        if let Some(text) = self.fixed.get(key) {
            text
        } else {
            tracing::debug!("no message {key} without arguments in {}", self.language.code());
            key
        }
    }

    /// A message with arguments, by the names that the message gives them.
    pub fn with(&self, key: &str, arguments: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::debug!("no message {key} in {}", self.language.code());
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, argument)| (*name, argument.to_fluent())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        if !errors.is_empty() {
            tracing::debug!("message {key} in {}: {errors:?}", self.language.code());
        }
        text.into_owned()
    }

    /// Whether there is such a message: for tables whose keys are put together, where a missing text has a
    /// substitute of its own.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The keys of all messages in a file, in order.
fn message_keys(resource: &FluentResource) -> Vec<String> {
    use fluent_syntax::ast::Entry;
    let key = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        Entry::Term(_)
        | Entry::Comment(_)
        | Entry::GroupComment(_)
        | Entry::ResourceComment(_)
        | Entry::Junk { .. } => None,
    };
    resource.entries().filter_map(key).collect()
}

/// The message's text if it takes no argument.
fn fixed_text(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<Box<str>> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors);
    // An argument that is not given is the only error that a message which parsed can have.
    errors.is_empty().then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_key_is_shown_as_itself() {
        let words = Words::new(Language::English);
        assert_eq!(words.text("no-such-key"), "no-such-key");
        assert_eq!(words.with("no-such-key", &[]), "no-such-key");
    }

    #[test]
    fn russian_counts_in_three_forms_and_thousands_are_grouped() {
        let words = Words::new(Language::Russian);
        let machines = |count: u32| words.with("machine-count", &[("count", count.into())]);
        assert_eq!(machines(1), "1 машина");
        assert_eq!(machines(2), "2 машины");
        assert_eq!(machines(5), "5 машин");
        assert_eq!(machines(11), "11 машин");
        assert_eq!(machines(21), "21 машина");
        assert_eq!(machines(3012), "3,012 машин");
    }

    #[test]
    fn arguments_come_without_direction_marks() {
        let words = Words::new(Language::English);
        let title = words.with("window-title", &[("count", 200.into())]);
        assert_eq!(title, "Rackhand — 200 machines");
    }
}
