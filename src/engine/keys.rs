//! The vault as the engine uses it: opened when it is first needed, and only on threads that may wait, because a
//! keyring may wait for the technician to unlock it.

use super::{
    Event, KeyringPlace, PasswordRequest, PasswordSetRow, Trouble, TroubleKind, batch::Passwords, outbox::Outbox,
};
use crate::{
    net::RangeSet,
    protocol::units::Mac,
    vault::{Candidate, Candidates, PasswordSet, Place, Scope, Vault, VaultError},
};
use secrecy::SecretString;
use std::{
    net::SocketAddr,
    sync::{Arc, OnceLock},
};

/// Where an engine has its passwords from.
#[derive(Clone, Debug, Default)]
pub enum VaultChoice {
    /// The keyring of the operating system.
    #[default]
    System,
    /// Memory: forgotten when the engine ends.
    Memory,
    /// A vault that the caller has already.
    Given(Arc<Vault>),
}

/// Why something about passwords was not done.
#[derive(Debug, thiserror::Error)]
pub(super) enum KeyError {
    /// The vault's reason.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The text says neither addresses nor a machine.
    #[error("“{0}” is neither a range of addresses nor a MAC address")]
    Scope(String),
    /// A set can't be made without a password.
    #[error("the set “{0}” has no password yet")]
    NoSecret(String),
    /// A fault in Rackhand.
    #[error("the vault's thread ended: {0}")]
    Fault(#[from] tokio::task::JoinError),
}

/// The vault, once it is open.
#[derive(Debug)]
pub(super) struct Keys {
    choice: VaultChoice,
    vault: OnceLock<Arc<Vault>>,
}

impl Keys {
    /// Nothing is opened yet.
    pub(super) fn new(choice: VaultChoice) -> Self {
        Self { choice, vault: OnceLock::new() }
    }

    /// Does something with the vault, on a thread that may wait.
    pub(super) async fn with<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Vault) -> Result<T, KeyError> + Send + 'static,
    ) -> Result<T, KeyError> {
        let keys = self.clone();
        tokio::task::spawn_blocking(move || work(keys.vault())).await?
    }

    /// The vault. May wait.
    fn vault(&self) -> &Vault {
        self.vault.get_or_init(|| match &self.choice {
            VaultChoice::System => Arc::new(Vault::open()),
            VaultChoice::Memory => Arc::new(Vault::in_memory()),
            VaultChoice::Given(vault) => vault.clone(),
        })
    }

    /// What is tried at the machines of a batch.
    pub(super) async fn passes(self: &Arc<Self>, passwords: Passwords) -> Result<Passes, KeyError> {
        match passwords {
            Passwords::Fitting => self.with(|vault| Ok(Passes::Fitting(vault.candidates()?))).await,
            Passwords::Only(secret) => Ok(Passes::These(vec![secret])),
            Passwords::Set(name) => {
                let secrets = self.with(move |vault| match secrets(&vault.candidates()?.of_set(&name)) {
                    secrets if secrets.is_empty() => Err(VaultError::NoSuchSet { name }.into()),
                    secrets => Ok(secrets),
                });
                secrets.await.map(Passes::These)
            }
        }
    }

    /// Does what was asked and tells the sets as they are then.
    pub(super) async fn serve(self: &Arc<Self>, request: PasswordRequest, outbox: &Outbox) {
        if let Err(error) = self.with(|vault| perform(vault, request)).await {
            outbox.trouble(Trouble::new(TroubleKind::KeyringFailed, error));
        }
        self.tell(outbox).await;
    }

    /// Tells the sets as they are.
    pub(super) async fn tell(self: &Arc<Self>, outbox: &Outbox) {
        let listed = self.with(|vault| Ok((vault.sets()?, vault.partner()?.map(|partner| partner.client)))).await;
        let place = self.with(|vault| Ok(vault.place())).await;
        let (sets, partner) = listed.unwrap_or_else(|error| {
            outbox.trouble(Trouble::new(TroubleKind::KeyringFailed, error));
            <(Vec<_>, Option<String>)>::default()
        });
        let sets = sets.into_iter().map(|held| PasswordSetRow {
            name: held.set.name,
            scope: text_of(&held.set.scope),
            session_only: held.is_session_only,
            is_changing: held.change.is_some(),
            earlier: held.previous,
            is_full: held.is_full,
        });
        let place = match place {
            Ok(Place::System) => KeyringPlace::System,
            Ok(Place::KernelKeys) => KeyringPlace::KernelKeys,
            Ok(Place::Session) => KeyringPlace::Session,
            Err(error) => KeyringPlace::None(error.to_string()),
        };
        outbox.send(Event::PasswordSets { sets: sets.collect(), place, partner });
    }
}

