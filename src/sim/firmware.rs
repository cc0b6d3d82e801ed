//! Firmware for simulated machines: files that they take, and the check that they make.
//!
//! One package is a mark, the platform and the version, then noise. A combined file has the layout that the maker
//! publishes: a table of packages by chip in front. No real machine takes either.

use super::profile::PROFILES;
use std::collections::BTreeSet;

/// What a package begins with.
const MARK: &[u8; 8] = b"RHSIMFW1";
/// The length of the texts in a package's head, in bytes.
const TEXT: usize = 32;
/// The head of a combined file: six numbers, 64 entries of 104 bytes, 132 more.
const COMBINED_HEAD: usize = 6 * 4 + 64 * 104 + 132;

/// One package for one platform, of `length` bytes at least its head.
pub fn firmware_package(platform: &str, version: &str, length: usize) -> Vec<u8> {
    let mut package = MARK.to_vec();
    for text in [platform, version] {
        let mut field = text.as_bytes()[..text.len().min(TEXT)].to_vec();
        field.resize(TEXT, 0);
        package.extend(field);
    }
    let mut noise = 0x9e37_79b9_u32;
    while package.len() < length {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        package.extend(noise.to_le_bytes());
    }
    package
}

/// A combined file of packages, each with the platform in lower case that it is for.
pub fn combined_firmware(packages: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let size: usize = packages.iter().map(|(_, package)| package.len()).sum();
    let numbers = [1, 0, 0, 0, size as u32, packages.len() as u32];
    let mut file: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let mut offset = COMBINED_HEAD;
    for (platform, package) in packages {
        for text in [*platform, *platform] {
            let mut field = text.to_lowercase().into_bytes();
            field.resize(16, 0);
            file.extend(field);
        }
        file.extend((offset as u32).to_le_bytes());
        file.extend((package.len() as u32).to_le_bytes());
        file.extend([0; 64]);
        offset += package.len();
    }
    file.resize(COMBINED_HEAD, 0);
    for (_, package) in packages {
        file.extend(package);
    }
    file
}

/// One combined file that every machine of [`PROFILES`] takes, to try an installation with: a megabyte for each platform.
pub fn firmware_for_all(version: &str) -> Vec<u8> {
    const LENGTH: usize = 1 << 20;
    let platforms: BTreeSet<_> = PROFILES.iter().map(|profile| profile.platform).collect();
    let packages: Vec<_> =
        platforms.into_iter().map(|platform| (platform, firmware_package(platform, version, LENGTH))).collect();
    combined_firmware(&packages)
}

/// The version in a package that a machine of `platform` takes; `None` where it does not.
pub(crate) fn version_for(package: &[u8], platform: &str) -> Option<String> {
    let text = |at: usize| {
        let field = package.get(at..at + TEXT)?;
        Some(String::from_utf8_lossy(field).trim_end_matches('\0').to_owned())
    };
    let is_ours = package.starts_with(MARK) && text(MARK.len())?.eq_ignore_ascii_case(platform);
    is_ours.then(|| text(MARK.len() + TEXT)).flatten().filter(|version| !version.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_taken_by_its_platform_only() {
        let package = firmware_package("H616", "20270101.1.Rel", 5_000);
        assert_eq!(version_for(&package, "h616").as_deref(), Some("20270101.1.Rel"));
        assert_eq!(version_for(&package, "H6OS"), None);
        assert_eq!(version_for(b"PK\x03\x04", "H616"), None);
    }
}
