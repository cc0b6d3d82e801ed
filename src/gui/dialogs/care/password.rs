//! With which password a batch goes: those of the keyring that fit, one set, or one that is typed and kept nowhere.

use super::super::{Tray, fields, secret::SecretDraft};
use crate::{
    engine::batch::Passwords,
    gui::{
        app::Parts,
        theme::{self, Tone},
    },
};
use eframe::egui::{ComboBox, Label, Ui};

/// Which passwords are tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    /// Those of the keyring that fit.
    #[default]
    Fitting,
    /// Those of one set.
    Set,
    /// One that is typed here and kept nowhere.
    Typed,
}

/// The choice of a password.
#[derive(Debug, Default)]
pub(in crate::gui::dialogs) struct PasswordDraft {
    which: Which,
    set: String,
    typed: SecretDraft,
    /// The field was just asked for: what comes next is typing.
    wants_focus: bool,
}

impl PasswordDraft {
    /// Begins with a password to type.
    pub(in crate::gui::dialogs) fn typed() -> Self {
        Self { which: Which::Typed, wants_focus: true, ..Self::default() }
    }

    /// True where those of the keyring are to be tried.
    pub(super) fn is_fitting(&self) -> bool {
        self.which == Which::Fitting
    }

    /// What is chosen; `None` while it is not complete.
    pub(in crate::gui::dialogs) fn passwords(&self) -> Option<Passwords> {
        match self.which {
            Which::Fitting => Some(Passwords::Fitting),
            Which::Set => (!self.set.is_empty()).then(|| Passwords::Set(self.set.clone())),
            Which::Typed => (!self.typed.is_empty()).then(|| Passwords::Only(self.typed.secret())),
        }
    }

    /// Draws the choice.
    pub(in crate::gui::dialogs) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        ui.add(Label::new(theme::small(words.text("care-password")).color(theme.color(Tone::Dim))).wrap());
        ui.horizontal_wrapped(|ui| {
            let has_sets = !parts.acting.sets.is_empty();
            let choices = [
                (Which::Fitting, "care-password-fitting"),
                (Which::Set, "care-password-set"),
                (Which::Typed, "care-password-typed"),
            ];
            let choices = choices.into_iter().filter(|(which, _)| *which != Which::Set || has_sets);
            let choices = choices.map(|(which, key)| (which, words.text(key).to_owned()));
            self.wants_focus |= fields::choice_ui(ui, theme, choices, &mut self.which);
        });
        let is_asked = std::mem::take(&mut self.wants_focus);
        match self.which {
            Which::Fitting => {}
            Which::Set => {
                let combo = ComboBox::from_id_salt("password set").selected_text(&self.set);
                combo.show_ui(ui, |ui| {
                    for set in &parts.acting.sets {
                        ui.selectable_value(&mut self.set, set.name.clone(), &set.name);
                    }
                });
            }
            Which::Typed => {
                tray.wants_focus |= is_asked;
                self.typed.ui(ui, parts, (words.text("care-password-field"), ""), None, tray);
                fields::hint_ui(ui, theme, words.text("care-password-hint"));
            }
        }
    }
}
