//! What is unusual about a machine, learnt by asking, so that it is not learnt again at every refresh.

use crate::protocol::{Wording, reading::Text};
use std::time::{Duration, Instant};

/// How long a machine without API v3 is believed to have none: a restart opens its two ports at different times.
const DEVICE_INFO_PAUSE: Duration = Duration::from_mins(10);

/// What is known about how a machine talks. The default is a machine of today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// The key and the name for boards that its firmware understands.
    pub(super) wording: Wording,
    /// It does not answer joined commands, or cuts the answer off.
    pub(super) asks_singly: bool,
    /// When API v3 was found closed.
    pub(super) no_device_info_since: Option<Instant>,
    /// The salt of its admin password, once somebody asked: asking again would cost the machine a token slot.
    pub(super) salt: Option<Text>,
}

impl Habits {
    /// Whether asking API v3 may give something.
    pub(super) fn may_have_device_info(&self) -> bool {
        self.no_device_info_since.is_none_or(|since| since.elapsed() > DEVICE_INFO_PAUSE)
    }
}
