//! Telling one machine: tokens, passwords, and what came of it ([`Told`]).
//!
//! The engine calls this for everything that changes a machine or needs its password. The parts: `state` is what is kept
//! between two calls, `order` what is sent, `course` how, `access` whether a machine can be written to at all, and
//! `partner` the handshake of companies that have an agreement with the maker. Always true: one talker at a time; a
//! token is used for its life; and whatever may have happened is [`Told::Unknown`], never sent again.

mod access;
mod course;
mod order;
mod partner;
mod state;

pub use access::Access;
pub(in crate::net) use course::Line;
pub(in crate::net) use order::Order;
pub(super) use state::Session;

use super::{Miners, talkers::Talk};
use crate::protocol::{Command, CommandKind, Failure, command::encode, password::fits};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};
use std::{net::SocketAddr, sync::Arc, time::Instant};
use tokio_util::sync::CancellationToken;

/// What came of a write.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The machine took it. That it was done is known only when it was read back.
    Accepted {
        /// The machine's words, which may be none.
        words: Arc<str>,
        /// `Msg` as it is; the decoded reply of commands that answer with figures.
        message: Value,
        /// Which of the passwords opened it, as an index.
        password: usize,
    },
    /// The machine said no: nothing was done.
    Refused(Failure),
    /// Nothing was sent that could act: not reached, no password opens it ([`Failure::WrongPassword`]), or it was not
    /// wanted any more ([`Failure::Cancelled`]).
    NotSent(Failure),
    /// It may have been done: the reply was lost or not understood. Never to be sent again before it was read back.
    Unknown(Failure),
    /// A transfer broke off in the middle: the machine can't have used what it got.
    BrokenOff(Failure),
    /// The machine gives no more tokens; it is left alone until then, and nothing was done.
    TokensFull {
        /// When it may be asked again.
        retry_at: Instant,
    },
}

impl Told {
    /// Why it was not accepted; `None` where it was.
    pub fn failure(&self) -> Option<Failure> {
        match self {
            Self::Accepted { .. } => None,
            Self::Refused(failure) | Self::NotSent(failure) | Self::Unknown(failure) | Self::BrokenOff(failure) => {
                Some(failure.clone())
            }
            Self::TokensFull { .. } => Some(Failure::TokensFull),
        }
    }
}

impl Miners {
    /// Tells a machine to do `command`, trying `passwords` in order, at most two wrong ones a call and none that is known
    /// to be wrong. The one that opened the machine before is tried first. Commands that bring files or passwords have
    /// ways of their own: [`upload_firmware`](Self::upload_firmware), [`download_log`](Self::download_log),
    /// [`change_password`](Self::change_password). `stop` is heeded until the command's first byte; from then on the
    /// answer is awaited.
    pub async fn tell(
        &self,
        address: SocketAddr,
        command: &Command,
        passwords: &[SecretString],
        stop: &CancellationToken,
    ) -> Told {
        use CommandKind::{DownloadLogs, UpdateFirmware, UpdatePassword};
        if matches!(command.kind(), DownloadLogs | UpdateFirmware | UpdatePassword) {
            return Told::NotSent(Failure::BadReply { words: "this command has a way of its own".into() });
        }
        let Value::Object(object) = encode(command) else {
            return Told::NotSent(Failure::BadReply { words: "no object".into() });
        };
        match self.talk_to_tell(address, stop).await {
            Ok(talk) => self.give(&talk, &Order::Object(object), passwords).await,
            Err(cancelled) => Told::NotSent(cancelled),
        }
    }

    /// Asks a machine something that it tells only with a token, such as `get_customer_msg`. `command` is its name, or
    /// an object with `cmd` and parameters. Returns `Msg`.
    ///
    /// # Errors
    /// What came of it instead; as this is a read, asking again does no harm.
    pub async fn ask_in_session(
        &self,
        address: SocketAddr,
        command: Value,
        passwords: &[SecretString],
    ) -> Result<Value, Told> {
        let object: Map<String, Value> = match command {
            Value::Object(object) => object,
            name => [("cmd".to_owned(), name)].into_iter().collect(),
        };
        match self.give(&self.talk(address).await, &Order::Object(object), passwords).await {
            Told::Accepted { message, .. } => Ok(message),
            told => Err(told),
        }
    }

    /// Changes the admin password from the one among `old` that opens the machine to `new`. A password that no machine
    /// takes is [`Failure::UnfitPassword`]. What was known of the machine's password is forgotten, unless nothing was
    /// done; where the reply was lost, [`proves`](Self::proves) tells which of the two holds. `stop` is heeded as by
    /// [`tell`](Self::tell).
    pub async fn change_password(
        &self,
        address: SocketAddr,
        old: &[SecretString],
        new: &SecretString,
        stop: &CancellationToken,
    ) -> Told {
        if !fits(new.expose_secret()) {
            return Told::NotSent(Failure::UnfitPassword);
        }
        let talk = match self.talk_to_tell(address, stop).await {
            Ok(talk) => talk,
            Err(cancelled) => return Told::NotSent(cancelled),
        };
        let told = self.give(&talk, &Order::NewPassword(new), old).await;
        if matches!(told, Told::Accepted { .. } | Told::Unknown(_)) {
            talk.session(Session::forget_password);
            talk.change_habits(|habits| habits.salt = None);
        }
        told
    }

    async fn give(&self, talk: &Talk, order: &Order<'_>, passwords: &[SecretString]) -> Told {
        let (told, line) = talk.give(order, passwords, &self.0.options.write_timeouts).await;
        close(line).await;
        told
    }
}

/// Ends a connection that nothing follows on.
async fn close(line: Option<Line>) {
    if let Some(line) = line {
        line.connection.finish().await;
    }
}
