//! Why a machine could not be read or told: typed by what the technician can do about it, in the machine's own words.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a connection was waiting for when its time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The TCP connection.
    Connect,
    /// The first byte of the reply.
    FirstByte,
    /// The rest of the reply.
    Reply,
}

/// Why there is no reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Failure {
    /// Nothing came in time: power, cable, address, or a firewall.
    #[error("no answer in time ({})", match phase { Phase::Connect => "connecting", Phase::FirstByte => "waiting for the reply", Phase::Reply => "reading the reply" })]
    TimedOut {
        /// What it waited for.
        phase: Phase,
    },
    /// The host is there and nothing listens on the port: no `WhatsMiner`, or its API service is down.
    #[error("the connection was refused: no miner API on this port")]
    Refused,
    /// The network says that the host can't be reached.
    #[error("the network can't reach this address: {words}")]
    Unreachable {
        /// The operating system's words.
        words: Arc<str>,
    },
    /// The machine closed the connection without a whole reply.
    #[error("the machine closed the connection {}", if *received == 0 { "without a reply" } else { "in the middle of its reply" })]
    Closed {
        /// Bytes that had come.
        received: u32,
    },
    /// The reply went on beyond the cap.
    #[error("the reply was longer than {limit} bytes")]
    TooLong {
        /// The cap in bytes.
        limit: u32,
    },
    /// The mining program does not answer behind the API (`Socket connect failed`): stopped, restarting, or booting.
    #[error("btminer is not running: {words}")]
    BtminerDown {
        /// The machine's words.
        words: Arc<str>,
    },
    /// The machine answered with an error.
    #[error("the machine answered {code}: {words}")]
    Answered {
        /// `Code`.
        code: i32,
        /// `Msg`.
        words: Arc<str>,
    },
    /// The reply could not be understood.
    #[error("the reply could not be understood: {words}")]
    BadReply {
        /// What was wrong with it, and where.
        words: Arc<str>,
    },
    /// Something answered that is no `WhatsMiner`.
    #[error("this is not a WhatsMiner: {words}")]
    OtherDevice {
        /// What it said it was.
        words: Arc<str>,
    },
    /// The password does not open this machine (Code 23 to an encrypted command).
    #[error("wrong password")]
    WrongPassword,
    /// Its API switch is off: it takes no writes (Code 45 "can't access write cmd").
    #[error("the API switch is off: {words}")]
    SwitchOff {
        /// The machine's words.
        words: Arc<str>,
    },
    /// It gives no more tokens for some minutes (Code 136), and asking again would begin them anew.
    #[error("the machine gives no more tokens for now")]
    TokensFull,
    /// A new password that no machine takes: nothing was sent.
    #[error("a new password has 1 to 8 letters, digits or underscores")]
    UnfitPassword,
    /// It was cancelled before it began: nothing was sent.
    #[error("cancelled before it began")]
    Cancelled,
    /// This laptop ran out of sockets or ports.
    #[error("this computer has no free socket: {words}")]
    OutOfSockets {
        /// The operating system's words.
        words: Arc<str>,
    },
}
