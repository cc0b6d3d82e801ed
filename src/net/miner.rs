//! Reading and telling one machine, whatever its firmware: [`Miners`] is the front door for the engine and the scanner.
//!
//! It knows what a machine needs beyond one exchange: one talker at a time, the key and the commands that its
//! firmware understands, which commands may be joined, and whether API v3 is there. Always true: of a machine that
//! nobody talks to nothing is kept but what is unusual about it, and every connection holds a permit of the budget.

mod habits;
mod password;
mod plan;
pub(in crate::net) mod session;
mod talkers;
mod uploads;
mod visit;

pub use plan::{QuerySet, ReadPlan};
pub use session::{Access, Told};

use super::{
    DEFAULT_PORT,
    budget::Budget,
    connection::{self, Timeouts, exchange_framed},
};
use crate::protocol::{Failure, Query, Reading, request, v3};
use std::{
    collections::BTreeMap,
    hash::RandomState,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use talkers::{Talk, Talkers};
use tokio_util::sync::CancellationToken;
use uploads::Uploads;
use visit::Visit;

/// How machines are talked to.
#[derive(Clone, Debug)]
pub struct MinersOptions {
    /// How long to wait for what when reading.
    pub timeouts: Timeouts,
    /// How long to wait for what when writing: machines answer after they acted.
    pub write_timeouts: Timeouts,
    /// For each phase of a firmware update: until the machine is ready, the transfer (and more for large files), and
    /// until it says that it has the file (API document 4).
    pub firmware_patience: Duration,
    /// How long a machine may take to pack its logs, and how long a transfer of them may stand still.
    pub log_patience: Duration,
    /// How long a machine that gives no more tokens is left alone. Asking again begins its own three minutes anew.
    pub tokens_full_pause: Duration,
    /// How long the salt of a token is believed where it means that nothing can be written: the password is the
    /// factory's, or none that is known. Each new token costs the machine one of its 32 in half an hour.
    pub salt_believed: Duration,
    /// Where API v3 is served, by the port of API v2. A port that is not here has no API v3.
    pub device_ports: BTreeMap<u16, u16>,
}

impl Default for MinersOptions {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            timeouts: Timeouts::default(),
            write_timeouts: Timeouts { connect: seconds(3), first_byte: seconds(10), reply: seconds(12) },
            firmware_patience: Duration::from_mins(5),
            log_patience: Duration::from_mins(2),
            tokens_full_pause: seconds(185),
            salt_believed: Duration::from_mins(2),
            device_ports: [(DEFAULT_PORT, v3::PORT)].into(),
        }
    }
}

/// Talks to machines, one talker at a time with each. Clones share everything.
#[derive(Clone, Debug)]
pub struct Miners(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    options: MinersOptions,
    budget: Budget,
    talkers: Talkers,
    uploads: Uploads,
    /// Recognises a password without keeping it.
    fingerprints: RandomState,
}

impl Miners {
    /// Machines that are talked to within `budget`.
    pub fn new(options: MinersOptions, budget: Budget) -> Self {
        let (talkers, uploads, fingerprints) = (Talkers::default(), Uploads::default(), RandomState::new());
        Self(Arc::new(Shared { options, budget, talkers, uploads, fingerprints }))
    }

    /// The sockets that all talks share.
    pub fn budget(&self) -> &Budget {
        &self.0.budget
    }

    /// How machines are talked to.
    pub fn options(&self) -> &MinersOptions {
        &self.0.options
    }

    /// Asks a machine for everything in `plan`. Parts that could not be read are absent, and the reading is marked
    /// partial where that is for another reason than firmware that lacks them.
    ///
    /// # Errors
    /// Why nothing at all could be read.
    pub async fn read(&self, address: SocketAddr, plan: &ReadPlan) -> Result<Reading, Failure> {
        self.read_further(address, plan, Reading::default()).await
    }

