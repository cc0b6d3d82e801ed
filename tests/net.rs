//! The network room over real sockets on loopback: one connection, one machine, and finding them all.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "net/cancel.rs"]
mod cancel;
#[path = "net/connection.rs"]
mod connection;
#[path = "net/firmware.rs"]
mod firmware;
#[path = "net/log.rs"]
mod log;
#[path = "net/miner.rs"]
mod miner;
#[path = "net/scan.rs"]
mod scan;
#[path = "net/scripted.rs"]
mod scripted;
#[path = "net/secured.rs"]
mod secured;
#[path = "net/session.rs"]
mod session;
