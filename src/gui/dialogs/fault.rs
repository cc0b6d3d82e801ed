//! What happened when a fault of this program ended a task, what to do, and where the report for support is.

use super::{Dialog, Tray, Verdict, fields};
use crate::gui::{
    action::Action,
    app::Parts,
    theme::{self, GAP, STEP, Theme, Tone},
};
use eframe::egui::{Label, RichText, Ui};
use std::path::Path;

/// The dialog; what it says is the app's.
#[derive(Debug)]
pub(super) struct FaultDialog;

impl Dialog for FaultDialog {
    fn title(&self) -> &'static str {
        "fault-title"
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        ui.add(Label::new(theme::strong(words.text("fault-what"))).wrap());
        ui.add_space(STEP);
        ui.add(Label::new(words.text("fault-do")).wrap());
        ui.add_space(STEP);
        ui.add(Label::new(words.text("fault-stuck")).wrap());
        fields::gap_ui(ui);
        fields::group_ui(ui, theme, words.text("fault-report"));
        if let Some(report) = &parts.fault.report {
            report_ui(ui, parts, report, tray);
        } else {
            // Then its own words are all that there is to send.
            fields::hint_ui(ui, theme, words.text("fault-no-report"));
            exact_ui(ui, theme, &parts.fault.words);
        }
    }

    fn verdict(&self, _parts: &Parts<'_>) -> Verdict {
        Verdict::shows()
    }
}

/// Where the report is, and what to do with it.
fn report_ui(ui: &mut Ui, parts: &Parts<'_>, report: &Path, tray: &mut Tray) {
    let (theme, words) = (parts.theme, parts.words);
    fields::hint_ui(ui, theme, words.text("fault-send"));
    let path = report.display().to_string();
    exact_ui(ui, theme, &path);
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        if let Some(folder) = report.parent()
            && ui.button(words.text("fault-open-folder")).clicked()
        {
            tray.actions.push(Action::OpenFolder(folder.to_owned()));
        }
        if ui.button(words.text("fault-copy-path")).clicked() {
            tray.actions.push(Action::CopyText(path));
        }
    });
}

/// What is to be copied as it stands.
fn exact_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Text))).wrap().selectable(true));
}
