//! The settings: what the technician chose and how the window was left.
//!
//! Written by the window, kept by the engine. Every field has a default, so that a file of an older version is read;
//! what a newer version wrote and this one does not know is carried along and written back. Columns are named by their
//! keys and filters by their text, so that a name which this version lacks costs one column and not the file.

mod acting;

pub use acting::{ActingSettings, CommandPreset, PoolPreset};

use crate::fleet::Thresholds;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::PathBuf;

/// The version of the file's layout that this program writes.
pub(crate) const VERSION: u32 = 1;

/// Everything that is set, and the state in which the window comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The layout of the file. A higher one than ours is read as far as it is understood.
    pub version: u32,
    /// Theme, language and sizes.
    pub look: Look,
    /// Where the window was.
    pub window: WindowPlace,
    /// The panels beside the grid.
    pub panels: Panels,
    /// The text of the range field.
    pub range_text: String,
    /// The named ranges, in the technician's order.
    pub ranges: Vec<NamedRange>,
    /// How to scan and how often.
    pub scan: ScanSettings,
    /// Columns, sort, filter and views.
    pub grid: GridSettings,
    /// By what a machine's health is judged.
    pub thresholds: Thresholds,
    /// The last export.
    pub export: ExportSettings,
    /// How the technician acts on machines.
    pub acting: ActingSettings,
    /// What a newer version wrote here.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            look: Look::default(),
            window: WindowPlace::default(),
            panels: Panels::default(),
            range_text: String::new(),
            ranges: Vec::new(),
            scan: ScanSettings::default(),
            grid: GridSettings::default(),
            thresholds: Thresholds::default(),
            export: ExportSettings::default(),
            acting: ActingSettings::default(),
            unknown: Map::new(),
        }
    }
}

/// Theme, language and sizes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// A language code ("en", "zh-CN", "ru"); `None` follows the system.
    pub language: Option<String>,
    /// The magnification of everything, 1 is 13 px text.
    pub zoom: f32,
    /// The height of the grid's rows.
    pub rows: RowHeight,
    /// What draws the window.
    pub renderer: Renderer,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            language: None,
            zoom: 1.0,
            rows: RowHeight::default(),
            renderer: Renderer::default(),
        }
    }
}

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark or light, as the system is.
    #[default]
    System,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// Black on white with heavier type, for a laptop outside.
    Sunlight,
}

impl Theme {
    /// All, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::System, Self::Dark, Self::Light, Self::Sunlight];
}

/// The height of the grid's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowHeight {
    /// 20 px.
    Compact,
    /// 24 px.
    #[default]
    Normal,
    /// 30 px.
    Large,
}

impl RowHeight {
    /// All, from small to large.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Normal, Self::Large];
}

/// What draws the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renderer {
    /// The one that usually works on this system, and the other where it fails.
    #[default]
    Auto,
    /// OpenGL.
    Glow,
    /// Vulkan, Metal or Direct3D.
    Wgpu,
}

impl Renderer {
    /// All, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Glow, Self::Wgpu];
}

/// Where the window was, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// The upper left corner; `None` lets the system choose (Wayland never tells).
    pub position: Option<[f32; 2]>,
    /// Width and height.
    pub size: [f32; 2],
    /// Fills the screen.
    pub maximized: bool,
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { position: None, size: [1280.0, 760.0], maximized: false }
    }
}

/// The panels beside the grid; widths in points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panels {
    /// The fleet's counts at the left are shown.
    pub sidebar_open: bool,
    /// Their width.
    pub sidebar_width: f32,
    /// The panel of the focused machine at the right is shown.
    pub detail_open: bool,
    /// Its width.
    pub detail_width: f32,
    /// Its chosen page, by name; an empty or unknown one opens the first.
    pub detail_page: String,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            sidebar_open: true,
            sidebar_width: 184.0,
            detail_open: true,
            detail_width: 330.0,
            detail_page: String::new(),
        }
    }
}

/// A range with a name, in the language of the range field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NamedRange {
    /// What the technician calls it.
    pub name: String,
    /// The range as typed.
    pub text: String,
    /// Is part of the next scan.
    pub on: bool,
}

/// How to scan and how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScanSettings {
    /// Connections at once; `None` leaves it to the scanner.
    pub in_flight: Option<u32>,
    /// The first timeout of a connection in milliseconds; `None` leaves it to the scanner.
    pub timeout_ms: Option<u32>,
    /// Repeats the reading of the known machines.
    pub monitor: Monitor,
}

/// Repeated reading of the known machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Monitor {
    /// It runs.
    pub on: bool,
    /// Seconds from one start to the next.
    pub every_s: u32,
}

impl Monitor {
    /// The intervals that are offered, in seconds.
    pub const CHOICES: [u32; 5] = [10, 30, 60, 300, 900];
}

impl Default for Monitor {
    fn default() -> Self {
        Self { on: false, every_s: 30 }
    }
}

/// Columns, sort, filter and views of the grid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridSettings {
    /// The columns as they are; empty: the defaults.
    pub layout: Layout,
    /// Named layouts.
    pub layouts: Vec<Layout>,
    /// At most two, the first counts first.
    pub sort: Vec<SortBy>,
    /// The text of the filter field.
    pub filter: String,
    /// Named filters.
    pub views: Vec<SavedView>,
}

/// The shown columns from left to right, perhaps with a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// What the technician calls it; empty for the present one.
    pub name: String,
    /// The shown columns.
    pub columns: Vec<Column>,
}

/// One shown column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Column {
    /// Its key in the table of columns.
    pub key: String,
    /// Its width in points; `None`: the usual one.
    pub width: Option<f32>,
}

/// One level of the sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SortBy {
    /// The column's key.
    pub key: String,
    /// From large to small.
    pub descending: bool,
}

/// A filter with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// What the technician calls it.
    pub name: String,
    /// The filter as typed.
    pub filter: String,
    /// The sort that goes with it; empty leaves the present one.
    pub sort: Vec<SortBy>,
}

/// The last export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportSettings {
    /// Where the last file went.
    pub folder: Option<PathBuf>,
    /// Its format's name: "csv", "xlsx", "json".
    pub format: Option<String>,
}
