//! Room: gui.
