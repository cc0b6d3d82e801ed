//! Commands that write, taken as strictly as machines take them (API document, chapter 5, and its later editions).
//!
//! Values are texts, but for the figures of the LED; a value that is missing, of another type or outside its range is
//! code 132 with the machine's words, and a command that the firmware does not know is code 14. What a command changes
//! is in [`Will`]; what must happen on the wire or to the ports after the answer is a [`Then`].

mod values;

use super::{
    fault::Fault,
    machine::Machine,
    will::{SetNetwork, SetPool, Will},
};
use crate::protocol::versions::ApiVersion;
use serde_json::{Map, Value, json};
use std::net::Ipv4Addr;
use values::Values;

/// What happens after the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Then {
    /// Nothing.
    #[default]
    Nothing,
    /// The machine starts anew, perhaps elsewhere.
    Boot { to: Option<Ipv4Addr> },
    /// A firmware image follows on this connection.
    Upload,
    /// The logs follow on this connection.
    Log,
    /// The password becomes this.
    Password { old: String, new: String },
    /// Everything is forgotten, the password too; then the machine starts anew.
    Reset { to: Option<Ipv4Addr> },
}

/// A refusal: code and words.
pub(crate) type Refusal = (u16, &'static str);

/// Commands that came with API 2.
const SINCE_2: [&str; 6] = [
    "set_power_pct_v2",
    "adjust_power_limit",
    "adjust_upfreq_speed",
    "set_temp_offset",
    "set_poweroff_cool",
    "set_fan_zero_speed",
];

/// Words of success.
const OK: &str = "API command OK";

/// How long things take, in seconds, and where machines go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// A restart of btminer.
    pub(crate) restart: f64,
    /// Where DHCP puts this machine, where that is elsewhere.
    pub(crate) lease: Option<Ipv4Addr>,
}

impl Pace {
    /// How long `machine` is without btminer at a restart.
    pub(crate) fn restart_of(self, machine: &Machine) -> f64 {
        self.restart * f64::from(slowness(machine))
    }
}

/// How many times longer than others this machine takes to start.
pub(crate) fn slowness(machine: &Machine) -> u32 {
    if machine.has(Fault::SlowRestart) { 8 } else { 1 }
}

/// Does what `command` says, at `now`. Gives `Msg` of the reply.
pub(crate) fn obey(
    machine: &Machine,
    command: &str,
    request: &Map<String, Value>,
    now: f64,
    pace: Pace,
) -> Result<(Value, Then), Refusal> {
    let values = Values(request);
    let profile = machine.profile;
    let is_new = ApiVersion::parse(profile.api).is_some_and(|api| (api.major, api.minor) >= (2, 2));
    let away = pace.restart_of(machine);
    let is_second = ApiVersion::parse(profile.api).is_some_and(|api| api.major >= 2);
    if !is_second && SINCE_2.contains(&command) {
        return Err((14, "invalid cmd"));
    }
    let mut will = machine.will();
    let mut then = Then::Nothing;
    match command {
        "update_pools" => will.pools = Some(pools(values)?),
        "restart_btminer" => will.restart(now, away),
        "power_off" => {
            if request.contains_key("respbefore") {
                values.choice("respbefore", &["true", "false"])?;
            }
            will.stopped = Some(now);
            will.preheat = None;
        }
        "power_on" => {
            if will.stopped.take().is_some() || machine.is_stopped_by_fault() {
                will.mining_since = Some(now);
                machine.heal(&[Fault::Stopped, Fault::Asleep]);
            }
        }
        "pre_power_on" => return preheat(machine, &mut will),
        "set_low_power" | "set_normal_power" | "set_high_power" => {
            will.mode = match command {
                "set_low_power" => "Low",
                "set_high_power" => "High",
                _ => "Normal",
            };
            will.restart(now, away);
        }
        "set_led" => will.led = led(values, &will.led)?,
        "set_target_freq" => {
            let percent = values.number("percent", -100, 100)?;
            will.restart(now, away);
            will.frequency = percent;
        }
        "enable_btminer_fast_boot" => will.fast_boot = true,
        "disable_btminer_fast_boot" => will.fast_boot = false,
        "enable_web_pools" => will.web_pools = true,
        "disable_web_pools" => will.web_pools = false,
        "set_hostname" => will.hostname = Some(values.host_name("hostname")?),
        "set_zone" => will.zone = (values.text("timezone")?, values.text("zonename")?),
        "load_log" => {
            values.address("ip")?;
            values.number("port", 1, 65_535)?;
            values.choice("proto", &["udp", "tcp"])?;
            will.syslog = (values.text("ip")?, values.text("port")?, values.text("proto")?);
        }
        // Machines with fans do this in low and normal mode only.
        "set_power_pct_v2" if profile.air && will.mode == "High" => return Err((132, "API command ERROR")),
        "set_power_pct" | "set_power_pct_v2" => {
            let most = if is_new && !profile.air { 200 } else { 100 };
            will.percent = values.number("percent", 0, most)?;
        }
        "adjust_power_limit" => {
            let watts = values.number("power_limit", 0, 99_999)?;
            will.restart(now, away);
            if !machine.has(Fault::LimitIgnored) {
                will.power_limit = (!matches!(watts, 0 | 99_999)).then_some(watts as f64);
            }
        }
        "adjust_upfreq_speed" => will.upfreq_speed = values.number("upfreq_speed", 0, if is_new { 10 } else { 9 })?,
        "set_temp_offset" | "set_poweroff_cool" | "set_fan_zero_speed" if !profile.air => {
            return Err((132, "API command ERROR: not for liquid cooling"));
        }
        "set_temp_offset" => will.temp_offset = values.number("temp_offset", -30, 0)?,
        "set_poweroff_cool" => will.poweroff_cool = values.choice("poweroff_cool", &["0", "1"])? == "1",
        "set_fan_zero_speed" => will.fan_zero_speed = values.choice("fan_zero_speed", &["0", "1"])? == "1",
        "update_pwd" => then = Then::Password { old: values.text("old")?, new: values.new_password("new")? },
        "net_config" => {
            let (network, host) = network(values)?;
            if !host.is_empty() {
                will.hostname = Some(host);
            }
            let to = match &network {
                SetNetwork::Dhcp => pace.lease,
                SetNetwork::Fixed { ip, .. } => Some(*ip),
            };
            will.network = Some(network);
            then = Then::Boot { to };
        }
        "reboot" => then = Then::Boot { to: None },
        "factory_reset" => then = Then::Reset { to: pace.lease },
        "update_firmware" => return Ok((json!("ready"), Then::Upload)),
        "download_logs" => return Ok((Value::Null, Then::Log)),
        _ if !is_new => return Err((14, "invalid cmd")),
        "set_power" => will.power = Some(values.number("power", 0, 99_999)?),
        "restore_power_pct" => (will.percent, will.power) = (100, None),
        "set_heat_mode" if profile.air => return Err((132, "API command ERROR: not for air cooling")),
        "set_heat_mode" => {
            values.choice("mode", &["anti-icing", "heating"])?.clone_into(&mut will.heat_mode);
            will.restart(now, away);
        }
        "enable_btminer_init" => will.init = true,
        "disable_btminer_init" => will.init = false,
        "set_customer_msg" => {
            let (key, text) = (values.customer_key()?, values.bounded("val", 127)?);
            will.messages.insert(key, text);
        }
        "get_customer_msg" => {
            let key = values.customer_key()?;
            let text = will.messages.get(&key).cloned().unwrap_or_default();
            return Ok((json!({ key: text }), Then::Nothing));
        }
        _ => return Err((14, "invalid cmd")),
    }
    Ok((json!(OK), then))
}

