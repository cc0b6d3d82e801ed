//! The one who writes: everything that touches our own files, strictly one after the other.

use super::{Event, Trouble, TroubleKind, outbox::Outbox};
use crate::{
    fleet::SavedMachine,
    store::{Folder, Inventory, Settings, StoreError, clear_leftovers},
};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;

/// Work on our own files.
#[derive(Debug)]
pub(super) enum Chore {
    /// Read everything back.
    Restore,
    /// Replace the settings.
    SaveSettings(Box<Settings>),
    /// Replace the fleet.
    SaveFleet(Vec<SavedMachine>),
}

/// Does the chores in their order on a thread that may wait, until there are no more. Without a folder there is
/// nothing to read back, and nothing is kept.
pub(super) async fn keep(folder: Option<Folder>, mut chores: UnboundedReceiver<Chore>, outbox: Arc<Outbox>) {
    // The database stays open from one chore to the next.
    let mut inventory = Database::default();
    while let Some(chore) = chores.recv().await {
        let mut keeper =
            Keeper { folder: folder.clone(), inventory: std::mem::take(&mut inventory), outbox: outbox.clone() };
        let done = tokio::task::spawn_blocking(move || {
            keeper.perform(chore);
            keeper.inventory
        });
        match done.await {
            Ok(kept) => inventory = kept,
            Err(panicked) => outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked)),
        }
    }
}

/// The database of the last fleet, from one chore to the next.
#[derive(Debug, Default)]
struct Database {
    open: Option<Inventory>,
    /// It is a later version's. That was said once; no fleet is kept.
    is_left_alone: bool,
}

/// What a chore needs.
struct Keeper {
    folder: Option<Folder>,
    inventory: Database,
    outbox: Arc<Outbox>,
}

impl Keeper {
    fn perform(&mut self, chore: Chore) {
        let Some(folder) = self.folder.clone() else {
            if matches!(chore, Chore::Restore) {
                self.outbox.send(Event::Restored { settings: Box::default(), machines: Vec::new() });
            }
            return;
        };
        match chore {
            Chore::Restore => {
                clear_leftovers(folder.path());
                clear_leftovers(&folder.crashes());
                let settings = Box::new(self.settings(&folder));
                let machines = self.machines(&folder);
                self.outbox.send(Event::Restored { settings, machines });
            }
            Chore::SaveSettings(settings) => {
                settings
                    .save(&folder.settings())
                    .unwrap_or_else(|error| self.trouble(TroubleKind::SettingsUnsaved, &error));
            }
            Chore::SaveFleet(_) if self.inventory.is_left_alone => {}
            Chore::SaveFleet(machines) => {
                let saved = self.inventory(&folder).and_then(|inventory| inventory.save(&machines));
                let rows = saved.unwrap_or_else(|error| self.trouble(TroubleKind::FleetUnsaved, &error));
                tracing::debug!("{rows} rows of the fleet were written");
            }
        }
    }

    /// The settings of the folder, or as much of them as can be read.
    fn settings(&self, folder: &Folder) -> Settings {
        match Settings::load(&folder.settings()) {
            Ok(loaded) => {
                if let Some(damage) = loaded.damage {
                    let path = damage.kept.unwrap_or_else(|| folder.settings());
                    self.outbox.trouble(Trouble::at(TroubleKind::SettingsBroken, damage.words, path));
                }
                if let Some(newer) = loaded.newer {
                    let path = newer.kept.unwrap_or_else(|| folder.settings());
                    let words = format!("version {}", newer.version);
                    self.outbox.trouble(Trouble::at(TroubleKind::SettingsNewer, words, path));
                }
                loaded.settings
            }
            Err(error) => self.trouble(TroubleKind::SettingsUnread, &error),
        }
    }

    /// The last fleet. A damaged database is moved aside, so that the next fleet can be kept.
    fn machines(&mut self, folder: &Folder) -> Vec<SavedMachine> {
        let error = match self.inventory(folder).and_then(Inventory::load) {
            Ok(machines) => return machines,
            Err(error) => error,
        };
        let path = folder.inventory();
        if error.is_damage() {
            self.inventory.open = None;
            match Inventory::set_aside(&path) {
                Ok(aside) => self.outbox.trouble(Trouble::at(TroubleKind::FleetBroken, error.reason, aside)),
                Err(stuck) => self.trouble(TroubleKind::FleetUnread, &stuck),
            }
            return Vec::new();
        }
        self.trouble(TroubleKind::FleetUnread, &error)
    }

    /// The database, opened when it is first needed.
    fn inventory(&mut self, folder: &Folder) -> Result<&mut Inventory, StoreError> {
        let open = match self.inventory.open.take() {
            Some(open) => open,
            None => Inventory::open(&folder.inventory())
                .inspect_err(|error| self.inventory.is_left_alone = error.is_too_new())?,
        };
        Ok(self.inventory.open.insert(open))
    }

    /// Reports an error, and goes on with nothing.
    fn trouble<T: Default>(&self, kind: TroubleKind, error: &StoreError) -> T {
        self.outbox.trouble(Trouble::of_store(kind, error));
        T::default()
    }
}
