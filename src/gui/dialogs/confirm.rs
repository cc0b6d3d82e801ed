//! Confirming by hand what can't be taken back: the number of machines is typed.
//!
//! A dialog that needs it says so by [`Dialog::confirm`](super::Dialog::confirm); the frame draws the field above the
//! buttons, where it is always in sight, and lets nothing be accepted before the number stands there.

use super::{Tray, fields::Field};
use crate::{
    gui::{app::Parts, theme::Tone},
    words::group_thousands,
};
use eframe::egui::{RichText, Ui};

/// The number of machines, typed by hand.
#[derive(Debug, Default)]
pub(super) struct Confirm(String);

impl Confirm {
    /// Draws the field, in one line with what it is for.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, count: usize, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let number = group_thousands(&count.to_string());
        ui.horizontal(|ui| {
            let text = words.with("setup-confirm-type", &[("number", (&number).into())]);
            ui.label(RichText::new(text).color(theme.color(Tone::Text)));
            ui.scope(|ui| {
                ui.set_max_width(96.0 * theme.type_scale);
                let field =
                    Field { name: words.text("setup-confirm-field"), hint: "", mistake: None, span: None, rows: 1 };
                field.bare_ui(ui, theme, &mut self.0, tray);
            });
        });
    }

    /// Whether it was typed; separators of thousands may stand in it.
    pub(super) fn is_given(&self, count: usize) -> bool {
        let digits: String = self.0.chars().filter(char::is_ascii_digit).collect();
        count > 0 && digits == count.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_confirmed_with_or_without_its_separator() {
        for typed in ["1200", "1,200", " 1 200 "] {
            assert!(Confirm(typed.to_owned()).is_given(1200));
        }
        assert!(!Confirm("12".to_owned()).is_given(1200));
        assert!(!Confirm("0".to_owned()).is_given(0));
    }
}
