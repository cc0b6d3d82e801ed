//! `rackhand man` and `rackhand completions`: what packages install beside the program.
//!
//! Both are hidden: people get them installed. They are made of the same table as the help, so they can't disagree.

use super::{Outcome, Streams, args::Cli, failure::CliError};
use clap::{Args, CommandFactory as _};
use clap_complete::{Generator as _, Shell};
use std::{fs, path::PathBuf};

/// `man`.
#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// Where they go; made where it is missing
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// `completions`.
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
    /// Write the file that the shell looks for into this folder instead of the output
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Writes a page for the program and one for each of its commands.
pub(super) fn man(args: &ManArgs) -> Result<Outcome, CliError> {
    let made = fs::create_dir_all(&args.folder).and_then(|()| clap_mangen::generate_to(Cli::command(), &args.folder));
    made.map(|()| Outcome::AllAnswered).map_err(|error| CliError::Papers { path: args.folder.clone(), error })
}

/// Prints or writes the completions of one shell.
pub(super) fn completions(args: &CompletionsArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rackhand", &mut script);
    let Some(folder) = &args.folder else {
        streams.out.write_all(&script).map_err(CliError::Output)?;
        return Ok(Outcome::AllAnswered);
    };
    let path = folder.join(args.shell.file_name("rackhand"));
    let made = fs::create_dir_all(folder).and_then(|()| fs::write(&path, script));
    made.map(|()| Outcome::AllAnswered).map_err(|error| CliError::Papers { path, error })
}
