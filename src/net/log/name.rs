//! Names of log files, which every file system takes and which can't lead out of their folder.

use std::net::IpAddr;

/// Longer names are cut, in bytes: the least that file systems take, without what a temporary name adds.
const LONGEST: usize = 200;
/// Names that Windows keeps for devices, whatever follows behind a full stop.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// The usual name of a machine's logs: `10.31.4.17_C60720001EC2_2026-01-31_14-05-09.tgz`. `time` is the caller's, because
/// this room has no clock of the wall.
pub fn log_file_name(address: IpAddr, mac: Option<&str>, time: &str) -> String {
    let mac: String = mac.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
    let time = time.trim().replace([' ', 'T'], "_");
    let parts = [address.to_string(), mac, time];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    safe(&format!("{}.tgz", parts.join("_")))
}

/// The name with everything replaced that is no letter, digit, full stop, hyphen or underscore.
pub(super) fn safe(name: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let mut safe: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
    while safe.len() > LONGEST {
        safe.pop();
    }
    let trimmed = safe.trim_matches('.');
    let stem = trimmed.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let is_port = |name: &str| stem.strip_prefix(name).is_some_and(|rest| rest.chars().count() == 1);
    let is_device = DEVICES.contains(&stem.as_str()) || is_port("COM") || is_port("LPT");
    if trimmed.is_empty() || is_device { format!("log-{trimmed}") } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::{Component, Path};

    #[test]
    fn names_say_which_machine_and_when() {
        let name = log_file_name([10, 31, 4, 17].into(), Some("C6:07:20:00:1E:C2"), "2026-01-31T14:05:09");
        assert_eq!(name, "10.31.4.17_C60720001EC2_2026-01-31_14-05-09.tgz");
        assert_eq!(log_file_name([10, 0, 0, 1].into(), None, ""), "10.0.0.1.tgz");
    }

    #[test]
    fn devices_of_windows_are_no_names() {
        for name in ["con", "NUL.tgz", "com1.tgz", "..", ""] {
            assert!(safe(name).starts_with("log-"), "{name}");
        }
        assert_eq!(safe("../../etc/passwd"), "-..-etc-passwd");
    }

    proptest! {
        #[test]
        fn no_name_leads_out_of_its_folder(name in any::<String>()) {
            let safe = safe(&name);
            let mut parts = Path::new(&safe).components();
            prop_assert!(matches!(parts.next(), Some(Component::Normal(_))), "{safe}");
            prop_assert!(parts.next().is_none() && !safe.contains(['/', '\\', ':']), "{safe}");
        }
    }
}
