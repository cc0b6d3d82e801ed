//! The hash boards side by side: rate, chips, temperatures, frequency and serial number; the sick ones outlined, and an
//! empty frame for each that should be there and is not.

use super::{Subject, parts};
use crate::{
    fleet::{
        Reason, Thresholds,
        format::{UNKNOWN, number},
    },
    gui::{
        action::Action,
        theme::{self, GAP, STEP, Theme, Tone},
    },
    protocol::{models, reading::HashBoard, units::Celsius},
    words::{Arg, Words},
};
use eframe::egui::{Align, Label, Layout, RichText, Role, Ui, WidgetInfo, vec2};

/// A card is never narrower than this, in points at the usual type size.
const CARD_WIDTH: f32 = 82.0;

/// A board below this many per cent of its rate is as good as gone.
const HALF: f32 = 50.0;

/// One place on the control board.
struct Slot<'a> {
    number: u8,
    /// `None`: the model has a board here and the machine does not find it.
    board: Option<&'a HashBoard>,
    /// How ill it is.
    tone: Option<Tone>,
}

/// Draws the section.
pub(super) fn boards_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Vec<Action>) {
    let Some(boards) = subject.machine.reading.boards.as_deref() else { return };
    let model = subject.machine.reading.model().and_then(|model| models::lookup(model));
    let slots = slots(subject, boards, model.and_then(|model| model.boards));
    let words = subject.words;
    parts::section_ui(ui, subject.theme, words.text("detail-section-boards"));
    if slots.is_empty() {
        ui.label(RichText::new(words.text("detail-boards-none")).color(subject.theme.color(Tone::Dim)));
        return;
    }
    ui.add_space(STEP);
    let chips = model.and_then(|model| model.chips_per_board);
    let width = ui.available_width();
    let in_a_row = ((width + GAP) / (CARD_WIDTH * subject.theme.type_scale + GAP)).floor().max(1.0) as usize;
    // As even as it gets: four boards are two and two rather than three and one.
    let in_a_row = slots.len().div_ceil(slots.len().div_ceil(in_a_row));
    let card_width = (width - GAP * (in_a_row as f32 - 1.0)) / in_a_row as f32;
    for row in slots.chunks(in_a_row) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for slot in row {
                ui.allocate_ui_with_layout(vec2(card_width, 0.0), Layout::top_down(Align::Min), |ui| {
                    slot_ui(ui, subject, slot, card_width, chips, actions);
                });
            }
        });
        ui.add_space(STEP);
    }
}

/// The boards that are there, and those that should be.
fn slots<'a>(subject: &Subject<'_>, boards: &'a [HashBoard], expected: Option<u8>) -> Vec<Slot<'a>> {
    let highest = boards.iter().map(|board| board.slot + 1).max().unwrap_or(0);
    let there = |number: u8| boards.iter().find(|board| board.slot == number);
    // A machine that numbers its boards from 1 has no empty place 0.
    let missing = usize::from(expected.unwrap_or(0)).saturating_sub(boards.len());
    let end = highest.max(expected.unwrap_or(0));
    let mut left_to_miss = missing;
    (0..end)
        .filter_map(|number| {
            let board = there(number);
            if board.is_none() {
                left_to_miss = left_to_miss.checked_sub(1)?;
            }
            Some(Slot { number, board, tone: tone(subject, number, board) })
        })
        .collect()
}

/// How ill a board is, by what health found and by its own heat.
fn tone(subject: &Subject<'_>, number: u8, board: Option<&HashBoard>) -> Option<Tone> {
    let Some(board) = board else { return Some(Tone::Bad) };
    let found = subject.machine.health.reasons.iter().filter_map(|reason| match reason {
        Reason::BoardDead { slot } if *slot == number => Some(Tone::Bad),
        Reason::BoardWeak { slot, percent } if *slot == number && *percent < HALF => Some(Tone::Bad),
        Reason::BoardWeak { slot, .. } | Reason::ChipsMissing { slot, .. } if *slot == number => Some(Tone::Weak),
        _ => None,
    });
    let heat = heat(board, subject.thresholds);
    found.chain(heat).max_by_key(|tone| *tone == Tone::Bad)
}

