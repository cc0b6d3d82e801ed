//! Requests beside batches: who can be written to, and what a firmware file holds.

use super::{
    batch::bench,
    double::{Hall, PASSWORD, Quirk},
    support::Bench,
};
use rackhand::{
    engine::{
        Event, PasswordRequest, Request, TroubleKind,
        batch::{Access, Passwords},
    },
    protocol::firmware::Fit,
};
use std::{collections::BTreeMap, fs, net::SocketAddr};

/// Looks at every machine, and returns what was found and how many can be written to.
fn look(bench: &Bench, addresses: &[SocketAddr], passwords: Passwords) -> (BTreeMap<SocketAddr, Access>, u64) {
    let machines = addresses.iter().map(|address| (*address, None)).collect();
    let ours = bench.send_job(|job| Request::CheckAccess { job, machines, passwords });
    let mut states = BTreeMap::new();
    loop {
        match bench.next() {
            Event::AccessFound { job, found } if job == ours => {
                for (address, access) in found {
                    assert!(states.insert(address, access).is_none(), "{address} was told twice");
                }
            }
            Event::JobFinished { job, found, .. } if job == ours => return (states, found),
            Event::Trouble(trouble) => panic!("{trouble}"),
            _ => {}
        }
    }
}

#[test]
fn who_can_be_written_to_is_found_without_telling_anybody_anything() {
    let hall = Hall::start(50, &[Quirk::Well, Quirk::OtherPassword, Quirk::Down, Quirk::SwitchOff]);
    let addresses = hall.addresses();
    let bench = bench();
    let (states, ready) = look(&bench, &addresses, Passwords::Only(PASSWORD.into()));
    assert_eq!((states.len(), ready), (4, 2), "{states:?}");
    assert_eq!(states[&addresses[0]], Access::Ready);
    assert_eq!(states[&addresses[1]], Access::WrongPassword);
    assert_eq!(states[&addresses[2]], Access::NoApi);
    assert_eq!(states[&addresses[3]], Access::Ready, "without API v3 only a write would tell that its switch is off");
    assert!(addresses.iter().all(|address| hall.truth(*address).acted.is_empty()), "nothing was done");
}

#[test]
fn the_passwords_that_are_tried_are_those_that_were_named() {
    let hall = Hall::start(51, &[Quirk::Well]);
    let bench = bench();
    let state = |passwords| look(&bench, &hall.addresses(), passwords).0.into_values().next().unwrap();
    assert_eq!(state(Passwords::Fitting), Access::WrongPassword, "none is known yet");
    bench.engine.send(Request::Passwords(PasswordRequest::Save {
        name: "farm".to_owned(),
        scope: String::new(),
        secret: Some(PASSWORD.into()),
        session_only: true,
    }));
    bench.wait_for(|event| matches!(event, Event::PasswordSets { .. }));
    assert_eq!(state(Passwords::Fitting), Access::Ready);
    assert_eq!(state(Passwords::Set("farm".to_owned())), Access::Ready);
    assert_eq!(state(Passwords::Only("Another1".into())), Access::WrongPassword);
}

#[test]
fn a_set_that_is_not_there_is_a_trouble_and_the_look_goes_on_without() {
    let hall = Hall::start(52, &[Quirk::Well, Quirk::Down]);
    let bench = bench();
    let machines = hall.addresses().into_iter().map(|address| (address, None)).collect();
    let passwords = Passwords::Set("nowhere".to_owned());
    let ours = bench.send_job(|job| Request::CheckAccess { job, machines, passwords });
    let Event::Trouble(trouble) = bench.wait_for(|event| matches!(event, Event::Trouble(_))) else { unreachable!() };
    assert_eq!(trouble.kind, TroubleKind::KeyringFailed);
    assert!(trouble.words.contains("nowhere"), "{trouble}");
    let ended = bench.wait_for(|event| matches!(event, Event::JobFinished { job, .. } if *job == ours));
    assert!(matches!(ended, Event::JobFinished { found: 0, .. }), "{ended:?}");
}

#[test]
fn a_firmware_file_is_read_whole_and_says_what_it_is_for() {
    let bench = bench();
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("Firmware 2025.bin");
    let read = |bytes: Option<&[u8]>| {
        match bytes {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        bench.engine.send(Request::ReadFirmware(path.clone()));
        let Event::FirmwareRead { path: told, result } = bench.next() else { panic!("nothing else was asked") };
        assert_eq!(told, path, "the answer names the question");
        result
    };
    let bytes: Vec<u8> = (0..100_000_u32).map(|number| number as u8).collect();
    let (file, image) = read(Some(&bytes)).unwrap();
    assert_eq!((file.size, image.name.as_str()), (bytes.len(), "Firmware 2025.bin"));
    assert_eq!(image.bytes, bytes);
    assert_eq!(file.fit(None), Fit::Send(0..bytes.len()), "it is one package, for whoever it is sent to");
    assert!(read(Some(b"")).is_err(), "an empty file is none");
    let missing = read(None).unwrap_err();
    assert!(!missing.is_empty(), "the system says why");
}
