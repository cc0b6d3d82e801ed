//! What is common to everything that acts on machines: which passwords, how carefully, and how the result is printed.

use super::{ReadFormat, TargetArgs};
use clap::Args;
use std::path::PathBuf;

/// What `--help` of a command that acts says about confirming.
pub(super) const CARE_HELP: &str = "\
BEFORE ANYTHING IS SENT
  The machines are scanned, and the preview says who will be told what, who can't, and why. Then
  a terminal asks; elsewhere nothing is sent without --yes. --dry-run ends after the preview.
  Ctrl-C lets the machines that were begun finish and skips the rest; a second one kills.

PASSWORDS
  Without an option those of the keyring that fit are tried (`rackhand passwords`). A password is
  never an argument, because arguments can be seen by everybody on this computer.

OUTCOMES
  done         read back: it holds
  accepted     the machine took it; it can't be read back
  refused      the machine said no: nothing was done
  unreachable  the machine was not reached: nothing was sent
  unknown      it may have been done: the answer was lost, or reading back did not show it in time
  skipped      not sent: cancelled, stopped before its turn, or the machine can't take it

EXIT STATUS
  0  every machine ended as done or accepted (with --dry-run: there is a machine to tell)
  1  some did not, or there was nothing to do
  2  wrong usage, or nobody to ask and no --yes: nothing was sent";

/// Which passwords are tried.
#[derive(Args, Debug, Default)]
#[group(multiple = false)]
pub(crate) struct PasswordArgs {
    /// Try the passwords of this set of the keyring only, the one that it has first, then what a change left in it
    #[arg(id = "password_set", long = "password-set", value_name = "NAME")]
    pub(crate) set: Option<String>,
    /// Take the machines' password from this environment variable
    #[arg(id = "password_env", long = "password-env", value_name = "VARIABLE")]
    pub(crate) variable: Option<String>,
    /// Take the machines' password from the first line of the standard input
    #[arg(id = "password_stdin", long = "password-stdin")]
    pub(crate) stdin: bool,
}

/// Which of the machines, how carefully, and how to print.
#[derive(Args, Debug)]
pub(crate) struct CareArgs {
    #[command(flatten)]
    pub(crate) password: PasswordArgs,
    /// Only the machines that pass, in the window's filter language
    #[arg(long, value_name = "FILTER")]
    pub(crate) filter: Option<String>,
    /// How many machines at once [default: 50; firmware and logs: 10]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) limit: Option<u32>,
    /// The pause between two beginnings, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=600_000))]
    pub(crate) stagger: u32,
    /// So many machines first; then a terminal asks, and --yes goes on only if none of them failed
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) canary: u32,
    /// Stop when more than so many per cent failed; 100 never stops
    #[arg(long, value_name = "PERCENT", default_value_t = 20, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) stop_at: u8,
    /// Show what would be sent to whom, and send nothing
    #[arg(long, visible_alias = "plan")]
    pub(crate) dry_run: bool,
    /// Send without asking
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Don't wait until machines show that it was done
    #[arg(long)]
    pub(crate) no_read_back: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    pub(crate) format: ReadFormat,
}

/// `firmware`.
#[derive(Args, Debug)]
pub(crate) struct FirmwareArgs {
    /// Firmware files and ranges; what is no range is a file. Of several files each machine gets the one that fits
    #[arg(value_name = "FILE|RANGES", required = true)]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) reach: ReachArgs,
    #[command(flatten)]
    pub(crate) care: CareArgs,
}

/// How to reach machines, for commands whose ranges are beside something else.
#[derive(Args, Debug)]
pub(crate) struct ReachArgs {
    /// Take ranges from a file too: text, CSV, or an export of WhatsMinerTool
    #[arg(long, short, value_name = "FILE")]
    file: Option<PathBuf>,
    /// How long to wait for a connection, such as 800ms or 2s
    #[arg(long, value_name = "TIME", value_parser = super::duration)]
    timeout: Option<std::time::Duration>,
    /// How many connections at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    in_flight: Option<u32>,
}

impl ReachArgs {
    /// As if these ranges had been written alone.
    pub(crate) fn with(&self, ranges: Vec<String>) -> TargetArgs {
        TargetArgs { ranges, file: self.file.clone(), timeout: self.timeout, in_flight: self.in_flight }
    }
}

/// `logs`.
#[derive(Args, Debug)]
pub(crate) struct LogsArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// The folder for the logs, one file a machine, named by address, MAC and time
    #[arg(long, value_name = "FOLDER")]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) care: CareArgs,
}

/// `api-setup`.
#[derive(Args, Debug)]
pub(crate) struct ApiSetupArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// Look again every ten seconds until all machines are ready
    #[arg(long)]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) password: PasswordArgs,
    /// Only the machines that pass, in the window's filter language
    #[arg(long, value_name = "FILTER")]
    pub(crate) filter: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    pub(crate) format: ReadFormat,
}
