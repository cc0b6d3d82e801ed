//! A connection that goes on after its first reply: writes whose reply is followed by bytes, or that bytes follow.
//!
//! The session of one machine calls this. Always true: each step has a deadline, a reply is bounded as in
//! [`exchange`](super::exchange), and the sending side stays open until the connection ends.

use super::{Close, Connection, Deadline, Deadlines, REPLY_LIMIT, Timeouts, errors};
use crate::protocol::{Failure, ReplyScanner, failure::Phase};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    time::timeout_at,
};

/// What a machine said.
#[derive(Debug)]
pub(in crate::net) struct Said {
    /// The first object, or what came of it before the machine closed.
    pub(in crate::net) object: Vec<u8>,
    /// Bytes that came with its end already.
    pub(in crate::net) rest: Vec<u8>,
}

impl Connection {
    /// Sends a request and reads one object. The connection stands afterwards.
    pub(in crate::net) async fn ask(&mut self, request: &[u8], timeouts: &Timeouts) -> Result<Said, Failure> {
        let deadlines = Deadlines::from_now(timeouts);
        self.send(request, &deadlines).await?;
        self.listen(&deadlines).await
    }

    /// Reads one object that comes without being asked for.
    pub(in crate::net) async fn hear(&mut self, deadline: Deadline) -> Result<Said, Failure> {
        self.listen(&Deadlines::all_at(deadline)).await
    }

    async fn listen(&mut self, deadlines: &Deadlines) -> Result<Said, Failure> {
        let mut object = Vec::new();
        let mut scanner = ReplyScanner::new();
        loop {
            let seen = object.len();
            match self.receive(&mut object, REPLY_LIMIT, deadlines).await? {
                0 if object.is_empty() => return Err(Failure::Closed { received: 0 }),
                0 => return Ok(Said { object, rest: Vec::new() }),
                _ => {}
            }
            if let Some(end) = scanner.push(&object[seen..]) {
                let rest = object.split_off(end.min(object.len()));
                return Ok(Said { object, rest });
            }
        }
    }

    /// Sends bytes until `deadline`.
    pub(in crate::net) async fn put(&mut self, bytes: &[u8], deadline: Deadline) -> Result<(), Failure> {
        match timeout_at(deadline, self.stream.write_all(bytes)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(errors::talking(&error, 0)),
            Err(_) => Err(Failure::TimedOut { phase: Phase::FirstByte }),
        }
    }

    /// Reads some more bytes behind those in `buffer`, at most `most`; 0 where the machine closed.
    pub(in crate::net) async fn get(
        &mut self,
        buffer: &mut Vec<u8>,
        most: usize,
        deadline: Deadline,
    ) -> Result<usize, Failure> {
        buffer.reserve(most);
        match timeout_at(deadline, (&mut self.stream).take(most as u64).read_buf(buffer)).await {
            Ok(Ok(count)) => Ok(count),
            Ok(Err(error)) => Err(errors::talking(&error, buffer.len())),
            Err(_) => Err(Failure::TimedOut { phase: Phase::Reply }),
        }
    }

    /// Lets the machine close, which it does at once after its last word, or resets the connection.
    pub(in crate::net) async fn finish(mut self) {
        if !matches!(self.wait_for_close(&mut Vec::new()).await, Close::Theirs) {
            self.abandon();
        }
    }
}
