//! Firmware files: which platforms they are for, and the part that a given machine is sent (API document 4, and the
//! maker's published package for the layout of combined files).
//!
//! The engine reads a file once and asks [`FirmwareFile::fit`] for every machine. A combined file starts with a table:
//! six numbers (the fifth is the length of the data behind the table, the sixth the number of packages), 64 places of
//! 104 bytes (16 of chip, 16 of platform, where it begins in the file, its length, 64 of other), and 132 bytes more.
//! Always true: any bytes give a value or a typed error, and no package lies outside the file.

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

/// The numbers in front of the table, in bytes.
const NUMBERS: usize = 6 * 4;
/// Where the length of the data stands.
const DATA_SIZE_AT: usize = 4 * 4;
/// Where the number of packages stands.
const COUNT_AT: usize = 5 * 4;
/// The length of a name in the table.
const NAME: usize = 16;
/// The length of one place of the table.
const PLACE: usize = 2 * NAME + 2 * 4 + 64;
/// How many places the table has.
const PLACES: usize = 64;
/// The whole head of a combined file.
const HEAD: usize = NUMBERS + PLACES * PLACE + 4 * 32 + 4;

impl FirmwareFile {
    /// Reads what a file says about itself. A file without a valid table is one package for one platform, as the maker's
    /// own code has it; one whose table is there and whose data is not is damaged, so that half a file is never sent.
    ///
    /// # Errors
    /// Why it is no firmware.
    pub fn read(bytes: &[u8]) -> Result<Self, FirmwareError> {
        let size = bytes.len();
        match size {
            0 => return Err(FirmwareError::Empty),
            _ if size > SIZE_LIMIT => return Err(FirmwareError::TooLong { size }),
            _ => {}
        }
        let Some((data_size, entries)) = table(bytes) else { return Ok(Self { size, packages: Vec::new() }) };
        if data_size.checked_add(HEAD).is_none_or(|end| end > size) {
            return Err(FirmwareError::Damaged);
        }
        let packages = entries.into_iter().map(|entry| entry.package(size)).collect::<Option<_>>();
        packages.map(|packages| Self { size, packages }).ok_or(FirmwareError::Damaged)
    }

    /// What to send to a machine that says it has `platform` (`get_version`), whatever its case.
    pub fn fit(&self, platform: Option<&str>) -> Fit {
        if self.packages.is_empty() {
            return Fit::Send(0..self.size);
        }
        let Some(platform) = platform.map(str::trim).filter(|platform| !platform.is_empty()) else {
            return Fit::UnknownPlatform;
        };
        if let Some(package) = self.packages.iter().find(|package| package.chip.eq_ignore_ascii_case(platform)) {
            return Fit::Send(package.bytes.clone());
        }
        let mut platforms: Vec<String> = self.packages.iter().map(|package| package.chip.clone()).collect();
        platforms.sort();
        platforms.dedup();
        Fit::OtherPlatform(platforms)
    }
}

/// One place of the table, as it stands there.
struct Entry {
    chip: String,
    platform: String,
    offset: usize,
    size: usize,
}

impl Entry {
    fn read(place: &[u8]) -> Option<Self> {
        let chip = name(place.get(..NAME)?).filter(|chip| !chip.is_empty())?;
        let platform = name(place.get(NAME..2 * NAME)?)?;
        Some(Self { chip, platform, offset: number(place, 2 * NAME)?, size: number(place, 2 * NAME + 4)? })
    }

    /// The package, where its bytes lie behind the head and within the file.
    fn package(self, file: usize) -> Option<Package> {
        let end = self.offset.checked_add(self.size)?;
        let is_inside = self.offset >= HEAD && self.size > 0 && end <= file;
        is_inside.then_some(Package { chip: self.chip, platform: self.platform, bytes: self.offset..end })
    }
}

/// The length of the data and the places in use; `None` where there is no table.
fn table(bytes: &[u8]) -> Option<(usize, Vec<Entry>)> {
    let head = bytes.get(..HEAD)?;
    let count = number(head, COUNT_AT)?;
    if !(1..=PLACES).contains(&count) {
        return None;
    }
    let places = head.get(NUMBERS..)?.chunks_exact(PLACE).take(count);
    let entries = places.map(Entry::read).collect::<Option<Vec<_>>>()?;
    Some((number(head, DATA_SIZE_AT)?, entries))
}

/// A number of 32 bits, little endian.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = bytes.get(at..)?.first_chunk().copied()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

