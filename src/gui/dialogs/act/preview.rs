//! What is sent to whom, worked out a little in each frame so that 50,000 machines don't hold up the window.
//!
//! The preview is the plan: the commands that are shown are the ones that are sent, each to where its machine is in the
//! frame in which it is confirmed. When a machine is found elsewhere meanwhile, the preview is worked out anew, because a
//! command may have the address in it.

use super::super::super::app::Parts;
use crate::{
    engine::batch::{BatchStep, Note, Remark, Work},
    fleet::{
        Intent, MachineId, Obstacle,
        intent::{Change, Double, Template, changes, doubles},
    },
    protocol::{Command, units::Mac},
};
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

/// The most that one frame spends here.
const A_FRAME: Duration = Duration::from_millis(6);
/// Machines whose changes are kept for the table.
pub(super) const TABLED: usize = 200;

/// Where a machine is that is gone from the fleet.
const GONE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// One machine.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) address: SocketAddr,
    mac: Option<Mac>,
    /// What it is told; else the place of the reason among the obstacles.
    pub(super) command: Result<Arc<Command>, usize>,
    /// It has all of it already.
    pub(super) is_same: bool,
    /// Old and new, for the first machines only.
    pub(super) changes: Vec<Change>,
}

/// The preview, whole or in the making.
#[derive(Debug, Default)]
pub(super) struct Preview {
    intent: Option<Intent>,
    pub(super) rows: Vec<Row>,
    /// Why machines are told nothing, each reason once with its machines.
    pub(super) obstacles: Vec<(Obstacle, Vec<SocketAddr>)>,
    /// Equal changes with the number of machines that they are made on.
    pub(super) groups: BTreeMap<Change, usize>,
    /// Values that several machines would share, once the preview is whole.
    pub(super) doubles: Vec<Double>,
    pub(super) same: usize,
    pub(super) is_whole: bool,
    last: Option<Arc<Command>>,
    /// The revision of the fleet at which the rows were last compared with it.
    compared: u64,
}

/// Where a machine is and who it is.
fn whereabouts(parts: &Parts<'_>, id: MachineId) -> (SocketAddr, Option<Mac>) {
    parts.fleet.get(id).map_or((GONE, None), |machine| (machine.address, machine.mac))
}

impl Preview {
    /// Goes on with the work; begins anew where something else is wanted.
    pub(super) fn advance(&mut self, parts: &Parts<'_>, targets: &[MachineId], intent: &Intent) {
        if self.intent.as_ref() != Some(intent) || self.is_outdated(parts, targets) {
            *self = Self { intent: Some(intent.clone()), ..Self::default() };
        }
        if self.is_whole {
            return;
        }
        let fixed = fixed_parameters(intent);
        let begun = Instant::now();
        while let Some(id) = targets.get(self.rows.len()) {
            self.add(parts, *id, intent, &fixed);
            if self.rows.len().is_multiple_of(16) && begun.elapsed() > A_FRAME {
                return;
            }
        }
        let commands = self.rows.iter().filter_map(|row| row.command.as_ref().ok());
        self.doubles = doubles(commands.map(AsRef::as_ref));
        self.is_whole = true;
    }

    /// Whether a machine is no longer where its row says.
    fn is_outdated(&mut self, parts: &Parts<'_>, targets: &[MachineId]) -> bool {
        let revision = parts.fleet.revision();
        if std::mem::replace(&mut self.compared, revision) == revision {
            return false;
        }
        let is_other = |(row, id): (&Row, &MachineId)| (row.address, row.mac) != whereabouts(parts, *id);
        self.rows.iter().zip(targets).any(is_other)
    }

    /// Nothing is wanted that could be worked out.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn add(&mut self, parts: &Parts<'_>, id: MachineId, intent: &Intent, fixed: &[&'static str]) {
        let (address, mac) = whereabouts(parts, id);
        let mut row = Row { address, mac, command: Err(usize::MAX), is_same: false, changes: Vec::new() };
        // A machine that is gone from the fleet keeps its number, so that the others' don't shift.
        let Some(machine) = parts.fleet.get(id) else {
            self.rows.push(row);
            return;
        };
        let command = intent.for_machine(machine, self.rows.len() + 1).map(|command| self.shared(command));
        match command {
            Ok(command) => {
                let changes = changes(machine, &command);
                row.is_same = !changes.is_empty() && changes.iter().all(Change::is_none) && !machine.is_stale();
                self.same += usize::from(row.is_same);
                for change in changes.iter().filter(|change| !change.is_none() && fixed.contains(&change.parameter)) {
                    *self.groups.entry(change.clone()).or_default() += 1;
                }
                if self.rows.len() < TABLED {
                    row.changes = changes;
                }
                row.command = Ok(command);
            }
            Err(obstacle) => {
                let known = self.obstacles.iter().position(|(known, _)| *known == obstacle);
                let place = known.unwrap_or_else(|| {
                    self.obstacles.push((obstacle, Vec::new()));
                    self.obstacles.len() - 1
                });
                self.obstacles[place].1.push(machine.address);
                row.command = Err(place);
            }
        }
        self.rows.push(row);
    }

    /// The command, in memory once for neighbours that are told the same.
    fn shared(&mut self, command: Command) -> Arc<Command> {
        match &self.last {
            Some(last) if **last == command => last.clone(),
            _ => self.last.insert(Arc::new(command)).clone(),
        }
    }

    /// Machines that are told something, with or without those that have it already.
    pub(super) fn told(&self, leaves_out_same: bool) -> usize {
        let all = self.rows.iter().filter(|row| row.command.is_ok()).count();
        if leaves_out_same { all - self.same } else { all }
    }

    /// Machines that are told nothing because they can't take it.
    pub(super) fn hindered(&self) -> usize {
        self.obstacles.iter().map(|(_, machines)| machines.len()).sum()
    }

    /// The steps of the plan: those that are told something first, then those that are not, with the reason.
    pub(super) fn steps(&self, leaves_out_same: bool, work: impl Fn(&Arc<Command>) -> Work) -> Vec<BatchStep> {
        let step = |row: &Row, work: Work| BatchStep { address: row.address, mac: row.mac, work, before: None };
        let reasons: Vec<Remark> = self.obstacles.iter().map(|(obstacle, _)| obstacle.clone().into()).collect();
        let (mut told, mut left) = (Vec::new(), Vec::new());
        for row in &self.rows {
            match &row.command {
                Ok(_) if row.is_same && leaves_out_same => left.push(step(row, Work::Skip(Note::AlreadySo.into()))),
                Ok(command) => told.push(step(row, work(command))),
                Err(place) => {
                    if let Some(reason) = reasons.get(*place) {
                        left.push(step(row, Work::Skip(reason.clone())));
                    }
                }
            }
        }
        told.append(&mut left);
        told
    }
}

/// The parameters that have the same value for every machine: changes of the others are not worth counting.
fn fixed_parameters(intent: &Intent) -> Vec<&'static str> {
    let is_fixed = |name: &str| {
        let typed = intent.draft.values.get(name).map_or("", String::as_str);
        Template::parse(typed).is_ok_and(|template| template.is_fixed())
    };
    let keeps = |name: &str| intent.draft.keep_workers && (name.starts_with("worker") || name.starts_with("passwd"));
    let spec = intent.kind.spec();
    let parameters = spec.parameters.iter().filter(|one| (!one.is_template || is_fixed(one.name)) && !keeps(one.name));
    parameters.map(|parameter| parameter.name).chain([spec.name]).collect()
}
