//! What came of talking to an address, in the words of the fleet.

use crate::{
    fleet::{Observation, Seen},
    protocol::{Failure, Reading, failure::Phase},
};
use jiff::Timestamp;
use std::net::SocketAddr;

/// What the fleet is to be told about an answer or its absence.
pub(super) fn observation(address: SocketAddr, result: Result<Box<Reading>, Failure>, full: bool) -> Observation {
    let seen = match result {
        Ok(reading) => Seen::Answered(reading, full),
        Err(failure) if is_silence(&failure) => Seen::Silent(failure),
        Err(failure) => Seen::Unreadable(failure),
    };
    Observation { address, at: Timestamp::now(), seen }
}

/// True where no connection came about, so that nothing may be there at all.
pub(crate) fn is_silence(failure: &Failure) -> bool {
    match failure {
        Failure::TimedOut { phase: Phase::Connect } | Failure::Refused | Failure::Unreachable { .. } => true,
        Failure::TimedOut { phase: Phase::FirstByte | Phase::Reply }
        | Failure::Closed { .. }
        | Failure::TooLong { .. }
        | Failure::BtminerDown { .. }
        | Failure::Answered { .. }
        | Failure::BadReply { .. }
        | Failure::OtherDevice { .. }
        | Failure::WrongPassword
        | Failure::SwitchOff { .. }
        | Failure::TokensFull
        | Failure::UnfitPassword
        | Failure::Cancelled
        | Failure::OutOfSockets { .. } => false,
    }
}
