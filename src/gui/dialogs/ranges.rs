//! Named ranges: ticked ones are scanned. The list at the left, the chosen one at the right, files at the foot of the
//! list.

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field, PathDraft, Side},
};
use crate::{
    gui::{
        action::Action,
        app::Parts,
        files::{Choice, FileKind, FileQuestion},
        theme::{GAP, STEP, Tone},
        widgets::{self, ButtonKind, Icon},
    },
    net::{RangeError, RangeSet},
    store::NamedRange,
    words::{Arg, Words},
};
use eframe::egui::{Align, Button, Checkbox, Layout, RichText, Ui, WidgetInfo};
use std::path::{Path, PathBuf};

/// The ending of files that ranges are written to.
const ENDING: &str = "txt";

/// The draft.
#[derive(Debug)]
pub(super) struct Ranges {
    rows: Vec<Row>,
    chosen: usize,
    file: Option<FileWish>,
    path: PathDraft,
    /// What came of the last file.
    news: Option<(Tone, News)>,
    /// The field of the chosen range's name is to take the focus.
    wants_name: bool,
}

/// One range and what its text means.
#[derive(Debug)]
struct Row {
    range: NamedRange,
    set: Result<RangeSet, RangeError>,
}

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileWish {
    Read,
    Write,
}

/// What came of a file.
#[derive(Debug)]
enum News {
    Read { file: String, count: usize },
    Written { file: String },
}

impl Row {
    fn new(range: NamedRange) -> Self {
        let set = RangeSet::parse(&range.text);
        Self { range, set }
    }

    /// What is wrong with the addresses: where, and the key of the sentence.
    fn mistake(&self) -> Option<(Option<std::ops::Range<usize>>, &'static str)> {
        match &self.set {
            Err(error) => Some((Some(error.span.clone()), error.kind.key())),
            Ok(set) if set.is_empty() => Some((None, "ranges-missing")),
            Ok(_) => None,
        }
    }
}

