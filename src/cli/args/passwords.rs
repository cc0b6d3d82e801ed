//! `rackhand passwords` and `rackhand journal`: what is kept on this computer.

use super::{ReadFormat, TargetArgs, act::CareArgs};
use crate::engine::OutcomeKind;
use clap::{Args, Subcommand, ValueEnum};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// `passwords`.
#[derive(Debug, Subcommand)]
pub(crate) enum PasswordsCommand {
    /// List the sets: names and where they fit, never a password
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
        format: ReadFormat,
    },
    /// Keep a password in the keyring of this computer
    Set {
        /// The name of the set
        name: String,
        /// Where it fits: ranges, or a MAC address; without it everywhere
        #[arg(long, value_name = "RANGES|MAC", default_value = "")]
        scope: String,
        #[command(flatten)]
        secret: SecretArgs,
    },
    /// Forget a set and its password
    Remove {
        /// The name of the set
        name: String,
    },
    /// Forget the earlier passwords that a set keeps for machines that were not changed
    #[command(long_about = "Forget the earlier passwords that a set keeps for machines that were not changed\n\nEach \
                            change of a password leaves the one before in its set: machines that were off, elsewhere \
                            or not named still have it, and can't be opened once it is forgotten. A set holds three \
                            passwords; a change to one more is refused until earlier ones are forgotten. The \
                            password that the set has now stays.")]
    ForgetEarlier {
        /// The name of the set
        name: String,
    },
    /// Change the admin password of machines
    #[command(after_long_help = format!("{}\n\n{}", super::RANGES_HELP, super::act::CARE_HELP))]
    Change(ChangeArgs),
    /// Keep the client name and secret that the maker gave out to partners
    Partner {
        /// The client's name
        #[arg(required_unless_present = "forget")]
        client: Option<String>,
        /// Forget the one that is kept
        #[arg(long, conflicts_with_all = ["client", "password_env", "password_stdin"])]
        forget: bool,
        #[command(flatten)]
        secret: SecretArgs,
    },
}

/// Where a secret comes from; without either a terminal asks, and does not show it.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub(crate) struct SecretArgs {
    /// Take it from this environment variable
    #[arg(long, value_name = "VARIABLE")]
    pub(crate) password_env: Option<String>,
    /// Take it from the first line of the standard input
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// `passwords change`.
#[derive(Args, Debug)]
pub(crate) struct ChangeArgs {
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    /// The set that will hold the new password
    #[arg(id = "new-set", long = "set", value_name = "NAME", default_value = "admin")]
    pub(crate) set: String,
    /// Take the new password from this environment variable
    #[arg(long, value_name = "VARIABLE", conflicts_with = "new_stdin")]
    pub(crate) new_env: Option<String>,
    /// Take the new password from the first line of the standard input
    #[arg(long, conflicts_with = "password_stdin")]
    pub(crate) new_stdin: bool,
    #[command(flatten)]
    pub(crate) care: CareArgs,
}

/// `journal`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct JournalArgs {
    #[command(subcommand)]
    pub(crate) command: Option<JournalCommand>,
    #[command(flatten)]
    pub(crate) which: JournalFilter,
}

/// What of the journal.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalCommand {
    /// List the batches, newest first
    List(JournalFilter),
    /// Show the machines of one batch
    Show {
        /// The batch's number
        number: i64,
        #[command(flatten)]
        which: JournalFilter,
    },
    /// Write every machine of every batch
    Export {
        /// How to print
        #[arg(long = "as", value_enum, default_value_t = ExportFormat::Csv, alias = "format")]
        format: ExportFormat,
        #[command(flatten)]
        which: JournalPick,
    },
}

/// Which batches or machines, and how to print them.
#[derive(Args, Debug)]
pub(crate) struct JournalFilter {
    #[command(flatten)]
    pub(crate) pick: JournalPick,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    pub(crate) format: ReadFormat,
}

/// Which batches or machines.
#[derive(Args, Debug)]
pub(crate) struct JournalPick {
    /// Only those with this text in their title, command, an address or a MAC address
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) filter: String,
    /// Only those with a machine that ended so
    #[arg(long, value_name = "OUTCOME", value_parser = outcome)]
    pub(crate) outcome: Option<OutcomeKind>,
    /// Only those begun since: 2026-11-25, 2026-11-25T08:00, or 24h ago
    #[arg(long, value_name = "TIME", value_parser = since)]
    pub(crate) since: Option<Timestamp>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) most: u32,
}

/// How `journal export` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Comma-separated values with a header
    Csv,
    /// One JSON object a machine and line
    Json,
}

fn outcome(text: &str) -> Result<OutcomeKind, String> {
    let named = OutcomeKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text));
    named.ok_or_else(|| format!("there are {}", OutcomeKind::ALL.map(OutcomeKind::name).join(", ")))
}

/// Reads a time with a zone, a local day or time, or a length of time before now.
fn since(text: &str) -> Result<Timestamp, String> {
    let unknown = || "a time looks like 2026-11-25, 2026-11-25T08:00 or 24h".to_owned();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    if let Ok(local) = text.parse::<DateTime>() {
        return local.to_zoned(TimeZone::system()).map(|at| at.timestamp()).map_err(|_no_such_time| unknown());
    }
    let ago: jiff::SignedDuration = text.trim_end_matches(" ago").parse().map_err(|_no_time| unknown())?;
    Timestamp::now().checked_sub(ago).map_err(|_too_long| unknown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_outcomes_are_read() {
        assert_eq!(since("2026-11-25T08:00:00Z").unwrap().to_string(), "2026-11-25T08:00:00Z");
        assert!(since("2026-11-25").is_ok() && since("24h").unwrap() < Timestamp::now());
        assert!(since("soon").is_err());
        assert_eq!(outcome("refused"), Ok(OutcomeKind::Refused));
        assert!(outcome("good").is_err());
    }
}
