//! Bringing a machine's logs here (API document 4, `download_logs`).
//!
//! The machine packs its logs, which takes up to a minute, says how long the archive is, and sends it on the same
//! connection; the two may arrive together or in pieces. The engine calls this for each machine of a batch. Always true:
//! the bytes go straight to disk under a temporary name, which is gone or renamed afterwards; a name can't lead out of
//! its folder; and no machine can send more than [`LOG_LIMIT`].

mod name;
mod part;

pub use name::log_file_name;

use super::{
    Timeouts,
    firmware::transfer_time,
    miner::{
        Miners, Told,
        session::{Line, Order},
    },
};
use crate::protocol::CommandKind;
use part::Part;
use secrecy::SecretString;
use serde_json::Value;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::time::Instant;

/// The longest archive that is taken, in bytes: the maker's own cap.
pub const LOG_LIMIT: u64 = 64 << 20;
/// How a gzip archive begins.
const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// How much goes to disk at once.
const CHUNK: usize = 256 * 1024;

/// A machine's logs on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFile {
    /// Where.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
}

/// Why there are no logs.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LogFailure {
    /// The machine did not begin to give them.
    #[error("{}", .0.failure().map(|failure| failure.to_string()).unwrap_or_default())]
    NotGiven(Told),
    /// It has none.
    #[error("the machine has no logs")]
    Empty,
    /// It did not say how long they are.
    #[error("the machine did not say how long its logs are: {words}")]
    NoLength {
        /// What it said.
        words: Arc<str>,
    },
    /// It says that they are longer than any log.
    #[error("the machine says that its logs have {bytes} bytes, which is more than is taken")]
    TooLong {
        /// What it said.
        bytes: u64,
    },
    /// What came is no gzip archive.
    #[error("what the machine sent is no archive")]
    NotAnArchive,
    /// They broke off, twice.
    #[error("the logs broke off after {received} of {expected} bytes")]
    Short {
        /// Bytes that came.
        received: u64,
        /// Bytes that were promised.
        expected: u64,
    },
    /// They could not be written here.
    #[error("{} could not be written: {words}", path.display())]
    Disk {
        /// Which file.
        path: PathBuf,
        /// The operating system's words.
        words: Arc<str>,
    },
}

impl Miners {
    /// Brings a machine's logs into `folder` under `name` ([`log_file_name`]), whose characters that no file can have are
    /// replaced. A file of that name is replaced too. A transfer that breaks off is tried once more, because this changes
    /// nothing on the machine. `progress` is told bytes received and bytes in all.
    ///
    /// # Errors
    /// Why there are no logs; nothing of them is left on disk then.
    pub async fn download_log(
        &self,
        address: SocketAddr,
        folder: &Path,
        name: &str,
        passwords: &[SecretString],
        mut progress: impl FnMut(u64, u64),
    ) -> Result<LogFile, LogFailure> {
        let path = folder.join(name::safe(name));
        match self.download_once(address, &path, passwords, &mut progress).await {
            Err(LogFailure::Short { .. }) => self.download_once(address, &path, passwords, &mut progress).await,
            result => result,
        }
    }

    async fn download_once(
        &self,
        address: SocketAddr,
        path: &Path,
        passwords: &[SecretString],
        progress: &mut impl FnMut(u64, u64),
    ) -> Result<LogFile, LogFailure> {
        let talk = self.talk(address).await;
        let patience = self.options().log_patience;
        let timeouts =
            Timeouts { connect: self.options().write_timeouts.connect, first_byte: patience, reply: patience };
        let order = Order::plain(CommandKind::DownloadLogs.name());
        let (told, line) = talk.give(&order, passwords, &timeouts).await;
        let (Told::Accepted { message, .. }, Some(line)) = (&told, line) else {
            return Err(LogFailure::NotGiven(told));
        };
        let bytes = length(message)?;
        let part = Part::create(path).await?;
        receive(line, part, bytes, patience, progress).await?.keep(path).await?;
        Ok(LogFile { path: path.to_owned(), bytes })
    }
}

/// How long the machine says that its logs are.
fn length(message: &Value) -> Result<u64, LogFailure> {
    let value = message.get("logfilelen");
    let number = value.and_then(|value| value.as_u64().or_else(|| value.as_str()?.trim().parse().ok()));
    match number {
        Some(0) => Err(LogFailure::Empty),
        Some(bytes) if bytes > LOG_LIMIT => Err(LogFailure::TooLong { bytes }),
        Some(bytes) => Ok(bytes),
        None => {
            let words: String = message.to_string().chars().filter(|c| !c.is_control()).take(60).collect();
            Err(LogFailure::NoLength { words: words.into() })
        }
    }
}

/// Takes exactly `expected` bytes, of which some may have come already.
async fn receive(
    mut line: Line,
    mut part: Part,
    expected: u64,
    patience: Duration,
    progress: &mut impl FnMut(u64, u64),
) -> Result<Part, LogFailure> {
    let end = Instant::now() + transfer_time(patience, expected);
    let mut buffer = std::mem::take(&mut line.rest);
    buffer.truncate(expected as usize);
    let mut written = 0;
    loop {
        let received = written + buffer.len() as u64;
        progress(received, expected);
        let is_whole = received >= expected;
        if buffer.len() >= CHUNK || is_whole {
            if written == 0 && !buffer.starts_with(&MAGIC) {
                return Err(LogFailure::NotAnArchive);
            }
            written = received;
            (part, buffer) = part.write(buffer).await?;
        }
        if is_whole {
            // The machine closes next; when it does not, nothing is lost.
            line.connection.finish().await;
            return Ok(part);
        }
        let room = (expected - received).min((CHUNK - buffer.len()) as u64) as usize;
        let deadline = end.min(Instant::now() + patience);
        if !matches!(line.connection.get(&mut buffer, room, deadline).await, Ok(1..)) {
            let is_other = received >= 2 && written == 0 && !buffer.starts_with(&MAGIC);
            return Err(if is_other { LogFailure::NotAnArchive } else { LogFailure::Short { received, expected } });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_length_is_digits_or_a_number() {
        assert_eq!(length(&json!({ "logfilelen": "2464934" })), Ok(2_464_934));
        assert_eq!(length(&json!({ "logfilelen": 12 })), Ok(12));
        assert_eq!(length(&json!({ "logfilelen": "0" })), Err(LogFailure::Empty));
        assert!(matches!(length(&json!({ "logfilelen": "-5" })), Err(LogFailure::NoLength { .. })));
        assert!(matches!(length(&json!("ok")), Err(LogFailure::NoLength { .. })));
        let bytes = LOG_LIMIT + 1;
        assert_eq!(length(&json!({ "logfilelen": bytes })), Err(LogFailure::TooLong { bytes }));
    }
}
