//! Reasons of ours that need no value: one line a reason, with the key of its words and its English.

/// A reason that needs no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// No password opened anything yet: none is known for it.
    NoPassword,
    /// It was cancelled before its turn.
    CancelledBefore,
    /// It was cancelled while the machine gave no tokens.
    CancelledTokens,
    /// It was cancelled before its logs were here.
    CancelledLogs,
    /// It was to be read only, and was cancelled before.
    CancelledUnread,
    /// It was sent, and cancelled before it was read back.
    SentUnread,
    /// It did not show in time.
    NotInTime,
    /// What the command does can't be read back from any machine.
    NotReadable,
    /// This machine does not show what the command does.
    NotShown,
    /// A fault in Rackhand: the machine is not in the plan.
    NotInPlan,
    /// Its address is in the plan before.
    Twice,
    /// A fault in Rackhand ended the work on it.
    Fault,
    /// A fault in Rackhand: nothing was said about it.
    Untold,
    /// Nobody answered at the address.
    Silent,
    /// It is as wanted, and was left out.
    AlreadySo,
    /// It closed the connection before its logs came.
    LogsClosed,
    /// Another batch is sending firmware to it, so that it is told nothing else.
    UploadRuns,
    /// Its firmware does not say its platform.
    PlatformUnknown,
    /// No firmware file was chosen for it.
    NoFile,
    /// The firmware file does not say whom it is for, and nobody said that it fits.
    NotVouched,
    /// A fault in Rackhand: the plan has no new password.
    NoNewPassword,
    /// The new password was set before.
    HadNewPassword,
    /// The new password is proven.
    NewOpens,
    /// The old password is still the right one.
    OldOpens,
    /// The new password is not proven.
    NewNotYet,
    /// Another machine has the address.
    OtherMachine,
    /// Its address settings did not change.
    AddressAsBefore,
    /// It gives no tokens for now.
    TokensFull,
    /// btminer is not running yet.
    BtminerDown,
    /// It warms up.
    WarmingUp,
    /// Its API switch is off: it takes no writes.
    SwitchOff,
    /// Nothing answers on the API's port.
    NoApi,
}

impl Note {
    /// All, for the test that holds the languages against this table.
    pub const ALL: [Self; 32] = [
        Self::NoPassword,
        Self::CancelledBefore,
        Self::CancelledTokens,
        Self::CancelledLogs,
        Self::CancelledUnread,
        Self::SentUnread,
        Self::NotInTime,
        Self::NotReadable,
        Self::NotShown,
        Self::NotInPlan,
        Self::Twice,
        Self::Fault,
        Self::Untold,
        Self::Silent,
        Self::AlreadySo,
        Self::LogsClosed,
        Self::UploadRuns,
        Self::PlatformUnknown,
        Self::NoFile,
        Self::NotVouched,
        Self::NoNewPassword,
        Self::HadNewPassword,
        Self::NewOpens,
        Self::OldOpens,
        Self::NewNotYet,
        Self::OtherMachine,
        Self::AddressAsBefore,
        Self::TokensFull,
        Self::BtminerDown,
        Self::WarmingUp,
        Self::SwitchOff,
        Self::NoApi,
    ];

    /// The key of its words in the locale files.
    pub fn key(self) -> &'static str {
        self.texts().0
    }

    /// Its English, which journals and files for programs hold: it stays as it is.
    pub fn english(self) -> &'static str {
        self.texts().1
    }

    /// Side by side so that neither is forgotten.
    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::NoPassword => ("remark-no-password", "no password is known for it"),
            Self::CancelledBefore => ("remark-cancelled-before", "cancelled before its turn"),
            Self::CancelledTokens => ("remark-cancelled-tokens", "cancelled while its token table was full"),
            Self::CancelledLogs => ("remark-cancelled-logs", "cancelled before its logs came"),
            Self::CancelledUnread => ("remark-cancelled-unread", "cancelled before it was read"),
            Self::SentUnread => ("remark-sent-unread", "sent, not read back: cancelled"),
            Self::NotInTime => ("remark-not-in-time", "it did not show in time"),
            Self::NotReadable => ("remark-not-readable", "it can't be read back"),
            Self::NotShown => ("remark-not-shown", "this machine does not show it"),
            Self::NotInPlan => ("remark-not-in-plan", "not in the plan"),
            Self::Twice => ("remark-twice", "it stands in the plan twice: told once"),
            Self::Fault => ("remark-fault", "a fault in Rackhand ended it half-way"),
            Self::Untold => ("remark-untold", "the batch ended without a word about it"),
            Self::Silent => ("remark-silent", "did not answer"),
            Self::AlreadySo => ("remark-already-so", "already so"),
            Self::LogsClosed => ("remark-logs-closed", "the machine closed before its logs came"),
            Self::UploadRuns => ("remark-upload-runs", "firmware is on its way to it already"),
            Self::PlatformUnknown => ("remark-platform-unknown", "the machine does not say which platform it is"),
            Self::NoFile => ("remark-no-file", "no firmware file was chosen"),
            Self::NotVouched => {
                ("remark-not-vouched", "the file does not say its platform, and nobody said that it fits")
            }
            Self::NoNewPassword => ("remark-no-new-password", "the plan has no new password"),
            Self::HadNewPassword => ("remark-had-new-password", "it had the new password already"),
            Self::NewOpens => ("remark-new-opens", "the new password opens it"),
            Self::OldOpens => ("remark-old-opens", "the old password still opens it"),
            Self::NewNotYet => ("remark-new-not-yet", "the new password does not open it yet"),
            Self::OtherMachine => ("remark-other-machine", "another machine answers there"),
            Self::AddressAsBefore => ("remark-address-as-before", "its address settings are as before"),
            Self::TokensFull => ("remark-tokens-full", "its token table is full"),
            Self::BtminerDown => ("remark-btminer-down", "btminer is not running yet"),
            Self::WarmingUp => ("remark-warming-up", "warming up"),
            Self::SwitchOff => ("access-switch-off", "the API switch is off"),
            Self::NoApi => ("access-no-api", "nothing answers on the API's port"),
        }
    }
}
