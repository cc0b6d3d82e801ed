//! Passwords of machines, in the keyring of the operating system.
//!
//! A [`Vault`] keeps named sets of passwords, each with a [`Scope`] of machines that it fits, and the credentials of a
//! partner of the maker. Called from the engine's blocking threads: everything here may wait for the keyring, which may
//! wait for the technician to unlock it. Always true: a secret is in the keyring or in memory that is wiped, never in a
//! file; nothing that can be printed shows one; and a change of password ([`begin_change`](Vault::begin_change)) keeps
//! every secret that some machine may still have.

mod candidates;
mod change;
mod entry;
mod error;
mod keyring;
mod partner;
mod scope;
mod slots;
mod system;

pub use candidates::{Candidate, Candidates, Role};
pub use change::{ChangeId, Changed};
pub use error::VaultError;
pub use keyring::{InMemory, Keyring, Place};
pub use partner::Partner;
pub use scope::{Fit, Scope};
pub use system::SystemKeyring;

use entry::Entry;
use secrecy::SecretString;
use slots::Slots;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A named password without the password: what a list of them shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordSet {
    /// What the technician calls it; unique, without spaces at its ends.
    pub name: String,
    /// Which machines it is for.
    pub scope: Scope,
}

impl PasswordSet {
    /// A set of that name for those machines.
    pub fn new(name: &str, scope: Scope) -> Self {
        Self { name: name.trim().to_owned(), scope }
    }
}

/// A set as the vault holds it, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldSet {
    /// Its name and scope.
    pub set: PasswordSet,
    /// True where it is forgotten when the program ends.
    pub is_session_only: bool,
    /// How many earlier passwords are kept, because machines may still have them.
    pub previous: usize,
    /// True where a change to one more password is refused until earlier ones are forgotten.
    pub is_full: bool,
    /// A change of its password that was begun and not finished, by this run or by one that was cut off.
    pub change: Option<ChangeId>,
}

/// All passwords of one technician. Every method may block; one vault can be used by many threads.
#[derive(Debug)]
pub struct Vault {
    /// Where the stored sets are; locked while one is read, changed and written.
    slots: Mutex<Slots>,
    /// The sets that are never stored, newest first.
    session: Mutex<Vec<Entry>>,
    place: Place,
}

impl Vault {
    /// The keyring of the operating system; on Linux without a Secret Service the kernel's keys; where there is neither,
    /// this session's memory. [`place`](Self::place) says which it is. Takes some tenths of a second the first time.
    pub fn open() -> Self {
        Self::over(system::best())
    }

    /// A vault that is forgotten when the program ends.
    pub fn in_memory() -> Self {
        Self::over(Arc::new(InMemory::default()))
    }

    /// A vault in a keyring of the caller's choice.
    pub fn over(keyring: Arc<dyn Keyring>) -> Self {
        let place = keyring.place();
        Self { slots: Mutex::new(Slots::new(keyring)), session: Mutex::new(Vec::new()), place }
    }

    /// Where passwords are kept, and so how long.
    pub fn place(&self) -> Place {
        self.place
    }

    /// All sets, those of this session first, then by name.
    pub fn sets(&self) -> Result<Vec<HeldSet>, VaultError> {
        let held = |slot, entry: &Entry, is_session_only| HeldSet {
            set: entry.set(),
            is_session_only,
            previous: entry.previous.len(),
            is_full: entry.is_full(),
            change: entry.change_id(slot),
        };
        let stored = self.slots().load()?;
        let mut sets: Vec<HeldSet> = stored.iter().map(|(slot, entry)| held(*slot, entry, false)).collect();
        sets.extend(self.session().iter().map(|entry| held(0, entry, true)));
        sets.sort_by(|one, other| {
            (!one.is_session_only, &one.set.name).cmp(&(!other.is_session_only, &other.set.name))
        });
        Ok(sets)
    }

    /// Stores a set, or gives a stored one another scope and password. Earlier passwords that it keeps stay, and so does
    /// a change that is not finished.
    pub fn save(&self, set: PasswordSet, secret: SecretString) -> Result<(), VaultError> {
        check_name(&set.name)?;
        let slots = self.slots();
        match slots.find(&set.name)? {
            Some((slot, mut entry)) => {
                entry.scope = set.scope;
                let secret = secret.into();
                entry.previous.retain(|previous| *previous != secret);
                entry.current = Some(secret);
                slots.write(slot, &entry)
            }
            None => slots.add(&Entry::new(set, Some(secret))).map(drop),
        }
    }

    /// Keeps a set for this session only; it is never stored. It goes before stored ones that fit a machine as well.
    pub fn session_only(&self, set: PasswordSet, secret: SecretString) -> Result<(), VaultError> {
        check_name(&set.name)?;
        let mut session = self.session();
        session.retain(|entry| entry.name != set.name);
        session.insert(0, Entry::new(set, Some(secret)));
        Ok(())
    }

    /// Forgets a set: the session's of that name, else the stored one. One whose change is not finished is refused.
    pub fn remove(&self, name: &str) -> Result<(), VaultError> {
        let mut session = self.session();
        if let Some(at) = session.iter().position(|entry| entry.name == name) {
            session.remove(at);
            return Ok(());
        }
        drop(session);
        let slots = self.slots();
        let (slot, entry) = slots.find(name)?.ok_or_else(|| VaultError::no_such_set(name))?;
        if entry.pending.is_some() {
            return Err(VaultError::Unfinished { name: name.to_owned() });
        }
        slots.remove(slot)
    }

    /// Gives a stored set another name. A change of it goes on under the new one.
    pub fn rename(&self, name: &str, new: &str) -> Result<(), VaultError> {
        let new = new.trim();
        check_name(new)?;
        let slots = self.slots();
        let (slot, mut entry) = slots.find(name)?.ok_or_else(|| VaultError::no_such_set(name))?;
        if new != name && slots.find(new)?.is_some() {
            return Err(VaultError::NameTaken { name: new.to_owned() });
        }
        new.clone_into(&mut entry.name);
        slots.write(slot, &entry)
    }

    /// Drops the earlier passwords of a stored set, once the technician is sure that no machine has them any more. What
    /// a change that is not finished brings is none of them and stays.
    pub fn forget_previous(&self, name: &str) -> Result<(), VaultError> {
        let slots = self.slots();
        let (slot, mut entry) = slots.find(name)?.ok_or_else(|| VaultError::no_such_set(name))?;
        entry.previous.clear();
        slots.write(slot, &entry)
    }

    /// The password of a set: the session's of that name, else the stored one; `None` where there is no such set.
    pub fn secret(&self, name: &str) -> Result<Option<SecretString>, VaultError> {
        let reveal = |entry: &Entry| entry.current.as_ref().map(|secret| SecretString::from(secret.expose_secret()));
        if let Some(secret) = self.session().iter().find(|entry| entry.name == name).and_then(reveal) {
            return Ok(Some(secret));
        }
        Ok(self.slots().find(name)?.and_then(|(_, entry)| reveal(&entry)))
    }

    /// Reads every password once, for a run over many machines.
    pub fn candidates(&self) -> Result<Candidates, VaultError> {
        let stored = self.slots().load()?;
        Ok(Candidates::new(self.session().iter(), stored.values()))
    }

    fn slots(&self) -> MutexGuard<'_, Slots> {
        // Nothing in there is ever half changed: the state is in the keyring.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn session(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check_name(name: &str) -> Result<(), VaultError> {
    if name.is_empty() || name.trim() != name { Err(VaultError::NoName) } else { Ok(()) }
}
