//! Rows into a file: which, in what format, where.

use super::{
    Dialog, Tray, Verdict,
    fields::{self, PathDraft},
};
use crate::{
    engine::AtPath,
    fleet::export::Format,
    gui::{
        action::Action,
        app::Parts,
        files::{Choice, FileKind, FileQuestion},
        theme::Tone,
    },
    words::{Arg, Words},
};
use eframe::egui::{RichText, Ui};
use jiff::{Timestamp, tz::TimeZone};
use std::path::{Path, PathBuf};

/// Which machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that the filter lets through.
    Shown,
    /// The marked ones among them.
    Selected,
    /// Every machine.
    All,
}

/// An export that was accepted. Columns, order and words are the grid's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExportOrder {
    /// Which machines.
    pub(crate) which: Which,
    /// The kind of file.
    pub(crate) format: Format,
    /// The file, which is replaced.
    pub(crate) path: PathBuf,
}

/// The formats: value, ending, key of the name; with `-hint` behind it, of what it is good for.
const FORMATS: [(Format, &str, &str, &str); 3] = [
    (Format::Csv, "csv", "export-format-csv", "export-format-csv-hint"),
    (Format::Xlsx, "xlsx", "export-format-xlsx", "export-format-xlsx-hint"),
    (Format::Json, "json", "export-format-json", "export-format-json-hint"),
];

/// The draft.
#[derive(Debug)]
pub(super) struct Export {
    which: Which,
    format: Format,
    path: PathDraft,
}

impl Export {
    /// Begins with the format and folder of the last time, and with the marked machines where several are.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let last = &parts.settings.export;
        let known = FORMATS.iter().find(|(_, ending, ..)| last.format.as_deref() == Some(ending));
        let format = known.map_or(Format::Csv, |(format, ..)| *format);
        let which = if parts.selection.count_shown(parts.view.rows()) > 1 { Which::Selected } else { Which::Shown };
        let folder = last.folder.clone().or_else(usual_folder);
        let path = folder.unwrap_or_default().join(file_name(parts.words, parts.now, format));
        let path = PathDraft { text: path.display().to_string(), ..PathDraft::default() };
        Self { which, format, path }
    }

    fn count(parts: &Parts<'_>, which: Which) -> usize {
        match which {
            Which::Shown => parts.view.len(),
            Which::Selected => parts.selection.count_shown(parts.view.rows()),
            Which::All => parts.fleet.len(),
        }
    }

    fn typed(&self) -> &Path {
        Path::new(self.path.text.trim())
    }

    /// What is wrong with the path, as far as is known: where the engine has not looked yet, writing will tell.
    fn path_mistake<'a>(&self, parts: &Parts<'a>) -> Option<&'a str> {
        let path = self.typed();
        if path.file_name().is_none() {
            return Some(parts.words.text("dialog-path-missing"));
        }
        match parts.setup.places.at(path)? {
            AtPath::File | AtPath::Free => None,
            AtPath::Folder => Some(parts.words.text("export-path-folder")),
            AtPath::NoFolder => Some(parts.words.text("dialog-path-no-folder")),
        }
    }

    fn ask(&self, parts: &Parts<'_>) -> FileQuestion {
        let path = self.typed();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let (_, ending, name_key, _) = described(self.format);
        FileQuestion {
            kind: FileKind::Save { name: name.unwrap_or_else(|| file_name(parts.words, parts.now, self.format)) },
            title: parts.words.text("export-title").to_owned(),
            filter_name: parts.words.text(name_key).to_owned(),
            extensions: vec![ending],
            folder: path.parent().map(Path::to_owned).filter(|_| self.path_mistake(parts).is_none()),
        }
    }
}

/// The line of a format.
fn described(format: Format) -> (Format, &'static str, &'static str, &'static str) {
    FORMATS.into_iter().find(|(one, ..)| *one == format).unwrap_or(FORMATS[0])
}

/// Where a technician looks first: the documents, else the home folder.
fn usual_folder() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    Some(folders.document_dir().unwrap_or(folders.home_dir()).to_owned())
}

/// The name to suggest.
fn file_name(words: &Words, now: Timestamp, format: Format) -> String {
    let date = now.to_zoned(TimeZone::system()).strftime("%Y-%m-%d").to_string();
    format!("{}.{}", words.with("export-file-name", &[("date", Arg::from(&date))]), described(format).1)
}

impl Dialog for Export {
    fn title(&self) -> &'static str {
        "export-title"
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::row_ui(ui, theme, words.text("export-rows"), |ui| {
            let choices = [
                (Which::Shown, "export-rows-shown"),
                (Which::Selected, "export-rows-selected"),
                (Which::All, "export-rows-all"),
            ];
            let choices =
                choices.map(|(which, key)| (which, words.with(key, &[("count", Self::count(parts, which).into())])));
            fields::choice_ui(ui, theme, choices, &mut self.which);
        });
        fields::row_ui(ui, theme, words.text("export-format"), |ui| {
            let choices = FORMATS.map(|(format, _, key, _)| (format, words.text(key).to_owned()));
            if fields::choice_ui(ui, theme, choices, &mut self.format) {
                let path = self.typed().with_extension(described(self.format).1);
                self.path.text = path.display().to_string();
            }
        });
        fields::row_ui(ui, theme, "", |ui| {
            fields::hint_ui(ui, theme, words.text(described(self.format).3));
        });
        if self.format != Format::Json {
            fields::row_ui(ui, theme, "", |ui| fields::hint_ui(ui, theme, words.text("export-columns")));
        }
        fields::gap_ui(ui);
        let found = fields::at_path(parts, self.typed(), tray);
        let mistake = self.path_mistake(parts);
        if fields::path_ui(ui, parts, &mut self.path, mistake, tray) {
            tray.question = Some(self.ask(parts));
        }
        if found == Some(AtPath::File) {
            ui.label(RichText::new(words.text("export-replaces")).color(theme.color(Tone::Weak)));
        }
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let words = parts.words;
        let count = Self::count(parts, self.which);
        let wrong = if count == 0 { Some(words.text("export-nothing")) } else { self.path_mistake(parts) };
        let accept = words.with("export-do", &[("count", count.into())]);
        Verdict::accepts(&accept, wrong.map(str::to_owned))
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let path = PathBuf::from(self.path.text.trim());
        let mut settings = parts.settings.clone();
        settings.export.folder = path.parent().map(Path::to_owned);
        settings.export.format = Some(described(self.format).1.to_owned());
        let order = ExportOrder { which: self.which, format: self.format, path };
        vec![Action::ChangeSettings(Box::new(settings)), Action::Export(order)]
    }

    fn take_choice(&mut self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Path(path) => {
                let path =
                    if path.extension().is_some() { path } else { path.with_extension(described(self.format).1) };
                self.path = PathDraft { text: path.display().to_string(), ..PathDraft::default() };
            }
            Choice::Cancelled => {}
            Choice::NotOpened => self.path.nothing_opened = true,
        }
        Vec::new()
    }
}
