//! Messages that come and go at the lower right corner: what happened, and what to do.

use super::{Icon, button::icon_button};
use crate::{
    gui::theme::{EDGE, RADIUS, STEP, Theme, Tone},
    words::Words,
};
use eframe::egui::{self, Area, Frame, Id, Label, Margin, Order, Rect, Stroke, Vec2, vec2};
use std::time::{Duration, Instant};

/// How long a message stays; one that tells of trouble that is shown nowhere else stays until it is closed.
const STAYS: Duration = Duration::from_secs(6);
/// The widest a message gets, in points.
const WIDEST: f32 = 360.0;
/// More than these would hide the grid; older ones go first.
const MOST: usize = 4;

/// One message.
#[derive(Clone, Debug)]
pub(crate) struct Toast {
    text: String,
    tone: Tone,
    /// Until it is closed.
    stays: bool,
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
        self.push(text.into(), Tone::Good, false);
    }

    /// Says that something failed which can still be read elsewhere, such as in the list of jobs.
    pub(crate) fn failed(&mut self, text: impl Into<String>) {
        self.push(text.into(), Tone::Bad, false);
    }

    /// Says that something went wrong, until the technician closes it.
    pub(crate) fn trouble(&mut self, text: impl Into<String>) {
        self.push(text.into(), Tone::Bad, true);
    }

    /// Takes a message away: it is said elsewhere now.
    pub(crate) fn take_back(&mut self, text: &str) {
        self.shown.retain(|toast| toast.text != text);
    }

    fn push(&mut self, text: String, tone: Tone, stays: bool) {
        // The same message again is the same message, newer.
        self.shown.retain(|toast| toast.text != text);
        if self.shown.len() == MOST {
            self.shown.remove(0);
        }
        self.shown.push(Toast { text, tone, stays, since: Instant::now() });
    }

    /// Draws them above everything in a lower corner of `within`, and wakes the window when the next one is due to go: at the
    /// right, where the eye is, but at the left of a dialog, whose buttons are at the right.
    pub(crate) fn show(
        &mut self,
        context: &egui::Context,
        within: Rect,
        has_dialog: bool,
        theme: &Theme,
        words: &Words,
    ) {
        self.shown.retain(|toast| toast.stays || toast.since.elapsed() < STAYS);
        if let Some(left) = self
            .shown
            .iter()
            .filter(|toast| !toast.stays)
            .map(|toast| STAYS.saturating_sub(toast.since.elapsed()))
            .min()
        {
            context.request_repaint_after(left);
        }
        if self.shown.is_empty() {
            return;
        }
        let (corner, pivot) = if has_dialog {
            (within.left_bottom() + vec2(EDGE, -EDGE), egui::Align2::LEFT_BOTTOM)
        } else {
            (within.right_bottom() - Vec2::splat(EDGE), egui::Align2::RIGHT_BOTTOM)
        };
        let mut closed = None;
        Area::new(Id::unique("toasts")).order(Order::Foreground).pivot(pivot).fixed_pos(corner).show(context, |ui| {
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
            // A row as high as its text: a layout from the right would take all the height that there is.
            ui.horizontal(|ui| {
                let text = (WIDEST - ui.spacing().interact_size.y - ui.spacing().item_spacing.x).max(0.0);
                ui.scope(|ui| {
                    ui.set_width(text);
                    ui.add(Label::new(&toast.text).wrap());
                });
                icon_button(ui, theme, Icon::Cross, words.text("toast-close"), None).clicked()
            })
            .inner
        })
        .inner
}
