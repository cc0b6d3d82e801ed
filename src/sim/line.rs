//! How a reply travels: at once and whole, or as the faults of a bad line have it.

use super::{fault::Fault, machine::Machine};
use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};

/// The pauses of the faults that send bit by bit.
const PAUSE: Duration = Duration::from_millis(3);
/// What a reset waits for: it overtakes what still lies in the client's buffer.
const BEFORE_RESET: Duration = Duration::from_millis(30);
/// How long a machine that does not close waits for the client to do so.
const PATIENCE: Duration = Duration::from_mins(5);

/// What becomes of the connection after a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// The reply is out, and all is well.
    Sent,
    /// The client waits in vain until it closes.
    Hold,
    /// Cut without a farewell.
    Reset,
}

/// Sends `reply` the way that this machine's line carries it.
pub(crate) async fn send(
    stream: &mut TcpStream,
    machine: &Machine,
    delay: Duration,
    reply: &[u8],
) -> io::Result<After> {
    let has = |fault| machine.has(fault);
    if has(Fault::Delay) {
        sleep(delay).await;
    }
    if has(Fault::Silence) {
        return Ok(After::Hold);
    }
    if has(Fault::ResetBefore) {
        return Ok(After::Reset);
    }
    if has(Fault::ResetMiddle) {
        stream.write_all(&reply[..reply.len() / 2]).await?;
        sleep(BEFORE_RESET).await;
        return Ok(After::Reset);
    }
    if has(Fault::Trickle) {
        return trickle(stream).await;
    }
    if has(Fault::Split) {
        stream.set_nodelay(true)?;
        for piece in reply.chunks(reply.len() / 12 + 1) {
            stream.write_all(piece).await?;
            sleep(PAUSE).await;
        }
    } else if has(Fault::Coalesced) {
        const OTHERS: &[u8] = b"{\"STATUS\":\"S\",\"Msg\":\"another reply\"}\x1f\x8b\x08\0";
        stream.write_all(&[reply, OTHERS].concat()).await?;
    } else {
        stream.write_all(reply).await?;
    }
    if has(Fault::KeepsOpen) {
        return Ok(After::Hold);
    }
    if has(Fault::ResetAfter) {
        sleep(BEFORE_RESET).await;
        return Ok(After::Reset);
    }
    Ok(After::Sent)
}

/// Begins an object and never gets to its end.
async fn trickle(stream: &mut TcpStream) -> io::Result<After> {
    stream.set_nodelay(true)?;
    stream.write_all(b"{\"STATUS\":\"").await?;
    loop {
        stream.write_all(b"S").await?;
        sleep(PAUSE * 10).await;
    }
}

/// Ends the connection, as far as that is the machine's to do.
pub(crate) async fn end(stream: &mut TcpStream, after: After) -> io::Result<()> {
    match after {
        After::Sent => stream.shutdown().await,
        After::Reset => stream.set_zero_linger(),
        After::Hold => {
            let mut rest = [0; 256];
            let until_closed = async {
                while stream.read(&mut rest).await? > 0 {}
                Ok(())
            };
            timeout(PATIENCE, until_closed).await.unwrap_or(Ok(()))
        }
    }
}
