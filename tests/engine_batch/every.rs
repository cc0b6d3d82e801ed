//! Every command of the table goes to a machine cooled by air and to one cooled by liquid, and ends as what the machine
//! itself did.

use super::{
    batch::{Course, command, options, patient_bench, plan, run},
    support::Bench,
};
use rackhand::{
    engine::{
        BatchPlan, OutcomeKind, VaultChoice,
        batch::{BatchOptions, BatchStep, Passwords, Work},
    },
    protocol::{CommandKind, command::ReadBack},
    sim::{Mix, Profile, SimOptions, Simulation, Truth},
    vault::{Partner, Vault},
};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

const PASSWORD: &str = "rackhand";

/// Machines of one kind in a network of their own.
fn hall(network: u8, profile: &str, miners: usize) -> (tokio::runtime::Runtime, Simulation) {
    let options = SimOptions {
        miners,
        base: Ipv4Addr::new(127, 28, network, 1),
        mix: Mix::only(Profile::named(profile).unwrap()),
        record: true,
        btminer_restart: Duration::from_millis(200),
        reboot: Duration::from_millis(300),
        ..SimOptions::default()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let simulation = runtime.block_on(Simulation::start(options)).unwrap();
    (runtime, simulation)
}

/// Values that differ from what a machine has.
fn values(kind: CommandKind, address: SocketAddr) -> Vec<(&'static str, String)> {
    let text = |name, value: &str| (name, value.to_owned());
    match kind {
        CommandKind::UpdatePools => {
            vec![text("pool1", "stratum+tcp://every.example:3333"), text("worker1", "farm.every")]
        }
        CommandKind::AdjustPowerLimit => vec![text("power_limit", "2800")],
        CommandKind::SetPowerPct | CommandKind::SetPowerPctV2 => vec![text("percent", "80")],
        CommandKind::SetPower => vec![text("power", "2500")],
        CommandKind::SetTargetFreq => vec![text("percent", "-5")],
        CommandKind::AdjustUpfreqSpeed => vec![text("upfreq_speed", "4")],
        CommandKind::SetPoweroffCool => vec![text("poweroff_cool", "0")],
        CommandKind::SetFanZeroSpeed => vec![text("fan_zero_speed", "1")],
        CommandKind::SetTempOffset => vec![text("temp_offset", "-7")],
        CommandKind::SetHeatMode => vec![text("mode", "heating")],
        CommandKind::SetLed => vec![text("mode", "red")],
        CommandKind::NetConfig => {
            let SocketAddr::V4(place) = address else { panic!("simulated machines have IPv4 addresses") };
            let [a, b, c, d] = place.ip().octets();
            vec![
                text("mode", "static"),
                ("ip", format!("{a}.{b}.{c}.{}", d + 100)),
                text("mask", "255.255.255.0"),
                ("gate", format!("{a}.{b}.{c}.254")),
                ("dns", format!("{a}.{b}.{c}.254")),
            ]
        }
        CommandKind::SetHostname => vec![text("hostname", "every-one")],
        CommandKind::SetZone => vec![text("timezone", "CST-8"), text("zonename", "Asia/Shanghai")],
        CommandKind::LoadLog => vec![text("ip", "127.0.0.9")],
        CommandKind::SetCustomerMessage => vec![text("key", "msg3"), text("val", "rack 7")],
        _ => Vec::new(),
    }
}

/// Whether the machine itself is now as the command wanted it.
fn holds(kind: CommandKind, truth: &Truth) -> bool {
    match kind {
        CommandKind::UpdatePools => truth.pools.first().is_some_and(|(_, worker, _)| worker == "farm.every"),
        CommandKind::PowerOff => truth.stopped,
        CommandKind::PowerOn => !truth.stopped,
        CommandKind::SetLowPower => truth.power_mode == "Low",
        CommandKind::SetNormalPower => truth.power_mode == "Normal",
        CommandKind::SetHighPower => truth.power_mode == "High",
        CommandKind::AdjustPowerLimit => truth.power_limit == Some(2800.0),
        CommandKind::SetPowerPct | CommandKind::SetPowerPctV2 => truth.power_percent == 80,
        CommandKind::RestorePowerPct => truth.power_percent == 100,
        CommandKind::SetPower => truth.aimed_power == Some(2500),
        CommandKind::SetTargetFreq => truth.frequency_percent == -5,
        CommandKind::AdjustUpfreqSpeed => truth.upfreq_speed == 4,
        CommandKind::EnableFastBoot => truth.fast_boot,
        CommandKind::DisableFastBoot => !truth.fast_boot,
        CommandKind::SetPoweroffCool => !truth.poweroff_cool,
        CommandKind::SetFanZeroSpeed => truth.fan_zero_speed,
        CommandKind::SetTempOffset => truth.temp_offset == -7,
        CommandKind::SetHeatMode => truth.heat_mode == "heating",
        CommandKind::EnableInit => truth.init,
        CommandKind::DisableInit => !truth.init,
        CommandKind::SetLed => truth.led != "auto",
        CommandKind::RestartBtminer => truth.elapsed < 3_600.0,
        CommandKind::Reboot | CommandKind::UpdateFirmware => truth.uptime < 3_600.0,
        CommandKind::NetConfig => !truth.dhcp,
        CommandKind::SetHostname => truth.hostname == "every-one",
        CommandKind::SetZone => truth.zone.0 == "CST-8",
        CommandKind::LoadLog => truth.syslog.0 == "127.0.0.9",
        CommandKind::EnableWebPools => truth.web_pools,
        CommandKind::DisableWebPools => !truth.web_pools,
        CommandKind::SetCustomerMessage => truth.customer_messages.get("msg3").is_some_and(|text| text == "rack 7"),
        CommandKind::FactoryReset => truth.factory_password && !truth.api_switch,
        CommandKind::PrePowerOn | CommandKind::DownloadLogs | CommandKind::UpdatePassword => true,
    }
}

fn step(simulation: &Simulation, address: SocketAddr, kind: CommandKind) -> BatchStep {
    let owned = values(kind, address);
    let pairs: Vec<(&str, &str)> = owned.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let work = Work::Tell(command(kind, &pairs));
    BatchStep { address, mac: simulation.truth(address).map(|truth| truth.mac), work, before: None }
}

/// One batch of these steps.
fn tell(steps: Vec<BatchStep>) -> Course {
    let options = BatchOptions { passwords: Passwords::Only(PASSWORD.into()), ..options() };
    let work = steps[0].work.clone();
    run(&patient_bench(), BatchPlan { steps, ..plan(&[], &work, options) })
}

/// Commands with a road of their own: files and passwords, and those that are tested with what must come before them.
fn has_its_own_test(kind: CommandKind) -> bool {
    matches!(
        kind,
        CommandKind::UpdateFirmware
            | CommandKind::DownloadLogs
            | CommandKind::UpdatePassword
            | CommandKind::PrePowerOn
            | CommandKind::PowerOn
    )
}

/// Tells one machine after the other one command each, and holds the outcome against what the machine became.
fn every_command(network: u8, profile: &str) -> Vec<(CommandKind, OutcomeKind)> {
    let kinds: Vec<_> = CommandKind::ALL.iter().copied().filter(|kind| !has_its_own_test(*kind)).collect();
    let (_runtime, simulation) = hall(network, profile, kinds.len());
    let told: Vec<_> = kinds.into_iter().zip(simulation.addresses()).collect();
    let course = tell(told.iter().map(|(kind, address)| step(&simulation, *address, *kind)).collect());
    let mut ends = Vec::new();
    for ((kind, address), outcome) in told.into_iter().zip(course.outcomes.values()) {
        let now = outcome.moved_to.unwrap_or(address);
        let truth = simulation.truth(now).or_else(|| simulation.truth(address));
        let writes = simulation.talks(now).or_else(|| simulation.talks(address)).unwrap().writes;
        let context = format!("{kind:?} on {profile}: {outcome:?} {writes:?}");
        match outcome.kind {
            OutcomeKind::Done | OutcomeKind::Accepted => assert!(holds(kind, &truth.unwrap()), "{context}"),
            OutcomeKind::Refused => assert!(writes.iter().all(|write| !write.done), "{context}"),
            _ => panic!("{context}"),
        }
        let sent = writes.iter().filter(|write| write.command == kind.name()).count();
        assert_eq!(sent, 1, "{context}");
        ends.push((kind, outcome.kind));
    }
    ends
}

#[test]
fn every_command_ends_as_the_machine_itself_is() {
    let ends = [("m60s-2025", 1), ("m56s-2026", 2)].map(|(profile, network)| every_command(network, profile));
    for (air, liquid) in ends[0].iter().zip(&ends[1]) {
        let is_taken = |end: &(CommandKind, OutcomeKind)| end.1.is_good();
        assert!(is_taken(air) || is_taken(liquid), "no machine took {:?}", air.0);
        // What the newest firmware shows is read back, not believed.
        let back = air.0.spec().read_back;
        if !matches!(back, ReadBack::Nothing) {
            assert!([air, liquid].iter().any(|end| end.1 == OutcomeKind::Done), "{air:?} {liquid:?}");
        }
    }
}

#[test]
fn a_stopped_machine_is_warmed_and_started() {
    let (_runtime, simulation) = hall(3, "m56s-2026", 1);
    let address = simulation.addresses()[0];
    for kind in [CommandKind::PowerOff, CommandKind::PrePowerOn, CommandKind::PowerOn] {
        let course = tell(vec![step(&simulation, address, kind)]);
        assert_eq!(course.only().kind, OutcomeKind::Done, "{kind:?} {course:?}");
        assert!(holds(kind, &simulation.truth(address).unwrap()), "{kind:?}");
    }
}

#[test]
fn a_partner_s_handshake_switches_a_machine_on_and_without_it_nothing_is_done() {
    let options_of = |network, partner| SimOptions {
        miners: 1,
        base: Ipv4Addr::new(127, 28, network, 1),
        mix: Mix::only(Profile::named("m60s-2025").unwrap()),
        partner,
        ..SimOptions::default()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let partner = ("hall-9".to_owned(), "hall-secret".to_owned());
    let simulation = runtime.block_on(Simulation::start(options_of(4, Some(partner)))).unwrap();
    let address = simulation.addresses()[0];
    for (secret, kind) in [(None, OutcomeKind::Refused), (Some("hall-secret"), OutcomeKind::Done)] {
        assert!(simulation.set_api_switch(address, false));
        let vault = Vault::in_memory();
        let partner = secret.map(|secret| Partner { client: "hall-9".to_owned(), secret: secret.into() });
        vault.set_partner(partner).unwrap();
        let bench = Bench::with(|options| {
            options.vault = VaultChoice::Given(Arc::new(vault));
            options.patience_scale = 0.25;
        });
        let steps = vec![step(&simulation, address, CommandKind::SetHostname)];
        let care = BatchOptions { passwords: Passwords::Only(PASSWORD.into()), ..options() };
        let work = steps[0].work.clone();
        let course = run(&bench, BatchPlan { steps, ..plan(&[], &work, care) });
        assert_eq!(course.only().kind, kind, "{course:?}");
        assert_eq!(simulation.truth(address).unwrap().hostname == "every-one", kind == OutcomeKind::Done);
        assert!(!course.debug.contains("hall-secret"));
    }
}
