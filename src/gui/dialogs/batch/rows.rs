//! The list of a batch's machines: where each is, and what it said. Only the rows in sight are worded.

use crate::{
    engine::{
        Outcome,
        batch::{BatchStep, MachineState, Work},
    },
    gui::{
        acting::{Batch, panel, remark},
        app::Parts,
        spans,
        theme::{self, Tone},
    },
    protocol::Failure,
    words::Words,
};
use eframe::egui::{Label, RichText, Ui};
use egui_extras::{Column, TableBuilder};

/// Draws the machines at these places of the plan, in this order.
pub(super) fn rows_ui(ui: &mut Ui, parts: &Parts<'_>, batch: &Batch, places: &[u32]) {
    let (theme, words) = (parts.theme, parts.words);
    let height = 24.0 * theme.type_scale;
    let head = |ui: &mut Ui, key: &str| {
        ui.add(Label::new(theme::strong(words.text(key)).color(theme.color(Tone::Dim))).truncate());
    };
    TableBuilder::new(ui)
        .id_salt("batch_rows")
        .striped(true)
        // What it is given is what there is.
        .min_scrolled_height(0.0)
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
            body.rows(height, places.len(), |mut line| {
                let place = places.get(line.index());
                let Some((step, state)) = place.and_then(|place| batch.machine(*place as usize)) else { return };
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
            let mut said = said(words, step, outcome);
            if let Some(moved) = outcome.moved_to {
                let moved = words.with("batch-moved", &[("address", (&moved.ip().to_string()).into())]);
                said = if said.is_empty() { moved } else { format!("{moved} · {said}") };
            }
            (panel::outcome_tone(outcome.kind), words.text(outcome.kind.key()).to_owned(), said)
        }
    }
}

/// What there is to say about how a machine ended; in few words where many machines have the same trouble.
pub(super) fn said(words: &Words, step: &BatchStep, outcome: &Outcome) -> String {
    if outcome.failure() == Some(&Failure::WrongPassword) {
        return words.text("batch-wrong-password").to_owned();
    }
    match &step.work {
        Work::Skip(reason) if outcome.remark.is_nothing() => remark(words, reason),
        _ => remark(words, &outcome.remark),
    }
}
