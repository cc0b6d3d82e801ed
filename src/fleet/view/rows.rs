//! What a view remembers about each machine, so that news of one costs only one.

use super::{
    order::{MISSING, Scales, directed, eight, tail_cmp},
    parts::in_parts,
};
use crate::{
    fleet::{Column, Context, Filter, Fleet, HealthCounts, HealthState, Machine, MachineId, SortKey},
    protocol::reading::Text,
};
use std::cmp::Ordering;

/// Levels of sorting.
pub(super) const LEVELS: usize = 2;

/// What is remembered about a machine.
#[derive(Debug, Default)]
struct Row {
    /// False before it comes and after it is gone.
    is_there: bool,
    weight: Weight,
    /// What plain words search, in lower case.
    shown: Box<str>,
}

/// Where a row belongs in the order.
#[derive(Debug, Default, PartialEq)]
struct Weight {
    /// The heads of the sort keys.
    heads: [u64; LEVELS],
    tails: [Option<Text>; LEVELS],
}

/// What is remembered about all machines, by id.
#[derive(Debug, Default)]
pub(super) struct Rows {
    known: Vec<Row>,
    /// The state of those that pass the filter. Apart from the rows, because all of it is walked at every change.
    passing: Vec<Option<HealthState>>,
    counts: HealthCounts,
    /// Used again for every row.
    text: String,
}

/// By what rows are shown and put in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) filter: &'a Filter,
    pub(super) sort: &'a [SortKey],
    pub(super) columns: &'a [Column],
}

/// What news of a machine changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// Its place among all rows.
    pub(super) moves: bool,
    /// Whether it passes.
    pub(super) passes: bool,
}

impl Rows {
    pub(super) fn counts(&self) -> HealthCounts {
        self.counts
    }

    pub(super) fn passes(&self, id: MachineId) -> bool {
        self.passing.get(id.index()).is_some_and(Option::is_some)
    }

    /// Makes room for new machines.
    pub(super) fn grow(&mut self, machines: usize) {
        if self.known.len() < machines {
            self.known.resize_with(machines, Row::default);
            self.passing.resize(machines, None);
        }
    }

    /// Takes over news of one machine; `None` where its row is gone.
    pub(super) fn renew(
        &mut self,
        id: MachineId,
        machine: Option<&Machine>,
        wanted: Wanted<'_>,
        context: &Context<'_>,
        scales: &mut Scales,
    ) -> Change {
        let Some(row) = self.known.get_mut(id.index()) else { return Change::default() };
        let Some(machine) = machine else {
            let moves = std::mem::take(row).is_there;
            return Change { moves, passes: self.set_passing(id, None) };
        };
        Filter::shown(&mut self.text, wanted.columns, machine, context);
        if *row.shown != *self.text {
            row.shown = self.text.as_str().into();
        }
        let weight = Weight::of(machine, wanted.sort, context, scales);
        let moves = !row.is_there || row.weight != weight;
        (row.is_there, row.weight) = (true, weight);
        Change { moves, passes: self.judge(machine, wanted.filter, context) }
    }

    /// Weighs all rows anew, for another way of sorting.
    pub(super) fn weigh_all(&mut self, fleet: &Fleet, sort: &[SortKey], context: &Context<'_>) {
        in_parts(&mut self.known, |first, part| {
            let mut scales = Scales::default();
            for (machine, row) in fleet.slots(first).zip(part) {
                if let Some(machine) = machine {
                    row.weight = Weight::of(machine, sort, context, &mut scales);
                }
            }
        });
    }

    /// Asks the filter about all rows anew.
    pub(super) fn judge_all(&mut self, fleet: &Fleet, filter: &Filter, context: &Context<'_>) {
        let known = &self.known;
        in_parts(&mut self.passing, |first, part| {
            for ((machine, row), passing) in fleet.slots(first).zip(&known[first..]).zip(part) {
                let passes = |machine: &&Machine| filter.matches(machine, &row.shown, context);
                *passing = machine.filter(passes).map(|machine| machine.health.state);
            }
        });
        self.counts = HealthCounts::default();
        self.passing.iter().flatten().for_each(|&state| self.counts.add(state));
    }

    fn judge(&mut self, machine: &Machine, filter: &Filter, context: &Context<'_>) -> bool {
        let Some(row) = self.known.get(machine.id.index()) else { return false };
        let passes = filter.matches(machine, &row.shown, context);
        self.set_passing(machine.id, passes.then_some(machine.health.state))
    }

    /// Returns whether the row comes or goes by this.
    fn set_passing(&mut self, id: MachineId, state: Option<HealthState>) -> bool {
        let Some(kept) = self.passing.get_mut(id.index()) else { return false };
        let before = std::mem::replace(kept, state);
        if before != state {
            if let Some(state) = before {
                self.counts.remove(state);
            }
            if let Some(state) = state {
                self.counts.add(state);
            }
        }
        before.is_some() != state.is_some()
    }

    /// The order of two rows: by the keys, then by age of the row, so that equal ones never swap.
    pub(super) fn compare(&self, a: MachineId, b: MachineId, sort: &[SortKey]) -> Ordering {
        let levels = sort.iter().take(LEVELS).enumerate();
        let orders = levels.map(|(level, by)| {
            let heads = [a, b].map(|id| directed(self.known[id.index()].weight.heads[level], by.descending));
            heads[0].cmp(&heads[1]).then_with(|| self.tail_cmp(a, b, level, by.descending))
        });
        orders.fold(Ordering::Equal, Ordering::then).then(a.cmp(&b))
    }

