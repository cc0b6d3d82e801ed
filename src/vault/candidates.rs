//! The passwords that may open a machine, in the order in which they are tried: read from the keyring once, then shared
//! by all tasks of a run.

use super::{Fit, Scope, entry::Entry};
use secrecy::{ExposeSecret as _, SecretString};
use std::{fmt, net::IpAddr, sync::Arc};

/// Why a machine may have a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It is the password of the set.
    Current,
    /// It is being brought to machines, or was when the program was cut off.
    Pending,
    /// It was the password of the set, and not all machines were given the next one.
    Previous,
}

/// One password to try.
#[derive(Clone)]
pub struct Candidate {
    /// The name of its set.
    pub set: Arc<str>,
    /// Why the machine may have it.
    pub role: Role,
    /// The password itself; wiped when the last one who shares it lets go.
    pub secret: Arc<SecretString>,
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate").field("set", &self.set).field("role", &self.role).finish_non_exhaustive()
    }
}

/// The passwords of one set.
#[derive(Debug)]
struct Known {
    scope: Scope,
    is_session_only: bool,
    secrets: Vec<Candidate>,
}

/// All passwords that were there when it was made. A copy shares them.
#[derive(Clone, Debug)]
pub struct Candidates {
    sets: Arc<[Known]>,
}

impl Candidates {
    pub(super) fn new<'a>(session: impl Iterator<Item = &'a Entry>, stored: impl Iterator<Item = &'a Entry>) -> Self {
        let session = session.map(|entry| known(entry, true));
        Self { sets: session.chain(stored.map(|entry| known(entry, false))).collect() }
    }

    /// True where there is no password at all.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// What to try at a machine, each password once: first what is for it alone, then by the smallest span of addresses,
    /// then what is for all; what is for this session goes before what is stored. One set gives three at most, so that
    /// two wrong ones are the worst where it is the right set. A machine is known by its hardware address where it has
    /// told that already, upper or lower case.
    pub fn for_machine(&self, ip: IpAddr, mac: Option<&str>) -> Vec<Candidate> {
        let fitting = self.sets.iter().filter_map(|set| Some((set.scope.fit(ip, mac)?, set)));
        let mut fitting: Vec<(Fit, &Known)> = fitting.collect();
        // Stable: among equals, the session's newest first, then in the order of the slots.
        fitting.sort_by_key(|(fit, set)| (*fit, !set.is_session_only));
        each_once(fitting.into_iter().flat_map(|(_, set)| &set.secrets))
    }

    /// What the sets of a name have, whatever machine it is for: the session's first, and of each the password that it
    /// has, the one that is being brought to machines, and earlier ones. Empty where there is no such set.
    pub fn of_set(&self, name: &str) -> Vec<Candidate> {
        each_once(self.sets.iter().flat_map(|set| &set.secrets).filter(|candidate| &*candidate.set == name))
    }
}

/// Each password where it comes first.
fn each_once<'a>(all: impl Iterator<Item = &'a Candidate>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for candidate in all {
        let same = |known: &Candidate| known.secret.expose_secret() == candidate.secret.expose_secret();
        if !candidates.iter().any(same) {
            candidates.push(candidate.clone());
        }
    }
    candidates
}

fn known(entry: &Entry, is_session_only: bool) -> Known {
    let set: Arc<str> = entry.name.as_str().into();
    let current = entry.current.iter().map(|secret| (Role::Current, secret));
    let pending = entry.pending.iter().map(|pending| (Role::Pending, &pending.secret));
    let previous = entry.previous.iter().map(|secret| (Role::Previous, secret));
    let secrets = current
        .chain(pending)
        .chain(previous)
        .map(|(role, secret)| Candidate { set: Arc::clone(&set), role, secret: secret.share() })
        .collect();
    Known { scope: entry.scope.clone(), is_session_only, secrets }
}
