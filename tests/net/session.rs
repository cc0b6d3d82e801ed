//! Telling one machine: tokens, passwords, lost answers, and access, over real sockets.

use crate::{
    scripted::{Scripted, Step, say},
    secured::{NO_TOKENS, PASSWORD, SALT, Secured, State, answered, envelope, miners, options, passwords},
};
use rackhand::{
    net::{Access, Budget, Miners, MinersOptions, Told},
    protocol::{Command, CommandKind, Failure, crypt::FACTORY_SALT, failure::Phase, v3},
};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

fn reboot() -> Command {
    Command::plain(CommandKind::Reboot).unwrap()
}

async fn tell(miners: &Miners, machine: &Secured, words: &[&str]) -> Told {
    miners.tell(machine.address(), &reboot(), &passwords(words), &CancellationToken::new()).await
}

async fn change(miners: &Miners, machine: &Secured, old: &[&str], new: &str) -> Told {
    miners.change_password(machine.address(), &passwords(old), &new.into(), &CancellationToken::new()).await
}

fn accepted(told: &Told) -> Option<usize> {
    match told {
        Told::Accepted { password, .. } => Some(*password),
        _ => None,
    }
}

#[tokio::test]
async fn several_writes_take_one_token() {
    let machine = Secured::start().await;
    let miners = miners();
    for watts in ["3000", "3100", "3200"] {
        let command = Command::with(CommandKind::AdjustPowerLimit, &[("power_limit", watts)]).unwrap();
        let told = miners.tell(machine.address(), &command, &passwords(&[PASSWORD]), &CancellationToken::new()).await;
        let yes = Told::Accepted { words: "API command OK".into(), message: "API command OK".into(), password: 0 };
        assert_eq!(told, yes);
    }
    let state = machine.state();
    assert_eq!(state.tokens, 1);
    let limits: Vec<&Value> = state.writes.iter().map(|write| &write["power_limit"]).collect();
    assert_eq!(limits, ["3000", "3100", "3200"]);
}

#[tokio::test]
async fn writes_to_one_machine_go_one_after_the_other() {
    let machine = Secured::start().await;
    let miners = miners();
    let one = || tell(&miners, &machine, &[PASSWORD]);
    let (first, second, third) = tokio::join!(one(), one(), one());
    assert!([first, second, third].iter().all(|told| accepted(told) == Some(0)));
    assert_eq!((machine.machine.most_open(), machine.state().tokens), (1, 1));
}

#[tokio::test]
async fn a_dead_token_is_replaced_once() {
    let machine = Secured::start().await;
    let miners = miners();
    tell(&miners, &machine, &[PASSWORD]).await;
    machine.state().is_token_dead = true;
    assert_eq!(accepted(&tell(&miners, &machine, &[PASSWORD]).await), Some(0));
    assert_eq!((machine.state().tokens, machine.sealed()), (2, 3));
}

#[tokio::test]
async fn a_token_that_is_dead_again_ends_it() {
    let machine = Secured::acting(|state, _| Some(state.answer("E", 135, "check token err"))).await;
    let told = tell(&miners(), &machine, &[PASSWORD]).await;
    assert_eq!(told, Told::Refused(answered(135, "check token err")));
    assert_eq!((machine.state().tokens, machine.sealed()), (2, 2));
}

#[tokio::test]
async fn a_machine_that_gives_no_tokens_is_left_alone() {
    for reply in [NO_TOKENS, r#"{"STATUS":"E","When":1,"Code":136}"#] {
        let machine = Secured::hearing(
            move |state, request| {
                state.wrong += 1;
                (request.contains("get_token") && state.wrong == 1).then(|| say(reply))
            },
            |_, _| None,
        )
        .await;
        let pause = Duration::from_millis(400);
        let miners = Miners::new(MinersOptions { tokens_full_pause: pause, ..options() }, Budget::new(8));
        let begin = Instant::now();
        for _ in 0..3 {
            let Told::TokensFull { retry_at } = tell(&miners, &machine, &[PASSWORD]).await else { panic!("{reply}") };
            assert!(retry_at >= begin + pause);
        }
        let proved = miners.proves(machine.address(), &PASSWORD.into()).await;
        let probed = miners.probe_password(machine.address(), &PASSWORD.into()).await;
        assert_eq!((proved, probed.err()), (Err(Failure::TokensFull), Some(Failure::TokensFull)));
        assert_eq!(machine.machine.requests().len(), 1, "it was asked again: {:?}", machine.machine.requests());
        // What is tested is that time passes.
        tokio::time::sleep(pause).await;
        assert_eq!(accepted(&tell(&miners, &machine, &[PASSWORD]).await), Some(0));
    }
}

