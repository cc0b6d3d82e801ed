//! Units as types, small enough that a machine's row stays under 2 KiB.
//!
//! A value is made once, where a reply is decoded; from there on nobody multiplies by a thousand by hand.

use serde::{Deserialize, Serialize};
use std::{
    cmp::Ordering,
    fmt,
    num::{NonZeroI16, NonZeroU32},
};

/// A hash rate, kept in TH/s. Machines report MH/s, GH/s and TH/s (API document 4.1, 4.3); seven digits are more than
/// a machine measures.
///
/// Kept as the inverted bits of an `f32`, of which zero would be a NaN that is never made: so that an absent rate costs
/// no more room than a known one.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "f32", into = "f32")]
pub struct HashRate(NonZeroU32);

impl HashRate {
    /// From TH/s.
    pub fn from_ths(ths: f64) -> Self {
        Self::from(ths as f32)
    }

    /// From GH/s, the unit of `Factory GHS`.
    pub fn from_ghs(ghs: f64) -> Self {
        Self::from_ths(ghs / 1e3)
    }

    /// From MH/s, the unit of `MHS av` and `HS RT`.
    pub fn from_mhs(mhs: f64) -> Self {
        Self::from_ths(mhs / 1e6)
    }

    /// The value in TH/s.
    pub fn ths(self) -> f32 {
        f32::from_bits(!self.0.get())
    }

    /// This rate as a fraction of `whole`; `None` where `whole` is not a positive rate.
    pub fn fraction_of(self, whole: Self) -> Option<f32> {
        (whole.ths() > 0.0).then(|| self.ths() / whole.ths())
    }
}

impl From<f32> for HashRate {
    /// From TH/s; what is no number counts as 0, and so does negative zero.
    fn from(ths: f32) -> Self {
        let ths = if ths.is_nan() || ths == 0.0 { 0.0 } else { ths };
        Self(NonZeroU32::new(!ths.to_bits()).unwrap_or(NonZeroU32::MAX))
    }
}

impl From<HashRate> for f32 {
    fn from(rate: HashRate) -> Self {
        rate.ths()
    }
}

impl Default for HashRate {
    fn default() -> Self {
        Self::from(0.0)
    }
}

impl PartialOrd for HashRate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.ths().partial_cmp(&other.ths())
    }
}

impl fmt::Debug for HashRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HashRate({} TH/s)", self.ths())
    }
}

/// A temperature, kept in hundredths of a degree Celsius.
///
/// The lowest value that fits is never made, so that an absent temperature costs no more room than a known one.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "i16", into = "i16")]
pub struct Celsius(NonZeroI16);

impl Celsius {
    /// From degrees; values beyond ±327 °C are held at the bound.
    pub fn new(degrees: f64) -> Self {
        Self::from((degrees * 100.0).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16)
    }

    /// The value in degrees.
    pub fn degrees(self) -> f32 {
        f32::from(self.hundredths()) / 100.0
    }

    /// The value in hundredths of a degree.
    pub fn hundredths(self) -> i16 {
        self.0.get() ^ i16::MIN
    }
}

impl From<i16> for Celsius {
    /// From hundredths of a degree.
    fn from(hundredths: i16) -> Self {
        Self(NonZeroI16::new(hundredths.max(i16::MIN + 1) ^ i16::MIN).unwrap_or(NonZeroI16::MAX))
    }
}

impl From<Celsius> for i16 {
    fn from(celsius: Celsius) -> Self {
        celsius.hundredths()
    }
}

impl PartialOrd for Celsius {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Celsius {
    fn cmp(&self, other: &Self) -> Ordering {
        self.hundredths().cmp(&other.hundredths())
    }
}

impl fmt::Debug for Celsius {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Celsius({})", self.degrees())
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
        for (place, byte) in self.0.iter().enumerate() {
            let separator = if place == 0 { "" } else { ":" };
            write!(f, "{separator}{byte:02X}")?;
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::{Celsius, HashRate};

    #[test]
    fn an_absent_figure_takes_no_room_of_its_own() {
        assert_eq!(size_of::<Option<HashRate>>(), size_of::<f32>());
        assert_eq!(size_of::<Option<Celsius>>(), size_of::<i16>());
    }

    #[test]
    fn rates_and_temperatures_keep_their_value_and_order() {
        for ths in [-1.5, 0.0, 1e-6, 112.34, 1e9] {
            assert_eq!(HashRate::from(ths).ths().to_bits(), ths.to_bits(), "{ths}");
        }
        assert_eq!(HashRate::from(f32::NAN), HashRate::default());
        assert!(HashRate::from_ths(1.0) < HashRate::from_ths(2.0));
        let kept = [i16::MIN, -4000, -1, 0, 1, 8450, i16::MAX].map(Celsius::from);
        assert!(kept.is_sorted_by(|a, b| a < b), "{kept:?}");
        assert_eq!(kept.map(Celsius::hundredths), [i16::MIN + 1, -4000, -1, 0, 1, 8450, i16::MAX]);
    }
}
