//! One set of passwords as it lies in the keyring: name, scope and every secret that machines may have, in one entry, so
//! that it changes whole or not at all.

use super::{ChangeId, PasswordSet, Scope, VaultError, keyring::LIMIT};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

/// A secret that is shared rather than copied, and wiped with its last owner.
#[derive(Clone)]
pub(super) struct Secret(Arc<SecretString>);

impl Secret {
    pub(super) fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }

    pub(super) fn share(&self) -> Arc<SecretString> {
        Arc::clone(&self.0)
    }
}

impl From<SecretString> for Secret {
    fn from(secret: SecretString) -> Self {
        Self(Arc::new(secret))
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose_secret() == other.expose_secret()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[a secret]")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose_secret())
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|secret| SecretString::from(secret).into())
    }
}

/// A secret that is being brought to machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    /// Counts the changes of the set, so that a late finish of an earlier one is known.
    pub(super) number: u32,
    pub(super) secret: Secret,
    /// An earlier change brought it too and was not finished, so that machines may have it whatever comes of this one.
    #[serde(default)]
    pub(super) is_resumed: bool,
}

/// One set with its secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) scope: Scope,
    /// What machines have; absent for a set that was made by a change that is not finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) current: Option<Secret>,
    /// What some machines may still have, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) previous: Vec<Secret>,
    /// What machines are being given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pending: Option<Pending>,
    /// How many changes were begun.
    #[serde(default)]
    pub(super) changes: u32,
}

impl Entry {
    pub(super) fn new(set: PasswordSet, secret: Option<SecretString>) -> Self {
        let PasswordSet { name, scope } = set;
        Self { name, scope, current: secret.map(Secret::from), previous: Vec::new(), pending: None, changes: 0 }
    }

    pub(super) fn set(&self) -> PasswordSet {
        PasswordSet { name: self.name.clone(), scope: self.scope.clone() }
    }

    /// Every secret that machines may have, in the order in which they are tried. One may be there twice while a change
    /// goes back to it.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.current.iter().chain(self.pending.as_ref().map(|pending| &pending.secret)).chain(&self.previous)
    }

    /// The change that is under way, where the entry lies in that slot.
    pub(super) fn change_id(&self, slot: u32) -> Option<ChangeId> {
        self.pending.as_ref().map(|pending| ChangeId { slot, number: pending.number })
    }

    /// As the text that is put into the keyring.
    pub(super) fn write(&self) -> Result<SecretString, VaultError> {
        // Large enough from the start, because memory that it grew out of would not be wiped.
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 * LIMIT));
        let refused = |_| VaultError::Refused { words: "the set can't be written as JSON".to_owned() };
        serde_json::to_writer(&mut *bytes, self).map_err(refused)?;
        if bytes.len() > LIMIT {
            return Err(VaultError::TooLong { bytes: bytes.len(), limit: LIMIT });
        }
        // JSON is UTF-8, and the error would hold the text.
        let text = std::str::from_utf8(&bytes).ok().ok_or_else(|| VaultError::Damaged { entry: self.name.clone() })?;
        Ok(SecretString::from(text))
    }

    /// From the text that was in the keyring; `None` where it is not one of ours.
    pub(super) fn read(text: &SecretString) -> Option<Self> {
        serde_json::from_str(text.expose_secret()).ok()
    }
}
