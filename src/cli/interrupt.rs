//! Ctrl-C: the first one during a job ends that job in order (the engine sees to it), one at a hidden question ends the
//! program when the terminal shows again what is typed; at any other time, and the second time, it ends the program at
//! once. One watcher sees to it as long as the program runs, whoever asks for it: a signal comes to the process and not to
//! a job, so that what the next one does is the process's own as well. Nothing outside this file reads it.

use std::{
    io::{self, Write as _},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread,
};
use tokio::runtime::Runtime;

/// What the shell shows for a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// The one that watches.
static WATCHER: OnceLock<Interrupts> = OnceLock::new();

/// What a Ctrl-C does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// It ends the program.
    Ends,
    /// It stops the job that runs.
    StopsTheJob,
    /// It belongs to the question whose answer is being typed.
    LeavesTheQuestion,
}

/// Watches for Ctrl-C as long as the program runs.
#[derive(Clone, Debug)]
pub(super) struct Interrupts {
    /// What the next Ctrl-C does.
    next: Arc<Mutex<Next>>,
}

impl Interrupts {
    /// Begins to watch, where nobody does yet. Where that fails, the system ends the program as it always does.
    pub(super) fn watch() -> Self {
        let watcher = WATCHER.get_or_init(|| {
            let watcher = Self { next: Arc::new(Mutex::new(Next::Ends)) };
            if let Err(error) = watch(watcher.clone()) {
                tracing::warn!("a second Ctrl-C will not be seen: {error}");
            }
            watcher
        });
        watcher.clone()
    }

    /// A job begins: the next Ctrl-C is its.
    pub(super) fn forgive_one(&self) {
        self.replace(Next::StopsTheJob);
    }

    /// Nothing runs: the next Ctrl-C ends the program.
    pub(super) fn forgive_none(&self) {
        self.replace(Next::Ends);
    }

    /// Asks for what the terminal is not to show. The terminal gives Ctrl-C as a key meanwhile, and of that key the asking
    /// makes a signal; if the signal ended the program, it would end before the terminal shows again what is typed.
    pub(super) fn question<T>(&self, ask: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let before = self.replace(Next::LeavesTheQuestion);
        let answer = ask();
        if answer.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
            end();
        }
        self.replace(before);
        answer
    }

    /// Sets what the next one does, and says what it would have done.
    fn replace(&self, next: Next) -> Next {
        std::mem::replace(&mut *self.next.lock().unwrap_or_else(PoisonError::into_inner), next)
    }
}

fn watch(watcher: Interrupts) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    // Before the thread starts, so that whoever goes on from here is sure that no signal ends the program.
    let mut pressed = listen(&runtime)?;
    let watching = move || {
        runtime.block_on(async {
            while pressed.recv().await.is_some() {
                match watcher.replace(Next::Ends) {
                    Next::Ends => end(),
                    // Behind what stands on the terminal. Where there is none, nobody is helped by an error.
                    Next::StopsTheJob => {
                        drop(writeln!(io::stderr(), "\nstopping; Ctrl-C again ends the program at once"));
                    }
                    Next::LeavesTheQuestion => {}
                }
            }
        });
    };
    thread::Builder::new().name("rackhand-ctrl-c".to_owned()).spawn(watching).map(drop)
}

#[cfg(unix)]
fn listen(runtime: &Runtime) -> io::Result<tokio::signal::unix::Signal> {
    let _inside = runtime.enter();
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())
}

#[cfg(windows)]
fn listen(runtime: &Runtime) -> io::Result<tokio::signal::windows::CtrlC> {
    let _inside = runtime.enter();
    tokio::signal::windows::ctrl_c()
}

#[expect(clippy::exit, reason = "whoever presses Ctrl-C twice, or at a question, wants the program to end now")]
fn end() {
    std::process::exit(INTERRUPTED);
}
