//! What can be written after `rackhand`, and the help that explains it.

mod act;
mod commands;
mod passwords;
mod secret;

pub(crate) use act::{ApiSetupArgs, CareArgs, FirmwareArgs, LogsArgs, PasswordArgs};
pub(crate) use commands::DoArgs;
pub(crate) use passwords::{
    ChangeArgs, ExportFormat, JournalArgs, JournalCommand, JournalFilter, JournalPick, PasswordsCommand, SecretArgs,
};

use super::papers::{CompletionsArgs, ManArgs};
use crate::{fleet::Column, protocol::Query, store::Renderer};
use act::CARE_HELP;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{net::Ipv4Addr, path::PathBuf, time::Duration};

/// What `--help` says about ranges.
const RANGES_HELP: &str = "\
RANGES
  10.1.2.3              one address
  10.1.2.0/24           a network
  10.1.2.1-80           from .1 to .80
  10.1.2.1-10.1.3.80    from one address to another
  10.1.2-4.*            any number in its place
  10.1.2.3:4029         with a port other than 4028
  Several are separated by spaces or commas.";

/// What `--help` says about the exit status.
const STATUS_HELP: &str = "\
EXIT STATUS
  0  every machine answered. Empty addresses of a wider range are no failure
  1  some did not: a machine that took the connection could not be read, an address that was
     named by itself stayed silent, or no machine was found at all
  2  wrong usage: a range, filter, column or option that is not understood, or a file that can't
     be read or written";

/// What `--help` says about filters.
const FILTER_HELP: &str = "\
FILTERS
  m50 rack-3                  rows that show both words
  th<90   chip>=95            figures, in the column's unit
  th<90%  boards<100%         a share of the factory rate, or of what the model should have
  uptime<1h30m                lengths of time
  fw:2023  status:weak        cells that contain the words
  error:53  ip:10.31.4.0/22   errors that begin so, addresses in a range
  note:none  error:any        cells that are empty, or not
  not a   a or b   (a or b) c";

/// The keys of all columns, for `--help`.
fn columns_help() -> String {
    let keys: Vec<&str> = Column::ALL.iter().map(|column| column.key()).collect();
    keys.chunks(7).map(|line| format!("  {}", line.join(", "))).collect::<Vec<_>>().join(",\n")
}

/// The names of all parts, for `--help`.
fn parts_help() -> String {
    READABLE.map(Query::name).join(", ")
}

/// What `read` can ask for: every query but tokens, as asking for one costs a machine one of its few.
pub(crate) const READABLE: [Query; 9] = [
    Query::Summary,
    Query::Pools,
    Query::Boards,
    Query::DevDetails,
    Query::Psu,
    Query::Version,
    Query::Status,
    Query::Info,
    Query::Errors,
];

/// Everything after the program's name.
#[derive(Debug, Parser)]
#[command(
    name = "rackhand",
    version,
    about = "Looks after farms of WhatsMiner machines: find them, see what is wrong, act on many at once",
    long_about = "Looks after farms of WhatsMiner machines: find them, see what is wrong, act on many at once.\n\nWithout a command it opens the window.",
    after_long_help = "EXAMPLES
  rackhand                                   the window
  rackhand demo                              the window on 200 simulated machines
  rackhand scan 10.1.2.0/24                  a table of the machines in a network
  rackhand scan 10.1.0.0/20 --filter 'th<90%' --format csv --output weak.csv
  rackhand read 10.1.2.3 --what pools,boards
  rackhand do set_led 10.1.2.3 --mode red    the lights blink
  rackhand do reboot 10.1.2.1-80 --dry-run   what would be sent to whom

FILES
  Settings, the last fleet, the journal and the log are in the platform's folder for application data, or in
  the folder that the environment variable RACKHAND_HOME names."
)]
pub(crate) struct Cli {
    /// What to do; nothing opens the window.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// What draws the window: auto, glow (OpenGL) or wgpu (Vulkan, Metal, Direct3D)
    #[arg(long, value_name = "NAME", value_parser = renderer)]
    pub(crate) renderer: Option<Renderer>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start simulated machines in this process and show them in the window
    #[command(
        long_about = "Start simulated machines in this process, open the window on their range, and scan it for real.\n\nWhere there is no display, say so and print the scanned fleet as a table."
    )]
    Demo(DemoArgs),
    /// Serve simulated machines until stopped by Ctrl-C or SIGTERM
    #[command(after_long_help = format!("{}
PASSWORD
  {}: it opens every one of them, in the window and with `rackhand do`

