//! What happens when the program itself makes a mistake: a report is kept, and the technician is told what to do.
//!
//! [`install`] is called once at the start. Always true: a worker that panics costs a row or a job an error and leaves a
//! report; only the thread that started the program ends it, and says so. The hook itself never panics and waits for
//! nothing but one small file.

use crate::store::{Folder, keep_crash};
use jiff::Timestamp;
use std::{
    backtrace::Backtrace,
    env,
    io::{self, Write as _},
    panic::{self, PanicHookInfo},
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// A fault that repeats itself with every machine is reported this often in a run, and no more.
const MOST_OF_WORKERS: usize = 5;
/// The most of a mistake's own words, in characters.
const LONGEST: usize = 2000;

/// The report of the crash that ends the program.
static REPORT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From here on, panics leave a report in the folder. Without a folder they are only told.
pub(super) fn install(folder: Option<&Folder>) {
    let folder = folder.cloned();
    let first = thread::current().id();
    let of_workers = AtomicUsize::new(0);
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        previous(info);
        let is_the_end = thread::current().id() == first;
        if !is_the_end && of_workers.fetch_add(1, Ordering::Relaxed) >= MOST_OF_WORKERS {
            return;
        }
        let kept = folder.as_ref().and_then(|folder| keep_crash(folder, Timestamp::now(), &report(info)).ok());
        if is_the_end {
            // Whoever started it from a desktop has no error output, and is told in a message.
            drop(writeln!(io::stderr(), "rackhand: {}", advice(kept.as_ref())));
            if let Ok(mut report) = REPORT.lock() {
                *report = kept;
            }
        }
    }));
}

/// The report of the crash that just ended the work, where it could be kept.
pub(super) fn last_report() -> Option<PathBuf> {
    REPORT.lock().ok()?.clone()
}

/// What the error output says.
fn advice(report: Option<&PathBuf>) -> String {
    let report =
        report.map_or_else(String::new, |path| format!(" A report is in {}; send it to support.", path.display()));
    format!(
        "a mistake in the program ended it. What was sent to machines is in the journal: start again and look there \
         before you repeat anything.{report}"
    )
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let thread = thread::current();
    let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let words: String = info.payload_as_str().unwrap_or("no words").chars().take(LONGEST).collect();
    format!(
        "Rackhand {} on {} {}\nwhen     {}\nthread   {}\nplace    {place}\nmistake  {words}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH,
        Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC"),
        thread.name().unwrap_or("without a name"),
        Backtrace::force_capture(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, process::Command, thread::Builder};

    /// Where the child keeps its reports.
    const PLACE: &str = "RACKHAND_TEST_CRASHES";

    #[test]
    #[ignore = "crashes on purpose; the test below runs it in a process of its own"]
    fn child() {
        let folder = Folder::at(env::var_os(PLACE).unwrap());
        install(Some(&folder));
        for number in 0..20 {
            let worker = Builder::new().name("worker-7".to_owned());
            worker.spawn(move || panic!("machine {number} was too much")).unwrap().join().unwrap_err();
        }
        panic!("nothing works any more");
    }

    #[test]
    fn a_crash_leaves_a_report_and_advice() {
        let place = tempfile::tempdir().unwrap();
        let mut child = Command::new(env::current_exe().unwrap());
        child.args(["--exact", "cli::crash::tests::child", "--ignored", "--nocapture"]).env(PLACE, place.path());
        let output = child.output().unwrap();
        assert!(!output.status.success());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("rackhand: a mistake in the program ended it"), "{told}");
        let mut reports: Vec<PathBuf> =
            fs::read_dir(place.path().join("crashes")).unwrap().map(|entry| entry.unwrap().path()).collect();
        reports.sort();
        assert_eq!(reports.len(), MOST_OF_WORKERS + 1, "a fault that repeats itself is bounded");
        let last = reports.last().unwrap();
        assert!(told.contains(&last.display().to_string()), "{told}");
        let report = |path| fs::read_to_string(path).unwrap();
        let ended = report(last);
        assert!(ended.starts_with(&format!("Rackhand {} on ", env!("CARGO_PKG_VERSION"))), "{ended}");
        assert!(ended.contains("crash.rs:") && ended.contains("nothing works any more"), "{ended}");
        assert!(report(&reports[0]).contains("thread   worker-7"));
    }
}
