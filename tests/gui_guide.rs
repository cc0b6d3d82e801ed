//! The guide's pictures, drawn anew in each run and held against those in `docs/guide/`: where the window changes, the
//! guide's pictures change with it (`UPDATE_SNAPSHOTS=1`) or a test fails.
//!
//! All time stands still in them: that of the simulated machines and that of the window.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::{SnapshotOptions, kittest::Queryable as _};
use jiff::{Timestamp, civil, tz::TimeZone};
use rackhand::{
    engine::{EngineOptions, Event, VaultChoice},
    gui::{
        app::{Start, StillClock},
        files::{Choice, Scripted},
    },
    net::LocalNetwork,
    sim::{FaultPlan, Mix, SimOptions, firmware_for_all},
    store::Settings,
    words::Language,
};
use std::{env, fs, io::BufReader, net::Ipv4Addr, path::Path, time::Duration};
use window::{Farm, Window, farm_of, in_the_dark, open, scan};

#[path = "gui_guide/named.rs"]
mod named;
#[path = "support/window.rs"]
mod window;

const MINERS: usize = 48;

/// What ails some of the machines in the pictures.
const TROUBLES: &str = "weak-board:2,board-missing:2,hot-chip:1,fan:1,psu-error:1,stopped:1,asleep:1,api-off:3";

/// What clocks on the wall show in all pictures, wherever the computer stands.
fn now(zone: TimeZone) -> Timestamp {
    civil::date(2026, 7, 15).at(8, 12, 0, 0).to_zoned(zone).unwrap().timestamp()
}

/// The farm of the job of this number, at `127.31.<number>.1` and on.
fn farm(job: u8, troubles: &str) -> Farm {
    farm_of(SimOptions {
        miners: MINERS,
        base: Ipv4Addr::new(127, 31, job, 1),
        mix: Mix::parse("m30s++-2022:3,m30s+-2023:2,m50-2023:4,m50-2024:2,m60s-2025:3,m56s-2026:2").unwrap(),
        faults: FaultPlan::parse(troubles).unwrap(),
        // Machines write some moments by their own clocks, and those go by UTC.
        still: Some(u64::try_from(now(TimeZone::UTC).as_second()).unwrap()),
        ..SimOptions::default()
    })
}

/// Where the pictures are.
const FOLDER: &str = "docs/guide";

/// No picture is larger, so that the guide opens fast and the repository stays small.
const LARGEST: u64 = 140_000;

/// A window on a farm that was scanned.
fn scanned(farm: &Farm) -> Window {
    scanned_with(farm, in_the_dark(), [])
}

/// A window with these settings on a farm that was scanned; questions for files are answered so.
fn scanned_with<const N: usize>(farm: &Farm, settings: Settings, files: [Choice; N]) -> Window {
    let mut window = open(Start {
        files: Some(Box::new(Scripted::new(files))),
        engine: EngineOptions { vault: VaultChoice::Memory, ..EngineOptions::without_folder() },
        settings: Some(settings),
        language: Some(Language::English),
        still: Some(StillClock { now: now(TimeZone::system()), took: Duration::from_millis(400) }),
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
    window.harness.remove_cursor();
    window.settle();
    window.harness.snapshot_options(name, &SnapshotOptions::default().output_path(FOLDER));
    let path = Path::new(FOLDER).join(name).with_extension("png");
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        pack(&path);
    }
    let size = fs::metadata(&path).unwrap().len();
    assert!(size <= LARGEST, "{} has {size} bytes", path.display());
}

/// Writes a picture again as small as it goes: large areas of one colour want no filter.
fn pack(path: &Path) {
    let mut reader = png::Decoder::new(BufReader::new(fs::File::open(path).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    if info.color_type == png::ColorType::Rgba {
        pixels = pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    }
    let mut encoder = png::Encoder::new(fs::File::create(path).unwrap(), info.width, info.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}

/// Marks every machine.
fn mark_all(window: &mut Window) {
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::I);
    assert!(window.has(&format!("{MINERS} selected")));
}

/// Waits until nothing runs.
fn rest(window: &mut Window) {
    window.until("the end of all work", |window| window.has_part("scanned "));
    window.settle();
}

/// Waits until the preview is complete.
fn previewed(window: &mut Window, count: &str) {
    window.until("the preview", |window| window.has(count) && !window.has("Working out what changes"));
}

/// Puts a text in place of what a field has.
fn replace(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, field).focus();
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.type_into(field, text);
}

/// Keeps a password set that opens the machines which have the farm's password.
fn keep_password(window: &mut Window) {
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    window.until("the place of passwords", |window| !window.has_part("Looking where"));
    window.click("New set");
    window.type_into("Name", "Hall 1");
    window.harness.get_by_role_and_label(Role::PasswordInput, "Password").focus();
    window.harness.step();
    window.harness.get_by_role_and_label(Role::PasswordInput, "Password").type_text("rackhand");
    window.settle();
    window.click("Save this set");
    window.until("the set", |window| window.has("Edit Hall 1"));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
}

#[test]
fn the_first_scan() {
    let farm = farm(1, TROUBLES);
    let mut window = scanned(&farm);
    picture(&mut window, "1-scan");
}

#[test]
fn the_morning_round() {
    let farm = farm(2, TROUBLES);
    let mut window = scanned(&farm);
    window.type_into("Filter", "status:faulty or th<90%");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::ArrowDown);
    rest(&mut window);
    picture(&mut window, "2-faulty");
}

#[test]
fn find_one_machine() {
    let farm = farm(3, TROUBLES);
    let mut window = scanned(&farm);
    window.type_into("Filter", "127.31.3.17");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::ArrowDown);
    rest(&mut window);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.click("Blink red");
    previewed(&mut window, "1 ready");
    picture(&mut window, "3-light");
}

