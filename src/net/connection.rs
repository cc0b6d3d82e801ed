//! One TCP connection to one machine: a request, its reply, and the end of patience.
//!
//! Machines answer with one object and close (API document 1); [`exchange`] is that, [`Connection`] its steps for
//! callers that must know how long connecting took. Always true: connecting, the first byte and the whole reply have
//! a deadline each, so a machine that sends a byte a second is cut off too; no more than [`REPLY_LIMIT`] bytes are
//! kept; and what the operating system says becomes one [`Failure`].

mod dialogue;
mod errors;
mod framed;

pub use framed::exchange_framed;

use crate::protocol::{Failure, ReplyScanner, failure::Phase, json};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{Instant as Deadline, timeout, timeout_at},
};

/// The longest reply that is kept, in bytes: the longest known ones have 30 kB.
pub const REPLY_LIMIT: usize = json::SIZE_LIMIT;

/// How long a whole reply waits for the machine to close. Closing first would leave the port of this computer in use
/// for a minute or more (`TIME_WAIT`).
const CLOSE_PATIENCE: Duration = Duration::from_millis(50);

/// How much is read at once: an ordinary reply to three joined commands, whole.
const CHUNK: usize = 8 * 1024;

/// How long to wait for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For the TCP connection.
    pub connect: Duration,
    /// For the first byte of the reply, from when the connection stands.
    pub first_byte: Duration,
    /// For the whole reply, from when the connection stands.
    pub reply: Duration,
}

impl Default for Timeouts {
    /// For reading on a local network: what clients in the field use, and the machines' own 10 s for a whole reply.
    fn default() -> Self {
        Self {
            connect: Duration::from_millis(1500),
            first_byte: Duration::from_secs(4),
            reply: Duration::from_secs(10),
        }
    }
}

/// Sends `request` over a new connection and returns the reply's bytes, as they came.
///
/// A reply that the machine cut off by closing is returned as far as it came: the decoder saves what it can. The
/// caller holds a [`Permit`](super::budget::Permit).
///
/// # Errors
/// What stood in the way, see [`Failure`]; never `BadReply`, because nothing is decoded here.
pub async fn exchange(address: SocketAddr, request: &[u8], timeouts: &Timeouts) -> Result<Vec<u8>, Failure> {
    Connection::open(address, timeouts.connect).await?.exchange(request, timeouts).await
}

/// A connection that stands.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    connect_time: Duration,
}

impl Connection {
    /// Connects within `patience`.
    pub async fn open(address: SocketAddr, patience: Duration) -> Result<Self, Failure> {
        let start = Instant::now();
        match timeout(patience, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => Ok(Self { stream, connect_time: start.elapsed() }),
            Ok(Err(error)) => Err(errors::connecting(&error)),
            Err(_) => Err(Failure::TimedOut { phase: Phase::Connect }),
        }
    }

    /// How long connecting took: one way there and back.
    pub fn connect_time(&self) -> Duration {
        self.connect_time
    }

    /// Sends a request and reads the reply; the connection is used up.
    pub async fn exchange(mut self, request: &[u8], timeouts: &Timeouts) -> Result<Vec<u8>, Failure> {
        let deadlines = Deadlines::from_now(timeouts);
        let mut reply = Vec::new();
        let result = self.exchange_until(request, &deadlines, &mut reply).await;
        if !matches!(result, Ok(Close::Theirs)) {
            // Reset instead of closing: whoever closes first keeps the port for a minute or more.
            self.abandon();
        }
        result.map(|_| reply)
    }

    async fn exchange_until(
        &mut self,
        request: &[u8],
        deadlines: &Deadlines,
        reply: &mut Vec<u8>,
    ) -> Result<Close, Failure> {
        self.send(request, deadlines).await?;
        let mut scanner = ReplyScanner::new();
        loop {
            let seen = reply.len();
            match self.receive(reply, REPLY_LIMIT, deadlines).await? {
                0 if reply.is_empty() => return Err(Failure::Closed { received: 0 }),
                0 => return Ok(Close::Theirs),
                _ => {}
            }
            if scanner.push(&reply[seen..]).is_some() {
                return Ok(self.wait_for_close(reply).await);
            }
        }
    }

    async fn send(&mut self, request: &[u8], deadlines: &Deadlines) -> Result<(), Failure> {
        match timeout_at(deadlines.first_byte, self.stream.write_all(request)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(errors::talking(&error, 0)),
            Err(_) => Err(Failure::TimedOut { phase: Phase::FirstByte }),
        }
    }

    /// Reads some more bytes; 0 where the machine closed.
    async fn receive(&mut self, reply: &mut Vec<u8>, limit: usize, deadlines: &Deadlines) -> Result<usize, Failure> {
        let (deadline, phase) = deadlines.of(reply);
        let room = (limit - reply.len()).min(CHUNK);
        if room == 0 {
            return Err(Failure::TooLong { limit: limit as u32 });
        }
        reply.reserve(room);
        let received = reply.len();
        match timeout_at(deadline, (&mut self.stream).take(room as u64).read_buf(reply)).await {
            Ok(Ok(count)) => Ok(count),
            Ok(Err(error)) => Err(errors::talking(&error, received)),
            Err(_) => Err(Failure::TimedOut { phase }),
        }
    }

    /// After a whole reply: padding and the close, where they come soon.
    async fn wait_for_close(&mut self, reply: &mut Vec<u8>) -> Close {
        let deadlines = Deadlines::all_at(Deadline::now() + CLOSE_PATIENCE);
        loop {
            match self.receive(reply, REPLY_LIMIT, &deadlines).await {
                Ok(0) => return Close::Theirs,
                Ok(_) => {}
                // The reply is whole: whatever goes wrong now is no matter.
                Err(_) => return Close::Ours,
            }
        }
    }

    /// Makes dropping the connection leave nothing behind.
    pub(super) fn abandon(&self) {
        if let Err(error) = self.stream.set_zero_linger() {
            tracing::trace!("zero linger: {error}");
        }
    }
}

/// Who ended a connection.
#[derive(Clone, Copy, Debug)]
enum Close {
    Theirs,
    Ours,
}

/// When patience ends.
#[derive(Clone, Copy, Debug)]
struct Deadlines {
    first_byte: Deadline,
    reply: Deadline,
}

impl Deadlines {
    fn from_now(timeouts: &Timeouts) -> Self {
        let now = Deadline::now();
        Self { first_byte: now + timeouts.first_byte.min(timeouts.reply), reply: now + timeouts.reply }
    }

    fn all_at(deadline: Deadline) -> Self {
        Self { first_byte: deadline, reply: deadline }
    }

    /// The one that counts after these bytes.
    fn of(&self, received: &[u8]) -> (Deadline, Phase) {
        if received.is_empty() { (self.first_byte, Phase::FirstByte) } else { (self.reply, Phase::Reply) }
    }
}
