//! The demo: simulated machines that live in the engine's own threads and are scanned like any others.

use super::{Event, Trouble, TroubleKind, outbox::Outbox};
use crate::{
    net::Budget,
    sim::{SimOptions, Simulation},
};
use std::{io, net::Ipv4Addr};
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
