//! What can be wrong with a simulated machine, by name: one table that `--faults`, its help and the documents read.
//!
//! Three groups: a sick machine says the truth about its sickness; a bad reply is right in substance and broken in
//! form (or refuses); a bad line spoils how the bytes travel. One machine can have several.

use std::fmt;

/// Where a fault shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultGroup {
    /// The machine itself: its readings tell of it.
    Machine,
    /// The form of its replies.
    Reply,
    /// The way that the bytes travel.
    Line,
}

macro_rules! faults {
    ($($fault:ident, $group:ident, $name:literal, $words:literal;)+) => {
        /// One thing that is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault {
            $(#[doc = $words] $fault,)+
        }

        impl Fault {
            /// Every fault, by group.
            pub const ALL: &[Self] = &[$(Self::$fault),+];

            /// What `--faults` calls it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$fault => $name,)+ }
            }

            /// One line for the help.
            pub fn words(self) -> &'static str {
                match self { $(Self::$fault => $words,)+ }
            }

            /// Where it shows.
            pub fn group(self) -> FaultGroup {
                match self { $(Self::$fault => FaultGroup::$group,)+ }
            }
        }
    };
}

faults! {
    BoardMissing, Machine, "board-missing", "one hash board is not found (53b)";
    WeakBoard, Machine, "weak-board", "one hash board hashes at a third with chips lost (55b)";
    HotChip, Machine, "hot-chip", "one hash board runs far too hot (35b)";
    Fan, Machine, "fan", "the intake fan stands still (110); on liquid cooling the flow is bad (5079)";
    Stopped, Machine, "stopped", "mining was stopped by the API";
    Asleep, Machine, "asleep", "stopped, and the mining program answers in plain text only";
    BtminerDown, Machine, "btminer-down", "the mining program restarts and answers in plain text only";
    Starting, Machine, "starting", "mining has just begun: the rate climbs";
    PsuError, Machine, "psu-error", "the power supply reports too little input voltage (206) and the machine runs low";
    DeadPool, Machine, "dead-pool", "no pool can be reached (2010)";
    ApiOff, Machine, "api-off", "the switch for writing is off";
    FactoryPassword, Machine, "factory-password", "the admin password was never changed";
    SlowRestart, Machine, "slow-restart", "restarts take eight times as long";
    LimitIgnored, Machine, "limit-ignored", "a power limit is taken and does not hold";
    FirmwareRefused, Machine, "firmware-refused", "the firmware's check fails after the upload";

    TrailingNul, Reply, "trailing-nul", "NUL bytes after the reply";
    TrailingComma, Reply, "trailing-comma", "a comma before each closing brace";
    MissingComma, Reply, "missing-comma", "no comma between the objects of a list";
    LeadingComma, Reply, "leading-comma", "lists begin with a comma";
    PsuComma, Reply, "psu-comma", "no comma before the temperature of the power supply";
    BareNan, Reply, "bare-nan", "inf and nan where figures should be";
    PairList, Reply, "pair-list", "error codes as pairs in list brackets";
    FlatErrors, Reply, "flat-errors", "error codes as a flat list of codes and times";
    RawNewline, Reply, "raw-newline", "a raw line feed inside texts";
    NotUtf8, Reply, "not-utf8", "bytes that are not UTF-8";
    CutOff, Reply, "cut-off", "the reply ends in its middle";
    Huge, Reply, "huge", "a reply of more than a megabyte";
    Deep, Reply, "deep", "a reply of brackets in brackets";
    Empty, Reply, "empty", "the connection closes without a reply";
    OtherDevice, Reply, "other-device", "answers as another maker's miner";
    NotJson, Reply, "not-json", "answers with a web server's page";
    NeedsCommand, Reply, "needs-command", "knows only the key `command` (code 24)";
    NoJoin, Reply, "no-join", "refuses joined commands (code 45)";
    NoDetails, Reply, "no-details", "does not know devdetails";
    InvalidCommand, Reply, "code-14", "refuses everything but its version: invalid cmd";
    InvalidJson, Reply, "code-23", "refuses everything: json cmd err";
    Denied, Reply, "code-45", "refuses everything: permission denied";
    CommandError, Reply, "code-132", "refuses everything: API command ERROR";
    TokenDead, Reply, "code-135", "every token has expired";
    TokensFull, Reply, "code-136", "the table of tokens is full";
    EncData, Reply, "enc-data", "encrypted replies as {\"enc\":1,\"data\":…}";
    Pkcs7, Reply, "pkcs7", "encrypted replies padded by PKCS#7, not NUL";
    TokenDeadOnce, Reply, "code-135-once", "the first write with a token finds it expired";
    PlainReply, Reply, "plain-reply", "replies to encrypted commands in plain text";
    LogEmpty, Reply, "log-empty", "there are no logs: their length is 0";
    LogHuge, Reply, "log-huge", "the logs are said to be larger than any disk";
    LogNoLength, Reply, "log-no-length", "the length of the logs is no number";
    LogNoGzip, Reply, "log-no-gzip", "what comes as logs is no gzip file";

    Delay, Line, "delay", "every reply comes late (by default 800 ms)";
    Silence, Line, "silence", "takes the connection and never answers";
    ResetBefore, Line, "reset-before", "resets the connection instead of a reply";
    ResetMiddle, Line, "reset-middle", "resets the connection in the middle of the reply";
    ResetAfter, Line, "reset-after", "resets the connection after the reply";
    Split, Line, "split", "the reply comes in many small pieces";
    Trickle, Line, "trickle", "a byte at a time, without end";
    Coalesced, Line, "coalesced", "other bytes follow the reply in the same segment";
    KeepsOpen, Line, "keeps-open", "does not close the connection after the reply";
    WriteLost, Line, "write-lost", "a command that writes is cut off before it is done";
    WriteReplyLost, Line, "write-reply-lost", "a command that writes is done and its reply is lost";
    FirmwareNotStarted, Line, "firmware-not-started", "cut off when the firmware is to begin";
    FirmwareBrokenOff, Line, "firmware-broken-off", "cut off in the middle of the firmware";
    FirmwareReplyLost, Line, "firmware-reply-lost", "the firmware is taken and the reply is lost";
    LogSplit, Line, "log-split", "the reply before the logs comes in pieces";
    LogShort, Line, "log-short", "the logs end in their middle";
    LogShortOnce, Line, "log-short-once", "the logs end in their middle the first time";
    LogSlow, Line, "log-slow", "the logs come in small pieces with pauses";
    LogStalled, Line, "log-stalled", "the logs stop in their middle and the connection stays open";
}

