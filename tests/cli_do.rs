//! Acting from the command line: the real binary against simulated machines.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

#[path = "support/farm.rs"]
#[expect(dead_code, reason = "only the test of the engine moves machines about")]
mod farm;

use farm::Farm;
use rackhand::sim::Fault;
use serde_json::Value;
use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// The password of the simulated machines.
const RIGHT: &str = "rackhand";
/// One that they don't have, and that must not show up anywhere.
const WRONG: &str = "zq7Wrong";

/// What ends up where, and how.
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    /// Each line as JSON.
    fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The outcome of each machine, in order.
    fn outcomes(&self) -> Vec<String> {
        self.objects().iter().map(|object| object["outcome"].as_str().unwrap().to_owned()).collect()
    }
}

/// A computer with files of its own, without a keyring.
struct Computer {
    home: TempDir,
    /// In the environment variable `MINER_PASSWORD`.
    password: &'static str,
}

impl Computer {
    fn new() -> Self {
        Self::with(RIGHT)
    }

    fn with(password: &'static str) -> Self {
        Self { home: TempDir::new().unwrap(), password }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rackhand"));
        command.args(arguments).env("RACKHAND_HOME", self.home.path()).env("RACKHAND_KEYRING", "memory");
        command.env("LC_ALL", "C").env("MINER_PASSWORD", self.password);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command line, its words separated by blanks, with this standard input.
    fn run_with(&self, line: &str, input: &str) -> Run {
        let mut child = self.command(&line.split(' ').collect::<Vec<_>>()).spawn().unwrap();
        // Who does not want the input may be gone already.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { status: output.status.code().expect("not killed"), out: text(output.stdout), err: text(output.stderr) }
    }

    fn run(&self, line: &str) -> Run {
        self.run_with(line, "")
    }

    /// Sends without asking, with the password of the environment, and prints JSON.
    fn send(&self, line: &str) -> Run {
        self.run(&format!("{line} --password-env MINER_PASSWORD --yes --format json"))
    }

    /// True where a file below this computer's folder contains the words.
    fn keeps(&self, words: &str) -> bool {
        fn holds(folder: &Path, words: &[u8]) -> bool {
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
                if path.is_dir() {
                    return holds(&path, words);
                }
                fs::read(&path).unwrap().windows(words.len()).any(|window| window == words)
            })
        }
        holds(self.home.path(), words.as_bytes())
    }
}

#[test]
fn a_dry_run_says_what_would_be_sent_and_sends_nothing() {
    let there = Farm::start(201, 2);
    let before = there.truth(there.addresses()[0]).pools;
    let line = "do update_pools 127.25.201.0/24 --pool1 stratum+tcp://new.example:3333 --worker1 {account}.{ip4}";
    let run = Computer::new().run(&format!("{line} --account farm --dry-run --format json"));
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(run.outcomes(), ["planned", "planned"]);
    let objects = run.objects();
    let changes = objects[1]["changes"].as_array().unwrap();
    let new = |name: &str| changes.iter().find(|change| change["parameter"] == name).unwrap()["new"].clone();
    assert_eq!((new("pool1"), new("worker1")), ("stratum+tcp://new.example:3333".into(), "farm.2".into()));
    assert_eq!(objects[0].get("port"), None, "the usual port is not told");
    assert_eq!(objects[0]["mac"], there.truth(there.addresses()[0]).mac.to_string());
    for words in ["2 machines of 2 can be told", " → ", "farm.1"] {
        assert!(run.err.contains(words), "{words} in {}", run.err);
    }
    assert_eq!(there.truth(there.addresses()[0]).pools, before);
}

