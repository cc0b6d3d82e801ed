//! Commands after which a machine may answer at another address: it is found again by its MAC address.

use super::{
    BatchStep, MachineState, Note, Outcome, OutcomeKind, Remark,
    poll::{Look, Looked, look_until},
    runner::Turn,
    work::{Batch, Early, Sent},
};
use crate::{
    net::{Miners, ReadPlan},
    protocol::{Command, CommandKind, Query, Reading, command::ReadBack, reading::MinerInfo, units::Mac},
};
use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::task::JoinSet;

/// When a machine that restarts is first looked for.
const FIRST: Duration = Duration::from_secs(1);
/// Neighbours that are asked at once for the machine that is looked for.
const NEIGHBOURS: usize = 32;

/// Where the machine should be afterwards.
#[derive(Clone, Copy, Debug)]
enum Wanted {
    /// Exactly there.
    At(SocketAddr),
    /// Wherever the network puts it, with an address that it got from there.
    ByDhcp,
    /// Wherever, in any state.
    Anywhere,
}

/// Sends the command and looks for the machine.
pub(super) async fn tell(batch: &Batch, turn: &mut Turn, step: &BatchStep, command: &Arc<Command>) -> Early<Outcome> {
    let passwords = batch.passwords(step)?;
    let options = &batch.plan.options;
    let wanted = wanted(step.address, command);
    let is_looked_for = options.read_back && (options.find_moved || !matches!(wanted, Wanted::Anywhere));
    let mac = match step.mac {
        None if is_looked_for => batch.before(turn, step, WHO).await?.and_then(|before| before.mac()),
        known => known,
    };
    batch.announce(turn).await?;
    let miners = &batch.shared.miners;
    let sent = batch.send(turn, || miners.tell(step.address, command, &passwords, &batch.stop)).await?;
    turn.leave();
    if !is_looked_for {
        return Ok(sent.unread());
    }
    turn.show(MachineState::ReadingBack);
    let patience = batch.patience(ReadBack::Network.patience(), batch.scaled(FIRST * 10).min(FIRST));
    let looked = look_until(patience, &batch.stop, || look(batch, step.address, mac, (wanted, command))).await;
    Ok(concluded(sent, looked, step.address, mac.is_some() && !matches!(wanted, Wanted::Anywhere)))
}

/// Who a machine is.
const WHO: ReadPlan = ReadPlan::of(&[Query::Info]);

fn wanted(old: SocketAddr, command: &Command) -> Wanted {
    if command.kind() == CommandKind::FactoryReset {
        return Wanted::Anywhere;
    }
    let ip: Option<IpAddr> = command.text("ip").and_then(|ip| ip.parse().ok());
    ip.map_or(Wanted::ByDhcp, |ip| Wanted::At(SocketAddr::new(ip, old.port())))
}

/// Where it answers, and whether it said that its address is as wanted.
type Place = (SocketAddr, bool);

async fn look(batch: &Batch, old: SocketAddr, mac: Option<Mac>, (wanted, command): (Wanted, &Command)) -> Look<Place> {
    let at = if let Wanted::At(new) = wanted { new } else { old };
    let missed = match batch.shared.miners.read(at, &WHO).await {
        Ok(reading) => match is_it(&reading, mac) {
            Some(false) => Remark::from(Note::OtherMachine),
            same => match is_as_wanted(&reading, wanted, command) {
                Some(false) => Note::AddressAsBefore.into(),
                settled => return Look::Found((at, same == Some(true) && settled == Some(true))),
            },
        },
        Err(failure) => Remark::At(at, failure),
    };
    let (Some(mac), true, false) = (mac, batch.plan.options.find_moved, matches!(wanted, Wanted::At(_))) else {
        return Look::NotYet(missed);
    };
    match find(&batch.shared.miners, old, mac).await {
        Some((place, reading)) => Look::Found((place, is_as_wanted(&reading, wanted, command) == Some(true))),
        None => Look::NotYet(missed),
    }
}

fn is_it(reading: &Reading, mac: Option<Mac>) -> Option<bool> {
    Some(reading.mac()? == mac?)
}

/// Whether the machine says that its address settings are as it was told; `None` where it does not say.
fn is_as_wanted(reading: &Reading, wanted: Wanted, command: &Command) -> Option<bool> {
    let info = reading.info.as_ref()?;
    let dhcp = info.dhcp?;
    match wanted {
        Wanted::At(_) => Some(!dhcp && has_network(info, command)),
        Wanted::ByDhcp => Some(dhcp),
        Wanted::Anywhere => Some(true),
    }
}

/// Whether mask, gateway and name servers are as told, as far as the machine says them. A machine that keeps its address
/// answers there also before it restarts.
fn has_network(info: &MinerInfo, command: &Command) -> bool {
    [("mask", &info.netmask), ("gate", &info.gateway), ("dns", &info.dns)].into_iter().all(|(name, said)| {
        let said = said.as_deref().map(addresses).unwrap_or_default();
        said.is_empty() || command.text(name).is_none_or(|told| addresses(told) == said)
    })
}

fn addresses(text: &str) -> BTreeSet<IpAddr> {
    text.split([' ', ',']).filter_map(|address| address.parse().ok()).collect()
}

/// Looks for a machine among its 254 neighbours, a few at a time.
async fn find(miners: &Miners, old: SocketAddr, mac: Mac) -> Option<(SocketAddr, Reading)> {
    let IpAddr::V4(ip) = old.ip() else { return None };
    let network = ip.to_bits() & !0xff;
    let mut places = (1..255).map(|host| SocketAddr::from((Ipv4Addr::from_bits(network | host), old.port())));
    let mut reads = JoinSet::new();
    loop {
        while reads.len() < NEIGHBOURS
            && let Some(place) = places.next()
        {
            let miners = miners.clone();
            reads.spawn(async move { (place, miners.read(place, &WHO).await) });
        }
        match reads.join_next().await? {
            Ok((place, Ok(reading))) if reading.mac() == Some(mac) => return Some((place, reading)),
            Ok(_) => {}
            Err(error) => tracing::warn!("a neighbour's read ended: {error}"),
        }
    }
}

fn concluded(sent: Sent, looked: Looked<Place>, old: SocketAddr, can_be_proven: bool) -> Outcome {
    match looked {
        Looked::Found((place, is_proven)) => {
            let kind = if can_be_proven && is_proven { OutcomeKind::Done } else { OutcomeKind::Accepted };
            let moved_to = (place != old).then_some(place);
            Outcome { moved_to, ..Outcome::new(kind, Remark::AnswersAt(place)) }
        }
        Looked::NotShown => sent.unread(),
        Looked::Late(seen) => sent.concluded(Looked::Late(seen)),
        Looked::Cancelled => sent.concluded(Looked::Cancelled),
    }
}
