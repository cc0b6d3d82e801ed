//! The header of a column: its name and unit, the order, and handles to move and resize it.

use super::{
    GridInput, GridOutput, GridState,
    layout::{NARROWEST, PADDING, Shown, WIDEST},
};
use crate::{
    fleet::{Column, SortKey, column::Align as CellAlign},
    gui::{
        action::{Action, DialogKind},
        theme::{SEMIBOLD, Tone},
        widgets::paint_sort_arrow,
    },
    words::Words,
};
use eframe::egui::{
    Align2, Button, Color32, CursorIcon, FontFamily, FontId, Galley, Id, PointerButton, Popup, Rect, Response, Role,
    Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2,
};
use std::{borrow::Cow, sync::Arc};

/// The room of the arrow that tells the order.
const ARROW: f32 = 12.0;
/// The width of the handle at a column's right edge.
const HANDLE: f32 = 8.0;

/// What stands in the header: the name, and the unit where the name does not say it.
pub(crate) fn title(words: &Words, column: Column) -> Cow<'_, str> {
    let (name, unit) = (words.text(column.title_key()), column.unit());
    if unit.is_empty() || name.contains(unit) { name.into() } else { format!("{name} {unit}").into() }
}

fn galley(ui: &Ui, input: &GridInput<'_>, column: Column, color: Color32) -> Arc<Galley> {
    let size = TextStyle::Small.resolve(ui.style()).size;
    let font = FontId::new(size, FontFamily::Name(SEMIBOLD.into()));
    ui.painter().layout_no_wrap(title(input.words, column).into_owned(), font, color)
}

/// What a header needs to be read whole, with its arrow.
pub(super) fn needed_width(ui: &Ui, input: &GridInput<'_>, column: Column) -> f32 {
    galley(ui, input, column, Color32::PLACEHOLDER).size().x + 2.0 * PADDING + ARROW
}

/// Draws a header and takes what is done with it.
pub(super) fn header_ui(
    ui: &mut Ui,
    place: usize,
    input: &GridInput<'_>,
    state: &mut GridState,
    output: &mut GridOutput,
) {
    let Some(shown) = state.columns.get(place).copied() else { return };
    let (column, rect) = (shown.column, ui.max_rect());
    let order =
        input.view.sort().iter().position(|key| key.column == column).map(|rank| (rank, input.view.sort()[rank]));
    let id = Id::unique(("header", column));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = title(input.words, column);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, order.is_some(), name.as_ref()));
    paint(ui, rect, input, column, order, &response);
    resize(ui, rect, place, input, state, output);
    if response.clicked() {
        output.sort = Some(sorted(input.view.sort(), column, ui.input(|pointer| pointer.modifiers.shift)));
    }
    reorder(ui, rect, place, input, state, output, &response);
    Popup::context_menu(&response).show(|ui| menu(ui, place, column, input, state, output));
    if state.moved.is_none() && !Popup::is_any_open(ui.ctx()) {
        response.on_hover_ui(|ui| {
            ui.label(input.words.text(column.about_key()));
            ui.weak(input.words.text("grid-sort-hint"));
        });
    }
}

fn paint(
    ui: &Ui,
    rect: Rect,
    input: &GridInput<'_>,
    column: Column,
    order: Option<(usize, SortKey)>,
    response: &Response,
) {
    let theme = input.theme;
    let is_loud = order.is_some() || response.hovered();
    let color = theme.color(if is_loud { Tone::Text } else { Tone::Dim });
    let galley = galley(ui, input, column, color);
    let text = rect.shrink2(vec2(PADDING, 0.0));
    let painter = ui.painter().with_clip_rect(text.expand2(vec2(PADDING / 2.0, 0.0)).intersect(ui.clip_rect()));
    let width = galley.size().x;
    let is_right = column.align() == CellAlign::Right;
    // Numbers keep their edge, so the arrow of their column stands before the name.
    let left = if is_right { (text.right() - width).max(text.left()) } else { text.left() };
    painter.galley(Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), galley.size()).min, galley, color);
    if let Some((rank, key)) = order {
        let x = if is_right { left - ARROW / 2.0 - 1.0 } else { left + width + ARROW / 2.0 + 1.0 };
        let tone = if rank == 0 { Tone::Accent } else { Tone::Dim };
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        paint_sort_arrow(&painter, pos2(x, rect.center().y), key.descending, theme.color(tone));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            2.0,
            Stroke::new(1.5, theme.color(Tone::Accent)),
            eframe::egui::StrokeKind::Inside,
        );
    }
}

/// The order after a click: the column first, or next where `is_next`; once more turns its direction.
fn sorted(sort: &[SortKey], column: Column, is_next: bool) -> Vec<SortKey> {
    let known = sort.iter().find(|key| key.column == column);
    let descending = known.is_some_and(|key| !key.descending);
    let clicked = SortKey { column, descending };
    let Some(&first) = sort.first().filter(|_| is_next) else {
        return vec![clicked];
    };
    if first.column == column {
        std::iter::once(clicked).chain(sort.iter().skip(1).copied()).collect()
    } else {
        vec![first, clicked]
    }
}

