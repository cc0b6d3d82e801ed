//! The table of keys, from the table of actions, and the grid's own.

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field},
};
use crate::gui::{
    action,
    app::Parts,
    theme::{self, GAP, STEP, Theme, Tone},
};
use eframe::egui::{Frame, Label, Margin, RichText, Stroke, Ui};

/// What is searched for.
#[derive(Debug, Default)]
pub(super) struct Shortcuts {
    search: String,
}

/// Keys that the grid reads by itself: the keys' names, and the key of what they do.
const GRID: [(&str, &str); 6] = [
    ("↑ ↓", "shortcut-move"),
    ("Shift ↑ ↓", "shortcut-mark"),
    ("Page Up / Page Down", "shortcut-page"),
    ("Home / End", "shortcut-ends"),
    ("Ctrl Enter", "shortcut-accept"),
    ("Esc", "shortcut-close"),
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
        let grid = GRID.map(|(keys, what)| (keys.to_owned(), words.text(what)));
        let fits = |(keys, what): &&(String, &str)| {
            wanted.is_empty() || keys.to_lowercase().contains(&wanted) || what.to_lowercase().contains(&wanted)
        };
        for (keys, what) in lines.iter().filter(fits) {
            line_ui(ui, theme, keys, what);
        }
        let mut grid = grid.iter().filter(fits).peekable();
        if grid.peek().is_some() {
            fields::group_ui(ui, theme, words.text("shortcuts-grid"));
        }
        for (keys, what) in grid {
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
