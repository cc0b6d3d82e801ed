//! Acting on machines, as the window sees it: what the marked machines can take, the batches that run or ran, and the
//! lights that are to be given back.
//!
//! The forms make an [`Order`], the app sends it to the engine, and the engine's news come back into [`Batches`], which
//! the jobs panel and the results draw. Always true: a batch that the technician has not closed is still there, with an
//! outcome for every machine of it.

mod aftercare;
pub(crate) mod bar;
mod batches;
mod lights;
pub(crate) mod panel;
mod remarks;
mod takers;
pub(crate) mod wording;

pub(crate) use aftercare::Aftercare;
pub(crate) use batches::{Batch, Batches, PreparedBatch};
pub(crate) use lights::{Blinking, Lights};
pub(crate) use remarks::{failed, remark};
pub(crate) use takers::Takers;

use crate::engine::PasswordSetRow;
use std::sync::Arc;

/// A batch that a technician confirmed. Two orders are the same only where they are one and the same.
#[derive(Clone, Debug)]
pub(crate) struct Order(pub(crate) Arc<PreparedBatch>);

impl PartialEq for Order {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What the window knows of acting.
#[derive(Debug, Default)]
pub(crate) struct Acting {
    /// What the marked machines can take.
    pub(crate) takers: Takers,
    /// The batches.
    pub(crate) batches: Batches,
    /// Lights that blink for a time.
    pub(crate) lights: Lights,
    /// Machines that restarted and are not back at their rate yet.
    pub(crate) aftercare: Aftercare,
    /// The password sets by name.
    pub(crate) sets: Vec<PasswordSetRow>,
    /// The technician wants to leave whatever still runs.
    pub(crate) may_leave: bool,
}

impl Acting {
    /// True while leaving would drop something that is under way.
    pub(crate) fn is_under_way(&self) -> bool {
        self.batches.running().next().is_some() || !self.lights.is_empty()
    }
}