/// The handle at the right edge.
fn resize(
    ui: &mut Ui,
    rect: Rect,
    place: usize,
    input: &GridInput<'_>,
    state: &mut GridState,
    output: &mut GridOutput,
) {
    let Some(shown) = state.columns.get_mut(place) else { return };
    let handle = Rect::from_min_max(pos2(rect.right() - HANDLE, rect.top()), rect.right_bottom());
    let response = ui.interact(handle, Id::unique(("resize", shown.column)), Sense::DRAG | Sense::CLICK);
    let is_held = response.hovered() || response.dragged();
    if is_held {
        ui.set_cursor_icon(CursorIcon::ResizeColumn);
    }
    let color = if is_held { input.theme.color(Tone::Accent) } else { input.theme.line };
    let inset = if is_held { 2.0 } else { 7.0 };
    ui.painter().vline(rect.right() - 0.5, rect.top() + inset..=rect.bottom() - inset, Stroke::new(1.0, color));
    if response.double_clicked() {
        shown.width = None;
        output.is_layout_changed = true;
    } else if let Some(pointer) = response.dragged().then(|| ui.pointer_latest_pos()).flatten() {
        shown.width = Some((pointer.x - rect.left()).clamp(NARROWEST, WIDEST).round());
        output.is_layout_changed |= response.drag_delta().x != 0.0;
    }
}

/// Dragging a header moves its column to where it is let go, unless that has gone meanwhile with another layout.
fn reorder(
    ui: &Ui,
    rect: Rect,
    place: usize,
    input: &GridInput<'_>,
    state: &mut GridState,
    output: &mut GridOutput,
    response: &Response,
) {
    let Some(&Shown { column, .. }) = state.columns.get(place) else { return };
    if response.drag_started_by(PointerButton::Primary) {
        state.moved = Some(column);
    }
    let Some(moved) = state.moved else { return };
    let Some(pointer) = ui.pointer_latest_pos() else { return };
    if moved == column {
        ui.painter().rect_filled(rect, 0.0, input.theme.selected.gamma_multiply(0.6));
    }
    if !rect.x_range().contains(pointer.x) {
        return;
    }
    let is_after = pointer.x > rect.center().x;
    if moved != column {
        let x = if is_after { rect.right() } else { rect.left() };
        ui.painter().vline(x, rect.y_range(), Stroke::new(3.0, input.theme.color(Tone::Accent)));
    }
    if ui.input(|input| input.pointer.any_released()) {
        state.moved = None;
        let Some(from) = state.columns.iter().position(|shown| shown.column == moved) else { return };
        let target = place + usize::from(is_after);
        let shown = state.columns.remove(from);
        state.columns.insert(if target > from { target - 1 } else { target }, shown);
        output.is_layout_changed = true;
    }
}

/// What else can be done with a column; all of it can be done elsewhere too.
fn menu(
    ui: &mut Ui,
    place: usize,
    column: Column,
    input: &GridInput<'_>,
    state: &mut GridState,
    output: &mut GridOutput,
) {
    for (key, descending) in [("grid-sort-ascending", false), ("grid-sort-descending", true)] {
        if ui.button(input.words.text(key)).clicked() {
            output.sort = Some(vec![SortKey { column, descending }]);
        }
    }
    ui.separator();
    let hide = Button::new(input.words.text("grid-hide-column"));
    if ui.add_enabled(state.columns.len() > 1, hide).clicked() {
        state.columns.remove(place);
        output.is_layout_changed = true;
    }
    if ui.button(input.words.text("action-columns")).clicked() {
        output.actions.push(Action::Open(DialogKind::Columns));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_on_headers_sort_by_one_or_two_columns() {
        let key = |column, descending| SortKey { column, descending };
        let by_ip = [key(Column::Ip, false)];
        assert_eq!(sorted(&by_ip, Column::Rate, false), [key(Column::Rate, false)]);
        assert_eq!(sorted(&by_ip, Column::Ip, false), [key(Column::Ip, true)], "a second click turns it");
        let both = [key(Column::Ip, false), key(Column::Rate, false)];
        assert_eq!(sorted(&by_ip, Column::Rate, true), both, "Shift adds a second");
        assert_eq!(sorted(&both, Column::Rate, true), [key(Column::Ip, false), key(Column::Rate, true)]);
        assert_eq!(sorted(&both, Column::Ip, true), [key(Column::Ip, true), key(Column::Rate, false)]);
        assert_eq!(sorted(&both, Column::Model, true), [key(Column::Ip, false), key(Column::Model, false)]);
    }
}
