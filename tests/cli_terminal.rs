//! What the command line does on a terminal: questions, hidden secrets, Ctrl-C. The real binary on a real
//! pseudo-terminal, against simulated machines.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

#[path = "support/farm.rs"]
#[expect(dead_code, reason = "only the test of the engine moves machines about")]
mod farm;

use farm::Farm;
use rackhand::sim::Fault;
use rexpect::session::{PtySession, spawn_command};
use std::process::Command;
use tempfile::TempDir;

/// The password of the simulated machines.
const RIGHT: &str = "rackhand";
/// What a test gives up after, in milliseconds; only a failing one waits so long.
const PATIENCE: u64 = 60_000;

/// Somebody at a terminal of a computer of their own.
struct Terminal {
    session: PtySession,
    _home: TempDir,
}

impl Terminal {
    /// Types a command line.
    fn run(line: &str) -> Self {
        Self::with(line, RIGHT)
    }

    fn with(line: &str, password: &str) -> Self {
        let home = TempDir::new().unwrap();
        let mut command = Command::new("sh");
        // A terminal shows what is typed, unless it is told not to; and a shell outlives the Ctrl-C of its programs.
        // Afterwards it says how the terminal was left.
        let shell = r#"
            stty echo cols 200; trap : INT; "$0" "$@"; echo "ended with $?"
            case "$(stty -a)" in *-isig* | *-icanon* | *"-echo "*) echo garbled;; *) echo sound;; esac
        "#;
        command.args(["-c", shell, env!("CARGO_BIN_EXE_rackhand")]);
        command.args(line.split(' ')).env("RACKHAND_HOME", home.path()).env("RACKHAND_KEYRING", "memory");
        command.env("LC_ALL", "C").env("TERM", "xterm").env("MINER_PASSWORD", password);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        Self { session: spawn_command(command, Some(PATIENCE)).unwrap(), _home: home }
    }

    /// Waits for words, and returns what stood before them.
    fn sees(&mut self, words: &str) -> String {
        self.session.exp_string(words).unwrap()
    }

    fn types(&mut self, line: &str) {
        self.session.send_line(line).unwrap();
    }

    fn presses_ctrl_c(&mut self) {
        self.session.send_control('c').unwrap();
    }

    /// Waits for the end. Returns what was still shown, and the status. However a program ends, the terminal shows again
    /// what is typed.
    fn ends(mut self) -> (String, i32) {
        let rest = self.session.exp_string("ended with ").unwrap();
        let status = self.session.read_line().unwrap();
        assert_eq!(self.session.read_line().unwrap().trim(), "sound", "how the terminal was left");
        (rest, status.trim().parse().unwrap())
    }
}

fn first_pools(there: &Farm) -> Vec<String> {
    there.addresses().into_iter().map(|address| there.truth(address).pools[0].0.clone()).collect()
}

const POOL: &str = "stratum+tcp://new.example:3333";

#[test]
fn the_preview_stands_before_the_question_and_no_answer_is_a_no() {
    let there = Farm::start(216, 2);
    let before = first_pools(&there);
    let line = format!("do update_pools 127.25.216.0/24 --pool1 {POOL} --password-env MINER_PASSWORD");
    for answer in ["", "n", "yess"] {
        let mut terminal = Terminal::run(&line);
        let preview = terminal.sees("Send it to 2 machines? [y/N] ");
        assert!(preview.contains("2 machines of 2 can be told") && preview.contains(POOL), "{preview}");
        terminal.types(answer);
        let (rest, status) = terminal.ends();
        assert!(rest.contains("nothing was sent") && rest.starts_with(answer), "{rest}");
        assert_eq!((status, first_pools(&there)), (1, before.clone()), "after {answer:?}");
    }
    let mut terminal = Terminal::run(&line);
    terminal.sees("[y/N] ");
    terminal.types("y");
    let (rest, status) = terminal.ends();
    assert_eq!((status, first_pools(&there)), (0, vec![POOL.to_owned(); 2]), "{rest}");
    assert!(rest.contains("2 done in "), "{rest}");
}

