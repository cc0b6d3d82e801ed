//! The form of a command and, beside it, the preview of what it does to whom: one form for all commands of the table.
//!
//! The machines are those that were marked when it opened, but for those that are left out in it. The preview is the plan
//! that is sent; the button names the number of machines, and where machines may be lost that number is typed.

mod extras;
mod form;
mod presets;
mod preview;
mod table;

use super::{
    Dialog, Tray, Verdict,
    care::Care,
    confirm::Confirm,
    fields::{self, Field},
    targets::Targets,
};
use crate::{
    engine::{BatchPlan, batch::Work},
    fleet::{Intent, Machine},
    gui::{
        acting::{Order, PreparedBatch, bar, wording},
        action::Action,
        app::Parts,
        files::Choice,
        theme::{self, EDGE, GAP, GROUP, RADIUS, STEP, Tone},
        widgets::Row,
    },
    protocol::{
        Command, CommandKind,
        command::{Danger, Effect, Group},
    },
    words::{Arg, Words},
};
use eframe::egui::{
    ComboBox, Frame, Label, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2,
};
use extras::Extras;
use form::Form;
use presets::Presets;
use preview::Preview;
use std::sync::Arc;

/// More commands than these are a list at the left, fewer a row of buttons.
const IN_A_ROW: usize = 3;
/// Narrower than this, the list of commands is a menu.
const WIDE: f32 = 900.0;
/// The widths of the list and of the form.
const LIST: f32 = 216.0;
const FORM: f32 = 340.0;
/// The values that a title names.
const IN_TITLE: usize = 2;

/// The draft.
#[derive(Debug)]
pub(super) struct Act {
    group: Group,
    /// The commands of the group.
    kinds: Vec<CommandKind>,
    form: Form,
    /// Forms that were left for another command.
    left: Vec<Form>,
    targets: Targets,
    presets: Presets,
    care: Care,
    extras: Extras,
    /// The number of machines, typed where much is at stake.
    confirm: Confirm,
    leaves_out_same: bool,
    preview: Preview,
}

impl Act {
    /// For the machines that are marked now.
    pub(super) fn new(kind: CommandKind, parts: &Parts<'_>) -> Self {
        let settings = &parts.settings.acting;
        let group = kind.spec().group;
        let of_group = CommandKind::ALL.iter().copied().filter(|kind| kind.spec().group == group);
        Self {
            group,
            kinds: of_group.filter(|kind| bar::has_form(*kind)).collect(),
            form: Form::new(kind, &settings.account),
            left: Vec::new(),
            targets: Targets::marked(parts),
            presets: Presets::default(),
            care: Care::new(settings),
            extras: Extras::new(settings),
            confirm: Confirm::default(),
            leaves_out_same: true,
            preview: Preview::default(),
        }
    }

    fn kind(&self) -> CommandKind {
        self.form.kind
    }

    /// Another command of the group; what was typed for this one is kept.
    fn change_kind(&mut self, kind: CommandKind) {
        if kind == self.kind() {
            return;
        }
        let kept = self.left.iter().position(|form| form.kind == kind);
        let next = kept.map_or_else(|| Form::new(kind, &self.form.draft.account), |place| self.left.remove(place));
        self.left.push(std::mem::replace(&mut self.form, next));
        self.presets = Presets::default();
        self.confirm = Confirm::default();
        self.leaves_out_same = true;
    }

