//! `rackhand simulate`: serves machines that are not there until it is stopped.

use super::{Outcome, Streams, args::SimulateArgs, caret::Mistake, failure::CliError};
use crate::{
    net::Budget,
    sim::{FaultPlan, Mix, PlanError, SimOptions, Simulation, USUAL_PASSWORD, firmware_for_all},
};
use std::{fs, io};

/// The version of the firmware for trying: later than any that a simulated machine begins with.
const FIRMWARE: &str = "20270101.1.Rel";

/// Serves until Ctrl-C or SIGTERM. The output is the range alone, so that a script can pass it on.
pub(super) fn run(args: &SimulateArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let options = options(args)?;
    if let Some(path) = &args.firmware_file {
        fs::write(path, firmware_for_all(FIRMWARE)).map_err(|error| CliError::Papers { path: path.clone(), error })?;
    }
    // A listener a machine.
    Budget::raise_limit();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .thread_name("rackhand-sim")
        .enable_all()
        .build()
        .map_err(CliError::Simulation)?;
    runtime.block_on(async {
        let mut stop = Stop::listen().map_err(CliError::Simulation)?;
        let simulation = Simulation::start(options).await.map_err(CliError::Simulation)?;
        writeln!(streams.out, "{}", simulation.range()).and_then(|()| streams.out.flush()).map_err(CliError::Output)?;
        let count = simulation.addresses().len();
        // That it serves matters more than that somebody reads this.
        drop(writeln!(
            streams.err,
            "{count} simulated machines are running, with the password {USUAL_PASSWORD}; Ctrl-C stops them"
        ));
        stop.wait().await;
        simulation.stop().await;
        Ok(Outcome::AllAnswered)
    })
}

fn options(args: &SimulateArgs) -> Result<SimOptions, CliError> {
    let usual = SimOptions::default();
    let read = |what, text: &str, error: PlanError| mistake(what, text, &error);
    let mix = args.profile.as_deref().map(|text| Mix::parse(text).map_err(|error| read("profile", text, error)));
    let faults = args.faults.as_deref().map(|text| FaultPlan::parse(text).map_err(|error| read("faults", text, error)));
    Ok(SimOptions {
        miners: args.miners as usize,
        base: args.base.unwrap_or(usual.base),
        port: args.port,
        // Clients expect API v3 beside the usual port only; elsewhere it would be in the way of another fleet.
        v3_port: usual.v3_port.filter(|_| args.port == usual.port),
        seed: args.seed,
        mix: mix.transpose()?.unwrap_or(usual.mix),
        faults: faults.transpose()?.unwrap_or(usual.faults),
        ..SimOptions::default()
    })
}

/// Marks the word that the simulator did not understand.
fn mistake(what: &'static str, text: &str, error: &PlanError) -> Mistake {
    let wrong = match error {
        PlanError::NoSuchProfile { name } | PlanError::NoSuchFault { name } => name,
        PlanError::BadShare { share, .. } => share,
    };
    let start = text.find(wrong.as_str()).unwrap_or(0);
    Mistake { what, text: text.to_owned(), span: start..start + wrong.len(), words: error.to_string() }
}

/// The ways in which a running program is asked to stop.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// Begins to listen, so that no request to stop is missed while the machines start.
    #[cfg(unix)]
    fn listen() -> io::Result<Self> {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        Ok(Self { terminate })
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
    fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    async fn wait(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        drop(tokio::signal::ctrl_c().await);
    }
}
