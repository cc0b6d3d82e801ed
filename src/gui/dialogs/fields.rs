//! Fields that dialogs are made of: each with its name beside it for eyes and screen readers, and its mistake below it.

use super::Tray;
use crate::{
    engine::AtPath,
    gui::{
        action::Action,
        app::Parts,
        theme::{self, EDGE, GAP, STEP, Theme, Tone},
        widgets::underlined,
    },
    words::Words,
};
use eframe::egui::{
    self, Align, Align2, Button, CornerRadius, FontSelection, Key, Label, Layout, Response, RichText, Stroke,
    StrokeKind, TextEdit, TextStyle, Ui, WidgetInfo, vec2,
};
use std::{ops::Range, path::Path};

/// The name of a group of fields.
pub(super) fn group_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    ui.add_space(GAP);
    let text = theme::strong(title.to_uppercase()).text_style(TextStyle::Small).extra_letter_spacing(0.6);
    ui.add(Label::new(text.color(theme.color(Tone::Dim))).wrap());
    ui.add_space(STEP);
}

/// A quiet sentence.
pub(super) fn hint_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Dim))).wrap());
}

/// The width of names beside their controls, in points at the usual type size.
const NAMES: f32 = 150.0;

/// A name at the left and what it names at the right; below each other where there is no room.
pub(super) fn row_ui<R>(ui: &mut Ui, theme: &Theme, name: &str, control: impl FnOnce(&mut Ui) -> R) -> R {
    wide_row_ui(ui, theme, NAMES, name, control)
}

/// As [`row_ui`], with names of another width.
pub(super) fn wide_row_ui<R>(
    ui: &mut Ui,
    theme: &Theme,
    names: f32,
    name: &str,
    control: impl FnOnce(&mut Ui) -> R,
) -> R {
    let name_width = names * theme.type_scale;
    let label = RichText::new(name).color(theme.color(Tone::Dim));
    if ui.available_width() < name_width + NAMES * theme.type_scale {
        ui.add(Label::new(label).wrap());
        return ui.horizontal_wrapped(control).inner;
    }
    let row = ui.horizontal_top(|ui| {
        let height = ui.spacing().interact_size.y;
        ui.allocate_ui_with_layout(vec2(name_width, height), Layout::top_down(Align::Min), |ui| {
            ui.set_width(name_width);
            // The first line stands level with the text of the control.
            let line = ui.text_style_height(&TextStyle::Body);
            ui.add_space(((height - line) / 2.0).max(0.0));
            ui.add(Label::new(label).wrap());
        });
        ui.vertical(|ui| ui.horizontal_wrapped(control).inner).inner
    });
    row.inner
}

/// One line: what stands at its right end, and what fills the rest at its left.
pub(super) fn line_ui<R>(ui: &mut Ui, right: impl FnOnce(&mut Ui) -> R, left: impl FnOnce(&mut Ui)) -> R {
    // Within a row, because a layout from right to left would take all of the height that there is.
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let end = right(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), left);
            end
        })
        .inner
    })
    .inner
}

/// The part of a dialog that [`beside_ui`] wants drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The list.
    List,
    /// The form of what is chosen in it.
    Form,
}

/// Narrower than this, a list stands above its form.
const ROOM_FOR_TWO: f32 = 460.0;
/// The widest list beside a form, and its share of the width.
const LIST: f32 = 280.0;
const LIST_SHARE: f32 = 0.4;

/// A list with the form of what is chosen in it at its right; below it where there is no room.
pub(super) fn beside_ui(ui: &mut Ui, theme: &Theme, mut draw: impl FnMut(&mut Ui, Side)) {
    let width = ui.available_width();
    if width < ROOM_FOR_TWO * theme.type_scale {
        draw(ui, Side::List);
        gap_ui(ui);
        draw(ui, Side::Form);
        return;
    }
    let mut column = |ui: &mut Ui, width: f32, side: Side| {
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            draw(ui, side);
        });
    };
    ui.horizontal_top(|ui| {
        column(ui, (width * LIST_SHARE).min(LIST * theme.type_scale), Side::List);
        ui.add_space(GAP);
        column(ui, ui.available_width(), Side::Form);
    });
}

/// A field of text.
pub(super) struct Field<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// What stands in it while it is empty.
    pub(super) hint: &'a str,
    /// What is wrong with it.
    pub(super) mistake: Option<&'a str>,
    /// Where in the text it is wrong.
    pub(super) span: Option<Range<usize>>,
    /// Lines; one for a field that Enter submits.
    pub(super) rows: usize,
}

