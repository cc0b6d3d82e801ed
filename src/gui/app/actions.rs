//! Performs actions.

use super::{App, session};
use crate::{
    engine::{DemoOptions, Request},
    fleet::{Column, Context, SortKey},
    gui::{action::Action, grid, setup::Places, work::Purpose},
    net::{RangeSet, ReadPlan, ScanOptions},
    protocol::Query,
    store,
};
use eframe::egui;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

/// One step of the magnification.
const ZOOM_STEP: f32 = 0.1;

impl App {
    /// Does one thing.
    pub(super) fn perform(&mut self, context: &egui::Context, action: Action) {
        match action {
            Action::Scan => self.scan(),
            Action::Stop => self.stop(),
            Action::Refresh => self.read_selected(),
            Action::Read(addresses) => self.read(addresses),
            Action::ToggleMonitor => self.change_settings(context, |settings| {
                settings.scan.monitor.on = !settings.scan.monitor.on;
            }),
            Action::SetMonitor(every) => self.change_settings(context, |settings| {
                settings.scan.monitor.on = every.is_some();
                settings.scan.monitor.every_s = every.unwrap_or(settings.scan.monitor.every_s);
            }),
            Action::FocusRanges => self.topbar.wants_ranges = true,
            Action::FocusFilter => self.topbar.wants_filter = true,
            Action::ClearFilter => self.set_filter(context, String::new()),
            Action::SetFilter(filter) => self.set_filter(context, filter),
            Action::SelectAll => self.selection.all(self.view.rows()),
            Action::SelectInverse => self.selection.invert(self.view.rows()),
            Action::SelectNone => self.selection.clear(),
            Action::Copy => self.copy(context),
            Action::CopyAddresses => {
                let rows = self.selection.shown(self.view.rows());
                let text = grid::addresses(&self.fleet, rows);
                self.copy_text(context, text);
            }
            Action::CopyText(text) => self.copy_text(context, text),
            Action::Palette => {
                let mut palette = std::mem::take(&mut self.palette);
                palette.open(context, &self.parts());
                self.palette = palette;
            }
            Action::Open(kind) => {
                // What was there when another dialog looked may be gone.
                self.setup.places = Places::default();
                let mut dialogs = std::mem::take(&mut self.dialogs);
                dialogs.open(kind, &self.parts());
                self.dialogs = dialogs;
            }
            Action::NextTheme => self.next_theme(context),
            Action::ZoomIn => self.zoom(context, |zoom| zoom + ZOOM_STEP),
            Action::ZoomOut => self.zoom(context, |zoom| zoom - ZOOM_STEP),
            Action::ZoomReset => self.zoom(context, |_| 1.0),
            Action::ToggleSidebar => self.change_settings(context, |settings| {
                settings.panels.sidebar_open = !settings.panels.sidebar_open;
            }),
            Action::ToggleDetail => self.change_settings(context, |settings| {
                settings.panels.detail_open = !settings.panels.detail_open;
            }),
            Action::Demo => self.engine.send(Request::StartDemo(DemoOptions::default())),
            Action::Quit => context.send_viewport_cmd(egui::ViewportCommand::Close),
            Action::ScanRange(text) => self.scan_range(context, text),
            Action::SetRangeText(text) => self.change_settings(context, |settings| settings.range_text = text),
            Action::ApplyView(name) => self.apply_view(context, &name),
            Action::ApplyLayout(name) => self.apply_layout(context, &name),
            Action::SetLanguage(language) => self.change_settings(context, |settings| {
                settings.look.language = Some(language.code().to_owned());
            }),
            Action::SortBy(key) => self.sort_by_key(context, &key),
            Action::TickRange(place, on) => self.change_settings(context, |settings| {
                if let Some(range) = settings.ranges.get_mut(place) {
                    range.on = on;
                }
            }),
            Action::ChangeSettings(settings) => self.use_settings(context, *settings),
            Action::ReadRanges(path) => self.engine.send(Request::ReadRanges { path }),
            Action::WriteRanges(path, text) => self.engine.send(Request::WriteRanges { path, text }),
            Action::Export(order) => self.export(order),
            Action::OpenFolder(path) => self.engine.send(Request::OpenFolder { path }),
            Action::ReadText(path) => self.engine.send(Request::ReadText { path }),
            Action::WriteText(path, text) => self.engine.send(Request::WriteText { path, text }),
            Action::LookAt(path) => {
                if self.setup.places.ask(&path) {
                    self.engine.send(Request::LookAt(path));
                }
            }
            Action::CheckAccess(addresses) => self.check_access(addresses),
            Action::ProbeAddresses(addresses) => self.probe_addresses(addresses),
            Action::ForgetProbe => self.forget_probe(),
            Action::Watch(watch) => self.watch(watch.map(|watch| Arc::unwrap_or_clone(watch.0))),
            Action::Passwords(request) => self.engine.send(Request::Passwords(Arc::unwrap_or_clone(request.0))),
            Action::ReadFirmware(path) => self.engine.send(Request::ReadFirmware(path)),
            Action::ForgetFirmware => self.setup.firmware.clear(),
            Action::ReadJournal(query) => self.engine.send(Request::ReadJournal(query)),
            Action::CheckInterrupted(batch) => self.check_interrupted(batch),
            Action::CloseInterrupted(batch) => self.close_interrupted(batch),
            Action::Cancel(job) => {
                self.acting.batches.answered(job);
                self.engine.send(Request::Cancel(job));
            }
            Action::Act(order) => self.act_from_dialog(context, Arc::unwrap_or_clone(order.0)),
            Action::GoOn(job) => self.go_on(job),
            Action::CloseBatch(job) => self.acting.batches.close(job),
            Action::SelectMachines(addresses) => self.select_machines(&addresses),
            Action::LightsBack => self.all_lights_back(),
            Action::Leave => {
                self.acting.may_leave = true;
                context.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Action::ReadRaw(address) => {
                let queries = Query::ALL.into_iter().filter(|query| *query != Query::Token).collect();
                self.engine.send(Request::ReadRaw { address, queries });
            }
            Action::SetLocation(id, text) => {
                self.fleet.set_location(id, &text);
                self.keep_fleet();
            }
            Action::SetNote(id, text) => {
                self.fleet.set_note(id, &text);
                self.keep_fleet();
            }
        }
    }

    /// What this session was started for.
    pub(super) fn begin(&mut self, context: &egui::Context) {
        if let Some(options) = self.pending.demo.take() {
            self.engine.send(Request::StartDemo(options));
        }
        if let Some(ranges) = self.pending.ranges.take() {
            self.perform(context, Action::SetRangeText(ranges.clone()));
            self.perform(context, Action::ScanRange(ranges));
        }
    }

    /// Looks for machines in the ranges.
    pub(super) fn scan(&mut self) {
        match self.targets() {
            Some(targets) => self.scan_targets(targets),
            None => self.topbar.wants_ranges = true,
        }
    }

    /// What a scan looks at; where no range is named, the simulated machines.
    fn targets(&self) -> Option<RangeSet> {
        if self.ranges.error().is_some() {
            return None;
        }
        self.ranges.targets().or_else(|| self.keeping.demo.clone())
    }

    /// Whether there is anything to scan.
    pub(super) fn has_targets(&self) -> bool {
        !self.ranges.is_empty() || (self.keeping.demo.is_some() && self.ranges.error().is_none())
    }

    /// Looks for machines in this range and nowhere else.
    fn scan_range(&mut self, context: &egui::Context, text: String) {
        match RangeSet::parse(&text) {
            Ok(targets) => {
                if self.settings.range_text.trim().is_empty() && self.ranges.is_empty() {
                    self.change_settings(context, |settings| settings.range_text = text);
                }
                self.scan_targets(targets);
            }
            Err(error) => self.toasts.failed(self.words.text(error.kind.key())),
        }
    }

    /// The demo's machines are there: they are scanned, and known as what they are not.
    pub(super) fn demo_started(&mut self, range: &str) {
        let Ok(targets) = RangeSet::parse(range) else { return };
        self.keeping.demo = Some(targets.clone());
        self.scan_targets(targets);
    }

    /// Looks for machines at these addresses. One scan runs at a time: another is not begun, and that is said.
    fn scan_targets(&mut self, targets: RangeSet) {
        if self.work.scan().is_some() {
            self.toasts.failed(self.words.text("scan-runs"));
            return;
        }
        let job = self.engine.new_job();
        self.work.begin(job, Purpose::Scan(Arc::new(targets.clone())), targets.len() as u64, self.clock.present());
        self.monitor.restart(Instant::now());
        self.engine.send(Request::Scan { job, targets, options: self.scan_options() });
    }

    /// How to scan, as the settings say.
    fn scan_options(&self) -> ScanOptions {
        let scan = &self.settings.scan;
        let options =
            ScanOptions { in_flight: scan.in_flight.map(|count| count.max(1) as usize), ..ScanOptions::default() };
        match scan.timeout_ms {
            Some(millis) => options.with_timeout(Duration::from_millis(u64::from(millis))),
            None => options,
        }
    }

    fn stop(&mut self) {
        for job in self.work.jobs() {
            self.engine.send(Request::Cancel(job.id));
        }
    }

    /// Reads the known machines again.
    pub(super) fn read_known(&mut self) {
        let addresses = self.fleet.iter().map(|machine| machine.address).collect();
        self.refresh(addresses);
    }

    /// Reads the figures of these in the background.
    pub(super) fn refresh(&mut self, addresses: Vec<SocketAddr>) {
        self.begin_reading(addresses, Purpose::Monitor, ReadPlan::REFRESH);
    }

    fn read_selected(&mut self) {
        let addresses = self.selection.iter().filter_map(|id| Some(self.fleet.get(id)?.address)).collect();
        self.read(addresses);
    }

    pub(super) fn read(&mut self, addresses: Vec<SocketAddr>) {
        let only = if let [address] = addresses[..] { Some(address) } else { None };
        self.begin_reading(addresses, Purpose::Read(only), ReadPlan::FULL);
    }

    fn begin_reading(&mut self, machines: Vec<SocketAddr>, purpose: Purpose, plan: ReadPlan) {
        if machines.is_empty() {
            return;
        }
        let job = self.engine.new_job();
        self.work.begin(job, purpose, machines.len() as u64, self.clock.present());
        self.engine.send(Request::Read { job, machines, plan });
    }

    fn set_filter(&mut self, context: &egui::Context, filter: String) {
        self.change_settings(context, |settings| settings.grid.filter = filter);
    }

    fn copy(&mut self, context: &egui::Context) {
        let cells = Context { now: self.clock.now, wording: &self.wording };
        let rows = self.selection.shown(self.view.rows());
        let text = grid::rows_as_text(&self.fleet, rows, &self.grid.columns, &cells, &self.words);
        context.copy_text(text);
        self.count_marked();
        let count = self.marked.shown;
        self.toasts.done(self.words.with("copied-rows", &[("count", count.into())]));
    }

    fn copy_text(&mut self, context: &egui::Context, text: String) {
        context.copy_text(text);
        self.toasts.done(self.words.text("copied-text"));
    }

    fn next_theme(&mut self, context: &egui::Context) {
        // What follows the system starts from what the system shows now.
        let next = match self.settings.look.theme {
            store::Theme::System if !self.theme.is_dark => store::Theme::Sunlight,
            store::Theme::System | store::Theme::Dark => store::Theme::Light,
            store::Theme::Light => store::Theme::Sunlight,
            store::Theme::Sunlight => store::Theme::Dark,
        };
        self.change_settings(context, |settings| settings.look.theme = next);
    }

    fn zoom(&mut self, context: &egui::Context, how: impl FnOnce(f32) -> f32) {
        let zoom = (how(self.settings.look.zoom) / ZOOM_STEP).round() * ZOOM_STEP;
        self.change_settings(context, |settings| settings.look.zoom = zoom.clamp(0.6, 2.0));
    }

    fn apply_view(&mut self, context: &egui::Context, name: &str) {
        let Some(view) = self.settings.grid.views.iter().find(|view| view.name == name).cloned() else { return };
        self.change_settings(context, |settings| {
            settings.grid.filter = view.filter;
            if !view.sort.is_empty() {
                settings.grid.sort = view.sort;
            }
        });
    }

    fn apply_layout(&mut self, context: &egui::Context, name: &str) {
        let layout = self.settings.grid.layouts.iter().find(|layout| layout.name == name).cloned();
        if let Some(layout) = layout {
            self.change_settings(context, |settings| settings.grid.layout = layout);
        }
    }

    fn sort_by_key(&mut self, context: &egui::Context, key: &str) {
        let Some(column) = Column::find(key) else { return };
        let first = self.view.sort().first().filter(|first| first.column == column);
        let descending = first.is_some_and(|first| !first.descending);
        self.sort(context, &[SortKey { column, descending }]);
    }

    /// Sorts, and keeps the order.
    pub(super) fn sort(&mut self, context: &egui::Context, sort: &[SortKey]) {
        let by = session::sort_by(sort);
        self.change_settings(context, |settings| settings.grid.sort = by);
    }
}
