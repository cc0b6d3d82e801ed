//! Opening the window, and knowing where there is none.

use super::failure::CliError;
use crate::{engine::DemoOptions, gui, store::Renderer};

/// Whether a window can be shown: on Linux and the BSDs only where a display server is named.
pub(super) fn there_is_a_display() -> bool {
    let named = |variable| std::env::var_os(variable).is_some_and(|name| !name.is_empty());
    cfg!(any(windows, target_os = "macos")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Opens the window and returns when it is closed.
pub(super) fn open(renderer: Option<Renderer>, demo: Option<DemoOptions>) -> Result<(), CliError> {
    if !there_is_a_display() {
        return Err(CliError::NoDisplay);
    }
    gui::open(renderer, demo).map_err(CliError::Window)
}
