//! Firmware up, logs down, passwords changed.

use super::{
    batch::{bench, options, plan, run},
    double::{Hall, PASSWORD, Quirk},
};
use rackhand::engine::{
    Event, OutcomeKind, PasswordRequest, Request,
    batch::{BatchOptions, FirmwareImage, MachineState, Passwords, Work},
};
use std::sync::Arc;

#[test]
fn firmware_goes_up_and_its_version_comes_back() {
    const BYTES: usize = 48 << 20;
    let hall = Hall::start(30, &[Quirk::Well, Quirk::BreaksFile, Quirk::SwitchOff]);
    // Long enough on its way that some of it is told, at thirty times a second.
    let image = FirmwareImage { name: "new.bin".to_owned(), bytes: vec![9; BYTES] };
    let course = run(&bench(), plan(&hall.addresses(), &Work::Firmware(Arc::new(image)), options()));
    assert_eq!(
        course.kinds(),
        [OutcomeKind::Done, OutcomeKind::Refused, OutcomeKind::Refused],
        "{:?}",
        course.outcomes
    );
    assert_eq!(&*course.outcomes[&0].words(), "firmware reads 20250606.01.Rel");
    assert!(course.outcomes[&1].words().contains("broken off"), "{:?}", course.outcomes[&1]);
    assert_eq!(hall.truth(hall.addresses()[0]).file, BYTES);
    let transfers = course.states.iter().filter(|(_, state)| matches!(state, MachineState::Transfer(_))).count();
    assert!((1..=303).contains(&transfers), "{transfers}");
}

#[test]
fn logs_come_into_the_folder_under_the_machine_s_name() {
    let hall = Hall::start(31, &[Quirk::Well]);
    let folder = tempfile::tempdir().unwrap();
    let work = Work::DownloadLog(Arc::new(folder.path().to_owned()));
    let course = run(&bench(), plan(&hall.addresses(), &work, options()));
    assert_eq!(course.only().kind, OutcomeKind::Done, "{course:?}");
    let file = std::path::PathBuf::from(course.only().words());
    assert_eq!(std::fs::metadata(&file).unwrap().len(), 3_002);
    assert!(file.file_name().unwrap().to_string_lossy().starts_with("127.28.31.1_"));
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
    let mut change =
        plan(&hall.addresses(), &Work::ChangePassword, BatchOptions { passwords: Passwords::Fitting, ..options() });
    change.new_password = Some(("Farm".to_owned(), "New_pw_2".into()));
    let course = run(&bench, change);
    assert_eq!(course.kinds(), [OutcomeKind::Done, OutcomeKind::Done, OutcomeKind::Refused], "{:?}", course.outcomes);
    let passwords: Vec<String> = hall.addresses().into_iter().map(|at| hall.truth(at).password).collect();
    assert_eq!(passwords, ["New_pw_2", "New_pw_2", PASSWORD]);
    assert!(!course.debug.contains("New_pw_2") && !course.debug.contains(PASSWORD), "{}", course.debug);
    // Both are still there: all machines are open.
    let open = plan(
        &hall.addresses()[..2],
        &Work::Tell(super::batch::limit()),
        BatchOptions { passwords: Passwords::Fitting, ..options() },
    );
    assert_eq!(run(&bench, open).kinds(), [OutcomeKind::Done; 2]);
    for entry in std::fs::read_dir(bench.folder().path()).unwrap() {
        let path = entry.unwrap().path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        for secret in [&b"New_pw_2"[..], PASSWORD.as_bytes()] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{} holds a password", path.display());
        }
    }
}
