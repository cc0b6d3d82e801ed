//! The real binary, as scripts and people use it, against simulated machines.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

#[path = "support/farm.rs"]
#[expect(dead_code, reason = "only the test of the engine moves machines about")]
mod farm;

use farm::Farm;
use rackhand::{
    sim::Fault,
    store::{Folder, Lock},
};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// What ends up where, and how.
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    fn lines(&self) -> Vec<&str> {
        self.out.lines().collect()
    }

    /// Each line as JSON.
    fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The binary with a home of its own, in plain English, without a display.
fn rackhand(home: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rackhand"));
    command.env("RACKHAND_HOME", home.path()).env("LC_ALL", "C").env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

/// Runs a command line, its words separated by blanks.
fn run(line: &str) -> Run {
    run_all(&line.split(' ').collect::<Vec<_>>())
}

fn run_all(arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } = rackhand(&TempDir::new().unwrap()).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: status.code().expect("it was not killed"), out: text(stdout), err: text(stderr) }
}

#[test]
fn a_scan_prints_a_table_by_address() {
    let _there = Farm::start(101, 12);
    let run = run("scan 127.25.101.0/24");
    assert_eq!(run.status, 0, "{}", run.err);
    let lines = run.lines();
    assert_eq!(lines.len(), 13, "a header and a line a machine");
    let header: Vec<&str> = lines[0].split_whitespace().collect();
    assert_eq!(header[..4], ["IP", "Status", "Model", "TH/s"]);
    for (index, line) in lines[1..].iter().enumerate() {
        assert_eq!(line.split_whitespace().next(), Some(format!("127.25.101.{}", index + 1).as_str()));
    }
    assert!(run.err.starts_with("12 machines in "), "{}", run.err);
}

#[test]
fn json_has_every_promised_field_and_null_for_what_is_unknown() {
    let there = Farm::start(102, 4);
    let addresses = there.addresses();
    there.set_fault(addresses[0], Fault::NotJson);
    there.set_fault(addresses[1], Fault::BoardMissing);
    there.set_fault(addresses[2], Fault::BtminerDown);
    let run = run("scan 127.25.102.0/24 --format json");
    assert_eq!(run.status, 1, "one took the connection and could not be read");
    let objects = run.objects();
    assert_eq!(objects.len(), 4);
    let promised = [
        "ip",
        "port",
        "mac",
        "model",
        "firmware",
        "status",
        "reasons",
        "hashrate_ths",
        "factory_ths",
        "power_w",
        "board_temp_max_c",
        "chip_temp_max_c",
        "fan_in_rpm",
        "fan_out_rpm",
        "boards",
        "pools",
        "errors",
        "error",
    ];
    for object in &objects {
        for field in promised {
            assert!(object.get(field).is_some(), "{field} in {object}");
        }
    }
    let [unread, broken, down, well] = objects.as_slice() else { unreachable!("there are four") };
    assert!(unread["error"].is_string());
    for field in ["mac", "model", "hashrate_ths", "power_w", "boards", "pools", "fan_in_rpm"] {
        assert_eq!(unread[field], Value::Null, "{field} of a machine that could not be read");
    }
    assert_eq!(broken["status"], "faulty");
    assert!(!broken["reasons"].as_array().unwrap().is_empty());
    let error = &broken["errors"][0];
    assert!(error["code"].is_string() && error["meaning"].is_string() && error.get("since").is_some(), "{error}");
    assert_eq!(down["hashrate_ths"], Value::Null, "a machine that does not mine now has no rate");
    assert!(down["mac"].is_string(), "its identity is known all the same");
    assert_eq!((&well["error"], &well["status"]), (&Value::Null, &"hashing".into()));
    let truth = there.truth(addresses[3]);
    assert_eq!((well["model"].as_str(), well["mac"].as_str()), (Some(truth.model), Some(&*truth.mac.to_string())));
    let rate = well["hashrate_ths"].as_f64().unwrap();
    assert!((rate / truth.rate - 1.0).abs() < 0.05, "{rate} of {}", truth.rate);
    for field in ["slot", "hashrate_ths", "chips", "temp_c"] {
        assert!(well["boards"][0][field].is_number(), "{field} of {}", well["boards"][0]);
    }
    assert!(well["pools"][0]["url"].is_string());
}

