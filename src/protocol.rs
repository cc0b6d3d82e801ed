//! How a `WhatsMiner` speaks, as pure values: envelopes, ciphers, queries, readings, error codes, models.
//!
//! No sockets, no clocks, no async. [`net`](crate::net) moves the bytes; the rest of the program only sees what this
//! room decoded. Always true here: any bytes give a value or a typed error, never a panic, and a figure that the
//! machine did not give is absent, never zero.

pub mod command;
pub mod crypt;
pub mod decode;
pub mod envelope;
pub mod error_codes;
pub mod failure;
pub mod firmware;
pub mod frame;
pub mod json;
pub mod models;
pub mod password;
pub mod query;
pub mod reading;
pub mod request;
mod table;
pub mod token;
pub mod units;
pub mod v3;
pub mod versions;

pub use command::{Command, CommandKind};
pub use decode::{Decoded, Retry, decode};
pub use failure::Failure;
pub use frame::ReplyScanner;
pub use password::PasswordCheck;
pub use query::Query;
pub use reading::Reading;
pub use request::{CommandKey, Wording};
