//! A new admin password for the marked machines. The form explains what happens step by step, because nothing else can
//! lock a farm out so thoroughly.

use super::{
    Dialog, Tray, Verdict,
    care::Care,
    confirm::Confirm,
    fields,
    list::{self, Cell, List},
    passwords,
    secret::NewPassword,
    targets::{Known, Targets},
};
use crate::{
    engine::{
        BatchOptions, BatchPlan,
        batch::{Access, Note, Passwords, Work},
    },
    fleet::{Machine, MachineId},
    gui::{
        action::Action,
        app::Parts,
        theme::{GAP, Theme},
    },
    protocol::{CommandKind, password::FACTORY_PASSWORD},
    words::Words,
};
use eframe::egui::Ui;
use secrecy::SecretString;

/// Which password opens the machines now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Present {
    /// One of the sets.
    Known,
    /// The factory's.
    Factory,
}

/// The draft.
#[derive(Debug)]
pub(super) struct ChangePassword {
    targets: Targets,
    present: Present,
    new: NewPassword,
    care: Care,
    confirm: Confirm,
    told: Told,
}

/// Who is told, worked out once for each change of what is known.
#[derive(Debug, Default)]
struct Told {
    of: Option<Known>,
    /// The machines that are still in the fleet.
    machines: Vec<MachineId>,
    /// How many of them are sent the new password.
    count: usize,
}

impl Told {
    fn follow(&mut self, parts: &Parts<'_>, targets: &Targets) {
        let of = targets.known(parts);
        if self.of == Some(of) {
            return;
        }
        self.of = Some(of);
        self.machines = targets.machines(parts).map(|machine| machine.id).collect();
        self.count = targets.machines(parts).filter(|machine| obstacle(parts, machine).is_none()).count();
    }
}

/// Why a machine is left out: the key of the sentence.
fn obstacle(parts: &Parts<'_>, machine: &Machine) -> Option<Note> {
    let switch = machine.reading.device.as_deref().and_then(|device| device.api_switch);
    match parts.setup.access_of(machine.address) {
        Some(Access::SwitchOff) => Some(Note::SwitchOff),
        Some(Access::NoApi) => Some(Note::NoApi),
        Some(_) => None,
        None => (switch == Some(false)).then_some(Note::SwitchOff),
    }
}

/// Whether a machine still has the factory's password.
fn has_factory_password(parts: &Parts<'_>, machine: &Machine) -> bool {
    let said = machine.reading.device.as_deref().and_then(|device| device.factory_password);
    said == Some(true) || parts.setup.access_of(machine.address) == Some(&Access::FactoryPassword)
}

impl ChangePassword {
    /// For the marked machines.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let targets = Targets::marked(parts);
        let mut known = targets.machines(parts).peekable();
        let is_factory = known.peek().is_some() && known.all(|machine| has_factory_password(parts, machine));
        drop(known);
        let mut new = NewPassword::default();
        if let Some(first) = parts.setup.set_names().next() {
            first.clone_into(&mut new.set);
        }
        Self {
            targets,
            present: if is_factory { Present::Factory } else { Present::Known },
            new,
            care: Care::without_password(&parts.settings.acting),
            confirm: Confirm::default(),
            told: Told::default(),
        }
    }

    fn wrong(&self, parts: &Parts<'_>) -> Option<String> {
        let words: &Words = parts.words;
        if self.told.count == 0 {
            return Some(words.text("change-password-none").to_owned());
        }
        self.new.wrong(words).map(str::to_owned).or_else(|| self.care.wrong(words))
    }

    /// What is sent: one step for each machine; those that can't be told are in it and say why.
    fn plan(&self, parts: &Parts<'_>, options: BatchOptions) -> BatchPlan {
        let step = |machine: &Machine| {
            let work = match obstacle(parts, machine) {
                Some(reason) => Work::Skip(reason.into()),
                None => Work::ChangePassword,
            };
            list::step(machine, work)
        };
        BatchPlan {
            title: parts.words.text("change-password-title").to_owned(),
            command: CommandKind::UpdatePassword.name().to_owned(),
            steps: self.targets.machines(parts).map(step).collect(),
            options,
            new_password: Some(self.new.given()),
        }
    }

    fn preview_ui(&self, ui: &mut Ui, parts: &Parts<'_>, theme: &Theme) {
        let words = parts.words;
        let machines = &self.told.machines;
        let columns =
            [(words.text("column-ip"), 150.0), (words.text("column-model"), 150.0), (words.text("setup-state"), 200.0)];
        let list = List { id: "machines", columns: &columns, rows: machines.len(), most: 6, is_clickable: false };
        list.ui(ui, theme, |row| {
            let Some(machine) = parts.fleet.get(machines[row]) else { return Vec::new() };
            let state = match (obstacle(parts, machine), parts.setup.access_of(machine.address)) {
                (_, Some(access)) => Cell::access(words.text(access.key()), access),
                (Some(reason), None) => Cell::access(words.text(reason.key()), &Access::SwitchOff),
                (None, None) => Cell::dim(words.text("setup-not-checked")),
            };
            vec![Cell::text(list::place(machine)), Cell::dim(list::model(machine)), state]
        });
    }
}

impl Dialog for ChangePassword {
    fn title(&self) -> &'static str {
        "change-password-title"
    }

    fn subtitle(&self, parts: &Parts<'_>) -> Option<String> {
        Some(self.targets.count_text(parts))
    }

    fn width(&self) -> f32 {
        620.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        self.told.follow(parts, &self.targets);
        fields::hint_ui(ui, theme, words.text("change-password-about"));
        ui.add_space(GAP);
        self.new.ui(ui, parts, tray);
        ui.add_space(GAP);
        fields::row_ui(ui, theme, words.text("change-password-present"), |ui| {
            let choices = [
                (Present::Known, "change-password-present-known"),
                (Present::Factory, "change-password-present-factory"),
            ];
            let choices = choices.map(|(present, key)| (present, words.text(key).to_owned()));
            fields::choice_ui(ui, theme, choices, &mut self.present);
        });
        passwords::place_ui(ui, parts);
        ui.add_space(GAP);
        self.targets.ui(ui, parts, tray);
        self.preview_ui(ui, parts, theme);
        let left_out = self.told.machines.len() - self.told.count;
        if left_out > 0 {
            fields::hint_ui(ui, theme, &words.with("change-password-left-out", &[("count", left_out.into())]));
        }
        self.care.ui(ui, parts, tray);
    }

    fn confirm(&mut self, parts: &Parts<'_>) -> Option<(&mut Confirm, usize)> {
        self.told.follow(parts, &self.targets);
        let count = self.told.count;
        (count > 0).then_some((&mut self.confirm, count))
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let accept = parts.words.with("change-password-do", &[("count", self.told.count.into())]);
        let verdict = Verdict::accepts(&accept, self.wrong(parts));
        // Before anything was typed nothing is wrong yet.
        match verdict.message {
            Some((_, text)) if self.new.is_untouched() => Verdict { message: None, ..verdict }.waits(text),
            message => Verdict { message, ..verdict },
        }
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let Some(mut options) = self.care.options() else { return Vec::new() };
        options.passwords = match self.present {
            Present::Known => Passwords::Fitting,
            Present::Factory => Passwords::Only(SecretString::from(FACTORY_PASSWORD)),
        };
        vec![self.care.remember(parts), Action::act(self.plan(parts, options), CommandKind::UpdatePassword)]
    }
}
