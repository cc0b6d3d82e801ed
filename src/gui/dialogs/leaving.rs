//! Whether to leave while a batch runs or lights are to be given back.

use super::{Dialog, Tray, Verdict, fields};
use crate::gui::{action::Action, app::Parts, theme::GAP};
use eframe::egui::Ui;

/// The question.
#[derive(Debug)]
pub(super) struct Leaving;

impl Dialog for Leaving {
    fn title(&self) -> &'static str {
        "leaving-title"
    }

    fn accepts_on_enter(&self) -> bool {
        false
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        for batch in parts.acting.batches.running() {
            let left = batch.counts.total.saturating_sub(batch.counts.done());
            let arguments = [("title", (&batch.prepared.plan.title).into()), ("left", left.into())];
            ui.label(words.with("leaving-batch", &arguments));
            fields::hint_ui(ui, theme, words.text("leaving-batch-hint"));
            ui.add_space(GAP);
        }
        let lights = parts.acting.lights.count();
        if lights > 0 {
            ui.label(words.with("leaving-lights", &[("count", lights.into())]));
            if ui.button(words.text("leaving-lights-back")).clicked() {
                tray.actions.push(Action::LightsBack);
            }
        }
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        Verdict::accepts(parts.words.text("leaving-do"), None)
    }

    fn accept(&mut self, _parts: &Parts<'_>) -> Vec<Action> {
        vec![Action::Leave]
    }
}