/// How hot a board is.
fn heat(board: &HashBoard, thresholds: &Thresholds) -> Option<Tone> {
    let chip = board.chip_temp_max.map(|temp| (temp.degrees(), thresholds.chip_hot, thresholds.chip_critical));
    let outlet = board.temp.map(|temp| (temp.degrees(), thresholds.board_hot, thresholds.board_critical));
    let tones = chip.into_iter().chain(outlet).filter_map(|(degrees, hot, critical)| match degrees {
        degrees if degrees >= critical => Some(Tone::Bad),
        degrees if degrees >= hot => Some(Tone::Weak),
        _ => None,
    });
    tones.max_by_key(|tone| *tone == Tone::Bad)
}

fn slot_ui(
    ui: &mut Ui,
    subject: &Subject<'_>,
    slot: &Slot<'_>,
    width: f32,
    expected_chips: Option<u16>,
    actions: &mut Vec<Action>,
) {
    let (theme, words) = (subject.theme, subject.words);
    let outline = slot.tone.map_or(theme.line, |tone| theme.color(tone));
    let title = words.with("detail-board", &[("slot", Arg::from(&slot.number.to_string()))]);
    let shown = parts::card(theme, outline).show(ui, |ui| {
        ui.set_width(width - 2.0 * GAP - 2.0);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.horizontal(|ui| {
            ui.add(Label::new(theme::small(&title).color(theme.color(Tone::Dim))).truncate());
            if let Some(serial) = slot.board.and_then(|board| board.serial.as_ref()) {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let what = words.with("detail-board-serial", &[("serial", Arg::from(serial.as_str()))]);
                    parts::copy_ui(ui, subject, &what, serial, actions);
                });
            }
        });
        if let Some(board) = slot.board {
            board_ui(ui, subject, board, slot.tone, expected_chips);
        } else {
            let missing = theme::strong(words.text("detail-board-missing")).color(theme.color(Tone::Bad));
            ui.add(Label::new(missing).wrap());
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &title));
}

fn board_ui(ui: &mut Ui, subject: &Subject<'_>, board: &HashBoard, tone: Option<Tone>, expected_chips: Option<u16>) {
    let (theme, words) = (subject.theme, subject.words);
    let rate = board.rate.map_or_else(|| UNKNOWN.to_owned(), |rate| number(rate.ths().into(), 1));
    let rate = words.with("value-ths", &[("value", Arg::from(&rate))]);
    ui.add(Label::new(theme::strong(rate).color(theme.color(tone.unwrap_or(Tone::Text)))).wrap());
    for line in lines(words, board, expected_chips) {
        ui.add(Label::new(theme::small(line).color(theme.color(Tone::Dim))).wrap());
    }
    serial_ui(ui, theme, words, board);
}

/// What is known of a board below its rate.
fn lines(words: &Words, board: &HashBoard, expected_chips: Option<u16>) -> Vec<String> {
    let unit =
        |key: &str, value: f32, decimals| words.with(key, &[("value", Arg::from(&number(value.into(), decimals)))]);
    let factory = board
        .rate_factory
        .map(|rate| words.with("detail-trend-factory", &[("value", Arg::from(&number(rate.ths().into(), 1)))]));
    let chips = board.chips.map(|found| match expected_chips {
        Some(expected) if expected != found => {
            words.with("detail-board-chips-of", &[("found", found.into()), ("expected", expected.into())])
        }
        Some(_) | None => words.with("detail-board-chips", &[("chips", found.into())]),
    });
    let heat = |key: &str, temp: Option<Celsius>| temp.map(|temp| unit(key, temp.degrees(), 0));
    let chip = heat("detail-board-chip-temp", board.chip_temp_max);
    let outlet = heat("detail-board-temp", board.temp);
    let frequency = board.frequency.map(|frequency| unit("value-megahertz", frequency.0, 0));
    [factory, chip, outlet, chips, frequency].into_iter().flatten().collect()
}

/// The serial number, cut where the card ends; whole under the pointer, and its copy button takes it whole.
fn serial_ui(ui: &mut Ui, theme: &Theme, words: &Words, board: &HashBoard) {
    let Some(serial) = board.serial.as_ref().filter(|serial| !serial.is_empty()) else { return };
    let text = words.with("detail-board-serial", &[("serial", Arg::from(serial.as_str()))]);
    ui.add(Label::new(theme::small(&text).color(theme.color(Tone::Dim))).truncate()).on_hover_text(text);
}
