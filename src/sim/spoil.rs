//! Right replies made wrong in form, each in one way that machines in the field are known for.
//!
//! A spoiler works on the JSON value where that is possible and on the finished text where it is not. Texts inside
//! replies are left alone unless the fault is about them.

use super::fault::{Fault, FaultSet};
use serde_json::{Value, json};

/// The bytes of `reply` to `command`, with the faults of form among `faults`.
pub(crate) fn spoil(faults: FaultSet, command: &str, mut reply: Value) -> Vec<u8> {
    let has = |fault| faults.has(fault);
    if has(Fault::OtherDevice) {
        return other_device(command).to_string().into_bytes();
    }
    if has(Fault::NotJson) {
        return b"HTTP/1.0 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html><body>400</body></html>\r\n"
            .to_vec();
    }
    if has(Fault::Empty) {
        return Vec::new();
    }
    if has(Fault::Deep) {
        return vec![b'['; 200_000];
    }
    if let Some(fields) = reply.as_object_mut().filter(|_| has(Fault::Huge)) {
        fields.insert("Debug".to_owned(), Value::String("x".repeat(2 << 20)));
    }
    if has(Fault::FlatErrors) {
        flatten_errors(&mut reply);
    }
    if has(Fault::RawNewline) || has(Fault::NotUtf8) {
        mark_texts(&mut reply);
    }
    let mut text = reply.to_string();
    if has(Fault::TrailingComma) {
        text = text.replace('}', ",}");
    }
    if has(Fault::MissingComma) {
        text = text.replace("},{", "}{");
    }
    if has(Fault::LeadingComma) {
        text = text.replace("[{", "[,{");
    }
    if has(Fault::PsuComma) {
        text = text.replace(",\"temp0\"", "\"temp0\"");
    }
    if has(Fault::BareNan) {
        for (key, word) in
            [("Hash Deviation%", "-nan"), ("Power Rate", "inf"), ("Env Temp", "nan"), ("chip_vol_diff", "-nan")]
        {
            text = replace_figure(&text, key, word);
        }
    }
    if has(Fault::PairList) {
        text = pair_list(&text);
    }
    let mut bytes = text.into_bytes();
    if has(Fault::RawNewline) || has(Fault::NotUtf8) {
        let with: &[u8] = if has(Fault::NotUtf8) { b"\xff\xfe" } else { b"\n" };
        bytes = replace_mark(&bytes, with);
    }
    if has(Fault::CutOff) && command != "get_version" {
        bytes.truncate(bytes.len() * 2 / 3);
    }
    if has(Fault::TrailingNul) {
        bytes.extend_from_slice(&[0; 4]);
    }
    bytes
}

/// Another maker's miner: it knows `summary` and counts in GH/s.
fn other_device(command: &str) -> Value {
    let known = command == "summary";
    let (status, code, words) = if known { ("S", 11, "Summary") } else { ("E", 14, "Invalid command") };
    let status = json!([{ "STATUS": status, "When": 1, "Code": code, "Msg": words, "Description": "bmminer 1.0.0" }]);
    if known {
        json!({ "STATUS": status, "SUMMARY": [{ "Elapsed": 61_234, "GHS 5s": 13_980.4, "GHS av": 14_012.6 }], "id": 1 })
    } else {
        json!({ "STATUS": status, "id": 1 })
    }
}

/// `[{"530":"time"}]` to `["530","time"]`.
fn flatten_errors(reply: &mut Value) {
    if let Some(Value::Array(errors)) = reply.pointer_mut("/Msg/error_code") {
        *errors = errors
            .iter()
            .filter_map(Value::as_object)
            .flat_map(|error| error.iter().filter(|(key, _)| *key != "reason"))
            .flat_map(|(code, since)| [json!(code), since.clone()])
            .collect();
    }
}

/// `[{"530":"time"}]` to `["530":"time"]`: the braces fall, the brackets stay.
fn pair_list(text: &str) -> String {
    let Some(start) = text.find("\"error_code\":[") else { return text.to_owned() };
    let open = start + "\"error_code\":[".len();
    let end = text[open..].find(']').map_or(text.len(), |end| open + end);
    let pairs: String = text[open..end].chars().filter(|c| !matches!(c, '{' | '}')).collect();
    format!("{}{pairs}{}", &text[..open], &text[end..])
}

/// Puts `word` where the figure of `key` stands.
fn replace_figure(text: &str, key: &str, word: &str) -> String {
    let key = format!("\"{key}\":");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&key) {
        let (before, after) = rest.split_at(at + key.len());
        out.push_str(before);
        out.push_str(word);
        rest = &after[after.find([',', '}']).unwrap_or(after.len())..];
    }
    out + rest
}

/// A character that no reply has, to be replaced once the text is made.
const MARK: char = '\u{e000}';

/// Marks the free texts that are known to carry dirt: the chip's and the debug text.
fn mark_texts(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                match value {
                    Value::String(text)
                        if matches!(key.as_str(), "chip" | "Chip Data" | "Debug" | "hw_version" | "dns") =>
                    {
                        text.push(MARK);
                    }
                    _ => mark_texts(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mark_texts),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn replace_mark(text: &[u8], with: &[u8]) -> Vec<u8> {
    let mut mark = [0; 4];
    let mark = MARK.encode_utf8(&mut mark).as_bytes();
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.windows(mark.len()).position(|window| window == mark) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(with);
        rest = &rest[at + mark.len()..];
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoilt(fault: Fault, reply: Value) -> String {
        String::from_utf8_lossy(&spoil(fault.into(), "x", reply)).into_owned()
    }

    #[test]
    fn commas_go_and_come() {
        let list = json!({ "DEVS": [{ "Slot": 0 }, { "Slot": 1 }] });
        assert_eq!(spoilt(Fault::MissingComma, list.clone()), r#"{"DEVS":[{"Slot":0}{"Slot":1}]}"#);
        assert_eq!(spoilt(Fault::LeadingComma, list.clone()), r#"{"DEVS":[,{"Slot":0},{"Slot":1}]}"#);
        assert_eq!(spoilt(Fault::TrailingComma, list), r#"{"DEVS":[{"Slot":0,},{"Slot":1,}],}"#);
        assert_eq!(
            spoilt(Fault::PsuComma, json!({ "vendor": "1", "temp0": "33.5" })),
            r#"{"vendor":"1""temp0":"33.5"}"#
        );
    }

    #[test]
    fn error_codes_lose_their_braces() {
        let errors = json!({ "Msg": { "error_code": [{ "329": "2022-01-17 11:28:11" }] }, "Code": 131 });
        assert_eq!(
            spoilt(Fault::PairList, errors.clone()),
            r#"{"Msg":{"error_code":["329":"2022-01-17 11:28:11"]},"Code":131}"#
        );
        assert_eq!(
            spoilt(Fault::FlatErrors, errors),
            r#"{"Msg":{"error_code":["329","2022-01-17 11:28:11"]},"Code":131}"#
        );
    }

    #[test]
    fn figures_turn_into_words() {
        let reply = json!({ "Power Rate": 31.2, "Env Temp": 30 });
        assert_eq!(spoilt(Fault::BareNan, reply), r#"{"Power Rate":inf,"Env Temp":nan}"#);
    }

    #[test]
    fn dirt_gets_into_texts_only() {
        let reply = json!({ "chip": "K88", "Code": 131 });
        assert_eq!(spoilt(Fault::RawNewline, reply.clone()), "{\"chip\":\"K88\n\",\"Code\":131}");
        let bytes = spoil(Fault::NotUtf8.into(), "get_version", reply);
        assert!(std::str::from_utf8(&bytes).is_err());
    }
}