#[test]
fn one_address_is_never_sent_to_two_machines() {
    let there = Farm::start(227, 2);
    let fixed = "--mode static --ip 127.25.227.77 --mask 255.255.255.0 --gate 127.25.227.250 --dns 127.25.227.250";
    let networks = || {
        let truths = there.addresses().into_iter().map(|address| there.truth(address));
        truths.map(|truth| (truth.dhcp, truth.network)).collect::<Vec<_>>()
    };
    let before = networks();
    let computer = Computer::new();
    let run = computer.send(&format!("do net_config 127.25.227.0/24 {fixed}"));
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains("2 machines would have ip 127.25.227.77"), "{}", run.err);
    assert_eq!(networks(), before, "nobody was told");
    let dhcp = computer.run("do net_config 127.25.227.0/24 --mode dhcp --dry-run --format json");
    assert_eq!(dhcp.outcomes(), ["planned", "planned"], "a wish without an address is for as many as one wants");
}

#[test]
fn without_a_terminal_nothing_is_sent_unless_told_so() {
    let there = Farm::start(202, 1);
    let computer = Computer::new();
    for line in ["do reboot 127.25.202.1", "logs 127.25.202.1 --to nowhere", "passwords change 127.25.202.1"] {
        let run = computer.run(line);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{line}");
        assert!(run.err.contains("--yes") && run.err.contains("--dry-run"), "{}", run.err);
    }
    assert_eq!(there.connections(there.addresses()[0]), 0, "nobody was even asked");
}

#[test]
fn pools_are_set_and_read_back() {
    let there = Farm::start(203, 3);
    let computer = Computer::new();
    let run = computer.send(
        "do update_pools 127.25.203.0/24 --pool1 stratum+tcp://new.example:3333 --worker1 f.{n:03} --passwd1 qHidden1",
    );
    assert_eq!(run.status, 0, "{}\n{}", run.out, run.err);
    assert_eq!(run.outcomes(), ["done", "done", "done"]);
    for (index, address) in there.addresses().into_iter().enumerate() {
        let pools = there.truth(address).pools;
        assert_eq!(
            (pools[0].0.as_str(), pools[0].1.clone()),
            ("stratum+tcp://new.example:3333", format!("f.{:03}", index + 1))
        );
    }
    assert_eq!(run.objects()[0]["command"], "update_pools");
    assert!(run.err.contains("3 done in "), "{}", run.err);
    assert!(!run.out.contains("qHidden1") && !run.err.contains("qHidden1") && !computer.keeps("qHidden1"));
}

#[test]
fn the_password_comes_from_the_input_too() {
    let _there = Farm::start(204, 1);
    let computer = Computer::new();
    let line = "do set_led 127.25.204.1 --mode red --password-stdin --yes --format json";
    let run = computer.run_with(line, &format!("{RIGHT}\n"));
    assert_eq!((run.status, run.outcomes()), (0, vec!["done".to_owned()]), "{}{}", run.out, run.err);
    let empty = computer.run(line);
    assert_eq!(empty.status, 2);
    assert!(empty.err.contains("empty"), "{}", empty.err);
    let unset = computer.run("do set_led 127.25.204.1 --password-env NO_SUCH_VARIABLE --yes");
    assert!(unset.status == 2 && unset.err.contains("NO_SUCH_VARIABLE"), "{}", unset.err);
}

#[test]
fn a_wrong_password_is_refused_and_kept_nowhere() {
    let _there = Farm::start(205, 2);
    let computer = Computer::with(WRONG);
    let run = computer.send("do set_led 127.25.205.0/24 --mode red");
    assert_eq!(run.status, 1);
    assert_eq!(run.outcomes(), ["refused", "refused"]);
    assert!(run.objects()[0]["message"].as_str().unwrap().contains("password"), "{}", run.out);
    assert!(!run.out.contains(WRONG) && !run.err.contains(WRONG) && !computer.keeps(WRONG));
}

#[test]
fn a_password_is_no_argument() {
    for line in ["do reboot 10.0.0.1 --password x", "passwords set north --password x", "passwords set north secret"] {
        let run = Computer::new().run(line);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{line}");
    }
}

