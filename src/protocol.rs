//! How a `WhatsMiner` speaks, as pure values: envelopes, ciphers, queries, readings, error codes, models.
//!
//! No sockets, no clocks, no async. [`net`](crate::net) moves the bytes; the rest of the program only sees what this
//! room decoded. Always true here: any bytes give a value or a typed error, never a panic, and a figure that the
//! machine did not give is absent, never zero.

pub mod failure;
pub mod reading;
pub mod units;

pub use failure::Failure;
pub use reading::Reading;