#[test]
fn ctrl_c_at_the_question_sends_nothing() {
    let there = Farm::start(217, 1);
    let mut terminal = Terminal::run("do power_off 127.25.217.1 --password-env MINER_PASSWORD");
    terminal.sees("Type the number of machines");
    terminal.presses_ctrl_c();
    assert_eq!(terminal.ends().1, 130);
    assert!(!there.truth(there.addresses()[0]).stopped);
}

#[test]
fn where_much_can_be_lost_the_number_of_machines_is_typed() {
    let there = Farm::start(218, 3);
    let stopped = || there.addresses().into_iter().filter(|address| there.truth(*address).stopped).count();
    let line = "do power_off 127.25.218.0/24 --password-env MINER_PASSWORD";
    for (answer, expected) in [("y", (1, 0)), ("2", (1, 0)), ("3", (0, 3))] {
        let mut terminal = Terminal::run(line);
        terminal.sees("Type the number of machines to send it to 3 machines: ");
        terminal.types(answer);
        let (rest, status) = terminal.ends();
        assert_eq!((status, stopped()), expected, "after {answer}: {rest}");
    }
}

#[test]
fn a_new_password_is_asked_for_twice_and_not_shown() {
    let _there = Farm::start(219, 1);
    let line = "passwords change 127.25.219.1 --password-env MINER_PASSWORD";
    let mut terminal = Terminal::run(line);
    let mut shown = terminal.sees("New password: ");
    terminal.types("new_9182");
    shown += &terminal.sees("New password again: ");
    terminal.types("new_9182");
    shown += &terminal.sees("Type the number of machines to send it to 1 machine: ");
    terminal.types("1");
    let (rest, status) = terminal.ends();
    assert_eq!(status, 0, "{shown}{rest}");
    shown += &rest;
    assert!(!shown.contains("9182") && !shown.contains(RIGHT), "{shown}");
    assert!(rest.starts_with('1'), "the terminal shows what is typed at other times: {rest}");

    let mut terminal = Terminal::with(line, "new_9182");
    terminal.sees("New password: ");
    terminal.types("another1");
    terminal.sees("New password again: ");
    terminal.types("another2");
    let (rest, status) = terminal.ends();
    assert_eq!(status, 2, "{rest}");
    assert!(rest.contains("not the same"), "{rest}");
}

#[test]
fn ctrl_c_at_a_hidden_question_leaves_the_terminal_as_it_was() {
    let _there = Farm::start(226, 1);
    let line = "passwords change 127.25.226.1 --password-env MINER_PASSWORD";
    for typed in ["", "half"] {
        let mut terminal = Terminal::run(line);
        terminal.sees("New password: ");
        terminal.session.send(typed).unwrap();
        terminal.presses_ctrl_c();
        let (rest, status) = terminal.ends();
        assert_eq!((status, rest.trim()), (130, ""), "after {typed:?}");
    }
    let mut terminal = Terminal::run(line);
    terminal.sees("New password: ");
    terminal.types("new_9182");
    terminal.sees("New password again: ");
    terminal.presses_ctrl_c();
    let (rest, status) = terminal.ends();
    assert_eq!((status, rest.trim()), (130, ""), "the second time");
}

#[test]
fn ctrl_c_lets_what_was_begun_finish_and_says_what_came_of_all() {
    let there = Farm::start(220, 3);
    let before = first_pools(&there);
    let line = format!("do update_pools 127.25.220.0/24 --pool1 {POOL} --limit 1 --stagger 600000");
    let mut terminal = Terminal::run(&format!("{line} --password-env MINER_PASSWORD"));
    terminal.sees("[y/N] ");
    terminal.types("y");
    terminal.sees("1/3 machines");
    terminal.presses_ctrl_c();
    terminal.sees("stopping; Ctrl-C again ends the program at once");
    let (rest, status) = terminal.ends();
    assert_eq!(status, 1, "{rest}");
    assert!(rest.contains("1 done, 2 skipped") && rest.contains("stopped before the end"), "{rest}");
    assert!(rest.contains("cancelled before its turn"), "{rest}");
    assert_eq!(first_pools(&there), [POOL, &before[1], &before[2]]);
}

