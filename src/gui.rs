//! The window: draws the fleet, sends requests to the engine, never waits.
//!
//! [`App`](app::App) owns the fleet and everything that the window knows. Its panels are functions that draw and hand
//! back [`Action`](action::Action)s; only the app performs those. Colours are in `theme`, words in the locale files.

mod action;
mod detail;
mod files;
mod fonts;
mod grid;
mod spans;
mod theme;
mod widgets;
