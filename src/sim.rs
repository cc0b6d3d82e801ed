//! Machines that are not there: a fleet on loopback for the demo, the tests and the benchmarks.
//!
//! `rackhand demo` and `rackhand simulate` start it, tests point clients at it. A [`Simulation`] serves every machine
//! at an address of its own in 127.0.0.0/8, over real sockets, well enough for foreign clients. What is always true:
//! only loopback is bound; the same [`SimOptions`] make the same fleet; nothing runs for a machine that nobody asks;
//! no reply is made with the code that reads replies, so that the two can check each other.

mod fault;
mod files;
mod firmware;
mod fleet;
mod help;
mod line;
mod machine;
mod mix;
mod noise;
mod obey;
mod partner;
mod places;
mod plan;
mod profile;
mod record;
mod reply;
mod secure;
mod serve;
mod spoil;
mod truth;
mod v3;
mod will;
mod wire;
mod yard;

pub use fault::{Fault, FaultGroup, FaultSet};
pub use firmware::{combined_firmware, firmware_for_all, firmware_package};
pub use fleet::{SimOptions, Simulation, USUAL_PASSWORD};
pub use help::names_help;
pub use mix::{Mix, ReadyMix};
pub use plan::{FaultPlan, PlanError, Share};
pub use profile::{PROFILES, Profile};
pub use record::{Talks, WriteRecord};
pub use truth::{BoardTruth, Truth};
