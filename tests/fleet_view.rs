//! Views: whatever happened, a view shows what a fresh one would show.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "support/machines.rs"]
mod machines;

use machines::{address, answer, at, fleet_of, mac, machine, reading, refresh};
use proptest::prelude::*;
use rackhand::{
    fleet::{Column, Filter, Fleet, HealthState, MachineId, Observation, Seen, Selection, SortKey, View, Wording},
    protocol::{
        Failure,
        failure::Phase,
        units::{Celsius, HashRate},
    },
};
use std::sync::Arc;

fn view() -> View {
    View::new(Arc::new(Wording::plain()))
}

fn sorted_by(keys: &[(Column, bool)]) -> Vec<SortKey> {
    keys.iter().map(|&(column, descending)| SortKey { column, descending }).collect()
}

/// The numbers of the machines shown.
fn shown(view: &View, fleet: &Fleet) -> Vec<u32> {
    let number = |id: &MachineId| {
        let ip = fleet.get(*id).unwrap().address.ip().to_string();
        ip.split('.').next_back().unwrap().parse().unwrap()
    };
    view.rows().iter().map(number).collect()
}

#[test]
fn rows_are_in_order_of_address_as_numbers() {
    let fleet = fleet_of([10, 9, 100, 1].map(machine));
    let mut view = view();
    assert!(view.update(&fleet, at(0)));
    assert_eq!(shown(&view, &fleet), [1, 9, 10, 100]);
    assert!(!view.update(&fleet, at(1)), "nothing changed");
}

#[test]
fn the_second_key_decides_among_equals_and_what_is_missing_comes_last() {
    let readings = [(1, Some(90.0)), (2, None), (3, Some(70.0)), (4, Some(90.0)), (5, None)];
    let fleet = fleet_of(readings.map(|(number, degrees)| {
        let mut reading = reading(number);
        reading.summary.as_mut().unwrap().chip_temp_max = degrees.map(Celsius::new);
        reading.boards = None;
        (address(number), reading)
    }));
    let mut view = view();
    for (keys, expected) in [
        ([(Column::ChipTemp, false), (Column::Ip, false)], [3, 1, 4, 2, 5]),
        ([(Column::ChipTemp, true), (Column::Ip, false)], [1, 4, 3, 2, 5]),
        ([(Column::ChipTemp, true), (Column::Ip, true)], [4, 1, 3, 5, 2]),
    ] {
        view.set_sort(&sorted_by(&keys));
        assert!(view.update(&fleet, at(0)));
        assert_eq!(shown(&view, &fleet), expected, "{keys:?}");
    }
}

#[test]
fn time_alone_moves_rows_into_a_filter_of_ages() {
    let fleet = fleet_of([machine(1)]);
    let mut view = view();
    view.set_filter(Filter::parse("age>5m").unwrap());
    view.update(&fleet, at(300));
    assert_eq!(view.len(), 0);
    assert!(view.update(&fleet, at(301)));
    assert_eq!(view.len(), 1);
}

#[test]
fn plain_words_search_the_columns_shown() {
    let fleet = fleet_of([machine(1)]);
    let mut view = view();
    view.set_filter(Filter::parse(&mac(1).to_string()).unwrap());
    view.update(&fleet, at(0));
    assert!(view.is_empty());
    view.set_columns(&[Column::Ip, Column::Mac]);
    view.update(&fleet, at(0));
    assert_eq!(view.len(), 1);
}

#[test]
fn a_held_order_keeps_rows_in_place_until_it_is_let_go() {
    let mut fleet = fleet_of((1..=4).map(machine));
    let mut view = view();
    view.set_sort(&sorted_by(&[(Column::Rate, true)]));
    view.set_filter(Filter::parse("not status:lost").unwrap());
    view.update(&fleet, at(0));
    let before = shown(&view, &fleet);
    view.set_frozen(true);
    let mut fast = refresh(2);
    fast.summary.as_mut().unwrap().rate = Some(HashRate::from_ths(500.0));
    fleet.observe(answer(address(2), at(1), fast));
    let silent = Seen::Silent(Failure::TimedOut { phase: Phase::Connect });
    fleet.observe(Observation { address: address(3), at: at(1), seen: silent });
    fleet.observe(answer(address(9), at(1), reading(9)));
    view.update(&fleet, at(1));
    assert_eq!(shown(&view, &fleet), [before.as_slice(), &[9]].concat());
    view.set_frozen(false);
    view.update(&fleet, at(2));
    let after = shown(&view, &fleet);
    assert_eq!(after[0], 2);
    assert!(!after.contains(&3) && after.contains(&9), "{after:?}");
}

