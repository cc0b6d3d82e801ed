//! The last hours of one machine: rate, power and chip temperature, for the trend in the detail panel.
//!
//! At most [`CAPACITY`] samples in about 300 bytes. When they are full, every second one goes and the ones to come are
//! taken at twice the distance, up to one in [`COARSEST`]; from there on the oldest goes. So the first minutes are fine
//! and the whole always reaches back for hours.

use super::Machine;
use jiff::Timestamp;

/// Samples that are kept of one machine.
pub const CAPACITY: usize = 40;

/// The largest distance of two samples: 40 of them are five hours.
const COARSEST: u16 = 450;

/// What stands for an absent figure.
const ABSENT: u16 = u16::MAX;

/// The last hours of one machine, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    samples: Option<Box<Samples>>,
}

/// Times are seconds after `start`; rates are tenths of TH/s; powers are watts; temperatures are halves of a degree.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Samples {
    start: i64,
    distance: u16,
    count: u8,
    at: [u16; CAPACITY],
    rate: [u16; CAPACITY],
    power: [u16; CAPACITY],
    chip_temp: [u8; CAPACITY],
}

/// One sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// When the machine said so.
    pub at: Timestamp,
    /// TH/s, in steps of 0.1.
    pub rate: Option<f32>,
    /// Watts, in steps of 1.
    pub power: Option<f32>,
    /// The hottest chip in degrees Celsius, in steps of 0.5 from 0 to 127.
    pub chip_temp: Option<f32>,
}

impl History {
    /// True where nothing was sampled yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Samples that are there, at most [`CAPACITY`].
    pub fn len(&self) -> usize {
        self.samples.as_ref().map_or(0, |samples| usize::from(samples.count))
    }

    /// The samples, oldest first, for a plot.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Sample> + '_ {
        self.samples.iter().flat_map(|samples| (0..usize::from(samples.count)).map(|index| samples.get(index)))
    }

    /// Samples the machine's present figures, if the last sample is far enough away.
    pub(super) fn note(&mut self, at: Timestamp, figures: Figures) {
        let samples = self.samples.get_or_insert_with(|| Box::new(Samples::new(at.as_second())));
        samples.push(at.as_second(), figures);
    }
}

/// The figures that are sampled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    rate: u16,
    power: u16,
    chip_temp: u8,
}

impl Figures {
    pub(super) fn of(machine: &Machine) -> Self {
        let kept = |value: Option<f32>| value.map_or(ABSENT, |value| value.round().clamp(0.0, 65_534.0) as u16);
        let half_degrees = |degrees: f32| (degrees * 2.0).round().clamp(0.0, 254.0) as u8;
        Self {
            rate: kept(machine.rate().map(|rate| rate.ths() * 10.0)),
            power: kept(machine.power()),
            chip_temp: machine.chip_temp_max().map_or(u8::MAX, half_degrees),
        }
    }
}

impl Samples {
    fn new(start: i64) -> Self {
        Self {
            start,
            distance: 0,
            count: 0,
            at: [0; CAPACITY],
            rate: [ABSENT; CAPACITY],
            power: [ABSENT; CAPACITY],
            chip_temp: [u8::MAX; CAPACITY],
        }
    }

    fn get(&self, index: usize) -> Sample {
        let known = |value: u16| (value != ABSENT).then(|| f32::from(value));
        Sample {
            at: Timestamp::from_second(self.start + i64::from(self.at[index])).unwrap_or_default(),
            rate: known(self.rate[index]).map(|tenths| tenths / 10.0),
            power: known(self.power[index]),
            chip_temp: (self.chip_temp[index] != u8::MAX).then(|| f32::from(self.chip_temp[index]) / 2.0),
        }
    }

    fn push(&mut self, now: i64, figures: Figures) {
        let last = usize::from(self.count).checked_sub(1).map(|last| self.start + i64::from(self.at[last]));
        if last.is_some_and(|last| now < last.saturating_add(i64::from(self.distance).max(1))) {
            return;
        }
        if usize::from(self.count) == CAPACITY {
            self.make_room();
        }
        let Ok(at) = u16::try_from(now.saturating_sub(self.start)) else { return self.restart(now, figures) };
        let index = usize::from(self.count);
        self.at[index] = at;
        self.rate[index] = figures.rate;
        self.power[index] = figures.power;
        self.chip_temp[index] = figures.chip_temp;
        self.count += 1;
    }

    /// Drops every second sample, or the oldest where they are already as far apart as they may be.
    fn make_room(&mut self) {
        let span = self.at[CAPACITY - 1] - self.at[0];
        let distance = (span / (CAPACITY as u16 - 1)).saturating_mul(2);
        if self.distance >= COARSEST {
            self.keep(|index| index > 0);
        } else {
            self.keep(|index| index % 2 == 1);
            self.distance = distance.clamp(1, COARSEST);
        }
    }

    /// Keeps the samples whose index passes, and counts the time from the first of them again.
    fn keep(&mut self, passes: impl Fn(usize) -> bool) {
        let mut kept = 0;
        let mut first = 0;
        for index in (0..usize::from(self.count)).filter(|&index| passes(index)) {
            if kept == 0 {
                first = self.at[index];
            }
            self.at[kept] = self.at[index] - first;
            self.rate[kept] = self.rate[index];
            self.power[kept] = self.power[index];
            self.chip_temp[kept] = self.chip_temp[index];
            kept += 1;
        }
        self.start += i64::from(first);
        self.count = kept as u8;
    }

    /// After 18 hours of silence the old samples are of no use: starts anew.
    fn restart(&mut self, now: i64, figures: Figures) {
        *self = Self::new(now);
        self.push(now, figures);
    }
}