impl Ranges {
    /// Begins with the ranges as they are.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let rows = parts.settings.ranges.iter().cloned().map(Row::new).collect();
        Self { rows, chosen: 0, file: None, path: PathDraft::default(), news: None, wants_name: false }
    }

    fn name_mistake<'a>(&self, words: &'a Words, place: usize) -> Option<&'a str> {
        let others = self.rows.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, row)| &row.range.name);
        fields::name_mistake(words, &self.rows[place].range.name, others)
    }

    /// How many ranges can't be used as they are.
    fn mistakes(&self, words: &Words) -> usize {
        (0..self.rows.len())
            .filter(|&place| self.rows[place].mistake().is_some() || self.name_mistake(words, place).is_some())
            .count()
    }

    fn add(&mut self, words: &Words, name: Option<String>, text: String) {
        let name = name.unwrap_or_else(|| {
            let number = self.rows.len() + 1;
            words.with("ranges-new-name", &[("number", Arg::from(number))])
        });
        self.rows.push(Row::new(NamedRange { name, text, on: true }));
        self.chosen = self.rows.len() - 1;
        self.wants_name = true;
    }

    /// Reads or writes the file that was chosen or typed.
    fn use_file(&mut self, path: PathBuf) -> Vec<Action> {
        self.path = PathDraft::default();
        match self.file.take() {
            // A file that was dropped without a wish is one to read.
            Some(FileWish::Read) | None => vec![Action::ReadRanges(path)],
            Some(FileWish::Write) => {
                self.news = Some((Tone::Good, News::Written { file: file_name(&path) }));
                vec![Action::WriteRanges(path, self.as_file())]
            }
        }
    }

    /// The ranges as a file, their names as comments.
    fn as_file(&self) -> String {
        let parts = self.rows.iter().flat_map(|row| ["# ", row.range.name.trim(), "\n", row.range.text.trim(), "\n"]);
        parts.collect()
    }

    fn list_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        if self.rows.is_empty() {
            fields::hint_ui(ui, theme, words.text("ranges-none"));
        }
        for place in 0..self.rows.len() {
            let has_mistake = self.rows[place].mistake().is_some() || self.name_mistake(words, place).is_some();
            self.row_ui(ui, parts, place, has_mistake);
        }
        ui.add_space(STEP);
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, theme, ButtonKind::Plain, Some(Icon::Plus), words.text("ranges-new")).clicked() {
                self.add(words, None, String::new());
            }
            if ui.button(words.text("ranges-import")).clicked() {
                self.wish(FileWish::Read, words, parts, tray);
            }
            if ui.add_enabled(!self.rows.is_empty(), Button::new(words.text("ranges-export"))).clicked() {
                self.wish(FileWish::Write, words, parts, tray);
            }
        });
    }

    /// One line of the list: tick, name, how many addresses.
    fn row_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, place: usize, has_mistake: bool) {
        let (theme, words) = (parts.theme, parts.words);
        let row = &mut self.rows[place];
        let name = row.range.name.clone();
        ui.horizontal(|ui| {
            let tick = ui.add(Checkbox::without_text(&mut row.range.on));
            let is_on = row.range.on;
            let heard = words.with("ranges-on", &[("name", Arg::from(&name))]);
            tick.widget_info(|| WidgetInfo::selected(eframe::egui::Role::CheckBox, true, is_on, &heard));
            let count = match &row.set {
                Ok(set) => crate::fleet::format::number(set.len() as f64, 0),
                Err(_) => crate::fleet::format::UNKNOWN.to_owned(),
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let tone = if has_mistake { Tone::Bad } else { Tone::Dim };
                ui.label(RichText::new(count).color(theme.color(tone)));
                ui.with_layout(Layout::left_to_right(Align::Center).with_main_justify(true), |ui| {
                    let is_chosen = self.chosen == place;
                    let text = RichText::new(&name);
                    let text = if has_mistake { text.color(theme.color(Tone::Bad)) } else { text };
                    let button = ui.add(Button::selectable(is_chosen, (text, eframe::egui::Atom::grow())).truncate());
                    let heard = words.with("ranges-edit", &[("name", Arg::from(&name))]);
                    button.widget_info(|| WidgetInfo::selected(eframe::egui::Role::ListItem, true, is_chosen, &heard));
                    if button.clicked() {
                        self.chosen = place;
                    }
                });
            });
        });
    }

    /// Asks for a file, and offers to type its path where nothing opens.
    fn wish(&mut self, wish: FileWish, words: &Words, parts: &Parts<'_>, tray: &mut Tray) {
        self.file = Some(wish);
        self.news = None;
        let (kind, title) = match wish {
            FileWish::Read => (FileKind::Open, "ranges-import-title"),
            FileWish::Write => (FileKind::Save { name: format!("ranges.{ENDING}") }, "ranges-export-title"),
        };
        tray.question = Some(FileQuestion {
            kind,
            title: words.text(title).to_owned(),
            filter_name: words.text("ranges-file-kind").to_owned(),
            extensions: vec![ENDING, "csv"],
            folder: parts.settings.export.folder.clone(),
        });
    }

    /// The chosen range.
    fn edit_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        if self.rows.is_empty() {
            fields::hint_ui(ui, theme, words.text("ranges-examples"));
            return;
        }
        self.chosen = self.chosen.min(self.rows.len() - 1);
        let name_mistake = self.name_mistake(words, self.chosen);
        let row = &mut self.rows[self.chosen];
        tray.wants_focus |= std::mem::take(&mut self.wants_name);
        let name = Field { name: words.text("dialog-name"), hint: "", mistake: name_mistake, span: None, rows: 1 };
        name.ui(ui, theme, &mut row.range.name, tray);
        ui.add_space(GAP);
        let mistake = row.mistake();
        let addresses = Field {
            name: words.text("ranges-addresses"),
            hint: "10.1.2.0/24",
            mistake: mistake.as_ref().map(|(_, key)| words.text(key)),
            span: mistake.as_ref().and_then(|(span, _)| span.clone()),
            rows: 4,
        };
        if addresses.ui(ui, theme, &mut row.range.text, tray).changed() {
            row.set = RangeSet::parse(&row.range.text);
        }
        if let (Ok(set), None) = (&row.set, &mistake) {
            fields::hint_ui(ui, theme, &words.with("ranges-count", &[("count", set.len().into())]));
        }
        ui.add_space(GAP);
        fields::hint_ui(ui, theme, words.text("ranges-examples"));
        ui.add_space(GAP);
        let delete = words.with("dialog-delete-what", &[("what", Arg::from(&row.range.name))]);
        if ui.add(Button::new(RichText::new(delete).color(theme.color(Tone::Bad))).wrap()).clicked() {
            self.rows.remove(self.chosen);
            self.chosen = self.chosen.saturating_sub(1);
        }
    }

    /// The path, where a file is wanted and the desktop shows no window for it.
    fn path_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let Some(wish) = self.file.filter(|_| self.path.nothing_opened) else { return };
        let words = parts.words;
        fields::gap_ui(ui);
        if fields::path_ui(ui, parts, &mut self.path, None, tray) {
            self.wish(wish, words, parts, tray);
        }
        let key = match wish {
            FileWish::Read => "ranges-import-file",
            FileWish::Write => "ranges-export-file",
        };
        let path = self.path.text.trim().to_owned();
        let is_entered = std::mem::take(&mut tray.is_submitted);
        let pressed = ui.add_enabled(!path.is_empty(), Button::new(words.text(key))).clicked();
        if pressed || (is_entered && !path.is_empty()) {
            tray.actions.extend(self.use_file(PathBuf::from(path)));
        }
    }
}

