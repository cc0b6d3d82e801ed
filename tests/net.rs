//! The network room over real sockets on loopback: one connection, one machine, and finding them all.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "net/connection.rs"]
mod connection;
#[path = "net/miner.rs"]
mod miner;
#[path = "net/scan.rs"]
mod scan;
#[path = "net/scripted.rs"]
mod scripted;