#[test]
fn csv_and_workbooks_have_the_chosen_columns_and_rows() {
    let there = Farm::start(103, 6);
    there.set_fault(there.addresses()[4], Fault::Stopped);
    let csv = run_all(&[
        "scan",
        "127.25.103.0/24",
        "--format",
        "csv",
        "--columns",
        "ip,status,th",
        "--filter",
        "status:stopped",
    ]);
    assert_eq!(csv.status, 0, "{}", csv.err);
    assert_eq!(csv.lines()[0], "ip,status,rate");
    assert_eq!(csv.lines().len(), 2);
    assert!(csv.lines()[1].starts_with("127.25.103.5,stopped,"), "{}", csv.out);

    let place = TempDir::new().unwrap();
    let path = place.path().join("fleet.xlsx");
    let book = run_all(&["scan", "127.25.103.0/24", "--format", "xlsx", "--output", path.to_str().unwrap()]);
    assert_eq!((book.status, book.out.as_str()), (0, ""));
    assert_eq!(fs::read(&path).unwrap()[..2], *b"PK", "a workbook is a zip file");
}

#[test]
fn rows_are_sorted_as_asked() {
    let _there = Farm::start(104, 8);
    let run = run("scan 127.25.104.0/24 --format csv --columns th,ip --sort -th");
    let rates: Vec<f64> =
        run.lines()[1..].iter().map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    assert_eq!(rates.len(), 8);
    assert!(rates.is_sorted_by(|a, b| a >= b), "{rates:?}");
}

#[test]
fn the_exit_status_says_whether_all_answered() {
    let there = Farm::start(105, 2);
    assert_eq!(run("scan 127.25.105.0/24").status, 0, "empty addresses of a network are no failure");
    assert_eq!(run("scan 127.25.105.1 127.25.105.2").status, 0);
    let named = run("scan 127.25.105.1 127.25.105.77");
    assert_eq!(named.status, 1, "an address that was named should answer");
    assert!(named.err.contains("127.25.105.77:4028 did not answer"), "{}", named.err);
    assert_eq!(run("scan 127.25.105.200/29").status, 1, "there is no machine at all");
    assert_eq!(run("read 127.25.105.1 --what version").status, 0);
    assert_eq!(run("read 127.25.105.77 --what version").status, 1);
    there.set_fault(there.addresses()[0], Fault::Empty);
    assert_eq!(run("scan 127.25.105.0/24").status, 1, "one closes the connection without a word");
}

#[test]
fn mistakes_are_marked_where_they_are() {
    for (arguments, marked) in [
        (vec!["scan", "10.0.0.1", "10.0.0.999"], "  10.0.0.1 10.0.0.999\n                  ^^^\n"),
        (vec!["scan", "10.0.0.1", "--columns", "ip,nose"], "  ip,nose\n     ^^^^\n"),
        (vec!["scan", "10.0.0.1", "--sort", "ip,-nose"], "  ip,-nose\n      ^^^^\n"),
        (vec!["scan", "10.0.0.1", "--filter", "model:m50 nose<3"], "  model:m50 nose<3\n            ^^^^"),
        (vec!["read", "10.0.0.1", "--what", "pools,fans"], "  pools,fans\n        ^^^^\n"),
        (vec!["simulate", "--miners", "1", "--faults", "fan:1,flood"], "  fan:1,flood\n        ^^^^^\n"),
        (vec!["simulate", "--miners", "1", "--profile", "m99"], "  m99\n  ^^^\n"),
    ] {
        let run = run_all(&arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(marked), "{}", run.err);
    }
}

#[test]
fn wrong_usage_is_explained() {
    for arguments in
        [&["scan"][..], &["scan", "10.0.0.1", "--format", "pdf"], &["fly"], &["scan", "10.0.0.1", "--timeout", "soon"]]
    {
        let run = run_all(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty());
    }
    let unread = run("scan --file /no/such/file");
    assert_eq!(unread.status, 2);
    assert!(unread.err.trim_end().ends_with("(/no/such/file)"), "{}", unread.err);
}

