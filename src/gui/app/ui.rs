//! Draws the window: its panels around the grid.

use super::App;
use crate::{
    fleet::Context,
    gui::{
        acting::{bar, panel},
        action::{self, Action},
        detail::Subject,
        dialogs::banner_ui,
        grid::{self, GridInput},
        reading_order, sidebar, start, statusbar,
        theme::{EDGE, GAP, Theme},
        topbar,
    },
    store::RowHeight,
    words::Arg,
};
use eframe::egui::{self, CentralPanel, Frame, Margin, Panel, Stroke, Ui};
use std::time::Duration;

/// Where the grid would get narrower than this, the panel of one machine steps back.
const LEAST_GRID: f32 = 300.0;
/// Ages on show count on so often.
const AGES_EVERY: Duration = Duration::from_secs(1);

/// The height of a row in points, before the theme's own scale.
fn row_height(rows: RowHeight) -> f32 {
    match rows {
        RowHeight::Compact => 20.0,
        RowHeight::Normal => 24.0,
        RowHeight::Large => 30.0,
    }
}

/// The frame of a panel beside the grid.
fn side_frame(theme: &Theme, margin: Margin) -> Frame {
    Frame::new().fill(theme.panel).inner_margin(margin)
}

impl eframe::App for App {
    fn logic(&mut self, context: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_in(context);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.theme.background.to_normalized_gamma_f32()
    }
}

impl App {
    /// Draws one frame and does what was asked for in it.
    pub fn show(&mut self, ui: &mut Ui) {
        if !self.keeping.is_restored {
            // For the blink of an eye; better an empty ground than one that changes.
            CentralPanel::default().frame(Frame::new().fill(self.theme.background)).show(ui, |_| {});
            return;
        }
        let context = ui.ctx().clone();
        self.count_marked();
        // An open dialog has the keys.
        let mut actions =
            if self.is_covered() { Vec::new() } else { action::pressed(&context, &self.situation(), self.was_in_text) };
        self.bars_ui(ui, &mut actions);
        self.sides_ui(ui, &mut actions);
        self.middle_ui(ui, &mut actions);
        self.covers_ui(&context, &mut actions);
        let has_dialog = self.dialogs.is_open();
        let within = if has_dialog { context.content_rect() } else { self.grid_area };
        self.toasts.show(&context, within, has_dialog, &self.theme, &self.words);
        self.window_title(&context);
        self.note_window(&context);
        self.was_in_text = context.text_edit_focused();
        for action in actions {
            self.perform(&context, action);
        }
    }

    /// True while a dialog or the palette lies over the window.
    pub(super) fn is_covered(&self) -> bool {
        self.dialogs.is_open() || self.palette.is_open()
    }

    /// What lies over the window.
    fn covers_ui(&mut self, context: &egui::Context, actions: &mut Vec<Action>) {
        let mut dialogs = std::mem::take(&mut self.dialogs);
        dialogs.ui(context, &self.parts(), actions);
        self.dialogs = dialogs;
        let mut palette = std::mem::take(&mut self.palette);
        palette.ui(context, &self.parts(), actions);
        self.palette = palette;
    }

