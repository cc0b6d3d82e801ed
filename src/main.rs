//! The thin binary: everything is in the library.

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
