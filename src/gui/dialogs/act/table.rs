//! Draws the preview: counts, equal changes, who can't and why, and the first machines one by one.

use super::preview::{Preview, Row, TABLED};
use crate::{
    engine::batch::Note,
    fleet::format::UNKNOWN,
    gui::{
        acting::wording,
        app::Parts,
        theme::{self, GAP, GROUP, RADIUS, STEP, Theme, Tone},
    },
    protocol::CommandKind,
};
use eframe::egui::{
    CollapsingHeader, FontFamily, FontId, FontSelection, Frame, Label, Margin, RichText, ScrollArea, Stroke,
    TextFormat, Ui, text::LayoutJob,
};
use egui_extras::{Column, TableBuilder};

/// Equal changes in sight.
const GROUPS: usize = 5;
/// Columns of old and new values in sight.
const COLUMNS: usize = 3;

/// Draws the preview of a command.
pub(super) fn preview_ui(ui: &mut Ui, parts: &Parts<'_>, kind: CommandKind, preview: &Preview, leaves_out: &mut bool) {
    counts_ui(ui, parts, preview, *leaves_out);
    if preview.same > 0 {
        ui.checkbox(leaves_out, parts.words.text("preview-leave-out"));
    }
    groups_ui(ui, parts, kind, preview);
    obstacles_ui(ui, parts, preview);
    ui.add_space(STEP);
    rows_ui(ui, parts, kind, preview);
}

/// A number with its words in a frame.
fn chip_ui(ui: &mut Ui, theme: &Theme, tone: Tone, text: &str) {
    let color = theme.color(tone);
    let line = if tone == Tone::Dim { theme.line } else { color };
    Frame::new()
        .stroke(Stroke::new(1.0, line))
        .corner_radius(RADIUS * 2)
        .inner_margin(Margin::symmetric(8, 2))
        .show(ui, |ui| ui.label(RichText::new(text).color(color)));
}

fn counts_ui(ui: &mut Ui, parts: &Parts<'_>, preview: &Preview, leaves_out: bool) {
    let (theme, words) = (parts.theme, parts.words);
    let count = |key: &str, count: usize| words.with(key, &[("count", count.into())]);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = eframe::egui::vec2(GAP, STEP);
        chip_ui(ui, theme, Tone::Good, &count("preview-told", preview.told(leaves_out)));
        if preview.same > 0 {
            chip_ui(ui, theme, Tone::Dim, &count("preview-same", preview.same));
        }
        if preview.hindered() > 0 {
            chip_ui(ui, theme, Tone::Weak, &count("preview-cannot", preview.hindered()));
        }
        if !preview.is_whole {
            ui.spinner();
            ui.label(RichText::new(words.text("preview-working")).color(theme.color(Tone::Dim)));
        }
    });
}

/// Old and new in one line: what is dim goes, what is strong comes.
fn change_job(ui: &Ui, theme: &Theme, before: &str, old: &str, new: &str) -> LayoutJob {
    let font = FontSelection::default().resolve(ui.style());
    let strong = FontId::new(font.size, FontFamily::Name(theme::SEMIBOLD.into()));
    let mut job = LayoutJob::default();
    let dim = TextFormat::simple(font.clone(), theme.color(Tone::Dim));
    if !before.is_empty() {
        job.append(before, 0.0, TextFormat::simple(font, theme.color(Tone::Text)));
    }
    job.append(old, if before.is_empty() { 0.0 } else { GAP }, dim.clone());
    job.append(" → ", 0.0, dim);
    // What is taken away without anything in its place is easily overlooked.
    let tone = if new == UNKNOWN && old != UNKNOWN { Tone::Weak } else { Tone::Text };
    job.append(new, 0.0, TextFormat::simple(strong, theme.color(tone)));
    job
}

/// Changes that are the same on many machines.
fn groups_ui(ui: &mut Ui, parts: &Parts<'_>, kind: CommandKind, preview: &Preview) {
    let (theme, words) = (parts.theme, parts.words);
    if preview.groups.is_empty() {
        return;
    }
    ui.add_space(STEP);
    let mut groups: Vec<_> = preview.groups.iter().collect();
    groups.sort_by(|(one, count), (other, others)| others.cmp(count).then_with(|| one.cmp(other)));
    for (change, machines) in groups.iter().take(GROUPS) {
        let name = wording::changed(words, kind, change);
        let old = wording::value(words, kind, change.parameter, change.old.as_deref());
        let new = wording::value(words, kind, change.parameter, Some(&change.new));
        let mut job = change_job(ui, theme, &name, &old, &new);
        let count = words.with("machine-count", &[("count", (**machines).into())]);
        let font = FontSelection::default().resolve(ui.style());
        job.append(&count, GROUP, TextFormat::simple(font, theme.color(Tone::Dim)));
        ui.add(Label::new(job).wrap());
    }
    if let Some(more) = groups.len().checked_sub(GROUPS).filter(|more| *more > 0) {
        let text = words.with("preview-more-changes", &[("count", more.into())]);
        ui.label(theme::small(text).color(theme.color(Tone::Dim)));
    }
}

