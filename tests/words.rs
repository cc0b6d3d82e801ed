//! The languages against each other and against the code: the same messages with the same arguments everywhere, none
//! missing, none left over.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};
use rackhand::{
    fleet::{Column, Word},
    protocol::{CommandKind, command::Group},
    words::{Arg, Language, Words},
};
use sources::{Kind, pieces, sources};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

#[path = "support/sources.rs"]
mod sources;

/// What a message is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Message {
    file: String,
    arguments: BTreeSet<String>,
    mentions: BTreeSet<String>,
    /// The plural forms of each choice in it.
    forms: Vec<BTreeSet<String>>,
}

type Messages = BTreeMap<String, Message>;

/// All messages of a language, from its files rather than from the program, so that a file that is not embedded shows.
fn messages(language: Language) -> Messages {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/locales").join(language.code());
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut messages = Messages::new();
    for path in files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "ftl")) {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let parsed =
            parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in parsed.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            let mut found = Message { file: file.clone(), ..Message::default() };
            look_at_pattern(&message.value.unwrap_or_else(|| panic!("{key} has no text")), &mut found);
            assert!(messages.insert(key.clone(), found).is_none(), "{key} is there twice in {}", language.code());
        }
    }
    messages
}

fn look_at_pattern(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            look_at(expression, message);
        }
    }
}

fn look_at(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => look_at_inline(inline, message),
        Expression::Select { selector, variants } => {
            look_at_inline(selector, message);
            let form = |key: &VariantKey<&str>| match key {
                VariantKey::Identifier { name } => (*name).to_owned(),
                VariantKey::NumberLiteral { value } => (*value).to_owned(),
            };
            message.forms.push(variants.iter().map(|variant| form(&variant.key)).collect());
            for variant in variants {
                look_at_pattern(&variant.value, message);
            }
        }
    }
}

fn look_at_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.arguments.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            message.mentions.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                look_at_inline(argument, message);
            }
        }
        InlineExpression::Placeable { expression } => look_at(expression, message),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

