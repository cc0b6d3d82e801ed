//! Questions on the terminal. No answer is a no.

use crate::{
    cli::{Streams, failure::CliError},
    fleet::format,
    protocol::command::Danger,
};
use std::{
    io::{self, IsTerminal as _},
    sync::mpsc::{self, Receiver, TryRecvError},
    thread,
};

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

/// A question whose answer is waited for beside other work: a batch may end, or be interrupted, while it stands.
pub(super) struct Question(Receiver<bool>);

impl Question {
    /// Asks. The thread that reads stays behind where nobody answers; the program's end ends it.
    pub(super) fn ask(question: &str, streams: &mut Streams<'_>) -> Result<Self, CliError> {
        write!(streams.err, "{question}").and_then(|()| streams.err.flush()).map_err(CliError::Output)?;
        let (sender, receiver) = mpsc::channel();
        let read = move || {
            // A terminal that can't be read gives no answer, which is a no.
            let answer = line().is_ok_and(|typed| is_yes(&typed));
            // Nobody waits any more where the batch has ended.
            sender.send(answer).unwrap_or_default();
        };
        let started = thread::Builder::new().name("rackhand-question".to_owned()).spawn(read);
        started.map_err(|error| CliError::Words(format!("the terminal can't be read: {error}")))?;
        Ok(Self(receiver))
    }

    /// The answer, once it was given.
    pub(super) fn answer(&self) -> Option<bool> {
        match self.0.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(false),
        }
    }
}

/// Asks for a yes.
fn yes(question: &str, streams: &mut Streams<'_>) -> Result<bool, CliError> {
    Ok(is_yes(&ask(question, streams)?))
}

fn is_yes(typed: &str) -> bool {
    typed.eq_ignore_ascii_case("y") || typed.eq_ignore_ascii_case("yes")
}

fn ask(question: &str, streams: &mut Streams<'_>) -> Result<String, CliError> {
    write!(streams.err, "{question}").and_then(|()| streams.err.flush()).map_err(CliError::Output)?;
    line().map_err(|error| CliError::Words(format!("the terminal can't be read: {error}")))
}

fn line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}
