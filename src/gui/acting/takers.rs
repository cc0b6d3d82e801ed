//! Which commands any of the marked machines can take: what the action bar is greyed by.

use crate::{
    fleet::{Fleet, Selection},
    protocol::{
        CommandKind,
        command::{Cannot, Capabilities, Group},
    },
};
use std::collections::BTreeMap;

/// For each command whether some marked machine takes it; counted when the selection or the rows change, because it may
/// look at every marked machine.
#[derive(Debug, Default)]
pub(crate) struct Takers {
    of: Option<(u64, u64)>,
    /// Why none takes it: the reason of most. Absent where some machine takes it.
    refusals: BTreeMap<CommandKind, Cannot>,
}

impl Takers {
    /// Counts anew where the selection or the rows are others than at the last time.
    pub(crate) fn update(&mut self, fleet: &Fleet, selection: &Selection, rows_revision: u64) {
        let of = (selection.revision(), rows_revision);
        if self.of == Some(of) {
            return;
        }
        self.of = Some(of);
        self.refusals.clear();
        let mut open: BTreeMap<CommandKind, BTreeMap<Cannot, usize>> =
            CommandKind::ALL.iter().map(|kind| (*kind, BTreeMap::new())).collect();
        for machine in selection.iter().filter_map(|id| fleet.get(id)) {
            let capabilities = Capabilities::of(&machine.reading);
            open.retain(|kind, reasons| match capabilities.takes(*kind) {
                Ok(()) => false,
                Err(reason) => {
                    *reasons.entry(reason).or_default() += 1;
                    true
                }
            });
            if open.is_empty() {
                return;
            }
        }
        for (kind, reasons) in open {
            if let Some((reason, _)) = reasons.into_iter().max_by_key(|(_, machines)| *machines) {
                self.refusals.insert(kind, reason);
            }
        }
    }

    /// Why no marked machine takes this command.
    pub(crate) fn refusal(&self, kind: CommandKind) -> Option<Cannot> {
        self.refusals.get(&kind).copied()
    }

    /// Why no marked machine takes any command of this group.
    pub(crate) fn refusal_of(&self, group: Group) -> Option<Cannot> {
        let mut kinds = CommandKind::ALL.iter().filter(|kind| kind.spec().group == group);
        let first = kinds.clone().find_map(|kind| self.refusal(*kind));
        if kinds.all(|kind| self.refusal(*kind).is_some()) { first } else { None }
    }
}