impl Dialog for Ranges {
    fn title(&self) -> &'static str {
        "ranges-title"
    }

    fn width(&self) -> f32 {
        680.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        fields::hint_ui(ui, parts.theme, parts.words.text("ranges-hint"));
        ui.add_space(GAP);
        fields::beside_ui(ui, parts.theme, |ui, side| match side {
            Side::List => self.list_ui(ui, parts, tray),
            Side::Form => self.edit_ui(ui, parts, tray),
        });
        self.path_ui(ui, parts, tray);
        if let Some((tone, news)) = &self.news {
            let text = match news {
                News::Read { file, count } => {
                    parts.words.with("ranges-imported", &[("count", Arg::from(*count)), ("file", Arg::from(file))])
                }
                News::Written { file } => parts.words.with("ranges-exported", &[("file", Arg::from(file))]),
            };
            ui.add_space(GAP);
            ui.label(RichText::new(text).color(parts.theme.color(*tone)));
        }
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let words = parts.words;
        let mistakes = self.mistakes(words);
        let wrong = (mistakes > 0).then(|| words.with("ranges-errors", &[("count", mistakes.into())]));
        let ticked = self.rows.iter().filter(|row| row.range.on).filter_map(|row| row.set.as_ref().ok());
        let count = ticked.cloned().reduce(|all, more| all.union(&more)).map_or(0, |set| set.len());
        Verdict::accepts(words.text("dialog-save"), wrong)
            .or_note(words.with("ranges-ticked", &[("count", count.into())]))
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let mut settings = parts.settings.clone();
        settings.ranges = self.rows.drain(..).map(|row| row.range).collect();
        for range in &mut settings.ranges {
            range.name = range.name.trim().to_owned();
        }
        vec![Action::ChangeSettings(Box::new(settings))]
    }

    fn take_choice(&mut self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Path(path) => self.use_file(path),
            Choice::Cancelled => {
                self.file = None;
                Vec::new()
            }
            Choice::NotOpened => {
                self.path.nothing_opened = true;
                Vec::new()
            }
        }
    }

    fn take_ranges(&mut self, path: &Path, ranges: &RangeSet) -> bool {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        self.rows.push(Row::new(NamedRange { name, text: ranges.to_string(), on: true }));
        self.chosen = self.rows.len() - 1;
        self.news = Some((Tone::Good, News::Read { file: file_name(path), count: ranges.len() }));
        true
    }
}

/// The last part of a path, for a sentence.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
