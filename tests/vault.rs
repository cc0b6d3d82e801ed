//! Passwords: which one is tried at which machine, what a keyring may be like, and a change of password that is cut off
//! at every step.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

use rackhand::vault::{Changed, Fit, InMemory, Keyring, Partner, PasswordSet, Place, Role, Scope, Vault, VaultError};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    fmt::Debug,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

const MAC: &str = "C4:11:04:00:00:01";
const IP: &str = "10.1.0.7";

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn secret(text: &str) -> SecretString {
    text.into()
}

fn everywhere(name: &str) -> PasswordSet {
    PasswordSet::new(name, Scope::Everywhere)
}

fn addresses(name: &str, spans: &[(&str, &str)]) -> PasswordSet {
    let spans = spans.iter().map(|(first, last)| (ip(first), ip(last))).collect();
    PasswordSet::new(name, Scope::Addresses { text: name.to_owned(), spans })
}

/// The passwords that are tried at the machine of these tests, in order.
fn tried(vault: &Vault) -> Vec<String> {
    let candidates = vault.candidates().unwrap().for_machine(ip(IP), Some(MAC));
    candidates.iter().map(|candidate| candidate.secret.expose_secret().to_owned()).collect()
}

#[test]
fn sets_are_stored_renamed_replaced_and_removed() {
    let keyring = Arc::new(InMemory::default());
    let vault = Vault::over(keyring.clone());
    vault.save(everywhere("Farm"), secret("one")).unwrap();
    vault.save(addresses("Hall 2", &[("10.2.0.0", "10.2.3.255")]), secret("two")).unwrap();
    assert_eq!(vault.rename("Farm", "Hall 2"), Err(VaultError::NameTaken { name: "Hall 2".to_owned() }));
    vault.rename("Farm", "Whole farm").unwrap();
    vault.save(everywhere("Whole farm"), secret("three")).unwrap();
    assert_eq!(vault.save(everywhere(""), secret("x")), Err(VaultError::NoName));

    let reopened = Vault::over(keyring);
    let names: Vec<String> = reopened.sets().unwrap().into_iter().map(|held| held.set.name).collect();
    assert_eq!(names, ["Hall 2", "Whole farm"]);
    assert_eq!(reopened.secret("Whole farm").unwrap().unwrap().expose_secret(), "three");
    assert!(reopened.secret("Farm").unwrap().is_none());
    reopened.remove("Whole farm").unwrap();
    assert_eq!(reopened.remove("Whole farm"), Err(VaultError::NoSuchSet { name: "Whole farm".to_owned() }));
    assert_eq!(tried(&reopened), <[&str; 0]>::default(), "the machine is in no range that is left");
    reopened.save(everywhere("Next"), secret("four")).unwrap();
    assert_eq!(vault.sets().unwrap().len(), 2, "a slot that became free is used again");
}

#[test]
fn what_fits_a_machine_closest_is_tried_first_and_each_password_once() {
    let vault = Vault::in_memory();
    vault.save(everywhere("all"), secret("for all")).unwrap();
    vault.save(addresses("wide", &[("10.0.0.0", "10.255.255.255")]), secret("wide")).unwrap();
    vault.save(addresses("two", &[("10.0.0.0", "10.2.0.0"), ("10.1.0.0", "10.1.0.255")]), secret("narrow")).unwrap();
    vault.save(addresses("elsewhere", &[("10.9.0.0", "10.9.0.255"), ("::", "::ffff")]), secret("no")).unwrap();
    vault.save(PasswordSet::new("mine", Scope::machine("c4-11-04-00-00-01")), secret("own")).unwrap();
    vault.save(PasswordSet::new("other", Scope::machine("C4:11:04:00:00:02")), secret("no")).unwrap();
    vault.save(everywhere("again"), secret("wide")).unwrap();
    assert_eq!(tried(&vault), ["own", "narrow", "wide", "for all"]);

    let unknown = vault.candidates().unwrap().for_machine(ip("10.200.0.1"), None);
    let sets: Vec<&str> = unknown.iter().map(|candidate| &*candidate.set).collect();
    assert_eq!(sets, ["wide", "all"]);

    vault.session_only(everywhere("now"), secret("for now")).unwrap();
    assert_eq!(tried(&vault), ["own", "narrow", "wide", "for now", "for all"], "the session's first among equals");
    assert!(Scope::machine(MAC).fit(ip(IP), Some(MAC)) < Some(Fit::Addresses { width: 0 }));
}

