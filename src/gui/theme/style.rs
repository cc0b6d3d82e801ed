//! Teaches a [`Theme`] to egui: its visuals, its spacing and its sizes of type.

use super::{CONTROL_HEIGHT, EDGE, GAP, RADIUS, STEP, Theme, Tone};
use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, RichText, Shadow, Stroke, TextStyle, Vec2,
    style::{ScrollStyle, Selection, WidgetVisuals},
};
use std::sync::Arc;

/// The name of the family of the heavier weight; see [`crate::gui::fonts`].
pub(crate) const SEMIBOLD: &str = "semibold";

/// How much is left of the colours of what can't be operated now.
pub(super) const DISABLED: f32 = 0.6;

/// Text in the heavier weight.
pub(crate) fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(FontFamily::Name(SEMIBOLD.into()))
}

/// A title.
pub(crate) fn heading(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(TextStyle::Heading)
}

/// Text of headers and of the status bar.
pub(crate) fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(TextStyle::Small)
}

/// Makes every widget of this context look like the theme.
pub(crate) fn apply(context: &egui::Context, theme: &Theme) {
    let side = if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
    context.set_theme(side);
    context.set_style_of(side, style(theme));
}

fn style(theme: &Theme) -> Arc<egui::Style> {
    let mut style = egui::Style { visuals: visuals(theme), ..Default::default() };
    let scale = theme.type_scale;
    let body = if theme.heavy { FontFamily::Name(SEMIBOLD.into()) } else { FontFamily::Proportional };
    let semibold = FontFamily::Name(SEMIBOLD.into());
    style.text_styles = [
        (TextStyle::Body, FontId::new(13.0 * scale, body.clone())),
        (TextStyle::Button, FontId::new(13.0 * scale, body.clone())),
        (TextStyle::Small, FontId::new(12.0 * scale, body)),
        (TextStyle::Heading, FontId::new(17.0 * scale, semibold)),
        // Our text faces have figures of equal width, so raw replies line up without a third face.
        (TextStyle::Monospace, FontId::new(12.5 * scale, FontFamily::Monospace)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(GAP, STEP);
    spacing.button_padding = Vec2::new(10.0, STEP);
    spacing.interact_size = Vec2::new(CONTROL_HEIGHT, CONTROL_HEIGHT * scale);
    spacing.menu_margin = Margin::same(STEP as i8);
    spacing.window_margin = Margin::same(EDGE as i8);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    // Always there and never over the rows, in the colour of text, so that every theme shows it.
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 8.0,
        floating_allocated_width: 10.0,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.6,
        ..ScrollStyle::floating()
    };
    // Rows are read to the very edge.
    spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.08;
    style.url_in_tooltip = true;
    Arc::new(style)
}

pub(super) fn visuals(theme: &Theme) -> egui::Visuals {
    let radius = CornerRadius::same(RADIUS);
    let widget = |ground: Color32, outline: Color32, text: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, outline),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let (text, accent) = (theme.color(Tone::Text), theme.color(Tone::Accent));
    let mut visuals = if theme.is_dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    visuals.widgets.noninteractive = widget(theme.panel, theme.line, text);
    visuals.widgets.inactive = widget(theme.button, theme.outline, text);
    visuals.widgets.hovered = widget(theme.button_hover, accent, text);
    visuals.widgets.active = widget(theme.selected, accent, text);
    visuals.widgets.open = widget(theme.button_hover, accent, text);
    visuals.weak_text_color = Some(theme.color(Tone::Dim));
    visuals.selection = Selection { bg_fill: theme.selected, stroke: Stroke::new(1.5, accent) };
    visuals.hyperlink_color = accent;
    visuals.faint_bg_color = theme.zebra;
    visuals.extreme_bg_color = theme.field;
    visuals.text_edit_bg_color = Some(theme.field);
    visuals.code_bg_color = theme.field;
    visuals.warn_fg_color = theme.color(Tone::Weak);
    visuals.error_fg_color = theme.color(Tone::Bad);
    visuals.window_corner_radius = radius;
    visuals.menu_corner_radius = radius;
    visuals.window_fill = theme.panel;
    visuals.panel_fill = theme.panel;
    visuals.window_stroke = Stroke::new(1.0, theme.outline);
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shade() };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.text_cursor.stroke = Stroke::new(1.5, accent);
    visuals.striped = false;
    // Faded, and still to be read: what can't be done now is part of what there is.
    visuals.disabled_alpha = DISABLED;
    visuals
}
