//! The mark of a state of health: a shape of its own beside its colour, for eyes that see no colours.

use crate::{fleet::health::HealthState, gui::theme::Tone};
use eframe::egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2};

/// What a state's colour says.
pub(crate) fn state_tone(state: HealthState) -> Tone {
    match state {
        HealthState::Hashing => Tone::Good,
        HealthState::Weak => Tone::Weak,
        HealthState::Faulty => Tone::Bad,
        HealthState::ApiClosed => Tone::Locked,
        HealthState::Stopped | HealthState::Lost | HealthState::Unknown => Tone::Dim,
    }
}

/// Paints the mark: a disc, a triangle, a cross, a ring, a diamond, a broken ring, three dots.
pub(crate) fn paint_mark(painter: &Painter, center: Pos2, state: HealthState, color: Color32, scale: f32) {
    let at = |x: f32, y: f32| center + Vec2::new(x, y) * scale;
    let polygon = |points: &[(f32, f32)]| {
        let points = points.iter().map(|&(x, y)| at(x, y)).collect();
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    };
    match state {
        HealthState::Hashing => {
            painter.circle_filled(center, 4.0 * scale, color);
        }
        HealthState::Weak => polygon(&[(0.0, -5.0), (5.2, 4.3), (-5.2, 4.3)]),
        HealthState::Faulty => {
            let stroke = Stroke::new(2.6 * scale, color);
            painter.line_segment([at(-3.6, -3.6), at(3.6, 3.6)], stroke);
            painter.line_segment([at(3.6, -3.6), at(-3.6, 3.6)], stroke);
        }
        HealthState::Stopped => {
            painter.circle_stroke(center, 3.4 * scale, Stroke::new(1.5 * scale, color));
        }
        HealthState::ApiClosed => polygon(&[(0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)]),
        HealthState::Lost => {
            let stroke = Stroke::new(1.5 * scale, color);
            painter.circle_stroke(center, 3.4 * scale, stroke);
            painter.line_segment([at(-4.6, 4.6), at(4.6, -4.6)], stroke);
        }
        HealthState::Unknown => {
            for x in [-3.6, 0.0, 3.6] {
                painter.circle_filled(at(x, 0.0), 1.2 * scale, color);
            }
        }
    }
}