#[test]
fn what_is_for_the_session_only_is_never_stored() {
    let keyring = Arc::new(InMemory::default());
    let vault = Vault::over(keyring.clone());
    vault.session_only(everywhere("now"), secret("for now")).unwrap();
    assert_eq!(keyring.longest(), 0);
    assert!(vault.sets().unwrap()[0].is_session_only);
    assert_eq!(vault.secret("now").unwrap().unwrap().expose_secret(), "for now");
    assert_eq!(tried(&Vault::over(keyring)), <[&str; 0]>::default());
    vault.remove("now").unwrap();
    assert!(vault.candidates().unwrap().is_empty());
}

#[test]
fn partner_credentials_are_entered_and_none_are_shipped() {
    let vault = Vault::in_memory();
    assert!(vault.partner().unwrap().is_none());
    vault.set_partner(Some(Partner { client: "farm".to_owned(), secret: secret("hush") })).unwrap();
    let partner = vault.partner().unwrap().unwrap();
    assert_eq!((partner.client.as_str(), partner.secret.expose_secret()), ("farm", "hush"));
    assert!(!format!("{partner:?}").contains("hush"));
    vault.set_partner(None).unwrap();
    assert!(vault.partner().unwrap().is_none());
}

#[test]
fn nothing_that_can_be_printed_shows_a_password() {
    fn shown(things: &[&dyn Debug]) -> String {
        things.iter().map(|thing| format!("{thing:?} {thing:#?}")).collect::<Vec<_>>().join(" ")
    }
    let vault = Vault::in_memory();
    vault.save(everywhere("Farm"), secret("hush-old")).unwrap();
    vault.session_only(everywhere("now"), secret("hush-now")).unwrap();
    let change = vault.begin_change(everywhere("Farm"), &secret("hush-new")).unwrap();
    let candidates = vault.candidates().unwrap();
    let long = vault.save(everywhere("long"), secret(&"hush".repeat(1000))).unwrap_err();
    assert!(matches!(long, VaultError::TooLong { .. }), "{long}");
    let machine = candidates.for_machine(ip(IP), None);
    let text = shown(&[&vault, &candidates, &machine, &change, &vault.sets().unwrap(), &long]);
    assert!(!text.contains("hush") && !long.to_string().contains("hush"), "{text}");
}

#[test]
fn two_hundred_sets_fit_the_entries_of_windows() {
    let keyring = Arc::new(InMemory::default());
    let vault = Vault::over(keyring.clone());
    for number in 0..200 {
        let spans: Vec<(String, String)> =
            (0..20).map(|block| (format!("10.{number}.{block}.0"), format!("10.{number}.{block}.255"))).collect();
        let spans: Vec<(&str, &str)> = spans.iter().map(|(first, last)| (&**first, &**last)).collect();
        vault.save(addresses(&format!("Hall {number}"), &spans), secret(&"ж".repeat(32))).unwrap();
    }
    assert_eq!(vault.sets().unwrap().len(), 200);
    assert!(keyring.longest() < 2560, "{} bytes", keyring.longest());
}

#[test]
fn a_change_keeps_what_machines_may_have_and_drops_it_when_none_has_it() {
    let vault = Vault::in_memory();
    let farm = || everywhere("Farm");
    vault.save(farm(), secret("old")).unwrap();
    let change = vault.begin_change(farm(), &secret("new")).unwrap();
    assert_eq!(tried(&vault), ["old", "new"]);
    assert_eq!(vault.sets().unwrap()[0].change, Some(change));
    assert!(matches!(vault.remove("Farm"), Err(VaultError::Unfinished { .. })));
    vault.rename("Farm", "Site").unwrap();
    vault.finish_change(change, Changed::Some).unwrap();
    assert_eq!(tried(&vault), ["new", "old"], "machines that were off have the old one");
    vault.finish_change(change, Changed::None).unwrap();
    assert_eq!(tried(&vault), ["new", "old"], "it was finished already");

    let change = vault.begin_change(everywhere("Site"), &secret("newer")).unwrap();
    assert_eq!(tried(&vault), ["new", "newer", "old"], "two wrong tries at most");
    let of_set = |name: &str| {
        let roles = vault.candidates().unwrap().of_set(name).into_iter().map(|candidate| candidate.role);
        roles.collect::<Vec<_>>()
    };
    assert_eq!(of_set("Site"), [Role::Current, Role::Pending, Role::Previous]);
    assert_eq!(of_set("Farm"), [], "it has another name now");
    vault.finish_change(change, Changed::Some).unwrap();
    assert!(matches!(
        vault.begin_change(everywhere("Site"), &secret("newest")),
        Err(VaultError::TooManyPrevious { .. })
    ));
    let change = vault.begin_change(everywhere("Site"), &secret("new")).unwrap();
    assert_eq!(tried(&vault), ["newer", "new", "old"], "back to an earlier one");
    vault.finish_change(change, Changed::Some).unwrap();
    assert_eq!(tried(&vault), ["new", "newer", "old"], "machines that were not told have what they had");
    vault.forget_previous("Site").unwrap();
    assert_eq!(tried(&vault), ["new"], "the technician said that nothing else is in use");

    let change = vault.begin_change(everywhere("Site"), &secret("never")).unwrap();
    vault.finish_change(change, Changed::None).unwrap();
    assert_eq!(tried(&vault), ["new"]);
    let roles = vault.candidates().unwrap().for_machine(ip(IP), None);
    assert_eq!(roles[0].role, Role::Current);
}

