//! The guide's pictures, drawn anew in each run and held against those in `docs/guide/`: where the window changes, the
//! guide's pictures change with it (`UPDATE_SNAPSHOTS=1`) or a test fails.
//!
//! All time stands still in them: that of the simulated machines and that of the window.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::{
    SnapshotOptions,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::{Timestamp, civil, tz::TimeZone};
use rackhand::{
    engine::{EngineOptions, Event},
    gui::app::{Start, StillClock},
    net::LocalNetwork,
    sim::{FaultPlan, Mix, SimOptions},
    store::Settings,
    words::Language,
};
use std::{net::Ipv4Addr, time::Duration};
use window::{Farm, Window, farm_of, in_the_dark, open, scan};

#[path = "support/window.rs"]
mod window;

const MINERS: usize = 48;

/// What ails some of the machines in the pictures.
const TROUBLES: &str = "weak-board:2,board-missing:2,hot-chip:1,fan:1,psu-error:1,stopped:1,asleep:1,api-off:3";

/// The moment of all pictures: the same on every clock of a wall, wherever the computer stands.
fn now() -> Timestamp {
    civil::date(2026, 7, 15).at(8, 12, 0, 0).to_zoned(TimeZone::system()).unwrap().timestamp()
}

/// The farm of the job of this number, at `127.31.<number>.1` and on.
fn farm(job: u8, troubles: &str) -> Farm {
    farm_of(SimOptions {
        miners: MINERS,
        base: Ipv4Addr::new(127, 31, job, 1),
        mix: Mix::parse("m30s++-2022:3,m30s+-2023:2,m50-2023:4,m50-2024:2,m60s-2025:3,m56s-2026:2").unwrap(),
        faults: FaultPlan::parse(troubles).unwrap(),
        still: Some(u64::try_from(now().as_second()).unwrap()),
        ..SimOptions::default()
    })
}

/// A window on a farm that was scanned.
fn scanned(farm: &Farm, settings: Settings) -> Window {
    let mut window = open(Start {
        engine: EngineOptions::without_folder(),
        settings: Some(settings),
        language: Some(Language::English),
        still: Some(StillClock { now: now(), took: Duration::from_millis(400) }),
        ..Start::default()
    });
    scan(&mut window, farm);
    window
}

/// Hands in what the engine would tell.
fn tell(window: &mut Window, event: Event) {
    let context = window.harness.ctx.clone();
    window.harness.state_mut().take(&context, event);
    window.settle();
}

/// Holds the window against its picture.
fn picture(window: &mut Window, name: &str) {
    // Those of the computer on which the test runs differ.
    let network = LocalNetwork { name: "Ethernet".to_owned(), address: Ipv4Addr::new(127, 31, 0, 2), prefix: 16 };
    tell(window, Event::Networks(vec![network]));
    window.harness.snapshot_options(name, &SnapshotOptions::default().output_path("docs/guide"));
}

#[test]
fn the_first_scan() {
    let farm = farm(1, TROUBLES);
    let mut window = scanned(&farm, in_the_dark());
    picture(&mut window, "1-scan");
}

#[test]
fn the_morning_round() {
    let farm = farm(2, TROUBLES);
    let mut window = scanned(&farm, in_the_dark());
    window.type_into("Filter", "status:faulty or th<90%");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Enter);
    window.settle();
    picture(&mut window, "2-faulty");
}
