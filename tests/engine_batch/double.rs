//! A machine that does as it is told in a test's own order: it takes writes, remembers every one, and fails exactly
//! where the test says. It keeps its state apart from what it answers, so that outcomes are held against what it did.

use rackhand::protocol::crypt::{Cipher, cipher_text, derive_key, sign};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
    sync::Notify,
    task::JoinHandle,
};

/// The password of machines that are well.
pub(crate) const PASSWORD: &str = "Farm_pw1";

/// What is wrong with a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quirk {
    Well,
    SwitchOff,
    OtherPassword,
    Refuses,
    /// Acts, and closes without an answer.
    LosesReply,
    /// Closes without an answer and does not act.
    LosesCommand,
    /// Says yes and does nothing.
    Pretends,
    TokenDeadOnce,
    TokensFullOnce,
    TokensFull,
    /// Does not answer on its port.
    Down,
    /// Takes the command at once and answers late.
    Late,
    /// Closes in the middle of a file.
    BreaksFile,
    /// Takes and gives the rest of a file only when it is released.
    HoldsFile,
}

/// What a machine is and was told.
#[derive(Clone, Debug)]
pub(crate) struct Truth {
    pub(crate) quirk: Quirk,
    pub(crate) power_limit: i64,
    pub(crate) stopped: bool,
    pub(crate) hostname: String,
    pub(crate) password: String,
    pub(crate) firmware: String,
    pub(crate) dhcp: bool,
    pub(crate) netmask: String,
    pub(crate) message: String,
    /// Every write that could be decrypted, whether it acted or not.
    pub(crate) told: Vec<String>,
    /// Every write that acted.
    pub(crate) acted: Vec<String>,
    pub(crate) file: usize,
    pub(crate) warm: u32,
    salt: u32,
    tokens: Vec<(String, String)>,
    started: Instant,
    away_until: Option<Instant>,
}

#[derive(Debug)]
struct Machine {
    mac: String,
    ip: Ipv4Addr,
    truth: Mutex<Truth>,
    released: Notify,
}

/// Machines on a runtime of their own.
pub(crate) struct Hall {
    machines: BTreeMap<SocketAddr, Arc<Machine>>,
    tasks: Mutex<BTreeMap<SocketAddr, JoinHandle<()>>>,
    runtime: Runtime,
}

const PORT: u16 = 4028;

impl Hall {
    /// Machines from 127.28.`subnet`.1 on, each with its quirk.
    pub(crate) fn start(subnet: u8, quirks: &[Quirk]) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let first = u32::from(Ipv4Addr::new(127, 28, subnet, 1));
        let mut hall = Self { machines: BTreeMap::new(), tasks: Mutex::default(), runtime };
        for (index, quirk) in quirks.iter().enumerate() {
            let ip = Ipv4Addr::from_bits(first + index as u32);
            let truth = Truth {
                quirk: *quirk,
                power_limit: 3_400,
                stopped: false,
                hostname: "WhatsMiner".to_owned(),
                password: if *quirk == Quirk::OtherPassword { "Strange1" } else { PASSWORD }.to_owned(),
                firmware: "20240101.01.Rel".to_owned(),
                dhcp: false,
                netmask: "255.255.0.0".to_owned(),
                message: String::new(),
                told: Vec::new(),
                acted: Vec::new(),
                file: 0,
                warm: 0,
                salt: 0,
                tokens: Vec::new(),
                started: Instant::now().checked_sub(Duration::from_mins(15)).unwrap(),
                away_until: None,
            };
            let mac = format!("C4:11:04:{subnet:02X}:{:02X}:{:02X}", index / 256, index % 256);
            let machine = Arc::new(Machine { mac, ip, truth: Mutex::new(truth), released: Notify::new() });
            let address = SocketAddr::from((ip, PORT));
            if *quirk != Quirk::Down {
                let task = hall.runtime.block_on(listen(address, machine.clone()));
                hall.tasks.lock().unwrap().insert(address, task);
            }
            hall.machines.insert(address, machine);
        }
        hall
    }

    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        self.machines.keys().copied().collect()
    }

    pub(crate) fn truth(&self, address: SocketAddr) -> Truth {
        self.machines[&address].truth().clone()
    }

    /// Gives a machine another password, as one who is not this program.
    pub(crate) fn set_password(&self, address: SocketAddr, password: &str) {
        password.clone_into(&mut self.machines[&address].truth().password);
    }

    /// Lets a machine that holds a file go on.
    pub(crate) fn release(&self, address: SocketAddr) {
        self.machines[&address].released.notify_one();
    }

    /// Lets a machine answer at another address instead.
    pub(crate) fn move_to(&self, from: SocketAddr, to: SocketAddr) {
        let machine = self.machines[&from].clone();
        if let Some(task) = self.tasks.lock().unwrap().remove(&from) {
            task.abort();
        }
        let task = self.runtime.block_on(listen(to, machine));
        self.tasks.lock().unwrap().insert(to, task);
    }
}

