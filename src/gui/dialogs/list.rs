//! Tables in dialogs: a line of titles, and rows of one height of which only those in sight are laid out.

use crate::gui::{
    theme::{self, GAP, STEP, Theme, Tone},
    widgets::paint_mark,
};
use crate::{
    engine::batch::{Access, BatchStep, Work},
    fleet::{HealthState, Machine},
};
use eframe::egui::{
    FontSelection, Frame, Galley, Rect, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};
use std::sync::Arc;

/// One cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    tone: Tone,
    is_strong: bool,
    mark: Option<HealthState>,
}

impl Cell {
    /// A cell to be read.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Text, is_strong: false, mark: None }
    }

    /// A cell that stands beside.
    pub(super) fn dim(text: impl Into<String>) -> Self {
        Self { tone: Tone::Dim, ..Self::text(text) }
    }

    /// A cell with a tone of its own.
    pub(super) fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { tone, ..Self::text(text) }
    }

    /// The cell in the heavier weight.
    pub(super) fn strong(self) -> Self {
        Self { is_strong: true, ..self }
    }

    /// A state with its shape before its word.
    pub(super) fn access(word: impl Into<String>, access: &Access) -> Self {
        let mark = access_mark(access);
        Self { mark: Some(mark), ..Self::toned(word, access_tone(access)) }
    }
}

/// The shape of a state of access.
pub(super) fn access_mark(access: &Access) -> HealthState {
    match access {
        Access::Ready => HealthState::Hashing,
        Access::SwitchOff => HealthState::ApiClosed,
        Access::FactoryPassword => HealthState::Weak,
        Access::WrongPassword => HealthState::Faulty,
        Access::NoApi => HealthState::Lost,
        Access::Unknown(_) => HealthState::Unknown,
    }
}

/// The colour of a state of access.
pub(super) fn access_tone(access: &Access) -> Tone {
    match access {
        Access::Ready => Tone::Good,
        Access::SwitchOff => Tone::Locked,
        Access::FactoryPassword => Tone::Weak,
        Access::WrongPassword => Tone::Bad,
        Access::NoApi | Access::Unknown(_) => Tone::Dim,
    }
}

/// Nobody presses Tab more often than this to come past a table: the rows of a longer one are reached by its search.
const MOST_TABBED: usize = 100;

/// A table.
#[derive(Clone, Copy, Debug)]
pub(super) struct List<'a> {
    /// Its identity within the dialog.
    pub(super) id: &'a str,
    /// Titles and widths in points at the usual type size; the last takes the rest.
    pub(super) columns: &'a [(&'a str, f32)],
    /// Rows in all.
    pub(super) rows: usize,
    /// Rows in sight.
    pub(super) most: usize,
    /// Rows can be clicked.
    pub(super) is_clickable: bool,
}

