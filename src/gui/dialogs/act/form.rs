//! The values of a command, as they are typed: a field for each parameter of the table, checked while typing.

use super::{
    super::{
        Tray,
        fields::{self, Field},
        secret::masked_ui,
    },
    presets,
    preview::Preview,
};
use crate::{
    fleet::{
        Machine,
        intent::{Base, Draft, PLACEHOLDERS, Share, Template},
    },
    gui::{
        acting::wording,
        app::Parts,
        theme::{self, STEP, Tone},
        widgets::menu_button,
    },
    protocol::{
        CommandKind,
        command::{Parameter, ParameterErrorKind, ParameterKind, Values},
    },
    store::{CommandPreset, PoolPreset},
    words::{Arg, Words},
};
use eframe::egui::{Button, Label, RichText, Ui};
use std::collections::BTreeSet;

/// The draft of a command's values.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) kind: CommandKind,
    pub(super) draft: Draft,
    /// Fields that were typed into: only those are told that something is missing.
    touched: BTreeSet<&'static str>,
}

/// Something that is wrong with a value.
pub(super) struct Mistake {
    pub(super) text: String,
    /// Nothing is typed yet.
    pub(super) is_missing: bool,
}

impl Form {
    /// A new form with the usual values.
    pub(super) fn new(kind: CommandKind, account: &str) -> Self {
        let usual = |parameter: &Parameter| (parameter.name.to_owned(), parameter.usual.unwrap_or_default().to_owned());
        let mut values: Values = kind.spec().parameters.iter().map(usual).collect();
        // Who opens these wants the other one of the usual, or the only one that differs.
        let first = match kind {
            CommandKind::SetLed => Some(("mode", "red")),
            CommandKind::SetPoweroffCool => Some(("poweroff_cool", "1")),
            CommandKind::SetFanZeroSpeed => Some(("fan_zero_speed", "1")),
            CommandKind::SetHeatMode => Some(("mode", "anti-icing")),
            _ => None,
        };
        if let Some((name, value)) = first {
            values.insert(name.to_owned(), value.to_owned());
        }
        let draft = Draft { values, keep_workers: false, account: account.to_owned() };
        Self { kind, draft, touched: BTreeSet::new() }
    }

    fn value(&self, name: &str) -> &str {
        self.draft.values.get(name).map_or("", String::as_str)
    }

