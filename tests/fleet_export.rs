//! Exports hold exactly what is shown, in forms that other programs read without harm.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "support/machines.rs"]
mod machines;

use machines::{at, fleet_of, machine};
use rackhand::{
    fleet::{
        Column, Context, Fleet, Machine, Observation, Seen, Wording,
        export::{self, Format, Options},
        json,
    },
    protocol::{Failure, Reading},
};
use serde_json::Value;

fn exported(fleet: &Fleet, options: &Options) -> Vec<u8> {
    let wording = Wording::plain();
    let mut out = Vec::new();
    let rows = export::write(&mut out, options, fleet.iter(), &Context { now: at(0), wording: &wording }).unwrap();
    assert_eq!(rows, fleet.len());
    out
}

fn object(machine: &Machine) -> Value {
    json::machine(machine, &Context { now: at(0), wording: &Wording::plain() })
}

#[test]
fn csv_has_the_columns_and_rows_shown_in_their_order() {
    let fleet = fleet_of((1..=3).map(machine));
    let columns = vec![(Column::Power, "Power".to_owned()), (Column::Ip, "IP".to_owned())];
    let options = Options { format: Format::Csv, byte_order_mark: true, columns };
    let text = String::from_utf8(exported(&fleet, &options)).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("the mark that was asked for");
    let rows: Vec<_> = text.lines().collect();
    assert_eq!(rows[0], "Power,IP");
    for (row, machine) in rows[1..].iter().zip(fleet.iter()) {
        assert_eq!(*row, format!("{:.0},{}", machine.power().unwrap(), machine.address.ip()));
    }
    assert_eq!(rows.len(), 1 + fleet.len());
}

#[test]
fn no_cell_of_a_csv_is_a_formula() {
    let mut fleet = fleet_of([machine(1)]);
    let id = fleet.iter().next().unwrap().id;
    for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1"] {
        fleet.set_note(id, evil);
        let text = exported(&fleet, &Options::plain(Format::Csv, [Column::Note]));
        let mut csv = csv::Reader::from_reader(text.as_slice());
        let record = csv.records().next().unwrap().unwrap();
        assert_eq!(&record[0], format!("'{evil}"));
    }
}

#[test]
fn what_is_unknown_is_empty_in_a_csv() {
    let fleet = fleet_of([(machine(1).0, Reading::default())]);
    let text = exported(&fleet, &Options::plain(Format::Csv, [Column::Rate, Column::Model, Column::Boards]));
    assert_eq!(String::from_utf8(text).unwrap().lines().nth(1), Some(",,"));
}

#[test]
fn a_workbook_has_typed_cells_a_frozen_header_and_a_filter() {
    let fleet = fleet_of((1..=3).map(machine));
    let bytes = exported(&fleet, &Options::plain(Format::Xlsx, [Column::Ip, Column::Rate, Column::Elapsed]));
    let sheet = machines::unzipped(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<pane ySplit=\"1\""), "{sheet}");
    assert!(sheet.contains("<autoFilter ref=\"A1:C4\""), "{sheet}");
    for (machine, row) in fleet.iter().zip(2..) {
        let number = sheet.split(&format!("<c r=\"B{row}\"")).nth(1).unwrap();
        let number = number.split("<v>").nth(1).unwrap().split("</v>").next().unwrap();
        let rate = f64::from(machine.rate().unwrap().ths());
        assert!((number.parse::<f64>().unwrap() - rate).abs() < 1e-3, "{number} for {rate}");
    }
}

#[test]
fn every_documented_field_is_there_and_every_field_is_documented() {
    let documentation = include_str!("../docs/json.md");
    let table = documentation.split("A **board**").next().unwrap();
    let names: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .flat_map(|line| line.split(" | ").next().unwrap().split(", "))
        .map(|name| name.trim_matches('`'))
        .collect();
    let fleet = fleet_of([machine(1)]);
    let object = object(fleet.iter().next().unwrap());
    let fields: Vec<&String> = object.as_object().unwrap().keys().collect();
    for name in &names {
        assert!(object.get(name).is_some(), "{name} is documented and not there");
    }
    for field in fields {
        assert!(names.contains(&field.as_str()), "{field} is there and not documented");
    }
    for part in ["boards", "pools"] {
        for field in object[part][0].as_object().unwrap().keys() {
            assert!(documentation.contains(&format!("`{field}`")), "{part}: {field} is not documented");
        }
    }
}

#[test]
fn what_is_unknown_is_null_and_never_zero() {
    let mut fleet = Fleet::new();
    let (address, _) = machine(1);
    let failure = Failure::BadReply { words: "half a brace".into() };
    let id = fleet.observe(Observation { address, at: at(5), seen: Seen::Unreadable(failure.clone()) }).unwrap();
    let object = object(fleet.get(id).unwrap());
    assert_eq!(object["status"], "unknown");
    assert_eq!(object["error"], failure.to_string());
    assert_eq!(object["error_kind"], "bad_reply");
    assert_eq!(object["reasons"][0]["reason"], "unreadable");
    let known = ["ip", "port", "status", "reasons", "error", "error_kind", "first_seen", "address_conflict", "partial"];
    for (name, value) in object.as_object().unwrap() {
        assert_eq!(value.is_null(), !known.contains(&name.as_str()), "{name}: {value}");
    }
}

#[test]
fn json_lines_are_one_object_a_machine() {
    let fleet = fleet_of((1..=3).map(machine));
    let text = String::from_utf8(exported(&fleet, &Options::plain(Format::Json, []))).unwrap();
    let objects: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let written: Vec<Value> = fleet.iter().map(object).collect();
    assert_eq!(objects, written);
}
