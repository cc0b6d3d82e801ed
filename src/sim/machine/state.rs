//! What a machine is doing at one moment: rates, temperatures, shares and errors out of its identity and the time.

use super::{Machine, Moment};
use crate::sim::fault::Fault;

/// One hash board that the machine finds.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    pub(crate) slot: u8,
    /// TH/s now.
    pub(crate) rate: f64,
    /// TH/s on average since mining began.
    pub(crate) rate_average: f64,
    /// TH/s measured at the factory.
    pub(crate) rate_factory: f64,
    pub(crate) chips: u16,
    /// °C at the air outlet.
    pub(crate) temp: f64,
    pub(crate) chip_temp_min: f64,
    pub(crate) chip_temp_avg: f64,
    pub(crate) chip_temp_max: f64,
    /// MHz.
    pub(crate) frequency: f64,
    pub(crate) accepted: u64,
}

/// One configured pool.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    pub(crate) url: String,
    pub(crate) host: &'static str,
    pub(crate) worker: String,
    pub(crate) alive: bool,
    pub(crate) active: bool,
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) stale: u64,
    pub(crate) difficulty: f64,
}

/// A machine at one moment. Rates are TH/s, temperatures °C, times seconds.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// Since the control board started.
    pub(crate) uptime: f64,
    /// Since mining began; 0 while stopped.
    pub(crate) elapsed: f64,
    /// Mining was stopped by command.
    pub(crate) stopped: bool,
    /// The mining program answers.
    pub(crate) btminer: bool,
    pub(crate) rate: f64,
    pub(crate) rate_average: f64,
    /// Of all boards that belong into the machine, found or not.
    pub(crate) rate_factory: f64,
    pub(crate) ramped_up: bool,
    pub(crate) boards: Vec<Board>,
    pub(crate) ambient: f64,
    /// Of the cooling liquid, in machines without fans.
    pub(crate) liquid: f64,
    /// rpm.
    pub(crate) fan_in: u32,
    pub(crate) fan_out: u32,
    /// W at the wall.
    pub(crate) power: f64,
    pub(crate) power_limit: f64,
    pub(crate) volts_in: f64,
    pub(crate) psu_temp: f64,
    pub(crate) psu_fan: u32,
    pub(crate) pools: Vec<Pool>,
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) stale: u64,
    pub(crate) last_share: u64,
    /// Codes and the Unix time at which each was last seen.
    pub(crate) errors: Vec<(String, u64)>,
    /// When mining was stopped, as Unix time.
    pub(crate) stopped_at: Option<u64>,
}

/// Pools that a farm has configured, in order; example names that nobody can mine at.
const POOLS: [[(&str, u16); 3]; 3] = [
    [("btc.pool.example", 3333), ("btc-eu.pool.example", 443), ("btc.backup.example", 25)],
    [("sha256.poolbinance.example", 443), ("bs.poolbinance.example", 3333), ("btc.backup.example", 25)],
    [("stratum.north.example", 3333), ("stratum.south.example", 3333), ("", 0)],
];

/// The part of full speed that ramp-up has reached after `elapsed` of `length` seconds, and its mean since the start.
fn ramp(elapsed: f64, length: f64) -> (f64, f64) {
    let x = (elapsed / length).clamp(0.0, 1.0);
    let now = x * x * 3.0f64.mul_add(1.0, -2.0 * x);
    let mean = if elapsed > length { (elapsed - length / 2.0) / elapsed } else { x * x - x * x * x / 2.0 };
    (now, mean)
}

