//! The dialogs: each edits a draft of its own, says what is wrong with it, and hands back actions when it is accepted.
//!
//! [`Dialogs`] holds the one that is open and treats all alike: it opens with the focus in the first field, Escape and
//! Cancel drop the draft, Enter accepts it when nothing is wrong, a file that was chosen or dropped goes to it. While it is
//! asked whether to leave the program, the dialog before waits with its draft and comes back. A dialog implements
//! [`Dialog`] and knows nothing of frames, keys or file windows.

mod about;
mod act;
mod api_setup;
mod batch;
mod care;
mod change_password;
mod columns;
mod confirm;
mod export;
mod fault;
mod fields;
mod firmware;
mod frame;
mod journal;
mod leaving;
mod list;
mod network_plan;
mod passwords;
mod ranges;
mod secret;
mod settings;
mod shortcuts;
mod targets;
mod views;

pub(crate) use export::{ExportOrder, Which};
pub(crate) use journal::banner_ui;

use super::{
    action::{Action, DialogKind},
    app::Parts,
    files::{Choice, FileDialogs, FileQuestion, Native},
    theme::Tone,
};
use crate::net::RangeSet;
use confirm::Confirm;
use eframe::egui::{self, Ui};
use std::path::Path;

/// What a dialog hands to its holder while it is drawn.
#[derive(Debug, Default)]
struct Tray {
    /// To be performed now, while the dialog stays open.
    actions: Vec<Action>,
    /// A file to ask the desktop for.
    question: Option<FileQuestion>,
    /// Enter was pressed in a field of one line.
    is_submitted: bool,
    /// The first field is to take the focus.
    wants_focus: bool,
}

/// Whether a dialog can be accepted, and what its foot says.
struct Verdict {
    /// What is wrong, or what is to know.
    message: Option<(Tone, String)>,
    /// The name of the button that accepts; `None` for a dialog that only shows.
    accept: Option<String>,
    /// Accepting is possible.
    is_sound: bool,
}

impl Verdict {
    /// A dialog that only shows.
    fn shows() -> Self {
        Self { message: None, accept: None, is_sound: true }
    }

    /// A dialog that can be accepted, unless something is wrong.
    fn accepts(accept: &str, wrong: Option<String>) -> Self {
        Self {
            is_sound: wrong.is_none(),
            accept: Some(accept.to_owned()),
            message: wrong.map(|text| (Tone::Bad, text)),
        }
    }

    /// The same, but that something is still to be typed.
    fn waits(self, text: String) -> Self {
        Self { message: Some((Tone::Dim, text)), is_sound: false, ..self }
    }

    /// Whether closing loses something: what can be accepted, or what the foot says is not kept yet.
    fn holds_draft(&self) -> bool {
        self.accept.is_some() || self.message.is_some()
    }

    /// With something to know, where nothing is wrong.
    fn or_note(mut self, note: String) -> Self {
        self.message.get_or_insert((Tone::Dim, note));
        self
    }
}

/// One dialog.
trait Dialog: std::fmt::Debug {
    /// The key of its title.
    fn title(&self) -> &'static str;

    /// Its width in points, where the window has room for it.
    fn width(&self) -> f32 {
        520.0
    }

    /// What stands beside the title.
    fn subtitle(&self, _parts: &Parts<'_>) -> Option<String> {
        None
    }

    /// The height of its body, for a body that scrolls by itself; otherwise the body is as high as what is in it.
    fn height(&self) -> Option<f32> {
        None
    }

    /// Whether Enter in a field accepts. Ctrl+Enter always does.
    fn accepts_on_enter(&self) -> bool {
        true
    }

    /// Where much is at stake: the field in which the number of machines is typed, and that number.
    fn confirm(&mut self, _parts: &Parts<'_>) -> Option<(&mut Confirm, usize)> {
        None
    }

    /// Draws what is between the title and the foot.
    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray);

    /// What is wrong, and what the button says.
    fn verdict(&self, parts: &Parts<'_>) -> Verdict;

    /// The draft was accepted.
    fn accept(&mut self, _parts: &Parts<'_>) -> Vec<Action> {
        Vec::new()
    }

    /// The draft was dropped: takes back what was tried out.
    fn dismiss(&mut self, _parts: &Parts<'_>) -> Vec<Action> {
        Vec::new()
    }

    /// A file was chosen, or nothing opened.
    fn take_choice(&mut self, _choice: Choice) -> Vec<Action> {
        Vec::new()
    }

    /// A file of ranges was read; false where this dialog has no use for it.
    fn take_ranges(&mut self, _path: &Path, _ranges: &RangeSet) -> bool {
        false
    }

    /// A file of text was read, or why not.
    fn take_text(&mut self, _path: &Path, _result: &Result<String, String>) {}
}

