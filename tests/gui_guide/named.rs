//! Buttons, menus and states that the guide names, *so*, held against the words of the window.

use fluent_syntax::{
    ast::{Entry, Expression, Message, Pattern, PatternElement},
    parser,
};
use std::fs;

/// The words of the window in English, each message as the texts between its arguments.
fn words() -> Vec<Vec<String>> {
    let mut words = Vec::new();
    for entry in fs::read_dir("assets/locales/en").unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let parsed = parser::parse(text).map_err(|(_, errors)| errors).unwrap();
        for entry in parsed.body {
            if let Entry::Message(Message { value: Some(value), .. }) = entry {
                let mut forms = vec![vec![String::new()]];
                spell(&value, &mut forms);
                words.extend(forms);
            }
        }
    }
    words
}

/// Appends a pattern to each form of a message; a choice makes more forms of each.
fn spell(pattern: &Pattern<String>, forms: &mut Vec<Vec<String>>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                for form in forms.iter_mut() {
                    form.last_mut().unwrap().push_str(value);
                }
            }
            PatternElement::Placeable { expression: Expression::Inline(_) } => {
                for form in forms.iter_mut() {
                    form.push(String::new());
                }
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let before = std::mem::take(forms);
                for variant in variants {
                    let mut chosen = before.clone();
                    spell(&variant.value, &mut chosen);
                    forms.append(&mut chosen);
                }
            }
        }
    }
}

/// Whether a text is a message, with anything in place of its arguments; `…` at the end says no more than that a dialog
/// follows, and a sentence may begin with it.
fn is_message(text: &str, message: &[String]) -> bool {
    // Else `{ $value } %` would be anything.
    if !message.iter().any(|piece| piece.chars().filter(|letter| letter.is_alphabetic()).count() > 3) {
        return message.len() == 1 && text == message[0];
    }
    let lower = |text: &str| text.trim_end_matches('…').to_lowercase();
    let text = lower(text);
    let Some(mut rest) = text.strip_prefix(&*lower(&message[0])) else { return false };
    let Some((end, between)) = message[1..].split_last() else { return rest.is_empty() };
    for piece in between {
        let Some((_, after)) = rest.split_once(&*lower(piece)) else { return false };
        rest = after;
    }
    rest.ends_with(&*lower(end))
}

/// What a text has between single asterisks, and outside code.
fn emphasised(text: &str) -> Vec<&str> {
    let prose = text.split('`').step_by(2);
    prose.flat_map(|prose| prose.split('*').skip(1).step_by(2)).collect()
}

#[test]
fn what_the_guide_names_is_there() {
    let guide = fs::read_to_string("docs/guide.md").unwrap().replace("**", "");
    let words = words();
    let named: Vec<&str> = guide.lines().flat_map(emphasised).collect();
    assert!(named.len() > 30, "{named:?}");
    let strange: Vec<&&str> =
        named.iter().filter(|named| !words.iter().any(|message| is_message(named, message))).collect();
    assert!(strange.is_empty(), "the guide names what the window has not: {strange:?}");
}

#[test]
fn words_are_found_only_where_they_are() {
    let words = words();
    let is_there = |text: &str| words.iter().any(|message| is_message(text, message));
    for text in ["API setup…", "Unknown", "every 30 s", "Go on with 38 ready machines", "Power percent, fast"] {
        assert!(is_there(text), "{text}");
    }
    for text in ["Keep workers", "every", "Make coffee", "60 percent", "Blink", ""] {
        assert!(!is_there(text), "{text}");
    }
}
