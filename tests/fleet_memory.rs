//! How much memory a row takes, by what the process really has. Alone in its binary, so that nothing else counts.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
#![cfg(target_os = "linux")]

#[path = "support/machines.rs"]
mod machines;

use machines::{address, answer, at, reading, refresh};
use rackhand::fleet::{Fleet, View, Wording, history::CAPACITY};
use std::sync::Arc;

/// What a row may take at most.
const LIMIT: usize = 2048;

/// What a view may take for each row besides.
const VIEW_LIMIT: usize = 256;

const ROWS: u32 = 50_000;

/// Bytes of memory that the process has.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap() * 1024
}

#[test]
fn a_row_with_full_history_takes_at_most_two_kibibytes() {
    // Tables and the allocator's first steps are not the rows'.
    let mut warm = Fleet::new();
    warm.observe(answer(address(0), at(0), reading(0)));
    let before = resident();

    let mut fleet = Fleet::new();
    for number in 0..ROWS {
        fleet.observe(answer(address(number), at(0), reading(number)));
    }
    for (round, _) in (1..).zip(0..CAPACITY) {
        // Refreshing all of them again and again only shows what the allocator does with holes; one round does.
        let step = if round < 2 { 1 } else { 97 };
        for number in (0..ROWS).step_by(step) {
            fleet.observe(answer(address(number), at(round * 30), refresh(number)));
        }
    }
    let rows = (resident() - before) / ROWS as usize;

    let mut view = View::new(Arc::new(Wording::plain()));
    view.update(&fleet, at(2000));
    assert_eq!(view.len(), ROWS as usize);
    let with_view = (resident() - before) / ROWS as usize;
    println!(
        "{rows} bytes a row, {with_view} with a view; a Machine alone is {}",
        size_of::<rackhand::fleet::Machine>()
    );
    assert!(rows <= LIMIT, "{rows} bytes a row");
    assert!(with_view - rows <= VIEW_LIMIT, "{} bytes a row for a view", with_view - rows);
}
