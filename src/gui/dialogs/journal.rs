//! The journal: what was done, newest first; one batch opens to its machines. What is shown can be copied or written into
//! a file, and becomes text only then: a batch may have as many machines as the farm.

mod rest;
mod text;

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field, PathDraft},
    list::{self, Cell, List},
};
use crate::{
    engine::{
        OutcomeKind,
        journal::{JournalBatch, JournalQuery},
    },
    fleet::format::UNKNOWN,
    gui::{
        action::{Action, DialogKind},
        app::Parts,
        files::{Choice, FileKind, FileQuestion},
        setup::Entries,
        spans,
        theme::{self, GAP, STEP, Tone},
        widgets::{self, ButtonKind, Icon},
    },
    words::{Arg, Words},
};
use eframe::egui::{Button, Label, Ui};
use rest::Rest;
use std::{path::PathBuf, time::Duration};
use text::Form;

/// More batches than these are found by searching.
const MOST: u32 = 500;

/// The dialog's state.
#[derive(Debug, Default)]
pub(super) struct Journal {
    text: String,
    outcome: Option<OutcomeKind>,
    /// The batch that is open.
    open: Option<i64>,
    /// What was asked last.
    asked: Option<JournalQuery>,
    rest: Rest,
    path: PathDraft,
    /// The desktop was asked for a file to write.
    asks_for_file: bool,
    /// The file that was chosen.
    chosen: Option<PathBuf>,
}

/// The colour of an outcome.
fn outcome_tone(outcome: Option<OutcomeKind>) -> Tone {
    match outcome {
        Some(OutcomeKind::Done | OutcomeKind::Accepted) => Tone::Good,
        Some(OutcomeKind::Refused | OutcomeKind::Unreachable) => Tone::Bad,
        Some(OutcomeKind::Unknown) | None => Tone::Weak,
        Some(OutcomeKind::Skipped) => Tone::Dim,
    }
}

/// How a batch ended, as a word, and how loud.
fn end_of(words: &Words, batch: &JournalBatch) -> (String, Tone) {
    let (key, tone) = if batch.interrupted {
        ("journal-interrupted", Tone::Weak)
    } else if batch.finished.is_none() {
        ("journal-running", Tone::Accent)
    } else if batch.cancelled {
        ("journal-cancelled", Tone::Dim)
    } else {
        ("journal-finished", Tone::Dim)
    };
    (words.text(key).to_owned(), tone)
}

/// The counts of a batch that are not zero: "1,183 done · 14 refused".
fn counts_of(words: &Words, batch: &JournalBatch) -> String {
    let counts = OutcomeKind::ALL.into_iter().zip(batch.counts).filter(|(_, count)| *count > 0);
    let counts = counts.map(|(kind, count)| {
        let number = crate::words::group_thousands(&count.to_string());
        format!("{number} {}", words.text(kind.key()))
    });
    counts.collect::<Vec<_>>().join(" · ")
}

impl Journal {
    fn query(&self) -> JournalQuery {
        JournalQuery {
            batch: self.open,
            text: self.text.trim().to_owned(),
            outcome: self.outcome,
            limit: if self.open.is_some() { u32::MAX } else { MOST },
            ..JournalQuery::default()
        }
    }

    /// Asks anew when what is wanted changed, and for what is being typed when the typing rests; `now` is in seconds. How
    /// long it still is until then.
    fn ask(&mut self, now: f64, tray: &mut Tray) -> Option<Duration> {
        let query = self.query();
        if self.asked.as_ref() == Some(&query) {
            return None;
        }
        let is_typed = self.asked.as_ref().is_some_and(|asked| asked.text != query.text);
        if let Some(left) = self.rest.left(&query.text, now).filter(|_| is_typed) {
            return Some(left);
        }
        self.asked = Some(query.clone());
        tray.actions.push(Action::ReadJournal(query));
        None
    }

