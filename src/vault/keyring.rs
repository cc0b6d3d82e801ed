//! What the vault asks of a keyring, and the one that is in memory only.

use super::VaultError;
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, PoisonError},
};

/// Where passwords are, and so how long they last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The keyring of the operating system: until they are removed.
    System,
    /// The kernel's keys: until the computer restarts, or for some days after the technician logs out.
    KernelKeys,
    /// Memory: until the program ends.
    Session,
}

impl Place {
    /// True where a password is still there after the program was killed.
    pub fn outlives_program(self) -> bool {
        self != Self::Session
    }
}

/// A place for secrets by name. Writes replace, each one whole or not at all, up to 2,500 bytes an entry.
pub trait Keyring: Send + Sync + fmt::Debug {
    /// The secret of that name; `None` where there is none.
    fn get(&self, name: &str) -> Result<Option<SecretString>, VaultError>;

    /// Stores or replaces the secret of that name.
    fn set(&self, name: &str, secret: &SecretString) -> Result<(), VaultError>;

    /// Removes the secret of that name; one that is not there is no error.
    fn delete(&self, name: &str) -> Result<(), VaultError>;

    /// Where it keeps them.
    fn place(&self) -> Place;
}

/// The most bytes of one entry: Windows allows 2,560, and some are left for what is around them.
pub(super) const LIMIT: usize = 2500;

/// A keyring that is forgotten when the program ends.
#[derive(Default)]
pub struct InMemory {
    entries: Mutex<BTreeMap<String, SecretString>>,
}

impl InMemory {
    /// How many bytes the longest entry has; what a keyring with a limit must hold.
    pub fn longest(&self) -> usize {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.values().map(|secret| secret.expose_secret().len()).max().unwrap_or(0)
    }
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").finish_non_exhaustive()
    }
}

impl Keyring for InMemory {
    fn get(&self, name: &str) -> Result<Option<SecretString>, VaultError> {
        Ok(self.entries.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn set(&self, name: &str, secret: &SecretString) -> Result<(), VaultError> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }

    fn place(&self) -> Place {
        Place::Session
    }
}
