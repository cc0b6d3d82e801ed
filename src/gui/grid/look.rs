//! Pictures of the grid, for the test: every state, both a full row and one of which nothing is known.

use super::{GridInput, GridState, grid_ui, shown_columns};
use crate::{
    fleet::{Context, Fleet, Observation, Seen, Selection, View, Wording},
    gui::{
        fonts,
        theme::{self, Theme},
    },
    protocol::{
        Failure, Reading,
        failure::Phase,
        reading::{HashBoard, MachineError, Status, Summary, Version},
        units::{Celsius, HashRate, Rpm, Watts},
    },
    store::{Layout, LayoutColumn},
    words::{Language, Words},
};
use eframe::egui::{self, CentralPanel, Frame};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::Timestamp;
use std::{net::SocketAddr, sync::Arc};

/// What the picture's machines say: rate in TH/s of 100, boards, the hottest chip.
const MACHINES: [(f64, u8, f64); 5] =
    [(101.2, 3, 78.0), (80.5, 3, 81.0), (66.4, 2, 79.0), (0.0, 3, 31.0), (99.0, 3, 103.0)];

fn address(number: u8) -> SocketAddr {
    ([10, 31, 4, number], 4028).into()
}

fn reading((rate, boards, chip): (f64, u8, f64)) -> Reading {
    let stopped = rate == 0.0;
    let summary = Summary {
        rate: Some(HashRate::from_ths(rate)),
        rate_factory: Some(HashRate::from_ths(100.0)),
        chip_temp_max: Some(Celsius::new(chip)),
        fan_in: Some(Rpm(4430)),
        fan_out: Some(Rpm(4860)),
        power: Some(Watts(if stopped { 18.0 } else { 3322.0 })),
        elapsed: Some(crate::protocol::units::Seconds(86_400)),
        ..Summary::default()
    };
    let board =
        |slot| HashBoard { slot, rate: Some(HashRate::from_ths(rate / f64::from(boards))), ..HashBoard::default() };
    let error = MachineError { code: "530".into(), since: None, reason: None };
    Reading {
        summary: Some(Box::new(summary)),
        boards: Some((0..boards).map(board).collect()),
        version: Some(Arc::new(Version { model: Some("M50_VH84".into()), ..Version::default() })),
        status: Some(Arc::new(Status { stopped: Some(stopped), ..Status::default() })),
        errors: Some(if boards < 3 { [error].into() } else { [].into() }),
        ..Reading::default()
    }
}

fn fleet(at: Timestamp) -> Fleet {
    let mut fleet = Fleet::new();
    for (number, figures) in (1..).zip(MACHINES) {
        fleet.observe(Observation {
            address: address(number),
            at,
            seen: Seen::Answered(Box::new(reading(figures)), true),
        });
    }
    let silent = Seen::Silent(Failure::TimedOut { phase: Phase::Connect });
    fleet.observe(Observation { address: address(5), at, seen: silent });
    let unreadable = Failure::BadReply { words: "?".into() };
    fleet.observe(Observation { address: address(6), at, seen: Seen::Unreadable(unreadable) });
    fleet
}

/// What the grid is drawn from.
struct Scene {
    fleet: Fleet,
    view: View,
    selection: Selection,
    state: GridState,
    words: Words,
    wording: Arc<Wording>,
    theme: Theme,
}

fn scene(theme: Theme) -> Scene {
    let at = Timestamp::from_second(1_790_000_000).expect("a moment of this century");
    let words = Words::new(Language::English);
    let zone = jiff::tz::TimeZone::UTC;
    let wording = Arc::new(Wording::new("en", zone, |word| words.text(word.key()).to_owned()));
    let fleet = fleet(at);
    let mut view = View::new(wording.clone());
    view.update(&fleet, at);
    let mut selection = Selection::new();
    selection.click(view.rows()[1]);
    let columns = ["ip", "status", "percent", "boards", "chip", "power", "errors"];
    let columns = columns.map(|key| LayoutColumn { key: key.to_owned(), width: None }).to_vec();
    let state = GridState::new(shown_columns(&Layout { columns, ..Layout::default() }));
    Scene { fleet, view, selection, state, words, wording, theme }
}

fn harness(theme: Theme) -> Harness<'static, Scene> {
    Harness::builder()
        .with_size([760.0, if theme.heavy { 240.0 } else { 210.0 }])
        .with_theme(if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_context_setup(move |context| {
            fonts::install(context);
            theme::apply(context, &theme);
        })
        .build_ui_state(
            |ui, scene: &mut Scene| {
                let input = GridInput {
                    fleet: &scene.fleet,
                    view: &scene.view,
                    selected_shown: 1,
                    cells: Context { now: Timestamp::UNIX_EPOCH, wording: &scene.wording },
                    words: &scene.words,
                    theme: &scene.theme,
                    row_height: 24.0 * scene.theme.type_scale,
                    has_keyboard: true,
                };
                CentralPanel::default().frame(Frame::new().fill(scene.theme.background)).show(ui, |ui| {
                    grid_ui(ui, input, &mut scene.selection, &mut scene.state);
                });
            },
            scene(theme),
        )
}

fn look(name: &str, theme: Theme) {
    let mut harness = harness(theme);
    harness.run_steps(3);
    harness.snapshot(name);
}

#[test]
fn a_header_that_is_held_may_go_with_another_layout() {
    let mut harness = harness(Theme::DARK);
    harness.run_steps(3);
    let center = |harness: &Harness<'_, Scene>, name: &str| harness.get_by_label(name).rect().center();
    let (from, to) = (center(&harness, "Errors"), center(&harness, "Status"));
    harness.drag_at(from);
    harness.step();
    for at in [from.lerp(to, 0.5), to] {
        harness.hover_at(at);
        harness.step();
    }
    harness.state_mut().state.columns.truncate(3);
    let left = harness.state().state.columns.clone();
    harness.drop_at(to);
    harness.run_steps(3);
    assert_eq!(harness.state().state.columns, left);
}

#[test]
fn dark() {
    look("grid-dark", Theme::DARK);
}

#[test]
fn light() {
    look("grid-light", Theme::LIGHT);
}

#[test]
fn sunlight() {
    look("grid-sunlight", Theme::SUNLIGHT);
}
