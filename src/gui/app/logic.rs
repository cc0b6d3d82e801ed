//! Takes in what happened: the engine's events, the passing of time.

use super::App;
use crate::{
    engine::{Event, JobId, Trouble, TroubleKind},
    fleet::SavedMachine,
    gui::{
        action::{Action, DialogKind},
        detail::Tab,
        setup::PasswordList,
        work::{LastScan, MonitorStep, Purpose},
    },
    store::{self, NamedRange, Settings},
    words::Arg,
};
use eframe::egui;
use std::time::{Duration, Instant};

/// More events than these in one frame would make it late; the rest is taken in the next.
const MOST_EVENTS: usize = 20_000;
/// While events stream in, rows are brought up to date so often.
const UPDATE_EVERY: Duration = Duration::from_millis(200);

impl App {
    /// Everything before a frame is drawn. Also runs while the window is hidden.
    pub fn take_in(&mut self, context: &egui::Context) {
        self.clock.now = self.clock.present();
        self.drain(context);
        self.follow_theme(context);
        self.run_monitor(context);
        self.run_watch(context);
        self.turn_lights_back(context);
        self.look_after(context);
        self.guard_leaving(context);
        self.tell_fault(context);
        self.update_rows(context);
        self.keep(context);
    }

    fn drain(&mut self, context: &egui::Context) {
        self.engine.draining();
        for taken in 0.. {
            if taken == MOST_EVENTS {
                context.request_repaint();
                break;
            }
            let Ok(event) = self.events.try_recv() else { break };
            self.take(context, event);
        }
    }

    /// Takes in one event. Tests hand in those of machines that they have not.
    pub fn take(&mut self, context: &egui::Context, event: Event) {
        match event {
            Event::DemoStarted { range } => self.demo_started(&range),
            Event::JobStarted { job, total } => self.work.progress(job, 0, total, 0),
            Event::JobProgress { job, done, total, found } => {
                self.setup.progress(job, done, total);
                self.work.progress(job, done, total, found);
            }
            Event::JobFinished { job, cancelled, took, .. } => {
                if !self.setup.probe.ended(job) && !self.check_ended(job) {
                    self.job_finished(job, cancelled, took);
                }
            }
            Event::Networks(networks) => self.networks = networks,
            Event::Observed(mut observation) => {
                let at = self.clock.still.map_or(observation.at, |still| still.now);
                observation.at = at;
                if let Some(machine) = self.fleet.observe(observation).and_then(|id| self.fleet.get(id)) {
                    self.pasts.note(machine, at);
                }
            }
            Event::PathSeen { path, found } => self.setup.places.answer(&path, found),
            Event::RangesRead { path, ranges } => {
                if self.dialogs.take_ranges(&path, &ranges) {
                    return;
                }
                let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let range = NamedRange { name: file.clone(), text: ranges.to_string(), on: true };
                self.change_settings(context, |settings| settings.ranges.push(range));
                let arguments = [("count", ranges.len().into()), ("file", Arg::Text(&file))];
                self.toasts.done(self.words.with("ranges-imported", &arguments));
            }
            Event::RangesWritten { path } | Event::TextWritten { path } => {
                let file = path.display().to_string();
                self.toasts.done(self.words.with("ranges-exported", &[("file", Arg::Text(&file))]));
            }
            Event::RawReplies { address, at, replies } => self.detail.raw.arrived(address, replies, at),
            Event::Restored { settings, machines } => self.restored(context, *settings, machines),
            Event::Exported { path, rows } => {
                let file = path.display().to_string();
                let arguments = [("count", rows.into()), ("file", Arg::Text(&file))];
                self.toasts.done(self.words.with("exported-rows", &arguments));
            }
            Event::AccessFound { found, .. } => self.access_found(found),
            Event::AddressesProbed { job, probed } => self.setup.probe.found(job, probed),
            Event::FirmwareRead { path, result } => {
                self.setup.firmware.insert(path, result);
            }
            Event::Journal(page) => self.journal_read(context, page),
            Event::PasswordSets { sets, place, partner } => {
                self.acting.sets.clone_from(&sets);
                self.setup.passwords = Some(PasswordList { sets, place, partner });
            }
            Event::TextRead { path, result } => self.dialogs.take_text(&path, &result),
            Event::Batch(news) => self.batch_went_on(news),
            Event::Trouble(trouble) => self.trouble(&trouble),
        }
    }

