//! New firmware for the marked machines: files at the top, then the machines by model, platform and present version with
//! the file that fits each group. What does not fit can't be ticked and says why.

mod groups;

use super::{
    Dialog, Tray, Verdict,
    care::Care,
    confirm::Confirm,
    fields::{self, PathDraft},
    list,
    targets::Targets,
};
use crate::{
    engine::{
        BatchOptions, BatchPlan,
        batch::{BatchStep, FirmwareImage, Work},
    },
    fleet::format::number,
    gui::{
        action::Action,
        app::Parts,
        files::{Choice, FileKind, FileQuestion},
        setup::Setup,
        theme::{self, GAP, RADIUS, STEP, Tone},
        widgets::{self, Icon},
    },
    protocol::{CommandKind, firmware::FirmwareFile},
    words::Arg,
};
use eframe::egui::{Checkbox, Frame, Label, Margin, RichText, Ui};
use groups::{Group, groups};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

/// The draft.
#[derive(Debug)]
pub(super) struct Firmware {
    targets: Targets,
    files: Vec<PathBuf>,
    /// Files for one platform, which they don't name, that the technician vouches for.
    vouched: BTreeSet<PathBuf>,
    /// Groups that were ticked or unticked by hand.
    ticks: BTreeMap<String, bool>,
    path: PathDraft,
    care: Care,
    confirm: Confirm,
    /// Machines that get something, as the table was drawn last: grouping them is too much for several times a frame.
    told: usize,
}

/// A file that could be read.
#[derive(Clone, Copy, Debug)]
struct Usable<'a> {
    path: &'a PathBuf,
    file: &'a FirmwareFile,
    image: &'a Arc<FirmwareImage>,
    is_vouched: bool,
}

impl Firmware {
    /// For the marked machines.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        Self {
            targets: Targets::marked(parts),
            files: Vec::new(),
            vouched: BTreeSet::new(),
            ticks: BTreeMap::new(),
            path: PathDraft::default(),
            care: Care::for_files(&parts.settings.acting),
            confirm: Confirm::default(),
            told: 0,
        }
    }

    fn add(&mut self, path: PathBuf) -> Vec<Action> {
        self.path = PathDraft::default();
        if !self.files.contains(&path) {
            self.files.push(path.clone());
        }
        vec![Action::ReadFirmware(path)]
    }

    fn usable<'a>(&'a self, parts: &Parts<'a>) -> Vec<Usable<'a>> {
        let setup = parts.setup;
        let usable = self.files.iter().filter_map(|path| {
            let (file, image) = setup.firmware.get(path)?.as_ref().ok()?;
            Some(Usable { path, file, image, is_vouched: self.vouched.contains(path) })
        });
        usable.collect()
    }

    fn groups(&self, parts: &Parts<'_>) -> Vec<Group> {
        let mut groups = groups(self.targets.machines(parts), &self.usable(parts));
        for group in &mut groups {
            if let (Some(ticked), Ok(_)) = (self.ticks.get(&group.key()), &group.fit) {
                group.is_ticked = *ticked;
            }
        }
        groups
    }

    fn count(groups: &[Group]) -> usize {
        groups.iter().filter(|group| group.is_ticked).map(|group| group.machines.len()).sum()
    }

    /// What is sent: a step for each machine that is ticked, and one that says why for each that is blocked.
    fn plan(&self, parts: &Parts<'_>, options: BatchOptions) -> BatchPlan {
        let usable = self.usable(parts);
        let mut steps: Vec<BatchStep> = Vec::new();
        for group in self.groups(parts) {
            let work = match &group.fit {
                Ok(place) if group.is_ticked => Work::Firmware(usable[*place].image.clone()),
                Ok(_) => continue,
                Err(blocked) => Work::Skip(blocked.remark(&group.platform)),
            };
            let machines = group.machines.iter().filter_map(|id| parts.fleet.get(*id));
            steps.extend(machines.map(|machine| list::step(machine, work.clone())));
        }
        let names: Vec<&str> = usable.iter().map(|usable| usable.image.name.as_str()).collect();
        let names = names.join(", ");
        BatchPlan {
            title: parts.words.with("firmware-batch", &[("files", Arg::from(&names))]),
            command: CommandKind::UpdateFirmware.name().to_owned(),
            steps,
            options,
            new_password: None,
        }
    }

    fn files_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::group_ui(ui, theme, words.text("firmware-files"));
        let mut gone = None;
        for path in &self.files {
            let frame = Frame::NONE
                .fill(theme.background)
                .corner_radius(RADIUS)
                .inner_margin(Margin::symmetric(GAP as i8, STEP as i8));
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                let name = Setup::file_name(path);
                let is_closed = fields::line_ui(
                    ui,
                    |ui| {
                        let heard = words.with("dialog-delete-what", &[("what", Arg::from(&name))]);
                        ui.visuals_mut().button_frame = false;
                        widgets::flat_icon_button(ui, Icon::Cross, &heard, None).clicked()
                    },
                    |ui| {
                        ui.add(Label::new(theme::strong(&name)).truncate());
                    },
                );
                if is_closed {
                    gone = Some(path.clone());
                }
                match parts.setup.firmware.get(path) {
                    None => fields::hint_ui(ui, theme, words.text("firmware-reading")),
                    Some(Err(why)) => {
                        ui.add(Label::new(RichText::new(why).color(theme.color(Tone::Bad))).wrap());
                    }
                    Some(Ok((file, _))) => {
                        fields::hint_ui(ui, theme, &about(parts, file));
                        if file.packages.is_empty() {
                            let mut is_vouched = self.vouched.contains(path);
                            let text = words.text("firmware-vouch");
                            if ui.add(Checkbox::new(&mut is_vouched, text)).changed() {
                                if is_vouched {
                                    self.vouched.insert(path.clone());
                                } else {
                                    self.vouched.remove(path);
                                }
                            }
                        }
                    }
                }
            });
            ui.add_space(STEP);
        }
        if let Some(gone) = gone {
            self.files.retain(|path| *path != gone);
        }
        if fields::path_ui(ui, parts, &mut self.path, None, tray) {
            tray.question = Some(FileQuestion {
                kind: FileKind::Open,
                title: words.text("firmware-choose").to_owned(),
                filter_name: words.text("firmware-file-kind").to_owned(),
                extensions: vec!["bin", "img", "pkg", "tgz"],
                folder: parts.settings.export.folder.clone(),
            });
        }
        let typed = self.path.text.trim().to_owned();
        let is_entered = !typed.is_empty() && std::mem::take(&mut tray.is_submitted);
        let is_pressed = !typed.is_empty() && ui.button(words.text("firmware-read")).clicked();
        if is_entered || is_pressed {
            let actions = self.add(PathBuf::from(typed));
            tray.actions.extend(actions);
        }
        if self.files.is_empty() {
            fields::hint_ui(ui, theme, words.text("firmware-drop"));
        }
    }

    fn machines_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::group_ui(ui, theme, words.text("firmware-machines"));
        self.targets.ui(ui, parts, tray);
        let mut groups = self.groups(parts);
        let usable = self.usable(parts);
        let names: Vec<String> = usable.iter().map(|usable| Setup::file_name(usable.path)).collect();
        groups::head_ui(ui, parts);
        for group in &mut groups {
            let file = group.fit.as_ref().ok().and_then(|place| names.get(*place)).map(String::as_str);
            if groups::group_ui(ui, parts, group, file) {
                group.is_ticked = !group.is_ticked;
                self.ticks.insert(group.key(), group.is_ticked);
            }
        }
        self.told = Self::count(&groups);
        if groups.iter().any(|group| group.is_same_version) {
            fields::hint_ui(ui, theme, words.text("firmware-same-hint"));
        }
    }
}

