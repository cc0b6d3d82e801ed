//! What survives a restart: settings as a file of JSON, and the last fleet as a small database.
//!
//! Called from the engine's blocking threads only, one call at a time, so nothing here needs a lock. Always true: a
//! file is replaced whole or not at all, a file that can't be understood is kept aside rather than overwritten, and no
//! password ever comes here.

mod file;
mod folder;
mod inventory;
mod settings;
mod settings_file;

pub use file::{StoreError, StoreReason, replace};
pub use folder::{Folder, HOME_VARIABLE};
pub use inventory::Inventory;
pub use settings::{
    ActingSettings, Column as LayoutColumn, ExportSettings, GridSettings, Layout, Look, Monitor, NamedRange, Panels,
    PoolPreset, Renderer, RowHeight, SavedView, ScanSettings, Settings, SortBy, Theme, WindowPlace,
};
pub use settings_file::{Damage, LoadedSettings};
