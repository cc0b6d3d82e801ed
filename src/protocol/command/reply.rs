//! What a machine said to a write: one verdict for every form and code that is known (API document 3, 4 and appendix).
//!
//! The network room asks [`judge`] after every write. Machines answer in cipher, or in plain text where they could not
//! decrypt or did not come that far; one code has two meanings. Always true: what can't be understood for sure, a reply
//! that was cut off included, is [`WriteReply::Unclear`], never a success or a refusal.

use crate::protocol::{
    crypt::{Cipher, cipher_text},
    envelope::Envelope,
    failure::Failure,
    json,
};
use serde_json::Value;
use std::sync::Arc;

/// What a write's reply means.
#[derive(Clone, Debug, PartialEq)]
pub enum WriteReply {
    /// The machine took it.
    Accepted {
        /// `Msg` where it is text; some firmware says nothing.
        words: Arc<str>,
        /// `Msg` as it is, for commands that answer with figures.
        message: Value,
    },
    /// It could not decrypt (code 23): nothing was done.
    WrongPassword,
    /// It does not know the token, or no longer (code 135): nothing was done.
    TokenDead,
    /// It gives no more tokens (code 136): nothing was done.
    TokensFull,
    /// Its API switch is off (code 45 "can't access write cmd"): nothing was done.
    SwitchOff {
        /// The machine's words.
        words: Arc<str>,
    },
    /// It was joined with another command where that is not possible (code 45 "command join err"): nothing was done.
    JoinError {
        /// The machine's words.
        words: Arc<str>,
    },
    /// It knows only the key `command` (code 24): nothing was done.
    NeedsCommandKey,
    /// The machine said no: nothing was done. Always [`Failure::Answered`].
    Refused(Failure),
    /// It may have been done: the reply was cut off, or is not understood, or btminer did not answer behind the API.
    Unclear(Failure),
}

/// The codes that refuse, whatever stands beside them.
mod code {
    pub(super) const INVALID: i32 = 14;
    pub(super) const BAD_JSON: i32 = 23;
    pub(super) const MISSING: i32 = 24;
    pub(super) const DENIED: i32 = 45;
    pub(super) const ERROR: i32 = 132;
    pub(super) const TOKEN: i32 = 135;
    pub(super) const TOKENS_FULL: i32 = 136;
    pub(super) const BASE64: i32 = 137;
    pub(super) const ALL: [i32; 8] = [INVALID, BAD_JSON, MISSING, DENIED, ERROR, TOKEN, TOKENS_FULL, BASE64];
}

/// Judges the reply to a write that was sent with `cipher`. Any bytes give a verdict.
pub fn judge(reply: &[u8], cipher: &Cipher) -> WriteReply {
    let parsed = match json::parse(reply) {
        Ok(parsed) => parsed,
        Err(failure) => return WriteReply::Unclear(failure),
    };
    if parsed.cut_off {
        return cut_off();
    }
    let Some(data) = cipher_text(&parsed.value) else { return judge_object(&parsed.value, false) };
    let opened = cipher.decrypt(data).map_err(|error| error.to_string());
    let opened = opened.map(|blocks| json::parse(&blocks));
    match opened {
        Ok(Ok(parsed)) if parsed.cut_off => cut_off(),
        Ok(Ok(parsed)) => judge_object(&parsed.value, true),
        Ok(Err(failure)) => WriteReply::Unclear(failure),
        Err(words) => unclear(&words),
    }
}

fn judge_object(reply: &Value, in_cipher: bool) -> WriteReply {
    let Some(object) = reply.as_object() else { return unclear("not an object") };
    let envelope = Envelope::read(object);
    let words: Arc<str> = json::excerpt(envelope.words).into();
    let lower = words.to_lowercase();
    let code = envelope.code.unwrap_or_default();
    if lower.contains("socket connect failed") {
        return WriteReply::Unclear(Failure::BtminerDown { words });
    }
    if envelope.ok && !code::ALL.contains(&code) {
        // An object that says nothing at all is no yes.
        if envelope.code.is_none() && !object.contains_key("STATUS") {
            return unclear("no status in the reply");
        }
        let message = object.get("Msg").cloned().unwrap_or_default();
        return WriteReply::Accepted { words, message };
    }
    match code {
        code::TOKEN => WriteReply::TokenDead,
        _ if lower.contains("token err") => WriteReply::TokenDead,
        code::TOKENS_FULL => WriteReply::TokensFull,
        // Who could read the command could decrypt it.
        code::BAD_JSON if !in_cipher && !lower.contains("json cmd") => WriteReply::WrongPassword,
        _ if !in_cipher && lower.contains("enc json load") => WriteReply::WrongPassword,
        code::DENIED if lower.contains("join") => WriteReply::JoinError { words },
        code::DENIED => WriteReply::SwitchOff { words },
        _ if lower.contains("can't access write") => WriteReply::SwitchOff { words },
        code::MISSING => WriteReply::NeedsCommandKey,
        _ => WriteReply::Refused(Failure::Answered { code, words }),
    }
}

