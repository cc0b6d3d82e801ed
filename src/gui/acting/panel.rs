//! The jobs panel above the status bar: one line for each batch, with how far it is, what it asks, and the way to its
//! results.

use super::Batch;
use crate::{
    engine::{OutcomeKind, batch::Pause},
    gui::{
        action::{Action, DialogKind},
        app::Parts,
        theme::{CONTROL_HEIGHT, GAP, STEP, Theme, Tone, strong},
        widgets::{ButtonKind, Icon, button, icon_button},
    },
    words::Words,
};
use eframe::egui::{self, Align, Label, Layout, Rect, Response, RichText, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

/// Lines in sight; older batches are found in the newest one's results, and by closing these.
const LINES: usize = 3;
/// The length of a bar.
const BAR: f32 = 160.0;

/// The panel's height, or nothing where there is no batch.
pub(crate) fn height(parts: &Parts<'_>) -> Option<f32> {
    let lines = parts.acting.batches.iter().count().min(LINES);
    (lines > 0).then_some(lines as f32 * (CONTROL_HEIGHT + STEP) * parts.theme.type_scale + GAP)
}

/// Draws the panel.
pub(crate) fn panel_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = Vec2::new(GAP, STEP);
    ui.add_space(STEP);
    let all: Vec<_> = parts.acting.batches.iter().collect();
    for batch in all.iter().rev().take(LINES) {
        line_ui(ui, parts, batch, actions);
    }
}

fn line_ui(ui: &mut Ui, parts: &Parts<'_>, batch: &Batch, actions: &mut Vec<Action>) {
    let (theme, words) = (parts.theme, parts.words);
    let height = CONTROL_HEIGHT * theme.type_scale;
    ui.allocate_ui_with_layout(Vec2::new(ui.available_width(), height), Layout::right_to_left(Align::Center), |ui| {
        buttons_ui(ui, parts, batch, actions);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(strong(&batch.prepared.plan.title)).truncate());
            batch_bar(ui, theme, batch, BAR.min(ui.available_width() / 3.0));
            let (tone, text) = match batch.pause {
                Some(pause) => (Tone::Weak, question(words, batch, pause)),
                None => (Tone::Dim, progress(words, batch)),
            };
            ui.add(Label::new(RichText::new(text).color(theme.color(tone))).truncate());
        });
    });
}

/// At the right end: what can be done with a batch now.
fn buttons_ui(ui: &mut Ui, parts: &Parts<'_>, batch: &Batch, actions: &mut Vec<Action>) {
    let (theme, words) = (parts.theme, parts.words);
    let show = |ui: &mut Ui, actions: &mut Vec<Action>| {
        if button(ui, theme, ButtonKind::Plain, None, words.text("batch-show")).clicked() {
            actions.push(Action::Open(DialogKind::Batch(batch.id)));
        }
    };
    if batch.is_ended {
        if icon_button(ui, theme, Icon::Cross, words.text("batch-close"), None).clicked() {
            actions.push(Action::CloseBatch(batch.id));
        }
        show(ui, actions);
        return;
    }
    let stop = words.text(if batch.pause.is_some() { "batch-stop" } else { "batch-cancel" });
    if button(ui, theme, ButtonKind::Plain, None, stop).clicked() {
        actions.push(Action::Cancel(batch.id));
    }
    show(ui, actions);
    if batch.pause.is_some() && button(ui, theme, ButtonKind::Primary, None, words.text("batch-go-on")).clicked() {
        actions.push(Action::GoOn(batch.id));
    }
}

/// What a batch that stands still asks.
pub(crate) fn question(words: &Words, batch: &Batch, pause: Pause) -> String {
    let counts = batch.counts;
    let arguments = [
        ("ended", counts.done().into()),
        ("done", (counts.of(OutcomeKind::Done) + counts.of(OutcomeKind::Accepted)).into()),
        ("failed", counts.failed().into()),
        ("left", counts.total.saturating_sub(counts.done()).into()),
    ];
    match pause {
        Pause::Canary => words.with("batch-asks-canary", &arguments),
        Pause::TooManyFailed => words.with("batch-asks-failed", &arguments),
    }
}

/// How far a batch is, in words: only what there is any of.
pub(crate) fn progress(words: &Words, batch: &Batch) -> String {
    let counts = batch.counts;
    let mut text = words.with("batch-progress", &[("ended", counts.done().into()), ("total", counts.total.into())]);
    for kind in OutcomeKind::ALL {
        let count = counts.of(kind);
        if count > 0 {
            let count = words.with("batch-of", &[("count", count.into()), ("outcome", words.text(kind.key()).into())]);
            text.push_str(" · ");
            text.push_str(&count);
        }
    }
    if batch.is_cancelled {
        text.push_str(" · ");
        text.push_str(words.text("batch-stopped"));
    }
    text
}

/// The colour of an outcome.
pub(crate) fn outcome_tone(kind: OutcomeKind) -> Tone {
    match kind {
        OutcomeKind::Done => Tone::Good,
        OutcomeKind::Accepted => Tone::Accent,
        OutcomeKind::Refused | OutcomeKind::Unreachable => Tone::Bad,
        OutcomeKind::Unknown => Tone::Weak,
        OutcomeKind::Skipped => Tone::Dim,
    }
}

/// The bar of a batch: a part for each outcome in its colour, so that failures are seen before anything is read.
pub(crate) fn batch_bar(ui: &mut Ui, theme: &Theme, batch: &Batch, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width.max(40.0), 8.0), Sense::hover());
    let counts = batch.counts;
    let total = counts.total.max(1) as f32;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, &batch.prepared.plan.title);
        info.value = Some(f64::from(counts.done() as f32 / total * 100.0));
        info
    });
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, rect.height() / 2.0, theme.track);
    let mut left = rect.left();
    for kind in OutcomeKind::ALL {
        let share = counts.of(kind) as f32 / total * rect.width();
        if share > 0.0 {
            let part = Rect::from_min_max(pos2(left, rect.top()), pos2(left + share, rect.bottom()));
            painter.rect_filled(part, egui::CornerRadius::ZERO, theme.color(outcome_tone(kind)));
            left += share;
        }
    }
    response
}