#[test]
fn a_selection_survives_sorting_filtering_and_refreshing() {
    let mut fleet = fleet_of((1..=6).map(machine));
    let mut view = view();
    view.update(&fleet, at(0));
    let rows = view.rows().to_vec();
    let mut selection = Selection::new();
    selection.click(rows[1]);
    selection.extend(rows[3], &rows);
    assert_eq!(selection.iter().collect::<Vec<_>>(), rows[1..=3]);
    selection.toggle(rows[2]);
    selection.toggle(rows[5]);
    let marked = [rows[1], rows[3], rows[5]];
    view.set_sort(&sorted_by(&[(Column::Rate, true)]));
    view.set_filter(Filter::parse("ip:10.31.0.4-6").unwrap());
    fleet.observe(answer(address(2), at(9), refresh(2)));
    view.update(&fleet, at(9));
    assert_eq!(selection.iter().collect::<Vec<_>>(), marked);
    assert_eq!(selection.count_shown(view.rows()), 2);
    selection.invert(view.rows());
    assert_eq!(selection.iter().collect::<Vec<_>>(), [rows[1], rows[4]]);
    selection.all(view.rows());
    assert_eq!(selection.len(), 4);
    assert_eq!(selection.focus(), Some(rows[5]));
    selection.retain(|id| id != rows[5]);
    assert_eq!((selection.len(), selection.focus()), (3, None));
}

#[test]
fn dragging_marks_the_rows_between_and_gives_back_what_it_left() {
    let fleet = fleet_of((1..=6).map(machine));
    let mut view = view();
    view.update(&fleet, at(0));
    let rows = view.rows();
    let mut selection = Selection::new();
    selection.click(rows[5]);
    selection.drag_start(rows[0], true);
    selection.drag_to(rows[3], rows);
    assert_eq!(selection.iter().collect::<Vec<_>>(), [rows[0], rows[1], rows[2], rows[3], rows[5]]);
    selection.drag_to(rows[1], rows);
    selection.drag_end();
    selection.drag_to(rows[4], rows);
    assert_eq!(selection.iter().collect::<Vec<_>>(), [rows[0], rows[1], rows[5]]);
    assert_eq!(selection.step(1, false, rows), Some(rows[2]));
    assert_eq!(selection.step(99, true, rows), Some(rows[5]));
    assert_eq!(selection.len(), 4);
}

