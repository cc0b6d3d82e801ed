//! Firmware up, logs down.

use super::{
    batch::{bench, options, plan, run},
    double::{Hall, Quirk},
};
use rackhand::engine::{
    OutcomeKind,
    batch::{FirmwareImage, MachineState, Work},
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
