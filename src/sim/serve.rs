//! The listeners, one or two for each machine, and the talk on their connections.
//!
//! An idle machine costs its listeners and a small task each that waits in `accept`; a connection costs a task of its
//! own while it lasts. All of a machine's tasks end with the token that they are given.

use super::{
    line::{self, After},
    machine::{Machine, Moment},
    record::Record,
    reply::Scene,
    secure::Vault,
    v3, wire,
};
use std::{
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::AsyncReadExt as _,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};
use tokio_util::sync::CancellationToken;

/// On port 4028 machines drop a connection on which nothing arrives for ten seconds (API document 1).
const IDLE_V2: Duration = Duration::from_secs(10);
/// On port 4433 they drop it after five minutes.
const IDLE_V3: Duration = Duration::from_mins(5);
/// No readable command is longer than this, in bytes.
const REQUEST_LIMIT: usize = 16 << 10;
/// Connections that wait to be taken.
const QUEUE: i32 = 128;

/// A machine with everything that its connections share.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) machine: Machine,
    pub(crate) vault: Vault,
    pub(crate) record: Record,
    pub(crate) started: Instant,
    /// How late the machine answers where it does so late.
    pub(crate) delay: Duration,
}

impl Host {
    /// Now, by the simulation's clock.
    pub(crate) fn moment(&self) -> Moment {
        Moment::now(self.started.elapsed())
    }
}

/// Which of a machine's two APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Api {
    /// One request and one reply a connection.
    V2,
    /// Framed messages, many a connection.
    V3,
}

/// Opens a listener on a loopback address; any other is refused.
pub(crate) fn listen(address: SocketAddrV4) -> io::Result<TcpListener> {
    if !address.ip().is_loopback() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not a loopback address", address.ip())));
    }
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, Some(socket2::Protocol::TCP))?;
    // On Windows this option would let two programs share the port.
    if cfg!(unix) {
        socket.set_reuse_address(true)?;
    }
    socket.bind(&SocketAddr::V4(address).into())?;
    socket.listen(QUEUE)?;
    socket.set_nonblocking(true)?;
    TcpListener::from_std(socket.into())
}

/// Serves `api` for `host` until `stop`.
pub(crate) fn serve(listener: TcpListener, api: Api, host: Arc<Host>, stop: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        while let Some(accepted) = stop.run_until_cancelled(listener.accept()).await {
            match accepted {
                Ok((stream, _peer)) => {
                    tokio::spawn(stop.clone().run_until_cancelled_owned(connection(stream, api, Arc::clone(&host))));
                }
                // Out of descriptors, or the peer went away: wait a little rather than spin.
                Err(_trouble) => sleep(Duration::from_millis(50)).await,
            }
        }
    })
}

async fn connection(mut stream: TcpStream, api: Api, host: Arc<Host>) {
    let _counted = host.record.connection();
    let talk = async {
        let SocketAddr::V4(address) = stream.local_addr()? else { return Ok(()) };
        match api {
            Api::V2 => talk_v2(&mut stream, &host, *address.ip()).await,
            Api::V3 => talk_v3(&mut stream, &host, *address.ip()).await,
        }
    };
    // A client may go away at any point: then there is nobody left to tell.
    let _gone: io::Result<()> = talk.await;
}

/// One request, one reply, close.
async fn talk_v2(stream: &mut TcpStream, host: &Host, ip: Ipv4Addr) -> io::Result<()> {
    let Some(request) = read_request(stream).await? else { return Ok(()) };
    let (command, reply) = wire::answer(&Scene::new(&host.machine, host.moment(), ip), &host.vault, &request);
    host.record.request(&command);
    let after = line::send(stream, &host.machine, host.delay, &reply).await?;
    line::end(stream, after).await
}

/// Reads until a whole request is there; `None` where the client sent none in time.
async fn read_request(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut received = Vec::with_capacity(256);
    loop {
        let Ok(read) = timeout(IDLE_V2, stream.read_buf(&mut received)).await else { return Ok(None) };
        let ended = read? == 0;
        if let Some(request) = wire::whole_request(&received) {
            return Ok(Some(request.to_vec()));
        }
        if ended || received.len() > REQUEST_LIMIT {
            // What is no JSON gets its refusal; what is nothing gets nothing.
            return Ok((!received.is_empty()).then_some(received));
        }
    }
}

/// Messages behind their lengths, until the client closes.
async fn talk_v3(stream: &mut TcpStream, host: &Host, ip: Ipv4Addr) -> io::Result<()> {
    while let Some(message) = read_message(stream).await? {
        let (command, reply) = v3::answer(&Scene::new(&host.machine, host.moment(), ip), &message);
        host.record.request(&command);
        let framed = [&(reply.len() as u32).to_le_bytes(), reply.as_slice()].concat();
        match line::send(stream, &host.machine, host.delay, &framed).await? {
            After::Sent => {}
            after @ (After::Hold | After::Reset) => return line::end(stream, after).await,
        }
    }
    Ok(())
}

/// The next message; `None` where none comes any more.
async fn read_message(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    match timeout(IDLE_V3, whole_message(stream)).await {
        Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Ok(message) => message,
        Err(_idle) => Ok(None),
    }
}

/// A message behind its length; heartbeats, which are empty messages, are passed over.
async fn whole_message(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    loop {
        let length = stream.read_u32_le().await? as usize;
        if length > REQUEST_LIMIT {
            return Ok(None);
        }
        if length > 0 {
            let mut message = vec![0; length];
            stream.read_exact(&mut message).await?;
            return Ok(Some(message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_but_loopback_is_bound() {
        let refused = listen(SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0)).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);
    }
}
