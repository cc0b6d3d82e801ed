//! The course of one write: a token, the passwords in turn, the reply, and what may be repeated.
//!
//! Every write and every read with a token goes through [`Talk::give`]. Always true: a token is asked for once while it
//! lives, and never while the machine gives none; at most [`MOST_WRONG`] wrong passwords are sent, and
//! none that is known to be wrong with the present salt; and a write whose
//! reply was lost is never sent again. A cancel ends it anywhere before the write goes out, and nowhere after. Repeated is only what the machine says it did not do: once for a dead token, and
//! once with the key that old firmware wants.

use super::{super::talkers::Talk, Order, Session, Told, state::Grant};
use crate::{
    net::{Timeouts, budget::Permit, connection::Connection},
    protocol::{
        CommandKey, Failure, Query, Wording,
        command::{WriteReply, judge},
        crypt::Cipher,
        request,
        token::{TokenReply, decode_token},
    },
};
use secrecy::SecretString;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How many wrong passwords one call may send.
const MOST_WRONG: u8 = 2;
/// How long to leave a machine in peace that closed without answering `get_token`, before asking once more.
const REST: Duration = Duration::from_millis(350);

const MISSING_COMMAND: i32 = 24;
const DENIED: i32 = 45;
const COMMAND_ERROR: i32 = 132;
const TOKEN_DEAD: i32 = 135;
const TOKENS_FULL: i32 = 136;

/// A connection that stands after the reply, for bytes that follow.
#[derive(Debug)]
pub(in crate::net) struct Line {
    pub(in crate::net) connection: Connection,
    /// Bytes that came with the reply's end.
    pub(in crate::net) rest: Vec<u8>,
    pub(in crate::net) cipher: Cipher,
    /// Held for its drop.
    _permit: Permit,
}

/// What came of a write: the line is there where it was accepted.
type Given = (Told, Option<Line>);

/// What a reply leads to.
enum Next {
    End(Box<Given>),
    /// The next password: this one is wrong.
    Wrong,
    /// A new token, and once more.
    NewToken,
    /// The other key, and once more.
    OtherKey,
}

impl Talk {
    /// Tells the machine to do `order`, with the passwords in turn.
    pub(in crate::net) async fn give(
        &self,
        order: &Order<'_>,
        passwords: &[SecretString],
        timeouts: &Timeouts,
    ) -> Given {
        let (mut token, mut is_fresh) = match self.session(|session| session.token(Instant::now())) {
            Some(token) => (token, self.session(|session| session.has_token_since(self.began()))),
            None if passwords.is_empty() => return (Told::NotSent(Failure::WrongPassword), None),
            None => match self.fresh_token().await {
                Ok(token) => (token, true),
                Err(failure) => return (self.no_token(failure), None),
            },
        };
        let mut candidates = self.candidates(passwords);
        if candidates.is_empty() && !passwords.is_empty() && !is_fresh && !self.is_salt_believable() {
            // The salt changes with the password: one that was wrong may be right by now.
            match self.fresh_token().await {
                Ok(fresh) => (token, is_fresh) = (fresh, true),
                Err(failure) => return (self.no_token(failure), None),
            }
            candidates = self.candidates(passwords);
        }
        let (mut wrong, mut has_new_token) = (0, false);
        while let Some((index, password)) = candidates.front().and_then(|index| Some((*index, passwords.get(*index)?)))
        {
            let grant = self.grant(index, password, &token);
            match self.send(order, &grant, password, &token, timeouts).await {
                Next::End(given) => return *given,
                // Comes once: the key is remembered before.
                Next::OtherKey => {}
                Next::NewToken if has_new_token => return (refused(TOKEN_DEAD, "check token err"), None),
                Next::NewToken => {
                    has_new_token = true;
                    match self.fresh_token().await {
                        Ok(fresh) => (token, is_fresh) = (fresh, true),
                        Err(failure) => return (self.no_token(failure), None),
                    }
                }
                Next::Wrong => {
                    wrong += 1;
                    candidates.pop_front();
                    // The salt changes with the password, so the one that was known may be of an older password.
                    let before = token.salt.clone();
                    if !is_fresh {
                        match self.fresh_token().await {
                            Ok(fresh) => (token, is_fresh) = (fresh, true),
                            Err(failure) => return (self.no_token(failure), None),
                        }
                    }
                    if token.salt == before {
                        self.remember_wrong(password, &before);
                    } else {
                        candidates = self.candidates(passwords);
                        candidates.retain(|other| *other != index);
                        candidates.push_back(index);
                    }
                    if wrong >= MOST_WRONG {
                        break;
                    }
                }
            }
        }
        (Told::NotSent(Failure::WrongPassword), None)
    }

