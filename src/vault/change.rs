//! Changing passwords so that no machine can be lost: the new one lies beside the old one in the keyring before any
//! machine is told, and no secret that a machine may have is dropped.
//!
//! One change is for a whole run over many machines, but a set fits more than those: which machines were off, elsewhere
//! or not marked, nobody knows. So no change drops what the set had before; only the technician does, by
//! [`Vault::forget_previous`]. Each step writes one entry of the keyring, which is replaced whole, so that a crash leaves
//! the state before the step or the one after it, and both open every machine:
//!
//! | step | tried at a machine of the set |
//! |---|---|
//! | before | old |
//! | [`Vault::begin_change`] came back, machines are being told | old, new |
//! | [`Vault::finish_change`] with [`Changed::Some`] | new, old |
//! | … with [`Changed::None`] | old |

use super::{PasswordSet, Vault, VaultError, check_name, entry::Entry, entry::Pending};
use secrecy::SecretString;

/// How many secrets one set holds at most: what it has, and what machines may have beside it. A machine must not see
/// more than two wrong ones, because it locks out who guesses.
const MOST_SECRETS: usize = 3;

impl Entry {
    /// True where a change to one more password is refused until earlier ones are forgotten.
    pub(super) fn is_full(&self) -> bool {
        let secrets = self.secrets().enumerate();
        secrets.filter(|(at, secret)| !self.secrets().take(*at).any(|before| before == *secret)).count() >= MOST_SECRETS
    }
}

/// Names a change that is under way. It is still valid after a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChangeId {
    /// Where its set lies.
    pub(super) slot: u32,
    /// Which change of that set it is.
    pub(super) number: u32,
}

/// Which of the machines that were to be told have the new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// One at least has it, or may have it: it is the set's own from now on, and the one before is kept beside it.
    Some,
    /// Certainly none: the new one is dropped, unless an earlier change brought it too and was not finished. A lost
    /// answer is not "none".
    None,
}

impl Vault {
    /// Stores a new password beside those of a set. Only when this came back may a machine be told.
    ///
    /// A set that is not stored yet is made, without an old password: what opens its machines until then are the sets
    /// that fit them now, which stay as they are. The scope of one that is stored stays. The change of the set before,
    /// if it was not finished, counts as finished with [`Changed::Some`], or is resumed where the password is the same:
    /// either way its own finish changes nothing any more, since it may still run.
    pub fn begin_change(&self, set: PasswordSet, new: &SecretString) -> Result<ChangeId, VaultError> {
        check_name(&set.name)?;
        let slots = self.slots();
        let found = slots.find(&set.name)?;
        let mut entry = found.as_ref().map_or_else(|| Entry::new(set, None), |(_, entry)| entry.clone());
        let new = super::entry::Secret::from(new.clone());
        let is_resumed = entry.pending.as_ref().is_some_and(|pending| pending.secret == new);
        if !is_resumed {
            settle(&mut entry, Changed::Some);
        }
        // Where it is one of these already, it stays there too: when no machine is given it, others may still have it.
        let others = entry.current.iter().chain(&entry.previous).filter(|secret| **secret != new).count();
        if others >= MOST_SECRETS {
            return Err(VaultError::TooManyPrevious { name: entry.name });
        }
        entry.changes = entry.changes.wrapping_add(1);
        let number = entry.changes;
        entry.pending = Some(Pending { number, secret: new, is_resumed });
        let slot = match found {
            Some((slot, _)) => slots.write(slot, &entry).map(|()| slot)?,
            None => slots.add(&entry)?,
        };
        Ok(ChangeId { slot, number })
    }

    /// Ends a change. A set that was made by it is removed again where no machine has the new password. A set of this
    /// session that has the same name stays, because machines may have its password. Where another change took its place
    /// or the set was removed, nothing is left to be done: what it brought is kept already, or was given up.
    pub fn finish_change(&self, change: ChangeId, changed: Changed) -> Result<(), VaultError> {
        let slots = self.slots();
        let Some(mut entry) = slots.read(change.slot)?.filter(|entry| entry.change_id(change.slot) == Some(change))
        else {
            return Ok(());
        };
        settle(&mut entry, changed);
        if entry.current.is_none() && entry.previous.is_empty() {
            return slots.remove(change.slot);
        }
        slots.write(change.slot, &entry)
    }
}

/// Makes the pending secret the set's own, or drops it.
fn settle(entry: &mut Entry, changed: Changed) {
    let Some(Pending { secret: new, is_resumed, .. }) = entry.pending.take() else { return };
    if changed == Changed::None && !is_resumed {
        return;
    }
    let old = entry.current.replace(new.clone());
    entry.previous.splice(0..0, old);
    entry.previous.retain(|secret| *secret != new);
}
