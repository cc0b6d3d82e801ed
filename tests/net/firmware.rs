//! Bringing firmware to a machine, and where a connection may drop.

use crate::{
    scripted::{Step, say},
    secured::{PASSWORD, Secured, State, answered, miners, options, passwords},
};
use rackhand::{
    net::{Budget, Miners, MinersOptions, Told},
    protocol::Failure,
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// More than the buffers of a connection take.
const SIZE: usize = 24 << 20;

fn image() -> Vec<u8> {
    (0..SIZE).map(|at| (at % 251) as u8).collect()
}

/// A machine that says it is ready and goes on with `steps`.
async fn ready(steps: impl Fn(&State) -> Vec<Step> + Send + Sync + 'static) -> Secured {
    Secured::acting(move |state, command| {
        assert_eq!(command["cmd"], "update_firmware");
        Some([state.answer("S", 131, "ready"), steps(state)].concat())
    })
    .await
}

async fn upload(machine: &Secured, image: &[u8], stop: &CancellationToken) -> (Told, u64) {
    let mut last = 0;
    let progress = |sent, _| {
        assert!(sent >= last);
        last = sent;
    };
    let told = miners().upload_firmware(machine.address(), image, &passwords(&[PASSWORD]), stop, progress).await;
    (told, last)
}

#[tokio::test]
async fn the_image_follows_its_length_on_the_same_connection() {
    let image = image();
    let machine = ready(|state| [vec![Step::Take(4 + SIZE)], state.answer("S", 131, "Updated")].concat()).await;
    let (told, sent) = upload(&machine, &image, &CancellationToken::new()).await;
    assert!(matches!(&told, Told::Accepted { words, .. } if &**words == "Updated"), "{told:?}");
    assert_eq!(sent, SIZE as u64);
    let taken = machine.machine.taken();
    assert_eq!(taken[..4], (SIZE as u32).to_le_bytes());
    assert!(taken[4..] == image);
    assert_eq!(machine.sealed(), 1);
}

#[tokio::test]
async fn a_machine_that_closes_after_the_last_byte_may_install_it() {
    let machine = ready(|_| vec![Step::Take(4 + 1000)]).await;
    let (told, _) = upload(&machine, &[7; 1000], &CancellationToken::new()).await;
    assert_eq!(told, Told::Unknown(Failure::Closed { received: 0 }));
}

#[tokio::test]
async fn a_machine_that_says_no_to_what_it_got_installs_nothing() {
    let machine = ready(|state| [vec![Step::Take(4 + 1000)], state.answer("E", 132, "wrong package")].concat()).await;
    let (told, _) = upload(&machine, &[7; 1000], &CancellationToken::new()).await;
    assert_eq!(told, Told::Refused(answered(132, "wrong package")));
}

#[tokio::test]
async fn a_drop_in_the_middle_is_broken_off() {
    let machine = ready(|_| vec![Step::Take(4 + SIZE / 8), Step::Reset]).await;
    let (told, sent) = upload(&machine, &image(), &CancellationToken::new()).await;
    assert!(matches!(told, Told::BrokenOff(Failure::Closed { .. })), "{told:?}");
    assert!(sent < SIZE as u64);
}

#[tokio::test]
async fn a_machine_that_goes_silent_with_the_image_may_install_it() {
    let machine = ready(|_| vec![Step::Take(4), Step::Wait(Duration::from_secs(30))]).await;
    let patience = Duration::from_millis(300);
    let miners = Miners::new(MinersOptions { firmware_patience: patience, ..options() }, Budget::new(8));
    let image = vec![7; 1000];
    let (stop, passwords) = (CancellationToken::new(), passwords(&[PASSWORD]));
    let told = miners.upload_firmware(machine.address(), &image, &passwords, &stop, |_, _| {}).await;
    assert!(matches!(told, Told::Unknown(Failure::TimedOut { .. })), "all of it is in the connection: {told:?}");
}

#[tokio::test]
async fn before_the_first_byte_nothing_was_sent() {
    let gone = Secured::acting(|_, _| Some(vec![])).await;
    let (told, _) = upload(&gone, &[7; 10], &CancellationToken::new()).await;
    assert_eq!(told, Told::NotSent(Failure::Closed { received: 0 }));
    let off = Secured::acting(|_, _| Some(say(r#"{"STATUS":"E","Code":45,"Msg":"can't access write cmd"}"#))).await;
    let (told, _) = upload(&off, &[7; 10], &CancellationToken::new()).await;
    assert!(matches!(told, Told::Refused(Failure::SwitchOff { .. })), "{told:?}");
    let machine = ready(|_| vec![]).await;
    let stop = CancellationToken::new();
    stop.cancel();
    assert_eq!(upload(&machine, &[7; 10], &stop).await.0, Told::NotSent(Failure::Cancelled));
    assert_eq!(machine.machine.requests().len(), 0);
}

#[tokio::test]
async fn stopping_is_heeded_until_the_first_byte_only() {
    let stop = CancellationToken::new();
    let cancel = stop.clone();
    let machine = ready(move |_| {
        cancel.cancel();
        vec![Step::Take(4 + 10)]
    })
    .await;
    assert_eq!(upload(&machine, &[7; 10], &stop).await.0, Told::NotSent(Failure::Cancelled));

    let machine = ready(|state| [vec![Step::Take(4 + SIZE)], state.answer("S", 131, "Updated")].concat()).await;
    let stop = CancellationToken::new();
    let cancel = stop.clone();
    let (image, passwords) = (image(), passwords(&[PASSWORD]));
    let told = miners().upload_firmware(machine.address(), &image, &passwords, &stop, |_, _| cancel.cancel()).await;
    assert!(matches!(told, Told::Accepted { .. }), "{told:?}");
}
