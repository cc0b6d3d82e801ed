//! Simulated machines on threads of their own, for tests that are not asynchronous themselves.

use rackhand::sim::{Fault, FaultSet, SimOptions, Simulation, Truth};
use std::net::{Ipv4Addr, SocketAddr};
use tokio::runtime::Runtime;

/// Simulated machines on threads of their own.
pub(crate) struct Farm {
    simulation: Simulation,
    runtime: Runtime,
}

impl Farm {
    /// Well machines from 127.25.`subnet`.1 on.
    pub(crate) fn start(subnet: u8, miners: usize) -> Self {
        let options = SimOptions { miners, base: Ipv4Addr::new(127, 25, subnet, 1), ..SimOptions::default() };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let simulation = runtime.block_on(Simulation::start(options)).unwrap();
        Self { simulation, runtime }
    }

    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        self.simulation.addresses()
    }

    pub(crate) fn range(&self) -> String {
        self.simulation.range()
    }

    pub(crate) fn truth(&self, address: SocketAddr) -> Truth {
        self.simulation.truth(address).expect("a machine stands there")
    }

    /// Connections that the machine took so far.
    pub(crate) fn connections(&self, address: SocketAddr) -> u32 {
        self.simulation.talks(address).expect("a machine stands there").connections
    }

    pub(crate) fn set_fault(&self, address: SocketAddr, fault: Fault) {
        assert!(self.simulation.set_fault(address, fault));
    }

    /// Takes every fault from the machine.
    pub(crate) fn set_well(&self, address: SocketAddr) {
        assert!(self.simulation.set_fault(address, FaultSet::default()));
    }

    pub(crate) fn set_down(&self, address: SocketAddr, down: bool) {
        self.runtime.block_on(self.simulation.set_down(address, down)).unwrap();
    }

    pub(crate) fn move_machine(&self, from: SocketAddr, to: SocketAddr) {
        self.runtime.block_on(self.simulation.move_machine(from, to)).unwrap();
    }
}
