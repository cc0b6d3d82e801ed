//! Bringing firmware to a machine (API document 4, `update_firmware`).
//!
//! The engine calls this with the part of a file that fits the machine. All of it is one connection: the command and the
//! machine's "ready", the length as 32 bits, little endian, the bytes, and perhaps a last word before the machine closes
//! and installs. Always true: the image is in memory once for all machines; before its first byte a drop means that
//! nothing happened, in its middle that it can't be installed, and after its last byte that it may be.

use super::{
    Timeouts,
    miner::{
        Miners, Told,
        session::{Line, Order},
    },
};
use crate::protocol::{
    CommandKind, Failure,
    command::{WriteReply, judge},
};
use secrecy::SecretString;
use std::{net::SocketAddr, time::Duration};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// How much is sent at once.
const CHUNK: usize = 64 * 1024;
/// The slowest transfer that is waited for, in bytes a second, beyond the patience of the phase.
const SLOWEST: u64 = 64 * 1024;

impl Miners {
    /// Sends `image` to a machine, which installs it and restarts. `stop` is heeded until the first byte; afterwards the
    /// transfer goes on to its end. `progress` is told bytes sent and bytes in all.
    ///
    /// [`Told::NotSent`]: before the first byte. [`Told::BrokenOff`]: in the middle. [`Told::Unknown`]: all of it is
    /// there and the machine did not say more, which is usual: wait, and read its version.
    pub async fn upload_firmware(
        &self,
        address: SocketAddr,
        image: &[u8],
        passwords: &[SecretString],
        stop: &CancellationToken,
        mut progress: impl FnMut(u64, u64),
    ) -> Told {
        let Ok(size) = u32::try_from(image.len()) else {
            return Told::NotSent(Failure::TooLong { limit: u32::MAX });
        };
        if size == 0 {
            return Told::NotSent(Failure::BadReply { words: "the firmware is empty".into() });
        }
        let _upload = self.begin_upload(address);
        let talk = match self.talk_to_tell(address, stop).await {
            Ok(talk) => talk,
            Err(cancelled) => return Told::NotSent(cancelled),
        };
        let patience = self.options().firmware_patience;
        let connect = self.options().write_timeouts.connect;
        let timeouts = Timeouts { connect, first_byte: patience, reply: patience };
        let order = Order::plain(CommandKind::UpdateFirmware.name());
        let (told, line) = tokio::select! {
            biased;
            () = stop.cancelled() => return Told::NotSent(Failure::Cancelled),
            given = talk.give(&order, passwords, &timeouts) => given,
        };
        let (Told::Accepted { password, .. }, Some(mut line)) = (&told, line) else {
            return match told {
                // Without the image nothing can happen.
                Told::Unknown(failure) => Told::NotSent(failure),
                told => told,
            };
        };
        if stop.is_cancelled() {
            return Told::NotSent(Failure::Cancelled);
        }
        match send(&mut line, image, size, patience, &mut progress).await {
            Ok(()) => last_word(line, patience, *password).await,
            Err(broken_off) => broken_off,
        }
    }
}

/// Sends the length and the bytes.
async fn send(
    line: &mut Line,
    image: &[u8],
    size: u32,
    patience: Duration,
    progress: &mut impl FnMut(u64, u64),
) -> Result<(), Told> {
    let deadline = Instant::now() + transfer_time(patience, size.into());
    line.connection.put(&size.to_le_bytes(), deadline).await.map_err(Told::NotSent)?;
    let mut sent = 0;
    progress(sent, size.into());
    for chunk in image.chunks(CHUNK) {
        line.connection.put(chunk, deadline).await.map_err(Told::BrokenOff)?;
        sent += chunk.len() as u64;
        progress(sent, size.into());
    }
    Ok(())
}

/// What the machine says when it has everything. Most just close.
async fn last_word(mut line: Line, patience: Duration, password: usize) -> Told {
    let said = match line.connection.hear(Instant::now() + patience).await {
        Ok(said) => said,
        Err(failure) => return Told::Unknown(failure),
    };
    let told = match judge(&said.object, &line.cipher) {
        WriteReply::Accepted { words, message } => Told::Accepted { words, message, password },
        WriteReply::Refused(failure) => Told::Refused(failure),
        WriteReply::SwitchOff { words } => Told::Refused(Failure::SwitchOff { words }),
        WriteReply::Unclear(failure) => Told::Unknown(failure),
        WriteReply::WrongPassword
        | WriteReply::TokenDead
        | WriteReply::TokensFull
        | WriteReply::JoinError { .. }
        | WriteReply::NeedsCommandKey => {
            Told::Unknown(Failure::BadReply { words: "an answer to something else".into() })
        }
    };
    line.connection.finish().await;
    told
}

/// How long a transfer of so many bytes may take: the patience, and more for a large one over a slow link.
pub(super) fn transfer_time(patience: Duration, bytes: u64) -> Duration {
    patience + Duration::from_secs(bytes / SLOWEST)
}