#[test]
fn every_machine_has_an_outcome_and_the_status_says_whether_all_are_good() {
    let there = Farm::start(206, 4);
    let addresses = there.addresses();
    there.set_fault(addresses[1], Fault::ApiOff);
    there.set_down(addresses[2], true);
    let run = Computer::new().send("do set_led 127.25.206.1 127.25.206.2 127.25.206.3 127.25.206.4 --mode red");
    assert_eq!(run.status, 1);
    let outcomes = run.outcomes();
    assert_eq!((outcomes[0].as_str(), outcomes[3].as_str()), ("done", "done"), "{}", run.out);
    assert!(["refused", "skipped"].contains(&outcomes[1].as_str()), "{}", run.out);
    assert_eq!(outcomes[2], "unreachable");
    let objects = run.objects();
    assert_eq!(objects[2]["mac"], Value::Null);
    assert!(objects[1]["message"].as_str().unwrap().contains("switch"), "{}", run.out);
}

#[test]
fn values_are_checked_before_anybody_is_asked() {
    let there = Farm::start(207, 1);
    let computer = Computer::new();
    for (line, words) in [
        ("do adjust_power_limit 127.25.207.1 --power-limit 100000 --yes", "must be from 0 to 99999"),
        ("do adjust_power_limit 127.25.207.1 --yes", "--power-limit"),
        ("do update_pools 127.25.207.1 --pool1 nowhere --yes", "not a pool address"),
        ("do set_led 127.25.207.1 --mode blue --yes", "auto, red, green"),
        ("do set_led 127.25.207.1 --filter nose<3 --yes", "nose<3"),
        ("do fly 127.25.207.1", "fly"),
    ] {
        let run = computer.run(line);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{line}: {}", run.err);
        assert!(run.err.contains(words), "{line}: {}", run.err);
    }
    assert_eq!(there.connections(there.addresses()[0]), 0);
}

#[test]
fn a_filter_chooses_and_nobody_left_is_no_success() {
    let there = Farm::start(208, 3);
    there.set_fault(there.addresses()[1], Fault::Stopped);
    let computer = Computer::new();
    let run = computer.run("do power_on 127.25.208.0/24 --filter status:stopped --dry-run --format json");
    assert_eq!((run.status, run.objects().len()), (0, 1), "{}{}", run.out, run.err);
    assert_eq!(run.objects()[0]["ip"], "127.25.208.2");
    let nobody = computer.send("do power_on 127.25.208.0/24 --filter status:lost");
    assert_eq!((nobody.status, nobody.out.as_str()), (1, ""));
}

#[test]
fn results_for_people_are_a_table() {
    let _there = Farm::start(209, 2);
    let run = Computer::new().run("do set_led 127.25.209.0/24 --mode red --password-env MINER_PASSWORD --yes");
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    let lines: Vec<Vec<&str>> = run.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["IP", "MAC", "Outcome", "Message"]);
    assert_eq!((lines[1][0], lines[1][2]), ("127.25.209.1", "done"));
    assert_eq!(lines.len(), 3);
}

