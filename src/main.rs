//! The thin binary: everything is in the library.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
// A Windows build of this kind has no console of its own, so `rackhand scan` shows its lines there only where its
// output is sent into a file or another program.

use rackhand::cli::{self, Streams};
use std::{
    env,
    io::{self, BufWriter, IsTerminal as _},
    process::ExitCode,
};

fn main() -> ExitCode {
    let terminal = io::stdout().is_terminal();
    let mut out = BufWriter::new(io::stdout());
    cli::run(env::args_os(), Streams { out: &mut out, err: &mut io::stderr(), terminal }).into()
}