    /// The parameters that are on show.
    fn shown(&self) -> impl Iterator<Item = &'static Parameter> {
        let is_kept =
            |name: &str| self.draft.keep_workers && (name.starts_with("worker") || name.starts_with("passwd"));
        let is_still = self.kind == CommandKind::SetLed && self.value("mode") == "auto";
        let parameters = self.kind.spec().parameters.iter();
        parameters.filter(move |one| {
            one.applies(&self.draft.values) && !is_kept(one.name) && !(is_still && one.name != "mode")
        })
    }

    /// What is wrong with a value, seen from the first machine.
    fn mistake(&self, words: &Words, parameter: &Parameter, first: Option<&Machine>) -> Option<Mistake> {
        let typed = self.value(parameter.name);
        let filled = if parameter.is_template && !typed.is_empty() {
            let template = match Template::parse(typed) {
                Ok(template) => template,
                Err(error) => return Some(Mistake { text: wording::template(words, &error), is_missing: false }),
            };
            let machine = first?;
            // What is not known of a machine is an obstacle of that machine, and not a mistake here.
            template.fill(machine, 1, &self.draft.account).ok()?
        } else {
            typed.to_owned()
        };
        let error = Share::check(self.kind, parameter, &filled).err()?;
        let is_missing = error == ParameterErrorKind::Missing;
        Some(Mistake { text: wording::mistake(words, &error), is_missing })
    }

    /// The first mistake of the form, with the name of its field.
    pub(super) fn wrong(&self, words: &Words, first: Option<&Machine>) -> Option<Mistake> {
        self.shown().find_map(|parameter| {
            let mistake = self.mistake(words, parameter, first)?;
            let text = format!("{}: {}", wording::parameter(words, parameter.name), mistake.text);
            Some(Mistake { text, ..mistake })
        })
    }

    /// The draft without what does not count, as it goes into the plan.
    pub(super) fn counted(&self) -> Draft {
        let mut draft = self.draft.clone();
        let parameters = self.kind.spec().parameters;
        draft.values.retain(|name, _| {
            parameters.iter().any(|parameter| parameter.name == name && parameter.applies(&self.draft.values))
        });
        // A worker without a pool says nothing, and would only count as a double.
        for slot in ["1", "2", "3"] {
            if draft.values.get(&format!("pool{slot}")).is_some_and(|pool| pool.trim().is_empty()) {
                draft.values.insert(format!("worker{slot}"), String::new());
                draft.values.insert(format!("passwd{slot}"), String::new());
            }
        }
        draft
    }

    /// Takes over a named set of pools.
    pub(super) fn load_pools(&mut self, preset: &PoolPreset) {
        self.load(&preset.values);
        self.draft.keep_workers = preset.keep_workers;
    }

    /// Takes over named values; what they don't name is as usual.
    pub(super) fn load(&mut self, values: &Values) {
        self.draft = Self::new(self.kind, &self.draft.account).draft;
        for (name, value) in values {
            if let Some(kept) = self.draft.values.get_mut(name) {
                kept.clone_from(value);
            }
        }
    }

    /// These pools under a name, without their passwords.
    pub(super) fn as_pools(&self, name: &str) -> PoolPreset {
        PoolPreset { name: name.to_owned(), values: self.open_values(), keep_workers: self.draft.keep_workers }
    }

    /// These values under a name.
    pub(super) fn as_preset(&self, name: &str) -> CommandPreset {
        let command = self.kind.name().to_owned();
        CommandPreset { name: name.to_owned(), command, values: self.open_values() }
    }

    /// The values as typed, but for hidden ones.
    fn open_values(&self) -> Values {
        let is_open = |name: &str| self.kind.spec().parameters.iter().any(|one| one.name == name && !one.is_hidden);
        let values = self.draft.values.iter().filter(|(name, _)| is_open(name));
        values.map(|(name, value)| (name.clone(), value.trim().to_owned())).collect()
    }

    /// The share of power that is typed, if it is one.
    pub(super) fn share(&self, parameter: &str) -> Option<Share> {
        Share::parse(self.value(parameter)).filter(|_| Share::fits(self.kind, parameter))?.ok()
    }

    /// Draws the fields.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        parts: &Parts<'_>,
        samples: &[&Machine],
        preview: &Preview,
        tray: &mut Tray,
    ) {
        let words = parts.words;
        let shown: Vec<_> = self.shown().collect();
        let is_pools = self.kind == CommandKind::UpdatePools;
        for parameter in shown {
            if is_pools && parameter.name.starts_with("pool") {
                let slot = parameter.name.trim_start_matches("pool");
                fields::group_ui(ui, parts.theme, &words.with("act-pool", &[("number", Arg::Text(slot))]));
            }
            self.field_ui(ui, parts, parameter, samples, preview, tray);
            ui.add_space(STEP);
        }
        if is_pools {
            ui.checkbox(&mut self.draft.keep_workers, words.text("act-keep-workers"));
        }
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        parts: &Parts<'_>,
        parameter: &'static Parameter,
        samples: &[&Machine],
        preview: &Preview,
        tray: &mut Tray,
    ) {
        let (theme, words) = (parts.theme, parts.words);
        let name = wording::parameter(words, parameter.name);
        let mistake = self.mistake(words, parameter, samples.first().copied());
        let mistake = mistake.filter(|one| !one.is_missing || self.touched.contains(parameter.name));
        let value = self.draft.values.entry(parameter.name.to_owned()).or_default();
        let hint = match parameter.kind {
            ParameterKind::Integer { min, max, unit } => words.with(
                "act-range",
                &[
                    ("min", min.into()),
                    ("max", max.into()),
                    ("unit", Arg::Text(if unit.is_empty() { "" } else { unit })),
                ],
            ),
            ParameterKind::PoolUrl => "stratum+tcp://host:3333".to_owned(),
            ParameterKind::Address | ParameterKind::Addresses => "10.0.0.1".to_owned(),
            ParameterKind::Choice(choices) => {
                ui.add(Label::new(theme::small(&name).color(theme.color(Tone::Dim))).wrap());
                ui.horizontal_wrapped(|ui| {
                    let mut present = choices.iter().copied().find(|choice| *choice == value.as_str()).unwrap_or("");
                    let named = choices.iter().map(|choice| (*choice, wording::choice(words, choice)));
                    if fields::choice_ui(ui, theme, named, &mut present) {
                        present.clone_into(value);
                    }
                });
                return;
            }
            ParameterKind::Text { .. } => String::new(),
        };
        let unit = wording::unit(parameter);
        let label = if unit.is_empty() { name.clone() } else { format!("{name}, {unit}") };
        let response = if parameter.is_hidden {
            ui.add(Label::new(theme::small(&label).color(theme.color(Tone::Dim))).wrap());
            // What everybody writes there is no secret.
            let is_masked = !matches!(value.as_str(), "" | "x");
            let response = masked_ui(ui, parts, (&label, ""), value, is_masked, tray);
            if let Some(mistake) = &mistake {
                ui.add(Label::new(RichText::new(&mistake.text).color(theme.color(Tone::Bad))).wrap());
            }
            response
        } else {
            let mistake = mistake.as_ref().map(|mistake| mistake.text.as_str());
            let field = Field { name: &label, hint: &hint, mistake, span: None, rows: 1 };
            if parameter.is_template {
                let more = fields::line_ui(
                    ui,
                    |ui| placeholder_ui(ui, parts, &name),
                    |ui| {
                        ui.add(Label::new(theme::small(&label).color(theme.color(Tone::Dim))).truncate());
                    },
                );
                if let Some(more) = more {
                    value.push_str(&more);
                    self.touched.insert(parameter.name);
                }
                let response = field.bare_ui(ui, theme, value, tray);
                if let Some(mistake) = mistake {
                    ui.add(Label::new(RichText::new(mistake).color(theme.color(Tone::Bad))).wrap());
                }
                response
            } else {
                field.ui(ui, theme, value, tray)
            }
        };
        if response.changed() {
            self.touched.insert(parameter.name);
        }
        if parameter.is_template {
            template_ui(ui, parts, &self.draft, parameter, value_of(&self.draft, parameter.name), samples, preview);
        }
        if let Some(share) = self.share(parameter.name) {
            let key = match share.base {
                Base::Present => "act-share-present",
                Base::Factory => "act-share-factory",
            };
            fields::hint_ui(ui, theme, words.text(key));
        }
        if let Some(value) = presets::steps_ui(ui, parts, self.kind) {
            self.draft.values.insert(parameter.name.to_owned(), value.to_owned());
        }
    }
}

