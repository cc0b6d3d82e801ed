//! The palette: every action, saved view, layout, named range and column to sort by, found by a few letters.
//!
//! The lines are made when it opens, from the same tables as menus and shortcuts, and ranked by how well they fit what
//! is typed. Arrow keys choose, Enter runs, Escape closes; the field keeps the focus all the time.

use super::{
    acting::{bar, wording},
    action::{self, Action, DialogKind},
    app::Parts,
    theme::{self, EDGE, GAP, STEP, Theme, Tone},
};
use crate::{
    fleet::Column,
    protocol::CommandKind,
    words::{Arg, Language},
};
use eframe::egui::{
    self, Align, Align2, Context, Frame, Id, Key, Label, Layout, Margin, Modal, Modifiers, RichText, ScrollArea, Sense,
    Separator, TextEdit, TextFormat, Ui, UiBuilder, WidgetInfo, text::LayoutJob, vec2,
};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

/// Its width in points.
const WIDTH: f32 = 560.0;
/// Its distance from the top of the window.
const TOP: f32 = 64.0;
/// Lines in sight.
const LINES: f32 = 12.0;

/// The palette, open or not.
#[derive(Debug, Default)]
pub(crate) struct Palette(Option<Search>);

/// What is typed and found.
#[derive(Debug)]
struct Search {
    typed: String,
    lines: Vec<Line>,
    /// Places in `lines`, best first, with the letters that fit.
    found: Vec<(usize, Vec<u32>)>,
    chosen: usize,
    is_new: bool,
    follows: bool,
}

/// One line.
#[derive(Debug)]
struct Line {
    text: String,
    keys: Option<String>,
    action: Action,
    is_enabled: bool,
    /// Why it can't be run, where that has to be said.
    reason: Option<String>,
}

impl Palette {
    /// Opens it, with nothing typed.
    pub(crate) fn open(&mut self, context: &Context, parts: &Parts<'_>) {
        let mut search = Search {
            typed: String::new(),
            lines: lines(context, parts),
            found: Vec::new(),
            chosen: 0,
            is_new: true,
            follows: false,
        };
        search.find();
        self.0 = Some(search);
    }

    /// True while it is open: the keys of the window are its own then.
    pub(crate) fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Draws it, and runs what was chosen.
    pub(crate) fn ui(&mut self, context: &Context, parts: &Parts<'_>, actions: &mut Vec<Action>) {
        let Some(search) = &mut self.0 else { return };
        let run = search.keys(context);
        let id = Id::unique("palette");
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, TOP));
        let frame = Frame::window(&context.global_style()).fill(parts.theme.panel).inner_margin(Margin::ZERO);
        let modal = Modal::new(id).area(area).backdrop_color(parts.theme.shade()).frame(frame);
        let shown = modal.show(context, |ui| {
            ui.set_width((WIDTH * parts.theme.type_scale).min(context.content_rect().width() - 2.0 * EDGE));
            search.ui(ui, parts)
        });
        let chosen = shown.inner.or(run.then_some(search.chosen));
        let line = chosen.and_then(|place| search.lines.get(search.found.get(place)?.0)).filter(|line| line.is_enabled);
        if let Some(line) = line {
            actions.push(line.action.clone());
            self.0 = None;
        } else if shown.should_close() {
            self.0 = None;
        }
    }
}

