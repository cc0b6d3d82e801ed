//! The passwords that a batch tries. While it waits for machines the technician may enter one, so that they are read anew
//! now and then; a machine that is looked at meanwhile gets those that were known before.

use super::{BatchStep, Passwords};
use crate::engine::keys::{Keys, Passes};
use secrecy::SecretString;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::Mutex as AsyncMutex;

/// What is known now.
#[derive(Debug)]
pub(super) struct Known {
    passes: Mutex<Arc<Passes>>,
    choice: Passwords,
    /// Held by the one who reads them.
    read_at: AsyncMutex<Instant>,
}

impl Known {
    /// What was read of `choice` just now.
    pub(super) fn new(passes: Passes, choice: Passwords) -> Self {
        Self { passes: Mutex::new(Arc::new(passes)), choice, read_at: AsyncMutex::new(Instant::now()) }
    }

    /// What is tried at a machine, in this order.
    pub(super) fn of(&self, step: &BatchStep) -> Vec<SecretString> {
        let passes = self.passes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        passes.of(step.address, step.mac)
    }

    /// Reads them anew where that was longer ago. What can't be read stays as it was.
    pub(super) async fn refresh(&self, keys: &Arc<Keys>, age: Duration) {
        let Ok(mut read_at) = self.read_at.try_lock() else { return };
        if read_at.elapsed() < age {
            return;
        }
        match keys.passes(self.choice.clone()).await {
            Ok(passes) => *self.passes.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(passes),
            Err(error) => tracing::warn!("the passwords can't be read anew: {error}"),
        }
        *read_at = Instant::now();
    }
}