#[tokio::test]
async fn at_most_two_wrong_passwords_are_sent_and_the_others_the_next_time() {
    let machine = Secured::start().await;
    let miners = miners();
    let words = ["one", "two", "three", PASSWORD];
    assert_eq!(tell(&miners, &machine, &words).await, Told::NotSent(Failure::WrongPassword));
    assert_eq!(machine.sealed(), 2);
    assert_eq!(accepted(&tell(&miners, &machine, &words).await), Some(3));
    assert_eq!(machine.sealed(), 4);
    // The one that was right comes first now.
    assert_eq!(accepted(&tell(&miners, &machine, &words).await), Some(3));
    assert_eq!((machine.sealed(), machine.state().writes.len()), (5, 2));
    assert!(machine.state().tokens <= 2);
}

#[tokio::test]
async fn without_passwords_nothing_is_sent() {
    let machine = Secured::start().await;
    assert_eq!(tell(&miners(), &machine, &[]).await, Told::NotSent(Failure::WrongPassword));
    assert_eq!(machine.machine.requests().len(), 0);
}

#[tokio::test]
async fn a_password_that_somebody_changed_is_noticed() {
    let machine = Secured::start().await;
    let miners = miners();
    assert_eq!(accepted(&tell(&miners, &machine, &[PASSWORD, "other"]).await), Some(0));
    {
        let mut state = machine.state();
        state.password = "other".to_owned();
        state.salt = "uhCiDyVj".to_owned();
        state.is_token_dead = true;
    }
    assert_eq!(accepted(&tell(&miners, &machine, &[PASSWORD, "other"]).await), Some(1));
    assert_eq!(machine.sealed(), 3);
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_unknown_and_not_repeated() {
    type Loss = fn(&State) -> Vec<Step>;
    let half = |state: &State| {
        let Step::Send(whole) = state.answer("S", 131, "API command OK").remove(0) else { unreachable!() };
        vec![Step::Send(whole[..whole.len() / 2].to_vec())]
    };
    let losses: [(&str, Loss); 4] = [
        ("close", |_| vec![]),
        ("reset", |_| vec![Step::Reset]),
        ("silence", |_| vec![Step::Hold]),
        ("text", |_| say("Socket connect failed: Connection refused\n")),
    ];
    for (name, loss) in losses.into_iter().chain([("half", half as Loss)]) {
        let machine = Secured::acting(move |state, _| Some(loss(state))).await;
        let told = tell(&miners(), &machine, &[PASSWORD, "other"]).await;
        assert!(matches!(told, Told::Unknown(_)), "{name}: {told:?}");
        assert_eq!(machine.sealed(), 1, "{name}");
    }
}

#[tokio::test]
async fn a_machine_that_is_not_reached_was_told_nothing() {
    let closed = TcpListener::bind("127.22.5.2:0").await.unwrap().local_addr().unwrap();
    let miners = miners();
    let told = miners.tell(closed, &reboot(), &passwords(&[PASSWORD]), &CancellationToken::new()).await;
    assert_eq!(told, Told::NotSent(Failure::Refused));
    assert_eq!(miners.check_access(closed, &passwords(&[PASSWORD])).await, Access::NoApi);
    assert_eq!(miners.remembered(), 0);
}

#[tokio::test]
async fn refusals_are_told_apart_in_cipher_and_in_plain_text() {
    for is_plain in [false, true] {
        let cases = [
            (45, "can't access write cmd", Failure::SwitchOff { words: "can't access write cmd".into() }),
            (45, "command join err", answered(45, "command join err")),
            (132, "API command ERROR", answered(132, "API command ERROR")),
            (14, "invalid cmd", answered(14, "invalid cmd")),
        ];
        for (code, words, failure) in cases {
            let machine = Secured::acting(move |state, _| {
                Some(if is_plain { say(envelope("E", code, words)) } else { state.answer("E", code, words) })
            })
            .await;
            assert_eq!(tell(&miners(), &machine, &[PASSWORD]).await, Told::Refused(failure));
            assert_eq!(machine.sealed(), 1);
        }
    }
}

#[tokio::test]
async fn old_firmware_is_told_with_its_own_key() {
    let needs_command = envelope("E", 24, "Missing JSON 'command'");
    let in_cipher = needs_command.clone();
    let machine = Secured::hearing(
        move |_, request| request.contains("\"cmd\"").then(|| say(needs_command.clone())),
        move |state, command| command.get("command").is_none().then(|| state.seal(&in_cipher)),
    )
    .await;
    let miners = miners();
    for _ in 0..2 {
        assert_eq!(accepted(&tell(&miners, &machine, &[PASSWORD]).await), Some(0));
    }
    assert_eq!(machine.machine.requests().len(), 4, "{:?}", machine.machine.requests());
}

/// A machine that changes its password and answers with `steps`.
async fn changing(steps: fn(&State) -> Vec<Step>) -> Secured {
    Secured::acting(move |state, command| {
        if command["cmd"] != "update_pwd" {
            return None;
        }
        assert_eq!(command["old"], state.password.as_str());
        let reply = steps(state);
        command["new"].as_str().unwrap().clone_into(&mut state.password);
        "uhCiDyVj".clone_into(&mut state.salt);
        state.is_token_dead = true;
        Some(reply)
    })
    .await
}

#[tokio::test]
async fn a_password_is_changed_and_the_old_one_forgotten() {
    let machine = changing(|state| state.answer("S", 131, "API command OK")).await;
    let miners = miners();
    tell(&miners, &machine, &[PASSWORD]).await;
    let told = change(&miners, &machine, &["no", PASSWORD], "New_1").await;
    assert_eq!(accepted(&told), Some(1));
    assert_eq!(accepted(&tell(&miners, &machine, &["New_1"]).await), Some(0));
    assert_eq!(machine.state().wrong, 0, "what was known of the old password was used");
}

#[tokio::test]
async fn a_lost_answer_to_a_password_change_is_cleared_up_by_proving_both() {
    let machine = changing(|_| vec![]).await;
    let miners = miners();
    let told = change(&miners, &machine, &[PASSWORD], "New_1").await;
    assert_eq!(told, Told::Unknown(Failure::Closed { received: 0 }));
    assert_eq!(miners.proves(machine.address(), &PASSWORD.into()).await, Ok(false));
    assert_eq!(miners.proves(machine.address(), &"New_1".into()).await, Ok(true));
}

#[tokio::test]
async fn a_password_that_no_machine_takes_is_not_sent() {
    let machine = Secured::start().await;
    for new in ["", "123456789", "a-b", "пароль"] {
        let told = change(&miners(), &machine, &[PASSWORD], new).await;
        assert_eq!(told, Told::NotSent(Failure::UnfitPassword), "{new:?}");
    }
    assert_eq!(machine.machine.requests().len(), 0);
}

#[tokio::test]
async fn a_read_with_a_token_gives_what_the_machine_says() {
    let machine = Secured::acting(|state, command| {
        assert_eq!(command["key"], "CustomerSn");
        Some(state.answer("S", 131, json!({ "CustomerSn": "rack 7" })))
    })
    .await;
    let command = json!({ "cmd": "get_customer_msg", "key": "CustomerSn" });
    let said = miners().ask_in_session(machine.address(), command, &passwords(&[PASSWORD])).await;
    assert_eq!(said, Ok(json!({ "CustomerSn": "rack 7" })));
}

#[tokio::test]
async fn access_is_found_by_reads_alone() {
    let machine = Secured::start().await;
    let miners = miners();
    let check = async |words: &[&str]| miners.check_access(machine.address(), &passwords(words)).await;
    assert_eq!(check(&["no", "neither", "nor"]).await, Access::WrongPassword);
    assert_eq!(check(&["no", PASSWORD]).await, Access::Ready);
    assert_eq!(check(&[]).await, Access::WrongPassword);
    assert_eq!(miners.factory_password(machine.address()), Some(false));
    machine.state().salt = FACTORY_SALT.to_owned();
    machine.state().is_token_dead = true;
    assert_eq!(check(&["no", PASSWORD]).await, Access::FactoryPassword);
    assert_eq!(miners.factory_password(machine.address()), Some(true));
    assert!(machine.state().writes.iter().all(|write| write["cmd"] == "status"));
}

#[tokio::test]
async fn a_watched_machine_hears_of_a_wrong_password_once() {
    let machine = Secured::start().await;
    let miners = miners();
    for _ in 0..40 {
        let access = miners.check_access(machine.address(), &passwords(&["no", "neither"])).await;
        assert_eq!(access, Access::WrongPassword);
    }
    assert_eq!((machine.state().tokens, machine.sealed()), (1, 2));
    // One that is entered later is tried at once.
    let access = miners.check_access(machine.address(), &passwords(&["no", "neither", PASSWORD])).await;
    assert_eq!((access, machine.sealed()), (Access::Ready, 3));
}

#[tokio::test]
async fn a_password_that_was_wrong_is_tried_again_once_the_machine_has_another() {
    let machine = Secured::start().await;
    let miners = Miners::new(MinersOptions { salt_believed: Duration::ZERO, ..options() }, Budget::new(8));
    let check = async || miners.check_access(machine.address(), &passwords(&["other"])).await;
    assert_eq!([check().await, check().await], [Access::WrongPassword, Access::WrongPassword]);
    assert_eq!(machine.sealed(), 1, "the salt is the same, and so is the password");
    {
        let mut state = machine.state();
        state.password = "other".to_owned();
        state.salt = "uhCiDyVj".to_owned();
    }
    assert_eq!(check().await, Access::Ready);
}

#[tokio::test]
async fn api_v3_tells_the_switch_without_a_token() {
    for (switch, salt, access) in
        [("0", SALT, Access::SwitchOff), ("1", SALT, Access::Ready), ("0", FACTORY_SALT, Access::FactoryPassword)]
    {
        let machine = Secured::start().await;
        let info = json!({ "code": 0, "msg": { "salt": salt, "system": { "apiswitch": switch } } }).to_string();
        let address = SocketAddr::new(machine.address().ip(), 0);
        let framed = v3::frame(info.as_bytes());
        let device = Scripted::start_at(address, move |_| vec![Step::Send(framed.clone()), Step::Hold]).await;
        let device_ports = [(machine.address().port(), device.address.port())].into();
        let miners = Miners::new(MinersOptions { device_ports, ..options() }, Budget::new(8));
        assert_eq!(miners.check_access(machine.address(), &passwords(&[PASSWORD])).await, access);
        assert_eq!(machine.state().tokens > 0, access == Access::Ready);
    }
}

#[tokio::test]
async fn silence_is_no_access_that_could_be_told() {
    let machine = Secured::hearing(|_, _| Some(vec![Step::Hold]), |_, _| None).await;
    let timeouts = options().write_timeouts;
    let miners = Miners::new(MinersOptions { timeouts, ..options() }, Budget::new(8));
    let access = miners.check_access(machine.address(), &passwords(&[PASSWORD])).await;
    assert_eq!(access, Access::Unknown(Failure::TimedOut { phase: Phase::FirstByte }));
}

#[tokio::test]
async fn a_partner_opens_writes_on_one_connection() {
    for (secret, code) in [("SECRET", 131), ("other", 132)] {
        let machine = Scripted::start([127, 22, 5, 3], |request| {
            let request: Value = serde_json::from_str(request).unwrap();
            if request["command"] == "open_write_api" {
                assert_eq!((&request["client"], &request["enable"]), (&json!("farm"), &json!(true)));
                let salts = json!({ "time": "5626", "salt": FACTORY_SALT, "newsalt": "jbzkfQls" });
                return [say(envelope("S", 131, salts)), vec![Step::Again]].concat();
            }
            // MD5 over 5626, jbzkfQls, SECRET and the key of `admin`.
            let is_right = request["token"] == "9dcc1fc4b0451156db24bcf8b1cf420c";
            say(if is_right { envelope("S", 131, "ok") } else { envelope("E", 132, "no") })
        })
        .await;
        let stop = CancellationToken::new();
        let told = miners().open_write_api(machine.address, "farm", &secret.into(), &"admin".into(), &stop).await;
        assert_eq!(accepted(&told).is_some(), code == 131, "{told:?}");
        assert_eq!((machine.most_open(), machine.requests().len()), (1, 2));
    }
}