impl State {
    /// Computes the state of `machine` at `moment`.
    pub(super) fn compute(machine: &Machine, moment: Moment) -> Self {
        let (noise, profile, seconds) = (machine.noise, machine.profile, moment.seconds);
        let has = |fault| machine.has(fault);
        let faults_for = (seconds - machine.faults_since()).max(0.0);

        let stopped = has(Fault::Stopped) || has(Fault::Asleep);
        let btminer = !(has(Fault::Asleep) || has(Fault::BtminerDown));
        let idle = stopped || !btminer || has(Fault::DeadPool);

        // Most machines of a farm have run for days; some were restarted since they booted.
        let head_start = if machine.fresh { 0.0 } else { 7_200.0 * 480.0_f64.powf(noise.unit("uptime", 0)) };
        let boot = noise.between("boot", 0, 45.0, 110.0);
        let uptime = head_start + seconds + if machine.fresh { boot } else { 0.0 };
        let since_boot = (uptime - boot).max(0.0);
        let restarted = if noise.unit("restarted", 0) < 0.2 { noise.between("restarted", 1, 0.1, 0.9) } else { 0.0 };
        let mining = (since_boot - head_start * restarted).max(0.0);
        let elapsed = match (stopped || !btminer, has(Fault::Starting)) {
            (true, _) => 0.0,
            (false, true) => faults_for,
            (false, false) => mining,
        };

        let ramp_length = noise.between("ramp", 0, 240.0, 540.0);
        let (ramp_now, ramp_mean) = ramp(elapsed, ramp_length);
        let (mut speed, mut speed_mean) = if idle { (0.0, ramp_mean) } else { (ramp_now, ramp_mean) };
        if stopped || !btminer {
            speed_mean = 0.0;
        }
        if has(Fault::PsuError) {
            speed *= 0.7;
            speed_mean *= 0.85;
        }

        // The day's warmth is common to the farm, the rest is the machine's place.
        let ambient = 22.0 + noise.between("ambient", 0, 0.0, 8.0) + noise.swing("ambient", 1, seconds / 12.0);
        let liquid = noise.between("liquid", 0, 36.0, 42.0) + 0.6 * noise.swing("liquid", 1, seconds / 4.0);
        let coolant = if profile.air { ambient } else { liquid };
        let warmth = if idle { 0.02 } else { 1.0 - (-elapsed / 150.0).exp() };
        let fan_stands = has(Fault::Fan);

        let sick_slot = noise.below("sick board", 0, u64::from(profile.boards)) as u8;
        let factory_total = profile.rate_ths * noise.between("factory", 0, 0.985, 1.025);
        let shares: Vec<f64> =
            (0..profile.boards).map(|slot| noise.between("board share", u64::from(slot), 0.98, 1.02)).collect();
        let all_shares: f64 = shares.iter().sum();
        let health = noise.between("health", 0, 0.985, 1.015);

        let mut boards = Vec::with_capacity(usize::from(profile.boards));
        for slot in 0..profile.boards {
            let n = u64::from(slot);
            let sick = slot == sick_slot;
            if sick && has(Fault::BoardMissing) {
                continue;
            }
            let weak = sick && has(Fault::WeakBoard);
            let hot = sick && has(Fault::HotChip);
            let rate_factory = factory_total * shares[usize::from(slot)] / all_shares;
            let full = rate_factory * health * if weak { 0.34 } else { 1.0 };
            let wander = 1.0 + 0.012 * noise.swing("rate", n, seconds);
            let rise =
                if profile.air { noise.between("rise", n, 40.0, 47.0) } else { noise.between("rise", n, 9.0, 14.0) };
            let temp = coolant
                + warmth * (rise + if hot { 24.0 } else { 0.0 } + if fan_stands { 9.0 } else { 0.0 })
                + 0.8 * noise.swing("temp", n, seconds);
            let spread = 2.0 + warmth * noise.between("spread", n, 14.0, 19.0);
            boards.push(Board {
                slot,
                rate: full * speed * wander,
                rate_average: full * speed_mean,
                rate_factory,
                chips: if weak { profile.chips * 3 / 5 } else { profile.chips },
                temp,
                chip_temp_min: temp + warmth,
                chip_temp_avg: temp + spread * 0.55,
                chip_temp_max: temp + spread + if hot { 14.0 * warmth } else { 0.0 },
                frequency: if idle {
                    0.0
                } else {
                    profile.frequency_mhz * speed * noise.between("frequency", n, 0.99, 1.01)
                },
                accepted: 0,
            });
        }
        let rate: f64 = boards.iter().map(|board| board.rate).sum();
        let rate_average: f64 = boards.iter().map(|board| board.rate_average).sum();

        let difficulty = 65_536.0 * f64::from(1_u32 << noise.below("difficulty", 0, 3) as u32);
        let work = rate_average * elapsed * 1e12;
        let shares_found = work / (difficulty * 4_294_967_296.0);
        let accepted = shares_found as u64;
        let rejected = (shares_found * noise.between("rejected", 0, 0.0002, 0.004)) as u64;
        let stale = rejected / 3;
        for board in &mut boards {
            let part = if rate_average > 0.0 { board.rate_average / rate_average } else { 0.0 };
            board.accepted = (shares_found * part) as u64;
        }
        let shares_per_second = rate * 1e12 / (difficulty * 4_294_967_296.0);
        let last_share = if accepted == 0 {
            0
        } else {
            let gap = if shares_per_second > 0.0 { 1.0 / shares_per_second } else { faults_for };
            moment.unix_before(gap * noise.unit("share gap", moment.unix))
        };

        let load = if idle { 0.0 } else { (rate / factory_total).max(0.05) };
        let standby = noise.between("standby", 0, 38.0, 62.0);
        let full_power = profile.power_w * noise.between("power", 0, 0.97, 1.03);
        let power = standby + (full_power - standby) * load * (1.0 + 0.006 * noise.swing("power", 1, seconds));
        let volts_in = if has(Fault::PsuError) { 188.0 } else { noise.between("volts", 0, 224.0, 238.0) }
            + noise.swing("volts", 1, seconds);
        let rpm = |n: u64| {
            let full = noise.between("fan", n, 5_200.0, 6_500.0) + 60.0 * noise.swing("fan", n + 8, seconds);
            // Fans turn in steps of 30 as the machine counts them.
            if idle { 0 } else { (full / 30.0).round() as u32 * 30 }
        };
        let (fan_in, fan_out) = match (profile.air, fan_stands) {
            (false, _) => (0, 0),
            (true, true) => (0, rpm(1) + 900),
            (true, false) => (rpm(0), rpm(1)),
        };

        let since =
            moment.unix_before(faults_for + if machine.faults_since() == 0.0 { head_start / 10.0 } else { 0.0 });
        let mut errors: Vec<(String, u64)> = Vec::new();
        let mut error = |fault, code: String| {
            if has(fault) {
                errors.push((code, since));
            }
        };
        error(Fault::BoardMissing, format!("53{sick_slot}"));
        error(Fault::WeakBoard, format!("55{sick_slot}"));
        error(Fault::HotChip, format!("35{sick_slot}"));
        error(Fault::Fan, if profile.air { "110" } else { "5079" }.to_owned());
        error(Fault::PsuError, "206".to_owned());
        error(Fault::DeadPool, "2010".to_owned());

        Self {
            uptime,
            elapsed,
            stopped,
            btminer,
            rate,
            rate_average,
            rate_factory: factory_total,
            ramped_up: !idle && elapsed > ramp_length,
            boards,
            ambient,
            liquid,
            fan_in,
            fan_out,
            power,
            power_limit: if idle || elapsed < ramp_length {
                0.0
            } else {
                (profile.power_w * 1.05 / 50.0).round() * 50.0
            },
            volts_in,
            psu_temp: ambient + 8.0 + 14.0 * load,
            psu_fan: if profile.air { 4_000 + (3_000.0 * load) as u32 } else { 0 },
            pools: pools(machine, accepted, rejected, stale, difficulty, btminer && !stopped),
            accepted,
            rejected,
            stale,
            last_share,
            errors,
            stopped_at: stopped.then_some(since),
        }
    }

