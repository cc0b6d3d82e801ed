//! `rackhand passwords`: the sets in the keyring of this computer, and a new password for machines.

use super::{
    Outcome, Streams,
    act::{self, Planned, Task},
    args::{ChangeArgs, PasswordsCommand, ReadFormat, TargetArgs},
    failure::CliError,
    gather::Run,
    output::empty_table,
    secrets,
};
use crate::{
    engine::{
        Event, KeyringPlace, PasswordRequest, PasswordSetRow, Request,
        batch::{BatchOptions, Work},
    },
    fleet::Obstacle,
    net::RangeSet,
    protocol::{CommandKind, command::Capabilities, units::Mac},
};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use std::io;

/// The longest password of API v2.
const LONGEST: usize = 8;

/// What is kept, never with a secret.
struct Kept {
    sets: Vec<PasswordSetRow>,
    place: KeyringPlace,
    partner: Option<String>,
}

/// Does what was asked.
pub(super) fn run(command: &PasswordsCommand, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    match command {
        PasswordsCommand::List { format } => list(*format, streams),
        PasswordsCommand::Set { name, scope, secret } => {
            checked_scope(scope)?;
            let run = with_keyring()?;
            let secret = Some(secret.take("Password")?);
            let request =
                PasswordRequest::Save { name: name.clone(), scope: scope.clone(), secret, session_only: false };
            let kept = ask(&run, request)?;
            tell(&format!("{name} is kept in {}", place(&kept.place)), streams)
        }
        PasswordsCommand::Remove { name } => {
            let run = Run::start_acting(&TargetArgs::default())?;
            kept_set(&run, name)?;
            ask(&run, PasswordRequest::Remove(name.clone()))?;
            tell(&format!("{name} is forgotten"), streams)
        }
        PasswordsCommand::ForgetEarlier { name } => {
            let run = Run::start_acting(&TargetArgs::default())?;
            let count = kept_set(&run, name)?.earlier;
            ask(&run, PasswordRequest::ForgetEarlier(name.clone()))?;
            tell(&format!("{name}: earlier passwords forgotten: {count}"), streams)
        }
        PasswordsCommand::Change(args) => change(args, streams),
        PasswordsCommand::Partner { client, forget, secret } => {
            let run = with_keyring()?;
            let client = client.clone().filter(|_| !forget).unwrap_or_default();
            let secret = if *forget { SecretString::from("") } else { secret.take("Secret")? };
            ask(&run, PasswordRequest::Partner { client: client.clone(), secret })?;
            let words =
                if *forget { "the partner is forgotten".to_owned() } else { format!("partner {client} is kept") };
            tell(&words, streams)
        }
    }
}

fn tell(words: &str, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    writeln!(streams.err, "{words}").map_err(CliError::Output)?;
    Ok(Outcome::AllAnswered)
}

/// An engine on a computer that can keep a password beyond the end of this run.
fn with_keyring() -> Result<Run, CliError> {
    let run = Run::start_acting(&TargetArgs::default())?;
    let why = match ask(&run, PasswordRequest::List)?.place {
        KeyringPlace::System | KeyringPlace::KernelKeys => return Ok(run),
        KeyringPlace::Session => "none is to be used".to_owned(),
        KeyringPlace::None(why) => why,
    };
    Err(CliError::Words(format!(
        "there is no keyring to keep a password in; use --password-env or --password-stdin with each command ({why})"
    )))
}

fn ask(run: &Run, request: PasswordRequest) -> Result<Kept, CliError> {
    run.ask(Request::Passwords(request), |event| match event {
        Event::PasswordSets { sets, place, partner } => Some(Kept { sets, place, partner }),
        _ => None,
    })
}

/// The set of that name.
fn kept_set(run: &Run, name: &str) -> Result<PasswordSetRow, CliError> {
    let set = ask(run, PasswordRequest::List)?.sets.into_iter().find(|set| set.name == name);
    set.ok_or_else(|| CliError::Words(format!("there is no set of this name: {name}")))
}

fn place(place: &KeyringPlace) -> &'static str {
    match place {
        KeyringPlace::System => "the keyring of this computer",
        KeyringPlace::KernelKeys => "the keys of the kernel, until the computer restarts",
        KeyringPlace::Session | KeyringPlace::None(_) => "memory only, until this run ends",
    }
}

fn list(format: ReadFormat, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let run = Run::start_acting(&TargetArgs::default())?;
    let kept = ask(&run, PasswordRequest::List)?;
    write_list(&kept, format, streams).map_err(CliError::Output)?;
    Ok(Outcome::AllAnswered)
}

