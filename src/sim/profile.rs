//! Which machines there are: models and firmware generations as data.
//!
//! A [`Profile`] is one kind of machine running one firmware; a [`Generation`] says how that firmware shapes its
//! replies. Everything else in this room reads these tables and knows no model by name.

/// How a family of firmware shapes its replies.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Generation {
    /// `summary`, `pools`, `edevs` come as `{"Msg": …}` instead of cgminer's lists.
    pub(crate) msg_shape: bool,
    /// Boards carry an `ASC` number beside `Slot`.
    pub(crate) asc: bool,
    /// Error codes live inside `summary`, `get_error_code` does not exist, and identity is in `summary` too.
    pub(crate) errors_in_summary: bool,
    /// `get_version` names the model.
    pub(crate) names_model: bool,
    /// The shape of `status`.
    pub(crate) status: StatusShape,
    /// `get_psu` gives measurements, not only names.
    pub(crate) psu_measures: bool,
    /// `Description` of the API daemon's own replies.
    pub(crate) description: &'static str,
    /// The API v3 version on port 4433, where the firmware has one.
    pub(crate) v3: Option<&'static str>,
}

/// The fields of `status`, by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusShape {
    /// `btmineroff` and a quoted `Firmware Version` (2021).
    Quoted,
    /// `btmineroff` and `FirmwareVersion` (2022).
    Plain,
    /// `mineroff` with reason and time (2023 on).
    Detailed,
    /// And liquid temperature, power per cent, fast hash (2026).
    Liquid,
}

/// API v1: firmware of 2021.
const V1: Generation = Generation {
    msg_shape: false,
    asc: true,
    errors_in_summary: true,
    names_model: false,
    status: StatusShape::Quoted,
    psu_measures: false,
    description: "whatsminer v1.4.0",
    v3: None,
};

/// Firmware of 2022: 2.0.5 in its replies but for `status`.
const EARLY_V2: Generation = Generation { status: StatusShape::Plain, ..V2 };

/// API 2.0.5: firmware of 2023.
const V2: Generation = Generation {
    msg_shape: false,
    asc: true,
    errors_in_summary: false,
    names_model: false,
    status: StatusShape::Detailed,
    psu_measures: true,
    description: "",
    v3: None,
};

/// Firmware of late 2024: still the classic shape, with API v3 beside it.
const V2_2024: Generation = Generation { asc: false, names_model: true, v3: Some("3.0.1"), ..V2 };

/// Firmware of 2025: `Msg` shape, boards in TH/s, no board chip temperatures.
const MSG_2025: Generation = Generation { msg_shape: true, v3: Some("3.0.2"), ..V2_2024 };

/// Firmware of 2026.
const MSG_2026: Generation = Generation { status: StatusShape::Liquid, v3: Some("3.0.5"), ..MSG_2025 };

/// One kind of machine with one firmware.
#[derive(Debug, PartialEq)]
pub struct Profile {
    /// What `--profile` calls it.
    pub name: &'static str,
    /// One line for the help.
    pub words: &'static str,
    /// The model as the machine writes it.
    pub model: &'static str,
    /// `fw_ver`.
    pub firmware: &'static str,
    /// `api_ver`.
    pub api: &'static str,
    /// Hash boards (slots).
    pub boards: u8,
    /// Slots that share one circuit board (and its serial number): 1 for most models.
    pub slots_per_pcb: u8,
    /// Chips on each hash board.
    pub chips: u16,
    /// Cooled by air: it has fans. Else by liquid.
    pub air: bool,
    /// The nameplate's hash rate in TH/s.
    pub rate_ths: f64,
    /// Power at the wall in watts at that rate.
    pub power_w: f64,
    /// Chip frequency in MHz at that rate.
    pub frequency_mhz: f64,
    /// The control board's platform.
    pub platform: &'static str,
    /// `chip`, as the machine writes it.
    pub chip: &'static str,
    /// The power supply's model.
    pub psu: &'static str,
    /// How its firmware shapes replies.
    pub(crate) generation: &'static Generation,
}

