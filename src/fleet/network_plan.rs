//! Plans for addresses: which machine gets which, checked against itself and against the fleet before anything is sent.
//!
//! The window's network dialog makes one from a few fields or from a pasted table ([`Table`]), shows it, and sends the
//! commands that its entries give, once the network was asked whether the new addresses are free. Always true: an entry with a [`Problem`] gives no command, and no two entries without
//! one share an address.

mod answers;
mod problem;
mod table;

pub use problem::Problem;
pub use table::{Key, Line, Mistake, Table};

use super::{Fleet, Machine, MachineId};
use crate::protocol::{
    command::{Command, CommandKind},
    reading::MinerInfo,
    units::Mac,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

/// Where new addresses come from.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// From a DHCP server, for all of these machines.
    Dhcp(&'a [MachineId]),
    /// One after another, for these machines in this order.
    Series {
        /// Which machines.
        machines: &'a [MachineId],
        /// The first address.
        start: Ipv4Addr,
        /// From one to the next.
        step: u32,
    },
    /// As a table says, for the machines that it names.
    Table(&'a Table),
}

/// What is used where nothing else says it; what is missing here stays as the machine has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The mask.
    pub mask: Option<Ipv4Addr>,
    /// The gateway.
    pub gateway: Option<Ipv4Addr>,
    /// DNS servers with spaces between them.
    pub dns: Option<String>,
}

/// A fixed address with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The address.
    pub address: Ipv4Addr,
    /// The mask.
    pub mask: Ipv4Addr,
    /// The gateway.
    pub gateway: Ipv4Addr,
    /// DNS servers with spaces between them.
    pub dns: String,
}

/// What changes in the network of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its address stays as it is.
    Stays,
    /// It asks a DHCP server from now on.
    Dhcp,
    /// It gets this address.
    Fixed(Fixed),
}

/// One machine of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which machine.
    pub id: MachineId,
    /// Where it answers now.
    pub address: SocketAddr,
    /// Who it is.
    pub mac: Option<Mac>,
    /// What changes.
    pub change: Change,
    /// Its new host name.
    pub hostname: Option<String>,
    /// Its new place, which is written down here and not sent.
    pub location: Option<String>,
    /// What keeps it from being sent.
    pub problem: Option<Problem>,
}

/// A whole plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkPlan {
    /// The machines in the order in which they are sent.
    pub entries: Vec<Entry>,
    /// Lines of the table whose machine is not in the fleet: line number from 1, and how it was named.
    pub strangers: Vec<(usize, String)>,
}

/// What the source says of one machine.
#[derive(Clone, Debug, Default)]
struct Wish<'a> {
    is_dhcp: bool,
    is_out: bool,
    is_twice: bool,
    line: Line,
    machine: Option<&'a Machine>,
}

impl NetworkPlan {
    /// Makes a plan and checks it.
    pub fn new(fleet: &Fleet, source: Source<'_>, defaults: &Defaults) -> Self {
        let mut strangers = Vec::new();
        let wishes = wishes(fleet, source, &mut strangers);
        let mut entries: Vec<Entry> = wishes.iter().filter_map(|wish| entry(wish, defaults)).collect();
        check_together(fleet, &mut entries);
        Self { entries, strangers }
    }

    /// How many entries have a problem that must be mended.
    pub fn problems(&self) -> usize {
        self.entries.iter().filter_map(|entry| entry.problem).filter(|problem| !problem.may_be_left_out()).count()
    }

    /// How many machines are sent something.
    pub fn sent(&self) -> usize {
        self.entries.iter().filter(|entry| entry.command().is_some()).count()
    }
}

impl Entry {
    /// True where nothing changes.
    pub fn is_idle(&self) -> bool {
        self.change == Change::Stays && self.hostname.is_none() && self.location.is_none()
    }

    /// What is to be sent; `None` where there is a problem, or nothing to send.
    pub fn command(&self) -> Option<Command> {
        if self.problem.is_some() {
            return None;
        }
        let hostname = self.hostname.as_deref();
        match &self.change {
            Change::Stays => Command::with(CommandKind::SetHostname, &[("hostname", hostname?)]).ok(),
            Change::Dhcp => Command::with(CommandKind::NetConfig, &[("mode", "dhcp")]).ok(),
            Change::Fixed(fixed) => {
                let [address, mask, gateway] =
                    [fixed.address, fixed.mask, fixed.gateway].map(|address| address.to_string());
                let values = [
                    ("mode", "static"),
                    ("ip", &address),
                    ("mask", &mask),
                    ("gate", &gateway),
                    ("dns", &fixed.dns),
                    ("host", hostname.unwrap_or_default()),
                ];
                Command::with(CommandKind::NetConfig, &values).ok()
            }
        }
    }
}

