//! The listeners: one for each machine's address, and what happens on a connection.
//!
//! An idle machine costs its listener and a small task that waits in `accept`. A connection costs a task of its own
//! only while it lasts.

use super::{
    fault::Fault,
    machine::{Machine, Moment},
    record::Record,
    secure::Vault,
    wire,
};
use std::{
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
    time::{Instant, sleep, timeout},
};

/// Machines drop a connection on which nothing arrives for ten seconds (API document 1).
const IDLE: Duration = Duration::from_secs(10);
/// No readable command is longer than this.
const REQUEST_LIMIT: usize = 16 << 10;
/// How long the pauses of the slow faults are.
const PAUSE: Duration = Duration::from_millis(3);

/// A machine with everything that its connections share.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) machine: Machine,
    pub(crate) vault: Vault,
    pub(crate) record: Record,
    pub(crate) started: Instant,
    /// How late a machine with [`Fault::Delay`] answers.
    pub(crate) delay: Duration,
}

impl Host {
    /// Now, by the simulation's clock.
    pub(crate) fn moment(&self) -> Moment {
        Moment::now(self.started.elapsed())
    }
}

/// Opens a listener on a loopback address. Connections wait in its queue until the machine gets to them.
pub(crate) fn listen(address: SocketAddrV4) -> io::Result<TcpListener> {
    if !address.ip().is_loopback() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not a loopback address", address.ip())));
    }
    const QUEUE: i32 = 128;
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

/// Serves API v2 for `host` until aborted.
pub(crate) fn serve(listener: TcpListener, host: Arc<Host>) -> AbortHandle {
    tokio::spawn(async move {
        loop {
            match listener.accept().await {
                Ok((stream, _peer)) => {
                    tokio::spawn(connection(stream, Arc::clone(&host)));
                }
                // Out of descriptors, or the peer went away: wait a little, do not spin.
                Err(_trouble) => sleep(Duration::from_millis(50)).await,
            }
        }
    })
    .abort_handle()
}

async fn connection(mut stream: TcpStream, host: Arc<Host>) {
    let _counted = host.record.connection();
    // The client may go away at any point: then there is nobody left to tell.
    let _gone = talk(&mut stream, &host).await;
}

/// One request, one reply, close.
async fn talk(stream: &mut TcpStream, host: &Host) -> io::Result<()> {
    let SocketAddr::V4(address) = stream.local_addr()? else { return Ok(()) };
    let Some(request) = read_request(stream).await? else { return Ok(()) };
    let answered = wire::answer(&host.machine, &host.vault, host.moment(), *address.ip(), &request);
    host.record.request(&answered.command);
    deliver(stream, host, &answered.bytes).await
}

/// Reads until a whole request is there; `None` where the client sent none in time.
async fn read_request(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut received = Vec::with_capacity(256);
    loop {
        let Ok(read) = timeout(IDLE, stream.read_buf(&mut received)).await else { return Ok(None) };
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

/// Writes `bytes` the way that this machine's line carries them, and closes.
async fn deliver(stream: &mut TcpStream, host: &Host, bytes: &[u8]) -> io::Result<()> {
    let has = |fault| host.machine.has(fault);
    if has(Fault::Delay) {
        sleep(host.delay).await;
    }
    if has(Fault::Silence) {
        return until_closed(stream).await;
    }
    if has(Fault::ResetBefore) {
        return stream.set_zero_linger();
    }
    if has(Fault::ResetMiddle) {
        stream.write_all(&bytes[..bytes.len() / 2]).await?;
        // A reset overtakes what still lies in the client's buffer, so it waits a moment.
        sleep(PAUSE * 10).await;
        return stream.set_zero_linger();
    }
    if has(Fault::Trickle) {
        stream.set_nodelay(true)?;
        for byte in bytes.iter().cycle() {
            stream.write_all(&[*byte | 0x20]).await?;
            sleep(PAUSE * 10).await;
        }
    }
    if has(Fault::Split) {
        stream.set_nodelay(true)?;
        for piece in bytes.chunks(bytes.len() / 12 + 1) {
            stream.write_all(piece).await?;
            sleep(PAUSE).await;
        }
    } else if has(Fault::Coalesced) {
        stream.write_all(&[bytes, b"{\"STATUS\":\"S\",\"Msg\":\"\x1f\x8b another one\"}"].concat()).await?;
    } else {
        stream.write_all(bytes).await?;
    }
    if has(Fault::KeepsOpen) {
        return until_closed(stream).await;
    }
    if has(Fault::ResetAfter) {
        sleep(PAUSE * 10).await;
        return stream.set_zero_linger();
    }
    stream.shutdown().await
}

/// Waits until the client closes, at most five minutes.
async fn until_closed(stream: &mut TcpStream) -> io::Result<()> {
    const PATIENCE: Duration = Duration::from_secs(300);
    let mut rest = [0; 256];
    let drain = async {
        while stream.read(&mut rest).await? > 0 {}
        Ok(())
    };
    timeout(PATIENCE, drain).await.unwrap_or(Ok(()))
}

/// The loopback address `steps` after `base`, as farms number machines: host parts 0 and 255 are left out.
pub(crate) fn address_after(base: Ipv4Addr, steps: usize) -> Option<Ipv4Addr> {
    const HOSTS: u32 = 254;
    let base = u32::from(base);
    let first = (base & 0xff).clamp(1, HOSTS) - 1 + u32::try_from(steps).ok()?;
    let network = (base >> 8).checked_add(first / HOSTS)?;
    let address = Ipv4Addr::from(network.checked_mul(256)?.checked_add(first % HOSTS + 1)?);
    address.is_loopback().then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_stand_on_host_addresses_only() {
        let base = Ipv4Addr::new(127, 23, 0, 250);
        let addresses: Vec<String> = (0..7).filter_map(|n| address_after(base, n)).map(|a| a.to_string()).collect();
        assert_eq!(addresses[3..6], ["127.23.0.253", "127.23.0.254", "127.23.1.1"]);
        assert_eq!(address_after(Ipv4Addr::new(127, 23, 0, 0), 0), Some(Ipv4Addr::new(127, 23, 0, 1)));
        assert_eq!(address_after(Ipv4Addr::new(127, 255, 255, 254), 1), None);
    }

    #[tokio::test]
    async fn nothing_but_loopback_is_bound() {
        let refused = listen(SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0)).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);
    }
}
