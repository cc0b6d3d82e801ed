//! The table of columns.

use super::{
    Align::{Left, Right},
    Group::{Cooling, Equipment, Health, Identity, Pools, Power, Rate},
    Spec, cells,
};

macro_rules! columns {
    ($($(#[$doc:meta])+ $name:ident, $key:literal, $aliases:expr, $unit:literal, $align:expr, $width:literal,
       $shown:literal, $group:expr, $value:path;)+) => {
        /// One column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column {
            $($(#[$doc])+ $name,)+
        }

        impl Column {
            /// All columns, in the order of the chooser and of a layout without an order of its own.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            pub(super) fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$name => &Spec {
                        key: $key,
                        title_key: concat!("column-", $key),
                        about_key: concat!("column-", $key, "-about"),
                        aliases: &$aliases,
                        unit: $unit,
                        align: $align,
                        width: $width,
                        shown: $shown,
                        group: $group,
                        value: $value,
                    },)+
                }
            }
        }
    };
}

columns! {
    /// The address.
    Ip, "ip", ["address", "addr"], "", Left, 112.0, true, Identity, cells::ip;
    /// The state of health.
    Status, "status", ["state", "health"], "", Left, 92.0, true, Health, cells::status;
    /// The model.
    Model, "model", ["type"], "", Left, 104.0, true, Equipment, cells::model;
    /// The rate now.
    Rate, "rate", ["th", "ths", "hashrate"], "TH/s", Right, 64.0, true, Rate, cells::rate;
    /// Share of the factory rate.
    RatePercent, "percent", ["pct", "rated"], "%", Right, 84.0, true, Rate, cells::rate_percent;
    /// Boards found of boards expected.
    Boards, "boards", ["board"], "", Right, 60.0, true, Health, cells::boards;
    /// The hottest chip.
    ChipTemp, "chip", ["chip_temp", "temp"], "°C", Right, 64.0, true, Cooling, cells::chip_temp;
    /// The errors that the machine reports.
    Errors, "errors", ["error", "err"], "", Left, 232.0, true, Health, cells::errors;
    /// The power drawn.
    Power, "power", ["w", "watt", "watts"], "W", Right, 60.0, true, Power, cells::power;
    /// Energy for the work.
    Efficiency, "efficiency", ["jth", "j_th", "wth", "w_th", "eff"], "J/TH", Right, 60.0, true, Power, cells::efficiency;
    /// The intake fan.
    FanIn, "fan-in", ["fan_in", "fanin", "intake"], "rpm", Right, 64.0, true, Cooling, cells::fan_in;
    /// The exhaust fan.
    FanOut, "fan-out", ["fan_out", "fanout", "exhaust"], "rpm", Right, 64.0, true, Cooling, cells::fan_out;
    /// The place or name that a technician gave.
    Location, "location", ["name", "loc"], "", Left, 96.0, true, Identity, cells::location;
    /// How old the figures are.
    Age, "age", ["seen"], "", Right, 76.0, false, Health, cells::age;
    /// Since when it is silent.
    LostSince, "lost-since", ["lost_since", "lost"], "", Left, 140.0, false, Health, cells::lost_since;
    /// What a technician wrote.
    Note, "note", ["notes", "comment"], "", Left, 160.0, false, Identity, cells::note;
    /// The hardware address.
    Mac, "mac", [], "", Left, 132.0, false, Identity, cells::mac;
    /// The host name.
    Hostname, "hostname", ["host"], "", Left, 112.0, false, Identity, cells::hostname;
    /// DHCP or static.
    Dhcp, "dhcp", ["proto"], "", Left, 64.0, false, Identity, cells::dhcp;
    /// Where it was before.
    PreviousIp, "previous-ip", ["previous_ip", "was"], "", Left, 112.0, false, Identity, cells::previous_ip;
    /// The machine's serial number.
    Serial, "serial", ["sn"], "", Left, 168.0, false, Identity, cells::serial;
    /// The average rate since btminer started.
    RateAverage, "rate-average", ["rate_average", "avg", "th_avg"], "TH/s", Right, 72.0, false, Rate, cells::rate_average;
    /// The factory rate.
    RateFactory, "rate-factory", ["rate_factory", "factory"], "TH/s", Right, 72.0, false, Rate, cells::rate_factory;
    /// Chips found of chips expected.
    Chips, "chips", [], "", Right, 76.0, false, Health, cells::chips;
    /// The average chip frequency.
    Frequency, "frequency", ["freq", "mhz"], "MHz", Right, 64.0, false, Rate, cells::frequency;
    /// The frequency aimed at.
    TargetFrequency, "target-frequency", ["target_frequency", "target_freq"], "MHz", Right, 76.0, false, Rate, cells::target_frequency;
    /// How fast it ramps up.
    UpfreqSpeed, "upfreq-speed", ["upfreq_speed", "upfreq"], "", Right, 64.0, false, Rate, cells::upfreq_speed;
    /// Whether the ramp-up is finished.
    UpfreqComplete, "upfreq-complete", ["upfreq_complete", "ramped"], "", Left, 76.0, false, Rate, cells::upfreq_complete;
    /// Whether it starts fast.
    FastBoot, "fast-boot", ["fast_boot", "fastboot"], "", Left, 72.0, false, Rate, cells::fast_boot;
    /// Since the control board started.
    Uptime, "uptime", ["up"], "", Right, 76.0, false, Health, cells::uptime;
    /// Since btminer started.
    Elapsed, "elapsed", ["mining"], "", Right, 76.0, false, Health, cells::elapsed;
    /// Why mining was stopped.
    StoppedWhy, "stopped-why", ["stopped_why", "why"], "", Left, 140.0, false, Health, cells::stopped_why;
    /// The power limit.
    PowerLimit, "power-limit", ["power_limit", "limit"], "W", Right, 72.0, false, Power, cells::power_limit;
    /// The power mode.
    PowerMode, "power-mode", ["power_mode", "mode"], "", Left, 72.0, false, Power, cells::power_mode;
    /// The mains voltage.
    VoltageIn, "voltage-in", ["voltage_in", "vin", "volt"], "V", Right, 64.0, false, Power, cells::voltage_in;
    /// The hottest board.
    BoardTemp, "board-temp", ["board_temp"], "°C", Right, 64.0, false, Cooling, cells::board_temp;
    /// Every board's temperature.
    BoardTemps, "board-temps", ["board_temps"], "°C", Right, 100.0, false, Cooling, cells::board_temps;
    /// The air around the machine.
    Ambient, "ambient", ["env", "air"], "°C", Right, 64.0, false, Cooling, cells::ambient;
    /// The liquid that cools.
    LiquidTemp, "liquid-temp", ["liquid_temp", "liquid"], "°C", Right, 64.0, false, Cooling, cells::liquid_temp;
    /// The power supply's temperature.
    PsuTemp, "psu-temp", ["psu_temp"], "°C", Right, 64.0, false, Cooling, cells::psu_temp;
    /// The pool in use.
    ActivePool, "pool", ["active_pool", "url"], "", Left, 200.0, false, Pools, cells::active_pool;
    /// The worker in use.
    ActiveWorker, "worker", ["active_worker", "user"], "", Left, 140.0, false, Pools, cells::active_worker;
    /// Share of refused work.
    RejectRate, "reject", ["reject_rate", "rejected"], "%", Right, 64.0, false, Pools, cells::reject_rate;
    /// When the last valid work came.
    LastWork, "last-work", ["last_work", "last_valid_work"], "", Left, 140.0, false, Pools, cells::last_work;
    /// The first pool.
    Pool1, "pool1", [], "", Left, 200.0, false, Pools, cells::pool1;
    /// Its worker.
    Worker1, "worker1", [], "", Left, 140.0, false, Pools, cells::worker1;
    /// The second pool.
    Pool2, "pool2", [], "", Left, 200.0, false, Pools, cells::pool2;
    /// Its worker.
    Worker2, "worker2", [], "", Left, 140.0, false, Pools, cells::worker2;
    /// The third pool.
    Pool3, "pool3", [], "", Left, 200.0, false, Pools, cells::pool3;
    /// Its worker.
    Worker3, "worker3", [], "", Left, 140.0, false, Pools, cells::worker3;
    /// The firmware.
    Firmware, "firmware", ["fw"], "", Left, 140.0, false, Equipment, cells::firmware;
    /// The version of the API.
    ApiVersion, "api-version", ["api_version", "api_ver"], "", Left, 80.0, false, Equipment, cells::api_version;
    /// Whether the machine takes commands.
    ApiAccess, "api", ["api_access", "switch"], "", Left, 80.0, false, Equipment, cells::api_access;
    /// The control board's platform.
    Platform, "platform", ["control_board"], "", Left, 80.0, false, Equipment, cells::platform;
    /// The chips' marks.
    ChipData, "chip-data", ["chip_data"], "", Left, 180.0, false, Equipment, cells::chip_data;
    /// The power supply.
    PsuModel, "psu", ["psu_model"], "", Left, 72.0, false, Equipment, cells::psu_model;
    /// The power supply's version.
    PsuVersion, "psu-version", ["psu_version"], "", Left, 140.0, false, Equipment, cells::psu_version;
    /// The power supply's serial number.
    PsuSerial, "psu-serial", ["psu_serial", "psu_sn"], "", Left, 168.0, false, Equipment, cells::psu_serial;
}
