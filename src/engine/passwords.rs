//! Password sets as a front end sees them: names and where they fit, never a secret.

use secrecy::SecretString;

/// One set, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordSetRow {
    /// Its name.
    pub name: String,
    /// Where it fits: range text, a MAC address, or empty for everywhere.
    pub scope: String,
    /// Kept until the program ends, and nowhere else.
    pub session_only: bool,
    /// A change of password has begun and not ended: both the old and the new are kept.
    pub is_changing: bool,
    /// How many earlier passwords it keeps, because machines that were not changed may have them.
    pub earlier: usize,
    /// A change to one more password is refused until the earlier ones are forgotten.
    pub is_full: bool,
}

/// Where passwords are kept on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyringPlace {
    /// The system's own: Credential Manager, Keychain, or a Secret Service.
    System,
    /// The kernel's keys: gone when the computer restarts.
    KernelKeys,
    /// Nowhere, because that was wanted: until the program ends.
    Session,
    /// Nowhere, with the system's words: session-only passwords still work.
    None(String),
}

/// What to do with the sets.
#[derive(Clone, Debug)]
pub enum PasswordRequest {
    /// Tell them: answered by [`Event::PasswordSets`](super::Event::PasswordSets), as every other one too.
    List,
    /// Keep a set, instead of the one of this name.
    Save {
        /// Its name.
        name: String,
        /// Range text, a MAC address, or empty for everywhere.
        scope: String,
        /// The password; `None` keeps the one that it has.
        secret: Option<SecretString>,
        /// Keep it in memory only.
        session_only: bool,
    },
    /// Forget a set and its passwords.
    Remove(String),
    /// Forget the earlier passwords of the stored set of this name: no machine has them any more.
    ForgetEarlier(String),
    /// Name and secret for the partner handshake; an empty name forgets them.
    Partner {
        /// The client's name, as the maker gave it out.
        client: String,
        /// Its secret.
        secret: SecretString,
    },
}