/// True for commands that need a token.
pub(crate) fn needs_token(command: &str) -> bool {
    !super::reply::is_readable(command)
}

/// True for commands that change something, or might: they need the switch too.
pub(crate) fn is_write(command: &str) -> bool {
    needs_token(command) && command != "get_customer_msg"
}

fn pools(values: Values<'_>) -> Result<Vec<SetPool>, Refusal> {
    const BAD: Refusal = (132, "API parse pools param error");
    let text = |name: String| values.text(&name).map_err(|_no_detail| BAD);
    let mut pools = Vec::new();
    for slot in 1..=3 {
        let pool = SetPool {
            url: text(format!("pool{slot}"))?,
            worker: text(format!("worker{slot}"))?,
            password: text(format!("passwd{slot}"))?,
        };
        if !pool.url.is_empty() {
            pools.push(pool);
        }
    }
    Ok(pools)
}

/// The lights with one of them told anew: the other one goes on as it was.
fn led(values: Values<'_>, present: &str) -> Result<String, Refusal> {
    if values.0.contains_key("param") {
        return values.choice("param", &["auto"]).map(str::to_owned);
    }
    let color = u8::from(values.choice("color", &["red", "green"])? == "green");
    let figure = |name| values.figure(name, 0, 60_000);
    let (period, duration, start) = (figure("period")?, figure("duration")?, figure("start")?);
    let other = present.split_whitespace().filter(|light| light.starts_with(if color == 0 { "1," } else { "0," }));
    let told = format!("{color},{period},{duration},{start}");
    let lights: Vec<&str> = other.chain([told.as_str()]).collect();
    Ok(lights.join(" ") + " ")
}

/// The addresses and the host name, which may be empty.
fn network(values: Values<'_>) -> Result<(SetNetwork, String), Refusal> {
    if values.0.get("param").and_then(Value::as_str) == Some("dhcp") {
        return Ok((SetNetwork::Dhcp, String::new()));
    }
    let ip = values.address("ip")?;
    // A machine elsewhere could not be reached, and nothing but loopback is ever bound.
    if !ip.is_loopback() {
        return Err((132, "API command ERROR: simulated machines stay within 127.0.0.0/8"));
    }
    values.address("mask")?;
    values.address("gate")?;
    let (mask, gateway, dns) = (values.text("mask")?, values.text("gate")?, values.text("dns")?);
    if dns.split_whitespace().any(|one| one.parse::<Ipv4Addr>().is_err()) {
        return Err((132, "API command ERROR"));
    }
    Ok((SetNetwork::Fixed { ip, mask, gateway, dns }, values.text("host")?))
}

/// A stopped machine is warm when it was asked three times.
fn preheat(machine: &Machine, will: &mut Will) -> Result<(Value, Then), Refusal> {
    const ENOUGH: u8 = 3;
    if will.stopped.is_none() && !machine.is_stopped_by_fault() {
        return Err((132, "API command ERROR"));
    }
    let asked = will.preheat.map_or(1, |asked| asked.saturating_add(1));
    will.preheat = Some(asked);
    let message = if asked >= ENOUGH {
        json!({ "complete": "true", "msg": "adjust complete" })
    } else {
        json!({ "complete": "false", "msg": "wait for adjust temp" })
    };
    Ok((message, Then::Nothing))
}
