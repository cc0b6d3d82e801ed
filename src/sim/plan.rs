//! Who is what: which profile and which faults each machine of a fleet gets.
//!
//! [`Mix`] says the kinds of machines by weight, [`FaultPlan`] says how many have which fault. Both are read from the
//! command line's text and both are dealt out by the seed, so that shares come out exactly and always the same.

use super::{
    fault::{Fault, FaultSet},
    noise::Noise,
    profile::{PROFILES, Profile},
};

/// A text that names no profile or fault, or gives no share that makes sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// No profile is called this.
    #[error("no profile is called `{name}`; there are {}", PROFILES.iter().map(|profile| profile.name).collect::<Vec<_>>().join(", "))]
    NoSuchProfile {
        /// The word that was given.
        name: String,
    },
    /// No fault is called this.
    #[error("no fault is called `{name}`; there are {}", Fault::ALL.iter().map(|fault| fault.name()).collect::<Vec<_>>().join(", "))]
    NoSuchFault {
        /// The word that was given.
        name: String,
    },
    /// The part behind the colon is no weight, count or share.
    #[error("`{share}` is no {wanted}")]
    BadShare {
        /// The text that was given.
        share: String,
        /// What was wanted.
        wanted: &'static str,
    },
}

/// How many machines have a fault.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// So many of a hundred.
    Percent(f64),
    /// So many machines.
    Count(usize),
}

impl Share {
    /// How many that is of `miners`.
    fn of(self, miners: usize) -> usize {
        match self {
            Self::Percent(percent) => (miners as f64 * percent / 100.0).round() as usize,
            Self::Count(count) => count,
        }
        .min(miners)
    }

    fn parse(text: &str) -> Result<Self, PlanError> {
        let bad = || PlanError::BadShare { share: text.to_owned(), wanted: "share like `2%` or count like `3`" };
        match text.strip_suffix('%') {
            Some(percent) => {
                let percent: f64 = percent.trim().parse().map_err(|_no_number| bad())?;
                (0.0..=100.0).contains(&percent).then_some(Self::Percent(percent)).ok_or_else(bad)
            }
            None => text.parse().map(Self::Count).map_err(|_no_number| bad()),
        }
    }
}

/// Which faults how many machines have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FaultPlan(Vec<(Fault, Share)>);

impl FaultPlan {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a fault.
    #[must_use]
    pub fn with(mut self, fault: Fault, share: Share) -> Self {
        self.0.push((fault, share));
        self
    }

