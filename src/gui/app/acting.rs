//! Sends batches, takes in what came of them, and gives lights back in time.

use super::App;
use crate::{
    engine::{
        BatchOptions, BatchPlan, JobId, Outcome, OutcomeKind, Request,
        batch::{BatchStep, Work},
    },
    fleet::{
        Machine,
        health::{HealthState, Reason},
    },
    gui::{
        acting::{Batch, Blinking, PreparedBatch},
        action::{Action, DialogKind},
    },
    protocol::{Command, CommandKind, command::Effect, units::Mac},
    words::Arg,
};
use eframe::egui;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

impl App {
    /// What was confirmed in a dialog. Where results are on show, it was done again from there: those of the new batch follow.
    pub(super) fn act_from_dialog(&mut self, context: &egui::Context, prepared: PreparedBatch) {
        let job = self.act(prepared);
        if self.dialogs.shows_results() {
            self.perform(context, Action::Open(DialogKind::Batch(job)));
        }
    }

    /// Sends a batch.
    pub(super) fn act(&mut self, prepared: PreparedBatch) -> JobId {
        let job = self.engine.new_job();
        if prepared.kind == CommandKind::SetLed {
            let told: Vec<_> = prepared.plan.steps.iter().map(|step| step.address).collect();
            self.acting.lights.forget(&told);
        }
        self.engine.send(Request::Act { job, plan: Box::new(prepared.plan.clone()) });
        self.acting.batches.begin(job, prepared);
        job
    }

    /// Goes on with a batch that asks.
    pub(super) fn go_on(&mut self, job: JobId) {
        self.acting.batches.answered(job);
        self.engine.send(Request::GoOn(job));
    }

    /// A batch ended: says so, reads the machines that it changed, and starts the clock of their lights. False where the
    /// job is no batch.
    pub(super) fn batch_ended(&mut self, job: JobId, is_cancelled: bool) -> bool {
        let Some(batch) = self.acting.batches.end(job, is_cancelled) else { return false };
        let touched = batch.addresses(|outcome| outcome.kind.is_good() || outcome.kind == OutcomeKind::Unknown);
        let title = batch.prepared.plan.title.clone();
        let effect = batch.prepared.kind.spec().effect;
        let (done, total, failed) = (good(batch), batch.counts.total, batch.counts.failed());
        if let Some(minutes) = batch.prepared.lights_minutes {
            let due = Instant::now() + Duration::from_secs(60 * u64::from(minutes));
            let machines = machines_of(batch, |outcome| outcome.kind.is_good());
            let passwords = batch.prepared.plan.options.passwords.clone();
            self.acting.lights.blink(Blinking { due, machines, passwords });
        }
        if !self.dialogs.is_showing(DialogKind::Batch(job)) {
            let arguments = [
                ("title", Arg::from(&title)),
                ("done", done.into()),
                ("total", total.into()),
                ("failed", failed.into()),
            ];
            if failed == 0 {
                self.toasts.done(self.words.with("batch-toast", &arguments));
            } else {
                self.toasts.failed(self.words.with("batch-toast-failed", &arguments));
            }
        }
        if matches!(effect, Effect::BtminerRestarts | Effect::Reboots | Effect::MovesAddress) {
            self.acting.aftercare.follow(Instant::now(), touched.iter().copied());
        }
        self.read(touched);
        true
    }

    /// Reads machines that restarted until they hash as before; where everything is read anyway, that is enough.
    pub(super) fn look_after(&mut self, context: &egui::Context) {
        if self.settings.scan.monitor.on || !self.work.is_idle() {
            return;
        }
        let now = Instant::now();
        let due = self.acting.aftercare.due(now, |address| self.fleet.at(address).is_none_or(is_back));
        self.refresh(due);
        if let Some(left) = self.acting.aftercare.wait(now) {
            context.request_repaint_after(left);
        }
    }

    /// Marks exactly the machines at these addresses.
    pub(super) fn select_machines(&mut self, addresses: &[SocketAddr]) {
        let ids: Vec<_> =
            addresses.iter().filter_map(|address| self.fleet.at(*address)).map(|machine| machine.id).collect();
        self.selection.set(ids);
    }

    /// Gives back the lights whose time is over.
    pub(super) fn turn_lights_back(&mut self, context: &egui::Context) {
        let now = Instant::now();
        for blinking in self.acting.lights.due(now) {
            self.lights_to_auto(blinking);
        }
        if let Some(left) = self.acting.lights.next(now) {
            context.request_repaint_after(left);
        }
    }

    /// Gives these lights back to their machines.
    fn lights_to_auto(&mut self, blinking: Blinking) {
        let Blinking { machines, passwords, .. } = blinking;
        let Ok(command) = Command::with(CommandKind::SetLed, &[("mode", "auto")]) else { return };
        let command = Arc::new(command);
        let step = |(address, mac): (SocketAddr, Option<Mac>)| {
            let before = self.fleet.at(address).map(|machine| Arc::new(machine.reading.clone()));
            BatchStep { address, mac, work: Work::Tell(command.clone()), before }
        };
        let plan = BatchPlan {
            title: self.words.text("lights-back").to_owned(),
            command: CommandKind::SetLed.name().to_owned(),
            steps: machines.into_iter().map(step).collect(),
            options: BatchOptions { stop_at: None, passwords, ..BatchOptions::default() },
            new_password: None,
        };
        self.act(PreparedBatch { plan, kind: CommandKind::SetLed, lights_minutes: None });
    }

    /// Asks before the window closes on what is under way.
    pub(super) fn guard_leaving(&mut self, context: &egui::Context) {
        let wants_to_close = context.input(|input| input.viewport().close_requested());
        if wants_to_close && !self.acting.may_leave && self.acting.is_under_way() {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.perform(context, Action::Open(DialogKind::Leaving));
        }
    }

    /// All lights go back now.
    pub(super) fn all_lights_back(&mut self) {
        for blinking in self.acting.lights.all() {
            self.lights_to_auto(blinking);
        }
    }
}

/// Its state is no longer that of a machine on its way up.
fn is_back(machine: &Machine) -> bool {
    let is_on_its_way = |reason: &Reason| matches!(reason, Reason::RampingUp { .. });
    let is_down = matches!(machine.health.state, HealthState::Stopped | HealthState::Lost | HealthState::Unknown);
    !is_down && !machine.health.reasons.iter().any(is_on_its_way)
}

/// Machines that ended well.
fn good(batch: &Batch) -> u32 {
    batch.counts.of(OutcomeKind::Done) + batch.counts.of(OutcomeKind::Accepted)
}

/// The machines of a batch that ended so.
fn machines_of(batch: &Batch, is_wanted: impl Fn(&Outcome) -> bool) -> Vec<(SocketAddr, Option<Mac>)> {
    let ended = batch.machines().filter(|(_, state)| Batch::outcome(state).is_some_and(&is_wanted));
    ended.map(|(step, _)| (step.address, step.mac)).collect()
}