    /// The order of two rows whose heads are equal.
    fn tail_cmp(&self, a: MachineId, b: MachineId, level: usize, descending: bool) -> Ordering {
        let [a, b] = [a, b].map(|id| self.known[id.index()].weight.tails[level].as_ref());
        if descending { tail_cmp(b, a) } else { tail_cmp(a, b) }
    }

    /// All rows in order, those that pass and those that don't.
    pub(super) fn sorted(&self, fleet: &Fleet, sort: &[SortKey]) -> Vec<MachineId> {
        // Numbers beside the ids: sorting that touches no row until they are equal is several times faster.
        let levels = [0, 1].map(|level| sort.get(level).map(|&by| Level::of(self.weights(fleet), level, by)));
        let number = |weight: &Weight, level: usize| levels[level].as_ref().map(|it| it.number(weight, level));
        let entry =
            |(id, weight): (MachineId, &Weight)| ([0, 1].map(|level| number(weight, level).unwrap_or_default()), id);
        let mut entries: Vec<([[u64; 2]; LEVELS], MachineId)> = self.weights(fleet).map(entry).collect();
        if levels.iter().flatten().all(|level| level.is_decisive) {
            entries.sort_unstable();
        } else {
            entries.sort_unstable_by(|&(x, a), &(y, b)| {
                let tail = |level: usize| match &levels[level] {
                    Some(it) if !it.is_decisive => self.tail_cmp(a, b, level, it.descending),
                    Some(_) | None => Ordering::Equal,
                };
                let order = |level: usize| x[level].cmp(&y[level]).then_with(|| tail(level));
                order(0).then_with(|| order(1)).then(a.cmp(&b))
            });
        }
        entries.into_iter().map(|(_, id)| id).collect()
    }

    fn weights<'a>(&'a self, fleet: &'a Fleet) -> impl Iterator<Item = (MachineId, &'a Weight)> {
        let rows = self.known.iter().enumerate().map(|(index, row)| (MachineId(index as u32), &row.weight));
        rows.filter(|(id, _)| fleet.get(*id).is_some())
    }
}

impl Weight {
    fn of(machine: &Machine, sort: &[SortKey], context: &Context<'_>, scales: &mut Scales) -> Self {
        let mut weight = Self::default();
        for (level, by) in sort.iter().take(LEVELS).enumerate() {
            let key = scales.weigh(by.column, machine, context);
            weight.heads[level] = key.head();
            weight.tails[level] = key.into_tail();
        }
        weight
    }

    /// The words of a level, where it has words.
    fn words(&self, level: usize) -> Words<'_> {
        match &self.tails[level] {
            Some(tail) => Words::Long(tail.as_bytes()),
            None if self.heads[level] == MISSING => Words::Missing,
            None => Words::Short(self.heads[level].to_be_bytes()),
        }
    }
}

/// The words of a sort key.
enum Words<'a> {
    Missing,
    /// Up to eight bytes, and zeros behind them.
    Short([u8; 8]),
    Long(&'a [u8]),
}

impl Words<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Missing => &[],
            Self::Short(bytes) => bytes,
            Self::Long(bytes) => bytes,
        }
    }
}

/// How the keys of a level become numbers: figures are some already; of words, whatever they all begin with is skipped
/// (serial numbers, pools), and the next sixteen bytes count.
#[derive(Debug)]
struct Level {
    descending: bool,
    /// The bytes to skip; `None` where the heads are numbers.
    skip: Option<usize>,
    /// Rows whose numbers are equal are equal.
    is_decisive: bool,
}

impl Level {
    fn of<'a>(weights: impl Iterator<Item = (MachineId, &'a Weight)>, level: usize, by: SortKey) -> Self {
        let mut alike: Option<&[u8]> = None;
        let (mut shortest, mut longest) = (usize::MAX, 0);
        let mut has_tails = false;
        for (_, weight) in weights {
            let Some(tail) = weight.tails[level].as_ref().map(Text::as_bytes) else {
                // Words that are shorter than all others: they say where skipping has to stop.
                shortest = if weight.heads[level] == MISSING { shortest } else { 0 };
                continue;
            };
            has_tails = true;
            let first = alike.unwrap_or(tail);
            let same = first.iter().zip(tail).take_while(|(a, b)| a == b).count();
            alike = Some(&first[..same]);
            longest = longest.max(tail.len());
        }
        let is_words = has_tails && !matches!(by.column, Column::Ip | Column::PreviousIp);
        let skip = is_words.then(|| alike.map_or(0, <[u8]>::len).min(shortest));
        let is_decisive = !has_tails || skip.is_some_and(|skip| longest - skip <= 16);
        Self { descending: by.descending, skip, is_decisive }
    }

    fn number(&self, weight: &Weight, level: usize) -> [u64; 2] {
        let Some(skip) = self.skip else { return [directed(weight.heads[level], self.descending), 0] };
        let words = weight.words(level);
        if matches!(words, Words::Missing) {
            return [MISSING; 2];
        }
        let part = |from: usize| u64::from_be_bytes(eight(words.bytes(), from));
        let [first, second] = [part(skip), part(skip + 8)];
        if self.descending { [MISSING - 1 - first, MISSING - second] } else { [first, second] }
    }
}
