//! The demo: simulated machines that live in the engine's own threads and are scanned like any others.

use super::{Event, Trouble, TroubleKind, VaultChoice, outbox::Outbox};
use crate::{
    net::Budget,
    sim::{SimOptions, Simulation},
    store::Folder,
    vault::{PasswordSet, Scope, Vault},
};
use std::{fs, io, net::Ipv4Addr, path::PathBuf, sync::Arc};
use tokio::sync::Mutex;

/// How many networks are tried: another Rackhand may show its demo on this computer.
const PLACES: u8 = 16;

/// Which machines the demo has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoOptions {
    /// How many.
    pub miners: u32,
    /// The same seed gives the same machines.
    pub seed: u64,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { miners: 200, seed: 1 }
    }
}

/// What a demo keeps while it runs: a folder for its journal, which is removed when this is dropped.
#[derive(Debug)]
pub struct DemoKeep(Option<PathBuf>);

impl DemoKeep {
    /// A folder among the system's temporary ones. Where none can be made, the demo has no journal.
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("rackhand-demo-{}", std::process::id()));
        let made = fs::create_dir_all(&path);
        Self(made.ok().map(|()| path))
    }

    /// The folder.
    pub(super) fn folder(&self) -> Option<Folder> {
        self.0.as_ref().map(Folder::at)
    }
}

impl Default for DemoKeep {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for DemoKeep {
    fn drop(&mut self) {
        if let Some(error) = self.0.take().and_then(|path| fs::remove_dir_all(path).err()) {
            tracing::debug!("the demo's folder stays: {error}");
        }
    }
}

/// A vault in memory that knows the password of simulated machines.
pub(super) fn vault() -> VaultChoice {
    let vault = Vault::in_memory();
    let set = PasswordSet::new("Demo", Scope::Everywhere);
    // Memory takes every set that has a name.
    if let Err(error) = vault.session_only(set, SimOptions::default().password.into()) {
        tracing::warn!("the demo's password: {error}");
    }
    VaultChoice::Given(Arc::new(vault))
}

/// The demo that runs, if any.
#[derive(Debug, Default)]
pub(super) struct Demo(Mutex<Option<(DemoOptions, Simulation)>>);

impl Demo {
    /// Starts the machines, or finds them running, and reports their range.
    pub(super) async fn start(&self, options: DemoOptions, outbox: &Outbox) {
        let mut running = self.0.lock().await;
        let simulation = match running.take() {
            Some((same, simulation)) if same == options => Ok(simulation),
            Some((_, other)) => {
                other.stop().await;
                start(options).await
            }
            None => start(options).await,
        };
        match simulation {
            Ok(simulation) => {
                outbox.send(Event::DemoStarted { range: simulation.range() });
                *running = Some((options, simulation));
            }
            Err(error) => outbox.trouble(Trouble::new(TroubleKind::DemoFailed, error)),
        }
    }
}

/// Starts the machines at the first place that is free.
async fn start(options: DemoOptions) -> io::Result<Simulation> {
    Budget::raise_limit();
    let mut place = 1;
    loop {
        let usual = SimOptions::demo(options.miners as usize);
        let base = Ipv4Addr::new(127, place, 0, 1);
        match Simulation::start(SimOptions { base, seed: options.seed, ..usual }).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && place < PLACES => place += 1,
            other => return other,
        }
    }
}
