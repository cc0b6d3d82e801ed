//! Which machines have which faults: [`FaultPlan`], read from the command line's text and dealt out by the seed, so
//! that shares come out exactly and always the same.

use super::{
    fault::{Fault, FaultSet},
    mix::Mix,
    noise::Noise,
    profile::PROFILES,
};

/// A text that names no profile or fault, or gives no share that makes sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// No profile is called this.
    #[error("no profile is called `{name}`; there are {}", profile_names())]
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

fn profile_names() -> String {
    let profiles = PROFILES.iter().map(|profile| profile.name);
    profiles.chain(Mix::READY.iter().map(|ready| ready.name)).collect::<Vec<_>>().join(", ")
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

/// `name:share` parts of a comma list, blanks ignored.
pub(super) fn items(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(|item| match item.split_once(':') {
        Some((name, share)) => (name.trim(), Some(share.trim())),
        None => (item, None),
    })
}

/// The numbers below `count` in the seed's order (Fisher and Yates).
pub(super) fn shuffled(seed: u64, name: &str, count: usize) -> Vec<usize> {
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
    fn mistakes_are_named() {
        assert_eq!(FaultPlan::parse("sulk:2%"), Err(PlanError::NoSuchFault { name: "sulk".to_owned() }));
        for text in ["silence:x", "silence:101%", "silence:-1%", "silence:"] {
            assert!(matches!(FaultPlan::parse(text), Err(PlanError::BadShare { .. })), "{text}");
        }
        assert!(PlanError::NoSuchFault { name: String::new() }.to_string().contains(Fault::ALL[0].name()));
    }
}
