//! A fault of this program that ended a task of the engine: what is known of it, and when the technician is told.
//!
//! The app notes each one as it comes and asks every frame whether the dialog about it is due. Always true: the dialog
//! waits until nothing else lies over the window, a message stands at the corner until then, and a fault that repeats
//! itself opens it only as often as a new report was kept, which the panic hook bounds.

use std::path::PathBuf;

/// The latest fault, and what is still to be told.
#[derive(Debug, Default)]
pub(crate) struct Fault {
    /// In the program's own words.
    pub(crate) words: String,
    /// The report for support, where one was kept.
    pub(crate) report: Option<PathBuf>,
    /// The message that stands until the dialog opens.
    message: Option<String>,
    /// A dialog told of it: one with the same report need not be told again.
    is_told: bool,
}

impl Fault {
    /// Notes one, with the message that stands until the dialog opens.
    pub(crate) fn came(&mut self, words: &str, report: Option<PathBuf>, message: String) {
        if self.is_told && self.report == report {
            return;
        }
        self.is_told = false;
        words.clone_into(&mut self.words);
        self.report = report;
        self.message = Some(message);
    }

    /// Whether there is a dialog to open.
    pub(crate) fn is_due(&self) -> bool {
        self.message.is_some()
    }

    /// The dialog is open: gives the message that it makes superfluous.
    pub(crate) fn tell(&mut self) -> Option<String> {
        self.is_told = true;
        self.message.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_that_repeats_itself_is_told_once_for_each_report() {
        let mut fault = Fault::default();
        let report = |number: u32| Some(PathBuf::from(format!("crash-{number}.txt")));
        let mut told = Vec::new();
        for (number, report) in [report(1), report(1), report(2), report(2), None, None].into_iter().enumerate() {
            fault.came("too much", report, format!("message {number}"));
            if fault.is_due() {
                told.push(fault.tell().unwrap());
            }
        }
        assert_eq!(told, ["message 0", "message 2", "message 4"]);
        assert!(!fault.is_due());
    }
}
