//! What a partner of the maker identifies itself with to machines of the newest firmware. None is shipped: whoever has
//! such credentials enters them once.

use super::{Vault, VaultError, entry::Secret};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// The entry of the keyring.
const NAME: &str = "partner";

/// Credentials of a partner.
#[derive(Clone)]
pub struct Partner {
    /// Its public name.
    pub client: String,
    /// Its secret.
    pub secret: SecretString,
}

impl fmt::Debug for Partner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partner").field("client", &self.client).finish_non_exhaustive()
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    client: String,
    secret: Secret,
}

impl Vault {
    /// The credentials that were entered; `None` where there are none.
    pub fn partner(&self) -> Result<Option<Partner>, VaultError> {
        let Some(text) = self.slots().keyring.get(NAME)? else { return Ok(None) };
        let damaged = |_| VaultError::Damaged { entry: NAME.to_owned() };
        let Stored { client, secret } = serde_json::from_str(text.expose_secret()).map_err(damaged)?;
        Ok(Some(Partner { client, secret: SecretString::from(secret.expose_secret()) }))
    }

    /// Stores credentials, or removes them.
    pub fn set_partner(&self, partner: Option<Partner>) -> Result<(), VaultError> {
        let slots = self.slots();
        let Some(Partner { client, secret }) = partner else { return slots.keyring.delete(NAME) };
        let refused = |_| VaultError::Refused { words: "the credentials can't be written as JSON".to_owned() };
        let stored = Stored { client, secret: secret.into() };
        let text = Zeroizing::new(serde_json::to_string(&stored).map_err(refused)?);
        slots.keyring.set(NAME, &SecretString::from(text.as_str()))
    }
}