#[test]
fn commission_a_rack() {
    let farm = farm(4, "api-off:9,factory-password:6");
    let addresses = farm.simulation.addresses();
    assert!(addresses[20..23].iter().all(|address| farm.simulation.set_password(*address, "another")));
    let mut window = scanned(&farm);
    keep_password(&mut window);
    farm.set_down(addresses[40]);
    window.press(Modifiers::COMMAND, Key::T);
    window.until("the end of the check", |window| window.has("Check again"));
    picture(&mut window, "4-api-setup");
}

#[test]
fn change_the_pools() {
    let farm = farm(5, TROUBLES);
    let mut settings = in_the_dark();
    (settings.acting.canary, settings.acting.account) = (5, "farm".to_owned());
    let mut window = scanned_with(&farm, settings, []);
    mark_all(&mut window);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    replace(&mut window, "Pool 1 address", "stratum+tcp://eu.example:3333");
    replace(&mut window, "Pool 1 worker", "{account}.{ip3}x{ip4}");
    previewed(&mut window, "46 ready");
    window.until("the check of names", |window| window.has("46 different names"));
    picture(&mut window, "5-pools");
}

#[test]
fn a_firmware_campaign() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("whatsminer-20270101.1.Rel.bin");
    fs::write(&file, firmware_for_all("20270101.1.Rel")).unwrap();
    let farm = farm(6, "board-missing:2");
    let mut window = scanned_with(&farm, in_the_dark(), [Choice::Path(file)]);
    mark_all(&mut window);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    window.click("Choose…");
    window.until("the file", |window| window.has_part("MB · for "));
    window.type_into("Number of machines", &MINERS.to_string());
    picture(&mut window, "6-firmware");
}

#[test]
fn shed_power() {
    let farm = farm(7, TROUBLES);
    let mut window = scanned(&farm);
    mark_all(&mut window);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.click("Power percent, fast");
    replace(&mut window, "Percent, %", "60");
    previewed(&mut window, "46 ready");
    picture(&mut window, "7-power");
}

#[test]
fn after_a_contractor_left() {
    let farm = farm(8, "api-off:2,write-reply-lost:1");
    let addresses = farm.simulation.addresses();
    assert!(addresses[20..23].iter().all(|address| farm.simulation.set_password(*address, "another")));
    let mut settings = in_the_dark();
    settings.acting.canary = 5;
    let mut window = scanned_with(&farm, settings, []);
    keep_password(&mut window);
    farm.set_down(addresses[40]);
    mark_all(&mut window);
    window.press(Modifiers::COMMAND, Key::K);
    window.harness.event(eframe::egui::Event::Text("web page: lock".to_owned()));
    window.settle();
    window.press(Modifiers::NONE, Key::Enter);
    previewed(&mut window, "47 ready");
    window.harness.get_by_label_contains("Pools on the web page: lock: ").click();
    window.settle();
    window.until("the question", |window| window.has("Go on"));
    window.click("Show");
    window.harness.get_all_by_label("Go on").last().unwrap().click();
    window.until("the end", |window| window.has_part("Try "));
    rest(&mut window);
    window.click("4 refused");
    picture(&mut window, "8-results");
}

#[test]
fn every_picture_is_in_the_guide() {
    let guide = fs::read_to_string("docs/guide.md").unwrap();
    let mut shown: Vec<&str> = guide.split("](guide/").skip(1).map(|rest| rest.split_once(')').unwrap().0).collect();
    shown.sort_unstable();
    let mut drawn: Vec<String> = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.matches('.').count() == 1)
        .collect();
    drawn.sort_unstable();
    assert_eq!(shown, drawn);
}