    /// The highest of a temperature of the boards, °C; 0 where no board is found, as machines say.
    pub(crate) fn hottest(&self, temp: impl Fn(&Board) -> f64) -> f64 {
        self.boards.iter().map(temp).reduce(f64::max).unwrap_or(0.0)
    }

    /// The coolest chip, °C; 0 where no board is found, as machines say.
    pub(crate) fn coolest_chip(&self) -> f64 {
        self.boards.iter().map(|board| board.chip_temp_min).reduce(f64::min).unwrap_or(0.0)
    }
}

fn pools(machine: &Machine, accepted: u64, rejected: u64, stale: u64, difficulty: f64, working: bool) -> Vec<Pool> {
    let set = machine.fleet.below("pools", u64::from(machine.noise.unit("pool set", 0) < 0.25), POOLS.len() as u64);
    let dead = machine.has(Fault::DeadPool);
    let farm = ["northfield", "kestrel", "halogen"][machine.fleet.below("farm", 0, 3) as usize];
    POOLS[set as usize]
        .iter()
        .filter(|(host, _)| !host.is_empty())
        .enumerate()
        .map(|(place, (host, port))| {
            let first = place == 0;
            Pool {
                url: format!("stratum+tcp://{host}:{port}"),
                host,
                worker: format!("{farm}.{}", machine.place()),
                alive: !dead,
                active: first && working && !dead,
                accepted: if first { accepted } else { 0 },
                rejected: if first { rejected } else { 0 },
                stale: if first { stale } else { 0 },
                difficulty: if first && working { difficulty } else { 0.0 },
            }
        })
        .collect()
}
