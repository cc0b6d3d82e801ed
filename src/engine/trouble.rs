//! What went wrong outside any one machine: files, folders, the engine itself. A machine's own failures are in its
//! observation.

use crate::store::StoreError;
use std::{fmt, path::PathBuf};

/// Which thing went wrong. The window has a sentence for each, by [`key`](Self::key).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TroubleKind {
    /// The settings could not be understood; they were kept aside and the defaults are used for what was lost.
    SettingsBroken,
    /// A later version wrote the settings; they were kept aside, and used as far as this one understands them.
    SettingsNewer,
    /// The settings could not be read; none are kept in this run.
    SettingsUnread,
    /// The settings could not be written.
    SettingsUnsaved,
    /// The database of the last fleet is damaged; it was kept aside, and a new one begins.
    FleetBroken,
    /// A later version keeps the last fleet; this one leaves it alone.
    FleetNewer,
    /// The last fleet could not be read; none is kept in this run.
    FleetUnread,
    /// The fleet could not be written.
    FleetUnsaved,
    /// A file of rows could not be written.
    ExportFailed,
    /// A folder could not be made.
    FolderUnmade,
    /// A folder could not be shown in the desktop's own window.
    FolderUnopened,
    /// A file of ranges could not be read.
    RangesUnread,
    /// This computer's networks could not be listed.
    NetworksUnknown,
    /// This computer ran out of sockets, so that a scan left addresses out.
    OutOfSockets,
    /// More machines are on this computer's own link than its system remembers, so that a scan may have missed some.
    LinkCrowded,
    /// The simulated machines could not be started.
    DemoFailed,
    /// A task of a job panicked: a fault in Rackhand.
    TaskPanicked,
    /// The keyring did not do what was asked.
    KeyringFailed,
    /// A later version keeps the journal; this one leaves it alone and sends nothing.
    JournalNewer,
    /// The journal can't be written, so that nothing is sent.
    JournalUnsaved,
    /// The journal can't be read.
    JournalUnread,
    /// The engine has ended and takes no more requests.
    EngineStopped,
}

impl TroubleKind {
    /// All, for the test that holds the languages against this table.
    pub const ALL: [Self; 22] = [
        Self::SettingsBroken,
        Self::SettingsNewer,
        Self::SettingsUnread,
        Self::SettingsUnsaved,
        Self::FleetBroken,
        Self::FleetNewer,
        Self::FleetUnread,
        Self::FleetUnsaved,
        Self::ExportFailed,
        Self::FolderUnmade,
        Self::FolderUnopened,
        Self::RangesUnread,
        Self::NetworksUnknown,
        Self::OutOfSockets,
        Self::LinkCrowded,
        Self::DemoFailed,
        Self::TaskPanicked,
        Self::KeyringFailed,
        Self::JournalNewer,
        Self::JournalUnsaved,
        Self::JournalUnread,
        Self::EngineStopped,
    ];

    /// The key of its sentence, which may use `$words` and `$path`.
    pub fn key(self) -> &'static str {
        self.texts().0
    }

    /// Key and English words, side by side so that neither is forgotten.
    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::SettingsBroken => ("trouble-settings-broken", "the settings were damaged and have been kept aside"),
            Self::SettingsNewer => {
                ("trouble-settings-newer", "a later version of Rackhand wrote the settings; a copy has been kept")
            }
            Self::SettingsUnread => ("trouble-settings-unread", "the settings can't be read, and are left as they are"),
            Self::SettingsUnsaved => ("trouble-settings-unsaved", "the settings can't be saved"),
            Self::FleetBroken => ("trouble-fleet-broken", "the last fleet was damaged and has been kept aside"),
            Self::FleetNewer => ("trouble-fleet-newer", "the last fleet is a later version's and is left alone"),
            Self::FleetUnread => ("trouble-fleet-unread", "the last fleet can't be read, and is left as it is"),
            Self::FleetUnsaved => ("trouble-fleet-unsaved", "the fleet can't be saved"),
            Self::ExportFailed => ("trouble-export-failed", "the file can't be written"),
            Self::FolderUnmade => ("trouble-folder-unmade", "the folder can't be made"),
            Self::FolderUnopened => ("trouble-folder-unopened", "the folder can't be shown"),
            Self::RangesUnread => ("trouble-ranges-unread", "the ranges can't be read"),
            Self::NetworksUnknown => ("trouble-networks-unknown", "this computer's networks can't be listed"),
            Self::OutOfSockets => ("trouble-out-of-sockets", "this computer has no free sockets"),
            Self::LinkCrowded => {
                ("trouble-link-crowded", "this computer can't keep that many neighbours; some may be missed")
            }
            Self::DemoFailed => ("trouble-demo-failed", "the simulated machines can't be started"),
            Self::TaskPanicked => ("trouble-task-panicked", "a fault in Rackhand ended a task"),
            Self::KeyringFailed => ("trouble-keyring-failed", "the keyring did not do it"),
            Self::JournalNewer => {
                ("trouble-journal-newer", "nothing is sent, because the journal is a later version's and is left alone")
            }
            Self::JournalUnsaved => ("trouble-journal-unsaved", "the journal can't be written"),
            Self::JournalUnread => ("trouble-journal-unread", "the journal can't be read"),
            Self::EngineStopped => ("trouble-engine-stopped", "the engine has stopped"),
        }
    }
}

/// A trouble, with the system's words and the file that it is about. The path comes last when shown, so that the first
/// half can be passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which thing.
    pub kind: TroubleKind,
    /// Why, in the operating system's or the parser's words.
    pub words: String,
    /// The file or folder.
    pub path: Option<PathBuf>,
}

impl Trouble {
    /// A trouble about no file.
    pub fn new(kind: TroubleKind, words: impl fmt::Display) -> Self {
        Self { kind, words: words.to_string(), path: None }
    }

    /// A trouble of the store, about the file that it names. That a later version wrote the file is a trouble of its own,
    /// whatever was to be done with it.
    pub fn of_store(kind: TroubleKind, error: &StoreError) -> Self {
        let kind = match kind {
            TroubleKind::FleetUnread | TroubleKind::FleetUnsaved if error.is_too_new() => TroubleKind::FleetNewer,
            TroubleKind::JournalUnread | TroubleKind::JournalUnsaved if error.is_too_new() => TroubleKind::JournalNewer,
            kind => kind,
        };
        Self::at(kind, &error.reason, &error.path)
    }

    /// A trouble about a file.
    pub fn at(kind: TroubleKind, words: impl fmt::Display, path: impl Into<PathBuf>) -> Self {
        Self { path: Some(path.into()), ..Self::new(kind, words) }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.texts().1, self.words)?;
        self.path.as_ref().map_or(Ok(()), |path| write!(f, " ({})", path.display()))
    }
}

impl std::error::Error for Trouble {}
