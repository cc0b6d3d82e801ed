//! Which machines can be written to, and what to do next where they can't: a button where it can be done from here, the
//! steps in `WhatsMinerTool` where it can't. Machines that are not ready can be watched until they are.

mod follow;
mod groups;
mod steps;

use super::{
    Dialog, Tray, Verdict, fields, list,
    targets::{Known, Targets},
};
use crate::{
    engine::{JobId, batch::Access},
    fleet::{Machine, MachineId},
    gui::{
        acting::{Batch, panel},
        action::{Action, DialogKind},
        app::Parts,
        setup::{Sent, Watch},
        theme::{self, EDGE, GAP, RADIUS, STEP, Tone},
        widgets::{self, ButtonKind, Icon, paint_mark},
    },
};
use eframe::egui::{Button, Frame, Label, Margin, RichText, Sense, Stroke, Ui, vec2};
use follow::Follow;
use groups::{Groups, addresses, list_ui, rank, states};
use std::{collections::HashSet, net::SocketAddr, time::Instant};

/// The dialog's state.
#[derive(Debug, Default)]
pub(super) struct ApiSetup {
    targets: Targets,
    is_for_marked: bool,
    /// The state whose machines are listed, by its rank; `None` lists all.
    chosen: Option<usize>,
    follow: Follow,
    was_asked: bool,
    groups: Groups,
    waiting: Waiting,
}

impl ApiSetup {
    /// For the marked machines, or for all.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let marked = Targets::marked(parts);
        let is_for_marked = !marked.is_empty();
        let targets = if is_for_marked { marked } else { Targets::all(parts) };
        Self { targets, is_for_marked, ..Self::default() }
    }

    /// Checks, and how far the check is.
    fn head_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        if !std::mem::replace(&mut self.was_asked, true) {
            tray.actions.push(Action::CheckAccess(addresses(parts, self.targets.ids())));
        }
        let key = if self.is_for_marked { "api-for-marked" } else { "api-for-all" };
        let text = words.with(key, &[("count", self.targets.len().into())]);
        fields::line_ui(
            ui,
            |ui| {
                if let Some(check) = &parts.setup.check {
                    if ui.button(words.text("job-cancel")).clicked() {
                        tray.actions.push(Action::Cancel(check.job));
                    }
                    let share = if check.total == 0 { 0.0 } else { check.done as f32 / check.total as f32 };
                    let name = words.text("api-checking");
                    widgets::progress_bar(ui, share, 120.0, theme.color(Tone::Accent), theme, name);
                    ui.label(theme::small(name).color(theme.color(Tone::Dim)));
                } else {
                    let text = words.text("api-check");
                    if widgets::button(ui, theme, ButtonKind::Plain, Some(Icon::Clock), text).clicked() {
                        tray.actions.push(Action::CheckAccess(addresses(parts, self.targets.ids())));
                    }
                }
            },
            |ui| {
                ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Dim))).truncate());
            },
        );
    }

    /// One state: shape, word, count, what to do next, and the way to do it; of the ready ones no more than a line.
    /// True when its list was asked for, or was shown and is not wanted any more.
    fn state_ui(&self, ui: &mut Ui, parts: &Parts<'_>, state: &Access, tray: &mut Tray) -> bool {
        let (theme, words) = (parts.theme, parts.words);
        let is_chosen = self.chosen == Some(rank(state));
        let stroke = Stroke::new(1.0, if is_chosen { theme.color(Tone::Accent) } else { theme.line });
        let frame = Frame::NONE
            .fill(theme.background)
            .stroke(stroke)
            .corner_radius(RADIUS)
            .inner_margin(Margin::symmetric(EDGE as i8, GAP as i8));
        let machines = self.groups.of(state);
        let count = machines.len();
        let tone = list::access_tone(state);
        let mut is_turned = false;
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            fields::line_ui(
                ui,
                |ui| {
                    let key = if is_chosen { "api-list-all" } else { "api-list" };
                    is_turned = ui.button(words.text(key)).clicked();
                    next_ui(ui, parts, state, machines, tray);
                },
                |ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0) * theme.type_scale, Sense::hover());
                    let color = theme.color(tone);
                    paint_mark(ui.painter(), rect.center(), list::access_mark(state), color, theme.type_scale);
                    ui.label(theme::strong(words.text(state.key())).color(color));
                    ui.label(theme::strong(words.with("machine-count", &[("count", count.into())])));
                },
            );
            if *state != Access::Ready || is_chosen {
                let next = format!("{}-next", state.key());
                fields::hint_ui(ui, theme, words.text(&next));
            }
            if *state == Access::SwitchOff || (*state == Access::FactoryPassword && is_chosen) {
                steps::steps_ui(ui, parts, state, machines, tray);
            }
        });
        ui.add_space(STEP);
        is_turned
    }

    /// The watch, and what it goes on with.
    fn watch_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::group_ui(ui, theme, words.text("api-watch-title"));
        if let Some(watch) = &parts.setup.watch {
            let left = watch.left(Instant::now()).as_secs();
            let arguments =
                [("waiting", watch.waiting().len().into()), ("ready", watch.ready().into()), ("seconds", left.into())];
            fields::line_ui(
                ui,
                |ui| {
                    if ui.button(words.text("api-watch-stop")).clicked() {
                        tray.actions.push(Action::Watch(None));
                    }
                },
                |ui| {
                    ui.add(Label::new(words.with("api-watching", &arguments)).wrap());
                },
            );
            ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
            return;
        }
        followed_ui(ui, parts, tray);
        self.waiting.follow(parts, &self.targets);
        let waiting = &self.waiting.machines;
        fields::hint_ui(ui, theme, words.text("api-watch-about"));
        self.follow.ui(ui, parts);
        let wrong = self.follow.wrong(parts);
        ui.horizontal_wrapped(|ui| {
            let text = words.with("api-watch-start", &[("count", waiting.len().into())]);
            let is_possible = wrong.is_none() && !waiting.is_empty();
            if ui.add_enabled(is_possible, Button::new(text)).clicked() {
                tray.actions.push(if self.follow.is_nothing() {
                    Action::Watch(Some(Sent::new(Watch::new(addresses(parts, waiting)))))
                } else {
                    let waiting: Vec<&Machine> = waiting.iter().filter_map(|id| parts.fleet.get(*id)).collect();
                    self.follow.batch(parts, &waiting)
                });
            }
            if let Some(wrong) = wrong {
                ui.label(RichText::new(wrong).color(theme.color(Tone::Bad)));
            }
        });
    }
}

