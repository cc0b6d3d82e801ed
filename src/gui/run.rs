//! Opens the real window: where it was, and with whatever can draw on this computer.
//!
//! Windows over Remote Desktop often has no OpenGL worth the name, and old Linux drivers no Vulkan; so both renderers are
//! built in, and where one can't start the other does.

use super::{
    app::{App, Start},
    summons::Summons,
};
use crate::{
    engine::{DemoKeep, DemoOptions, EngineOptions},
    store::{Folder, Renderer, Settings, WindowPlace},
};
use eframe::{CreationContext, NativeOptions, egui::ViewportBuilder};
use std::error::Error;

/// The name by which desktops know the window; the `.desktop` file has the same.
pub(super) const APP_ID: &str = "rackhand";
/// The picture in the task bar.
pub(super) const ICON: &[u8] = include_bytes!("../../assets/icons/rackhand-256.png");
/// Smaller than this, the bars don't fit.
const SMALLEST: [f32; 2] = [760.0, 420.0];

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.tried.iter().map(|(name, why)| format!("{name}: {why}")).collect::<Vec<_>>().join("; "))]
pub struct WindowError {
    /// Each renderer, and why it could not draw.
    tried: Vec<(&'static str, eframe::Error)>,
}

/// Opens the window and returns when it is closed; until then later starts bring it to the front. A demo keeps nothing,
/// so that simulated machines never mix with a real farm.
///
/// # Errors
/// No renderer could start.
pub fn open(
    renderer: Option<Renderer>,
    demo: Option<DemoOptions>,
    summons: Option<&Summons>,
) -> Result<(), WindowError> {
    let wanted = renderer.unwrap_or(settings(demo.as_ref()).look.renderer);
    let keep = demo.map(|_| DemoKeep::new());
    let opened = with_renderers(wanted, |renderer| {
        // Read each time: a window that had worked may have changed them.
        let settings = settings(demo.as_ref());
        let place = settings.window;
        let start = Start {
            engine: keep.as_ref().map_or_else(EngineOptions::default, EngineOptions::for_demo),
            settings: Some(settings),
            demo,
            ..Start::default()
        };
        run(renderer, start, &place, summons)
    });
    // Whoever started it from a desktop sees no terminal.
    if let Err(error) = &opened
        && cfg!(any(windows, target_os = "macos"))
        && let Err(silent) = super::message::message(&error.to_string())
    {
        tracing::warn!("no message could be shown: {silent}");
    }
    opened
}

/// Runs a window with the renderer that is wanted, and with the other where that one can't start.
pub(super) fn with_renderers(
    wanted: Renderer,
    run: impl Fn(eframe::Renderer) -> eframe::Result,
) -> Result<(), WindowError> {
    let mut tried = Vec::new();
    for (name, renderer) in renderers(wanted) {
        match run(renderer) {
            Ok(()) => return Ok(()),
            Err(error) => {
                // Whether it failed at once or a driver was lost after hours: a window that comes back is better than none.
                tracing::warn!("{name}: {error}");
                tried.push((name, error));
            }
        }
    }
    Err(WindowError { tried })
}

/// The settings as they were left; of them, a demo takes the looks.
fn settings(demo: Option<&DemoOptions>) -> Settings {
    let folder = Folder::of_this_user();
    let loaded = folder.and_then(|folder| Settings::load(&folder.settings()).ok());
    let settings = loaded.map(|loaded| loaded.settings).unwrap_or_default();
    if demo.is_none() {
        return settings;
    }
    let Settings { look, window, panels, .. } = settings;
    Settings { look, window, panels, ..Settings::default() }
}

/// Whether there is a choice of renderers in this build.
pub(super) fn has_choice() -> bool {
    renderers(Renderer::Auto).len() > 1
}

/// The renderers to try, the better one first: what the operating system itself draws with is the last to fail.
fn renderers(wanted: Renderer) -> Vec<(&'static str, eframe::Renderer)> {
    let all = [
        #[cfg(feature = "glow")]
        (Renderer::Glow, "OpenGL", eframe::Renderer::Glow),
        #[cfg(feature = "wgpu")]
        (Renderer::Wgpu, "wgpu", eframe::Renderer::Wgpu),
    ];
    let first = match wanted {
        Renderer::Auto if cfg!(any(windows, target_os = "macos")) => Renderer::Wgpu,
        Renderer::Auto => Renderer::Glow,
        Renderer::Glow | Renderer::Wgpu => wanted,
    };
    let (preferred, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(kind, ..)| *kind == first);
    preferred.into_iter().chain(others).map(|(_, name, renderer)| (name, renderer)).collect()
}

fn run(renderer: eframe::Renderer, start: Start, place: &WindowPlace, summons: Option<&Summons>) -> eframe::Result {
    let options = NativeOptions { renderer, viewport: viewport(place), ..NativeOptions::default() };
    let made = |creation: &CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn Error + Send + Sync>> {
        bring_back(creation);
        if let Some(summons) = summons {
            summons.show(creation.egui_ctx.clone());
        }
        let app = App::new(&creation.egui_ctx, start)?;
        #[cfg(debug_assertions)]
        if let Some(frames) = std::env::var("RACKHAND_REHEARSE_CRASH").ok().and_then(|frames| frames.parse().ok()) {
            return Ok(Box::new(rehearsal::Rehearsal { app, frames }));
        }
        Ok(Box::new(app))
    };
    eframe::run_native(APP_ID, options, Box::new(made))
}

/// A window that ends by a mistake after so many frames, to see what a technician sees then. Only builds for developers
/// have it.
#[cfg(debug_assertions)]
mod rehearsal {
    use super::App;
    use eframe::{
        Frame,
        egui::{Context, Ui, Visuals},
    };

