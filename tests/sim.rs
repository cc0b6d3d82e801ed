//! Simulated machines over real sockets, read with the program's own decoder: what they say, how they fail, how many
//! there can be. Foreign clients are pointed at them by `tests/foreign_clients.py`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "sim/ask.rs"]
mod ask;
#[path = "sim/faults.rs"]
mod faults;
#[path = "sim/firmware.rs"]
mod firmware;
#[path = "sim/fleet.rs"]
mod fleet;
#[path = "sim/logs.rs"]
mod logs;
#[path = "sim/network.rs"]
mod network;
#[path = "sim/profiles.rs"]
mod profiles;
#[path = "sim/secure.rs"]
mod secure;
#[path = "sim/tell.rs"]
mod tell;
#[path = "sim/v3.rs"]
mod v3;
#[path = "sim/writes.rs"]
mod writes;
