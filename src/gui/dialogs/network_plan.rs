//! New addresses: by DHCP, one after another from a start, or from a table. The preview shows old and new side by side;
//! whatever is wrong is said before anything is sent.

mod preview;
mod probe;
mod table;

use super::{
    Dialog, Tray, Verdict,
    care::Care,
    confirm::Confirm,
    fields::{self, Field, PathDraft},
    list,
    targets::{Doubt, Targets},
};
use crate::{
    engine::{BatchOptions, BatchPlan, batch::Work},
    fleet::network_plan::{Defaults, NetworkPlan, Source, Table, is_mask},
    gui::{
        action::Action,
        app::Parts,
        files::Choice,
        theme::{GAP, STEP, Tone},
    },
    protocol::{CommandKind, reading::Text},
};
use eframe::egui::{Label, RichText, Ui};
use std::{net::Ipv4Addr, path::Path, sync::Arc};

/// Where addresses come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Dhcp,
    Series,
    Table,
}

/// The draft.
#[derive(Debug)]
pub(super) struct NetworkDialog {
    /// For a series or DHCP; a table names its own.
    targets: Targets,
    mode: Mode,
    start: String,
    step: String,
    mask: String,
    gateway: String,
    dns: String,
    table_text: String,
    table: Table,
    path: PathDraft,
    file_trouble: Option<String>,
    care: Care,
    confirm: Confirm,
    /// The others go, whatever answers at the addresses of some.
    leaves_out: bool,
    /// What the network said to another plan does not count.
    is_new: bool,
    /// The plan, with the revisions of the fleet and of the answers that it was made from.
    made: Option<((u64, u64), NetworkPlan)>,
    /// Machines of the plan that may be elsewhere.
    doubt: Doubt,
}

/// Empty, or an address.
fn is_address_or_empty(text: &str) -> bool {
    text.trim().is_empty() || text.trim().parse::<Ipv4Addr>().is_ok()
}

