//! Machines by who can write to them, in the order in which a technician must see them.
//!
//! The dialog makes them anew in each frame, in one walk over its machines, because a check may tell of any at any time.

use super::super::list::{self, Cell, List};
use crate::{
    engine::batch::Access,
    fleet::Machine,
    gui::{app::Parts, theme::GAP},
    protocol::Failure,
};
use eframe::egui::{Align, Layout, Ui};

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

/// The machines by state, found once a frame.
pub(super) struct Groups<'a> {
    of: [Vec<&'a Machine>; STATES],
    /// Those that no check has asked yet.
    unchecked: Vec<&'a Machine>,
}

impl<'a> Groups<'a> {
    /// Machines by what a check found of them.
    pub(super) fn new<'b>(
        machines: impl Iterator<Item = &'a Machine>,
        access_of: impl Fn(&Machine) -> Option<&'b Access>,
    ) -> Self {
        let mut groups = Self { of: Default::default(), unchecked: Vec::new() };
        for machine in machines {
            let place = access_of(machine).map(rank);
            match place.and_then(|place| groups.of.get_mut(place)) {
                Some(group) => group.push(machine),
                None => groups.unchecked.push(machine),
            }
        }
        groups
    }

    /// The machines that a check put into this state.
    pub(super) fn of(&self, state: &Access) -> &[&'a Machine] {
        self.at(rank(state))
    }

    /// Those of the state at a place of [`states`].
    pub(super) fn at(&self, place: usize) -> &[&'a Machine] {
        self.of.get(place).map_or(&[], Vec::as_slice)
    }

    /// All machines, those that need something first.
    pub(super) fn in_order(&self) -> Vec<&'a Machine> {
        let (ready, others) = self.of.split_last().map_or((&[][..], &[][..]), |(ready, others)| (ready, others));
        others.iter().flatten().chain(&self.unchecked).chain(ready).copied().collect()
    }
}

/// Draws machines with their states.
pub(super) fn list_ui(ui: &mut Ui, parts: &Parts<'_>, machines: &[&Machine]) {
    let words = parts.words;
    let columns =
        [(words.text("column-ip"), 150.0), (words.text("column-model"), 150.0), (words.text("setup-state"), 220.0)];
    let list = List { id: "api", columns: &columns, rows: machines.len(), most: 7, is_clickable: false };
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        list.ui(ui, parts.theme, |row| {
            let machine = machines[row];
            let state = match parts.setup.access_of(machine.address) {
                Some(access @ Access::Unknown(why)) => {
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
