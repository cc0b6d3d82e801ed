//! Where the machines stand and which ports are open: what a restart closes for a while, and a new address moves.

use super::{
    places::Place,
    serve::{Api, Host, listen, serve},
};
use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{task::JoinHandle, time::sleep};
use tokio_util::sync::CancellationToken;

/// All sites of a fleet.
#[derive(Debug, Default)]
pub(crate) struct Yard(Mutex<BTreeMap<SocketAddr, Site>>);

/// An address with the machine that stands there.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) host: Arc<Host>,
    /// `None` while the machine is down.
    pub(crate) ports: Option<Ports>,
    pub(crate) v3_port: Option<u16>,
}

/// A machine's open ports.
#[derive(Debug)]
pub(crate) struct Ports {
    pub(crate) address: SocketAddr,
    pub(crate) v3: Option<SocketAddr>,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Drop for Ports {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Yard {
    /// The sites; held for a moment only.
    pub(crate) fn sites(&self) -> MutexGuard<'_, BTreeMap<SocketAddr, Site>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has(&self, address: SocketAddr) -> bool {
        self.sites().contains_key(&address)
    }

    /// Puts a machine at a place and opens its ports.
    pub(crate) fn put(&self, host: Arc<Host>, place: Place) -> io::Result<SocketAddr> {
        let ports = open(&host, place)?;
        let address = ports.address;
        self.sites().insert(address, Site { host, ports: Some(ports), v3_port: place.v3_port });
        Ok(address)
    }

    /// Closes a machine's ports, or opens them again.
    pub(crate) async fn set_down(&self, address: SocketAddr, down: bool) -> io::Result<()> {
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

    /// Lets the machine at `from` answer at `to` instead.
    pub(crate) async fn move_machine(&self, from: SocketAddr, to: SocketAddr) -> io::Result<()> {
        let to = v4(to)?;
        let Site { host, ports, v3_port } = self.sites().remove(&from).ok_or_else(|| no_machine(from))?;
        let was_open = ports.is_some();
        close(ports).await;
        let moved = self.put(Arc::clone(&host), Place { v2: to, v3_port });
        if moved.is_err() {
            // It stays where it was.
            self.sites().insert(from, Site { host, ports: None, v3_port });
            if was_open {
                self.set_down(from, false).await?;
            }
        }
        moved.map(drop)
    }

    /// A machine goes away for a while and comes back, perhaps elsewhere; its clocks begin anew. Where the new address
    /// is taken it comes back where it was.
    pub(crate) async fn boot(&self, address: SocketAddr, to: Option<Ipv4Addr>, away: Duration) -> io::Result<()> {
        self.set_down(address, true).await?;
        sleep(away).await;
        let host = self.sites().get(&address).map(|site| Arc::clone(&site.host)).ok_or_else(|| no_machine(address))?;
        host.started_anew();
        let new = to.map(|ip| SocketAddr::new(ip.into(), address.port())).filter(|new| *new != address);
        match new {
            Some(new) if !self.has(new) && self.move_machine(address, new).await.is_ok() => Ok(()),
            Some(_) | None => self.set_down(address, false).await,
        }
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
pub(crate) async fn close(ports: Option<Ports>) {
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

/// What is said of an address where nothing stands.
pub(crate) fn no_machine(address: SocketAddr) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no machine stands at {address}"))
}
