//! Machines that can't be written to yet: what was planned follows by itself, in order, and stops where something fails.

use super::batch::{Course, bench, command, limit, options, plan, run_with};
use rackhand::{
    engine::{
        BatchOptions, OutcomeKind, Request,
        batch::{Access, Deed, MachineState, Passwords, Work},
    },
    protocol::CommandKind,
    sim::{Fault, FaultSet, SimOptions, Simulation},
};
use std::{net::Ipv4Addr, sync::Arc, time::Duration};
use tokio::runtime::Runtime;

const NEW: &str = "Farm_26";

fn farm(last: u8, miners: usize) -> (Runtime, Simulation) {
    let options = SimOptions {
        miners,
        base: Ipv4Addr::new(127, 29, 42, last),
        record: true,
        btminer_restart: Duration::from_millis(200),
        ..SimOptions::default()
    };
    let runtime = Runtime::new().unwrap();
    let simulation = runtime.block_on(Simulation::start(options)).unwrap();
    (runtime, simulation)
}

/// A new password, pools and a limit for every machine; `heard` is told who is not ready.
fn follow(simulation: &Simulation, mut heard: impl FnMut(&dyn Fn(), u32, &Access)) -> Course {
    let pools = command(CommandKind::UpdatePools, &[("pool1", "stratum+tcp://eu.example:3333"), ("worker1", "farm.1")]);
    let deeds = [Deed::ChangePassword, Deed::Tell(pools), Deed::Tell(limit())];
    let known = Passwords::Only(SimOptions::default().password.as_str().into());
    let options = BatchOptions { passwords: known, ..options() };
    let mut plan = plan(&simulation.addresses(), &Work::WhenReady(Arc::new(deeds)), options);
    plan.new_password = Some(("Hall".to_owned(), NEW.into()));
    run_with(&bench(), plan, |bench, job, news| {
        for (place, state) in &news.changed {
            if let MachineState::NotReady(access) = state {
                heard(&|| bench.engine.send(Request::Cancel(job)), *place, access);
            }
        }
    })
}

/// The commands that a machine was told, without tokens and questions.
fn told(simulation: &Simulation, place: usize) -> Vec<String> {
    let commands = simulation.talks(simulation.addresses()[place]).unwrap().commands;
    let names = ["update_pwd", "update_pools", "adjust_power_limit"];
    commands
        .iter()
        .filter_map(|sent| names.iter().find(|name| sent.contains(**name)))
        .map(ToString::to_string)
        .collect()
}

#[test]
fn what_was_planned_follows_in_order_once_a_machine_is_ready() {
    let (_runtime, simulation) = farm(1, 2);
    let addresses = simulation.addresses();
    simulation.set_api_switch(addresses[1], false);
    let course = follow(&simulation, |_, place, access| {
        assert_eq!((place, access), (1, &Access::SwitchOff));
        assert!(told(&simulation, 1).is_empty(), "nothing is sent before");
        simulation.set_api_switch(addresses[1], true);
    });
    assert_eq!(course.kinds(), [OutcomeKind::Done; 2], "{course:?}");
    let is_waited_for =
        |(place, state): &(u32, MachineState)| *place == 1 && matches!(state, MachineState::NotReady(_));
    assert!(course.states.iter().any(is_waited_for));
    for (place, address) in addresses.iter().enumerate() {
        assert_eq!(told(&simulation, place), ["update_pwd", "update_pools", "adjust_power_limit"]);
        let truth = simulation.truth(*address).unwrap();
        assert!(simulation.password_is(*address, NEW));
        assert_eq!((truth.pools[0].1.as_str(), truth.power_limit), ("farm.1", Some(3200.0)));
    }
    assert!(course.outcomes[&1].words.contains("update_pools: "), "{course:?}");
    assert!(!course.debug.contains(NEW));
}

#[test]
fn what_comes_after_a_failure_is_not_sent() {
    let (_runtime, simulation) = farm(11, 1);
    simulation.set_fault(simulation.addresses()[0], FaultSet::from(Fault::CommandError));
    let course = follow(&simulation, |cancel, _, _| cancel());
    assert_eq!(course.only().kind, OutcomeKind::Refused, "{course:?}");
    assert_eq!(told(&simulation, 0), ["update_pwd"]);
    assert!(course.only().words.starts_with("update_password: "));
}

#[test]
fn waiting_can_be_cancelled() {
    let (_runtime, simulation) = farm(21, 1);
    simulation.set_api_switch(simulation.addresses()[0], false);
    let course = follow(&simulation, |cancel, _, _| cancel());
    assert_eq!((course.only().kind, course.cancelled), (OutcomeKind::Skipped, true));
    assert!(told(&simulation, 0).is_empty());
}
