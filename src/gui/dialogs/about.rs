//! What this program is, whose it is, and what it never does.

use super::{Dialog, Tray, Verdict, fields};
use crate::{
    gui::{
        app::Parts,
        theme::{GAP, Tone},
    },
    store::Folder,
};
use eframe::egui::{Label, RichText, Ui};

/// Nothing to remember.
#[derive(Debug)]
pub(super) struct About;

impl Dialog for About {
    fn title(&self) -> &'static str {
        "about-title"
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, _tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let version = words.with("about-version", &[("version", env!("CARGO_PKG_VERSION").into())]);
        fields::hint_ui(ui, theme, &version);
        for key in ["about-what", "about-private", "about-licence"] {
            ui.add_space(GAP);
            ui.add(Label::new(words.text(key)).wrap());
        }
        if let Some(folder) = Folder::of_this_user() {
            ui.add_space(GAP);
            let folder = folder.path().display().to_string();
            fields::hint_ui(ui, theme, words.text("about-settings-folder"));
            let folder = RichText::new(folder).color(theme.color(Tone::Text));
            ui.add(Label::new(folder).wrap().selectable(true));
        }
    }

    fn verdict(&self, _parts: &Parts<'_>) -> Verdict {
        Verdict::shows()
    }
}
