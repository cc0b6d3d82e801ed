//! The licences of others that the window shows are those of this very `Cargo.lock`.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use flate2::read::GzDecoder;
use std::{collections::BTreeSet, fs, io::Read as _, path::PathBuf};

/// What to do when this test fails.
const MEND: &str = "run: python3 packaging/licences.py --asset";

fn file(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Names and versions of the asset's lines that begin so.
fn listed(asset: &str, beginning: &str) -> BTreeSet<(String, String)> {
    let lines = asset.split('\u{c}').next().unwrap().lines().filter_map(|line| line.strip_prefix(beginning));
    let pairs = lines.map(|line| {
        let mut parts = line.split('\t');
        (parts.next().unwrap().to_owned(), parts.next().unwrap().to_owned())
    });
    pairs.filter(|(_, version)| !version.is_empty()).collect()
}

fn asset() -> String {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(file("assets/licences.txt.gz")).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// Every crate of `Cargo.lock` but our own.
fn locked() -> BTreeSet<(String, String)> {
    let lock = fs::read_to_string(file("Cargo.lock")).unwrap();
    let value = |block: &str, name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""));
        line.map(|line| line.trim_end_matches('"').to_owned())
    };
    let blocks = lock.split("[[package]]").skip(1).filter(|block| value(block, "source").is_some());
    blocks.map(|block| (value(block, "name").unwrap(), value(block, "version").unwrap())).collect()
}

#[test]
fn every_crate_of_the_lock_file_is_listed_as_in_the_program_or_not() {
    let asset = asset();
    let (inside, outside) = (listed(&asset, "in\t"), listed(&asset, "out\t"));
    assert!(inside.is_disjoint(&outside));
    let listed: BTreeSet<_> = inside.union(&outside).cloned().collect();
    let locked = locked();
    let differ: Vec<_> = locked.symmetric_difference(&listed).collect();
    assert!(locked.len() > 300 && differ.is_empty(), "{MEND}; these differ: {differ:?}");
}

#[test]
fn what_the_program_names_as_its_dependencies_is_in_it() {
    let inside: BTreeSet<_> = listed(&asset(), "in\t").into_iter().map(|(name, _)| name).collect();
    let manifest = fs::read_to_string(file("Cargo.toml")).unwrap();
    let section = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let names = section.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    let missing: Vec<_> = names.map(|(name, _)| name).filter(|name| !inside.contains(*name)).collect();
    assert!(missing.is_empty(), "{MEND}; these are missing: {missing:?}");
}
