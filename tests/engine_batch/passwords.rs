//! Passwords that are changed by batches: what machines have afterwards, and what the vault keeps for them.

use super::{
    batch::{bench, limit, options, plan, run, run_with},
    double::{Hall, PASSWORD, Quirk},
    support::Bench,
};
use rackhand::{
    engine::{
        BatchOptions, BatchPlan, Event, OutcomeKind, PasswordRequest, Request, VaultChoice,
        batch::{Passwords, Work},
    },
    vault::{Changed, PasswordSet, Scope, Vault},
};
use std::{net::SocketAddr, sync::Arc};

/// What machines are given.
const NEW: &str = "New_pw_2";

/// With the passwords of the vault.
fn fitting() -> BatchOptions {
    BatchOptions { passwords: Passwords::Fitting, ..options() }
}

/// Gives machines the new password, and keeps it in the set that fits them.
fn change(addresses: &[SocketAddr]) -> BatchPlan {
    BatchPlan {
        new_password: Some(("Farm".to_owned(), NEW.into())),
        ..plan(addresses, &Work::ChangePassword, fitting())
    }
}

/// A vault with the password that all machines have.
fn vault_of_the_farm() -> Arc<Vault> {
    let vault = Vault::in_memory();
    vault.save(PasswordSet::new("Farm", Scope::Everywhere), PASSWORD.into()).unwrap();
    Arc::new(vault)
}

/// An engine with that vault.
fn bench_with(vault: &Arc<Vault>) -> Bench {
    Bench::with(|options| {
        options.vault = VaultChoice::Given(vault.clone());
        options.patience_scale = 0.02;
    })
}

#[test]
fn a_new_password_is_proven_and_the_vault_keeps_what_machines_have() {
    let hall = Hall::start(32, &[Quirk::Well, Quirk::LosesReply, Quirk::LosesCommand]);
    let bench = bench();
    bench.engine.send(Request::Passwords(PasswordRequest::Save {
        name: "Farm".to_owned(),
        scope: "127.28.32.0/24".to_owned(),
        secret: Some(PASSWORD.into()),
        session_only: false,
    }));
    let Event::PasswordSets { sets, .. } = bench.next() else { panic!("the sets are told") };
    assert_eq!((sets.len(), &*sets[0].scope), (1, "127.28.32.0/24"));
    let course = run(&bench, change(&hall.addresses()));
    assert_eq!(course.kinds(), [OutcomeKind::Done, OutcomeKind::Done, OutcomeKind::Refused], "{:?}", course.outcomes);
    let passwords: Vec<String> = hall.addresses().into_iter().map(|at| hall.truth(at).password).collect();
    assert_eq!(passwords, [NEW, NEW, PASSWORD]);
    assert!(!course.debug.contains(NEW) && !course.debug.contains(PASSWORD), "{}", course.debug);
    // Both are still there: all machines are open.
    let open = plan(&hall.addresses()[..2], &Work::Tell(limit()), fitting());
    assert_eq!(run(&bench, open).kinds(), [OutcomeKind::Done; 2]);
    for entry in std::fs::read_dir(bench.folder().path()).unwrap() {
        let path = entry.unwrap().path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        for secret in [NEW.as_bytes(), PASSWORD.as_bytes()] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{} holds a password", path.display());
        }
    }
}

#[test]
fn a_change_of_some_machines_leaves_the_others_open() {
    let hall = Hall::start(33, &[Quirk::Well; 4]);
    let bench = bench_with(&vault_of_the_farm());
    let addresses = hall.addresses();
    let (marked, others) = addresses.split_at(2);
    assert_eq!(run(&bench, change(marked)).kinds(), [OutcomeKind::Done; 2]);
    assert!(others.iter().all(|address| hall.truth(*address).password == PASSWORD));
    let open = run(&bench, plan(&addresses, &Work::Tell(limit()), fitting()));
    assert_eq!(open.kinds(), [OutcomeKind::Done; 4], "{:?}", open.outcomes);
}

#[test]
fn a_change_that_reached_nobody_keeps_what_another_one_is_bringing() {
    let hall = Hall::start(34, &[Quirk::Well, Quirk::Well, Quirk::Down]);
    let addresses = hall.addresses();
    let (rack, silent) = addresses.split_at(2);
    let vault = vault_of_the_farm();
    let (bench, beside) = (bench_with(&vault), bench_with(&vault));
    let mut first = change(rack);
    first.options.canary = 1;
    let mut is_answered = false;
    let course = run_with(&bench, first, |bench, job, news| {
        if news.pause.is_some() && !is_answered {
            is_answered = true;
            assert_eq!(run(&beside, change(silent)).kinds(), [OutcomeKind::Unreachable]);
            bench.engine.send(Request::GoOn(job));
        }
    });
    assert_eq!(course.kinds(), [OutcomeKind::Done; 2], "{:?}", course.outcomes);
    let open = run(&bench, plan(rack, &Work::Tell(limit()), fitting()));
    assert_eq!(open.kinds(), [OutcomeKind::Done; 2], "{:?}", open.outcomes);
    assert!(vault.sets().unwrap()[0].change.is_none(), "nothing is left unfinished");
}

/// A change of one of two machines ended, or was cut off: the set is named, and opens both.
#[test]
fn one_set_opens_what_a_change_of_it_left_half_way() {
    for (subnet, is_cut_off) in [(35, false), (42, true)] {
        let hall = Hall::start(subnet, &[Quirk::Well; 2]);
        let addresses = hall.addresses();
        let vault = vault_of_the_farm();
        let changing = vault.begin_change(PasswordSet::new("Farm", Scope::Everywhere), &NEW.into()).unwrap();
        hall.set_password(addresses[0], NEW);
        if !is_cut_off {
            vault.finish_change(changing, Changed::Some).unwrap();
        }
        let one_set = BatchOptions { passwords: Passwords::Set("Farm".to_owned()), ..options() };
        let open = run(&bench_with(&vault), plan(&addresses, &Work::Tell(limit()), one_set));
        assert_eq!(open.kinds(), [OutcomeKind::Done; 2], "{is_cut_off}: {:?}", open.outcomes);
    }
}

#[test]
fn a_change_tells_what_the_sets_keep_afterwards() {
    let hall = Hall::start(39, &[Quirk::Well]);
    let bench = bench_with(&vault_of_the_farm());
    bench.send_job(|job| Request::Act { job, plan: Box::new(change(&hall.addresses())) });
    let told = bench.wait_for(|event| matches!(event, Event::PasswordSets { .. } | Event::JobFinished { .. }));
    let Event::PasswordSets { sets, .. } = told else { panic!("the sets come before the end") };
    assert_eq!((sets[0].earlier, sets[0].is_changing), (1, false));
}
