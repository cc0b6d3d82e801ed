//! Switching writes on by the handshake of the maker's partner companies (`open_write_api`).
//!
//! No document has it: the two steps and the order of what is hashed are as in published third-party code, where the
//! machine compares MD5 over its time, its new salt, the company's secret and the key of the password. Name and secret
//! are issued to a company; this program has none, and sends only what the technician filled in.

use super::{
    super::{Miners, talkers::Talk},
    Told,
};
use crate::{
    net::connection::Connection,
    protocol::{
        Failure,
        command::{WriteReply, judge},
        crypt::{Cipher, derive_key},
        token::decode_token,
    },
};
use md5::{Digest as _, Md5};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use std::net::SocketAddr;
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

impl Miners {
    /// Asks the machine to take writes, as the partner `client` with its `secret`. `password` is the machine's own.
    /// `stop` is heeded until the proof is sent.
    pub async fn open_write_api(
        &self,
        address: SocketAddr,
        client: &str,
        secret: &SecretString,
        password: &SecretString,
        stop: &CancellationToken,
    ) -> Told {
        match self.talk_to_tell(address, stop).await {
            Ok(talk) => talk.open_write_api(client, secret, password).await,
            Err(cancelled) => Told::NotSent(cancelled),
        }
    }
}

impl Talk {
    async fn open_write_api(&self, client: &str, secret: &SecretString, password: &SecretString) -> Told {
        let timeouts = &self.shared().options.write_timeouts;
        let request = json!({ "command": "open_write_api", "client": client, "enable": true }).to_string();
        // Until the proof is sent nothing can have been done.
        let challenged = self.unless_stopped(async {
            let permit = self.shared().budget.acquire().await;
            let mut connection = Connection::open(self.address(), timeouts.connect).await?;
            let challenge = decode_token(&connection.ask(request.as_bytes(), timeouts).await?.object)?;
            Ok((permit, connection, challenge))
        });
        let (_permit, mut connection, challenge) = match challenged.await {
            Ok(challenged) => challenged,
            Err(failure @ Failure::Answered { .. }) => return Told::Refused(failure),
            Err(failure) => return Told::NotSent(failure),
        };
        let key = derive_key(password.expose_secret(), &challenge.salt);
        let proof = proof(&challenge.time, &challenge.newsalt, secret, key.as_str());
        let request = Zeroizing::new(json!({ "token": *proof }).to_string());
        let told = match connection.ask(request.as_bytes(), timeouts).await {
            Ok(said) => verdict(&said.object, &key.cipher()),
            Err(failure) => return Told::Unknown(failure),
        };
        connection.finish().await;
        told
    }
}

fn verdict(reply: &[u8], cipher: &Cipher) -> Told {
    match judge(reply, cipher) {
        WriteReply::Accepted { words, message } => Told::Accepted { words, message, password: 0 },
        WriteReply::WrongPassword => Told::Refused(Failure::WrongPassword),
        WriteReply::TokenDead => Told::Refused(Failure::Answered { code: 135, words: "check token err".into() }),
        WriteReply::TokensFull => Told::Refused(Failure::TokensFull),
        WriteReply::SwitchOff { words } => Told::Refused(Failure::SwitchOff { words }),
        WriteReply::JoinError { words } => Told::Refused(Failure::Answered { code: 45, words }),
        WriteReply::NeedsCommandKey => {
            Told::Refused(Failure::Answered { code: 24, words: "the handshake is not known".into() })
        }
        WriteReply::Refused(failure) => Told::Refused(failure),
        WriteReply::Unclear(failure) => Told::Unknown(failure),
    }
}

/// MD5 as hexadecimal digits over what both sides know.
fn proof(time: &str, newsalt: &str, secret: &SecretString, key: &str) -> Zeroizing<String> {
    let hash = Md5::new().chain_update(time).chain_update(newsalt).chain_update(secret.expose_secret());
    let hash = hash.chain_update(key).finalize();
    let mut text = Zeroizing::new(String::with_capacity(32));
    for byte in &hash {
        text.extend([byte >> 4, byte & 15].iter().filter_map(|digit| char::from_digit(u32::from(*digit), 16)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_md5_over_the_four_in_their_order() {
        // printf 5626jbzkfQlsSECRETRxmaDUO33TS7O26yeMHZ81 | md5sum
        let proof = proof("5626", "jbzkfQls", &"SECRET".into(), "RxmaDUO33TS7O26yeMHZ81");
        assert_eq!(*proof, "9dcc1fc4b0451156db24bcf8b1cf420c");
    }
}
