//! The bundled fonts: the window's own font reader takes them, they are small, they have a glyph for every character
//! that we write, and their figures line up in columns.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{
    FontData, FontDefinitions, FontFamily, FontId,
    epaint::text::{Fonts, TextOptions},
};
use std::{collections::BTreeSet, fs, path::PathBuf, sync::Arc};

/// Enough for one script each, and small enough to carry in every download.
const MOST_BYTES: u64 = 1_500_000;

fn assets(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets").join(folder)
}

/// Every file below a folder of `assets`, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![assets(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

fn font_files() -> Vec<PathBuf> {
    let is_font = |path: &PathBuf| matches!(path.extension().and_then(|ending| ending.to_str()), Some("ttf" | "otf"));
    files("fonts").into_iter().filter(is_font).collect()
}

/// A family of each file alone, and `Proportional` of all of them.
fn fonts() -> Fonts {
    let mut definitions = FontDefinitions::empty();
    for path in font_files() {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let data = FontData::from_owned(fs::read(&path).unwrap());
        definitions.font_data.insert(name.clone(), Arc::new(data));
        definitions.families.insert(FontFamily::Name(name.as_str().into()), vec![name.clone()]);
        definitions.families.entry(FontFamily::Proportional).or_default().push(name);
    }
    Fonts::new(TextOptions::default(), definitions)
}

#[test]
fn every_character_that_we_write_has_a_glyph() {
    let mut fonts = fonts();
    let texts = files("locales").into_iter().chain([assets("error_codes.csv"), assets("models.csv")]);
    let written: BTreeSet<char> = texts
        .filter_map(|path| fs::read_to_string(path).ok())
        .flat_map(|text| text.chars().filter(|character| !character.is_control()).collect::<Vec<_>>())
        .collect();
    assert!(written.contains(&'Я') && written.contains(&'机'), "the locale files were not read");
    let size = FontId::proportional(13.0);
    assert!(!fonts.has_glyph(&size, '\u{13080}'), "a hieroglyph is not ours: the check would see nothing missing");
    let missing: Vec<char> = written.into_iter().filter(|character| !fonts.has_glyph(&size, *character)).collect();
    assert!(missing.is_empty(), "no glyph for {missing:?}: run packaging/fonts.sh");
}

#[test]
fn titles_in_chinese_are_in_one_weight() {
    let mut fonts = fonts();
    let size = FontId::new(13.0, FontFamily::Name("NotoSansSC-Bold".into()));
    let chinese = files("locales/zh-CN").into_iter().filter_map(|path| fs::read_to_string(path).ok());
    let written: BTreeSet<char> = chinese.flat_map(|text| text.chars().collect::<Vec<_>>()).collect();
    let missing: Vec<char> = written
        .into_iter()
        .filter(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter) && !fonts.has_glyph(&size, *letter))
        .collect();
    assert!(missing.is_empty(), "no bold glyph for {missing:?}: run packaging/fonts.sh");
}

#[test]
fn figures_are_equally_wide_alone_and_side_by_side() {
    let mut fonts = fonts();
    for path in font_files() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let size = FontId::new(13.0, FontFamily::Name(name.into()));
        if !fonts.has_glyphs(&size, "0123456789") {
            continue;
        }
        let mut view = fonts.with_pixels_per_point(1.0);
        let mut width = |text: String| view.layout_no_wrap(text, size.clone(), eframe::egui::Color32::WHITE).size().x;
        let pair = width("00".to_owned());
        for first in '0'..='9' {
            for second in '0'..='9' {
                let other = width(format!("{first}{second}"));
                assert!((other - pair).abs() < 0.01, "{name}: {first}{second} is {other} wide, 00 {pair}");
            }
        }
    }
}

#[test]
fn the_fonts_are_small_and_carry_their_licence() {
    let bytes: u64 = font_files().iter().map(|path| path.metadata().unwrap().len()).sum();
    assert!(bytes > 0 && bytes <= MOST_BYTES, "{bytes} bytes of fonts");
    let licence = fs::read_to_string(assets("fonts/OFL.txt")).unwrap();
    assert!(licence.contains("SIL OPEN FONT LICENSE Version 1.1"));
}
