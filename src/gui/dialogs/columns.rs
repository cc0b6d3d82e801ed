//! The grid's columns: which are shown, in which order, and named layouts of them.

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field},
};
use crate::{
    fleet::{Column, column::Group},
    gui::{
        action::Action,
        app::Parts,
        grid::{self, Shown},
        theme::{GAP, Theme, Tone},
        widgets::{self, Icon},
    },
    store::Layout as NamedLayout,
    words::{Arg, Words},
};
use eframe::egui::{Align, Button, Checkbox, Layout, RichText, Ui, vec2};

/// The draft.
#[derive(Debug)]
pub(super) struct Columns {
    shown: Vec<Shown>,
    layouts: Vec<NamedLayout>,
    search: String,
    name: String,
}

impl Columns {
    /// Begins with the columns as they are.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        Self {
            shown: grid::shown_columns(&parts.settings.grid.layout),
            layouts: parts.settings.grid.layouts.clone(),
            search: String::new(),
            name: String::new(),
        }
    }

    /// Whether the search lets this column through.
    fn is_found(&self, words: &Words, column: Column) -> bool {
        let wanted = self.search.trim().to_lowercase();
        wanted.is_empty()
            || words.text(column.title_key()).to_lowercase().contains(&wanted)
            || column.key().contains(&*wanted)
    }

    /// The shown columns, each with a tick and two arrows.
    fn shown_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words) = (parts.theme, parts.words);
        fields::group_ui(ui, theme, words.text("columns-shown"));
        let (mut moved, mut hidden) = (None, None);
        let last = self.shown.len().saturating_sub(1);
        for (place, shown) in self.shown.iter().enumerate() {
            if !self.is_found(words, shown.column) {
                continue;
            }
            let name = grid::title(words, shown.column);
            ui.horizontal(|ui| {
                if tick_ui(ui, words, shown.column, true) {
                    hidden = Some(place);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let arrow = |ui: &mut Ui, icon: Icon, key: &str, is_possible: bool| {
                        let heard = words.with(key, &[("what", Arg::from(&*name))]);
                        ui.add_enabled_ui(is_possible, |ui| {
                            widgets::icon_button(ui, theme, icon, &heard, None).clicked()
                        })
                        .inner
                    };
                    if arrow(ui, Icon::Down, "dialog-move-down", place < last) {
                        moved = Some((place, place + 1));
                    }
                    if arrow(ui, Icon::Up, "dialog-move-up", place > 0) {
                        moved = Some((place, place - 1));
                    }
                });
            });
        }
        if let Some((from, to)) = moved {
            self.shown.swap(from, to);
        }
        if let Some(place) = hidden {
            self.shown.remove(place);
        }
    }

    /// The hidden columns by group.
    fn hidden_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words) = (parts.theme, parts.words);
        fields::group_ui(ui, theme, words.text("columns-hidden"));
        let is_hidden = |column: &Column| self.shown.iter().all(|shown| shown.column != *column);
        let mut added = None;
        for group in Group::ALL {
            let found = Column::ALL.iter().copied().filter(|column| column.group() == group);
            let found: Vec<Column> = found.filter(is_hidden).filter(|column| self.is_found(words, *column)).collect();
            if !found.is_empty() {
                ui.label(RichText::new(words.text(group.key())).color(theme.color(Tone::Dim)));
            }
            for column in found {
                ui.horizontal(|ui| {
                    if tick_ui(ui, words, column, false) {
                        added = Some(column);
                    }
                });
            }
        }
        self.shown.extend(added.map(|column| Shown { column, width: None }));
    }

    /// The named layouts, and a field to add one.
    fn layouts_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::group_ui(ui, theme, words.text("columns-layouts"));
        let mut gone = None;
        for (place, layout) in self.layouts.iter().enumerate() {
            ui.horizontal(|ui| {
                let heard = words.with("columns-layout-delete", &[("name", Arg::from(&layout.name))]);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if widgets::icon_button(ui, theme, Icon::Cross, &heard, None).clicked() {
                        gone = Some(place);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center).with_main_justify(true), |ui| {
                        let text = words.with("columns-layout-use", &[("name", Arg::from(&layout.name))]);
                        if ui.add(Button::new(text).truncate()).clicked() {
                            self.shown = grid::shown_columns(layout);
                        }
                    });
                });
            });
        }
        if let Some(place) = gone {
            self.layouts.remove(place);
        }
        let field = Field { name: words.text("columns-layout-name"), hint: "", mistake: None, span: None, rows: 1 };
        field.ui(ui, theme, &mut self.name, tray);
        let is_entered = std::mem::take(&mut tray.is_submitted);
        let taken = self.layouts.iter().map(|layout| layout.name.as_str());
        let mistake = fields::name_mistake(words, &self.name, taken);
        let button = ui.add_enabled(mistake.is_none(), Button::new(words.text("columns-layout-save")).wrap());
        let is_pressed = match mistake {
            Some(mistake) => button.on_disabled_hover_text(mistake).clicked(),
            None => button.clicked() || is_entered,
        };
        if is_pressed {
            let name = std::mem::take(&mut self.name).trim().to_owned();
            self.layouts.push(NamedLayout { name, columns: grid::layout_of(&self.shown) });
        }
        ui.add_space(GAP);
        if ui.add(Button::new(words.text("columns-reset")).wrap()).clicked() {
            self.shown = grid::shown_columns(&NamedLayout::default());
        }
    }
}

/// A tick with the column's name; true when it was changed.
fn tick_ui(ui: &mut Ui, words: &Words, column: Column, is_shown: bool) -> bool {
    let mut ticked = is_shown;
    let tick = ui.add(Checkbox::new(&mut ticked, grid::title(words, column).into_owned()));
    tick.on_hover_text(words.text(column.about_key())).changed()
}

/// Three columns where there is room, below each other where there is none.
fn columns_ui(ui: &mut Ui, theme: &Theme, draw: &mut dyn FnMut(&mut Ui, usize)) {
    let width = (ui.available_width() - 4.0 * GAP) / 3.0;
    if width < 170.0 * theme.type_scale {
        (0..3).for_each(|place| draw(ui, place));
        return;
    }
    ui.horizontal_top(|ui| {
        for place in 0..3 {
            if place > 0 {
                ui.add_space(GAP);
            }
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                draw(ui, place);
            });
        }
    });
}

impl Dialog for Columns {
    fn title(&self) -> &'static str {
        "columns-title"
    }

    fn width(&self) -> f32 {
        760.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let words = parts.words;
        let search = words.text("columns-search");
        let field = Field { name: search, hint: search, mistake: None, span: None, rows: 1 };
        field.bare_ui(ui, parts.theme, &mut self.search, tray);
        // Enter in the search is no wish to close.
        tray.is_submitted = false;
        columns_ui(ui, parts.theme, &mut |ui, place| match place {
            0 => self.shown_ui(ui, parts),
            1 => self.hidden_ui(ui, parts),
            _ => self.layouts_ui(ui, parts, tray),
        });
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let words = parts.words;
        let wrong = self.shown.is_empty().then(|| words.text("columns-at-least-one").to_owned());
        let counts = [("shown", self.shown.len().into()), ("all", Column::ALL.len().into())];
        Verdict::accepts(words.text("dialog-save"), wrong).or_note(words.with("columns-count", &counts))
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let mut settings = parts.settings.clone();
        settings.grid.layout.columns = grid::layout_of(&self.shown);
        settings.grid.layouts = std::mem::take(&mut self.layouts);
        vec![Action::ChangeSettings(Box::new(settings))]
    }
}