impl NetworkDialog {
    /// For the marked machines; a table names its own.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let targets = Targets::marked(parts);
        let first = targets.ids().first().and_then(|id| parts.fleet.get(*id));
        let info = first.and_then(|machine| machine.reading.info.as_deref());
        let said = |text: Option<&Text>| text.map(|text| text.trim().to_owned()).unwrap_or_default();
        let start = first.map(|machine| machine.address.ip().to_string()).unwrap_or_default();
        Self {
            mode: if targets.is_empty() { Mode::Table } else { Mode::Series },
            targets,
            start,
            step: "1".to_owned(),
            mask: said(info.and_then(|info| info.netmask.as_ref())),
            gateway: said(info.and_then(|info| info.gateway.as_ref())),
            dns: said(info.and_then(|info| info.dns.as_ref())),
            table_text: String::new(),
            table: Table::default(),
            path: PathDraft::default(),
            file_trouble: None,
            care: Care::new(&parts.settings.acting),
            confirm: Confirm::default(),
            leaves_out: false,
            is_new: true,
            made: None,
            doubt: Doubt::default(),
        }
    }

    /// What is wrong in the fields: the key of the first sentence.
    fn field_mistake(&self) -> Option<&'static str> {
        if self.mode == Mode::Dhcp {
            return None;
        }
        if self.mode == Mode::Series {
            if self.start.trim().parse::<Ipv4Addr>().is_err() {
                return Some("network-start-bad");
            }
            if self.step_count().is_none() {
                return Some("network-step-bad");
            }
        }
        self.mask_mistake().or_else(|| self.gateway_mistake()).or_else(|| self.dns_mistake())
    }

    fn step_count(&self) -> Option<u32> {
        self.step.trim().parse().ok().filter(|step| (1..=65_536).contains(step))
    }

    fn mask_mistake(&self) -> Option<&'static str> {
        let text = self.mask.trim();
        let is_good = text.is_empty() || text.parse().is_ok_and(is_mask);
        (!is_good).then_some("network-problem-mask-bad")
    }

    fn gateway_mistake(&self) -> Option<&'static str> {
        (!is_address_or_empty(&self.gateway)).then_some("network-address-bad")
    }

    fn dns_mistake(&self) -> Option<&'static str> {
        let is_bad = self.dns.split_whitespace().any(|one| one.parse::<Ipv4Addr>().is_err());
        is_bad.then_some("network-problem-dns-bad")
    }

    fn defaults(&self) -> Defaults {
        let dns: Vec<&str> = self.dns.split_whitespace().collect();
        Defaults {
            mask: self.mask.trim().parse().ok(),
            gateway: self.gateway.trim().parse().ok(),
            dns: (!dns.is_empty()).then(|| dns.join(" ")),
        }
    }

    /// Makes the plan anew when the fleet or a field changed.
    fn make(&mut self, parts: &Parts<'_>, is_edited: bool) {
        let revision = (parts.fleet.revision(), parts.setup.probe.revision);
        if !is_edited && self.made.as_ref().is_some_and(|(of, _)| *of == revision) {
            return;
        }
        let plan = if self.field_mistake().is_some() {
            NetworkPlan::default()
        } else {
            let source = match self.mode {
                Mode::Dhcp => Source::Dhcp(self.targets.ids()),
                Mode::Series => Source::Series {
                    machines: self.targets.ids(),
                    start: self.start.trim().parse().unwrap_or(Ipv4Addr::UNSPECIFIED),
                    step: self.step_count().unwrap_or(1),
                },
                Mode::Table => Source::Table(&self.table),
            };
            let mut plan = NetworkPlan::new(parts.fleet, source, &self.defaults());
            plan.note_answers(|address| parts.setup.probe.is_taken(address));
            plan
        };
        self.doubt = Doubt::about(parts, plan.entries.iter().filter_map(|entry| parts.fleet.get(entry.id)));
        self.made = Some((revision, plan));
    }

    /// What has to be known of the machines; true when some were left out.
    fn targets_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) -> bool {
        if self.mode == Mode::Table {
            self.doubt.ui(ui, parts, false, tray);
            return false;
        }
        let is_left_out = self.targets.ui(ui, parts, tray);
        if self.targets.is_empty() {
            self.mode = Mode::Table;
        }
        is_left_out
    }

    fn made(&self) -> Option<&NetworkPlan> {
        self.made.as_ref().map(|(_, plan)| plan)
    }

    fn sent(&self) -> usize {
        self.made().map_or(0, NetworkPlan::sent)
    }

    /// Places that are written down here.
    fn places(&self) -> usize {
        self.made().map_or(0, |plan| plan.entries.iter().filter(|entry| entry.location.is_some()).count())
    }

    fn fields_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let mistakes = [self.mask_mistake(), self.gateway_mistake(), self.dns_mistake()];
        let start_bad = self.start.trim().parse::<Ipv4Addr>().is_err().then_some("network-start-bad");
        let step_bad = self.step_count().is_none().then_some("network-step-bad");
        if self.mode == Mode::Series {
            ui.columns(2, |columns| {
                let fields = [
                    ("network-start", "10.1.2.10", start_bad, &mut self.start),
                    ("network-step", "1", step_bad, &mut self.step),
                ];
                for (column, (key, hint, mistake, text)) in columns.iter_mut().zip(fields) {
                    let mistake = mistake.map(|key| words.text(key));
                    let field = Field { name: words.text(key), hint, mistake, span: None, rows: 1 };
                    field.ui(column, theme, text, tray);
                }
            });
        }
        ui.columns(3, |columns| {
            let texts = [&mut self.mask, &mut self.gateway, &mut self.dns];
            let keys = ["network-mask", "network-gateway", "network-dns"];
            let hints = ["255.255.255.0", "10.1.2.1", "10.1.2.1 9.9.9.9"];
            let fields = columns.iter_mut().zip(texts).zip(keys).zip(hints).zip(mistakes);
            for ((((column, text), key), hint), mistake) in fields {
                let mistake = mistake.map(|key| words.text(key));
                let field = Field { name: words.text(key), hint, mistake, span: None, rows: 1 };
                field.ui(column, theme, text, tray);
            }
        });
        fields::hint_ui(ui, theme, words.text("network-empty-keeps"));
    }

    /// What is sent: a command for every entry that has one.
    fn plan(&self, parts: &Parts<'_>, options: BatchOptions) -> BatchPlan {
        let entries = self.made().map_or(&[][..], |plan| &plan.entries);
        let steps = entries.iter().filter_map(|entry| {
            let machine = parts.fleet.get(entry.id)?;
            let work = match entry.problem {
                Some(problem) => Work::Skip(preview::remark(parts.words, entry, problem)),
                None => Work::Tell(Arc::new(entry.command()?)),
            };
            Some(list::step(machine, work))
        });
        BatchPlan {
            title: parts.words.text("network-title").to_owned(),
            command: CommandKind::NetConfig.name().to_owned(),
            steps: steps.collect(),
            options,
            new_password: None,
        }
    }
}