/// The passwords of a job.
#[derive(Debug)]
pub(super) enum Passes {
    /// Those of the vault, by how they fit.
    Fitting(Candidates),
    /// The same for every machine.
    These(Vec<SecretString>),
}

impl Passes {
    /// What is tried at this machine, in this order.
    pub(super) fn of(&self, address: SocketAddr, mac: Option<Mac>) -> Vec<SecretString> {
        match self {
            Self::These(secrets) => secrets.clone(),
            Self::Fitting(candidates) => {
                let mac = mac.map(|mac| mac.to_string());
                secrets(&candidates.for_machine(address.ip(), mac.as_deref()))
            }
        }
    }
}

/// The passwords without where they are from.
fn secrets(candidates: &[Candidate]) -> Vec<SecretString> {
    candidates.iter().map(|candidate| SecretString::clone(&candidate.secret)).collect()
}

/// One request, whatever it is.
fn perform(vault: &Vault, request: PasswordRequest) -> Result<(), KeyError> {
    match request {
        PasswordRequest::List => Ok(()),
        PasswordRequest::Remove(name) => Ok(vault.remove(&name)?),
        PasswordRequest::ForgetEarlier(name) => Ok(vault.forget_previous(&name)?),
        PasswordRequest::Partner { client, secret } => {
            let partner = (!client.is_empty()).then_some(crate::vault::Partner { client, secret });
            Ok(vault.set_partner(partner)?)
        }
        PasswordRequest::Save { name, scope, secret, session_only } => {
            let set = PasswordSet::new(&name, scope_of(&scope)?);
            let held = vault.sets()?.into_iter().find(|held| held.set.name == set.name);
            let known = vault.secret(&set.name)?;
            let secret = secret.or(known).ok_or_else(|| KeyError::NoSecret(set.name.clone()))?;
            let moves = held.is_some_and(|held| held.is_session_only != session_only);
            let name = set.name.clone();
            if session_only {
                if moves {
                    vault.remove(&name)?;
                }
                vault.session_only(set, secret)?;
            } else {
                vault.save(set, secret)?;
                if moves {
                    vault.remove(&name)?;
                }
            }
            Ok(())
        }
    }
}

/// What a technician typed as the machines that a password fits.
pub(super) fn scope_of(text: &str) -> Result<Scope, KeyError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Scope::Everywhere);
    }
    // Ranges first: 100.100.100.100 has the digits of a MAC address.
    if let Ok(ranges) = RangeSet::parse(text) {
        let spans = ranges.spans().map(|(first, last)| (first.into(), last.into())).collect();
        return Ok(Scope::Addresses { text: text.to_owned(), spans });
    }
    Mac::parse(text).map(|mac| Scope::machine(&mac.to_string())).ok_or_else(|| KeyError::Scope(text.to_owned()))
}

fn text_of(scope: &Scope) -> String {
    match scope {
        Scope::Everywhere => String::new(),
        Scope::Addresses { text, .. } => text.clone(),
        Scope::Machine(mac) => mac.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_everything_a_range_or_a_machine() {
        assert!(matches!(scope_of(" "), Ok(Scope::Everywhere)));
        let Ok(Scope::Addresses { spans, .. }) = scope_of("100.100.100.100") else { panic!("it is an address") };
        assert_eq!(spans.len(), 1);
        assert!(matches!(scope_of("c4-11-04-00-00-01"), Ok(Scope::Machine(mac)) if mac == "C4:11:04:00:00:01"));
        assert!(matches!(scope_of("hall 2"), Err(KeyError::Scope(_))));
    }
}