fn wishes<'a>(fleet: &'a Fleet, source: Source<'_>, strangers: &mut Vec<(usize, String)>) -> Vec<Wish<'a>> {
    match source {
        Source::Dhcp(machines) => {
            let known = machines.iter().filter_map(|&id| fleet.get(id));
            known.map(|machine| Wish { is_dhcp: true, machine: Some(machine), ..Wish::default() }).collect()
        }
        Source::Series { machines, start, step } => {
            let known = machines.iter().filter_map(|&id| fleet.get(id)).enumerate();
            let wish = |(place, machine): (usize, &'a Machine)| {
                let offset = u32::try_from(place).ok().and_then(|place| place.checked_mul(step));
                let address = offset.and_then(|offset| u32::from(start).checked_add(offset)).map(Ipv4Addr::from);
                let line = Line { address, ..Line::default() };
                Wish { is_out: address.is_none(), line, machine: Some(machine), ..Wish::default() }
            };
            known.map(wish).collect()
        }
        Source::Table(table) => {
            let mut named = BTreeSet::new();
            let mut wishes = Vec::new();
            let by_ip: BTreeMap<IpAddr, &Machine> =
                fleet.iter().map(|machine| (machine.address.ip(), machine)).collect();
            for line in &table.lines {
                let found = match line.key {
                    Key::Mac(mac) => fleet.by_mac(mac),
                    Key::Address(address) => by_ip.get(&IpAddr::V4(address)).copied(),
                };
                match found {
                    Some(machine) => wishes.push(Wish {
                        is_twice: !named.insert(machine.id),
                        line: line.clone(),
                        machine: Some(machine),
                        ..Wish::default()
                    }),
                    None => strangers.push((line.number, line.key.to_string())),
                }
            }
            wishes
        }
    }
}

fn parsed(text: Option<&crate::protocol::reading::Text>) -> Option<Ipv4Addr> {
    text?.trim().parse().ok()
}

/// What a wish makes of its machine, checked by itself.
fn entry(wish: &Wish<'_>, defaults: &Defaults) -> Option<Entry> {
    let machine = wish.machine?;
    let info = machine.reading.info.as_deref();
    let line = &wish.line;
    let mut problem = None;
    let change = if wish.is_dhcp {
        if info.and_then(|info| info.dhcp) == Some(true) { Change::Stays } else { Change::Dhcp }
    } else if let Some(address) = line.address {
        let (fixed, wrong) = fixed(address, line, defaults, info);
        problem = wrong;
        let is_same = wrong.is_none() && is_as(machine, info, &fixed);
        if is_same { Change::Stays } else { Change::Fixed(fixed) }
    } else {
        Change::Stays
    };
    let is_new = |name: &&String| info.and_then(|info| info.hostname.as_deref()) != Some(name.as_str());
    let mut hostname = line.hostname.as_ref().filter(is_new).cloned();
    if let Some(name) = &hostname {
        let checked = Command::with(CommandKind::SetHostname, &[("hostname", name)]);
        problem = problem.or(checked.is_err().then_some(Problem::HostnameBad));
    } else if matches!(change, Change::Fixed(_)) {
        // The command always carries a name: the present one, so that it stays.
        let present = info.and_then(|info| info.hostname.as_ref()).map(ToString::to_string);
        hostname = present.filter(|name| Command::with(CommandKind::SetHostname, &[("hostname", name)]).is_ok());
    }
    let is_elsewhere = |place: &&String| machine.location().map(arcstr::ArcStr::as_str) != Some(place.as_str());
    let early = wish.is_out.then_some(Problem::OutOfAddresses).or(wish.is_twice.then_some(Problem::NamedTwice));
    Some(Entry {
        id: machine.id,
        address: machine.address,
        mac: machine.mac,
        change,
        hostname,
        location: line.location.as_ref().filter(is_elsewhere).cloned(),
        problem: early.or(problem),
    })
}