impl Dialog for NetworkDialog {
    fn title(&self) -> &'static str {
        "network-title"
    }

    fn subtitle(&self, parts: &Parts<'_>) -> Option<String> {
        (self.mode != Mode::Table).then(|| self.targets.count_text(parts))
    }

    fn width(&self) -> f32 {
        860.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        if std::mem::take(&mut self.is_new) {
            tray.actions.push(Action::ForgetProbe);
        }
        let is_left_out = self.targets_ui(ui, parts, tray);
        let before = (self.mode, self.start.clone(), self.step.clone(), self.defaults(), self.table_text.len());
        let table_before = self.table.clone();
        ui.horizontal_wrapped(|ui| {
            let mut choices = vec![
                (Mode::Series, words.text("network-mode-series").to_owned()),
                (Mode::Dhcp, words.text("network-mode-dhcp").to_owned()),
                (Mode::Table, words.text("network-mode-table").to_owned()),
            ];
            choices.retain(|(mode, _)| *mode == Mode::Table || !self.targets.is_empty());
            fields::choice_ui(ui, theme, choices, &mut self.mode);
        });
        ui.add_space(STEP);
        if self.mode == Mode::Table {
            self.table_ui(ui, parts, tray);
        }
        if self.mode == Mode::Dhcp {
            fields::hint_ui(ui, theme, words.text("network-dhcp-about"));
        } else {
            ui.add_space(STEP);
            self.fields_ui(ui, parts, tray);
        }
        let now = (self.mode, self.start.clone(), self.step.clone(), self.defaults(), self.table_text.len());
        self.make(parts, is_left_out || before != now || table_before != self.table);
        ui.add_space(GAP);
        if let Some((_, plan)) = &self.made {
            preview::preview_ui(ui, parts, plan);
            probe::probe_ui(ui, parts, plan, &mut self.leaves_out, tray);
        }
        ui.add_space(GAP);
        let sent = self.sent();
        self.care.ui(ui, parts, tray);
        ui.add_space(GAP);
        if sent > 0 {
            ui.add(Label::new(RichText::new(words.text("network-warning")).color(theme.color(Tone::Weak))).wrap());
        }
    }

    fn confirm(&mut self, _parts: &Parts<'_>) -> Option<(&mut Confirm, usize)> {
        let sent = self.sent();
        (sent > 0).then_some((&mut self.confirm, sent))
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let words = parts.words;
        let (sent, places) = (self.sent(), self.places());
        let problems = self.made().map_or(0, NetworkPlan::problems);
        let wrong = if let Some(key) = self.field_mistake() {
            Some(words.text(key).to_owned())
        } else if problems > 0 {
            Some(words.with("network-problems", &[("count", problems.into())]))
        } else if self.mode == Mode::Table && !self.table.mistakes.is_empty() {
            Some(words.with("network-lines-bad", &[("count", self.table.mistakes.len().into())]))
        } else if let Some(unasked) = self.made().and_then(|plan| probe::open(parts, plan, self.leaves_out)) {
            Some(unasked)
        } else if sent + places == 0 {
            Some(words.text("network-nothing").to_owned())
        } else if sent > 0 {
            self.care.wrong(words)
        } else {
            None
        };
        // While nothing can be sent, no number is promised.
        let accept = match (sent, places) {
            (0, 0) => words.text("network-change").to_owned(),
            (0, places) => words.with("network-do-places", &[("count", places.into())]),
            (sent, _) => words.with("network-do", &[("count", sent.into())]),
        };
        Verdict::accepts(&accept, wrong)
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let entries = self.made().map_or(&[][..], |plan| &plan.entries);
        let places = entries.iter().filter_map(|entry| Some((entry.id, entry.location.clone()?)));
        let mut actions = vec![Action::ForgetProbe];
        let places = places.map(|(id, place)| Action::SetLocation(id, place));
        actions.extend(places);
        if self.sent() > 0
            && let Some(mut options) = self.care.options()
        {
            options.find_moved = true;
            actions.push(self.care.remember(parts));
            actions.push(Action::act(self.plan(parts, options), CommandKind::NetConfig));
        }
        actions
    }

    fn dismiss(&mut self, _parts: &Parts<'_>) -> Vec<Action> {
        vec![Action::ForgetProbe]
    }

    fn take_choice(&mut self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Path(path) => vec![Action::ReadText(path)],
            Choice::Cancelled => Vec::new(),
            Choice::NotOpened => {
                self.path.nothing_opened = true;
                Vec::new()
            }
        }
    }

    fn take_text(&mut self, _path: &Path, result: &Result<String, String>) {
        match result {
            Ok(text) => {
                self.mode = Mode::Table;
                self.file_trouble = None;
                self.path = PathDraft::default();
                self.table_text.clone_from(text);
                self.table = Table::parse(text);
                self.made = None;
            }
            Err(why) => self.file_trouble = Some(why.clone()),
        }
    }
}