    /// Reads `silence:2%,board-missing:3`: a name and how many machines have it, in per cent or by count. A name alone
    /// means every machine.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        items(text)
            .map(|(name, share)| {
                let fault = Fault::named(name).ok_or_else(|| PlanError::NoSuchFault { name: name.to_owned() })?;
                Ok((fault, share.map_or(Ok(Share::Percent(100.0)), Share::parse)?))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Deals the faults out to `miners` machines. Faults of one plan fall on different machines as long as there are
    /// enough of them, and then begin anew.
    pub(crate) fn deal(&self, seed: u64, miners: usize) -> Vec<FaultSet> {
        let mut dealt = vec![FaultSet::default(); miners];
        let order = shuffled(seed, "faults", miners);
        let mut next = order.iter().cycle();
        for (fault, share) in &self.0 {
            for machine in next.by_ref().take(share.of(miners)) {
                dealt[*machine] = dealt[*machine].with(*fault);
            }
        }
        dealt
    }
}

/// Which kinds of machines there are, by weight, and what usually ails them.
#[derive(Clone, Debug, PartialEq)]
pub struct Mix {
    profiles: Vec<(&'static Profile, u32)>,
    faults: FaultPlan,
}

impl Mix {
    /// Only machines of `profile`, all well.
    pub fn only(profile: &'static Profile) -> Self {
        Self { profiles: vec![(profile, 1)], faults: FaultPlan::none() }
    }

    /// As many of each profile, all well.
    pub fn every() -> Self {
        Self { profiles: PROFILES.iter().map(|profile| (profile, 1)).collect(), faults: FaultPlan::none() }
    }

    /// A believable farm: mostly M30S++ and M50 of several years, some newer, about a tenth in some kind of trouble.
    pub fn demo() -> Self {
        const WEIGHTS: &[(&str, u32)] = &[
            ("m30s-2021", 8),
            ("m30s++-2022", 20),
            ("m30s+-2023", 14),
            ("m50-2023", 22),
            ("m50-2024", 12),
            ("m60s-2025", 12),
            ("m56s-2026", 8),
            ("m7bs-2026", 4),
        ];
        const TROUBLES: &[(Fault, f64)] = &[
            (Fault::WeakBoard, 2.0),
            (Fault::BoardMissing, 1.5),
            (Fault::HotChip, 1.0),
            (Fault::Fan, 1.0),
            (Fault::PsuError, 0.5),
            (Fault::DeadPool, 0.5),
            (Fault::Stopped, 1.5),
            (Fault::Asleep, 0.5),
            (Fault::Starting, 1.0),
            (Fault::ApiOff, 1.5),
            (Fault::Denied, 0.5),
            (Fault::NotJson, 0.5),
            (Fault::Silence, 0.5),
            // Quirks that a good client does not even notice.
            (Fault::FactoryPassword, 3.0),
            (Fault::TrailingNul, 1.0),
            (Fault::Split, 1.0),
            (Fault::NoJoin, 1.0),
        ];
        let faults = TROUBLES
            .iter()
            .fold(FaultPlan::none(), |plan, (fault, percent)| plan.with(*fault, Share::Percent(*percent)));
        Self {
            profiles: WEIGHTS.iter().filter_map(|(name, weight)| Some((Profile::named(name)?, *weight))).collect(),
            faults,
        }
    }

    /// Reads `m50-2023:3,m60s-2025`: profiles and their weights (1 where none is given), all well.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let profiles = items(text)
            .map(|(name, weight)| {
                let profile = Profile::named(name).ok_or_else(|| PlanError::NoSuchProfile { name: name.to_owned() })?;
                let weight = weight.map_or(Ok(1), |weight| {
                    weight.parse::<u32>().ok().filter(|weight| (1..=10_000).contains(weight)).ok_or_else(|| {
                        PlanError::BadShare { share: weight.to_owned(), wanted: "weight from 1 to 10000" }
                    })
                })?;
                Ok((profile, weight))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if profiles.is_empty() {
            return Err(PlanError::NoSuchProfile { name: text.to_owned() });
        }
        Ok(Self { profiles, faults: FaultPlan::none() })
    }

    /// The troubles that belong to this mix.
    pub fn faults(&self) -> &FaultPlan {
        &self.faults
    }

    /// Deals the profiles out to `miners` machines: shares by weight, exactly, in the seed's order.
    pub(crate) fn deal(&self, seed: u64, miners: usize) -> Vec<&'static Profile> {
        let total: u64 = self.profiles.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut dealt = vec![self.profiles[0].0; miners];
        let order = shuffled(seed, "profiles", miners);
        for (place, machine) in order.into_iter().enumerate() {
            let point = place as u64 * total / miners.max(1) as u64;
            let mut reached = 0;
            let profile = self.profiles.iter().find(|(_, weight)| {
                reached += u64::from(*weight);
                point < reached
            });
            if let Some((profile, _)) = profile {
                dealt[machine] = profile;
            }
        }
        dealt
    }
}

/// `name:share` parts of a comma list, blanks ignored.
fn items(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(|item| match item.split_once(':') {
        Some((name, share)) => (name.trim(), Some(share.trim())),
        None => (item, None),
    })
}

/// The numbers below `count` in the seed's order (Fisher and Yates).
fn shuffled(seed: u64, name: &str, count: usize) -> Vec<usize> {
    let noise = Noise::new(seed, u64::MAX);
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last, noise.below(name, last as u64, last as u64 + 1) as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_come_out_exactly_and_on_different_machines() {
        let plan = FaultPlan::parse("silence:2%, board-missing:3").unwrap();
        let dealt = plan.deal(1, 200);
        let count = |fault| dealt.iter().filter(|faults| faults.has(fault)).count();
        assert_eq!((count(Fault::Silence), count(Fault::BoardMissing)), (4, 3));
        assert!(dealt.iter().all(|faults| faults.iter().count() <= 1));
        assert_eq!(dealt, plan.deal(1, 200));
        assert_ne!(dealt, plan.deal(2, 200));
    }

    #[test]
    fn a_fault_without_a_share_is_everybodys() {
        assert!(FaultPlan::parse("delay").unwrap().deal(1, 5).iter().all(|faults| faults.has(Fault::Delay)));
    }

    #[test]
    fn weights_are_kept() {
        let dealt = Mix::parse("m50-2023:3,m60s-2025").unwrap().deal(9, 400);
        assert_eq!(dealt.iter().filter(|profile| profile.name == "m50-2023").count(), 300);
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(FaultPlan::parse("sulk:2%"), Err(PlanError::NoSuchFault { name: "sulk".to_owned() }));
        for text in ["silence:x", "silence:101%", "silence:-1%", "silence:"] {
            assert!(matches!(FaultPlan::parse(text), Err(PlanError::BadShare { .. })), "{text}");
        }
        for text in ["", "s9", "m50-2023:0", "m50-2023:many"] {
            assert!(Mix::parse(text).is_err(), "{text}");
        }
        assert!(PlanError::NoSuchFault { name: String::new() }.to_string().contains(Fault::ALL[0].name()));
    }

    #[test]
    fn the_demo_names_only_what_there_is() {
        assert_eq!(Mix::demo().profiles.len(), 8);
    }
}
