//! The whole fleet: what to start ([`SimOptions`]) and what runs ([`Simulation`]).

use super::{
    fault::FaultSet,
    machine::Machine,
    mix::Mix,
    places::{Place, places, range_text},
    plan::FaultPlan,
    record::{Record, Talks},
    secure::Vault,
    serve::{Api, Host, listen, serve},
    truth::Truth,
};
use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{task::JoinHandle, time::Instant};
use tokio_util::sync::CancellationToken;

/// What to simulate.
#[derive(Clone, Debug)]
pub struct SimOptions {
    /// How many machines.
    pub miners: usize,
    /// The first machine's address, within 127.0.0.0/8; the others follow.
    pub base: Ipv4Addr,
    /// The port of API v2; 0 lets the system choose one for each machine.
    pub port: u16,
    /// The port of API v3; 0 lets the system choose, `None` leaves it closed.
    pub v3_port: Option<u16>,
    /// What makes this fleet differ from others.
    pub seed: u64,
    /// Which kinds of machines, with the troubles that belong to the mix.
    pub mix: Mix,
    /// Troubles on top of the mix's own.
    pub faults: FaultPlan,
    /// All machines start now, instead of having run for hours and days.
    pub fresh: bool,
    /// The admin password of machines that do not have the factory's.
    pub password: String,
    /// How late machines with [`Fault::Delay`](super::Fault::Delay) answer.
    pub delay: Duration,
    /// Keep the commands that machines receive ([`Simulation::talks`]).
    pub record: bool,
}

impl Default for SimOptions {
    /// Ten healthy machines of all kinds from 127.0.1.1 on, at the usual ports.
    fn default() -> Self {
        Self {
            miners: 10,
            base: Ipv4Addr::new(127, 0, 1, 1),
            port: 4028,
            v3_port: Some(4433),
            seed: 1,
            mix: Mix::every(),
            faults: FaultPlan::none(),
            fresh: false,
            password: "rackhand".to_owned(),
            delay: Duration::from_millis(800),
            record: false,
        }
    }
}

impl SimOptions {
    /// The believable farm of `rackhand demo`.
    pub fn demo(miners: usize) -> Self {
        Self { miners, mix: Mix::demo(), ..Self::default() }
    }
}

/// A fleet that answers until it is stopped or dropped.
#[derive(Debug)]
pub struct Simulation {
    sites: Mutex<BTreeMap<SocketAddr, Site>>,
    started: Instant,
}

/// An address with the machine that stands there.
#[derive(Debug)]
struct Site {
    host: Arc<Host>,
    /// `None` while the machine is down.
    ports: Option<Ports>,
    v3_port: Option<u16>,
}

/// A machine's open ports.
#[derive(Debug)]
struct Ports {
    address: SocketAddr,
    v3: Option<SocketAddr>,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Simulation {
    /// Starts the machines. Must be called within a tokio runtime, which serves them.
    ///
    /// # Errors
    /// `InvalidInput` where the addresses are not all loopback; otherwise what the system says to a listener: most
    /// likely that a port is taken or that there are too few file descriptors (one or two are needed a machine).
    pub async fn start(options: SimOptions) -> io::Result<Self> {
        let started = Instant::now();
        let (seed, miners) = (options.seed, options.miners);
        let places = places(miners, options.base, options.port, options.v3_port)?;
        let profiles = options.mix.deal(seed, miners);
        // Another order, so that the two do not fall on the same machines first.
        let (usual, extra) = (options.mix.faults().deal(seed, miners), options.faults.deal(!seed, miners));
        let password: Arc<str> = options.password.into();
        let simulation = Self { sites: Mutex::default(), started };
        for (index, place) in places.into_iter().enumerate() {
            let faults: FaultSet = usual[index].iter().chain(extra[index].iter()).collect();
            let host = Arc::new(Host {
                machine: Machine::new(seed, index as u32, profiles[index], faults, options.fresh),
                vault: Vault::new(Arc::clone(&password)),
                record: Record::new(options.record),
                started,
                delay: options.delay,
            });
            let ports = open(&host, place)?;
            simulation.sites().insert(ports.address, Site { host, ports: Some(ports), v3_port: place.v3_port });
            // Thousands of listeners take a while: others on this thread get their turn.
            if index % 256 == 255 {
                tokio::task::yield_now().await;
            }
        }
        Ok(simulation)
    }

    /// The machines' addresses, in order.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.sites().keys().copied().collect()
    }

    /// The range text that covers the fleet.
    pub fn range(&self) -> String {
        range_text(&self.addresses())
    }

