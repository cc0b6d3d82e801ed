//! WCAG 2.2, level AA, computed for every pair of colours that can meet: 4.5 for text, 3 for marks, bars and the outlines of
//! what is operated. Text of what can't be operated now is exempt in WCAG; here it has at least 3.

use super::{Theme, Tone, style};
use eframe::egui::{Color32, style::WidgetVisuals};

/// Text that is to be read.
const TEXT: f64 = 4.5;
/// Marks, and outlines of what is operated.
const MARK: f64 = 3.0;

const THEMES: [(&str, Theme); 3] = [("dark", Theme::DARK), ("light", Theme::LIGHT), ("sunlight", Theme::SUNLIGHT)];

/// WCAG 2.2, "relative luminance".
fn luminance(color: Color32) -> f64 {
    let [red, green, blue] = [color.r(), color.g(), color.b()].map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: Color32, other: Color32) -> f64 {
    assert!(one.is_opaque() && other.is_opaque(), "what shines through is blended first");
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

/// Every ground of text.
fn grounds(theme: &Theme) -> [(&'static str, Color32); 8] {
    [
        ("background", theme.background),
        ("panel", theme.panel),
        ("zebra", theme.zebra),
        ("hover", theme.hover),
        ("selected", theme.selected),
        ("field", theme.field),
        ("button", theme.button),
        ("button hover", theme.button_hover),
    ]
}

/// Fails with the names of the pair.
fn holds(least: f64, ink: (&str, Color32), ground: (&str, Color32), theme: &str) {
    let ratio = contrast(ink.1, ground.1);
    assert!(ratio >= least, "{theme}: {} on {} has {ratio:.2}, not {least}", ink.0, ground.0);
}

#[test]
fn the_ratios_are_those_of_the_standard() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.001);
    // The lightest grey that passes on white, a well-known value.
    assert!((contrast(Color32::from_gray(0x76), Color32::WHITE) - 4.54).abs() < 0.01);
}

#[test]
fn every_text_is_readable_on_every_ground() {
    for (name, theme) in THEMES {
        for tone in Tone::ALL.into_iter().filter(|tone| *tone != Tone::Faint) {
            for ground in grounds(&theme) {
                holds(TEXT, (&format!("{tone:?}"), theme.color(tone)), ground, name);
            }
        }
    }
}

#[test]
fn what_stands_back_is_readable_where_it_is_text_and_visible_everywhere() {
    for (name, theme) in THEMES {
        let faint = ("faint", theme.color(Tone::Faint));
        for ground in grounds(&theme) {
            // Place holders stand in fields, dashes of the unknown in rows; ticks and icons anywhere.
            let is_text = ["background", "panel", "zebra", "field"].contains(&ground.0);
            holds(if is_text { TEXT } else { MARK }, faint, ground, name);
        }
    }
}

#[test]
fn primary_buttons_are_readable_in_every_state() {
    for (name, theme) in THEMES {
        let [hovered, pressed] = theme.accent_pressed();
        for ground in
            [("accent", theme.color(Tone::Accent)), ("accent, hovered", hovered), ("accent, pressed", pressed)]
        {
            holds(TEXT, ("text on accent", theme.on_accent), ground, name);
        }
    }
}

#[test]
fn the_toolkits_own_widgets_are_readable_in_every_state() {
    for (name, theme) in THEMES {
        let visuals = style::visuals(&theme);
        let widgets = &visuals.widgets;
        let states: [(&str, &WidgetVisuals); 5] = [
            ("not operable", &widgets.noninteractive),
            ("inactive", &widgets.inactive),
            ("hovered", &widgets.hovered),
            ("pressed", &widgets.active),
            ("open", &widgets.open),
        ];
        for (state, look) in states {
            for ground in [look.bg_fill, look.weak_bg_fill] {
                holds(TEXT, ("text", look.fg_stroke.color), (state, ground), name);
            }
        }
        let weak = visuals.weak_text_color.expect("the theme sets it");
        for (ink_name, ink) in [
            ("link", visuals.hyperlink_color),
            ("weak text", weak),
            ("warning", visuals.warn_fg_color),
            ("mistake", visuals.error_fg_color),
        ] {
            for ground in [("panel", visuals.panel_fill), ("window", visuals.window_fill)] {
                holds(TEXT, (ink_name, ink), ground, name);
            }
        }
        // Marked text in a field keeps its colour or takes that of the selection.
        for ink in [widgets.inactive.fg_stroke.color, visuals.selection.stroke.color] {
            holds(TEXT, ("marked text", ink), ("selection", visuals.selection.bg_fill), name);
        }
    }
}

#[test]
fn marks_and_bars_stand_out() {
    for (name, theme) in THEMES {
        // Marks of health and filled bars have the colours of text; bars lie on their track.
        for tone in Tone::ALL {
            holds(MARK, (&format!("bar, {tone:?}"), theme.color(tone)), ("track", theme.track), name);
        }
    }
}

#[test]
fn what_is_operated_has_an_outline_that_is_seen() {
    for (name, theme) in THEMES {
        for ground in [("background", theme.background), ("panel", theme.panel), ("field", theme.field)] {
            holds(MARK, ("outline", theme.outline), ground, name);
            // The outline of what has the focus, the pointer, or a mistake.
            holds(MARK, ("focus", theme.color(Tone::Accent)), ground, name);
            holds(MARK, ("mistake", theme.color(Tone::Bad)), ground, name);
        }
    }
}

#[test]
fn what_cant_be_operated_now_can_still_be_made_out() {
    for (name, theme) in THEMES {
        let faded = |color: Color32, ground: Color32| ground.blend(color.gamma_multiply(style::DISABLED));
        for (ground_name, ground) in [("panel", theme.panel), ("background", theme.background)] {
            let button = faded(theme.button, ground);
            let text = faded(theme.color(Tone::Text), button);
            holds(MARK, ("text of a disabled button", text), (ground_name, button), name);
            let field = faded(theme.field, ground);
            let text = faded(theme.color(Tone::Text), field);
            holds(MARK, ("text of a disabled field", text), (ground_name, field), name);
        }
    }
}

#[test]
fn sunlight_has_the_enhanced_contrast() {
    let theme = Theme::SUNLIGHT;
    for tone in Tone::ALL.into_iter().filter(|tone| *tone != Tone::Faint) {
        holds(7.0, (&format!("{tone:?}"), theme.color(tone)), ("background", theme.background), "sunlight");
    }
}
