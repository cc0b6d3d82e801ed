//! The one who writes: everything that touches our own files, strictly one after the other.

use super::{Event, Trouble, TroubleKind, outbox::Outbox};
use crate::store::{Folder, Settings};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;

/// Work on our own files.
#[derive(Debug)]
pub(super) enum Chore {
    /// Read everything back.
    Restore,
    /// Replace the settings.
    SaveSettings(Box<Settings>),
}

/// Does the chores in their order on a thread that may wait, until there are no more.
pub(super) async fn keep(folder: Option<Folder>, mut chores: UnboundedReceiver<Chore>, outbox: Arc<Outbox>) {
    while let Some(chore) = chores.recv().await {
        let (folder, out) = (folder.clone(), outbox.clone());
        if let Err(panicked) = tokio::task::spawn_blocking(move || perform(chore, folder.as_ref(), &out)).await {
            outbox.trouble(Trouble::new(TroubleKind::TaskPanicked, panicked));
        }
    }
}

/// Does one chore.
fn perform(chore: Chore, folder: Option<&Folder>, outbox: &Outbox) {
    match (chore, folder) {
        (Chore::Restore, _) => outbox.send(Event::Restored { settings: Box::default() }),
        (Chore::SaveSettings(_), _) => {}
    }
}
