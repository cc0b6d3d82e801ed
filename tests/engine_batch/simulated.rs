//! Two thousand simulated machines of every firmware, one in twenty with each fault of writing.

use super::batch::{command, options, patient_bench, plan, run};
use rackhand::{
    engine::{
        OutcomeKind,
        batch::{BatchOptions, Passwords, Work},
    },
    protocol::CommandKind,
    sim::{Fault, FaultPlan, Share, SimOptions, Simulation},
};
use std::{net::Ipv4Addr, time::Duration};

#[test]
fn two_thousand_simulated_machines_each_end_as_they_are() {
    const FAULTS: [Fault; 10] = [
        Fault::ApiOff,
        Fault::FactoryPassword,
        Fault::CommandError,
        Fault::TokenDeadOnce,
        Fault::TokensFull,
        Fault::NeedsCommand,
        Fault::PlainReply,
        Fault::WriteLost,
        Fault::WriteReplyLost,
        Fault::EncData,
    ];
    let faults = FAULTS.into_iter().fold(FaultPlan::none(), |plan, fault| plan.with(fault, Share::Percent(5.0)));
    let sim = SimOptions {
        miners: 2_000,
        base: Ipv4Addr::new(127, 29, 0, 1),
        faults,
        record: true,
        btminer_restart: Duration::from_millis(200),
        reboot: Duration::from_millis(300),
        ..SimOptions::default()
    };
    let password = sim.password.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let simulation = runtime.block_on(Simulation::start(sim)).unwrap();
    let addresses = simulation.addresses();
    let many = BatchOptions { at_once: 60, passwords: Passwords::Only(password.as_str().into()), ..options() };
    let course = run(&patient_bench(), plan(&addresses, &Work::Tell(command(CommandKind::PowerOff, &[])), many));
    for (address, outcome) in addresses.iter().zip(course.outcomes.values()) {
        let (truth, faults) = (simulation.truth(*address).unwrap(), simulation.faults(*address).unwrap());
        let context = format!("{address} {} {faults:?} {outcome:?}", truth.profile);
        match outcome.kind {
            OutcomeKind::Done | OutcomeKind::Accepted => assert!(truth.stopped, "{context}"),
            OutcomeKind::Refused | OutcomeKind::Unreachable => assert!(!truth.stopped, "{context}"),
            OutcomeKind::Unknown => {
                assert!(faults.has(Fault::WriteLost) || faults.has(Fault::WriteReplyLost), "{context}");
            }
            OutcomeKind::Skipped => panic!("{context}"),
        }
        let commands = simulation.talks(*address).unwrap().commands;
        let sent = commands.iter().filter(|sent| sent.contains("power_off")).count();
        // Only what the machine said it did not do is sent once more.
        let most = 1 + usize::from(faults.has(Fault::TokenDeadOnce) || faults.has(Fault::NeedsCommand));
        assert!(sent <= most, "{context}: {commands:?}");
        assert!(!outcome.words().contains(&password), "{context}");
    }
    assert!(course.counts.of(OutcomeKind::Done) >= 1_500, "{:?}", course.counts);
}
