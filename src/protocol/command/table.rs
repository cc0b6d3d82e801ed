//! The table of writable commands (API document 2.0.5, and those that later documents added).

use super::{
    parameter::{Allowed, Parameter, ParameterKind},
    read_back::ReadBack,
};
use crate::protocol::versions::ApiVersion;

/// Where a command belongs in menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Pools and workers.
    Pools,
    /// Power, frequency, stopping and starting.
    Power,
    /// The lights.
    Led,
    /// Restarting and resetting.
    Restart,
    /// New firmware.
    Firmware,
    /// Logs.
    Logs,
    /// The admin password.
    Password,
    /// Addresses and names.
    Network,
    /// The rest.
    More,
}

impl Group {
    /// All, in the order of the action bar.
    pub const ALL: [Self; 9] = [
        Self::Pools,
        Self::Power,
        Self::Led,
        Self::Restart,
        Self::Firmware,
        Self::Logs,
        Self::Password,
        Self::Network,
        Self::More,
    ];

    /// The key of its name: `command-group-<key>`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pools => "command-group-pools",
            Self::Power => "command-group-power",
            Self::Led => "command-group-led",
            Self::Restart => "command-group-restart",
            Self::Firmware => "command-group-firmware",
            Self::Logs => "command-group-logs",
            Self::Password => "command-group-password",
            Self::Network => "command-group-network",
            Self::More => "command-group-more",
        }
    }
}

/// What a command does to a machine's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing stops.
    None,
    /// btminer restarts: no hash for one to ten minutes.
    BtminerRestarts,
    /// Mining stops until it is started.
    Stops,
    /// The whole machine restarts, which takes one to three minutes, and the connection is lost.
    Reboots,
    /// The machine restarts and may answer at another address.
    MovesAddress,
}

/// How much harm a mistake does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Danger {
    /// None that lasts: confirmed by a button.
    Low,
    /// Hash is lost, or a setting of many machines: confirmed by a button, after a preview.
    Middle,
    /// Machines may be lost to reach or stay off: confirmed by typing their number.
    High,
}

/// Which machines can take a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Every one with API v2.
    Any,
    /// Those with fans.
    AirCooling,
    /// Those with liquid or immersion cooling.
    LiquidCooling,
    /// Those whose API is at least this.
    Api(ApiVersion),
    /// Both: cooled by liquid, and an API of at least this.
    LiquidAndApi(ApiVersion),
}

/// One command.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Which.
    pub kind: CommandKind,
    /// Its name in the API document, on the command line and in the locale files.
    pub name: &'static str,
    /// Where it belongs.
    pub group: Group,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// What it does to the machine's work.
    pub effect: Effect,
    /// How it is confirmed.
    pub danger: Danger,
    /// Which machines can take it.
    pub needs: Needs,
    /// How it is known that it was done.
    pub read_back: ReadBack,
}

/// API 2.2 (document of 2025-05-09).
const API_2_2: ApiVersion = ApiVersion { major: 2, minor: 2, patch: 0 };

const fn number(name: &'static str, min: i64, max: i64, unit: &'static str) -> Parameter {
    value(name, ParameterKind::Integer { min, max, unit }, None)
}

const fn value(name: &'static str, kind: ParameterKind, usual: Option<&'static str>) -> Parameter {
    Parameter { name, kind, usual, only_with: None, is_hidden: false, is_template: false }
}

const fn template(parameter: Parameter) -> Parameter {
    Parameter { is_template: true, ..parameter }
}

const fn only_with(parameter: Parameter, name: &'static str, word: &'static str) -> Parameter {
    Parameter { only_with: Some((name, word)), ..parameter }
}

const WORD: Allowed = Allowed::Word;

const fn word(name: &'static str, max: usize, usual: Option<&'static str>) -> Parameter {
    value(name, ParameterKind::Text { max, allowed: WORD }, usual)
}

const fn pool(name: &'static str, usual: Option<&'static str>) -> Parameter {
    value(name, ParameterKind::PoolUrl, usual)
}

const fn worker(name: &'static str) -> Parameter {
    template(word(name, 128, Some("")))
}

const fn pool_password(name: &'static str) -> Parameter {
    Parameter { is_hidden: true, ..word(name, 64, Some("x")) }
}

const SWITCH: ParameterKind = ParameterKind::Choice(&["0", "1"]);
const NONE: &[Parameter] = &[];

const POOLS: &[Parameter] = &[
    pool("pool1", None),
    worker("worker1"),
    pool_password("passwd1"),
    pool("pool2", Some("")),
    worker("worker2"),
    pool_password("passwd2"),
    pool("pool3", Some("")),
    worker("worker3"),
    pool_password("passwd3"),
];

