//! Icons as shapes, so that they are sharp in every size and need no glyph of any font.

use eframe::egui::{
    Atom, AtomExt as _, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, epaint::PathShape, pos2,
};

/// The side of an icon in points.
pub(crate) const ICON_SIZE: f32 = 14.0;

/// What there are pictures of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Opens a menu below.
    Chevron,
    /// Repeats.
    Clock,
    /// Moves one place down.
    Down,
    /// Moves one place up.
    Up,
    /// Columns of a table.
    Columns,
    /// Closes, clears.
    Cross,
    /// Writes a file.
    Export,
    /// Settings.
    Gear,
    /// Starts.
    Play,
    /// More of the same.
    Plus,
    /// Finds.
    Search,
    /// Stops.
    Stop,
    /// Dark and light.
    Theme,
    /// The panel at the left.
    Sidebar,
    /// The panel at the right.
    Detail,
    /// Two sheets.
    Copy,
}

impl Icon {
    /// The icon as a part of a button or label, in the colour of its text.
    pub(crate) fn atom(self) -> Atom<'static> {
        Atom::paint(Vec2::splat(ICON_SIZE), move |ui: &Ui, place| {
            self.paint(ui.painter(), place.rect, place.fallback_text_color);
        })
        .atom_align(eframe::egui::Align2::CENTER_CENTER)
    }

    /// Paints the icon into the middle of a rectangle.
    pub(crate) fn paint(self, painter: &Painter, rect: Rect, color: Color32) {
        let square = Rect::from_center_size(rect.center(), Vec2::splat(rect.width().min(rect.height())));
        let stroke = Stroke::new((square.width() / 10.0).max(1.2), color);
        // Pictures are drawn on a square from 0 to 14.
        let at = |x: f32, y: f32| square.min + Vec2::new(x, y) * (square.width() / 14.0);
        let unit = square.width() / 14.0;
        let line = |points: &[(f32, f32)]| {
            painter.add(Shape::line(points.iter().map(|&(x, y)| at(x, y)).collect(), stroke));
        };
        let solid = |points: &[(f32, f32)]| {
            let points: Vec<Pos2> = points.iter().map(|&(x, y)| at(x, y)).collect();
            painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
        };
        let frame = |left: f32, top: f32, right: f32, bottom: f32| {
            let rect = Rect::from_min_max(at(left, top), at(right, bottom));
            painter.rect_stroke(rect, 1.5 * unit, stroke, StrokeKind::Middle);
        };
        match self {
            Self::Chevron => line(&[(4.0, 5.5), (7.0, 8.5), (10.0, 5.5)]),
            Self::Down => line(&[(3.5, 5.2), (7.0, 8.8), (10.5, 5.2)]),
            Self::Up => line(&[(3.5, 8.8), (7.0, 5.2), (10.5, 8.8)]),
            Self::Clock => {
                painter.circle_stroke(at(7.0, 7.0), 5.5 * unit, stroke);
                line(&[(7.0, 4.0), (7.0, 7.2), (9.2, 8.6)]);
            }
            Self::Columns => {
                frame(1.5, 2.0, 12.5, 12.0);
                line(&[(5.2, 2.0), (5.2, 12.0)]);
                line(&[(8.9, 2.0), (8.9, 12.0)]);
            }
            Self::Cross => {
                line(&[(3.5, 3.5), (10.5, 10.5)]);
                line(&[(10.5, 3.5), (3.5, 10.5)]);
            }
            Self::Export => {
                line(&[(7.0, 1.5), (7.0, 8.5)]);
                line(&[(4.0, 5.7), (7.0, 8.7), (10.0, 5.7)]);
                line(&[(2.0, 9.5), (2.0, 12.2), (12.0, 12.2), (12.0, 9.5)]);
            }
            Self::Gear => {
                painter.circle_stroke(at(7.0, 7.0), 3.6 * unit, stroke);
                for tooth in 0..8_u8 {
                    let (sin, cos) = (f32::from(tooth) * std::f32::consts::TAU / 8.0).sin_cos();
                    line(&[(7.0 + cos * 4.2, 7.0 + sin * 4.2), (7.0 + cos * 6.1, 7.0 + sin * 6.1)]);
                }
                painter.circle_filled(at(7.0, 7.0), 1.2 * unit, color);
            }
            Self::Play => solid(&[(4.0, 2.5), (11.5, 7.0), (4.0, 11.5)]),
            Self::Plus => {
                line(&[(7.0, 2.5), (7.0, 11.5)]);
                line(&[(2.5, 7.0), (11.5, 7.0)]);
            }
            Self::Search => {
                painter.circle_stroke(at(6.0, 6.0), 4.0 * unit, stroke);
                line(&[(9.0, 9.0), (12.3, 12.3)]);
            }
            Self::Stop => {
                painter.rect_filled(Rect::from_min_max(at(3.2, 3.2), at(10.8, 10.8)), 1.5 * unit, color);
            }
            Self::Theme => {
                painter.circle_stroke(at(7.0, 7.0), 5.2 * unit, stroke);
                let half = (0..=12_u8).map(|step| {
                    let (sin, cos) = (f32::from(step) / 12.0 * std::f32::consts::PI).sin_cos();
                    (7.0 + sin * 5.2, 7.0 - cos * 5.2)
                });
                solid(&half.collect::<Vec<_>>());
            }
            Self::Sidebar => {
                frame(1.5, 2.5, 12.5, 11.5);
                line(&[(5.5, 2.5), (5.5, 11.5)]);
            }
            Self::Detail => {
                frame(1.5, 2.5, 12.5, 11.5);
                line(&[(8.5, 2.5), (8.5, 11.5)]);
            }
            Self::Copy => {
                frame(1.8, 1.8, 8.8, 8.8);
                let points = [(11.0, 5.2), (12.2, 5.2), (12.2, 12.2), (5.2, 12.2), (5.2, 11.0)];
                let path = points.iter().map(|&(x, y)| at(x, y)).collect();
                painter.add(Shape::Path(PathShape::line(path, stroke)));
            }
        }
    }
}

/// The triangle that shows the direction of a sort.
pub(crate) fn paint_sort_arrow(painter: &Painter, center: Pos2, is_descending: bool, color: Color32) {
    let way = if is_descending { -1.0 } else { 1.0 };
    let points = vec![
        pos2(center.x - 3.5, center.y + 2.0 * way),
        pos2(center.x + 3.5, center.y + 2.0 * way),
        pos2(center.x, center.y - 2.5 * way),
    ];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}
