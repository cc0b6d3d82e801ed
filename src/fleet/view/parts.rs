//! Work on all rows at once, in parts on several threads: a keystroke in the filter of 50,000 rows is mostly waiting
//! for memory, and that goes side by side.

use std::{
    sync::{Mutex, PoisonError},
    thread,
};

/// Rows of a part: enough work that handing it over is cheap beside it.
const PART: usize = 4096;

/// Threads at work, the calling one included. More would wait for the same memory.
const THREADS: usize = 4;

/// Calls `work` for every part with the index of its first item; returns when all is done. Few items are done on the
/// calling thread alone, and so is everything where no thread can be had.
pub(super) fn in_parts<T: Send>(items: &mut [T], work: impl Fn(usize, &mut [T]) + Sync) {
    let parts = items.len().div_ceil(PART);
    let queue = Mutex::new(items.chunks_mut(PART).enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        while let Some((index, part)) = next() {
            work(index * PART, part);
        }
    };
    thread::scope(|scope| {
        for _ in 1..THREADS.min(parts) {
            let thread = thread::Builder::new().name("view".to_owned());
            if thread.spawn_scoped(scope, run).is_err() {
                break;
            }
        }
        run();
    });
}

#[cfg(test)]
mod tests {
    use super::{PART, in_parts};

    #[test]
    fn every_item_is_worked_on_once_and_knows_its_index() {
        for count in [0, 1, PART, PART + 1, 5 * PART + 7] {
            let mut items = vec![0; count];
            in_parts(&mut items, |first, part| {
                for (index, item) in (first..).zip(part) {
                    *item += index + 1;
                }
            });
            assert!(items.iter().zip(1..).all(|(item, index)| *item == index), "{count}");
        }
    }
}
