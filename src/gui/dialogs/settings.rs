//! Settings: look, scanning, and by what health is judged. Every change takes effect at once, so that it can be seen;
//! Cancel takes all of them back.

mod bounds;

use super::{Dialog, Tray, Verdict, fields};
use crate::{
    fleet::Thresholds,
    gui::{
        action::Action,
        app::Parts,
        run, spans,
        theme::{STEP, Theme},
    },
    store::{Look, Monitor, Renderer, RowHeight, ScanSettings, Settings, Theme as ThemeChoice},
    words::{Arg, Language, Words},
};
use bounds::{BOUNDS, Bound};
use eframe::egui::{Button, Checkbox, ComboBox, DragValue, Ui, WidgetInfo};
use std::ops::RangeInclusive;

/// The type sizes that are offered, in per cent; any between can be had by Ctrl + and −.
const TYPE_SIZES: [u16; 6] = [75, 100, 125, 150, 175, 200];

/// What a technician may set for the scanner; what is usual is offered when it stops being automatic.
struct Knob {
    key: &'static str,
    unit: Option<&'static str>,
    usual: u32,
    range: RangeInclusive<u32>,
    get: fn(&mut ScanSettings) -> &mut Option<u32>,
}

/// The width of the names of limits, which are sentences.
const BOUND_NAMES: f32 = 340.0;

/// The scanner's knobs.
const KNOBS: [Knob; 2] = [
    Knob { key: "settings-in-flight", unit: None, usual: 500, range: 10..=4_000, get: |scan| &mut scan.in_flight },
    Knob {
        key: "settings-timeout",
        unit: Some("settings-unit-ms"),
        usual: 800,
        range: 100..=10_000,
        get: |scan| &mut scan.timeout_ms,
    },
];

/// The draft, and what to go back to.
#[derive(Debug)]
pub(super) struct SettingsDialog {
    before: Own,
    draft: Own,
}

/// The part of the settings that this dialog is about. The rest may change while it is open: the window is moved.
#[derive(Clone, Debug, PartialEq)]
struct Own {
    look: Look,
    scan: ScanSettings,
    thresholds: Thresholds,
}

impl Own {
    fn of(settings: &Settings) -> Self {
        Self { look: settings.look.clone(), scan: settings.scan, thresholds: settings.thresholds.clone() }
    }

    /// The settings with this part in place of theirs.
    fn within(&self, settings: &Settings) -> Action {
        let Self { look, scan, thresholds } = self.clone();
        Action::ChangeSettings(Box::new(Settings { look, scan, thresholds, ..settings.clone() }))
    }
}

impl SettingsDialog {
    /// Begins with the settings as they are.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let own = Own::of(parts.settings);
        Self { before: own.clone(), draft: own }
    }

    fn look_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words, look) = (parts.theme, parts.words, &mut self.draft.look);
        fields::group_ui(ui, theme, words.text("settings-look"));
        fields::row_ui(ui, theme, words.text("settings-language"), |ui| {
            let present = look.language.as_deref().and_then(Language::from_code);
            let system = (None, words.text("settings-language-system").to_owned());
            let named = Language::ALL.into_iter().map(|language| (Some(language), language.own_name().to_owned()));
            let mut chosen = present;
            if fields::choice_ui(ui, theme, std::iter::once(system).chain(named), &mut chosen) {
                look.language = chosen.map(|language| language.code().to_owned());
            }
        });
        fields::row_ui(ui, theme, words.text("settings-theme"), |ui| {
            let choices = ThemeChoice::ALL.into_iter().map(|one| (one, words.text(theme_key(one)).to_owned()));
            fields::choice_ui(ui, theme, choices, &mut look.theme);
        });
        fields::row_ui(ui, theme, words.text("settings-type-size"), |ui| {
            let mut percent = (look.zoom * 100.0).round() as u16;
            let choices = TYPE_SIZES
                .into_iter()
                .map(|size| (size, words.with("value-percent", &[("value", Arg::from(&size.to_string()))])));
            if fields::choice_ui(ui, theme, choices, &mut percent) {
                look.zoom = f32::from(percent) / 100.0;
            }
        });
        fields::row_ui(ui, theme, words.text("settings-rows"), |ui| {
            let choices = RowHeight::ALL.into_iter().map(|one| (one, words.text(rows_key(one)).to_owned()));
            fields::choice_ui(ui, theme, choices, &mut look.rows);
        });
        if run::has_choice() {
            fields::row_ui(ui, theme, words.text("settings-renderer"), |ui| {
                let choices = Renderer::ALL.into_iter().map(|one| (one, words.text(renderer_key(one)).to_owned()));
                fields::choice_ui(ui, theme, choices, &mut look.renderer);
            });
        }
        if look.renderer != self.before.look.renderer {
            fields::hint_ui(ui, theme, words.text("settings-renderer-hint"));
        }
    }

    fn scan_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words, scan) = (parts.theme, parts.words, &mut self.draft.scan);
        fields::group_ui(ui, theme, words.text("settings-scanning"));
        let monitor = &mut scan.monitor;
        fields::row_ui(ui, theme, words.text("settings-monitor"), |ui| {
            let every = |seconds: u32| {
                let interval = spans::span(words, i64::from(seconds));
                words.with("settings-monitor-every", &[("interval", Arg::from(&interval))])
            };
            let tick = ui.add(Checkbox::without_text(&mut monitor.on));
            let is_on = monitor.on;
            tick.widget_info(|| {
                WidgetInfo::selected(eframe::egui::Role::CheckBox, true, is_on, words.text("settings-monitor"))
            });
            let list = ComboBox::from_id_salt("monitor-every").selected_text(every(monitor.every_s));
            let shown = list.show_ui(ui, |ui| {
                for seconds in Monitor::CHOICES {
                    ui.selectable_value(&mut monitor.every_s, seconds, every(seconds));
                }
            });
            let present = every(monitor.every_s);
            shown.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, words.text("settings-monitor"));
                info.current_text_value = Some(present.clone());
                info
            });
        });
        for knob in &KNOBS {
            knob_ui(ui, theme, words, knob, (knob.get)(scan));
        }
    }

    fn health_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words) = (parts.theme, parts.words);
        fields::group_ui(ui, theme, words.text("settings-thresholds"));
        fields::hint_ui(ui, theme, words.text("settings-thresholds-hint"));
        ui.add_space(STEP);
        let usual = Thresholds::default();
        for bound in &BOUNDS {
            bound_ui(ui, theme, words, bound, &mut self.draft.thresholds, &usual);
        }
        ui.add_space(STEP);
        let is_changed = self.draft.thresholds != usual;
        if ui.add_enabled(is_changed, Button::new(words.text("settings-thresholds-reset")).wrap()).clicked() {
            self.draft.thresholds = usual;
        }
    }
}