impl Fault {
    /// The fault that `--faults` calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of faults, as one machine has them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct FaultSet(u128);

const _: () = assert!(Fault::ALL.len() <= u128::BITS as usize, "a fault is a bit of a FaultSet");

impl FaultSet {
    /// True where `fault` is among them.
    pub fn has(self, fault: Fault) -> bool {
        self.0 & (1 << fault as u32) != 0
    }

    /// These and `fault`.
    #[must_use]
    pub fn with(self, fault: Fault) -> Self {
        Self(self.0 | 1 << fault as u32)
    }

    /// The faults, by the table's order.
    pub fn iter(self) -> impl Iterator<Item = Fault> {
        Fault::ALL.iter().copied().filter(move |fault| self.has(*fault))
    }
}

impl FromIterator<Fault> for FaultSet {
    fn from_iter<I: IntoIterator<Item = Fault>>(faults: I) -> Self {
        faults.into_iter().fold(Self::default(), Self::with)
    }
}

impl From<Fault> for FaultSet {
    fn from(fault: Fault) -> Self {
        Self::default().with(fault)
    }
}

impl From<Option<Fault>> for FaultSet {
    fn from(fault: Option<Fault>) -> Self {
        fault.into_iter().collect()
    }
}

impl<const N: usize> From<[Fault; N]> for FaultSet {
    fn from(faults: [Fault; N]) -> Self {
        faults.into_iter().collect()
    }
}

impl fmt::Debug for FaultSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_fault_is_found_by_its_own_name() {
        let names: BTreeSet<&str> = Fault::ALL.iter().map(|fault| fault.name()).collect();
        assert_eq!(names.len(), Fault::ALL.len(), "two faults have one name");
        for fault in Fault::ALL {
            assert_eq!(Fault::named(fault.name()), Some(*fault));
        }
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        for fault in Fault::ALL {
            let set = FaultSet::from(*fault);
            assert_eq!(set.iter().collect::<Vec<_>>(), [*fault]);
        }
    }
}
