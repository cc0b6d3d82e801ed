//! A small window with one message and one button, in a process of its own.
//!
//! Started by [`message`](mod@super::message) where the operating system has no messages to offer. Always true: it needs no
//! engine and no data beyond the settings, so that it shows what went wrong whatever that was.

use super::{
    app, fonts,
    run::{APP_ID, ICON, WindowError, with_renderers},
    theme::{self, GROUP, Theme},
    widgets::{ButtonKind, button},
};
use crate::{
    store::{Folder, Settings},
    words::Words,
};
use eframe::{
    NativeOptions,
    egui::{Align, CentralPanel, Frame, Key, Layout, ScrollArea, Ui, ViewportBuilder, ViewportCommand},
};

/// The window's size in points: room for a path that takes two lines.
const SIZE: [f32; 2] = [520.0, 250.0];

/// The message and what it looks like.
struct Notice {
    text: String,
    close: String,
    theme: Theme,
}

/// Shows a message and returns when it was read.
///
/// # Errors
/// No renderer could start.
pub fn notice(text: &str) -> Result<(), WindowError> {
    let folder = Folder::of_this_user();
    let settings = folder.and_then(|folder| Settings::load(&folder.settings()).ok()).map(|loaded| loaded.settings);
    let settings = settings.unwrap_or_default();
    let words = Words::new(app::language(&settings));
    with_renderers(settings.look.renderer, |renderer| {
        let viewport = ViewportBuilder::default()
            .with_title("Rackhand")
            .with_app_id(APP_ID)
            .with_inner_size(SIZE)
            .with_min_inner_size(SIZE);
        let viewport = match eframe::icon_data::from_png_bytes(ICON) {
            Ok(icon) => viewport.with_icon(icon),
            Err(_) => viewport,
        };
        let options = NativeOptions { renderer, viewport, centered: true, ..NativeOptions::default() };
        let (text, close) = (text.to_owned(), words.text("dialog-close").to_owned());
        let settings = settings.clone();
        eframe::run_native(
            APP_ID,
            options,
            Box::new(move |creation| {
                fonts::install(&creation.egui_ctx);
                let theme = app::theme(&settings, &creation.egui_ctx);
                theme::apply(&creation.egui_ctx, &theme);
                creation.egui_ctx.set_zoom_factor(settings.look.zoom);
                Ok(Box::new(Notice { text, close, theme }))
            }),
        )
    })
}

impl Notice {
    fn show(&self, ui: &mut Ui) {
        let ground = Frame::new().fill(self.theme.background).inner_margin(GROUP);
        CentralPanel::default().frame(ground).show(ui, |ui| {
            ui.with_layout(Layout::bottom_up(Align::Max), |ui| {
                let close = button(ui, &self.theme, ButtonKind::Primary, None, &self.close);
                if close.clicked() || ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Escape))
                {
                    ui.ctx().send_viewport_cmd(ViewportCommand::Close);
                }
                ui.add_space(GROUP);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    // A path is there to be copied.
                    ScrollArea::vertical().show(ui, |ui| ui.label(&self.text));
                });
            });
        });
    }
}

impl eframe::App for Notice {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
}
