//! Bars: how far a job is, and how much of a whole a machine reaches.

use crate::gui::theme::Theme;
use eframe::egui::{Color32, Painter, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

/// A bar of a job, in the accent colour so that it is seen on selected rows too; `name` is for those who hear it.
pub(crate) fn progress_bar(ui: &mut Ui, share: f32, width: f32, color: Color32, theme: &Theme, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 6.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = Some(f64::from(share * 100.0));
        info
    });
    share_bar(ui.painter(), rect, share, color, theme.track);
    response
}

/// Paints how much of a whole is reached; what is beyond the whole fills it.
pub(crate) fn share_bar(painter: &Painter, rect: Rect, share: f32, color: Color32, track: Color32) {
    let radius = rect.height() / 2.0;
    painter.rect_filled(rect, radius, track);
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    if share > 0.0 {
        // A sliver narrower than its own rounding would look like a stain.
        let width = (rect.width() * share).max(rect.height());
        painter.rect_filled(Rect::from_min_max(rect.min, pos2(rect.min.x + width, rect.max.y)), radius, color);
    }
}