#[test]
fn results_are_said_in_the_language_of_the_system_and_kept_in_english() {
    let _there = Farm::start(225, 1);
    let computer = Computer::new();
    let line = "do power_off 127.25.225.1 --password-env MINER_PASSWORD --yes";
    let run_in = |language: &str, line: &str| {
        let mut command = computer.command(&line.split(' ').collect::<Vec<_>>());
        let output = command.env("LC_ALL", language).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for (language, title, said) in [
        ("ru_RU.UTF-8", "Сообщение", "Майнинг: машина показывает "),
        ("zh_CN.UTF-8", "说明", "挖矿回读为 "),
        ("en_US.UTF-8", "Message", "Mining reads stopped"),
    ] {
        let table = run_in(language, line);
        assert!(table.contains(title) && table.contains(said), "{language}: {table}");
        assert!(table.contains(" done "), "an outcome's name is what options take: {table}");
        let object = run_in(language, &format!("{line} --format json"));
        assert!(object.contains("\"message\":\"mining reads stopped\""), "{language}: {object}");
    }
    let journal = computer.run("journal export --as csv").out;
    assert_eq!(journal.matches("mining reads stopped").count(), 6, "{journal}");
}

#[test]
fn the_journal_tells_what_was_done() {
    let _there = Farm::start(210, 2);
    let computer = Computer::new();
    assert_eq!(computer.send("do set_led 127.25.210.0/24 --mode red").status, 0);
    let list = computer.run("journal list --format json");
    assert_eq!(list.status, 0, "{}", list.err);
    let batch = &list.objects()[0];
    assert_eq!((&batch["command"], &batch["machines"]), (&"set_led".into(), &2.into()));
    assert_eq!(batch["outcomes"]["done"], 2, "{batch}");
    let show = computer.run(&format!("journal show {} --format json", batch["batch"]));
    assert_eq!(show.outcomes(), ["done", "done"]);
    assert_eq!(show.objects()[0]["ip"], "127.25.210.1");
    let export = computer.run("journal export --as csv");
    assert!(export.out.starts_with("batch,started,title,ip,port,mac,command,outcome,message,at\n"), "{}", export.out);
    assert_eq!(export.out.lines().count(), 3);
    assert_eq!(computer.run("journal list --filter nothing-like-it --format json").out, "");
    assert_eq!(computer.run("journal show 999").status, 2);
}

#[test]
fn nothing_is_kept_where_there_is_no_keyring() {
    let computer = Computer::new();
    let list = computer.run("passwords list --format json");
    assert_eq!((list.status, list.out.as_str()), (0, ""), "{}", list.err);
    let set = computer.run_with("passwords set north --scope 10.1.0.0/16 --password-stdin", &format!("{WRONG}\n"));
    assert_eq!(set.status, 2);
    assert!(set.err.contains("keyring") && set.err.contains("--password-env"), "{}", set.err);
    assert!(!set.err.contains(WRONG) && !computer.keeps(WRONG));
    assert_eq!(computer.run("passwords remove north").status, 2);
    let forget = computer.run("passwords forget-earlier north");
    assert_eq!(forget.status, 2);
    assert!(forget.err.contains("no set of this name: north"), "{}", forget.err);
}

#[test]
fn api_setup_says_what_to_do_next() {
    let there = Farm::start(211, 2);
    there.set_fault(there.addresses()[0], Fault::FactoryPassword);
    let run = Computer::new().run("api-setup 127.25.211.1-2 --format json");
    assert_eq!(run.status, 1, "{}", run.err);
    let objects = run.objects();
    assert_eq!(objects[0]["state"], "factory-password", "{}", run.out);
    assert!(objects[0]["todo"].as_str().unwrap().contains("WhatsMinerTool"));
    assert_eq!(objects[1]["state"], "wrong-password", "no password is known: {}", run.out);
}

#[test]
fn firmware_is_planned_for_machines_that_it_fits() {
    let _there = Farm::start(212, 1);
    let computer = Computer::new();
    let place = TempDir::new().unwrap();
    let path = place.path().join("firmware.bin");
    fs::write(&path, vec![7_u8; 4096]).unwrap();
    let plan = computer.run(&format!("firmware {} 127.25.212.1 --plan --format json", path.display()));
    assert_eq!((plan.status, plan.outcomes()), (0, vec!["planned".to_owned()]), "{}", plan.err);
    assert!(plan.err.contains("firmware.bin"), "{}", plan.err);
    let missing = computer.run("firmware /no/such/file.bin 127.25.212.1 --plan");
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("/no/such/file.bin"), "{}", missing.err);
    assert_eq!(computer.run("firmware 127.25.212.1 --plan").status, 2, "no file is named");
}

#[test]
fn the_simulator_s_firmware_goes_on_every_kind_that_says_its_platform() {
    let computer = Computer::new();
    let file = computer.home.path().join("trial.bin");
    let path = file.to_str().unwrap();
    let arguments =
        ["simulate", "--miners", "8", "--base", "127.25.231.1", "--profile", "every", "--firmware-file", path];
    let mut machines = computer.command(&arguments).spawn().unwrap();
    let mut range = String::new();
    BufReader::new(machines.stdout.as_mut().unwrap()).read_line(&mut range).unwrap();
    let sent = computer.send(&format!("firmware {path} {}", range.trim()));
    let ends = machines.kill().and_then(|()| machines.wait());
    // The oldest kind does not say its platform, and gets nothing that may not fit.
    let (skipped, others): (Vec<_>, Vec<_>) = sent.objects().into_iter().partition(|one| one["outcome"] == "skipped");
    assert!(skipped.len() == 1 && skipped[0]["message"].as_str().unwrap().contains("platform"), "{}", sent.out);
    assert!(others.len() == 7 && others.iter().all(|one| one["outcome"] == "done"), "{}{}", sent.out, sent.err);
    ends.unwrap();
}

