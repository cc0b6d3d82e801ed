//! What the operating systems say, as [`Failure`]s.

use crate::protocol::{Failure, failure::Phase};
use std::io::{Error, ErrorKind};

/// Too many open files (process, system), no buffers, no memory: the standard library has no kind for the first three.
#[cfg(target_os = "linux")]
const NO_SOCKETS: [i32; 4] = [24, 23, 105, 12];
#[cfg(all(unix, not(target_os = "linux")))]
const NO_SOCKETS: [i32; 4] = [24, 23, 55, 12];
/// `WSAEMFILE`, `WSAENOBUFS`, `WSAEADDRNOTAVAIL`, `WSAEADDRINUSE`, `WSA_NOT_ENOUGH_MEMORY`.
#[cfg(windows)]
const NO_SOCKETS: [i32; 5] = [10024, 10055, 10049, 10048, 8];

/// Whether there is no socket, or no port of this computer, left to connect from.
pub(super) fn is_out_of_sockets(error: &Error) -> bool {
    // A range never has an address that can't be connected to, so "address not available" is about our own port; so is
    // "address in use" (`WSAEADDRINUSE`), which Windows says when all of its 16,384 are taken.
    matches!(error.kind(), ErrorKind::AddrNotAvailable | ErrorKind::AddrInUse)
        || error.raw_os_error().is_some_and(|code| NO_SOCKETS.contains(&code))
}

/// Why there is no connection.
pub(super) fn connecting(error: &Error) -> Failure {
    let words = || words(error).into();
    match error.kind() {
        _ if is_out_of_sockets(error) => Failure::OutOfSockets { words: words() },
        // A connection that is reset while it is made was refused by a firewall or a full listener.
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset => Failure::Refused,
        ErrorKind::TimedOut => Failure::TimedOut { phase: Phase::Connect },
        _ => Failure::Unreachable { words: words() },
    }
}

/// Why a connection that stood broke off after `received` bytes.
pub(super) fn talking(error: &Error, received: usize) -> Failure {
    match error.kind() {
        _ if is_out_of_sockets(error) => Failure::OutOfSockets { words: words(error).into() },
        ErrorKind::TimedOut if received == 0 => Failure::TimedOut { phase: Phase::FirstByte },
        ErrorKind::TimedOut => Failure::TimedOut { phase: Phase::Reply },
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            Failure::Unreachable { words: words(error).into() }
        }
        _ => Failure::Closed { received: received as u32 },
    }
}

/// The operating system's words, without Rust's "(os error 113)".
fn words(error: &Error) -> String {
    let words = error.to_string();
    match words.split_once(" (os error") {
        Some((words, _)) => words.to_owned(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sockets_is_never_the_machines_fault() {
        for code in NO_SOCKETS {
            let error = Error::from_raw_os_error(code);
            assert!(matches!(connecting(&error), Failure::OutOfSockets { .. }), "{error}");
            assert!(matches!(talking(&error, 3), Failure::OutOfSockets { .. }), "{error}");
        }
        for kind in [ErrorKind::AddrNotAvailable, ErrorKind::AddrInUse] {
            assert!(is_out_of_sockets(&kind.into()), "{kind}");
        }
    }

    #[test]
    fn kinds_become_failures() {
        assert_eq!(connecting(&ErrorKind::ConnectionRefused.into()), Failure::Refused);
        assert_eq!(connecting(&ErrorKind::TimedOut.into()), Failure::TimedOut { phase: Phase::Connect });
        assert!(matches!(connecting(&ErrorKind::HostUnreachable.into()), Failure::Unreachable { .. }));
        assert_eq!(talking(&ErrorKind::ConnectionReset.into(), 7), Failure::Closed { received: 7 });
        assert_eq!(talking(&ErrorKind::TimedOut.into(), 0), Failure::TimedOut { phase: Phase::FirstByte });
    }

    #[test]
    fn the_words_are_the_systems_own() {
        let error = Error::from_raw_os_error(NO_SOCKETS[0]);
        assert!(error.to_string().starts_with(&words(&error)));
        assert!(!words(&error).contains("os error"));
    }
}