    /// Sends the order once.
    async fn send(
        &self,
        order: &Order<'_>,
        grant: &Grant,
        password: &SecretString,
        token: &TokenReply,
        timeouts: &Timeouts,
    ) -> Next {
        let cipher = grant.key.cipher();
        let wording = self.habits().wording;
        let request = cipher.encrypt_request(&order.text(wording.key, grant.sign.as_str(), password));
        let reached = self.unless_stopped(async {
            let permit = self.shared().budget.acquire().await;
            Ok((permit, Connection::open(self.address(), timeouts.connect).await?))
        });
        let (permit, mut connection) = match reached.await {
            Ok(reached) => reached,
            Err(failure) => return end(Told::NotSent(failure)),
        };
        // The last moment for a cancel: what has begun to go out may act.
        let said = match connection.ask(&request, timeouts).await {
            Ok(said) => said,
            // It may have happened before the connection broke.
            Err(failure) => return end(Told::Unknown(failure)),
        };
        let reply = judge(&said.object, &cipher);
        if has_opened(&reply) {
            self.remember_right(grant, password, token);
        }
        let next = match reply {
            WriteReply::Accepted { words, message } => {
                let told = Told::Accepted { words, message, password: grant.index };
                let line = Line { connection, rest: said.rest, cipher, _permit: permit };
                return Next::End(Box::new((told, Some(line))));
            }
            WriteReply::WrongPassword => Next::Wrong,
            WriteReply::TokenDead => {
                self.session(Session::forget_token);
                Next::NewToken
            }
            WriteReply::TokensFull => end(self.tokens_full()),
            WriteReply::SwitchOff { words } => end(Told::Refused(Failure::SwitchOff { words })),
            WriteReply::JoinError { words } => end(refused(DENIED, &words)),
            WriteReply::NeedsCommandKey if wording.key == CommandKey::Cmd => {
                let wording = Wording { key: CommandKey::Command, ..wording };
                self.change_habits(|habits| habits.wording = wording);
                Next::OtherKey
            }
            WriteReply::NeedsCommandKey => end(refused(MISSING_COMMAND, "the key of the command is not understood")),
            WriteReply::Refused(failure) => end(Told::Refused(failure)),
            WriteReply::Unclear(failure) => end(Told::Unknown(failure)),
        };
        connection.finish().await;
        next
    }

    /// Takes a token from the machine and keeps it. Never asks while the machine gives none.
    ///
    /// # Errors
    /// [`Failure::TokensFull`] then, else why there is no token.
    pub(in crate::net::miner) async fn fresh_token(&self) -> Result<TokenReply, Failure> {
        self.unless_stopped(self.take_token()).await
    }

    async fn take_token(&self) -> Result<TokenReply, Failure> {
        if self.session(|session| session.blocked(Instant::now())).is_some() {
            return Err(Failure::TokensFull);
        }
        let mut reply = self.ask_token().await;
        match &reply {
            Err(Failure::Closed { received: 0 }) => {
                sleep(REST).await;
                reply = self.ask_token().await;
            }
            Err(Failure::Answered { code: MISSING_COMMAND, .. }) => {
                let before = self.habits().wording;
                if before.key == CommandKey::Cmd {
                    self.change_habits(|habits| habits.wording.key = CommandKey::Command);
                    reply = self.ask_token().await;
                    if reply.is_err() {
                        self.change_habits(|habits| habits.wording = before);
                    }
                }
            }
            Ok(_) | Err(_) => {}
        }
        match reply {
            Ok(token) => {
                let now = Instant::now();
                self.session(|session| session.take_token(token.clone(), now));
                self.change_habits(|habits| habits.salt = Some(token.salt.clone()));
                self.shared().talkers.sweep(now);
                Ok(token)
            }
            Err(Failure::Answered { code: TOKENS_FULL, .. }) => {
                self.tokens_full();
                Err(Failure::TokensFull)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Whether the salt was seen a short while ago.
    fn is_salt_believable(&self) -> bool {
        let believed = self.shared().options.salt_believed;
        self.session(|session| session.is_salt_believable(Instant::now(), believed))
    }

    async fn ask_token(&self) -> Result<TokenReply, Failure> {
        decode_token(&self.exchange(&request::encode(&[Query::Token], self.habits().wording)).await?)
    }

    /// Remembers that the machine gives no tokens from now on.
    fn tokens_full(&self) -> Told {
        let retry_at = Instant::now() + self.shared().options.tokens_full_pause;
        self.session(|session| session.block(retry_at));
        Told::TokensFull { retry_at }
    }

    /// Why nothing was sent, where there was no token.
    fn no_token(&self, failure: Failure) -> Told {
        match self.session(|session| session.blocked(Instant::now())) {
            Some(retry_at) if failure == Failure::TokensFull => Told::TokensFull { retry_at },
            _ => Told::NotSent(failure),
        }
    }
}

/// Whether a reply proves that the machine could decrypt.
fn has_opened(reply: &WriteReply) -> bool {
    match reply {
        WriteReply::Accepted { .. }
        | WriteReply::SwitchOff { .. }
        | WriteReply::JoinError { .. }
        | WriteReply::TokenDead
        | WriteReply::Refused(Failure::Answered { code: COMMAND_ERROR, .. }) => true,
        WriteReply::WrongPassword
        | WriteReply::TokensFull
        | WriteReply::NeedsCommandKey
        | WriteReply::Refused(_)
        | WriteReply::Unclear(_) => false,
    }
}

fn end(told: Told) -> Next {
    Next::End(Box::new((told, None)))
}

fn refused(code: i32, words: &str) -> Told {
    Told::Refused(Failure::Answered { code, words: words.into() })
}
