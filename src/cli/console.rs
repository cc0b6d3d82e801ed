//! The console of Windows, which the window must not keep open behind it.
//!
//! Windows decides by a mark in the program's file whether starting it opens a console. Rackhand carries the mark of a
//! console program: only then does a shell wait for `rackhand scan`, do its questions and Ctrl-C reach it, and does its
//! exit status reach a script. A window program can borrow the console of its parent, but the shell has gone on by then,
//! and its lines fall between the next prompts. So the window does it the other way round: where there is a console, it
//! starts this program once more without one and ends at once. `packaging/windows` spares the short sight of that console
//! where it can: newer systems read in the manifest that none is wanted, and the start menu starts it minimised.
//!
//! [`window`](super::window) calls this before anything else. Always true: whoever was started without a console never
//! starts another program.

use std::io;

/// True where another process shows the window now, so that this one is to end. On systems without such consoles, and
/// where it can't be done, this process goes on.
pub(super) fn left_behind() -> bool {
    match leave() {
        Ok(left) => left,
        Err(error) => {
            // A console that stays open behind the window is a small evil.
            tracing::warn!("the console stays open: {error}");
            false
        }
    }
}

#[cfg(windows)]
fn leave() -> io::Result<bool> {
    use std::{
        env,
        fs::File,
        os::windows::process::CommandExt as _,
        process::{Command, Stdio},
    };
    /// The program is given no console, and none of its parent's.
    const DETACHED_PROCESS: u32 = 0x8;

    // The screen of the console, by the name that it has for whoever is in one.
    if File::options().write(true).open("CONOUT$").is_err() {
        return Ok(false);
    }
    let mut again = Command::new(env::current_exe()?);
    again.args(env::args_os().skip(1)).creation_flags(DETACHED_PROCESS);
    again.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    Ok(true)
}

#[cfg(not(windows))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
fn leave() -> io::Result<bool> {
    Ok(false)
}
