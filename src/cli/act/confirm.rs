//! Questions on the terminal. No answer is a no.

use crate::{
    cli::{Streams, failure::CliError},
    fleet::format,
    protocol::command::Danger,
};
use std::io::{self, IsTerminal as _};

/// True where somebody sits who can be asked.
pub(in crate::cli) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks before the first machine is told: by a word, or by the number of machines where much can be lost.
pub(super) fn before_sending(danger: Danger, machines: usize, streams: &mut Streams<'_>) -> Result<bool, CliError> {
    let noun = if machines == 1 { "machine" } else { "machines" };
    let count = format::number(machines as f64, 0);
    if danger == Danger::High {
        let typed = ask(&format!("Type the number of machines to send it to {count} {noun}: "), streams)?;
        return Ok(typed == machines.to_string() || typed == count);
    }
    yes(&format!("Send it to {count} {noun}? [y/N] "), streams)
}

/// Asks for a yes.
pub(super) fn yes(question: &str, streams: &mut Streams<'_>) -> Result<bool, CliError> {
    let typed = ask(question, streams)?;
    Ok(typed.eq_ignore_ascii_case("y") || typed.eq_ignore_ascii_case("yes"))
}

fn ask(question: &str, streams: &mut Streams<'_>) -> Result<String, CliError> {
    write!(streams.err, "{question}").and_then(|()| streams.err.flush()).map_err(CliError::Output)?;
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .map_err(|error| CliError::Words(format!("the terminal can't be read: {error}")))?;
    Ok(line.trim().to_owned())
}
