//! One frame of the window over 50,000 machines: its own code, from the events to the shapes, without drawing pixels.
//! The limit is 4 ms.

#![expect(clippy::unwrap_used, reason = "a bench may stop at what it did not expect")]

#[path = "../tests/support/machines.rs"]
mod machines;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{self, Event, Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};
use machines::{fleet_of, machine};
use rackhand::{
    engine::EngineOptions,
    gui::app::{App, Start},
    store::{Folder, Inventory, Settings, Theme},
};
use std::hint::black_box;

const ROWS: u32 = 50_000;
/// A laptop's window.
const SIZE: egui::Vec2 = vec2(1600.0, 900.0);

/// A window and what it is drawn into.
struct Bench {
    context: egui::Context,
    app: App,
    time: f64,
    _folder: tempfile::TempDir,
}

impl Bench {
    /// A window that has come back with [`ROWS`] machines of the last session.
    fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::at(temporary.path());
        let saved = fleet_of((0..ROWS).map(machine)).save();
        Inventory::open(&folder.inventory()).unwrap().save(&saved).unwrap();
        let mut settings = Settings::default();
        settings.look.theme = Theme::Dark;
        settings.look.language = Some("en".to_owned());
        settings.save(&folder.settings()).unwrap();
        let context = egui::Context::default();
        let engine = EngineOptions::in_folder(folder);
        let app = App::new(&context, Start { engine, ..Start::default() }).unwrap();
        let mut bench = Self { context, app, time: 0.0, _folder: temporary };
        while !bench.frame(Vec::new()).contains("50,000") {
            std::thread::yield_now();
        }
        for _ in 0..10 {
            bench.frame(Vec::new());
        }
        bench
    }

    /// One frame; the window's title, where it was set.
    fn frame(&mut self, events: Vec<Event>) -> String {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let app = &mut self.app;
        let output = self.context.run_ui(input, |ui| {
            app.take_in(ui.ctx());
            app.show(ui);
        });
        black_box(&output.shapes);
        let commands = output.viewport_output.into_values().flat_map(|viewport| viewport.commands);
        let mut titles = commands.filter_map(|command| match command {
            egui::ViewportCommand::Title(title) => Some(title),
            _ => None,
        });
        titles.next().unwrap_or_default()
    }
}

fn frames(criterion: &mut Criterion) {
    let mut bench = Bench::new();
    let mut group = criterion.benchmark_group("one frame of the window, 50,000 rows");
    group.bench_function("at rest", |timer| timer.iter(|| bench.frame(Vec::new())));
    bench.frame(vec![Event::PointerMoved(pos2(SIZE.x * 0.5, SIZE.y * 0.5))]);
    let wheel = |rows: f32| Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, rows * -24.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    // Down and up again, well within the rows. A page is forty rows that the frame before did not have.
    for (name, rows) in [("scrolling a page a frame", 40.0), ("scrolling three rows a frame", 3.0)] {
        let mut frames = 0_u32;
        group.bench_function(name, |timer| {
            timer.iter(|| {
                frames += 1;
                bench.frame(vec![wheel(if (frames / 1000).is_multiple_of(2) { rows } else { -rows })])
            });
        });
    }
    let mut filter = 0_u32;
    group.bench_function("a key in the filter", |timer| {
        timer.iter(|| {
            filter += 1;
            let key = egui::Key::F;
            let focus =
                Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND };
            bench.frame(vec![focus]);
            if filter.is_multiple_of(2) {
                let erase = egui::Key::Backspace;
                let modifiers = Modifiers::NONE;
                bench.frame(vec![Event::Key {
                    key: erase,
                    physical_key: None,
                    pressed: true,
                    repeat: false,
                    modifiers,
                }])
            } else {
                bench.frame(vec![Event::Text("m".to_owned())])
            }
        });
    });
}

criterion_group!(benches, frames);
criterion_main!(benches);
