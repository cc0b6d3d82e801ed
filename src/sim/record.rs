//! What clients did to a machine, for tests that care how politely it was asked.

use super::reply::Scene;
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// The count of one machine's connections, and on request what was asked.
#[derive(Debug, Default)]
pub(crate) struct Record {
    open: AtomicU32,
    overlap: AtomicU32,
    connections: AtomicU32,
    /// `None` where nobody wants to know.
    commands: Option<Mutex<Vec<Box<str>>>>,
    /// Writes are few, and what tests judge by: they are always kept.
    writes: Mutex<Vec<WriteRecord>>,
}

/// What clients did to a machine so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talks {
    /// Connections taken.
    pub connections: u32,
    /// The most connections that were open at one time.
    pub overlap: u32,
    /// The commands in order; empty unless [`super::SimOptions::record`] is set. Encrypted ones are `enc:` and the
    /// command, or `enc` where it could not be read.
    pub commands: Vec<String>,
    /// Every command that writes, in order, taken or refused.
    pub writes: Vec<WriteRecord>,
}

/// One command that writes, as a machine received it.
#[derive(Clone, Debug, PartialEq)]
pub struct WriteRecord {
    /// Its name.
    pub command: String,
    /// The request without its token; passwords of the machine are `…`.
    pub values: serde_json::Value,
    /// It was carried out.
    pub done: bool,
    /// When it came, since the simulation began.
    pub at: Duration,
    /// The bytes that followed it, with their SHA-256 in hexadecimal.
    pub upload: Option<(usize, String)>,
}

impl WriteRecord {
    /// A command that comes now and brings no file.
    pub(crate) fn new(scene: &Scene<'_>, command: &str, values: serde_json::Value, done: bool) -> Self {
        let at = Duration::from_secs_f64(scene.moment.seconds);
        Self { command: command.to_owned(), values, done, at, upload: None }
    }
}

/// A connection that counts as open while this lives.
#[derive(Debug)]
pub(crate) struct Open<'a>(&'a AtomicU32);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Record {
    /// A record that keeps the commands only where asked to.
    pub(crate) fn new(commands: bool) -> Self {
        Self { commands: commands.then(Mutex::default), ..Self::default() }
    }

    /// Counts a connection.
    pub(crate) fn connection(&self) -> Open<'_> {
        let open = self.open.fetch_add(1, Ordering::Relaxed) + 1;
        self.overlap.fetch_max(open, Ordering::Relaxed);
        self.connections.fetch_add(1, Ordering::Relaxed);
        Open(&self.open)
    }

    /// Notes a request.
    pub(crate) fn request(&self, command: &str) {
        if let Some(commands) = &self.commands {
            commands.lock().unwrap_or_else(PoisonError::into_inner).push(command.into());
        }
    }

    /// Notes a command that writes.
    pub(crate) fn write(&self, write: WriteRecord) {
        const MOST: usize = 10_000;
        let mut writes = self.writes.lock().unwrap_or_else(PoisonError::into_inner);
        if writes.len() < MOST {
            writes.push(write);
        }
    }

    /// What has been noted.
    pub(crate) fn talks(&self) -> Talks {
        let commands = self.commands.as_ref().map(|commands| commands.lock().unwrap_or_else(PoisonError::into_inner));
        Talks {
            connections: self.connections.load(Ordering::Relaxed),
            overlap: self.overlap.load(Ordering::Relaxed),
            writes: self.writes.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            commands: commands.map(|commands| commands.iter().map(ToString::to_string).collect()).unwrap_or_default(),
        }
    }
}
