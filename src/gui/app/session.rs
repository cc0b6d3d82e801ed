//! Settings: what a change of them does to the window, and when they and the fleet are kept.

use super::{App, wording};
use crate::{
    engine::Request,
    fleet::{Column, Filter, Machine, SavedMachine, SortKey},
    gui::{
        grid,
        theme::{self, Theme},
    },
    net::RangeSet,
    store::{self, Settings, SortBy},
    words::{Language, Words},
};
use eframe::egui;
use std::time::{Duration, Instant};

/// Settings are written so long after the last change, so that a dragged column is one write.
const SETTINGS_REST: Duration = Duration::from_secs(1);
/// The fleet is written at most so often.
const FLEET_REST: Duration = Duration::from_mins(1);
/// So many machines are copied in one frame.
const SLICE: usize = 500;

/// What is not yet on the disk.
#[derive(Debug)]
pub(super) struct Keeping {
    settings_changed: Option<Instant>,
    fleet_kept: Instant,
    kept_revision: u64,
    /// The machines that were copied so far for writing, and how many were looked at.
    copied: Option<(Vec<SavedMachine>, usize)>,
    /// The language of the command line, which holds for this session only.
    pub(super) language: Option<Language>,
    /// There is a folder to keep things in; without one, what the window was started with holds.
    pub(super) has_folder: bool,
    /// Where the demo's simulated machines are, which are not worth keeping; `None`: there is no demo.
    pub(super) demo: Option<RangeSet>,
    /// The settings of the last session were taken over.
    pub(super) is_restored: bool,
}

impl Keeping {
    pub(super) fn new(language: Option<Language>, has_folder: bool) -> Self {
        Self {
            settings_changed: None,
            fleet_kept: Instant::now(),
            kept_revision: 0,
            copied: None,
            language,
            has_folder,
            demo: None,
            is_restored: false,
        }
    }

    /// Real machines are kept, beside a demo too: somebody may have written a note on one.
    fn is_kept(&self, machine: &Machine) -> bool {
        self.demo.as_ref().is_none_or(|demo| !demo.contains(machine.address))
    }
}

/// The language that the settings ask for.
pub(in crate::gui) fn language(settings: &Settings) -> Language {
    let chosen = settings.look.language.as_deref().and_then(Language::from_code);
    chosen.unwrap_or_else(Language::from_system)
}

/// The theme that the settings ask for.
pub(in crate::gui) fn theme(settings: &Settings, context: &egui::Context) -> Theme {
    match settings.look.theme {
        store::Theme::Dark => Theme::DARK,
        store::Theme::Light => Theme::LIGHT,
        store::Theme::Sunlight => Theme::SUNLIGHT,
        store::Theme::System => match context.system_theme() {
            Some(egui::Theme::Light) => Theme::LIGHT,
            Some(egui::Theme::Dark) | None => Theme::DARK,
        },
    }
}

/// The order that settings name; unknown columns are left out.
fn sort_keys(sort: &[SortBy]) -> Vec<SortKey> {
    let key = |by: &SortBy| Some(SortKey { column: Column::find(&by.key)?, descending: by.descending });
    let keys: Vec<_> = sort.iter().filter_map(key).take(2).collect();
    if keys.is_empty() { vec![SortKey { column: Column::Ip, descending: false }] } else { keys }
}

/// The order, as settings keep it.
pub(super) fn sort_by(sort: &[SortKey]) -> Vec<SortBy> {
    sort.iter().map(|key| SortBy { key: key.column.key().to_owned(), descending: key.descending }).collect()
}

impl App {
    /// Takes over settings: everything that differs from the present ones takes effect, and is kept.
    pub(super) fn use_settings(&mut self, context: &egui::Context, settings: Settings) {
        let old = std::mem::replace(&mut self.settings, settings);
        self.follow_language();
        self.follow_theme(context);
        let new = &self.settings;
        let zoom = new.look.zoom.clamp(0.5, 3.0);
        if (context.zoom_factor() - zoom).abs() > f32::EPSILON {
            context.set_zoom_factor(zoom);
        }
        self.ranges.set_text(&new.range_text);
        self.ranges.set_named(&new.ranges);
        self.fleet.set_thresholds(new.thresholds.clone());
        if grid::layout_of(&self.grid.columns) != new.grid.layout.columns {
            self.grid.columns = grid::shown_columns(&new.grid.layout);
            self.columns_changed();
        }
        let new = &self.settings;
        let sort = sort_keys(&new.grid.sort);
        if self.view.sort() != sort {
            self.view.set_sort(&sort);
        }
        if old.grid.filter != new.grid.filter {
            self.topbar.filter_error = match Filter::parse(&new.grid.filter) {
                Ok(filter) => {
                    self.view.set_filter(filter);
                    None
                }
                // The rows stay as they are while somebody is typing.
                Err(error) => Some(error),
            };
        }
        if old != self.settings {
            self.clock.is_urgent = true;
            self.settings_changed();
            context.request_repaint();
        }
    }

