//! A command that is not wanted any more: it stays unsent wherever it waits, and its answer is awaited once it is sent.

use crate::{
    scripted::{Scripted, Step},
    secured::{PASSWORD, Secured, miners, options, passwords},
};
use rackhand::{
    net::{Budget, Miners, Told},
    protocol::{Command, CommandKind, Failure, Query},
};
use std::{net::SocketAddr, sync::Arc};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

const CANCELLED: Told = Told::NotSent(Failure::Cancelled);

async fn reboot(miners: &Miners, address: SocketAddr, words: &[&str], stop: &CancellationToken) -> Told {
    miners.tell(address, &Command::plain(CommandKind::Reboot).unwrap(), &passwords(words), stop).await
}

#[tokio::test]
async fn a_command_that_waits_for_another_talk_is_not_sent() {
    let asked = Arc::new(Notify::new());
    let heard = asked.clone();
    let machine = Scripted::start([127, 22, 5, 4], move |_| {
        heard.notify_one();
        vec![Step::Hold]
    })
    .await;
    let (miners, stop) = (miners(), CancellationToken::new());
    let reader = miners.clone();
    let address = machine.address;
    let reading = tokio::spawn(async move { reader.raw(address, Query::Version).await });
    asked.notified().await;
    let (told, ()) = tokio::join!(reboot(&miners, address, &[PASSWORD], &stop), async { stop.cancel() });
    assert_eq!(told, CANCELLED);
    let changed = miners.change_password(address, &passwords(&[PASSWORD]), &"New_1".into(), &stop).await;
    let opened = miners.open_write_api(address, "farm", &"SECRET".into(), &PASSWORD.into(), &stop).await;
    assert_eq!([changed, opened], [CANCELLED, CANCELLED]);
    assert_eq!(machine.requests().len(), 1, "{:?}", machine.requests());
    reading.abort();
}

#[tokio::test]
async fn a_command_that_waits_for_a_socket_is_not_sent() {
    let machine = Secured::start().await;
    let (budget, stop) = (Budget::new(1), CancellationToken::new());
    let miners = Miners::new(options(), budget.clone());
    let only = budget.acquire().await;
    let (told, ()) = tokio::join!(reboot(&miners, machine.address(), &[PASSWORD], &stop), async {
        stop.cancel();
        drop(only);
    });
    assert_eq!(told, CANCELLED);
    assert_eq!(machine.machine.requests().len(), 0);
}

#[tokio::test]
async fn a_cancel_on_the_way_to_a_command_keeps_it_unsent() {
    // While it fetches a token, and while it is told that a password is wrong.
    for (way, words) in [("get_token", [PASSWORD]), ("\"data\"", ["wrong"])] {
        let stop = CancellationToken::new();
        let cancel = stop.clone();
        let hear = move |request: &str| {
            if request.contains(way) {
                cancel.cancel();
            }
        };
        let machine = Secured::hearing(
            move |_, request| {
                hear(request);
                None
            },
            |_, _| None,
        )
        .await;
        let words = [&words[..], &[PASSWORD]].concat();
        assert_eq!(reboot(&miners(), machine.address(), &words, &stop).await, CANCELLED, "{way}");
        assert_eq!(machine.state().writes.len(), 0, "{way}");
    }
}

#[tokio::test]
async fn a_command_that_has_gone_out_is_waited_for() {
    let stop = CancellationToken::new();
    let cancel = stop.clone();
    let machine = Secured::acting(move |_, _| {
        cancel.cancel();
        None
    })
    .await;
    let told = reboot(&miners(), machine.address(), &[PASSWORD], &stop).await;
    assert!(matches!(told, Told::Accepted { .. }), "{told:?}");
    assert_eq!(machine.state().writes.len(), 1);
}
