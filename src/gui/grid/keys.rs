//! The keyboard in the grid: arrows, pages, ends and Space, as in a file manager.

use super::{GridInput, GridOutput, GridState};
use crate::{fleet::Selection, gui::action::Action};
use eframe::egui::{EventFilter, Id, Key, Modifiers, Popup, Ui};

/// How far a key moves the focus, given how many rows are in sight.
fn steps(key: Key, page: isize) -> Option<isize> {
    Some(match key {
        Key::ArrowUp => -1,
        Key::ArrowDown => 1,
        Key::PageUp => -page,
        Key::PageDown => page,
        Key::Home => -isize::MAX,
        Key::End => isize::MAX,
        _ => return None,
    })
}

const MOVES: [Key; 6] = [Key::ArrowUp, Key::ArrowDown, Key::PageUp, Key::PageDown, Key::Home, Key::End];

/// Moves the focus and marks rows, unless something else has the keyboard.
pub(super) fn handle(
    ui: &Ui,
    grid: Id,
    input: &GridInput<'_>,
    selection: &mut Selection,
    state: &mut GridState,
    output: &mut GridOutput,
) {
    let focused = ui.memory(eframe::egui::Memory::focused);
    if focused.is_some_and(|id| id != grid) || Popup::is_any_open(ui.ctx()) {
        return;
    }
    if focused == Some(grid) {
        // Without this, egui would move the focus to another widget on arrows.
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(grid, arrows));
    }
    let rows = input.view.rows();
    let page = isize::try_from(state.sight.1).unwrap_or(isize::MAX).saturating_sub(2).max(1);
    for key in MOVES {
        for (modifiers, extend) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
            let Some(steps) = steps(key, page) else { continue };
            let times = ui.input_mut(|keys| keys.count_and_consume_key(modifiers, key));
            for _ in 0..times {
                if let Some(row) = selection.step(steps, extend, rows).and_then(|id| input.view.position(id)) {
                    state.reveal(row);
                }
            }
        }
    }
    if let Some(focus) = selection.focus() {
        if ui.input_mut(|keys| keys.consume_key(Modifiers::NONE, Key::Space)) {
            selection.toggle(focus);
        }
        if ui.input_mut(|keys| keys.consume_key(Modifiers::NONE, Key::Enter)) {
            output.actions.push(Action::ToggleDetail);
        }
    }
}