fn value_of<'a>(draft: &'a Draft, name: &str) -> &'a str {
    draft.values.get(name).map_or("", String::as_str)
}

/// What a template becomes for the first machines, and whether machines would share it.
fn template_ui(
    ui: &mut Ui,
    parts: &Parts<'_>,
    draft: &Draft,
    parameter: &Parameter,
    typed: &str,
    samples: &[&Machine],
    preview: &Preview,
) {
    let (theme, words) = (parts.theme, parts.words);
    let Ok(template) = Template::parse(typed) else { return };
    if typed.trim().is_empty() || template.is_fixed() && typed == "{account}" && draft.account.is_empty() {
        return;
    }
    let line = |ui: &mut Ui, tone: Tone, text: String| {
        ui.add(Label::new(theme::small(text).color(theme.color(tone))).wrap());
    };
    if !template.is_fixed() {
        for (place, machine) in samples.iter().enumerate() {
            match template.fill(machine, place + 1, &draft.account) {
                Ok(filled) => line(ui, Tone::Dim, format!("{} → {filled}", machine.address.ip())),
                Err(error) => {
                    let error = wording::template(words, &error);
                    line(ui, Tone::Weak, format!("{}: {error}", machine.address.ip()));
                }
            }
        }
    }
    if !preview.is_whole {
        return;
    }
    let mut doubles = preview.doubles.iter().filter(|double| double.parameter == parameter.name);
    if let Some(double) = doubles.next() {
        let arguments = [("count", double.machines.into()), ("value", Arg::Text(&double.value))];
        line(ui, Tone::Weak, words.with("act-doubles", &arguments));
    } else if !template.is_fixed() && preview.told(false) > 1 {
        line(ui, Tone::Good, words.with("act-no-doubles", &[("count", preview.told(false).into())]));
    }
}

/// The menu of what can be put into a template.
fn placeholder_ui(ui: &mut Ui, parts: &Parts<'_>, field: &str) -> Option<String> {
    let words = parts.words;
    let mut chosen = None;
    let response = menu_button(ui, parts.theme, None, words.text("act-placeholders"), true, |ui| {
        for name in PLACEHOLDERS {
            let placeholder = if name == "n" { "{n:04}".to_owned() } else { format!("{{{name}}}") };
            let key = format!("placeholder-{name}");
            let entry = Button::new(words.text(&key)).shortcut_text(placeholder.clone());
            if ui.add(entry).clicked() {
                chosen = Some(placeholder);
                ui.close();
            }
        }
    });
    response.widget_info(|| {
        let name = words.with("act-placeholders-for", &[("field", Arg::Text(field))]);
        eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, name)
    });
    chosen
}
