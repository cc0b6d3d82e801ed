//! What survives a restart: settings as a file of JSON, the last fleet as a small database, and the journal of what was
//! done to machines as another.
//!
//! Called from the engine's blocking threads only, one call at a time, so nothing here needs a lock; the journal has a
//! thread of its own, [`JournalWriter`], which tasks can wait for. Always true: a file is replaced whole or not at all,
//! a file that can't be understood is kept aside rather than overwritten, and no password ever comes here.

mod crashes;
mod database;
mod file;
mod folder;
mod inventory;
mod journal;
mod lock;
mod patience;
mod settings;
mod settings_file;

pub use crashes::{keep_crash, newest_crash};
pub use file::{StoreError, StoreReason, clear_leftovers, replace};
pub use folder::{Folder, HOME_VARIABLE};
pub use inventory::Inventory;
pub use journal::{
    BatchNumber, BatchRecord, BatchSummary, Counts, EntryState, Journal, JournalEntry, JournalFilter, JournalMachine,
    JournalWriter, Note, Retention,
};
pub use lock::{Lock, LockError};
pub use patience::patiently;
pub use settings::{
    ActingSettings, Column as LayoutColumn, CommandPreset, ExportSettings, GridSettings, Layout, Look, Monitor,
    NamedRange, Panels, PoolPreset, Renderer, RowHeight, SavedView, ScanSettings, Settings, SortBy, Theme, WindowPlace,
};
pub use settings_file::{Damage, LoadedSettings, Newer};
