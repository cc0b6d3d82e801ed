//! `rackhand do`: one subcommand for each line of the table of commands, with its parameters as options.

use super::{
    RANGES_HELP, TargetArgs,
    act::{CARE_HELP, CareArgs},
    secret::{SECRETS_HELP, resolve},
};
use crate::{
    fleet::intent::Share,
    protocol::command::{CommandKind, Danger, Parameter, ParameterKind, Values},
};
use clap::{Arg, ArgAction, ArgMatches, Args as _, Command, FromArgMatches, Subcommand, error::ErrorKind};

/// What a technician typed after `do`.
#[derive(Debug)]
pub(crate) struct DoArgs {
    /// Which command.
    pub(crate) kind: CommandKind,
    /// The values of its parameters; those that were left out are not here.
    pub(crate) values: Values,
    /// What `{account}` stands for.
    pub(crate) account: Option<String>,
    /// New pools with the workers that the machine has.
    pub(crate) keep_workers: bool,
    pub(crate) targets: TargetArgs,
    pub(crate) care: CareArgs,
}

/// What `--help` says about placeholders. The help's own `{n}` is a line break, so that ours has an end of styling in it,
/// which nobody sees.
const TEMPLATES_HELP: &str = "\
PLACEHOLDERS
  {account}                  the account of --account
  {ip}, {ip1} to {ip4}       the address, and its four numbers
  {mac}, {sn}, {hostname}    what the machine says of itself
  {location}                 the location that a technician wrote
  {n\u{1b}[0m}, {n:04}                the machine's number in the order of addresses, and with leading zeros";

/// Commands that bring files or secrets have words of their own on the command line.
fn kinds() -> impl Iterator<Item = CommandKind> {
    let apart = [CommandKind::UpdateFirmware, CommandKind::DownloadLogs, CommandKind::UpdatePassword];
    CommandKind::ALL.iter().copied().filter(move |kind| !apart.contains(kind))
}

/// `power_limit` as an option: `power-limit`.
fn option_name(parameter: &Parameter) -> String {
    parameter.name.replace('_', "-")
}

/// What of it may be typed, for `--help`.
fn explained(kind: CommandKind, parameter: &Parameter) -> String {
    let mut words = match parameter.kind {
        ParameterKind::Integer { min, max, unit } => format!("From {min} to {max} {unit}").trim_end().to_owned(),
        ParameterKind::Text { max, .. } => format!("A text of at most {max} bytes"),
        ParameterKind::Choice(choices) => format!("One of {}", choices.join(", ")),
        ParameterKind::Address => "An IPv4 address".to_owned(),
        ParameterKind::Addresses => "IPv4 addresses, separated by spaces".to_owned(),
        ParameterKind::PoolUrl => "A pool, such as stratum+tcp://pool.example:3333".to_owned(),
    };
    if parameter.is_template {
        words += ", with placeholders";
    }
    if Share::fits(kind, parameter.name) {
        words += ", or a share: 90% or -10% of the machine's present limit, \"90% factory\" of its factory power";
    }
    if kind == CommandKind::UpdatePools && ["pool2", "pool3"].contains(&parameter.name) {
        words += "; a pool that is left out is removed";
    }
    if let Some((name, value)) = parameter.only_with {
        words = format!("{words}; only with --{name} {value}");
    }
    if parameter.is_hidden {
        words += "; never shown again. @env:VARIABLE or @FILE keep it out of the arguments";
    }
    match parameter.usual.filter(|usual| !usual.is_empty()) {
        Some(usual) => format!("{words} [default: {usual}]"),
        None => words,
    }
}

fn value_name(parameter: &Parameter) -> &'static str {
    match parameter.kind {
        ParameterKind::Integer { .. } => "N",
        ParameterKind::Text { .. } => "TEXT",
        ParameterKind::Choice(_) => "WORD",
        ParameterKind::Address => "IP",
        ParameterKind::Addresses => "IPS",
        ParameterKind::PoolUrl => "URL",
    }
}