    fn bars_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let theme = self.theme;
        let frame = side_frame(&theme, Margin::symmetric(EDGE as i8, 0));
        let mut state = std::mem::take(&mut self.topbar);
        let height = |points: f32| points * theme.type_scale;
        Panel::top("top").exact_size(height(46.0)).resizable(false).frame(frame).show(ui, |ui| {
            topbar::topbar_ui(ui, &self.parts(), &mut state, actions);
        });
        self.topbar = state;
        if !self.setup.interrupted.is_empty() {
            Panel::top("interrupted").exact_size(height(40.0)).resizable(false).frame(frame).show(ui, |ui| {
                ui.add_space(6.0);
                banner_ui(ui, &self.parts(), actions);
            });
        }
        Panel::bottom("status").exact_size(height(28.0)).resizable(false).frame(frame).show(ui, |ui| {
            statusbar::statusbar_ui(ui, &self.parts(), actions);
        });
        if let Some(points) = panel::height(&self.parts()) {
            Panel::bottom("jobs").exact_size(points).resizable(false).frame(frame).show(ui, |ui| {
                panel::panel_ui(ui, &self.parts(), actions);
            });
        }
        if !self.fleet.is_empty() {
            Panel::bottom("selection").exact_size(height(44.0)).resizable(false).frame(frame).show(ui, |ui| {
                bar::selection_ui(ui, &self.parts(), actions);
            });
        }
    }

    fn sides_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let theme = self.theme;
        let panels = self.settings.panels.clone();
        if panels.sidebar_open {
            let mut counts = std::mem::take(&mut self.range_counts);
            counts.update(&self.parts(), !self.work.is_idle());
            let frame = side_frame(&theme, Margin::symmetric(GAP as i8, EDGE as i8));
            let panel =
                Panel::left("sidebar").default_size(panels.sidebar_width).size_range(140.0..=400.0).frame(frame);
            let shown = panel.show(ui, |ui| sidebar::sidebar_ui(ui, &self.parts(), &counts, actions));
            self.range_counts = counts;
            self.note_width(shown.response.rect.width(), |panels| &mut panels.sidebar_width);
        }
        let is_room = ui.available_width() - panels.detail_width > LEAST_GRID * theme.type_scale;
        if panels.detail_open && is_room && !self.fleet.is_empty() {
            let mut detail = std::mem::take(&mut self.detail);
            let frame = side_frame(&theme, Margin { left: EDGE as i8, top: EDGE as i8, right: 4, bottom: 0 });
            let panel = Panel::right("detail").default_size(panels.detail_width).size_range(280.0..=720.0).frame(frame);
            let shown = panel.show(ui, |ui| match self.subject() {
                Some(subject) => detail.ui(ui, &subject, actions),
                None => detail.empty_ui(ui, &theme, &self.words),
            });
            if detail.tab.name() != panels.detail_page {
                detail.tab.name().clone_into(&mut self.settings.panels.detail_page);
                self.settings_changed();
            }
            self.detail = detail;
            self.note_width(shown.response.rect.width(), |panels| &mut panels.detail_width);
        }
    }

    /// Keeps the width to which a panel was dragged.
    fn note_width(&mut self, width: f32, of: impl FnOnce(&mut crate::store::Panels) -> &mut f32) {
        let kept = of(&mut self.settings.panels);
        if (*kept - width).abs() > 0.5 {
            *kept = width;
            self.settings_changed();
        }
    }

    /// The machine that the panel at the right is about.
    fn subject(&self) -> Option<Subject<'_>> {
        let machine = self.fleet.get(self.selection.focus()?)?;
        Some(Subject {
            machine,
            past: self.pasts.of(machine.id),
            is_reading: self.work.is_reading(machine.address),
            thresholds: self.fleet.thresholds(),
            now: self.clock.now,
            words: &self.words,
            theme: &self.theme,
        })
    }

    fn middle_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let context = ui.ctx().clone();
        let theme = self.theme;
        let frame = Frame::new().fill(theme.background).stroke(Stroke::NONE);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            self.grid_area = ui.max_rect();
            reading_order::note_grid(&context, self.grid_area);
            if self.fleet.is_empty() && self.work.is_idle() && self.work.last_scan.is_none() {
                start::start_ui(ui, &self.parts(), actions);
            } else if self.view.is_empty() {
                start::empty_ui(ui, &self.parts(), actions);
            } else {
                self.grid_ui(ui, &context, actions);
            }
        });
    }

    fn grid_ui(&mut self, ui: &mut Ui, context: &egui::Context, actions: &mut Vec<Action>) {
        let input = GridInput {
            fleet: &self.fleet,
            view: &self.view,
            selected_shown: self.marked.shown,
            cells: Context { now: self.clock.now, wording: &self.wording },
            words: &self.words,
            theme: &self.theme,
            row_height: (row_height(self.settings.look.rows) * self.theme.type_scale).round(),
            has_keyboard: !self.is_covered(),
        };
        if self.grid.columns.iter().any(|shown| shown.column.runs()) {
            context.request_repaint_after(AGES_EVERY);
        }
        let revision = self.selection.revision();
        let output = grid::grid_ui(ui, input, &mut self.selection, &mut self.grid);
        if revision != self.selection.revision() {
            // The bars and the panel beside it were drawn before.
            context.request_repaint();
        }
        actions.extend(output.actions);
        if output.is_layout_changed {
            let columns = grid::layout_of(&self.grid.columns);
            self.change_settings(context, |settings| {
                settings.grid.layout.name.clear();
                settings.grid.layout.columns = columns;
            });
            self.columns_changed();
        }
        if let Some(sort) = output.sort {
            self.sort(context, &sort);
        }
    }

    fn window_title(&mut self, context: &egui::Context) {
        let count = self.fleet.len();
        if self.titled != Some((count, self.words.language())) {
            self.titled = Some((count, self.words.language()));
            let title = self.words.with("window-title", &[("count", Arg::from(count))]);
            context.send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
    }
}