fn write_list(kept: &Kept, format: ReadFormat, streams: &mut Streams<'_>) -> io::Result<()> {
    if format == ReadFormat::Json {
        return kept.sets.iter().try_for_each(|set| {
            let scope = Some(&set.scope).filter(|scope| !scope.is_empty());
            let set = json!({
                "name": set.name,
                "scope": scope,
                "changing": set.is_changing,
                "earlier": set.earlier,
            });
            writeln!(streams.out, "{set}")
        });
    }
    let mut table = empty_table(streams.terminal);
    table.set_header(["Set", "Fits", "State"]);
    for set in &kept.sets {
        let scope = if set.scope.is_empty() { "everywhere" } else { &set.scope };
        let changing = set.is_changing.then(|| "a change of password has begun: old and new are kept".to_owned());
        let earlier = (set.earlier > 0).then(|| format!("earlier passwords kept: {}", set.earlier));
        let state: Vec<String> = changing.into_iter().chain(earlier).collect();
        table.add_row([set.name.as_str(), scope, &state.join("; ")]);
    }
    table.lines().try_for_each(|line| writeln!(streams.out, "{}", line.trim_end()))?;
    if let Some(partner) = &kept.partner {
        writeln!(streams.err, "partner: {partner}")?;
    }
    match &kept.place {
        KeyringPlace::None(why) => writeln!(streams.err, "this computer has no keyring ({why})"),
        known => writeln!(streams.err, "kept in {}", place(known)),
    }
}

/// Range text, a MAC address, or nothing.
fn checked_scope(scope: &str) -> Result<(), CliError> {
    if scope.trim().is_empty() || Mac::parse(scope).is_some() || RangeSet::parse(scope).is_ok() {
        return Ok(());
    }
    Err(CliError::Words(format!("a set fits ranges or a MAC address, and this is neither: {scope}")))
}

/// `rackhand passwords change`.
fn change(args: &ChangeArgs, streams: &mut Streams<'_>) -> Result<Outcome, CliError> {
    let run = act::started(&args.targets, &args.care)?;
    let secret = secrets::new_secret("New password", args.new_env.as_deref(), args.new_stdin)?;
    if !is_taken(secret.expose_secret()) {
        return Err(CliError::Usage("machines take at most eight letters, digits and underscores as a password"));
    }
    let sets = ask(&run, PasswordRequest::List)?.sets;
    if let Some(set) = sets.iter().find(|set| set.name == args.set && set.is_full) {
        writeln!(streams.err, "{}", full(&set.name)).map_err(CliError::Output)?;
    }
    let task = Task {
        kind: CommandKind::UpdatePassword,
        title: format!("update_pwd into {}", args.set),
        targets: &args.targets,
        care: &args.care,
        usual_limit: BatchOptions::default().at_once,
        new_password: Some((args.set.clone(), secret)),
        step: Box::new(|machine, _| {
            let capabilities = Capabilities::of(&machine.reading);
            capabilities.takes(CommandKind::UpdatePassword).map_err(Obstacle::from)?;
            Ok(Planned { work: Work::ChangePassword, changes: Vec::new() })
        }),
    };
    act::perform(&task, &run, streams)
}

/// What to know before a change that may be refused: whether the password is one more, only the keyring can tell.
fn full(name: &str) -> String {
    format!(
        "{name} holds all the passwords that it can. If this is yet another one, nothing is sent: first forget the \
         earlier ones (rackhand passwords forget-earlier {name}), where no machine has them any more"
    )
}

/// Longer or other passwords lock API v2 out.
fn is_taken(password: &str) -> bool {
    password.len() <= LONGEST && password.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_passwords_that_api_v2_takes_pass() {
        assert!(is_taken("abc_1234") && is_taken("x"));
        assert!(!is_taken("abc_12345") && !is_taken("a b") && !is_taken("пароль"));
    }

    #[test]
    fn scopes_are_ranges_or_a_machine() {
        for good in ["", "10.1.0.0/16", "C6:07:20:00:1E:C2"] {
            assert!(checked_scope(good).is_ok(), "{good}");
        }
        assert!(checked_scope("north").is_err());
    }

    #[test]
    fn the_list_says_how_many_earlier_passwords_a_set_keeps() {
        let set = PasswordSetRow {
            name: "north".to_owned(),
            scope: String::new(),
            session_only: false,
            is_changing: true,
            earlier: 2,
            is_full: true,
        };
        let kept = Kept { sets: vec![set], place: KeyringPlace::System, partner: None };
        for (format, words) in [
            (ReadFormat::Json, r#""changing":true,"earlier":2"#),
            (ReadFormat::Text, "old and new are kept; earlier passwords kept: 2"),
        ] {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            write_list(&kept, format, &mut Streams { out: &mut out, err: &mut err, terminal: false }).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(out.contains(words), "{out}");
        }
    }
}
