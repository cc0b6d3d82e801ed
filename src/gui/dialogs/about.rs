//! What this program is, whose it is, and what it never does; and whose work is in it, with the licences.

mod licences;

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field},
    list::{Cell, List},
};
use crate::{
    gui::{
        app::Parts,
        theme::{self, GAP, STEP, Theme, Tone},
        widgets::{self, ButtonKind},
    },
    store::Folder,
    words::Arg,
};
use eframe::egui::{Label, RichText, ScrollArea, Ui};
use licences::Licences;

/// Rows of the list in sight.
const ROWS: usize = 8;

/// The dialog's state.
#[derive(Debug)]
pub(super) struct About {
    licences: Licences,
    search: String,
    /// The work of others whose licence is open, and its text.
    open: Option<(String, String)>,
}

impl About {
    /// The first page.
    pub(super) fn new() -> Self {
        Self { licences: Licences::unpacked(), search: String::new(), open: None }
    }

    /// What is in the program that others made.
    fn others_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let count = Arg::from(self.licences.works.len() as u64);
        fields::group_ui(ui, theme, &words.with("about-others", &[("count", count)]));
        let search = words.text("about-search");
        let field = Field { name: search, hint: search, mistake: None, span: None, rows: 1 };
        // The first thing to read is what stands above; the search waits.
        field.bare_ui(ui, theme, &mut self.search, &mut Tray::default());
        tray.wants_focus = false;
        ui.add_space(STEP);
        let wanted = self.search.trim().to_lowercase();
        let found: Vec<_> = self.licences.works.iter().filter(|work| work.fits(&wanted)).collect();
        if found.is_empty() {
            return fields::hint_ui(ui, theme, words.text("about-nothing-found"));
        }
        let titles = ["about-work", "about-work-version", "about-work-licence"].map(|key| words.text(key));
        let columns = [(titles[0], 200.0), (titles[1], 80.0), (titles[2], 200.0)];
        let list = List { id: "licences", columns: &columns, rows: found.len(), most: ROWS, is_clickable: true };
        let clicked = list.ui(ui, theme, |row| match found.get(row) {
            Some(work) => vec![Cell::text(&work.name), Cell::dim(&work.version), Cell::dim(&work.licence)],
            None => Vec::new(),
        });
        if let Some(work) = clicked.and_then(|row| found.get(row)) {
            self.open = Some((format!("{} · {}", work.title(), work.licence), self.licences.text(work)));
        }
    }
}

/// One licence; true when it was left.
fn licence_ui(ui: &mut Ui, parts: &Parts<'_>, title: &str, text: &str) -> bool {
    let theme = parts.theme;
    let is_left = fields::line_ui(
        ui,
        |ui| widgets::button(ui, theme, ButtonKind::Plain, None, parts.words.text("about-back")).clicked(),
        |ui| {
            ui.add(Label::new(theme::strong(title)).wrap());
        },
    );
    ui.add_space(STEP);
    let height = ui.text_style_height(&eframe::egui::TextStyle::Body) * 22.0;
    let scroll = ScrollArea::vertical().id_salt(title).max_height(height).min_scrolled_height(height);
    scroll.auto_shrink([false, false]).show(ui, |ui| {
        let text = RichText::new(text).color(theme.color(Tone::Text));
        ui.add(Label::new(text).wrap().selectable(true));
    });
    is_left
}

impl Dialog for About {
    fn title(&self) -> &'static str {
        "about-title"
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        if let Some((title, text)) = &self.open {
            if licence_ui(ui, parts, title, text) {
                self.open = None;
            }
            return;
        }
        self_ui(ui, parts);
        self.others_ui(ui, parts, tray);
    }

    fn verdict(&self, _parts: &Parts<'_>) -> Verdict {
        Verdict::shows()
    }
}

/// This program itself.
fn self_ui(ui: &mut Ui, parts: &Parts<'_>) {
    let (theme, words): (&Theme, _) = (parts.theme, parts.words);
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
