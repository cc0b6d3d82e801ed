//! Where the sets lie in the keyring: numbered slots, one entry each, and one entry with the highest number in use,
//! since keyrings can't all list what they hold. A slot is written before the highest number is raised, and some slots
//! beyond it are looked at, so that a crash between the two loses nothing.

use super::{Keyring, VaultError, entry::Entry};
use secrecy::{ExposeSecret as _, SecretString};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// The entry with the highest slot in use.
const HIGHEST: &str = "sets";

/// How many slots beyond the highest are looked at.
const BEYOND: u32 = 2;

/// More sets than anybody has: a damaged number must not mean hours of asking.
const MOST: u32 = 100_000;

/// The sets of a keyring.
pub(super) struct Slots {
    pub(super) keyring: Arc<dyn Keyring>,
}

impl fmt::Debug for Slots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Slots").field(&self.keyring.place()).finish()
    }
}

impl Slots {
    pub(super) fn new(keyring: Arc<dyn Keyring>) -> Self {
        Self { keyring }
    }

    /// All sets by slot. An entry that can't be understood is left alone and logged.
    pub(super) fn load(&self) -> Result<BTreeMap<u32, Entry>, VaultError> {
        let mut entries = BTreeMap::new();
        for slot in 1..=self.highest()? + BEYOND {
            match self.keyring.get(&name(slot))?.map(|text| Entry::read(&text)) {
                None => {}
                Some(Some(entry)) => drop(entries.insert(slot, entry)),
                Some(None) => tracing::warn!("the entry “{}” in the keyring was not understood", name(slot)),
            }
        }
        Ok(entries)
    }

    /// The set of that name, with its slot.
    pub(super) fn find(&self, name: &str) -> Result<Option<(u32, Entry)>, VaultError> {
        Ok(self.load()?.into_iter().find(|(_, entry)| entry.name == name))
    }

    /// The set in a slot.
    pub(super) fn read(&self, slot: u32) -> Result<Option<Entry>, VaultError> {
        Ok(self.keyring.get(&name(slot))?.and_then(|text| Entry::read(&text)))
    }

    /// Puts a set into the first free slot, and returns it.
    pub(super) fn add(&self, entry: &Entry) -> Result<u32, VaultError> {
        let highest = self.highest()?;
        for slot in 1..=MOST {
            // What was not understood is in nobody's way, but it is not ours to overwrite.
            if self.keyring.get(&name(slot))?.is_some() {
                continue;
            }
            self.write(slot, entry)?;
            if slot > highest {
                self.keyring.set(HIGHEST, &SecretString::from(slot.to_string()))?;
            }
            return Ok(slot);
        }
        Err(VaultError::Refused { words: format!("it holds {MOST} sets already") })
    }

    /// Replaces what is in a slot, and sees that it is there: a machine is told a password only when this came back.
    pub(super) fn write(&self, slot: u32, entry: &Entry) -> Result<(), VaultError> {
        self.keyring.set(&name(slot), &entry.write()?)?;
        match self.read(slot)? {
            Some(stored) if stored == *entry => Ok(()),
            _ => Err(VaultError::Refused { words: "what was stored did not come back".to_owned() }),
        }
    }

    /// Empties a slot.
    pub(super) fn remove(&self, slot: u32) -> Result<(), VaultError> {
        self.keyring.delete(&name(slot))
    }

    fn highest(&self) -> Result<u32, VaultError> {
        let Some(text) = self.keyring.get(HIGHEST)? else { return Ok(0) };
        let damaged = || VaultError::Damaged { entry: HIGHEST.to_owned() };
        let highest = text.expose_secret().trim().parse().ok().ok_or_else(damaged)?;
        if highest > MOST { Err(damaged()) } else { Ok(highest) }
    }
}

fn name(slot: u32) -> String {
    format!("set-{slot}")
}
