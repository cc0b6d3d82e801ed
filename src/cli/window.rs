//! Opening the window, and knowing where there is none.

use super::{console, crash, failure::CliError};
use crate::{
    engine::DemoOptions,
    gui::{
        self,
        summons::{self, Summons},
    },
    store::{Folder, Lock, LockError, Renderer, Settings},
    words::{Language, Words},
};
use std::{
    io::{self, Read as _},
    panic::{self, AssertUnwindSafe},
};

/// The longest message, in bytes.
const MOST_OF_A_NOTICE: u64 = 10_000;

/// Whether a window can be shown: on Linux and the BSDs only where a display server is named.
pub(super) fn there_is_a_display() -> bool {
    let named = |variable| std::env::var_os(variable).is_some_and(|name| !name.is_empty());
    cfg!(any(windows, target_os = "macos")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Opens the window and returns when it is closed, or when another process has it ([`console`]). Only one window at a time
/// works on the data folder, and a second start brings that one to the front; a demo has none.
pub(super) fn open(renderer: Option<Renderer>, demo: Option<DemoOptions>) -> Result<(), CliError> {
    if console::left_behind() {
        return Ok(());
    }
    let folder = Folder::of_this_user();
    let lock = folder.as_ref().filter(|_| demo.is_none()).map(Lock::take);
    let held = match lock {
        Some(Err(LockError::Taken)) if folder.as_ref().is_some_and(summons::call) => return Ok(()),
        Some(Err(LockError::Taken)) => {
            tell(folder.as_ref(), |words| words.text("trouble-already-open").to_owned());
            return Err(CliError::AlreadyOpen);
        }
        // A folder that can't be written is the engine's to report; the window works without it.
        Some(Err(LockError::File(error))) => {
            tracing::warn!("{error}");
            None
        }
        Some(Ok(lock)) => Some(lock),
        None => None,
    };
    if !there_is_a_display() {
        return Err(CliError::NoDisplay);
    }
    let summons = held.as_ref().and(folder.as_ref()).and_then(|folder| {
        Summons::listen(folder).inspect_err(|error| tracing::warn!("later starts can't be answered: {error}")).ok()
    });
    match panic::catch_unwind(AssertUnwindSafe(|| gui::open(renderer, demo, summons.as_ref()))) {
        Ok(closed) => closed.map_err(CliError::Window),
        Err(mistake) => {
            tell(folder.as_ref(), |words| match crash::last_report() {
                Some(path) => {
                    let path = path.display().to_string();
                    let report = words.with("trouble-crash-report", &[("path", path.as_str().into())]);
                    format!("{}\n\n{report}", words.text("trouble-crash"))
                }
                None => words.text("trouble-crash").to_owned(),
            });
            panic::resume_unwind(mistake)
        }
    }
}

/// Shows what comes in on the standard input: the other half of [`gui::message`].
pub(super) fn notice() -> Result<(), CliError> {
    let mut text = String::new();
    // Who starts it by hand need not write a book.
    let read = io::stdin().take(MOST_OF_A_NOTICE).read_to_string(&mut text);
    read.map_err(|error| CliError::Words(format!("the input can't be read: {error}")))?;
    gui::notice(text.trim()).map_err(CliError::Window)
}

/// Shows a message in the technician's language, where there is a screen.
fn tell(folder: Option<&Folder>, text: impl FnOnce(&Words) -> String) {
    if there_is_a_display() {
        let settings = folder.and_then(|folder| Settings::load(&folder.settings()).ok());
        let chosen = settings.and_then(|loaded| Language::from_code(&loaded.settings.look.language?));
        if let Err(error) = gui::message(&text(&Words::new(chosen.unwrap_or_else(Language::from_system)))) {
            tracing::warn!("no message could be shown: {error}");
        }
    }
}