const LED: &[Parameter] = &[
    value("mode", ParameterKind::Choice(&["auto", "red", "green"]), Some("auto")),
    value("period", ParameterKind::Integer { min: 1, max: 60_000, unit: "ms" }, Some("200")),
    value("duration", ParameterKind::Integer { min: 1, max: 60_000, unit: "ms" }, Some("100")),
    value("start", ParameterKind::Integer { min: 0, max: 60_000, unit: "ms" }, Some("0")),
];

const NETWORK: &[Parameter] = &[
    value("mode", ParameterKind::Choice(&["dhcp", "static"]), None),
    only_with(value("ip", ParameterKind::Address, None), "mode", "static"),
    only_with(value("mask", ParameterKind::Address, None), "mode", "static"),
    only_with(value("gate", ParameterKind::Address, None), "mode", "static"),
    only_with(value("dns", ParameterKind::Addresses, None), "mode", "static"),
    only_with(
        template(value("host", ParameterKind::Text { max: 63, allowed: Allowed::HostName }, Some(""))),
        "mode",
        "static",
    ),
];

const HOSTNAME: &[Parameter] =
    &[template(value("hostname", ParameterKind::Text { max: 63, allowed: Allowed::HostName }, None))];
const ZONE: &[Parameter] = &[word("timezone", 32, Some("CST-8")), word("zonename", 64, Some("Asia/Shanghai"))];
const SYSLOG: &[Parameter] = &[
    value("ip", ParameterKind::Address, None),
    value("port", ParameterKind::Integer { min: 1, max: 65_535, unit: "" }, Some("514")),
    value("proto", ParameterKind::Choice(&["udp", "tcp"]), Some("udp")),
];
const MESSAGE_KEYS: ParameterKind = ParameterKind::Choice(&[
    "CustomerSn",
    "msg0",
    "msg1",
    "msg2",
    "msg3",
    "msg4",
    "msg5",
    "msg6",
    "msg7",
    "msg8",
    "msg9",
]);
const MESSAGE: &[Parameter] = &[
    value("key", MESSAGE_KEYS, Some("CustomerSn")),
    template(value("val", ParameterKind::Text { max: 127, allowed: Allowed::Printable }, Some(""))),
];
const HEAT: ParameterKind = ParameterKind::Choice(&["anti-icing", "heating"]);

macro_rules! commands {
    ($($kind:ident $name:literal $group:ident $parameters:expr, $effect:ident $danger:ident $needs:expr, $back:ident;
       $about:literal)+) => {
        /// Every writable command, and the two that bring files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CommandKind {
            $(#[doc = $about] $kind,)+
        }

        impl CommandKind {
            /// All, in the order of menus.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// Its line of the table.
            pub fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$kind => {
                        const SPEC: Spec = Spec {
                            kind: CommandKind::$kind,
                            name: $name,
                            group: Group::$group,
                            parameters: $parameters,
                            effect: Effect::$effect,
                            danger: Danger::$danger,
                            needs: $needs,
                            read_back: ReadBack::$back,
                        };
                        &SPEC
                    })+
                }
            }

            /// One English line about what it does to the machine, for `--help` and the documentation.
            pub fn about(self) -> &'static str {
                match self { $(Self::$kind => $about,)+ }
            }

            /// The keys of its name and of the line about it in the locale files.
            pub fn keys(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$kind => (concat!("command-", $name), concat!("command-", $name, "-about")),)+
                }
            }
        }
    };
}

