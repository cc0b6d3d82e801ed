//! Where the axes of a trend have their marks: few, at round times of the computer's zone and at round figures.

use egui_plot::{GridInput, GridMark};
use jiff::{Timestamp, tz::TimeZone};

/// Distances of time marks, in seconds.
const TIME_STEPS: [f64; 12] =
    [10.0, 30.0, 60.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 14_400.0, 21_600.0, 43_200.0];

/// Marks at round times: at most five.
pub(super) fn times(input: &GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let Some(step) = TIME_STEPS.into_iter().find(|step| (to - from) / step <= 4.0) else { return Vec::new() };
    let offset = Timestamp::from_second(from as i64).map_or(0, |at| TimeZone::system().to_offset(at).seconds());
    every(from, to, step, f64::from(offset))
}

/// Marks at round figures: at most four.
pub(super) fn figures(input: &GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let rough = (to - from) / 3.0;
    if !rough.is_finite() || rough <= 0.0 {
        return Vec::new();
    }
    let decade = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0].into_iter().map(|nice| nice * decade).find(|step| *step >= rough);
    every(from, to, step.unwrap_or(10.0 * decade), 0.0)
}

/// A mark at every multiple of `step`, counted from `-offset`.
fn every(from: f64, to: f64, step: f64, offset: f64) -> Vec<GridMark> {
    let first = ((from + offset) / step).ceil() as i64;
    let last = ((to + offset) / step).floor() as i64;
    (first..=last).map(|place| GridMark { value: place as f64 * step - offset, step_size: step }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(marks: &[GridMark]) -> Vec<f64> {
        marks.iter().map(|mark| mark.value).collect()
    }

    #[test]
    fn figures_are_round_and_few() {
        let input = |from, to| GridInput { bounds: (from, to), base_step_size: 1.0 };
        assert_eq!(values(&figures(&input(0.0, 3_400.0))), [0.0, 2_000.0]);
        assert_eq!(values(&figures(&input(79.0, 106.0))), [80.0, 90.0, 100.0]);
        assert!(figures(&input(5.0, 5.0)).is_empty());
    }

    #[test]
    fn times_are_few_for_every_length_that_is_kept() {
        for span in [40.0, 600.0, 7_200.0, 21_600.0, 64_800.0] {
            let marks = times(&GridInput { bounds: (1_790_000_000.0, 1_790_000_000.0 + span), base_step_size: 1.0 });
            assert!((1..=5).contains(&marks.len()), "{span}: {}", marks.len());
        }
    }
}