/// A parameter as an option. Values are checked as they are read, but for those that differ from machine to machine.
fn option(kind: CommandKind, parameter: &'static Parameter) -> Arg {
    let read = move |argument: &str| {
        let text = if parameter.is_hidden { resolve(argument)? } else { argument.to_owned() };
        let differs = parameter.is_template && text.contains('{');
        let checked = if differs { Ok(()) } else { Share::check(kind, parameter, &text) };
        checked.map_err(|error| error.to_string())?;
        Ok::<_, String>(text)
    };
    let name = option_name(parameter);
    let option = Arg::new(parameter.name)
        .long(name.clone())
        .value_name(value_name(parameter))
        .value_parser(read)
        .required(parameter.usual.is_none() && parameter.only_with.is_none())
        .allow_negative_numbers(true)
        .allow_hyphen_values(Share::fits(kind, parameter.name))
        .help_heading("Parameters")
        .help(explained(kind, parameter));
    if name == parameter.name { option } else { option.alias(parameter.name) }
}

fn subcommand(kind: CommandKind) -> Command {
    let spec = kind.spec();
    let options: Vec<Arg> = spec.parameters.iter().map(|parameter| option(kind, parameter)).collect();
    let has_templates = spec.parameters.iter().any(|parameter| parameter.is_template);
    let mut command = Command::new(spec.name).args(options);
    let hyphenated = spec.name.replace('_', "-");
    if hyphenated != spec.name {
        command = command.alias(hyphenated);
    }
    if has_templates {
        let account = Arg::new("account").long("account").value_name("NAME").help_heading("Parameters");
        command = command.arg(account.help("What {account} stands for"));
    }
    if kind == CommandKind::UpdatePools {
        let keep = Arg::new("keep_workers").long("keep-workers").action(ArgAction::SetTrue);
        let names = ["worker1", "worker2", "worker3"];
        let keep = keep.help_heading("Parameters").conflicts_with_all(names);
        command = command.arg(keep.help("Change the pools and keep the workers that each machine has"));
    }
    let templates = if has_templates { format!("{TEMPLATES_HELP}\n\n") } else { String::new() };
    let has_secrets = spec.parameters.iter().any(|parameter| parameter.is_hidden);
    let secrets = if has_secrets { format!("{SECRETS_HELP}\n\n") } else { String::new() };
    let asks =
        if spec.danger == Danger::High { "\n\nThe terminal asks for the number of machines to be typed." } else { "" };
    // What is common to all brings the words about itself along, which are not the command's.
    CareArgs::augment_args(TargetArgs::augment_args(command))
        .about(kind.about().trim_end_matches('.'))
        .long_about(kind.about())
        .after_long_help(format!("{RANGES_HELP}\n\n{templates}{secrets}{CARE_HELP}{asks}"))
}

impl Subcommand for DoArgs {
    fn augment_subcommands(command: Command) -> Command {
        command.subcommands(kinds().map(subcommand))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        kinds().any(|kind| kind.name() == name)
    }
}