    /// The first two machines, for what is seen while typing.
    fn samples<'a>(&self, parts: &Parts<'a>) -> Vec<&'a Machine> {
        self.targets.ids().iter().take(2).filter_map(|id| parts.fleet.get(*id)).collect()
    }

    /// Lights are to blink, and can go back after a time.
    fn is_blinking(&self) -> bool {
        self.kind() == CommandKind::SetLed && self.form.draft.values.get("mode").is_some_and(|mode| mode != "auto")
    }

    /// What is wrong with what is not a value of the command.
    fn extra_mistake<'a>(&self, parts: &Parts<'a>) -> Option<&'a str> {
        match self.kind() {
            CommandKind::DownloadLogs => self.extras.folder_mistake(parts),
            CommandKind::SetLed if self.is_blinking() => self.extras.minutes(parts.words).err(),
            _ => None,
        }
    }

    fn told(&self) -> usize {
        self.preview.told(self.leaves_out_same)
    }

    /// The list of the group's commands.
    fn list_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let present = self.kind();
        for kind in self.kinds.clone() {
            let is_quiet = parts.acting.takers.refusal(kind).is_some();
            let text = wording::command(parts.words, kind);
            let row = Row { text, figure: "", is_chosen: kind == present, is_quiet, has_lead: false };
            let response = row.show(ui, parts.theme).0;
            // One of them is chosen, and the button that accepts may have the same name.
            ui.accesskit_node_builder(response.id, |node| node.set_role(Role::RadioButton));
            if response.clicked() {
                self.change_kind(kind);
            }
        }
    }

    /// The choice of the command above its form, where there is no list.
    fn choice_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let name = |kind: CommandKind| wording::command(parts.words, kind).to_owned();
        let mut present = self.kind();
        if self.kinds.len() <= IN_A_ROW {
            ui.horizontal_wrapped(|ui| {
                let named = self.kinds.iter().map(|kind| (*kind, name(*kind)));
                fields::choice_ui(ui, parts.theme, named, &mut present);
            });
        } else {
            let combo = ComboBox::from_id_salt("act_command").selected_text(name(present));
            combo.width(ui.available_width()).show_ui(ui, |ui| {
                for kind in &self.kinds {
                    ui.selectable_value(&mut present, *kind, name(*kind));
                }
            });
        }
        ui.add_space(GAP);
        self.change_kind(present);
    }

    /// What the command does, its fields, and how carefully.
    fn form_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let spec = self.kind().spec();
        ui.add(Label::new(words.text(spec.kind.keys().1)).wrap());
        let tone = if spec.effect == Effect::None { Tone::Dim } else { Tone::Weak };
        ui.add(Label::new(RichText::new(wording::effect(words, spec.effect)).color(theme.color(tone))).wrap());
        ui.add_space(GAP);
        if presets::has_presets(spec.kind) {
            self.presets.ui(ui, parts, &mut self.form, tray);
        }
        let samples = self.samples(parts);
        self.form.ui(ui, parts, &samples, &self.preview, tray);
        if spec.parameters.iter().any(|parameter| parameter.is_template) {
            let hint = words.text("act-account-hint");
            let field = Field { name: words.text("act-account"), hint, mistake: None, span: None, rows: 1 };
            field.ui(ui, theme, &mut self.form.draft.account, tray);
        }
        if self.is_blinking() {
            self.extras.lights_ui(ui, parts, tray);
        }
        if spec.kind == CommandKind::DownloadLogs {
            self.extras.folder_ui(ui, parts, tray);
        }
        self.care.ui(ui, parts, tray);
    }

    /// Where much is at stake: the sentence.
    fn danger_ui(&self, ui: &mut Ui, parts: &Parts<'_>) {
        let (theme, words) = (parts.theme, parts.words);
        let count = self.told();
        if !self.is_dangerous() {
            return;
        }
        let stroke = Stroke::new(1.0, theme.color(Tone::Bad));
        Frame::new().stroke(stroke).corner_radius(RADIUS).inner_margin(Margin::same(GAP as i8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let command = wording::command(words, self.kind());
            let arguments = [("command", Arg::Text(command)), ("count", count.into())];
            ui.add(Label::new(theme::strong(words.with("confirm-danger", &arguments))).wrap());
        });
        ui.add_space(GAP);
    }

    fn is_dangerous(&self) -> bool {
        self.kind().spec().danger == Danger::High && self.told() > 0
    }

    fn preview_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let words = parts.words;
        if self.targets.ui(ui, parts, tray) {
            self.preview.clear();
        }
        let first = self.samples(parts).first().copied();
        if self.form.wrong(words, first).is_some() {
            self.preview.clear();
            fields::hint_ui(ui, parts.theme, words.text("preview-fill-in"));
            return;
        }
        let intent = Intent::new(self.kind(), self.form.counted());
        self.preview.advance(parts, self.targets.ids(), &intent);
        if !self.preview.is_whole {
            ui.ctx().request_repaint();
        }
        self.danger_ui(ui, parts);
        table::preview_ui(ui, parts, self.kind(), &self.preview, &mut self.leaves_out_same);
    }

    /// What is in the journal and in the jobs panel.
    fn plan_title(&self, words: &Words) -> String {
        let mut title = wording::command(words, self.kind()).to_owned();
        let Some(command) = self.preview.rows.iter().find_map(|row| row.command.as_ref().ok()) else { return title };
        let fixed = command.shown().filter(|(one, value)| !one.is_template && !one.is_hidden && !value.is_empty());
        for (parameter, value) in fixed.take(IN_TITLE) {
            title.push_str(" · ");
            // A share comes to other watts on every machine.
            match self.form.share(parameter.name) {
                Some(share) => title.push_str(&share.to_string()),
                None => title.push_str(&wording::value(words, self.kind(), parameter.name, Some(&value))),
            }
        }
        title
    }

    fn work(&self) -> impl Fn(&Arc<Command>) -> Work {
        let folder = (self.kind() == CommandKind::DownloadLogs).then(|| Arc::new(self.extras.folder()));
        move |command| match &folder {
            Some(folder) => Work::DownloadLog(folder.clone()),
            None => Work::Tell(command.clone()),
        }
    }
}

