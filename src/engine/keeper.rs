//! The one who writes: everything that touches our own files, strictly one after the other.
//!
//! Always true: a file that is there and could not be read back is not replaced by what this run knows without it.

use super::{Event, Trouble, TroubleKind, outbox::Outbox};
use crate::{
    fleet::SavedMachine,
    store::{Folder, Inventory, Settings, StoreError, clear_leftovers, patiently},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::mpsc::UnboundedReceiver;

/// How long a file may be in somebody's hands, a virus scanner's or a backup's, before it counts as not to be read.
const PATIENCE: Duration = Duration::from_secs(1);
/// The pause between two tries.
const AGAIN: Duration = Duration::from_millis(50);

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
    let mut files = Files::default();
    while let Some(chore) = chores.recv().await {
        let mut keeper = Keeper { folder: folder.clone(), files: std::mem::take(&mut files), outbox: outbox.clone() };
        let done = tokio::task::spawn_blocking(move || {
            keeper.perform(chore);
            keeper.files
        });
        match done.await {
            Ok(kept) => files = kept,
            Err(panicked) => outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked)),
        }
    }
}

/// What is known of the files from one chore to the next.
#[derive(Debug, Default)]
struct Files {
    /// The database of the last fleet.
    inventory: Option<Inventory>,
    /// It could not be read, or is a later version's. That was said once; no fleet is kept.
    is_fleet_left_alone: bool,
    /// The settings could not be read. That was said once; none are kept.
    are_settings_left_alone: bool,
}

/// What a chore needs.
struct Keeper {
    folder: Option<Folder>,
    files: Files,
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
            Chore::SaveSettings(_) if self.files.are_settings_left_alone => {}
            Chore::SaveSettings(settings) => {
                settings
                    .save(&folder.settings())
                    .unwrap_or_else(|error| self.trouble(TroubleKind::SettingsUnsaved, &error));
            }
            Chore::SaveFleet(_) if self.files.is_fleet_left_alone => {}
            Chore::SaveFleet(machines) => {
                let saved = self.inventory(&folder).and_then(|inventory| inventory.save(&machines));
                let rows = saved.unwrap_or_else(|error| self.trouble(TroubleKind::FleetUnsaved, &error));
                tracing::debug!("{rows} rows of the fleet were written");
            }
        }
    }

    /// The settings of the folder, or as much of them as can be read.
    fn settings(&mut self, folder: &Folder) -> Settings {
        let loaded = patiently(PATIENCE, AGAIN, StoreError::may_pass, || Settings::load(&folder.settings()));
        self.files.are_settings_left_alone = loaded.is_err();
        match loaded {
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
        let loaded =
            patiently(PATIENCE, AGAIN, StoreError::may_pass, || self.inventory(folder).and_then(Inventory::load));
        self.files.is_fleet_left_alone = loaded.as_ref().is_err_and(|error| !error.is_damage());
        let error = match loaded {
            Ok(machines) => return machines,
            Err(error) => error,
        };
        let path = folder.inventory();
        if error.is_damage() {
            self.files.inventory = None;
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
        let open = match self.files.inventory.take() {
            Some(open) => open,
            None => Inventory::open(&folder.inventory())
                .inspect_err(|error| self.files.is_fleet_left_alone |= error.is_too_new())?,
        };
        Ok(self.files.inventory.insert(open))
    }

    /// Reports an error, and goes on with nothing.
    fn trouble<T: Default>(&self, kind: TroubleKind, error: &StoreError) -> T {
        self.outbox.trouble(Trouble::of_store(kind, error));
        T::default()
    }
}
