//! The table of keys, from the table of actions, and the grid's own. `docs/keys.md` has the same keys.

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field},
};
use crate::gui::{
    action,
    app::Parts,
    theme::{self, GAP, STEP, Theme, Tone},
};
use eframe::egui::{Frame, Key, KeyboardShortcut, Label, Margin, Modifiers, RichText, Stroke, Ui};

/// What is searched for.
#[derive(Debug, Default)]
pub(super) struct Shortcuts {
    search: String,
}

/// How keys are written.
#[derive(Clone, Copy, Debug)]
enum Keys {
    /// The same on every system.
    Named(&'static str),
    /// As the system writes it.
    Shortcut(KeyboardShortcut),
}

/// Keys that the grid and dialogs read by themselves, and the key of what they do.
const OWN: [(Keys, &str); 8] = [
    (Keys::Named("↑ / ↓"), "shortcut-move"),
    (Keys::Named("Shift+↑ / Shift+↓"), "shortcut-mark"),
    (Keys::Named("Page Up / Page Down"), "shortcut-page"),
    (Keys::Named("Home / End"), "shortcut-ends"),
    (Keys::Named("Space"), "shortcut-toggle"),
    (Keys::Named("Enter"), "action-detail"),
    (Keys::Shortcut(KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter)), "shortcut-accept"),
    (Keys::Named("Esc"), "shortcut-close"),
];

impl Dialog for Shortcuts {
    fn title(&self) -> &'static str {
        "shortcuts-title"
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let search = words.text("shortcuts-search");
        let field = Field { name: search, hint: search, mistake: None, span: None, rows: 1 };
        field.bare_ui(ui, theme, &mut self.search, tray);
        ui.add_space(GAP);
        let wanted = self.search.trim().to_lowercase();
        let of_table = action::TABLE
            .iter()
            .filter_map(|entry| Some((ui.ctx().format_shortcut(&entry.shortcut?), words.text(entry.title_key))));
        let lines: Vec<(String, &str)> = of_table.collect();
        let own = OWN.map(|(keys, what)| match keys {
            Keys::Named(keys) => (keys.to_owned(), words.text(what)),
            Keys::Shortcut(shortcut) => (ui.ctx().format_shortcut(&shortcut), words.text(what)),
        });
        let fits = |(keys, what): &&(String, &str)| {
            wanted.is_empty() || keys.to_lowercase().contains(&wanted) || what.to_lowercase().contains(&wanted)
        };
        for (keys, what) in lines.iter().filter(fits) {
            line_ui(ui, theme, keys, what);
        }
        let mut own = own.iter().filter(fits).peekable();
        if own.peek().is_some() {
            fields::group_ui(ui, theme, words.text("shortcuts-grid"));
        }
        for (keys, what) in own {
            line_ui(ui, theme, keys, what);
        }
    }

    fn verdict(&self, _parts: &Parts<'_>) -> Verdict {
        Verdict::shows()
    }
}

/// What it does, and its keys as key caps.
fn line_ui(ui: &mut Ui, theme: &Theme, keys: &str, what: &str) {
    fields::line_ui(
        ui,
        |ui| {
            let cap = Frame::NONE
                .fill(theme.background)
                .stroke(Stroke::new(1.0, theme.outline))
                .corner_radius(theme::RADIUS)
                .inner_margin(Margin::symmetric(6, 1));
            cap.show(ui, |ui| ui.label(theme::small(keys).color(theme.color(Tone::Text))));
        },
        |ui| {
            ui.add(Label::new(RichText::new(what)).wrap());
        },
    );
    ui.add_space(STEP / 2.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::ModifierNames;
    use std::collections::BTreeSet;

    /// As `docs/keys.md` writes keys, without its marks.
    fn written(shortcut: KeyboardShortcut) -> String {
        let key = if shortcut.logical_key == Key::Escape { "Esc" } else { shortcut.logical_key.symbol_or_name() };
        let modifiers = ModifierNames::NAMES.format(&shortcut.modifiers, false);
        if modifiers.is_empty() { key.to_owned() } else { format!("{modifiers}+{key}") }
    }

    /// Every chord in the first column of a table: keys with nothing but a blank between them.
    fn chords(page: &str) -> BTreeSet<String> {
        let cells = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
        let chords = cells.filter(|cell| cell.contains("<kbd>")).flat_map(|cell| cell.split(", "));
        chords.map(|chord| chord.replace("</kbd> <kbd>", "+").replace("<kbd>", "").replace("</kbd>", "")).collect()
    }

    #[test]
    fn the_page_about_keys_has_those_of_the_window_and_no_others() {
        let of_table = action::TABLE.iter().filter_map(|entry| Some(written(entry.shortcut?)));
        let own = OWN.iter().flat_map(|(keys, _)| match keys {
            Keys::Named(keys) => keys.split(" / ").map(str::to_owned).collect(),
            Keys::Shortcut(shortcut) => vec![written(*shortcut)],
        });
        let window: BTreeSet<String> = of_table.chain(own).collect();
        assert_eq!(chords(include_str!("../../../docs/keys.md")), window);
    }
}
