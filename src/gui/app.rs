//! The app: owns the fleet and all that the window knows, and performs actions.
//!
//! Split by verb: `logic` takes in what happened, `ui` draws, `actions` performs. Panels see a [`Parts`], which they can't
//! change, and hand back actions.

#[cfg(test)]
mod access_test;
mod acting;
mod actions;
mod files;
mod logic;
mod session;
mod setup;
mod ui;

pub(in crate::gui) use session::{language, theme};

use super::{
    acting::Acting,
    action::Situation,
    detail::{Detail, Pasts},
    dialogs::Dialogs,
    fault::Fault,
    files::FileDialogs,
    fonts,
    grid::{self, GridState},
    palette::Palette,
    ranges::Ranges,
    reading_order::ReadingOrder,
    setup::Setup,
    sidebar::RangeCounts,
    theme::{self, Theme},
    topbar::TopBar,
    widgets::Toasts,
    work::{MonitorClock, Work},
};
use crate::{
    engine::{DemoOptions, Engine, EngineOptions, Event, PasswordRequest, Request},
    fleet::{Fleet, Selection, View, Wording},
    net::LocalNetwork,
    store::Settings,
    words::{Language, Words},
};
use eframe::egui;
use jiff::{Timestamp, tz::TimeZone};
use std::{
    io,
    sync::{Arc, mpsc::Receiver},
    time::{Duration, Instant},
};

/// How the window starts.
#[derive(Debug, Default)]
pub struct Start {
    /// The engine's part.
    pub engine: EngineOptions,
    /// The settings of the last time, where they were read already.
    pub settings: Option<Settings>,
    /// Start with simulated machines.
    pub demo: Option<DemoOptions>,
    /// Start with a scan of this range.
    pub ranges: Option<String>,
    /// The language, instead of that of the settings.
    pub language: Option<Language>,
    /// Who asks for files; `None`: the desktop.
    pub files: Option<Box<dyn FileDialogs>>,
    /// A clock that stands still, for pictures; `None`: the computer's.
    pub still: Option<StillClock>,
}

/// What the window takes for the time where a picture is to be the same in every run.
#[derive(Clone, Copy, Debug)]
pub struct StillClock {
    /// The present; readings were made and jobs began and ended just now.
    pub now: Timestamp,
    /// How long each job took.
    pub took: Duration,
}

/// The window's state.
#[derive(Debug)]
pub struct App {
    engine: Engine,
    events: Receiver<Event>,
    fleet: Fleet,
    view: View,
    selection: Selection,
    settings: Settings,
    words: Words,
    wording: Arc<Wording>,
    theme: Theme,
    ranges: Ranges,
    work: Work,
    setup: Setup,
    acting: Acting,
    monitor: MonitorClock,
    networks: Vec<LocalNetwork>,
    topbar: TopBar,
    grid: GridState,
    dialogs: Dialogs,
    fault: Fault,
    palette: Palette,
    detail: Detail,
    pasts: Pasts,
    toasts: Toasts,
    range_counts: RangeCounts,
    /// What the window's title says: machines, and in which language.
    titled: Option<(usize, Language)>,
    /// A text field had the focus when the last frame ended.
    was_in_text: bool,
    /// Where the grid is.
    grid_area: egui::Rect,
    /// How many of the rows shown are marked.
    marked: Marked,
    /// When the newest figures of the last session were read.
    restored_at: Option<Timestamp>,
    keeping: session::Keeping,
    clock: Clock,
    pending: PendingStart,
}

/// What waits until the last session is restored.
#[derive(Debug, Default)]
struct PendingStart {
    demo: Option<DemoOptions>,
    ranges: Option<String>,
}

/// The moments that the window goes by.
#[derive(Debug)]
struct Clock {
    /// The present, the same for the whole frame.
    now: Timestamp,
    /// When the rows were last brought up to date.
    updated: Instant,
    /// The technician did something that changes the rows, and waits for it.
    is_urgent: bool,
    /// Time stands still.
    still: Option<StillClock>,
}

impl Clock {
    fn new(still: Option<StillClock>) -> Self {
        let mut clock = Self { now: Timestamp::UNIX_EPOCH, updated: Instant::now(), is_urgent: true, still };
        clock.now = clock.present();
        clock
    }

    /// The present, to the moment.
    fn present(&self) -> Timestamp {
        self.still.map_or_else(Timestamp::now, |still| still.now)
    }
}

/// How many of the rows shown are marked: counted when either changes, because it looks at every row.
#[derive(Debug, Default)]
struct Marked {
    shown: usize,
    of: Option<(u64, u64)>,
    /// Rises when rows came, went or moved.
    rows_revision: u64,
}

