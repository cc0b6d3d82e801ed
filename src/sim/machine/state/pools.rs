//! The pools that a machine mines at, and the shares that it found for them.

use super::{
    super::{Machine, Moment},
    times::Times,
};
use crate::sim::{
    fault::Fault,
    will::{SetPool, Will},
};

/// One configured pool.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    pub(crate) url: String,
    pub(crate) host: String,
    pub(crate) worker: String,
    pub(crate) alive: bool,
    /// Work comes from here.
    pub(crate) active: bool,
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) stale: u64,
    pub(crate) difficulty: f64,
}

/// Pools that farms have configured, in order: example names, at which nobody can mine. One has `nan` in its name,
/// over which careless repairs of replies fall.
const POOLS: [&[(&str, u16)]; 3] = [
    &[("btc.pool.example", 3333), ("btc-eu.pool.example", 443), ("btc.backup.example", 25)],
    &[("sha256.poolbinance.example", 443), ("bs.poolbinance.example", 3333), ("btc.backup.example", 25)],
    &[("stratum.north.example", 3333), ("stratum.south.example", 3333)],
];

/// The farm's account at its pools.
const FARMS: [&str; 3] = ["northfield", "kestrel", "halogen"];

/// Hashes that a share of difficulty 1 takes on average.
const HASHES: f64 = 4_294_967_296.0;

/// What a machine has found since mining began.
#[derive(Debug)]
pub(super) struct Shares {
    found: f64,
    difficulty: f64,
    pub(super) accepted: u64,
    pub(super) rejected: u64,
    pub(super) stale: u64,
    /// As Unix time; 0 before the first.
    pub(super) last: u64,
}

impl Shares {
    /// Shares by work done: `rate_average` TH/s all the time; the last one came as long ago as they are apart.
    pub(super) fn compute(machine: &Machine, times: &Times, rate: f64, rate_average: f64, moment: Moment) -> Self {
        let noise = machine.noise;
        let difficulty = 65_536.0 * f64::from(1_u32 << noise.below("difficulty", 0, 3) as u32);
        let each = difficulty * HASHES / 1e12;
        let found = rate_average * times.elapsed / each;
        let rejected = (found * noise.between("rejected", 0, 0.0002, 0.004)) as u64;
        let gap = if rate > 0.0 { each / rate } else { times.trouble };
        let last = moment.unix_before(gap * noise.unit("share gap", moment.unix));
        Self {
            found,
            difficulty,
            accepted: found as u64,
            rejected,
            stale: rejected / 3,
            last: if found < 1.0 { 0 } else { last },
        }
    }

    /// The shares of a board that has `rate` of the machine's `whole`.
    pub(super) fn part(&self, rate: f64, whole: f64) -> u64 {
        if whole > 0.0 { (self.found * rate / whole) as u64 } else { 0 }
    }
}

/// The pools of `machine`; where it is `working`, the first one has all its shares.
pub(super) fn pools(machine: &Machine, will: &Will, shares: &Shares, working: bool) -> Vec<Pool> {
    // Most machines of a farm mine at the same pools.
    let elsewhere = machine.noise.unit("pool set", 0) < 0.25;
    let set = machine.fleet.below("pools", u64::from(elsewhere), POOLS.len() as u64) as usize;
    let farm = FARMS[machine.fleet.below("farm", 0, FARMS.len() as u64) as usize];
    let alive = !machine.has(Fault::DeadPool);
    let usual = || {
        let worker = format!("{farm}.{}", machine.place());
        POOLS[set]
            .iter()
            .map(|(host, port)| (format!("stratum+tcp://{host}:{port}"), worker.clone()))
            .collect::<Vec<_>>()
    };
    let told = |told: &Vec<SetPool>| told.iter().map(|pool| (pool.url.clone(), pool.worker.clone())).collect();
    let configured: Vec<(String, String)> = will.pools.as_ref().map_or_else(usual, told);
    let pool = |(place, (url, worker)): (usize, (String, String))| {
        let first = place == 0;
        let count = |count| if first { count } else { 0 };
        Pool {
            host: host_of(&url),
            url,
            worker,
            alive,
            active: first && working && alive,
            accepted: count(shares.accepted),
            rejected: count(shares.rejected),
            stale: count(shares.stale),
            difficulty: if first && working { shares.difficulty } else { 0.0 },
        }
    };
    configured.into_iter().enumerate().map(pool).collect()
}

/// The host in a pool's address.
fn host_of(url: &str) -> String {
    let rest = url.rsplit("//").next().unwrap_or(url);
    rest.split(':').next().unwrap_or(rest).to_owned()
}
