//! Proving a password, and reading in cipher, without changing anything on the machine (API document 3).

use super::{Miners, talkers::Talk, text};
use crate::protocol::{
    Failure, PasswordCheck, Query,
    crypt::{Key, derive_key},
    password::{judge_probe, probe_request},
    reading::Text,
    request,
};
use secrecy::{ExposeSecret as _, SecretString};
use std::net::SocketAddr;

impl Miners {
    /// Whether `password` opens the machine. Costs it a token slot the first time only; afterwards the salt is known,
    /// until a password that was right is wrong.
    ///
    /// # Errors
    /// Why nothing is proved.
    pub async fn probe_password(&self, address: SocketAddr, password: &SecretString) -> Result<PasswordCheck, Failure> {
        let talk = self.talk(address).await;
        let known = talk.habits().salt;
        let salt = match &known {
            Some(salt) => salt.clone(),
            None => talk.ask_salt().await?,
        };
        match talk.probe(password, &salt).await? {
            PasswordCheck::Wrong if known.is_some() => {
                // The salt changes with the password: the known one may be of an older one.
                let fresh = talk.ask_salt().await?;
                if fresh == salt { Ok(PasswordCheck::Wrong) } else { talk.probe(password, &fresh).await }
            }
            check => Ok(check),
        }
    }

    /// The reply to one query that was sent in cipher, as text.
    ///
    /// # Errors
    /// Why there is no reply that could be opened; [`Failure::WrongPassword`] where the machine could not decrypt.
    pub async fn raw_in_cipher(
        &self,
        address: SocketAddr,
        query: Query,
        password: &SecretString,
    ) -> Result<String, Failure> {
        let talk = self.talk(address).await;
        let salt = match talk.habits().salt {
            Some(salt) => salt,
            None => talk.ask_salt().await?,
        };
        let cipher = key(password, &salt).cipher();
        let command = text(&request::encode(&[query], request::CommandKey::Cmd));
        let reply = talk.exchange(&cipher.encrypt_request(&command)).await?;
        match judge_probe(&reply)? {
            PasswordCheck::Right => cipher.decrypt_reply(&reply),
            PasswordCheck::Wrong => {
                talk.change_habits(|habits| habits.salt = None);
                Err(Failure::WrongPassword)
            }
        }
    }
}

impl Talk {
    /// The salt of a fresh token, which writes use afterwards.
    async fn ask_salt(&self) -> Result<Text, Failure> {
        Ok(self.fresh_token().await?.salt)
    }

    async fn probe(&self, password: &SecretString, salt: &str) -> Result<PasswordCheck, Failure> {
        judge_probe(&self.exchange(&probe_request(&key(password, salt))).await?)
    }
}

fn key(password: &SecretString, salt: &str) -> Key {
    derive_key(password.expose_secret(), salt)
}