    /// Asks for what `plan` has and `reading` lacks, and returns both together.
    ///
    /// # Errors
    /// Why nothing at all could be read; `reading` is gone then.
    pub async fn read_further(
        &self,
        address: SocketAddr,
        plan: &ReadPlan,
        reading: Reading,
    ) -> Result<Reading, Failure> {
        let talk = self.talk(address).await;
        Visit::new(talk, reading).read(plan).await
    }

    /// A first look at an address where nothing may be: [`ReadPlan::GLANCE`], with its own patience for connecting.
    pub(super) async fn glance(&self, address: SocketAddr, connect: Duration) -> Glance {
        let mut visit = Visit::new(self.talk(address).await, Reading::default());
        visit.patience_to_connect(connect);
        let result = visit.read(&ReadPlan::GLANCE).await;
        Glance { result, connect_time: visit.connect_time() }
    }

    /// The reply to one query as the machine wrote it, for support. Bytes that are not UTF-8 are replaced, padding is
    /// cut off.
    ///
    /// # Errors
    /// Why there is no reply.
    pub async fn raw(&self, address: SocketAddr, query: Query) -> Result<String, Failure> {
        let talk = self.talk(address).await;
        if query == Query::Token && talk.session(|session| session.blocked(Instant::now())).is_some() {
            return Err(Failure::TokensFull);
        }
        let request = request::encode(&[query], talk.habits().wording);
        Ok(text(&talk.exchange(&request).await?))
    }

    /// The reply to API v3's `get.device.info` as the machine wrote it.
    ///
    /// # Errors
    /// Why there is no reply; `Refused` where this machine's port has no API v3 beside it.
    pub async fn raw_device_info(&self, address: SocketAddr) -> Result<String, Failure> {
        let talk = self.talk(address).await;
        Ok(text(&talk.device_info().await?))
    }

    /// How many machines something is kept of: those that are talked to, and those with unusual habits.
    pub fn remembered(&self) -> usize {
        self.0.talkers.len()
    }

    pub(in crate::net) async fn talk(&self, address: SocketAddr) -> Talk {
        Talk::begin(Arc::clone(&self.0), address).await
    }

    /// A talk in which a command is sent, unless `stop` is cancelled before its first byte.
    ///
    /// # Errors
    /// [`Failure::Cancelled`] where that happens before its turn comes.
    pub(in crate::net) async fn talk_to_tell(
        &self,
        address: SocketAddr,
        stop: &CancellationToken,
    ) -> Result<Talk, Failure> {
        tokio::select! {
            biased;
            () = stop.cancelled() => Err(Failure::Cancelled),
            talk = self.talk(address) => Ok(talk.stopped_by(stop)),
        }
    }
}

/// What a first look gave.
#[derive(Debug)]
pub(super) struct Glance {
    /// The reading, or why there is none.
    pub(super) result: Result<Reading, Failure>,
    /// How long connecting took; `None` where nothing accepted the connection.
    pub(super) connect_time: Option<Duration>,
}

impl Talk {
    /// One request and its reply, within the budget.
    async fn exchange(&self, request: &[u8]) -> Result<Vec<u8>, Failure> {
        let _permit = self.shared().budget.acquire().await;
        connection::exchange(self.address(), request, &self.shared().options.timeouts).await
    }

    /// The message that answers API v3's `get.device.info`, within the budget. Remembers where there is no API v3.
    async fn device_info(&self) -> Result<Vec<u8>, Failure> {
        let Some(port) = self.shared().options.device_ports.get(&self.address().port()) else {
            return Err(Failure::Refused);
        };
        let address = SocketAddr::new(self.address().ip(), *port);
        let permit = self.shared().budget.acquire().await;
        let reply = exchange_framed(address, &v3::device_info_request(), &self.shared().options.timeouts).await;
        drop(permit);
        let is_closed = matches!(reply, Err(Failure::Refused | Failure::TimedOut { .. } | Failure::Unreachable { .. }));
        self.change_habits(|habits| habits.no_device_info_since = is_closed.then(Instant::now));
        reply
    }
}

/// A reply as text.
fn text(reply: &[u8]) -> String {
    String::from_utf8_lossy(reply).trim_matches(['\0', ' ', '\r', '\n', '\t']).to_owned()
}
