//! Choosing files: what a dialog asks for, and who asks the desktop.
//!
//! Dialogs speak to [`FileDialogs`] only, so that tests answer in the technician's place. The native one ([`Native`])
//! waits on a thread of its own; the window polls it once a frame and never waits. At most one question is open.
//!
//! A Linux desktop without a portal and without `zenity` answers like a technician who pressed Cancel, only faster than
//! anybody could: [`Choice::NotOpened`]. The dialogs then point at their typed path and at dropping a file.

use eframe::egui;
use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
    time::{Duration, Instant},
};

/// Nobody presses Cancel faster than this; an answer without a path that came sooner means that nothing opened.
const FASTER_THAN_A_HAND: Duration = Duration::from_millis(150);

/// What is asked of the desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileQuestion {
    /// Whether a file that exists is read, or a file is written.
    pub kind: FileKind,
    /// The title of the desktop's window, in the technician's language.
    pub title: String,
    /// The words for the kind of file, in the technician's language.
    pub filter_name: String,
    /// Endings without the dot.
    pub extensions: Vec<&'static str>,
    /// Where to start: the folder that was used last.
    pub folder: Option<PathBuf>,
}

/// Which way the bytes go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file to read.
    Open,
    /// A folder to put files into.
    Folder,
    /// A file to write, with the name to suggest.
    Save {
        /// The suggested name with its ending.
        name: String,
    },
}

/// How a question was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This file.
    Path(PathBuf),
    /// The technician changed their mind.
    Cancelled,
    /// This computer has no file dialog to show.
    NotOpened,
}

/// Somebody who can ask for a file.
pub trait FileDialogs: std::fmt::Debug {
    /// Opens the question; `context` is woken when there is an answer. A question that is already open stays the only
    /// one.
    fn ask(&mut self, question: FileQuestion, context: &egui::Context);

    /// The answer, once.
    fn answer(&mut self) -> Option<Choice>;

    /// True while a question is open.
    fn is_open(&self) -> bool;
}

/// The desktop's own dialogs.
#[derive(Debug, Default)]
pub struct Native {
    open: Option<Receiver<Choice>>,
}

impl FileDialogs for Native {
    fn ask(&mut self, question: FileQuestion, context: &egui::Context) {
        if self.open.is_some() {
            return;
        }
        let (answer, receiver) = channel();
        self.open = Some(receiver);
        // Made here, because macOS wants its dialogs made on the window's thread; awaited elsewhere.
        let mut dialog = rfd::AsyncFileDialog::new()
            .set_title(question.title)
            .add_filter(question.filter_name, &question.extensions);
        if let Some(folder) = question.folder {
            dialog = dialog.set_directory(folder);
        }
        let chosen: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> = match question.kind {
            FileKind::Open => Box::pin(dialog.pick_file()),
            FileKind::Folder => Box::pin(dialog.pick_folder()),
            FileKind::Save { name } => Box::pin(dialog.set_file_name(name).save_file()),
        };
        let context = context.clone();
        let waiting = std::thread::Builder::new().name("file-dialog".to_owned()).spawn(move || {
            let asked = Instant::now();
            let choice = match tokio::runtime::Builder::new_current_thread().build() {
                Ok(runtime) => match runtime.block_on(chosen) {
                    Some(file) => Choice::Path(file.path().to_owned()),
                    None if asked.elapsed() < FASTER_THAN_A_HAND => Choice::NotOpened,
                    None => Choice::Cancelled,
                },
                Err(_) => Choice::NotOpened,
            };
            // The window may be gone by now; then nobody wants the answer.
            drop(answer.send(choice));
            context.request_repaint();
        });
        if let Err(error) = waiting {
            tracing::warn!(%error, "no thread for a file dialog");
        }
    }

    fn answer(&mut self) -> Option<Choice> {
        let choice = match self.open.as_ref()?.try_recv() {
            Ok(choice) => choice,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Choice::NotOpened,
        };
        self.open = None;
        Some(choice)
    }

    fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// Answers from a list, for tests: the questions that were asked are kept.
#[derive(Debug, Default)]
pub struct Scripted {
    /// What to answer, in order; when it is empty, nothing opens.
    pub answers: VecDeque<Choice>,
    /// What was asked so far.
    pub asked: Vec<FileQuestion>,
    ready: Option<Choice>,
}

impl Scripted {
    /// With these answers.
    pub fn new(answers: impl IntoIterator<Item = Choice>) -> Self {
        Self { answers: answers.into_iter().collect(), ..Self::default() }
    }
}

impl FileDialogs for Scripted {
    fn ask(&mut self, question: FileQuestion, context: &egui::Context) {
        if self.ready.is_none() {
            self.asked.push(question);
            self.ready = Some(self.answers.pop_front().unwrap_or(Choice::NotOpened));
            context.request_repaint();
        }
    }

    fn answer(&mut self) -> Option<Choice> {
        self.ready.take()
    }

    fn is_open(&self) -> bool {
        self.ready.is_some()
    }
}
