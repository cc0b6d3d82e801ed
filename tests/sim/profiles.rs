//! Every profile says, in its own generation's way, what its machine is.

use super::ask::{one, read};
use rackhand::{
    protocol::{Failure, Query, Reading, models, units::HashRate},
    sim::{PROFILES, Profile, Truth},
};

/// Everything that a machine tells over API v2, in single requests.
async fn read_all(address: std::net::SocketAddr) -> Reading {
    let mut reading = Reading::default();
    for query in Query::ALL.into_iter().filter(|query| *query != Query::Token) {
        let decoded = read(address, &[query]).await;
        if query == Query::Errors && reading.errors.is_some() {
            // The first generation tells its errors in `summary` and does not know the command.
            assert!(matches!(decoded.failures[..], [(Query::Errors, Failure::Answered { code: 14, .. })]));
            continue;
        }
        assert_eq!(decoded.failures, [], "{query:?}");
        assert!(!decoded.reading.partial, "{query:?} had to be repaired");
        reading.merge(decoded.reading);
    }
    reading
}

fn near(what: &str, read: f32, truth: f64, within: f64) {
    let off = (f64::from(read) - truth).abs();
    assert!(off <= within, "{what}: read {read}, but it is {truth}");
}

fn check(reading: &Reading, truth: &Truth, profile: &Profile) {
    let summary = reading.summary.as_ref().unwrap();
    let percent = |of: f64| of * 0.02;
    near("rate", summary.rate.map(HashRate::ths).unwrap(), truth.rate, percent(truth.rate));
    near("factory", summary.rate_factory.map(HashRate::ths).unwrap(), truth.rate_factory, 0.01);
    near("power", summary.power.unwrap().0, truth.power, percent(truth.power));

    let boards = reading.boards.as_ref().unwrap();
    assert_eq!(boards.len(), truth.boards.len());
    assert_eq!(boards.len(), usize::from(profile.boards));
    for (board, truth) in boards.iter().zip(&truth.boards) {
        assert_eq!((board.slot, board.chips), (truth.slot, Some(truth.chips)));
        near("board rate", board.rate.map(HashRate::ths).unwrap(), truth.rate, percent(truth.rate));
        near("board temperature", board.temp.unwrap().degrees(), truth.temp, 1.0);
        assert_eq!(board.chip_temp_max.is_some(), truth.chip_temp_max.is_some());
    }

    match truth.fans {
        Some((intake, exhaust)) => {
            near("intake", f32::from(summary.fan_in.unwrap().0), f64::from(intake), 60.0);
            near("exhaust", f32::from(summary.fan_out.unwrap().0), f64::from(exhaust), 60.0);
        }
        None => assert_eq!(summary.fan_in.map_or(0, |fan| fan.0), 0),
    }

    let pools = reading.pools.as_ref().unwrap();
    assert_eq!(pools.len(), truth.pools.len());
    for (pool, (url, worker, active)) in pools.iter().zip(&truth.pools) {
        assert_eq!((&*pool.url, &*pool.worker, pool.active), (url.as_str(), worker.as_str(), Some(*active)));
    }

    assert_eq!(reading.mac(), Some(truth.mac));
    assert_eq!(reading.model().map(|model| &**model), Some(truth.model));
    assert_eq!(reading.firmware().map(|firmware| &**firmware), Some(truth.firmware.as_str()));
    assert_eq!(reading.status.as_ref().unwrap().stopped, Some(false));
    assert_eq!(reading.errors.as_deref(), Some(&[][..]), "a healthy machine has no errors");
}

#[tokio::test]
async fn every_profile_reads_as_what_it_is() {
    for (n, profile) in PROFILES.iter().enumerate() {
        let (fleet, address) = one(10 + n as u8, profile.name).await;
        let truth = fleet.truth(address).unwrap();
        check(&read_all(address).await, &truth, profile);
        assert!(truth.rate > profile.rate_ths * 0.9, "{} is up to speed from the start", profile.name);
    }
}

#[tokio::test]
async fn joined_replies_decode_like_single_ones() {
    for (n, profile) in PROFILES.iter().enumerate() {
        let (fleet, address) = one(30 + n as u8, profile.name).await;
        let decoded = read(address, &[Query::Summary, Query::Pools, Query::Boards]).await;
        assert_eq!((decoded.failures, decoded.retry), (vec![], None), "{}", profile.name);
        let truth = fleet.truth(address).unwrap();
        assert_eq!(decoded.reading.boards.unwrap().len(), truth.boards.len());
        assert_eq!(decoded.reading.pools.unwrap().len(), truth.pools.len());
    }
}

#[test]
fn profiles_agree_with_the_table_of_models() {
    for profile in PROFILES {
        // The newest models are in no table yet.
        let Some(model) = models::lookup(profile.model) else { continue };
        assert_eq!(model.boards, Some(profile.boards), "{}", profile.name);
        assert_eq!(model.chips_per_board, Some(profile.chips), "{}", profile.name);
        assert_eq!(model.fans == 0, !profile.air, "{}", profile.name);
    }
    assert!(PROFILES.iter().filter(|profile| models::lookup(profile.model).is_some()).count() > 5);
}