/// Everything that can be run, in the order in which it is offered while nothing is typed.
fn lines(context: &Context, parts: &Parts<'_>) -> Vec<Line> {
    let words = parts.words;
    let settings = parts.settings;
    let named = |key: &str, name: &str, value: &str| words.with(key, &[(name, Arg::from(value))]);
    let line = |text: String, action: Action| Line { text, keys: None, action, is_enabled: true, reason: None };
    let table = action::TABLE.iter().filter(|entry| entry.action != Action::Palette).map(|entry| {
        let is_enabled = (entry.is_enabled)(&parts.situation);
        Line {
            text: words.text(entry.title_key).to_owned(),
            keys: action::shortcut_text(context, &entry.action),
            action: entry.action.clone(),
            is_enabled,
            reason: entry.reason_key.filter(|_| !is_enabled).map(|key| words.text(key).to_owned()),
        }
    });
    let views = settings
        .grid
        .views
        .iter()
        .map(|view| line(named("palette-view", "name", &view.name), Action::ApplyView(view.name.clone())));
    let layouts =
        settings.grid.layouts.iter().map(|layout| {
            line(named("palette-layout", "name", &layout.name), Action::ApplyLayout(layout.name.clone()))
        });
    let ranges = settings
        .ranges
        .iter()
        .map(|range| line(named("ranges-on", "name", &range.name), Action::ScanRange(range.text.clone())));
    let sorts = Column::ALL.iter().map(|column| {
        let text = named("palette-sort", "column", words.text(column.title_key()));
        line(text, Action::SortBy(column.key().to_owned()))
    });
    let languages = Language::ALL
        .into_iter()
        .map(|each| line(named("palette-language", "name", each.own_name()), Action::SetLanguage(each)));
    let acting = CommandKind::ALL.iter().copied().filter(|kind| bar::has_form(*kind));
    let acting = acting.filter(|kind| action::entry(&Action::Open(DialogKind::Act(*kind))).is_none()).map(|kind| {
        let group = words.text(kind.spec().group.key());
        let arguments = [("group", Arg::from(group)), ("command", Arg::from(wording::command(words, kind)))];
        let action = Action::Open(DialogKind::Act(kind));
        Line {
            text: words.with("palette-command", &arguments),
            keys: None,
            action,
            is_enabled: !parts.selection.is_empty(),
            reason: None,
        }
    });
    table.chain(acting).chain(views).chain(layouts).chain(ranges).chain(languages).chain(sorts).collect()
}

