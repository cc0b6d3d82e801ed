//! Texts that a technician is changing in the panel: the location and the note of one machine.
//!
//! A draft belongs to the machine that it was begun for: moving the focus away drops it, so that words never land on
//! another machine.

use crate::fleet::MachineId;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The name or place.
    Location,
    /// The note.
    Note,
}

/// The draft, at most one.
#[derive(Debug, Default)]
pub(crate) struct Edits(Option<Draft>);

#[derive(Debug)]
struct Draft {
    machine: MachineId,
    field: Field,
    text: String,
    is_new: bool,
}

impl Edits {
    /// Begins to change a text.
    pub(super) fn begin(&mut self, machine: MachineId, field: Field, text: &str) {
        self.0 = Some(Draft { machine, field, text: text.to_owned(), is_new: true });
    }

    /// The draft of this text, and whether it was begun just now.
    pub(super) fn draft(&mut self, machine: MachineId, field: Field) -> Option<(&mut String, bool)> {
        let draft = self.0.as_mut().filter(|draft| draft.machine == machine && draft.field == field)?;
        Some((&mut draft.text, std::mem::take(&mut draft.is_new)))
    }

    /// Ends it and hands the text over.
    pub(super) fn end(&mut self) -> Option<String> {
        self.0.take().map(|draft| draft.text.trim().to_owned())
    }

    /// Drops a draft of any other machine.
    pub(super) fn follow(&mut self, machine: Option<MachineId>) {
        self.0 = self.0.take().filter(|draft| Some(draft.machine) == machine);
    }
}
