//! Batches over real sockets: every outcome held against what the machine did.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

#[path = "engine_batch/batch.rs"]
mod batch;
#[path = "engine_batch/careful.rs"]
mod careful;
#[path = "engine_batch/double.rs"]
mod double;
#[path = "engine_batch/every.rs"]
mod every;
#[path = "engine_batch/files.rs"]
mod files;
#[path = "engine_batch/journal.rs"]
mod journal;
#[path = "engine_batch/locked.rs"]
mod locked;
#[path = "engine_batch/many.rs"]
mod many;
#[path = "engine_batch/outcomes.rs"]
mod outcomes;
#[path = "engine_batch/passwords.rs"]
mod passwords;
#[path = "engine_batch/probe.rs"]
mod probe;
#[path = "engine_batch/ready.rs"]
mod ready;
#[path = "engine_batch/requests.rs"]
mod requests;
#[path = "engine_batch/simulated.rs"]
mod simulated;
#[path = "support/engine.rs"]
#[expect(dead_code, reason = "only the tests of reading show a fleet what they saw")]
mod support;
