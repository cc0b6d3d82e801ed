//! Everything that a technician can do in the window, as values.
//!
//! Panels, menus, the palette and shortcuts only name an [`Action`]; the app performs it. What needs no further choice
//! stands in one table ([`TABLE`]) with its name, its keys and when it can be done, so that a menu entry, its shortcut
//! and its line in the palette can't disagree.

mod table;

pub(crate) use table::{Situation, TABLE, entry, pressed, shortcut_text};

use super::{
    acting::{Order, PreparedBatch},
    dialogs::ExportOrder,
    setup::{Sent, SentPassword, Watch},
};
use crate::{
    engine::{BatchPlan, JobId, journal::JournalQuery},
    fleet::MachineId,
    protocol::CommandKind,
    store::Settings,
    words::Language,
};
use std::{net::SocketAddr, path::PathBuf};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// Look for machines in the ranges.
    Scan,
    /// Stop what runs.
    Stop,
    /// Read the selected machines again, fully.
    Refresh,
    /// Read the known machines again and again, or no longer.
    ToggleMonitor,
    /// Type into the range field.
    FocusRanges,
    /// Type into the filter.
    FocusFilter,
    /// Show all machines.
    ClearFilter,
    /// Mark every machine shown.
    SelectAll,
    /// Mark what is not marked.
    SelectInverse,
    /// Mark nothing.
    SelectNone,
    /// Copy the marked rows as a table.
    Copy,
    /// Copy the addresses of the marked rows, one a line.
    CopyAddresses,
    /// Open the palette.
    Palette,
    /// Open a dialog.
    Open(DialogKind),
    /// The next theme.
    NextTheme,
    /// Everything larger.
    ZoomIn,
    /// Everything smaller.
    ZoomOut,
    /// Everything in its usual size.
    ZoomReset,
    /// Show or hide the fleet's counts.
    ToggleSidebar,
    /// Show or hide the panel of one machine.
    ToggleDetail,
    /// Start simulated machines and scan them.
    Demo,
    /// Leave the program.
    Quit,

    /// Scan this range text and nothing else. The range field takes it over where no range is named yet, so that it can
    /// be scanned again; what the technician typed stays.
    ScanRange(String),
    /// Use the text as the range field's.
    SetRangeText(String),
    /// Use the text as filter.
    SetFilter(String),
    /// Use a saved view's filter and sort, by its name.
    ApplyView(String),
    /// Use a named layout of columns.
    ApplyLayout(String),
    /// Speak this language.
    SetLanguage(Language),
    /// Sort by a column, by its key; once more turns the direction.
    SortBy(String),
    /// Tick a named range on or off, by its place.
    TickRange(usize, bool),
    /// Repeat the reading every so many seconds; `None` stops it.
    SetMonitor(Option<u32>),
    /// Use these settings: what differs from the present ones takes effect at once.
    ChangeSettings(Box<Settings>),
    /// Read ranges from a file.
    ReadRanges(PathBuf),
    /// Write ranges into a file: its path and its text.
    WriteRanges(PathBuf, String),
    /// Write rows into a file.
    Export(ExportOrder),
    /// Stop one job.
    Cancel(JobId),
    /// Read these machines again, fully.
    Read(Vec<SocketAddr>),
    /// Ask a machine for its replies as they are.
    ReadRaw(SocketAddr),
    /// Name a machine or say where it stands; an empty text takes it away.
    SetLocation(MachineId, String),
    /// Write a note on a machine; an empty text takes it away.
    SetNote(MachineId, String),
    /// Do something to many machines.
    Act(Order),
    /// Go on with a batch that asks.
    GoOn(JobId),
    /// Forget a batch that ended.
    CloseBatch(JobId),
    /// Mark exactly the machines at these addresses.
    SelectMachines(Vec<SocketAddr>),
    /// Write a text into a file, which is replaced.
    WriteText(PathBuf, String),
    /// See what is at a path that is being typed.
    LookAt(PathBuf),
    /// Give all blinking lights back to their machines now.
    LightsBack,
    /// Leave the program, whatever is under way.
    Leave,
    /// Put a text on the clipboard.
    CopyText(String),
    /// Show a folder in the desktop's own window.
    OpenFolder(PathBuf),
    /// Read a file of text for the open dialog.
    ReadText(PathBuf),
    /// Find out which of these machines can be written to.
    CheckAccess(Vec<SocketAddr>),
    /// Find out which of these addresses are taken.
    ProbeAddresses(Vec<SocketAddr>),
    /// Stop asking for taken addresses, and forget what was said.
    ForgetProbe,
    /// Ask machines that are not ready again and again, or no longer.
    Watch(Option<Sent<Watch>>),
    /// Something about passwords.
    Passwords(SentPassword),
    /// Read a firmware file.
    ReadFirmware(PathBuf),
    /// Forget the firmware files that were read, but for batches that send them.
    ForgetFirmware,
    /// Read what the journal holds.
    ReadJournal(JournalQuery),
    /// Find out what an interrupted batch did, without sending anything again.
    CheckInterrupted(i64),
    /// An interrupted batch has been seen.
    CloseInterrupted(i64),
}

impl Action {
    /// Does what a plan says.
    pub(crate) fn act(plan: BatchPlan, kind: CommandKind) -> Self {
        Self::Act(Order(std::sync::Arc::new(PreparedBatch { plan, kind, lights_minutes: None })))
    }
}

/// The dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DialogKind {
    /// Named ranges.
    Ranges,
    /// The grid's columns and layouts.
    Columns,
    /// Saved views.
    Views,
    /// Settings and thresholds.
    Settings,
    /// Rows into a file.
    Export,
    /// The table of keys.
    Shortcuts,
    /// What this program is.
    About,
    /// The password sets.
    Passwords,
    /// A new password for the marked machines.
    ChangePassword,
    /// Which machines can be written to, and what to do where they can't.
    ApiSetup,
    /// New firmware for the marked machines.
    Firmware,
    /// New addresses.
    NetworkPlan,
    /// What was done.
    Journal,
    /// The form of a command, with the preview of what it does to whom.
    Act(CommandKind),
    /// What came of a batch.
    Batch(JobId),
    /// Whether to leave while something is under way.
    Leaving,
    /// A fault of this program ended a task.
    Fault,
}
