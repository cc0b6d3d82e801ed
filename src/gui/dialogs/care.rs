//! How carefully a batch goes, and with which password: the part that all forms have, remembered but for passwords.

mod password;

pub(super) use password::PasswordDraft;

use super::{Tray, fields::Field};
use crate::{
    engine::{BatchOptions, batch::Passwords},
    gui::{
        action::Action,
        app::Parts,
        theme::{self, GAP, STEP, Tone},
        widgets::link_button,
    },
    store::ActingSettings,
    words::Words,
};
use eframe::egui::{CollapsingHeader, RichText, Ui};
use std::time::Duration;

/// The numbers: parameter of the settings, least, most.
const NUMBERS: [(&str, u32, u32); 4] =
    [("care-at-once", 1, 1000), ("care-pause", 0, 60_000), ("care-canary", 0, 10_000), ("care-stop-at", 0, 100)];

/// The draft.
#[derive(Debug)]
pub(super) struct Care {
    /// In the order of [`NUMBERS`], as typed.
    numbers: [String; 4],
    /// `None` in a form that asks for the present password in its own way.
    password: Option<PasswordDraft>,
    /// Files travel: so many machines at once are remembered apart.
    is_for_files: bool,
}

impl Care {
    /// As at the last time.
    pub(super) fn new(settings: &ActingSettings) -> Self {
        let stop_at = settings.stop_at.map_or_else(String::new, |share| share.to_string());
        let [at_once, pause, canary] =
            [settings.at_once, settings.pause_ms, settings.canary].map(|number| number.to_string());
        let password = Some(PasswordDraft::default());
        Self { numbers: [at_once, pause, canary, stop_at], password, is_for_files: false }
    }

    /// For firmware: it is the farm's network that is shared.
    pub(super) fn for_files(settings: &ActingSettings) -> Self {
        let mut care = Self::new(settings);
        care.numbers[0] = settings.files_at_once.to_string();
        care.is_for_files = true;
        care
    }

    /// Without the choice of a password.
    pub(super) fn without_password(settings: &ActingSettings) -> Self {
        Self { password: None, ..Self::new(settings) }
    }

    fn passwords(&self) -> Option<Passwords> {
        self.password.as_ref().map_or(Some(Passwords::Fitting), PasswordDraft::passwords)
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
        let password = || self.passwords().is_none().then(|| words.text("care-password-missing").to_owned());
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
            passwords: self.passwords()?,
            ..BatchOptions::default()
        })
    }

    /// Keeps the numbers for the next time.
    pub(super) fn keep(&self, settings: &mut ActingSettings) {
        let Some(options) = self.options() else { return };
        let at_once = if self.is_for_files { &mut settings.files_at_once } else { &mut settings.at_once };
        *at_once = u32::try_from(options.at_once).unwrap_or(u32::MAX);
        settings.pause_ms = u32::try_from(options.stagger.as_millis()).unwrap_or(u32::MAX);
        settings.canary = u32::try_from(options.canary).unwrap_or(u32::MAX);
        settings.stop_at = options.stop_at;
    }

    /// Keeps the numbers in the settings, for forms that remember nothing else.
    pub(super) fn remember(&self, parts: &Parts<'_>) -> Action {
        let mut settings = parts.settings.clone();
        self.keep(&mut settings.acting);
        Action::ChangeSettings(Box::new(settings))
    }

    /// Where no password is kept at all: that nothing would open, and the way to type one. True when that was asked for.
    fn missing_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) -> bool {
        let (theme, words) = (parts.theme, parts.words);
        let is_none_kept = parts.setup.passwords.as_ref().is_some_and(|list| list.sets.is_empty());
        let Some(password) = &mut self.password else { return false };
        let is_missing = is_none_kept && password.is_fitting();
        // A part of its own also where there is nothing to say: what follows keeps its identity, and a field its focus.
        let asked = ui.scope(|ui| {
            let line = |ui: &mut Ui| {
                ui.label(RichText::new(words.text("care-password-none")).color(theme.color(Tone::Weak)));
                link_button(ui, theme, words.text("care-password-type")).clicked()
            };
            is_missing && ui.horizontal_wrapped(line).inner
        });
        if asked.inner {
            *password = PasswordDraft::typed();
        }
        asked.inner
    }

    /// Draws the part, closed at first: its title says what holds.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        ui.add_space(GAP);
        let is_asked = self.missing_ui(ui, parts);
        let title = words.text("care-title");
        let header = CollapsingHeader::new(theme::strong(title)).id_salt("care").open(is_asked.then_some(true));
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
            if let Some(password) = &mut self.password {
                ui.add_space(STEP);
                password.ui(ui, parts, tray);
            }
        });
    }
}
