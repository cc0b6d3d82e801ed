//! The filter language: what passes, and where a mistake is.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "support/machines.rs"]
mod machines;

use machines::{address, at, fleet_of, machine, reading};
use proptest::prelude::*;
use rackhand::{
    fleet::{
        Column, Context, Filter, Fleet, HealthState, Observation, Seen, Word, Wording, filter::FilterErrorKind as Kind,
    },
    protocol::{
        Failure, Reading,
        reading::MachineError,
        units::{HashRate, Percent},
    },
};

/// Machines 0 to 5: 0 sound; 1 weak with a note; 2 faulty with an error and two boards; 3 never read; 4 closed; 5 lost
/// since two minutes.
fn fleet() -> Fleet {
    let mut weak = reading(1);
    weak.summary.as_mut().unwrap().rate = Some(HashRate::from_ths(57.0));
    let mut faulty = reading(2);
    faulty.boards = Some(faulty.boards.unwrap()[..2].into());
    faulty.errors = Some([MachineError { code: "532".into(), since: None, reason: None }].into());
    let mut closed = reading(4);
    closed.device.as_mut().unwrap().api_switch = Some(false);
    closed.summary.as_mut().unwrap().pool_rejected = Some(Percent(3.5));
    let mut fleet = fleet_of([machine(0), (address(1), weak), (address(2), faulty)]);
    let seen = Seen::Unreadable(Failure::BadReply { words: "half".into() });
    fleet.observe(Observation { address: address(3), at: at(0), seen });
    for (number, reading) in [(4, closed), (5, reading(5))] {
        fleet.observe(machines::answer(address(number), at(0), reading));
    }
    fleet.observe(Observation { address: address(5), at: at(480), seen: Seen::Silent(Failure::Refused) });
    let id = fleet.at(address(1)).unwrap().id;
    fleet.set_note(id, "Fan ordered, see \"list\"");
    fleet
}

/// The numbers of the machines that pass, ten minutes later.
#[track_caller]
fn passing(text: &str) -> Vec<usize> {
    let filter = Filter::parse(text).unwrap_or_else(|error| panic!("{text}: {error} at {:?}", error.span));
    let wording = Wording::plain();
    let context = Context { now: at(600), wording: &wording };
    let columns: Vec<Column> = Column::defaults().chain([Column::Note]).collect();
    let fleet = fleet();
    fleet
        .iter()
        .filter(|machine| filter.passes(machine, &columns, &context))
        .map(|machine| machine.id.index())
        .collect()
}

