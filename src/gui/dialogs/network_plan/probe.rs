//! Asks the network whether the new addresses are free, before the plan can be confirmed.

use super::super::{Tray, fields};
use crate::{
    fleet::network_plan::NetworkPlan,
    gui::{
        action::Action,
        app::Parts,
        theme::{GAP, STEP, Tone},
        widgets::{self, ButtonKind, Icon},
    },
};
use eframe::egui::{Label, RichText, Ui};

/// The width of the progress bar.
const BAR: f32 = 160.0;

/// What still has to be asked or decided, as a sentence.
pub(super) fn open(parts: &Parts<'_>, plan: &NetworkPlan, leaves_out: bool) -> Option<String> {
    let words = parts.words;
    let open = parts.setup.probe.open(&plan.targets());
    if open > 0 {
        return Some(words.with("network-ask-first", &[("count", open.into())]));
    }
    let answering = plan.left_out();
    (answering > 0 && !leaves_out).then(|| words.with("network-answers-choose", &[("count", answering.into())]))
}

/// Draws the question, how far it is, and what is done about those that answer.
pub(super) fn probe_ui(ui: &mut Ui, parts: &Parts<'_>, plan: &NetworkPlan, leaves_out: &mut bool, tray: &mut Tray) {
    let (theme, words, probe) = (parts.theme, parts.words, &parts.setup.probe);
    let targets = plan.targets();
    if targets.is_empty() || plan.problems() > 0 {
        return;
    }
    ui.add_space(GAP);
    let open = probe.open(&targets);
    ui.horizontal_wrapped(|ui| {
        if let Some(job) = probe.job {
            let share = if probe.total == 0 { 0.0 } else { probe.done as f32 / probe.total as f32 };
            let arguments = [("done", probe.done.into()), ("total", probe.total.into())];
            let name = words.with("network-asking", &arguments);
            widgets::progress_bar(ui, share, BAR, theme.color(Tone::Accent), theme, &name);
            ui.label(RichText::new(&name).color(theme.color(Tone::Dim)));
            if ui.button(words.text("job-cancel")).clicked() {
                tray.actions.push(Action::Cancel(job));
            }
            return;
        }
        let (kind, text) = if open > 0 {
            (ButtonKind::Primary, words.with("network-ask", &[("count", open.into())]))
        } else {
            (ButtonKind::Plain, words.text("network-ask-again").to_owned())
        };
        if widgets::button(ui, theme, kind, Some(Icon::Clock), &text).clicked() {
            tray.actions.push(Action::ProbeAddresses(targets.clone()));
        }
        if open == 0 && plan.left_out() == 0 {
            ui.label(RichText::new(words.text("network-all-free")).color(theme.color(Tone::Good)));
        }
    });
    if open > 0 {
        fields::hint_ui(ui, theme, words.text("network-ask-about"));
    }
    let answering = plan.left_out();
    if answering > 0 {
        ui.add_space(STEP);
        let text = words.with("network-answers", &[("count", answering.into())]);
        ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Bad))).wrap());
        ui.checkbox(leaves_out, words.with("network-leave-out", &[("count", answering.into())]));
    }
}
