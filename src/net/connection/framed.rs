//! One exchange in API v3's manner: the length goes before the message, both ways, and the machine does not close.

use super::{Connection, Deadlines, Timeouts};
use crate::protocol::{
    Failure,
    v3::{self, Framed},
};
use std::net::SocketAddr;

/// Sends a framed `request` over a new connection and returns the first message that answers, without its length.
///
/// # Errors
/// What stood in the way, see [`Failure`]; `BadReply` for a length that no message has.
pub async fn exchange_framed(address: SocketAddr, request: &[u8], timeouts: &Timeouts) -> Result<Vec<u8>, Failure> {
    let mut connection = Connection::open(address, timeouts.connect).await?;
    let deadlines = Deadlines::from_now(timeouts);
    // The machine keeps such a connection open for minutes, so ending it is on us.
    connection.abandon();
    connection.send(request, &deadlines).await?;
    let mut received = Vec::new();
    loop {
        // A length of four bytes goes before a message of the limit.
        let count = connection.receive(&mut received, v3::FRAME_LIMIT + 4, &deadlines).await?;
        match v3::unframe(&received)? {
            Framed::Whole(message) => return Ok(received[message].to_vec()),
            Framed::Incomplete if count == 0 => return Err(Failure::Closed { received: received.len() as u32 }),
            Framed::Incomplete => {}
        }
    }
}
