//! What is kept of a machine between two writes: its token, the key that opened it, and when it must be left alone.
//!
//! Lives in the table of [talkers](super::super::talkers); only [`super`] uses it. Always true: no password is kept, keys
//! and tokens are zeroised when dropped and never show in `Debug`, and a session that nobody used for some hours is
//! forgotten.

use super::super::talkers::Talk;
use crate::protocol::{
    crypt::{Key, Sign, derive_key},
    reading::Text,
    token::TokenReply,
};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    collections::VecDeque,
    fmt,
    hash::BuildHasher as _,
    time::{Duration, Instant},
};

/// How long a token is used where the machine does not tell its life, which is 30 minutes then (API document 3).
const USUAL_LIFE: Duration = Duration::from_mins(25);
/// The part of a life that the machine tells which is used, in per cent.
const USED_PART: u32 = 80;
/// A session that was not used for so long is forgotten.
const KEPT: Duration = Duration::from_hours(6);
/// How many wrong passwords are remembered of a machine.
const MOST_WRONG: usize = 16;

/// What recognises a password without being one: a hash with a key of this run.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Fingerprint(u64);

/// A session; empty by default.
#[derive(Default)]
pub(in crate::net::miner) struct Session {
    token: Option<Token>,
    opened: Option<Opened>,
    wrong: Wrong,
    blocked_until: Option<Instant>,
    used_at: Option<Instant>,
}

struct Token {
    reply: TokenReply,
    taken_at: Instant,
    /// `None`: until the machine says that it is dead.
    life: Option<Duration>,
}

/// Passwords that do not open a machine.
#[derive(Default)]
struct Wrong {
    /// With this salt: another one means another password.
    salt: Text,
    fingerprints: Vec<Fingerprint>,
}

/// What the last right password became.
struct Opened {
    salt: Text,
    fingerprint: Fingerprint,
    key: Key,
    /// Of the present token.
    sign: Option<Sign>,
}

/// What a write is sent with.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    /// Which of the passwords.
    pub(super) index: usize,
    pub(super) key: Key,
    pub(super) sign: Sign,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { token, opened, wrong, blocked_until, .. } = self;
        f.debug_struct("Session")
            .field("token", &token.is_some())
            .field("opened", &opened.is_some())
            .field("wrong", &wrong.fingerprints.len())
            .field("blocked_until", blocked_until)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// Whether there is nothing to remember.
    pub(in crate::net::miner) fn is_empty(&self) -> bool {
        self.token.is_none()
            && self.opened.is_none()
            && self.wrong.fingerprints.is_empty()
            && self.blocked_until.is_none()
    }

    /// Drops what has had its time. Returns whether something is left.
    pub(in crate::net::miner) fn expire(&mut self, now: Instant) -> bool {
        if self.used_at.is_some_and(|used_at| now.saturating_duration_since(used_at) > KEPT) {
            *self = Self { blocked_until: self.blocked_until, ..Self::default() };
        }
        if self.token.as_ref().is_some_and(|token| !token.is_alive(now)) {
            self.forget_token();
        }
        self.blocked(now);
        !self.is_empty()
    }

    /// Until when the machine gives no tokens; `None` where it may be asked.
    pub(in crate::net::miner) fn blocked(&mut self, now: Instant) -> Option<Instant> {
        self.blocked_until = self.blocked_until.filter(|until| *until > now);
        self.blocked_until
    }

    /// The machine gives no more tokens until then.
    pub(super) fn block(&mut self, until: Instant) {
        self.blocked_until = Some(until);
    }

    /// The salt of the present token, whether or not it is alive.
    pub(in crate::net::miner) fn salt(&self) -> Option<&Text> {
        Some(&self.token.as_ref()?.reply.salt)
    }

    /// The token, while it is alive.
    pub(super) fn token(&mut self, now: Instant) -> Option<TokenReply> {
        self.used_at = Some(now);
        Some(self.token.as_ref().filter(|token| token.is_alive(now))?.reply.clone())
    }

    /// Whether the token was taken after that moment.
    pub(super) fn has_token_since(&self, moment: Instant) -> bool {
        self.token.as_ref().is_some_and(|token| token.taken_at >= moment)
    }

    /// The token, while it is alive and where what it says of the password can still be believed: one that says that the
    /// password is the factory's is asked for again after `believed`, because somebody may have changed it.
    pub(super) fn believable_token(&mut self, now: Instant, believed: Duration) -> Option<TokenReply> {
        let is_believable = self.is_salt_believable(now, believed);
        self.token(now).filter(|token| is_believable || !token.factory_password())
    }

    /// Whether the salt of the token was seen within the last `believed`.
    pub(super) fn is_salt_believable(&self, now: Instant, believed: Duration) -> bool {
        self.token.as_ref().is_some_and(|token| now.saturating_duration_since(token.taken_at) < believed)
    }

    /// Takes a fresh token. What is known of passwords goes where the salt is another.
    pub(super) fn take_token(&mut self, reply: TokenReply, now: Instant) {
        self.used_at = Some(now);
        self.blocked_until = None;
        if self.wrong.salt != reply.salt {
            self.wrong = Wrong::default();
        }
        match &mut self.opened {
            Some(opened) if opened.salt == reply.salt => opened.sign = None,
            opened => *opened = None,
        }
        let life = match reply.timeout {
            None => Some(USUAL_LIFE),
            Some(seconds) if seconds.0 == 0 => None,
            Some(seconds) => Some(Duration::from_secs(u64::from(seconds.0)) * USED_PART / 100),
        };
        self.token = Some(Token { reply, taken_at: now, life });
    }

    /// The token is dead; what is known of the password stays.
    pub(super) fn forget_token(&mut self) {
        self.token = None;
        if let Some(opened) = &mut self.opened {
            opened.sign = None;
        }
    }

    /// The password changed: only the block stays.
    pub(super) fn forget_password(&mut self) {
        *self = Self { blocked_until: self.blocked_until, ..Self::default() };
    }
}

