//! What is wrong with the machine, as cards to act on: errors with their meaning and first actions, findings of health
//! as sentences, and what to do where nothing could be read.

use super::{Subject, parts};
use crate::{
    fleet::{HealthState, Reason, format, health::Argument},
    gui::{spans, theme::Tone, widgets::state_tone},
    protocol::{
        Failure,
        error_codes::{self, Severity},
        reading::MachineError,
    },
    words::{Arg, Words},
};
use eframe::egui::Ui;

/// What is known to be old, missing or unread: on every page, because it makes every figure doubtful.
pub(super) fn doubt_ui(ui: &mut Ui, subject: &Subject<'_>) {
    let (words, theme) = (subject.words, subject.theme);
    let contact = &subject.machine.contact;
    // What never gave figures has none that could be old.
    let age = contact.age_secs(subject.now).map(|age| spans::span(words, age));
    let aged = |key: &str| age.as_ref().map(|age| words.with(key, &[("age", Arg::from(age))])).unwrap_or_default();
    let told = contact.failure().map(|failure| Told::new(words, failure));
    if let Some(lost) = contact.lost_since() {
        let since = spans::moment(lost, subject.now);
        let title = words.with("detail-lost-title", &[("time", Arg::from(&since))]);
        let told = told.unwrap_or_else(|| Told::silence(words));
        let is_known_by_mac = subject.machine.mac.is_some();
        let moved = if is_known_by_mac { words.text("detail-lost-moved") } else { "" };
        let sentences = [told.sentence, &told.own, &told.advice, moved, &aged("detail-lost-body")];
        parts::notice_ui(ui, theme, Tone::Weak, &title, &sentences);
    } else if contact.is_restored() {
        let title = words.text("detail-restored-title");
        parts::notice_ui(ui, theme, Tone::Dim, title, &[&aged("detail-restored-body")]);
    } else if let Some(told) = told {
        let sentences = [told.own.as_str(), &told.advice, &aged("detail-lost-body")];
        parts::notice_ui(ui, theme, Tone::Bad, told.sentence, &sentences);
    }
    if subject.machine.reading.partial {
        let body = words.text("detail-partial-body");
        parts::notice_ui(ui, theme, Tone::Weak, words.text("detail-partial-title"), &[body]);
    }
}

/// A failure in the technician's words, the machine's own, and what to do.
struct Told<'a> {
    sentence: &'a str,
    own: String,
    advice: String,
}

impl<'a> Told<'a> {
    /// A scan finds who answers; of who does not it knows no more than that.
    fn silence(words: &'a Words) -> Self {
        let advice = words.text("detail-lost-silent-advice").to_owned();
        Self { sentence: words.text("detail-lost-silent"), own: String::new(), advice }
    }

    fn new(words: &'a Words, failure: &Failure) -> Self {
        let key = failure_key(failure);
        let own = match failure {
            Failure::Answered { code, words } => Some(format!("{code}: {words}")),
            failure => failure_words(failure).map(str::to_owned),
        };
        let own = own.filter(|own| !own.is_empty());
        let own = own.map(|own| words.with("detail-error-reason", &[("words", Arg::from(&own))])).unwrap_or_default();
        let advice = format!("{key}-advice");
        Self { sentence: words.text(key), own, advice: words.text(&advice).to_owned() }
    }
}

/// Errors and findings of the machine; a word of calm where there are none.
pub(super) fn trouble_ui(ui: &mut Ui, subject: &Subject<'_>) {
    let errors = subject.machine.reading.errors.as_deref();
    for error in errors.unwrap_or_default() {
        error_ui(ui, subject, error);
    }
    let mut said_something = errors.is_some_and(|errors| !errors.is_empty());
    // Errors have cards of their own, and silence and failures were told at the head.
    for reason in subject.machine.health.reasons.iter().filter(|reason| !is_told_elsewhere(reason)) {
        said_something = true;
        let tone = reason.state().map_or(Tone::Dim, state_tone);
        parts::notice_ui(ui, subject.theme, tone, &sentence(subject.words, reason), &[]);
    }
    let (words, theme) = (subject.words, subject.theme);
    match errors {
        Some([]) if !said_something && subject.machine.health.state == HealthState::Hashing => {
            parts::notice_ui(ui, theme, Tone::Good, words.text("detail-all-well"), &[]);
        }
        // Where it could not be read at all, that was told at the head.
        None if !subject.machine.is_stale() && subject.machine.contact.failure().is_none() => {
            parts::notice_ui(ui, theme, Tone::Dim, words.text("detail-errors-unknown"), &[]);
        }
        Some(_) | None => {}
    }
}