/// Whether a machine has all of this already.
fn is_as(machine: &Machine, info: Option<&MinerInfo>, fixed: &Fixed) -> bool {
    let Some(info) = info else { return false };
    machine.address.ip() == IpAddr::V4(fixed.address)
        && info.dhcp == Some(false)
        && parsed(info.netmask.as_ref()) == Some(fixed.mask)
        && parsed(info.gateway.as_ref()) == Some(fixed.gateway)
        && info.dns.as_deref().map(str::trim) == Some(fixed.dns.as_str())
}

/// An address with what belongs to it: from the line, else the defaults, else what the machine has.
fn fixed(address: Ipv4Addr, line: &Line, defaults: &Defaults, info: Option<&MinerInfo>) -> (Fixed, Option<Problem>) {
    let mask = line.mask.or(defaults.mask).or_else(|| parsed(info?.netmask.as_ref()));
    let gateway = line.gateway.or(defaults.gateway).or_else(|| parsed(info?.gateway.as_ref()));
    let dns = line.dns.clone().or_else(|| defaults.dns.clone());
    let dns = dns.or_else(|| Some(info?.dns.as_ref()?.to_string())).unwrap_or_default().trim().to_owned();
    let dns_is_good = !dns.is_empty() && dns.split_whitespace().all(|one| one.parse::<Ipv4Addr>().is_ok());
    let problem = match (mask, gateway) {
        (None, _) => Some(Problem::MaskMissing),
        (Some(mask), _) if !is_mask(mask) => Some(Problem::MaskBad),
        (Some(mask), _) if !is_host(address, mask) => Some(Problem::NotAHost),
        (_, None) => Some(Problem::GatewayMissing),
        (_, Some(gateway)) if gateway == address => Some(Problem::IsGateway),
        (Some(mask), Some(gateway)) if !is_together(address, gateway, mask) => Some(Problem::GatewayOutside),
        _ => (!dns_is_good).then_some(Problem::DnsBad),
    };
    let unset = Ipv4Addr::UNSPECIFIED;
    (Fixed { address, mask: mask.unwrap_or(unset), gateway: gateway.unwrap_or(unset), dns }, problem)
}

/// Whether an address is a mask that leaves room for at least two hosts.
pub fn is_mask(mask: Ipv4Addr) -> bool {
    let bits = u32::from(mask);
    (1..=30).contains(&bits.leading_ones()) && bits.leading_ones() + bits.trailing_zeros() == 32
}

fn is_together(one: Ipv4Addr, other: Ipv4Addr, mask: Ipv4Addr) -> bool {
    (u32::from(one) ^ u32::from(other)) & u32::from(mask) == 0
}

/// Whether a machine can have this address: neither the subnet's own nor the one of all.
fn is_host(address: Ipv4Addr, mask: Ipv4Addr) -> bool {
    let host = u32::from(address) & !u32::from(mask);
    let class = address.octets()[0];
    host != 0 && host != !u32::from(mask) && class != 0 && class < 224
}

/// Checks the entries against each other and against the machines that stay where they are.
fn check_together(fleet: &Fleet, entries: &mut [Entry]) {
    let mut wanted: BTreeMap<Ipv4Addr, usize> = BTreeMap::new();
    let mut moving = BTreeSet::new();
    for entry in entries.iter() {
        match &entry.change {
            Change::Fixed(fixed) => *wanted.entry(fixed.address).or_default() += 1,
            Change::Stays | Change::Dhcp => {}
        }
        if entry.change != Change::Stays {
            moving.insert(entry.id);
        }
    }
    let staying: BTreeMap<IpAddr, MachineId> = fleet
        .iter()
        .filter(|machine| !moving.contains(&machine.id))
        .map(|machine| (machine.address.ip(), machine.id))
        .collect();
    for entry in entries.iter_mut().filter(|entry| entry.problem.is_none()) {
        let Change::Fixed(fixed) = &entry.change else { continue };
        if wanted.get(&fixed.address).is_some_and(|count| *count > 1) {
            entry.problem = Some(Problem::Double);
        } else if staying.get(&IpAddr::V4(fixed.address)).is_some_and(|id| *id != entry.id) {
            entry.problem = Some(Problem::Taken);
        }
    }
}

#[cfg(test)]
mod tests;
