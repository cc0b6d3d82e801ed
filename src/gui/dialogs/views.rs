//! Saved views: filters with a name, and the sort that goes with them.

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field},
};
use crate::{
    fleet::Filter,
    gui::{
        action::Action,
        app::Parts,
        theme::{GAP, Tone},
        widgets::{self, Icon},
    },
    store::SavedView,
    words::{Arg, Words},
};
use eframe::egui::{Button, Frame, Margin, RichText, Ui};

/// The draft.
#[derive(Debug)]
pub(super) struct Views {
    views: Vec<SavedView>,
    name: String,
}

impl Views {
    /// Begins with the views as they are.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        Self { views: parts.settings.grid.views.clone(), name: String::new() }
    }

    /// The filter in use, with a name to save it under.
    fn save_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let filter = parts.settings.grid.filter.trim();
        fields::group_ui(ui, theme, words.text("views-save-now"));
        if filter.is_empty() {
            fields::hint_ui(ui, theme, words.text("views-filter-none"));
        } else {
            ui.label(RichText::new(filter).monospace());
        }
        let mistake = fields::name_mistake(words, &self.name, self.views.iter().map(|view| &view.name));
        let is_typed = !self.name.trim().is_empty();
        let is_added = fields::line_ui(
            ui,
            |ui| ui.add_enabled(mistake.is_none(), Button::new(words.text("views-add"))).clicked(),
            |ui| {
                let field = Field {
                    name: words.text("dialog-name"),
                    hint: words.text("views-name-hint"),
                    mistake: mistake.filter(|_| is_typed),
                    span: None,
                    rows: 1,
                };
                field.bare_ui(ui, theme, &mut self.name, tray);
            },
        );
        if let Some(mistake) = mistake.filter(|_| is_typed) {
            ui.label(RichText::new(mistake).color(theme.color(Tone::Bad)));
        }
        // Enter adds the name that was typed; without one it accepts the dialog.
        let is_entered = is_typed && std::mem::take(&mut tray.is_submitted);
        if (is_added || is_entered) && mistake.is_none() {
            let name = std::mem::take(&mut self.name).trim().to_owned();
            let sort = parts.settings.grid.sort.clone();
            self.views.push(SavedView { name, filter: filter.to_owned(), sort });
        }
    }

    fn view_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, place: usize, tray: &mut Tray) -> bool {
        let (theme, words) = (parts.theme, parts.words);
        let name_mistake = self.name_mistake(words, place);
        let view = &mut self.views[place];
        let filter_mistake = Filter::parse(&view.filter).err();
        let [heard_name, heard_filter, heard_delete] = ["views-name-of", "views-filter-of", "dialog-delete-what"]
            .map(|key| words.with(key, &[("name", Arg::from(&view.name)), ("what", Arg::from(&view.name))]));
        let mut is_gone = false;
        Frame::NONE.fill(theme.background).corner_radius(crate::gui::theme::RADIUS).inner_margin(Margin::same(8)).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                is_gone = fields::line_ui(
                    ui,
                    |ui| widgets::icon_button(ui, theme, Icon::Cross, &heard_delete, None).clicked(),
                    |ui| {
                        let field = Field { name: &heard_name, hint: "", mistake: name_mistake, span: None, rows: 1 };
                        field.bare_ui(ui, theme, &mut view.name, tray);
                    },
                );
                let sentence = filter_mistake.as_ref().map(|error| words.text(error.kind.key()));
                let span = filter_mistake.as_ref().map(|error| error.span.clone());
                let field = Field { name: &heard_filter, hint: "", mistake: sentence, span, rows: 1 };
                field.bare_ui(ui, theme, &mut view.filter, tray);
                if let Some(mistake) = name_mistake.or(sentence) {
                    ui.label(RichText::new(mistake).color(theme.color(Tone::Bad)));
                }
            },
        );
        is_gone
    }

    fn name_mistake<'a>(&self, words: &'a Words, place: usize) -> Option<&'a str> {
        let others = self.views.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, view)| &view.name);
        fields::name_mistake(words, &self.views[place].name, others)
    }
}

impl Dialog for Views {
    fn title(&self) -> &'static str {
        "views-title"
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        self.save_ui(ui, parts, tray);
        fields::group_ui(ui, parts.theme, parts.words.text("views-title"));
        if self.views.is_empty() {
            fields::hint_ui(ui, parts.theme, parts.words.text("views-none"));
        }
        let mut gone = None;
        for place in 0..self.views.len() {
            if self.view_ui(ui, parts, place, tray) {
                gone = Some(place);
            }
            ui.add_space(GAP);
        }
        if let Some(place) = gone {
            self.views.remove(place);
        }
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let words = parts.words;
        let wrong = (0..self.views.len()).find_map(|place| {
            let filter = || Filter::parse(&self.views[place].filter).err().map(|error| words.text(error.kind.key()));
            self.name_mistake(words, place).or_else(filter)
        });
        Verdict::accepts(words.text("dialog-save"), wrong.map(str::to_owned))
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let mut settings = parts.settings.clone();
        settings.grid.views = std::mem::take(&mut self.views);
        vec![Action::ChangeSettings(Box::new(settings))]
    }
}