impl Token {
    fn is_alive(&self, now: Instant) -> bool {
        self.life.is_none_or(|life| now.saturating_duration_since(self.taken_at) < life)
    }
}

impl Talk {
    fn fingerprint(&self, password: &SecretString) -> Fingerprint {
        Fingerprint(self.shared().fingerprints.hash_one(password.expose_secret()))
    }

    /// The passwords to try, in their order: the one that opened the machine before, then as given, without those that
    /// are known to be wrong.
    pub(super) fn candidates(&self, passwords: &[SecretString]) -> VecDeque<usize> {
        let prints: Vec<Fingerprint> = passwords.iter().map(|password| self.fingerprint(password)).collect();
        let mut order: Vec<usize> = (0..passwords.len()).collect();
        self.session(|session| {
            let opened = session.opened.as_ref().map(|opened| opened.fingerprint);
            let is_wrong = |print: &Fingerprint| session.wrong.fingerprints.contains(print);
            order.retain(|index| !prints.get(*index).is_some_and(is_wrong));
            order.sort_by_key(|index| opened.is_none() || prints.get(*index).copied() != opened);
        });
        order.into()
    }

    /// What a write with this password and token is sent with: from the session where it has it, else derived.
    pub(super) fn grant(&self, index: usize, password: &SecretString, token: &TokenReply) -> Grant {
        let print = self.fingerprint(password);
        let (key, sign) = self.session(|session| {
            let known = session.opened.as_ref().filter(|it| it.fingerprint == print && it.salt == token.salt);
            known.map_or((None, None), |known| (Some(known.key.clone()), known.sign.clone()))
        });
        let key = key.unwrap_or_else(|| derive_key(password.expose_secret(), &token.salt));
        let sign = sign.unwrap_or_else(|| token.sign(&key));
        Grant { index, key, sign }
    }

    /// This password was right.
    pub(super) fn remember_right(&self, grant: &Grant, password: &SecretString, token: &TokenReply) {
        let fingerprint = self.fingerprint(password);
        let Grant { key, sign, .. } = grant.clone();
        let salt = token.salt.clone();
        self.session(|session| session.opened = Some(Opened { salt, fingerprint, key, sign: Some(sign) }));
    }

    /// This password was wrong with this salt.
    pub(super) fn remember_wrong(&self, password: &SecretString, salt: &Text) {
        let print = self.fingerprint(password);
        self.session(|session| {
            session.opened.take_if(|opened| opened.fingerprint == print);
            let wrong = &mut session.wrong;
            if wrong.salt != *salt {
                *wrong = Wrong { salt: salt.clone(), fingerprints: Vec::new() };
            }
            if !wrong.fingerprints.contains(&print) && wrong.fingerprints.len() < MOST_WRONG {
                wrong.fingerprints.push(print);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::units::Seconds;

    fn reply(timeout: Option<u32>) -> TokenReply {
        let (salt, newsalt) = ("8hGTYpvL".into(), "pqDp1xyz".into());
        TokenReply { salt, newsalt, time: "5626".into(), timeout: timeout.map(Seconds) }
    }

    #[test]
    fn a_token_lives_as_long_as_its_machine_says() {
        let start = Instant::now();
        let minutes = |minutes: u64| start + Duration::from_mins(minutes);
        for (timeout, alive, dead) in [(None, 24, Some(25)), (Some(600), 7, Some(8)), (Some(0), 300, None)] {
            let mut session = Session::default();
            session.take_token(reply(timeout), start);
            assert!(session.token(minutes(alive)).is_some(), "{timeout:?}");
            if let Some(dead) = dead {
                assert!(session.token(minutes(dead)).is_none(), "{timeout:?}");
            }
        }
    }

    #[test]
    fn a_session_ends() {
        let start = Instant::now();
        let mut session = Session::default();
        session.take_token(reply(Some(0)), start);
        session.block(start + Duration::from_secs(185));
        assert!(session.expire(start + KEPT));
        assert!(!session.expire(start + KEPT + Duration::from_mins(1)));
        assert!(!format!("{session:?}").contains("8hGTYpvL"));
    }
}
