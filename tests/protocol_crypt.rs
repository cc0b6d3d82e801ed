//! Keys, tokens and ciphers against vectors that independent programs computed, and answers to a password probe.

use proptest::prelude::*;
use rackhand::protocol::{
    Failure, PasswordCheck,
    crypt::{CipherError, FACTORY_SALT, cipher_text, derive_key, sign},
    password::{judge_probe, probe_request},
    token::decode_token,
    v3,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

#[derive(Deserialize)]
struct Vector {
    password: String,
    salt: String,
    newsalt: String,
    time: String,
    key: String,
    sign: String,
    aes_key: String,
    request: String,
    request_nul: String,
    request_pkcs7: String,
    reply: String,
    reply_nul: String,
    reply_pkcs7: String,
}

#[derive(Deserialize)]
struct VectorV3 {
    command: String,
    password: String,
    salt: String,
    time: u64,
    token: String,
    aes_key: String,
    param: String,
    param_nul: String,
}

fn rows<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let rows: Vec<T> = reader.deserialize().map(|row| row.expect("a row of the vectors")).collect();
    assert!(!rows.is_empty());
    rows
}

fn vectors() -> Vec<Vector> {
    rows(include_str!("data/cipher.csv"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[test]
fn keys_tokens_and_aes_keys_are_those_of_other_programs() {
    for vector in vectors() {
        let key = derive_key(&vector.password, &vector.salt);
        assert_eq!(key.as_str(), vector.key);
        assert_eq!(sign(&key, &vector.newsalt, &vector.time).as_str(), vector.sign);
        assert_eq!(hex(key.cipher().key()), vector.aes_key);
    }
}

#[test]
fn requests_are_encrypted_with_nul_padding() {
    for vector in vectors() {
        let cipher = derive_key(&vector.password, &vector.salt).cipher();
        let wire = format!(r#"{{"enc":1,"data":"{}"}}"#, vector.request_nul);
        assert_eq!(String::from_utf8(cipher.encrypt_request(&vector.request)).unwrap(), wire);
    }
}

#[test]
fn replies_are_read_with_either_padding_and_in_either_wrapping() {
    for vector in vectors() {
        let cipher = derive_key(&vector.password, &vector.salt).cipher();
        for data in [&vector.reply_nul, &vector.reply_pkcs7] {
            for wire in [json!({ "enc": data }), json!({ "enc": 1, "data": data })] {
                assert_eq!(cipher.decrypt_reply(wire.to_string().as_bytes()), Ok(vector.reply.clone()));
            }
        }
        let padded = cipher.decrypt(&vector.request_pkcs7).unwrap();
        assert!(padded.starts_with(vector.request.as_bytes()));
        assert_eq!(cipher.decrypt_reply(vector.reply.as_bytes()), Ok(vector.reply), "a plain reply stays as it is");
    }
}

#[test]
fn only_the_last_four_digits_of_the_time_make_the_token() {
    let key = derive_key("admin1", "D6w5gVOb");
    let short = sign(&key, "zU4gvW30", "9876");
    assert_eq!(sign(&key, "zU4gvW30", "1700009876"), short);
    assert_ne!(sign(&key, "zU4gvW30", "9877"), short);
}

/// `openssl passwd -1` of edge cases: empty, longer than a block, beyond ASCII, and a salt that is too long.
#[test]
fn md5_crypt_follows_the_scheme_at_its_edges() {
    for (password, salt, hash) in [
        ("", "abcdefgh", "M55TzYaaccxVGbptZWaxX/"),
        (
            "a password that is longer than one block of MD5, by far: 64 bytes or more",
            "x/y.z",
            "8B800luBFCBnpox1RrJU1.",
        ),
        ("пароль", "BQ5hoXV9", "px0334Im10s0YHH0opSJl0"),
        ("admin", "BQ5hoXV9tail", "RxmaDUO33TS7O26yeMHZ81"),
    ] {
        assert_eq!(derive_key(password, salt).as_str(), hash, "{password:?}");
    }
}

#[test]
fn api_v3_tokens_are_those_of_other_programs() {
    for vector in rows::<VectorV3>(include_str!("data/cipher_v3.csv")) {
        let grant = v3::grant(&vector.command, &vector.password, &vector.salt, vector.time);
        assert_eq!(*grant.token, vector.token);
        assert_eq!(hex(grant.cipher.key()), vector.aes_key);
        if !vector.param.is_empty() {
            assert_eq!(grant.cipher.encrypt(&vector.param), vector.param_nul);
        }
    }
}

#[test]
fn secrets_do_not_show() {
    let key = derive_key("Pa55_wrd", "L7mYce6.");
    let token = sign(&key, "yHmabpw8", "7804");
    let shown = format!("{key:?} {token:?} {:?} {:?}", key.cipher(), v3::grant("c", "Pa55_wrd", "s", 1).cipher);
    for secret in [key.as_str(), token.as_str(), "Pa55_wrd", &format!("{:?}", key.cipher().key())] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn damaged_ciphers_say_what_is_wrong() {
    let cipher = derive_key("admin", FACTORY_SALT).cipher();
    assert!(matches!(cipher.decrypt("not base64!"), Err(CipherError::Base64 { .. })));
    assert_eq!(cipher.decrypt("AAAA"), Err(CipherError::Length { bytes: 3 }));
    assert_eq!(cipher.decrypt(""), Err(CipherError::Length { bytes: 0 }));
    let other = derive_key("other", FACTORY_SALT).cipher();
    let reply = json!({ "enc": other.encrypt(r#"{"STATUS":"S"}"#) }).to_string();
    assert!(matches!(cipher.decrypt_reply(reply.as_bytes()), Err(Failure::BadReply { .. })));
}

#[test]
fn get_token_is_read_whatever_its_code_and_wrapping() {
    for (reply, timeout) in [
        (r#"{"STATUS":"S","When":1,"Code":134,"Msg":{"time":"5039","salt":"BQ5hoXV9","newsalt":"P5NTAcEp"}}"#, None),
        (
            r#"{"STATUS":"S","Code":131,"Msg":{"time":5039,"salt":"BQ5hoXV9","newsalt":"P5NTAcEp","timeout":"0"}}"#,
            Some(0),
        ),
        (r#"{"time":"5039","salt":"BQ5hoXV9","newsalt":"P5NTAcEp"}"#, None),
    ] {
        let token = decode_token(reply.as_bytes()).unwrap();
        assert!(token.factory_password());
        assert_eq!(token.timeout.map(|timeout| timeout.0), timeout);
        let key = derive_key("admin", &token.salt);
        assert_eq!(token.sign(&key).as_str(), "W7vZynrBZBwIIjR5dvDJb0");
    }
    for (reply, code) in [
        (r#"{"STATUS":"E","When":1,"Code":136,"Msg":"over max connect","Description":""}"#, 136),
        (r#"{"STATUS":"E","When":1,"Code":136}"#, 136),
    ] {
        assert!(matches!(decode_token(reply.as_bytes()), Err(Failure::Answered { code: got, .. }) if got == code));
    }
    for reply in ["{}", "[]", "", r#"{"STATUS":"S","Msg":{"salt":"a"}}"#] {
        assert!(matches!(decode_token(reply.as_bytes()), Err(Failure::BadReply { .. })), "{reply}");
    }
}

#[test]
fn a_probe_is_an_encrypted_status() {
    let key = derive_key("admin", FACTORY_SALT);
    let request: serde_json::Value = serde_json::from_slice(&probe_request(&key)).unwrap();
    let text = key.cipher().decrypt(cipher_text(&request).unwrap()).unwrap();
    assert_eq!(text, br#"{"cmd":"status"}"#);
}

#[test]
fn a_probe_tells_a_wrong_password_from_every_other_answer() {
    let answer = |code: i32, words: &str| json!({"STATUS": "E", "Code": code, "Msg": words}).to_string();
    let judge = |reply: &str| judge_probe(reply.as_bytes());
    assert_eq!(judge(&answer(23, "enc json load err")), Ok(PasswordCheck::Wrong));
    assert_eq!(judge(&answer(23, "json cmd err")), Ok(PasswordCheck::Right));
    assert_eq!(judge(&answer(45, "can't access write cmd")), Ok(PasswordCheck::Right));
    assert_eq!(judge(&answer(135, "check token err")), Ok(PasswordCheck::Right));
    assert_eq!(judge(r#"{"enc":"99J8w83zIqB3/n9c5GlK0A=="}"#), Ok(PasswordCheck::Right));
    assert_eq!(judge(r#"{"STATUS":"S","Code":131,"Msg":{"mineroff":"false"}}"#), Ok(PasswordCheck::Right));
    for (code, words) in [(14, "invalid cmd"), (24, "Missing JSON 'command'"), (136, "over max connect"), (137, "")] {
        assert!(matches!(judge(&answer(code, words)), Err(Failure::Answered { .. })), "{code} proves nothing");
    }
    for nothing in ["", "[]", "Socket connect failed: Connection refused\n", r#"{"STATUS":"S","Co"#] {
        assert!(judge(nothing).is_err(), "{nothing}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_encrypted_comes_back(text in r#"\{"cmd":"[ -!#-\[\]-~а-яё]{0,200}"\}"#) {
        let cipher = derive_key("admin", FACTORY_SALT).cipher();
        let reply = json!({ "enc": cipher.encrypt(&text) }).to_string();
        prop_assert_eq!(cipher.decrypt_reply(reply.as_bytes()), Ok(text));
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), data in "[A-Za-z0-9+/=]{0,120}") {
        let cipher = derive_key("admin", FACTORY_SALT).cipher();
        drop(cipher.decrypt_reply(&bytes));
        drop(judge_probe(&bytes));
        drop(decode_token(&bytes));
        let wrapped = json!({ "enc": data }).to_string();
        drop(cipher.decrypt_reply(wrapped.as_bytes()));
    }
}