/// What panels see.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    /// The machines.
    pub(crate) fleet: &'a Fleet,
    /// Those that the filter lets through, in order.
    pub(crate) view: &'a View,
    /// Those that are marked.
    pub(crate) selection: &'a Selection,
    /// How many of the rows shown are marked.
    pub(crate) selected_shown: usize,
    /// When the newest figures of the last session were read, if there was one.
    pub(crate) restored_at: Option<Timestamp>,
    /// What is set.
    pub(crate) settings: &'a Settings,
    /// What a scan would look at.
    pub(crate) ranges: &'a Ranges,
    /// What runs.
    pub(crate) work: &'a Work,
    /// What is known of access and of the past.
    pub(crate) setup: &'a Setup,
    /// What is done to machines.
    pub(crate) acting: &'a Acting,
    /// The latest fault of this program.
    pub(crate) fault: &'a Fault,
    /// The networks of this computer.
    pub(crate) networks: &'a [LocalNetwork],
    /// The language.
    pub(crate) words: &'a Words,
    /// The colours.
    pub(crate) theme: &'a Theme,
    /// The present.
    pub(crate) now: Timestamp,
    /// A text field had the focus when the last frame ended: by now it has lost it, where Escape was pressed.
    pub(crate) was_in_text: bool,
    /// What can be done.
    pub(crate) situation: Situation,
}

impl App {
    /// Starts the engine and makes the window's state. Needs no display.
    ///
    /// # Errors
    /// The engine's threads could not be started.
    pub fn new(context: &egui::Context, start: Start) -> io::Result<Self> {
        fonts::install(context);
        context.add_plugin(ReadingOrder);
        let waker = context.clone();
        let wake = Arc::new(move || waker.request_repaint());
        let has_folder = start.engine.folder.is_some();
        let (engine, events) = Engine::start(start.engine, wake)?;
        engine.send(Request::Restore);
        engine.send(Request::ListNetworks);
        engine.send(Request::Passwords(PasswordRequest::List));
        let mut settings = start.settings.unwrap_or_default();
        if let Some(language) = start.language {
            settings.look.language = Some(language.code().to_owned());
        }
        let words = Words::new(session::language(&settings));
        let wording = wording(&words);
        let mut app = Self {
            engine,
            events,
            fleet: Fleet::new(),
            view: View::new(wording.clone()),
            selection: Selection::new(),
            words,
            wording,
            theme: Theme::DARK,
            ranges: Ranges::default(),
            work: Work::default(),
            setup: Setup::default(),
            acting: Acting::default(),
            monitor: MonitorClock::default(),
            networks: Vec::new(),
            topbar: TopBar::default(),
            grid: GridState::new(grid::shown_columns(&settings.grid.layout)),
            dialogs: Dialogs::new(start.files),
            fault: Fault::default(),
            palette: Palette::default(),
            detail: Detail::default(),
            pasts: Pasts::default(),
            toasts: Toasts::default(),
            range_counts: RangeCounts::default(),
            titled: None,
            was_in_text: false,
            grid_area: egui::Rect::ZERO,
            marked: Marked::default(),
            restored_at: None,
            keeping: session::Keeping::new(start.language, has_folder),
            clock: Clock::new(start.still),
            pending: PendingStart { demo: start.demo, ranges: start.ranges },
            settings: Settings::default(),
        };
        app.theme = session::theme(&settings, context);
        theme::apply(context, &app.theme);
        app.use_settings(context, settings);
        app.ask_of_the_past();
        Ok(app)
    }

    /// What panels see, for one frame.
    fn parts(&self) -> Parts<'_> {
        Parts {
            fleet: &self.fleet,
            view: &self.view,
            selection: &self.selection,
            selected_shown: self.marked.shown,
            restored_at: self.restored_at,
            settings: &self.settings,
            ranges: &self.ranges,
            work: &self.work,
            setup: &self.setup,
            acting: &self.acting,
            fault: &self.fault,
            networks: &self.networks,
            words: &self.words,
            theme: &self.theme,
            now: self.clock.now,
            was_in_text: self.was_in_text,
            situation: self.situation(),
        }
    }

    fn count_marked(&mut self) {
        let of = (self.selection.revision(), self.marked.rows_revision);
        if self.marked.of != Some(of) {
            self.marked.of = Some(of);
            self.marked.shown = self.selection.count_shown(self.view.rows());
        }
        self.acting.takers.update(&self.fleet, &self.selection, self.marked.rows_revision);
    }

    fn situation(&self) -> Situation {
        Situation {
            machines: self.fleet.len(),
            shown: self.view.len(),
            selected: self.selection.len(),
            selected_shown: self.marked.shown,
            has_ranges: self.has_targets(),
            is_busy: !self.work.is_idle(),
            is_scanning: self.work.scan().is_some(),
            has_filter: !self.settings.grid.filter.trim().is_empty(),
        }
    }
}

impl Drop for App {
    /// The window closes; the engine finishes the writes before it ends.
    fn drop(&mut self) {
        self.keep_all();
    }
}

/// The words of cells in a language.
fn wording(words: &Words) -> Arc<Wording> {
    let zone = TimeZone::system();
    Arc::new(Wording::new(words.language().code(), zone, |word| words.text(word.key()).to_owned()))
}
