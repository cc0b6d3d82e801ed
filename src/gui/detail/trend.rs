//! The page of the last hours: rate against the factory's, power against its limit, the hottest chip.
//!
//! Each plot is one line of [`PLOTS`]. They share their time axis and their pointer, can't be dragged or zoomed (a wheel
//! over them scrolls the panel), and each has a sentence for those who can't see it.

use super::{Subject, marks, parts};
use crate::{
    fleet::{Machine, format::number, history::Sample},
    gui::{
        spans,
        theme::{self, GAP, Tone},
    },
    words::Arg,
};
use eframe::egui::{self, Id, Label, Role, Stroke, Ui, Vec2b, WidgetInfo};
use egui_plot::{AxisHints, HLine, HoverPosition, Line, LineStyle, Plot, PlotPoints};
use jiff::Timestamp;

/// The height of one plot in points at the usual type size.
const HEIGHT: f32 = 96.0;

/// What one plot shows.
struct Curve {
    /// The key of its title; also its id.
    title: &'static str,
    /// The figure of one sample.
    value: fn(&Sample) -> Option<f32>,
    /// The line to compare with, and the key of its label.
    against: fn(&Machine) -> Option<(f32, &'static str)>,
    /// Decimals that the figure is worth.
    decimals: u8,
    /// True where the axis should reach down to zero.
    from_zero: bool,
}

const PLOTS: [Curve; 3] = [
    Curve {
        title: "detail-trend-rate",
        value: |sample| sample.rate,
        against: |machine| Some((machine.factory_rate()?.ths(), "detail-trend-factory")),
        decimals: 1,
        from_zero: true,
    },
    Curve {
        title: "detail-trend-power",
        value: |sample| sample.power,
        against: |machine| Some((machine.reading.summary.as_ref()?.power_limit?.0, "detail-trend-limit")),
        decimals: 0,
        from_zero: true,
    },
    Curve {
        title: "detail-trend-temp",
        value: |sample| sample.chip_temp,
        against: |_| None,
        decimals: 0,
        from_zero: false,
    },
];

/// The rate alone, for the overview; nothing where there is nothing to draw.
pub(super) fn rate_ui(ui: &mut Ui, subject: &Subject<'_>) {
    let samples: Vec<Sample> = subject.machine.history.iter().collect();
    if let (true, [rate, ..]) = (samples.len() >= 2, &PLOTS) {
        curve_ui(ui, subject, rate, &samples);
    }
}

/// Draws the page.
pub(super) fn trend_ui(ui: &mut Ui, subject: &Subject<'_>) {
    let samples: Vec<Sample> = subject.machine.history.iter().collect();
    if samples.len() < 2 {
        let words = subject.words;
        parts::empty_ui(ui, subject.theme, words.text("detail-trend-empty"), words.text("detail-trend-empty-hint"));
        return;
    }
    for curve in &PLOTS {
        curve_ui(ui, subject, curve, &samples);
    }
}

fn curve_ui(ui: &mut Ui, subject: &Subject<'_>, curve: &Curve, samples: &[Sample]) {
    let (theme, words) = (subject.theme, subject.words);
    let values = || samples.iter().filter_map(curve.value);
    let Some(last) = values().next_back() else { return };
    let [low, high] = [f32::min, f32::max].map(|better| values().fold(last, better));
    let title = words.text(curve.title);
    let [now_text, low_text, high_text] = [last, low, high].map(|value: f32| number(value.into(), curve.decimals));
    parts::section_ui(ui, theme, title);
    let summary = words.with(
        "detail-trend-summary",
        &[
            ("what", title.into()),
            ("now", Arg::from(&now_text)),
            ("low", Arg::from(&low_text)),
            ("high", Arg::from(&high_text)),
        ],
    );
    ui.add_space(GAP / 2.0);
    let against = (curve.against)(subject.machine);
    let shown = plot(ui, subject, curve).show(ui, |plot| {
        if let Some((value, _)) = against {
            let dashed = LineStyle::dashed_dense();
            plot.hline(HLine::new("", value).color(theme.color(Tone::Dim)).width(1.0).style(dashed).allow_hover(false));
        }
        for (place, piece) in pieces(samples, curve.value).into_iter().enumerate() {
            let line = Line::new(title, PlotPoints::new(piece)).id(Id::unique((curve.title, place)));
            plot.line(line.stroke(Stroke::new(1.8, theme.color(Tone::Accent))));
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &summary));
    let against =
        against.map(|(value, key)| words.with(key, &[("value", Arg::from(&number(value.into(), curve.decimals)))]));
    let below = against.map_or_else(
        || summary_short(&low_text, &high_text),
        |text| format!("{} · {text}", summary_short(&low_text, &high_text)),
    );
    ui.add(Label::new(theme::small(below).color(theme.color(Tone::Dim))).wrap());
}

/// From the lowest to the highest.
fn summary_short(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} … {high}") }
}

fn plot<'a>(ui: &Ui, subject: &Subject<'a>, curve: &'a Curve) -> Plot<'a> {
    let (theme, words) = (*subject.theme, subject.words);
    let now = subject.now;
    let font = egui::TextStyle::Small.resolve(ui.style());
    let ticks = |axis: AxisHints<'a>| {
        axis.tick_label_color(theme.color(Tone::Dim)).tick_label_font(font.clone()).label_spacing(1.0..=2.0)
    };
    let x_axis = ticks(AxisHints::new_x()).formatter(move |mark, _| time(mark.value, now));
    let y_axis =
        ticks(AxisHints::new_y()).formatter(move |mark, _| number(mark.value, 0)).min_thickness(font.size * 3.2);
    let mut plot = Plot::new(curve.title)
        .height(HEIGHT * theme.type_scale)
        .show_background(false)
        .show_grid(Vec2b::new(false, true))
        .grid_color(theme.line)
        .x_grid_spacer(|input| marks::times(&input))
        .y_grid_spacer(|input| marks::figures(&input))
        .grid_spacing(1.0..=2.0)
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .set_margin_fraction(egui::vec2(0.01, 0.08))
        .link_cursor(Id::unique("trend"), Vec2b::new(true, false))
        .link_axis(Id::unique("trend"), Vec2b::new(true, false))
        .cursor_color(theme.color(Tone::Dim))
        .label_formatter(move |at| match at {
            HoverPosition::NearDataPoint { position, .. } => {
                let value = number(position.y, curve.decimals);
                let arguments = [("time", &*time(position.x, now)), ("value", &*value)];
                Some(words.with("detail-trend-point", &arguments.map(|(name, text)| (name, Arg::from(text)))))
            }
            HoverPosition::Elsewhere { .. } => None,
        });
    if curve.from_zero {
        plot = plot.include_y(0.0);
    }
    if let Some((value, _)) = (curve.against)(subject.machine) {
        plot = plot.include_y(value);
    }
    plot
}

/// The time of a place on the axis.
fn time(seconds: f64, now: Timestamp) -> String {
    Timestamp::from_second(seconds as i64).map(|at| spans::moment(at, now)).unwrap_or_default()
}

/// The samples as lines, broken where a figure is missing.
fn pieces(samples: &[Sample], value: fn(&Sample) -> Option<f32>) -> Vec<Vec<[f64; 2]>> {
    let gaps = samples.split(|sample| value(sample).is_none());
    let point = |sample: &Sample| Some([sample.at.as_second() as f64, f64::from(value(sample)?)]);
    gaps.map(|piece| piece.iter().filter_map(point).collect::<Vec<_>>()).filter(|piece| !piece.is_empty()).collect()
}
