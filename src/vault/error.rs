//! Why the vault could not do something, by what the technician can do about it. Never holds a secret.

/// Why a password was not stored or not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is no keyring; passwords can be kept for the session.
    #[error("this computer has no keyring that is running")]
    NoKeyring,
    /// The keyring is locked and was not unlocked; unlock it and try again.
    #[error("the keyring is locked")]
    Locked,
    /// The keyring refused.
    #[error("the keyring refused: {words}")]
    Refused {
        /// In its own words.
        words: String,
    },
    /// What is in the keyring under our name is not ours, or of a later version.
    #[error("the entry “{entry}” in the keyring can't be understood")]
    Damaged {
        /// Which entry.
        entry: String,
    },
    /// Name, ranges and passwords of a set are more than a keyring's entry holds; use fewer ranges.
    #[error("the set is too long for the keyring: {bytes} bytes, {limit} are possible")]
    TooLong {
        /// How many bytes it would take.
        bytes: usize,
        /// How many there are.
        limit: usize,
    },
    /// A set needs a name, without spaces at its ends.
    #[error("a set of passwords needs a name")]
    NoName,
    /// There is no set of that name.
    #[error("there is no set of passwords “{name}”")]
    NoSuchSet {
        /// Which name.
        name: String,
    },
    /// Another set has that name.
    #[error("there is a set of passwords “{name}” already")]
    NameTaken {
        /// Which name.
        name: String,
    },
    /// A change of its password was not finished; finish it first, or a machine may be locked out.
    #[error("a change of the password “{name}” is not finished")]
    Unfinished {
        /// Of which set.
        name: String,
    },
    /// Machines may have too many different passwords of this set already; forget the earlier ones first.
    #[error("“{name}” holds all the passwords that it can; forget its earlier ones first, where no machine has them")]
    TooManyPrevious {
        /// Of which set.
        name: String,
    },
}

impl VaultError {
    pub(super) fn no_such_set(name: &str) -> Self {
        Self::NoSuchSet { name: name.to_owned() }
    }
}
