//! The bundled faces: what every computer shows alike. Characters that they lack come from the operating system.

use super::theme::SEMIBOLD;
use eframe::egui::{self, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// Each face: its name here, and its file.
const FACES: [(&str, &[u8]); 6] = [
    ("regular", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    ("semibold", include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")),
    ("mono", include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf")),
    ("chinese-bold", include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf")),
    ("chinese", include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf")),
    ("symbols", include_bytes!("../../assets/fonts/NotoSansSymbols.ttf")),
];

/// Gives a context our faces.
pub(crate) fn install(context: &egui::Context) {
    context.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    FontDefinitions {
        font_data: FACES
            .into_iter()
            .map(|(name, bytes)| (name.to_owned(), Arc::new(FontData::from_static(bytes))))
            .collect(),
        families: [
            (FontFamily::Proportional, names(&["regular", "chinese", "symbols"])),
            (FontFamily::Name(SEMIBOLD.into()), names(&["semibold", "chinese-bold", "chinese", "symbols"])),
            (FontFamily::Monospace, names(&["mono", "regular", "chinese", "symbols"])),
        ]
        .into(),
    }
}
