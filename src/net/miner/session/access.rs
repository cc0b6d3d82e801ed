//! Whether a machine can be written to, and which password opens it, found without changing anything on it.
//!
//! The engine asks before batches and after password changes. Always true: only reads are sent. That the API switch is on
//! can't be proved by reads where API v3 is not there, because only a write would tell; such a machine counts as ready,
//! and the first write says what is wrong.

use super::{super::Miners, Order, Session, Told, close};
use crate::protocol::{Failure, Query, crypt::FACTORY_SALT, failure::Phase, v3};
use secrecy::SecretString;
use std::{net::SocketAddr, slice, time::Instant};

/// Whether a machine can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// A password opens it, and nothing says that its API switch is off.
    Ready,
    /// Its API switch is off.
    SwitchOff,
    /// Its password was never changed, with which it takes no writes.
    FactoryPassword,
    /// None of the passwords that were tried opens it.
    WrongPassword,
    /// Nothing answers on the API's port.
    NoApi,
    /// It could not be told.
    Unknown(Failure),
}

/// Refusals from before the machine looks at the command: they prove no password.
const PROVES_NOTHING: [i32; 4] = [14, 24, 136, 137];

impl Miners {
    /// Whether the machine can be written to with one of `passwords`, of which at most two wrong ones are tried, and
    /// none that is known to be wrong: a machine may be asked again and again. API v3 tells the state of the switch where
    /// it is there, the salt whether the password is the factory's (API document 3).
    pub async fn check_access(&self, address: SocketAddr, passwords: &[SecretString]) -> Access {
        let talk = self.talk(address).await;
        if talk.habits().may_have_device_info()
            && let Ok(message) = talk.device_info().await
            && let Ok(reading) = v3::decode_device_info(&message)
            && let Some(device) = reading.device
        {
            if device.factory_password == Some(true) {
                return Access::FactoryPassword;
            }
            if device.api_switch == Some(false) {
                return Access::SwitchOff;
            }
        }
        let token = match talk.session(|session| session.believable_token(Instant::now(), self.0.options.salt_believed))
        {
            Some(token) => token,
            None => match talk.fresh_token().await {
                Ok(token) => token,
                Err(failure) => return not_reached(failure),
            },
        };
        if token.factory_password() {
            return Access::FactoryPassword;
        }
        let timeouts = &self.0.options.write_timeouts;
        let (told, line) = talk.give(&Order::plain(Query::Status.command()), passwords, timeouts).await;
        close(line).await;
        // The token may have been replaced on the way, because the password had changed.
        let is_factory = talk.session(|session| session.salt().is_some_and(|salt| *salt == *FACTORY_SALT));
        match told {
            Told::Refused(Failure::SwitchOff { .. }) => Access::SwitchOff,
            Told::Refused(Failure::Answered { code, words }) if PROVES_NOTHING.contains(&code) => {
                Access::Unknown(Failure::Answered { code, words })
            }
            // Who refuses in another way has read the command.
            Told::Accepted { .. } | Told::Refused(_) => Access::Ready,
            Told::NotSent(Failure::WrongPassword) if is_factory => Access::FactoryPassword,
            Told::NotSent(Failure::WrongPassword) => Access::WrongPassword,
            Told::NotSent(failure) => not_reached(failure),
            Told::Unknown(failure) | Told::BrokenOff(failure) => Access::Unknown(failure),
            Told::TokensFull { .. } => Access::Unknown(Failure::TokensFull),
        }
    }

    /// Whether `password` opens the machine now, proved with a fresh token, whatever was known before.
    ///
    /// # Errors
    /// Why nothing is proved.
    pub async fn proves(&self, address: SocketAddr, password: &SecretString) -> Result<bool, Failure> {
        let talk = self.talk(address).await;
        talk.session(Session::forget_password);
        talk.change_habits(|habits| habits.salt = None);
        let timeouts = &self.0.options.write_timeouts;
        let status = Order::plain(Query::Status.command());
        let (told, line) = talk.give(&status, slice::from_ref(password), timeouts).await;
        close(line).await;
        match told {
            Told::NotSent(Failure::WrongPassword) => Ok(false),
            Told::Refused(Failure::Answered { code, words }) if PROVES_NOTHING.contains(&code) => {
                Err(Failure::Answered { code, words })
            }
            Told::Accepted { .. } | Told::Refused(_) => Ok(true),
            Told::NotSent(failure) | Told::Unknown(failure) | Told::BrokenOff(failure) => Err(failure),
            Told::TokensFull { .. } => Err(Failure::TokensFull),
        }
    }

    /// Whether the machine's password is the factory's, as far as an earlier talk showed its salt.
    pub fn factory_password(&self, address: SocketAddr) -> Option<bool> {
        let salt = self.0.talkers.peek(address, |session| session.salt().cloned())??;
        Some(*salt == *FACTORY_SALT)
    }
}

fn not_reached(failure: Failure) -> Access {
    match failure {
        Failure::Refused | Failure::Unreachable { .. } | Failure::TimedOut { phase: Phase::Connect } => Access::NoApi,
        failure => Access::Unknown(failure),
    }
}