impl FromArgMatches for DoArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::raw(ErrorKind::MissingSubcommand, "which command?\n");
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        let kind = CommandKind::from_name(name).ok_or_else(missing)?;
        let parameters = kind.spec().parameters.iter();
        let values = parameters.filter_map(|parameter| {
            Some((parameter.name.to_owned(), matches.get_one::<String>(parameter.name)?.clone()))
        });
        Ok(Self {
            kind,
            values: values.collect(),
            // Commands without them have no such option.
            account: matches.try_get_one::<String>("account").ok().flatten().cloned(),
            keep_workers: matches.try_get_one::<bool>("keep_workers").ok().flatten().copied().unwrap_or(false),
            targets: TargetArgs::from_arg_matches(matches)?,
            care: CareArgs::from_arg_matches(matches)?,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, Command as Which};
    use clap::Parser as _;

    fn parsed(line: &str) -> Result<DoArgs, clap::Error> {
        match Cli::try_parse_from(line.split(' '))?.command {
            Some(Which::Do(args)) => Ok(args),
            _ => panic!("{line} is no do"),
        }
    }

    #[test]
    fn every_command_has_its_parameters_and_no_password() {
        for kind in kinds() {
            let command = subcommand(kind);
            for parameter in kind.spec().parameters {
                let id = parameter.name;
                assert!(command.get_arguments().any(|arg| arg.get_id() == id), "{id} of {}", kind.name());
            }
            assert!(command.get_arguments().all(|arg| arg.get_long() != Some("password")));
        }
    }

    #[test]
    fn the_help_of_every_command_says_what_it_does() {
        for kind in kinds() {
            let mut command = subcommand(kind);
            let about = kind.about().trim_end_matches('.');
            assert_eq!(command.get_about().map(ToString::to_string).as_deref(), Some(about), "{}", kind.name());
            let help = command.render_long_help().to_string();
            // Lines are folded where the terminal ends.
            let unfolded = help.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(unfolded.starts_with(kind.about()), "{}: {help}", kind.name());
            for placeholder in ["{n}", "{n:04}"] {
                let has_templates = kind.spec().parameters.iter().any(|parameter| parameter.is_template);
                assert_eq!(help.contains(placeholder), has_templates, "{placeholder} of {}: {help}", kind.name());
            }
        }
    }

    #[test]
    fn the_help_of_pools_says_what_becomes_of_one_that_is_left_out() {
        let command = subcommand(CommandKind::UpdatePools);
        let told = command.get_arguments().filter(|arg| {
            arg.get_help().is_some_and(|help| help.to_string().contains("a pool that is left out is removed"))
        });
        assert_eq!(told.map(|arg| arg.get_id().as_str()).collect::<Vec<_>>(), ["pool2", "pool3"]);
    }

    #[test]
    fn values_are_checked_by_the_table() {
        let args = parsed("rackhand do set_target_freq 10.0.0.1 --percent -5").unwrap();
        assert_eq!((args.kind, args.values["percent"].as_str()), (CommandKind::SetTargetFreq, "-5"));
        let error = parsed("rackhand do set_target_freq 10.0.0.1 --percent -101").unwrap_err();
        assert!(error.to_string().contains("must be from -100 to 100"), "{error}");
        assert!(parsed("rackhand do adjust-power-limit 10.0.0.1 --power_limit 3200").is_ok());
        for share in ["--power-limit=-10%", "--power-limit -10%", "--power_limit=90%"] {
            assert!(parsed(&format!("rackhand do adjust_power_limit 10.0.0.1 {share}")).is_ok(), "{share}");
        }
        assert!(parsed("rackhand do adjust_power_limit 10.0.0.1 --power-limit=300%").is_err());
        assert!(parsed("rackhand do set_power 10.0.0.1 --power=90%").is_err(), "only the limit is given as a share");
        assert!(parsed("rackhand do adjust_power_limit 10.0.0.1").is_err(), "it has no usual value");
        assert!(parsed("rackhand do update_firmware 10.0.0.1").is_err(), "it has a word of its own");
        let secret = "rackhand do update_pools 10.0.0.1 --pool1 a.example:3333 --passwd1";
        let from = |argument: &str| parsed(&format!("{secret} {argument}"));
        let home = std::env::var("CARGO_PKG_NAME").unwrap();
        assert_eq!(from("@env:CARGO_PKG_NAME").unwrap().values["passwd1"], home);
        assert_eq!(from("plain").unwrap().values["passwd1"], "plain");
        let error = from("@env:RACKHAND_NO_SUCH").unwrap_err();
        assert!(error.to_string().contains("RACKHAND_NO_SUCH is not set"), "{error}");
        let url = parsed("rackhand do update_pools 10.0.0.1 --pool1 @env:CARGO_PKG_NAME");
        assert!(url.is_err(), "what is no secret is what it looks like");
        let pools = "rackhand do update_pools 10.0.0.1 --pool1 a.example:3333";
        assert_eq!(
            parsed(&format!("{pools} --worker1 {{account}}.{{ip4}} --account f")).unwrap().account.as_deref(),
            Some("f")
        );
        assert!(parsed(&format!("{pools} --keep-workers --worker1 a.b")).is_err());
    }
}
