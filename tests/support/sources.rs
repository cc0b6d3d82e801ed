//! The program's own source text, for tests that hold rules about it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// One source file.
pub(crate) struct Source {
    /// Path below `src`, with `/`.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
    /// The whole file is compiled for tests only.
    pub(crate) is_test: bool,
}

impl Source {
    /// The text that is shipped: without the unit tests at the end of the file, and nothing of a file of tests.
    pub(crate) fn shipped(&self) -> &str {
        if self.is_test { "" } else { self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default() }
    }
}

/// The files of Rust below a folder of the project, in order: each path below the folder, with `/`, and its text.
pub(crate) fn texts(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut folders = vec![root.clone()];
    let mut found: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let below = |path: &Path| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    found.iter().map(|path| (below(path), fs::read_to_string(path).unwrap())).collect()
}

/// Every file of `src`, in order.
pub(crate) fn sources() -> Vec<Source> {
    let mut sources: Vec<Source> =
        texts("src").into_iter().map(|(path, text)| Source { path, text, is_test: false }).collect();
    let tests: Vec<String> = sources.iter().flat_map(test_files).collect();
    for source in &mut sources {
        source.is_test = tests.contains(&source.path);
    }
    sources
}

/// The files that a file declares for tests only: `#[cfg(test)] mod look;` in `gui/grid.rs` is `gui/grid/look.rs`.
fn test_files(source: &Source) -> Vec<String> {
    let folder = source.path.strip_suffix(".rs").unwrap_or(&source.path);
    let declared = source.text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| {
        let (declaration, _) = rest.trim_start().split_once(';')?;
        let (_, name) = declaration.rsplit_once("mod ")?;
        name.chars().all(|letter| letter.is_alphanumeric() || letter == '_').then(|| format!("{folder}/{name}.rs"))
    });
    declared.collect()
}

/// What a piece of source text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Tokens.
    Code,
    /// A comment, its slashes included.
    Comment,
    /// What stands between the quotes of a text.
    Literal,
}

/// Cuts source text into code, comments and literals, which is as much of Rust as these tests need.
pub(crate) fn pieces(text: &str) -> Vec<(Kind, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut code = 0;
    while code < rest.len() {
        let here = &rest[code..];
        let (skip, kind, length, tail) = if here.starts_with("//") {
            (0, Kind::Comment, here.find('\n').unwrap_or(here.len()), 0)
        } else if here.starts_with("'\"'") || here.starts_with("'\\\"'") {
            code += 3;
            continue;
        } else if let Some(opening) = ["r\"", "r#\"", "r##\""].into_iter().find(|opening| here.starts_with(opening)) {
            let closing = format!("\"{}", "#".repeat(opening.len() - 2));
            let length = here[opening.len()..].find(&closing).unwrap_or(here.len() - opening.len());
            (opening.len(), Kind::Literal, length, closing.len())
        } else if let Some(inside) = here.strip_prefix('"') {
            (1, Kind::Literal, end_of_text(inside), 1)
        } else {
            code += here.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        pieces.push((Kind::Code, &rest[..code]));
        pieces.push((kind, &here[skip..skip + length]));
        rest = here.get(skip + length + tail..).unwrap_or_default();
        code = 0;
    }
    pieces.push((Kind::Code, rest));
    pieces
}

/// Where the quote is that ends a text.
fn end_of_text(text: &str) -> usize {
    let mut escaped = false;
    for (position, character) in text.char_indices() {
        match character {
            '"' if !escaped => return position,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}