#[test]
fn help_and_version_are_on_the_output() {
    let help = run("scan --help");
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    for word in ["EXIT STATUS", "EXAMPLES", "--filter", "--in-flight", "10.1.2.1-80"] {
        assert!(help.out.contains(word), "{word}");
    }
    assert_eq!(run("--version").out, format!("rackhand {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn ranges_come_from_a_file_too() {
    let _there = Farm::start(106, 3);
    let place = TempDir::new().unwrap();
    let path = place.path().join("ranges.txt");
    fs::write(&path, "# Hall 1\n127.25.106.1-2\n").unwrap();
    let run =
        run_all(&["scan", "127.25.106.3", "--file", path.to_str().unwrap(), "--format", "csv", "--columns", "ip"]);
    assert_eq!(run.lines(), ["ip", "127.25.106.1", "127.25.106.2", "127.25.106.3"]);
}

#[test]
fn read_shows_parts_for_people_and_for_programs() {
    let there = Farm::start(107, 2);
    let text = run("read 127.25.107.1 --what summary,boards,errors");
    assert_eq!(text.status, 0, "{}", text.err);
    assert_eq!(text.lines()[0], "127.25.107.1:4028");
    for word in ["summary", "hashrate_ths", "boards", "slot", "errors none"] {
        assert!(text.out.contains(word), "{word} in {}", text.out);
    }
    assert!(!text.out.contains("pools"), "only what was asked for");

    there.set_fault(there.addresses()[1], Fault::Empty);
    let json = run("read 127.25.107.1-2 --what summary,pools,boards,psu,version,status,info,errors --format json");
    assert_eq!(json.status, 1);
    let objects = json.objects();
    let [well, unread] = objects.as_slice() else { panic!("two machines: {}", json.out) };
    let truth = there.truth(there.addresses()[0]);
    assert_eq!(well["info"]["mac"], truth.mac.to_string());
    assert!(well["summary"]["power_w"].is_number() && well["version"]["firmware"].is_string());
    assert!(well["pools"].is_array() && well["boards"].is_array() && well["errors"].is_array());
    assert!(unread["error"].is_string());
    assert_eq!(unread["summary"], Value::Null);
}

#[test]
fn raw_replies_are_the_machine_s_own() {
    let _there = Farm::start(108, 1);
    let text = run("read 127.25.108.1 --what version,summary --raw");
    assert_eq!(text.status, 0, "{}", text.err);
    let headers: Vec<&str> = text.out.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headers, ["# 127.25.108.1:4028 version", "# 127.25.108.1:4028 summary"]);
    let json = run("read 127.25.108.1 --what summary --raw --format json").objects();
    assert_eq!((&json[0]["what"], &json[0]["error"]), (&"summary".into(), &Value::Null));
    let reply: Value = serde_json::from_str(json[0]["reply"].as_str().unwrap()).unwrap();
    assert!(reply.is_object());
}

#[test]
fn the_demo_is_a_table_where_there_is_no_display() {
    let run = run("demo --miners 25 --seed 5");
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "one line says so: {}", run.err);
    assert!(run.err.contains("no display"), "{}", run.err);
    assert_eq!(run.lines().len(), 26, "{}", run.out);
    assert_eq!(run_all(&[]).status, 2, "without a display there is no window");
}