/// The batches that wait for machines until they are ready.
fn followed<'a>(parts: &Parts<'a>) -> impl Iterator<Item = &'a Batch> + Clone {
    parts.acting.batches.running().filter(|batch| batch.is_for_ready)
}

/// The machines that are not ready and that no batch waits for, worked out once for each change of what is known.
#[derive(Debug, Default)]
struct Waiting {
    /// Of what is known, and of which state of which batches.
    known: Option<Known>,
    batches: Vec<(JobId, u64)>,
    machines: Vec<MachineId>,
}

impl Waiting {
    fn follow(&mut self, parts: &Parts<'_>, targets: &Targets) {
        let (known, batches) = (targets.known(parts), followed(parts).map(|batch| (batch.id, batch.revision)));
        if self.known == Some(known) && batches.clone().eq(self.batches.iter().copied()) {
            return;
        }
        self.known = Some(known);
        self.batches = batches.collect();
        let followed: HashSet<SocketAddr> = followed(parts).flat_map(Batch::open).collect();
        let is_waiting = |machine: &&Machine| {
            parts.setup.access_of(machine.address) != Some(&Access::Ready) && !followed.contains(&machine.address)
        };
        self.machines = targets.machines(parts).filter(is_waiting).map(|machine| machine.id).collect();
    }
}

/// Draws the batches that wait for machines.
fn followed_ui(ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
    let (theme, words) = (parts.theme, parts.words);
    for batch in followed(parts) {
        fields::line_ui(
            ui,
            |ui| {
                if ui.button(words.text("api-watch-stop")).clicked() {
                    tray.actions.push(Action::Cancel(batch.id));
                }
                if ui.button(words.text("batch-show")).clicked() {
                    tray.actions.push(Action::Open(DialogKind::Batch(batch.id)));
                }
            },
            |ui| {
                let text = format!("{} · {}", batch.prepared.plan.title, panel::progress(words, batch));
                ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Text))).truncate());
            },
        );
    }
}

/// The button for what can be done from here.
fn next_ui(ui: &mut Ui, parts: &Parts<'_>, state: &Access, machines: &[MachineId], tray: &mut Tray) {
    let words = parts.words;
    let go = |key: &str, kind: DialogKind, ui: &mut Ui, tray: &mut Tray| {
        if ui.button(words.text(key)).clicked() {
            tray.actions.push(Action::SelectMachines(addresses(parts, machines)));
            tray.actions.push(Action::Open(kind));
        }
    };
    match state {
        Access::FactoryPassword => go("action-change-password", DialogKind::ChangePassword, ui, tray),
        Access::WrongPassword => {
            if ui.button(words.text("api-enter-password")).clicked() {
                tray.actions.push(Action::Open(DialogKind::Passwords));
            }
        }
        Access::NoApi | Access::Unknown(_) => {
            let is_free = parts.setup.check.is_none();
            if ui.add_enabled(is_free, Button::new(words.text("api-again"))).clicked() {
                tray.actions.push(Action::CheckAccess(addresses(parts, machines)));
            }
        }
        Access::SwitchOff => {}
        Access::Ready => {
            go("action-change-password", DialogKind::ChangePassword, ui, tray);
        }
    }
}

impl Dialog for ApiSetup {
    fn title(&self) -> &'static str {
        "api-title"
    }

    fn width(&self) -> f32 {
        780.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        self.groups.follow(parts, &self.targets);
        self.head_ui(ui, parts, tray);
        self.targets.ui(ui, parts, tray);
        ui.add_space(GAP);
        let mut turned = None;
        for state in states() {
            if !self.groups.of(&state).is_empty() && self.state_ui(ui, parts, &state, tray) {
                turned = Some(rank(&state));
            }
            // Below its button: at the end of the dialog nobody would see that it came.
            if self.chosen == Some(rank(&state)) {
                list_ui(ui, parts, self.groups.of(&state));
            }
        }
        if self.chosen.is_none() {
            list_ui(ui, parts, &self.groups.in_order);
        }
        if turned.is_some() {
            self.chosen = turned.filter(|_| turned != self.chosen);
        }
        self.watch_ui(ui, parts, tray);
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let ready = self.groups.of(&Access::Ready).len();
        if ready == 0 {
            return Verdict::shows();
        }
        let accept = parts.words.with("api-go-on", &[("count", ready.into())]);
        Verdict::accepts(&accept, None).or_note(parts.words.text("api-go-on-about").to_owned())
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        vec![Action::SelectMachines(addresses(parts, self.groups.of(&Access::Ready)))]
    }
}