/// One error: code and meaning, the machine's own words, what to do, and when.
fn error_ui(ui: &mut Ui, subject: &Subject<'_>, error: &MachineError) {
    let words = subject.words;
    let (title, advice, tone) = error_words(words, &error.code);
    let said = error.reason.as_ref().map(|said| words.with("detail-error-reason", &[("words", said.as_str().into())]));
    let since = error.since.as_ref().map(|at| words.with("detail-error-since", &[("time", at.as_str().into())]));
    let sentences = [advice.as_str(), said.as_deref().unwrap_or_default(), since.as_deref().unwrap_or_default()];
    parts::notice_ui(ui, subject.theme, tone, &title, &sentences);
}

/// Code and meaning, what to do, and how bad it is; for a code that no table knows, the code alone.
pub(super) fn error_words(words: &Words, code: &str) -> (String, String, Tone) {
    let Some(text) = error_codes::describe(code, words.language().code()) else {
        let title = words.with("detail-error-unknown", &[("code", code.into())]);
        return (title, words.text("detail-error-unknown-advice").to_owned(), Tone::Weak);
    };
    let tone = match text.severity {
        Severity::Critical | Severity::Major => Tone::Bad,
        Severity::Minor => Tone::Weak,
    };
    let title = words.with("detail-error-card", &[("code", code.into()), ("meaning", Arg::from(&text.meaning))]);
    (title, text.advice, tone)
}

fn is_told_elsewhere(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Silent
            | Reason::Unreadable
            | Reason::CriticalError { .. }
            | Reason::MajorError { .. }
            | Reason::MinorError { .. }
    )
}

/// A finding as a sentence.
pub(crate) fn sentence(words: &Words, reason: &Reason) -> String {
    let arguments = reason.arguments();
    let texts: Vec<(&str, String)> = arguments
        .into_iter()
        .map(|(name, argument)| match argument {
            Argument::Number(figure, decimals) => (name, format::number(figure, decimals)),
            Argument::Text(text) => (name, text.to_string()),
            Argument::Key(key) => (name, words.text(key).to_owned()),
        })
        .collect();
    let arguments: Vec<(&str, Arg<'_>)> = texts.iter().map(|(name, text)| (*name, Arg::from(text))).collect();
    words.with(reason.key(), &arguments)
}

/// The key of a failure's sentence; with `-advice` behind it, of what to do.
pub(crate) fn failure_key(failure: &Failure) -> &'static str {
    match failure {
        Failure::TimedOut { .. } => "failure-timed-out",
        Failure::Refused => "failure-refused",
        Failure::Unreachable { .. } => "failure-unreachable",
        Failure::Closed { .. } => "failure-closed",
        Failure::TooLong { .. } => "failure-too-long",
        Failure::BtminerDown { .. } => "failure-btminer-down",
        Failure::Answered { .. } => "failure-answered",
        Failure::BadReply { .. } => "failure-bad-reply",
        Failure::OtherDevice { .. } => "failure-other-device",
        Failure::WrongPassword => "failure-wrong-password",
        Failure::SwitchOff { .. } => "failure-switch-off",
        Failure::TokensFull => "failure-tokens-full",
        Failure::UnfitPassword => "failure-unfit-password",
        Failure::Cancelled => "failure-cancelled",
        Failure::OutOfSockets { .. } => "failure-out-of-sockets",
    }
}

/// What the machine or the system said about it.
pub(crate) fn failure_words(failure: &Failure) -> Option<&str> {
    match failure {
        Failure::Unreachable { words }
        | Failure::BtminerDown { words }
        | Failure::Answered { words, .. }
        | Failure::BadReply { words }
        | Failure::OtherDevice { words }
        | Failure::SwitchOff { words }
        | Failure::OutOfSockets { words } => Some(words),
        Failure::TimedOut { .. }
        | Failure::Refused
        | Failure::Closed { .. }
        | Failure::TooLong { .. }
        | Failure::WrongPassword
        | Failure::TokensFull
        | Failure::UnfitPassword
        | Failure::Cancelled => None,
    }
}