/// Who can't and why: a line for each reason, open it for the machines.
fn obstacles_ui(ui: &mut Ui, parts: &Parts<'_>, preview: &Preview) {
    let (theme, words) = (parts.theme, parts.words);
    for (place, (obstacle, machines)) in preview.obstacles.iter().enumerate() {
        let reason = wording::obstacle(words, obstacle);
        let arguments = [("reason", (&reason).into()), ("count", machines.len().into())];
        let title = words.with("preview-obstacle", &arguments);
        let header = CollapsingHeader::new(RichText::new(title).color(theme.color(Tone::Weak)));
        header.id_salt(("obstacle", place)).show(ui, |ui| {
            ScrollArea::vertical().id_salt(("obstacle_machines", place)).max_height(96.0).show(ui, |ui| {
                let all: Vec<String> = machines.iter().take(TABLED).map(|one| one.ip().to_string()).collect();
                ui.add(Label::new(RichText::new(all.join("  ")).color(theme.color(Tone::Dim))).wrap());
            });
        });
    }
}

/// The first machines, old and new.
fn rows_ui(ui: &mut Ui, parts: &Parts<'_>, kind: CommandKind, preview: &Preview) {
    let (theme, words) = (parts.theme, parts.words);
    let rows = &preview.rows[..preview.rows.len().min(TABLED)];
    let mut names: Vec<&'static str> = Vec::new();
    for change in rows.iter().flat_map(|row| &row.changes) {
        if names.len() < COLUMNS && !names.contains(&change.parameter) {
            names.push(change.parameter);
        }
    }
    let more = preview.rows.len().saturating_sub(TABLED);
    if more > 0 {
        let text = words.with("preview-first", &[("shown", TABLED.into()), ("count", preview.rows.len().into())]);
        ui.label(theme::small(text).color(theme.color(Tone::Dim)));
    }
    let height = ui.spacing().interact_size.y.min(24.0 * theme.type_scale);
    ScrollArea::horizontal().id_salt("preview_sideways").show(ui, |ui| {
        let mut table = TableBuilder::new(ui)
            .id_salt(("preview", kind.name()))
            .striped(true)
            .resizable(true)
            .column(Column::initial(104.0 * theme.type_scale).at_least(80.0).clip(true));
        let state = if names.is_empty() { Column::remainder() } else { Column::initial(96.0 * theme.type_scale) };
        table = table.column(state.at_least(70.0).clip(true));
        for place in 0..names.len() {
            let is_last = place + 1 == names.len();
            let column = if is_last { Column::remainder() } else { Column::initial(240.0 * theme.type_scale) };
            table = table.column(column.at_least(150.0).clip(true));
        }
        let head = |ui: &mut Ui, text: &str| {
            ui.add(Label::new(theme::strong(text).color(theme.color(Tone::Dim))).truncate());
        };
        table
            .header(height, |mut header| {
                header.col(|ui| head(ui, words.text("preview-address")));
                header.col(|ui| head(ui, words.text("preview-state")));
                for name in &names {
                    let title = if *name == kind.name() {
                        wording::command(words, kind).to_owned()
                    } else {
                        wording::parameter(words, name)
                    };
                    header.col(|ui| head(ui, &title));
                }
            })
            .body(|body| {
                body.rows(height, rows.len(), |mut line| {
                    let Some(row) = rows.get(line.index()) else { return };
                    line.col(|ui| {
                        ui.add(Label::new(row.address.ip().to_string()).truncate());
                    });
                    line.col(|ui| state_ui(ui, parts, preview, row));
                    for name in &names {
                        line.col(|ui| cell_ui(ui, parts, kind, row, name));
                    }
                });
            });
    });
}

fn cell_ui(ui: &mut Ui, parts: &Parts<'_>, kind: CommandKind, row: &Row, name: &str) {
    let Some(change) = row.changes.iter().find(|change| change.parameter == name) else { return };
    let new = wording::value(parts.words, kind, name, Some(&change.new));
    if change.is_none() {
        ui.add(Label::new(RichText::new(new).color(parts.theme.color(Tone::Dim))).truncate());
        return;
    }
    let old = wording::value(parts.words, kind, name, change.old.as_deref());
    let whole = change_job(ui, parts.theme, "", &old, &new);
    if ui.painter().layout_job(whole.clone()).size().x <= ui.available_width() {
        ui.add(Label::new(whole));
    } else {
        // What will be sent matters more than what goes.
        let short = change_job(ui, parts.theme, "", "", &new);
        ui.add(Label::new(short).truncate()).on_hover_text(format!("{old} → {new}"));
    }
}

fn state_ui(ui: &mut Ui, parts: &Parts<'_>, preview: &Preview, row: &Row) {
    let (theme, words) = (parts.theme, parts.words);
    let (tone, text) = match &row.command {
        Ok(_) if row.is_same => (Tone::Dim, words.text(Note::AlreadySo.key()).to_owned()),
        Ok(_) => (Tone::Good, words.text("preview-ready").to_owned()),
        Err(place) => match preview.obstacles.get(*place) {
            Some((obstacle, _)) => (Tone::Weak, wording::obstacle(words, obstacle)),
            None => (Tone::Dim, words.text("preview-gone").to_owned()),
        },
    };
    ui.add(Label::new(RichText::new(&text).color(theme.color(tone))).truncate()).on_hover_text(text);
}
