//! A keyring that waits for the technician to unlock it: what is cancelled meanwhile ends at once and begins nothing.

use super::{
    batch::{options, plan},
    double::{Hall, Quirk},
    support::{Bench, PATIENCE},
};
use rackhand::{
    engine::{
        BatchOptions, BatchPlan, Event, OutcomeKind, PasswordRequest, Request, VaultChoice,
        batch::{MachineState, Passwords, Work},
        journal::JournalQuery,
    },
    vault::{InMemory, Keyring, Place, Vault, VaultError},
};
use secrecy::SecretString;
use std::sync::{
    Arc, Mutex, PoisonError,
    mpsc::{Receiver, Sender, channel},
};

/// A keyring that stands locked until somebody answers its prompt, and that says when it first asks.
#[derive(Debug)]
struct Prompting {
    inner: InMemory,
    /// Taken by the first question.
    prompt: Mutex<Option<(Sender<()>, Receiver<()>)>>,
}

/// The technician's side of it.
struct Prompt {
    asks: Receiver<()>,
    answer: Sender<()>,
}

impl Prompt {
    /// Waits until the keyring asks.
    fn comes_up(&self) {
        self.asks.recv_timeout(PATIENCE).expect("the keyring is asked");
    }

    /// Unlocks the keyring.
    fn answer(self) {
        self.answer.send(()).unwrap();
    }
}

impl Prompting {
    fn unlock(&self) {
        let mut prompt = self.prompt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((ask, answered)) = prompt.take() {
            ask.send(()).unwrap();
            // A test that failed answers nothing.
            _ = answered.recv();
        }
    }
}

impl Keyring for Prompting {
    fn get(&self, name: &str) -> Result<Option<SecretString>, VaultError> {
        self.unlock();
        self.inner.get(name)
    }

    fn set(&self, name: &str, secret: &SecretString) -> Result<(), VaultError> {
        self.unlock();
        self.inner.set(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.unlock();
        self.inner.delete(name)
    }

    fn place(&self) -> Place {
        Place::System
    }
}

/// An engine on a computer whose keyring is locked.
fn locked_bench() -> (Bench, Prompt) {
    let ((ask, asks), (answer, answered)) = (channel(), channel());
    let keyring = Prompting { inner: InMemory::default(), prompt: Mutex::new(Some((ask, answered))) };
    let vault = Arc::new(Vault::over(Arc::new(keyring)));
    (Bench::with(|options| options.vault = VaultChoice::Given(vault)), Prompt { asks, answer })
}

/// Cancels a change of password while the keyring asks, and returns how many batches the journal has then.
fn batches_after_cancelling(subnet: u8, passwords: Passwords) -> usize {
    let hall = Hall::start(subnet, &[Quirk::Well; 2]);
    let (bench, prompt) = locked_bench();
    let options = BatchOptions { passwords, ..options() };
    let change = BatchPlan {
        new_password: Some(("Farm".to_owned(), "New_pw_2".into())),
        ..plan(&hall.addresses(), &Work::ChangePassword, options)
    };
    let ours = bench.send_job(|job| Request::Act { job, plan: Box::new(change) });
    prompt.comes_up();
    bench.engine.send(Request::Cancel(ours));
    let mut skipped = 0;
    loop {
        match bench.next() {
            Event::Batch(news) => {
                for (_, state) in news.changed {
                    let MachineState::Ended(outcome) = state else { panic!("{state:?}: nothing was begun") };
                    assert_eq!(outcome.kind, OutcomeKind::Skipped, "{outcome:?}");
                    skipped += 1;
                }
            }
            Event::JobFinished { job, cancelled, .. } if job == ours => {
                assert!(cancelled);
                break;
            }
            Event::Trouble(trouble) => panic!("{trouble}"),
            _ => {}
        }
    }
    assert_eq!(skipped, 2, "every machine has an outcome while the keyring still asks");
    prompt.answer();
    bench.engine.send(Request::Passwords(PasswordRequest::List));
    let told = bench.wait_for(|event| matches!(event, Event::PasswordSets { .. }));
    let Event::PasswordSets { sets, .. } = told else { unreachable!() };
    assert!(sets.is_empty(), "no change was begun: {sets:?}");
    assert!(hall.addresses().into_iter().all(|address| hall.truth(address).told.is_empty()));
    bench.engine.send(Request::ReadJournal(JournalQuery { limit: u32::MAX, ..JournalQuery::default() }));
    let Event::Journal(page) = bench.wait_for(|event| matches!(event, Event::Journal(_))) else { unreachable!() };
    assert!(page.batches.iter().all(|batch| batch.cancelled), "{:?}", page.batches);
    page.batches.len()
}

#[test]
fn a_batch_that_is_cancelled_while_its_passwords_are_read_leaves_no_trace() {
    assert_eq!(batches_after_cancelling(36, Passwords::Fitting), 0);
}

#[test]
fn a_batch_that_is_cancelled_while_the_new_password_is_stored_tells_nobody() {
    let typed = Passwords::Only(super::double::PASSWORD.into());
    assert_eq!(batches_after_cancelling(37, typed), 1, "it was in the journal already");
}

#[test]
fn a_check_of_access_is_cancelled_while_the_keyring_asks() {
    let hall = Hall::start(38, &[Quirk::Well]);
    let (bench, prompt) = locked_bench();
    let machines = hall.addresses().into_iter().map(|address| (address, None)).collect();
    let ours = bench.send_job(|job| Request::CheckAccess { job, machines, passwords: Passwords::Fitting });
    prompt.comes_up();
    bench.engine.send(Request::Cancel(ours));
    let ended = bench.wait_for(|event| matches!(event, Event::JobFinished { job, .. } if *job == ours));
    assert!(matches!(ended, Event::JobFinished { cancelled: true, found: 0, .. }), "{ended:?}");
    prompt.answer();
}
