//! Rows into files: takes a snapshot of what is shown and hands it to the engine.

use super::App;
use crate::{
    engine::{ExportRequest, Request},
    fleet::{MachineId, export::Format, export::Options},
    gui::{
        dialogs::{ExportOrder, Which},
        grid,
    },
};

impl App {
    /// Writes exactly what the grid shows: its rows or a part of them, its columns, its order, its words.
    pub(super) fn export(&mut self, order: ExportOrder) {
        let ids: Vec<MachineId> = match order.which {
            Which::Shown => self.view.rows().to_vec(),
            Which::Selected => self.selection.shown(self.view.rows()).collect(),
            Which::All => self.fleet.iter().map(|machine| machine.id).collect(),
        };
        let columns = self.grid.columns.iter().map(|one| {
            let title = grid::title(&self.words, one.column).into_owned();
            (one.column, title)
        });
        let options = Options {
            format: order.format,
            // Without it a spreadsheet takes a table of Chinese words for Latin ones.
            byte_order_mark: order.format == Format::Csv,
            columns: columns.collect(),
        };
        self.engine.send(Request::Export(Box::new(ExportRequest {
            machines: ids.into_iter().filter_map(|id| self.fleet.get(id)).cloned().collect(),
            options,
            wording: self.wording.clone(),
            now: self.clock.now,
            path: order.path,
        })));
    }
}
