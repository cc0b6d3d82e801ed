//! Firmware files: which platforms they are for, and the part that a given machine is sent (API document 4, and the
//! maker's published package for the layout of combined files).

use std::ops::Range;

/// The longest file that is taken, in bytes: the largest known ones have some 60 MB.
pub const SIZE_LIMIT: usize = 256 << 20;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmwareFile {
    /// Its length in bytes.
    pub size: usize,
    /// The packages of a combined file; empty where the file is one package for one platform, which it does not name.
    pub packages: Vec<Package>,
}

/// One package of a combined file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The chip text, which is the platform of the machines that it is for, in lower case: `h616`.
    pub chip: String,
    /// The platform text.
    pub platform: String,
    /// Where its bytes lie in the file.
    pub bytes: Range<usize>,
}

/// Why a file is no firmware.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FirmwareError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Longer than any firmware.
    #[error("the file is longer than any firmware ({size} bytes)")]
    TooLong {
        /// Its length.
        size: usize,
    },
    /// Its table of packages points outside the file: cut off, or damaged.
    #[error("the file is cut off or damaged: its table names bytes that it does not have")]
    Damaged,
}

/// What to do with one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Send these bytes of the file.
    Send(Range<usize>),
    /// It is for other platforms: these.
    OtherPlatform(Vec<String>),
    /// The machine did not say which platform it has, and the file is for several.
    UnknownPlatform,
}
