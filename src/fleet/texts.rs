//! One copy of everything that many machines say alike: models, firmware, pools, versions.
//!
//! Serial numbers and host names are left alone: each is one machine's.

use crate::protocol::{
    Reading,
    reading::{Status, Text, Version},
};
use std::{
    collections::{HashSet, VecDeque},
    sync::Arc,
};

/// Kinds of versions and states that are worth looking for; a farm has a few dozen.
const SHELF: usize = 64;

/// The fewest texts at which looking for unused ones is worth it.
const FEW: usize = 1024;

/// The copies of a fleet.
#[derive(Debug, Default)]
pub(super) struct Texts {
    common: HashSet<Text>,
    tidy_at: usize,
    versions: VecDeque<Arc<Version>>,
    states: VecDeque<Arc<Status>>,
}

impl Texts {
    /// The one copy of this text.
    pub(super) fn shared(&mut self, text: &Text) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        if let Some(known) = self.common.get(text) {
            return known.clone();
        }
        if self.common.len() >= self.tidy_at.max(FEW) {
            self.tidy();
        }
        self.common.insert(text.clone());
        text.clone()
    }

    /// Replaces what a reading says by the copies that are there already.
    pub(super) fn share(&mut self, reading: &mut Reading) {
        for text in common_texts(reading) {
            *text = self.shared(text);
        }
        if let Some(version) = &mut reading.version {
            share_on(&mut self.versions, version);
        }
        if let Some(status) = &mut reading.status {
            share_on(&mut self.states, status);
        }
    }

    /// Forgets texts that no machine says any more.
    fn tidy(&mut self) {
        self.common.retain(|text| Text::strong_count(text).is_none_or(|count| count > 1));
        self.tidy_at = self.common.len() * 2;
    }
}

/// The texts of a reading that other machines say too.
fn common_texts(reading: &mut Reading) -> impl Iterator<Item = &mut Text> {
    let pools = reading.pools.iter_mut().flatten().flat_map(|pool| [&mut pool.url, &mut pool.worker]);
    let boards = reading.boards.iter_mut().flatten().flat_map(|board| [&mut board.status, &mut board.chip_data]);
    let psu = reading
        .psu
        .iter_mut()
        .flat_map(|psu| [&mut psu.name, &mut psu.model, &mut psu.hardware, &mut psu.software, &mut psu.vendor]);
    let info = reading
        .info
        .iter_mut()
        .flat_map(|info| [&mut info.netmask, &mut info.gateway, &mut info.dns, &mut info.hostname, &mut info.led]);
    let summary = reading.summary.iter_mut().flat_map(|summary| [&mut summary.chip_data, &mut summary.firmware]);
    let device = reading
        .device
        .iter_mut()
        .flat_map(|device| [&mut device.model, &mut device.firmware, &mut device.api, &mut device.control_board]);
    let errors = reading.errors.iter_mut().flatten();
    let errors = errors.flat_map(|error| [Some(&mut error.code), error.reason.as_mut()]).flatten();
    let optional = boards.chain(psu).chain(info).chain(summary).chain(device).chain([&mut reading.detail_model]);
    pools.chain(optional.flatten()).chain(errors)
}

/// Replaces a value by an equal one that was met lately.
fn share_on<T: PartialEq>(shelf: &mut VecDeque<Arc<T>>, value: &mut Arc<T>) {
    if let Some(place) = shelf.iter().position(|known| known == value) {
        value.clone_from(&shelf[place]);
        // What is met often comes to the front.
        shelf.swap(place, place / 2);
    } else {
        shelf.truncate(SHELF - 1);
        shelf.push_front(value.clone());
    }
}