/// The fields that identify a machine are the same in every run with the same seed.
#[test]
fn simulate_prints_its_range_and_serves_until_it_is_stopped() {
    let home = TempDir::new().unwrap();
    let serve = |seed: &str| {
        let mut server = rackhand(&home)
            .args(["simulate", "--miners", "3", "--base", "127.25.109.1", "--faults", "silence:1", "--seed", seed])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut range = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut range).unwrap();
        assert_eq!(range, "127.25.109.1-127.25.109.3\n");
        let scanned = run("scan 127.25.109.0/24 --format json");
        assert_eq!(scanned.status, 1, "one of them never answers");
        let macs: Vec<Value> = scanned.objects().iter().map(|object| object["mac"].clone()).collect();
        let killed = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
        assert!(killed.success());
        let ended = server.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "it stops in order");
        assert!(String::from_utf8(ended.stderr).unwrap().contains("with the password rackhand"));
        macs
    };
    assert!(run("simulate --help").out.contains("PASSWORD\n  rackhand: "));
    let (first, again, other) = (serve("1"), serve("1"), serve("2"));
    assert_eq!(first.iter().filter(|mac| mac.is_null()).count(), 1);
    assert_eq!(first, again);
    assert_ne!(first, other);
}

#[cfg(unix)]
#[test]
fn an_interrupted_scan_prints_what_it_found() {
    let farm = Farm::start(115, 3);
    let silent = farm.addresses()[1];
    farm.set_fault(silent, Fault::Silence);
    let home = TempDir::new().unwrap();
    let mut arguments = rackhand(&home);
    arguments.args(["scan", "127.25.115.0/24", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let scan = arguments.spawn().unwrap();
    while farm.connections(silent) == 0 {
        std::thread::yield_now();
    }
    let interrupted = Command::new("kill").args(["-INT", &scan.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let Output { status, stdout, stderr } = scan.wait_with_output().unwrap();
    assert_eq!(status.code(), Some(1), "it ended by itself");
    let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert!(err.contains("interrupted before the end"), "{err}");
    assert!(out.lines().all(|line| line.starts_with('{')), "{out}");
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let _there = Farm::start(110, 30);
    let home = TempDir::new().unwrap();
    let mut child = rackhand(&home)
        .args(["scan", "127.25.110.0/24", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(err, "");
}

#[test]
fn the_log_is_in_the_data_folder() {
    let home = TempDir::new().unwrap();
    let status = rackhand(&home).args(["scan", "127.25.111.1", "--timeout", "50ms"]).output().unwrap().status;
    assert_eq!(status.code(), Some(1));
    let logs: Vec<_> = fs::read_dir(home.path().join("logs")).unwrap().collect();
    assert_eq!(logs.len(), 1);
    let log = fs::read_to_string(logs[0].as_ref().unwrap().path()).unwrap();
    assert!(log.contains(concat!("Rackhand ", env!("CARGO_PKG_VERSION"))), "{log}");
}

#[test]
fn a_second_window_is_told_that_one_is_open() {
    let home = TempDir::new().unwrap();
    let window = |home| {
        let Output { status, stderr, .. } = rackhand(home).output().unwrap();
        (status.code().unwrap(), String::from_utf8(stderr).unwrap())
    };
    let first = Lock::take(&Folder::at(home.path())).unwrap();
    let (status, told) = window(&home);
    assert_eq!((status, told.as_str()), (2, "rackhand: Rackhand is open already\n"));
    let command = rackhand(&home).args(["scan", "127.25.190.1"]).output().unwrap();
    assert!(!String::from_utf8(command.stderr).unwrap().contains("open already"), "the command line goes on");
    drop(first);
    assert!(window(&home).1.contains("there is no display"));
}

#[test]
fn man_pages_and_completions_are_made_for_packages() {
    let place = TempDir::new().unwrap();
    let folder = place.path().to_str().unwrap();
    assert_eq!(run_all(&["man", folder]).status, 0);
    for page in ["rackhand.1", "rackhand-scan.1", "rackhand-do.1"] {
        let text = fs::read_to_string(place.path().join(page)).unwrap();
        assert!(text.contains(".TH rackhand"), "{page}");
    }
    assert!(!place.path().join("rackhand-man.1").exists(), "what is hidden has no page");
    for (shell, file) in [("bash", "rackhand.bash"), ("zsh", "_rackhand"), ("fish", "rackhand.fish")] {
        assert_eq!(run_all(&["completions", shell, folder]).status, 0);
        let text = fs::read_to_string(place.path().join(file)).unwrap();
        assert!(text.contains("simulate"), "{file}");
        assert_eq!(run_all(&["completions", shell]).out, text, "the same on the output");
    }
}
