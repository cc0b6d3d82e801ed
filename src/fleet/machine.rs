//! One row: what is known about one machine, from whichever of its addresses it answered.
//!
//! Rows are made and changed by [`Fleet`](super::Fleet) only; everybody else reads them. Always true here: the figures
//! are the last that the machine gave, however old ([`Contact`] tells how old), and what it never gave is absent.

use super::{
    health::{Health, HealthState},
    history::History,
};
use crate::protocol::{
    Failure, Reading,
    models::{self, Model},
    reading::Text,
    units::{Celsius, HashRate, Mac},
};
use jiff::Timestamp;
use std::{net::SocketAddr, num::NonZeroI64};

/// The handle of a row, stable as long as its [`Fleet`](super::Fleet) lives, whatever address the machine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MachineId(pub(super) u32);

impl MachineId {
    /// The row's place in order of appearance, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One machine.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The row's handle.
    pub id: MachineId,
    /// The hardware address, once a reply has named it. It is what makes a row: the address may change.
    pub mac: Option<Mac>,
    /// Where the machine answered last.
    pub address: SocketAddr,
    /// Everything it said, each part as of the last time that it was asked for.
    pub reading: Reading,
    /// When it was heard.
    pub contact: Contact,
    /// What is wrong with it, if anything.
    pub health: Health,
    /// Its rate, power and temperature over the last hours.
    pub history: History,
    /// What the table says of its model.
    pub(super) model: Option<&'static Model>,
    pub(super) notes: Option<Box<Notes>>,
}

/// What few rows have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notes {
    pub(super) location: Text,
    pub(super) note: Text,
    pub(super) previous_address: Option<SocketAddr>,
}

impl Machine {
    pub(super) fn new(id: MachineId, address: SocketAddr, contact: Contact) -> Self {
        Self {
            id,
            mac: None,
            address,
            reading: Reading::default(),
            contact,
            health: Health::default(),
            history: History::default(),
            model: None,
            notes: None,
        }
    }

    /// Takes over what it said.
    pub(super) fn take(&mut self, newer: Reading) {
        let before = self.reading.model().cloned();
        self.mac = newer.mac().or(self.mac);
        self.reading.merge(newer);
        if self.reading.model() != before.as_ref() {
            self.model = self.reading.model().and_then(|model| models::lookup(model));
        }
        self.share_serials();
    }

    /// Two replies name the same serial number; a row keeps it once.
    fn share_serials(&mut self) {
        let Some(info) = self.reading.info.as_deref_mut() else { return };
        if let Some(device) = self.reading.device.as_deref_mut().filter(|device| device.serial == info.serial) {
            device.serial.clone_from(&info.serial);
        }
        if let Some(psu) = self.reading.psu.as_deref().filter(|psu| psu.serial == info.psu_serial) {
            info.psu_serial.clone_from(&psu.serial);
        }
    }

    /// Adds what a technician wrote, where nothing is written yet.
    pub(super) fn write(&mut self, location: Text, note: Text) {
        if location.is_empty() && note.is_empty() {
            return;
        }
        let kept = self.notes.get_or_insert_default();
        for (kept, new) in [(&mut kept.location, location), (&mut kept.note, note)] {
            if kept.is_empty() {
                *kept = new;
            }
        }
    }

