//! Two thousand machines, of which one in twenty is faulty in each way.

use super::{
    batch::{command, options, patient_bench, plan, run},
    double::{Hall, PASSWORD, Quirk},
};
use rackhand::{
    engine::{
        OutcomeKind,
        batch::{BatchOptions, Work},
    },
    protocol::CommandKind,
};

#[test]
fn two_thousand_machines_each_end_as_they_are() {
    let faults = [
        Quirk::SwitchOff,
        Quirk::OtherPassword,
        Quirk::Refuses,
        Quirk::LosesReply,
        Quirk::LosesCommand,
        Quirk::Pretends,
        Quirk::TokenDeadOnce,
        Quirk::TokensFullOnce,
        Quirk::Down,
        Quirk::Late,
    ];
    let quirks: Vec<Quirk> =
        (0..2_000_usize).map(|index| if index % 20 == 7 { faults[index / 20 % 10] } else { Quirk::Well }).collect();
    let hall = Hall::start(64, &quirks);
    let many = BatchOptions { at_once: 60, ..options() };
    let course = run(&patient_bench(), plan(&hall.addresses(), &Work::Tell(command(CommandKind::PowerOff, &[])), many));
    for (address, outcome) in hall.addresses().into_iter().zip(course.outcomes.values()) {
        let truth = hall.truth(address);
        assert!(truth.acted.len() <= 1, "{address} was told twice: {:?}", truth.told);
        match outcome.kind {
            OutcomeKind::Done => assert!(truth.stopped, "{address} {outcome:?}"),
            OutcomeKind::Refused | OutcomeKind::Unreachable => assert!(!truth.stopped, "{address} {outcome:?}"),
            OutcomeKind::Unknown => assert!(
                matches!(truth.quirk, Quirk::LosesCommand | Quirk::Pretends),
                "{address} {:?} {outcome:?}",
                truth.quirk
            ),
            other => panic!("{address} {other:?} {outcome:?}"),
        }
        assert!(!outcome.words().contains(PASSWORD));
    }
    let of = |kind| course.counts.of(kind);
    assert_eq!(of(OutcomeKind::Done), 1_900 + 40, "{:?}", course.counts);
    assert_eq!((of(OutcomeKind::Refused), of(OutcomeKind::Unreachable), of(OutcomeKind::Unknown)), (30, 10, 20));
}
