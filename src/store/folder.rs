//! Where Rackhand keeps its files: one folder for settings and data, the platform's own unless told otherwise.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The environment variable that puts everything into another folder: for tests, and for a stick that is carried
/// from one computer to the next.
pub const HOME_VARIABLE: &str = "RACKHAND_HOME";

/// The folder with everything that survives a restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder of the caller's choice. It need not exist yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// `RACKHAND_HOME` where it is set and not empty, else the platform's folder for local application data; `None`
    /// for an account without a home folder.
    pub fn of_this_user() -> Option<Self> {
        let chosen = env::var_os(HOME_VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let usual = || Some(directories::ProjectDirs::from("", "", "rackhand")?.data_local_dir().to_path_buf());
        chosen.or_else(usual).map(Self)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The settings.
    pub fn settings(&self) -> PathBuf {
        self.0.join("settings.json")
    }

    /// The last fleet.
    pub fn inventory(&self) -> PathBuf {
        self.0.join("inventory.sqlite")
    }

    /// The journal of what was done to machines.
    pub fn journal(&self) -> PathBuf {
        self.0.join("journal.sqlite")
    }

    /// The folder of the log files.
    pub fn logs(&self) -> PathBuf {
        self.0.join("logs")
    }

    /// The folder of the reports of crashes.
    pub fn crashes(&self) -> PathBuf {
        self.0.join("crashes")
    }
}
