//! Opens the real window: where it was, and with whatever can draw on this computer.
//!
//! Windows over Remote Desktop often has no OpenGL worth the name, and old Linux drivers no Vulkan; so both renderers are
//! built in, and where one can't start the other does.

use super::app::{App, Start};
use crate::{
    engine::{DemoKeep, DemoOptions, EngineOptions},
    store::{Folder, Renderer, Settings, WindowPlace},
};
use eframe::{NativeOptions, egui::ViewportBuilder};
use std::time::{Duration, Instant};

/// The name by which desktops know the window; the `.desktop` file has the same.
pub(super) const APP_ID: &str = "rackhand";
/// The picture in the task bar.
pub(super) const ICON: &[u8] = include_bytes!("../../assets/icons/rackhand-256.png");
/// Smaller than this, the bars don't fit.
const SMALLEST: [f32; 2] = [760.0, 420.0];
/// A renderer that fails later than this has worked, and its failure is another matter.
const STARTING: Duration = Duration::from_secs(5);

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.tried.iter().map(|(name, why)| format!("{name}: {why}")).collect::<Vec<_>>().join("; "))]
pub struct WindowError {
    /// Each renderer, and why it could not draw.
    tried: Vec<(&'static str, eframe::Error)>,
}

/// Opens the window and returns when it is closed. A demo keeps nothing, so that simulated machines never mix with a
/// real farm.
///
/// # Errors
/// No renderer could start.
pub fn open(renderer: Option<Renderer>, demo: Option<DemoOptions>) -> Result<(), WindowError> {
    let folder = Folder::of_this_user();
    let settings =
        folder.as_ref().and_then(|folder| Settings::load(&folder.settings()).ok()).map(|loaded| loaded.settings);
    let mut settings = settings.unwrap_or_default();
    let wanted = renderer.unwrap_or(settings.look.renderer);
    if demo.is_some() {
        let Settings { look, window, panels, .. } = settings;
        settings = Settings { look, window, panels, ..Settings::default() };
    }
    let keep = demo.map(|_| DemoKeep::new());
    let opened = with_renderers(wanted, |renderer| {
        let start = Start {
            engine: keep.as_ref().map_or_else(EngineOptions::default, EngineOptions::for_demo),
            settings: Some(settings.clone()),
            demo,
            ..Start::default()
        };
        run(renderer, start, &settings.window)
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
        let begun = Instant::now();
        match run(renderer) {
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::warn!("{name}: {error}");
                tried.push((name, error));
                if begun.elapsed() > STARTING {
                    break;
                }
            }
        }
    }
    Err(WindowError { tried })
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

fn run(renderer: eframe::Renderer, start: Start, place: &WindowPlace) -> eframe::Result {
    let options = NativeOptions { renderer, viewport: viewport(place), ..NativeOptions::default() };
    eframe::run_native(
        APP_ID,
        options,
        Box::new(|creation| {
            let app = App::new(&creation.egui_ctx, start)?;
            #[cfg(debug_assertions)]
            if let Some(frames) = std::env::var("RACKHAND_REHEARSE_CRASH").ok().and_then(|frames| frames.parse().ok()) {
                return Ok(Box::new(rehearsal::Rehearsal { app, frames }));
            }
            Ok(Box::new(app))
        }),
    )
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
}
