//! The whole fleet: what to start ([`SimOptions`]) and what runs ([`Simulation`]).

use super::{
    fault::FaultSet,
    files,
    machine::Machine,
    mix::Mix,
    obey::Pace,
    partner::Partner,
    places::{address_after, places, range_text},
    plan::FaultPlan,
    record::{Record, Talks},
    reply::Scene,
    secure::{TOKEN_LIFE, TOKENS, TokenLimits, Vault},
    serve::Host,
    truth::Truth,
    yard::{Site, Yard, close},
};
use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, MutexGuard, atomic::AtomicBool},
    time::Duration,
};
use tokio::time::Instant;

/// What opens the machines unless told otherwise; no secret, as nobody else has such machines.
pub const USUAL_PASSWORD: &str = "rackhand";

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
    /// The Unix time at which the fleet's time stands still: what machines say is then the same in every run, for
    /// pictures. A restart of btminer or a ramp-up never ends in such a fleet. `None`: time goes on.
    pub still: Option<u64>,
    /// The admin password of machines that do not have the factory's.
    pub password: String,
    /// How late machines with [`Fault::Delay`](super::Fault::Delay) answer.
    pub delay: Duration,
    /// Keep the commands that machines receive ([`Simulation::talks`]).
    pub record: bool,
    /// How long a restart of btminer takes.
    pub btminer_restart: Duration,
    /// How long a restart of the machine takes: its ports are closed meanwhile.
    pub reboot: Duration,
    /// Where DHCP puts the machines when they ask anew, the first of them here; `None`: where they were.
    pub lease: Option<Ipv4Addr>,
    /// How long tokens live.
    pub token_life: Duration,
    /// How many tokens a machine keeps.
    pub token_table: usize,
    /// How long a full table stays full after the machine was last asked for a token; then it is empty. `None`: until
    /// tokens die, and with [`Fault::TokensFull`](super::Fault::TokensFull) for good.
    pub tokens_full_for: Option<Duration>,
    /// Name and secret of the company whose `open_write_api` machines obey; `None`: they do not know the command.
    pub partner: Option<(String, String)>,
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
            still: None,
            password: USUAL_PASSWORD.to_owned(),
            delay: Duration::from_millis(800),
            record: false,
            btminer_restart: Duration::from_secs(8),
            reboot: Duration::from_secs(15),
            lease: None,
            token_life: TOKEN_LIFE,
            token_table: TOKENS,
            tokens_full_for: None,
            partner: None,
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
    yard: Arc<Yard>,
    started: Instant,
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
        let limits =
            TokenLimits { life: options.token_life, table: options.token_table, full_for: options.tokens_full_for };
        let partner = options.partner.map(|(client, secret)| Arc::new(Partner { client, secret }));
        let simulation = Self { yard: Arc::default(), started };
        for (index, place) in places.into_iter().enumerate() {
            let faults: FaultSet = usual[index].iter().chain(extra[index].iter()).collect();
            let host = Arc::new(Host {
                machine: Machine::new(seed, index as u32, profiles[index], faults, options.fresh),
                vault: Vault::new(Arc::clone(&password), limits),
                record: Record::new(options.record),
                started,
                still: options.still,
                delay: options.delay,
                reboot: options.reboot,
                pace: Pace {
                    restart: options.btminer_restart.as_secs_f64(),
                    lease: options.lease.and_then(|base| address_after(base, index)),
                },
                yard: Arc::downgrade(&simulation.yard),
                log_failed: AtomicBool::new(false),
                partner: partner.clone(),
            });
            simulation.yard.put(host, place)?;
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

    /// Turns the switch for writing on or off, as a technician does with the maker's tool. False where no machine stands
    /// there.
    pub fn set_api_switch(&self, address: SocketAddr, on: bool) -> bool {
        let Some(host) = self.host(address) else { return false };
        host.machine.will().api_switch = Some(on);
        true
    }

    /// Changes the admin password, as a technician does with the maker's tool; all tokens die. False where no machine
    /// stands there.
    pub fn set_password(&self, address: SocketAddr, password: &str) -> bool {
        let Some(host) = self.host(address) else { return false };
        host.vault.set_password(&host.machine, password);
        true
    }

    /// Whether this is the admin password of the machine at `address`.
    pub fn password_is(&self, address: SocketAddr, password: &str) -> bool {
        let Some(host) = self.host(address) else { return false };
        let scene = Scene::new(&host.machine, host.moment(), Ipv4Addr::LOCALHOST);
        host.vault.password(&scene) == password
    }

    /// The logs of the machine at `address`, as it sends them.
    pub fn log_of(&self, address: SocketAddr) -> Option<Vec<u8>> {
        Some(files::log(&self.host(address)?.machine))
    }

    /// Closes the machine's ports, so that connections are cut and then refused, or opens them again.
    pub async fn set_down(&self, address: SocketAddr, down: bool) -> io::Result<()> {
        self.yard.set_down(address, down).await
    }

    /// Lets the machine at `from` answer at `to` instead: the same hardware address elsewhere, as after a new lease.
    pub async fn move_machine(&self, from: SocketAddr, to: SocketAddr) -> io::Result<()> {
        self.yard.move_machine(from, to).await
    }

    /// Stops all machines and waits until their ports are closed.
    pub async fn stop(self) {
        let sites = std::mem::take(&mut *self.sites());
        for site in sites.into_values() {
            close(site.ports).await;
        }
    }

    fn sites(&self) -> MutexGuard<'_, BTreeMap<SocketAddr, Site>> {
        self.yard.sites()
    }

    fn host(&self, address: SocketAddr) -> Option<Arc<Host>> {
        self.sites().get(&address).map(|site| Arc::clone(&site.host))
    }
}
