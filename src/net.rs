//! Machines over TCP: which addresses, how many sockets, one talk with one machine, and the search for all of them.
//!
//! The engine calls this room, and nothing above it opens a socket to a machine. Always true here: everything that
//! comes from the network is bounded in time and in bytes; one machine is talked to by one task at a time; and all
//! sockets together stay within one [`Budget`].
//!
//! | file | subject |
//! |---|---|
//! | [`ranges`] | what a technician types or imports, as a set of addresses |
//! | [`networks`] | the networks that this computer is on |
//! | [`budget`] | how many sockets may be open |
//! | [`connection`] | one request and its reply, with deadlines |
//! | [`miner`] | reading and telling one machine, whatever its firmware |
//! | [`firmware`] | bringing firmware to a machine |
//! | [`log`] | bringing a machine's logs here |
//! | [`probe`] | whether a planned address is taken |
//! | [`mod@scan`] | finding machines |

pub mod budget;
pub mod connection;
pub mod firmware;
pub mod log;
pub mod miner;
pub mod networks;
pub mod probe;
pub mod ranges;
pub mod scan;

pub use budget::Budget;
pub use connection::{Timeouts, exchange};
pub use log::{LogFailure, LogFile, log_file_name};
pub use miner::{Access, Miners, MinersOptions, QuerySet, ReadPlan, Told};
pub use networks::{LocalNetwork, local_networks};
pub use probe::is_taken;
pub use ranges::{RangeError, RangeErrorKind, RangeSet};
pub use scan::{ScanEvent, ScanOptions, ScanOutcome, scan};

/// The port of the machines' API (API document 1).
pub const DEFAULT_PORT: u16 = 4028;