/// A change brought the new password and was cut off, or still runs, when another one begins.
#[test]
fn a_later_change_does_not_drop_what_an_earlier_one_brought() {
    for next in ["new", "newer"] {
        let keyring = Arc::new(InMemory::default());
        let vault = Vault::over(keyring.clone());
        vault.save(everywhere("Farm"), secret("old")).unwrap();
        let first = vault.begin_change(everywhere("Farm"), &secret("new")).unwrap();
        let reopened = Vault::over(keyring);
        let second = reopened.begin_change(everywhere("Farm"), &secret(next)).unwrap();
        assert_ne!(first, second);
        let ways = tried(&reopened);
        vault.finish_change(first, Changed::None).unwrap();
        assert_eq!(tried(&vault), ways, "the first can't end the second");
        reopened.finish_change(second, Changed::None).unwrap();
        assert_eq!(tried(&reopened), ["new", "old"], "machines may have either");
    }
}

#[test]
fn a_change_back_to_an_earlier_password_that_told_nobody_keeps_it() {
    let vault = Vault::in_memory();
    vault.save(everywhere("Farm"), secret("old")).unwrap();
    let change = vault.begin_change(everywhere("Farm"), &secret("new")).unwrap();
    vault.finish_change(change, Changed::Some).unwrap();
    for again in ["old", "new"] {
        let change = vault.begin_change(everywhere("Farm"), &secret(again)).unwrap();
        vault.finish_change(change, Changed::None).unwrap();
        assert_eq!(tried(&vault), ["new", "old"], "back to {again}");
    }
}

#[test]
fn more_machines_are_given_the_password_of_a_set_that_holds_all_that_it_can() {
    let vault = Vault::in_memory();
    vault.save(everywhere("Farm"), secret("first")).unwrap();
    for next in ["second", "third", "third"] {
        let change = vault.begin_change(everywhere("Farm"), &secret(next)).unwrap();
        vault.finish_change(change, Changed::Some).unwrap();
    }
    assert_eq!(tried(&vault), ["third", "second", "first"]);
    assert!(vault.sets().unwrap()[0].is_full);
    let fourth = vault.begin_change(everywhere("Farm"), &secret("fourth"));
    assert_eq!(fourth, Err(VaultError::TooManyPrevious { name: "Farm".to_owned() }));
    vault.forget_previous("Farm").unwrap();
    let fourth = vault.begin_change(everywhere("Farm"), &secret("fourth")).unwrap();
    vault.forget_previous("Farm").unwrap();
    assert_eq!(tried(&vault), ["third", "fourth"], "what is being brought is no earlier one");
    vault.finish_change(fourth, Changed::Some).unwrap();
    assert!(!vault.sets().unwrap()[0].is_full);
}

#[test]
fn a_change_of_some_machines_makes_a_set_beside_the_one_that_opens_them_now() {
    let vault = Vault::in_memory();
    vault.save(everywhere("Farm"), secret("old")).unwrap();
    vault.session_only(addresses("Row 1", &[("10.1.0.0", "10.1.0.9")]), secret("typed")).unwrap();
    let row = || addresses("Row 1", &[("10.1.0.0", "10.1.0.9")]);
    let change = vault.begin_change(row(), &secret("new")).unwrap();
    assert_eq!(tried(&vault), ["typed", "new", "old"]);
    vault.finish_change(change, Changed::None).unwrap();
    assert_eq!(vault.sets().unwrap().len(), 2, "the set that nobody needs is gone");
    let change = vault.begin_change(row(), &secret("new")).unwrap();
    vault.finish_change(change, Changed::Some).unwrap();
    assert_eq!(tried(&vault), ["typed", "new", "old"], "other machines of the row may have what was typed");
}