/// Something that can happen.
#[derive(Clone, Debug)]
enum Happening {
    Answer { number: u32, address: u32, full: bool, ths: u16 },
    Silent { address: u32 },
    Unreadable { address: u32 },
    ScanFinished { from: u32 },
    Note { row: usize, note: &'static str },
    Forget { row: usize },
    Filter(&'static str),
    Sort(Vec<(Column, bool)>),
    Columns(Vec<Column>),
    Freeze(bool),
    Update,
}

fn happening() -> impl Strategy<Value = Happening> {
    let filters = ["", "m50", "th<60", "not m30 th>50%", "age>2m or status:lost", "fan", "boards=3 note:any"];
    let columns = [Column::Ip, Column::Rate, Column::Model, Column::Age, Column::Note, Column::Status, Column::Mac];
    let column = prop::sample::select(columns.to_vec());
    let sort = prop::collection::vec((column.clone(), any::<bool>()), 0..3);
    prop_oneof![
        8 => (0..12u32, 0..12u32, any::<bool>(), 0..120u16)
            .prop_map(|(number, address, full, ths)| Happening::Answer { number, address, full, ths }),
        2 => (0..12u32).prop_map(|address| Happening::Silent { address }),
        1 => (0..12u32).prop_map(|address| Happening::Unreadable { address }),
        1 => (0..12u32).prop_map(|from| Happening::ScanFinished { from }),
        1 => (0..12usize, prop::sample::select(vec!["fan", "Rack 2", "rack 10", ""]))
            .prop_map(|(row, note)| Happening::Note { row, note }),
        1 => (0..12usize).prop_map(|row| Happening::Forget { row }),
        1 => prop::sample::select(filters.to_vec()).prop_map(Happening::Filter),
        1 => sort.prop_map(Happening::Sort),
        1 => prop::collection::vec(column, 0..4).prop_map(Happening::Columns),
        1 => any::<bool>().prop_map(Happening::Freeze),
        3 => Just(Happening::Update),
    ]
}

fn happen(happening: Happening, fleet: &mut Fleet, view: &mut View, now: jiff::Timestamp) {
    let nth = |fleet: &Fleet, row: usize| fleet.iter().nth(row).map(|machine| machine.id);
    match happening {
        Happening::Answer { number, address: at_address, full, ths } => {
            let mut said = if full { reading(number) } else { refresh(number) };
            said.summary.as_mut().unwrap().rate = Some(HashRate::from_ths(f64::from(ths)));
            fleet.observe(answer(address(at_address), now, said));
        }
        Happening::Silent { address: at_address } => {
            let seen = Seen::Silent(Failure::Refused);
            fleet.observe(Observation { address: address(at_address), at: now, seen });
        }
        Happening::Unreadable { address: at_address } => {
            let seen = Seen::Unreadable(Failure::BadReply { words: "half".into() });
            fleet.observe(Observation { address: address(at_address), at: now, seen });
        }
        Happening::ScanFinished { from } => fleet.scan_finished(|scanned| scanned >= address(from), now, now),
        Happening::Note { row, note } => {
            if let Some(id) = nth(fleet, row) {
                fleet.set_note(id, note);
            }
        }
        Happening::Forget { row } => {
            if let Some(id) = nth(fleet, row) {
                fleet.forget(id);
            }
        }
        Happening::Filter(text) => view.set_filter(Filter::parse(text).unwrap()),
        Happening::Sort(keys) => view.set_sort(&sorted_by(&keys)),
        Happening::Columns(columns) => view.set_columns(&columns),
        Happening::Freeze(frozen) => view.set_frozen(frozen),
        Happening::Update => {
            view.update(fleet, now);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_view_shows_what_a_fresh_one_would(happenings in prop::collection::vec((happening(), 0..50i64), 0..60)) {
        let mut fleet = Fleet::new();
        let mut old = view();
        let mut columns: Vec<Column> = Column::defaults().collect();
        let mut now = 0;
        for (happening, seconds) in happenings {
            now += seconds;
            if let Happening::Columns(new) = &happening {
                columns.clone_from(new);
            }
            happen(happening, &mut fleet, &mut old, at(now));
        }
        old.set_frozen(false);
        old.update(&fleet, at(now));

        let mut fresh = view();
        fresh.set_filter(old.filter().clone());
        fresh.set_sort(old.sort());
        fresh.set_columns(&columns);
        fresh.update(&fleet, at(now));
        prop_assert_eq!(old.rows(), fresh.rows());
        prop_assert_eq!(old.counts(), fresh.counts());
        prop_assert_eq!(old.counts().total(), old.len());

        // And the fleet's own running figures are those of its rows.
        for state in HealthState::ALL {
            let counted = fleet.iter().filter(|machine| machine.health.state == state).count();
            prop_assert_eq!(fleet.counts().get(state), counted);
        }
        for machine in fleet.iter() {
            prop_assert!(fleet.at(machine.address).is_some());
            prop_assert!(machine.mac.is_none_or(|mac| fleet.by_mac(mac).is_some()), "{:?}", machine.mac);
        }
    }
}
