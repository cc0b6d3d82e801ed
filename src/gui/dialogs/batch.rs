//! What came of a batch, machine by machine, while it runs and after: filtered by outcome, marked in the grid, done
//! again, and taken along as a file.

mod digest;
mod reasons;
mod report;
mod rows;

use super::{Dialog, Tray, Verdict, care::PasswordDraft, fields};
use crate::{
    engine::{JobId, Outcome, OutcomeKind},
    gui::{
        acting::{Batch, Order, panel},
        action::{Action, DialogKind},
        app::Parts,
        files::{Choice, FileKind, FileQuestion},
        theme::{EDGE, GAP, GROUP, STEP, Tone},
        widgets::{ButtonKind, button, link_button},
    },
    protocol::Failure,
};
use digest::Digest;
use eframe::egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};
use std::sync::Arc;

/// The height that the reasons leave to the list, in points at the usual type size.
const LEAST_ROWS: f32 = 170.0;
/// The height that the list has even where the dialog must be scrolled for it.
const FEWEST_ROWS: f32 = 96.0;

/// Which machines are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    /// Those that have not ended.
    Open,
    /// Those that ended so.
    Ended(OutcomeKind),
    /// Those that failed for one reason, by its number in the digest.
    Reason(u32),
}

/// The results of one batch.
#[derive(Debug)]
pub(super) struct Results {
    job: JobId,
    filter: Filter,
    digest: Digest,
    /// Another password for those that refused ours, while it is chosen.
    password: Option<PasswordDraft>,
    /// The kind of file that the desktop was asked for.
    asked: Option<report::Format>,
    nothing_opened: bool,
    /// Names and texts of the file that is being chosen.
    text: String,
}

impl Results {
    pub(super) fn new(job: JobId) -> Self {
        Self {
            job,
            filter: Filter::All,
            digest: Digest::default(),
            password: None,
            asked: None,
            nothing_opened: false,
            text: String::new(),
        }
    }

    /// How far it is, what it asks, and the filter.
    fn head_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, batch: &Batch, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        panel::batch_bar(ui, theme, batch, ui.available_width());
        if let Some(pause) = batch.pause {
            ui.horizontal_wrapped(|ui| {
                let question = panel::question(words, batch, pause);
                ui.label(RichText::new(question).color(theme.color(Tone::Weak)));
                if button(ui, theme, ButtonKind::Primary, None, words.text("batch-go-on")).clicked() {
                    tray.actions.push(Action::GoOn(batch.id));
                }
                if button(ui, theme, ButtonKind::Plain, None, words.text("batch-stop")).clicked() {
                    tray.actions.push(Action::Cancel(batch.id));
                }
            });
        } else {
            ui.add(Label::new(panel::progress(words, batch)).wrap());
        }
        ui.add_space(STEP);
        ui.horizontal_wrapped(|ui| {
            let open = batch.counts.total.saturating_sub(batch.counts.done());
            let choice = |filter: Filter, key: &str, count: u32| {
                let outcome = words.text(key).to_owned();
                (filter, words.with("batch-of", &[("count", count.into()), ("outcome", (&outcome).into())]))
            };
            let all = [(Filter::All, "batch-all", batch.counts.total), (Filter::Open, "batch-open", open)];
            let ended = OutcomeKind::ALL.map(|kind| (Filter::Ended(kind), kind.key(), batch.counts.of(kind)));
            // While it runs every one has its place, so that none moves away from the pointer when another begins to count.
            let is_shown = |filter: Filter, count: u32| count > 0 || filter == self.filter || !batch.is_ended;
            let shown = all.into_iter().chain(ended).filter(|(filter, _, count)| is_shown(*filter, *count));
            let choices: Vec<_> = shown.map(|(filter, key, count)| choice(filter, key, count)).collect();
            fields::choice_ui(ui, theme, choices, &mut self.filter);
        });
    }

    /// What can be done with the failed ones.
    fn again_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, batch: &Batch, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let wrong = self.digest.wrong_passwords;
        if wrong > 0 {
            ui.horizontal_wrapped(|ui| {
                let text = words.with("batch-wrong-passwords", &[("count", wrong.into())]);
                ui.label(RichText::new(text).color(theme.color(Tone::Bad)));
                if link_button(ui, theme, words.text("batch-another-password")).clicked() {
                    self.password = Some(PasswordDraft::typed());
                }
            });
        }
        let switched_off = self.digest.switched_off;
        if switched_off > 0 {
            ui.horizontal_wrapped(|ui| {
                let text = words.with("batch-switched-off", &[("count", switched_off.into())]);
                ui.label(RichText::new(text).color(theme.color(Tone::Locked)));
                if link_button(ui, theme, words.text("action-api-setup")).clicked() {
                    let open = Action::Open(DialogKind::ApiSetup);
                    let is_off = |outcome: &Outcome| matches!(outcome.failure(), Some(Failure::SwitchOff { .. }));
                    tray.actions.extend([Action::SelectMachines(batch.addresses(is_off)), open]);
                }
            });
        }
        if let Some(password) = &mut self.password {
            password.ui(ui, parts, tray);
        }
        ui.horizontal_wrapped(|ui| {
            // One reason chosen above is what the technician is busy with; the others wait.
            let is_one_reason = matches!(self.filter, Filter::Reason(_));
            let failed = if is_one_reason { self.digest.rows.len() } else { batch.counts.failed() as usize };
            if failed > 0 {
                let text = words.with("batch-select-failed", &[("count", failed.into())]);
                if button(ui, theme, ButtonKind::Plain, None, &text).clicked() {
                    let listed =
                        || self.digest.rows.iter().filter_map(|place| batch.address(*place as usize)).collect();
                    let failed = || batch.addresses(|outcome| outcome.kind.is_failed());
                    tray.actions.push(Action::SelectMachines(if is_one_reason { listed() } else { failed() }));
                }
            }
            if batch.is_ended && self.digest.repeatable > 0 {
                let passwords = match &self.password {
                    Some(draft) => draft.passwords(),
                    None => Some(batch.prepared.plan.options.passwords.clone()),
                };
                let text = words.with("batch-again", &[("count", self.digest.repeatable.into())]);
                ui.add_enabled_ui(passwords.is_some(), |ui| {
                    let is_wanted = button(ui, theme, ButtonKind::Plain, None, &text).clicked();
                    if let Some(passwords) = passwords.filter(|_| is_wanted) {
                        let again = batch.again(passwords, |place| self.digest.is_of(self.filter, place));
                        tray.actions.push(Action::Act(Order(Arc::new(again))));
                        self.password = None;
                    }
                });
            }
        });
    }

    /// Ways to take the results along: those that are listed.
    fn export_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, batch: &Batch, tray: &mut Tray) {
        let words = parts.words;
        ui.horizontal_wrapped(|ui| {
            if ui.button(words.text("batch-copy")).clicked() {
                let text = report::text(batch, words, report::Format::Table, &self.digest.rows);
                tray.actions.push(Action::CopyText(text));
            }
            for (format, key) in [(report::Format::Csv, "batch-csv"), (report::Format::Json, "batch-json")] {
                if ui.button(words.text(key)).clicked() {
                    self.asked = Some(format);
                    self.text = report::text(batch, words, format, &self.digest.rows);
                    tray.question = Some(FileQuestion {
                        kind: FileKind::Save { name: format!("{}.{}", words.text("batch-file"), format.ending()) },
                        title: words.text(key).to_owned(),
                        filter_name: format.ending().to_uppercase(),
                        extensions: vec![format.ending()],
                        folder: parts.settings.export.folder.clone(),
                    });
                }
            }
            if self.nothing_opened {
                ui.label(RichText::new(words.text("batch-no-file-window")).color(parts.theme.color(Tone::Weak)));
            }
        });
    }
}

