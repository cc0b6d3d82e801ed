//! The machines that a dialog is about, and what has to be known of them before anything is sent: which of them the filter
//! hides, and which may be elsewhere by now. Either can be left out here.
//!
//! Every dialog that does something to machines has its own here. Always true: these are machines and not addresses;
//! where each of them is, the fleet says when the draft is accepted.

use super::Tray;
use crate::{
    fleet::{Machine, MachineId},
    gui::{action::Action, app::Parts, spans, theme::Tone, widgets::link_button},
};
use eframe::egui::{Label, RichText, Ui};
use std::collections::BTreeSet;

/// What is known of the machines and of the access to them, and which machines these are: another one whenever anything of
/// that changes, for those who keep what they worked out.
pub(super) type Known = (u64, u64, usize);

/// The machines, in the order shown.
#[derive(Debug, Default)]
pub(super) struct Targets {
    ids: Vec<MachineId>,
    /// So many of them, from the first on, were shown; those that the filter hid come last.
    shown: usize,
    /// Counted at this revision of the fleet, because it looks at every machine.
    doubt: Option<(u64, Doubt)>,
}

impl Targets {
    /// The marked machines.
    pub(super) fn marked(parts: &Parts<'_>) -> Self {
        let mut ids: Vec<MachineId> = parts.selection.shown(parts.view.rows()).collect();
        let shown = ids.len();
        if shown < parts.selection.len() {
            let on_show: BTreeSet<MachineId> = ids.iter().copied().collect();
            ids.extend(parts.selection.iter().filter(|id| !on_show.contains(id)));
        }
        Self { ids, shown, doubt: None }
    }

    /// The whole fleet.
    pub(super) fn all(parts: &Parts<'_>) -> Self {
        let ids: Vec<MachineId> = parts.fleet.iter().map(|machine| machine.id).collect();
        Self { shown: ids.len(), ids, doubt: None }
    }

    pub(super) fn ids(&self) -> &[MachineId] {
        &self.ids
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Those that the fleet still has.
    pub(super) fn machines<'a>(&'a self, parts: &Parts<'a>) -> impl Iterator<Item = &'a Machine> + use<'a> {
        let fleet = parts.fleet;
        self.ids.iter().filter_map(move |id| fleet.get(*id))
    }

    /// What is known of them now.
    pub(super) fn known(&self, parts: &Parts<'_>) -> Known {
        (parts.fleet.revision(), parts.setup.access_revision(), self.len())
    }

    /// How many there are, for beside the title.
    pub(super) fn count_text(&self, parts: &Parts<'_>) -> String {
        parts.words.with("act-selected", &[("count", self.len().into())])
    }

    /// Draws what has to be known of them; true when some were left out.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) -> bool {
        let (theme, words) = (parts.theme, parts.words);
        let before = self.len();
        let hidden = self.len() - self.shown;
        if hidden > 0 {
            ui.horizontal_wrapped(|ui| {
                warning_ui(ui, parts, words.with("selection-hidden", &[("hidden", hidden.into())]));
                if link_button(ui, theme, words.text("targets-only-shown")).clicked() {
                    self.ids.truncate(self.shown);
                    self.doubt = None;
                }
            });
        }
        if self.doubt(parts).ui(ui, parts, true, tray) {
            let stays = |id: &MachineId| parts.fleet.get(*id).is_some_and(|one| !parts.fleet.may_be_elsewhere(one));
            self.shown = self.ids[..self.shown].iter().filter(|id| stays(id)).count();
            self.ids.retain(stays);
            self.doubt = None;
        }
        self.len() != before
    }

    fn doubt(&mut self, parts: &Parts<'_>) -> Doubt {
        let revision = parts.fleet.revision();
        match self.doubt {
            Some((of, doubt)) if of == revision => doubt,
            _ => {
                let doubt = Doubt::about(parts, self.machines(parts));
                self.doubt = Some((revision, doubt));
                doubt
            }
        }
    }
}

/// Machines that may be elsewhere by now, so that others may be where they were.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Doubt {
    count: usize,
    /// For how long the one of them was silent that was so for the longest time, in seconds.
    silent: i64,
}

impl Doubt {
    /// Looks at these machines.
    pub(super) fn about<'a>(parts: &Parts<'_>, machines: impl Iterator<Item = &'a Machine>) -> Self {
        let doubtful = machines.filter(|machine| parts.fleet.may_be_elsewhere(machine));
        doubtful.fold(Self::default(), |doubt, machine| {
            let contact = &machine.contact;
            let heard = contact.last_answer().unwrap_or_else(|| contact.first_seen());
            let silent = parts.now.as_second() - heard.as_second();
            Self { count: doubt.count + 1, silent: doubt.silent.max(silent) }
        })
    }

    /// Says so, with the way to find them; true when they are to be left out, where that `can` be.
    pub(super) fn ui(self, ui: &mut Ui, parts: &Parts<'_>, can: bool, tray: &mut Tray) -> bool {
        if self.count == 0 {
            return false;
        }
        let (theme, words) = (parts.theme, parts.words);
        let mut is_left_out = false;
        ui.horizontal_wrapped(|ui| {
            let age = spans::span(words, self.silent);
            let arguments = [("count", self.count.into()), ("age", (&age).into())];
            warning_ui(ui, parts, words.with("targets-doubtful", &arguments));
            is_left_out = can && link_button(ui, theme, words.text("targets-leave-out")).clicked();
            let situation = &parts.situation;
            ui.add_enabled_ui(situation.has_ranges && !situation.is_scanning, |ui| {
                if link_button(ui, theme, words.text("targets-scan")).clicked() {
                    tray.actions.push(Action::Scan);
                }
            });
        });
        is_left_out
    }
}

fn warning_ui(ui: &mut Ui, parts: &Parts<'_>, text: String) {
    ui.add(Label::new(RichText::new(text).color(parts.theme.color(Tone::Weak))).wrap());
}
