//! Tables of addresses as technicians paste them: with commas, semicolons or tabs, with or without a line of titles.

use crate::protocol::units::Mac;
use std::{fmt, net::Ipv4Addr};

/// How a line names its machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// By its hardware address.
    Mac(Mac),
    /// By its present address.
    Address(Ipv4Addr),
}

impl Default for Key {
    fn default() -> Self {
        Self::Address(Ipv4Addr::UNSPECIFIED)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mac(mac) => mac.fmt(f),
            Self::Address(address) => address.fmt(f),
        }
    }
}

impl Key {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        text.parse().map(Self::Address).ok().or_else(|| Mac::parse(text).map(Self::Mac))
    }
}

/// One line that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number in the text, from 1.
    pub number: usize,
    /// Its machine.
    pub key: Key,
    /// The new address.
    pub address: Option<Ipv4Addr>,
    /// The mask.
    pub mask: Option<Ipv4Addr>,
    /// The gateway.
    pub gateway: Option<Ipv4Addr>,
    /// DNS servers with spaces between them.
    pub dns: Option<String>,
    /// The host name.
    pub hostname: Option<String>,
    /// The place.
    pub location: Option<String>,
}

/// A cell that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line's number, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

/// A table as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its lines.
    pub lines: Vec<Line>,
    /// What could not be read in it.
    pub mistakes: Vec<Mistake>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Mac,
    /// The present address, or the new one where the table names machines by MAC.
    Ip,
    OldIp,
    NewIp,
    Mask,
    Gateway,
    Dns,
    Hostname,
    Location,
    Ignored,
}

/// Titles as they are met, in lower case and without spaces, dashes and underlines.
const TITLES: &[(Part, &[&str])] = &[
    (Part::Mac, &["mac", "macaddress", "macaddr", "hwaddr"]),
    (Part::OldIp, &["oldip", "presentip", "currentip", "oldaddress", "ipnow", "from"]),
    (Part::NewIp, &["newip", "newaddress", "targetip", "staticip", "to"]),
    (Part::Ip, &["ip", "ipaddress", "ipaddr", "address", "addr"]),
    (Part::Mask, &["mask", "netmask", "subnetmask", "subnet"]),
    (Part::Gateway, &["gateway", "gate", "gw", "defaultgateway"]),
    (Part::Dns, &["dns", "dnsserver", "dnsservers", "nameserver"]),
    (Part::Hostname, &["hostname", "host", "name"]),
    (Part::Location, &["location", "place", "position", "rack"]),
];

/// The order of columns where no line says it.
const USUAL: [Part; 7] =
    [Part::OldIp, Part::NewIp, Part::Mask, Part::Gateway, Part::Dns, Part::Hostname, Part::Location];

impl Table {
    /// Reads a table. Empty lines and those that begin with `#` are left out.
    pub fn parse(text: &str) -> Self {
        let mut table = Self::default();
        let mut parts: Option<Vec<Part>> = None;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .delimiter(delimiter(text))
            .trim(csv::Trim::All)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            let Ok(record) = record else { continue };
            let cells: Vec<&str> = record.iter().collect();
            if cells.iter().all(|cell| cell.is_empty()) {
                continue;
            }
            let number = record.position().map_or(0, |position| position.line() as usize);
            let known = match &parts {
                Some(parts) => parts,
                None => match titles(&cells) {
                    Some(named) => {
                        parts = Some(named);
                        continue;
                    }
                    None => parts.insert(USUAL.to_vec()),
                },
            };
            table.read(number, &cells, known);
        }
        table
    }

    fn read(&mut self, number: usize, cells: &[&str], parts: &[Part]) {
        let mut line = Line { number, ..Line::default() };
        let mut key = None;
        let mut wrong = None;
        for (part, cell) in parts.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let address = || cell.parse::<Ipv4Addr>().ok();
            let is_read = match part {
                Part::Mac | Part::OldIp => {
                    // A MAC address is the surer name where a table has both.
                    let read = Key::parse(cell);
                    key = if matches!(key, Some(Key::Mac(_))) { key } else { read };
                    read.is_some()
                }
                Part::Ip | Part::NewIp => keep(&mut line.address, address()),
                Part::Mask => keep(&mut line.mask, address().or_else(|| prefix(cell))),
                Part::Gateway => keep(&mut line.gateway, address()),
                Part::Dns => keep(&mut line.dns, servers(cell)),
                Part::Hostname => keep(&mut line.hostname, Some((*cell).to_owned())),
                Part::Location => keep(&mut line.location, Some((*cell).to_owned())),
                Part::Ignored => true,
            };
            if !is_read {
                wrong.get_or_insert_with(|| (*cell).to_owned());
            }
        }
        match (key, wrong) {
            (Some(key), None) => self.lines.push(Line { key, ..line }),
            (_, wrong) => {
                let text = wrong.unwrap_or_else(|| cells.join(" "));
                self.mistakes.push(Mistake { line: number, text });
            }
        }
    }
}

fn keep<T>(place: &mut Option<T>, read: Option<T>) -> bool {
    *place = read;
    place.is_some()
}

/// `/24` and `24` as a mask.
fn prefix(text: &str) -> Option<Ipv4Addr> {
    let bits: u32 = text.trim_start_matches('/').parse().ok().filter(|bits| (1..=32).contains(bits))?;
    Some(Ipv4Addr::from(u32::MAX << (32 - bits)))
}

/// Servers with any separator between them.
fn servers(text: &str) -> Option<String> {
    let servers: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || "/;,|".contains(c)).filter(|one| !one.is_empty()).collect();
    let is_good = servers.iter().all(|one| one.parse::<Ipv4Addr>().is_ok());
    (is_good && !servers.is_empty()).then(|| servers.join(" "))
}

/// The separator of which the first line with any content has most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    [b'\t', b';', b','].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

/// The columns that a line of titles names; `None` where it is no line of titles.
fn titles(cells: &[&str]) -> Option<Vec<Part>> {
    if cells.iter().any(|cell| Key::parse(cell).is_some()) {
        return None;
    }
    let plain = |cell: &str| -> String { cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let part = |cell: &&str| {
        let title = plain(cell);
        let found = TITLES.iter().find(|(_, names)| names.contains(&title.as_str()));
        found.map_or(Part::Ignored, |(part, _)| *part)
    };
    let mut parts: Vec<Part> = cells.iter().map(part).collect();
    // Beside a MAC address or a present one, "IP" is the new one; alone or beside a new one it is the present one.
    let has = |wanted: Part| parts.contains(&wanted);
    let is_old = has(Part::NewIp) || !(has(Part::Mac) || has(Part::OldIp));
    for part in &mut parts {
        if *part == Part::Ip && is_old {
            *part = Part::OldIp;
        }
    }
    Some(parts)
}