#[test]
fn a_second_ctrl_c_ends_the_program_at_once() {
    let there = Farm::start(221, 1);
    let address = there.addresses()[0];
    let mut terminal = Terminal::run("do set_led 127.25.221.1 --mode red --password-env MINER_PASSWORD");
    terminal.sees("[y/N] ");
    let before = there.truth(address).led;
    there.set_fault(address, Fault::Delay);
    terminal.types("y");
    while there.truth(address).led == before {
        std::thread::yield_now();
    }
    // It did what it was told, and its late reply never comes: a cancel waits for that.
    there.set_fault(address, Fault::Silence);
    terminal.presses_ctrl_c();
    terminal.sees("stopping; Ctrl-C again ends the program at once");
    terminal.presses_ctrl_c();
    let (rest, status) = terminal.ends();
    assert_eq!(status, 130, "{rest}");
    assert!(!rest.contains("127.25.221.1"), "no result is made up: {rest}");
}

#[test]
fn after_the_first_machines_it_asks_whether_to_go_on() {
    let there = Farm::start(222, 4);
    let line = format!("do update_pools 127.25.222.0/24 --pool1 {POOL} --canary 2 --password-env MINER_PASSWORD");
    let told = || first_pools(&there).iter().filter(|pool| *pool == POOL).count();
    let question = "2 of 4 have ended, 0 of them failed. Go on? [y/N] ";

    let mut terminal = Terminal::run(&line);
    terminal.sees("[y/N] ");
    terminal.types("y");
    terminal.sees(question);
    assert_eq!(told(), 2, "the others wait");
    // Ctrl-C is an answer too, and what was done is told.
    terminal.presses_ctrl_c();
    let (rest, status) = terminal.ends();
    assert_eq!((status, told()), (1, 2), "{rest}");
    assert!(rest.contains("2 done, 2 skipped"), "{rest}");

    for (answer, expected) in [("n", (1, 2)), ("y", (0, 4))] {
        let mut terminal = Terminal::run(&line);
        terminal.sees("[y/N] ");
        terminal.types("y");
        terminal.sees(question);
        terminal.types(answer);
        let (rest, status) = terminal.ends();
        assert_eq!((status, told()), expected, "after {answer}: {rest}");
    }
}

#[test]
fn when_too_many_fail_it_asks_before_it_stops() {
    let _there = Farm::start(223, 14);
    let line = "do set_led 127.25.223.0/24 --mode red --limit 1 --stop-at 50 --password-env MINER_PASSWORD";
    let mut terminal = Terminal::with(line, "zq7Wrong");
    terminal.sees("[y/N] ");
    terminal.types("y");
    terminal.sees("10 of the 10 that have ended failed. Go on? [y/N] ");
    terminal.types("n");
    let (rest, status) = terminal.ends();
    assert_eq!(status, 1, "{rest}");
    assert!(rest.contains("10 refused, 4 skipped"), "{rest}");
}

#[test]
fn api_setup_watches_until_all_are_ready() {
    let there = Farm::start(224, 2);
    let second = there.addresses()[1];
    there.set_down(second, true);
    let line = "api-setup 127.25.224.1 127.25.224.2 --watch --password-env MINER_PASSWORD";
    let mut terminal = Terminal::run(line);
    let first = terminal.sees("1 of 2 ready");
    assert!(first.contains("no-api") && first.contains("127.25.224.1 "), "{first}");
    there.set_down(second, false);
    let news = terminal.sees("2 of 2 ready");
    assert!(news.contains("127.25.224.2") && !news.contains("127.25.224.1 "), "only what changed: {news}");
    assert_eq!(terminal.ends().1, 0);

    there.set_down(second, true);
    let mut terminal = Terminal::run(line);
    terminal.sees("1 of 2 ready");
    terminal.presses_ctrl_c();
    assert_ne!(terminal.ends().1, 0, "it does not go on watching");
}