#[test]
fn logs_end_up_in_the_folder() {
    let _there = Farm::start(213, 1);
    let computer = Computer::new();
    let folder = computer.home.path().join("brought");
    let run = computer.send(&format!("logs 127.25.213.1 --to {}", folder.display()));
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_new_password_opens_the_machine_afterwards() {
    let _there = Farm::start(214, 1);
    let computer = Computer::new();
    let line = "passwords change 127.25.214.1 --new-stdin --password-env MINER_PASSWORD --yes --format json";
    let run = computer.run_with(line, "new_9182\n");
    assert_eq!((run.status, run.outcomes()), (0, vec!["done".to_owned()]), "{}{}", run.out, run.err);
    assert!(!run.out.contains("new_9182") && !run.err.contains("new_9182") && !computer.keeps("new_9182"));
    assert_eq!(computer.send("do set_led 127.25.214.1 --mode red").outcomes(), ["refused"], "the old one is gone");
    let led = "do set_led 127.25.214.1 --mode red --password-stdin --yes --format json";
    assert_eq!(computer.run_with(led, "new_9182\n").status, 0);
    assert_eq!(computer.run_with(line, "much_too_long\n").status, 2);
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_was_begun_and_skips_the_rest() {
    let there = Farm::start(215, 3);
    let pool = |index: usize| there.truth(there.addresses()[index]).pools[0].0.clone();
    let before = pool(0);
    let line =
        "do update_pools 127.25.215.0/24 --pool1 new.example:3333 --limit 1 --stagger 600000 --yes --format json";
    let arguments: Vec<&str> = line.split(' ').chain(["--password-env", "MINER_PASSWORD"]).collect();
    let computer = Computer::new();
    let mut child = computer.command(&arguments).spawn().unwrap();
    while pool(0) == before {
        assert_eq!(child.try_wait().unwrap(), None, "it waits for the second machine");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let run = Run {
        status: output.status.code().expect("it ended by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    };
    assert_eq!(run.status, 1);
    assert_eq!(run.outcomes()[1..], ["skipped", "skipped"], "{}", run.out);
    assert_ne!(run.outcomes()[0], "skipped");
    assert!(run.err.contains("stopped before the end"), "{}", run.err);
    assert_eq!(pool(1), before);
}

#[test]
fn help_explains_every_command() {
    let computer = Computer::new();
    let all = computer.run("do --help");
    assert_eq!((all.status, all.err.as_str()), (0, ""));
    for (name, about) in [
        ("update_pools", "Sets the three pools"),
        ("power_off", "Stops mining"),
        ("set_customer_msg", "Keeps a text of yours"),
        ("net_config", "Sets the address"),
    ] {
        // Behind the name, or below it where the terminal is narrow.
        let (_, after) = all.out.split_once(&format!("  {name}")).unwrap_or_else(|| panic!("{name} in {}", all.out));
        assert!(after.trim_start().starts_with(about), "{about} in {}", all.out);
    }
    let one = computer.run("do update_pools --help");
    for words in [
        "Sets the three pools",
        "--pool1",
        "{ip4}",
        "{n}, {n:04}",
        "--keep-workers",
        "--stop-at",
        "EXIT STATUS",
        "OUTCOMES",
    ] {
        assert!(one.out.contains(words), "{words} in {}", one.out);
    }
    for command in ["firmware", "logs", "passwords", "passwords change", "api-setup", "journal", "journal export"] {
        let help = computer.run(&format!("{command} --help"));
        assert_eq!((help.status, help.err.as_str()), (0, ""), "{command}");
    }
}