    /// What the table says of its model; `None` where it is unknown.
    pub fn model(&self) -> Option<&'static Model> {
        self.model
    }

    /// The name or place that a technician gave to this machine.
    pub fn location(&self) -> Option<&Text> {
        self.notes.as_ref().map(|notes| &notes.location).filter(|location| !location.is_empty())
    }

    /// What a technician wrote about this machine.
    pub fn note(&self) -> Option<&Text> {
        self.notes.as_ref().map(|notes| &notes.note).filter(|note| !note.is_empty())
    }

    /// Where the machine was before it moved to its present address.
    pub fn previous_address(&self) -> Option<SocketAddr> {
        self.notes.as_ref()?.previous_address
    }

    /// The rate now.
    pub fn rate(&self) -> Option<HashRate> {
        self.reading.summary.as_ref()?.rate
    }

    /// What the machine made at the factory: the sum of its boards where the machine itself doesn't say.
    pub fn factory_rate(&self) -> Option<HashRate> {
        let whole = self.reading.summary.as_ref().and_then(|summary| summary.rate_factory);
        whole.filter(|rate| rate.ths() > 0.0).or_else(|| {
            let boards = self.reading.boards.as_deref()?;
            let sum: f32 = boards.iter().filter_map(|board| board.rate_factory).map(HashRate::ths).sum();
            (sum > 0.0).then(|| HashRate::from(sum))
        })
    }

    /// The rate as a fraction of the factory's: 1.0 is what it should make.
    pub fn rate_fraction(&self) -> Option<f32> {
        self.rate()?.fraction_of(self.factory_rate()?)
    }

    /// The power that it draws, in watts; the power supply's own figure where the summary has none.
    pub fn power(&self) -> Option<f32> {
        let summary = self.reading.summary.as_ref().and_then(|summary| summary.power);
        summary.or_else(|| self.reading.psu.as_ref()?.power_in).map(|watts| watts.0)
    }

    /// The hottest chip, in degrees Celsius: of the summary or of any board, whichever is hotter.
    pub fn chip_temp_max(&self) -> Option<f32> {
        let summary = self.reading.summary.as_ref().and_then(|summary| summary.chip_temp_max);
        let boards = self.reading.boards.iter().flatten().filter_map(|board| board.chip_temp_max);
        boards.chain(summary).max().map(Celsius::degrees)
    }

    /// True where the row's figures are not the machine's present ones: it does not answer, or was not asked yet in
    /// this session.
    pub fn is_stale(&self) -> bool {
        self.health.state == HealthState::Lost || self.contact.restored
    }
}

/// A moment in milliseconds, half the size of a [`Timestamp`]: a row has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(NonZeroI64);

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self(NonZeroI64::new(at.as_millisecond()).unwrap_or(NonZeroI64::MIN))
    }
}

impl From<Moment> for Timestamp {
    fn from(moment: Moment) -> Self {
        Self::from_millisecond(moment.0.get()).unwrap_or_default()
    }
}

impl Moment {
    /// Seconds from `earlier` to this moment.
    pub(super) fn seconds_after(self, earlier: Self) -> i64 {
        self.0.get().saturating_sub(earlier.0.get()) / 1000
    }
}

/// When a machine was heard, and why not.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    pub(super) first_seen: Moment,
    /// The last figures.
    pub(super) heard: Option<Moment>,
    /// The last sign of life, with or without figures.
    pub(super) alive: Option<Moment>,
    pub(super) lost: Option<Moment>,
    /// When another machine answered at this one's address.
    pub(super) displaced: Option<Moment>,
    pub(super) failure: Option<Failure>,
    pub(super) conflict: bool,
    pub(super) restored: bool,
}

impl Contact {
    pub(super) fn new(first_seen: Moment) -> Self {
        Self {
            first_seen,
            heard: None,
            alive: None,
            lost: None,
            displaced: None,
            failure: None,
            conflict: false,
            restored: false,
        }
    }

    /// When the row appeared first.
    pub fn first_seen(&self) -> Timestamp {
        self.first_seen.into()
    }

    /// When the machine last gave figures.
    pub fn last_answer(&self) -> Option<Timestamp> {
        self.heard.map(Timestamp::from)
    }

    /// Since when it has been silent; `None` while it answers.
    pub fn lost_since(&self) -> Option<Timestamp> {
        self.lost.map(Timestamp::from)
    }

    /// Why the last attempt gave no figures; `None` after an answer.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// True where another machine claims the same address.
    pub fn address_conflict(&self) -> bool {
        self.conflict
    }

    /// True where the row comes from the last session and was not heard in this one.
    pub fn is_restored(&self) -> bool {
        self.restored
    }

    /// How old the figures are, in seconds.
    pub fn age_secs(&self, now: Timestamp) -> Option<i64> {
        self.heard.map(|heard| Moment::from(now).seconds_after(heard).max(0))
    }

    /// It gave figures.
    pub(super) fn hear(&mut self, at: Moment) {
        self.heard = Some(at);
        self.live(at, None);
    }

    /// It accepted a connection and gave no figures.
    pub(super) fn live(&mut self, at: Moment, failure: Option<Failure>) {
        self.alive = Some(at);
        self.lost = None;
        self.failure = failure;
        self.restored = false;
    }

    /// It was asked and is silent.
    pub(super) fn lose(&mut self, at: Moment, failure: Option<Failure>) {
        self.lost.get_or_insert(at);
        self.failure = failure;
        self.conflict = false;
    }
}
