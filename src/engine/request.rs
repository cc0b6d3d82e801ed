//! What a front end can ask of the engine: one variant an intention, with all that it needs.

use super::JobId;
use crate::store::Settings;

/// One thing to do.
#[derive(Debug)]
pub enum Request {
    /// Stop a job at once. What was observed stays.
    Cancel(JobId),
    /// Read back what was kept: answered by [`Event::Restored`](super::Event::Restored).
    Restore,
    /// Keep the settings. Saves are written in the order in which they were asked for.
    SaveSettings(Box<Settings>),
}
