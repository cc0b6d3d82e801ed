//! Units as types, small enough that a machine's row stays under 2 KiB.
//!
//! A value is made once, where a reply is decoded; from there on nobody multiplies by a thousand by hand.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A hash rate, kept in TH/s. Machines report MH/s, GH/s and TH/s (API document 4.1, 4.3); seven digits are more than
/// a machine measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HashRate(f32);

impl HashRate {
    /// From TH/s.
    pub fn from_ths(ths: f64) -> Self {
        Self(ths as f32)
    }

    /// From GH/s, the unit of `Factory GHS`.
    pub fn from_ghs(ghs: f64) -> Self {
        Self((ghs / 1e3) as f32)
    }

    /// From MH/s, the unit of `MHS av` and `HS RT`.
    pub fn from_mhs(mhs: f64) -> Self {
        Self((mhs / 1e6) as f32)
    }

    /// The value in TH/s.
    pub fn ths(self) -> f32 {
        self.0
    }

    /// This rate as a fraction of `whole`; `None` where `whole` is not a positive rate.
    pub fn fraction_of(self, whole: Self) -> Option<f32> {
        (whole.0 > 0.0).then(|| self.0 / whole.0)
    }
}

/// A temperature, kept in hundredths of a degree Celsius.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Celsius(i16);

impl Celsius {
    /// From degrees; values beyond ±327 °C are held at the bound.
    pub fn new(degrees: f64) -> Self {
        Self((degrees * 100.0).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16)
    }

    /// The value in degrees.
    pub fn degrees(self) -> f32 {
        f32::from(self.0) / 100.0
    }
}

/// The speed of a fan in turns a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rpm(pub u16);

/// Electrical power in watts.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Watts(pub f32);

/// Electrical tension in volts.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Volts(pub f32);

/// Electrical current in amperes.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amperes(pub f32);

/// A chip frequency in MHz.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Megahertz(pub f32);

/// A length of time in whole seconds, as machines count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seconds(pub u32);

/// A moment as Unix seconds, as machines report it; 0 (never) is decoded as absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixTime(pub u32);

/// A share of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(pub f32);

/// A hardware address: what a machine keeps when its IP address changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Mac(pub [u8; 6]);

impl Mac {
    /// Reads `C6:07:20:00:1E:C2`, with `:`, `-` or no separators, in either case. The all-zero and all-one addresses
    /// name nobody and are refused.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, ':' | '-' | '.'))
            .map(|c| c.to_digit(16).map(|d| d as u8))
            .collect::<Option<_>>()?;
        let bytes: Vec<u8> =
            digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
        let mac: [u8; 6] = (digits.len() == 12).then_some(bytes)?.try_into().ok()?;
        (mac != [0; 6] && mac != [0xff; 6]).then_some(Self(mac))
    }
}

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02X}:{b:02X}:{c:02X}:{d:02X}:{e:02X}:{g:02X}")
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Mac> for String {
    fn from(mac: Mac) -> Self {
        mac.to_string()
    }
}

impl TryFrom<String> for Mac {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a MAC address")
    }
}
