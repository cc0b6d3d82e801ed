//! The whole fleet: what to start ([`SimOptions`]) and what runs ([`Simulation`]).

use super::{
    fault::FaultSet,
    machine::Machine,
    plan::{FaultPlan, Mix},
    record::{Record, Talks},
    secure::Vault,
    serve::{Host, address_after, listen, serve},
    truth::Truth,
};
use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{task::AbortHandle, time::Instant};

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
    /// The admin password of machines without [`super::Fault::FactoryPassword`].
    pub password: String,
    /// How late machines with [`super::Fault::Delay`] answer.
    pub delay: Duration,
    /// Keep the commands that machines receive ([`Simulation::talks`]).
    pub record: bool,
}

impl Default for SimOptions {
    /// Ten healthy machines of every kind at 127.0.1.1 and the usual ports.
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
    tasks: Vec<AbortHandle>,
}

impl Simulation {
    /// Starts the machines. Must be called within a tokio runtime, which serves them.
    ///
    /// # Errors
    /// `InvalidInput` where the addresses are not all loopback; otherwise what the system says to a listener: most
    /// likely that a port is taken or that there are too few file descriptors (one or two are needed a machine).
    pub async fn start(options: SimOptions) -> io::Result<Self> {
        let started = Instant::now();
        let profiles = options.mix.deal(options.seed, options.miners);
        let (usual, extra) = (
            options.mix.faults().deal(options.seed, options.miners),
            options.faults.deal(options.seed ^ 1, options.miners),
        );
        let mut sites = BTreeMap::new();
        for (index, profile) in profiles.into_iter().enumerate() {
            let faults: FaultSet = usual[index].iter().chain(extra[index].iter()).collect();
            let host = Arc::new(Host {
                machine: Machine::new(options.seed, index as u32, profile, faults, options.fresh),
                vault: Vault::default(),
                record: Record::new(options.record),
                started,
                delay: options.delay,
            });
            let ip = address_after(options.base, index).ok_or_else(|| {
                io::Error::new(
                    io::ErrorKind::InvalidInput,
                    format!("machine {} would stand outside of loopback (127.0.0.0/8)", index + 1),
                )
            })?;
            let (address, tasks) = open(&host, SocketAddrV4::new(ip, options.port))?;
            sites.insert(address, Site { host, tasks });
            if index % 256 == 255 {
                tokio::task::yield_now().await;
            }
        }
        Ok(Self { sites: Mutex::new(sites), started })
    }

    /// The machines' addresses, in order.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.sites().keys().copied().collect()
    }

    /// The range text that covers the fleet.
    pub fn range(&self) -> String {
        let sites = self.sites();
        let (Some(first), Some(last)) = (sites.keys().next(), sites.keys().next_back()) else { return String::new() };
        let port = first.port();
        let uniform = sites.keys().all(|address| address.port() == port);
        if !uniform {
            return sites.keys().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        }
        let port = if port == 4028 { String::new() } else { format!(":{port}") };
        if first == last { format!("{}{port}", first.ip()) } else { format!("{}-{}{port}", first.ip(), last.ip()) }
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

    /// Gives the machine at `address` these faults instead of those it had: a [`super::Fault`], several in an array,
    /// or `None` to make it well. False where no machine stands there.
    pub fn set_fault(&self, address: SocketAddr, faults: impl Into<FaultSet>) -> bool {
        let Some(host) = self.host(address) else { return false };
        host.machine.set_faults(faults.into(), self.started.elapsed());
        true
    }

    /// Closes the machine's ports (connections are refused from then on) or opens them again.
    pub async fn set_down(&self, address: SocketAddr, down: bool) -> io::Result<()> {
        let (host, tasks) = {
            let mut sites = self.sites();
            let site = sites.get_mut(&address).ok_or_else(|| no_machine(address))?;
            (Arc::clone(&site.host), std::mem::take(&mut site.tasks))
        };
        close(&tasks).await;
        if !down {
            let (_, tasks) = open(&host, v4(address)?)?;
            if let Some(site) = self.sites().get_mut(&address) {
                site.tasks = tasks;
            }
        }
        Ok(())
    }

    /// Lets the machine at `from` answer at `to` instead: the same hardware address elsewhere, as after a new lease.
    pub async fn move_machine(&self, from: SocketAddr, to: SocketAddr) -> io::Result<()> {
        let host = self.host(from).ok_or_else(|| no_machine(from))?;
        let (to, tasks) = open(&host, v4(to)?)?;
        let left = self.sites().remove(&from);
        if let Some(left) = left {
            close(&left.tasks).await;
        }
        self.sites().insert(to, Site { host, tasks });
        Ok(())
    }

    /// Stops all machines and waits until their ports are closed.
    pub async fn stop(self) {
        let sites = std::mem::take(&mut *self.sites());
        for site in sites.values() {
            close(&site.tasks).await;
        }
    }

    fn sites(&self) -> MutexGuard<'_, BTreeMap<SocketAddr, Site>> {
        self.sites.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn host(&self, address: SocketAddr) -> Option<Arc<Host>> {
        self.sites().get(&address).map(|site| Arc::clone(&site.host))
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        for site in self.sites().values() {
            site.tasks.iter().for_each(AbortHandle::abort);
        }
    }
}

/// Opens the ports of `host` at `address`; gives the address with the port that it really has.
fn open(host: &Arc<Host>, address: SocketAddrV4) -> io::Result<(SocketAddr, Vec<AbortHandle>)> {
    let listener = listen(address)?;
    let address = listener.local_addr()?;
    Ok((address, vec![serve(listener, Arc::clone(host))]))
}

/// Ends listening tasks and waits until their sockets are closed.
async fn close(tasks: &[AbortHandle]) {
    tasks.iter().for_each(AbortHandle::abort);
    for task in tasks {
        while !task.is_finished() {
            tokio::task::yield_now().await;
        }
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