impl Machine {
    async fn hold(&self) {
        let holds = self.truth().quirk == Quirk::HoldsFile;
        if holds {
            self.released.notified().await;
        }
    }

    fn truth(&self) -> MutexGuard<'_, Truth> {
        self.truth.lock().unwrap()
    }
}

async fn listen(address: SocketAddr, machine: Arc<Machine>) -> JoinHandle<()> {
    let listener = TcpListener::bind(address).await.unwrap();
    tokio::spawn(async move {
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let machine = machine.clone();
            tokio::spawn(async move {
                // A client that has gone is no error of ours.
                let _ended = serve(stream, &machine).await;
            });
        }
    })
}

/// What follows a reply on its connection.
enum Then {
    Close,
    Receive,
    Send(Vec<u8>),
}

async fn serve(mut stream: TcpStream, machine: &Machine) -> std::io::Result<()> {
    if machine.truth().away_until.is_some_and(|until| Instant::now() < until) {
        return Ok(());
    }
    let request = loop_until_object(&mut stream).await?;
    let Some(inner) = cipher_text(&request).map(ToOwned::to_owned) else {
        let name = request.get("cmd").or(request.get("command")).and_then(Value::as_str).unwrap_or_default().to_owned();
        return stream.write_all(&plain(machine, &name)).await;
    };
    let Some((reply, then, wait)) = sealed(machine, &inner) else { return Ok(()) };
    tokio::time::sleep(wait).await;
    stream.write_all(&reply).await?;
    match then {
        Then::Close => {}
        Then::Send(bytes) => {
            let (first, rest) = bytes.split_at(bytes.len() / 2);
            stream.write_all(first).await?;
            machine.hold().await;
            stream.write_all(rest).await?;
        }
        Then::Receive => {
            let mut size = [0; 4];
            stream.read_exact(&mut size).await?;
            machine.hold().await;
            let mut file = vec![0; u32::from_le_bytes(size) as usize];
            if machine.truth().quirk == Quirk::BreaksFile {
                stream.read_exact(&mut file[..1_000]).await?;
                return Ok(());
            }
            stream.read_exact(&mut file).await?;
            let mut truth = machine.truth();
            truth.file = file.len();
            truth.acted.push("update_firmware".to_owned());
            "20250606.01.Rel".clone_into(&mut truth.firmware);
            restart(&mut truth);
        }
    }
    Ok(())
}

async fn loop_until_object(stream: &mut TcpStream) -> std::io::Result<Value> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Ok(value) = serde_json::from_slice(&bytes) {
            return Ok(value);
        }
    }
}

fn answer(status: &str, code: i32, message: Value) -> Value {
    let mut reply = json!({ "STATUS": status, "When": 1, "Code": code, "Description": "" });
    reply["Msg"] = message;
    reply
}

/// Readable commands.
fn plain(machine: &Machine, name: &str) -> Vec<u8> {
    let mut truth = machine.truth();
    let elapsed = truth.started.elapsed().as_secs();
    let reply = match name {
        "get_token" if truth.quirk == Quirk::TokensFull => answer("E", 136, "over max connect".into()),
        "get_token" if truth.quirk == Quirk::TokensFullOnce => {
            truth.quirk = Quirk::Well;
            answer("E", 136, "over max connect".into())
        }
        "get_token" => {
            let (newsalt, time) = (format!("n{:07}", truth.tokens.len()), "1234".to_owned());
            truth.tokens.push((newsalt.clone(), time.clone()));
            answer("S", 134, json!({ "time": time, "salt": format!("s{:07}", truth.salt), "newsalt": newsalt }))
        }
        "summary" => json!({
            "STATUS": [{ "STATUS": "S", "Msg": "Summary", "Code": 11 }],
            "SUMMARY": [{ "Elapsed": elapsed, "Uptime": elapsed + 60, "MHS av": 1e8, "HS RT": 1e8, "Power": 3300,
                "Power Limit": truth.power_limit, "Power Mode": "Normal" }],
        }),
        "status" => answer("S", 131, json!({ "mineroff": truth.stopped.to_string(), "hash_percent": "0" })),
        "get_version" => answer(
            "S",
            131,
            json!({
            "api_ver": "2.2.0", "fw_ver": truth.firmware, "platform": "H616", "chip": "x", "miner_type": "M50S" }),
        ),
        "get_miner_info" => answer(
            "S",
            131,
            json!({ "ip": machine.ip.to_string(), "mac": machine.mac,
            "proto": if truth.dhcp { "dhcp" } else { "static" }, "netmask": truth.netmask, "hostname": truth.hostname, "ledstat": "auto" }),
        ),
        _ => answer("E", 14, "invalid cmd".into()),
    };
    reply.to_string().into_bytes()
}

