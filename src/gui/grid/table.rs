//! The rows for `egui_table`: their grounds, the pointer on them, and one call for each visible cell.

use super::{
    GridInput, GridOutput, GridState, Reveal, cell, grid_id, header,
    layout::{header_height, tick_width},
};
use crate::fleet::{Column, Machine, MachineId, Selection};
use crate::gui::theme::Tone;
use eframe::egui::{self, Id, PointerButton, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2};
use egui_table::{CellInfo, HeaderCellInfo, PrefetchInfo, TableDelegate};

/// The table's view of the grid, for one frame.
pub(super) struct GridTable<'a> {
    input: GridInput<'a>,
    selection: &'a mut Selection,
    state: &'a mut GridState,
    output: &'a mut GridOutput,
    /// Where the rows are, below the header.
    body: Rect,
    /// The pointer, if it is over the rows and nothing lies above them.
    pointer: Option<Pos2>,
    /// The top of row 0, known once a row was drawn; may be far above the window.
    origin: Option<f32>,
    /// The full text of a shortened cell under the pointer.
    full_text: Option<String>,
}

impl<'a> GridTable<'a> {
    pub(super) fn new(
        ui: &Ui,
        area: Rect,
        input: GridInput<'a>,
        selection: &'a mut Selection,
        state: &'a mut GridState,
        output: &'a mut GridOutput,
    ) -> Self {
        let body = area.with_min_y(area.top() + header_height(input.theme));
        let pointer = if ui.rect_contains_pointer(body) { ui.pointer_latest_pos() } else { None };
        Self { input, selection, state, output, body, pointer, origin: None, full_text: None }
    }

    fn machine(&self, row: u64) -> Option<&'a Machine> {
        self.input.fleet.get(*self.input.view.rows().get(row as usize)?)
    }

    /// What the pointer does to a row: as in a file manager.
    fn touch(&mut self, ui: &Ui, response: &Response, id: MachineId, is_tick: bool) {
        let rows = self.input.view.rows();
        let modifiers = ui.input(|input| input.modifiers);
        if response.drag_started_by(PointerButton::Primary) {
            ui.memory_mut(|memory| memory.request_focus(grid_id()));
            self.selection.drag_start(id, modifiers.command || is_tick);
            self.state.is_dragging = true;
        } else if response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(grid_id()));
            match (modifiers.shift, modifiers.command || is_tick) {
                (true, true) => self.selection.extend_more(id, rows),
                (true, false) => self.selection.extend(id, rows),
                (false, true) => self.selection.toggle(id),
                (false, false) => self.selection.click(id),
            }
        }
    }

    /// Follows the pointer over rows while its button is down, also beyond the edges, where the rows scroll.
    fn drag(&mut self, ui: &Ui) {
        if !self.state.is_dragging {
            return;
        }
        let rows = self.input.view.rows();
        if ui.input(|input| !input.pointer.primary_down()) || rows.is_empty() {
            self.selection.drag_end();
            self.state.is_dragging = false;
            return;
        }
        let (Some(pointer), Some(origin)) = (ui.pointer_latest_pos(), self.origin) else { return };
        let is_beyond = !self.body.y_range().contains(pointer.y);
        let y = pointer.y.clamp(self.body.top() - self.input.row_height, self.body.bottom() + self.input.row_height);
        let row = (((y - origin) / self.input.row_height).floor().max(0.0) as usize).min(rows.len() - 1);
        self.selection.drag_to(rows[row], rows);
        if is_beyond {
            self.state.reveal = Some(Reveal::Anywhere(row));
            ui.request_repaint();
        }
    }

    /// What is left to do when all cells are drawn.
    pub(super) fn finish(mut self, ui: &mut Ui) {
        self.drag(ui);
        if self.state.moved.is_some() && ui.input(|input| !input.pointer.any_down()) {
            self.state.moved = None;
        }
        let theme = self.input.theme;
        let line = self.body.top() - 0.5;
        ui.painter().hline(self.body.x_range(), line, Stroke::new(1.0, theme.line));
        if let Some(text) = self.full_text {
            egui::Tooltip::always_open(
                ui.ctx().clone(),
                ui.layer_id(),
                Id::unique("full text"),
                egui::PopupAnchor::Pointer,
            )
            .gap(12.0)
            .show(|ui| ui.label(text));
        }
    }
}

impl TableDelegate for GridTable<'_> {
    fn prepare(&mut self, info: &PrefetchInfo) {
        let rows = &info.visible_rows;
        self.state.sight = (rows.start as usize, (rows.end - rows.start) as usize);
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        ui.painter().rect_filled(ui.clip_rect(), 0.0, self.input.theme.panel);
        match info.col_range.start.checked_sub(1) {
            None => cell::tick_all_ui(ui, &self.input, self.selection),
            Some(place) => header::header_ui(ui, place, &self.input, self.state, self.output),
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let Some(machine) = self.machine(row) else { return };
        let (theme, id) = (self.input.theme, machine.id);
        let rect = ui.max_rect();
        self.origin = Some(rect.top() - row as f32 * self.input.row_height);
        // Without a place in the Tab order: the grid has one, its rows have the arrow keys.
        let sense = Sense::CLICK | Sense::DRAG;
        let visible = rect.intersect(ui.clip_rect());
        let is_sticky = ui.clip_rect().left() <= self.body.left() + 1.0;
        let response = ui.interact(visible, Id::unique(("row", id, is_sticky)), sense);
        if is_sticky {
            let is_selected = self.selection.contains(id);
            response.widget_info(|| {
                let text = |column: Column| column.text(machine, &self.input.cells);
                let name = [text(Column::Ip), text(Column::Status), text(Column::Model)].join(", ");
                WidgetInfo::selected(Role::Row, true, is_selected, name)
            });
        }
        let is_tick =
            response.interact_pointer_pos().is_some_and(|pointer| pointer.x < self.body.left() + tick_width(theme));
        self.touch(ui, &response, id, is_tick);

        let is_hovered = self.pointer.is_some_and(|pointer| rect.y_range().contains(pointer.y));
        let ground = if self.selection.contains(id) {
            Some(theme.selected)
        } else if is_hovered {
            Some(theme.hover)
        } else {
            (row % 2 == 1).then_some(theme.zebra)
        };
        let painter = ui.painter();
        if let Some(ground) = ground {
            painter.rect_filled(rect, 0.0, ground);
        }
        if self.selection.focus() == Some(id) {
            let stroke = Stroke::new(1.0, theme.color(Tone::Accent));
            painter.hline(rect.x_range(), rect.top() + 0.5, stroke);
            painter.hline(rect.x_range(), rect.bottom() - 0.5, stroke);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let Some(machine) = self.machine(info.row_nr) else { return };
        let Some(place) = info.col_nr.checked_sub(1) else {
            cell::tick_ui(ui, &self.input, self.selection.contains(machine.id));
            return;
        };
        let Some(shown) = self.state.columns.get(place) else { return };
        let rect = ui.max_rect();
        let is_pointed = self.pointer.is_some_and(|pointer| rect.intersect(ui.clip_rect()).contains(pointer));
        let is_cut = cell::cell_ui(ui, &self.input, shown.column, machine);
        if is_cut && is_pointed && !self.state.is_dragging {
            self.full_text = Some(shown.column.text(machine, &self.input.cells));
        }
    }

    fn default_row_height(&self) -> f32 {
        self.input.row_height
    }
}

/// The middle of the left part of a cell, where marks stand.
pub(super) fn mark_center(rect: Rect, offset: f32) -> Pos2 {
    pos2(rect.left() + offset, rect.center().y)
}