/// The dialog that is open.
#[derive(Debug, Default)]
pub(crate) struct Dialogs {
    open: Option<Open>,
    /// The dialog that waits while it is asked whether to leave the program.
    waiting: Option<Open>,
    /// Who asks for files; `None`: the desktop.
    files: Option<Box<dyn FileDialogs>>,
}

#[derive(Debug)]
struct Open {
    kind: DialogKind,
    dialog: Box<dyn Dialog>,
    is_new: bool,
    stand: frame::Stand,
}

impl Dialogs {
    /// None is open; `files` asks for files in the desktop's place.
    pub(crate) fn new(files: Option<Box<dyn FileDialogs>>) -> Self {
        Self { files, ..Self::default() }
    }

    /// Opens a dialog in place of the one that is open; the question whether to leave lets that one wait.
    pub(crate) fn open(&mut self, kind: DialogKind, parts: &Parts<'_>) {
        if kind == DialogKind::Leaving {
            if self.is_showing(kind) {
                return;
            }
            self.waiting = self.open.take();
        }
        let dialog: Box<dyn Dialog> = match kind {
            DialogKind::Ranges => Box::new(ranges::Ranges::new(parts)),
            DialogKind::Columns => Box::new(columns::Columns::new(parts)),
            DialogKind::Views => Box::new(views::Views::new(parts)),
            DialogKind::Settings => Box::new(settings::SettingsDialog::new(parts)),
            DialogKind::Export => Box::new(export::Export::new(parts)),
            DialogKind::Shortcuts => Box::new(shortcuts::Shortcuts::default()),
            DialogKind::About => Box::new(about::About::new()),
            DialogKind::Passwords => Box::new(passwords::Passwords::new(parts)),
            DialogKind::ChangePassword => Box::new(change_password::ChangePassword::new(parts)),
            DialogKind::ApiSetup => Box::new(api_setup::ApiSetup::new(parts)),
            DialogKind::Firmware => Box::new(firmware::Firmware::new(parts)),
            DialogKind::NetworkPlan => Box::new(network_plan::NetworkDialog::new(parts)),
            DialogKind::Journal => Box::new(journal::Journal::default()),
            DialogKind::Act(command) => Box::new(act::Act::new(command, parts)),
            DialogKind::Batch(job) => Box::new(batch::Results::new(job)),
            DialogKind::Leaving => Box::new(leaving::Leaving),
            DialogKind::Fault => Box::new(fault::FaultDialog),
        };
        self.open = Some(Open { kind, dialog, is_new: true, stand: frame::Stand::default() });
    }

    /// True while one is open: the keys of the window are its own then.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// True while this one is open.
    pub(crate) fn is_showing(&self, kind: DialogKind) -> bool {
        self.open.as_ref().is_some_and(|open| open.kind == kind)
    }

    /// True while the results of some batch are on show.
    pub(crate) fn shows_results(&self) -> bool {
        self.open.as_ref().is_some_and(|open| matches!(open.kind, DialogKind::Batch(_)))
    }

    /// A file of ranges was read; false where no open dialog wants it.
    pub(crate) fn take_ranges(&mut self, path: &Path, ranges: &RangeSet) -> bool {
        self.reader().is_some_and(|open| open.dialog.take_ranges(path, ranges))
    }

    /// A file of text was read for the open dialog.
    pub(crate) fn take_text(&mut self, path: &Path, result: &Result<String, String>) {
        if let Some(open) = self.reader() {
            open.dialog.take_text(path, result);
        }
    }

    /// The dialog that asked for files.
    fn reader(&mut self) -> Option<&mut Open> {
        self.waiting.as_mut().or(self.open.as_mut())
    }

    /// Draws the open dialog.
    pub(crate) fn ui(&mut self, context: &egui::Context, parts: &Parts<'_>, actions: &mut Vec<Action>) {
        let Some(open) = &mut self.open else { return };
        let files = self.files.get_or_insert_with(|| Box::<Native>::default());
        // A file that the waiting dialog asked for is taken when that is back.
        if self.waiting.is_none() {
            let dropped = context.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
            for choice in files.answer().into_iter().chain(dropped.map(Choice::Path)) {
                actions.extend(open.dialog.take_choice(choice));
            }
        }
        let mut tray = Tray { wants_focus: std::mem::take(&mut open.is_new), ..Tray::default() };
        let end = frame::frame_ui(context, parts, open.dialog.as_mut(), &mut open.stand, &mut tray);
        actions.append(&mut tray.actions);
        if let Some(question) = tray.question {
            files.ask(question, context);
        }
        match end {
            frame::End::StaysOpen => return,
            frame::End::Accepted => {
                let dropped = self.waiting.take().map(|mut waiting| waiting.dialog.dismiss(parts));
                actions.extend(dropped.unwrap_or_default());
                actions.extend(open.dialog.accept(parts));
            }
            frame::End::Dismissed => actions.extend(open.dialog.dismiss(parts)),
        }
        self.open = self.waiting.take();
    }
}