/// Commands in cipher: the reply, what follows it, and how late it is. `None`: closes without a word.
fn sealed(machine: &Machine, data: &str) -> Option<(Vec<u8>, Then, Duration)> {
    let mut truth = machine.truth();
    let key = derive_key(&truth.password, &format!("s{:07}", truth.salt));
    let cipher = key.cipher();
    let bare = |code, words: &str| answer("E", code, words.into()).to_string().into_bytes();
    let opened = cipher.decrypt(data).ok();
    let opened = opened.and_then(|bytes| serde_json::Deserializer::from_slice(&bytes).into_iter().next()?.ok());
    let Some(inner): Option<Map<String, Value>> = opened else {
        return Some((bare(23, "enc json load err"), Then::Close, Duration::ZERO));
    };
    let text = |name: &str| inner.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, token) = (text("cmd"), text("token"));
    let seal = |value: &Value| reply_in(&cipher, value);
    let now = |value: Value| Some((seal(&value), Then::Close, Duration::ZERO));
    let knows = truth.tokens.iter().any(|(newsalt, time)| sign(&key, newsalt, time).as_str() == token);
    if !knows || (truth.quirk == Quirk::TokenDeadOnce && name != "status") {
        truth.told.push(format!("135 {name}"));
        if truth.quirk == Quirk::TokenDeadOnce {
            truth.quirk = Quirk::Well;
        }
        return now(answer("E", 135, "check token err".into()));
    }
    match name.as_str() {
        "status" => return now(answer("S", 131, json!({ "mineroff": truth.stopped.to_string() }))),
        "get_customer_msg" => {
            let message = truth.message.clone();
            return now(answer("S", 131, json!({ text("key"): message })));
        }
        _ => {}
    }
    truth.told.push(name.clone());
    match truth.quirk {
        Quirk::SwitchOff => return now(answer("E", 45, "can't access write cmd".into())),
        Quirk::Refuses => return now(answer("E", 132, "API command ERROR".into())),
        Quirk::LosesCommand => return None,
        Quirk::Pretends => return now(answer("S", 131, "API command OK".into())),
        _ => {}
    }
    if name == "update_firmware" {
        return Some((seal(&answer("S", 131, "ready".into())), Then::Receive, Duration::ZERO));
    }
    truth.acted.push(name.clone());
    let mut message: Value = "API command OK".into();
    let mut then = Then::Close;
    match name.as_str() {
        "adjust_power_limit" => truth.power_limit = text("power_limit").parse().unwrap(),
        "power_off" => truth.stopped = true,
        "power_on" => truth.stopped = false,
        "set_hostname" => truth.hostname = text("hostname"),
        "set_customer_msg" => truth.message = text("val"),
        "reboot" | "restart_btminer" => restart(&mut truth),
        "net_config" => {
            truth.dhcp = text("param") == "dhcp";
            truth.netmask = text("mask");
            restart(&mut truth);
        }
        "pre_power_on" => {
            truth.warm += 1;
            message = json!({ "complete": (truth.warm >= 3).to_string(), "msg": "wait for adjust temp" });
        }
        "update_pwd" => {
            truth.password = text("new");
            truth.salt += 1;
            truth.tokens.clear();
        }
        "download_logs" => {
            let logs = [&[0x1f, 0x8b][..], &[7; 3_000]].concat();
            message = json!({ "logfilelen": logs.len().to_string() });
            then = Then::Send(logs);
        }
        _ => {}
    }
    match truth.quirk {
        Quirk::LosesReply => None,
        Quirk::Late => Some((seal(&answer("S", 131, message)), then, Duration::from_millis(700))),
        _ => Some((seal(&answer("S", 131, message)), then, Duration::ZERO)),
    }
}

fn restart(truth: &mut Truth) {
    truth.started = Instant::now();
    truth.away_until = Some(Instant::now() + Duration::from_millis(300));
}

fn reply_in(cipher: &Cipher, value: &Value) -> Vec<u8> {
    json!({ "enc": cipher.encrypt(&value.to_string()) }).to_string().into_bytes()
}
