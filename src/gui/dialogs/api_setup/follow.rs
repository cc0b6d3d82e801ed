//! What machines get as soon as they can be written to: a new password, the pools of a preset, a power limit, in this
//! order. The technician ticks which; the batch waits for the machines.

use super::super::{Tray, fields::Field, list, secret::NewPassword};
use crate::{
    engine::{
        BatchOptions, BatchPlan,
        batch::{BatchStep, Deed, Work},
    },
    fleet::{
        Machine, Obstacle,
        intent::{Draft, Intent, Share},
    },
    gui::{
        acting::{Order, PreparedBatch, wording},
        action::Action,
        app::Parts,
        theme::{STEP, Tone},
    },
    protocol::{CommandKind, command::Values},
    words::Words,
};
use eframe::egui::{Button, Checkbox, Frame, Label, Margin, RichText, Ui, vec2};
use std::{sync::Arc, time::Duration};

/// The width of the fields below a tick.
const FIELDS: f32 = 360.0;
/// How far they are moved in.
const INDENT: i8 = 22;

/// What is ticked, and its values.
#[derive(Debug, Default)]
pub(super) struct Follow {
    changes_password: bool,
    new: NewPassword,
    sets_pools: bool,
    /// The name of a preset.
    pools: String,
    limits_power: bool,
    limit: String,
}

impl Follow {
    /// Nothing is to follow: machines are only watched.
    pub(super) fn is_nothing(&self) -> bool {
        !(self.changes_password || self.sets_pools || self.limits_power)
    }

