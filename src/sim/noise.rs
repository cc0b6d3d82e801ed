//! Chance that is always the same: every "random" figure of a simulated machine is a hash of the seed, the machine's
//! number and the name of what is asked for.
//!
//! There is no generator with a state to carry along, so figures can be computed in any order, lazily, by any thread,
//! and adding a figure never shifts the others. Splitmix64 is the mixer: ten lines of our own, fixed for ever, so that
//! a seed means the same fleet in every version and on every platform.

/// Where one machine's chance comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noise(u64);

/// The finaliser of splitmix64: every input bit reaches every output bit.
fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Noise {
    /// The chance of machine `index` in the fleet of `seed`.
    pub(crate) fn new(seed: u64, index: u64) -> Self {
        Self(mix(mix(seed) ^ index))
    }

    /// 64 bits for `name`, as the machine's `n`th of them.
    pub(crate) fn bits(self, name: &str, n: u64) -> u64 {
        let name = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        mix(self.0 ^ mix(name ^ mix(n)))
    }

    /// A figure within 0 ≤ x < 1.
    pub(crate) fn unit(self, name: &str, n: u64) -> f64 {
        (self.bits(name, n) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A figure within `low` ≤ x < `high`.
    pub(crate) fn between(self, name: &str, n: u64, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit(name, n)
    }

    /// A whole number below `bound`, which must not be 0.
    pub(crate) fn below(self, name: &str, n: u64, bound: u64) -> u64 {
        self.bits(name, n) % bound
    }

    /// A slow swing within -1 ≤ x ≤ 1 around 0 at `seconds`, smooth in time: two waves that never repeat together.
    pub(crate) fn swing(self, name: &str, n: u64, seconds: f64) -> f64 {
        let wave = |part: u64, period: f64| {
            let phase = self.unit(name, n.wrapping_mul(2) + part);
            (std::f64::consts::TAU * (seconds / period + phase)).sin()
        };
        0.6 * wave(0, 97.0) + 0.4 * wave(1, 611.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_answer_and_others_differ() {
        let noise = Noise::new(7, 1);
        assert_eq!(noise.bits("mac", 0), Noise::new(7, 1).bits("mac", 0));
        let others = [Noise::new(7, 2).bits("mac", 0), Noise::new(8, 1).bits("mac", 0), noise.bits("mac", 1)];
        assert!(others.iter().all(|other| *other != noise.bits("mac", 0)));
        assert_ne!(noise.bits("mac", 0), noise.bits("serial", 0));
    }

    #[test]
    fn figures_stay_within_their_bounds_and_fill_them() {
        let noise = Noise::new(1, 1);
        let mean = (0..1_000).map(|n| noise.unit("mean", n)).inspect(|x| assert!((0.0..1.0).contains(x))).sum::<f64>();
        assert!((450.0..550.0).contains(&mean), "{mean}");
        assert!((0..10_000).all(|t| noise.swing("swing", 0, f64::from(t)).abs() <= 1.0));
    }
}