/// What a file is for, and how large it is.
fn about(parts: &Parts<'_>, file: &FirmwareFile) -> String {
    let size = number(file.size as f64 / f64::from(1 << 20), 1);
    let mut chips: Vec<&str> = file.packages.iter().map(|package| package.chip.as_str()).collect();
    chips.dedup();
    if chips.is_empty() {
        return parts.words.with("firmware-single", &[("size", Arg::from(&size))]);
    }
    let chips = chips.join(", ");
    parts.words.with("firmware-combined", &[("size", Arg::from(&size)), ("platforms", Arg::from(&chips))])
}

impl Dialog for Firmware {
    fn title(&self) -> &'static str {
        "firmware-title"
    }

    fn subtitle(&self, parts: &Parts<'_>) -> Option<String> {
        Some(self.targets.count_text(parts))
    }

    fn width(&self) -> f32 {
        860.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::hint_ui(ui, theme, words.text("firmware-about"));
        self.files_ui(ui, parts, tray);
        self.machines_ui(ui, parts, tray);
        self.care.ui(ui, parts, tray);
    }

    fn confirm(&mut self, _parts: &Parts<'_>) -> Option<(&mut Confirm, usize)> {
        (self.told > 0).then_some((&mut self.confirm, self.told))
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let (words, count) = (parts.words, self.told);
        let wrong = if self.files.is_empty() {
            Some(words.text("firmware-no-file").to_owned())
        } else if count == 0 {
            Some(words.text("firmware-nothing").to_owned())
        } else {
            self.care.wrong(words)
        };
        let accept = words.with("firmware-do", &[("count", count.into())]);
        let verdict = Verdict::accepts(&accept, wrong);
        // A form that was only just opened has no mistake in it.
        if self.files.is_empty() { verdict.waits(words.text("firmware-no-file").to_owned()) } else { verdict }
    }

    fn accept(&mut self, parts: &Parts<'_>) -> Vec<Action> {
        let Some(options) = self.care.options() else { return Vec::new() };
        let order = Action::act(self.plan(parts, options), CommandKind::UpdateFirmware);
        vec![self.care.remember(parts), order, Action::ForgetFirmware]
    }

    fn dismiss(&mut self, _parts: &Parts<'_>) -> Vec<Action> {
        vec![Action::ForgetFirmware]
    }

    fn take_choice(&mut self, choice: Choice) -> Vec<Action> {
        match choice {
            Choice::Path(path) => self.add(path),
            Choice::Cancelled => Vec::new(),
            Choice::NotOpened => {
                self.path.nothing_opened = true;
                Vec::new()
            }
        }
    }
}