impl List<'_> {
    /// Draws it; the row that was clicked.
    pub(super) fn ui(&self, ui: &mut Ui, theme: &Theme, mut cells: impl FnMut(usize) -> Vec<Cell>) -> Option<usize> {
        let height = (24.0 * theme.type_scale).round();
        let frame = Frame::NONE.fill(theme.background).corner_radius(theme::RADIUS);
        let mut clicked = None;
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let widths = self.widths(ui.available_width(), theme.type_scale);
            self.head_ui(ui, theme, height, &widths);
            let scroll = ScrollArea::vertical().id_salt(self.id).max_height(height * self.most as f32);
            scroll.auto_shrink([false, true]).show_rows(ui, height, self.rows, |ui, shown| {
                for row in shown {
                    if self.row_ui(ui, theme, row, height, &widths, &cells(row)) {
                        clicked = Some(row);
                    }
                }
            });
        });
        clicked
    }

    /// The widths that fit, each with its part of what is too little.
    fn widths(&self, room: f32, scale: f32) -> Vec<f32> {
        let wanted: f32 = self.columns.iter().map(|(_, width)| width * scale).sum();
        let factor = (room / wanted.max(1.0)).min(1.0) * scale;
        let mut widths: Vec<f32> = self.columns.iter().map(|(_, width)| width * factor).collect();
        let used: f32 = widths.iter().sum();
        if let Some(last) = widths.last_mut() {
            *last += (room - used).max(0.0);
        }
        widths
    }

    fn head_ui(&self, ui: &mut Ui, theme: &Theme, height: f32, widths: &[f32]) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let titles: Vec<&str> = self.columns.iter().map(|(title, _)| *title).collect();
        response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Label, true, titles.join(", ")));
        let mut left = rect.left();
        for ((title, _), width) in self.columns.iter().zip(widths) {
            let cell = Cell { is_strong: true, ..Cell::dim(*title) };
            let galley = laid_out(ui, theme, &cell, width - 2.0 * GAP, true);
            let at = pos2(left + GAP, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, theme.color(Tone::Dim));
            left += width;
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, theme.line));
    }

    fn row_ui(&self, ui: &mut Ui, theme: &Theme, row: usize, height: f32, widths: &[f32], cells: &[Cell]) -> bool {
        let sense = match self.is_clickable {
            true if self.rows <= MOST_TABBED => Sense::click(),
            true => Sense::CLICK,
            false => Sense::hover(),
        };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
        let heard = || cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>();
        response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Row, true, heard().join(", ")));
        if self.is_clickable && (response.hovered() || response.has_focus()) {
            ui.painter().rect_filled(rect, 0.0, theme.hover);
        } else if row % 2 == 1 {
            ui.painter().rect_filled(rect, 0.0, theme.zebra);
        }
        let mut left = rect.left();
        let mut is_cut = false;
        for (cell, width) in cells.iter().zip(widths) {
            let mut from = left + GAP;
            if let Some(mark) = cell.mark {
                let center = pos2(from + 5.0 * theme.type_scale, rect.center().y);
                paint_mark(ui.painter(), center, mark, theme.color(cell.tone), theme.type_scale);
                from += 14.0 * theme.type_scale + STEP / 2.0;
            }
            let galley = laid_out(ui, theme, cell, left + width - STEP - from, false);
            is_cut |= galley.elided;
            let clip = Rect::from_x_y_ranges(left..=left + width, rect.y_range());
            let at = pos2(from, rect.center().y - galley.size().y / 2.0);
            ui.painter().with_clip_rect(clip.intersect(ui.clip_rect())).galley(at, galley, theme.color(cell.tone));
            left += width;
        }
        let is_clicked = response.clicked();
        if is_cut {
            response.on_hover_text(heard().join("\n"));
        }
        is_clicked
    }
}

fn laid_out(ui: &Ui, theme: &Theme, cell: &Cell, width: f32, is_small: bool) -> Arc<Galley> {
    let style = if is_small { TextStyle::Small } else { TextStyle::Body };
    let color = theme.color(cell.tone);
    let text = cell.text.as_str();
    let mut job = if cell.is_strong {
        let text = theme::strong(text).text_style(style).color(color);
        Arc::unwrap_or_clone(eframe::egui::WidgetText::from(text).into_layout_job(
            ui.style(),
            FontSelection::Default,
            eframe::egui::Align::Min,
        ))
    } else {
        LayoutJob::simple_singleline(text.to_owned(), style.resolve(ui.style()), color)
    };
    job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A step for a machine. What it said last is most of what a step takes, and only the version of its firmware is asked for
/// where it can't be read anew.
pub(super) fn step(machine: &Machine, work: Work) -> BatchStep {
    let before = matches!(work, Work::Firmware(_)).then(|| Arc::new(machine.reading.clone()));
    BatchStep { address: machine.address, mac: machine.mac, work, before }
}

/// An address as it is written: without the port that all machines have.
pub(super) fn place(machine: &Machine) -> String {
    written(machine.address)
}

/// An address without the port that all machines have.
pub(super) fn written(address: std::net::SocketAddr) -> String {
    if address.port() == crate::net::DEFAULT_PORT { address.ip().to_string() } else { address.to_string() }
}

/// A machine's model, or the sign of the unknown.
pub(super) fn model(machine: &Machine) -> String {
    machine.reading.model().map_or_else(|| crate::fleet::format::UNKNOWN.to_owned(), ToString::to_string)
}
