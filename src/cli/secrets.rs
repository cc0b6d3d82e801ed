//! Secrets on their way in: from the environment, from the standard input, or typed without being shown. Never from an
//! argument, which everybody on this computer could read.

use super::{
    args::{PasswordArgs, SecretArgs},
    failure::CliError,
    interrupt::Interrupts,
};
use crate::engine::batch::Passwords;
use secrecy::{ExposeSecret as _, SecretString};
use std::io::{self, IsTerminal as _};
use zeroize::{Zeroize as _, Zeroizing};

/// Which passwords are tried on machines.
pub(super) fn passwords(args: &PasswordArgs) -> Result<Passwords, CliError> {
    match (&args.set, &args.variable, args.stdin) {
        (Some(set), ..) => Ok(Passwords::Set(set.clone())),
        (_, Some(variable), _) => from_env(variable).map(Passwords::Only),
        (.., true) => from_stdin().map(Passwords::Only),
        _ => Ok(Passwords::Fitting),
    }
}

/// A secret to be kept: as the options say, else asked for twice.
pub(super) fn new_secret(what: &str, env: Option<&str>, stdin: bool) -> Result<SecretString, CliError> {
    match (env, stdin) {
        (Some(variable), _) => from_env(variable),
        (None, true) => from_stdin(),
        (None, false) => ask_twice(what),
    }
}

impl SecretArgs {
    /// The secret that these options bring.
    pub(super) fn take(&self, what: &str) -> Result<SecretString, CliError> {
        new_secret(what, self.password_env.as_deref(), self.password_stdin)
    }
}

fn from_env(variable: &str) -> Result<SecretString, CliError> {
    let missing = |_| CliError::Words(format!("the environment variable {variable} is not set"));
    checked(std::env::var(variable).map_err(missing)?)
}

/// The first line of the standard input.
fn from_stdin() -> Result<SecretString, CliError> {
    let mut line = Zeroizing::new(String::new());
    io::stdin().read_line(&mut line).map_err(|error| CliError::Words(format!("the input can't be read: {error}")))?;
    checked(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Nobody sees what was typed, so it is typed twice.
fn ask_twice(what: &str) -> Result<SecretString, CliError> {
    if !io::stdin().is_terminal() {
        return Err(CliError::Usage("there is no terminal to ask for a password: name where it comes from (--help)"));
    }
    let first = checked(hidden(&format!("{what}: "))?)?;
    let again = Zeroizing::new(hidden(&format!("{what} again: "))?);
    if first.expose_secret() == again.as_str() { Ok(first) } else { Err(CliError::Usage("the two are not the same")) }
}

/// One line from the terminal, which does not show it.
fn hidden(question: &str) -> Result<String, CliError> {
    let answer = Interrupts::watch().question(|| rpassword::prompt_password(question));
    answer.map_err(|error| CliError::Words(format!("the terminal can't be read: {error}")))
}

fn checked(mut text: String) -> Result<SecretString, CliError> {
    let is_empty = text.is_empty();
    let secret = SecretString::from(text.as_str());
    text.zeroize();
    if is_empty { Err(CliError::Usage("the password is empty")) } else { Ok(secret) }
}