impl Field<'_> {
    /// Draws name, field and mistake below each other.
    pub(super) fn ui(&self, ui: &mut Ui, theme: &Theme, text: &mut String, tray: &mut Tray) -> Response {
        ui.add(Label::new(theme::small(self.name).color(theme.color(Tone::Dim))).wrap());
        let response = self.bare_ui(ui, theme, text, tray);
        if let Some(mistake) = self.mistake.filter(|mistake| !mistake.is_empty()) {
            ui.add(Label::new(RichText::new(mistake).color(theme.color(Tone::Bad))).wrap());
        }
        response
    }

    /// Draws the field alone; its name is heard, not seen.
    pub(super) fn bare_ui(&self, ui: &mut Ui, theme: &Theme, text: &mut String, tray: &mut Tray) -> Response {
        let (error, ink) = (theme.color(Tone::Bad), theme.color(Tone::Text));
        let font = FontSelection::default().resolve(ui.style());
        let span = self.span.clone();
        let mut layout = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
            let mut job = underlined(buffer.as_str(), span.as_ref(), font.clone(), ink, error);
            job.wrap.max_width = if self.rows > 1 { width } else { f32::INFINITY };
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let hint = RichText::new(self.hint).color(theme.color(Tone::Faint));
        let edit = if self.rows > 1 {
            TextEdit::multiline(text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(text).align(Align2::LEFT_CENTER)
        };
        let height = ui.spacing().interact_size.y;
        let edit = edit.hint_text(hint).desired_width(ui.available_width()).min_size(vec2(0.0, height));
        let response = ui.add(edit.layouter(&mut layout));
        let value = text.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(ui.is_enabled(), &value, &value, self.hint);
            info.label = Some(self.name.to_owned());
            info
        });
        if self.mistake.is_some() {
            let outline = Stroke::new(1.0, error);
            ui.painter().rect_stroke(response.rect, CornerRadius::same(theme::RADIUS), outline, StrokeKind::Inside);
        }
        if std::mem::take(&mut tray.wants_focus) {
            response.request_focus();
        }
        if self.rows == 1 && response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            tray.is_submitted = true;
        }
        response
    }
}

/// A choice among few, side by side; wraps where there is no room. True when it changed.
pub(super) fn choice_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    theme: &Theme,
    choices: impl IntoIterator<Item = (T, String)>,
    present: &mut T,
) -> bool {
    let mut is_changed = false;
    ui.spacing_mut().item_spacing.x = STEP;
    for (choice, name) in choices {
        let is_present = *present == choice;
        let text = if is_present { theme::strong(&name) } else { RichText::new(&name) };
        let mut button = Button::selectable(is_present, text).frame_when_inactive(true);
        if is_present {
            button = button.fill(theme.selected).stroke(Stroke::new(1.0, theme.color(Tone::Accent)));
        }
        let response = ui.add(button.min_size(vec2(0.0, ui.spacing().interact_size.y)));
        response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, ui.is_enabled(), is_present, &name));
        if response.clicked() && !is_present {
            *present = choice;
            is_changed = true;
        }
    }
    is_changed
}

/// A path that can be typed, chosen in the desktop's window, or dropped; true when the button for the window was pressed.
pub(super) fn path_ui(
    ui: &mut Ui,
    parts: &Parts<'_>,
    path: &mut PathDraft,
    mistake: Option<&str>,
    tray: &mut Tray,
) -> bool {
    let (theme, words) = (parts.theme, parts.words);
    let name = words.text("dialog-file-path");
    ui.add(Label::new(theme::small(name).color(theme.color(Tone::Dim))).wrap());
    let is_asked = line_ui(
        ui,
        |ui| ui.button(words.text("dialog-choose-file")).clicked(),
        |ui| {
            let field = Field { name, hint: "", mistake, span: None, rows: 1 };
            field.bare_ui(ui, theme, &mut path.text, tray);
        },
    );
    if let Some(mistake) = mistake {
        ui.add(Label::new(RichText::new(mistake).color(theme.color(Tone::Bad))).wrap());
    } else if path.nothing_opened {
        let text = words.text("dialog-no-file-window");
        ui.add(Label::new(RichText::new(text).color(theme.color(Tone::Weak))).wrap());
    }
    is_asked
}

/// A path in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct PathDraft {
    /// As typed.
    pub(super) text: String,
    /// The desktop had no window to choose a file with.
    pub(super) nothing_opened: bool,
}

/// What is at a path that is being typed, once the engine has looked; `None` until then.
pub(super) fn at_path(parts: &Parts<'_>, path: &Path, tray: &mut Tray) -> Option<AtPath> {
    let found = parts.setup.places.at(path);
    if found.is_none() && !path.as_os_str().is_empty() {
        tray.actions.push(Action::LookAt(path.to_owned()));
    }
    found
}

/// What is wrong with a name among others.
pub(super) fn name_mistake<'a>(
    words: &'a Words,
    name: &str,
    others: impl Iterator<Item = impl AsRef<str>>,
) -> Option<&'a str> {
    let name = name.trim();
    if name.is_empty() {
        return Some(words.text("dialog-name-missing"));
    }
    let mut others = others;
    others.any(|other| other.as_ref().trim() == name).then(|| words.text("dialog-name-taken"))
}

/// The space between groups of a dialog.
pub(super) fn gap_ui(ui: &mut Ui) {
    ui.add_space(EDGE);
}
