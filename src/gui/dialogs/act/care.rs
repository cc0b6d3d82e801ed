//! How carefully a batch goes, and with which password: the part that all forms have, remembered but for passwords.

use super::super::{
    Tray,
    fields::{self, Field},
};
use crate::{
    engine::{BatchOptions, batch::Passwords},
    gui::{
        app::Parts,
        theme::{self, GAP, STEP, Tone},
    },
    store::ActingSettings,
    words::Words,
};
use eframe::egui::{self, CollapsingHeader, ComboBox, Label, TextEdit, Ui, WidgetInfo, vec2};
use std::time::Duration;
use zeroize::Zeroizing;

/// Which passwords are tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::gui::dialogs) enum Which {
    /// Those of the keyring that fit.
    #[default]
    Fitting,
    /// Those of one set.
    Set,
    /// One that is typed here and kept nowhere.
    Typed,
}

/// The choice of a password.
#[derive(Clone, Default)]
pub(in crate::gui::dialogs) struct PasswordDraft {
    which: Which,
    set: String,
    typed: Zeroizing<String>,
}

/// Never the password itself.
impl std::fmt::Debug for PasswordDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordDraft").field("which", &self.which).field("set", &self.set).finish_non_exhaustive()
    }
}

impl PasswordDraft {
    /// Begins with a password to type.
    pub(in crate::gui::dialogs) fn typed() -> Self {
        Self { which: Which::Typed, ..Self::default() }
    }

    /// What is chosen; `None` while it is not complete.
    pub(in crate::gui::dialogs) fn passwords(&self) -> Option<Passwords> {
        match self.which {
            Which::Fitting => Some(Passwords::Fitting),
            Which::Set => (!self.set.is_empty()).then(|| Passwords::Set(self.set.clone())),
            Which::Typed => (!self.typed.is_empty()).then(|| Passwords::Only(self.typed.as_str().into())),
        }
    }

    /// Draws the choice.
    pub(in crate::gui::dialogs) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
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
            fields::choice_ui(ui, theme, choices, &mut self.which);
        });
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
                secret_ui(ui, words.text("care-password-field"), &mut self.typed, true);
                fields::hint_ui(ui, theme, words.text("care-password-hint"));
            }
        }
    }
}

/// A field whose text is not to be read along; with its name for those who hear it.
pub(super) fn secret_ui(ui: &mut Ui, name: &str, text: &mut String, is_masked: bool) -> egui::Response {
    let height = ui.spacing().interact_size.y;
    let edit = TextEdit::singleline(text).password(is_masked).align(egui::Align2::LEFT_CENTER);
    let response = ui.add(edit.desired_width(ui.available_width()).min_size(vec2(0.0, height)));
    response.widget_info(|| {
        let mut info = WidgetInfo::new(egui::Role::PasswordInput);
        info.label = Some(name.to_owned());
        info
    });
    response
}

/// The numbers: parameter of the settings, least, most.
const NUMBERS: [(&str, u32, u32); 4] =
    [("care-at-once", 1, 1000), ("care-pause", 0, 60_000), ("care-canary", 0, 10_000), ("care-stop-at", 0, 100)];

/// The draft.
#[derive(Debug)]
pub(super) struct Care {
    /// In the order of [`NUMBERS`], as typed.
    numbers: [String; 4],
    pub(super) password: PasswordDraft,
}

impl Care {
    /// As at the last time.
    pub(super) fn new(settings: &ActingSettings) -> Self {
        let stop_at = settings.stop_at.map_or_else(String::new, |share| share.to_string());
        let [at_once, pause, canary] =
            [settings.at_once, settings.pause_ms, settings.canary].map(|number| number.to_string());
        Self { numbers: [at_once, pause, canary, stop_at], password: PasswordDraft::default() }
    }

    /// The number at a place; an empty field of the last is none at all.
    fn number(&self, place: usize) -> Result<Option<u32>, (u32, u32)> {
        let (_, least, most) = NUMBERS[place];
        let typed = self.numbers[place].trim();
        if typed.is_empty() && place == 3 {
            return Ok(None);
        }
        match typed.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
            _ => Err((least, most)),
        }
    }

    fn mistake(&self, place: usize, words: &Words) -> Option<String> {
        let (least, most) = self.number(place).err()?;
        Some(words.with("parameter-error-out-of-range", &[("min", least.into()), ("max", most.into())]))
    }

    /// The first thing that is wrong.
    pub(super) fn wrong(&self, words: &Words) -> Option<String> {
        let mut places = 0..NUMBERS.len();
        let number = places.find_map(|place| {
            let mistake = self.mistake(place, words)?;
            Some(format!("{}: {mistake}", words.text(NUMBERS[place].0)))
        });
        let password = || self.password.passwords().is_none().then(|| words.text("care-password-missing").to_owned());
        number.or_else(password)
    }

    /// What the engine is told.
    pub(super) fn options(&self) -> Option<BatchOptions> {
        let number = |place| self.number(place).ok();
        Some(BatchOptions {
            at_once: number(0)?? as usize,
            stagger: Duration::from_millis(u64::from(number(1)??)),
            canary: number(2)?? as usize,
            stop_at: number(3)?.and_then(|share| u8::try_from(share).ok()),
            passwords: self.password.passwords()?,
            ..BatchOptions::default()
        })
    }

    /// Keeps the numbers for the next time.
    pub(super) fn keep(&self, settings: &mut ActingSettings) {
        let Some(options) = self.options() else { return };
        settings.at_once = u32::try_from(options.at_once).unwrap_or(u32::MAX);
        settings.pause_ms = u32::try_from(options.stagger.as_millis()).unwrap_or(u32::MAX);
        settings.canary = u32::try_from(options.canary).unwrap_or(u32::MAX);
        settings.stop_at = options.stop_at;
    }

    /// Draws the part, closed at first: its title says what holds.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        ui.add_space(GAP);
        let title = words.text("care-title");
        let header = CollapsingHeader::new(theme::strong(title)).id_salt("care");
        header.show_unindented(ui, |ui| {
            ui.add_space(STEP);
            for pair in [[0, 1], [2, 3]] {
                ui.columns(2, |columns| {
                    for (column, place) in columns.iter_mut().zip(pair) {
                        let mistake = self.mistake(place, words);
                        let hint = if place == 3 { words.text("care-never") } else { "" };
                        let field = Field {
                            name: words.text(NUMBERS[place].0),
                            hint,
                            mistake: mistake.as_deref(),
                            span: None,
                            rows: 1,
                        };
                        field.ui(column, theme, &mut self.numbers[place], tray);
                    }
                });
            }
            ui.add_space(STEP);
            self.password.ui(ui, parts);
        });
    }
}
