//! What is said about how a machine ended, in the technician's words. The command line's tables say it by the same
//! function.

use super::wording;
use crate::{
    engine::batch::{Remark, Seen, Value},
    fleet::network_plan::Problem,
    gui::detail::trouble::{failure_key, failure_words},
    protocol::Failure,
    words::{Arg, Words},
};

/// A remark as words. What the machine said itself is passed on as it is.
pub(crate) fn remark(words: &Words, remark: &Remark) -> String {
    match remark {
        Remark::Nothing => String::new(),
        Remark::Words(own) => own.to_string(),
        Remark::Note(note) => words.text(note.key()).to_owned(),
        Remark::Failure(failure) => failed(words, failure),
        Remark::Obstacle(obstacle) => wording::obstacle(words, obstacle),
        Remark::Seen(seen) => read(words, seen),
        Remark::Keeps { key, text } => {
            words.with("remark-keeps", &[("key", Arg::Text(key)), ("text", Arg::Text(text))])
        }
        Remark::AnswersAt(address) => words.with("remark-answers-at", &[("address", Arg::Text(&address.to_string()))]),
        Remark::At(address, failure) => {
            let (address, why) = (address.to_string(), failed(words, failure));
            words.with("remark-at", &[("address", Arg::Text(&address)), ("why", Arg::Text(&why))])
        }
        Remark::AddressAnswers(address) => wording::problem(words, Problem::Answers, Some(*address)),
        Remark::AddressKept(address) => wording::problem(words, Problem::StaysTaken, Some(*address)),
        Remark::OtherPlatform { own, file } => {
            let own = own.as_deref().unwrap_or("–");
            words.with("remark-other-platform", &[("file", Arg::Text(file)), ("own", Arg::Text(own))])
        }
        Remark::Unjournaled(own) => words.with("remark-unjournaled", &[("words", Arg::Text(own))]),
        Remark::BrokenOff(failure) => words.with("remark-broken-off", &[("why", Arg::Text(&failed(words, failure)))]),
        Remark::Lost(failure, then) => {
            let (why, then) = (failed(words, failure), self::remark(words, then));
            words.with("remark-lost", &[("why", Arg::Text(&why)), ("then", Arg::Text(&then))])
        }
        Remark::Deeds(deeds) => {
            let each = deeds.iter().map(|(kind, said)| {
                let (deed, said) = (wording::command(words, *kind), self::remark(words, said));
                if said.is_empty() { deed.to_owned() } else { format!("{deed}: {said}") }
            });
            each.collect::<Vec<_>>().join("; ")
        }
    }
}

/// A failure: its sentence, and what the machine or the system said about it.
pub(crate) fn failed(words: &Words, failure: &Failure) -> String {
    let why = words.text(failure_key(failure));
    let own = match failure {
        Failure::Answered { code, words } => Some(format!("{code}: {words}")),
        failure => failure_words(failure).map(ToOwned::to_owned),
    };
    match own.filter(|own| !own.is_empty()) {
        Some(own) => words.with("remark-failure", &[("why", Arg::Text(why)), ("words", Arg::Text(&own))]),
        None => why.to_owned(),
    }
}

/// What was read back.
fn read(words: &Words, seen: &Seen) -> String {
    let value = match &seen.value {
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Word(word)) => wording::choice(words, word),
        Some(Value::Pool { url, worker }) => {
            words.with("remark-pool", &[("url", Arg::Text(url)), ("worker", Arg::Text(worker))])
        }
        Some(Value::None) => words.text("remark-none").to_owned(),
        None => "–".to_owned(),
    };
    let key = if seen.is_unchanged { "remark-seen-unchanged" } else { "remark-seen" };
    words.with(key, &[("what", Arg::Text(words.text(seen.part.key()))), ("value", Arg::Text(&value))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::batch::{Note, Part},
        words::Language,
    };
    use std::sync::Arc;

    fn all() -> Vec<Remark> {
        let limit = Seen::new(Part::PowerLimit, Some(Value::Text("3,300 W".into())));
        let mining = Seen::new(Part::Mining, Some(Value::Word("stopped")));
        let pool = Value::Pool { url: "stratum+tcp://a.example:3333".into(), worker: "farm.1".into() };
        let answered = Failure::Answered { code: 14, words: Arc::from("invalid cmd") };
        let mut all = vec![
            Remark::from(limit),
            mining.into(),
            Seen::new(Part::Pool, Some(pool)).into(),
            Failure::WrongPassword.into(),
            answered.clone().into(),
            Remark::Lost(answered, Box::new(Note::SentUnread.into())),
            Remark::OtherPlatform { own: None, file: "H6OS".into() },
        ];
        all.extend(Note::ALL.map(Remark::Note));
        all.extend(Part::ALL.map(|part| Seen { part, value: None, is_unchanged: true }.into()));
        all
    }

    #[test]
    fn every_remark_is_said_in_every_language() {
        let english = Words::new(Language::English);
        assert_eq!(remark(&english, &all()[0]), "Power limit reads 3,300 W");
        assert_eq!(remark(&english, &all()[4]), "It answered with an error (14: invalid cmd)");
        for language in Language::ALL {
            let words = Words::new(language);
            for one in all() {
                let said = remark(&words, &one);
                assert!(!said.is_empty() && !said.contains("remark-") && !said.contains("seen-"), "{said}");
                let is_english = said == remark(&english, &one);
                assert_eq!(is_english, language == Language::English, "{language:?}: {said}");
            }
        }
        let own = Remark::from("API command OK");
        assert_eq!(
            remark(&Words::new(Language::Russian), &own),
            "API command OK",
            "a machine's words stay as they are"
        );
    }
}