    /// Draws the ticks with their fields.
    pub(super) fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words) = (parts.theme, parts.words);
        let mut tray = Tray::default();
        let indented = |ui: &mut Ui, draw: &mut dyn FnMut(&mut Ui)| {
            Frame::NONE.inner_margin(Margin { left: INDENT, ..Margin::ZERO }).show(ui, |ui| {
                ui.set_max_width(FIELDS * theme.type_scale);
                draw(ui);
                ui.add_space(STEP);
            });
        };
        ui.add(Checkbox::new(&mut self.changes_password, words.text("api-watch-change")));
        if self.changes_password {
            indented(ui, &mut |ui| self.new.ui(ui, parts, &mut tray));
        }
        ui.add(Checkbox::new(&mut self.sets_pools, words.text("api-watch-pools")));
        if self.sets_pools {
            indented(ui, &mut |ui| self.pools_ui(ui, parts));
        }
        ui.add(Checkbox::new(&mut self.limits_power, words.text("api-watch-limit")));
        if self.limits_power {
            indented(ui, &mut |ui| {
                let mistake = self.limit_mistake(words).filter(|_| !self.limit.trim().is_empty());
                let field = Field {
                    name: words.text("api-watch-limit-field"),
                    hint: words.text("api-watch-limit-hint"),
                    mistake: mistake.as_deref(),
                    span: None,
                    rows: 1,
                };
                field.ui(ui, theme, &mut self.limit, &mut tray);
                let presets = &parts.settings.acting.presets;
                let limits = presets.iter().filter(|preset| preset.command == CommandKind::AdjustPowerLimit.name());
                names_ui(ui, limits.map(|preset| (preset.name.as_str(), false)), |name| {
                    let preset = presets.iter().find(|preset| preset.name == name);
                    if let Some(limit) = preset.and_then(|preset| preset.values.get("power_limit")) {
                        self.limit.clone_from(limit);
                    }
                });
            });
        }
    }

    fn pools_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let presets = &parts.settings.acting.pools;
        if presets.is_empty() {
            let text = RichText::new(parts.words.text("api-watch-no-presets")).color(parts.theme.color(Tone::Weak));
            ui.add(Label::new(text).wrap());
        }
        let pools = &mut self.pools;
        let chosen = pools.clone();
        let names = presets.iter().map(|preset| (preset.name.as_str(), preset.name == chosen));
        names_ui(ui, names, |name| name.clone_into(pools));
    }

    fn limit_mistake(&self, words: &Words) -> Option<String> {
        let kind = CommandKind::AdjustPowerLimit;
        let parameter = kind.spec().parameters.first()?;
        Share::check(kind, parameter, &self.limit).err().map(|error| wording::mistake(words, &error))
    }

    /// The first thing that is wrong.
    pub(super) fn wrong(&self, parts: &Parts<'_>) -> Option<String> {
        let words = parts.words;
        let password = || self.new.wrong(words).filter(|_| self.changes_password).map(str::to_owned);
        let is_known = parts.settings.acting.pools.iter().any(|preset| preset.name == self.pools);
        let pools = || (self.sets_pools && !is_known).then(|| words.text("api-watch-choose-preset").to_owned());
        let limit = || {
            let mistake = self.limit_mistake(words).filter(|_| self.limits_power)?;
            Some(format!("{}: {mistake}", words.text("api-watch-limit-field")))
        };
        password().or_else(pools).or_else(limit)
    }

    /// The commands, as they are wanted of every machine.
    fn intents(&self, parts: &Parts<'_>) -> Vec<Intent> {
        let acting = &parts.settings.acting;
        let mut intents = Vec::new();
        let preset = acting.pools.iter().find(|preset| self.sets_pools && preset.name == self.pools);
        if let Some(preset) = preset {
            let values = preset.values.clone();
            let draft = Draft { values, keep_workers: preset.keep_workers, account: acting.account.clone() };
            intents.push(Intent::new(CommandKind::UpdatePools, draft));
        }
        if self.limits_power {
            let values = Values::from([("power_limit".to_owned(), self.limit.trim().to_owned())]);
            intents.push(Intent::new(CommandKind::AdjustPowerLimit, Draft { values, ..Draft::default() }));
        }
        intents
    }

    /// The batch that waits for these machines. What can't be worked out for a machine is said, and it gets nothing.
    pub(super) fn batch(&mut self, parts: &Parts<'_>, machines: &[&Machine]) -> Action {
        let (words, acting) = (parts.words, &parts.settings.acting);
        let intents = self.intents(parts);
        let mut kinds: Vec<CommandKind> =
            self.changes_password.then_some(CommandKind::UpdatePassword).into_iter().collect();
        kinds.extend(intents.iter().map(|intent| intent.kind));
        let name = |kind: &CommandKind| match kind {
            CommandKind::UpdatePassword => words.text("change-password-title"),
            kind => wording::command(words, *kind),
        };
        let names: Vec<&str> = kinds.iter().map(name).collect();
        let what = names.join(", ");
        let deeds = |machine: &Machine, number: usize| -> Result<Arc<[Deed]>, Obstacle> {
            let password = self.changes_password.then_some(Ok(Deed::ChangePassword));
            let told = intents.iter().map(|intent| {
                let command = intent.for_machine_once_ready(machine, number)?;
                Ok(Deed::Tell(Arc::new(command)))
            });
            password.into_iter().chain(told).collect()
        };
        let step = |(place, machine): (usize, &&Machine)| -> BatchStep {
            let work = match deeds(machine, place + 1) {
                Ok(deeds) => Work::WhenReady(deeds),
                Err(obstacle) => Work::Skip(obstacle.into()),
            };
            list::step(machine, work)
        };
        let kind = kinds.first().copied().unwrap_or(CommandKind::UpdatePassword);
        let plan = BatchPlan {
            title: words.with("api-watch-batch", &[("what", (&what).into())]),
            command: kind.name().to_owned(),
            steps: machines.iter().enumerate().map(step).collect(),
            // A first few that are never ready must not hold up the others.
            options: BatchOptions {
                at_once: acting.at_once as usize,
                stagger: Duration::from_millis(acting.pause_ms.into()),
                stop_at: acting.stop_at,
                ..BatchOptions::default()
            },
            new_password: self.changes_password.then(|| self.new.given()),
        };
        *self = Self::default();
        Action::Act(Order(Arc::new(PreparedBatch { plan, kind, lights_minutes: None })))
    }
}

/// Names to choose from, with the chosen one marked.
fn names_ui<'a>(ui: &mut Ui, names: impl Iterator<Item = (&'a str, bool)>, mut chosen: impl FnMut(&str)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(STEP, STEP);
        for (name, is_chosen) in names {
            if ui.add(Button::selectable(is_chosen, name).frame_when_inactive(true)).clicked() {
                chosen(name);
            }
        }
    });
}