    pub(super) struct Rehearsal {
        pub(super) app: App,
        pub(super) frames: u32,
    }

    impl eframe::App for Rehearsal {
        fn logic(&mut self, context: &Context, frame: &mut Frame) {
            self.app.logic(context, frame);
        }

        fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
            self.app.ui(ui, frame);
            self.frames = self.frames.checked_sub(1).expect("this is a rehearsal of a crash");
            ui.ctx().request_repaint();
        }

        fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
            self.app.clear_color(visuals)
        }
    }
}

/// Moves a window that was left on a screen which is not there any more onto one that is. Some systems do so by
/// themselves, Windows does not.
fn bring_back(creation: &CreationContext<'_>) {
    let Some(window) = creation.winit_window() else { return };
    // Wayland keeps to itself where windows are, and places them.
    let Ok(place) = window.outer_position() else { return };
    let screens: Vec<Screen> = window
        .available_monitors()
        .map(|screen| ([screen.position().x, screen.position().y], [screen.size().width, screen.size().height]))
        .collect();
    let width = window.outer_size().width;
    if let Some([x, y]) = way_back([place.x, place.y], width, &screens) {
        tracing::info!("the window was left at {}, {}, where no screen is", place.x, place.y);
        let mut there = place;
        (there.x, there.y) = (x, y);
        window.set_outer_position(there);
    }
}

/// Where a screen begins and how large it is, in pixels.
type Screen = ([i32; 2], [u32; 2]);

/// Where a window should be instead, when a hand could not take it by its title bar; `None` where it can, or where the
/// screens are not known.
fn way_back([x, y]: [i32; 2], width: u32, screens: &[Screen]) -> Option<[i32; 2]> {
    /// So much of the title bar is enough for a hand, in pixels.
    const GRIP: i64 = 80;
    /// How far from the corner of the screen it is put.
    const EDGE: i32 = 40;

    let (left, top, right) = (i64::from(x), i64::from(y), i64::from(x) + i64::from(width));
    let holds = |&([screen_x, screen_y], [screen_width, screen_height]): &Screen| {
        let (begin, end) = (i64::from(screen_x), i64::from(screen_x) + i64::from(screen_width));
        let (above, below) = (i64::from(screen_y), i64::from(screen_y) + i64::from(screen_height));
        // Maximized windows begin some pixels outside.
        right.min(end) - left.max(begin) >= GRIP && top >= above - GRIP && top <= below - GRIP / 2
    };
    let ([first_x, first_y], _) = screens.first()?;
    (!screens.iter().any(holds)).then(|| [first_x + EDGE, first_y + EDGE])
}

/// The window as it was left.
fn viewport(place: &WindowPlace) -> ViewportBuilder {
    let viewport = ViewportBuilder::default()
        .with_title("Rackhand")
        .with_app_id(APP_ID)
        .with_inner_size([place.size[0].max(SMALLEST[0]), place.size[1].max(SMALLEST[1])])
        .with_min_inner_size(SMALLEST)
        .with_maximized(place.maximized);
    let viewport = match eframe::icon_data::from_png_bytes(ICON) {
        Ok(icon) => viewport.with_icon(icon),
        Err(_) => viewport,
    };
    match place.position {
        Some(position) => viewport.with_position(position),
        None => viewport,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_renderer_that_is_built_in_is_tried_and_the_wanted_one_first() {
        for wanted in Renderer::ALL {
            let order = renderers(wanted);
            assert_eq!(order.len(), usize::from(cfg!(feature = "glow")) + usize::from(cfg!(feature = "wgpu")));
            if wanted == Renderer::Wgpu && cfg!(feature = "wgpu") {
                assert_eq!(order[0].0, "wgpu");
            }
        }
    }
    #[test]
    fn a_window_on_a_screen_that_is_gone_comes_back() {
        let laptop = ([0, 0], [1920, 1080]);
        let beside = ([1920, -200], [2560, 1440]);
        let back = Some([40, 40]);
        assert_eq!(way_back([2500, 100], 1280, &[laptop, beside]), None, "it is on the second screen");
        assert_eq!(way_back([2500, 100], 1280, &[laptop]), back, "and that one was unplugged");
        assert_eq!(way_back([-1250, 100], 1280, &[laptop]), back, "30 pixels of it are no grip");
        assert_eq!(way_back([-1000, 100], 1280, &[laptop]), None, "280 are");
        assert_eq!(way_back([100, -500], 1280, &[laptop]), back, "the title bar is above the screen");
        assert_eq!(way_back([-8, -8], 1936, &[laptop]), None, "a maximized window is where it should be");
        assert_eq!(way_back([2500, 100], 1280, &[]), None, "nothing is known of screens");
    }
}