impl Dialog for Results {
    fn title(&self) -> &'static str {
        "batch-title"
    }

    fn subtitle(&self, parts: &Parts<'_>) -> Option<String> {
        Some(parts.acting.batches.get(self.job)?.prepared.plan.title.clone())
    }

    fn width(&self) -> f32 {
        860.0
    }

    fn height(&self) -> Option<f32> {
        Some(580.0)
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let Some(batch) = parts.acting.batches.get(self.job) else { return };
        let bottom = ui.max_rect().bottom() - EDGE;
        // In a low window, or with large type, not even a few rows have room below the rest.
        ScrollArea::vertical().id_salt("batch").auto_shrink(false).show(ui, |ui| {
            Frame::NONE.inner_margin(Margin::symmetric(GROUP as i8, EDGE as i8)).show(ui, |ui| {
                ui.spacing_mut().item_spacing = eframe::egui::vec2(GAP, STEP);
                self.filter = self.digest.follow(batch, parts.words, self.filter);
                self.head_ui(ui, parts, batch, tray);
                self.again_ui(ui, parts, batch, tray);
                ui.add_space(STEP);
                let foot = ui.spacing().interact_size.y + GAP;
                // The height of the window, not that of all that can be scrolled.
                let left = |ui: &Ui| bottom - ui.cursor().top() - foot;
                if batch.counts.failed() > 1 {
                    let room = left(ui) - LEAST_ROWS * parts.theme.type_scale;
                    reasons::reasons_ui(ui, parts, &self.digest, batch.is_ended, room, &mut self.filter);
                }
                // What was just chosen is listed in the same frame.
                self.filter = self.digest.follow(batch, parts.words, self.filter);
                let least = FEWEST_ROWS * parts.theme.type_scale;
                let size = eframe::egui::vec2(ui.available_width(), left(ui).max(least));
                ui.allocate_ui(size, |ui| {
                    ui.set_min_size(size);
                    rows::rows_ui(ui, parts, batch, &self.digest.rows);
                });
                self.export_ui(ui, parts, batch, tray);
            });
        });
    }

    fn verdict(&self, _parts: &Parts<'_>) -> Verdict {
        Verdict::shows()
    }

    fn take_choice(&mut self, choice: Choice) -> Vec<Action> {
        let Some(format) = self.asked.take() else { return Vec::new() };
        match choice {
            Choice::Path(path) => {
                let path = if path.extension().is_some() { path } else { path.with_extension(format.ending()) };
                return vec![Action::WriteText(path, std::mem::take(&mut self.text))];
            }
            Choice::Cancelled => {}
            Choice::NotOpened => self.nothing_opened = true,
        }
        Vec::new()
    }
}
