//! Messages that come and go at the lower right corner: what happened, and what to do.

use super::{Icon, button::icon_button};
use crate::{
    gui::theme::{EDGE, RADIUS, STEP, Theme, Tone},
    words::Words,
};
use eframe::egui::{self, Align, Area, Frame, Id, Label, Layout, Margin, Order, Rect, Stroke, Vec2, vec2};
use std::time::{Duration, Instant};

/// How long a message stays; one that tells of trouble stays until it is closed.
const STAYS: Duration = Duration::from_secs(6);
/// More than these would hide the grid; older ones go first.
const MOST: usize = 4;

/// One message.
#[derive(Clone, Debug)]
pub(crate) struct Toast {
    text: String,
    tone: Tone,
    since: Instant,
}

/// The messages on show, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Toasts {
    shown: Vec<Toast>,
}

impl Toasts {
    /// Says that something was done.
    pub(crate) fn done(&mut self, text: impl Into<String>) {
        self.push(text.into(), Tone::Good);
    }

    /// Says that something went wrong.
    pub(crate) fn trouble(&mut self, text: impl Into<String>) {
        self.push(text.into(), Tone::Bad);
    }

    fn push(&mut self, text: String, tone: Tone) {
        // The same message again is the same message, newer.
        self.shown.retain(|toast| toast.text != text);
        if self.shown.len() == MOST {
            self.shown.remove(0);
        }
        self.shown.push(Toast { text, tone, since: Instant::now() });
    }

    /// Draws them above everything, and wakes the window when the next one is due to go.
    pub(crate) fn show(&mut self, context: &egui::Context, within: Rect, theme: &Theme, words: &Words) {
        self.shown.retain(|toast| toast.tone == Tone::Bad || toast.since.elapsed() < STAYS);
        if let Some(left) = self
            .shown
            .iter()
            .filter(|toast| toast.tone != Tone::Bad)
            .map(|toast| STAYS.saturating_sub(toast.since.elapsed()))
            .min()
        {
            context.request_repaint_after(left);
        }
        if self.shown.is_empty() {
            return;
        }
        let corner = within.right_bottom() - Vec2::splat(EDGE);
        let mut closed = None;
        Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .pivot(egui::Align2::RIGHT_BOTTOM)
            .fixed_pos(corner)
            .show(context, |ui| {
                ui.spacing_mut().item_spacing = vec2(STEP, 2.0 * STEP);
                for (place, toast) in self.shown.iter().enumerate() {
                    if toast_ui(ui, toast, theme, words) {
                        closed = Some(place);
                    }
                }
            });
        if let Some(place) = closed {
            self.shown.remove(place);
        }
    }
}

/// Draws one; true when it was closed.
fn toast_ui(ui: &mut egui::Ui, toast: &Toast, theme: &Theme, words: &Words) -> bool {
    let frame = Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(1.0, theme.color(toast.tone)))
        .corner_radius(RADIUS)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(12, 4));
    frame
        .show(ui, |ui| {
            // Before the layout begins at its right end, which would otherwise be the window's.
            ui.set_max_width(360.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let is_closed = icon_button(ui, theme, Icon::Cross, words.text("toast-close"), None).clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(&toast.text).wrap());
                });
                is_closed
            })
            .inner
        })
        .inner
}
