//! What came of a batch, machine by machine, while it runs and after: filtered by outcome, marked in the grid, done
//! again, and taken along as a file.

mod report;

use super::{Dialog, Tray, Verdict, care::PasswordDraft, fields};
use crate::{
    engine::{
        JobId, OutcomeKind,
        batch::{BatchStep, MachineState, Remark, Work},
    },
    gui::{
        acting::{Batch, Order, panel, remark},
        action::{Action, DialogKind},
        app::Parts,
        files::{Choice, FileKind, FileQuestion},
        spans,
        theme::{self, EDGE, GAP, GROUP, STEP, Tone},
        widgets::{ButtonKind, button, link_button},
    },
    protocol::Failure,
    words::Words,
};
use eframe::egui::{Frame, Label, Margin, RichText, Ui};
use egui_extras::{Column, TableBuilder};
use std::sync::Arc;

/// Which machines are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    /// Those that have not ended.
    Open,
    /// Those that ended so.
    Ended(OutcomeKind),
}

/// The results of one batch.
#[derive(Debug)]
pub(super) struct Results {
    job: JobId,
    filter: Filter,
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
        Self { job, filter: Filter::All, password: None, asked: None, nothing_opened: false, text: String::new() }
    }

    fn passes(&self, state: &MachineState) -> bool {
        match self.filter {
            Filter::All => true,
            Filter::Open => Batch::outcome(state).is_none(),
            Filter::Ended(kind) => Batch::outcome(state).is_some_and(|outcome| outcome.kind == kind),
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
            let shown = all.into_iter().chain(ended).filter(|(filter, _, count)| *count > 0 || *filter == self.filter);
            let choices: Vec<_> = shown.map(|(filter, key, count)| choice(filter, key, count)).collect();
            fields::choice_ui(ui, theme, choices, &mut self.filter);
        });
    }

    /// What can be done with the failed ones.
    fn again_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, batch: &Batch, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let wrong = batch.wrong_passwords();
        if wrong > 0 {
            ui.horizontal_wrapped(|ui| {
                let text = words.with("batch-wrong-passwords", &[("count", wrong.into())]);
                ui.label(RichText::new(text).color(theme.color(Tone::Bad)));
                if link_button(ui, theme, words.text("batch-another-password")).clicked() {
                    self.password = Some(PasswordDraft::typed());
                }
            });
        }
        let switched_off = batch.switched_off();
        if !switched_off.is_empty() {
            ui.horizontal_wrapped(|ui| {
                let text = words.with("batch-switched-off", &[("count", switched_off.len().into())]);
                ui.label(RichText::new(text).color(theme.color(Tone::Locked)));
                if link_button(ui, theme, words.text("action-api-setup")).clicked() {
                    let open = Action::Open(DialogKind::ApiSetup);
                    tray.actions.extend([Action::SelectMachines(switched_off), open]);
                }
            });
        }
        if let Some(password) = &mut self.password {
            password.ui(ui, parts, tray);
        }
        ui.horizontal_wrapped(|ui| {
            let failed = batch.addresses(|outcome| !outcome.kind.is_good() && outcome.kind != OutcomeKind::Skipped);
            if !failed.is_empty() {
                let text = words.with("batch-select-failed", &[("count", failed.len().into())]);
                if button(ui, theme, ButtonKind::Plain, None, &text).clicked() {
                    tray.actions.push(Action::SelectMachines(failed));
                }
            }
            let passwords = match &self.password {
                Some(draft) => draft.passwords(),
                None => Some(batch.prepared.plan.options.passwords.clone()),
            };
            if let Some(again) = batch.is_ended.then(|| batch.again(passwords.unwrap_or_default())).flatten() {
                let is_ready = self.password.as_ref().is_none_or(|draft| draft.passwords().is_some());
                let text = words.with("batch-again", &[("count", again.plan.steps.len().into())]);
                ui.add_enabled_ui(is_ready, |ui| {
                    if button(ui, theme, ButtonKind::Plain, None, &text).clicked() {
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
                tray.actions.push(Action::CopyText(report::text(batch, words, report::Format::Table, |state| {
                    self.passes(state)
                })));
            }
            for (format, key) in [(report::Format::Csv, "batch-csv"), (report::Format::Json, "batch-json")] {
                if ui.button(words.text(key)).clicked() {
                    self.asked = Some(format);
                    self.text = report::text(batch, words, format, |state| self.passes(state));
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

    fn rows_ui(&self, ui: &mut Ui, parts: &Parts<'_>, batch: &Batch) {
        let (theme, words) = (parts.theme, parts.words);
        let rows: Vec<_> = batch.machines().filter(|(_, state)| self.passes(state)).collect();
        let height = 24.0 * theme.type_scale;
        let head = |ui: &mut Ui, key: &str| {
            ui.add(Label::new(theme::strong(words.text(key)).color(theme.color(Tone::Dim))).truncate());
        };
        TableBuilder::new(ui)
            .id_salt("batch_rows")
            .striped(true)
            .resizable(true)
            .column(Column::initial(120.0 * theme.type_scale).at_least(90.0).clip(true))
            .column(Column::initial(150.0 * theme.type_scale).at_least(90.0).clip(true))
            .column(Column::remainder().at_least(160.0).clip(true))
            .header(height, |mut header| {
                header.col(|ui| head(ui, "preview-address"));
                header.col(|ui| head(ui, "batch-outcome"));
                header.col(|ui| head(ui, "batch-words"));
            })
            .body(|body| {
                body.rows(height, rows.len(), |mut line| {
                    let Some((step, state)) = rows.get(line.index()) else { return };
                    let (tone, outcome, said) = described(parts, step, state);
                    line.col(|ui| {
                        ui.add(Label::new(step.address.ip().to_string()).truncate());
                    });
                    line.col(|ui| {
                        ui.add(Label::new(RichText::new(&outcome).color(theme.color(tone))).truncate());
                    });
                    line.col(|ui| {
                        let label = ui.add(Label::new(&said).truncate());
                        if !said.is_empty() {
                            label.on_hover_text(&said);
                        }
                    });
                });
            });
    }
}

/// The colour, the word and the sentence of where a machine is.
fn described(parts: &Parts<'_>, step: &BatchStep, state: &MachineState) -> (Tone, String, String) {
    let words = parts.words;
    let plain = |key: &str| (Tone::Dim, words.text(key).to_owned(), String::new());
    match state {
        MachineState::Waiting => plain("state-waiting"),
        MachineState::NotReady(access) => {
            (Tone::Weak, words.text("state-not-ready").to_owned(), words.text(access.key()).to_owned())
        }
        MachineState::Sending => plain("state-sending"),
        MachineState::ReadingBack => plain("state-reading-back"),
        MachineState::Transfer(share) => {
            (Tone::Accent, words.with("state-transfer", &[("share", (*share).into())]), String::new())
        }
        MachineState::TokensFull { until } => {
            let time = spans::moment(*until, parts.now);
            (Tone::Weak, words.with("state-tokens-full", &[("time", (&time).into())]), String::new())
        }
        MachineState::Ended(outcome) => {
            let mut said = said(words, &outcome.remark);
            if let Work::Skip(reason) = &step.work
                && said.is_empty()
            {
                said = remark(words, reason);
            }
            if let Some(moved) = outcome.moved_to {
                let moved = words.with("batch-moved", &[("address", (&moved.ip().to_string()).into())]);
                said = if said.is_empty() { moved } else { format!("{moved} · {said}") };
            }
            (panel::outcome_tone(outcome.kind), words.text(outcome.kind.key()).to_owned(), said)
        }
    }
}

/// What there is to say; in few words where many machines have the same trouble.
fn said(words: &Words, said: &Remark) -> String {
    match said.failure() {
        Some(Failure::WrongPassword) => words.text("batch-wrong-password").to_owned(),
        _ => remark(words, said),
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
        Some(520.0)
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let Some(batch) = parts.acting.batches.get(self.job) else { return };
        Frame::NONE.inner_margin(Margin::symmetric(GROUP as i8, EDGE as i8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = eframe::egui::vec2(GAP, STEP);
            self.head_ui(ui, parts, batch, tray);
            self.again_ui(ui, parts, batch, tray);
            ui.add_space(STEP);
            let foot = ui.spacing().interact_size.y + GAP;
            let size = eframe::egui::vec2(ui.available_width(), (ui.available_height() - foot).max(60.0));
            ui.allocate_ui(size, |ui| {
                ui.set_min_size(size);
                self.rows_ui(ui, parts, batch);
            });
            self.export_ui(ui, parts, batch, tray);
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
