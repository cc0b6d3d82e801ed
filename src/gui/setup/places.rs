//! What is at the path that is typed in the open dialog. Asked of the engine, because a folder may be on a slow disk or on
//! the far side of a network, and the window does not wait for it.

use crate::engine::AtPath;
use std::path::{Path, PathBuf};

/// One question and its answer: only the last path that was typed counts.
#[derive(Debug, Default)]
pub(crate) struct Places {
    asked: Option<PathBuf>,
    found: Option<AtPath>,
}

impl Places {
    /// Takes note of a path; true where the engine is to be asked, because it was not yet.
    pub(crate) fn ask(&mut self, path: &Path) -> bool {
        if self.asked.as_deref() == Some(path) {
            return false;
        }
        *self = Self { asked: Some(path.to_owned()), found: None };
        true
    }

    /// The engine's answer; that to an earlier question does not count any more.
    pub(crate) fn answer(&mut self, path: &Path, found: AtPath) {
        if self.asked.as_deref() == Some(path) {
            self.found = Some(found);
        }
    }

    /// What is known of a path: nothing until it was asked about and the answer came.
    pub(crate) fn at(&self, path: &Path) -> Option<AtPath> {
        self.found.filter(|_| self.asked.as_deref() == Some(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_question_is_answered() {
        let (first, second) = (Path::new("a"), Path::new("b"));
        let mut places = Places::default();
        assert!(places.ask(first) && !places.ask(first), "it is asked once");
        assert!(places.ask(second));
        places.answer(first, AtPath::File);
        assert_eq!((places.at(first), places.at(second)), (None, None));
        places.answer(second, AtPath::Folder);
        assert_eq!(places.at(second), Some(AtPath::Folder));
    }
}
