//! Secrets among the parameters of a command: where their text comes from.
//!
//! Called while the command line is read, for every parameter that the table hides. Always true: what is said about a
//! mistake names the source and never the secret.

use std::{env, fs};
use zeroize::Zeroize as _;

/// What `--help` says about it.
pub(super) const SECRETS_HELP: &str = "\
SECRETS
  Everybody on this computer can see the arguments of programs. A parameter that is never shown
  again can be written as
  @env:VARIABLE              the text of this environment variable
  @FILE                      the first line of this file
  @@text                     a text that begins with @, as an argument all the same";

/// The text that an argument stands for.
pub(super) fn resolve(argument: &str) -> Result<String, String> {
    let Some(source) = argument.strip_prefix('@') else { return Ok(argument.to_owned()) };
    if source.starts_with('@') {
        return Ok(source.to_owned());
    }
    if let Some(variable) = source.strip_prefix("env:") {
        return env::var(variable).map_err(|error| match error {
            env::VarError::NotPresent => format!("the environment variable {variable} is not set"),
            env::VarError::NotUnicode(_) => format!("the environment variable {variable} is no text"),
        });
    }
    let mut text = fs::read_to_string(source).map_err(|error| format!("{source} can't be read: {error}"))?;
    let line = text.lines().next().unwrap_or_default().to_owned();
    text.zeroize();
    if line.is_empty() { Err(format!("the first line of {source} is empty")) } else { Ok(line) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_typed_or_comes_from_a_file_or_the_environment() {
        assert_eq!(resolve("plain").as_deref(), Ok("plain"));
        assert_eq!(resolve("@@home").as_deref(), Ok("@home"));
        let path = env::var("CARGO_MANIFEST_DIR").unwrap();
        assert_eq!(resolve("@env:CARGO_MANIFEST_DIR"), Ok(path));
        assert!(resolve("@env:RACKHAND_NO_SUCH").unwrap_err().contains("RACKHAND_NO_SUCH is not set"));
        let file = tempfile::NamedTempFile::new().unwrap();
        let argument = format!("@{}", file.path().display());
        assert!(resolve(&argument).unwrap_err().ends_with("is empty"));
        fs::write(file.path(), "x y\r\nanother line").unwrap();
        assert_eq!(resolve(&argument).as_deref(), Ok("x y"));
        assert!(resolve("@/no/such/file").unwrap_err().contains("/no/such/file can't be read"));
    }
}