#[test]
fn what_passes() {
    let all: Vec<usize> = (0..6).collect();
    let cases: &[(&str, &[usize])] = &[
        ("", &all),
        ("  ", &all),
        // Words in any visible cell, in any case, all of them.
        ("M50", &[0]),
        ("m50 HASHING", &[0]),
        ("10.31.0.4", &[4]),
        ("fan", &[1]),
        ("\"fan ordered\"", &[1]),
        ("\"ordered fan\"", &[]),
        ("\"see \"\"list\"", &[1]),
        // Figures: of what is unknown nothing is true.
        ("th<90", &[1]),
        ("th<90%", &[1]),
        ("th>=90%", &[0, 2, 4, 5]),
        ("th!=57", &[0, 2, 4, 5]),
        ("th=57", &[1]),
        ("not th<90", &[0, 2, 3, 4, 5]),
        ("rate < 0.1PH", &[1]),
        ("percent<60", &[1]),
        ("percent<60%", &[1]),
        ("power>3,000", &[0, 1, 2, 4, 5]),
        ("power>4kW", &[]),
        ("reject>1", &[4]),
        ("chip>80 chip<=82", &[0, 1, 2, 4, 5]),
        ("boards<3", &[2]),
        ("boards<100%", &[2]),
        ("boards:2", &[2]),
        // Words of one field.
        ("model:m30", &[1, 4]),
        ("model=M30S+VE40", &[1, 4]),
        ("model!=M30S+VE40", &[0, 2, 5]),
        ("fw:2023", &[0, 1, 2, 4, 5]),
        ("fw<20230301", &[0, 1]),
        ("worker:x4", &[4]),
        ("worker!=farm.0x4", &[0, 1, 2, 5]),
        // The whole text is compared; whoever looks for the workers of others asks for what does not contain theirs.
        ("worker!=farm", &[0, 1, 2, 4, 5]),
        ("not worker:farm.", &[3]),
        ("not worker:other.", &all),
        ("note:\"FAN ORDERED\"", &[1]),
        ("note:none status:unknown", &[3]),
        ("note:any", &[1]),
        ("model=none", &[3]),
        ("psu:p22", &[0, 1, 2, 4, 5]),
        // States and other words in a fixed set.
        ("status:weak", &[1]),
        ("status=weak or status=faulty", &[1, 2]),
        ("status!=hashing", &[1, 2, 3, 4, 5]),
        ("status:api", &[4]),
        ("api=off", &[4]),
        ("dhcp:dhcp status:lost", &[5]),
        ("mode=normal boards=3", &[0, 1, 4, 5]),
        // Errors by the beginning of the code, exactly, by their words, by their number.
        ("error:53", &[2]),
        ("error=532", &[2]),
        ("error=53", &[]),
        ("error!=532", &[0, 1, 4, 5]),
        ("error>=1", &[2]),
        ("error:board", &[2]),
        // Addresses.
        ("ip:10.31", &all),
        ("ip:10.31.0.4", &[4]),
        ("ip:10.3", &[]),
        ("ip:10.31.0.0/30", &[0, 1, 2, 3]),
        ("ip:10.31.0.2-3", &[2, 3]),
        ("ip:10.31.0.4-10.31.0.9", &[4, 5]),
        ("ip:10.31.*.*", &all),
        ("ip=10.31.0.5:4028", &[5]),
        ("ip!=10.31.0.0/30", &[4, 5]),
        // Time: lengths, and how long ago.
        ("age>5m", &[0, 1, 2, 4, 5]),
        ("age>1h", &[]),
        ("lost-since<3m", &[5]),
        ("lost-since>3m", &[]),
        ("elapsed=1d", &[0, 1, 2, 4, 5]),
        ("uptime>1d 1h", &[]),
        ("mac:c6:07", &[0, 1, 2, 4, 5]),
        // Logic.
        ("status:weak or status:faulty boards<3", &[1, 2]),
        ("(status:weak or status:faulty) boards<3", &[2]),
        ("not (status:weak or status:faulty)", &[0, 3, 4, 5]),
        ("not not status:weak", &[1]),
        ("status:weak and not boards<3", &[1]),
        ("STATUS:Weak OR Status:FAULTY", &[1, 2]),
    ];
    for (text, expected) in cases {
        assert_eq!(passing(text), *expected, "{text}");
    }
}

#[test]
fn mistakes_point_at_their_place() {
    for (text, wrong, kind) in [
        ("m50 foo<3", "foo", Kind::UnknownField),
        ("foo:bar", "foo", Kind::UnknownField),
        ("th<", "", Kind::MissingValue),
        ("th:", "", Kind::MissingValue),
        ("th<abc", "abc", Kind::NotANumber),
        ("age>soon", "soon", Kind::NotADuration),
        ("ip:10.31.400", "10.31.400", Kind::NotAnAddress),
        ("power<90%", "90%", Kind::NoPercentage),
        ("status<weak", "weak", Kind::NoOrder),
        ("ip<10.0.0.1", "10.0.0.1", Kind::NoOrder),
        ("m50 \"abc", "\"abc", Kind::OpenQuote),
        ("a (b or c", "(", Kind::OpenBracket),
        ("a b) c", ")", Kind::StrayBracket),
        ("a or", "", Kind::MissingTerm),
        ("or a", "or", Kind::MissingTerm),
        ("not", "", Kind::MissingTerm),
        ("()", ")", Kind::MissingTerm),
        ("风扇 th<二", "二", Kind::NotANumber),
    ] {
        let error = Filter::parse(text).expect_err(text);
        assert_eq!((&text[error.span.clone()], error.kind), (wrong, kind), "{text}");
        if wrong.is_empty() {
            assert_eq!(error.span, text.len()..text.len(), "{text}: something is missing at its end");
        }
    }
    let deep = "(".repeat(1000);
    assert_eq!(Filter::parse(&deep).unwrap_err().kind, Kind::TooDeep);
}

