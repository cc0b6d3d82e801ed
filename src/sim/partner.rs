//! The handshake by which partner companies of the maker turn writing on without the maker's tool (`open_write_api`).
//!
//! No document has it. The client names itself and is given the machine's time and salts; on the same connection it
//! proves that it knows the secret. The order of what is hashed is ours, as third-party code publishes it: MD5 in
//! hexadecimal over time, `newsalt`, secret and the key of the admin password, one after the other. Machines know a
//! partner only where [`SimOptions::partner`](super::SimOptions::partner) names one.

use super::{
    files::hexadecimal,
    record::WriteRecord,
    reply::{self, Scene},
    secure::{Vault, salt},
};
use md5::{Digest as _, Md5};
use serde_json::{Map, Value, json};

/// The command's name.
pub(crate) const COMMAND: &str = "open_write_api";

/// A company that may turn writing on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Partner {
    pub(crate) client: String,
    pub(crate) secret: String,
}

/// What the machine said and now waits for.
#[derive(Debug)]
pub(crate) struct Challenge {
    client: String,
    enable: bool,
    proof: String,
}

/// The reply to the first message, and what must come next; a refusal where nothing may come.
pub(crate) fn challenge(
    scene: &Scene<'_>,
    vault: &Vault,
    partner: Option<&Partner>,
    request: &Map<String, Value>,
) -> (Value, Option<Challenge>) {
    let Some(partner) = partner else { return (scene.refusal(14, "invalid cmd"), None) };
    let Some(enable) = request.get("enable").and_then(Value::as_bool) else {
        return (scene.refusal(132, "API command ERROR"), None);
    };
    if request.get("client").and_then(Value::as_str) != Some(partner.client.as_str()) {
        return (scene.refusal(45, "permission denied"), None);
    }
    let (time, newsalt) = vault.challenge(scene);
    let reply = reply::token(scene, &salt(scene), &newsalt, &time);
    let hashed = [&time, &newsalt, &partner.secret, vault.key(scene).as_str()].concat();
    let proof = hexadecimal(&Md5::digest(hashed));
    (reply, Some(Challenge { client: partner.client.clone(), enable, proof }))
}

impl Challenge {
    /// The reply to the second message, which turns the switch where its proof is right.
    pub(crate) fn judge(self, scene: &Scene<'_>, request: &Map<String, Value>) -> (Value, WriteRecord) {
        let is_right = request.get("token").and_then(Value::as_str) == Some(self.proof.as_str());
        let reply = if is_right {
            scene.machine.will().api_switch = Some(self.enable);
            scene.daemon("S", 131, &json!("API command OK"))
        } else {
            scene.refusal(135, "check token err")
        };
        let values = json!({ "client": self.client, "enable": self.enable });
        (reply, WriteRecord::new(scene, COMMAND, values, is_right))
    }
}
