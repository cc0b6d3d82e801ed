//! A fleet of 50,000: a keystroke in the filter, a sort, and a second's worth of updates a frame at a time.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

#[path = "../tests/support/machines.rs"]
mod machines;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use machines::{answer, at, fleet_of, machine, refresh};
use rackhand::{
    fleet::{Column, Filter, Fleet, Observation, SortKey, View, Wording},
    protocol::units::HashRate,
};
use std::{hint::black_box, sync::Arc};

const ROWS: u32 = 50_000;

/// Machines that answer in one frame: 5,000 a second, 60 frames.
const A_FRAME: u32 = 5_000 / 60 + 1;

fn fleet_and_view() -> (Fleet, View) {
    let fleet = fleet_of((0..ROWS).map(machine));
    let mut view = View::new(Arc::new(Wording::plain()));
    view.update(&fleet, at(0));
    (fleet, view)
}

fn filters(bench: &mut Criterion) {
    let (fleet, mut view) = fleet_and_view();
    let mut group = bench.benchmark_group("filter 50,000");
    for text in ["m50", "th<90%", "model:m50 th<112 boards<3", "fw:2023", "worker:x17", "error:53 or chip>95"] {
        let (this, all) = (Filter::parse(text).unwrap(), Filter::default());
        group.bench_function(text, |bench| {
            bench.iter(|| {
                view.set_filter(this.clone());
                view.update(&fleet, at(0));
                black_box(view.rows());
                // Back to all rows, which the next round starts from; half of the time measured is this.
                view.set_filter(all.clone());
                view.update(&fleet, at(0));
            });
        });
    }
}

fn sorts(bench: &mut Criterion) {
    let (fleet, mut view) = fleet_and_view();
    let mut group = bench.benchmark_group("sort 50,000");
    for column in [Column::Ip, Column::Rate, Column::Model, Column::ActiveWorker, Column::Serial, Column::Pool1] {
        let mut descending = false;
        group.bench_function(column.key(), |bench| {
            bench.iter(|| {
                descending = !descending;
                view.set_sort(&[SortKey { column, descending }, SortKey { column: Column::Mac, descending: false }]);
                view.update(&fleet, at(0));
                black_box(view.rows());
            });
        });
    }
}

/// News of other machines in every round, each with another rate.
fn news(round: u32) -> Vec<Observation> {
    (0..A_FRAME)
        .map(|index| {
            let number = (round * A_FRAME + index) * 7919 % ROWS;
            let mut reading = refresh(number);
            reading.summary.as_mut().unwrap().rate = Some(HashRate::from_ths(f64::from(100 + (round + index) % 20)));
            answer(machines::address(number), at(i64::from(round)), reading)
        })
        .collect()
}

fn updates(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("a frame of 5,000 updates a second");
    for (name, column, filter) in [
        ("by address", Column::Ip, ""),
        ("by rate", Column::Rate, ""),
        ("by rate, filtered", Column::Rate, "m50 th>105"),
    ] {
        let (mut fleet, mut view) = fleet_and_view();
        view.set_sort(&[SortKey { column, descending: true }]);
        view.set_filter(Filter::parse(filter).unwrap());
        let mut round = 0;
        group.bench_function(name, |bench| {
            let make = || {
                round += 1;
                news(round)
            };
            let frame = |news: Vec<Observation>| {
                let now = news[0].at;
                for observation in news {
                    fleet.observe(observation);
                }
                view.update(&fleet, now);
                black_box(view.rows());
            };
            bench.iter_batched(make, frame, BatchSize::PerIteration);
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = filters, sorts, updates
}
criterion_main!(benches);