commands! {
    UpdatePools "update_pools" Pools POOLS, None Middle Needs::Any, Pools;
        "Sets the three pools and their workers; the machine switches at once."
    PowerOff "power_off" Power NONE, Stops High Needs::Any, Stopped;
        "Stops mining; the boards go off and stay off until mining is started."
    PowerOn "power_on" Power NONE, None Low Needs::Any, Running;
        "Starts mining; the full rate comes after some minutes."
    PrePowerOn "pre_power_on" Power NONE, None Low Needs::Any, PreHeated;
        "Warms a stopped machine up before it is started."
    SetLowPower "set_low_power" Power NONE, BtminerRestarts Middle Needs::Any, PowerMode;
        "Low power mode: btminer restarts, the mode holds after one to ten minutes."
    SetNormalPower "set_normal_power" Power NONE, BtminerRestarts Middle Needs::Any, PowerMode;
        "Normal power mode: btminer restarts, the mode holds after one to ten minutes."
    SetHighPower "set_high_power" Power NONE, BtminerRestarts Middle Needs::Any, PowerMode;
        "High power mode: btminer restarts; not every model has it, and it needs 230 V."
    AdjustPowerLimit "adjust_power_limit" Power &[number("power_limit", 0, 99_999, "W")],
        BtminerRestarts Middle Needs::Any, PowerLimit;
        "Limits the power for good: btminer restarts, no hash for one to ten minutes. 99999 is the usual limit."
    SetPowerPct "set_power_pct" Power &[number("percent", 0, 200, "%")], None Middle Needs::Any, PowerPercent;
        "Sheds power within a second, roughly and until the next restart; above 100 on liquid cooling only."
    SetPowerPctV2 "set_power_pct_v2" Power &[number("percent", 0, 200, "%")], None Middle Needs::Any, PowerPercent;
        "Sheds power gently over some minutes, until the next restart; above 100 on liquid cooling only."
    SetPower "set_power" Power &[number("power", 0, 99_999, "W")], None Middle Needs::Api(API_2_2), Nothing;
        "Aims at this power, until the next restart."
    RestorePowerPct "restore_power_pct" Power NONE, None Low Needs::Api(API_2_2), PowerPercent;
        "Goes back to full power after a percentage was set."
    SetTargetFreq "set_target_freq" Power &[number("percent", -100, 100, "%")],
        BtminerRestarts Middle Needs::Any, TargetFrequency;
        "Shifts the target frequency for good: btminer restarts."
    AdjustUpfreqSpeed "adjust_upfreq_speed" Power &[number("upfreq_speed", 0, 10, "")],
        None Low Needs::Any, UpfreqSpeed;
        "How fast the next ramp-up is: 0 is the usual, 9 or 10 the fastest and least stable."
    EnableFastBoot "enable_btminer_fast_boot" Power NONE, None Low Needs::Any, FastBoot;
        "From the next start on, mining begins without searching for the frequency."
    DisableFastBoot "disable_btminer_fast_boot" Power NONE, None Low Needs::Any, FastBoot;
        "From the next start on, mining begins as usual."
    SetPoweroffCool "set_poweroff_cool" Power &[value("poweroff_cool", SWITCH, None)],
        None Low Needs::AirCooling, Nothing;
        "Whether the fans go on cooling while mining is stopped."
    SetFanZeroSpeed "set_fan_zero_speed" Power &[value("fan_zero_speed", SWITCH, None)],
        None Low Needs::AirCooling, Nothing;
        "Whether the fans may stand still."
    SetTempOffset "set_temp_offset" Power &[number("temp_offset", -30, 0, "°C")],
        None Low Needs::AirCooling, Nothing;
        "Shifts the temperature at which the fans aim."
    SetHeatMode "set_heat_mode" Power &[value("mode", HEAT, None)],
        BtminerRestarts Middle Needs::LiquidAndApi(API_2_2), Nothing;
        "How a liquid cooled machine heats: against ice, or to give heat."
    EnableInit "enable_btminer_init" Power NONE, None Low Needs::Api(API_2_2), Nothing;
        "Mining begins by itself when the machine starts."
    DisableInit "disable_btminer_init" Power NONE, None Middle Needs::Api(API_2_2), Nothing;
        "After a start of the machine mining waits until it is started."
    SetLed "set_led" Led LED, None Low Needs::Any, Led;
        "Lets the lights blink so that the machine is found, or gives them back to the machine."
    RestartBtminer "restart_btminer" Restart NONE, BtminerRestarts Middle Needs::Any, Restarted;
        "Restarts btminer: no hash for one to ten minutes."
    Reboot "reboot" Restart NONE, Reboots Middle Needs::Any, Rebooted;
        "Restarts the whole machine: back after one to three minutes."
    UpdateFirmware "update_firmware" Firmware NONE, Reboots High Needs::Any, Firmware;
        "Installs firmware: the machine restarts, back after two to five minutes."
    DownloadLogs "download_logs" Logs NONE, None Low Needs::Any, Nothing;
        "Packs the machine's logs and brings them here."
    UpdatePassword "update_pwd" Password NONE, None High Needs::Any, Password;
        "Changes the admin password: at most eight letters, digits or underscores."
    NetConfig "net_config" Network NETWORK, MovesAddress High Needs::Any, Network;
        "Sets the address by DHCP or to fixed values: the machine restarts and answers at the new address."
    SetHostname "set_hostname" More HOSTNAME, None Low Needs::Any, Hostname;
        "Names the machine; the network shows it after the machine's next restart."
    SetZone "set_zone" More ZONE, None Low Needs::Any, Nothing;
        "Sets the time zone; it holds after the machine's next restart. UTC+8 is written CST-8."
    LoadLog "load_log" More SYSLOG, None Low Needs::Any, Nothing;
        "Sends the machine's log to a syslog server from now on."
    EnableWebPools "enable_web_pools" More NONE, None Low Needs::Any, Nothing;
        "Lets pools be changed on the machine's web page."
    DisableWebPools "disable_web_pools" More NONE, None Low Needs::Any, Nothing;
        "Keeps pools from being changed on the machine's web page."
    SetCustomerMessage "set_customer_msg" More MESSAGE, None Low Needs::Api(API_2_2), CustomerMessage;
        "Keeps a text of yours in the machine."
    FactoryReset "factory_reset" More NONE, MovesAddress High Needs::Any, Nothing;
        "Forgets everything: pools, network, password. The API switch goes off and the machine restarts."
}

impl CommandKind {
    /// Its name in the API document.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The command of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name().eq_ignore_ascii_case(name.trim()))
    }
}
