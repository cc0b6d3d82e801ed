//! Values that are set by one press: named sets of pools, named values of the commands for power, and the usual steps.

use super::super::{
    Tray,
    fields::{self, Field},
};
use super::form::Form;
use crate::{
    gui::{
        action::Action,
        app::Parts,
        theme::{self, STEP, Tone},
        widgets::{Icon, icon_button, menu_button},
    },
    protocol::{CommandKind, command::Group},
    store::ActingSettings,
    words::Arg,
};
use eframe::egui::{Button, Label, RichText, Ui};

/// Values for a parameter: the value, and what the button says.
type Steps = &'static [(&'static str, &'static str)];

/// The steps of a command with one number: what they are of, where that must be said, and the values.
fn steps(kind: CommandKind) -> &'static [(Option<&'static str>, Steps)] {
    const PRESENT: Steps = &[("-10%", "−10 %"), ("-20%", "−20 %"), ("-30%", "−30 %"), ("+10%", "+10 %")];
    const FACTORY: Steps =
        &[("90% factory", "90 %"), ("80% factory", "80 %"), ("70% factory", "70 %"), ("99999", "99,999 W")];
    match kind {
        CommandKind::SetPowerPct | CommandKind::SetPowerPctV2 => {
            &[(None, &[("90", "−10 %"), ("80", "−20 %"), ("70", "−30 %"), ("50", "−50 %"), ("100", "100 %")])]
        }
        CommandKind::SetTargetFreq => &[(None, &[("-20", "−20 %"), ("-10", "−10 %"), ("-5", "−5 %"), ("0", "0 %")])],
        CommandKind::AdjustPowerLimit => &[(Some("act-of-present"), PRESENT), (Some("act-of-factory"), FACTORY)],
        CommandKind::AdjustUpfreqSpeed => &[(None, &[("0", "0"), ("3", "3"), ("5", "5"), ("9", "9")])],
        _ => &[],
    }
}

/// Draws the steps; the value of the one that was pressed.
pub(super) fn steps_ui(ui: &mut Ui, parts: &Parts<'_>, kind: CommandKind) -> Option<&'static str> {
    let mut pressed = None;
    for (of, values) in steps(kind) {
        ui.add_space(STEP);
        if let Some(of) = of {
            let text = theme::small(parts.words.text(of)).color(parts.theme.color(Tone::Dim));
            ui.add(Label::new(text).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            for (value, text) in *values {
                if ui.add(Button::new(*text)).clicked() {
                    pressed = Some(*value);
                }
            }
        });
    }
    pressed
}

/// Whether values of a command can be kept under a name.
pub(super) fn has_presets(kind: CommandKind) -> bool {
    let spec = kind.spec();
    kind == CommandKind::UpdatePools || spec.group == Group::Power && !spec.parameters.is_empty()
}

/// The names of what is kept for a command.
fn names(settings: &ActingSettings, kind: CommandKind) -> Vec<&str> {
    if kind == CommandKind::UpdatePools {
        return settings.pools.iter().map(|preset| preset.name.as_str()).collect();
    }
    let own = settings.presets.iter().filter(|preset| preset.command == kind.name());
    own.map(|preset| preset.name.as_str()).collect()
}

fn load(settings: &ActingSettings, form: &mut Form, name: &str) {
    if form.kind == CommandKind::UpdatePools {
        if let Some(preset) = settings.pools.iter().find(|preset| preset.name == name) {
            form.load_pools(preset);
        }
    } else if let Some(preset) =
        settings.presets.iter().find(|preset| preset.command == form.kind.name() && preset.name == name)
    {
        form.load(&preset.values);
    }
}

fn remove(settings: &mut ActingSettings, kind: CommandKind, name: &str) {
    if kind == CommandKind::UpdatePools {
        settings.pools.retain(|preset| preset.name != name);
    } else {
        settings.presets.retain(|preset| preset.command != kind.name() || preset.name != name);
    }
}

fn save(settings: &mut ActingSettings, form: &Form, name: &str) {
    remove(settings, form.kind, name);
    if form.kind == CommandKind::UpdatePools {
        settings.pools.push(form.as_pools(name));
        settings.pools.sort_by_key(|kept| kept.name.to_lowercase());
    } else {
        settings.presets.push(form.as_preset(name));
        settings.presets.sort_by_key(|kept| kept.name.to_lowercase());
    }
}

/// What is kept for the command of the form.
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
        let settings = &parts.settings.acting;
        ui.horizontal_wrapped(|ui| {
            let title = if self.loaded.is_empty() {
                words.text("presets-choose").to_owned()
            } else {
                words.with("presets-loaded", &[("name", Arg::Text(&self.loaded))])
            };
            menu_button(ui, theme, None, &title, true, |ui| {
                let names = names(settings, form.kind);
                if names.is_empty() {
                    ui.label(RichText::new(words.text("presets-none")).color(theme.color(Tone::Dim)));
                }
                for name in names {
                    if ui.add(Button::new(name)).clicked() {
                        name.clone_into(&mut self.loaded);
                        load(settings, form, name);
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
                    remove(&mut settings.acting, form.kind, &self.loaded);
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
        if form.kind == CommandKind::UpdatePools {
            fields::hint_ui(ui, theme, words.text("presets-hint"));
        }
        is_saved |= inner.is_submitted && !name.trim().is_empty();
        if is_saved {
            name.trim().clone_into(&mut self.loaded);
            let mut settings = parts.settings.clone();
            save(&mut settings.acting, form, &self.loaded);
            tray.actions.push(Action::ChangeSettings(Box::new(settings)));
        }
        if is_saved || is_dropped {
            self.name = None;
        }
    }
}
