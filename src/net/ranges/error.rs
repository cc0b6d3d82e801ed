//! What can be wrong with a range, as kinds that the window translates by key.

use super::MAX_ADDRESSES;
use std::ops::Range;

/// A mistake in the text of a range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct RangeError {
    /// The offending bytes of the text; on character boundaries, and empty only where the text ends too early.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub kind: RangeErrorKind,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RangeErrorKind {
    /// Letters, signs: nothing that begins like an address.
    #[error("this is not an address")]
    NotAnAddress,
    /// Fewer than four numbers.
    #[error("an address has four numbers, such as 10.1.2.3")]
    Incomplete,
    /// An octet above 255.
    #[error("a number of an address is at most 255")]
    OctetTooLarge,
    /// `/33`, or `/` without a number.
    #[error("the number after / is between 0 and 32")]
    BadPrefix,
    /// Port 0, above 65535, or `:` without a number.
    #[error("a port is between 1 and 65535")]
    BadPort,
    /// `10.1.2.80-10`.
    #[error("the end of this range comes before its start")]
    Backwards,
    /// `10.1.2-3.1-10.1.4.5`, `10.1.*.0/24`.
    #[error("a range or * in a number can't be combined with a second address or with /")]
    Mixed,
    /// 0.x.x.x, and from 224 on: addresses that no machine can have.
    #[error("no machine can have this address")]
    NotAHost,
    /// `fe80::1`.
    #[error("machines have IPv4 addresses only")]
    Ipv6,
    /// More than [`MAX_ADDRESSES`].
    #[error("this is more than {MAX_ADDRESSES} addresses")]
    TooMany,
}

impl RangeErrorKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::NotAnAddress,
        Self::Incomplete,
        Self::OctetTooLarge,
        Self::BadPrefix,
        Self::BadPort,
        Self::Backwards,
        Self::Mixed,
        Self::NotAHost,
        Self::Ipv6,
        Self::TooMany,
    ];

    /// The key of its sentence in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotAnAddress => "range-error-not-an-address",
            Self::Incomplete => "range-error-incomplete",
            Self::OctetTooLarge => "range-error-octet",
            Self::BadPrefix => "range-error-prefix",
            Self::BadPort => "range-error-port",
            Self::Backwards => "range-error-backwards",
            Self::Mixed => "range-error-mixed",
            Self::NotAHost => "range-error-not-a-host",
            Self::Ipv6 => "range-error-ipv6",
            Self::TooMany => "range-error-too-many",
        }
    }
}