/// The arguments that a message takes, with those of the messages that it mentions.
fn arguments(messages: &Messages, key: &str) -> BTreeSet<String> {
    let message = messages.get(key).unwrap_or_else(|| panic!("{key} is mentioned and does not exist"));
    let mentioned = message.mentions.iter().flat_map(|key| arguments(messages, key));
    mentioned.chain(message.arguments.iter().cloned()).collect()
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_arguments() {
    let english = messages(Language::English);
    assert!(!english.is_empty());
    for language in Language::ALL {
        let other = messages(language);
        let mut wrong = Vec::new();
        for key in english.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
            match (english.get(key), other.get(key)) {
                (Some(_), None) => wrong.push(format!("{key} is missing")),
                (None, _) => wrong.push(format!("{key} is not in English")),
                (Some(here), Some(there)) if here.file != there.file => {
                    wrong.push(format!("{key} is in {} and in English in {}", there.file, here.file));
                }
                (Some(_), Some(_)) => {
                    let (ours, theirs) = (arguments(&english, key), arguments(&other, key));
                    if ours != theirs {
                        wrong.push(format!("{key} takes {theirs:?} and in English {ours:?}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}:\n{}", language.code(), wrong.join("\n"));
    }
}

#[test]
fn every_choice_by_number_has_the_forms_of_its_language() {
    let plural = ["zero", "one", "two", "few", "many", "other"].map(str::to_owned);
    for (language, needed) in [(Language::English, &["one", "other"][..]), (Language::Russian, &["one", "few", "many"])]
    {
        for (key, message) in messages(language) {
            for forms in &message.forms {
                let by_number = forms.iter().any(|form| plural.contains(form)) && forms.len() > 1;
                let complete = needed.iter().all(|form| forms.contains(*form));
                assert!(!by_number || complete, "{key} in {} has only {forms:?}", language.code());
            }
        }
    }
}

#[test]
fn every_message_can_be_formatted() {
    for language in Language::ALL {
        let words = Words::new(language);
        let messages = messages(language);
        for key in messages.keys() {
            let names = arguments(&messages, key);
            let text = if names.is_empty() {
                words.text(key).to_owned()
            } else {
                let given: Vec<_> = names.iter().map(|name| (name.as_str(), Arg::from(5))).collect();
                words.with(key, &given)
            };
            assert_ne!(&text, key, "{} does not find it", language.code());
            assert!(!text.is_empty() && text.trim() == text && !text.contains(['{', '}']), "{key}: {text:?}");
        }
    }
}

/// Words that a language does not use, and what it says instead: two names for one thing confuse.
const AVOIDED: &[(Language, &str, &str)] = &[
    (Language::English, "successfully", "nothing: it is done"),
    (Language::English, "please", "nothing: it is no favour"),
    (Language::English, "hashboard", "hash board"),
    (Language::English, "’", "'"),
    (Language::Chinese, "机器", "矿机"),
    (Language::Chinese, "哈希板", "算力板"),
    (Language::Russian, "плата хеширования", "хеш-плата"),
    (Language::Russian, "хэш", "хеш"),
];

#[test]
fn texts_are_written_as_the_style_asks() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let words = Words::new(language);
        for key in messages(language).keys() {
            let text = words.text(key);
            if text.contains("...") {
                wrong.push(format!("{}: {key} has three full stops for …", language.code()));
            }
            let is_sentence = text.contains(' ') || text.ends_with('。');
            let is_only_one = text.matches(['.', '。']).count() == 1;
            if is_sentence && is_only_one && text.ends_with(['.', '。']) {
                wrong.push(format!("{}: {key} is one sentence and ends in a full stop", language.code()));
            }
        }
    }
    for (language, avoided, instead) in AVOIDED {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/locales").join(language.code());
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines().filter(|line| line.to_lowercase().contains(avoided)) {
                wrong.push(format!("{avoided} should be {instead}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the code says about keys.
struct Uses {
    /// `text("…")` and `with("…", …)`, each with its file.
    asked: BTreeMap<String, String>,
    /// Every literal with its file: tables name their keys so.
    literals: BTreeMap<String, String>,
    /// What is set behind keys to make others: `{key}-advice` is `-advice`.
    endings: BTreeSet<String>,
    /// Keys that are put together, as the parts around what is filled in: `column-{}` is `["column-", ""]`.
    templates: BTreeMap<Vec<String>, String>,
}

fn uses() -> Uses {
    let mut uses = Uses {
        asked: BTreeMap::new(),
        literals: BTreeMap::new(),
        endings: BTreeSet::new(),
        templates: BTreeMap::new(),
    };
    // Words are asked for by front ends; machines' own field names look like keys too.
    let is_elsewhere = |path: &str| ["words", "protocol", "sim"].into_iter().any(|room| path.starts_with(room));
    for source in sources().iter().filter(|source| !is_elsewhere(&source.path)) {
        let mut before = "";
        for (kind, piece) in pieces(source.shipped()) {
            match kind {
                Kind::Comment => continue,
                Kind::Code => {
                    if !piece.trim().is_empty() {
                        before = piece.trim();
                    }
                    continue;
                }
                Kind::Literal => {}
            }
            let is_asked = [".text(", ".with("].into_iter().any(|call| before.ends_with(call));
            // Commands have texts by their parameters, and the engine asks for those.
            let is_command = source.path.starts_with("engine") || source.path.starts_with("fleet");
            if is_asked && !is_command && !piece.is_empty() {
                uses.asked.insert(piece.to_owned(), source.path.clone());
            }
            let ending = piece.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(_, ending)| ending);
            if let Some(ending) = ending.filter(|ending| before.ends_with("format!(") && is_ending(ending)) {
                uses.endings.insert(ending.to_owned());
            }
            if before.ends_with("format!(") && is_template(piece) {
                let parts = piece.split('{').enumerate();
                let parts = parts.map(|(at, part)| if at == 0 { part } else { part.split_once('}').unwrap().1 });
                uses.templates.insert(parts.map(str::to_owned).collect(), source.path.clone());
            }
            uses.literals.insert(piece.to_owned(), source.path.clone());
        }
    }
    uses
}

/// Whether a format text could make a key: it begins with a word and a hyphen and has only a key's characters.
fn is_template(text: &str) -> bool {
    let outside = text.split('{').enumerate().map(|(at, part)| if at == 0 { part } else { after_brace(part) });
    let is_key = |part: &str| part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
    let begins = text.split('{').next().is_some_and(|first| first.len() > 2 && first.ends_with('-'));
    begins && text.contains('{') && outside.into_iter().all(is_key)
}

/// Whether a text could stand behind a key to make another: `-advice`.
fn is_ending(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_lowercase()))
}

fn after_brace(part: &str) -> &str {
    part.split_once('}').map_or("{", |(_, after)| after)
}

fn fits(template: &[String], key: &str) -> bool {
    let (first, rest) = template.split_first().unwrap();
    let Some(mut left) = key.strip_prefix(first.as_str()) else { return false };
    for (at, part) in rest.iter().enumerate() {
        let is_last = at + 1 == rest.len();
        let found =
            if is_last { left.ends_with(part.as_str()).then_some(left.len()) } else { left.find(part.as_str()) };
        let Some(end) = found else { return false };
        left = &left[end.min(left.len())..];
    }
    true
}

#[test]
fn every_key_that_the_code_asks_for_exists() {
    let english = messages(Language::English);
    let missing: Vec<String> = uses()
        .asked
        .iter()
        .filter(|(key, _)| !english.contains_key(*key))
        .map(|(key, file)| format!("{key}, asked for in src/{file}"))
        .collect();
    assert!(missing.is_empty(), "no such messages:\n{}", missing.join("\n"));
}

/// The keys that tables put together.
fn keys_of_tables() -> BTreeSet<String> {
    let columns = Column::ALL.iter().flat_map(|column| [column.title_key(), column.about_key()]);
    let words = Word::ALL.iter().map(|word| word.key());
    let groups = Group::ALL.iter().map(|group| group.key());
    let commands = CommandKind::ALL.iter().flat_map(|kind| [kind.keys().0, kind.keys().1]);
    let parameters = CommandKind::ALL.iter().flat_map(|kind| kind.spec().parameters);
    let parameters = parameters.map(|parameter| format!("parameter-{}", parameter.name));
    columns.chain(words).chain(groups).chain(commands).map(str::to_owned).chain(parameters).collect()
}

#[test]
fn every_column_and_word_of_the_grid_has_its_message() {
    let english = messages(Language::English);
    let missing: Vec<String> = keys_of_tables().into_iter().filter(|key| !english.contains_key(key)).collect();
    assert!(missing.is_empty(), "no such messages: {missing:#?}");
}

/// Whether a literal has the form of a key, and begins as keys do: `action-scan`, but not `text-size`.
fn looks_like_a_key(literal: &str, beginnings: &BTreeSet<&str>) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    literal.contains('-') && literal.split('-').all(is_word) && beginnings.contains(literal.split('-').next().unwrap())
}

#[test]
fn every_key_in_a_table_of_the_code_exists() {
    let english = messages(Language::English);
    let beginnings: BTreeSet<&str> = english.keys().filter_map(|key| key.split('-').next()).collect();
    let missing: Vec<String> = uses()
        .literals
        .iter()
        .filter(|(literal, _)| looks_like_a_key(literal, &beginnings) && Column::find(literal).is_none())
        .filter(|(literal, _)| !english.contains_key(*literal))
        .map(|(literal, file)| format!("{literal} in src/{file}"))
        .collect();
    assert!(missing.is_empty(), "these look like keys and have no message:\n{}", missing.join("\n"));
}

#[test]
fn every_message_is_used() {
    let english = messages(Language::English);
    let uses = uses();
    let tables = keys_of_tables();
    let mentioned: BTreeSet<&String> = english.values().flat_map(|message| &message.mentions).collect();
    let is_named = |key: &str| uses.literals.contains_key(key) || tables.contains(key);
    let is_used = |key: &String| {
        is_named(key)
            || mentioned.contains(key)
            || uses.templates.keys().any(|template| fits(template, key))
            || uses.endings.iter().any(|ending| key.strip_suffix(ending.as_str()).is_some_and(is_named))
    };
    let unused: Vec<&String> = english.keys().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{} messages that nothing asks for: {unused:#?}", unused.len());
}

#[test]
fn every_key_that_is_put_together_leads_to_messages() {
    let english = messages(Language::English);
    for (template, file) in uses().templates.iter().filter(|(_, file)| file.starts_with("gui")) {
        assert!(english.keys().any(|key| fits(template, key)), "src/{file}: no message like {}…", template.join("{}"));
    }
}
