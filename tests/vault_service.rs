//! Passwords in a real Secret Service, in a session bus of their own: `tests/secret_service.sh` sets it up and says by
//! `RACKHAND_TEST_SECRET_SERVICE` what to expect. Without that nothing is touched, least of all the developer's own
//! keyring.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]
#![expect(clippy::print_stdout, reason = "a test that does not run says why")]

use rackhand::vault::{Changed, Keyring as _, PasswordSet, Place, Scope, SystemKeyring, Vault, VaultError};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    env,
    net::{IpAddr, Ipv4Addr},
    os::unix::process::ExitStatusExt as _,
    process::{self, Command},
    sync::Arc,
};

/// `unlocked`, `locked` or `none`: the service that is there.
const SERVICE: &str = "RACKHAND_TEST_SECRET_SERVICE";

/// In a process that is to die: after which step.
const DIES_AFTER: &str = "RACKHAND_TEST_DIES_AFTER";

/// True where the test is to run; says why where it is not.
fn is_asked_for(service: &str) -> bool {
    let found = env::var(SERVICE).unwrap_or_default();
    if found != service {
        println!("skipped: it needs {SERVICE}={service}, see tests/secret_service.sh");
    }
    found == service
}

fn vault() -> Vault {
    Vault::over(Arc::new(SystemKeyring::of_platform().unwrap()))
}

fn secret(text: &str) -> SecretString {
    text.into()
}

fn set(name: &str) -> PasswordSet {
    PasswordSet::new(name, Scope::Everywhere)
}

fn tried(vault: &Vault) -> Vec<String> {
    let candidates = vault.candidates().unwrap().for_machine(IpAddr::V4(Ipv4Addr::LOCALHOST), None);
    candidates.iter().map(|candidate| candidate.secret.expose_secret().to_owned()).collect()
}

#[test]
fn passwords_outlive_the_vault() {
    if !is_asked_for("unlocked") {
        return;
    }
    assert_eq!(Vault::open().place(), Place::System);
    let name = "Зал 2 / 大厅 \"quoted\"";
    let password = "p\\ä\"ss 密码";
    vault().save(set(name), secret(password)).unwrap();
    assert_eq!(vault().secret(name).unwrap().unwrap().expose_secret(), password);
    vault().rename(name, "Hall 2").unwrap();
    assert_eq!(vault().sets().unwrap()[0].set.name, "Hall 2");
    vault().remove("Hall 2").unwrap();
    assert!(vault().sets().unwrap().is_empty());
    let keyring = SystemKeyring::of_platform().unwrap();
    keyring.delete("never there").unwrap();
    assert!(keyring.get("never there").unwrap().is_none());
}

/// One machine is given a new password by a process that is killed after each step in turn. What the machine has is in
/// the keyring afterwards.
#[test]
fn a_killed_program_leaves_a_way_in() {
    if !is_asked_for("unlocked") {
        return;
    }
    for (step, machine) in [("nothing", "old"), ("stored", "old"), ("told", "new"), ("finished", "new")] {
        vault().save(set("Farm"), secret("old")).unwrap();
        let mut child = Command::new(env::current_exe().unwrap());
        let status = child.args(["--exact", "the_program_that_is_killed"]).env(DIES_AFTER, step).status().unwrap();
        assert!(status.signal().is_some(), "it was killed: {status}");
        let ways = tried(&vault());
        assert!(ways.iter().any(|way| way == machine), "{ways:?} after {step}");
        let sets = vault().sets().unwrap();
        if let Some(change) = sets[0].change {
            vault().finish_change(change, Changed::Some).unwrap();
        }
        vault().remove("Farm").unwrap();
    }
}

#[test]
fn the_program_that_is_killed() {
    let Ok(step) = env::var(DIES_AFTER) else { return };
    let dies_after = |done: &str| {
        if step == done {
            process::abort();
        }
    };
    let vault = vault();
    dies_after("nothing");
    let change = vault.begin_change(set("Farm"), &secret("new")).unwrap();
    dies_after("stored");
    // Here a machine is told.
    dies_after("told");
    vault.finish_change(change, Changed::Some).unwrap();
    process::abort();
}

#[test]
fn a_locked_keyring_says_so() {
    if !is_asked_for("locked") {
        return;
    }
    let vault = vault();
    assert_eq!(vault.save(set("Farm"), secret("hush")), Err(VaultError::Locked));
    vault.session_only(set("now"), secret("hush")).unwrap();
    assert_eq!(vault.secret("now").unwrap().unwrap().expose_secret(), "hush", "the session has its own");
}

#[test]
fn without_a_service_nothing_is_written_to_a_file() {
    if !is_asked_for("none") {
        return;
    }
    assert_eq!(SystemKeyring::of_platform().unwrap_err(), VaultError::NoKeyring);
    let vault = Vault::open();
    println!("passwords are kept in {:?}", vault.place());
    assert!(matches!(vault.place(), Place::KernelKeys | Place::Session), "{:?}", vault.place());
    vault.save(set("Farm"), secret("old")).unwrap();
    let change = vault.begin_change(set("Farm"), &secret("new")).unwrap();
    assert_eq!(tried(&vault), ["old", "new"]);
    vault.finish_change(change, Changed::Some).unwrap();
    vault.remove("Farm").unwrap();
}
