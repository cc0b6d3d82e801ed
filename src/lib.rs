//! Rackhand looks after farms of `WhatsMiner` machines from a laptop.
//!
//! The library holds everything; the binary only starts it. Data flows one way round: a front end ([`gui`], [`cli`])
//! sends a [`engine::Request`], the engine reaches machines through [`net`], and what they said comes back as
//! [`engine::Event`]s that change the front end's own [`fleet::Fleet`].
//!
//! | room | what lives there | may use |
//! |---|---|---|
//! | [`protocol`] | how a `WhatsMiner` speaks, as pure values | nothing of ours |
//! | [`words`] | the languages: every word that a technician reads | nothing of ours |
//! | [`net`] | one machine over TCP, and finding machines | `protocol` |
//! | [`fleet`] | what is known about the machines | `protocol` |
//! | [`vault`] | passwords, in the OS keyring | nothing of ours |
//! | [`store`] | what survives a restart | `protocol`, `fleet` |
//! | [`engine`] | the worker pool between a front end and the network | `protocol`, `net`, `fleet`, `vault`, `store`, `sim` |
//! | [`sim`] | machines that are not there | `protocol` |
//! | [`gui`] | the window | `protocol`, `net`, `fleet`, `vault`, `store`, `engine`, `words` |
//! | [`cli`] | the same work without a window | `protocol`, `net`, `fleet`, `vault`, `store`, `engine`, `words`, `sim`, `gui` |

// So that tests within the crate share the helpers of those outside.
#[cfg(test)]
extern crate self as rackhand;

pub mod cli;
pub mod engine;
pub mod fleet;
pub mod gui;
pub mod net;
pub mod protocol;
pub mod sim;
pub mod store;
pub mod vault;
pub mod words;
