//! Machines that can't be written to yet: what was planned follows by itself, in order, and stops where something fails.

use super::batch::{Course, bench, command, limit, options, plan, run_with};
use rackhand::{
    engine::{
        BatchOptions, OutcomeKind, PasswordRequest, Request,
        batch::{Access, Deed, MachineState, Passwords, Work},
    },
    protocol::CommandKind,
    sim::{Fault, SimOptions, Simulation},
};
use std::{net::Ipv4Addr, sync::Arc, time::Duration};
use tokio::runtime::Runtime;

const NEW: &str = "Farm_26";

fn sim_options(last: u8, miners: usize) -> SimOptions {
    SimOptions {
        miners,
        base: Ipv4Addr::new(127, 29, 42, last),
        record: true,
        btminer_restart: Duration::from_millis(200),
        ..SimOptions::default()
    }
}

fn farm(last: u8, miners: usize) -> (Runtime, Simulation) {
    started(sim_options(last, miners))
}

fn started(options: SimOptions) -> (Runtime, Simulation) {
    let runtime = Runtime::new().unwrap();
    let simulation = runtime.block_on(Simulation::start(options)).unwrap();
    (runtime, simulation)
}

fn pools() -> Deed {
    let pools = [("pool1", "stratum+tcp://eu.example:3333"), ("worker1", "farm.1")];
    Deed::Tell(command(CommandKind::UpdatePools, &pools))
}

fn stop() -> Deed {
    Deed::Tell(command(CommandKind::PowerOff, &[]))
}

/// These for every machine; `heard` is told who is not ready.
fn follow(simulation: &Simulation, deeds: [Deed; 3], mut heard: impl FnMut(&dyn Fn(), u32, &Access)) -> Course {
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

/// The commands that a machine was told, without tokens and questions; tries one after another are one.
fn told(simulation: &Simulation, place: usize) -> Vec<&'static str> {
    const NAMES: [&str; 4] = ["update_pwd", "update_pools", "power_off", "adjust_power_limit"];
    let commands = simulation.talks(simulation.addresses()[place]).unwrap().commands;
    let mut told: Vec<_> =
        commands.iter().filter_map(|sent| NAMES.into_iter().find(|name| sent.contains(name))).collect();
    told.dedup();
    told
}

#[test]
fn what_was_planned_follows_in_order_once_a_machine_is_ready() {
    let (_runtime, simulation) = farm(1, 2);
    let addresses = simulation.addresses();
    simulation.set_api_switch(addresses[1], false);
    let deeds = [Deed::ChangePassword, pools(), stop()];
    let course = follow(&simulation, deeds, |_, place, access| {
        assert_eq!((place, access), (1, &Access::SwitchOff));
        assert!(!told(&simulation, 1).contains(&"update_pools"), "one thing after another");
        simulation.set_api_switch(addresses[1], true);
    });
    assert_eq!(course.kinds(), [OutcomeKind::Done; 2], "{course:?}");
    let is_waited_for =
        |(place, state): &(u32, MachineState)| *place == 1 && matches!(state, MachineState::NotReady(_));
    assert!(course.states.iter().any(is_waited_for));
    for (place, address) in addresses.iter().enumerate() {
        assert_eq!(told(&simulation, place), ["update_pwd", "update_pools", "power_off"]);
        let truth = simulation.truth(*address).unwrap();
        assert!(simulation.password_is(*address, NEW));
        assert_eq!((truth.pools[0].1.as_str(), truth.stopped), ("farm.1", true));
    }
    assert!(course.outcomes[&1].words().contains("update_pools: "), "{course:?}");
    assert!(!course.debug.contains(NEW));
}

#[test]
fn a_machine_with_the_factory_password_is_ready_for_another() {
    let (_runtime, simulation) = farm(11, 1);
    let address = simulation.addresses()[0];
    simulation.set_fault(address, Fault::FactoryPassword);
    // Such a machine has its switch off too.
    let course = follow(&simulation, [Deed::ChangePassword, pools(), stop()], |_, _, _| {
        simulation.set_api_switch(address, true);
    });
    assert_eq!(course.only().kind, OutcomeKind::Done, "{course:?}");
    assert!(simulation.password_is(address, NEW));
}

#[test]
fn a_machine_that_has_the_new_password_already_is_ready() {
    let options = SimOptions { password: NEW.to_owned(), ..sim_options(41, 1) };
    let (_runtime, simulation) = started(options);
    let course = follow(&simulation, [Deed::ChangePassword, pools(), stop()], |cancel, _, _| cancel());
    assert_eq!(course.only().kind, OutcomeKind::Done, "{course:?}");
    assert_eq!(told(&simulation, 0), ["update_pools", "power_off"]);
}

#[test]
fn a_password_that_is_entered_while_machines_are_waited_for_opens_them() {
    let (_runtime, simulation) = farm(51, 1);
    let options = BatchOptions { passwords: Passwords::Fitting, ..options() };
    let work = Work::WhenReady(Arc::new([pools()]));
    let mut looks = 0;
    let course = run_with(&bench(), plan(&simulation.addresses(), &work, options), |bench, job, news| {
        let waits = |state: &MachineState| matches!(state, MachineState::NotReady(Access::WrongPassword));
        if !news.changed.iter().any(|(_, state)| waits(state)) {
            return;
        }
        looks += 1;
        match looks {
            1 => bench.engine.send(Request::Passwords(PasswordRequest::Save {
                name: "Farm".to_owned(),
                scope: String::new(),
                secret: Some(SimOptions::default().password.as_str().into()),
                session_only: false,
            })),
            // It would look for ever.
            50 => bench.engine.send(Request::Cancel(job)),
            _ => {}
        }
    });
    assert_eq!(course.only().kind, OutcomeKind::Done, "after {looks} looks: {course:?}");
}

#[test]
fn what_comes_after_a_failure_is_not_sent() {
    let (_runtime, simulation) = farm(21, 1);
    simulation.set_fault(simulation.addresses()[0], Fault::LimitIgnored);
    let deeds = [Deed::ChangePassword, Deed::Tell(limit()), pools()];
    let course = follow(&simulation, deeds, |cancel, _, _| cancel());
    assert!(!course.only().kind.is_good(), "{course:?}");
    assert_eq!(told(&simulation, 0), ["update_pwd", "adjust_power_limit"]);
    assert!(course.only().words().starts_with("update_pwd: the new password opens it; adjust_power_limit: "));
}

#[test]
fn waiting_can_be_cancelled() {
    let (_runtime, simulation) = farm(31, 1);
    let address = simulation.addresses()[0];
    simulation.set_api_switch(address, false);
    let deeds = [Deed::ChangePassword, pools(), stop()];
    let course = follow(&simulation, deeds, |cancel, _, _| cancel());
    assert_eq!((course.only().kind, course.cancelled), (OutcomeKind::Skipped, true));
    assert!(simulation.password_is(address, &SimOptions::default().password));
}
