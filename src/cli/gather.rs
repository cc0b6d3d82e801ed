//! A run of the engine for the command line: sends a job, waits for its end, and keeps what was seen.

use super::{Outcome, Streams, args::TargetArgs, failure::CliError};
use crate::{
    engine::{Engine, EngineOptions, Event, JobId, Request, Trouble, TroubleKind, VaultChoice},
    fleet::Fleet,
};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    env,
    net::SocketAddr,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::Duration,
};

/// The environment variable that leaves the keyring alone where it says `memory`: for scripts and tests, which bring
/// their passwords along.
const KEYRING_VARIABLE: &str = "RACKHAND_KEYRING";

/// An engine and its events.
#[derive(Debug)]
pub(super) struct Run {
    engine: Engine,
    events: Receiver<Event>,
}

/// What a job saw.
#[derive(Debug)]
pub(super) struct Gathered {
    /// The machines.
    pub(super) fleet: Fleet,
    /// How long it took.
    pub(super) took: Duration,
    /// It was interrupted, so that machines may be missing.
    pub(super) interrupted: bool,
    /// What went wrong besides machines.
    pub(super) troubles: Vec<Trouble>,
}

impl Gathered {
    /// Tells people what was missed: machines that were asked for by their address and are not there, and troubles.
    pub(super) fn tell_missed(&self, named: &[SocketAddr], streams: &mut Streams<'_>) -> Result<(), CliError> {
        let silent = named.iter().filter(|address| self.fleet.at(**address).is_none());
        let silent = silent.map(|address| format!("{address} did not answer"));
        let mut all = silent.chain(self.troubles.iter().map(ToString::to_string));
        all.try_for_each(|line| writeln!(streams.err, "{line}")).map_err(CliError::Output)
    }

    /// Whether all answered: there is a machine, each that took the connection could be read, each that was named by
    /// itself is among them, and nothing kept us from asking.
    pub(super) fn outcome(&self, named: &[SocketAddr]) -> Outcome {
        let all_read = self.fleet.iter().all(|machine| machine.contact.failure().is_none());
        let all_there = named.iter().all(|address| self.fleet.at(*address).is_some());
        let all_answered =
            !self.interrupted && !self.fleet.is_empty() && all_read && all_there && self.troubles.is_empty();
        if all_answered { Outcome::AllAnswered } else { Outcome::SomeDidNot }
    }
}

impl Run {
    /// Starts an engine that keeps no files and talks to machines as the command line says.
    pub(super) fn start(args: &TargetArgs) -> Result<Self, CliError> {
        Self::with(EngineOptions::without_folder(), args)
    }

    /// Starts an engine with this user's keyring and journal, for what acts on machines.
    pub(super) fn start_acting(args: &TargetArgs) -> Result<Self, CliError> {
        let is_memory = env::var_os(KEYRING_VARIABLE).is_some_and(|choice| choice == "memory");
        let vault = if is_memory { VaultChoice::Memory } else { VaultChoice::System };
        Self::with(EngineOptions { vault, ..EngineOptions::default() }, args)
    }

    fn with(mut options: EngineOptions, args: &TargetArgs) -> Result<Self, CliError> {
        options.sockets = args.in_flight.map(|count| count as usize);
        if let Some(timeout) = args.timeout {
            options.miners.timeouts.connect = timeout;
        }
        // Nobody sleeps here: the receiver itself is waited on.
        let (engine, events) = Engine::start(options, Arc::new(|| {})).map_err(CliError::Engine)?;
        Ok(Self { engine, events })
    }

    /// A number for a new job.
    pub(super) fn new_job(&self) -> JobId {
        self.engine.new_job()
    }

    /// Sends a request that is no job, and waits for the event that `answer` takes something from. A trouble is the
    /// answer too.
    pub(super) fn ask<T>(&self, request: Request, answer: impl Fn(Event) -> Option<T>) -> Result<T, CliError> {
        self.send(request);
        loop {
            match self.next()? {
                Event::Trouble(trouble) => return Err(CliError::Trouble(trouble)),
                event => {
                    if let Some(answer) = answer(event) {
                        return Ok(answer);
                    }
                }
            }
        }
    }

    /// Hands over a request.
    pub(super) fn send(&self, request: Request) {
        self.engine.send(request);
    }

    /// Waits for the next event.
    pub(super) fn next(&self) -> Result<Event, CliError> {
        let ended = |error| CliError::Trouble(Trouble::new(TroubleKind::EngineStopped, error));
        self.events.recv().map_err(ended)
    }

    /// Waits so long for the next event.
    pub(super) fn next_within(&self, patience: Duration) -> Result<Option<Event>, CliError> {
        match self.events.recv_timeout(patience) {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(error) => Err(CliError::Trouble(Trouble::new(TroubleKind::EngineStopped, error))),
        }
    }

    /// Sends the job that `request` makes, and gathers what it sees until it ends. Progress is shown on the error
    /// output where that is a terminal. An interrupt ends the job, and what was seen until then is kept.
    pub(super) fn gather(&self, request: impl FnOnce(JobId) -> Request) -> Result<Gathered, CliError> {
        let ours = self.engine.new_job();
        let bar = progress_bar();
        let (mut fleet, mut troubles) = (Fleet::new(), Vec::new());
        self.send(request(ours));
        self.send(Request::CancelOnInterrupt(ours));
        loop {
            match self.next()? {
                Event::Observed(observation) => drop(fleet.observe(observation)),
                Event::JobStarted { job, total } if job == ours => bar.set_length(total),
                Event::JobProgress { job, done, total, found } if job == ours => {
                    // A second look at silent addresses adds to the total.
                    bar.set_length(total);
                    bar.set_position(done);
                    bar.set_message(format!("{found} machines"));
                }
                Event::JobFinished { job, took, cancelled, .. } if job == ours => {
                    bar.finish_and_clear();
                    return Ok(Gathered { fleet, took, interrupted: cancelled, troubles });
                }
                Event::Trouble(trouble) => troubles.push(trouble),
                _ => {}
            }
        }
    }
}

/// A bar that draws itself on a terminal and nowhere else.
fn progress_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {human_pos}/{human_len} addresses, {msg}");
    // The template is ours; a plain bar would do as well.
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
