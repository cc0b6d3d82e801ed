//! What a machine is doing at one moment: rates, temperatures, shares and errors out of its identity and the time.

mod boards;
mod pools;
mod times;

use super::{Machine, Moment};
use crate::sim::{fault::Fault, will::Will};
pub(crate) use boards::Board;
use boards::Climate;
pub(crate) use pools::Pool;
use pools::Shares;
use times::Times;

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
    /// W; 0 while there is none.
    pub(crate) power_limit: f64,
    pub(crate) volts_in: f64,
    pub(crate) psu_temp: f64,
    /// rpm.
    pub(crate) psu_fan: u32,
    pub(crate) pools: Vec<Pool>,
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) stale: u64,
    /// As Unix time; 0 before the first.
    pub(crate) last_share: u64,
    /// Codes and the Unix time at which each was last seen.
    pub(crate) errors: Vec<(String, u64)>,
    /// When mining was stopped, as Unix time.
    pub(crate) stopped_at: Option<u64>,
    /// What it was told.
    pub(crate) will: Will,
}

impl State {
    /// Computes the state of `machine` at `moment`.
    pub(super) fn compute(machine: &Machine, moment: Moment) -> Self {
        let (noise, profile, seconds) = (machine.noise, machine.profile, moment.seconds);
        let will = machine.will().clone();
        let times = Times::compute(machine, &will, moment);
        let climate = Climate::compute(machine, &times, seconds);
        let rate_factory = profile.rate_ths * noise.between("factory", 0, 0.985, 1.025);
        let full_power = profile.power_w * noise.between("power", 0, 0.97, 1.03);
        let times = times.slowed(will.effort(full_power));
        let mut boards = boards::boards(machine, &times, &climate, rate_factory, seconds);
        let rate = boards.iter().map(|board| board.rate).sum();
        let rate_average = boards.iter().map(|board| board.rate_average).sum();
        let shares = Shares::compute(machine, &times, rate, rate_average, moment);
        for board in &mut boards {
            board.accepted = shares.part(board.rate_average, rate_average);
        }

        // An idle machine hardly draws power; one that mines draws it by its rate.
        let load = if times.idle { 0.0 } else { f64::max(rate / rate_factory, 0.05) };
        let standby = noise.between("standby", 0, 38.0, 62.0);
        let power = standby + (full_power - standby) * load * (1.0 + 0.006 * noise.swing("power", 1, seconds));
        let ramped_up = !times.idle && times.ramped_up();
        // A limit that was told shows once btminer is back, the model's own after the ramp-up.
        let limited = !times.idle && (times.ramped_up() || will.mining_since.is_some());
        let own_limit = (profile.power_w * 1.05 / 50.0).round() * 50.0;
        let volts = if machine.has(Fault::PsuError) { 188.0 } else { noise.between("volts", 0, 224.0, 238.0) };
        let (fan_in, fan_out) = fans(machine, times.idle, seconds);
        let since = times.trouble_since(moment);
        Self {
            uptime: times.uptime,
            elapsed: times.elapsed,
            stopped: times.stopped,
            btminer: times.btminer,
            rate,
            rate_average,
            rate_factory,
            ramped_up,
            boards,
            ambient: climate.ambient,
            liquid: climate.liquid,
            fan_in,
            fan_out,
            power,
            power_limit: if limited { will.power_limit.unwrap_or(own_limit) } else { 0.0 },
            volts_in: volts + noise.swing("volts", 1, seconds),
            psu_temp: climate.ambient + 8.0 + 14.0 * load,
            psu_fan: if profile.air { 4_000 + (3_000.0 * load) as u32 } else { 0 },
            pools: pools::pools(machine, &will, &shares, times.btminer && !times.stopped),
            accepted: shares.accepted,
            rejected: shares.rejected,
            stale: shares.stale,
            last_share: shares.last,
            errors: errors(machine).into_iter().map(|code| (code, since)).collect(),
            stopped_at: times
                .stopped
                .then(|| will.stopped.map_or(since, |stopped| moment.unix_before(moment.seconds - stopped))),
            will,
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

/// Intake and exhaust in rpm; machines count them in steps of 30.
fn fans(machine: &Machine, idle: bool, seconds: f64) -> (u32, u32) {
    if !machine.profile.air || idle {
        return (0, 0);
    }
    let rpm = |n: u64| {
        let around = machine.noise.between("fan", n, 5_200.0, 6_500.0);
        ((around + 60.0 * machine.noise.swing("fan", n + 8, seconds)) / 30.0).round() as u32 * 30
    };
    // Where the intake stands still, the exhaust works for both.
    if machine.has(Fault::Fan) { (0, rpm(1) + 900) } else { (rpm(0), rpm(1)) }
}

/// The codes that the machine reports: those that its troubles have (vendor's list).
fn errors(machine: &Machine) -> Vec<String> {
    let slot = boards::sick_slot(machine);
    let codes = [
        (Fault::BoardMissing, format!("53{slot}")),
        (Fault::WeakBoard, format!("55{slot}")),
        (Fault::HotChip, format!("35{slot}")),
        (Fault::Fan, if machine.profile.air { "110" } else { "5079" }.to_owned()),
        (Fault::PsuError, "206".to_owned()),
        (Fault::DeadPool, "2010".to_owned()),
    ];
    codes.into_iter().filter(|(fault, _)| machine.has(*fault)).map(|(_, code)| code).collect()
}
