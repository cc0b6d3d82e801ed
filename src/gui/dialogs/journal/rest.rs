//! When typing rests: each letter of a search would ask the journal's whole text otherwise.

use std::time::Duration;

/// So long after the last letter it rests.
pub(super) const REST: Duration = Duration::from_millis(250);

/// What was typed last, and when it came to be so.
#[derive(Debug, Default)]
pub(super) struct Rest {
    text: String,
    since: f64,
}

impl Rest {
    /// How long it still is until the typing rests; `None` where it does. `now` is in seconds.
    pub(super) fn left(&mut self, text: &str, now: f64) -> Option<Duration> {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.since = now;
        }
        let left = self.since + REST.as_secs_f64() - now;
        (left > 0.0).then(|| Duration::from_secs_f64(left))
    }
}