/// A part of a dialog at a place of its own, with a margin, that scrolls.
fn column_ui(ui: &mut Ui, rect: Rect, name: &str, draw: impl FnOnce(&mut Ui)) {
    let mut column = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
    column.set_clip_rect(rect.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt(name).auto_shrink([false, false]).show(&mut column, |ui| {
        Frame::NONE.inner_margin(Margin::symmetric(EDGE as i8, EDGE as i8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            draw(ui);
        });
    });
}

impl Dialog for Act {
    fn title(&self) -> &'static str {
        match self.kinds.as_slice() {
            [only] => only.keys().0,
            _ => self.group.key(),
        }
    }

    fn subtitle(&self, parts: &Parts<'_>) -> Option<String> {
        Some(self.targets.count_text(parts))
    }

    fn width(&self) -> f32 {
        1120.0
    }

    fn height(&self) -> Option<f32> {
        Some(560.0)
    }

    /// A key that is pressed at the end of every field must not change a thousand machines.
    fn accepts_on_enter(&self) -> bool {
        self.kind().spec().danger == Danger::Low
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let scale = parts.theme.type_scale;
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        let has_list = self.kinds.len() > IN_A_ROW && whole.width() >= WIDE * scale;
        let list = if has_list { LIST * scale } else { 0.0 };
        let form = (FORM * scale).min(whole.width() * 0.45);
        let at = |left: f32, right: f32| {
            Rect::from_min_max(pos2(whole.left() + left, whole.top()), pos2(whole.left() + right, whole.bottom()))
        };
        let line = Stroke::new(1.0, parts.theme.line);
        if has_list {
            column_ui(ui, at(0.0, list), "act_list", |ui| self.list_ui(ui, parts));
            ui.painter().vline(whole.left() + list, whole.y_range(), line);
        }
        let right = at(list + form, whole.width());
        ui.painter().rect_filled(right, 0.0, parts.theme.background);
        ui.painter().vline(right.left(), whole.y_range(), line);
        column_ui(ui, at(list, list + form), "act_form", |ui| {
            if !has_list && self.kinds.len() > 1 {
                self.choice_ui(ui, parts);
            }
            self.form_ui(ui, parts, tray);
            ui.add_space(GROUP - STEP);
        });
        column_ui(ui, right, "act_preview", |ui| self.preview_ui(ui, parts, tray));
    }

    fn confirm(&mut self, _parts: &Parts<'_>) -> Option<(&mut Confirm, usize)> {
        let count = self.told();
        self.is_dangerous().then_some((&mut self.confirm, count))
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let words = parts.words;
        let count = self.told();
        let arguments = [("command", wording::command(words, self.kind()).into()), ("count", count.into())];
        // While nothing is worked out, no number is promised.
        let command = wording::command(words, self.kind()).to_owned();
        let accept = if count > 0 { words.with("act-do", &arguments) } else { command };
        let wait = |tone: Tone, text: String| Verdict {
            message: Some((tone, text)),
            accept: Some(accept.clone()),
            is_sound: false,
        };
        let first = self.samples(parts).first().copied();
        if let Some(mistake) = self.form.wrong(words, first) {
            return wait(if mistake.is_missing { Tone::Dim } else { Tone::Bad }, mistake.text);
        }
        if let Some(mistake) = self.extra_mistake(parts) {
            return wait(Tone::Dim, mistake.to_owned());
        }
        if let Some(mistake) = self.care.wrong(words) {
            return wait(Tone::Bad, mistake);
        }
        if !self.preview.is_whole {
            return wait(Tone::Dim, words.text("preview-working").to_owned());
        }
        if count == 0 {
            return wait(Tone::Weak, words.text("act-nothing").to_owned());
        }
        Verdict::accepts(&accept, None)
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let Some(mut options) = self.care.options() else { return Vec::new() };
        options.find_moved = self.kind().spec().effect == Effect::MovesAddress;
        let minutes = self.extras.minutes(parts.words).ok().filter(|_| self.is_blinking());
        let mut settings = parts.settings.clone();
        self.care.keep(&mut settings.acting);
        self.form.draft.account.trim().clone_into(&mut settings.acting.account);
        if let Some(minutes) = minutes {
            settings.acting.lights_minutes = minutes.unwrap_or_default();
        }
        if self.kind() == CommandKind::DownloadLogs {
            settings.acting.logs_folder = Some(self.extras.folder());
        }
        let plan = BatchPlan {
            title: self.plan_title(parts.words),
            command: self.kind().name().to_owned(),
            steps: self.preview.steps(self.leaves_out_same, self.work()),
            options,
            new_password: None,
        };
        let prepared = PreparedBatch { plan, kind: self.kind(), lights_minutes: minutes.flatten() };
        vec![Action::ChangeSettings(Box::new(settings)), Action::Act(Order(Arc::new(prepared)))]
    }

    fn take_choice(&mut self, choice: Choice) -> Vec<Action> {
        self.extras.take_choice(choice);
        Vec::new()
    }
}
