//! The page of what changed: states and errors with their times, latest first.

use super::{
    Subject, parts,
    past::{Change, Past, What},
    trouble,
};
use crate::{
    gui::{
        spans,
        theme::{self, GAP, STEP, Tone},
        widgets::state_tone,
    },
    words::Arg,
};
use eframe::egui::{Label, RichText, Ui};

/// Draws the page.
pub(super) fn history_ui(ui: &mut Ui, subject: &Subject<'_>) {
    let words = subject.words;
    ui.add_space(GAP);
    let changes: Vec<&Change> = subject.past.into_iter().flat_map(Past::changes).collect();
    if changes.is_empty() {
        let hint = words.text("detail-history-empty-hint");
        parts::empty_ui(ui, subject.theme, words.text("detail-history-empty"), hint);
    }
    for change in changes {
        change_ui(ui, subject, change);
    }
    ui.add_space(GAP);
    let first = spans::moment(subject.machine.contact.first_seen(), subject.now);
    let first = words.with("detail-history-first", &[("time", Arg::from(&first))]);
    ui.add(Label::new(theme::small(first).color(subject.theme.color(Tone::Dim))).wrap());
}

fn change_ui(ui: &mut Ui, subject: &Subject<'_>, change: &Change) {
    let (theme, words) = (subject.theme, subject.words);
    let (text, tone) = match &change.what {
        What::State(health) => (words.text(health.key()).to_owned(), state_tone(*health)),
        What::ErrorCame(code) => {
            let (text, _, tone) = trouble::error_words(words, code);
            (text, tone)
        }
        What::ErrorWent(code) => {
            let (text, _, _) = trouble::error_words(words, code);
            (words.with("detail-history-gone", &[("error", Arg::from(&text))]), Tone::Good)
        }
    };
    ui.horizontal_top(|ui| {
        let at = theme::small(spans::moment(change.at, subject.now)).color(theme.color(Tone::Dim));
        ui.label(at);
        ui.add(Label::new(RichText::new(text).color(theme.color(tone))).wrap());
    });
    ui.add_space(STEP);
}