    /// The last session comes back; what this session was started for comes on top of it.
    fn restored(&mut self, context: &egui::Context, kept: Settings, machines: Vec<SavedMachine>) {
        let mut settings = if self.keeping.has_folder { kept } else { self.settings.clone() };
        if let Some(language) = self.keeping.language {
            settings.look.language = Some(language.code().to_owned());
        }
        self.detail.tab = Tab::from_name(&settings.panels.detail_page);
        self.use_settings(context, settings);
        self.restored_at = machines.iter().filter_map(|machine| machine.last_answer).max();
        self.fleet.restore(machines);
        self.keeping.is_restored = true;
        self.clock.is_urgent = true;
        self.begin(context);
    }

    fn job_finished(&mut self, id: JobId, cancelled: bool, took: Duration) {
        if self.batch_ended(id, cancelled) {
            return;
        }
        let Some(job) = self.work.end(id) else { return };
        if let Purpose::Scan(covered) = &job.purpose {
            let at = self.clock.present();
            let took = self.clock.still.map_or(took, |still| still.took);
            if !cancelled {
                self.fleet.scan_finished(|address| covered.contains(address), job.started, at);
            }
            let addresses = if cancelled { job.done } else { job.total };
            self.work.last_scan = Some(LastScan { at, addresses, took, cancelled });
            self.keep_fleet();
        }
        self.clock.is_urgent = true;
    }

    fn trouble(&mut self, trouble: &Trouble) {
        let path = trouble.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let arguments = [("words", Arg::Text(&trouble.words)), ("path", Arg::Text(&path))];
        let message = self.words.with(trouble.kind.key(), &arguments);
        if trouble.kind == TroubleKind::TaskPanicked {
            // A fault of ours is about no file; the report of it, which the panic left, is what a technician can send.
            let report = trouble.path.clone().or_else(store::newest_crash);
            self.fault.came(&trouble.words, report, message.clone());
        }
        self.toasts.trouble(message);
    }

    /// Opens the dialog about a fault where nothing else lies over the window: nobody loses the form that they fill in.
    fn tell_fault(&mut self, context: &egui::Context) {
        if !self.fault.is_due() || !self.keeping.is_restored || self.is_covered() {
            return;
        }
        if let Some(message) = self.fault.tell() {
            self.toasts.take_back(&message);
        }
        self.perform(context, Action::Open(DialogKind::Fault));
    }

    /// Reads the known machines again when it is time, and scans for new ones now and then.
    fn run_monitor(&mut self, context: &egui::Context) {
        let monitor = self.settings.scan.monitor;
        if !monitor.on || self.fleet.is_empty() || !self.work.is_idle() {
            return;
        }
        let every = Duration::from_secs(u64::from(monitor.every_s.max(1)));
        match self.monitor.step(Instant::now(), every) {
            MonitorStep::Wait(left) => context.request_repaint_after(left),
            MonitorStep::Scan if self.has_targets() => self.scan(),
            MonitorStep::Read | MonitorStep::Scan => self.read_known(),
        }
    }

    /// Brings the rows up to date: at once after the technician's own doing, a few times a second while events stream
    /// in. While the pointer drags over rows they keep their places.
    fn update_rows(&mut self, context: &egui::Context) {
        let left = UPDATE_EVERY.saturating_sub(self.clock.updated.elapsed());
        let is_streaming = !self.work.is_idle() && !self.view.is_empty();
        if is_streaming && !left.is_zero() && !self.clock.is_urgent {
            context.request_repaint_after(left);
            return;
        }
        self.view.set_frozen(self.grid.is_held());
        // The technician's own doing shows the top of what it brought; news must not move what is looked at.
        let anchor = if self.clock.is_urgent { None } else { self.grid.anchor(&self.view, &self.selection) };
        if self.view.update(&self.fleet, self.clock.now) {
            self.marked.rows_revision += 1;
            self.grid.hold(anchor, &self.view);
            self.selection.retain(|id| self.fleet.get(id).is_some());
        }
        self.clock.updated = Instant::now();
        self.clock.is_urgent = false;
    }
}