    /// Where the machine at `address` serves API v3; `None` where it does not.
    pub fn v3_address(&self, address: SocketAddr) -> Option<SocketAddr> {
        self.sites().get(&address)?.ports.as_ref()?.v3
    }

    /// What a right client must read from the machine at `address` now.
    pub fn truth(&self, address: SocketAddr) -> Option<Truth> {
        let host = self.host(address)?;
        Some(Truth::of(&host.machine, host.moment()))
    }

    /// What clients did to the machine at `address` so far.
    pub fn talks(&self, address: SocketAddr) -> Option<Talks> {
        Some(self.host(address)?.record.talks())
    }

    /// What ails the machine at `address`.
    pub fn faults(&self, address: SocketAddr) -> Option<FaultSet> {
        Some(self.host(address)?.machine.faults())
    }

    /// Gives the machine at `address` these faults instead of those it had: a [`Fault`](super::Fault), several in an
    /// array, or `None` to make it well. False where no machine stands there.
    pub fn set_fault(&self, address: SocketAddr, faults: impl Into<FaultSet>) -> bool {
        let Some(host) = self.host(address) else { return false };
        host.machine.set_faults(faults.into(), self.started.elapsed());
        true
    }

    /// Closes the machine's ports, so that connections are cut and then refused, or opens them again.
    pub async fn set_down(&self, address: SocketAddr, down: bool) -> io::Result<()> {
        let (host, ports, v3_port) = {
            let mut sites = self.sites();
            let site = sites.get_mut(&address).ok_or_else(|| no_machine(address))?;
            (Arc::clone(&site.host), site.ports.take(), site.v3_port)
        };
        close(ports).await;
        if !down {
            let ports = open(&host, Place { v2: v4(address)?, v3_port })?;
            if let Some(site) = self.sites().get_mut(&address) {
                site.ports = Some(ports);
            }
        }
        Ok(())
    }

    /// Lets the machine at `from` answer at `to` instead: the same hardware address elsewhere, as after a new lease.
    pub async fn move_machine(&self, from: SocketAddr, to: SocketAddr) -> io::Result<()> {
        let Site { host, ports, v3_port } = self.sites().remove(&from).ok_or_else(|| no_machine(from))?;
        close(ports).await;
        let ports = open(&host, Place { v2: v4(to)?, v3_port })?;
        self.sites().insert(ports.address, Site { host, ports: Some(ports), v3_port });
        Ok(())
    }

    /// Stops all machines and waits until their ports are closed.
    pub async fn stop(self) {
        let sites = std::mem::take(&mut *self.sites());
        for site in sites.into_values() {
            close(site.ports).await;
        }
    }

    fn sites(&self) -> MutexGuard<'_, BTreeMap<SocketAddr, Site>> {
        self.sites.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn host(&self, address: SocketAddr) -> Option<Arc<Host>> {
        self.sites().get(&address).map(|site| Arc::clone(&site.host))
    }
}

impl Drop for Ports {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Opens the ports of `host` at `place`.
fn open(host: &Arc<Host>, place: Place) -> io::Result<Ports> {
    let stop = CancellationToken::new();
    let mut tasks = Vec::with_capacity(2);
    let mut start = |address, api| -> io::Result<SocketAddr> {
        let listener = listen(address).map_err(|error| io::Error::new(error.kind(), format!("{address}: {error}")))?;
        let address = listener.local_addr()?;
        tasks.push(serve(listener, api, Arc::clone(host), stop.clone()));
        Ok(address)
    };
    let address = start(place.v2, Api::V2)?;
    let v3 = place
        .v3_port
        .filter(|_| host.machine.profile.has_v3())
        .map(|port| start(SocketAddrV4::new(*place.v2.ip(), port), Api::V3))
        .transpose()?;
    Ok(Ports { address, v3, stop, tasks })
}

/// Ends a machine's tasks and waits until its listeners are closed.
async fn close(ports: Option<Ports>) {
    let Some(mut ports) = ports else { return };
    ports.stop.cancel();
    for task in std::mem::take(&mut ports.tasks) {
        // A listening task has nothing to say at its end.
        let _ended = task.await;
    }
}

fn v4(address: SocketAddr) -> io::Result<SocketAddrV4> {
    match address {
        SocketAddr::V4(address) => Ok(address),
        SocketAddr::V6(_) => Err(io::Error::new(io::ErrorKind::InvalidInput, "machines have IPv4 addresses")),
    }
}

fn no_machine(address: SocketAddr) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no machine stands at {address}"))
}