    /// The page of the batch that is open, once it was read.
    fn entries<'a>(&self, parts: &Parts<'a>) -> Option<&'a Entries> {
        parts.setup.entries.as_ref().filter(|entries| entries.page.query.batch == self.open && self.open.is_some())
    }

    fn filter_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let search = words.text("journal-search");
        let field = Field { name: search, hint: search, mistake: None, span: None, rows: 1 };
        field.bare_ui(ui, theme, &mut self.text, tray);
        ui.horizontal_wrapped(|ui| {
            let any = (None, words.text("journal-any").to_owned());
            let kinds = OutcomeKind::ALL.into_iter().map(|kind| (Some(kind), words.text(kind.key()).to_owned()));
            fields::choice_ui(ui, theme, std::iter::once(any).chain(kinds), &mut self.outcome);
        });
        ui.add_space(STEP);
    }

    fn batches_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words) = (parts.theme, parts.words);
        let Some(page) = &parts.setup.batches else {
            fields::hint_ui(ui, theme, words.text("journal-reading"));
            return;
        };
        if page.batches.is_empty() {
            let is_filtered = !self.text.trim().is_empty() || self.outcome.is_some();
            fields::hint_ui(ui, theme, words.text(if is_filtered { "journal-nothing" } else { "journal-empty" }));
            return;
        }
        let columns = [
            (words.text("journal-when"), 130.0),
            (words.text("journal-what"), 240.0),
            (words.text("journal-machines"), 80.0),
            (words.text("journal-end"), 100.0),
            (words.text("journal-outcomes"), 240.0),
        ];
        let list = List { id: "batches", columns: &columns, rows: page.batches.len(), most: 14, is_clickable: true };
        let clicked = list.ui(ui, theme, |row| {
            let batch = &page.batches[row];
            let (end, tone) = end_of(words, batch);
            vec![
                Cell::dim(spans::moment(batch.started, parts.now)),
                Cell::text(&batch.title).strong(),
                Cell::text(crate::words::group_thousands(&batch.total.to_string())),
                Cell::toned(end, tone),
                Cell::dim(counts_of(words, batch)),
            ]
        });
        if let Some(batch) = clicked.and_then(|row| page.batches.get(row)) {
            self.open = Some(batch.number);
        }
    }

    fn batch_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        if widgets::link_button(ui, theme, words.text("journal-back")).clicked() {
            self.open = None;
            return;
        }
        let Some(Entries { page, failed }) = self.entries(parts) else {
            fields::hint_ui(ui, theme, words.text("journal-reading"));
            return;
        };
        if let Some(batch) = page.batches.first() {
            ui.add(Label::new(theme::heading(&batch.title)).wrap());
            let began = spans::moment(batch.started, parts.now);
            let (end, _) = end_of(words, batch);
            let text = format!("{began} · {end} · {}", counts_of(words, batch));
            fields::hint_ui(ui, theme, &text);
            if batch.interrupted {
                interrupted_ui(ui, parts, batch, &mut tray.actions);
            }
            ui.add_space(STEP);
        }
        let columns = [
            (words.text("column-ip"), 140.0),
            (words.text("column-mac"), 140.0),
            (words.text("journal-outcome"), 110.0),
            (words.text("journal-words"), 330.0),
        ];
        let list = List { id: "entries", columns: &columns, rows: page.entries.len(), most: 12, is_clickable: false };
        list.ui(ui, theme, |row| {
            let entry = &page.entries[row];
            let open = if entry.is_waiting { "journal-waiting" } else { "journal-open" };
            let word = words.text(entry.outcome.map_or(open, OutcomeKind::key));
            vec![
                Cell::text(list::written(entry.address)),
                Cell::dim(entry.mac.clone().unwrap_or_else(|| UNKNOWN.to_owned())),
                Cell::toned(word, outcome_tone(entry.outcome)),
                Cell::dim(&entry.words),
            ]
        });
        ui.add_space(STEP);
        ui.horizontal_wrapped(|ui| {
            let text = words.with("journal-select-failed", &[("count", failed.len().into())]);
            if ui.add_enabled(!failed.is_empty(), Button::new(text)).clicked() {
                tray.actions.push(Action::SelectMachines(failed.clone()));
            }
        });
    }

    /// What is shown, as text; `None` while it is not read yet.
    fn text_in(&self, parts: &Parts<'_>, form: Form) -> Option<String> {
        if self.open.is_none() {
            return Some(form.batches(parts.words, &parts.setup.batches.as_ref()?.batches));
        }
        let page = &self.entries(parts)?.page;
        Some(form.entries(parts.words, page.batches.first(), &page.entries))
    }

    fn export_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let is_read = if self.open.is_none() { parts.setup.batches.is_some() } else { self.entries(parts).is_some() };
        if !is_read {
            return;
        }
        ui.add_space(GAP);
        let mut wants_file = false;
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, theme, ButtonKind::Plain, Some(Icon::Copy), words.text("journal-copy")).clicked() {
                tray.actions.extend(self.text_in(parts, Form::Clipboard).map(Action::CopyText));
            }
            let write = words.text("journal-export");
            wants_file = widgets::button(ui, theme, ButtonKind::Plain, Some(Icon::Export), write).clicked();
        });
        if self.path.nothing_opened {
            wants_file |= fields::path_ui(ui, parts, &mut self.path, None, tray);
            let typed = self.path.text.trim();
            let write = ui.add_enabled(!typed.is_empty(), Button::new(words.text("journal-write")));
            if write.clicked() || (!typed.is_empty() && std::mem::take(&mut tray.is_submitted)) {
                self.chosen = Some(PathBuf::from(typed));
            }
        }
        if wants_file {
            self.asks_for_file = true;
            let date = parts.now.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d").to_string();
            let name = words.with("journal-file-name", &[("date", Arg::from(&date))]);
            tray.question = Some(FileQuestion {
                kind: FileKind::Save { name: format!("{name}.csv") },
                title: words.text("journal-export").to_owned(),
                filter_name: words.text("journal-file-kind").to_owned(),
                extensions: vec!["csv", "json"],
                folder: parts.settings.export.folder.clone(),
            });
        }
        if let Some(path) = self.chosen.take() {
            tray.actions.extend(self.text_in(parts, Form::of(&path)).map(|text| Action::WriteText(path, text)));
        }
    }
}

