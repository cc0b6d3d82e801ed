//! Firmware up, logs down.

use super::{
    batch::{bench, options, plan, run, run_with},
    double::{Hall, PASSWORD, Quirk},
};
use rackhand::{
    engine::{
        Event, JobId, OutcomeKind, Request,
        batch::{FirmwareImage, MachineState, Note, Passwords, Work},
    },
    net::{RangeSet, ReadPlan, ScanOptions},
    protocol::CommandKind,
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
fn a_machine_that_takes_firmware_is_told_nothing_else_and_holds_nobody_up() {
    let hall = Hall::start(33, &[Quirk::HoldsFile, Quirk::Well]);
    let (bench, busy) = (bench(), hall.addresses()[0]);
    // More than the sockets between us hold.
    let image = FirmwareImage { name: "new.bin".to_owned(), bytes: vec![9; 48 << 20] };
    let upload = plan(&[busy], &Work::Firmware(Arc::new(image)), options());
    let upload = bench.send_job(|job| Request::Act { job, plan: Box::new(upload) });
    bench.wait_for(|event| {
        let is_on_its_way = |state: &MachineState| matches!(state, MachineState::Transfer(1..));
        matches!(event, Event::Batch(news) if news.changed.iter().any(|(_, state)| is_on_its_way(state)))
    });

    let ends = |make: &dyn Fn(JobId) -> Request| {
        let ours = bench.send_job(make);
        let ended = bench.wait_for(|event| matches!(event, Event::JobFinished { job, .. } if *job == ours));
        let Event::JobFinished { found, .. } = ended else { unreachable!() };
        found
    };
    let machines = || hall.addresses();
    assert_eq!(ends(&|job| Request::Read { job, machines: machines(), plan: ReadPlan::FULL }), 1);
    let range = || RangeSet::parse("127.28.33.1-2").unwrap();
    assert_eq!(ends(&|job| Request::Scan { job, targets: range(), options: ScanOptions::default() }), 1);
    let known = || machines().into_iter().map(|address| (address, None)).collect();
    let passwords = || Passwords::Only(PASSWORD.into());
    assert_eq!(ends(&|job| Request::CheckAccess { job, machines: known(), passwords: passwords() }), 1);

    let folder = tempfile::tempdir().unwrap();
    let logs = Work::DownloadLog(Arc::new(folder.path().to_owned()));
    let reboot = Work::Tell(super::batch::command(CommandKind::Reboot, &[]));
    for work in [reboot, Work::Tell(super::batch::limit()), logs, Work::ChangePassword] {
        let mut others = plan(&hall.addresses(), &work, options());
        others.new_password = matches!(work, Work::ChangePassword).then(|| ("Farm".to_owned(), "New_pw_2".into()));
        let course = run(&bench, others);
        assert_eq!(course.kinds(), [OutcomeKind::Skipped, OutcomeKind::Done], "{course:?}");
        assert_eq!(course.outcomes[&0].remark, Note::UploadRuns.into());
    }
    hall.release(busy);
    bench.wait_for(|event| matches!(event, Event::JobFinished { job, found: 1, .. } if *job == upload));
    assert_eq!(hall.truth(busy).told, ["update_firmware"]);
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
fn logs_that_are_cancelled_leave_nothing_and_end_at_once() {
    let hall = Hall::start(34, &[Quirk::HoldsFile]);
    let folder = tempfile::tempdir().unwrap();
    let work = Work::DownloadLog(Arc::new(folder.path().to_owned()));
    let course = run_with(&bench(), plan(&hall.addresses(), &work, options()), |bench, job, news| {
        if news.changed.iter().any(|(_, state)| matches!(state, MachineState::Transfer(1..))) {
            bench.engine.send(Request::Cancel(job));
        }
    });
    assert_eq!(course.only().kind, OutcomeKind::Skipped, "{course:?}");
    assert_eq!(course.only().remark, Note::CancelledLogs.into());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
