//! A message without the window: before there is one, or after a mistake in the program has ended it.
//!
//! Called by the command line. Windows and macOS have messages of their own. Elsewhere a desktop may have none to offer,
//! and a process whose window has ended can't open another; so the program is started once more for a small window that
//! says it ([`notice`](mod@super::notice)). Always true: whoever calls this says the same on the error output, because there may be no screen.

use std::io;

/// The hidden word of the command line that shows what comes in on the standard input.
pub const NOTICE: &str = "notice";

/// Shows a message and returns when it was read.
///
/// # Errors
/// There was nothing to show it with.
#[cfg(any(windows, target_os = "macos"))]
pub fn message(text: &str) -> io::Result<()> {
    let dialog = rfd::MessageDialog::new().set_title("Rackhand").set_description(text);
    // It has one button.
    drop(dialog.set_level(rfd::MessageLevel::Error).show());
    Ok(())
}

/// Shows a message and returns when it was read.
///
/// # Errors
/// The program could not be started once more.
#[cfg(not(any(windows, target_os = "macos")))]
pub fn message(text: &str) -> io::Result<()> {
    use std::{
        env,
        io::Write as _,
        process::{Command, Stdio},
    };
    let mut program = Command::new(env::current_exe()?);
    let mut shown = program.arg(NOTICE).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    if let Some(mut input) = shown.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    shown.wait().map(drop)
}