/// A keyring that dies before or after one of its writes, like the computer under it.
#[derive(Debug)]
struct Dying {
    inner: Arc<InMemory>,
    writes_left: AtomicUsize,
    does_last_one: bool,
}

impl Dying {
    fn lives(&self) -> Result<bool, VaultError> {
        let left = self.writes_left.load(Ordering::SeqCst);
        self.writes_left.store(left.saturating_sub(1), Ordering::SeqCst);
        match left {
            0 => Err(VaultError::Locked),
            1 => Ok(false),
            _ => Ok(true),
        }
    }

    fn write(&self, write: impl FnOnce() -> Result<(), VaultError>) -> Result<(), VaultError> {
        if self.lives()? {
            return write();
        }
        if self.does_last_one {
            write()?;
        }
        Err(VaultError::Locked)
    }
}

impl Keyring for Dying {
    fn get(&self, name: &str) -> Result<Option<SecretString>, VaultError> {
        if self.writes_left.load(Ordering::SeqCst) == 0 { Err(VaultError::Locked) } else { self.inner.get(name) }
    }

    fn set(&self, name: &str, secret: &SecretString) -> Result<(), VaultError> {
        self.write(|| self.inner.set(name, secret))
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.write(|| self.inner.delete(name))
    }

    fn place(&self) -> Place {
        Place::System
    }
}

/// Three machines of a set are given a new password, the last one is off; the run dies at every possible write. Whatever
/// a machine has then is among the first three that are tried.
#[test]
fn a_change_that_is_cut_off_anywhere_leaves_a_way_into_every_machine() {
    for is_stored in [true, false] {
        for writes in 1..6 {
            for does_last_one in [true, false] {
                let inner = Arc::new(InMemory::default());
                Vault::over(inner.clone()).save(everywhere("Farm"), secret("old")).unwrap();
                let target = || if is_stored { everywhere("Farm") } else { addresses("Row", &[(IP, IP)]) };
                let mut machines = ["old"; 3];
                let dying = Dying { inner: inner.clone(), writes_left: AtomicUsize::new(writes), does_last_one };
                let vault = Vault::over(Arc::new(dying));
                // Each step only when the one before came back, as the engine does.
                let ran = vault.begin_change(target(), &secret("new")).and_then(|change| {
                    machines[..2].fill("new");
                    vault.finish_change(change, Changed::Some)?;
                    let rest = vault.begin_change(target(), &secret("new"))?;
                    machines[2] = "new";
                    vault.finish_change(rest, Changed::Some)
                });
                drop(vault);
                let reopened = Vault::over(inner.clone());
                let ways = tried(&reopened);
                assert!(ways.len() <= 3, "{ways:?}");
                for machine in machines {
                    assert!(ways.iter().any(|way| way == machine), "{machine} after {writes} writes: {ways:?} {ran:?}");
                }
                // And what was cut off can be gone on with.
                let change = reopened.begin_change(target(), &secret("new")).unwrap();
                reopened.finish_change(change, Changed::Some).unwrap();
                assert_eq!(tried(&reopened)[0], "new");
            }
        }
    }
}

#[test]
fn a_crash_between_a_new_set_and_the_count_of_sets_loses_nothing() {
    let inner = Arc::new(InMemory::default());
    let dying = Dying { inner: inner.clone(), writes_left: AtomicUsize::new(2), does_last_one: false };
    assert_eq!(Vault::over(Arc::new(dying)).save(everywhere("Farm"), secret("only")), Err(VaultError::Locked));
    assert_eq!(tried(&Vault::over(inner.clone())), ["only"], "the entry was written, its number was not");
    Vault::over(inner.clone()).save(everywhere("Next"), secret("next")).unwrap();
    assert_eq!(tried(&Vault::over(inner)), ["only", "next"]);
}

#[test]
fn an_entry_that_is_not_ours_is_left_alone() {
    let keyring = Arc::new(InMemory::default());
    keyring.set("set-1", &secret("from a later version")).unwrap();
    let vault = Vault::over(keyring.clone());
    vault.save(everywhere("Farm"), secret("mine")).unwrap();
    assert_eq!(tried(&vault), ["mine"]);
    assert_eq!(keyring.get("set-1").unwrap().unwrap().expose_secret(), "from a later version");
}
