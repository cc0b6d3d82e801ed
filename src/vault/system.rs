//! The keyring of the operating system: Credential Manager on Windows, Keychain on macOS, a Secret Service elsewhere; and
//! on Linux without one, the kernel's keys.

use super::{InMemory, Keyring, Place, VaultError};
use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret as _, SecretString};
use std::sync::Arc;
use zeroize::Zeroize as _;

/// What our entries are called in the keyring.
const SERVICE: &str = "rackhand";

/// A keyring that outlives the program.
#[derive(Debug)]
pub struct SystemKeyring {
    store: Arc<CredentialStore>,
    place: Place,
}

impl SystemKeyring {
    /// The keyring that the platform has for its user. Fails where none is running.
    pub fn of_platform() -> Result<Self, VaultError> {
        if let Err(error) = keyring::Entry::store_status() {
            tracing::info!("there is no keyring: {error}");
            return Err(VaultError::NoKeyring);
        }
        let store = keyring_core::get_default_store().ok_or(VaultError::NoKeyring)?;
        Ok(Self { store, place: Place::System })
    }

    /// The kernel's keys of this user, which last until the computer restarts. Fails where the kernel does not give them,
    /// as in most containers. They hold 200 entries and 20,000 bytes unless the system was told otherwise.
    #[cfg(target_os = "linux")]
    pub fn of_kernel() -> Result<Self, VaultError> {
        let store: Arc<CredentialStore> = linux_keyutils_keyring_store::Store::new().map_err(understand)?;
        let keyring = Self { store, place: Place::KernelKeys };
        // Whether it works is only known by trying.
        let (probe, value) = (format!("probe-{}", std::process::id()), SecretString::from("probe"));
        keyring.set(&probe, &value)?;
        let read = keyring.get(&probe);
        keyring.delete(&probe)?;
        match read? {
            Some(found) if found.expose_secret() == value.expose_secret() => Ok(keyring),
            _ => Err(VaultError::NoKeyring),
        }
    }

    fn entry(&self, name: &str) -> Result<Entry, VaultError> {
        Entry::new_in_store(&self.store, SERVICE, name).map_err(understand)
    }
}

/// The keyring that lasts longest here.
pub(super) fn best() -> Arc<dyn Keyring> {
    let keyring = SystemKeyring::of_platform();
    #[cfg(target_os = "linux")]
    let keyring = keyring.or_else(|_| SystemKeyring::of_kernel());
    match keyring {
        Ok(keyring) => Arc::new(keyring),
        Err(error) => {
            tracing::warn!("passwords are kept for this session only: {error}");
            Arc::new(InMemory::default())
        }
    }
}

impl Keyring for SystemKeyring {
    fn get(&self, name: &str) -> Result<Option<SecretString>, VaultError> {
        // Bytes rather than a password: Windows would store the latter with two bytes a letter.
        match self.entry(name)?.get_secret() {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Ok(Some(text.into())),
                Err(error) => {
                    error.into_bytes().zeroize();
                    Err(VaultError::Damaged { entry: name.to_owned() })
                }
            },
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(understand(error)),
        }
    }

    fn set(&self, name: &str, secret: &SecretString) -> Result<(), VaultError> {
        self.entry(name)?.set_secret(secret.expose_secret().as_bytes()).map_err(understand)
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(understand(error)),
        }
    }

    fn place(&self) -> Place {
        self.place
    }
}

/// The keyring's error without anything that it may quote.
fn understand(error: Error) -> VaultError {
    let words = match error {
        Error::NoDefaultStore => return VaultError::NoKeyring,
        Error::NoStorageAccess(_) => return VaultError::Locked,
        Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
            bytes.zeroize();
            "what is stored can't be read".to_owned()
        }
        Error::Ambiguous(entries) => format!("{} entries have the same name", entries.len()),
        Error::PlatformFailure(error) => error.to_string(),
        other => other.to_string(),
    };
    VaultError::Refused { words }
}
