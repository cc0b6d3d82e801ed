//! The window: draws the fleet, sends requests to the engine, never waits.
//!
//! [`App`](app::App) owns the fleet and everything that the window knows. Its panels are functions that draw and hand
//! back [`Action`](action::Action)s; only the app performs those. Colours are in `theme`, words in the locale files.

mod acting;
mod action;
pub mod app;
mod detail;
mod dialogs;
mod fault;
pub mod files;
mod fonts;
mod grid;
mod message;
mod notice;
mod palette;
mod ranges;
mod reading_order;
mod run;
mod setup;
mod sidebar;
mod spans;
mod start;
mod statusbar;
pub mod summons;
mod theme;
mod topbar;
mod widgets;
mod work;

pub(crate) use acting::remark;
pub use message::{NOTICE, message};
pub use notice::notice;
pub use run::{WindowError, open};
