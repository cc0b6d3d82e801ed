//! The shape of the program: which room may use which, no window below the window, files that can be read in one
//! sitting, and a paragraph at the head of each.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use sources::{Kind, Source, pieces, sources, texts};
use std::collections::{BTreeMap, BTreeSet};

#[path = "support/sources.rs"]
mod sources;

/// A file that is longer holds more than one subject.
const MOST_LINES: usize = 500;

/// The room that a file belongs to: `net` for `net.rs` and `net/scan.rs`.
fn room(source: &Source) -> &str {
    let first = source.path.split('/').next().unwrap();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The file without comments and literals.
fn code(source: &Source) -> String {
    pieces(source.shipped()).into_iter().filter(|(kind, _)| *kind == Kind::Code).map(|(_, piece)| piece).collect()
}

/// The table at the head of `lib.rs`: each room with the rooms that it may use.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let library = sources().into_iter().find(|source| source.path == "lib.rs").unwrap().text;
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
    let rows = library.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.map(|row| {
        let (room, rest) = row.split_once("`]").unwrap();
        (room.to_owned(), names(rest.rsplit('|').nth(1).unwrap()))
    })
    .collect()
}

/// The rooms that a file reaches by `crate::room` or `use crate::{room, …}`.
fn reached(code: &str) -> BTreeSet<String> {
    let name = |text: &str| text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let mut reached = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            reached.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                _ if begins && !letter.is_whitespace() => {
                    reached.insert(name(&group[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    reached
}

#[test]
fn the_reader_of_paths_understands_groups() {
    let code = "use crate::net;\nuse crate::{fleet::{Fleet, view::View}, words};\nfn f() -> crate::sim::Mix {}";
    assert_eq!(reached(code).into_iter().collect::<Vec<_>>(), ["fleet", "net", "sim", "words"]);
}

#[test]
fn rooms_use_only_the_rooms_that_the_table_allows() {
    let table = table();
    let modules: BTreeSet<String> = sources().iter().map(|source| room(source).to_owned()).collect();
    let rooms = modules.into_iter().filter(|room| room != "lib" && room != "main").collect::<Vec<_>>();
    assert_eq!(table.keys().cloned().collect::<Vec<_>>(), rooms, "the table of lib.rs names every room");
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(allowed) = table.get(room(&source)) else { continue };
        for other in reached(&code(&source)) {
            if table.contains_key(&other) && other != room(&source) && !allowed.contains(&other) {
                wrong.push(format!("src/{} uses {other}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "against the table of lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_window_knows_the_toolkit() {
    let knows = |source: &Source| ["egui", "eframe"].into_iter().any(|toolkit| code(source).contains(toolkit));
    let (window, others): (Vec<_>, Vec<_>) = sources().into_iter().partition(|source| room(source) == "gui");
    let wrong: Vec<_> = others.iter().filter(|source| knows(source)).map(|source| &source.path).collect();
    assert!(wrong.is_empty(), "these rooms mention the window's toolkit: {wrong:?}");
    assert!(window.iter().any(knows), "the window itself does, or this test looks in the wrong place");
}

#[test]
fn files_are_short_and_say_what_lives_in_them() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("src/{} has {lines} lines", source.path));
        }
        if !source.text.starts_with("//! ") {
            wrong.push(format!("src/{} does not begin by saying what lives in it", source.path));
        }
        if source.path.ends_with("/mod.rs") {
            wrong.push(format!("src/{}: a room's head is beside its folder, not mod.rs", source.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_for_later() {
    let unfinished = ["todo!", "unimplemented!"];
    let is_unfinished = |source: &Source| unfinished.into_iter().any(|mark| code(source).contains(mark));
    let wrong: Vec<_> = sources().into_iter().filter(is_unfinished).map(|source| source.path).collect();
    assert!(wrong.is_empty(), "unfinished: {wrong:?}");
}

/// The second numbers of the loopback addresses in a text, written `127.25.0.1` or `[127, 25, 0, 1]`.
fn blocks(text: &str) -> BTreeSet<u8> {
    let after = text.split("127").skip(1).filter_map(|rest| rest.strip_prefix(", ").or_else(|| rest.strip_prefix('.')));
    after.filter_map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()).collect()
}

/// Programs of tests run side by side, and a farm of 2,000 machines covers eight blocks of 256 addresses: two programs
/// in one 127.x.0.0/16 would take each other's machines, only sometimes. Those that start their farms by
/// `support/farm.rs` share its block, divided by number.
#[test]
fn programs_of_tests_have_loopback_addresses_of_their_own() {
    let mut owners = BTreeMap::<u8, BTreeSet<String>>::new();
    for (path, text) in texts("tests") {
        let program = path.split('/').next().unwrap().trim_end_matches(".rs");
        let shares = program == "support" || text.contains("support/farm.rs");
        let owner = if shares { "support/farm.rs" } else { program };
        for block in blocks(&text).into_iter().filter(|block| *block != 0) {
            owners.entry(block).or_default().insert(owner.to_owned());
        }
    }
    assert!(owners.len() > 5, "this test looks in the wrong place: {owners:?}");
    owners.retain(|_, programs| programs.len() > 1);
    assert!(owners.is_empty(), "used by more than one program: {owners:?}");
}
