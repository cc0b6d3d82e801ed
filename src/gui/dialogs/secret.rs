//! Fields for what nobody should read along: passwords that are hidden until asked for, and a new password typed twice.

use super::{
    Tray,
    fields::{self, Field},
};
use crate::{
    gui::{
        app::Parts,
        theme::{self, GAP, RADIUS, STEP, Tone},
    },
    protocol::password::{FACTORY_PASSWORD, NEW_PASSWORD_LENGTH},
    words::Words,
};
use eframe::egui::{
    Align2, Button, CornerRadius, Key, Label, Response, RichText, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, vec2,
};
use secrecy::SecretString;
use std::fmt;
use zeroize::Zeroizing;

/// A secret in the making; wiped when it is dropped.
#[derive(Default)]
pub(super) struct SecretDraft {
    text: Zeroizing<String>,
    is_shown: bool,
}

impl fmt::Debug for SecretDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretDraft(…)")
    }
}

impl SecretDraft {
    /// True while nothing is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was typed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What was typed, in its wrapping.
    pub(super) fn secret(&self) -> SecretString {
        SecretString::from(self.text.as_str())
    }

    /// Draws name, hidden field with a button that shows it, and mistake.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        parts: &Parts<'_>,
        (name, hint): (&str, &str),
        mistake: Option<&str>,
        tray: &mut Tray,
    ) {
        let (theme, words) = (parts.theme, parts.words);
        ui.add(Label::new(theme::small(name).color(theme.color(Tone::Dim))).wrap());
        let is_shown = self.is_shown;
        let key = if is_shown { "secret-hide" } else { "secret-show" };
        let heard =
            words.with(if is_shown { "secret-hide-what" } else { "secret-show-what" }, &[("what", name.into())]);
        let is_turned = fields::line_ui(
            ui,
            |ui| {
                let button = ui.add(Button::new(words.text(key)));
                button.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, &heard));
                button.clicked()
            },
            |ui| {
                let response = masked_ui(ui, parts, (name, hint), &mut self.text, !is_shown, tray);
                if mistake.is_some() {
                    let outline = Stroke::new(1.0, theme.color(Tone::Bad));
                    let radius = CornerRadius::same(RADIUS);
                    ui.painter().rect_stroke(response.rect, radius, outline, StrokeKind::Inside);
                }
            },
        );
        self.is_shown ^= is_turned;
        if let Some(mistake) = mistake.filter(|mistake| !mistake.is_empty()) {
            ui.add(Label::new(RichText::new(mistake).color(theme.color(Tone::Bad))).wrap());
        }
    }
}

/// A field alone whose letters can be hidden; its name is heard, not seen.
pub(super) fn masked_ui(
    ui: &mut Ui,
    parts: &Parts<'_>,
    (name, hint): (&str, &str),
    text: &mut String,
    is_masked: bool,
    tray: &mut Tray,
) -> Response {
    let edit = TextEdit::singleline(text)
        .password(is_masked)
        .hint_text(RichText::new(hint).color(parts.theme.color(Tone::Faint)))
        .desired_width(ui.available_width())
        .min_size(vec2(0.0, ui.spacing().interact_size.y))
        .align(Align2::LEFT_CENTER);
    let response = ui.add(edit);
    ui.accesskit_node_builder(response.id, |node| node.set_label(name));
    if std::mem::take(&mut tray.wants_focus) {
        response.request_focus();
        // It may have come up below the end of what is in sight.
        response.scroll_to_me(None);
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        tray.is_submitted = true;
    }
    response
}

/// What is wrong with a new password, as the key of a sentence: machines take at most eight letters, digits and
/// underscores, and nobody wants the factory's.
pub(super) fn password_mistake(password: &str) -> Option<&'static str> {
    if password.is_empty() {
        Some("passwords-missing-one")
    } else if !password.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        Some("passwords-bad-character-one")
    } else if password.len() > NEW_PASSWORD_LENGTH {
        Some("passwords-too-long-one")
    } else if password == FACTORY_PASSWORD {
        Some("passwords-is-factory-one")
    } else {
        None
    }
}

/// A new password, typed twice, and the set that will hold it.
#[derive(Debug, Default)]
pub(super) struct NewPassword {
    first: SecretDraft,
    second: SecretDraft,
    /// The name of the set.
    pub(super) set: String,
}

impl NewPassword {
    /// True while neither field was typed into.
    pub(super) fn is_untouched(&self) -> bool {
        self.first.text().is_empty() && self.second.text().is_empty()
    }

    /// Draws the two fields, the rule, and the set.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let is_begun = !self.first.is_empty();
        let mistake = password_mistake(self.first.text()).filter(|_| is_begun).map(|key| words.text(key));
        self.first.ui(ui, parts, (words.text("passwords-new-one"), ""), mistake, tray);
        ui.add_space(STEP);
        let differs = !self.second.is_empty() && self.first.text() != self.second.text();
        let mistake = differs.then(|| words.text("passwords-differs-one"));
        self.second.ui(ui, parts, (words.text("passwords-again-one"), ""), mistake, tray);
        fields::hint_ui(ui, theme, words.text("passwords-rule-one"));
        ui.add_space(GAP);
        let field = Field {
            name: words.text("change-password-set"),
            hint: words.text("change-password-set-hint"),
            mistake: None,
            span: None,
            rows: 1,
        };
        field.ui(ui, theme, &mut self.set, tray);
        if parts.setup.set_names().next().is_some() {
            ui.horizontal_wrapped(|ui| {
                let choices = parts.setup.set_names().map(|name| (name.to_owned(), name.to_owned()));
                ui.spacing_mut().item_spacing = vec2(STEP, STEP);
                for (name, text) in choices {
                    if ui.selectable_label(self.set.trim() == name, text).clicked() {
                        self.set = name;
                    }
                }
            });
        }
        let name = self.set.trim();
        let mut known = parts.setup.sets().filter(|set| set.name == name).peekable();
        let key = if known.peek().is_some() { "change-password-set-known" } else { "change-password-set-new" };
        if !name.is_empty() {
            fields::hint_ui(ui, theme, &words.with(key, &[("name", name.into())]));
        }
        if known.any(|set| set.is_full) {
            // Whether it is one more, only the keyring can tell.
            let full = RichText::new(words.with("change-password-set-full", &[("name", name.into())]));
            ui.add(Label::new(full.color(theme.color(Tone::Weak))).wrap());
        }
    }

    /// What is still wrong.
    pub(super) fn wrong<'a>(&self, words: &'a Words) -> Option<&'a str> {
        let key = password_mistake(self.first.text())
            .or_else(|| (self.first.text() != self.second.text()).then_some("passwords-differs-one"))
            .or_else(|| self.set.trim().is_empty().then_some("change-password-no-set"));
        key.map(|key| words.text(key))
    }

    /// The set and the password.
    pub(super) fn given(&self) -> (String, SecretString) {
        (self.set.trim().to_owned(), self.first.secret())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_what_machines_take() {
        for (password, mistake) in [
            ("Farm_2026", Some("passwords-too-long-one")),
            ("Farm_26", None),
            ("Farm-26", Some("passwords-bad-character-one")),
            ("пароль", Some("passwords-bad-character-one")),
            ("admin", Some("passwords-is-factory-one")),
            ("", Some("passwords-missing-one")),
        ] {
            assert_eq!(password_mistake(password), mistake, "{password}");
        }
    }
}