/// What to do about an interrupted batch.
fn interrupted_ui(ui: &mut Ui, parts: &Parts<'_>, batch: &JournalBatch, actions: &mut Vec<Action>) {
    let (theme, words) = (parts.theme, parts.words);
    let doubt = batch.in_doubt() + batch.counts[OutcomeKind::Unknown as usize];
    let arguments = [("what", Arg::from(&batch.title)), ("doubt", doubt.into()), ("rest", batch.waiting.into())];
    let text = words.with("journal-banner", &arguments);
    let check = if doubt > 0 { "journal-check" } else { "journal-select-rest" };
    fields::line_ui(
        ui,
        |ui| {
            if ui.button(words.text("journal-leave")).clicked() {
                actions.push(Action::CloseInterrupted(batch.number));
            }
            if ui.button(words.text(check)).clicked() {
                actions.push(Action::CheckInterrupted(batch.number));
            }
        },
        |ui| {
            ui.add(Label::new(theme::strong(text).color(theme.color(Tone::Weak))).truncate());
        },
    );
}

/// The line above the grid about batches that a crash interrupted.
pub(crate) fn banner_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let Some(batch) = parts.setup.interrupted.first() else { return };
    let is_shown = fields::line_ui(
        ui,
        |ui| ui.button(parts.words.text("journal-show")).clicked(),
        |ui| interrupted_ui(ui, parts, batch, actions),
    );
    if is_shown {
        actions.push(Action::Open(DialogKind::Journal));
    }
}

impl Dialog for Journal {
    fn title(&self) -> &'static str {
        "journal-title"
    }

    fn width(&self) -> f32 {
        900.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        if self.open.is_none() {
            self.filter_ui(ui, parts, tray);
            self.batches_ui(ui, parts);
        } else {
            self.batch_ui(ui, parts, tray);
        }
        self.export_ui(ui, parts, tray);
        if let Some(left) = self.ask(ui.input(|input| input.time), tray) {
            ui.ctx().request_repaint_after(left);
        }
    }

    fn verdict(&self, _parts: &Parts<'_>) -> Verdict {
        Verdict::shows()
    }

    fn take_choice(&mut self, choice: Choice) -> Vec<Action> {
        // A file that is dropped on the window is none that was asked for, and stays as it is.
        let was_asked = std::mem::take(&mut self.asks_for_file);
        match choice {
            Choice::Path(path) => self.chosen = was_asked.then_some(path),
            Choice::Cancelled => {}
            Choice::NotOpened => self.path.nothing_opened = true,
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What it asked for after a frame at this moment.
    fn asked(journal: &mut Journal, now: f64) -> Vec<String> {
        let mut tray = Tray::default();
        let left = journal.ask(now, &mut tray);
        assert!(left.is_none() || tray.actions.is_empty(), "it waits or asks");
        let text = |action| match action {
            Action::ReadJournal(query) => query.text,
            other => panic!("{other:?}"),
        };
        tray.actions.into_iter().map(text).collect()
    }

    #[test]
    fn what_is_typed_is_asked_for_once_the_typing_rests() {
        let mut journal = Journal::default();
        let rest = rest::REST.as_secs_f64();
        assert_eq!(asked(&mut journal, 1.0), [""], "at once as it opens");
        for (letters, text) in ["p", "po", "poo"].into_iter().enumerate() {
            text.clone_into(&mut journal.text);
            assert!(asked(&mut journal, 2.0 + rest * 0.5 * letters as f64).is_empty(), "{text}");
        }
        assert!(asked(&mut journal, 2.0 + rest * 1.5).is_empty(), "half as long after the last letter");
        assert_eq!(asked(&mut journal, 2.0 + rest * 2.5), ["poo"]);
        assert!(asked(&mut journal, 9.0).is_empty(), "once");
        journal.outcome = Some(OutcomeKind::Refused);
        assert_eq!(asked(&mut journal, 9.0), ["poo"], "a click does not wait");
    }
}