EXAMPLES
  rackhand simulate --miners 500 --profile demo
  rackhand simulate --miners 20 --base 127.9.0.1 --faults hot-chip:3,silence:1
  rackhand scan 127.9.0.0/24          (in another terminal)", crate::sim::names_help(), crate::sim::USUAL_PASSWORD))]
    Simulate(SimulateArgs),
    /// Find machines and list them
    #[command(after_long_help = format!("{RANGES_HELP}

{FILTER_HELP}

COLUMNS
{}

{STATUS_HELP}

EXAMPLES
  rackhand scan 10.1.2.0/24
  rackhand scan 10.1.2.0/24 10.1.9.1-80 --filter 'status:faulty or chip>95'
  rackhand scan 10.1.0.0/20 --columns ip,model,th,errors --sort th
  rackhand scan 10.1.0.0/20 --format json | jq -r 'select(.hashrate_ths < 100) | .ip'
  rackhand scan 10.1.0.0/20 --format xlsx --output fleet.xlsx", columns_help()))]
    Scan(ScanArgs),
    /// Ask machines for what they report, in full
    #[command(after_long_help = format!("{RANGES_HELP}

PARTS
  {}

{STATUS_HELP}

EXAMPLES
  rackhand read 10.1.2.3
  rackhand read 10.1.2.1-80 --what pools --format json
  rackhand read 10.1.2.3 --what summary,errors --raw", parts_help()))]
    Read(ReadArgs),
    /// Show the standard input as a message in a window
    #[command(name = crate::gui::NOTICE, hide = true)]
    Notice,
    /// Write the man pages into a folder
    #[command(hide = true)]
    Man(ManArgs),
    /// Print the completions of a shell
    #[command(hide = true)]
    Completions(CompletionsArgs),
    /// Tell machines to do something: pools, power, lights, restarts, network
    #[command(
        subcommand,
        long_about = "Tell machines to do something.\n\nThe commands are those of the maker's API document; `rackhand do COMMAND --help` has the parameters of each.",
        after_long_help = "EXAMPLES
  rackhand do set_led 10.1.2.3 --mode red
  rackhand do adjust_power_limit 10.1.2.0/24 --power-limit 3200 --filter 'model:m50' --dry-run
  rackhand do update_pools 10.1.2.0/24 --pool1 stratum+tcp://pool.example:3333 \\
      --pool2 stratum+tcp://backup.example:3333 --worker1 '{account}.{ip3}x{ip4}' \\
      --worker2 '{account}.{ip3}x{ip4}' --account farm    (a pool that is left out is removed)
  rackhand do reboot 10.1.2.1-80 --yes --limit 20 --canary 5 --format json"
    )]
    Do(DoArgs),
    /// Install firmware on the machines that it fits
    #[command(after_long_help = format!("{RANGES_HELP}\n\n{CARE_HELP}

EXAMPLES
  rackhand firmware whatsminer.bin 10.1.2.0/24 --plan
  rackhand firmware whatsminer.bin 10.1.2.0/24 --limit 10 --canary 3"))]
    Firmware(FirmwareArgs),
    /// Bring the logs of machines here
    #[command(after_long_help = format!("{RANGES_HELP}\n\n{CARE_HELP}

EXAMPLES
  rackhand logs 10.1.2.3 --to logs
  rackhand logs 10.1.2.0/24 --filter status:faulty --to logs --yes"))]
    Logs(LogsArgs),
    /// Passwords of machines, in the keyring of this computer
    #[command(
        subcommand,
        after_long_help = "\
A password is never an argument, because arguments can be seen by everybody on this computer: a
terminal asks for it, or it comes from an environment variable or the standard input.

EXAMPLES
  rackhand passwords set north --scope 10.1.0.0/16
  rackhand passwords change 10.1.2.0/24 --set north --canary 3"
    )]
    Passwords(PasswordsCommand),
    /// Which machines can be written to, and what to do where they can't
    #[command(after_long_help = format!("{RANGES_HELP}

STATES
  ready              a known password opens it, and nothing says that its API switch is off
  switch-off         the API switch is off
  factory-password   the password was never changed
  wrong-password     no known password opens it
  no-api             nothing answers on the API's port
  unknown            it could not be told

EXIT STATUS
  0  every machine is ready
  1  some are not, or no machine was found
  2  wrong usage"))]
    ApiSetup(ApiSetupArgs),
    /// What was done to which machines
    #[command(after_long_help = "\
EXAMPLES
  rackhand journal
  rackhand journal list --outcome unknown --since 24h
  rackhand journal show 12 --format json
  rackhand journal export --as csv > journal.csv")]
    Journal(JournalArgs),
}

