//! Batches over real sockets: every outcome held against what the machine did.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

#[path = "engine_batch/batch.rs"]
mod batch;
#[path = "engine_batch/double.rs"]
mod double;
#[path = "engine_batch/outcomes.rs"]
mod outcomes;
#[path = "support/engine.rs"]
#[expect(dead_code, reason = "only the tests of reading show a fleet what they saw")]
mod support;
