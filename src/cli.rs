//! The same work without a window: finds machines, lists them, reads them, acts on them, and serves simulated ones.
//!
//! The binary calls [`run`] and exits with what it returns. Results go to the output, everything about the run goes to
//! the error output. Always true: the same machines give the same lines in the same order; whoever closes the output
//! early (`| head`) ends the run quietly; the exit status says whether all machines answered; and no secret is ever an
//! argument or printed.

mod act;
mod api_setup;
mod args;
mod caret;
mod console;
mod crash;
mod demo;
mod failure;
mod gather;
mod interrupt;
mod journal;
mod log;
mod output;
mod papers;
mod passwords;
mod read;
mod scan;
mod secrets;
mod simulate;
mod targets;
mod window;

use crate::store::Folder;
use args::{Cli, Command};
use clap::Parser as _;
use failure::CliError;
use std::{
    ffi::OsString,
    fmt,
    io::{self, Write},
    process::ExitCode,
};

/// Where a run writes.
pub struct Streams<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Everything about the run.
    pub err: &'a mut dyn Write,
    /// True where a terminal shows the output.
    pub terminal: bool,
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streams").field("terminal", &self.terminal).finish_non_exhaustive()
    }
}

/// How a run ended, as its exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every machine answered, or did what it was told.
    AllAnswered,
    /// A machine did not do what it was told, or could not be read, an address that was named by itself stayed silent, or there was no machine at all.
    SomeDidNot,
    /// The command line was not understood, or a file could not be read or written.
    WrongUsage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::AllAnswered => Self::SUCCESS,
            Outcome::SomeDidNot => Self::from(1),
            Outcome::WrongUsage => Self::from(2),
        }
    }
}

/// Does what the command line says. `arguments` begin with the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut streams: Streams<'_>) -> Outcome {
    let result = match Cli::try_parse_from(arguments) {
        Ok(cli) => perform(cli, &mut streams),
        Err(error) => explain(&error, &mut streams),
    };
    let result = result.and_then(|outcome| streams.out.flush().map(|()| outcome).map_err(CliError::Output));
    match result {
        Ok(outcome) => outcome,
        // Whoever read our output has seen enough.
        Err(CliError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::AllAnswered,
        Err(error) => {
            tracing::error!("{error}");
            // An error output that is closed leaves nobody to tell.
            drop(writeln!(streams.err, "rackhand: {error}"));
            Outcome::WrongUsage
        }
    }
}

fn perform(cli: Cli, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let folder = Folder::of_this_user();
    let _log = log::start(folder.as_ref());
    crash::install(folder.as_ref());
    tracing::info!("Rackhand {} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    match cli.command {
        None => window::open(cli.renderer, None).map(|()| Outcome::AllAnswered),
        Some(Command::Notice) => window::notice().map(|()| Outcome::AllAnswered),
        Some(Command::Man(args)) => papers::man(&args),
        Some(Command::Completions(args)) => papers::completions(&args, streams),
        Some(Command::Demo(args)) => demo::run(&args, streams),
        Some(Command::Simulate(args)) => simulate::run(&args, streams),
        Some(Command::Scan(args)) => scan::run(&args, streams),
        Some(Command::Read(args)) => read::run(&args, streams),
        Some(Command::Do(args)) => act::run(&args, streams),
        Some(Command::Firmware(args)) => act::firmware(&args, streams),
        Some(Command::Logs(args)) => act::logs(&args, streams),
        Some(Command::Passwords(command)) => passwords::run(&command, streams),
        Some(Command::ApiSetup(args)) => api_setup::run(&args, streams),
        Some(Command::Journal(args)) => journal::run(&args, streams),
    }
}

/// Prints the help or version that was asked for, or what was wrong.
fn explain(error: &clap::Error, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    if error.use_stderr() {
        write!(streams.err, "{}", error.render()).map_err(CliError::Output)?;
        Ok(Outcome::WrongUsage)
    } else {
        write!(streams.out, "{}", error.render()).map_err(CliError::Output)?;
        Ok(Outcome::AllAnswered)
    }
}
