//! The tick of a thing that is chosen, as a picture: what is operated is the row around it.

use crate::gui::theme::{Theme, Tone};
use eframe::egui::{Painter, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

/// How much of what a tick stands for is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ticked {
    /// Nothing.
    None,
    /// A part.
    Some,
    /// All.
    All,
}

/// Paints a tick that is there or not.
pub(crate) fn paint_tick(painter: &Painter, rect: Rect, theme: &Theme, is_ticked: bool) {
    paint_ticked(painter, rect, theme, if is_ticked { Ticked::All } else { Ticked::None });
}

/// Paints a tick in the middle of a rectangle.
pub(crate) fn paint_ticked(painter: &Painter, rect: Rect, theme: &Theme, ticked: Ticked) {
    let unit = theme.type_scale;
    let square = Rect::from_center_size(rect.center(), Vec2::splat(13.0 * unit));
    let at = |x: f32, y: f32| square.center() + vec2(x, y) * unit;
    let points = match ticked {
        Ticked::None => {
            painter.rect_stroke(square, 3.0, Stroke::new(1.0, theme.color(Tone::Faint)), StrokeKind::Inside);
            return;
        }
        Ticked::Some => vec![at(-3.2, 0.0), at(3.2, 0.0)],
        Ticked::All => vec![at(-3.4, 0.2), at(-1.0, 2.7), at(3.5, -2.6)],
    };
    painter.rect_filled(square, 3.0, theme.color(Tone::Accent));
    painter.add(Shape::line(points, Stroke::new(1.8 * unit, theme.on_accent)));
}
