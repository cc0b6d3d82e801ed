//! Why a run of the command line could not do its work at all. A machine's own failures are rows, never one of these.

use super::caret::Mistake;
use crate::{
    engine::{FileError, RangesFileError, Trouble},
    fleet::export::ExportError,
    gui::WindowError,
};
use std::{io, path::PathBuf};

/// Why the work could not be done. Files come last, so that the first half can be passed on.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// A range, filter or list that is not understood, with its place.
    #[error(transparent)]
    Mistake(#[from] Mistake),
    /// Options that don't go together.
    #[error("{0}")]
    Usage(&'static str),
    /// Something that was asked for and can't be had, in words of its own.
    #[error("{0}")]
    Words(String),
    /// A file of ranges.
    #[error("the ranges can't be read: {source} ({})", path.display())]
    Ranges {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: RangesFileError,
    },
    /// The output file.
    #[error("the file can't be written: {0}")]
    File(#[from] FileError),
    /// The output. A broken pipe is no error to the user.
    #[error("the output can't be written: {0}")]
    Output(io::Error),
    /// No threads or sockets for the engine.
    #[error("the engine can't be started: {0}")]
    Engine(io::Error),
    /// The engine gave up.
    #[error(transparent)]
    Trouble(Trouble),
    /// The simulated machines.
    #[error("the simulated machines can't be started: {0}")]
    Simulation(io::Error),
    /// A file that was asked for on the way: man pages, completions, firmware for trying.
    #[error("it can't be written: {error} ({})", path.display())]
    Papers {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Another window has the data folder.
    #[error("Rackhand is open already")]
    AlreadyOpen,
    /// There is nowhere to show a window.
    #[error("there is no display; `rackhand --help` tells what works without one")]
    NoDisplay,
    /// The window.
    #[error("the window can't be opened: {0}")]
    Window(WindowError),
}

impl From<ExportError> for CliError {
    /// Rows that go to the output: what is wrong with it is not what is wrong with the rows.
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Io(error) => Self::Output(error),
            ExportError::Workbook(_) => Self::File(FileError::Export(error)),
        }
    }
}
