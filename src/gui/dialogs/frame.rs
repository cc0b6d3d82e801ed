//! The frame around every dialog: title and cross, a body that scrolls where the window is small, a foot with what is
//! wrong at the left and the buttons at the right.

use super::{Dialog, Tray, Verdict, fields};
use crate::gui::{
    app::Parts,
    theme::{self, EDGE, GAP, GROUP, STEP, Theme, Tone},
    widgets::{self, ButtonKind, Icon},
};
use eframe::egui::{
    Align2, Area, Context, Frame, Id, Key, Label, Margin, Memory, Modal, ModalResponse, Modifiers, Rect, RichText,
    ScrollArea, Sense, Separator, Ui, UiBuilder, vec2,
};

/// How a frame of a dialog ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It goes on.
    StaysOpen,
    /// The draft is to be used.
    Accepted,
    /// The draft is to be dropped.
    Dismissed,
}

/// What stays free around a dialog, in points; less where large type or a small window leaves little for what is in it.
const AROUND: f32 = 24.0;
const AROUND_LITTLE: f32 = GAP;
/// A lower window is a small one.
const LOW: f32 = 560.0;

/// Where a dialog stands: in the middle as it opens, and from then on its upper edge stays, so that nothing moves away from
/// the pointer or the eye while the dialog becomes higher and lower with what is typed.
#[derive(Debug, Default)]
pub(super) struct Stand {
    /// Frames that were drawn; the first only measures.
    drawn: u8,
    /// The upper edge.
    top: Option<f32>,
    /// How high it was last.
    height: f32,
}

impl Stand {
    /// The area to draw in; one that became too high for the window moves up.
    fn area(&self, id: Id, window: Rect, around: f32) -> Area {
        let area = Modal::default_area(id);
        let Some(top) = self.top else { return area };
        let top = top.min(window.bottom() - around - self.height).max(window.top() + around);
        area.anchor(Align2::CENTER_TOP, vec2(0.0, top - window.top()))
    }

    fn note(&mut self, drawn: Rect) {
        self.drawn = self.drawn.saturating_add(1);
        self.height = drawn.height();
        if self.drawn > 2 {
            self.top.get_or_insert(drawn.top());
        }
    }
}

/// Draws a dialog and reads its keys.
pub(super) fn frame_ui(
    context: &Context,
    parts: &Parts<'_>,
    dialog: &mut dyn Dialog,
    stand: &mut Stand,
    tray: &mut Tray,
) -> End {
    let theme = parts.theme;
    let window = context.content_rect();
    let around = if window.height() < LOW * theme.type_scale { AROUND_LITTLE } else { AROUND };
    let id = Id::unique(("dialog", dialog.title()));
    let area = stand.area(id, window, around);
    let window = window.shrink(around).size();
    let width = (dialog.width() * theme.type_scale).min(window.x).max(160.0);
    // Enter belongs to a button that has the focus; without any focus it accepts, and always with Ctrl.
    let is_focused = context.memory(Memory::focused).is_some();
    let enter = context.input(|input| input.key_pressed(Key::Enter) && input.modifiers == Modifiers::NONE);
    let ctrl_enter = context.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let frame = Frame::window(&context.global_style()).fill(theme.panel).inner_margin(Margin::ZERO);
    let modal = Modal::new(id).area(area).backdrop_color(theme.shade()).frame(frame);
    let shown = modal.show(context, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(GAP, STEP);
        let is_dismissed = head_ui(ui, parts, dialog.title(), dialog.subtitle(parts));
        line_ui(ui);
        let is_confirmed_by_hand = dialog.confirm(parts).is_some();
        let lines = if is_confirmed_by_hand { 5.5 } else { 4.0 };
        let head_and_foot = lines * theme::CONTROL_HEIGHT * theme.type_scale + 2.0 * GROUP;
        let most = (window.y - head_and_foot).max(80.0);
        // The second says that a long body may have all of that height, however small the dialog was before.
        if let Some(height) = dialog.height() {
            let size = vec2(ui.available_width(), (height * theme.type_scale).min(most));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            dialog.body_ui(&mut ui.new_child(UiBuilder::new().max_rect(rect)), parts, tray);
        } else {
            let scroll = ScrollArea::vertical().max_height(most).min_scrolled_height(most).auto_shrink([false, true]);
            scroll.show(ui, |ui| {
                Frame::NONE.inner_margin(Margin::symmetric(GROUP as i8, EDGE as i8)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    dialog.body_ui(ui, parts, tray);
                });
            });
        }
        line_ui(ui);
        let verdict = confirmed_ui(ui, parts, dialog, tray);
        let is_sound = verdict.accept.is_some() && verdict.is_sound;
        let end = match foot_ui(ui, parts, &verdict) {
            End::StaysOpen if is_dismissed => End::Dismissed,
            end => end,
        };
        (end, is_sound, verdict.holds_draft())
    });
    stand.note(shown.response.rect);
    let (end, is_sound, holds_draft) = shown.inner;
    let is_entered = ctrl_enter || (dialog.accepts_on_enter() && (tray.is_submitted || (enter && !is_focused)));
    match end {
        End::StaysOpen if is_entered && is_sound => End::Accepted,
        End::StaysOpen if is_left(&shown, holds_draft, parts.was_in_text) => End::Dismissed,
        end => end,
    }
}

