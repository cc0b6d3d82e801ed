//! Batches: one command, or one for each machine, sent to many, with an outcome for every one of them.
//!
//! A front end makes a [`BatchPlan`] (the preview is the plan, shown), sends it as a job, and draws the [`BatchNews`]
//! that come back. Always true: what is sent is in the journal before; nothing is repeated on doubt; every machine of
//! the plan ends with exactly one [`Outcome`]; a cancelled batch finishes what was sent and skips the rest.

mod act;
mod firmware;
mod gate;
mod known;
mod ledger;
mod logs;
mod moved;
mod news;
mod note;
mod outcome;
mod password;
mod plan;
mod poll;
mod preheat;
mod read_back;
mod ready;
mod remark;
mod runner;
mod seen;
mod work;

pub use crate::net::Access;
pub(super) use act::act;
pub(super) use firmware::Uploads;
pub use note::Note;
pub use outcome::{BatchCounts, BatchNews, MachineState, Outcome, OutcomeKind, Pause};
pub use plan::{BatchOptions, BatchPlan, BatchStep, Deed, FirmwareImage, Passwords, Work};
pub use remark::Remark;
pub use seen::{Part, Seen, Value};