impl Search {
    /// Ranks the lines by what is typed; those that can't be run now come last.
    fn find(&mut self) {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(self.typed.trim(), CaseMatching::Ignore, Normalization::Smart);
        let mut letters = Vec::new();
        let mut found: Vec<(u32, usize, Vec<u32>)> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let mut fits = Vec::new();
            if let Some(score) = pattern.indices(Utf32Str::new(&line.text, &mut letters), &mut matcher, &mut fits) {
                fits.sort_unstable();
                fits.dedup();
                found.push((score, place, fits));
            }
        }
        let is_enabled = |place: usize| self.lines[place].is_enabled;
        found.sort_by(|(score, place, _), (other_score, other, _)| {
            is_enabled(*other).cmp(&is_enabled(*place)).then(other_score.cmp(score)).then(place.cmp(other))
        });
        self.found = found.into_iter().map(|(_, place, fits)| (place, fits)).collect();
        self.chosen = 0;
        self.follows = true;
    }

    /// Takes the palette's keys out of the input; true for Enter.
    fn keys(&mut self, context: &Context) -> bool {
        let last = self.found.len().saturating_sub(1);
        let page = LINES as usize - 1;
        let before = self.chosen;
        let enter = context.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            if pressed(Key::ArrowDown) {
                self.chosen = if self.chosen == last { 0 } else { self.chosen + 1 };
            }
            if pressed(Key::ArrowUp) {
                self.chosen = self.chosen.checked_sub(1).unwrap_or(last);
            }
            if pressed(Key::PageDown) {
                self.chosen = (self.chosen + page).min(last);
            }
            if pressed(Key::PageUp) {
                self.chosen = self.chosen.saturating_sub(page);
            }
            pressed(Key::Enter)
        });
        self.follows |= before != self.chosen;
        enter
    }

    /// Field, lines, and what the keys do. The place of a line that was clicked.
    fn ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) -> Option<usize> {
        let (theme, words) = (parts.theme, parts.words);
        ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
        Frame::NONE.inner_margin(Margin::symmetric(EDGE as i8, GAP as i8)).show(ui, |ui| self.field_ui(ui, parts));
        ui.add(Separator::default().spacing(0.0));
        let height = ui.spacing().interact_size.y;
        let most = (ui.ctx().content_rect().height() - 2.0 * TOP - 3.0 * height).max(2.0 * height);
        let most = (LINES * height).min(most);
        let scroll = ScrollArea::vertical().max_height(most).min_scrolled_height(most).auto_shrink([false, true]);
        let clicked = scroll.show(ui, |ui| {
            if self.found.is_empty() {
                Frame::NONE.inner_margin(Margin::symmetric(EDGE as i8, GAP as i8)).show(ui, |ui| {
                    ui.label(RichText::new(words.text("palette-none")).color(theme.color(Tone::Dim)));
                });
            }
            let follows = std::mem::take(&mut self.follows);
            let mut clicked = None;
            for place in 0..self.found.len() {
                if self.line_ui(ui, theme, place, height, follows) {
                    clicked = Some(place);
                }
            }
            clicked
        });
        ui.add(Separator::default().spacing(0.0));
        Frame::NONE.inner_margin(Margin::symmetric(EDGE as i8, STEP as i8)).show(ui, |ui| {
            let keys = theme::small(words.text("palette-keys")).color(theme.color(Tone::Dim));
            ui.add(Label::new(keys).wrap());
        });
        clicked.inner
    }

    fn field_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>) {
        let words = parts.words;
        let hint = RichText::new(words.text("palette-hint")).color(parts.theme.color(Tone::Faint));
        let edit = TextEdit::singleline(&mut self.typed).hint_text(hint).desired_width(f32::INFINITY);
        let field = ui.add(edit.frame(Frame::NONE).font(egui::TextStyle::Body));
        let value = self.typed.clone();
        field.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &value, &value, words.text("palette-hint"));
            info.label = Some(words.text("palette-title").to_owned());
            info
        });
        if std::mem::take(&mut self.is_new) || !field.has_focus() {
            field.request_focus();
        }
        if field.changed() {
            self.find();
        }
    }

    /// One line; true when it was clicked.
    fn line_ui(&mut self, ui: &mut Ui, theme: &Theme, place: usize, height: f32, follows: bool) -> bool {
        let Some((at, fits)) = self.found.get(place) else { return false };
        let Some(line) = self.lines.get(*at) else { return false };
        let is_chosen = place == self.chosen;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
        response.widget_info(|| {
            let heard = line.reason.as_ref().map_or_else(|| line.text.clone(), |why| format!("{}: {why}", line.text));
            WidgetInfo::selected(egui::Role::ListItem, line.is_enabled, is_chosen, heard)
        });
        if is_chosen && follows {
            response.scroll_to_me(None);
        }
        if is_chosen {
            ui.painter().rect_filled(rect, 0.0, theme.selected);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, theme.hover);
        }
        let inside = rect.shrink2(vec2(EDGE, 0.0));
        let mut row = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center)));
        if let Some(beside) = line.reason.as_ref().or(line.keys.as_ref()) {
            row.add(Label::new(theme::small(beside).color(theme.color(Tone::Dim))).selectable(false));
        }
        row.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let tone = if line.is_enabled { Tone::Text } else { Tone::Faint };
            ui.add(Label::new(marked(ui, theme, &line.text, fits, tone)).truncate().selectable(false));
        });
        response.clicked()
    }
}

/// A text whose letters that fit are set in the accent.
fn marked(ui: &Ui, theme: &Theme, text: &str, fits: &[u32], tone: Tone) -> LayoutJob {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let plain = TextFormat::simple(font.clone(), theme.color(tone));
    let fit = TextFormat::simple(font, theme.color(if tone == Tone::Text { Tone::Accent } else { tone }));
    let mut job = LayoutJob::default();
    for (place, letter) in text.chars().enumerate() {
        let is_fit = u32::try_from(place).is_ok_and(|place| fits.binary_search(&place).is_ok());
        job.append(letter.encode_utf8(&mut [0; 4]), 0.0, if is_fit { fit.clone() } else { plain.clone() });
    }
    job
}