/// A name up to its first NUL, in lower case; `None` where it is no name.
fn name(bytes: &[u8]) -> Option<String> {
    let name = bytes.split(|byte| *byte == 0).next()?;
    let is_name = name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    is_name.then(|| String::from_utf8_lossy(name).trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn put(file: &mut [u8], at: usize, number: usize) {
        file[at..at + 4].copy_from_slice(&(number as u32).to_le_bytes());
    }

    /// A combined file with these packages, one behind the other.
    fn combined(packages: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = vec![0; HEAD];
        put(&mut file, DATA_SIZE_AT, packages.iter().map(|(_, bytes)| bytes.len()).sum());
        put(&mut file, COUNT_AT, packages.len());
        for (place, (chip, bytes)) in packages.iter().enumerate() {
            let at = NUMBERS + place * PLACE;
            let begin = file.len();
            file[at..at + chip.len()].copy_from_slice(chip.as_bytes());
            file[at + NAME..at + NAME + 8].copy_from_slice(b"sun50iw9");
            put(&mut file, at + 2 * NAME, begin);
            put(&mut file, at + 2 * NAME + 4, bytes.len());
            file.extend_from_slice(bytes);
        }
        file
    }

    #[test]
    fn a_combined_file_gives_each_machine_its_part() {
        assert_eq!(HEAD, 6812);
        let bytes = combined(&[("h6", b"AAAA"), ("h616", b"BBBBBBBB")]);
        let file = FirmwareFile::read(&bytes).unwrap();
        assert_eq!(file.packages[1].platform, "sun50iw9");
        let Fit::Send(part) = file.fit(Some("H616")) else { panic!("no part for H616") };
        assert_eq!(&bytes[part], b"BBBBBBBB");
        assert_eq!(file.fit(Some("H3")), Fit::OtherPlatform(vec!["h6".to_owned(), "h616".to_owned()]));
        assert_eq!(file.fit(None), Fit::UnknownPlatform);
        assert_eq!(file.fit(Some(" ")), Fit::UnknownPlatform);
    }

    #[test]
    fn a_name_may_fill_its_place() {
        let chip = "a".repeat(NAME);
        let file = FirmwareFile::read(&combined(&[(&chip, b"A")])).unwrap();
        assert_eq!(file.fit(Some(&chip)), Fit::Send(HEAD..HEAD + 1));
    }

    #[test]
    fn a_file_without_a_table_is_one_package_for_every_platform() {
        for bytes in [b"\x1f\x8b plain".to_vec(), vec![0; 2 * HEAD], vec![0xff; 2 * HEAD]] {
            let file = FirmwareFile::read(&bytes).unwrap();
            assert_eq!(file.packages, []);
            assert_eq!(file.fit(None), Fit::Send(0..bytes.len()));
            assert_eq!(file.fit(Some("H6")), Fit::Send(0..bytes.len()));
        }
    }

    #[test]
    fn what_is_cut_off_or_points_outside_is_damaged() {
        let whole = combined(&[("h6", b"AAAA"), ("h616", b"BBBBBBBB")]);
        assert_eq!(FirmwareFile::read(&whole[..whole.len() - 1]), Err(FirmwareError::Damaged));
        for (at, number) in [(2 * NAME, usize::MAX), (2 * NAME, 0), (2 * NAME + 4, 0), (2 * NAME + 4, 1 << 20)] {
            let mut file = whole.clone();
            put(&mut file, NUMBERS + at, number);
            assert_eq!(FirmwareFile::read(&file), Err(FirmwareError::Damaged), "{at} {number}");
        }
        assert_eq!(FirmwareFile::read(&[]), Err(FirmwareError::Empty));
    }

    proptest! {
        #[test]
        fn no_package_lies_outside(
            count in 0_usize..70,
            data in 0_usize..9000,
            table in proptest::collection::vec((any::<u32>(), any::<u32>(), "[a-z0-9]{0,16}"), 0..64),
            length in 0_usize..9000,
            small in any::<bool>(),
        ) {
            let mut bytes = vec![0; HEAD];
            put(&mut bytes, DATA_SIZE_AT, data);
            put(&mut bytes, COUNT_AT, count);
            for (place, (offset, size, chip)) in table.iter().enumerate() {
                let at = NUMBERS + place * PLACE;
                bytes[at..at + chip.len()].copy_from_slice(chip.as_bytes());
                let shrink = |number: u32| if small { number as usize % 10_000 } else { number as usize };
                put(&mut bytes, at + 2 * NAME, shrink(*offset));
                put(&mut bytes, at + 2 * NAME + 4, shrink(*size));
            }
            bytes.resize(length, 7);
            if let Ok(file) = FirmwareFile::read(&bytes) {
                for package in &file.packages {
                    prop_assert!(package.bytes.start < package.bytes.end && bytes.get(package.bytes.clone()).is_some());
                }
                if let Fit::Send(part) = file.fit(Some("h6")) {
                    prop_assert!(bytes.get(part).is_some());
                }
            }
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..7000)) {
            drop(FirmwareFile::read(&bytes));
        }
    }
}