#[test]
fn addresses_of_pools_and_machines_are_plain_words() {
    for text in [
        "C6:07:20:00:1E:C2",
        "stratum+tcp://pool.example.com:3333",
        "http://pool",
        "10.31.0.1:4028",
        "ab:cd:ef:01:02:03",
    ] {
        assert!(Filter::parse(text).unwrap().has_words(), "{text}");
    }
}

#[test]
fn words_pass_in_the_technicians_language_and_in_english() {
    let wording = Wording::new("ru", jiff::tz::TimeZone::UTC, |word| match word {
        Word::State(HealthState::Weak) => "Слабая".to_owned(),
        word => word.name().to_owned(),
    });
    let context = Context { now: at(0), wording: &wording };
    let fleet = fleet();
    let weak = fleet.at(address(1)).unwrap();
    for text in ["status:слаб", "status=СЛАБАЯ", "status=weak", "слабая"] {
        assert!(Filter::parse(text).unwrap().passes(weak, &[Column::Status], &context), "{text}");
    }
}

#[test]
fn every_column_is_a_field_under_all_its_names_and_no_name_means_two() {
    let mut names = std::collections::BTreeMap::new();
    for &column in Column::ALL {
        for name in column.aliases().iter().chain([&column.key()]) {
            assert_eq!(names.insert(*name, column), None, "{name}");
            assert_eq!(Column::find(name), Some(column));
            assert!(Filter::parse(&format!("{name}:any")).unwrap().root_is_a_test(), "{name}");
        }
    }
    assert!(Filter::fields().all(|field| names.get(field.name) == Some(&field.column)));
    assert_eq!(Filter::fields().count(), Column::ALL.len());
}

trait IsATest {
    fn root_is_a_test(&self) -> bool;
}

impl IsATest for Filter {
    /// No plain words, and not everything passes.
    fn root_is_a_test(&self) -> bool {
        !self.has_words() && !self.is_empty()
    }
}

#[test]
fn a_state_is_a_filter_and_two_filters_are_one() {
    let weak = Filter::state(HealthState::Weak);
    assert_eq!(Filter::parse(weak.text()).unwrap(), weak);
    let both = Filter::parse("m50 or m30").unwrap().and(weak.clone());
    assert_eq!(passing(both.text()), passing("status=weak"));
    assert_eq!(Filter::default().and(weak.clone()), weak);
    assert_eq!(weak.clone().and(Filter::default()), weak);
}

#[test]
fn a_reading_without_errors_answered_is_not_a_reading_without_errors() {
    let silent = Reading { errors: None, ..reading(0) };
    let fleet = fleet_of([(address(0), silent)]);
    let wording = Wording::plain();
    let context = Context { now: at(0), wording: &wording };
    let machine = fleet.iter().next().unwrap();
    assert!(!Filter::parse("error!=530").unwrap().passes(machine, &[], &context));
    assert!(!Filter::parse("error<1").unwrap().passes(machine, &[], &context));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_a_filter_or_an_error_inside_it(text in r#"([a-z0-9<>=!:"()%. ж|-]|th|not |or |\(){0,40}"#) {
        match Filter::parse(&text) {
            Ok(filter) => prop_assert_eq!(filter.text(), text),
            Err(error) => prop_assert!(text.get(error.span).is_some()),
        }
    }
}
