//! The listeners, one or two for each machine, and the talk on their connections.
//!
//! An idle machine costs its listeners and a small task each that waits in `accept`; a connection costs a task of its
//! own while it lasts. All of a machine's tasks end with the token that they are given.

use super::{
    fault::Fault,
    files,
    line::{self, After},
    machine::{Machine, Moment},
    obey::{Pace, Then, slowness},
    partner::{self, Partner},
    record::Record,
    reply::Scene,
    secure::{Opened, Vault, seal},
    v3, wire,
    yard::Yard,
};
use serde_json::{Map, Value, json};
use std::{
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
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
    /// The Unix time at which the fleet's time stands still.
    pub(crate) still: Option<u64>,
    /// How late the machine answers where it does so late.
    pub(crate) delay: Duration,
    /// How long a restart of the machine takes.
    pub(crate) reboot: Duration,
    /// How long a restart of btminer takes, and where DHCP puts the machine.
    pub(crate) pace: Pace,
    /// Where it stands.
    pub(crate) yard: Weak<Yard>,
    /// It has sent half of its logs once.
    pub(crate) log_failed: AtomicBool,
    /// Who may turn writing on by the handshake.
    pub(crate) partner: Option<Arc<Partner>>,
}

impl Host {
    /// The machine started anew: its clocks and tokens too.
    pub(crate) fn started_anew(&self) {
        let (now, away) = (self.moment().seconds, self.pace.restart_of(&self.machine));
        self.machine.will().boot(now, away);
        self.vault.forget_tokens();
    }

    /// Takes the machine away from `address` for as long as a restart takes, after the present connection.
    fn begin_boot(&self, address: SocketAddr, to: Option<Ipv4Addr>) {
        let (yard, away) = (self.yard.clone(), self.reboot * slowness(&self.machine));
        tokio::spawn(async move {
            let Some(yard) = yard.upgrade() else { return };
            // The fleet may have been stopped meanwhile, and then nothing comes back.
            let _gone: io::Result<()> = yard.boot(address, to, away).await;
        });
    }

    /// Now, by the simulation's clock.
    pub(crate) fn moment(&self) -> Moment {
        match self.still {
            Some(unix) => Moment { seconds: 0.0, unix },
            None => Moment::now(self.started.elapsed()),
        }
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
    let scene = Scene::new(&host.machine, host.moment(), ip);
    if let Some(asked) = wire::plain_object(&request).filter(|asked| wire::command_of(asked) == partner::COMMAND) {
        return shake_hands(stream, host, &scene, &asked).await;
    }
    let opened = wire::answer(&scene, &host.vault, host.pace, &request);
    host.record.request(&opened.command);
    if opened.write.is_none() {
        let after = line::send(stream, &host.machine, host.delay, &opened.reply).await?;
        return line::end(stream, after).await;
    }
    let address = stream.local_addr()?;
    let result = carry_out(stream, host, &scene, opened, address).await;
    result.unwrap_or(Ok(()))
}

/// Two requests and two replies on one connection, by which a partner turns writing on.
async fn shake_hands(
    stream: &mut TcpStream,
    host: &Host,
    scene: &Scene<'_>,
    request: &Map<String, Value>,
) -> io::Result<()> {
    host.record.request(partner::COMMAND);
    let (reply, challenge) = partner::challenge(scene, &host.vault, host.partner.as_deref(), request);
    stream.write_all(reply.to_string().as_bytes()).await?;
    if let Some(challenge) = challenge
        && let Some(request) = read_request(stream).await?
    {
        let proof = wire::plain_object(&request).unwrap_or_default();
        let (reply, write) = challenge.judge(scene, &proof);
        host.record.write(write);
        stream.write_all(reply.to_string().as_bytes()).await?;
    }
    stream.shutdown().await
}

/// What a command that writes brings about. Whatever becomes of the connection, what was done is done.
async fn carry_out(
    stream: &mut TcpStream,
    host: &Host,
    scene: &Scene<'_>,
    opened: Opened,
    address: SocketAddr,
) -> Option<io::Result<()>> {
    let Opened { reply, then, cut, write, cipher, .. } = opened;
    let mut write = write?;
    let sealed = |message| seal(scene, cipher.as_ref()?, &scene.daemon("S", 131, &message).to_string()).into();
    match then {
        Then::Upload => {
            stream.write_all(&reply).await.ok()?;
            let upload = files::upload(stream, &host.machine).await.ok().flatten();
            write.done = upload.as_ref().is_some_and(|upload| upload.version.is_some());
            write.upload = upload.as_ref().map(|upload| (upload.bytes, upload.hash.clone()));
            host.record.write(write);
            let Some(upload) = upload else { return Some(stream.set_zero_linger()) };
            let Some(version) = upload.version else {
                let refusal = scene.refusal(132, "firmware check error").to_string();
                stream.write_all(&seal(scene, cipher.as_ref()?, &refusal)).await.ok()?;
                return Some(stream.shutdown().await);
            };
            host.machine.will().firmware = Some(version);
            host.begin_boot(address, None);
            if host.machine.has(Fault::FirmwareReplyLost) {
                return Some(stream.set_zero_linger());
            }
            let done: Option<Vec<u8>> = sealed(json!("Updated"));
            stream.write_all(&done?).await.ok()?;
            Some(stream.shutdown().await)
        }
        Then::Log => {
            host.record.write(write);
            let log = files::log(&host.machine);
            let length = files::said_length(&host.machine, &log);
            let said: Option<Vec<u8>> = sealed(json!({ "logfilelen": length }));
            let is_short = host.machine.has(Fault::LogShort)
                || (host.machine.has(Fault::LogShortOnce) && !host.log_failed.swap(true, Ordering::Relaxed));
            Some(files::send_log(stream, &host.machine, &said?, &log, is_short).await)
        }
        then => {
            host.record.write(write);
            match then {
                Then::Boot { to } | Then::Reset { to } => {
                    let result = answer(stream, host, &reply, cut).await;
                    host.begin_boot(address, to);
                    Some(result)
                }
                Then::Nothing | Then::Password { .. } | Then::Upload | Then::Log => {
                    Some(answer(stream, host, &reply, cut).await)
                }
            }
        }
    }
}

/// Sends the reply of a write, or cuts the connection instead.
async fn answer(stream: &mut TcpStream, host: &Host, reply: &[u8], cut: bool) -> io::Result<()> {
    if cut {
        return stream.set_zero_linger();
    }
    let after = line::send(stream, &host.machine, host.delay, reply).await?;
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
