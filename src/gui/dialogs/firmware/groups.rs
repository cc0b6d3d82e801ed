//! The marked machines by model, platform and present version, each group with the file that fits it.

use super::Usable;
use crate::{
    engine::batch::{Note, Remark},
    fleet::{Machine, MachineId, format::UNKNOWN},
    gui::{
        app::Parts,
        dialogs::list,
        theme::{self, GAP, Theme, Tone},
        widgets::paint_tick,
    },
    protocol::firmware::Fit,
    words::{Arg, Words, group_thousands},
};
use eframe::egui::{Align, Label, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::BTreeMap;

/// Why no file is sent to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Blocked {
    /// No file was chosen yet.
    NoFile,
    /// The files are for other platforms: these.
    OtherPlatform(String),
    /// The machines did not say which platform they have.
    UnknownPlatform,
    /// The file does not say which platform it is for, and nobody vouches for it.
    NotVouched,
}

impl Blocked {
    /// The reason for the results and the journal, of a machine with this platform.
    pub(super) fn remark(&self, platform: &str) -> Remark {
        match self {
            Self::NoFile => Note::NoFile.into(),
            Self::OtherPlatform(file) => {
                Remark::OtherPlatform { own: Some(platform.into()), file: file.as_str().into() }
            }
            Self::UnknownPlatform => Note::PlatformUnknown.into(),
            Self::NotVouched => Note::NotVouched.into(),
        }
    }

    /// The reason as a sentence.
    pub(super) fn sentence(&self, words: &Words) -> String {
        match self {
            Self::NoFile => words.text("firmware-blocked-no-file").to_owned(),
            Self::OtherPlatform(platforms) => {
                words.with("firmware-blocked-platform", &[("platforms", Arg::from(platforms))])
            }
            Self::UnknownPlatform => words.text("firmware-blocked-unknown").to_owned(),
            Self::NotVouched => words.text("firmware-blocked-vouch").to_owned(),
        }
    }
}

/// Machines that are alike.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Their model.
    pub(super) model: String,
    /// Their platform, or the sign of the unknown.
    pub(super) platform: String,
    /// The version that they have.
    pub(super) version: String,
    /// Who they are.
    pub(super) machines: Vec<MachineId>,
    /// The place of the file that fits, or why none does.
    pub(super) fit: Result<usize, Blocked>,
    /// The name of the file has their version in it.
    pub(super) is_same_version: bool,
    /// They are to be sent the file.
    pub(super) is_ticked: bool,
}

impl Group {
    /// What tells it from the others.
    pub(super) fn key(&self) -> String {
        format!("{}\n{}\n{}", self.model, self.platform, self.version)
    }
}

/// Puts machines that are alike together, largest groups first.
pub(super) fn groups<'a>(machines: impl Iterator<Item = &'a Machine>, files: &[Usable<'_>]) -> Vec<Group> {
    let mut alike: BTreeMap<(String, String, String), Vec<MachineId>> = BTreeMap::new();
    let known = |text: Option<&crate::protocol::reading::Text>| {
        text.filter(|text| !text.is_empty()).map_or_else(|| UNKNOWN.to_owned(), ToString::to_string)
    };
    for machine in machines {
        let version = machine.reading.version.as_deref();
        let platform = known(version.and_then(|version| version.platform.as_ref()));
        let key = (list::model(machine), platform, known(machine.reading.firmware()));
        alike.entry(key).or_default().push(machine.id);
    }
    let group = |((model, platform, version), machines): ((String, String, String), Vec<MachineId>)| {
        let fit = fit(Some(platform.as_str()).filter(|platform| *platform != UNKNOWN), files);
        let name = fit.as_ref().ok().and_then(|place| files.get(*place)).map(|usable| usable.image.name.as_str());
        let is_same_version = version != UNKNOWN && name.is_some_and(|name| name.contains(&version));
        Group { is_ticked: fit.is_ok() && !is_same_version, model, platform, version, machines, fit, is_same_version }
    };
    let mut groups: Vec<Group> = alike.into_iter().map(group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.machines.len()));
    groups
}

/// The first file that fits a platform.
fn fit(platform: Option<&str>, files: &[Usable<'_>]) -> Result<usize, Blocked> {
    let mut blocked = Blocked::NoFile;
    for (place, usable) in files.iter().enumerate() {
        match usable.file.fit(platform) {
            Fit::Send(_) if usable.file.packages.is_empty() && !usable.is_vouched => blocked = Blocked::NotVouched,
            Fit::Send(_) => return Ok(place),
            Fit::OtherPlatform(platforms) if blocked == Blocked::NoFile => {
                blocked = Blocked::OtherPlatform(platforms.join(", "));
            }
            Fit::OtherPlatform(_) => {}
            Fit::UnknownPlatform => blocked = Blocked::UnknownPlatform,
        }
    }
    Err(blocked)
}

/// The widths of the columns in points: tick, model, platform, version, count; what will be takes the rest.
const WIDTHS: [f32; 5] = [28.0, 130.0, 80.0, 170.0, 70.0];

/// Places for the cells of a line.
fn places(rect: Rect, theme: &Theme) -> [Rect; 6] {
    let mut left = rect.left();
    let mut next = |width: f32| {
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width - GAP, rect.bottom()));
        left += width;
        place
    };
    let [tick, model, platform, version, count] = WIDTHS.map(|width| next(width * theme.type_scale));
    let rest = Rect::from_min_max(pos2(left + GAP, rect.top()), rect.right_bottom());
    [tick, model, platform, version, count, rest]
}

