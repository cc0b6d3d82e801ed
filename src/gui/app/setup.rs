//! Performs what the dialogs of access, firmware and the journal ask for, and takes in the answers.

use super::App;
use crate::{
    engine::{
        BatchNews, BatchOptions, BatchPlan, JobId, Request,
        batch::{Access, BatchStep, MachineState, Passwords, Work},
        journal::{JournalPage, JournalQuery},
    },
    gui::{
        action::Action,
        setup::{Check, Watch, check_up},
    },
    words::Arg,
};
use eframe::egui;
use std::{net::SocketAddr, time::Instant};

/// More interrupted batches than these would be no news any more.
const MOST_INTERRUPTED: u32 = 20;

impl App {
    /// What is asked once, when the window starts.
    pub(super) fn ask_of_the_past(&self) {
        let query = JournalQuery { interrupted_only: true, limit: MOST_INTERRUPTED, ..JournalQuery::default() };
        self.engine.send(Request::ReadJournal(query));
    }

    /// Finds out which of these machines can be written to; one such check runs at a time.
    pub(super) fn check_access(&mut self, addresses: Vec<SocketAddr>) {
        if self.setup.check.is_some() || addresses.is_empty() {
            return;
        }
        let job = self.engine.new_job();
        self.setup.check = Some(Check { job, done: 0, total: addresses.len() as u64 });
        let mac = |address: SocketAddr| self.fleet.at(address).and_then(|machine| machine.mac);
        let machines = addresses.into_iter().map(|address| (address, mac(address))).collect();
        self.engine.send(Request::CheckAccess { job, machines, passwords: Passwords::Fitting });
    }

    /// Asks which addresses are taken; one such question is asked at a time.
    pub(super) fn probe_addresses(&mut self, addresses: Vec<SocketAddr>) {
        if self.setup.probe.job.is_some() || addresses.is_empty() {
            return;
        }
        let job = self.engine.new_job();
        self.setup.probe.begin(job, &addresses);
        self.engine.send(Request::ProbeAddresses { job, addresses });
    }

    /// Stops asking for taken addresses.
    pub(super) fn forget_probe(&mut self) {
        if let Some(job) = self.setup.probe.forget() {
            self.engine.send(Request::Cancel(job));
        }
    }

    /// Machines were found to be one thing or another.
    pub(super) fn access_found(&mut self, found: Vec<(SocketAddr, Access)>) {
        self.setup.found(found);
    }

    /// A check of access ended: says who became ready. False where the job is no check.
    pub(super) fn check_ended(&mut self, job: JobId) -> bool {
        if self.setup.check.is_none_or(|check| check.job != job) {
            return false;
        }
        self.setup.check = None;
        let Some(watch) = &mut self.setup.watch else { return true };
        let ready = watch.round_ended(Instant::now());
        let is_over = watch.waiting().len() == 0;
        if is_over {
            self.setup.watch = None;
        }
        if let Some(first) = ready.first() {
            let first = first.ip().to_string();
            let arguments = [("count", Arg::from(ready.len())), ("address", Arg::from(&first))];
            self.toasts.done(self.words.with("api-became-ready", &arguments));
        }
        true
    }

    /// Where machines of a batch are also says whether they can be written to.
    pub(super) fn batch_went_on(&mut self, news: BatchNews) {
        let found = self.acting.batches.get(news.job).map(|batch| {
            let place = |place: u32| batch.prepared.plan.steps.get(place as usize);
            let access = |(at, state): &(u32, MachineState)| {
                let step = place(*at).filter(|step| matches!(step.work, Work::WhenReady(_)))?;
                match state {
                    MachineState::NotReady(access) => Some((step.address, access.clone())),
                    MachineState::ReadingBack => Some((step.address, Access::Ready)),
                    _ => None,
                }
            };
            news.changed.iter().filter_map(access).collect::<Vec<_>>()
        });
        self.setup.found(found.unwrap_or_default());
        self.acting.batches.take(news);
    }

    /// Begins or ends the watch.
    pub(super) fn watch(&mut self, watch: Option<Watch>) {
        self.setup.watch = watch.filter(|watch| watch.waiting().len() > 0);
    }

    /// Asks watched machines again when it is time.
    pub(super) fn run_watch(&mut self, context: &egui::Context) {
        let Some(watch) = self.setup.watch.as_ref().filter(|_| self.setup.check.is_none()) else { return };
        let left = watch.left(Instant::now());
        if left.is_zero() {
            let waiting = watch.waiting().collect();
            self.check_access(waiting);
        } else {
            context.request_repaint_after(left);
        }
    }

    /// The journal was read; an interrupted batch that waited for it is checked.
    pub(super) fn journal_read(&mut self, context: &egui::Context, page: JournalPage) {
        if !self.setup.journal(page) {
            return;
        }
        let Some(batch) = self.setup.checking.take() else { return };
        let Some(page) = self.setup.entries.as_ref().map(|entries| &entries.page) else { return };
        let check = check_up(&page.entries);
        let title = page.batches.first().map_or_else(String::new, |batch| batch.title.clone());
        if let Some(BatchStep { work: Work::Check(command), .. }) = check.steps.first() {
            let kind = command.kind();
            let plan = BatchPlan {
                title: self.words.with("journal-check-title", &[("what", Arg::from(&title))]),
                command: kind.name().to_owned(),
                steps: check.steps,
                options: BatchOptions { stop_at: None, ..BatchOptions::default() },
                new_password: None,
            };
            self.perform(context, Action::act(plan, kind));
        }
        if !check.read.is_empty() {
            self.perform(context, Action::Read(check.read));
        }
        if !check.rest.is_empty() {
            self.select_machines(&check.rest);
            self.toasts.done(self.words.with("journal-rest-selected", &[("count", check.rest.len().into())]));
        }
        self.close_interrupted(batch);
    }

    /// Reads the machines of an interrupted batch out of the journal, to check them.
    pub(super) fn check_interrupted(&mut self, batch: i64) {
        self.setup.checking = Some(batch);
        let query = JournalQuery { batch: Some(batch), limit: u32::MAX, ..JournalQuery::default() };
        self.engine.send(Request::ReadJournal(query));
    }

    /// An interrupted batch has been seen.
    pub(super) fn close_interrupted(&mut self, batch: i64) {
        self.setup.interrupted.retain(|interrupted| interrupted.number != batch);
        self.engine.send(Request::CloseInterrupted(batch));
    }
}
