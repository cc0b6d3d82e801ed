//! How the window looks: the only place with colours, sizes of type and spacing.
//!
//! A [`Theme`] is a table of colours that panels are handed; [`apply`] also teaches it to egui's own widgets. Greys carry
//! structure and colour carries states, so that a healthy farm is calm to look at. Every colour of text and of marks passes
//! WCAG AA on every ground that it can meet; `contrast` computes it. What can't be operated now is exempt there, as it is
//! in WCAG, and still has the contrast that marks need.

#[cfg(test)]
mod contrast;
mod style;

pub(crate) use style::{SEMIBOLD, apply, heading, small, strong};

use eframe::egui::Color32;

/// The step that distances are multiples of.
pub(crate) const STEP: f32 = 4.0;
/// Between things that belong together.
pub(crate) const GAP: f32 = 2.0 * STEP;
/// From the edge of a panel to what is in it.
pub(crate) const EDGE: f32 = 3.0 * STEP;
/// Between groups.
pub(crate) const GROUP: f32 = 4.0 * STEP;
/// The one corner radius.
pub(crate) const RADIUS: u8 = 5;
/// The height of buttons and of text fields.
pub(crate) const CONTROL_HEIGHT: f32 = 28.0;

/// What a colour says. Panels name a tone; the theme in force says which colour that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// What is to be read.
    Text,
    /// What stands beside it.
    Dim,
    /// What stands back: place holders, signs of the unknown, ticks that are not set.
    Faint,
    /// What can be operated, and what is in hand.
    Accent,
    /// All is well.
    Good,
    /// Less than it should be.
    Weak,
    /// Broken.
    Bad,
    /// Shut.
    Locked,
}

impl Tone {
    /// All of them, for the contrast test.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 8] =
        [Self::Text, Self::Dim, Self::Faint, Self::Accent, Self::Good, Self::Weak, Self::Bad, Self::Locked];
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Theme {
    /// True where text is lighter than its ground.
    pub(crate) is_dark: bool,
    /// The ground of the grid and of lists.
    pub(crate) background: Color32,
    /// The ground of bars and side panels.
    pub(crate) panel: Color32,
    /// Every second row.
    pub(crate) zebra: Color32,
    /// The row under the pointer.
    pub(crate) hover: Color32,
    /// Selected rows and entries.
    pub(crate) selected: Color32,
    /// Text fields.
    pub(crate) field: Color32,
    /// Buttons.
    pub(crate) button: Color32,
    /// The button under the pointer.
    pub(crate) button_hover: Color32,
    /// Lines between regions.
    pub(crate) line: Color32,
    /// Lines around fields and buttons: they tell what can be operated, so they are as strong as marks.
    pub(crate) outline: Color32,
    /// The empty part of bars.
    pub(crate) track: Color32,
    /// Text on the accent colour.
    pub(crate) on_accent: Color32,
    text: Color32,
    dim: Color32,
    faint: Color32,
    accent: Color32,
    good: Color32,
    weak: Color32,
    bad: Color32,
    locked: Color32,
    /// Factor on all sizes of type and rows.
    pub(crate) type_scale: f32,
    /// True where running text is set in the heavier weight.
    pub(crate) heavy: bool,
}

/// A colour from its six hex digits.
const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Theme {
    /// Light text on a dark ground.
    pub(crate) const DARK: Self = Self {
        is_dark: true,
        background: rgb(0x12_161b),
        panel: rgb(0x18_1d24),
        zebra: rgb(0x15_1a20),
        hover: rgb(0x1e_252d),
        selected: rgb(0x1d_3a57),
        field: rgb(0x0d_1014),
        button: rgb(0x26_2d36),
        button_hover: rgb(0x2f_3843),
        line: rgb(0x26_2d36),
        outline: rgb(0x66_7280),
        track: rgb(0x2c_343e),
        on_accent: rgb(0x08_131f),
        text: rgb(0xdf_e5ec),
        dim: rgb(0x98_a4b2),
        faint: rgb(0x80_8c9a),
        accent: rgb(0x4a_a8ff),
        good: rgb(0x3f_bf7f),
        weak: rgb(0xf2_b134),
        bad: rgb(0xff_7878),
        locked: rgb(0xb8_94ff),
        type_scale: 1.0,
        heavy: false,
    };

    /// Dark text on a light ground.
    pub(crate) const LIGHT: Self = Self {
        is_dark: false,
        background: rgb(0xff_ffff),
        panel: rgb(0xf5_f7f9),
        zebra: rgb(0xfa_fbfc),
        hover: rgb(0xee_f2f6),
        selected: rgb(0xd9_eaff),
        field: rgb(0xff_ffff),
        button: rgb(0xe9_edf2),
        button_hover: rgb(0xdf_e5ec),
        line: rgb(0xdd_e3e9),
        outline: rgb(0x7f_8b97),
        track: rgb(0xdd_e3e9),
        on_accent: rgb(0xff_ffff),
        text: rgb(0x1b_232c),
        dim: rgb(0x54_616f),
        faint: rgb(0x66_727e),
        accent: rgb(0x0a_61b8),
        good: rgb(0x0d_6f40),
        weak: rgb(0x8a_5200),
        bad: rgb(0xc0_222a),
        locked: rgb(0x6d_3fc4),
        type_scale: 1.0,
        heavy: false,
    };

    /// Black on white, larger and heavier: for a screen outdoors.
    pub(crate) const SUNLIGHT: Self = Self {
        is_dark: false,
        background: rgb(0xff_ffff),
        panel: rgb(0xff_ffff),
        zebra: rgb(0xf3_f3f3),
        hover: rgb(0xe6_e6e6),
        selected: rgb(0xff_e98a),
        field: rgb(0xff_ffff),
        button: rgb(0xff_ffff),
        button_hover: rgb(0xe6_e6e6),
        line: rgb(0x60_6060),
        outline: rgb(0x00_0000),
        track: rgb(0xc8_c8c8),
        on_accent: rgb(0xff_ffff),
        text: rgb(0x00_0000),
        dim: rgb(0x2b_2b2b),
        faint: rgb(0x5a_5a5a),
        accent: rgb(0x00_419c),
        good: rgb(0x00_552b),
        weak: rgb(0x6e_3c00),
        bad: rgb(0xa3_000b),
        locked: rgb(0x4a_1aa0),
        type_scale: 15.0 / 13.0,
        heavy: true,
    };

    /// The colour of a tone.
    pub(crate) const fn color(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Text => self.text,
            Tone::Dim => self.dim,
            Tone::Faint => self.faint,
            Tone::Accent => self.accent,
            Tone::Good => self.good,
            Tone::Weak => self.weak,
            Tone::Bad => self.bad,
            Tone::Locked => self.locked,
        }
    }

    /// The accent as the ground of a button: under the pointer, and pressed.
    pub(crate) fn accent_pressed(&self) -> [Color32; 2] {
        [0.92, 0.85].map(|rest| self.panel.blend(self.accent.gamma_multiply(rest)))
    }

    /// What lies between the window and a dialog.
    pub(crate) const fn shade(&self) -> Color32 {
        Color32::from_black_alpha(if self.is_dark { 130 } else { 70 })
    }
}