fn cell_ui(ui: &mut Ui, place: Rect, text: RichText, align: Align) {
    let layout =
        if align == Align::Max { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        ui.add(Label::new(text).truncate().selectable(false));
    });
}

/// Draws the titles.
pub(super) fn head_ui(ui: &mut Ui, parts: &Parts<'_>) {
    let (theme, words) = (parts.theme, parts.words);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0 * theme.type_scale), Sense::hover());
    let titles = ["column-model", "firmware-platform", "firmware-present", "firmware-count", "firmware-will"];
    for (place, title) in places(rect, theme).into_iter().skip(1).zip(titles) {
        let align = if title == "firmware-count" { Align::Max } else { Align::Min };
        let text = theme::strong(words.text(title)).text_style(eframe::egui::TextStyle::Small);
        cell_ui(ui, place, text.color(theme.color(Tone::Dim)), align);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, theme.line));
}

/// Draws one group; true when its tick was turned.
pub(super) fn group_ui(ui: &mut Ui, parts: &Parts<'_>, group: &Group, file: Option<&str>) -> bool {
    let (theme, words) = (parts.theme, parts.words);
    let is_possible = group.fit.is_ok();
    let sense = if is_possible { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0 * theme.type_scale), sense);
    let (will, tone) = match (&group.fit, file) {
        (Err(Blocked::NoFile), _) => (Blocked::NoFile.sentence(words), Tone::Dim),
        (Err(blocked), _) => (blocked.sentence(words), Tone::Weak),
        (Ok(_), file) => {
            let file = file.unwrap_or_default();
            let key = if group.is_same_version { "firmware-will-same" } else { "firmware-will-get" };
            (words.with(key, &[("file", file.into())]), if group.is_ticked { Tone::Good } else { Tone::Dim })
        }
    };
    let count = words.with("machine-count", &[("count", group.machines.len().into())]);
    let heard = format!("{}, {}, {}, {count}, {will}", group.model, group.platform, group.version);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, is_possible, group.is_ticked, &heard));
    if is_possible && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, 0.0, theme.hover);
    }
    let [tick, model, platform, version, number, rest] = places(rect, theme);
    if is_possible {
        paint_tick(ui.painter(), tick, theme, group.is_ticked);
    }
    cell_ui(ui, model, theme::strong(&group.model), Align::Min);
    cell_ui(ui, platform, RichText::new(&group.platform), Align::Min);
    cell_ui(ui, version, RichText::new(&group.version), Align::Min);
    cell_ui(ui, number, RichText::new(group_thousands(&group.machines.len().to_string())), Align::Max);
    cell_ui(ui, rest, RichText::new(&will).color(theme.color(tone)), Align::Min);
    response.on_hover_text(will).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::batch::FirmwareImage,
        protocol::firmware::{FirmwareFile, Package},
    };
    use std::{path::PathBuf, sync::Arc};

    #[test]
    fn what_does_not_fit_is_blocked_and_says_why() {
        let package = Package { chip: "h616".to_owned(), platform: "h616".to_owned(), bytes: 0..4 };
        let combined = FirmwareFile { size: 4, packages: vec![package] };
        let single = FirmwareFile { size: 4, packages: Vec::new() };
        let image = Arc::new(FirmwareImage { name: "upgrade.bin".to_owned(), bytes: vec![0; 4] });
        let path = PathBuf::from("upgrade.bin");
        let usable = |file, is_vouched| Usable { path: &path, file, image: &image, is_vouched };
        assert_eq!(fit(Some("h616"), &[]), Err(Blocked::NoFile));
        assert_eq!(fit(Some("H616"), &[usable(&combined, false)]), Ok(0));
        assert_eq!(fit(Some("h3"), &[usable(&combined, false)]), Err(Blocked::OtherPlatform("h616".to_owned())));
        assert_eq!(fit(None, &[usable(&combined, false)]), Err(Blocked::UnknownPlatform));
        assert_eq!(fit(None, &[usable(&single, false)]), Err(Blocked::NotVouched));
        assert_eq!(fit(Some("h3"), &[usable(&combined, false), usable(&single, true)]), Ok(1));
    }
}