fn cut_off() -> WriteReply {
    unclear("the reply was cut off")
}

fn unclear(words: &str) -> WriteReply {
    WriteReply::Unclear(Failure::BadReply { words: words.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::crypt::{FACTORY_SALT, derive_key};
    use proptest::prelude::*;
    use serde_json::json;

    fn cipher() -> Cipher {
        derive_key("admin", FACTORY_SALT).cipher()
    }

    fn plain(reply: &str) -> WriteReply {
        judge(reply.as_bytes(), &cipher())
    }

    fn in_cipher(reply: &str) -> WriteReply {
        plain(&json!({ "enc": cipher().encrypt(reply) }).to_string())
    }

    fn reply(status: &str, code: i32, words: &str) -> String {
        json!({ "STATUS": status, "When": 1, "Code": code, "Msg": words, "Description": "" }).to_string()
    }

    #[test]
    fn yes_comes_in_words_without_and_as_an_object() {
        for words in ["API command OK", "", "ready"] {
            let yes = WriteReply::Accepted { words: words.into(), message: words.into() };
            assert_eq!(in_cipher(&reply("S", 131, words)), yes);
            assert_eq!(plain(&reply("S", 131, words)), yes);
        }
        let figures = r#"{"STATUS":"S","When":1,"Code":131,"Msg":{"complete":"true"}}"#;
        let message = json!({ "complete": "true" });
        assert_eq!(in_cipher(figures), WriteReply::Accepted { words: "".into(), message });
        let other_form = json!({ "enc": 1, "data": cipher().encrypt(figures) }).to_string();
        assert!(matches!(plain(&other_form), WriteReply::Accepted { .. }));
    }

    #[test]
    fn every_no_has_its_meaning_in_both_forms() {
        for judged in [plain as fn(&str) -> WriteReply, in_cipher] {
            assert_eq!(judged(&reply("E", 135, "check token err")), WriteReply::TokenDead);
            assert_eq!(judged(&reply("E", 23, "json token err")), WriteReply::TokenDead);
            assert_eq!(judged(&reply("E", 136, "over max connect")), WriteReply::TokensFull);
            assert_eq!(judged(r#"{"STATUS":"E","Code":136}"#), WriteReply::TokensFull);
            let off = WriteReply::SwitchOff { words: "can't access write cmd".into() };
            assert_eq!(judged(&reply("E", 45, "can't access write cmd")), off);
            let join = WriteReply::JoinError { words: "command join err".into() };
            assert_eq!(judged(&reply("E", 45, "command join err")), join);
            assert_eq!(judged(&reply("E", 24, "Missing JSON 'command'")), WriteReply::NeedsCommandKey);
            for (code, words) in [(14, "invalid cmd"), (132, "API command ERROR"), (23, "json cmd err"), (137, "b64")] {
                let no = WriteReply::Refused(Failure::Answered { code, words: words.into() });
                assert_eq!(judged(&reply("E", code, words)), no);
                assert_eq!(judged(&reply("S", code, words)), no, "a code of errors is no yes");
            }
        }
    }

    #[test]
    fn only_a_plain_reply_says_that_it_could_not_be_decrypted() {
        let words = reply("E", 23, "enc json load err");
        assert_eq!(plain(&words), WriteReply::WrongPassword);
        assert!(matches!(in_cipher(&words), WriteReply::Refused(_)));
    }

    #[test]
    fn what_is_not_sure_is_unclear() {
        let yes = reply("S", 131, "API command OK");
        let sealed = json!({ "enc": cipher().encrypt(&yes) }).to_string();
        let other_key = derive_key("other", FACTORY_SALT).cipher();
        let foreign = json!({ "enc": other_key.encrypt(&yes) }).to_string();
        for reply in [&yes[..yes.len() / 2], &sealed[..sealed.len() / 2], &foreign, "{}", "", "nonsense", "[]"] {
            assert!(matches!(plain(reply), WriteReply::Unclear(_)), "{reply}: {:?}", plain(reply));
        }
        let down = plain("Socket connect failed: Connection refused\n");
        assert!(matches!(down, WriteReply::Unclear(Failure::BtminerDown { .. })));
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_verdict(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let is_yes = matches!(judge(&bytes, &cipher()), WriteReply::Accepted { .. });
            prop_assert!(!is_yes);
        }

        #[test]
        fn half_a_reply_is_never_a_yes_or_a_no(cut in 1_usize..90) {
            let sealed = json!({ "enc": cipher().encrypt(&reply("S", 131, "API command OK")) }).to_string();
            let half = &sealed[..cut.min(sealed.len() - 1)];
            prop_assert!(matches!(plain(half), WriteReply::Unclear(_)), "{half}");
        }
    }
}
