//! What two commands need beside the values that machines are sent: the minutes of blinking lights, and the folder that
//! logs go to.

use super::super::{
    Tray,
    fields::{self, Field, PathDraft},
};
use crate::{
    engine::AtPath,
    gui::{
        app::Parts,
        files::{Choice, FileKind, FileQuestion},
        theme::Tone,
    },
    store::ActingSettings,
    words::Words,
};
use eframe::egui::{Label, RichText, Ui};
use std::path::PathBuf;

/// The longest time that lights blink: a day.
const MOST_MINUTES: u32 = 1440;

/// The draft.
#[derive(Debug)]
pub(super) struct Extras {
    /// Minutes until lights go back, as typed.
    lights: String,
    folder: PathDraft,
}

impl Extras {
    /// As at the last time.
    pub(super) fn new(settings: &ActingSettings) -> Self {
        let folder = settings.logs_folder.as_ref().map(|folder| folder.display().to_string());
        Self {
            lights: settings.lights_minutes.to_string(),
            folder: PathDraft { text: folder.unwrap_or_default(), ..PathDraft::default() },
        }
    }

    /// Minutes until lights go back; `None` where they don't.
    ///
    /// # Errors
    /// This is no number of minutes.
    pub(super) fn minutes<'a>(&self, words: &'a Words) -> Result<Option<u32>, &'a str> {
        let typed = self.lights.trim();
        match typed.parse() {
            _ if typed.is_empty() => Ok(None),
            Ok(0) => Ok(None),
            Ok(minutes @ 1..=MOST_MINUTES) => Ok(Some(minutes)),
            Ok(_) | Err(_) => Err(words.text("lights-error")),
        }
    }

    /// Draws the field of the minutes.
    pub(super) fn lights_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let words = parts.words;
        let mistake = self.minutes(words).err();
        let hint = words.text("lights-never");
        let field = Field { name: words.text("lights-minutes"), hint, mistake, span: None, rows: 1 };
        field.ui(ui, parts.theme, &mut self.lights, tray);
    }

    /// Where logs go.
    pub(super) fn folder(&self) -> PathBuf {
        PathBuf::from(self.folder.text.trim())
    }

    /// What is wrong with the folder.
    pub(super) fn folder_mistake<'a>(&self, parts: &Parts<'a>) -> Option<&'a str> {
        let words = parts.words;
        if self.folder.text.trim().is_empty() {
            return Some(words.text("logs-folder-missing"));
        }
        (parts.setup.places.at(&self.folder()) == Some(AtPath::File)).then(|| words.text("logs-folder-file"))
    }

    /// Draws the field of the folder.
    pub(super) fn folder_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let found = fields::at_path(parts, &self.folder(), tray);
        let mistake = self.folder_mistake(parts).filter(|_| !self.folder.text.trim().is_empty());
        let field = Field { name: words.text("logs-folder"), hint: "", mistake, span: None, rows: 1 };
        field.ui(ui, theme, &mut self.folder.text, tray);
        if matches!(found, Some(AtPath::Free | AtPath::NoFolder)) {
            fields::hint_ui(ui, theme, words.text("logs-folder-new"));
        }
        if ui.button(words.text("dialog-choose-file")).clicked() {
            tray.question = Some(FileQuestion {
                kind: FileKind::Folder,
                title: words.text("logs-folder").to_owned(),
                filter_name: String::new(),
                extensions: Vec::new(),
                folder: Some(self.folder()).filter(|_| found == Some(AtPath::Folder)),
            });
        }
        if self.folder.nothing_opened {
            let text = words.text("dialog-no-file-window");
            ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Weak))).wrap());
        }
        fields::hint_ui(ui, theme, words.text("logs-names"));
    }

    /// The desktop's window was answered.
    pub(super) fn take_choice(&mut self, choice: Choice) {
        match choice {
            Choice::Path(path) => {
                self.folder = PathDraft { text: path.display().to_string(), ..PathDraft::default() };
            }
            Choice::Cancelled => {}
            Choice::NotOpened => self.folder.nothing_opened = true,
        }
    }
}