    /// Plain words of the filter search the columns on show.
    pub(super) fn columns_changed(&mut self) {
        let columns: Vec<_> = self.grid.columns.iter().map(|shown| shown.column).collect();
        self.view.set_columns(&columns);
    }

    /// Changes some settings.
    pub(super) fn change_settings(&mut self, context: &egui::Context, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.clone();
        change(&mut settings);
        self.use_settings(context, settings);
    }

    fn follow_language(&mut self) {
        let language = language(&self.settings);
        if language != self.words.language() {
            self.words = Words::new(language);
            self.wording = wording(&self.words);
            self.view.set_wording(self.wording.clone());
        }
    }

    /// Takes over the theme where it is another: also when the system changes its mind.
    pub(super) fn follow_theme(&mut self, context: &egui::Context) {
        let wanted = theme(&self.settings, context);
        if wanted != self.theme {
            self.theme = wanted;
            theme::apply(context, &self.theme);
        }
    }

    /// Notes where the window is, as long as it is neither maximized nor minimized.
    pub(super) fn note_window(&mut self, context: &egui::Context) {
        let viewport = context.input(|input| input.viewport().clone());
        let mut window = self.settings.window;
        window.maximized = viewport.maximized.unwrap_or(false);
        if !window.maximized && !viewport.minimized.unwrap_or(false) {
            // The input's points are magnified ones; the place is kept without magnification.
            let zoom = context.zoom_factor();
            if let Some(outer) = viewport.outer_rect {
                window.position = Some([(outer.min.x * zoom).round(), (outer.min.y * zoom).round()]);
            }
            if let Some(inner) = viewport.inner_rect {
                window.size = [(inner.width() * zoom).round(), (inner.height() * zoom).round()];
            }
        }
        if window != self.settings.window {
            self.settings.window = window;
            self.settings_changed();
        }
    }

    /// Notes a change that was made to the settings in place.
    pub(super) fn settings_changed(&mut self) {
        self.keeping.settings_changed = Some(Instant::now());
    }

    /// Writes what has rested long enough, and wakes the window for what has not.
    pub(super) fn keep(&mut self, context: &egui::Context) {
        self.keep_slice(context);
        if let Some(changed) = self.keeping.settings_changed {
            match SETTINGS_REST.checked_sub(changed.elapsed()) {
                Some(left) if !left.is_zero() => context.request_repaint_after(left),
                _ => self.keep_settings(),
            }
        }
        if self.work.is_idle() && self.keeping.fleet_kept.elapsed() > FLEET_REST {
            self.keep_fleet();
        }
    }

    /// Writes everything now: the window closes.
    pub(super) fn keep_all(&mut self) {
        if self.keeping.settings_changed.is_some() {
            self.keep_settings();
        }
        let is_half_done = self.keeping.copied.take().is_some();
        self.keep_fleet();
        if is_half_done || self.keeping.copied.is_some() {
            let kept = self.fleet.iter().filter(|machine| self.keeping.is_kept(machine));
            let saved = kept.map(SavedMachine::from).collect();
            self.engine.send(Request::SaveFleet(saved));
        }
    }

    fn keep_settings(&mut self) {
        // Before the last session is restored, this would overwrite it.
        if self.keeping.is_restored {
            self.keeping.settings_changed = None;
            self.engine.send(Request::SaveSettings(Box::new(self.settings.clone())));
        }
    }

    /// Begins to write the fleet, if it changed since it was written.
    pub(super) fn keep_fleet(&mut self) {
        if self.keeping.is_restored && self.keeping.kept_revision != self.fleet.revision() {
            self.keeping.kept_revision = self.fleet.revision();
            self.keeping.fleet_kept = Instant::now();
            self.keeping.copied = Some((Vec::with_capacity(self.fleet.len()), 0));
        }
    }

    /// Copies some machines for the one who writes them: all at once would hold up the window. A row that goes while
    /// this lasts may shift another out of the copy; the next one has it.
    fn keep_slice(&mut self, context: &egui::Context) {
        let Some((mut copied, seen)) = self.keeping.copied.take() else { return };
        let slice = self.fleet.iter().skip(seen).take(SLICE);
        copied.extend(slice.filter(|machine| self.keeping.is_kept(machine)).map(SavedMachine::from));
        let seen = seen + SLICE;
        if seen < self.fleet.len() {
            self.keeping.copied = Some((copied, seen));
            context.request_repaint();
        } else {
            self.engine.send(Request::SaveFleet(copied));
        }
    }
}