/// A knob that is automatic until it is set.
fn knob_ui(ui: &mut Ui, theme: &Theme, words: &Words, knob: &Knob, value: &mut Option<u32>) {
    let name = words.text(knob.key);
    fields::row_ui(ui, theme, name, |ui| {
        let mut is_automatic = value.is_none();
        let tick = ui.add(Checkbox::new(&mut is_automatic, words.text("settings-automatic")));
        if tick.changed() {
            *value = (!is_automatic).then_some(knob.usual);
        }
        let heard = words.with("settings-automatic-for", &[("what", name.into())]);
        tick.widget_info(|| WidgetInfo::selected(eframe::egui::Role::CheckBox, true, is_automatic, &heard));
        if let Some(value) = value {
            let unit = knob.unit.map(|unit| format!(" {}", words.text(unit))).unwrap_or_default();
            let field = ui.add(DragValue::new(value).range(knob.range.clone()).speed(10).suffix(unit));
            named(&field, name, f64::from(*value));
        }
    });
}

/// One limit, and what is usual where it differs.
fn bound_ui(ui: &mut Ui, theme: &Theme, words: &Words, bound: &Bound, thresholds: &mut Thresholds, usual: &Thresholds) {
    let name = words.text(bound.key);
    fields::wide_row_ui(ui, theme, BOUND_NAMES, name, |ui| {
        let mut value = (bound.get)(thresholds);
        let field = DragValue::new(&mut value).range(bound.range.clone()).speed(bound.step);
        let written = |value: f64| match bound.unit {
            Some(unit) => words.with(unit, &[("value", Arg::from(&bounds::written(value)))]),
            None => bounds::written(value),
        };
        let field = ui.add(field.custom_formatter(|value, _| written(value)).custom_parser(bounds::read));
        named(&field, name, value);
        if field.changed() {
            (bound.set)(thresholds, value);
        }
        let usual = (bound.get)(usual);
        if (usual - value).abs() > f64::EPSILON {
            let usual = bounds::written(usual);
            fields::hint_ui(ui, theme, &words.with("settings-threshold-default", &[("value", Arg::from(&usual))]));
        }
    });
}

/// Gives a number field its name.
fn named(field: &eframe::egui::Response, name: &str, value: f64) {
    field.widget_info(|| {
        let mut info = WidgetInfo::labeled(eframe::egui::Role::SpinButton, true, name);
        info.value = Some(value);
        info
    });
}

fn theme_key(theme: ThemeChoice) -> &'static str {
    match theme {
        ThemeChoice::System => "theme-system",
        ThemeChoice::Dark => "theme-dark",
        ThemeChoice::Light => "theme-light",
        ThemeChoice::Sunlight => "theme-sunlight",
    }
}

fn rows_key(rows: RowHeight) -> &'static str {
    match rows {
        RowHeight::Compact => "rows-compact",
        RowHeight::Normal => "rows-normal",
        RowHeight::Large => "rows-large",
    }
}

fn renderer_key(renderer: Renderer) -> &'static str {
    match renderer {
        Renderer::Auto => "renderer-auto",
        Renderer::Glow => "renderer-glow",
        Renderer::Wgpu => "renderer-wgpu",
    }
}

impl Dialog for SettingsDialog {
    fn title(&self) -> &'static str {
        "settings-title"
    }

    fn width(&self) -> f32 {
        620.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let shown = self.draft.clone();
        self.look_ui(ui, parts);
        self.scan_ui(ui, parts);
        self.health_ui(ui, parts);
        if self.draft != shown {
            tray.actions.push(self.draft.within(parts.settings));
        }
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        Verdict::accepts(parts.words.text("dialog-save"), None)
    }

    fn dismiss(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        if self.draft == self.before { Vec::new() } else { vec![self.before.within(parts.settings)] }
    }
}
