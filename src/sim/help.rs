//! The names of profiles, mixes and faults as help text, made from the tables that define them.

use super::{Fault, FaultGroup, Mix, PROFILES};
use std::fmt::Write as _;

/// The groups of faults, as the help heads them.
const GROUPS: [(FaultGroup, &str); 3] = [
    (FaultGroup::Machine, "the machine is sick"),
    (FaultGroup::Reply, "its replies are wrong"),
    (FaultGroup::Line, "its line is bad"),
];

/// What `--profile` and `--faults` understand, a line each.
pub fn names_help() -> String {
    let mut text = "PROFILES (--profile NAME[:WEIGHT],…, or a ready mix alone)\n".to_owned();
    let profiles = PROFILES.iter().map(|profile| (profile.name, profile.words));
    lines(&mut text, profiles.chain(Mix::READY.iter().map(|ready| (ready.name, ready.words))));
    text.push_str("\nFAULTS (--faults NAME[:SHARE],…, a share like 2% or a count like 3; alone: every machine)\n");
    for (group, title) in GROUPS {
        lines(&mut text, [(title, "")].into_iter());
        let faults = Fault::ALL.iter().filter(|fault| fault.group() == group);
        lines(&mut text, faults.map(|fault| (fault.name(), fault.words())));
    }
    text
}

fn lines<'a>(text: &mut String, entries: impl Iterator<Item = (&'a str, &'a str)>) {
    for (name, words) in entries {
        let line = if words.is_empty() { format!(" {name}:") } else { format!("  {name:<21} {words}") };
        // Writing to a text can't fail.
        let _written = writeln!(text, "{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_in_the_help() {
        let help = names_help();
        let names = PROFILES.iter().map(|profile| profile.name).chain(Fault::ALL.iter().map(|fault| fault.name()));
        for name in names.chain(Mix::READY.iter().map(|ready| ready.name)) {
            assert!(help.contains(&format!("  {name} ")), "{name}");
        }
    }
}
