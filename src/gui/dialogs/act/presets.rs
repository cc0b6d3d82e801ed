//! Values that are set by one press: named sets of pools, and the usual steps of power.

use super::super::{
    Tray,
    fields::{self, Field},
};
use super::form::Form;
use crate::{
    gui::{
        action::Action,
        app::Parts,
        theme::Tone,
        widgets::{Icon, icon_button, menu_button},
    },
    protocol::CommandKind,
    store::PoolPreset,
    words::Arg,
};
use eframe::egui::{Button, RichText, Ui};

/// The steps of a command with one number: the value, and what the button says.
pub(super) fn steps(kind: CommandKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        CommandKind::SetPowerPct | CommandKind::SetPowerPctV2 => {
            &[("90", "−10 %"), ("80", "−20 %"), ("70", "−30 %"), ("50", "−50 %"), ("100", "100 %")]
        }
        CommandKind::SetTargetFreq => &[("-20", "−20 %"), ("-10", "−10 %"), ("-5", "−5 %"), ("0", "0 %")],
        CommandKind::AdjustPowerLimit => &[("99999", "99,999 W")],
        CommandKind::AdjustUpfreqSpeed => &[("0", "0"), ("3", "3"), ("5", "5"), ("9", "9")],
        _ => &[],
    }
}

/// The named sets of pools.
#[derive(Debug, Default)]
pub(super) struct Presets {
    /// The one that was loaded last.
    loaded: String,
    /// The name under which to save, while it is being typed.
    name: Option<String>,
}

impl Presets {
    /// Draws the choice, and what saves and deletes.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, form: &mut Form, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let presets = &parts.settings.acting.pools;
        ui.horizontal_wrapped(|ui| {
            let title = if self.loaded.is_empty() {
                words.text("presets-choose").to_owned()
            } else {
                words.with("presets-loaded", &[("name", Arg::Text(&self.loaded))])
            };
            menu_button(ui, theme, None, &title, true, |ui| {
                if presets.is_empty() {
                    ui.label(RichText::new(words.text("presets-none")).color(theme.color(Tone::Dim)));
                }
                for preset in presets {
                    if ui.add(Button::new(&preset.name)).clicked() {
                        self.loaded.clone_from(&preset.name);
                        form.load(preset);
                        ui.close();
                    }
                }
            });
            if self.name.is_none() && ui.button(words.text("presets-save")).clicked() {
                self.name = Some(self.loaded.clone());
            }
            if !self.loaded.is_empty() {
                let name = words.with("presets-delete", &[("name", Arg::Text(&self.loaded))]);
                if icon_button(ui, theme, Icon::Cross, &name, None).clicked() {
                    let mut settings = parts.settings.clone();
                    settings.acting.pools.retain(|preset| preset.name != self.loaded);
                    tray.actions.push(Action::ChangeSettings(Box::new(settings)));
                    self.loaded.clear();
                }
            }
        });
        self.saving_ui(ui, parts, form, tray);
    }

    fn saving_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, form: &Form, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let Some(name) = &mut self.name else { return };
        let mut inner = Tray::default();
        let field = Field { name: words.text("presets-name"), hint: "", mistake: None, span: None, rows: 1 };
        let (mut is_saved, mut is_dropped) = (false, false);
        fields::line_ui(
            ui,
            |ui| {
                is_dropped = ui.button(words.text("dialog-cancel")).clicked();
                let is_named = !name.trim().is_empty();
                let button = ui.add_enabled(is_named, Button::new(words.text("dialog-save")));
                is_saved = button.clicked();
            },
            |_| {},
        );
        field.ui(ui, theme, name, &mut inner);
        fields::hint_ui(ui, theme, words.text("presets-hint"));
        is_saved |= inner.is_submitted && !name.trim().is_empty();
        if is_saved {
            let preset = form.as_preset(name.trim());
            let mut settings = parts.settings.clone();
            settings.acting.pools.retain(|kept| kept.name != preset.name);
            self.loaded.clone_from(&preset.name);
            settings.acting.pools.push(preset);
            settings.acting.pools.sort_by_key(|kept: &PoolPreset| kept.name.to_lowercase());
            tray.actions.push(Action::ChangeSettings(Box::new(settings)));
        }
        if is_saved || is_dropped {
            self.name = None;
        }
    }
}
