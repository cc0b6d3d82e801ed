//! Ctrl-C: the first one during a job ends that job in order (the engine sees to it); at any other time, and the second
//! time, it ends the program.

use std::{
    io::{self, Write as _},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// What the shell shows for a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Watches for Ctrl-C as long as the program runs.
#[derive(Clone, Debug)]
pub(super) struct Interrupts {
    /// The next one is the engine's.
    forgiven: Arc<AtomicBool>,
}

impl Interrupts {
    /// Begins to watch. Where that fails, the system ends the program as it always does.
    pub(super) fn watch() -> Self {
        let forgiven = Arc::new(AtomicBool::new(false));
        let watched = forgiven.clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
        let spawned = runtime.and_then(|runtime| {
            thread::Builder::new().name("rackhand-ctrl-c".to_owned()).spawn(move || {
                runtime.block_on(async {
                    while tokio::signal::ctrl_c().await.is_ok() {
                        if !watched.swap(false, Ordering::SeqCst) {
                            end();
                        }
                        // Behind what stands on the terminal. Where there is none, nobody is helped by an error.
                        drop(writeln!(io::stderr(), "\nstopping; Ctrl-C again ends the program at once"));
                    }
                });
            })
        });
        if let Err(error) = spawned {
            tracing::warn!("a second Ctrl-C will not be seen: {error}");
        }
        Self { forgiven }
    }

    /// A job begins: the next Ctrl-C is its.
    pub(super) fn forgive_one(&self) {
        self.forgiven.store(true, Ordering::SeqCst);
    }

    /// Nothing runs: the next Ctrl-C ends the program.
    pub(super) fn forgive_none(&self) {
        self.forgiven.store(false, Ordering::SeqCst);
    }
}

#[expect(clippy::exit, reason = "whoever presses Ctrl-C twice wants the program to end now")]
fn end() {
    std::process::exit(INTERRUPTED);
}
