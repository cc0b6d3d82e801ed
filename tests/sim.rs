//! Simulated machines over real sockets, read with the program's own decoder: what they say, how they fail, how many
//! there can be. Foreign clients are pointed at them by `tests/foreign_clients.py`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "sim/ask.rs"]
mod ask;
#[path = "sim/faults.rs"]
mod faults;
#[path = "sim/fleet.rs"]
mod fleet;
#[path = "sim/profiles.rs"]
mod profiles;
#[path = "sim/secure.rs"]
mod secure;
#[path = "sim/v3.rs"]
mod v3;
#[path = "sim/writes.rs"]
mod writes;
