//! The earlier passwords of the set in hand: how many it keeps, and forgetting them once the technician is sure that no
//! machine has them. Nothing else drops them.

use super::super::{Tray, fields};
use crate::{
    engine::{PasswordRequest, PasswordSetRow},
    gui::{
        action::Action,
        app::Parts,
        setup::Sent,
        theme::{STEP, Tone},
    },
    words::Arg,
};
use eframe::egui::{Button, Label, RichText, Ui};

/// Whether the technician was asked to confirm.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The name of the set.
    asked: Option<String>,
}

impl Earlier {
    /// Draws the row, where the set keeps any.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, set: &PasswordSetRow, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        if set.earlier == 0 {
            return;
        }
        let arguments = [("name", Arg::from(&set.name)), ("count", set.earlier.into())];
        fields::gap_ui(ui);
        let kept = RichText::new(words.with("passwords-earlier", &arguments));
        ui.add(Label::new(kept).wrap());
        if set.is_full {
            let full = RichText::new(words.text("passwords-earlier-full")).color(theme.color(Tone::Weak));
            ui.add(Label::new(full).wrap());
        }
        ui.add_space(STEP);
        if self.asked.as_ref() != Some(&set.name) {
            if ui.button(words.text("passwords-earlier-forget")).clicked() {
                self.asked = Some(set.name.clone());
            }
            return;
        }
        fields::hint_ui(ui, theme, words.text("passwords-earlier-warn"));
        ui.horizontal_wrapped(|ui| {
            if ui.button(words.text("passwords-earlier-keep")).clicked() {
                self.asked = None;
            }
            let really = RichText::new(words.with("passwords-earlier-really", &arguments));
            if ui.add(Button::new(really.color(theme.color(Tone::Bad))).wrap()).clicked() {
                let forget = PasswordRequest::ForgetEarlier(set.name.clone());
                tray.actions.push(Action::Passwords(Sent::new(forget)));
                self.asked = None;
            }
        });
    }
}
