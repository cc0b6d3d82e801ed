//! What stands in a cell: a tick, a mark and a word, a bar and a figure, or a text.
//!
//! Cells are painted rather than laid out: nothing in them is operated by itself, and a frame has hundreds.

use super::{GridInput, layout::PADDING, table::mark_center};
use crate::{
    fleet::{
        Column, HealthState, Machine, Selection, Value,
        column::{Align, Tone as CellTone},
    },
    gui::{
        theme::Tone,
        widgets::{Ticked, paint_mark, paint_tick, paint_ticked, share_bar, state_tone},
    },
};
use eframe::egui::{
    Color32, FontId, Id, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// From the left edge of a state's cell to the middle of its mark.
const MARK: f32 = 14.0;
/// The room of the figure beside a bar.
const FIGURE: f32 = 34.0;

/// The width of the longest state in this language, with its mark.
pub(super) fn status_width(ui: &Ui, input: &GridInput<'_>) -> f32 {
    let font = TextStyle::Body.resolve(ui.style());
    let width = |state: HealthState| {
        let word = input.words.text(state.key()).to_owned();
        ui.painter().layout_no_wrap(word, font.clone(), Color32::PLACEHOLDER).size().x
    };
    let longest = HealthState::ALL.into_iter().map(width).fold(0.0, f32::max);
    longest + (MARK + 10.0) * input.theme.type_scale + PADDING + 2.0
}

/// Paints a cell. True where its text had to be cut.
pub(super) fn cell_ui(ui: &Ui, input: &GridInput<'_>, column: Column, machine: &Machine) -> bool {
    let rect = ui.max_rect();
    let value = column.value(machine, &input.cells);
    // That there is no error is known, and nothing to look at.
    if column == Column::Errors && value.is_missing() && machine.reading.errors.is_some() {
        return false;
    }
    let tone = cell_tone(column, machine, &value);
    let color = input.theme.color(tone);
    let text = rect.shrink2(vec2(PADDING, 0.0));
    match (column, &value) {
        (Column::Status, Value::State(state)) => {
            let scale = input.theme.type_scale;
            let mark = if machine.is_stale() { Tone::Dim } else { state_tone(*state) };
            paint_mark(ui.painter(), mark_center(rect, MARK * scale), *state, input.theme.color(mark), scale);
            let text = text.with_min_x(rect.left() + (MARK + 10.0) * scale);
            paint_text(ui, text, value.shown(input.cells.wording), color, Align::Left)
        }
        (Column::RatePercent, Value::Number { value: percent, .. }) => {
            let figure = FIGURE * input.theme.type_scale;
            let bar = Rect::from_min_max(
                pos2(text.left(), rect.center().y - 2.5),
                pos2(text.right() - figure, rect.center().y + 2.5),
            );
            if bar.width() > 12.0 {
                let fill = bar_tone(column, machine);
                share_bar(ui.painter(), bar, *percent as f32 / 100.0, input.theme.color(fill), input.theme.track);
            }
            paint_text(ui, text, value.shown(input.cells.wording), color, Align::Right)
        }
        _ => paint_text(ui, text, value.shown(input.cells.wording), color, column.align()),
    }
}

/// How loud a cell's text is.
fn cell_tone(column: Column, machine: &Machine, value: &Value<'_>) -> Tone {
    if value.is_missing() {
        return Tone::Faint;
    }
    if machine.is_stale() {
        return Tone::Dim;
    }
    match column.tone(machine) {
        // The mark beside it has the colour already.
        _ if column == Column::Status => Tone::Text,
        CellTone::Normal => Tone::Text,
        CellTone::Dim => Tone::Dim,
        CellTone::Weak => Tone::Weak,
        CellTone::Bad => Tone::Bad,
    }
}

/// The colour of the bar of the rate: the machine's trouble, if that is about its rate.
fn bar_tone(column: Column, machine: &Machine) -> Tone {
    match (column.tone(machine), machine.health.state) {
        (CellTone::Dim, _) => Tone::Faint,
        (CellTone::Bad, _) | (CellTone::Weak, HealthState::Faulty) => Tone::Bad,
        (CellTone::Weak, _) => Tone::Weak,
        (CellTone::Normal, _) => Tone::Good,
    }
}

/// Paints one line into a rectangle, cut at its end where it is too long. True where it was cut.
fn paint_text(ui: &Ui, rect: Rect, text: String, color: Color32, align: Align) -> bool {
    let font: FontId = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::simple_singleline(text, font, color);
    job.wrap =
        TextWrapping { max_width: rect.width().max(0.0), max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = galley.size();
    let x = match align {
        Align::Left => rect.left(),
        Align::Right => rect.right() - size.x,
    };
    // Also where the cell itself goes on beyond what is in sight.
    let shown = ui.clip_rect().x_range();
    let is_cut = galley.elided || x < shown.min || x + size.x > shown.max;
    ui.painter().galley(pos2(x, rect.center().y - size.y / 2.0), galley, color);
    is_cut
}

/// The tick of a row. It is operated through its row.
pub(super) fn tick_ui(ui: &Ui, input: &GridInput<'_>, is_selected: bool) {
    paint_tick(ui.painter(), ui.max_rect(), input.theme, is_selected);
}

/// The tick in the header: all that is shown, or nothing.
pub(super) fn tick_all_ui(ui: &Ui, input: &GridInput<'_>, selection: &mut Selection) {
    let rows = input.view.rows();
    let ticked = match input.selected_shown {
        0 => Ticked::None,
        count if count == rows.len() => Ticked::All,
        _ => Ticked::Some,
    };
    let response = ui.interact(ui.max_rect(), Id::unique("tick all"), Sense::click());
    let name = input.words.text("grid-select-all");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked == Ticked::All, name));
    paint_ticked(ui.painter(), ui.max_rect(), input.theme, ticked);
    if response.has_focus() {
        let stroke = Stroke::new(1.5, input.theme.color(Tone::Accent));
        ui.painter().rect_stroke(ui.max_rect().shrink(2.0), 2.0, stroke, StrokeKind::Inside);
    }
    if response.clicked() {
        if ticked == Ticked::All { selection.clear() } else { selection.all(rows) }
    }
    response.on_hover_text(name);
}
