//! Files on the connection of a command: firmware that comes, logs that go (API document 4.1, 4.2 of its later
//! editions: one connection for the whole exchange).

use super::{
    fault::Fault,
    firmware::version_for,
    line::{self, After},
    machine::Machine,
};
use sha2::{Digest as _, Sha256};
use std::{fmt::Write as _, io, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};

/// No firmware is longer, in bytes.
const LONGEST: usize = 300 << 20;
/// A machine waits so long for the next bytes.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between the reply and the logs.
const BEFORE_LOG: Duration = Duration::from_millis(10);

/// What came of an upload.
#[derive(Debug)]
pub(crate) struct Upload {
    /// How many bytes came, and their SHA-256 in hexadecimal.
    pub(crate) bytes: usize,
    pub(crate) hash: String,
    /// The version that was installed.
    pub(crate) version: Option<String>,
}

/// Takes an image: its length in four bytes, little endian, then as many bytes. `None` where the line broke.
pub(crate) async fn upload(stream: &mut TcpStream, machine: &Machine) -> io::Result<Option<Upload>> {
    if machine.has(Fault::FirmwareNotStarted) {
        return Ok(None);
    }
    let Ok(length) = timeout(PATIENCE, stream.read_u32_le()).await else { return Ok(None) };
    let length = length? as usize;
    if length > LONGEST {
        return Ok(None);
    }
    let wanted = if machine.has(Fault::FirmwareBrokenOff) { length / 2 } else { length };
    let mut image = Vec::with_capacity(wanted.min(1 << 20));
    while image.len() < wanted {
        let room = (wanted - image.len()) as u64;
        match timeout(PATIENCE, (&mut *stream).take(room).read_buf(&mut image)).await {
            Ok(Ok(count)) if count > 0 => {}
            _ => break,
        }
    }
    if image.len() < length {
        return Ok(None);
    }
    let hash = hexadecimal(&Sha256::digest(&image));
    let version = version_for(&image, machine.profile.platform).filter(|_| !machine.has(Fault::FirmwareRefused));
    Ok(Some(Upload { bytes: image.len(), hash, version }))
}

/// Bytes as two digits each.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string can't fail.
        let _written = write!(text, "{byte:02x}");
    }
    text
}

/// Between the pieces of slow logs.
const LOG_PAUSE: Duration = Duration::from_millis(20);
/// The length of such a piece, in bytes.
const LOG_PIECE: usize = 8_000;
/// What gzip files begin with.
const GZIP: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];

/// The logs of a machine: a gzip file as far as its head tells.
pub(crate) fn log(machine: &Machine) -> Vec<u8> {
    const LENGTH: u64 = 120_000;
    let length = LENGTH + machine.noise.below("log", 0, 20_000);
    let mut log = if machine.has(Fault::LogNoGzip) { b"log: not packed\n".to_vec() } else { GZIP.to_vec() };
    let mut n = 0;
    while (log.len() as u64) < length {
        log.extend(machine.noise.bits("log byte", n).to_le_bytes());
        n += 1;
    }
    log
}

/// The length that a machine says its logs have: a text, as all of its figures here.
pub(crate) fn said_length(machine: &Machine, log: &[u8]) -> String {
    match log.len() as u64 {
        _ if machine.has(Fault::LogNoLength) => "unknown".to_owned(),
        _ if machine.has(Fault::LogEmpty) => "0".to_owned(),
        _ if machine.has(Fault::LogHuge) => (4_u64 << 30).to_string(),
        length => length.to_string(),
    }
}

/// Sends the reply and then the logs, as the machine's line has it. The line ends early where `is_short`.
pub(crate) async fn send_log(
    stream: &mut TcpStream,
    machine: &Machine,
    reply: &[u8],
    log: &[u8],
    is_short: bool,
) -> io::Result<()> {
    let is_stalled = machine.has(Fault::LogStalled);
    let log = match log {
        _ if machine.has(Fault::LogEmpty) => &[],
        log if is_short || is_stalled => &log[..log.len() / 3],
        log => log,
    };
    stream.set_nodelay(true)?;
    if machine.has(Fault::Coalesced) {
        stream.write_all(&[reply, log].concat()).await?;
    } else {
        let piece = if machine.has(Fault::LogSplit) { 7 } else { reply.len().max(1) };
        in_pieces(stream, reply, piece, Duration::from_millis(2)).await?;
        sleep(BEFORE_LOG).await;
        let piece = if machine.has(Fault::LogSlow) { LOG_PIECE } else { log.len().max(1) };
        in_pieces(stream, log, piece, LOG_PAUSE).await?;
    }
    if is_stalled { line::end(stream, After::Hold).await } else { stream.shutdown().await }
}

/// Sends `bytes` in pieces of this length, with a pause between two.
async fn in_pieces(stream: &mut TcpStream, bytes: &[u8], piece: usize, pause: Duration) -> io::Result<()> {
    for (n, piece) in bytes.chunks(piece).enumerate() {
        if n > 0 {
            sleep(pause).await;
        }
        stream.write_all(piece).await?;
    }
    Ok(())
}