/// Every profile, by age of its firmware. Parsing, help and documents read this table.
pub static PROFILES: &[Profile] = &[
    Profile {
        name: "m30s-2021",
        words: "M30S VE40, firmware 20210322, API v1: error codes inside summary",
        model: "M30SVE40",
        firmware: "20210322.22.REL",
        api: "whatsminer v1.4.0",
        boards: 3,
        slots_per_pcb: 1,
        chips: 123,
        air: true,
        rate_ths: 92.0,
        power_w: 3_420.0,
        frequency_mhz: 648.0,
        platform: "H3",
        chip: "HP5A01-19101436   BINV04-192101D",
        psu: "P21-12-3600-E",
        generation: &V1,
    },
    Profile {
        name: "m30s++-2022",
        words: "M30S++ VH95, firmware 20221009, API 2.0.5 with the older status",
        model: "M30S++VH95",
        firmware: "20221009.17.Rel",
        api: "2.0.4",
        boards: 3,
        slots_per_pcb: 1,
        chips: 78,
        air: true,
        rate_ths: 108.0,
        power_w: 3_348.0,
        frequency_mhz: 720.0,
        platform: "H6OS",
        chip: "K88Z347-2139   BINV01-195001D",
        psu: "P221B",
        generation: &EARLY_V2,
    },
    Profile {
        name: "m30s+-2023",
        words: "M30S+ VE40, firmware 20230803, API 2.0.5",
        model: "M30S+VE40",
        firmware: "20230803.11.REL",
        api: "2.0.5",
        boards: 3,
        slots_per_pcb: 1,
        chips: 156,
        air: true,
        rate_ths: 100.0,
        power_w: 3_400.0,
        frequency_mhz: 600.0,
        platform: "H6OS",
        chip: "K88Z001-2039  BINV01-195001B",
        psu: "P221B",
        generation: &V2,
    },
    Profile {
        name: "m50-2023",
        words: "M50 VH84, firmware 20230911, API 2.0.5",
        model: "M50_VH84",
        firmware: "20230911.12.Rel",
        api: "2.0.5",
        boards: 3,
        slots_per_pcb: 1,
        chips: 111,
        air: true,
        rate_ths: 118.0,
        power_w: 3_306.0,
        frequency_mhz: 680.0,
        platform: "H616",
        chip: "K8EB204-2245   BINVA2-197103B",
        psu: "P222B",
        generation: &V2,
    },
    Profile {
        name: "m50-2024",
        words: "M50 VH84, firmware 20241108: classic shape, no ASC, API v3 beside it",
        model: "M50_VH84",
        firmware: "20241108.22.Rel",
        api: "2.0.5",
        boards: 3,
        slots_per_pcb: 1,
        chips: 111,
        air: true,
        rate_ths: 118.0,
        power_w: 3_306.0,
        frequency_mhz: 680.0,
        platform: "H616",
        chip: "K8EB204-2245   BINVA2-197103B",
        psu: "P222B",
        generation: &V2_2024,
    },
    Profile {
        name: "m60s-2025",
        words: "M60S VK40, firmware 20250321: Msg shape, boards in TH/s, API v3",
        model: "M60S_VK40",
        firmware: "20250321.14.Rel",
        api: "2.2.0",
        boards: 3,
        slots_per_pcb: 1,
        chips: 225,
        air: true,
        rate_ths: 186.0,
        power_w: 3_441.0,
        frequency_mhz: 625.0,
        platform: "H616",
        chip: "K8EC374-2426 BINVE6-197806A",
        psu: "P463B",
        generation: &MSG_2025,
    },
    Profile {
        name: "m56s-2026",
        words: "M56S VH30, firmware 20260312 REL3: immersion, 4 boards, API v3",
        model: "M56S_VH30",
        firmware: "20260312.16.REL3",
        api: "2.2.2",
        boards: 4,
        slots_per_pcb: 1,
        chips: 152,
        air: false,
        rate_ths: 212.0,
        power_w: 5_550.0,
        frequency_mhz: 650.0,
        platform: "H616",
        chip: "K8EC112-2312 BINVC3-197604B",
        psu: "P562B",
        generation: &MSG_2026,
    },
    Profile {
        name: "m7bs-2026",
        words: "M7BS VM30, firmware 20260312 REL3: liquid, 4 slots on 2 circuit boards, API v3",
        model: "M7BS_VM30",
        firmware: "20260312.16.REL3",
        api: "2.2.2",
        boards: 4,
        slots_per_pcb: 2,
        chips: 288,
        air: false,
        rate_ths: 152.0,
        power_w: 2_280.0,
        frequency_mhz: 540.0,
        platform: "H616",
        chip: "K9AA021-2546 BINVF1-198002A",
        psu: "P465B",
        generation: &MSG_2026,
    },
];

impl Profile {
    /// The profile that `--profile` calls `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name.eq_ignore_ascii_case(name))
    }

    /// True where the firmware also serves API v3 (port 4433).
    pub fn has_v3(&self) -> bool {
        self.generation.v3.is_some()
    }
}