/// Whether Escape or a click beside the dialog closes it. What was typed is not lost by a slip: the first Escape leaves the
/// field, and a click closes only what holds no draft.
fn is_left<T>(shown: &ModalResponse<T>, holds_draft: bool, was_in_text: bool) -> bool {
    let is_escaped = shown.is_top_modal
        && !shown.any_popup_open
        && shown.response.ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if holds_draft { is_escaped && !was_in_text } else { is_escaped || shown.backdrop_response.clicked() }
}

/// Title and cross; true when the cross was pressed.
fn head_ui(ui: &mut Ui, parts: &Parts<'_>, title: &str, subtitle: Option<String>) -> bool {
    let margin = Margin { left: GROUP as i8, right: GAP as i8, top: GAP as i8, bottom: STEP as i8 };
    let head = Frame::NONE.inner_margin(margin).show(ui, |ui| {
        fields::line_ui(
            ui,
            |ui| widgets::icon_button(ui, parts.theme, Icon::Cross, parts.words.text("dialog-close"), None).clicked(),
            |ui| {
                ui.add(Label::new(theme::heading(parts.words.text(title))).truncate());
                if let Some(subtitle) = subtitle {
                    let text = RichText::new(subtitle).color(parts.theme.color(Tone::Dim));
                    ui.add(Label::new(text).truncate());
                }
            },
        )
    });
    head.inner
}

/// The field for the number of machines, where that is to be typed, and whether the dialog can be accepted.
fn confirmed_ui(ui: &mut Ui, parts: &Parts<'_>, dialog: &mut dyn Dialog, tray: &mut Tray) -> Verdict {
    let mut is_given = true;
    if let Some((confirm, count)) = dialog.confirm(parts) {
        let margin = Margin { left: GROUP as i8, right: GROUP as i8, top: GAP as i8, bottom: 0 };
        Frame::NONE.inner_margin(margin).show(ui, |ui| confirm.ui(ui, parts, count, tray));
        is_given = confirm.is_given(count);
    }
    let verdict = dialog.verdict(parts);
    if is_given || !verdict.is_sound {
        verdict
    } else {
        verdict.waits(parts.words.text("setup-confirm-missing").to_owned())
    }
}

/// What is wrong and the buttons.
fn foot_ui(ui: &mut Ui, parts: &Parts<'_>, verdict: &Verdict) -> End {
    let (theme, words) = (parts.theme, parts.words);
    let mut end = End::StaysOpen;
    Frame::NONE.inner_margin(Margin::symmetric(GROUP as i8, EDGE as i8)).show(ui, |ui| {
        let buttons = |ui: &mut Ui| {
            if let Some(accept) = &verdict.accept {
                ui.add_enabled_ui(verdict.is_sound, |ui| {
                    if widgets::button(ui, theme, ButtonKind::Primary, None, accept).clicked() {
                        end = End::Accepted;
                    }
                });
            }
            let leave = words.text(if verdict.accept.is_some() { "dialog-cancel" } else { "dialog-done" });
            if widgets::button(ui, theme, ButtonKind::Plain, None, leave).clicked() {
                end = End::Dismissed;
            }
        };
        fields::line_ui(ui, buttons, |ui| {
            if let Some((tone, message)) = &verdict.message {
                message_ui(ui, theme, *tone, message);
            }
        });
    });
    end
}

fn message_ui(ui: &mut Ui, theme: &Theme, tone: Tone, message: &str) {
    ui.add(Label::new(RichText::new(message).color(theme.color(tone))).wrap());
}

fn line_ui(ui: &mut Ui) {
    ui.add(Separator::default().spacing(0.0));
}
