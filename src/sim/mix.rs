//! Which kinds of machines a fleet has: [`Mix`], by weight, read from the command line's text and dealt out by the
//! seed.

use super::{
    fault::Fault,
    plan::{FaultPlan, PlanError, Share, items, shuffled},
    profile::{PROFILES, Profile},
};

/// Which kinds of machines there are, by weight, and what usually ails them.
#[derive(Clone, Debug, PartialEq)]
pub struct Mix {
    profiles: Vec<(&'static Profile, u32)>,
    faults: FaultPlan,
}

/// A mix with a name.
#[derive(Debug)]
pub struct ReadyMix {
    /// What `--profile` calls it.
    pub name: &'static str,
    /// One line for the help.
    pub words: &'static str,
    make: fn() -> Mix,
}

impl Mix {
    /// The mixes that `--profile` knows by name.
    pub const READY: &[ReadyMix] = &[
        ReadyMix { name: "every", words: "as many of each profile, all well", make: Self::every },
        ReadyMix { name: "demo", words: "a believable farm, a tenth of it in some kind of trouble", make: Self::demo },
    ];

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
            (Fault::ApiOff, 3.0),
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

    /// Reads `m50-2023:3,m60s-2025`: profiles and their weights (1 where none is given), all well. Or the name of a
    /// ready mix alone, see [`Mix::READY`].
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        if let Some(ready) = Self::READY.iter().find(|ready| ready.name == text.trim()) {
            return Ok((ready.make)());
        }
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
        let total: usize = self.profiles.iter().map(|(_, weight)| *weight as usize).sum();
        let mut dealt: Vec<(usize, &'static Profile)> = shuffled(seed, "profiles", miners)
            .into_iter()
            .enumerate()
            .filter_map(|(place, machine)| Some((machine, self.at(place * total / miners)?)))
            .collect();
        dealt.sort_unstable_by_key(|(machine, _)| *machine);
        dealt.into_iter().map(|(_, profile)| profile).collect()
    }

    /// The profile at `point` of all weights laid end to end.
    fn at(&self, point: usize) -> Option<&'static Profile> {
        let mut end = 0;
        let reached = self.profiles.iter().find(|(_, weight)| {
            end += *weight as usize;
            point < end
        });
        reached.map(|(profile, _)| *profile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_kept() {
        let dealt = Mix::parse("m50-2023:3,m60s-2025").unwrap().deal(9, 400);
        assert_eq!(dealt.iter().filter(|profile| profile.name == "m50-2023").count(), 300);
    }

    #[test]
    fn the_demo_names_only_what_there_is() {
        assert_eq!(Mix::demo().profiles.len(), 8);
    }

    #[test]
    fn mistakes_are_named() {
        for text in ["", "s9", "m50-2023:0", "m50-2023:many", "demo,m50-2023"] {
            assert!(Mix::parse(text).is_err(), "{text}");
        }
    }
}
