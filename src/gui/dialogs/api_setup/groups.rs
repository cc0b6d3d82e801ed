//! Machines by who can write to them, in the order in which a technician must see them.
//!
//! Sorted anew where a check or a reading told of any, in one walk over the machines of the dialog.

use super::super::{
    list::{self, Cell, List},
    targets::{Known, Targets},
};
use crate::{
    engine::batch::Access,
    fleet::MachineId,
    gui::{acting::failed, app::Parts, theme::GAP},
    protocol::Failure,
};
use eframe::egui::{Align, Layout, Ui};
use std::net::SocketAddr;

/// The states in the order in which they are shown, one of each: what needs the technician first. Those with long steps
/// come after those that a line is enough for, so that all are in sight at once; the ready ones need nobody.
pub(super) fn states() -> [Access; STATES] {
    [
        Access::WrongPassword,
        Access::FactoryPassword,
        Access::NoApi,
        Access::SwitchOff,
        Access::Unknown(Failure::Refused),
        Access::Ready,
    ]
}

/// How many states there are.
const STATES: usize = 6;

/// The place of a state in [`states`].
pub(super) fn rank(access: &Access) -> usize {
    match access {
        Access::WrongPassword => 0,
        Access::FactoryPassword => 1,
        Access::NoApi => 2,
        Access::SwitchOff => 3,
        Access::Unknown(_) => 4,
        Access::Ready => 5,
    }
}

/// The machines by state.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Of what is known.
    known: Option<Known>,
    of: [Vec<MachineId>; STATES],
    /// All machines, those that need something first.
    pub(super) in_order: Vec<MachineId>,
}

impl Groups {
    /// Sorts the machines by what a check found of them.
    pub(super) fn follow(&mut self, parts: &Parts<'_>, targets: &Targets) {
        let known = targets.known(parts);
        if self.known == Some(known) {
            return;
        }
        *self = Self { known: Some(known), ..Self::default() };
        let mut unchecked = Vec::new();
        for machine in targets.machines(parts) {
            let place = parts.setup.access_of(machine.address).map(rank);
            place.and_then(|place| self.of.get_mut(place)).unwrap_or(&mut unchecked).push(machine.id);
        }
        if let Some((ready, others)) = self.of.split_last() {
            self.in_order = others.iter().flatten().chain(&unchecked).chain(ready).copied().collect();
        }
    }

    /// The machines that a check put into this state.
    pub(super) fn of(&self, state: &Access) -> &[MachineId] {
        self.of.get(rank(state)).map_or(&[], Vec::as_slice)
    }
}

/// Where machines are.
pub(super) fn addresses(parts: &Parts<'_>, machines: &[MachineId]) -> Vec<SocketAddr> {
    machines.iter().filter_map(|id| parts.fleet.get(*id)).map(|machine| machine.address).collect()
}

/// Draws machines with their states.
pub(super) fn list_ui(ui: &mut Ui, parts: &Parts<'_>, machines: &[MachineId]) {
    let words = parts.words;
    let columns =
        [(words.text("column-ip"), 150.0), (words.text("column-model"), 150.0), (words.text("setup-state"), 220.0)];
    let list = List { id: "api", columns: &columns, rows: machines.len(), most: 7, is_clickable: false };
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        list.ui(ui, parts.theme, |row| {
            let Some(machine) = parts.fleet.get(machines[row]) else { return Vec::new() };
            let state = match parts.setup.access_of(machine.address) {
                Some(access @ Access::Unknown(why)) => {
                    let why = failed(words, why);
                    Cell::access(format!("{} · {why}", words.text(access.key())), access)
                }
                Some(access) => Cell::access(words.text(access.key()), access),
                None => Cell::dim(words.text("setup-not-checked")),
            };
            vec![Cell::text(list::place(machine)), Cell::dim(list::model(machine)), state]
        })
    });
    ui.add_space(GAP);
}