/// `demo`.
#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    /// How many machines
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    pub(crate) miners: u32,
    /// The same seed gives the same machines
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// What draws the window: auto, glow (OpenGL) or wgpu (Vulkan, Metal, Direct3D)
    #[arg(long, value_name = "NAME", value_parser = renderer)]
    pub(crate) renderer: Option<Renderer>,
}

/// `simulate`.
#[derive(Args, Debug)]
pub(crate) struct SimulateArgs {
    /// How many machines
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) miners: u32,
    /// The first machine's address, within 127.0.0.0/8
    #[arg(long, value_name = "IP")]
    pub(crate) base: Option<Ipv4Addr>,
    /// The port of the machines' API
    #[arg(long, value_name = "PORT", default_value_t = crate::net::DEFAULT_PORT)]
    pub(crate) port: u16,
    /// Which machines: NAME or NAME:WEIGHT, separated by commas (see below)
    #[arg(long, value_name = "PROFILES")]
    pub(crate) profile: Option<String>,
    /// What is wrong with them: NAME or NAME:SHARE, separated by commas (see below)
    #[arg(long, value_name = "FAULTS")]
    pub(crate) faults: Option<String>,
    /// The same seed gives the same machines
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Write firmware into a file that these machines take, to try an installation with
    #[arg(long, value_name = "FILE")]
    pub(crate) firmware_file: Option<PathBuf>,
}

/// Which machines, and how to reach them.
#[derive(Args, Debug, Default)]
pub(crate) struct TargetArgs {
    /// Addresses, networks and ranges (see below)
    #[arg(value_name = "RANGES", required_unless_present = "file")]
    pub(crate) ranges: Vec<String>,
    /// Take ranges from a file too: text, CSV, or an export of WhatsMinerTool
    #[arg(long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// How long to wait for a connection, such as 800ms or 2s
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) timeout: Option<Duration>,
    /// How many connections at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub(crate) in_flight: Option<u32>,
}

/// `scan`.
#[derive(Args, Debug)]
pub(crate) struct ScanArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = ScanFormat::Table)]
    pub(crate) format: ScanFormat,
    /// Which columns, separated by commas; JSON always has all fields
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) columns: Option<String>,
    /// Only the machines that pass, in the window's filter language
    #[arg(long, value_name = "FILTER")]
    pub(crate) filter: Option<String>,
    /// Sort by one or two columns; a minus before a column turns it round [default: ip]
    #[arg(long, value_name = "COLUMNS", allow_hyphen_values = true)]
    pub(crate) sort: Option<String>,
    /// Write to a file instead of the terminal; replaces it
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How `scan` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScanFormat {
    /// A table for people
    Table,
    /// One JSON object a machine and line
    Json,
    /// Comma-separated values with a header
    Csv,
    /// A spreadsheet; needs --output
    Xlsx,
}

/// `read`.
#[derive(Args, Debug)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// What to ask for, separated by commas
    #[arg(long, value_name = "PARTS", default_value = "summary,pools,boards,psu,version,status,info,errors")]
    pub(crate) what: String,
    /// The machines' own replies, unchanged
    #[arg(long)]
    pub(crate) raw: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    pub(crate) format: ReadFormat,
}

/// How `read` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// Lines for people
    Text,
    /// One JSON object a machine and line
    Json,
}

/// Reads the name of a renderer as the settings write it.
fn renderer(text: &str) -> Result<Renderer, String> {
    let named = serde_json::from_value(text.to_lowercase().into());
    named.map_err(|_unknown| "there are auto, glow and wgpu".to_owned())
}

/// Reads `800ms`, `2s` or `800`, which is milliseconds, between 10 ms and a minute.
fn duration(text: &str) -> Result<Duration, String> {
    let parsed = match text.parse::<u64>() {
        Ok(millis) => Ok(Duration::from_millis(millis)),
        Err(_) => text
            .parse::<jiff::SignedDuration>()
            .map_err(|_no_time| "a time looks like 800ms or 2s".to_owned())
            .and_then(|time| Duration::try_from(time).map_err(|_negative| "a time can't be negative".to_owned())),
    }?;
    let bounds = Duration::from_millis(10)..=Duration::from_mins(1);
    if bounds.contains(&parsed) { Ok(parsed) } else { Err("a time is between 10ms and 60s".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_table_of_arguments_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn times_are_read() {
        assert_eq!(duration("800"), Ok(Duration::from_millis(800)));
        assert_eq!(duration("800ms"), Ok(Duration::from_millis(800)));
        assert_eq!(duration("1.5s"), Ok(Duration::from_millis(1500)));
        for wrong in ["", "-1s", "5", "2h", "soon"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
